#!/bin/sh
# Makes a tree that was installed with the prefix /NAME below STAGE an archive that can be unpacked
# anywhere.
#
#	tar.sh SOURCE STAGE NAME OUTPUT
# shellcheck source=.packaging/common.sh
. "${0%/*}/common.sh"

source=$1 stage=$2 name=$3 output=$4
documents=$stage/$name/share/doc/vshim
mkdir -p "$documents"
cp "$source/README.md" "$source/CHANGELOG.md" "$source/LICENSE" "$documents"
cat >"$stage/$name/README" <<-END
	vshim, as one directory: put it where you like, and move it when you like.

	Set up your shell by adding this line to its start-up file (here for bash; see
	share/doc/vshim/README.md for others), with the path of this directory:

	    eval "\$(/path/to/$name/bin/vshim init bash)"

	After it was moved, change the line, and run bin/vshim rehash once.
END
cd "$stage"
archive "$name" "$output"
