#!/bin/bash
# Describes the binary interface of libvshim: what a program that was linked against it relies
# on. Sizes, offsets and values as the compiler sees them, prototypes, symbols with their versions.
#
#	tests/library/abi.sh COMPILER HEADER LIBRARY
#
# abi.txt is what it printed for x86_64. There, lines may be added; one that changes or goes is
# another library: see "The library" in CONTRIBUTING.md.
set -eu

# A program that prints the layout of every struct and the value of every enumerator.
program_write() { # HEADER
	echo '#include <stdio.h>'
	echo '#include <vshim.h>'
	echo 'int main(void) {'
	sed 's|/\*.*\*/||' "$1" | awk '
		/^(struct|enum) [a-z_]+ \{/ {
			kind = $1
			name = $2
			if (kind == "struct")
				printf "printf(\"struct %s: %%zu bytes\\n\", sizeof(struct %s));\n", name, name
			next
		}
		/^};/ { kind = "" }
		kind == "struct" && /;/ {
			sub(/(\[[0-9]*\])?;.*/, "")
			sub(/.*[ *]/, "")
			printf "printf(\"struct %s: %s at %%zu, %%zu bytes\\n\", ", name, $0
			printf "offsetof(struct %s, %s), sizeof(((struct %s *)0)->%s));\n", name, $0, name, $0
		}
		kind == "enum" && /[A-Z]/ {
			sub(/,.*/, "")
			printf "printf(\"enum %s: %s is %%d\\n\", (int)%s);\n", name, $1, $1
		}'
	echo 'return 0; }'
}

prototypes() { # HEADER
	awk '
		/^VSHIM_PUBLIC/ { on = 1; text = "" }
		on { text = text " " $0 }
		on && /;/ { on = 0; gsub(/[ \t]+/, " ", text); sub(/^ VSHIM_PUBLIC /, "", text); print text }' "$1"
}

main() { # COMPILER HEADER LIBRARY
	local scratch
	scratch=$(mktemp -d)
	# shellcheck disable=SC2064 # as it is now
	trap "rm -rf '$scratch'" EXIT
	program_write "$2" >"$scratch/layout.c"
	"$1" -std=c17 -I "${2%/*}" "$scratch/layout.c" -o "$scratch/layout"
	"$scratch/layout"
	prototypes "$2"
	readelf -d "$3" | sed -n 's/.*Library soname: \[\(.*\)\]/soname: \1/p'
	nm -D --defined-only --with-symbol-versions "$3" | awk '$2 != "A" { print "symbol: " $3 }'
}

main "$@"
