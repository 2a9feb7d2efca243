#!/usr/bin/env bats
# shellcheck disable=SC2016 # what stands in single quotes is for another shell
#
# Other managers in the same shell, at the same time.

load ../helpers
load tools

setup() {
	tools_world
	cd "$HOME" || return
}

# in_bash LINE…: an interactive bash that has read these lines as its start-up file.
in_bash() {
	printf '%s\n' "$@" >"$world/typed"
	run bash --norc --noprofile -c '. "$0"' "$world/typed" </dev/null
}

# pyenv_root: where the machine has a pyenv, or one with a single version made up of the system's.
pyenv_root() {
	local real
	real=$(getent passwd "$(id -u)" | cut -d : -f 6)/.pyenv
	if [ -x "$real/bin/pyenv" ]; then
		echo "$real"
		return
	fi
	# What a shim of pyenv's does, as far as it matters here.
	local made=$world/pyenv
	command_make "$made/bin/pyenv" "echo \"export PATH='$made/shims':\\\"\\\$PATH\\\"\""
	command_make "$made/shims/python3" 'exec /usr/bin/python3 "$@"'
	cp "$made/shims/python3" "$made/shims/python"
	echo "$made"
}

@test "pyenv behind us: in a project the environment, elsewhere pyenv's version" {
	local root version expected
	root=$(pyenv_root)
	version=$(basename "$(printf '%s\n' "$root"/versions/3.9* | tail -n 1)")
	expected=/usr
	[ ! -d "$root/versions/$version" ] || expected=$root/versions/$version
	export PYENV_ROOT=$root PYENV_VERSION=$version
	PATH=$root/bin:$PATH in_bash 'eval "$(pyenv init -)"' "eval \"\$('$vshim' init bash)\"" \
		"cd '$project'" "python -c '$show_prefix'" 'pip --version' "cd '$HOME'" \
		"python3 -c '$show_prefix'"
	assert_success
	assert_equal "${lines[0]}" "$E"
	assert_contains " from $E/lib/"
	assert_equal "${lines[-1]}" "$expected"
	# The other way round, pyenv's shims first: vshim's init moves its own to the front.
	PATH=$root/bin:$PATH in_bash "eval \"\$('$vshim' init bash)\"" 'eval "$(pyenv init -)"' \
		"eval \"\$('$vshim' init bash)\"" "cd '$project'" "python -c '$show_prefix'"
	assert_output "$E"
}

@test "all versions of pyenv make environments that vshim then selects" {
	local root interpreter
	root=$(pyenv_root)
	for interpreter in "$root"/versions/3.*/bin/python "$system_python"; do
		[ -x "$interpreter" ] || continue
		mkdir "$HOME/of"
		cd "$HOME/of"
		PYENV_ROOT=$root PATH=$shims:$root/shims:$PATH run python -c "$show_prefix"
		"$interpreter" -m venv --without-pip .venv
		PYENV_ROOT=$root PATH=$shims:$root/shims:$PATH run python -c "$show_prefix"
		assert_output "$PWD/.venv" || fail "$interpreter"
		cd "$HOME"
		rm -r "$HOME/of"
	done
}

@test "direnv: a layout is an activation, which vshim respects; without one the walk goes on" {
	mkdir "$HOME/laid-out"
	echo 'layout python3' >"$HOME/laid-out/.envrc"
	(cd "$HOME/laid-out" && direnv allow)
	local layout
	in_bash "eval \"\$('$vshim' init bash)\"" 'eval "$(direnv hook bash)"' \
		"cd '$HOME/laid-out'" _direnv_hook "python -c '$show_prefix'" \
		"cd '$project'" _direnv_hook "python -c '$show_prefix'" 'echo "${VIRTUAL_ENV-none}"' \
		"cd '$HOME/laid-out'" _direnv_hook "'$vshim' which --json python"
	assert_success
	layout=$(printf '%s\n' "$HOME"/laid-out/.direnv/python-*)
	assert_exists "$layout/pyvenv.cfg"
	assert_line "$layout"
	assert_line "$E"
	assert_line none
	assert_contains '"origin": "activated"'
	# Without direnv the layout's environment is one by name.
	cd "$HOME/laid-out"
	run "$vshim" local "$layout"
	assert_success
	run shimmed python -c "$show_prefix"
	assert_output "$layout"
}

@test "virtualenvwrapper: workon is an activation, deactivate ends it; its names are known" {
	in_bash "export WORKON_HOME='$HOME/work' VIRTUALENVWRAPPER_PYTHON=$system_python" \
		". /usr/share/virtualenvwrapper/virtualenvwrapper.sh" \
		"eval \"\$('$vshim' init bash)\"" \
		"mkvirtualenv --no-download shop >/dev/null 2>&1" \
		"cd '$project'" "python -c '$show_prefix'" deactivate "python -c '$show_prefix'" \
		"cd '$HOME'" "workon shop" "python -c '$show_prefix'" "cd '$project'" \
		"python -c '$show_prefix'" "deactivate" "cd '$HOME' && mkdir q && cd q" \
		"'$vshim' local shop" "python -c '$show_prefix'"
	assert_success
	assert_equal "$(grep '^/' <<<"$output")" \
		"$(printf '%s\n' "$HOME/work/shop" "$E" "$HOME/work/shop" "$HOME/work/shop" "$HOME/work/shop")"
}
