#!/bin/bash
# Looks for what breaks the fuzz targets; needs clang with libFuzzer.
#
#	tests/fuzz/run.sh [SECONDS [TARGET…]]
#	tests/fuzz/run.sh --long [RUNS [TARGET…]]
#	tests/fuzz/run.sh --build
#
# Each target runs that long (60 seconds), two at a time; --long: one after the other, that many
# runs each (30 million), compiled and instrumented for speed: what is compared is not traced,
# which the short runs do. What is found new goes to build/fuzz/corpus, what breaks a target to
# build/fuzz/found: once it is mended, the file belongs into tests/fuzz/corpus/TARGET, where
# every test run replays it.
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

is_long=
amount=60
build=build/fuzz
options=(-Dtests=true -Dlauncher=system -Db_lundef=false '-Db_sanitize=address,undefined')
if [ "${1-}" = --long ]; then
	is_long=yes
	amount=30000000
	build=build/fuzz-long
	options+=(-Dbuildtype=release '-Dc_args=-fno-sanitize-coverage=trace-cmp,indirect-calls')
	shift
else
	options+=(-Dbuildtype=debugoptimized)
fi
is_built_only=
if [ "${1-}" = --build ]; then
	is_built_only=yes
	shift
fi
[ $# -eq 0 ] || { amount=$1 && shift; }

[ -e "$build/build.ninja" ] || CC=${CC:-clang} meson setup "$build" "${options[@]}"
ninja -C "$build" fuzzers
[ -z "$is_built_only" ] || exit 0
if [ $# -eq 0 ]; then
	for program in "$build"/tests/fuzz/fuzz-*; do
		[ ! -f "$program" ] || set -- "$@" "${program##*/fuzz-}"
	done
fi

export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
limits=(-timeout=60 -rss_limit_mb=2048 -print_final_stats=1)
if [ -n "$is_long" ]; then
	limits+=(-runs="$amount" -entropic=0 -reload=0 -detect_leaks=0)
	export ASAN_OPTIONS=malloc_context_size=0:quarantine_size_mb=4:detect_leaks=0
else
	limits+=(-seed=1 -max_total_time="$amount")
fi

# One target. The messages go to a file of its own; what matters is printed.
run() { # TARGET
	local target=$1 found=$build/found/$1 corpus=$build/corpus/$1
	local own=()
	mkdir -p "$found" "$corpus"
	if [ -n "$is_long" ]; then
		case $target in
		quote | shells) own=(-max_len=48) ;; # what is quoted is quoted byte by byte
		*) own=(-max_len=384) ;;
		esac
	fi
	if "$build/tests/fuzz/fuzz-$target" "${limits[@]}" "${own[@]}" -artifact_prefix="$found/" \
		"$corpus" "tests/fuzz/corpus/$target" >"$found/log" 2>&1; then
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
	if [ -z "$is_long" ] && [ $# -gt 1 ]; then
		run "$2" || failed=1
		shift
	fi
	wait "$first" || failed=1
	shift
done
exit "$failed"
