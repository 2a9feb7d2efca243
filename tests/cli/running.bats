#!/usr/bin/env bats
# shellcheck disable=SC2016 # what stands in single quotes is for another shell
#
# What is run, and what the program sees: vshim-shims(7), from a healthy environment.

load helper

setup_file() { model_make; }

setup() {
	project_world
	environment .venv
}

# --- what is run

@test "argv[0] is the absolute path of the program, whatever the shim was called" {
	ln -sf /bin/cat .venv/bin/tool
	shims_for_tools
	for start in tool "$shims/tool" "$vshim exec tool"; do
		# shellcheck disable=SC2086
		run bash -c "$start /proc/self/cmdline | tr '\\0' '|'"
		assert_output "$PWD/.venv/bin/tool|/proc/self/cmdline|"
	done
	run bash -c "exec -a /odd/place/tool $shims/tool /proc/self/cmdline | tr '\\0' '|'"
	assert_output "$PWD/.venv/bin/tool|/proc/self/cmdline|"
	command_make "$world/local/outside"
	PATH=$PATH:$world/local run "$vshim" exec outside
	assert_output "$world/local/outside"
}

@test "where nothing can be kept, the environment's commands run all the same" {
	ln -sf /bin/cat .venv/bin/tool
	shims_for_tools
	export VSHIM_ROOT=$world/nowhere
	for name in tool python; do
		run --separate-stderr "$shims/$name" /dev/null
		assert_success
		assert_output ""
		assert_equal "$stderr" ""
	done
	[ ! -e "$world/nowhere" ]
}

