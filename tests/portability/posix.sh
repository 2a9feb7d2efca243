#!/bin/bash
# Compiles every file of the portable build against the headers of POSIX.1-2008 alone, and of C17
# without extensions: what is used of others must be named in extensions.h. Prints TAP.
#
#	tests/portability/posix.sh
set -u
cd "${BASH_SOURCE[0]%/*}/../.." || exit
. tests/checks.bash

options=(-std=c17 -pedantic-errors -Wall -Werror -fsyntax-only -D_XOPEN_SOURCE=700 -DVSHIM_PORTABLE
	"${defines[@]}" "${vshim_includes[@]}" -Ibuild/gcc/src/cli
	-include tests/portability/extensions.h)

for file in src/core/*.c src/host/*/*.c src/cli/*.c shims/launcher.c; do
	result "$file" "$(gcc "${options[@]}" "$file" 2>&1)"
done
results_end
