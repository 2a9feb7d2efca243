#!/usr/bin/env bats
# Many at once: rehashes, launches, environments that come and go.

load ../helpers
load kept

setup() {
	kept_world
}

# all_end_well PID…: waits for them.
all_end_well() {
	local pid
	for pid; do
		wait "$pid" || fail "one of them ended with $?: $(cat "$world"/said.*)" || return
	done
}

@test "fifty rehashes at once, among launches, do what one does" {
	local i pids=()
	rm -f "$shims/two"
	ln -sfn "$world/other/libexec/vshim/launcher" "$shims/common"
	ln -sfn "$VSHIM_PREFIX/libexec/vshim/launcher" "$shims/nobodys"
	cp -a "$world/gone/." "$root/envs/"
	for i in {1..50}; do
		"$vshim" rehash >"$world/said.$i" 2>&1 &
		pids+=($!)
		[ $((i % 10)) -ne 0 ] || assert_launches one common python
	done
	all_end_well "${pids[@]}"
	assert_equal "$(state)" "$reference"
}

@test "fifty environments at once become known, among rehashes, and none loses a shim" {
	local i pids=()
	for i in {1..50}; do
		quick_environment "$HOME/many/$i/.venv" "command-$i" everybodys
	done
	for i in {1..50}; do
		(cd "$HOME/many/$i" && exec "$shims/python") >"$world/said.$i" 2>&1 &
		pids+=($!)
		[ $((i % 5)) -ne 0 ] || {
			"$vshim" rehash >"$world/said.rehash" 2>&1 &
			pids+=($!)
		}
	done
	all_end_well "${pids[@]}"
	for i in {1..50}; do
		assert_equal "$(cat "$world/said.$i")" python
		assert_equal "$(cd "$HOME/many/$i" && "$shims/command-$i")" "command-$i"
	done
	assert_equal "$("$vshim" whence everybodys | wc -l)" 50
	run "$vshim" rehash
	assert_success
	assert_output ""
}