@test "a sibling stands in for a python that is not there" {
	local version
	version=$("$system_python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
	rm .venv/bin/python*
	ln -s "$(readlink -f /usr/bin/python3)" ".venv/bin/$version"
	shims_for_tools
	for name in python python3 "$version"; do
		run "$vshim" which "$name"
		assert_output "$PWD/.venv/bin/$version"
		run prefix_of "$name"
		assert_output "$PWD/.venv"
	done
	mv ".venv/bin/$version" .venv/bin/python
	run prefix_of "$version"
	assert_output "$PWD/.venv"
}

@test "another version's python is the next on PATH, as in an activated shell" {
	command_make "$world/local/python3.99" 'echo "$0 $VIRTUAL_ENV"'
	PATH=$PATH:$world/local
	ln -s "$(readlink "$shims/python")" "$shims/python3.99"
	run python3.99
	assert_output "$world/local/python3.99 $PWD/.venv"
	run -127 "$vshim" exec python3.98
}

@test "python3 never stands for a Python 2" {
	sed -i 's/^version = .*/version = 2.7.18/' .venv/pyvenv.cfg
	rm .venv/bin/python*
	command_make .venv/bin/python 'echo two'
	run python
	assert_output two
	run python3 -c 'print(3)'
	assert_output 3
	rm .venv/bin/python
	command_make .venv/bin/python2.7 'echo two'
	run python
	assert_output two
}

@test "without a version in pyvenv.cfg pythonX.Y is not the environment's" {
	sed -i '/^version/d' .venv/pyvenv.cfg
	command_make "$world/local/python3.99"
	PATH=$world/local:$PATH run "$vshim" which python3.99
	assert_output "$world/local/python3.99"
}

@test "a command of the environment runs there, one that it lacks is the next on PATH" {
	command_make "$world/local/tool" 'echo "next $VIRTUAL_ENV"'
	PATH=$PATH:$world/local
	command_make .venv/bin/tool 'echo "own $VIRTUAL_ENV"'
	shims_for_tools
	run tool
	assert_output "own $PWD/.venv"
	for way in 'chmod -x' 'ln -sf /no/such/file' 'rm -f'; do
		$way .venv/bin/tool
		run tool
		assert_output "next $PWD/.venv"
	done
	mkdir .venv/bin/tool
	run tool
	assert_output "next $PWD/.venv"
}

@test "a command that is nowhere lists the known environments that have it" {
	environment "$world/a" "$world/b" "$world/c"
	command_make "$world/a/bin/tool"
	command_make "$world/b/bin/tool"
	for other in a b c; do
		"$vshim" exec -e "$world/$other" python -c ''
	done
	run --separate-stderr -127 tool
	assert_stderr "vshim: tool" "  $world/a" "  $world/b"
	[[ $stderr != *"$world/c"* ]]
}

@test "system: the launcher itself is skipped wherever it lies, by identity" {
	cd "$world/none" || return
	mkdir "$world/copies" "$world/mine"
	installation_copy
	ln "$world/prefix/libexec/vshim/launcher" "$world/copies/python"
	ln -s "$shims/python" "$world/mine/python"
	command_make "$world/last/python" 'echo last'
	PATH=$world/mine:$world/copies:$shims:$world/last:/usr/bin run python
	assert_output last
}

@test "system: python3 answers for a python that is nowhere, pip3 for pip" {
	cd "$world/none" || return
	tools "$world/tools" env sh
	command_make "$world/tools/python3" 'echo "python3 $*"'
	command_make "$world/tools/pip3" 'echo "pip3 $*"'
	PATH=$shims:$world/tools run python a b
	assert_output "python3 a b"
	PATH=$shims:$world/tools run pip c
	assert_output "pip3 c"
	rm "$world/tools/pip3" "$world/tools/python3"
	for name in python pip; do
		run --separate-stderr -127 env PATH="$shims:$world/tools" "$name"
		assert_stderr "vshim: $name" "hint: "
	done
}

# --- what the program sees

# The environment of NAME=value texts in $1 (NUL-separated), sorted, without what every start
# of a shell changes.
sorted() {
	tr '\n\0' '\001\n' <"$1" | grep -avE '^(_|SHLVL|PS1|OLDPWD)=' | sort
}

@test "the environment is that of an activated shell, with the shims still first" {
	rm -r .venv
	venv .venv
	export PYTHONHOME=/nowhere ODD=$'two\nlines\xff' EMPTY=
	PATH=/usr/sbin:$shims:/usr/bin:/bin
	bash -c '. .venv/bin/activate && exec env -0' >"$world/activated"
	"$vshim" exec env -0 >"$world/launched"
	sorted "$world/activated" | sed -e "s|^PATH=$PWD/.venv/bin:\\(.*$shims\\):|PATH=\\1:$PWD/.venv/bin:|" \
		-e 's/^\(VIRTUAL_ENV_PROMPT=\)(\(.*\)) $/\1\2/' >"$world/expected"
	echo "VSHIM_SELECTED=$PWD/.venv" >>"$world/expected"
	run diff <(sort "$world/expected") <(sorted "$world/launched" | grep -av '^VSHIM_VIA=')
	assert_success
}

@test "every other variable arrives byte for byte and in its order" {
	local entries=(A=1 'A=2' 'no-equals-sign' '=odd' '' 'B=\xff\x01' 'C=a=b' 'LONGER=' 'PATHX=1'
		'PATH=/bin' 'VIRTUAL_ENVX=2' 'BASH_FUNC_f%%=() { :; }')
	ln -s "$(command -v env)" .venv/bin/tool
	shims_for_tools
	"$system_python" "$BATS_TEST_DIRNAME/start.py" .venv/bin/tool "${entries[@]}" >"$world/direct"
	"$system_python" "$BATS_TEST_DIRNAME/start.py" "$shims/tool" "HOME=$HOME" "${entries[@]}" >"$world/shim"
	run diff <(grep -av '^PATH=' "$world/direct") \
		<(grep -avE "^(HOME|PATH|VIRTUAL_ENV|VIRTUAL_ENV_PROMPT|VSHIM_SELECTED)=" "$world/shim")
	assert_success
	run grep -ac . "$world/direct"
	[ "$output" -ge 10 ] || fail "start.py lost entries" "$(cat "$world/direct")"
}

@test "what would lead Python elsewhere is removed" {
	run env PYTHONHOME=/nowhere __PYVENV_LAUNCHER__=/x PYTHONEXECUTABLE=/y PYTHONPATH=/kept python -c '
import os, sys
print(sys.prefix, sys.executable, sorted(set(os.environ) & {
    "PYTHONHOME", "__PYVENV_LAUNCHER__", "PYTHONEXECUTABLE", "PYTHONPATH"}))'
	assert_output "$PWD/.venv $PWD/.venv/bin/python ['PYTHONPATH']"
}

@test "system changes nothing" {
	cd "$world/none" || return
	env -0 PYTHONHOME= PATH="$shims::/bin" >"$world/before"
	env PYTHONHOME= PATH="$shims::/bin" "$vshim" exec env -0 >"$world/after"
	run diff <(sorted "$world/before") <(sorted "$world/after" | grep -av '^VSHIM_VIA=')
	assert_success
}

@test "PATH: the environment's bin stands right behind the shims, first without them, once" {
	local bin=$PWD/.venv/bin given expected
	while IFS='|' read -r given expected; do
		run env PATH="$given" "$vshim" exec python -c 'import os; print(os.environ["PATH"])'
		assert_output "$expected"
	done <<-END
		$shims:/bin|$shims:$bin:/bin
		/bin:$shims/:/usr/bin|/bin:$shims/:$bin:/usr/bin
		$bin:$shims:/bin:$bin/|$shims:$bin:/bin
		/usr/bin:/bin|$bin:/usr/bin:/bin
		$shims:/a:$shims|$shims:$bin:/a:$shims
		:$shims::/bin:|:$shims:$bin::/bin:
		:/bin|$bin::/bin
	END
	run env -u PATH "$vshim" exec python -c 'import os; print(os.environ["PATH"])'
	assert_output "$bin:/usr/local/bin:/usr/bin:/bin"
}

@test "the prompt is that of pyvenv.cfg, unquoted, else the environment's name" {
	show() { run python -c 'import os; print(os.environ["VIRTUAL_ENV_PROMPT"])'; }
	show
	assert_output .venv
	echo "prompt = 'my project'" >>.venv/pyvenv.cfg
	show
	assert_output "my project"
	sed -i "s/^prompt.*/prompt = ''/" .venv/pyvenv.cfg
	show
	assert_output .venv
	sed -i "s/^prompt.*/prompt = plain/" .venv/pyvenv.cfg
	show
	assert_output plain
}

@test "nested launches replace each other, and system takes the last one out" {
	environment "$world/second/venv"
	shown='import os; print(os.environ["PATH"], *(os.environ.get("V" + n) for n in
		("IRTUAL_ENV", "IRTUAL_ENV_PROMPT", "SHIM_SELECTED")), sep="\n")'
	PATH=$shims:/usr/bin:/bin
	second=$world/second/venv
	run "$vshim" exec sh -c 'cd "$1" && exec python -c "$2"' - "$world/second" "$shown"
	assert_output "$shims:$second/bin:/usr/bin:/bin"$'\n'"$second"$'\n'venv$'\n'"$second"
	run "$vshim" exec sh -c 'cd "$1" && exec python -c "$2"' - "$world/none" "$shown"
	assert_output "$shims:$PWD/.venv/bin:/usr/bin:/bin"$'\n'"$PWD/.venv"$'\n'.venv$'\n'"$PWD/.venv"
	run "$vshim" exec sh -c 'VSHIM_ENV=system exec python -c "$1"' - "$shown"
	assert_output "$shims:/usr/bin:/bin"$'\nNone\nNone\nNone'
}

