#!/bin/sh
# Writes the tables of the gates anew, from the launcher as it is built now.
set -eu

cd "$(dirname "$0")"
for table in calls costs; do
	./measure.sh "$table" >"$table.new"
	mv "$table.new" "$table.txt"
done
