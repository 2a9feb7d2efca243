#!/bin/sh
# Makes of the source tree an archive whose files lie below NAME: what is under version control,
# or everything, in a tree that came as an archive itself.
#
#	source.sh SOURCE SCRATCH NAME OUTPUT
# shellcheck source=.packaging/common.sh
. "${0%/*}/common.sh"

source=$1 scratch=$2 name=$3 output=$4

files() {
	if [ -e "$source/.git" ]; then
		git -C "$source" ls-files
	else
		(cd "$source" && find . -path ./build -prune -o ! -type d -print | sed 's|^\./||')
	fi
}

files >"$scratch/files"
while IFS= read -r file; do
	mkdir -p "$(dirname "$scratch/$name/$file")"
	cp -P "$source/$file" "$scratch/$name/$file"
done <"$scratch/files"
cd "$scratch"
archive "$name" "$output"
