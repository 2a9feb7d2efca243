#!/usr/bin/env bats
# Environments whose interpreter cannot run, and other things that cannot be started: always an
# error, never another Python, and a remedy that works.

load helper

setup_file() { model_make; }

setup() {
	project_world
	environment .venv
	version=$("$system_python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
}

# As when the Python that the environment was made from is gone.
break_links() {
	rm -f .venv/bin/python*
	ln -s "/opt/gone/bin/python$version" .venv/bin/python3
	ln -s python3 .venv/bin/python
	ln -s python3 ".venv/bin/python$version"
}

# mend: does what the hint of the last `run --separate-stderr` says.
mend() {
	local command
	command=$(sed -n 's/^hint: [^:]*: //p' <<<"$stderr")
	[ -n "$command" ] || fail "no command in the hint" "$stderr" || return
	PATH=/usr/bin:/bin bash -c "$command"
}

@test "a dangling interpreter: the link, its end, what pyvenv.cfg says and the remedy" {
	break_links
	assert_refused "$PWD/.venv/bin/python" "/opt/gone/bin/python$version" "home = /usr/bin" \
		"version $version" "venv --upgrade --without-pip $PWD/.venv"
}

@test "every way to ask gives the same answer" {
	break_links
	for ask in "$shims/python" "$shims/python3" "$vshim exec python" "$vshim which python" \
		"env VSHIM_ENV=.venv $shims/python" "env VIRTUAL_ENV=$PWD/.venv $shims/python"; do
		# shellcheck disable=SC2086
		run --separate-stderr -126 $ask
		assert_output ""
		assert_stderr "vshim: the environment $PWD/.venv has no working Python" \
			"/opt/gone/bin/python$version"
	done
}

@test "the remedy mends a venv" {
	break_links
	assert_refused
	mend
	assert_selects walk "$PWD/.venv"
}

@test "the remedy mends a venv in a directory whose name needs quoting" {
	mkdir "$world/it's \$HOME"
	mv .venv "$world/it's \$HOME/"
	cd "$world/it's \$HOME" || return
	break_links
	assert_refused
	mend
	assert_equal "$(prefix_of)" "$PWD/.venv"
}

@test "the remedy mends a virtualenv" {
	rm -r .venv
	virtualenv -q --no-seed --python "$system_python" .venv
	break_links
	assert_refused "virtualenv "
	mend
	assert_equal "$(prefix_of)" "$PWD/.venv"
}

@test "the remedy is that of the tool that made the environment" {
	break_links
	echo 'uv = 0.5.1' >>.venv/pyvenv.cfg
	assert_refused "uv venv"
	sed -i '/^uv/d' .venv/pyvenv.cfg
	touch .venv/.project
	assert_refused pipenv
	mkdir -p "$HOME/.cache/pypoetry/virtualenvs"
	mv .venv "$HOME/.cache/pypoetry/virtualenvs/app-AbCd1234-py$version"
	echo "$HOME/.cache/pypoetry/virtualenvs/app-AbCd1234-py$version" >.venv
	assert_refused "poetry env"
}

@test "missing, not executable, a directory, of another machine, empty" {
	rm .venv/bin/python*
	assert_refused "$PWD/.venv/bin/python" missing
	cp /bin/true .venv/bin/python
	chmod 644 .venv/bin/python
	assert_refused "$PWD/.venv/bin/python" "not executable"
	chmod 755 .venv/bin/python
	printf '\xff\x7f' | dd of=.venv/bin/python bs=1 seek=18 conv=notrunc status=none # e_machine
	assert_refused "$PWD/.venv/bin/python" machine
	printf '\x7fELF' >.venv/bin/python
	assert_refused "$PWD/.venv/bin/python"
	: >.venv/bin/python
	assert_refused "$PWD/.venv/bin/python"
	printf '#!/no/such/interpreter\n' >.venv/bin/python
	assert_refused "$PWD/.venv/bin/python"
	rm .venv/bin/python
	mkdir .venv/bin/python
	assert_refused "$PWD/.venv/bin/python"
	rm -r .venv/bin
	assert_refused "$PWD/.venv"
	ln -s bin .venv/bin
	assert_refused "$PWD/.venv"
}

@test "a link to itself, and one through what is no directory" {
	ln -sf python .venv/bin/python
	assert_refused "$PWD/.venv/bin/python"
	ln -sf /etc/passwd/python .venv/bin/python
	assert_refused "$PWD/.venv/bin/python"
}

@test "a broken python is an error even beside a healthy sibling, and the other way round" {
	ln -sf /gone .venv/bin/python
	ln -sf /usr/bin/python3 .venv/bin/python3
	assert_refused "$PWD/.venv/bin/python"
	run prefix_of python3
	assert_output "$PWD/.venv"
	ln -sf /usr/bin/python3 .venv/bin/python
	ln -sf /gone .venv/bin/python3
	run --separate-stderr -126 python3 -c 'print("ran")'
	assert_stderr "$PWD/.venv/bin/python3"
	assert_equal "$(prefix_of)" "$PWD/.venv"
}

@test "a pyvenv.cfg that says nothing, or too much, gives an error that can be read" {
	break_links
	: >.venv/pyvenv.cfg
	assert_refused "$PWD/.venv/bin/python"
	head -c 100000 /dev/urandom >.venv/pyvenv.cfg
	assert_refused "$PWD/.venv/bin/python"
	printf 'home = \033[31m/x\001\nversion = 3.%%s%%n\n' >.venv/pyvenv.cfg
	assert_refused "$PWD/.venv/bin/python"
	[[ $stderr != *$'\033'* ]] || fail "control characters on the terminal" "$stderr"
}

@test "a pyvenv.cfg with which no Python starts is refused, by launcher and vshim alike" {
	cp .venv/pyvenv.cfg good
	printf 'x = \377\n' >>.venv/pyvenv.cfg
	run ! .venv/bin/python -c ''
	assert_refused "$PWD/.venv/pyvenv.cfg is not UTF-8" "-m venv --upgrade --without-pip $PWD/.venv"
	run -126 "$vshim" which python
	run -126 "$vshim" exec pip
	command_make .venv/bin/tool 'echo tool'
	run "$vshim" exec tool
	assert_output tool
	assert_refused
	mend
	assert_selects walk "$PWD/.venv"
	head -c 40000 /dev/zero | tr '\0' x >>.venv/pyvenv.cfg
	run ! .venv/bin/python -c ''
	assert_refused "$PWD/.venv/pyvenv.cfg is larger than 32 KB"
	mend
	assert_selects walk "$PWD/.venv"
	{
		cat good
		echo 'x = 語é😀'
	} >.venv/pyvenv.cfg
	assert_selects walk "$PWD/.venv"
}

@test "a broken interpreter does not stop what does not need it" {
	break_links
	command_make .venv/bin/tool 'echo tool'
	command_make "$world/local/outside" 'echo outside'
	run "$vshim" exec tool
	assert_output tool
	PATH=$PATH:$world/local run "$vshim" exec outside
	assert_output outside
	cd / || return
	assert_selects system
}

@test "a Python script of a broken environment is the environment's error" {
	printf '#!%s\nprint("ran")\n' "$PWD/.venv/bin/python" >.venv/bin/tool
	chmod 755 .venv/bin/tool
	run "$vshim" exec tool
	assert_output ran
	break_links
	run --separate-stderr -126 "$vshim" exec tool
	assert_output ""
	assert_stderr "has no working Python" "/opt/gone/bin/python$version"
}

@test "what is found outside and cannot be started is 126 and its path" {
	cd / || return
	mkdir "$world/local"
	printf '#!/no/such/interpreter\n' >"$world/local/python"
	chmod 755 "$world/local/python"
	PATH=$shims:$world/local:/usr/bin:/bin
	run --separate-stderr -126 python
	assert_stderr "vshim: $world/local/python" "hint: "
	run "$vshim" which python
	assert_output "$world/local/python"
	# shellcheck disable=SC2016
	printf '\x7fELF$(touch %s/run)' "$world" >"$world/local/python"
	run --separate-stderr -126 python
	assert_stderr "vshim: $world/local/python"
	refute_exists "$world/run"
}

@test "list shows what is broken, and why" {
	python -c ''
	break_links
	run "$vshim" list --json
	assert_equal "$(json 'o["state"], o["reason"] is not None and "gone" in o["reason"]')" \
		"('broken', True)"
	run "$vshim" list
	assert_contains broken "$PWD/.venv" /opt/gone
}
