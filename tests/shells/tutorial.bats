# The first day with vshim, the same in every shell: the rc line, a project, what is typed there.

load ../helpers

setup() {
	world_make
	mkdir -p "$world/bin" "$HOME/p/a/b" "$HOME/q"
	ln -s "$vshim" "$world/bin/vshim"
	PATH=$world/bin:$PATH
	cd "$HOME" || return
	venv p/env
}

# type_in SHELL LINE…: the rc line of SHELL, then LINEs, by that shell.
type_in() {
	local shell=$1
	shift
	printf '%s\n' "$(rc_line "$shell")" "$@" >"$world/typed"
	run timeout 30 "$shell" "$world/typed" </dev/null 2>&1
}

rc_line() {
	case $1 in
	fish) echo "vshim init fish | source" ;;
	bash | zsh) echo "eval \"\$(vshim init $1)\"" ;;
	*) echo "eval \"\$(vshim init sh)\"" ;;
	esac
}

python_prefix="python -c 'import sys; print(sys.prefix)'"

selects_by_directory() {
	type_in "$1" "cd '$HOME/p'" "$python_prefix" "cd a/b" "$python_prefix" \
		"cd '$HOME/p/env/lib'" "$python_prefix" "cd '$HOME/q'" "$python_prefix"
	assert_success
	assert_equal "$output" "$(printf '%s\n' "$HOME/p/env" "$HOME/p/env" "$HOME/p/env" /usr)"
}

puts_shims_first_once() {
	local line
	line=$(rc_line "$1")
	type_in "$1" "$line" "PATH=/usr/bin:\$PATH; export PATH" "$line" 'env | grep ^PATH='
	assert_success
	assert_equal "$output" \
		"PATH=$shims:/usr/bin:$world/bin:/usr/local/bin:/usr/bin:/bin"
}

chooses_for_this_shell() {
	type_in "$1" "vshim shell '$HOME/p/env'" "$python_prefix" "vshim shell --system" \
		"cd '$HOME/p'" "$python_prefix" "vshim shell --unset" "$python_prefix"
	assert_success
	assert_equal "$output" "$(printf '%s\n' "$HOME/p/env" /usr "$HOME/p/env")"
}

finds_a_new_command() {
	# shellcheck disable=SC2016 # that shell's to expand
	command_make "$HOME/p/env/bin/fresh" 'echo "fresh $VIRTUAL_ENV $*"'
	type_in "$1" "cd '$HOME/p'" 'fresh a "b  c"' 'nothing-of-this-name'
	[[ $output == *"fresh $HOME/p/env a b  c"* ]] || fail "it said: $output"
	assert_equal "$status" 127
	[ -L "$shims/fresh" ] || fail 'it has no shim afterwards'
}

respects_an_activation() {
	local suffix=
	[ "$1" != fish ] || suffix=.fish
	venv q/mine
	type_in "$1" ". '$HOME/q/mine/bin/activate$suffix'" "cd '$HOME/p'" "$python_prefix" \
		deactivate "$python_prefix"
	assert_success
	assert_equal "$output" "$(printf '%s\n' "$HOME/q/mine" "$HOME/p/env")"
}

lives_in_an_odd_home() {
	HOME="$world/it's \$HOME \"and\" more"
	mkdir -p "$HOME/p"
	shims=$HOME/.local/share/vshim/shims
	venv "$HOME/p/.venv"
	cd "$HOME/p" || return
	type_in "$1" "$python_prefix"
	assert_success
	assert_equal "$output" "$HOME/p/.venv"
}

starts_nothing() {
	"$vshim" init "$1" >"$world/code"
	run timeout 30 strace -f -qq -e trace=execve -o "$world/trace" "$1" "$world/code" </dev/null
	assert_success
	assert_equal "$(grep -c 'execve(.* = 0$' "$world/trace")" 1
}

# in_each SCENARIO SHELL…: the scenario in each of them, in a world of its own.
in_each() {
	local scenario=$1 shell
	shift
	for shell; do
		echo "in $shell:"
		setup
		"$scenario" "$shell"
	done
}

@test "every directory has its python" {
	in_each selects_by_directory bash zsh fish dash
}

@test "the shims are first on PATH, once" {
	in_each puts_shims_first_once bash zsh dash
}

@test "one shell can choose for itself" {
	in_each chooses_for_this_shell bash zsh fish dash
}

@test "an activation on top is respected, and gone after deactivate" {
	in_each respects_an_activation bash zsh fish dash
}

@test "a HOME with blanks, quotes and dollars" {
	in_each lives_in_an_odd_home bash zsh fish dash
}

@test "a command that has no shim yet is found, another is not" {
	in_each finds_a_new_command bash zsh fish
}

@test "the code starts no program" {
	in_each starts_nothing bash zsh
}
