#!/usr/bin/env bats
# shellcheck disable=SC2016 # what stands in single quotes is for another shell
#
# What nobody means to do and everybody does: directories that vanish, variables that are not
# set, names that no one would choose, arguments without end.

load helper

setup_file() { model_make; }

setup() {
	project_world
}

# --- the current directory

@test "a deleted current directory selects as if nothing was found" {
	environment .venv
	mkdir gone
	cd gone || return
	rmdir "$world/project/gone"
	run prefix_of
	assert_output /usr
	run "$vshim" which python
	assert_output /usr/bin/python3
	VIRTUAL_ENV=$world/project/.venv run prefix_of
	assert_output "$world/project/.venv"
	VIRTUAL_ENV=$world/project/.venv VSHIM_SELECTED=$world/project/.venv run prefix_of
	assert_output "$world/project/.venv"
	ln -s "$world/project/.venv" "${shims%/*}/global"
	run prefix_of
	assert_output "$world/project/.venv"
	VSHIM_ENV=.venv run --separate-stderr -126 python
	assert_stderr "vshim: " .venv
}

@test "an unreadable current directory is passed over, its parents are not" {
	environment "$world/.venv"
	mkdir -p closed/inner
	for mode in 000 111 444; do
		(cd closed && chmod $mode . && plainly "$shims/python" -c 'import sys; print(sys.prefix)') >"$world/saw"
		assert_equal "$(cat "$world/saw")" "$world/.venv"
		(cd closed/inner && plainly "$shims/python" -c 'import sys; print(sys.prefix)') >"$world/saw"
		assert_equal "$(cat "$world/saw")" "$world/.venv"
	done
}

# In a directory whose path is about $1 bytes long: runs the rest.
deep() {
	"$system_python" - "$@" <<-'END'
		import os, sys
		length, command = int(sys.argv[1]), sys.argv[2:]
		here = len(os.getcwd())
		while here < length:
		    name = "d" * min(200, max(1, length - here - 1))
		    os.mkdir(name)
		    os.chdir(name)
		    here += len(name) + 1
		os.environ.pop("PWD", None)
		os.execvp(command[0], command)
	END
}

@test "a current directory near PATH_MAX and beyond it" {
	environment .venv
	for length in 4060 4085 4093 4094 4095; do
		run deep "$length" python -c 'import sys; print(sys.prefix)'
		assert_output "$world/project/.venv"
		rm -rf d*
	done
	# The kernel does not tell where that is.
	for length in 4096 4097 4300 9000; do
		run deep "$length" python -c 'import sys; print(sys.prefix)'
		assert_output /usr
		rm -rf d*
		run deep "$length" bash -c 'mkdir -p e; touch e/pyvenv.cfg; exec "$0" list --scan --json' "$vshim"
		assert_contains '"path": "./e"'
		rm -rf d*
	done
}

@test "an environment whose files' paths are just short enough, and one too long" {
	local use='cp -a "$1" venv; exec python -c "import sys; print(sys.prefix)"'
	run deep 4070 sh -c "$use" - "$BATS_FILE_TMPDIR/model"
	assert_matches '^/.*d/venv$'
	rm -rf d*
	run deep 4082 sh -c "$use" - "$BATS_FILE_TMPDIR/model"
	assert_output /usr
}

# --- variables

@test "PATH unset, empty, with empty and with relative entries" {
	environment .venv
	local python=$shims/python
	run env -u PATH "$python" -c 'import sys; print(sys.prefix)'
	assert_output "$PWD/.venv"
	run env PATH= "$python" -c 'import os, sys; print(sys.prefix, os.environ["PATH"])'
	assert_contains "$PWD/.venv $PWD/.venv/bin"
	cd "$world/none" || return
	run env -u PATH "$python" -c 'import sys; print(sys.prefix)'
	assert_output /usr
	mkdir sub
	command_make sub/python 'echo "$0"'
	run env PATH=:/none "$world/none/sub/python"
	run env PATH=sub:/usr/bin "$python"
	assert_output "$PWD/sub/python"
	run env PATH=./sub/:/usr/bin "$python"
	assert_matches "^$PWD/(\./)?sub/+python\$"
	cp sub/python .
	for path in :/usr/bin /none::/usr/bin /none:; do
		run env PATH="$path" "$python"
		assert_output "$PWD/python"
	done
	ln -sf "$shims/python" python
	run env PATH=:/usr/bin "$python" -c 'print(1)'
	assert_output 1
}

