#!/usr/bin/env bats
# After a pip that changes an environment its commands have their shims, whatever became of
# the pip; a pip that changes nothing is not watched.

load ../helpers
load pip

setup() {
	pip_world
	venv "$E"
}

# A pip that puts a command COMMAND into its environment and tells its process.
command_bringer() { # COMMAND [LINE…]
	fake_pip "$E" "open('$E/bin/$1', 'w').write('#!/bin/sh\\necho ran $1\\n')" \
		"os.chmod('$E/bin/$1', 0o755)" "print(os.getpid(), flush=True)" "${@:2}"
}

# assert_watched COMMAND…: it did not become pip, and `brought` has a shim behind it.
assert_watched() {
	run bash -c 'echo $$; exec "$@"' - "$@"
	assert_success
	[ "${lines[0]}" != "${lines[1]}" ] || fail "not watched: $*" "$(saw)"
	assert_equal "${#lines[@]}" 2
	assert_exists "$shims/brought"
	rm "$shims/brought" "$E/bin/brought"
}

# assert_replaced COMMAND…: it became pip.
assert_replaced() {
	run bash -c 'echo $$; exec "$@"' - "$@"
	assert_success
	assert_equal "${lines[1]}" "${lines[0]}"
	refute_exists "$shims/brought"
	rm "$E/bin/brought"
}

@test "install and uninstall are seen wherever they stand, and in every way to call pip" {
	command_bringer brought
	mkdir "$(site_packages "$E")/pip"
	cp "$E/bin/pip" "$(site_packages "$E")/pip/__main__.py"
	python -c pass
	assert_watched pip install x
	assert_watched pip3 uninstall x
	assert_watched pip -q --log "$world/log" install --upgrade x
	assert_watched python -m pip install x
	assert_watched python3 -I -m pip --quiet uninstall x
	assert_watched python3 -Impip install x
	assert_watched "$vshim" exec pip install x
	assert_watched "$vshim" exec -e "$E" python -m pip install x
	cd /
	VSHIM_ENV=$E assert_watched pip install x
	VIRTUAL_ENV=$E assert_watched pip install x
}

@test "what changes nothing is not watched" {
	command_bringer brought
	cp -r "$E/bin/pip" "$(site_packages "$E")/pip.py"
	cp -r "$E/bin/pip" "$(site_packages "$E")/tip.py"
	assert_replaced pip list
	assert_replaced pip
	assert_replaced pip --version
	assert_replaced python -m tip install x
	assert_replaced python -m pip freeze
	assert_replaced python "$E/bin/pip" install x
}

@test "with pip.rehash = no it is not watched, and the next launch makes the shim" {
	command_bringer brought
	mkdir -p "$HOME/.config/vshim"
	printf '%s\n' '[pip]' 'rehash = no' >"$HOME/.config/vshim/config.ini"
	assert_replaced pip install x
	pip install x
	python -c pass
	assert_exists "$shims/brought"
}

@test "a pip that fails half-way leaves shims for what it did" {
	command_bringer brought "sys.exit(3)"
	run -3 pip install x y
	assert_exists "$shims/brought"
	run brought
	assert_output "ran brought"
	command_bringer killed "os.kill(os.getpid(), signal.SIGKILL)"
	run -137 pip install x y
	assert_exists "$shims/killed"
}

@test "a real pip that fails half-way leaves shims for what it did" {
	pip_template
	rm -r "$E"
	with_pip "$E"
	wheel aaa 1 half-done
	wheel after-aaa 1 never
	# The second wheel wants to write outside of the environment, which pip finds out late.
	"$system_python" -c "import sys, zipfile
zipfile.ZipFile(sys.argv[1], 'a').writestr('../../../evil', 'x')" "$wheels"/after_aaa*
	run -1 pip install after-aaa
	assert_exists "$E/bin/half-done"
	run half-done
	assert_output "$E/bin/half-done|$E"
}

@test "a command that another environment still has keeps its shim" {
	venv "$HOME/other"
	command_make "$HOME/other/bin/brought"
	command_make "$E/bin/brought"
	VSHIM_ENV=$HOME/other python -c pass
	fake_pip "$E" "os.remove('$E/bin/brought')"
	pip uninstall x
	assert_exists "$shims/brought"
	rm "$HOME/other/bin/brought"
	pip uninstall x || true
	refute_exists "$shims/brought"
}

@test "without a place to write in, pip is run all the same" {
	fake_pip "$E" "print('installed')"
	local mute=$world/root
	mkdir "$mute"
	chmod 555 "$mute"
	VSHIM_ROOT=$mute run unprivileged "$shims/pip" install x
	assert_success
	assert_output installed
	VSHIM_ROOT=/dev/null/nothing run pip install x
	assert_success
	assert_output installed
	run env -u HOME -u VSHIM_ROOT "$shims/pip" install x
	assert_success
	assert_output installed
}
