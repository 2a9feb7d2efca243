#!/usr/bin/env bats
# shellcheck disable=SC2016 # what stands in single quotes is for another shell
#
# Whose code runs: every sentence under "Threat model" in vshim-shims(7) by its number, on files
# that really belong to several users. Needs root, who can make them.

load helper

setup_file() {
	[ "$(id -u)" -eq 0 ] || fail "only root can make other users' files: run this as root"
	model_make
}

setup() {
	world_make
	# Others must get there, which the directories of bats do not let them.
	open=$(mktemp -d /tmp/vshim-trust.XXXXXX)
	chmod 755 "$open"
	cp -a "$VSHIM_PREFIX" "$open/prefix"
	vshim=$open/prefix/bin/vshim
	me=2001 other=2002
	HOME=$open/home
	mkdir "$HOME" "$open/place"
	chown "$me" "$HOME"
	shims=$HOME/.local/share/vshim/shims
	as "$me" "$vshim" rehash
	PATH=$shims:/usr/local/bin:/usr/bin:/bin
	cd "$open/place" || return
	user=$me
}

teardown() { rm -rf "$open"; }

# as USER COMMAND…
as() { setpriv --reuid "$1" --regid "$1" --clear-groups "${@:2}"; }

# made_by USER DIRECTORY…: environments of that user's.
made_by() {
	environment "${@:2}"
	chown -R -h "$1" "${@:2}"
}

# runs ENVIRONMENT [VARIABLE=VALUE…]: what `python` of $user starts here, or /usr.
runs() {
	run as "$user" env "${@:2}" python -c 'import sys; print(sys.prefix)'
	assert_success || return
	assert_output "$1"
}

# refuses PATH [TEXT…]: `python` of $user starts nothing and names PATH, and so does `which`.
refuses() {
	run --separate-stderr -126 as "$user" python -c 'print("ran")'
	assert_output "" || return
	assert_stderr "vshim: $1 is not trusted" "hint: " "${@:2}" || return
	run -126 as "$user" "$vshim" which python
}

# asks_for PATH: so does it where PATH was not accepted yet.
asks_for() {
	run --separate-stderr -126 as "$user" python -c 'print("ran")'
	assert_output "" || return
	assert_stderr "vshim: $1 was not trusted yet" "hint: if you know what is in it: vshim trust " || return
	run -126 as "$user" "$vshim" which python
}

# explicit: the setting, for $me.
explicit() {
	mkdir -p "$HOME/.config/vshim"
	printf '[trust]\nmode = explicit\n' >"$HOME/.config/vshim/config.ini"
}

# tells_when_started ENVIRONMENT: whatever of it is started says so in $open/started.
tells_when_started() {
	local name
	rm "$1"/bin/python*
	for name in python python3 python3.11 pip pip3 tool; do
		command_make "$1/bin/$name" "echo \$0 >>'$open/started'"
	done
	touch "$open/started"
	chmod 666 "$open/started"
	mkdir -p "$1/lib/python3.11/site-packages/pip"
}

# starts_nothing: by no command, where an environment that tells is not to be trusted.
starts_nothing() {
	local command
	for command in "which python" "which -a tool" "which --inside tool" "which --explain python" \
		"exec python" "exec tool" "exec pip install x" prompt "list --probe" "list --scan --probe ." \
		rehash "whence tool" local "shell --print $1" "init bash" doctor; do
		# shellcheck disable=SC2086 # words
		run as "$me" "$vshim" $command
	done
	for command in python python3 pip tool; do
		run as "$me" "$command" install x
	done
	run as "$me" "$open/prefix/libexec/vshim/prompt"
	run as "$me" bash -ic 'eval "$("$0" init --prompt bash)"; true; tool' "$vshim"
	run cat "$open/started"
	assert_output ""
}

@test "every sentence of the threat model has its test, and every test its sentence" {
	sed -n 's/^\.It \(T[0-9]*\)$/\1/p' "$repository/man/vshim-shims.7" >"$world/manual"
	sed -n 's/^@test "\(T[0-9]*\): .*/\1/p' "$BATS_TEST_FILENAME" | uniq >"$world/tests"
	[ -s "$world/manual" ]
	diff -u "$world/manual" "$world/tests"
}

