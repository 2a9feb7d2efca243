#!/usr/bin/env bats
# The README: what it shows is what happens.

load ../helpers
load documents

setup()
{
	adas_world_make
}

@test "the transcripts in README are real" {
	set_up
	blocks "$repository/README.md" console >written
	grep -q '^\$ python' written
	play <written | as_written >real
	diff -u written real
}

@test "the lines for the rc files in README set up their shells" {
	venv project/.venv
	cd project
	mkdir -p ~/.config/nushell
	vshim init nu >~/.config/nushell/vshim.nu
	# shellcheck disable=SC2016 # a table of Markdown
	sed -nE 's/^\| ([a-z]*) \| `~([^`]*)` \| (`|`` ?)(.*[^`])\3 \|$/\1|\2|\4/p' \
		"$repository/README.md" | sed 's/\\|/|/g' >table
	[ "$(wc -l <table)" -eq 11 ]
	while IFS='|' read -r shell file line; do
		"$shell" -c "$line
python -c 'import sys; print(sys.prefix)'" >real </dev/null
		[ "$(cat real)" = "$HOME/project/.venv" ]
		vshim init --write "$shell"
		grep -q '# added by vshim init --write$' ~/"$file"
	done <table
}

@test "the settings in README are accepted and protect" {
	set_up
	venv project/.venv
	mkdir -p .config/vshim
	blocks "$repository/README.md" ini >.config/vshim/config.ini
	cd project
	run python -V
	[ "$status" -eq 126 ]
	vshim trust .
	python -V
}

@test "the commands that README and CONTRIBUTING give for a checkout exist" {
	for file in README.md CONTRIBUTING.md; do
		while read -r command operands; do
			case $command in
			*/*) [ -x "$repository/$command" ] ;;
			esac
			case $operands in
			tests/*) [ -f "$repository/${operands%% *}" ] ;;
			esac
		done < <(blocks "$repository/$file" sh)
	done
}

@test "the files that README and CONTRIBUTING name exist" {
	# shellcheck disable=SC2016 # backquotes of Markdown
	for file in README.md CONTRIBUTING.md; do
		while IFS= read -r name; do
			[ -e "$repository/$name" ]
		done < <(grep -oE '(`|\()(src|shims|tests|man|include)/[A-Za-z_./-]+(`|\))' \
			"$repository/$file" | tr -d '`()' | grep -v -e NAME)
	done
}

@test "README tells the selection in the order of vshim-shims(7)" {
	sed -n '/^## How the environment/,/^## What/s/^[0-9]\. \*\*`\{0,1\}\([A-Za-z_ ]*\).*/\1/p' \
		"$repository/README.md" | sed 's/ on$//' >readme
	awk '
		/^\.Sh/ { on = /WHICH ENVIRONMENT/ }
		/^\.Ss/ { on = 0 }
		on && after_item && /^\.(Sy|Ev)/ { sub(/^\.[A-Z][a-z] /, ""); print }
		{ after_item = /^\.It$/ }' "$repository/man/vshim-shims.7" >manual
	[ "$(wc -l <manual)" -eq 7 ]
	diff -u manual readme
}

@test "README tells as many system calls of a launch as there are" {
	run sed -n 's/.* that makes \([0-9]*\) system calls .*/here: \1/p' "$repository/README.md"
	grep -qx "$output" "$repository/tests/gates/calls.txt"
}
