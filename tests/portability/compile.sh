#!/bin/bash
# compile.sh COMPILER [OPTION...] -- SOURCE OBJECT
set -eu
command=()
while [ "$1" != -- ]; do
	command+=("$1")
	shift
done
exec "${command[@]}" -c "$2" -o "$3"
