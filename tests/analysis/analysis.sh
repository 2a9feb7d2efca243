#!/bin/bash
# What can be known of the code without running it. Prints TAP.
#
#	tests/analysis/analysis.sh
#
# gcc's analyzer and cppcheck over all of it, clang-tidy (.clang-tidy says which checks and why
# not others) over core and the launcher. What Frama-C proves: eva.sh.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit

. tests/checks.bash

flags=(-std=c17 -D_GNU_SOURCE "${defines[@]}" "${vshim_includes[@]}")
core=(src/core/*.c shims/launcher.c)
vshim=(src/host/*/*.c src/cli/*.c)

analyzed() { # FILE…: without the optimizer, which takes apart what the analyzer follows
	local file
	for file; do
		gcc "${flags[@]}" -I"$scratch" -fanalyzer -c "$file" -o /dev/null 2>&1
	done
}

tidied() {
	clang-tidy --quiet "${core[@]}" -- "${flags[@]}" 2>/dev/null
}

# The messages about what cppcheck itself does not understand say nothing of the code.
checked() {
	cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr \
		--suppress=internalAstError "${flags[@]:1}" "${core[@]}" "${vshim[@]}" 2>&1
}

# What the build makes of shims/.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
src/cli/embed.sh "$scratch/shell_code.h" shims/init.*

result "gcc -fanalyzer: core and the launcher" "$(analyzed "${core[@]}")"
result "gcc -fanalyzer: vshim" "$(analyzed "${vshim[@]}")"
result "clang-tidy: core and the launcher" "$(tidied)"
result "cppcheck: all of it" "$(checked)"
results_end
