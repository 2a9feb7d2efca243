#!/usr/bin/env bats
# shellcheck disable=SC2016 # what stands in single quotes is for another shell
#
# Shims that lead back to shims: ours, pyenv's, a made-up manager's. Each must end, and soon.

load helper

setup_file() { model_make; }

setup() {
	world_make
	shims_on
	mkdir "$world/none"
	cd "$world/none" || return
	# pids are the test's resource that a fork bomb would eat: it ends at these.
	safely=(timeout -k 1 20 prlimit --nproc=4000)
}

# The real pyenv, with an interpreter of this machine as a version of its own.
pyenv_make() {
	local source
	source=$(getent passwd "$(id -u)" | cut -d : -f 6)/.pyenv
	[ -x "$source/libexec/pyenv" ] || fail "no pyenv in $source" || return
	pyenv=$world/pyenv
	mkdir -p "$pyenv/versions/3.99.0/bin" "$pyenv/shims"
	ln -s "$source/bin" "$source/libexec" "$source/pyenv.d" "$pyenv/"
	ln -s /usr/bin/python3 "$pyenv/versions/3.99.0/bin/python"
	ln -s python "$pyenv/versions/3.99.0/bin/python3"
	PYENV_ROOT=$pyenv "$pyenv/bin/pyenv" rehash
	[ -x "$pyenv/shims/python" ] || fail "pyenv made no shims"
	export PYENV_ROOT=$pyenv
}

# assert_ends_in PREFIX [COMMAND…]
assert_ends_in() {
	run "${safely[@]}" "${@:2}" -c 'import sys; print(sys.prefix)'
	assert_success || return
	assert_output "$1"
}

# --- the real pyenv

@test "pyenv behind us: its version, and with system the machine's Python" {
	pyenv_make
	PATH=$shims:$pyenv/shims:$pyenv/bin:/usr/bin:/bin
	echo 3.99.0 >"$pyenv/version"
	PYENV_VERSION=3.99.0 run "${safely[@]}" "$vshim" exec python -c 'import sys; print(sys.executable)'
	assert_output "$pyenv/versions/3.99.0/bin/python"
	echo system >"$pyenv/version"
	assert_ends_in /usr python3
	PYENV_VERSION=system assert_ends_in /usr python3
	PYENV_VERSION=system assert_ends_in /usr python
}

@test "pyenv before us: its system is our environment" {
	pyenv_make
	environment .venv
	PATH=$pyenv/shims:$pyenv/bin:$shims:/usr/bin:/bin
	PYENV_VERSION=system assert_ends_in "$PWD/.venv" python
	PYENV_VERSION=system assert_ends_in "$PWD/.venv" python3
	PYENV_VERSION=3.99.0 run "${safely[@]}" python -c 'import sys; print(sys.executable)'
	assert_output "$pyenv/versions/3.99.0/bin/python"
	rm -r .venv
	PYENV_VERSION=system assert_ends_in /usr python3
}

@test "pyenv on both sides of us" {
	pyenv_make
	PATH=$pyenv/shims:$shims:$pyenv/shims:$pyenv/bin:/usr/bin:/bin
	PYENV_VERSION=system assert_ends_in /usr python3
	environment .venv
	PYENV_VERSION=system assert_ends_in "$PWD/.venv" python3
}

@test "an environment whose python is pyenv's shim: its version, or an error" {
	pyenv_make
	environment .venv
	ln -sf "$pyenv/shims/python" .venv/bin/python
	PATH=$shims:$pyenv/shims:$pyenv/bin:/usr/bin:/bin
	PYENV_VERSION=3.99.0 run "${safely[@]}" python -c 'print("ran")'
	assert_output ran
	PYENV_VERSION=system run --separate-stderr -126 "${safely[@]}" python -c 'print("ran")'
	assert_output ""
	assert_stderr "$PWD/.venv/bin/python" shim
}

# --- our own

@test "an environment whose python is one of our shims is refused" {
	environment .venv "$world/second/.venv"
	for target in "$shims/python" "$(readlink -f "$shims/python")" "$world/second/.venv/bin/python"; do
		ln -sf "$target" .venv/bin/python
		ln -sf "$shims/python3" "$world/second/.venv/bin/python"
		run --separate-stderr -126 "${safely[@]}" python -c 'print("ran")'
		assert_output ""
		assert_stderr "$PWD/.venv/bin/python"
	done
}

@test "a hard link to our launcher is recognised as a shim in an environment" {
	environment .venv
	installation_copy
	ln -f "$world/prefix/libexec/vshim/launcher" .venv/bin/python
	assert_refused "$PWD/.venv/bin/python"
}

@test "a wrapper in an environment that asks PATH for python again ends with the chain" {
	environment .venv
	rm .venv/bin/python*
	command_make .venv/bin/python 'python "$@"'
	run --separate-stderr "${safely[@]}" python -c 'print("ran")'
	assert_status 126
	assert_output ""
	assert_stderr "again and again" "$PWD/.venv/bin/python" "hint: "
	# Each process of the chain once, and no more than 17.
	[ "$(grep -c 'process [0-9]*: ' <<<"$stderr")" -le 17 ] || fail "a longer chain" "$stderr"
}

@test "a wrapper on PATH that asks PATH for python again ends with the chain" {
	command_make "$world/wrapper/python" 'python "$@"; exit $?'
	PATH=$shims:$world/wrapper:/usr/bin:/bin
	run --separate-stderr "${safely[@]}" python -c 'print("ran")'
	assert_status 126
	assert_output ""
	assert_stderr "again and again" "$world/wrapper/python"
}

