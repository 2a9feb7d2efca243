#!/usr/bin/env bats
# pip and console scripts of environments of every Python that the machine has: in their place,
# moved, copied, in paths with blanks and beyond the kernel's limit, and without a pip.

load ../helpers
load ../cli/pip

setup() {
	pip_world
	# The pip of Python 3.6 takes it for a path.
	unset PIP_NO_CACHE_DIR
}

# interpreters: the system's, and those of pyenv.
interpreters() {
	printf '%s\n' "$system_python"
	compgen -G "$(getent passwd "$(id -u)" | cut -d : -f 6)/.pyenv/versions/*/bin/python" || :
}

# environment_with_pip PYTHON DIR: made by what its users would take.
environment_with_pip() {
	if "$1" -c 'import venv' 2>/dev/null; then
		"$1" -m venv "$2"
	else
		virtualenv -q --no-seed --python "$1" "$2" && "$2/bin/python" -m ensurepip >/dev/null
	fi || fail "cannot make an environment of $1"
}

# state DIR: all that is in it, but for what an interpreter writes beside what it reads.
state() {
	(cd "$1" && find . ! -name '*.pyc' ! -name __pycache__ -type f -exec sha256sum {} + | LC_ALL=C sort)
}

# assert_lives_in DIR: pip, a console script and the interpreter.
assert_lives_in() {
	run pip --version
	assert_contains " from $1/lib/python$version/site-packages/pip" || return
	run greet a "b c"
	assert_output "$1/bin/greet|$1|a|b c" || return
	run "$vshim" exec "python$version" -c 'import sys; print(sys.prefix)'
	assert_output "$1"
}

# move_project DIR: and go there.
move_project() {
	mkdir -p "${1%/*}"
	mv "$PWD" "$1"
	cd "$1" || return
}

# copies_leave_alone: what is done in a copy of the project does nothing to the original.
copies_leave_alone() {
	local before
	before=$(state "$E")
	cp -a "$project" "$HOME/copy"
	cd "$HOME/copy" || return
	assert_lives_in "$PWD/.venv" || return
	run pip install -q newcomer
	assert_success || return
	run come
	assert_output "$PWD/.venv/bin/come|$PWD/.venv" || return
	run pip uninstall -q --yes greeting
	assert_success || return
	assert_equal "$(state "$E")" "$before" || return
	cd "$project" || return
	rm -r "$HOME/copy"
}

lives_a_life() { # PYTHON
	local version
	version=$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
	environment_with_pip "$1" "$E" || return
	run pip install -q greeting
	assert_success || return
	copies_leave_alone || return
	move_project "$HOME/with blank" || return
	assert_lives_in "$PWD/.venv" || return
	move_project "$HOME/$(printf 'd%.0s' {1..140})/$(printf 'e%.0s' {1..140})" || return
	run pip install -q newcomer
	assert_success || return
	run come
	assert_output "$PWD/.venv/bin/come|$PWD/.venv" || return
	rm -r .venv/bin/pip* .venv/lib/python*/site-packages/pip
	run -127 --separate-stderr pip install newcomer
	assert_stderr "$PWD/.venv has no pip" || return
	move_project "$project" && rm -r "$E"
}

@test "environments of all Pythons live in any place, and never in another" {
	local interpreter
	wheel greeting 1 greet
	wheel newcomer 1 come
	decoy
	while read -r interpreter; do
		lives_a_life "$interpreter" || fail "with $interpreter"
	done < <(interpreters)
}
