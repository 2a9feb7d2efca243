#!/usr/bin/env bats
# Life with vshim in a shell, the same in every shell: $VSHIM_SHELL says in which one. What has to
# be typed differently is in shells.bash.
# shellcheck disable=SC2016 # what stands in single quotes is for another shell

load ../helpers
load shells

shell=${VSHIM_SHELL:-bash}

setup_file() {
	"$system_python" -m venv --without-pip "$BATS_FILE_TMPDIR/model"
	virtualenv -q --no-seed --python "$system_python" "$BATS_FILE_TMPDIR/activated"
}

setup() {
	world_make
	mkdir -p "$world/bin" "$HOME/p/a/b" "$HOME/q" "$HOME/x"
	ln -s "$vshim" "$world/bin/vshim"
	PATH=$world/bin:$PATH
	cp -a "$BATS_FILE_TMPDIR/model" "$HOME/p/env"
	unset BASH_ENV ENV
}

# in_script LINE…: by the shell, from a file.
in_script() {
	started script
	printf '%s\n' "$@" >"$world/script"
	run timeout 60 "${command[@]}" "$world/script" </dev/null 2>&1
}

# starts_with LINE…: what the shell does first, when it is interactive.
starts_with() {
	local file
	for file in "$(rc_file)" "$(profile)"; do
		mkdir -p "${file%/*}"
		# /etc/profile may have set PATH anew.
		printf '%s\n' "$(variable_line PATH "$PATH")" "$@" >"$file"
	done
	case $shell in
	dash | ash) export ENV=$HOME/.${shell}rc ;;
	yash) : >"$HOME/.yash_profile" ;;
	esac
}

# on_screen MODE STEP…: the shell, interactive or login.
on_screen() {
	if [ "$1" = tmux ]; then
		started login
		command=(tmux -S "$world/tmux" -f /dev/null new-session "${command[*]}")
	else
		started "$1"
	fi
	shift
	printf '%s\n' "$@" 'send exit' ends >"$world/steps"
	TERM=xterm-256color run timeout 120 "$system_python" -B "$repository/tests/terminal/screen.py" \
		"${command[@]}" <"$world/steps"
	assert_success
}

# on_one_line LINES: they, or a line that reads them from a file.
on_one_line() {
	local file=$world/lines.$RANDOM
	if [[ $1 != *$'\n'* ]]; then
		printf '%s\n' "$1"
		return
	fi
	printf '%s\n' "$1" >"$file"
	echo "$([ "$(kind)" = sh ] && echo . || echo source) $(word "$file")"
}

show_prefix="python -c 'import sys; print(sys.prefix)'"

go() {
	echo "cd $(word "$1")"
}

@test "every directory has its python" {
	in_script "$(init_line)" "$(go "$HOME/p")" "$show_prefix" "$(go a/b)" "$show_prefix" \
		"$(go "$HOME/p/env/lib")" "$show_prefix" "$(go "$HOME/q")" "$show_prefix"
	assert_success
	assert_output "$(printf '%s\n' "$HOME/p/env" "$HOME/p/env" "$HOME/p/env" /usr)"
}

@test "the shims are first on PATH, once, however often and wherever they were" {
	in_script "$(init_line)" "$(init_line)" '/usr/bin/printenv PATH'
	assert_success
	assert_output "$shims:$PATH"
	in_script "$(variable_line PATH "/usr/bin:$shims:$PATH:$shims//")" "$(init_line)" \
		'/usr/bin/printenv PATH'
	assert_success
	assert_output "$shims:/usr/bin:$PATH"
}

@test "init in the strictest mode" {
	in_script "$(strict_line)" "$(init_line)" "$(init_line --prompt)" "$(go "$HOME/p")" "$show_prefix"
	assert_success
	assert_output "$HOME/p/env"
}

@test "the code starts no program" {
	in_script ''
	execve=(strace -f -qq -e trace=execve -o "$world/trace")
	for line in '' "$(init_line)" "$(init_line --prompt)"; do
		printf '%s\n' "$line" >"$world/script"
		timeout 60 "${execve[@]}" "${command[@]}" "$world/script" </dev/null
		grep 'execve(.* = 0$' "$world/trace" | sed 's/.*execve("\([^"]*\)".*/\1/' |
			grep -v /vshim$ >"$world/started" || true
		[ -n "$line" ] || cp "$world/started" "$world/before"
		diff -u "$world/before" "$world/started" || fail "with: $line"
	done
}

