#!/usr/bin/env bats
# shellcheck disable=SC2016 # what stands in single quotes is for another shell
#
# `vshim list --scan`: what is found below a directory, and what becomes of what does not answer.

load helper

setup_file() { model_make; }

setup()
{
	world_make
	mkdir "$world/tree"
	cd "$world/tree" || return
}

# bare DIR…: environments of as few files as can be.
bare() {
	local directory
	for directory; do
		mkdir -p "$directory/bin"
		ln -s "$(readlink -f "$system_python")" "$directory/bin/python"
		printf 'home = /usr/bin\nversion = 3.11.2\n' >"$directory/pyvenv.cfg"
		: >"$directory/bin/activate"
	done
}

# found OPTION…: the paths that list --scan names, below the current directory.
found() {
	"$vshim" list --scan --json "$@" | "$system_python" -c '
import json, os, sys
for line in sorted(sys.stdin):
	sys.stdout.buffer.write(os.fsencode(os.path.relpath(json.loads(line)["path"])) + b"\n")'
}

@test "all environments below a directory are found, whatever they are called" {
	local names=(.venv a/.venv a/b/c/d/e/f/g/h/env $'odd\nname' $'a b/\xff' "\$HOME *")
	bare "${names[@]}"
	mkdir -p none/bin
	found . >"$world/saw"
	printf '%s\n' "${names[@]}" |
		LC_ALL=C sort | diff -u - <(LC_ALL=C sort "$world/saw")
	cd a/.venv || return
	run found .
	assert_output .
}

@test "an environment is looked into, but not into its own programs and libraries" {
	bare env env/nested env/{bin,lib,lib64,include,share}/own env/src/deep/.venv
	bare bin/.venv lib/.venv
	run found .
	assert_output "$(printf '%s\n' bin/.venv env env/nested env/src/deep/.venv lib/.venv)"
}

@test "no link is followed, but pyvenv.cfg may be one" {
	bare "$world/elsewhere/.venv"
	ln -s "$world/elsewhere" away
	ln -s . loop
	mkdir linked fifo directory
	ln -s "$world/elsewhere/.venv/pyvenv.cfg" linked/pyvenv.cfg
	mkfifo fifo/pyvenv.cfg
	mkdir directory/pyvenv.cfg
	run found .
	assert_output linked
	# What is named is looked into.
	run found away/
	assert_output away/.venv
}

@test "the scan stays on its file system, which may be another" {
	local other=/dev/shm/vshim-scan-$$
	bare "$other/.venv"
	run bash -c '"$1" list --scan --json /dev' - "$vshim"
	assert_success
	refute_contains "$other"
	run "$vshim" list --scan --json "$other"
	assert_contains "\"path\": \"$other/.venv\""
	rm -r "$other"
}

@test "what cannot be looked into is passed over and counted" {
	bare a/.venv closed/.venv shut/.venv
	chmod 0 closed shut
	run --separate-stderr plainly "$vshim" list --scan
	chmod 755 closed shut
	assert_success
	assert_contains "$PWD/a/.venv"
	refute_contains closed/.venv shut/.venv
	assert_stderr "vshim: 2 directories could not be looked into: $PWD/"
	run --separate-stderr "$vshim" list --scan
	[ -z "$stderr" ] || fail "$stderr"
}

@test "paths beyond what the kernel takes are passed over and counted" {
	"$system_python" -c '
import os
for i in range(20):
	os.mkdir("d" * 250)
	os.chdir("d" * 250)'
	bare .venv
	run --separate-stderr "$vshim" list --scan
	assert_success
	assert_contains "$PWD/.venv"
	assert_stderr "vshim: 1 directory could not be looked into: $PWD/ddd"
}

@test "directories: several, overlapping, relative, the current one; errors name them" {
	bare a/.venv b/.venv
	run found a b
	assert_output "$(printf '%s\n' a/.venv b/.venv)"
	run found . a "$PWD/a/../a" a/.venv
	assert_output "$(printf '%s\n' a/.venv b/.venv)"
	: >file
	run --separate-stderr -1 "$vshim" list --scan a nowhere
	assert_output ""
	assert_stderr "vshim: $PWD/nowhere cannot be looked into: No such file or directory"
	run --separate-stderr -1 "$vshim" list --scan file
	assert_stderr "vshim: $PWD/file cannot be looked into: Not a directory"
	run --separate-stderr -2 "$vshim" list a
	assert_stderr "--scan"
}

