# shellcheck shell=bash
# Completion of vshim for bash 3.2 and later.

# Offers those lines of standard input that start with the word $1.
_vshim_offer()
{
	local line

	while IFS= read -r line; do
		if [[ $line == "$1"* ]]; then
			COMPREPLY+=("$(printf '%q' "$line")")
		fi
	done
}

# The commands that have a shim.
_vshim_names()
{
	local shim shims=${VSHIM_ROOT:-${XDG_DATA_HOME:-$HOME/.local/share}/vshim}/shims

	for shim in "$shims"/*; do
		if [[ -L $shim ]]; then
			printf '%s\n' "${shim##*/}"
		fi
	done
}

# Those, and the commands that the environment has which applies here.
_vshim_own_names()
{
	local file bin

	_vshim_names
	bin=$(vshim which --inside python 2>/dev/null) || return 0
	for file in "${bin%/*}"/*; do
		if [[ -x $file && ! -d $file ]]; then
			printf '%s\n' "${file##*/}"
		fi
	done
}

# The known environments, apart from those whose names JSON has to escape.
_vshim_environments()
{
	vshim list --json 2>/dev/null | sed -n 's/.*"name": *"\([^"\\]*\)".*/\1/p'
}

_vshim_directories()
{
	local directory

	compopt -o filenames 2>/dev/null
	while IFS= read -r directory; do
		COMPREPLY+=("$directory")
	done < <(compgen -d -- "$1")
}

# The first operand after `vshim exec`, as a place in COMP_WORDS; 0 when it is not there yet.
_vshim_exec_operand()
{
	local at

	for ((at = 2; at < COMP_CWORD; at++)); do
		case ${COMP_WORDS[at]} in
		--) break ;;
		-e | --env) at=$((at + 1)) ;;
		-*) ;;
		*)
			printf '%d' "$at"
			return
			;;
		esac
	done
	printf '%d' $((at < COMP_CWORD ? at + 1 : 0))
}

_vshim_exec()
{
	local operand

	operand=$(_vshim_exec_operand)
	if ((operand > 0 && operand < COMP_CWORD)); then
		if declare -F _command_offset >/dev/null; then
			_command_offset "$operand"
		else
			compopt -o default 2>/dev/null
		fi
	elif [[ $2 == -e || $2 == --env || $2 == = ]]; then
		_vshim_offer "$1" < <(
			echo system
			_vshim_environments
		)
		_vshim_directories "$1"
	elif [[ $1 == -* && $operand == 0 ]]; then
		_vshim_offer "$1" < <(printf '%s\n' -e --env -h --help)
	else
		_vshim_offer "$1" < <(
			_vshim_own_names | sort -u
			compgen -c -- "$1"
		)
	fi
}

# The Pythons on PATH and those that pyenv has.
_vshim_pythons()
{
	local directory

	compgen -c -- python | grep -x 'python[0-9][0-9.]*'
	for directory in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/*/; do
		directory=${directory%/}
		if [[ -d $directory ]]; then
			printf '%s\n' "${directory##*/}"
		fi
	done
}

_vshim_create()
{
	if [[ $2 == -p || $2 == --python || $2 == = ]]; then
		compopt -o filenames 2>/dev/null
		_vshim_offer "$1" < <(
			_vshim_pythons | sort -u
			compgen -f -- "$1"
		)
	elif [[ $1 == -* ]]; then
		_vshim_offer "$1" < <(printf '%s\n' -p --python --clear --system-site-packages \
			--without-pip --prompt -h --help)
	else
		_vshim_directories "$1"
	fi
}

_vshim()
{
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
	local commands=(create doctor exec global help init list local prompt rehash shell trust uninstall
		whence which)
	local options=(-h --help)

	COMPREPLY=()
	if ((COMP_CWORD == 1)); then
		_vshim_offer "$word" < <(printf '%s\n' "${commands[@]}" -h --help -V --version)
		return
	fi
	case ${COMP_WORDS[1]} in
	exec)
		_vshim_exec "$word" "$before"
		return
		;;
	create)
		_vshim_create "$word" "$before"
		return
		;;
	init) options+=(--prompt --no-path --no-function --no-command-not-found --write) ;;
	shell) options+=(--print --system --unset) ;;
	local | global) options+=(--unset) ;;
	doctor) options+=(--fix --json) ;;
	list) options+=(--scan --broken --probe --size --json) ;;
	trust) options+=(--list --remove) ;;
	uninstall) options+=(-y --yes) ;;
	which) options+=(-a --all --explain --inside --json) ;;
	esac
	case ${COMP_WORDS[1]}:$word in
	*:-*) _vshim_offer "$word" < <(printf '%s\n' "${options[@]}") ;;
	help:*) _vshim_offer "$word" < <(printf '%s\n' "${commands[@]}") ;;
	init:*) _vshim_offer "$word" < <(printf '%s\n' bash elvish fish nu sh tcsh xonsh zsh) ;;
	shell:* | local:* | global:*)
		_vshim_offer "$word" < <(_vshim_environments)
		_vshim_directories "$word"
		;;
	trust:* | list:*) _vshim_directories "$word" ;;
	which:*) _vshim_offer "$word" < <(_vshim_own_names | sort -u) ;;
	whence:*) _vshim_offer "$word" < <(_vshim_names) ;;
	esac
}

complete -F _vshim vshim