@test "PATH with the shims twice, by a link, with a slash, and in itself" {
	environment .venv
	ln -s "$shims" "$world/link"
	for path in "$shims:$shims" "$world/link:$shims" "$shims/:$world/link/" "$world/link"; do
		run env PATH="$path:/usr/bin:/bin" python -c 'import sys; print(sys.prefix)'
		assert_output "$PWD/.venv"
		(cd "$world/none" && PATH=$path:/usr/bin:/bin prefix_of python) >"$world/saw"
		assert_equal "$(cat "$world/saw")" /usr
	done
}

@test "PATH with entries that are no directories, too long, or unreadable" {
	cd "$world/none" || return
	mkdir closed
	command_make closed/python
	chmod 000 closed
	local long
	long=/$(printf '%5000s' '' | tr ' ' x)
	run plainly env PATH="$shims:/etc/passwd:$long:$PWD/closed:/usr/bin" python -c 'print(1)'
	assert_output 1
}

@test "HOME unset, empty, relative, of great length" {
	environment .venv "$world/.venv"
	for home in -uHOME HOME= HOME=. HOME=relative/home "HOME=/$(printf '%9000s' '' | tr ' ' x)"; do
		run env "$home" VSHIM_ROOT="${shims%/*}" "$shims/python" -c 'import sys; print(sys.prefix)'
		assert_output "$PWD/.venv"
		run env "$home" "$shims/python" -c 'import sys; print(sys.prefix)'
		assert_output "$PWD/.venv"
		run env "$home" "$vshim" which python
		assert_output "$PWD/.venv/bin/python"
	done
	run -125 env -u HOME "$vshim" rehash
	assert_contains HOME
}

@test "no environment at all" {
	environment .venv
	run env -i "$shims/python" -c 'import sys; print(sys.prefix)'
	assert_output "$PWD/.venv"
	cd "$world/none" || return
	run env -i "$shims/python" -c 'import sys; print(sys.prefix)'
	assert_output /usr
}

@test "variables of great length are answered, not run over" {
	local long
	long=$(printf '%100000s' '' | tr ' ' x)
	environment .venv
	for variable in "VIRTUAL_ENV=/$long" "PWD=/$long" "VSHIM_SELECTED=/$long" "VSHIM_VIA=1:/$long" \
		"VSHIM_CEILING_DIRECTORIES=/$long" "XDG_DATA_HOME=/$long" "XDG_CONFIG_HOME=/$long" "PATH=$PATH:/$long"; do
		run env "$variable" "$shims/python" -c 'import sys; print(sys.prefix)'
		assert_output "$PWD/.venv"
	done
	for variable in "VSHIM_ENV=/$long" "VSHIM_ENV=$long"; do
		run --separate-stderr -126 env "$variable" "$shims/python" -c ''
		[[ $stderr == "vshim: "* ]] || fail "no word"
	done
}

@test "VSHIM_ROOT that is relative is an error" {
	VSHIM_ROOT=root run --separate-stderr -126 python
	assert_stderr "VSHIM_ROOT" root
	VSHIM_ROOT=root run --separate-stderr -125 "$vshim" which python
	assert_stderr "VSHIM_ROOT" root
}

# --- names

odd_names=("a b" "it's" '$(touch run)`touch run`' $'new\nline' $'\xff\xfe' '"' \\ '*' '-e' ':' '%41' $'\033[31m' ' ' '~')