@test "the table is sorted, and marks what is selected here" {
	bare b/.venv a/.venv c/.venv
	cd b || return
	run "$vshim" list --scan ..
	assert_output "$(printf '%s\n' \
		"  a  3.11.2  venv  ok  $world/tree/a/.venv" \
		"* b  3.11.2  venv  ok  $world/tree/b/.venv" \
		"  c  3.11.2  venv  ok  $world/tree/c/.venv")"
	# It makes nothing known.
	run "$vshim" list
	assert_output ""
}

@test "--json has the members that the manual lists; size with --size" {
	bare .venv
	run "$vshim" list --scan --json
	assert_equal "$(json 'sorted(o)')" \
		"['health', 'made_by', 'name', 'path', 'python', 'reason', 'remedy', 'selected', 'state']"
	assert_equal "$(json 'o["name"], o["python"], o["made_by"], o["state"], o["reason"], o["selected"]')" \
		"('tree', '3.11.2', 'venv', 'ok', None, True)"
	run "$vshim" list --scan --json --size
	assert_equal "$(json 'sorted(o)[-2:], o["size"] > 0')" "(['size', 'state'], True)"
}

@test "--broken gives the remedies, which can be copied from a narrow terminal, too" {
	bare "a b/.venv"
	ln -sf /nowhere 'a b/.venv/bin/python'
	run "$vshim" list --scan --broken
	assert_contains ": remedy: rm -f '$PWD/a b/.venv'/bin/python "
	run script -qec "stty cols 50; TERM=dumb '$vshim' list --scan --broken" /dev/null
	printf '%s\n' "${output//$'\r'/}" | sed -n '/remedy: /,$ { s/.*remedy: //; p; }' >remedy
	[ "$(grep -c '\\$' remedy)" -gt 3 ] || fail "$(saw)"
	bash remedy
	run "$vshim" list --scan
	assert_contains " ok "
}

@test "--broken lists only those that are" {
	bare good/.venv dangling/.venv open/.venv
	ln -sf /nowhere dangling/.venv/bin/python
	chmod o+w open/.venv
	run "$vshim" list --scan --broken
	assert_contains dangling/.venv /nowhere
	[ "${#lines[@]}" -eq 1 ] || fail "$(saw)"
	run "$vshim" list --scan --json
	assert_equal "$(json 'sorted((e["state"], e["name"]) for e in l)')" \
		"[('broken', 'dangling'), ('ok', 'good'), ('untrusted', 'open')]"
}

@test "--size counts blocks, and a file with several names once" {
	bare .venv
	mkdir -p cache .venv/lib/python3.11/site-packages
	head -c 3000000 /dev/urandom >cache/large
	ln cache/large .venv/lib/python3.11/site-packages/one
	ln cache/large .venv/lib/python3.11/site-packages/two
	truncate -s 1G .venv/lib/hole
	ln -s "$PWD/cache" .venv/lib/link
	run "$vshim" list --scan --json --size
	assert_equal "$(json 'o["size"]')" "$(du -s --block-size=1 .venv | cut -f1)"
	run "$vshim" list --scan --size
	assert_matches ' ok  2\.9M  '
}

@test "no interpreter is started unless --probe asks for it, and none that is not trusted" {
	bare mine/.venv open/.venv
	for name in mine open; do
		rm "$name/.venv/bin/python"
		command_make "$PWD/$name/.venv/bin/python" "echo started >>'$PWD/$name/.venv/started'"
	done
	chmod o+w open/.venv
	run "$vshim" list --scan
	run "$vshim" list --scan --json --size --broken
	refute_exists mine/.venv/started
	run "$vshim" list --scan --probe --json
	assert_equal "$(json 'sorted((e["name"], e["state"]) for e in l)')" \
		"[('mine', 'ok'), ('open', 'untrusted')]"
	assert_equal "$(cat mine/.venv/started)" started
	refute_exists open/.venv/started
	settings '[trust]' 'mode = explicit'
	run "$vshim" list --scan --probe --json
	assert_equal "$(json 'sorted((e["name"], e["state"]) for e in l)')" \
		"[('mine', 'untrusted'), ('open', 'untrusted')]"
	assert_equal "$(cat mine/.venv/started)" started
	"$vshim" trust mine
	run "$vshim" list --scan --probe --json
	assert_equal "$(json 'sorted((e["name"], e["state"]) for e in l)')" \
		"[('mine', 'ok'), ('open', 'untrusted')]"
	assert_equal "$(cat mine/.venv/started)" $'started\nstarted'
}

