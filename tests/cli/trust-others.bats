#!/usr/bin/env bats
# shellcheck disable=SC2016 # what stands in single quotes is for another shell
#
# Trust: what another user of this machine can and cannot make one run, T1 to T14.

load helper
load trust

setup_file() { trust_model; }

setup() { trust_world; }

teardown() { trust_end; }

@test "T1: an environment that another user made is refused, by any name" {
	local name
	mkdir a
	cd a
	for name in .venv venv env .env; do
		made_by "$other" "$name"
		refuses "$PWD/$name" "user id $other" "vshim trust $PWD"
		rm -r "$name"
	done
	made_by "$other" "$open/place/pyvenv.d"
	mv "$open/place/pyvenv.d"/* "$open/place"
	chown "$other" "$open/place"
	refuses "$open/place"
}

@test "T1: under any other name it does not count" {
	made_by "$other" theirs
	runs /usr
	made_by "$me" mine
	runs "$PWD/mine"
}

@test "T1: no command of vshim starts anything of it" {
	made_by "$me" .venv
	tells_when_started .venv
	# What is started is told of, and the shims and the entry are there.
	as "$me" "$vshim" exec -e .venv tool
	[ -L "$shims/tool" ]
	[ -s "$open/started" ]
	chown -R -h "$other" .venv
	: >"$open/started"
	starts_nothing .venv
}

@test "T1: only the bin directory is theirs" {
	made_by "$me" .venv
	chown "$other" .venv/bin
	refuses "$PWD/.venv/bin" "user id $other"
}

@test "T2: a redirect file of another user is refused, wherever it leads" {
	made_by "$me" "$open/mine"
	made_by 0 "$open/roots"
	for target in mine roots nowhere; do
		echo "$open/$target" >.venv
		chown "$other" .venv
		refuses "$PWD/.venv" "user id $other"
	done
}

@test "T2: a redirect file of one's own does not make their environment trusted" {
	made_by "$other" "$open/theirs"
	echo ../theirs >.venv
	chown "$me" .venv
	refuses "$open/theirs"
}

@test "T3: a symbolic link of another user in the place of an environment is refused" {
	local name
	made_by "$me" "$open/mine"
	for name in .venv venv env .env; do
		ln -s "$open/mine" "$name"
		chown -h "$other" "$name"
		refuses "$PWD/$name" "the link belongs to" "user id $other"
		chown -h "$me" "$name"
		runs "$PWD/$name"
		rm "$name"
	done
	ln -s "$open/mine" any
	chown -h "$other" any
	runs /usr
}

@test "T3: and so is one in the place of a redirect file, or of bin" {
	made_by "$me" "$open/mine"
	echo "$open/mine" >"$open/redirect"
	ln -s "$open/redirect" .venv
	chown -h "$other" .venv
	refuses "$PWD/.venv" "the link belongs to"
	chown -h "$me" .venv
	runs "$open/mine"
	rm .venv
	made_by "$me" .venv
	mv .venv/bin .venv/commands
	ln -s commands .venv/bin
	chown -h "$other" .venv/bin
	refuses "$PWD/.venv/bin" "the link belongs to"
}

@test "T3: nor does it lead to an environment of theirs that was accepted by its own name" {
	local name
	made_by "$other" "$open/theirs"
	as "$me" "$vshim" trust "$open/theirs"
	for name in .venv venv env .env; do
		ln -s "$open/theirs" "$name"
		chown -h "$other" "$name"
		refuses "$PWD/$name" "the link belongs to"
		as "$me" "$vshim" trust .
		runs "$PWD/$name"
		as "$me" "$vshim" trust --remove .
		chown -h "$me" "$name"
		runs "$PWD/$name"
		rm "$name"
	done
	ln -s "$open/theirs" any
	chown -h "$other" any
	runs /usr
	as "$me" "$vshim" exec -e "$PWD/any" true
	run as "$me" "$vshim" list --json
	assert_contains "\"path\": \"$PWD/any\"" '"state": "untrusted"'
	echo any >.venv
	chown "$me" .venv
	refuses "$PWD/any" "the link belongs to"
}

@test "T4: a link above the environment leads to what is judged by itself" {
	made_by "$me" "$open/mine/project/.venv"
	made_by "$other" "$open/theirs/project/.venv"
	ln -s "$open/mine" up
	chown -h "$other" up
	cd up/project
	runs "$PWD/.venv"
	cd "$open/place"
	ln -sfn "$open/theirs" up
	cd up/project
	refuses "$PWD/.venv"
}

@test "T5: a hard link to a redirect file leads to one's own environments alone" {
	made_by "$me" "$open/mine/env"
	made_by "$other" "$open/place/env"
	echo env >"$open/mine/.venv"
	chown "$me" "$open/mine/.venv"
	ln "$open/mine/.venv" .venv
	refuses "$PWD/env"
	echo "$open/mine/env" >.venv
	runs "$open/mine/env"
}

@test "T5: nor do hard links to the files of an environment make another one's own" {
	made_by "$me" "$open/mine"
	made_by "$other" .venv
	ln -f "$open/mine/pyvenv.cfg" .venv/pyvenv.cfg
	ln -f "$open/mine/bin/activate" .venv/bin/activate
	refuses "$PWD/.venv"
}

@test "T6: it is an error, not passed over: another user can keep python from running there" {
	made_by "$me" .venv
	mkdir below
	chmod 777 below
	cd below
	runs "$open/place/.venv"
	mkdir .venv
	touch .venv/pyvenv.cfg
	chown -R "$other" .venv
	refuses "$PWD/.venv"
}

@test "T7: who else may write to the directories above does not matter, sticky or not" {
	local mode
	made_by "$me" .venv
	for mode in 777 1777 755; do
		chmod "$mode" .
		runs "$PWD/.venv"
		chown "$other" .
		runs "$PWD/.venv"
		chown 0 .
	done
	chown -R -h "$other" .venv
	for mode in 777 1777 755; do
		chmod "$mode" .
		refuses "$PWD/.venv"
	done
}

@test "T8: exchanged between the look and the start, another user's environment runs" {
	made_by "$me" .venv
	made_by "$other" theirs
	touch theirs/theirs
	runs "$PWD/.venv"
	run "$BATS_TEST_DIRNAME/swap.py" "$PWD/.venv/bin/python" "$PWD/.venv" "$PWD/theirs" \
		setpriv --reuid "$me" --regid "$me" --clear-groups \
		python -c 'import os, sys; print(os.listdir(sys.prefix))'
	assert_success
	assert_contains "'theirs'"
}

@test "T8: exchanged while a program runs, it imports from theirs" {
	local exchange packages=lib/python3.11/site-packages
	made_by "$me" "$open/place/mine/.venv"
	made_by "$other" "$open/place/theirs/.venv"
	echo 'whose = "mine"' >"mine/.venv/$packages/late.py"
	echo 'whose = "theirs"' >"theirs/.venv/$packages/late.py"
	mkfifo "$open/go"
	ln -s mine link
	chown -h "$other" link
	for exchange in "mv mine aside && mv theirs mine && mv aside theirs" "ln -sfn theirs link"; do
		cd mine
		[[ $exchange != ln* ]] || cd ../link
		as "$me" python -c "open('$open/go').read(); import late; print(late.whose)" >"$open/said" &
		cd "$open/place"
		# Opened once both are there.
		{ eval "$exchange"; } >"$open/go"
		wait "$!"
		run cat "$open/said"
		assert_output theirs || return
		rm -rf link
		mv mine aside && mv theirs mine && mv aside theirs
		ln -s mine link
	done
}

@test "T9: exchanged before the look, it is refused, and one's own or root's is not" {
	made_by "$me" .venv "$open/old"
	made_by "$other" theirs
	mv .venv aside
	mv theirs .venv
	refuses "$PWD/.venv"
	mv .venv theirs
	mv "$open/old" .venv
	touch .venv/old
	run as "$me" python -c 'import os, sys; print(os.path.exists(sys.prefix + "/old"))'
	assert_output True
}

@test "T10: a foreign mark of a project leads to one's own environment at most, and is not read" {
	local mark
	made_by "$me" mine
	mkdir below
	cd below
	runs /usr
	for mark in .git pyproject.toml setup.py setup.cfg requirements.txt Pipfile; do
		mkfifo "../$mark"
		chown "$other" "../$mark"
		runs "$open/place/mine"
		mv ../mine "$open/gone"
		made_by "$other" ../theirs
		runs /usr
		rm -r ../theirs "../$mark"
		mv "$open/gone" ../mine
	done
}

@test "T11: what everybody may write to is refused, whoever it belongs to" {
	local owner mode
	made_by "$me" .venv
	for owner in "$me" 0 "$other"; do
		chown "$owner" .venv
		for mode in 777 1777 757; do
			chmod "$mode" .venv
			refuses "$PWD/.venv" "everybody on this machine can write to it"
		done
	done
	chown "$me" .venv
	chmod 755 .venv
	chmod 777 .venv/bin
	refuses "$PWD/.venv/bin" everybody
	rm -r .venv
	made_by "$me" "$open/mine"
	echo "$open/mine" >.venv
	chown "$me" .venv
	chmod 666 .venv
	refuses "$PWD/.venv" everybody
}

@test "T12: what its group may write to runs" {
	made_by "$me" .venv
	chgrp -R "$other" .venv
	chmod -R g+w .venv
	runs "$PWD/.venv"
}

@test "T13: an access control list that lets another user or group write is refused" {
	made_by "$me" .venv
	runs "$PWD/.venv"
	setfacl -m "u:$other:rx" .venv
	runs "$PWD/.venv"
	setfacl -m "u:$me:rwx,u:0:rwx" .venv
	runs "$PWD/.venv"
	for entry in "u:$other:rwx" "g:$other:rwx" "g:$me:rwx"; do
		setfacl -m "$entry" .venv
		refuses "$PWD/.venv" "access control list"
		setfacl -x "${entry%:*}" .venv
		runs "$PWD/.venv"
	done
	# The mask takes the right away, and with it the group's.
	setfacl -m "u:$other:rwx" -m m::rx .venv
	runs "$PWD/.venv"
	setfacl -b .venv
	setfacl -m "u:$other:rwx" .venv/bin
	refuses "$PWD/.venv/bin" "access control list"
}

@test "T13: a list that an environment inherited from another user's directory, too" {
	setfacl -d -m "u:$other:rwx" .
	chown "$other" .
	chmod 777 .
	as "$me" "$system_python" -m venv --without-pip .venv
	refuses "$PWD/.venv" "access control list"
	setfacl -b .venv .venv/bin
	runs "$PWD/.venv"
}

@test "T14: inside of an environment of one's own nothing else is looked at" {
	made_by "$me" .venv
	chmod 777 .venv/lib .venv/pyvenv.cfg
	runs "$PWD/.venv"
	printf '#!/bin/sh\necho theirs\n' >"$open/theirs"
	chmod 755 "$open/theirs"
	chown "$other" "$open/theirs"
	ln -sf "$open/theirs" .venv/bin/python
	run as "$me" python
	assert_output theirs
}