# --- another user of this machine

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

# --- what one has cloned, unpacked, mounted

@test "T15: an archive that one has unpacked can bring the environment that runs" {
	local home=$open/home
	made_by "$other" source/.venv
	tar -C source -cf "$open/archive.tar" .
	mkdir "$home/clone"
	chown "$me" "$home/clone"
	cd "$home/clone"
	as "$me" tar -xf "$open/archive.tar"
	runs "$PWD/.venv"
}

@test "T15: and so can a repository that one has cloned" {
	made_by "$other" source/.venv
	as "$other" test -r source/.venv/bin/python
	export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a GIT_COMMITTER_NAME=a \
		GIT_COMMITTER_EMAIL=a
	git -C source init -q
	git -C source add -f .
	git -C source commit -q -m .
	git clone -q --bare source "$open/bare"
	chown -R "$me" "$open/bare"
	cd "$HOME"
	as "$me" git clone -q "$open/bare" clone
	cd clone
	runs "$PWD/.venv"
}

@test "T16: with mode = explicit it cannot, by no name, link or redirect file" {
	explicit
	made_by "$me" .venv
	run --separate-stderr -126 as "$me" python -c 'print("ran")'
	assert_stderr "$PWD/.venv was not trusted yet" "vshim trust $PWD"
	mv .venv any
	run --separate-stderr -126 as "$me" python -c 'print("ran")'
	assert_stderr "$PWD/any was not trusted yet"
	mv any "$open/mine"
	ln -s "$open/mine" .venv
	chown -h "$me" .venv
	run -126 as "$me" python -c 'print("ran")'
	rm .venv
	echo ../mine >.venv
	chown "$me" .venv
	run -126 as "$me" python -c 'print("ran")'
	as "$me" "$vshim" trust .
	runs "$open/mine"
	as "$me" "$vshim" trust --remove .
	as "$me" "$vshim" trust "$open/mine"
	runs "$open/mine"
}

@test "T16: nor by its name, nor from inside of it" {
	explicit
	made_by "$me" named
	as "$me" "$vshim" exec -e "$PWD/named" true
	mkdir project
	echo named >project/.venv
	chown "$me" project/.venv
	cd project
	asks_for "$open/place/named"
	cd ../named/bin
	asks_for "$open/place/named"
}

@test "T16: and no command of vshim starts anything of it" {
	made_by "$me" .venv
	tells_when_started .venv
	as "$me" "$vshim" exec -e .venv tool
	explicit
	: >"$open/started"
	starts_nothing .venv
}

@test "T17: a redirect file that came along can name any environment of one's own" {
	made_by "$me" "$open/mine"
	for target in ../mine "$open/mine" ./../place/../mine; do
		echo "$target" >.venv
		chown "$me" .venv
		runs "$open/mine"
	done
}

@test "T18: owners that an archive keeps when root unpacks it are not root's" {
	made_by "$other" source/.venv
	tar -C source -cf "$open/archive.tar" .
	mkdir "$open/unpacked"
	cd "$open/unpacked"
	tar -xpf "$open/archive.tar"
	user=0
	refuses "$PWD/.venv" "user id $other"
	runs_as_unpacked=$(mktemp -d "$open/XXXXXX")
	cd "$runs_as_unpacked"
	tar --no-same-owner -xf "$open/archive.tar"
	runs "$PWD/.venv"
}

@test "T19: a mount is believed about owners and modes, and nobody's files are nobody's" {
	made_by 65534 .venv
	refuses "$PWD/.venv" "user id 65534"
	chown -R -h 4294967294 .venv
	refuses "$PWD/.venv" "user id 4294967294"
	chown -R -h "$me" .venv
	runs "$PWD/.venv"
	chmod 777 .venv .venv/bin
	refuses "$PWD/.venv" everybody
}

# --- root

@test "T20: root runs root's environments and not those of users" {
	user=0
	made_by "$me" .venv
	refuses "$PWD/.venv" "user id $me"
	chown -R -h 0 .venv
	runs "$PWD/.venv"
	user=$me
	runs "$PWD/.venv"
}

