#!/bin/sh
# `vshim list --scan` beside fd (Debian's fdfind, left out where it is not there) and find, on
# trees that are made for it, of growing size. A few minutes, and 300,000 empty files in TMPDIR.
#
#   tests/bench/scan.sh [BUILD] [ROUNDS]
set -eu

sources=$(dirname "$(realpath "$0")")
build=${1:-$sources/../../build}
[ -e "$build/build.ninja" ] || meson setup "$build" "$sources/../.."
meson compile -C "$build" >&2
world=$(mktemp -d)
trap 'rm -rf "$world"' EXIT
# vshim looks for its launcher, as installed.
meson install -C "$build" --no-rebuild --quiet --destdir "$world/installed" >&2
vshim=$(find "$world/installed" -type f -path '*/bin/vshim')
python3 "$sources/scan.py" "$world" "$vshim" "${2:-21}"
