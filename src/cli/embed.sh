#!/bin/sh
# Writes OUTPUT, a C header with each INPUT (init.SHELL) as an array of lines, init_SHELL.
# usage: embed.sh OUTPUT INPUT...
set -eu
output=$1
shift
{
	echo '/* Made from shims/init.* by embed.sh. */'
	for input; do
		printf '\nstatic const char *const init_%s[] = {\n' "${input##*.}"
		sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/\t"/' -e 's/$/",/' "$input"
		printf '\tNULL,\n};\n'
	done
} >"$output"
