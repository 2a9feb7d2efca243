#!/bin/bash
# Which lines and branches the tests run. Prints a table, and what is not covered.
#
#	tests/coverage/coverage.sh BUILD PREFIX
#
# BUILD is a build directory with -Db_coverage=true, PREFIX where that is installed. Counted are
# the units, the corpora of the fuzz targets and the commands' suites, all but those that watch
# real packages being installed. Without -std=c17 gcc itself sees to it that a program that
# becomes another writes its counts down before. uncovered.txt says why the rest is not reached.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit
build=$1
export VSHIM_PREFIX=$PWD/$2

find "$build" -name '*.gcda' -delete
meson test -C "$build" --no-rebuild --num-processes 2 --suite unit --suite fuzz >/dev/null ||
	echo "some units failed: their own suites say which"
suites=()
for suite in tests/cli/*.bats; do
	case $suite in
	*/pip.bats | */tutorial.bats) ;;
	*) suites+=("$suite") ;;
	esac
done
# Other users leave counts, too. Whether the tests pass is told by their own suites; timeout also
# gives them a SIGHUP that is not ignored, whoever started this.
chmod -R a+rwX "$build"
printf '%s\0' "${suites[@]}" |
	xargs -0 -n 1 -P 2 timeout -k 10 900 bats --tap >/dev/null 2>&1

# ROOM FILTER: per cent of lines and of branches, and the files' lines that are not covered.
measure() {
	local log
	log=$(gcovr --root . --add-tracefile "$scratch/counts" --filter "$2" --print-summary 2>&1)
	lines=$(sed -n 's/^lines: \([0-9.]*\)%.*/\1/p' <<<"$log")
	branches=$(sed -n 's/^branches: \([0-9.]*\)%.*/\1/p' <<<"$log")
	printf '%-10s %6s %% of lines %6s %% of branches\n' "$1" "$lines" "$branches" >>"$table"
	grep -E '^(src|shims)/.*[0-9]%' <<<"$log"
}

passed=0
failed=0

expect() { # WHAT HAS LEAST
	if awk "BEGIN { exit !($2 >= $3) }"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$1: $2 %, less than $3 %"
	fi
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
table=$scratch/table
gcovr --root . --gcov-ignore-parse-errors --exclude-throw-branches --json "$scratch/counts" "$build"
measure core 'src/core/'
core_lines=$lines core_branches=$branches
measure host 'src/host/'
host_lines=$lines
measure cli 'src/cli/'
cli_lines=$lines
measure launcher 'shims/'
launcher_lines=$lines
expect "lines of core" "$core_lines" 98
expect "branches of core" "$core_branches" 95
expect "lines of host" "$host_lines" 90
expect "lines of cli" "$cli_lines" 90
expect "lines of the launcher" "$launcher_lines" 90
cat "$table"
mkdir -p build/test-logs
cp "$table" build/test-logs/coverage.txt
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
