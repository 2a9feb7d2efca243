#!/bin/sh
# Writes OUTPUT, a C header with each INPUT (init.SHELL) as an array of lines, init_SHELL. Inputs
# for one shell that follow one another are one array.
# usage: embed.sh OUTPUT INPUT...
set -eu
output=$1
shift
{
	echo '/* Made from shims/ by embed.sh. */'
	shell=
	for input; do
		if [ "${input##*.}" != "$shell" ]; then
			[ -z "$shell" ] || printf '\tNULL,\n};\n'
			shell=${input##*.}
			printf '\nstatic const char *const init_%s[] = {\n' "$shell"
		fi
		sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/\t"/' -e 's/$/",/' "$input"
	done
	printf '\tNULL,\n};\n'
} >"$output"