@test "a HOME with blanks, quotes and dollars" {
	HOME="$world/it's \$HOME \"and\" m\\ore"
	shims=$HOME/.local/share/vshim/shims
	mkdir -p "$HOME"
	cp -a "$BATS_FILE_TMPDIR/model" "$HOME/.venv"
	in_script "$(init_line)" "$(init_line)" "$(go "$HOME")" "$show_prefix"
	assert_success
	assert_output "$HOME/.venv"
}

@test "init finds out which shell asks" {
	export SHELL=/bin/none
	# Not last: what ends a script may take its shell's place.
	in_script 'vshim init --no-path' 'cd /'
	assert_success
	assert_output "$(vshim init --no-path "$(init_name)")"
}

@test "what the shell remembers of a command does not stand in the way" {
	in_script "$(go "$HOME/p")" "python3 -c 'import sys; print(sys.prefix)'" "$(init_line)" \
		"python3 -c 'import sys; print(sys.prefix)'"
	assert_success
	assert_output "/usr"$'\n'"$HOME/p/env"
}

@test "PATH put in another order: a nested shell is right again" {
	started script
	printf '%s\n' "$(variable_line PATH "/usr/local/bin:/usr/bin:/bin:$world/bin:$shims")" \
		"$(init_line)" "$(go "$HOME/p")" "$show_prefix" >"$world/nested"
	in_script "$(init_line)" "${command[*]} $(word "$world/nested")"
	assert_success
	assert_output "$HOME/p/env"
}

@test "vshim shell chooses for this shell" {
	has_function script || return 0
	cp -a "$BATS_FILE_TMPDIR/model" "$HOME/other one"
	in_script "$(init_line)" "$(go "$HOME/p")" "$(status_line "vshim shell $(word "$HOME/other one")")" \
		"$show_prefix" "vshim shell" "vshim shell --system" "$show_prefix" \
		"vshim shell --unset" "$show_prefix"
	assert_success
	assert_output "$(printf '%s\n' well "$HOME/other one" "$HOME/other one" /usr "$HOME/p/env")"
	in_script "$(init_line)" "vshim shell --system" "$(status_line "vshim shell nothing-of-this-name")" \
		'/usr/bin/printenv VSHIM_ENV'
	assert_contains "vshim: no environment is called nothing-of-this-name" badly
	assert_line system
}

@test "an environment that was activated by hand is respected, and gone after" {
	cp -a "$BATS_FILE_TMPDIR/activated" "$HOME/x/mine"
	sed -i "s|$BATS_FILE_TMPDIR/activated|$HOME/x/mine|" "$HOME"/x/mine/bin/activate*
	in_script "$(init_line)" "$(activate_line "$HOME/x/mine")" "$(go "$HOME/p")" "$show_prefix" \
		"$(deactivate_line)" "$show_prefix"
	assert_success
	assert_output "$HOME/x/mine"$'\n'"$HOME/p/env"
}

@test "interactive and login" {
	starts_with "$(prompt_line '$ ')" "$(init_line)"
	for mode in interactive login; do
		on_screen "$mode" 'prompt $' "send $(go "$HOME/p")" 'prompt $' "send $show_prefix" \
			"shows $HOME/p/env" 'prompt $' "send vshim shell --system" 'prompt $' \
			"send $show_prefix" 'shows /usr' 'prompt $'
	done
}

@test "in tmux, when a start-up file puts PATH in another order (path_helper)" {
	starts_with "$(variable_line PATH "/usr/local/bin:/usr/bin:/bin:$world/bin:$shims")" \
		"$(prompt_line '$ ')" "$(init_line)"
	PATH=$shims:$PATH
	on_screen tmux 'prompt $' "send $(go "$HOME/p")" 'prompt $' "send $show_prefix" \
		"shows $HOME/p/env" 'prompt $'
}

@test "completion, as somebody types" {
	# A blank of our own, as not every shell types one behind what it has completed.
	[ -n "$(completion_line)" ] || return 0
	starts_with "$(completion_line)" "$(prompt_line '$ ')" "$(init_line)"
	command_make "$HOME/p/env/bin/fresh-tool"
	on_screen interactive 'prompt $' "send $(go "$HOME/p")" 'prompt $' 'tab vshim whi' 'shows vshim which' \
		'tab  --insi' 'shows --inside' 'tab  fresh-' 'shows fresh-tool' 'send ' \
		"shows $HOME/p/env/bin/fresh-tool" 'prompt $' 'tab vshim exec fresh-' 'shows fresh-tool' 'send ' \
		"shows $HOME/p/env/bin/fresh-tool" 'prompt $'
}

