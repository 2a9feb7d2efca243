#!/usr/bin/env bats
# shellcheck disable=SC2016 # what stands in single quotes is nothing to be expanded
#
# What `vshim init --prompt` starts before every prompt says what `vshim prompt` says, and starts
# vshim only where it has to.

load helper

setup_file() { model_make; }

setup() {
	world_make
	shims_on
	prompt=$VSHIM_PREFIX/libexec/vshim/prompt
	mkdir -p "$world/none" "$world/project/a/b" "$world/other project"
	environment "$world/project/.venv" "$world/other project/work"
	cd "$world/project" || return
}

# assert_prompt TEXT [STARTED]: from both; STARTED counts the programs that the fast one was.
assert_prompt() {
	run --separate-stderr "$vshim" prompt
	assert_output "$1" || return
	assert_equal "$stderr" "" || return
	# Leaks cannot be looked for in what is traced.
	ASAN_OPTIONS=detect_leaks=0 run --separate-stderr \
		strace -f -qq -e trace=execve -o "$world/trace" "$prompt"
	assert_success || return
	assert_output "$1" || return
	assert_equal "$stderr" "" || return
	assert_equal "$(grep -c 'execve(.* = 0$' "$world/trace")" "${2:-1}"
}

@test "the environment that the walk finds, and none" {
	for directory in . a/b .venv/lib; do
		cd "$world/project/$directory" || return
		assert_prompt "(project) "
	done
	cd "$world/other project" || return
	assert_prompt "(work) "
	cd "$world/none" || return
	assert_prompt ""
}

@test "VSHIM_ENV: a path, system; a name is for vshim" {
	export VSHIM_ENV="$world/other project/work"
	assert_prompt "(work) "
	VSHIM_ENV=system
	assert_prompt ""
	"$vshim" exec -e "$world/other project/work" true
	VSHIM_ENV=work
	assert_prompt "(work) " 2
	VSHIM_ENV=nothing-of-this-name
	assert_prompt "" 2
}

@test "activated, inherited, global" {
	VIRTUAL_ENV="$world/other project/work" assert_prompt "(work) "
	cd "$world/none" || return
	VIRTUAL_ENV="$world/project/.venv" VSHIM_SELECTED="$world/project/.venv" assert_prompt "(project) "
	"$vshim" global "$world/other project/work"
	assert_prompt "(work) "
}

@test "the prompt of pyvenv.cfg, of which the terminal obeys nothing" {
	printf 'prompt = a\033[31mb\007 `id` $HOME %%F\n' >>.venv/pyvenv.cfg
	assert_prompt '(a?[31mb? `id` $HOME %F) '
}

@test "settings, once vshim has read them" {
	environment "$world/project/mine"
	settings '[search]' 'names = mine .venv'
	# While the file is so new that it could change again unseen, vshim reads it each time.
	assert_prompt "(mine) " 2
	until [ -e "${shims%/*}/settings" ]; do
		"$vshim" prompt >/dev/null
	done
	assert_prompt "(mine) "
}

@test "what is wrong is not said at every prompt" {
	echo /no/such/place >"$world/none/.venv"
	cd "$world/none" || return
	assert_prompt "" 2
}

@test "without a HOME, without a PATH, in a directory that is gone" {
	run env -i "$prompt"
	assert_success
	assert_output "(project) "
	mkdir "$world/gone"
	cd "$world/gone" || return
	rmdir "$world/gone"
	run "$prompt"
	assert_success
	assert_output ""
}

@test "an installation that was moved" {
	cp -a "$VSHIM_PREFIX" "$world/an other prefix"
	prompt="$world/an other prefix/libexec/vshim/prompt"
	assert_prompt "(project) "
	"$vshim" exec -e "$world/other project/work" true
	VSHIM_ENV=work assert_prompt "(work) " 2
}

@test "called by no path it has nothing to find vshim by, and is silent" {
	cd "$VSHIM_PREFIX/libexec/vshim" || return
	run --separate-stderr ./prompt
	assert_status 1
	assert_output ""
	assert_equal "$stderr" ""
}

@test "settings, and no place for what is kept" {
	mkdir -p "$world/settings/vshim"
	printf '[search]\nnames = work\n' >"$world/settings/vshim/config.ini"
	cd "$world/other project" || return
	unset HOME XDG_DATA_HOME VSHIM_ROOT
	export XDG_CONFIG_HOME=$world/settings
	run --separate-stderr "$prompt"
	assert_success
	assert_output "(work) "
	assert_equal "$stderr" ""
}