@test "names of every kind, for the project, the environment, HOME and the root" {
	local name bytes
	for name in "${odd_names[@]}"; do
		mkdir -p "$world/odd/$name"
		cd "$world/odd/$name" || return
		HOME=$world/odd/$name VSHIM_ROOT=$world/odd/$name/root
		export VSHIM_ROOT
		"$vshim" rehash
		mkdir project
		cd project || return
		environment "./$name"
		run env PATH="$VSHIM_ROOT/shims:/usr/bin" "$VSHIM_ROOT/shims/python" -c 'import sys; print(ascii(sys.prefix))'
		bytes=$("$system_python" -c 'import sys; print(ascii(sys.argv[1]))' "$PWD/$name")
		assert_output "$bytes"
		run "$vshim" which --json python
		assert_equal "$(json 'ascii(o["environment"])')" "$bytes"
		cd "$world" || return
		rm -rf "$world/odd"
	done
}

@test "a path in an error can be pasted into a shell" {
	local name LC_ALL=C
	for name in "${odd_names[@]}"; do
		mkdir -p "$world/odd/$name/.venv"
		cd "$world/odd/$name" || return
		touch .venv/pyvenv.cfg
		run --separate-stderr -126 python
		[[ $stderr =~ environment\ (.*)\ has\ no ]]
		bash -c "cd ${BASH_REMATCH[1]}/.. && pwd -P" >"$world/saw"
		assert_equal "$(cat "$world/saw")" "$PWD"
		refute_exists run
		cd "$world" || return
		rm -rf "$world/odd"
	done
}

# --- arguments

@test "200,000 arguments arrive, on both roads" {
	environment .venv
	local count='import sys; print(len(sys.argv), sys.argv[1], sys.argv[-1])'
	# The kernel takes a quarter of the stack's limit, and 6 MB at most.
	for start in 'exec python' 'VSHIM_ENV=.venv exec python' 'exec "$0" exec python'; do
		run bash -c "ulimit -s 32768; $start"' -c "$1" $(seq 200000)' "$vshim" "$count"
		assert_output "200001 1 200000"
	done
}

@test "an argument of 120 KB, empty ones and every byte" {
	environment .venv
	local all long
	all=$("$system_python" -c 'import sys; sys.stdout.buffer.write(bytes(set(range(1, 256)) - {10}))')
	long=$(printf '%122880s' '' | tr ' ' y)
	for override in '' .venv; do
		VSHIM_ENV=$override run python -c 'import os, sys
print([len(os.fsencode(a)) for a in sys.argv[1:]], sorted(set(os.fsencode(sys.argv[4]))) == sorted(set(range(1, 256)) - {10}))' \
			'' "$long" '' "$all" ''
		assert_output "[0, 122880, 0, 254, 0] True"
	done
}

@test "arguments that fit only without the environment's variables are too many, in words" {
	environment .venv
	python -c ''
	cat >"$world/fill.py" <<-'END'
		import os, subprocess, sys
		shim, refused, ran = sys.argv[1], 0, 0
		for size in range(126000, 131200, 40):
		    try:
		        done = subprocess.run([shim, "-c", "", "x" * (size - 60000), "y" * 60000],
		            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={"HOME": os.environ["HOME"], "PATH": "/usr/bin"})
		    except OSError:
		        break
		    ran += done.returncode == 0
		    if done.returncode != 0:
		        assert done.returncode == 126, done
		        assert b"too many" in done.stderr, done
		        refused += 1
		assert ran and refused, (ran, refused)
	END
	run bash -c 'ulimit -s 512; exec "$@"' - "$system_python" "$world/fill.py" "$shims/python"
	assert_success
}

@test "argv[0] that nobody expects" {
	environment .venv
	for name in '' / x/ /x/; do
		run -126 bash -c 'exec -a "$1" "$2" -c "print(1)"' - "$name" "$shims/python"
		assert_contains "without a name"
	done
	for name in python /no/such/python ../python -/python; do
		run bash -c 'exec -a "$1" "$2" -c "import sys; print(sys.prefix)"' - "$name" "$shims/python"
		assert_output "$PWD/.venv"
	done
	run -127 bash -c 'exec -a "no such; command" "$1"' - "$shims/python"
	assert_contains "'no such; command'"
	run -127 bash -c 'exec -a -python "$1" -c ""' - "$shims/python"
}

# --- descriptors and the installation

