#!/usr/bin/env bats
# Which environment applies: the lines of vshim-shims(7) in their order, without the walk. Each
# test asks the shim, which starts a real Python, and `which`.

load helper

setup_file() { model_make; }

setup() {
	project_world
}

# --- 1. VSHIM_ENV

@test "VSHIM_ENV names an environment by its path, and wins over everything" {
	environment "$world/other" .venv "$world/active"
	VIRTUAL_ENV=$world/active VSHIM_ENV=$world/other assert_selects override "$world/other"
	VSHIM_ENV=$world/other/ assert_selects override "$world/other"
}

@test "VSHIM_ENV names an environment by a relative path" {
	environment "$world/other" child
	VSHIM_ENV=../other assert_selects override "$world/other"
	VSHIM_ENV=child assert_selects override "$world/project/child"
	VSHIM_ENV=./child assert_selects override "$world/project/child"
}

@test "VSHIM_ENV names an environment by its name" {
	environment "$HOME/.virtualenvs/one" "$world/places/two" "$HOME/.pyenv/versions/three"
	settings '[envs]' "path = $world/places"
	VSHIM_ENV=one assert_selects override "$HOME/.virtualenvs/one"
	VSHIM_ENV=two assert_selects override "$world/places/two"
	VSHIM_ENV=three assert_selects override "$HOME/.pyenv/versions/three"
	environment "$world/workon/four" "$HOME/.virtualenvs/four"
	WORKON_HOME=$world/workon VSHIM_ENV=four assert_selects override "$world/workon/four"
}

@test "VSHIM_ENV names a known environment by the name that the prompt shows" {
	environment "$world/known/.venv"
	VSHIM_ENV=$world/known/.venv python -c ''
	VSHIM_ENV=known assert_selects override "$world/known/.venv"
}

@test "VSHIM_ENV that fits two known environments lists both" {
	environment "$world/a/same/.venv" "$world/b/same"
	VSHIM_ENV=$world/a/same/.venv python -c ''
	VSHIM_ENV=$world/b/same python -c ''
	VSHIM_ENV=same assert_refused "$world/a/same/.venv" "$world/b/same"
}

@test "VSHIM_ENV=system is no environment at all" {
	environment .venv "$world/active"
	PATH=$shims:$world/active/bin:/usr/bin:/bin
	VIRTUAL_ENV=$world/active VSHIM_ENV=system assert_selects override
}

@test "VSHIM_ENV that names nothing usable is an error" {
	environment .venv
	mkdir "$world/empty"
	VSHIM_ENV=$world/absent assert_refused VSHIM_ENV "$world/absent"
	VSHIM_ENV=$world/empty assert_refused VSHIM_ENV "$world/empty"
	VSHIM_ENV=nobody assert_refused nobody
}

@test "an empty variable counts as unset" {
	environment .venv
	VSHIM_ENV='' VIRTUAL_ENV='' VSHIM_SELECTED='' VSHIM_ROOT='' VSHIM_CONFIG='' \
		VSHIM_CEILING_DIRECTORIES='' assert_selects walk "$world/project/.venv"
}

# --- 2. installed scripts

# Sets $installed, a script in a directory of PATH that prints sys.prefix.
installed_script() {
	installed=$world/local/bin/installed
	mkdir -p "$world/local/bin"
	printf '%s\n' '#!/usr/bin/env python3' 'import sys' 'print(sys.prefix)' >"$installed"
	chmod 755 "$installed"
	PATH=$PATH:$world/local/bin
}

@test "an installed script stays on system Python" {
	installed_script
	environment .venv
	run installed an argument
	assert_output /usr
	run python -E -s -uBq -sS "$installed"
	assert_output /usr
	VIRTUAL_ENV=$world/project/.venv run installed
	assert_output /usr
}

@test "an installed script stays on system Python also where the walk ends in an error" {
	installed_script
	environment one two
	assert_refused "$world/project/one"
	run installed
	assert_output /usr
}

@test "an installed script of an environment that a redirect names runs there" {
	environment "$HOME/.virtualenvs/named"
	installed_script
	mv "$installed" "$HOME/.virtualenvs/named/bin/installed"
	PATH=$PATH:$HOME/.virtualenvs/named/bin
	echo named >.venv
	local expected=$HOME/.virtualenvs/named
	run installed
	assert_output "$expected"
	assert_selects walk "$expected"
}

