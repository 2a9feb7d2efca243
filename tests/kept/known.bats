#!/usr/bin/env bats
# Which environments vshim knows, when their commands get and lose their shims, and what is said
# of a command that is not here.

load ../helpers
load ../cli/pip

setup() {
	pip_world
	venv "$E"
	command_make "$E/bin/tool" "echo tool"
}

# assert_known DIR…: these and no others.
assert_known() {
	assert_equal "$("$vshim" list --json | sed 's/^{"path": "\([^"]*\)".*/\1/')" \
		"$(printf '%s\n' "$@" | LC_ALL=C sort)"
}

# starts COMMAND…: how many programs it starts, itself included.
starts() {
	strace -f -qq -e trace=execve -o "$world/starts" "$@" >"$world/output" 2>&1
	grep -c 'execve(.* = 0$' "$world/starts"
}

# settled DIR: its `bin` last changed an hour ago.
settled() {
	touch -d '1 hour ago' "$1/bin"
}

@test "an environment is known, and its commands have shims, once it was selected" {
	assert_known
	refute_exists "$shims/tool"
	python -c pass
	assert_known "$E"
	assert_equal "$(tool)" tool
	mkdir deep
	cd deep
	venv "$HOME/other"
	assert_known "$E"
	VSHIM_ENV=$HOME/other python -c pass
	venv "$HOME/third"
	VIRTUAL_ENV=$HOME/third python -c pass
	assert_known "$E" "$HOME/other" "$HOME/third"
}

@test "so it is where what was started was none of its commands" {
	"$vshim" exec true
	assert_known "$E"
	assert_exists "$shims/tool"
}

@test "an environment is known once pip ran in it" {
	fake_pip "$E"
	settled "$E"
	pip list
	assert_known "$E"
	assert_exists "$shims/tool"
	# What brings the environment along by itself, behind the first look.
	local late=$HOME/late/.venv
	mkdir "$HOME/late"
	cd "$HOME/late"
	VSHIM_ENV=$E run pip install x
	fake_pip "$E" "import subprocess" \
		"subprocess.check_call(['/usr/bin/python3', '-m', 'venv', '--without-pip', '$late'])"
	VSHIM_ENV=$E pip install x
	assert_known "$E"
	python -c pass
	assert_known "$E" "$late"
}

@test "an environment is known once a command named it" {
	local n
	for n in 1 2 3; do
		venv "$HOME/named-$n"
		command_make "$HOME/named-$n/bin/tool-$n" "echo $n"
	done
	cd "$HOME"
	"$vshim" exec -e "$HOME/named-1" true
	assert_known "$HOME/named-1"
	"$vshim" global "$HOME/named-2"
	"$vshim" global --unset
	assert_known "$HOME/named-1" "$HOME/named-2"
	mkdir here
	cd here
	"$vshim" local "$HOME/named-3"
	assert_known "$HOME"/named-{1,2,3}
	for n in 1 2 3; do
		assert_exists "$shims/tool-$n"
	done
}

@test "a bin that changed is noticed by the next launch, one that did not costs two looks" {
	settled "$E"
	python -c pass
	assert_equal "$(starts python -c pass)" 2
	strace -qq -o "$world/calls" python -c pass
	local looks
	looks=$(sed -n '/vshim\/envs\//,/bin\/python"/p' "$world/calls" | grep -vc 'bin/python"')
	[ "$looks" -ge 1 ] && [ "$looks" -le 2 ] || fail "$looks looks"
	command_make "$E/bin/fresh" "echo fresh"
	touch -d '1 minute ago' "$E/bin"
	refute_exists "$shims/fresh"
	# The launcher, vshim, Python.
	assert_equal "$(starts python -c pass)" 3
	assert_equal "$(fresh)" fresh
	assert_equal "$(starts python -c pass)" 2
}

@test "what changes again within the same moment is noticed, too" {
	local i
	for i in {1..20}; do
		command_make "$E/bin/quick-$i"
		python -c pass
	done
	touch "$E/bin"
	until [ -e "$shims/quick-20" ]; do
		python -c pass
	done
	for i in {1..20}; do
		assert_exists "$shims/quick-$i"
	done
}

@test "environments that are gone are forgotten, and their shims with them" {
	venv "$HOME/other"
	command_make "$HOME/other/bin/tool"
	command_make "$HOME/other/bin/others"
	python -c pass
	VSHIM_ENV=$HOME/other python -c pass
	rm -r "$HOME/other"
	run "$vshim" whence others
	assert_status 1
	run "$vshim" rehash
	assert_line "removed 1 shim"
	assert_line "forgot 1 environment, gone"
	assert_known "$E"
	refute_exists "$shims/others"
	assert_exists "$shims/tool"
	# Out of reach is not gone.
	mkdir "$HOME/box"
	venv "$HOME/box/kept"
	"$vshim" exec -e "$HOME/box/kept" true
	chmod 0 "$HOME/box"
	run unprivileged "$vshim" rehash
	assert_status 1
	assert_contains "vshim: $HOME/box/kept cannot be read through: Permission denied" "hint: "
	chmod 755 "$HOME/box"
	assert_known "$E" "$HOME/box/kept"
}

@test "commands are what can be run, without activate and libraries" {
	local name
	for name in activate.fish activate_this.py Activate.ps1 deactivate vshim libx.so libx.so.1 \
		x.pyc x.dylib .hidden old~ -dash; do
		command_make "$E/bin/$name"
	done
	: >"$E/bin/plain-file"
	mkdir "$E/bin/directory"
	ln -s /nowhere "$E/bin/dangling"
	for name in tool.sh tool-3.11 "two words" 'quo"te' g++ [; do
		command_make "$E/bin/$name"
	done
	"$vshim" exec true
	run ls "$shims"
	assert_output "$(printf '%s\n' python python3 python3.11 pip pip3 tool tool.sh tool-3.11 \
		"two words" 'quo"te' g++ [ | LC_ALL=C.UTF-8 sort)"
}

@test "a shim whose environment lacks the command falls through in silence" {
	"$vshim" exec true
	# shellcheck disable=SC2016 # the script's to expand
	command_make "$world/bin/tool" 'echo "outside $VIRTUAL_ENV"'
	mkdir "$HOME/without"
	cd "$HOME/without"
	run --separate-stderr env PATH="$PATH:$world/bin" tool
	assert_success
	assert_output "outside "
	assert_equal "$stderr" ""
	venv .venv
	run --separate-stderr env PATH="$PATH:$world/bin" tool
	assert_output "outside $PWD/.venv"
	assert_equal "$stderr" ""
}

@test "a command that is nowhere: 127, and the environments that have it" {
	venv "$HOME/other"
	command_make "$HOME/other/bin/tool"
	"$vshim" exec true
	"$vshim" exec -e "$HOME/other" true
	cd "$HOME"
	run -127 --separate-stderr tool --help
	assert_output ""
	assert_stderr "vshim: tool: no such command here; these environments have it:" \
		"  $HOME/other" "  $E" "hint: "
	mkdir "$HOME/without"
	cd "$HOME/without"
	venv .venv
	run -127 --separate-stderr tool
	assert_stderr "these environments have it:" "  $HOME/other" "  $E"
	run "$vshim" whence tool
	assert_success
	assert_output "$HOME/other"$'\n'"$E"
	chmod -x "$E/bin/tool"
	run "$vshim" whence tool
	assert_output "$HOME/other"
}

@test "list says name, path, version, who made it and in what state it is" {
	virtualenv -q --no-seed --python "$system_python" "$HOME/of-virtualenv"
	venv "$HOME/broken"
	ln -sfn /nowhere/python3 "$HOME/broken/bin/python3"
	"$vshim" exec true
	"$vshim" exec -e "$HOME/of-virtualenv" true
	"$vshim" exec -e "$HOME/broken" true
	run "$vshim" list
	assert_success
	assert_matches "\* project +3\.11\.[0-9]+ +venv +ok +$E"
	assert_matches "  of-virtualenv +3\.11\.[0-9]+\.final\.0 +virtualenv +ok +$HOME/of-virtualenv"
	assert_matches "  broken +3\.11\.[0-9]+ +venv +broken +$HOME/broken: $HOME/broken/bin/python leads to /nowhere/python3"
}