@test "a wrapper that execs python by PATH is passed over the second time" {
	command_make "$world/wrapper/python3" 'exec python3 "$@"'
	PATH=$shims:$world/wrapper:/usr/bin:/bin
	assert_ends_in /usr python3
}

@test "a wrapper that starts two children each time is no fork bomb" {
	command_make "$world/wrapper/python" 'echo start >>"$COUNT"; [ "$(wc -l <"$COUNT")" -lt 200 ] || exit 3' \
		'python "$@" || exit $?; python "$@"'
	PATH=$shims:$world/wrapper:/usr/bin:/bin
	COUNT=$world/count run "${safely[@]}" python -c ''
	assert_status 126
	[ "$(wc -l <"$world/count")" -le 17 ] || fail "started $(wc -l <"$world/count") times"
}

@test "honest work nests, 16 starts deep outside of environments and without end inside" {
	local i
	for i in {1..15}; do
		command_make "$world/w$i/tool$i" "tool$((i + 1)) \"\$@\""
		PATH=$PATH:$world/w$i
	done
	command_make "$world/w16/tool16" 'python3 -c "print(16)"'
	PATH=$PATH:$world/w16
	for i in {1..16}; do
		ln -s "$(readlink "$shims/python")" "$shims/tool$i"
	done
	run "${safely[@]}" tool2
	assert_output 16
	run -126 "${safely[@]}" tool1
	assert_contains "$world/w16/tool16"
	# Children of an environment's python are no part of a chain.
	environment .venv
	cat >nest.py <<-'END'
		import os, subprocess, sys
		depth = int(sys.argv[1])
		print(depth) if depth == 20 else sys.exit(subprocess.call(["python", "nest.py", str(depth + 1)]))
	END
	run "${safely[@]}" python nest.py 1
	assert_output 20
}

# --- others

@test "a manager in sh that bounces back in the same process" {
	command_make "$world/manager/shims/python3" \
		'for d in $(echo "$PATH" | tr : " "); do' \
		'	[ "$d" = "${0%/*}" ] || [ ! -x "$d/python3" ] || exec "$d/python3" "$@"' \
		'done'
	PATH=$shims:$world/manager/shims:/usr/bin:/bin
	assert_ends_in /usr python3
	PATH=$world/manager/shims:$shims:/usr/bin:/bin
	assert_ends_in /usr python3
	environment .venv
	assert_ends_in "$PWD/.venv" python3
}

@test "an environment whose python is a manager's program is refused, also where nothing can be kept" {
	local root
	environment .venv
	"${CC:-gcc}" -D_GNU_SOURCE -static -DBOUNCER -o "$world/bouncer" "$repository/tests/worlds/reporter.c"
	mkdir -p "$world/root/shims"
	ln -s "$(readlink "$shims/python")" "$shims/python3.11"
	cp -P "$shims"/* "$world/root/shims"
	for name in python python3.11; do
		rm -f .venv/bin/python*
		cp "$world/bouncer" ".venv/bin/$name"
		touch -d '1 hour ago' .venv/bin
		for root in "$HOME/.local/share/vshim" "$world/root" "$HOME/.local/share/vshim"; do
			PATH=$root/shims:/usr/bin:/bin
			VSHIM_ROOT=$root run --separate-stderr -126 "${safely[@]}" python -c ''
			assert_stderr "$PWD/.venv/bin/$name" shim
		done
	done
	# One that no other may stand for.
	cp "$world/bouncer" .venv/bin/python3.99
	for root in "$HOME/.local/share/vshim" "$world/root"; do
		ln -sf "$(readlink "$shims/python")" "$root/shims/python3.99"
		PATH=$root/shims:/usr/bin:/bin
		VSHIM_ROOT=$root run --separate-stderr -126 "${safely[@]}" python3.99 -c ''
		assert_stderr "$PWD/.venv/bin/python3.99" shim
	done
}

@test "a manager in sh that bounces back in a child" {
	command_make "$world/manager/shims/python3" \
		'[ -n "$1" ] || exit 9' \
		'PATH=$(echo "$PATH" | sed "s|${0%/*}:||")' 'python3 "$@"'
	PATH=$shims:$world/manager/shims:/usr/bin:/bin
	assert_ends_in /usr python3
}

@test "two installations on PATH, one behind the other" {
	cp -a "$VSHIM_PREFIX" "$world/other"
	VSHIM_ROOT=$world/root "$world/other/bin/vshim" rehash
	assert_equal "$(readlink -f "$world/root/shims/python")" \
		"$world/other/libexec/vshim/launcher"
	PATH=$shims:$world/root/shims:/usr/bin:/bin
	assert_ends_in /usr python3
	PATH=$world/root/shims:$shims:$world/root/shims:/usr/bin:/bin
	assert_ends_in /usr python3
	run "${safely[@]}" python -c ''
	assert_success
	environment .venv
	assert_ends_in "$PWD/.venv" python
	ln -sf "$shims/python" .venv/bin/python
	run -126 "${safely[@]}" python -c ''
}

@test "VSHIM_VIA that somebody damaged does no harm" {
	for value in x : 1 1: :/x 99999999999999999999:/x '1:/%zz' "$$:/usr/bin/python3:" "$(printf '%0.s1:/x:' {1..3})"; do
		VSHIM_VIA=$value assert_ends_in /usr python3
	done
	environment .venv
	VSHIM_VIA=1:/x run python -c 'import os; print(os.environ.get("VSHIM_VIA"))'
	assert_output None
}
