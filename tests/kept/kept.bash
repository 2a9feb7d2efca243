# For the suites about what goes wrong while shims are made.
# shellcheck shell=bash disable=SC2154,SC2034 # the variables are shared with helpers.bash

# kept_world: world_make; two projects whose environments start in no time and have the
# commands `one` and `common`, `two` and `common`; a reference of what a rehash makes of them.
kept_world() {
	world_make
	root=$HOME/.local/share/vshim
	quick_environment "$HOME/1/.venv" one common
	quick_environment "$HOME/2/.venv" two common
	"$vshim" init sh >/dev/null
	local project
	for project in 1 2; do
		cd "$HOME/$project" && "$vshim" exec common >/dev/null || return
	done
	gone_environment
	"$vshim" rehash >/dev/null
	reference=$(state)
	PATH=$shims:$PATH
	mkdir "$world/other"
	cp -R "$VSHIM_PREFIX/bin" "$VSHIM_PREFIX/libexec" "$world/other"
	export TAMPERED=$world/output
	cd "$HOME/1" || return
}

# gone_environment: $world/gone has what envs/ says of an environment that is there no more.
gone_environment() {
	local before
	before=$(ls "$root/envs")
	quick_environment "$HOME/gone"
	"$vshim" exec -e "$HOME/gone" true
	mkdir "$world/gone"
	cp -a "$root/envs/$(comm -13 <(echo "$before") <(ls "$root/envs"))" "$world/gone/"
	rm -r "$HOME/gone"
}

# quick_environment DIR COMMAND…: an environment whose Python is one for the name only.
quick_environment() {
	local command
	mkdir -p "$1/bin"
	printf '%s\n' 'home = /usr/bin' 'version = 3.11.2' >"$1/pyvenv.cfg"
	command_make "$1/bin/python3.11" '# Py_Main' "echo python"
	ln -s python3.11 "$1/bin/python"
	ln -s python3.11 "$1/bin/python3"
	for command in "${@:2}"; do
		command_make "$1/bin/$command" "echo $command"
	done
	# A script that small might be another manager's shim, to be watched.
	printf '#%.0s' {1..5000} >>"$1/bin/python3.11"
	touch -d '1 hour ago' "$1/bin"
}

# state: all that is kept, but for what has the number of a process in it.
state() {
	(cd "$root" && find . -printf '%p %y %l\n' | LC_ALL=C sort)
}

# assert_launches COMMAND…: these are run, and nothing else leads nowhere.
assert_launches() {
	local command output
	for command; do
		output=$("$shims/$command" 2>&1) || fail "$command ended with $?: $output" || return
		assert_equal "$output" "$command" || return
	done
	for command in "$shims"/*; do
		# Only what led nowhere before.
		[ ! -L "$command" ] || [ -x "$command" ] || [[ $(readlink "$command") == /nowhere/* ]] ||
			fail "left behind: $command" || return
	done
}

# assert_repaired: one rehash, and everything is as it should be.
assert_repaired() {
	run "$vshim" rehash
	assert_success || return
	assert_equal "$(state)" "$reference"
}

# tamper HOW COMMAND…: with what strace(1) calls an injection. Its end is that of the command.
tamper() {
	# The shell inside tells of killed children, which nobody wants to read.
	bash -c 'strace -qq -o /dev/null -e "inject=$0" "$@" >"$TAMPERED" 2>&1; exit' "$@" 2>/dev/null
}
