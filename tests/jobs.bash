# For run.sh: runs jobs side by side, each once what it needs was built, and counts what passed.
# shellcheck shell=bash disable=SC2154 # the table, $logs and $repository are run.sh's
#
# A job is a place in the arrays suite_of, job_name, counter_of, need_of and command_of. What it
# prints is in $logs/NAME.log, what came of it in $logs/NAME.count: passed, failed, seconds.

workers=$(nproc)

# --- counting -------------------------------------------------------------------------------

# Each prints how many passed and how many failed. LOG STATUS

count_status() {
	[ "$2" -eq 0 ] && echo 1 0 || echo 0 1
}

# What sums itself up in a last line like ours.
count_told() {
	tail -n 1 "$1" | sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p'
}

count_tap() {
	awk '
		/^1\.\.[0-9]+/ { planned += substr($1, 4) }
		/^not ok / || /^ok .*# skip/ { failed++; next }
		/^ok / { passed++ }
		END {
			if (planned == 0 || planned > passed + failed)
				failed += planned == 0 ? 1 : planned - passed - failed
			print passed + 0, failed + 0
		}' "$1"
}

count_meson() {
	local log
	log=$(sed -n 's/^Full log written to \(.*\)\.txt$/\1.junit.xml/p' "$1")
	[ -r "$log" ] || { echo 0 1; return; }
	grep -o '<testsuite [^>]*>' "$log" | awk '
		function attribute(name) {
			if (!match($0, " " name "=\"[0-9]+\""))
				return 0
			return substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
		}
		{
			bad = attribute("failures") + attribute("errors") + attribute("skipped")
			failed += bad
			passed += attribute("tests") - bad
		}
		END { print passed + 0, failed + 0 }'
}

# What somebody wants to read of a failed job. JOB LOG
failures_show() {
	printf '\n--- %s (%s)\n' "${job_name[$1]}" "${2#"$repository/"}"
	case ${counter_of[$1]} in
	tap) awk '/^not ok / || /^ok .*# skip/ || !/^(#|ok |not ok |1\.\.)/ { shown = 1 } /^(ok |1\.\.)/ && !/# skip/ { shown = 0 } shown' "$2" ;;
	meson) grep -vE '^ *[0-9]+/[0-9]+ .* OK ' "$2" ;;
	*) tail -n 60 "$2" ;;
	esac
}

# --- running --------------------------------------------------------------------------------

job_run() { # JOB
	local log=$logs/${job_name[$1]}.log need=${need_of[$1]} began=$SECONDS
	local status passed='' failed=''
	if [ "$need" != - ] && ! job_was_good "$need"; then
		echo "not run: $need failed" >"$log"
		status=1 passed=0 failed=1
	else
		eval "${command_of[$1]}" >"$log" 2>&1 </dev/null
		status=$?
		read -r passed failed < <("count_${counter_of[$1]}" "$log" "$status")
	fi
	# Whatever could not be counted, or ended badly all the same.
	[ -n "$failed" ] || passed=0 failed=1
	[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
	echo "$passed $failed $((SECONDS - began))" >"$log.new"
	mv "$log.new" "$logs/${job_name[$1]}.count"
}

job_was_good() { # NAME
	local passed failed seconds
	read -r passed failed seconds <"$logs/$1.count" && [ "$failed" -eq 0 ]
}

# Starts whatever can be started, in the order of the table, until everything has ended.
jobs_run() { # JOB…
	local waiting=("$@") later running=0 i
	while [ ${#waiting[@]} -gt 0 ] || [ "$running" -gt 0 ]; do
		later=()
		for i in "${waiting[@]}"; do
			if [ "$running" -lt "$workers" ] &&
				{ [ "${need_of[$i]}" = - ] || [ -e "$logs/${need_of[$i]}.count" ]; }; then
				job_run "$i" &
				running=$((running + 1))
			else
				later+=("$i")
			fi
		done
		waiting=("${later[@]}")
		[ "$running" -gt 0 ] || {
			echo "tests/run.sh: what was built is gone; is another run at work in this checkout?" >&2
			exit 1
		}
		wait -n
		running=$((running - 1))
		progress ${#waiting[@]} "$running"
	done
}

progress() { # WAITING RUNNING
	[ ! -t 2 ] || printf '\r\033[K%s' "$([ $(($1 + $2)) -eq 0 ] || echo "$2 running, $1 to come")" >&2
}

summary() { # JOB…
	local name i passed failed seconds all_passed=0 all_failed=0
	for i; do
		read -r passed failed seconds <"$logs/${job_name[$i]}.count"
		[ "$failed" -eq 0 ] || failures_show "$i" "$logs/${job_name[$i]}.log"
	done
	echo
	for name in "${names[@]}"; do
		local here=no suite_passed=0 suite_failed=0 suite_seconds=0
		for i; do
			[ "${suite_of[$i]}" = "$name" ] || continue
			read -r passed failed seconds <"$logs/${job_name[$i]}.count"
			here=yes
			suite_passed=$((suite_passed + passed))
			suite_failed=$((suite_failed + failed))
			suite_seconds=$((suite_seconds + seconds))
		done
		[ "$here" = yes ] || continue
		printf '%-16s %5d passed %5d failed %5d s\n' \
			"$name" "$suite_passed" "$suite_failed" "$suite_seconds"
		all_passed=$((all_passed + suite_passed))
		all_failed=$((all_failed + suite_failed))
	done
	[ ! -e "$logs/coverage.txt" ] || cat "$logs/coverage.txt"
	echo "$all_passed passed, $all_failed failed"
	[ "$all_failed" -eq 0 ]
}
