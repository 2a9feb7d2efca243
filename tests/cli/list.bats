#!/usr/bin/env bats
# What `vshim list` looks like, on a terminal and elsewhere.

load helper

setup()
{
	world_make
	venv "$HOME/project/.venv"
	venv "$world/other"
	cd "$HOME/project" || return
	"$vshim" global "$world/other"
	"$vshim" exec -e "$HOME/project/.venv" true
}

# on_wide_terminal COLUMNS [VARIABLE=VALUE…] COMMAND…: what COMMAND prints on a terminal so wide.
on_wide_terminal() {
	# shellcheck disable=SC2016 # the inner shell's
	TERM=xterm on_terminal sh -c 'stty cols "$1" && shift && exec env "$@" 2>/dev/null' - "$@" <<<'ends 0'
}

# widest: how many columns the longest line of the output takes, as Python sees it.
widest() {
	printf '%s\n' "$output" | "$system_python" -c '
import sys, unicodedata
print(max(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line.rstrip("\n"))
	for line in sys.stdin))'
}

version() {
	"$system_python" -c 'import platform; print(platform.python_version())'
}

@test "on a terminal list has colours, and ~ for the home directory" {
	run on_wide_terminal 200 "$vshim" list
	assert_success
	assert_line $'\e[1m* project\e[0m  '"$(version)"$'  venv  \e[32mok\e[0m  ~/project/.venv'
}

@test "NO_COLOR, TERM=dumb and a pipe are plain" {
	for plain in NO_COLOR=1 TERM=dumb; do
		run on_wide_terminal 200 "$plain" "$vshim" list
		assert_success
		refute_contains $'\e'
		assert_line "* project  $(version)  venv  ok  ~/project/.venv"
	done
	run env TERM=xterm "$vshim" list
	refute_contains $'\e'
	assert_line "* project  $(version)  venv  ok  $HOME/project/.venv"
}

@test "no line of list is longer than the terminal, whatever the names" {
	local long columns
	long=$world/$(printf 'very-long-name-%.0s' 1 2 3 4 5)/项目项目项目
	venv "$long"
	"$vshim" global "$long"
	rm "$long"/bin/python*
	for columns in 30 40 57 80 200; do
		run on_wide_terminal "$columns" NO_COLOR=1 "$vshim" list
		assert_success
		assert_contains broken ok
		[ "$(widest)" -le "$columns" ] || fail "wider than $columns: $(widest)" "$(saw)"
	done
}

@test "columns stand under each other, whatever the script and the locale" {
	venv "$world/项目"
	venv "$world/café"
	"$vshim" global "$world/项目"
	"$vshim" global "$world/café"
	for locale in C C.UTF-8 no_SUCH; do
		run env LC_ALL="$locale" "$vshim" list
		assert_success
		assert_line "  项目     $(version)  venv  ok  '$world/项目'"
		assert_line "  café     $(version)  venv  ok  '$world/café'"
	done
}

@test "help fits its terminal, and 80 columns where there is none" {
	for command in --help $("$vshim" --help | sed -n '/^commands:/,/^$/s/^  \([a-z]*\) .*/help \1/p' | tr ' \n' '_ '); do
		for columns in 40 60; do
			# shellcheck disable=SC2086 # two words
			run on_wide_terminal "$columns" LC_ALL=C.UTF-8 "$vshim" ${command/_/ }
			assert_success
			[ "$(widest)" -le "$columns" ] || fail "$command at $columns" "$(saw)"
		done
		# shellcheck disable=SC2086
		run "$vshim" ${command/_/ }
		[ "$(widest)" -le 80 ] || fail "$command" "$(saw)"
	done
}
