#!/usr/bin/env bats
# What lies on a mount whose server is gone: no look at it ever comes back.

load helper

setup_file() {
	cc -shared -fPIC -o "$BATS_FILE_TMPDIR/hang.so" "$BATS_TEST_DIRNAME/hang.c" -ldl
	model_make
}

setup() {
	world_make
	mkdir -p "$world/project/share"
	venv "$HOME/well"
	"$vshim" exec -e "$HOME/well" true
	cd "$world/project" || return
	dead=/project/share
}

# hanging COMMAND…: with $dead, a part of a path, on a dead mount.
hanging() {
	LD_PRELOAD=$BATS_FILE_TMPDIR/hang.so ASAN_OPTIONS=verify_asan_link_order=0 HANG=$dead "$@"
}

# said_while_waiting COMMAND…: the first line on its standard error; then it is ended.
said_while_waiting() {
	local line pid
	mkfifo "$world/said"
	hanging "$@" >/dev/null 2>"$world/said" 3>&- &
	pid=$!
	read -r line <"$world/said"
	kill -KILL "$pid"
	rm "$world/said"
	printf '%s\n' "$line"
}

# assert_waits_for PATH COMMAND…
assert_waits_for() {
	assert_equal "$(said_while_waiting "${@:2}")" "vshim: $1 does not answer; still waiting"
}

@test "a command that waits says for what" {
	for command in "which python" "which --explain python" "exec true" "prompt"; do
		# shellcheck disable=SC2086 # several words
		assert_waits_for "$world/project/share" "$vshim" $command
	done
	shims_on
	VSHIM_DEBUG=1 assert_waits_for "$world/project/share" python
}

@test "that may be an environment, an interpreter, a directory on PATH, what is known" {
	environment "$HOME/far"
	"$vshim" exec -e "$HOME/far" true
	echo "$HOME/far" >.venv
	dead=/home/far
	assert_waits_for "$HOME/far" "$vshim" which python
	assert_waits_for "$HOME/far" "$vshim" rehash
	assert_waits_for "$HOME/far" "$vshim" whence frobnicate
	dead=/far/bin/python
	assert_waits_for "$HOME/far/bin/python" "$vshim" which python
	dead=/far/bin
	rm .venv
	PATH=$HOME/far/bin:$PATH
	assert_waits_for "$HOME/far/bin/frobnicate" "$vshim" which frobnicate
}

@test "list goes on without, and says so" {
	run --separate-stderr hanging "$vshim" list
	assert_success
	assert_matches '^  well  [0-9.]+  venv  ok  '
	assert_stderr "vshim: $world/project/share does not answer within 5 seconds: what is selected here is not marked" \
		'hint: if it is on a dead mount: umount -l DIR, or fusermount -uz DIR; see "Dead mounts" in vshim-shims(7)'
}

# diagnosed CHECK: what doctor finds of it: state, message and remedy.
diagnosed() {
	run --separate-stderr hanging "$vshim" doctor --json
	json '[(f["state"], f["message"], f["remedy"]) for f in l if f["check"] == "'"$1"'"]'
}

@test "doctor reports a directory that does not answer" {
	assert_equal "$(diagnosed selection)" "[('error', 'python in this directory: $world/project/share does not answer within 5 seconds', 'if it is on a dead mount: umount -l DIR, or fusermount -uz DIR; see \"Dead mounts\" in vshim-shims(7)')]"
}

@test "doctor reports known environments that do not answer, and interpreters that hang or fail" {
	environment "$HOME"/{far,hangs,fails}
	rm "$HOME"/{hangs,fails}/bin/python*
	for name in hangs fails; do
		command_make "$HOME/$name/bin/python" "kill -$([ $name = hangs ] && echo STOP || echo SEGV) \$\$"
		"$vshim" exec -e "$HOME/$name" true
	done
	"$vshim" exec -e "$HOME/far" true
	dead=/home/far
	cd "$HOME" || return
	local anew="install the Python that it was made from again, or make the environment anew with another"
	assert_equal "$(diagnosed environments)" "[$(
	)('error', '$HOME/fails: $HOME/fails/bin/python does not start: it ends with Segmentation fault', '$anew'), $(
	)('error', '$HOME/far: $HOME/far does not answer within 5 seconds: is it on a dead mount?', 'attach or mount it again'), $(
	)('error', '$HOME/hangs: $HOME/hangs/bin/python does not start within 5 seconds', '$anew')]"
	# A rehash would wait for what doctor does not wait for.
	rm "$shims/pip"
	run --separate-stderr hanging "$vshim" doctor --fix
	assert_contains "shims are missing: 1 (pip is one): remedy: vshim rehash"
}
