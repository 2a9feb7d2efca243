#!/usr/bin/env bats
# Help, manual, README and completions name the same commands and options.

load ../helpers
load documents

setup()
{
	adas_world_make
}

# Compares what help says of all commands with what the shell given by a completer offers.
compare_completions()
{
	local command

	"$1" '' | grep -v '^-' | sort >offered
	commands_of_help | sort | diff -u - offered
	"$1" -  | grep '^-' | sort >offered
	printf '%s\n' --help --version -V -h | sort | diff -u - offered
	for command in $(commands_of_help); do
		"$1" "$command" - | grep '^-' | grep -vx -e -h -e --help | sort >offered || true
		options_of_help "$command" | diff -u - offered
	done
}

complete_in_bash()
{
	bash --norc -c '
		source "$1"
		shift
		COMP_WORDS=(vshim "$@")
		COMP_CWORD=$#
		_vshim
		printf "%s\n" "${COMPREPLY[@]}"' - "$repository/shims/completions/vshim.bash" "$@"
}

complete_in_zsh()
{
	zsh -f "$BATS_TEST_DIRNAME/complete.zsh" "$repository/shims/completions" "$@"
}

complete_in_fish()
{
	# shellcheck disable=SC2016 # they are fish's variables
	fish -c '
		source $argv[1]
		complete -C "vshim $argv[2..-1]" | string replace -r "\t.*" ""' \
		"$repository/shims/completions/vshim.fish" "$@"
}

complete_in_nu()
{
	local asked

	asked=$(mktemp)
	vshim init nu >"$asked.init"
	printf 'source %s\nvshim %s' "$asked.init" "$*" >"$asked"
	nu --no-config-file --ide-complete "$(stat -c %s "$asked")" "$asked" |
		"$system_python" -c '
import json, sys
print(*json.load(sys.stdin)["completions"], sep="\n")'
}

@test "manual and help name the same commands, in the same order" {
	commands_of_help >told
	[ -s told ]
	surface_of_manual | awk 'NF == 1' | diff -u told -
	surface_of_synopsis | awk 'NF == 1' | diff -u told -
}

@test "README's table and help name the same commands, in the same order" {
	commands_of_help >told
	commands_of_readme | diff -u told -
}

@test "the options in README's table are options of their commands" {
	local command row option
	while read -r command row; do
		while read -r option; do
			options_of_help "$command" | grep -qx -e "$option" || fail "$command has no $option"
			echo "$command $option" >>seen
		done < <(grep -oE -e '[[` ]-[-a-z]+' <<<"$row" | tr -d '[` ')
	done < <(sed -n 's/^| `vshim \([a-z]*\).*/\1 &/p' "$repository/README.md")
	grep -qx 'exec -e' seen
	grep -qx 'list --scan' seen
}

@test "manual and help name the same options" {
	for command in $(commands_of_help); do
		surface_of_manual | sed -n "s/^$command //p" | sort >manual
		options_of_help "$command" | diff -u - manual
	done
}

@test "the synopsis names every option once, and no other" {
	for command in $(commands_of_help); do
		surface_of_synopsis | sed -n "s/^$command //p" | sort >synopsis
		# `-a, --all` is `-a` there.
		vshim help "$command" | awk '
			/^options:/ { on = 1; next }
			on && NF == 0 { exit }
			on { sub(/[,=].*/, "", $1); print $1 }' | grep -vx -e -h | sort >told || true
		diff -u told synopsis
	done
}

@test "every command explains itself, on standard output, as its help does" {
	for command in $(commands_of_help); do
		vshim "$command" --help >long
		vshim "$command" -h | diff -u long -
		vshim help "$command" | diff -u long -
	done
}

@test "bash completes the commands and options that help names" {
	compare_completions complete_in_bash
}

@test "zsh completes the commands and options that help names" {
	compare_completions complete_in_zsh
}

@test "fish completes the commands and options that help names" {
	compare_completions complete_in_fish
}

@test "nu completes the commands and options that help names" {
	compare_completions complete_in_nu
}

@test "the completions offer shims to which and whence" {
	vshim rehash
	for shell in bash zsh fish nu; do
		for command in which whence; do
			"complete_in_$shell" "$command" pyth | sort >offered
			printf '%s\n' python python3 | diff -u - offered
		done
	done
}

@test "the completions offer the commands of the environment here to which and exec" {
	venv shop/.venv
	command_make shop/.venv/bin/fresh-tool
	vshim rehash
	for shell in bash zsh fish nu; do
		for command in which exec; do
			[ "$(cd shop && "complete_in_$shell" "$command" fresh-)" = fresh-tool ]
			[ -z "$("complete_in_$shell" "$command" fresh-)" ]
		done
		[ -z "$(cd shop && "complete_in_$shell" whence fresh-)" ]
	done
}

@test "the completions know the command by its place" {
	for shell in bash zsh fish nu; do
		[ -z "$("complete_in_$shell" which list --sc)" ]
		[ -z "$("complete_in_$shell" help which --ex)" ]
	done
}

@test "what exec runs is completed as it always is" {
	for shell in zsh fish; do
		[ "$("complete_in_$shell" exec ls --revers)" = --reverse ]
		[ "$("complete_in_$shell" exec -e system ls --revers)" = --reverse ]
		[ -z "$("complete_in_$shell" exec -- ls --inter)" ]
	done
}

@test "the completions offer known environments to exec -e" {
	venv shop/.venv --prompt shop
	(set_up && cd shop && python -c pass)
	for shell in bash zsh fish nu; do
		"complete_in_$shell" exec -e sh >offered
		grep -qx -e shop offered
		"complete_in_$shell" exec -e sys | grep -qx system
		for command in shell local global; do
			"complete_in_$shell" "$command" sh | grep -qx shop
		done
	done
}

@test "the completions offer shells to init, commands to help, directories to trust" {
	mkdir -p 'lots of' lots
	for shell in bash zsh fish nu; do
		"complete_in_$shell" init z | grep -qx zsh
		"complete_in_$shell" help wh | sort | diff -u <(printf '%s\n' whence which) -
		# For directories nu asks nobody.
		[ "$shell" != nu ] || continue
		"complete_in_$shell" trust lot | sed 's|\\||; s|/$||' | sort |
			diff -u <(printf '%s\n' lots 'lots of') -
	done
}
