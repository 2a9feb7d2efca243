# What happens to a command that has no shim: the environment's is run, and has one afterwards;
# whoever answered before goes on to answer for all others.

load ../helpers

setup() {
	world_make
	project=$HOME/p
	mkdir "$project" "$HOME/q"
	venv "$project/.venv"
	# shellcheck disable=SC2016 # the script's to expand
	command_make "$project/.venv/bin/fresh" 'echo "fresh $VIRTUAL_ENV $*"' 'cat' 'exit 7'
	cd "$project" || return
}

# type_in SHELL LINE…: by that shell, interactive ways aside.
type_in() {
	local shell=$1
	shift
	printf '%s\n' "$@" >"$world/typed"
	run timeout 60 "$shell" "$world/typed" <<<"input" 2>&1
}

init_line() {
	case $1 in
	fish) echo "$vshim init fish | source" ;;
	*) echo "eval \"\$($vshim init $1)\"" ;;
	esac
}

# handler SHELL: what somebody had there before.
handler() {
	# shellcheck disable=SC2016
	case $1 in
	bash) echo 'command_not_found_handle() { echo "mine: $# $*"; return 42; }' ;;
	zsh) echo 'command_not_found_handler() { echo "mine: $# $*"; return 42; }' ;;
	fish) echo 'function fish_command_not_found; echo "mine: "(count $argv)" $argv"; end' ;;
	esac
}

status_of() {
	# shellcheck disable=SC2016
	case $1 in
	fish) echo 'echo status $status' ;;
	*) echo 'echo status $?' ;;
	esac
}

@test "the environment's command is run, with all that it needs, and has a shim afterwards" {
	local shell expected
	for shell in bash zsh fish; do
		type_in "$shell" "$(init_line "$shell")" "fresh 'a  b' ''" "$(status_of "$shell")" \
			"fresh again" "$(status_of "$shell")"
		expected=7
		[ "$shell" != fish ] || expected=127
		assert_line "fresh $project/.venv a  b " || fail "in $shell"
		assert_line input || fail "in $shell"
		assert_line "status $expected" || fail "in $shell"
		# The second time it is found, without a handler.
		assert_line "fresh $project/.venv again" || fail "in $shell"
		assert_line "status 7" || fail "in $shell"
		assert_exists "$shims/fresh"
		rm "$shims/fresh"
	done
}

@test "the handler that was there answers for what the environment has not" {
	local shell
	for shell in bash zsh fish; do
		type_in "$shell" "$(handler "$shell")" "$(init_line "$shell")" "$(init_line "$shell")" \
			"no-such-thing 'a  b'" "$(status_of "$shell")" "cd $HOME/q" "fresh x" "cd $project" fresh
		assert_line "mine: 2 no-such-thing a  b" || fail "in $shell"
		assert_line "mine: 2 fresh x" || fail "in $shell"
		assert_line "fresh $project/.venv " || fail "in $shell"
		[ "$shell" = fish ] || assert_line "status 42" || fail "in $shell"
		rm "$shims/fresh"
	done
}

@test "without one the shell says what it always says" {
	local shell without
	for shell in bash zsh fish; do
		type_in "$shell" no-such-thing "$(status_of "$shell")"
		without=${output//"$world/typed: line 1"/"$world/typed: line N"}
		type_in "$shell" "$(init_line "$shell")" no-such-thing "$(status_of "$shell")"
		assert_line "status 127" || fail "in $shell"
		assert_contains "no-such-thing" || fail "in $shell"
		[ "$shell" != zsh ] || assert_line "zsh: command not found: no-such-thing"
		[ "$shell" != fish ] || assert_contains "${without%%$'\n'*}" || fail "in $shell"
		[ "$shell" != bash ] || assert_contains "no-such-thing: command not found"
	done
}
