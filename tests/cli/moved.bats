#!/usr/bin/env bats
# Environments that were moved, renamed or copied: every command of theirs runs in them, and
# never in the place that their scripts were written for.

load ../helpers
load pip

# The template has a console script `greet` and a shell script `greet.sh` already.
setup_file() {
	pip_template
	(
		BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR
		pip_world
		wheel greeting 1 greet greet.sh
		"$BATS_FILE_TMPDIR/template/bin/pip" --quiet install greeting
	)
}

setup() {
	pip_world
	with_pip "$E"
	sed -i "1s|^#!.*|#!$E/bin/python|" "$E/bin/greet"
	cd "$project" || return
	python -c pass
}

# state DIR: everything in it: kinds, modes, times, links, contents.
state() {
	find "$1" -printf '%p %y %m %T@ %l\n' | LC_ALL=C sort
	find "$1" -type f -exec sha256sum {} + | LC_ALL=C sort
}

# assert_all_run_in DIR: the interpreter, pip and a console script of the environment DIR.
assert_all_run_in() {
	assert_equal "$(prefix_of)" "$1"
	run greet a "b c"
	assert_success
	assert_output "$1/bin/greet|$1|a|b c"
	run pip --version
	assert_success
	assert_contains " from $(site_packages "$1")/pip "
}

# assert_installs_in DIR: a new package arrives there, and its command runs there.
assert_installs_in() {
	wheel newcomer 1 come
	run pip install newcomer
	assert_success
	assert_exists "$(site_packages "$1")/newcomer.py"
	run come
	assert_success
	assert_output "$1/bin/come|$1"
}

@test "where it was made" {
	assert_all_run_in "$E"
	run "$vshim" which --json greet
	assert_contains "\"argv\": [\"$E/bin/greet\"]"
}

@test "a project that was moved" {
	mkdir "$HOME/further"
	mv "$project" "$HOME/further/away"
	cd "$HOME/further/away"
	assert_all_run_in "$PWD/.venv"
	assert_installs_in "$PWD/.venv"
	refute_exists "$project"
}

@test "an environment that was renamed" {
	mv .venv my-environment
	assert_all_run_in "$PWD/my-environment"
	assert_installs_in "$PWD/my-environment"
}

@test "a copy, which leaves the original as it is" {
	local before
	before=$(state "$E")
	cp -a "$project" "$HOME/copy"
	cd "$HOME/copy"
	assert_all_run_in "$PWD/.venv"
	assert_installs_in "$PWD/.venv"
	run pip uninstall --yes greeting newcomer
	assert_success
	refute_exists "$PWD/.venv/bin/greet"
	assert_equal "$(state "$E")" "$before"
	cd "$project"
	assert_all_run_in "$E"
}

@test "a copy beside an original that was removed since" {
	cp -a "$project" "$HOME/copy"
	rm -r "$project"
	cd "$HOME/copy"
	assert_all_run_in "$PWD/.venv"
}

@test "a path with spaces, quotes, a dollar sign and a newline" {
	local odd=$HOME/$'my "own" pro\'ject $HOME\n2'
	mv "$project" "$odd"
	cd "$odd"
	assert_all_run_in "$odd/.venv"
	run greet.sh
	assert_output "sh $odd/.venv/bin/greet.sh"
}

@test "a path that is no UTF-8" {
	mv "$project" "$HOME/"$'caf\xe9'
	cd "$HOME/"$'caf\xe9'
	run greet
	assert_success
	assert_equal "$(python -c 'import os, sys; print(os.fsencode(sys.prefix) ==
		os.fsencode(os.getcwd()) + b"/.venv")')" True
}

@test "pip's own header for paths with spaces, before and after a move" {
	mv "$project" "$HOME/with space"
	cd "$HOME/with space"
	assert_installs_in "$PWD/.venv"
	assert_equal "$(head -n 1 .venv/bin/come)" "#!/bin/sh"
	mv "$PWD" "$HOME/another space"
	cd "$HOME/another space"
	run come
	assert_success
	assert_output "$PWD/.venv/bin/come|$PWD/.venv"
	mv "$PWD" "$HOME/none"
	cd "$HOME/none"
	run come
	assert_output "$PWD/.venv/bin/come|$PWD/.venv"
}

@test "pip's header of a copy never leads to the original, which is there" {
	mv "$project" "$HOME/with space"
	cd "$HOME/with space"
	assert_installs_in "$PWD/.venv"
	cp -a "$PWD" "$HOME/copy"
	cd "$HOME/copy"
	run come
	assert_output "$HOME/copy/.venv/bin/come|$HOME/copy/.venv"
}