@test "a command that has no shim yet" {
	starts_with "$(prompt_line '$ ')" "$(init_line)"
	command_make "$HOME/p/env/bin/fresh" 'echo "fresh $VIRTUAL_ENV $*"'
	case $(not_found) in
	runs) told="shows fresh $HOME/p/env a b  c" ;;
	told) told="shows fresh" ;;
	*) return 0 ;;
	esac
	on_screen interactive 'prompt $' "send $(go "$HOME/p")" 'prompt $' 'send fresh a "b  c"' \
		"$told" 'prompt $' 'send nothing-of-this-name' 'shows nothing-of-this-name' 'prompt $'
	[ -L "$shims/fresh" ] || fail 'it has no shim afterwards'
}

@test "the prompt names the environment that applies" {
	starts_with "$(prompt_line '$ ')" "$(init_line --prompt)" "$(init_line --prompt)"
	on_screen interactive 'prompt $' "send $(go "$HOME/p")" 'prompt (p) $' "send $(go "$HOME/q")" \
		'prompt $' "send vshim shell $(word "$HOME/p/env")" 'prompt (p) $' \
		'send vshim shell --system' 'prompt $' 'send vshim shell --unset' 'prompt $'
}

@test "the prompt that the shell has by itself stays" {
	local mark=\$
	[ "$(id -u)" -ne 0 ] || mark='#'
	case $shell in
	dash | ksh | mksh | yash) ;;
	*) return 0 ;;
	esac
	unset PS1
	starts_with "$(init_line --prompt)"
	on_screen interactive "prompt $mark" "send $(go "$HOME/p")" "prompt (p) $mark"
}

@test "the prompt has it after a theme, in two lines, and whatever the name" {
	starts_with "$(prompt_line '$ ')" "$(init_line --prompt)"
	printf '%s\n' 'prompt = '\''50% of $HOME `id` {x} \w ~!'\''' >>"$HOME/p/env/pyvenv.cfg"
	name='(50% of $HOME `id` {x} \w ~!)'
	theme=$(on_one_line "$(prompt_line $'over\n> ')")
	has_hook || name=
	spaced=$(on_one_line "$(prompt_line $'\n>> ')")
	steps=("send $spaced" "prompt $name >>")
	sees_lines || steps=()
	on_screen interactive 'prompt $' "send $(go "$HOME/p")" 'prompt '"${name:-(50% of \$HOME \`id\` {x\} \\w ~!)} \$" \
		"${steps[@]}" \
		"send $theme" "shows ${name:+$name }over" 'prompt >' "send $(go "$HOME/q")" \
		'line over' 'prompt >'
}

@test "the prompt has its colours beside the name" {
	starts_with "$(colored_prompt_line)" "$(init_line --prompt)"
	steps=()
	[ -z "$(leading_prompt_line)" ] ||
		steps=("send $(on_one_line "$(leading_prompt_line)")" 'prompt (p) red>')
	on_screen interactive 'prompt red>' 'paints red red' "send $(go "$HOME/p")" 'prompt (p) red>' \
		"paints $(plain_color) (p)" 'paints red red' "${steps[@]}"
}

@test "the prompt has it whatever makes it anew each time" {
	has_hook || return 0
	starts_with "$(prompt_line '$ ')" "$(theme_line before)" "$(init_line --prompt)" "$(theme_line after)"
	on_screen interactive 'prompt red>' "send $(go "$HOME/p")" 'prompt (p) red>' 'paints red red' \
		"send $(go "$HOME/q")" 'prompt red>' "send $(go "$HOME/p/a")" 'prompt (p) red>'
}

@test "the prompt does not name twice what was activated by hand" {
	cp -a "$BATS_FILE_TMPDIR/activated" "$HOME/x/mine"
	sed -i "s|$BATS_FILE_TMPDIR/activated|$HOME/x/mine|" "$HOME"/x/mine/bin/activate*
	starts_with "$(prompt_line '$ ')" "$(init_line --prompt)"
	on_screen interactive 'prompt $' "send $(go "$HOME/p")" 'prompt (p) $' \
		"send $(activate_line "$HOME/x/mine")" 'prompt (mine) $' \
		"send $(deactivate_line)" 'prompt (p) $' "send $(go "$HOME/q")" 'prompt $'
}
