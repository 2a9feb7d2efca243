#!/usr/bin/env bats
# The README: what it shows is what happens.

load helper

@test "the transcripts in README are real" {
	enter_set_up_world
	blocks "$REPOSITORY/README.md" console >written
	grep -q '^\$ python' written
	play <written | as_written >real
	diff -u written real
}

@test "the lines for the rc files in README set up their shells" {
	enter_world
	python3 -m venv --without-pip project/.venv
	cd project
	# shellcheck disable=SC2016 # a table of Markdown
	sed -n 's/^| \([a-z, ]*\) | `~[^`]*` | `\(.*\)` |$/\1|\2/p' "$REPOSITORY/README.md" |
		sed 's/\\|/|/g' >"$BATS_TEST_TMPDIR/table"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/table")" -eq 4 ]
	while IFS='|' read -r shells line; do
		for shell in ${shells//,/}; do
			"$shell" -c "$line
				python -c 'import sys; print(sys.prefix)'" >real
			[ "$(cat real)" = "$HOME/project/.venv" ]
		done
	done <"$BATS_TEST_TMPDIR/table"
}

@test "the settings in README are accepted and protect" {
	enter_set_up_world
	python3 -m venv --without-pip project/.venv
	mkdir -p .config/vshim
	blocks "$REPOSITORY/README.md" ini >.config/vshim/config.ini
	cd project
	run python -V
	[ "$status" -eq 126 ]
	vshim trust .
	python -V
}

@test "the commands that README and CONTRIBUTING give for a checkout exist" {
	for file in README.md CONTRIBUTING.md; do
		while read -r command operands; do
			[ -x "$REPOSITORY/$command" ]
			case $operands in
			tests/*) [ -f "$REPOSITORY/$operands" ] ;;
			esac
		done < <(blocks "$REPOSITORY/$file" sh)
	done
}

@test "the files that README and CONTRIBUTING name exist" {
	# shellcheck disable=SC2016 # backquotes of Markdown
	for file in README.md CONTRIBUTING.md; do
		while IFS= read -r name; do
			[ -e "$REPOSITORY/$name" ]
		done < <(grep -oE '(`|\()(src|shims|tests|man|include)/[A-Za-z_./-]+(`|\))' \
			"$REPOSITORY/$file" | tr -d '`()' | grep -v -e NAME)
	done
}

@test "README tells the selection in the order of vshim-shims(7)" {
	sed -n '/^## How the environment/,/^## What/s/^[0-9]\. \*\*`\{0,1\}\([A-Za-z_ ]*\).*/\1/p' \
		"$REPOSITORY/README.md" | sed 's/ on$//' >"$BATS_TEST_TMPDIR/readme"
	awk '
		/^\.Sh/ { on = /WHICH ENVIRONMENT/ }
		/^\.Ss/ { on = 0 }
		on && after_item && /^\.(Sy|Ev)/ { sub(/^\.[A-Z][a-z] /, ""); print }
		{ after_item = /^\.It$/ }' "$REPOSITORY/man/vshim-shims.7" >"$BATS_TEST_TMPDIR/manual"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/manual")" -eq 7 ]
	diff -u "$BATS_TEST_TMPDIR/manual" "$BATS_TEST_TMPDIR/readme"
}
