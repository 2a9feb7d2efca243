#!/bin/bash
# Builds core, the launcher and the unit tests of core with one compiler and its options, without
# meson, libuv, inih or cmocka, and runs the tests. Prints TAP.
#
#	tests/portability/core.sh COMPILER [OPTION...]
set -eu
cd "${BASH_SOURCE[0]%/*}/../.."
. tests/checks.bash

compiler=("$@")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
options=(-std=c17 -pedantic-errors -Wall -Wextra -Werror -O1 -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64
	"${defines[@]}" "${core_includes[@]}" -Isrc/host/decision -Itests/unit -Itests/portability)

# The names in the list NAME of tests/unit/meson.build.
listed() { # NAME
	awk -v name="$1" '
		$1 == name && $2 == "=" { on = 1 }
		on { text = text $0 }
		on && /\]/ { exit }
		END { gsub(/.*\[|\].*|[\047,]/, " ", text); print text }' tests/unit/meson.build
}

objects() { # DIRECTORY SOURCE…
	local directory=$scratch/$1 source
	mkdir "$directory"
	shift
	for source; do
		echo "$source" "$directory/$(basename "$source" .c).o"
	done | xargs -P "$(nproc)" -L 1 "${BASH_SOURCE[0]%/*}/compile.sh" "${compiler[@]}" "${options[@]}" --
}

test_build() { # NAME CORE
	"${compiler[@]}" "${options[@]}" "tests/unit/test_$1.c" "$scratch/shared"/*.o "$scratch/$2"/*.o \
		-o "$scratch/test_$1"
}

main() {
	local name kind core=(src/core/*.c) run=0
	objects core "${core[@]}"
	"${compiler[@]}" "${options[@]}" shims/launcher.c "$scratch/core"/*.o -o "$scratch/launcher"
	objects shared tests/unit/{table,scratch}.c tests/portability/cmocka.c
	objects faked tests/unit/{tree,ask}.c src/host/decision/terms.c
	for name in "$scratch/core"/*.o; do
		[ "${name##*/}" = files.o ] || ln -s "$name" "$scratch/faked"
	done
	for kind in faked real; do
		for name in $(listed "unit_$kind"); do
			test_build "$name" "${kind/real/core}"
			"$scratch/test_$name" | tee "$scratch/$name.tap" || true
			run=$((run + $(grep -c '^\(not \)\{0,1\}ok ' "$scratch/$name.tap")))
		done
	done
	echo "1..$run"
}

main
