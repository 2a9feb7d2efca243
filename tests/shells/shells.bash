# How each shell says what the scenario wants said: the only place that knows them apart.
# shellcheck shell=bash disable=SC2154,SC2016,SC2028 # what stands in single quotes is for another shell
#
#	load shells
#
# $shell is one of bash zsh fish tcsh elvish xonsh nu dash ash ksh mksh yash.

# The kind of language: `sh` for all that understand POSIX's.
kind() {
	case $shell in
	bash | zsh | dash | ash | ksh | mksh | yash) echo sh ;;
	*) echo "$shell" ;;
	esac
}

# What init is asked for.
init_name() {
	case $shell in
	dash | ash | ksh | mksh | yash) echo sh ;;
	*) echo "$shell" ;;
	esac
}

# Sets $command, how the shell is started: script FILE, interactive, login.
started() {
	command=("$shell")
	[ "$shell" != ash ] || command=(busybox ash)
	case $1:$shell in
	script:bash) command+=(--norc) ;;
	script:zsh | script:tcsh) command+=(-f) ;;
	script:xonsh) command+=(--no-rc) ;;
	interactive:dash | interactive:ash) command+=(-i) ;;
	login:elvish | script:*) ;;
	login:dash | login:ash | login:ksh | login:mksh | login:yash | login:xonsh) command+=(-l -i) ;;
	login:*) command+=(-l) ;;
	esac
}

# Where an interactive shell, and where a login shell looks for what it shall do first.
rc_file() {
	case $shell in
	bash) echo "$HOME/.bashrc" ;;
	zsh) echo "$HOME/.zshrc" ;;
	fish) echo "$HOME/.config/fish/config.fish" ;;
	tcsh) echo "$HOME/.tcshrc" ;;
	elvish) echo "$HOME/.config/elvish/rc.elv" ;;
	xonsh) echo "$HOME/.xonshrc" ;;
	nu) echo "$HOME/.config/nushell/config.nu" ;;
	*) echo "$HOME/.${shell}rc" ;;
	esac
}

profile() {
	case $shell in
	bash) echo "$HOME/.bash_profile" ;;
	dash | ash | ksh | mksh) echo "$HOME/.profile" ;;
	yash) echo "$HOME/.yash_profile" ;;
	*) rc_file ;;
	esac
}

# TEXT as one word.
word() {
	local text=$1
	case $(kind) in
	sh) printf "'%s'" "${text//\'/\'\\\'\'}" ;;
	fish)
		text=${text//\\/\\\\}
		printf "'%s'" "${text//\'/\\\'}"
		;;
	tcsh)
		text=${text//\'/\'\\\'\'}
		printf "'%s'" "${text//!/\\!}"
		;;
	elvish) printf "'%s'" "${text//\'/\'\'}" ;;
	xonsh | nu)
		text=${text//\\/\\\\}
		text="\"${text//\"/\\\"}\""
		# In what xonsh does not take for Python, variables are looked for in strings.
		[ "$shell" = nu ] || text="@($text)"
		printf '%s' "$text"
		;;
	esac
}

# The line that sets vshim up, with OPTIONs; nu has made its file before.
init_line() {
	case $(kind) in
	sh) echo "eval \"\$(vshim init $(init_name) $*)\"" ;;
	fish) echo "vshim init fish $* | source" ;;
	tcsh) echo "eval \"\`vshim init tcsh $*\`\"" ;;
	elvish) echo "eval (vshim init elvish $* | slurp)" ;;
	xonsh) echo "execx(\$(vshim init xonsh $*))" ;;
	nu)
		vshim init nu "$@" >"$world/init.nu"
		echo "source $(word "$world/init.nu")"
		;;
	esac
}

# NAME=VALUE for what is started later.
variable_line() {
	case $(kind) in
	sh) echo "export $1=$(word "$2")" ;;
	fish) [ "$1" != PATH ] && echo "set -gx $1 $(word "$2")" || echo "set -gx PATH (string split : $(word "$2"))" ;;
	tcsh) echo "setenv $1 $(word "$2")" ;;
	elvish) echo "set-env $1 $(word "$2")" ;;
	xonsh)
		text=$(word "$2")
		echo "\$$1 = ${text#@}"
		;;
	nu) [ "$1" != PATH ] && echo "\$env.$1 = $(word "$2")" || echo "\$env.PATH = ($(word "$2") | split row :)" ;;
	esac
}

# A prompt that shows TEXT, which holds nothing special but newlines.
prompt_line() {
	case $(kind) in
	sh) echo "PS1='$1'" ;;
	fish) echo "function fish_prompt; printf '%s' '$1'; end; function fish_greeting; end" ;;
	tcsh) echo "set prompt = '${1//$'\n'/\\n}'" ;;
	elvish) printf '%s\n' "set edit:prompt = { print \"${1//$'\n'/\\n}\" }; set edit:rprompt = { }" ;;
	xonsh) printf '$PROMPT = "%s"\n' "${1//$'\n'/\\n}" ;;
	nu) printf '%s\n' "\$env.PROMPT_COMMAND = {|| '' }; \$env.PROMPT_INDICATOR = \"${1//$'\n'/\\n}\"; \$env.PROMPT_COMMAND_RIGHT = ''; \$env.config.show_banner = false" ;;
	esac
}