@test "what is no installed script runs in the environment" {
	installed_script
	environment .venv
	cp "$installed" "$world/none/script"
	cd "$world/local/bin" || return
	environment "$world/local/.venv"
	local expected=$world/local/.venv
	run python installed # a relative path
	assert_output "$expected"
	cd "$world/project" || return
	expected=$world/project/.venv
	run python "$world/none/script" # not in a directory of PATH
	assert_output "$expected"
	run python -X utf8 "$installed" # an option with a value
	assert_output "$expected"
	run python -c 'import sys; print(sys.prefix)' "$installed"
	assert_output "$expected"
	run python "$world/local/bin/../bin/installed" # compared as text
	assert_output "$expected"
}

@test "the project's and the environments' own scripts are not installed scripts" {
	installed_script
	environment .venv "$world/active" "$world/global"
	for directory in "$PWD/bin" "$PWD/.venv/bin" "$world/active/bin"; do
		mkdir -p "$directory"
		cp "$installed" "$directory/own"
		PATH=$PATH:$directory VIRTUAL_ENV=$world/active run python "$directory/own"
		assert_output "$world/active"
	done
	run env PATH="$PATH:$PWD/bin" python "$PWD/bin/own"
	assert_output "$PWD/.venv"
	cd "$world/none" || return
	ln -s "$world/global" "${shims%/*}/global"
	cp "$installed" "$world/global/bin/own"
	run env PATH="$PATH:$world/global/bin" python "$world/global/bin/own"
	assert_output "$world/global"
}

@test "a script that lies in the directory of the walk's error is not spared the error" {
	installed_script
	environment one two
	mkdir bin
	cp "$installed" bin/own
	run -126 env PATH="$PATH:$PWD/bin" python "$PWD/bin/own"
	assert_contains "$PWD/one" "$PWD/two"
}

# --- 3. activated

@test "an activated environment wins over the walk" {
	environment .venv "$world/active"
	VIRTUAL_ENV=$world/active assert_selects activated "$world/active"
	VIRTUAL_ENV=$world/active/ assert_selects activated "$world/active"
}

@test "a VIRTUAL_ENV that is no environment or is relative is ignored, and --explain says so" {
	environment .venv "$world/active"
	mkdir "$world/empty"
	VIRTUAL_ENV=$world/empty assert_selects walk "$PWD/.venv"
	VIRTUAL_ENV=../active assert_selects walk "$PWD/.venv"
	VIRTUAL_ENV=$world/empty run "$vshim" which --explain python
	assert_matches "3\. activated: .*$world/empty"
	VIRTUAL_ENV=../active run "$vshim" which --explain python
	assert_matches "3\. activated: .*absolute"
}

# --- 5. to 7.

@test "inherited: a child keeps its parent's environment where the walk finds none" {
	environment .venv other/venv
	cat >child.sh <<-'END'
		cd "$1" && exec python -c 'import sys; print(sys.prefix)'
	END
	run python -c 'import subprocess, sys; subprocess.call(["sh", "child.sh"] + sys.argv[1:])' "$world/none"
	assert_output "$PWD/.venv"
	run python -c 'import subprocess, sys; subprocess.call(["sh", "child.sh"] + sys.argv[1:])' "$PWD/other"
	assert_output "$PWD/other/venv"
	cd "$world/none" || return
	VIRTUAL_ENV=$world/project/.venv VSHIM_SELECTED=$world/project/.venv \
		assert_selects inherited "$world/project/.venv"
	rm -r "$world/project/.venv"
	VIRTUAL_ENV=$world/project/.venv VSHIM_SELECTED=$world/project/.venv assert_selects system
}

@test "global: the default outside projects; gone, it is an error" {
	environment "$world/global" .venv
	ln -s "$world/global" "${shims%/*}/global"
	assert_selects walk "$PWD/.venv"
	cd "$world/none" || return
	assert_selects global "$world/global"
	rm -r "$world/global"
	assert_refused "$world/global"
}

@test "system: the next python on PATH" {
	cd "$world/none" || return
	assert_selects system
	command_make "$world/front/python" 'echo front'
	PATH=$shims:$world/front:/usr/bin:/bin run python
	assert_output front
}
