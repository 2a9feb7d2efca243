#!/usr/bin/env bats
# shellcheck disable=SC2016 # what stands in single quotes is for another shell
#
# Trust: root, and rights that are not those of who started it, T20 to T22.

load helper
load trust

setup_file() { trust_model; }

setup() { trust_world; }

teardown() { trust_end; }

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