@test "T21: through sudo root runs those of the user who called it, and nobody else's" {
	local uid
	user=0
	made_by "$me" .venv
	SUDO_UID=$me runs "$PWD/.venv"
	SUDO_UID=$other refuses "$PWD/.venv"
	# The last two would be 2001 to who takes any byte for a digit, or lets it overflow.
	for uid in "${me}x" "" 0 -1 "+$me" " $me" "$me"$'\n' 0x7d1 '199;' 4294969297; do
		SUDO_UID=$uid refuses "$PWD/.venv"
	done
	chown "$other" .venv/bin
	SUDO_UID=$me refuses "$PWD/.venv/bin"
	user=$me SUDO_UID=$other refuses "$PWD/.venv/bin"
}

@test "T22: a set-user-ID start listens to nothing that names an environment or accepts one" {
	local launcher=$open/prefix/libexec/vshim/launcher
	made_by "$other" "$open/theirs" .venv
	as "$other" mkdir -p "$open/theirs/root/trusted"
	printf '[search]\nnames = none\n' >"$open/theirs/config.ini"
	chmod 4755 "$launcher"
	mkdir below
	cd below
	# Not a link: the kernel gives rights by the file that is started.
	user=$other
	for variable in "SUDO_UID=$other" "VSHIM_ENV=$open/theirs" "VSHIM_ENV=system" \
		"VSHIM_CONFIG=$open/theirs/config.ini" "VSHIM_CEILING_DIRECTORIES=$open/place" A=; do
		run --separate-stderr -126 as "$other" env HOME=/ "$variable" python -c 'print("ran")'
		assert_output ""
		assert_stderr "$open/place/.venv is not trusted"
	done
	cd "$open/place"
	rm -r .venv
	run as "$other" env HOME=/ VIRTUAL_ENV="$open/theirs" python -c 'import sys; print(sys.prefix)'
	assert_output /usr
	run as "$other" env HOME=/ VIRTUAL_ENV="$open/theirs" VSHIM_SELECTED="$open/theirs" python -c \
		'import sys; print(sys.prefix)'
	assert_output /usr
	made_by 0 "$open/roots"
	ln -s "$open/roots" "$open/theirs/root/global"
	run as "$other" env HOME=/ VSHIM_ROOT="$open/theirs/root" python -c 'import sys; print(sys.prefix)'
	assert_output /usr
}

@test "T22: HOME chooses among the settings and global environments of whose rights are used" {
	local launcher=$open/prefix/libexec/vshim/launcher
	mkdir -p "$open/a/.config/vshim" "$open/b/.local/share/vshim"
	made_by 0 "$open/roots" .venv
	made_by "$other" "$open/theirs"
	printf '[trust]\nmode = explicit\n' >"$open/a/.config/vshim/config.ini"
	chmod 4755 "$launcher"
	user=$other
	runs "$PWD/.venv" HOME=/
	run -126 as "$other" env HOME="$open/a" python -c 'print("ran")'
	assert_contains "$PWD/.venv was not trusted yet"
	chown "$other" "$open/a/.config/vshim/config.ini"
	run -126 as "$other" env HOME="$open/a" python -c 'print("ran")'
	assert_contains "config.ini is not trusted: it belongs to"
	rm -r .venv
	ln -s "$open/roots" "$open/b/.local/share/vshim/global"
	runs "$open/roots" HOME="$open/b"
	runs "$open/roots" XDG_DATA_HOME="$open/b/.local/share" HOME=/
	ln -sfn "$open/theirs" "$open/b/.local/share/vshim/global"
	chown -h "$other" "$open/b/.local/share/vshim/global"
	run -126 as "$other" env HOME="$open/b" python -c 'print("ran")'
	assert_contains "the link belongs to"
}

@test "T22: the Python that it starts listens to what Python listens to" {
	chmod 4755 "$open/prefix/libexec/vshim/launcher"
	mkdir "$open/modules"
	echo 'import os; print("as", os.geteuid())' >"$open/modules/sitecustomize.py"
	chown -R "$other" "$open/modules"
	run as "$other" env HOME=/ PYTHONPATH="$open/modules" python -c ''
	assert_output "as 0"
}

# --- consent