@test "--probe says how an interpreter fails" {
	environment "$PWD/good/.venv"
	bare status/.venv killed/.venv
	rm {status,killed}/.venv/bin/python
	command_make "$PWD/status/.venv/bin/python" 'echo about >&2' \
		'echo "python: error while loading shared libraries: libpython3.11.so.1.0" >&2' 'exit 127'
	command_make "$PWD/killed/.venv/bin/python" 'kill -SEGV $$'
	run "$vshim" list --scan --probe
	assert_success
	assert_matches 'good +[0-9.]+ +venv +ok '
	assert_contains "$PWD/status/.venv/bin/python does not start: python: error while loading shared libraries" \
		"$PWD/killed/.venv/bin/python does not start: it ends with Segmentation fault"
	refute_contains about
}

@test "an interpreter that hangs is reported, not waited for" {
	bare {a,b,c}/.venv
	for name in a b c; do
		rm "$name/.venv/bin/python"
		command_make "$PWD/$name/.venv/bin/python" 'kill -STOP $$'
	done
	run "$vshim" list --scan --probe --json
	assert_success
	assert_equal "$(json '{(e["state"], e["health"], e["reason"].split("/")[-1]) for e in l}')" \
		"{('broken', 'does-not-start', 'python does not start within 5 seconds')}"
	assert_equal "$(json 'len(l)')" 3
	# None is left behind.
	run pgrep -f "$PWD/a/.venv/bin/python"
	assert_output ""
}

@test "a look at a disk that hangs is reported, not waited for; also by list" {
	cc -shared -fPIC -o "$world/hang.so" "$BATS_TEST_DIRNAME/hang.c" -ldl
	bare dead{1..9}/.venv alive/.venv
	for name in alive dead{1..9}; do
		"$vshim" exec -e "$name/.venv" true
	done
	cd "$HOME" || return
	for listing in "--scan $world/tree" ""; do
		# shellcheck disable=SC2086 # two words
		LD_PRELOAD=$world/hang.so ASAN_OPTIONS=verify_asan_link_order=0 HANG=/tree/dead run "$vshim" list --json --size $listing
		assert_success
		assert_equal "$(json 'sorted((e["state"], e["made_by"], e["size"] is not None) for e in l)')" \
			"$("$system_python" -c 'print([("broken", None, False)] * 9 + [("ok", "venv", True)])')"
		assert_contains "$world/tree/dead1/.venv does not answer within 5 seconds"
	done
}

# --- on a terminal

@test "a line of progress comes and goes; ^C leaves a clean screen and what was found" {
	bare one/.venv two/.venv
	rm two/.venv/bin/python
	command_make "$PWD/two/.venv/bin/python" 'kill -STOP $$'
	TERM=xterm NO_COLOR=1 run on_terminal "$vshim" list --scan --probe <<-'END'
		expect directories, 2 environments
		key C
		expect two/.venv
		ends INT
	END
	assert_success
	[[ $output == *$'\r\e[K  one  3.11.2  venv  ok  '*$'\n  two  3.11.2  venv  ok  '* ]] || fail "$(saw)"
}

@test "JSON streams: what is found is told before the end" {
	bare one/.venv two/.venv
	rm two/.venv/bin/python
	command_make "$PWD/two/.venv/bin/python" 'kill -STOP $$'
	TERM=dumb run on_terminal "$vshim" list --scan --probe --json <<-'END'
		expect one/.venv
		key C
		ends INT
	END
	assert_success
	refute_contains 'directories,'
}

@test "there is no progress where errors do not go to a terminal" {
	bare one/.venv
	rm one/.venv/bin/python
	command_make "$PWD/one/.venv/bin/python" 'kill -STOP $$'
	run --separate-stderr env TERM=xterm "$vshim" list --scan --probe
	assert_success
	[ -z "$stderr" ] || fail "$stderr"
	refute_contains $'\r'
}

@test "where SIGINT is ignored it stays so, and all is found" {
	bare a/.venv b
	run --separate-stderr bash -c 'trap "" INT; exec "$0" list --scan --probe --json .' "$vshim"
	assert_success
	assert_contains "$PWD/a/.venv" "$PWD/b"
	assert_equal "$(wc -l <<<"$output")" 2
	assert_equal "$stderr" ""
}