@test "an activation stays an activation for what is started" {
	venv "$world/active"
	environment "$world/second/.venv"
	# shellcheck source=/dev/null
	. "$world/active/bin/activate"
	hash -r
	PATH=$shims:$PATH run sh -c 'python -c "import os; os.chdir(\"$0/second\"); os.execlp(\"python\", \"python\", \"-c\",
		\"import sys, os; print(sys.prefix, os.environ.get(\\\"VSHIM_SELECTED\\\"))\")"' "$world"
	assert_output "$world/active None"
}

@test "exec -e holds for everything that the command starts" {
	environment "$world/second/.venv" "$world/third"
	run "$vshim" exec -e "$world/third" sh -c 'cd "$1" && python -c "import sys; print(sys.prefix)"' - "$world/second"
	assert_output "$world/third"
}

# --- the process

# report SHELL-CODE: what report.py tells of itself when it is started behind this code, by the
# real interpreter and by the shim. The first is expected.
assert_same_process() {
	local python
	for python in "$PWD/.venv/bin/python" "$shims/python"; do
		bash -c "$1"' exec "$0" "$1" $$ "${@:2}"' "$python" "$BATS_TEST_DIRNAME/report.py" \
			one '' $'two\nlines\xff' >"$world/report${python//\//-}" 3>&- || fail "status $?" || return
	done
	grep -q '^same process True$' "$world"/report*-shims-python || fail "another process" || return
	run diff <(sed "/descriptor/s|$world/report.*|OUTPUT|" "$world"/report*-bin-python) \
		<(sed "/descriptor/s|$world/report.*|OUTPUT|" "$world"/report*-shims-python)
	assert_success
}

@test "the process is replaced: number, group, signals, descriptors, limits, umask, directory" {
	python -c '' # learn the environment: afterwards the launcher is alone
	assert_same_process ''
	assert_same_process 'umask 027; ulimit -n 77; ulimit -s 4096; cd /; trap "" HUP INT QUIT TERM USR1;
		exec 5</dev/null 7>&1 9</etc/passwd;'
}

@test "the process is replaced also where vshim decides" {
	settings '[search]' 'any-name = no'
	rm -rf "${shims%/*}/settings"*
	VSHIM_DEBUG='' assert_same_process 'export VSHIM_ENV=.venv; umask 077;
		trap "" HUP INT QUIT TERM USR1 PIPE CHLD; ulimit -n 99; exec 5</dev/null 8>&1;'
}

@test "blocked signals stay blocked" {
	for python in "$PWD/.venv/bin/python" "$shims/python"; do
		run "$system_python" -c '
import os, signal, sys
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1, signal.SIGTERM, signal.SIGCHLD})
os.execv(sys.argv[1], ["python", "-c", "import signal; print(sorted(map(int, signal.pthread_sigmask(0, []))))"])' \
			"$python"
		assert_output "[10, 15, 17]"
	done
}

@test "the exit status and the signal that ended it are the program's own" {
	run -7 python -c 'raise SystemExit(7)'
	run -143 python -c 'import os, signal; os.kill(os.getpid(), signal.SIGTERM)'
	run -9 "$vshim" exec sh -c 'exit 9'
}
