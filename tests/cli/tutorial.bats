#!/usr/bin/env bats
# shellcheck disable=SC2016 # what stands in single quotes is for another shell
#
# What everybody does on the first day, with every Python that the machine has, and the places
# from which a python is started without anybody typing it.

load helper

setup() {
	world_make
	eval "$("$vshim" init bash)"
	mkdir "$world/p"
	cd "$world/p" || return
	shown='import sys; print(sys.prefix)'
}

# assert_lives_in ENVIRONMENT: from everywhere inside the project, and not outside of it.
assert_lives_in() {
	local directory expected
	mkdir -p a/b
	for directory in . a/b "$1/lib" ..; do
		expected=$1
		[ "$directory" != .. ] || expected=/usr
		run bash -c 'cd "$0" && python -c "$1" && python3 -c "$1"' "$directory" "$shown"
		if [ "$directory" = .. ] || [ -e "$1/bin/python3" ]; then
			assert_output "$expected"$'\n'"$expected"
		else
			# A Python 2: python3 is not its.
			assert_output "$expected"$'\n'/usr
		fi || fail "in $directory" || return
	done
}

# --- kinds of environments

@test "python3 -m venv, whatever the name" {
	for name in env .venv venv .env some-name "a name with blanks"; do
		python3 -m venv --without-pip "$name"
		if [ "$name" = some-name ] || [ "$name" = "a name with blanks" ]; then
			touch pyproject.toml
		fi
		assert_lives_in "$PWD/$name"
		rm -r "${name:?}"
	done
}

@test "a venv with pip in it: pip and what pip has installed are its own" {
	python3 -m venv env
	for name in pip pip3; do
		run "$name" --version
		assert_contains "$PWD/env/lib/"
	done
	run python -m pip --version
	assert_contains "$PWD/env/lib/"
	mkdir package
	printf '%s\n' 'from distutils.core import setup' \
		'setup(name="hello", version="1", py_modules=["hello"], scripts=["bin/hello"])' >package/setup.py
	echo 'import sys; where = sys.prefix' >package/hello.py
	mkdir package/bin
	printf '#!/usr/bin/env python\nimport hello; print(hello.where)\n' >package/bin/hello
	run pip install --no-index --no-build-isolation --no-use-pep517 -q ./package
	assert_success
	hash -r
	run hello
	assert_output "$PWD/env"
	cd / || return
	run -127 hello
	assert_contains "$world/p/env"
}

@test "virtualenv" {
	virtualenv -q --no-seed --python /usr/bin/python3 env
	assert_lives_in "$PWD/env"
}

@test "a redirect file, and a directory reached by a symbolic link" {
	venv "$world/elsewhere/e"
	echo ../elsewhere/e >.venv
	run python -c "$shown"
	assert_output "$world/elsewhere/e"
	rm .venv
	venv .venv
	ln -s "$world/p" "$world/link"
	mkdir a
	cd "$world/link/a" || return
	run python -c "$shown"
	assert_output "$world/link/.venv"
	cd -P . || return
	run python -c "$shown"
	assert_output "$world/p/.venv"
}

@test "activate on top, and deactivate after" {
	venv env
	venv "$world/other"
	# shellcheck source=/dev/null
	. "$world/other/bin/activate"
	assert_equal "$(python -c "$shown")" "$world/other"
	eval "$("$vshim" init bash)"
	assert_equal "$(python -c "$shown")" "$world/other"
	deactivate
	assert_equal "$(python -c "$shown")" "$PWD/env"
	cd / || return
	assert_equal "$(python -c "$shown")" /usr
	assert_equal "${VIRTUAL_ENV-none} ${PYTHONHOME-none}" "none none"
}

@test "Debian's python3-bcrypt can be imported outside of the environment and not inside" {
	venv env
	run python -c 'import bcrypt'
	assert_status 1
	assert_contains ModuleNotFoundError
	cd / || return
	run python -c 'import bcrypt; print(bcrypt.__file__)'
	assert_contains /usr/lib/python3/dist-packages/
	cd "$world/p" || return
	venv --system-site-packages --clear env
	run python -c 'import bcrypt, sys; print(sys.prefix)'
	assert_output "$PWD/env"
}

