#!/bin/bash
# Compiles every file of the portable build against the headers of POSIX.1-2008 alone, and of C17
# without extensions: what is used of others must be named in extensions.h. Prints TAP.
#
#	tests/portability/posix.sh
set -u
cd "${BASH_SOURCE[0]%/*}/../.." || exit

mapfile -t defines < <(grep -o "'-DVSHIM_[A-Z_]*=[^']*" meson.build | sed "s/^'//; s/=@0@\$/=2/; s/@0@/1.2.3/")
options=(-std=c17 -pedantic-errors -Wall -Werror -fsyntax-only -D_XOPEN_SOURCE=700 -DVSHIM_PORTABLE
	"${defines[@]}" -Iinclude -Isrc/core -Isrc/host -Isrc/cli -Ibuild/gcc/src/cli
	-include tests/portability/extensions.h)

number=0 failed=0
for file in src/core/*.c src/host/*.c src/cli/*.c shims/launcher.c; do
	number=$((number + 1))
	if words=$(gcc "${options[@]}" "$file" 2>&1); then
		echo "ok $number - $file"
	else
		echo "not ok $number - $file"
		printf '# %s\n' "${words//$'\n'/$'\n'# }"
		failed=1
	fi
done
echo "1..$number"
exit "$failed"