@test "T23: an environment that one names oneself is not asked about" {
	made_by "$other" "$open/theirs"
	chmod 777 "$open/theirs"
	runs "$open/theirs" VSHIM_ENV="$open/theirs"
	runs "$open/theirs" VIRTUAL_ENV="$open/theirs"
	run as "$me" "$vshim" exec -e "$open/theirs" python -c 'import sys; print(sys.prefix)'
	assert_output "$open/theirs"
	as "$me" "$vshim" global "$open/theirs"
	runs "$open/theirs"
	as "$me" "$vshim" global --unset
	explicit
	runs "$open/theirs" VSHIM_ENV="$open/theirs"
	runs "$open/theirs" VIRTUAL_ENV="$open/theirs"
}

@test "T24: a relative VSHIM_ENV is what stands here; vshim shell makes it absolute" {
	made_by "$me" "$open/mine/tools"
	made_by "$other" tools
	runs "$open/place/tools" VSHIM_ENV=tools
	cd "$open/mine"
	runs "$open/mine/tools" VSHIM_ENV=tools
	run as "$me" "$vshim" shell --print tools
	assert_output "$open/mine/tools"
}

@test "T25: trust is in a path, and what stands there later has it" {
	made_by "$other" .venv
	as "$me" "$vshim" trust .
	runs "$PWD/.venv"
	mv .venv gone
	made_by 2003 .venv
	runs "$PWD/.venv"
	as "$me" "$vshim" trust --remove .
	refuses "$PWD/.venv"
	as "$me" "$vshim" trust "$open/*"
	runs "$PWD/.venv"
	as "$me" "$vshim" trust --remove "$open/*"
	as "$me" "$vshim" trust "$HOME/*"
	refuses "$PWD/.venv"
}

@test "T25: a directory called * is not taken for all that are beside it" {
	mkdir "$open/mine" "$open/mine/*" "$open/mine/beside"
	made_by "$other" "$open/mine/*/.venv" "$open/mine/beside/.venv"
	cd "$open/mine/*" || return
	run -1 as "$me" "$vshim" trust
	assert_line "vshim: '$open/mine/*' would stand for all that is beside it"
	as "$me" "$vshim" trust './*'
	runs "$PWD/.venv"
	cd ../beside || return
	refuses "$PWD/.venv"
}

@test "T25: until it is taken back, also when what was accepted is gone or a link" {
	local spelled
	as "$me" "$vshim" trust --list
	mkdir accepted other
	for spelled in accepted "$PWD/accepted" accepted/ "$PWD/accepted/*"; do
		as "$me" "$vshim" trust "$spelled"
		rmdir accepted
		run --separate-stderr -1 as "$me" "$vshim" trust --remove gone
		assert_stderr "vshim: $PWD/gone was not trusted"
		as "$me" "$vshim" trust --remove "$spelled"
		run as "$me" "$vshim" trust --list
		assert_output "" || return
		mkdir accepted
	done
	as "$me" "$vshim" trust accepted
	as "$me" "$vshim" trust other
	rmdir accepted
	ln -s other accepted
	as "$me" "$vshim" trust --remove accepted
	run as "$me" "$vshim" trust --list
	assert_output "$PWD/other"
}

@test "T25: who accepts a directory accepts what is in it, by any name, and what a redirect names" {
	made_by "$other" "$open/theirs"
	echo ../theirs >.venv
	chown "$other" .venv
	refuses "$PWD/.venv"
	as "$me" "$vshim" trust .
	runs "$open/theirs"
	rm .venv
	made_by "$other" below/.venv "$PWD-too/.venv"
	for directory in below "$PWD-too"; do
		cd "$directory"
		refuses "$PWD/.venv"
		cd "$open/place"
	done
	made_by "$other" any
	runs "$PWD/any"
	run as "$me" "$vshim" list --json
	assert_contains "\"path\": \"$PWD/any\"" '"state": "ok"'
}

@test "T25: it counts for an environment of any name, too, also where the launcher is alone" {
	made_by "$other" theirs
	runs /usr
	as "$me" "$vshim" trust theirs
	runs "$PWD/theirs"
	touch -d '1 hour ago' theirs/bin
	runs "$PWD/theirs"
	runs "$PWD/theirs"
	as "$me" "$vshim" trust --remove theirs
	runs /usr
}

