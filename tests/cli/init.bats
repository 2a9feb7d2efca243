#!/usr/bin/env bats
# shellcheck disable=SC2016 # what stands in single quotes is for another shell
#
# What `vshim init` prints, and for whom. What the code does is in ../shells.

load helper

setup_file() { model_make; }

setup() {
	world_make
	mkdir -p "$world/project" "$HOME/.config/nushell"
	environment "$world/project/.venv"
}

# shown_on_terminal COMMAND…: its output there.
shown_on_terminal() {
	TERM=xterm run on_terminal "$@" <<<"ends 0"
	assert_success
}

@test "on a terminal it says what to put where, with the options that were given" {
	PATH=$VSHIM_PREFIX/bin:$PATH
	while IFS='|' read -r shell file line; do
		shown_on_terminal "$vshim" init "$shell" --prompt --no-path
		assert_contains "at the end of $file:" || fail "for $shell" || return
		assert_line "  $line" || fail "for $shell" || return
	done <<-'END'
		bash|~/.bashrc|eval "$(vshim init bash --prompt --no-path)"
		zsh|~/.zshrc|eval "$(vshim init zsh --prompt --no-path)"
		fish|~/.config/fish/config.fish|vshim init fish --prompt --no-path | source
		tcsh|~/.tcshrc|eval "`vshim init tcsh --prompt --no-path`"
		elvish|~/.config/elvish/rc.elv|eval (vshim init elvish --prompt --no-path | slurp)
		xonsh|~/.xonshrc|execx($(vshim init xonsh --prompt --no-path))
		nu|~/.config/nushell/config.nu|source ~/.config/nushell/vshim.nu
		nu|~/.config/nushell/config.nu|vshim init nu --prompt --no-path | save -f ~/.config/nushell/vshim.nu
		ksh|~/.kshrc|eval "$(vshim init sh --prompt --no-path)"
		/bin/yash|~/.yashrc|eval "$(vshim init sh --prompt --no-path)"
	END
}

@test "the line works where vshim is not on PATH, below a directory of any name" {
	cp -a "$VSHIM_PREFIX" "$world/it's \$a \"prefix\" \\ (an init one)!"
	vshim="$world/it's \$a \"prefix\" \\ (an init one)!/bin/vshim"
	cd "$world/project" || return
	for shell in bash zsh fish tcsh elvish xonsh nu dash ksh mksh yash; do
		shown_on_terminal "$vshim" init "$shell"
		mapfile -t rows < <(sed -n 's/^  //p' <<<"$output")
		for row in "${rows[@]}"; do
			run "$shell" -c "$row"$'\n'"python -c 'import sys; print(sys.prefix)'" </dev/null
		done
		assert_success || fail "in $shell: ${rows[*]}" || return
		assert_output "$world/project/.venv" || fail "in $shell: ${rows[*]}" || return
	done
}

@test "the line names vshim by its path where PATH does not lead to it" {
	cp -a "$VSHIM_PREFIX" "$world/a \$b"
	while IFS='|' read -r shell line; do
		shown_on_terminal "$world/a \$b/bin/vshim" init "$shell"
		assert_line "  ${line/PATH/$world/a \$b/bin/vshim}" || fail "for $shell" || return
	done <<-'END'
		bash|eval "$('PATH' init bash)"
		tcsh|set _vshim_program = 'PATH'; alias _vshim_init '$_vshim_program:q init tcsh'; eval "`_vshim_init`"
		xonsh|execx($(@("PATH") init xonsh))
	END
}

@test "in zsh with options of other shells, whose /etc/profile it may read that way" {
	local how
	for how in '' 'setopt ksh_arrays;' 'setopt sh_glob;' 'emulate sh;'; do
		run zsh -f -i -c "
			command_not_found_handler() { echo \"mine: \$1\"; return 42; }
			precmd_functions=(before_one before_two) PROMPT=\$'%F{red}\n%fhere> '
			$how eval \"\$($vshim init zsh --prompt)\"
			emulate zsh
			echo \$precmd_functions
			no-such-thing
			cd $world/project && _vshim_prompt
			print -r -- \$PROMPT"
		assert_output "before_one before_two _vshim_prompt
mine: no-such-thing
%F{red}
%97v%fhere> " || fail "$how" || return
	done
}

@test "parts are left out, and the prompt is left out unless it is asked for" {
	for shell in bash zsh fish tcsh elvish xonsh nu sh; do
		"$vshim" init "$shell" >all
		"$vshim" init "$shell" --prompt >shown
		run -1 grep -c libexec all
		grep -q libexec/vshim/prompt shown
		"$vshim" init "$shell" --no-path --no-function --no-command-not-found >none
		run -1 grep -n -e PATH -e shims -e bin/vshim none
	done
}

@test "a shell that it does not know" {
	run -2 --separate-stderr "$vshim" init csh
	assert_stderr "vshim: init does not know the shell csh" "hint: vshim init bash, zsh, fish"
	assert_output ""
}