@test "closed stdin, stdout and stderr" {
	environment .venv broken/.venv
	rm broken/.venv/bin/python*
	python -c ''
	for override in '' .venv; do
		export VSHIM_ENV=$override
		run python -c 'import os; print(sorted(os.listdir("/proc/self/fd"))[0])' <&-
		assert_output 0
		python -c 'open("wrote", "w").write("x")' <&- >&- 2>&-
		assert_exists wrote
		rm wrote
		unset VSHIM_ENV
	done
	cd broken || return
	run -126 bash -c 'python -c "" <&- >&- 2>&-'
	assert_output ""
	run -126 bash -c '"$0" exec python <&- >&- 2>&-' "$vshim"
}

@test "commands that start programs or look at many files, with closed streams" {
	local closed command
	environment .venv
	for command in "list" "list --scan --probe --size ." "doctor" "create --without-pip \"$world/new\""; do
		for closed in '<&-' '>&-' '2>&-' '<&- >&- 2>&-'; do
			rm -rf "$world/new"
			run bash -c "\"\$0\" $command $closed" "$vshim"
			[[ $closed == *'>&-'* && $status -eq 125 || $status -le 1 ]] ||
				fail "$command $closed" "$(saw)" || return
			[[ $command != create* ]] || assert_exists "$world/new/bin/python"
		done
	done
}

@test "a parent that has blocked SIGCHLD is no reason to wait for ever" {
	local blocked=("$system_python" -c 'import os, signal, sys
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
os.execv(sys.argv[1], sys.argv[1:])')
	environment .venv
	timeout -k 1 60 "${blocked[@]}" "$vshim" create --without-pip new
	timeout -k 1 60 "${blocked[@]}" "$vshim" list --probe
	SHELL=/bin/bash run timeout -k 1 120 "${blocked[@]}" "$vshim" doctor
	[ "$status" -le 1 ] || fail "doctor" "$(saw)"
	run "${blocked[@]}" "$shims/python" -c 'import signal
print(signal.SIGCHLD in signal.pthread_sigmask(signal.SIG_BLOCK, ()))'
	assert_output True
}

@test "output that cannot be written is a failure" {
	run -125 bash -c '"$0" which python >&-' "$vshim"
	run -125 bash -c '"$0" which python >/dev/full' "$vshim"
	assert_contains "vshim: "
	run -125 bash -c '"$0" --help >/dev/full' "$vshim"
}

@test "without its vshim the launcher does its own road, and says what is missing" {
	environment .venv other/.venv
	installation_copy
	python -c ''
	rm "$world/prefix/bin/vshim"
	run prefix_of
	assert_output "$PWD/.venv"
	VSHIM_ENV=nobody run --separate-stderr -126 python -c ''
	assert_equal "$stderr" "vshim: this shim cannot go on without $world/prefix/bin/vshim"
	VSHIM_ENV=nobody run -126 bash -c 'python -c "" 2>/dev/full'
	rm .venv/bin/python*
	run --separate-stderr -126 python -c ''
	assert_stderr "$world/prefix/bin/vshim"
	cd "$world/none" || return
	run prefix_of
	assert_output /usr
}

@test "an installation works after it was moved" {
	environment .venv
	installation_copy
	mv "$world/prefix" "$world/elsewhere"
	"$world/elsewhere/bin/vshim" rehash
	assert_equal "$(readlink "$shims/python")" "$world/elsewhere/libexec/vshim/launcher"
	run prefix_of
	assert_output "$PWD/.venv"
	VSHIM_ENV=system run prefix_of python3
	assert_output /usr
}

@test "a root that cannot be written or is not there is no error and no word" {
	environment .venv
	rm "$shims/pip"
	chmod -R a-w "${shims%/*}"
	run --separate-stderr plainly "$shims/python" -c 'import sys; print(sys.prefix)'
	assert_output "$PWD/.venv"
	assert_equal "$stderr" ""
	run --separate-stderr -1 plainly "$vshim" rehash
	assert_stderr "vshim: $shims" "Permission denied" "hint: "
	VSHIM_ROOT=$world/absent/root run --separate-stderr "$shims/python" -c 'import sys; print(sys.prefix)'
	assert_output "$PWD/.venv"
	assert_equal "$stderr" ""
	refute_exists "$world/absent"
	chmod -R u+w "${shims%/*}"
}