@test "T25: trust in an environment is no trust in a redirect file that leads there" {
	made_by "$other" "$open/theirs"
	as "$me" "$vshim" trust "$open/theirs"
	echo ../theirs >.venv
	chown "$me" .venv
	runs "$open/theirs"
	chown "$other" .venv
	refuses "$PWD/.venv"
}

@test "T26: to be known is not to be trusted" {
	made_by "$other" .venv
	command_make .venv/bin/tool 'echo theirs'
	runs "$PWD/.venv" VSHIM_ENV="$PWD/.venv"
	run as "$me" "$vshim" list --json
	assert_contains "\"path\": \"$PWD/.venv\"" '"state": "untrusted"'
	refuses "$PWD/.venv"
	[ -L "$shims/tool" ]
	run --separate-stderr -126 as "$me" tool
	assert_stderr "$PWD/.venv is not trusted"
	cd "$HOME"
	run -127 as "$me" tool
}

@test "T26: and no command that would mend it is offered" {
	made_by "$me" .venv
	as "$me" "$vshim" exec -e .venv true
	# What would mend it, were it one's own, takes away what another link of theirs leads to.
	rm -r .venv/bin
	ln -s "$open/elsewhere" .venv/bin
	command_make "$open/elsewhere/python3" 'echo this must stay'
	ln -s /no/such/python "$open/elsewhere/python"
	run as "$me" "$vshim" list --json
	assert_contains '"health": "dangling"' '"remedy": "rm -f '
	run as "$me" "$vshim" doctor --json
	assert_contains '"remedy": "rm -f '
	chown -R -h "$other" .venv
	run as "$me" "$vshim" list --json
	assert_contains '"state": "untrusted"' '"health": "dangling"' '"remedy": null'
	run as "$me" "$vshim" doctor --json
	assert_contains "$PWD/.venv could have been made by somebody else" "\"remedy\": \"vshim trust $PWD/.venv"
	refute_contains "rm -f"
	run as "$me" "$vshim" list --broken
	assert_output ""
}

# --- vshim's own files

@test "T27: settings that another user made, or can change, are an error" {
	local config=$HOME/.config/vshim/config.ini
	explicit
	made_by "$me" .venv
	for owner in "$other" 65534; do
		chown "$owner" "$config"
		run --separate-stderr -126 as "$me" python -c 'print("ran")'
		assert_stderr "the settings file $config is not trusted: it belongs to" "user id $owner" hint:
		run --separate-stderr -125 as "$me" "$vshim" which python
	done
	chown "$me" "$config"
	chmod 666 "$config"
	run --separate-stderr -126 as "$me" python -c 'print("ran")'
	assert_stderr "everybody on this machine can write to it" "hint: keep others from it: chmod go-w $config"
	chmod 644 "$config"
	run --separate-stderr -126 as "$me" python -c 'print("ran")'
	assert_stderr "$PWD/.venv was not trusted yet"
	chown "$other" "$config"
	run --separate-stderr -126 as "$me" env VSHIM_CONFIG="$config" python -c 'print("ran")'
	assert_stderr "$config is not trusted"
	chown 0 "$config"
	run --separate-stderr -126 as "$me" python -c 'print("ran")'
	assert_stderr "$PWD/.venv was not trusted yet"
}

@test "T27: through sudo those of the user who called it count" {
	explicit
	made_by 0 .venv
	chown "$me" "$HOME/.config/vshim/config.ini"
	run --separate-stderr -126 python -c 'print("ran")'
	assert_stderr "config.ini is not trusted"
	SUDO_UID=$me run --separate-stderr -126 python -c 'print("ran")'
	assert_stderr "$PWD/.venv was not trusted yet"
}

@test "T27: nor do they come through a link that another user made" {
	local config=$HOME/.config/vshim/config.ini
	explicit
	mv "$config" "$open/config.ini"
	chown "$me" "$open/config.ini"
	ln -s "$open/config.ini" "$config"
	for owner in "$me" 0; do
		chown -h "$owner" "$config"
		run as "$me" python -c 'print("ran")'
		assert_output ran
	done
	chown -h "$other" "$config"
	run --separate-stderr -126 as "$me" python -c 'print("ran")'
	assert_stderr "the settings file $config is not trusted: the link belongs to" \
		"hint: name a file of your own: export VSHIM_CONFIG=FILE"
	run --separate-stderr -125 as "$me" env VSHIM_CONFIG="$config" "$vshim" which python
	assert_stderr "the settings file $config is not trusted: the link belongs to"
}

