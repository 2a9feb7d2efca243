#!/usr/bin/env bats
# which --explain and VSHIM_DEBUG: what was looked at, why it was passed over or taken, what is
# run, what would have come next.

load helper

setup_file() { model_make; }

setup() {
	project_world
	mkdir sub
	environment .venv
}

explain() {
	run --separate-stderr "$vshim" which --explain "$@"
}

@test "each place of the walk, with the reason why it was passed over" {
	mkdir sub/.venv sub/env
	: >sub/venv
	cd sub || return
	explain python
	assert_success
	assert_line "4. walk:"
	assert_line "  $PWD"
	assert_line "    $PWD/.venv holds no pyvenv.cfg"
	assert_line "    $PWD/venv is no directory"
	assert_line "    $PWD/env not there"
	assert_line "    $PWD has no environment of another name"
	assert_line "    $world/project/.venv taken"
	: >pyproject.toml
	mkdir deep other
	cp -a "$world/project/.venv" other/e
	chmod o+w other/e
	cd other || return
	explain python
	assert_line "    $PWD/e does not count: somebody else's"
	VSHIM_CEILING_DIRECTORIES=$world/project explain python
	assert_line "  $world/project is a ceiling: the walk ends below it"
	assert_line "5. inherited: not set"
	assert_line "7. system: taken"
}

@test "a redirect, a directory that cannot be looked into, one that is too large" {
	echo ../.venv >sub/.venv
	cd sub || return
	explain python
	assert_line "    $PWD/.venv is a redirect file: ../.venv"
	assert_line "    $world/project/.venv taken"
	rm .venv
	mkdir -m 0 .venv
	run plainly "$vshim" which --explain python
	assert_line "    $PWD/.venv cannot be looked into"
	chmod 755 .venv
	touch $(seq 600)
	explain python
	assert_line "    $PWD not looked through: more than 512 entries"
}

@test "each line of the selection" {
	environment "$world/other"
	VSHIM_ENV=$world/other explain python
	assert_line "1. VSHIM_ENV: taken: $world/other"
	refute_contains "2. "
	VIRTUAL_ENV=relative explain python
	assert_line "3. activated: ignored: is not absolute: relative"
	VIRTUAL_ENV=$world/none explain python
	assert_line "3. activated: holds no pyvenv.cfg: $world/none"
	VIRTUAL_ENV=$world/other explain python
	assert_line "3. activated: taken: $world/other"
	cd / || return
	VIRTUAL_ENV=$world/other VSHIM_SELECTED=$world/other explain python
	assert_line "3. activated: is vshim's own mark, no activation: $world/other"
	assert_line "5. inherited: taken: $world/other"
	ln -s "$world/other" "${shims%/*}/global"
	explain python
	assert_line "6. global: taken: $world/other"
}

@test "the lines stand in the manual's order, whatever had to be known first" {
	mkdir "$world/bin"
	echo 'print("ran")' >"$world/bin/tool"
	PATH=$PATH:$world/bin VSHIM_DEBUG=1 run --separate-stderr python "$world/bin/tool"
	assert_output ran
	assert_stderr "2. installed script: $world/bin/tool taken"
	assert_equal "$(grep -o '^[1-7]' <<<"$stderr" | tr -d '\n')" 124
	cp "$world/bin/tool" sub/tool
	PATH=$PATH:$PWD/sub VSHIM_DEBUG=1 run --separate-stderr python "$PWD/sub/tool"
	assert_stderr "2. installed script: $PWD/sub/tool is the project's own script"
}

@test "the program, its argv[0], and why it is that one" {
	explain python
	assert_line "program: $PWD/.venv/bin/python"
	assert_line "  argv[0]: $PWD/.venv/bin/python"
	rm .venv/bin/python3
	ln -sf /usr/bin/python3 .venv/bin/python
	explain python3
	assert_line "  $PWD/.venv/bin/python stands in: python3"
	printf '#!/gone/bin/python -E\n' >.venv/bin/tool
	chmod 755 .venv/bin/tool
	explain tool
	assert_line "  $PWD/.venv/bin/tool is read by the environment's interpreter, not by what its first line names: /gone/bin/python"
	assert_line "  argv[0]: $PWD/.venv/bin/python"
	assert_line "  before your arguments: -E $PWD/.venv/bin/tool"
	cp .venv/bin/tool .venv/bin/pip
	explain pip
	assert_contains "$PWD/.venv/bin/pip is read by the environment's interpreter, whatever"
	rm .venv/bin/pip
	mkdir -p .venv/lib/python3.11/site-packages/pip
	explain pip
	assert_line "  before your arguments: -m pip"
	assert_contains "has a module pip, but no script of it"
	command_make "$world/local/outside"
	PATH=$PATH:$world/local explain outside
	assert_line "  $PWD/.venv/bin/outside not there: the next one on PATH"
	assert_line "program: $world/local/outside"
}