# A prompt that shows `red> `, with a first word of that colour.
colored_prompt_line() {
	case $shell in
	bash) echo 'PS1="\[\e[31m\]red\[\e[0m\]> "' ;;
	zsh) echo 'PROMPT="%F{red}red%f> "' ;;
	fish) echo "function fish_prompt; set_color red; printf red; set_color normal; printf '> '; end; function fish_greeting; end" ;;
	tcsh) echo "set prompt = '%{\033[31m%}red%{\033[0m%}> '" ;;
	elvish) echo "set edit:prompt = { styled red red; put '> ' }; set edit:rprompt = { }" ;;
	xonsh) echo '$PROMPT = "{RED}red{RESET}> "' ;;
	nu) echo "\$env.PROMPT_COMMAND = {|| \$'(ansi red)red(ansi reset)' }; \$env.PROMPT_INDICATOR = '> '; \$env.PROMPT_COMMAND_RIGHT = ''; \$env.config.show_banner = false" ;;
	yash) echo "PS1='\fr.red\fD.> '" ;;
	*) echo 'PS1=$(printf "\033[31mred\033[0m> ")' ;;
	esac
}

# The colour of what has none, in a prompt.
plain_color() {
	[ "$shell" = nu ] && echo green || echo default
}

# A theme whose first line shows nothing, in which colours are set all the same; the second is
# `red> `. Nothing where ours does not look for that.
leading_prompt_line() {
	case $shell in
	bash) echo 'PS1="\[\e]0;title\a\]\[\e[31m\]\n\[\e[32m\]red\[\e[0m\]> "' ;;
	zsh) echo 'PROMPT="%F{red}%B%{$(printf "\\e[0m")%}"$'"'\\n'"'"red> "' ;;
	fish) echo "function fish_prompt; set_color red; set_color normal; printf '\nred> '; end" ;;
	xonsh) echo '$PROMPT = "{RED}{RESET}\nred> "' ;;
	nu) echo "\$env.PROMPT_COMMAND = {|| \$'(ansi red)(ansi reset)(char newline)red' }" ;;
	esac
}

# What makes that prompt anew before each one, for a start-up file, `before` our line or `after`
# it: after, wherever that does not take the place of what was there before.
theme_line() {
	case $1:$shell in
	after:bash) echo "theme() { $(colored_prompt_line); }; PROMPT_COMMAND=theme" ;;
	after:zsh) echo "theme() { $(colored_prompt_line); }; precmd_functions+=(theme)" ;;
	before:tcsh) echo "alias precmd \"$(colored_prompt_line)\"" ;;
	after:xonsh)
		echo 'def theme():'
		echo '    return "{RED}red{RESET}> "'
		echo '$PROMPT = theme'
		;;
	before:yash) echo "theme() { $(colored_prompt_line); }; PROMPT_COMMAND=theme" ;;
	after:fish | after:elvish | after:nu) colored_prompt_line ;;
	esac
}

# The strictest mode, for the first line of a script.
strict_line() {
	case $(kind) in
	sh) echo "set -eu" ;;
	xonsh) echo '$RAISE_SUBPROC_ERROR = True' ;;
	esac
}

# What activates ENVIRONMENT by hand, and what takes that back. elvish has no script for it, and
# nu none that is as old as Debian's virtualenv.
activate_line() {
	case $(kind) in
	sh) echo ". $(word "$1/bin/activate")" ;;
	fish) echo "source $(word "$1/bin/activate.fish")" ;;
	tcsh) echo "source $(word "$1/bin/activate.csh")" ;;
	xonsh) echo "source $(word "$1/bin/activate.xsh")" ;;
	*) variable_line VIRTUAL_ENV "$1" ;;
	esac
}

deactivate_line() {
	case $(kind) in
	elvish) echo "unset-env VIRTUAL_ENV" ;;
	nu) echo 'hide-env VIRTUAL_ENV' ;;
	*) echo deactivate ;;
	esac
}

# COMMAND, and whether it went well.
status_line() {
	case $(kind) in
	sh) echo "$1 && echo well || echo badly" ;;
	fish) echo "$1; and echo well; or echo badly" ;;
	tcsh) echo "$1 && echo well || echo badly" ;;
	elvish) echo "try { $1; echo well } catch e { echo badly }" ;;
	xonsh) echo "$1 and echo well or echo badly" ;;
	nu) echo "try { $1; print well } catch { print badly }" ;;
	esac
}

# Whether something that the shell does before each prompt sees to ours.
has_hook() {
	case $shell in
	dash | ash | ksh | mksh) return 1 ;;
	esac
}

# Whether ours looks for the first line of a prompt that shows something.
sees_lines() {
	case $shell in
	bash | zsh | fish | tcsh | xonsh | yash) ;;
	*) return 1 ;;
	esac
}

# Whether a function can be defined by what is evaluated in a script.
has_function() { # MODE
	[ "$shell:$1" != elvish:script ]
}

# What makes the shell know the completions, where they are not installed for everybody.
completion_line() {
	case $shell in
	bash) echo ". $(word "$VSHIM_PREFIX/share/bash-completion/completions/vshim")" ;;
	zsh) echo "fpath+=($(word "$VSHIM_PREFIX/share/zsh/site-functions")); autoload -U compinit; compinit -u" ;;
	# What fish is just loading by itself, for what it suggests, it does not have for the Tab.
	fish) echo "source $(word "$VSHIM_PREFIX/share/fish/vendor_completions.d/vshim.fish")" ;;
	nu) echo '# they are in what init has printed' ;;
	esac
}

# What becomes of a command that is not found: `runs`, `told` or nothing.
not_found() {
	case $shell in
	bash | zsh | fish | xonsh | yash) echo runs ;;
	nu) echo told ;;
	esac
}