@test "T28: settings that vshim is to have read before, too" {
	local kept=$HOME/.local/share/vshim/settings
	explicit
	made_by "$me" .venv
	as "$me" "$vshim" trust .
	# vshim keeps none of a file that may change once more within the clock's tick.
	until [ -e "$kept" ]; do
		runs "$PWD/.venv" || return
		sleep 0.1
	done
	as "$me" "$vshim" trust --remove .
	asks_for "$PWD/.venv"
	# forged OWNER MODE: a copy with `mode = owner`.
	forged() {
		sed -z '7s/1/0/' "$kept" >"$open/forged"
		chown "$1" "$open/forged"
		chmod "$2" "$open/forged"
		mv "$open/forged" "$kept"
	}
	# The launcher would take it, were it the user's own.
	forged "$me" 644
	runs "$PWD/.venv"
	for by in "$other 644" "$me 666" "$other 666"; do
		"$vshim" rehash >/dev/null
		# shellcheck disable=SC2086 # two words
		forged $by
		asks_for "$PWD/.venv" || return
	done
	forged "$me" 644
	mv "$kept" "$open/forged"
	ln -s "$open/forged" "$kept"
	chown -h "$other" "$kept"
	asks_for "$PWD/.venv"
}

@test "T28: what another user remembers below VSHIM_ROOT does not count" {
	local root=$HOME/.local/share/vshim
	made_by "$other" "$open/theirs"
	as "$me" "$vshim" global "$open/theirs"
	runs "$open/theirs"
	chown -h "$other" "$root/global"
	refuses "$root/global" "the link belongs to" "vshim global"
	rm "$root/global"
	made_by "$other" .venv
	as "$me" "$vshim" trust .
	runs "$PWD/.venv"
	chown -h "$other" "$root"/trusted/*
	refuses "$PWD/.venv"
	run as "$me" "$vshim" trust --list
	assert_output ""
	mkdir away
	mv .venv away/named
	as "$me" "$vshim" exec -e "$PWD/away/named" true
	runs "$PWD/away/named" VSHIM_ENV=named
	chown -h "$other" "$root"/envs/*
	run --separate-stderr -126 as "$me" env VSHIM_ENV=named python -c ''
	assert_stderr "no environment is called named"
}

@test "T29: whoever can set variables or write to a directory on PATH needs no environment" {
	mkdir "$open/early"
	printf '#!/bin/sh\necho theirs\n' >"$open/early/python"
	chmod 755 "$open/early/python"
	chown -R "$other" "$open/early"
	made_by "$me" .venv
	PATH=$open/early:$PATH run as "$me" env python
	assert_output theirs
}

@test "T29: an empty or relative entry of PATH is a directory of whoever owns this one" {
	local entry
	command_make "$PWD/python" 'echo theirs'
	chown "$other" python
	runs /usr
	for entry in "" . ../place; do
		PATH=$shims:$entry:/usr/bin run as "$me" env python
		assert_output theirs || return
	done
}

# --- what is shown

# obeys_nothing COMMAND…: there is no control character in what it shows on a terminal.
obeys_nothing() {
	run on_terminal setpriv --reuid "$me" --regid "$me" --clear-groups sh -c '"$@"; exit 0' sh "$@" <<<"ends 0"
	assert_success || return
	[ -n "$output" ] || fail "$* shows nothing" || return
	printf '%s' "$output" | LC_ALL=C tr -d '\n' >"$world/shown"
	run env LC_ALL=C grep -caE $'[\001-\037\177]|\302[\200-\237]' "$world/shown"
	assert_output 0 || fail "$* shows:" "$(cat -v "$world/shown")"
}

@test "T30: names and contents of files give no orders to a terminal" {
	local evil=$'e\e]0;x\a\xc2\x9b31m\n\x7f' place command
	made_by "$me" "$open/model"
	place=$open/place/$evil
	mkdir "$place"
	chown "$me" "$place"
	cd "$place"
	made_by "$other" .venv
	for command in "python -c 1" "$vshim which python" "$vshim which --explain python" "env VSHIM_DEBUG=1 python" \
		"$vshim list --scan ." "$vshim doctor"; do
		# shellcheck disable=SC2086 # words
		obeys_nothing $command || return
	done
	rm -r .venv
	printf '%s\n' "${evil%$'\n'*}" >.venv
	for owner in "$other" "$me"; do
		chown "$owner" .venv
		for command in "python -c 1" "$vshim local" "$vshim which --explain python"; do
			# shellcheck disable=SC2086 # words
			obeys_nothing $command || return
		done
	done
	rm .venv
	made_by "$me" .venv
	printf '%s = %s\n' home "/x$evil" version "3.11$evil" prompt "$evil" >.venv/pyvenv.cfg
	chown "$me" .venv/pyvenv.cfg
	cp .venv/bin/activate ".venv/bin/$evil"
	chmod 755 .venv/bin/*
	as "$me" "$vshim" exec true
	as "$me" "$vshim" trust .
	as "$me" "$vshim" global .venv
	for command in "$vshim which python" "$vshim which -a python" "$vshim which --json python" \
		"$vshim list" "$vshim list --json" "$vshim prompt" "$open/prefix/libexec/vshim/prompt" \
		"$vshim global" "$vshim trust --list" "$vshim whence python" "$vshim create .venv" "$vshim doctor" \
		"$vshim which --explain python"; do
		# shellcheck disable=SC2086 # words
		obeys_nothing $command || return
	done
	obeys_nothing "$vshim" whence "$evil"
	obeys_nothing "$vshim" which "$evil"
	mkdir -p "$HOME/.config/vshim"
	printf '[%s]\n' "${evil%$'\n'*}" >"$HOME/.config/vshim/config.ini"
	obeys_nothing python -c 1
	obeys_nothing "$vshim" doctor
	rm -r "$HOME/.config" .venv/bin/python*
	for command in "python -c 1" "pip --version" "$vshim list --broken" "$vshim doctor" "$vshim which --explain python"; do
		# shellcheck disable=SC2086 # words
		obeys_nothing $command || return
	done
}

@test "T30: what goes to a file or a program is byte for byte" {
	local evil=$'e\e]0;x\a\xc2\x9b31m\x7f'
	made_by "$me" "$evil/.venv"
	cd "$evil"
	run as "$me" "$vshim" which python
	assert_output "$PWD/.venv/bin/python"
	as "$me" "$vshim" trust .
	run as "$me" "$vshim" trust --list
	assert_output "$PWD"
}

# --- compared with others

@test "compared: git asks for the owner, except sudo's user, and safe.directory; not who may write" {
	local git=(env GIT_CONFIG_NOSYSTEM=1 HOME="$open/nobody" git -C "$open/place/repository" status)
	mkdir "$open/nobody"
	git init -q repository
	chown -R "$other" repository
	for user in "$me" 0; do
		run -128 as "$user" "${git[@]}"
		assert_contains "dubious ownership"
	done
	run -0 env SUDO_UID="$other" "${git[@]}"
	run -128 as "$me" env SUDO_UID="$other" "${git[@]}"
	printf '[safe]\n\tdirectory = %s\n' "$open/place/repository" >"$open/nobody/.gitconfig"
	run -0 as "$me" "${git[@]}"
	rm "$open/nobody/.gitconfig"
	chown -R "$me" repository
	chmod -R a+rwX repository
	run -0 as "$me" "${git[@]}"
}

@test "compared: direnv asks for one's own, and again when it has changed; explicit does not" {
	local direnv=(env HOME="$HOME" direnv exec . printenv MARK)
	chown "$me" .
	echo 'export MARK=loaded' >.envrc
	chown "$me" .envrc
	run as "$me" "${direnv[@]}"
	assert_contains "is blocked"
	as "$me" env HOME="$HOME" direnv allow .
	run as "$me" "${direnv[@]}"
	assert_contains loaded
	echo '# more' >>.envrc
	run as "$me" "${direnv[@]}"
	assert_contains "is blocked"
	explicit
	made_by "$me" .venv
	run -126 as "$me" python -c ''
	as "$me" "$vshim" trust .
	runs "$PWD/.venv"
	command_make .venv/bin/more
	touch .venv/lib/more
	runs "$PWD/.venv"
}