@test "environments of the system's Python and of all that pyenv has" {
	local versions interpreter version
	versions=$(getent passwd "$(id -u)" | cut -d : -f 6)/.pyenv/versions
	for interpreter in "$system_python" "$versions"/*/bin/python; do
		[ -x "$interpreter" ] || continue
		version=$("$interpreter" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
		if [ "$version" = 2.7 ]; then
			virtualenv -q --no-seed --python "$interpreter" env
		else
			"$interpreter" -m venv --without-pip env
		fi
		assert_lives_in "$PWD/env" || fail "with $interpreter"
		for command in python "python$version"; do
			# Python 3.6's venv has no python3.6: python stands in.
			run "$command" -c 'import sys; print("%d.%d %s" % (sys.version_info[:2] + (sys.executable,)))'
			assert_contains "$version $PWD/env/bin/python"
		done
		rm -r env
	done
}

# --- places from which python is started

@test "as the interpreter of a script" {
	venv env
	printf '#!/usr/bin/env python3\nimport sys; print(sys.prefix, *sys.argv)\n' >script
	chmod 755 script
	run ./script one 'two three'
	assert_output "$PWD/env ./script one two three"
	cd / || return
	run "$world/p/script"
	assert_output "/usr $world/p/script"
	printf '#!%s -u\nimport sys; print(sys.prefix, *sys.argv)\n' "$shims/python" >"$world/p/script"
	cd "$world/p" || return
	run ./script
	assert_output "$PWD/env ./script"
}

@test "in a pipe, from a here document, as a filter, in a substitution" {
	venv env
	run bash -c 'echo in | python -c "import sys; print(sys.prefix, sys.stdin.read())" | cat'
	assert_output "$PWD/env in"
	run bash -c 'python - <<<"import sys; print(sys.prefix)"'
	assert_output "$PWD/env"
	run bash -c 'set -o pipefail; yes | python -c "import sys; sys.stdin.read(1)"; exit "${PIPESTATUS[1]}"'
	assert_success
	run bash -c 'python -c "print(1); 1/0" 2>/dev/null | cat; exit "${PIPESTATUS[0]}"'
	assert_status 1
}

@test "in the background, and it is the one that is killed" {
	venv env
	mkfifo started never
	python -c 'open("started", "w").write(__import__("sys").prefix); open("never").read()' &
	local pid=$!
	read -r prefix <started || true
	assert_equal "$prefix" "$PWD/env"
	assert_equal "$(tr '\0' '\n' <"/proc/$pid/cmdline" | head -n 1)" "$PWD/env/bin/python"
	kill "$pid"
	local status=0
	wait "$pid" || status=$?
	assert_equal "$status" 143
}

@test "under nohup SIGHUP stays ignored" {
	venv env
	nohup python -c 'import os, signal, sys
os.kill(os.getpid(), signal.SIGHUP)
print(sys.prefix, signal.getsignal(signal.SIGHUP) == signal.SIG_IGN)' >out 2>&1 </dev/null
	assert_equal "$(grep -v '^nohup:' out)" "$PWD/env True"
}

@test "under make, with and without a shell, and under make -j" {
	venv env
	mkdir sub
	printf '%s\n' 'all: a b' 'a:' '	@python -c "import sys; print(sys.prefix)"' \
		'b:' '	@cd sub && exec python3 -c "import sys; print(sys.prefix)"' \
		'c:' '	@python -c pass' >Makefile
	run make -s
	assert_output "$PWD/env"$'\n'"$PWD/env"
	run make -sj2
	assert_output "$PWD/env"$'\n'"$PWD/env"
	run make -s SHELL="$shims/python" .SHELLFLAGS=-c --eval 'd: ; @import sys; print(sys.prefix)' d
	assert_output "$PWD/env"
}

@test "from an empty environment, and from cron's" {
	venv env
	run env -i "$shims/python" -c "$shown"
	assert_output "$PWD/env"
	run env -i HOME="$HOME" LOGNAME=me SHELL=/bin/sh PATH=/usr/bin:/bin PWD="$HOME" \
		/bin/sh -c "cd $PWD && $shims/python -c '$shown'"
	assert_output "$PWD/env"
	run env -i HOME="$HOME" LOGNAME=me SHELL=/bin/sh PATH=/usr/bin:/bin PWD="$HOME" \
		/bin/sh -c "cd / && $shims/python -c '$shown'"
	assert_output /usr
	run env -i HOME="$HOME" PATH="$shims:/usr/bin:/bin" /bin/sh -c "cd $PWD && python -c '$shown'"
	assert_output "$PWD/env"
}

@test "from programs: execvp, subprocess, xargs, find, timeout, setsid, env" {
	venv env
	for start in "env" "timeout 20" "setsid -w" "nice" "xargs -0 -a /dev/null" "busybox env" \
		"find . -maxdepth 0 -exec"; do
		local end=()
		[ "${start%% *}" != find ] || end=(';')
		# shellcheck disable=SC2086
		run $start python -c "$shown" "${end[@]}"
		assert_output "$PWD/env" || fail "$start"
	done
	run "$system_python" -c 'import subprocess; subprocess.run(["python", "-c", "import sys; print(sys.prefix)"])'
	assert_output "$PWD/env"
	run "$system_python" -c 'import os; os.execlp("python", "python", "-c", "import sys; print(sys.prefix)")'
	assert_output "$PWD/env"
}

@test "what is started in one project and looks into another gets that one's" {
	venv env
	mkdir "$world/q"
	venv "$world/q/env"
	run python -c 'import subprocess, sys
for where in (".", "../q", "/"):
    print(subprocess.check_output(["python", "-c", "import sys; print(sys.prefix)"], cwd=where).decode(), end="")'
	assert_output "$PWD/env"$'\n'"$world/q/env"$'\n'"$PWD/env"
}
