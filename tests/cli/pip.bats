#!/usr/bin/env bats
# pip is always that of the environment, run by its own interpreter, or an error.

load ../helpers
load pip

setup_file() {
	pip_template
}

setup() {
	pip_world
	decoy
}

@test "pip, pip3 and pipX.Y are the environment's" {
	with_pip "$E"
	for name in pip pip3 pip3.11; do
		run "$vshim" exec "$name" --version
		assert_success
		assert_contains " from $(site_packages "$E")/pip (python 3.11)"
	done
	run pip --version
	assert_contains " from $(site_packages "$E")/pip "
	run pip3 --version
	assert_contains " from $(site_packages "$E")/pip "
	assert_untouched
}

@test "whatever pip's first line says, the environment's interpreter reads it" {
	venv "$E"
	local first
	for first in "#!/usr/bin/python3" "#!/usr/bin/env python3" "#!/nowhere/bin/python" \
		"#!/bin/false" "# nothing" "#!$E/bin/python" "#!/usr/bin/python3 -E"; do
		fake_pip "$E" "print(sys.prefix, sys.argv[0])"
		sed -i "1s|.*|$first|" "$E/bin/pip"
		run pip
		assert_success
		assert_output "$E $E/bin/pip"
	done
	printf '%s\n' '#!/bin/sh' "'''exec' '/usr/bin/python3' \"\$0\" \"\$@\"" "' '''" \
		'import sys' 'print(sys.prefix)' >"$E/bin/pip"
	run pip
	assert_output "$E"
}

@test "arguments, standard input and exit status of pip arrive" {
	venv "$E"
	fake_pip "$E" "print(sys.argv[1:], repr(sys.stdin.read()))" "sys.exit(77)"
	printf 'a\nb' >"$world/input"
	run pip list $'two\nlines' "" "\$HOME *" <"$world/input"
	assert_status 77
	assert_output "['list', 'two\\nlines', '', '\$HOME *'] 'a\\nb'"
}

@test "an environment with only one spelling of pip answers to all" {
	venv "$E"
	local one other
	for one in pip pip3 pip3.11; do
		fake_pip "$E" "print('mine', sys.prefix)"
		[ "$one" = pip ] || mv "$E/bin/pip" "$E/bin/$one"
		for other in pip pip3 pip3.11; do
			run "$vshim" exec "$other"
			assert_success
			assert_output "mine $E"
		done
		rm "$E/bin/$one"
	done
	assert_untouched
}

@test "without a script but with the module, pip is run as a module" {
	venv "$E"
	mkdir "$(site_packages "$E")/pip"
	echo 'import sys; print("module", sys.prefix, *sys.argv[1:])' \
		>"$(site_packages "$E")/pip/__main__.py"
	for name in pip pip3; do
		run "$name" show x
		assert_success
		assert_output "module $E show x"
	done
	run "$vshim" which --json pip
	assert_contains "\"argv\": [\"$E/bin/python\", \"-m\", \"pip\"]"
	assert_untouched
}

@test "with the system's site-packages, the system's pip module works on the environment" {
	venv "$E" --system-site-packages
	run pip --version
	assert_success
	assert_contains " from /usr/lib/python3/dist-packages/pip (python 3.11)"
	wheel greeting 1 greet
	run pip install greeting
	assert_success
	run greet
	assert_output "$E/bin/greet|$E"
	assert_untouched
}

@test "without pip: 127, the environment, who made it, the ways out, and nothing runs" {
	venv "$E"
	for name in pip pip3; do
		run -127 --separate-stderr "$name" install greeting
		assert_output ""
		assert_stderr "$E has no pip" "made by venv" "hint: " \
			"$E/bin/python -m ensurepip" "vshim create --clear --python /usr/bin/python3.11 $E"
	done
	run -127 --separate-stderr "$vshim" exec pip3.11 install greeting
	run -127 --separate-stderr "$vshim" which pip
	assert_stderr "$E has no pip"
	assert_untouched
}

