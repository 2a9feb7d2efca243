# Shared by every bats suite: a private world for each test, and assertions that say what they saw.
# shellcheck shell=bash
#
#	load ../helpers
#	setup() { world_make; }
#
# The tests use an installed tree, $VSHIM_PREFIX; `tests/run.sh` says which.

bats_require_minimum_version 1.5.0

repository=$(cd "${BASH_SOURCE[0]%/*}/.." && pwd -P)
: "${VSHIM_PREFIX:=$repository/build/prefix}"
export VSHIM_PREFIX

# The python that environments are made from, whatever shims the machine has.
system_python=/usr/bin/python3

# world_make: a HOME of its own in which to stand, nothing inherited, a plain PATH.
# Sets $world, $HOME, $shims (made by shims_on) and $vshim.
world_make() {
	local name
	while IFS= read -r name; do
		case $name in
		VSHIM_PREFIX) ;;
		VSHIM_* | VIRTUAL_ENV* | PYTHON* | PYENV_* | PIP_* | XDG_* | WORKON_HOME | \
			CONDA_* | NO_COLOR | CLICOLOR* | SHELL | ZDOTDIR | ENV | BASH_ENV | CDPATH | SUDO_*)
			unset "$name"
			;;
		esac
	done < <(compgen -v)
	umask 022
	world=$(cd "$(mktemp -d "$BATS_TEST_TMPDIR/world.XXXXXX")" && pwd -P)
	export HOME=$world/home PATH=/usr/local/bin:/usr/bin:/bin LC_ALL=C.UTF-8 TERM=dumb
	# The seconds that xonsh 0.13 gives a thread to read what a program printed before it ended:
	# by default so few that on a busy machine it takes that for nothing.
	export XONSH_PROC_FREQUENCY=0.1
	shims=$HOME/.local/share/vshim/shims
	vshim=$VSHIM_PREFIX/bin/vshim
	mkdir "$HOME"
	cd "$HOME" || return
	[ -x "$vshim" ] || fail "no vshim in $VSHIM_PREFIX" "tests/run.sh builds and installs it"
}

# shims_on: the shims, made and first on PATH, as `vshim init` leaves them.
shims_on() {
	"$vshim" rehash >/dev/null || fail "vshim rehash: status $?"
	PATH=$shims:$PATH
	hash -r
}

# venv DIR [OPTION…]: an environment without pip, which takes a tenth of a second.
venv() {
	"$system_python" -m venv --without-pip "${@:2}" "$1" || fail "cannot make a venv in $1"
}

# command_make FILE [LINE…]: an executable sh script; without lines it prints its own path.
command_make() {
	local file=$1
	shift
	mkdir -p "${file%/*}"
	[ $# -gt 0 ] || set -- "printf '%s\\n' \"\$0\""
	# What tools() has put there is a link to the machine's own.
	rm -f "$file"
	printf '%s\n' '#!/bin/sh' "$@" >"$file"
	chmod 755 "$file"
}

# tools DIR NAME…: DIR with links to these commands and no others, for a PATH that lacks things.
tools() {
	local directory=$1 name
	shift
	mkdir -p "$directory"
	for name; do
		ln -sf "$(PATH=/usr/bin:/bin:/usr/sbin:/sbin type -P "$name")" "$directory/$name" ||
			fail "no command $name to link to"
	done
}

# prefix_of [COMMAND…]: what sys.prefix is in it; `python` when no command is given.
prefix_of() {
	[ $# -gt 0 ] || set -- python
	"$@" -c 'import sys; print(sys.prefix)'
}

# on_terminal COMMAND…: as terminal/terminal.py says, which see for the steps on standard input.
on_terminal() {
	"$system_python" -B "$repository/tests/terminal/terminal.py" "$@"
}

# fail LINE…: ends the test and says why.
fail() {
	printf '%s\n' "$@" >&2
	return 1
}

# saw: what the last `run` gave, for a failure's text.
saw() {
	# shellcheck disable=SC2154 # status, output and lines are set by run
	printf '%s\n' "status: $status" "output:" "$output"
	if [ -n "${stderr-}" ]; then
		printf '%s\n' "stderr:" "$stderr"
	fi
}

# The assertions below speak of the last `run`.

assert_status() {
	[ "$status" -eq "$1" ] || fail "expected status $1" "$(saw)"
}

assert_success() {
	assert_status 0
}

# assert_output TEXT: all of the output, exactly.
assert_output() {
	[ "$output" = "$1" ] || fail "expected output:" "$1" "$(saw)"
}

# assert_line TEXT: one of its lines, exactly.
assert_line() {
	local line
	# shellcheck disable=SC2154
	for line in "${lines[@]}"; do
		[ "$line" != "$1" ] || return 0
	done
	fail "expected a line: $1" "$(saw)"
}

# assert_contains TEXT…: each somewhere in the output.
assert_contains() {
	local text
	for text; do
		[[ $output == *"$text"* ]] || fail "expected in the output: $text" "$(saw)" || return
	done
}

# refute_contains TEXT…: none anywhere in the output.
refute_contains() {
	local text
	for text; do
		[[ $output != *"$text"* ]] || fail "not expected in the output: $text" "$(saw)" || return
	done
}

# assert_matches REGEX: somewhere in the output, as bash's =~ understands it.
assert_matches() {
	[[ $output =~ $1 ]] || fail "expected in the output a match of: $1" "$(saw)"
}

# assert_stderr TEXT…: each somewhere in what `run --separate-stderr` put apart.
assert_stderr() {
	local text
	for text; do
		[[ ${stderr-} == *"$text"* ]] || fail "expected on stderr: $text" "$(saw)" || return
	done
}

# These speak of what they are given.

assert_equal() {
	[ "$1" = "$2" ] || fail "expected: $2" "but it is: $1"
}

assert_exists() {
	[ -e "$1" ] || [ -L "$1" ] || fail "expected to exist: $1"
}

refute_exists() {
	if [ -e "$1" ] || [ -L "$1" ]; then
		fail "expected not to exist: $1"
	fi
}

# assert_same_file A B: by device and inode.
assert_same_file() {
	[ "$1" -ef "$2" ] || fail "expected the same file: $1" "$2"
}