@test "a path longer than the kernel's limit for a first line" {
	local deep
	deep=$HOME/$(printf 'd%.0s' {1..150})/$(printf 'e%.0s' {1..150})
	mkdir -p "$deep"
	mv "$project" "$deep/project"
	cd "$deep/project"
	assert_all_run_in "$PWD/.venv"
	assert_installs_in "$PWD/.venv"
	# What no installer would write now, but what old ones and `sed` left behind.
	sed -i "1s|.*|#!$PWD/.venv/bin/python|" .venv/bin/greet
	run greet
	assert_success
	assert_output "$PWD/.venv/bin/greet|$PWD/.venv"
}

@test "a first line that just fits is left to the kernel, one byte more is not" {
	local length
	for length in 255 256; do
		local base=$HOME/p fill
		# #!, the base, a directory of the bytes that are missing, /.venv/bin/python
		fill=$((length - 2 - ${#base} - 1 - 17))
		mkdir -p "$base/$(printf "%${fill}s" '' | tr ' ' x)"
		cd "$base/$(printf "%${fill}s" '' | tr ' ' x)"
		cp -a "$E" .venv
		sed -i "1s|.*|#!$PWD/.venv/bin/python|" .venv/bin/greet
		assert_equal "$(head -n 1 .venv/bin/greet | tr -d '\n' | wc -c)" "$length"
		run greet
		assert_success
		assert_output "$PWD/.venv/bin/greet|$PWD/.venv"
		run "$vshim" which --json greet
		case $length in
		255) assert_contains "\"argv\": [\"$PWD/.venv/bin/greet\"]" ;;
		256) assert_contains "\"argv\": [\"$PWD/.venv/bin/python\", \"$PWD/" ;;
		esac
	done
}

@test "uv's relocatable scripts find their own way" {
	cat >"$E/bin/greet" <<-'END'
		#!/bin/sh
		'''exec' "$(dirname -- "$(realpath -- "$0")")"/'python' "$0" "$@"
		' '''
		import sys
		print(sys.prefix, *sys.argv)
	END
	run greet x
	assert_output "$E $E/bin/greet x"
	mv "$project" "$HOME/moved"
	cd "$HOME/moved"
	run greet x
	assert_success
	assert_output "$PWD/.venv $PWD/.venv/bin/greet x"
	run "$vshim" which --json greet
	assert_contains "\"argv\": [\"$PWD/.venv/bin/greet\"]"
}

@test "the option of a stale first line is kept" {
	printf '%s\n' "#!/nowhere/bin/python3 -Es" 'import sys' \
		'print(sys.prefix, sys.flags.ignore_environment, sys.flags.no_user_site)' \
		>"$E/bin/greet"
	run greet
	assert_success
	assert_output "$E 1 1"
}

@test "every way in which a first line names a python" {
	local first
	for first in /usr/bin/python3 /usr/bin/python3.11 /nowhere/python2 /nowhere/pypy3 \
		"/usr/bin/env python" "/usr/bin/env python3" " /usr/bin/python3" \
		"/no where/bin/python" "/no where/.venv/bin/python3.11" "$HOME/.venv/bin/python"; do
		printf '%s\n' "#!$first" 'import sys' 'print(sys.prefix)' >"$E/bin/greet"
		run greet
		assert_success
		assert_output "$E"
	done
}

@test "scripts that are not Python are left alone" {
	run greet.sh
	assert_output "sh $E/bin/greet.sh"
	command_make "$E/bin/greet" "echo \"python \$0 \$VIRTUAL_ENV\""
	run greet
	assert_output "python $E/bin/greet $E"
	printf '%s\n' '#!/usr/bin/awk -f' 'BEGIN { print "awk" }' >"$E/bin/greet"
	run greet
	assert_output "awk"
	cp /usr/bin/echo "$E/bin/greet"
	run greet binary
	assert_output "binary"
	mv "$project" "$HOME/moved"
	cd "$HOME/moved"
	run greet.sh
	assert_output "sh $PWD/.venv/bin/greet.sh"
	run greet moved
	assert_output "moved"
}

@test "a project reached by a link runs under the name it was reached by" {
	ln -s "$project" "$HOME/link"
	cd "$HOME/link"
	assert_all_run_in "$HOME/link/.venv"
}

@test "the shims stay right when an environment moves" {
	mv "$project" "$HOME/moved"
	run "$vshim" rehash
	assert_success
	assert_contains "forgot 1 environment, gone"
	refute_exists "$shims/greet"
	cd "$HOME/moved"
	python -c pass
	run greet
	assert_output "$PWD/.venv/bin/greet|$PWD/.venv"
}