@test "each way out that the error names puts pip in" {
	local remedy
	for remedy in "put it in: " "anew: "; do
		rm -rf "$E"
		venv "$E"
		run -127 --separate-stderr pip list
		remedy=${stderr#*"$remedy"}
		PATH=$PATH:$VSHIM_PREFIX/bin run bash -c "${remedy%%;*}"
		assert_success
		run pip --version
		assert_success
		assert_contains " from $(site_packages "$E")/pip "
	done
}

@test "the error for a missing pip knows uv's, virtualenv's, Poetry's and Pipenv's environments" {
	venv "$E"
	cp "$E/pyvenv.cfg" "$world/cfg"
	echo 'uv = 0.4.1' >>"$E/pyvenv.cfg"
	run -127 --separate-stderr pip list
	assert_stderr "made by uv" "uv pip"
	{ cat "$world/cfg" && echo 'virtualenv = 20.1'; } >"$E/pyvenv.cfg"
	run -127 --separate-stderr pip list
	assert_stderr "made by virtualenv"
	touch "$E/.project"
	run -127 --separate-stderr pip list
	assert_stderr "made by Pipenv" "pipenv install"
	mkdir -p "$HOME/.cache/pypoetry/virtualenvs"
	mv "$E" "$HOME/.cache/pypoetry/virtualenvs/it-abcdefgh-py3.11"
	VSHIM_ENV=$HOME/.cache/pypoetry/virtualenvs/it-abcdefgh-py3.11 \
		run -127 --separate-stderr pip list
	assert_stderr "made by Poetry" "poetry add"
	assert_untouched
}

@test "python -m pip stays with the environment, too" {
	venv "$E"
	run python -m pip --version
	assert_status 1
	assert_output "$E/bin/python: No module named pip"
	with_pip "$HOME/other"
	VSHIM_ENV=$HOME/other run python3 -Im pip --version
	assert_success
	assert_contains " from $(site_packages "$HOME/other")/pip "
	assert_untouched
}

@test "a pip of another version than the environment's is looked for on PATH" {
	with_pip "$E"
	run "$vshim" exec pip3.99 install greeting
	assert_success
	assert_output "decoy pip3.99"
	run -127 --separate-stderr "$vshim" exec pip3.98
	assert_stderr "pip3.98"
}

@test "a pip that cannot be run is an error, never somebody else's" {
	with_pip "$E"
	chmod -x "$E/bin/pip"
	run --separate-stderr pip install greeting
	assert_status 126
	assert_stderr "$E/bin/pip cannot be run: Permission denied" "hint: "
	rm "$E/bin/pip"
	ln -s /nowhere/pip "$E/bin/pip"
	run --separate-stderr pip install greeting
	assert_status 126
	assert_stderr "$E/bin/pip cannot be run: No such file"
	rm "$E/bin/pip"
	mkdir "$E/bin/pip"
	run --separate-stderr pip install greeting
	assert_status 126
	assert_stderr "$E/bin/pip cannot be run: Is a directory"
	assert_untouched
}

@test "a pip whose environment has lost its interpreter is an error" {
	with_pip "$E"
	rm "$E"/bin/python*
	ln -s /nowhere/python3.11 "$E/bin/python"
	run --separate-stderr pip install greeting
	assert_status 126
	assert_stderr "$E has no working Python" "/nowhere/python3.11"
	assert_untouched
}

@test "a pip that is a shim again is an error, not a loop" {
	venv "$E"
	ln -s "$VSHIM_PREFIX/libexec/vshim/launcher" "$E/bin/pip"
	run --separate-stderr pip install greeting
	assert_status 126
	assert_stderr "$E/bin/pip is a shim"
	assert_untouched
}

@test "pip install and uninstall change this environment and no other" {
	with_pip "$E"
	with_pip "$HOME/other"
	wheel greeting 1 greet
	local before
	before=$(find "$HOME/other" "$BATS_FILE_TMPDIR/template" ! -name '*.pyc' -printf '%p %s\n')
	run pip install greeting
	assert_success
	assert_contains "Successfully installed greeting-1"
	assert_exists "$(site_packages "$E")/greeting.py"
	run greet one "two words"
	assert_output "$E/bin/greet|$E|one|two words"
	assert_equal "$(find "$HOME/other" "$BATS_FILE_TMPDIR/template" ! -name '*.pyc' \
		-printf '%p %s\n')" "$before"
	run pip uninstall --yes greeting
	assert_success
	refute_exists "$E/bin/greet"
	refute_exists "$shims/greet"
	assert_untouched
}

@test "variables that mislead a Python do not mislead pip" {
	with_pip "$E"
	PYTHONHOME=/usr __PYVENV_LAUNCHER__=/usr/bin/python3 PIP_REQUIRE_VIRTUALENV=1 run pip list
	assert_success
	assert_contains "pip "
	PIP_REQUIRE_VIRTUALENV=1 VIRTUAL_ENV=/nowhere run pip --version
	assert_contains " from $(site_packages "$E")/pip "
}

@test "outside of environments Debian's pip refuses as it always did" {
	PATH=$shims:/usr/bin:/bin
	cd "$HOME"
	wheel greeting 1 greet
	for name in pip pip3; do
		run "$name" install greeting
		assert_status 1
		assert_contains "error: externally-managed-environment"
	done
	run python3 -m pip install greeting
	assert_status 1
	assert_contains "error: externally-managed-environment"
	run env VSHIM_ENV=system pip install greeting
	assert_contains "error: externally-managed-environment"
	run /usr/bin/python3 -c 'import greeting'
	assert_status 1
}

@test "outside of environments pip stands for pip3 where there is no pip" {
	rm "$world/decoy/pip"
	tools "$world/tools" sh echo
	cd "$HOME"
	PATH=$shims:$world/decoy:$world/tools run pip list
	assert_output "decoy pip3"
	run -127 --separate-stderr env PATH="$shims:$world/tools" "$shims/pip" list
	assert_stderr "pip" "hint: "
}
