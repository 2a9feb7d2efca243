#!/bin/bash
# Looks for what breaks the fuzz targets; needs clang with libFuzzer.
#
#	tests/fuzz/run.sh [SECONDS [TARGET…]]
#
# Each target runs that long (60 seconds), two at a time. What is found new goes to
# build/fuzz/corpus, what breaks a target to build/fuzz/found: once it is mended, the file
# belongs into tests/fuzz/corpus/TARGET, where every test run replays it.
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

seconds=${1-60}
[ $# -eq 0 ] || shift
build=build/fuzz
options=(-Dtests=true -Dlauncher=system -Dbuildtype=debugoptimized -Db_lundef=false
	'-Db_sanitize=address,undefined')

[ -e "$build/build.ninja" ] || CC=${CC:-clang} meson setup "$build" "${options[@]}"
ninja -C "$build" fuzzers
if [ $# -eq 0 ]; then
	for program in "$build"/tests/fuzz/fuzz-*; do
		[ ! -f "$program" ] || set -- "$@" "${program##*/fuzz-}"
	done
fi

# One target. The messages go to a file of its own; what matters is printed.
run() { # TARGET
	local target=$1 found=$build/found/$1 corpus=$build/corpus/$1
	mkdir -p "$found" "$corpus"
	if UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 "$build/tests/fuzz/fuzz-$target" \
		-max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
		-artifact_prefix="$found/" "$corpus" "tests/fuzz/corpus/$target" \
		>"$found/log" 2>&1; then
		echo "ok - $target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$found/log") runs"
	else
		echo "not ok - $target: see $found/log"
		return 1
	fi
}

failed=0
while [ $# -gt 0 ]; do
	run "$1" &
	first=$!
	if [ $# -gt 1 ]; then
		run "$2" || failed=1
		shift
	fi
	wait "$first" || failed=1
	shift
done
exit "$failed"
