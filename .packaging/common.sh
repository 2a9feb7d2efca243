# shellcheck shell=sh
# What the makers of packages share.

set -eu
LC_ALL=C
export LC_ALL
umask 022
packaging=$(cd "${0%/*}" && pwd -P)

# fail WHAT HINT
fail() {
	printf 'install.sh: %s\nhint: %s\n' "$1" "$2" >&2
	exit 1
}

# needs COMMAND PACKAGE: PACKAGE is what Debian calls it.
needs() {
	command -v "$1" >/dev/null || fail "$1 is needed for this package" "install it: apt-get install $2"
}

# archive DIRECTORY OUTPUT: makes of DIRECTORY, below the current one, the archive OUTPUT.
archive() {
	python3 "$packaging/archive.py" "$1" "$2"
}
