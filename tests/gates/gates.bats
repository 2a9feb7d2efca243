#!/usr/bin/env bats
# What a launch may cost. A gate that is red for a good reason is moved on purpose:
# `meson compile -C build update-gates` writes the tables anew, and the commit says why.
# LAUNCHER, LAUNCHER_WITH_SYMBOLS, VSHIM and TARGET are set as for measure.sh.

bats_require_minimum_version 1.5.0

setup_file()
{
	"$BATS_TEST_DIRNAME/measure.sh" calls >"$BATS_FILE_TMPDIR/calls"
	"$BATS_TEST_DIRNAME/measure.sh" costs >"$BATS_FILE_TMPDIR/costs"
	readelf -lW "$LAUNCHER" >"$BATS_FILE_TMPDIR/headers"
	nm "$LAUNCHER_WITH_SYMBOLS" >"$BATS_FILE_TMPDIR/symbols"
}

setup()
{
	tables=$BATS_TEST_DIRNAME
	cd "$BATS_FILE_TMPDIR" || return
}

@test "the system calls of every case are those of calls.txt" {
	diff -u "$tables/calls.txt" calls
}

@test "no case asks for a heap or for more memory" {
	grep execve calls
	run -1 grep -wE 'brk|mmap|mremap|munmap|mprotect' calls
}

@test "the instructions of every case are within 2 % of costs.txt" {
	join "$tables/costs.txt" costs | awk '
	NR > 1 && ($4 > $2 * 1.02 || $4 < $2 * 0.98) {
		print $1 ": " $4 " instructions, not " $2
		bad = 1
	}
	END { exit bad }'
}

@test "the pages of every case are those of costs.txt" {
	diff <(awk '{ print $1, $3 }' "$tables/costs.txt") <(awk '{ print $1, $3 }' costs)
}

@test "the launcher is of 64 KB at most" {
	[ "$(stat -c %s "$LAUNCHER")" -le 65536 ]
}

@test "the launcher needs no dynamic loader" {
	grep LOAD headers
	run -1 grep -E 'INTERP|DYNAMIC' headers
}

@test "nothing of the launcher can be written to but its stack" {
	run -1 grep -E 'LOAD.* RWE? ' headers
	grep -E 'GNU_STACK.* RW ' headers
}

@test "the launcher has no allocator in it" {
	grep -w system_execve symbols
	run -1 grep -wE 'malloc|calloc|realloc|free|brk|sbrk|mmap' symbols
}

@test "the launcher has no stdio in it" {
	run -1 grep -wE 'printf|vfprintf|fwrite|fopen|fputs|stdout' symbols
}