@test "what changes in the variables, and nothing that does not" {
	PYTHONHOME=/usr explain python
	assert_line "  PATH=$shims:$PWD/.venv/bin:/usr/local/bin:/usr/bin:/bin"
	assert_line "  VIRTUAL_ENV=$PWD/.venv"
	assert_line "  VSHIM_SELECTED=$PWD/.venv"
	assert_line "  without PYTHONHOME"
	refute_contains "without PYTHONEXECUTABLE"
	run "$vshim" exec "$vshim" which --explain python
	assert_line "variables: as they are"
}

@test "what would have come next" {
	environment "$world/other"
	command_make "$world/local/python"
	PATH=$PATH:$world/local
	VSHIM_ENV=$world/other explain python
	assert_line "  4. walk: $PWD/.venv"
	assert_line "  on PATH: $world/local/python"
	explain python
	assert_line "  7. system: no environment"
	ln -s "$world/other" "${shims%/*}/global"
	explain python
	assert_line "  6. global: $world/other"
	rm "${shims%/*}/global"
	ln -s /gone "${shims%/*}/global"
	explain python
	assert_line "  6. global: an error"
	run -127 "$vshim" which --explain nowhere
	refute_contains "next would have come"
	rm "${shims%/*}/global"
	PATH=$shims:/usr/bin
	cd / || return
	explain python3
	refute_contains "  7. "
	assert_line "  on PATH: nothing"
}

@test "JSON has all of it, also where an error ends it" {
	printf '#!/gone/bin/python\n' >.venv/bin/tool
	chmod 755 .venv/bin/tool
	explain --json tool
	assert_equal "$(json '[s for s in o["steps"] if s["line"] == 0]')" \
		"[{'line': 0, 'finding': 'stale', 'path': '$PWD/.venv/bin/tool', 'detail': '/gone/bin/python'}]"
	assert_equal "$(json 'o["changes"]["VIRTUAL_ENV"], sorted(o["changes"])')" \
		"('$PWD/.venv', ['PATH', 'VIRTUAL_ENV', 'VIRTUAL_ENV_PROMPT', 'VSHIM_SELECTED'])"
	assert_equal "$(json 'o["next"], o["error"], o["hint"]')" \
		"({'origin': 'system', 'environment': None, 'programs': []}, None, None)"
	PYTHONHOME=/usr explain --json python
	assert_equal "$(json 'o["changes"]["PYTHONHOME"]')" None
	ln -sf /gone .venv/bin/python
	explain --json python
	assert_status 126
	assert_equal "$(json 'o["program"], o["argv"], o["changes"], o["next"], o["environment"]')" \
		"(None, [], {}, None, '$PWD/.venv')"
	assert_equal "$(json '"leads to /gone" in o["error"], "-m venv" in o["hint"]')" "(True, True)"
	assert_stderr "leads to /gone"
	run --separate-stderr "$vshim" which --json python
	assert_output ""
}

@test "what is not trusted ends the walk, and the error says why" {
	chown 12345 .venv
	explain python
	assert_status 126
	assert_line "    $PWD/.venv ends the decision in an error"
	assert_stderr "$PWD/.venv is not trusted: it belongs to somebody else (user id 12345)"
	explain --json python
	assert_equal "$(json '[s["detail"] for s in o["steps"] if s["finding"] == "problem"]')" "[None]"
}

@test "a tree on a terminal, no wider than that, plain elsewhere" {
	run script -qec "stty cols 60; LC_ALL=C.UTF-8 TERM=xterm NO_COLOR=1 '$vshim' which --explain python" /dev/null
	assert_contains "└─ " "├─ "
	[ "$(wc -L <<<"$output")" -le 60 ] || fail "a line is wider than 60 columns" "$(saw)"
	explain python
	refute_contains "└" $'\033'
}

@test "VSHIM_DEBUG: a shim tells the same on standard error, and runs" {
	VSHIM_DEBUG=1 run --separate-stderr python -c 'import sys; print(sys.prefix)'
	assert_output "$PWD/.venv"
	assert_equal "$(head -n 1 <<<"$stderr")" "vshim: python in $PWD"
	assert_equal "$(tail -n +2 <<<"$stderr" | grep -v VSHIM_VIA)" \
		"$(VSHIM_DEBUG=1 "$vshim" which --explain python)"
	ln -sf /gone .venv/bin/python
	VSHIM_DEBUG=1 run --separate-stderr -126 python
	assert_stderr "4. walk:" "leads to /gone"
	VSHIM_DEBUG='' run --separate-stderr -126 python
	[[ $stderr != *"4. walk"* ]]
}
