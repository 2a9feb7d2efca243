#!/bin/bash
# What can be known of the code without running it. Prints TAP.
#
#	tests/analysis/analysis.sh
#
# gcc's analyzer and cppcheck over all of it, clang-tidy (.clang-tidy says which checks and why
# not others) over core and the launcher. What Frama-C proves: eva.sh.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit

flags=(-std=c17 -D_GNU_SOURCE '-DVSHIM_VERSION="0"' '-DVSHIM_COMMAND="bin/vshim"'
	-DVSHIM_COMMAND_DEPTH=2 '-DVSHIM_LAUNCHER="libexec/vshim/launcher"'
	-DVSHIM_LAUNCHER_DEPTH=3 '-DVSHIM_AS_SHIM="vshim:"'
	'-DVSHIM_LAUNCHER_MARK="vshim-launcher "'
	-Iinclude -Isrc/core -Isrc/host -Isrc/cli)
core=(src/core/*.c shims/launcher.c)
vshim=(src/host/*.c src/cli/*.c)
number=0
failed=0

# What a tool prints is what is wrong.
result() { # TITLE FINDINGS
	number=$((number + 1))
	if [ -z "$2" ]; then
		echo "ok $number - $1"
		return
	fi
	failed=1
	echo "not ok $number - $1"
	printf '# %s\n' "${2//$'\n'/$'\n'# }"
}

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
echo "1..$number"
exit "$failed"
