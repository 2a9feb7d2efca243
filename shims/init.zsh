# What `vshim init zsh` prints; zsh 5.0 and later, whatever its options.
#part path
() {
	emulate -L zsh -o extended_glob
	[[ -n ${PATH-} ]] || PATH=/usr/local/bin:/usr/bin:/bin
	# `/#` is any number of slashes: at an entry's end they make no other directory of it.
	path=("$1" "${(@)path:#$1/#}")
	export PATH
	# Zsh may remember what a command was before there was a shim.
	rehash
} @SHIMS@
#end
#part function
function vshim {
	case ${1-}:${2:---help} in
	shell:-h | shell:--help) ;;
	shell:*)
		shift
		# The exit status comes after the value, which so keeps a newline at its end.
		set -- "$(if @VSHIM@ shell --print "$@"; then echo :0; else echo ":$?"; fi)"
		[ "${1##*:}" = 0 ] || return "${1##*:}"
		set -- "${1%?:0}"
		if [ -n "$1" ]; then
			export VSHIM_ENV="$1"
		else
			unset VSHIM_ENV
		fi
		return
		;;
	esac
	@VSHIM@ "$@"
}
#end
#part command-not-found
if (( ! ${+functions[_vshim_not_found]} )); then
	if (( ${+functions[command_not_found_handler]} )); then
		functions[_vshim_not_found]=${functions[command_not_found_handler]}
	else
		function _vshim_not_found {
			printf 'zsh: command not found: %s\n' "$1" >&2
			return 127
		}
	fi
fi
function command_not_found_handler {
	if @VSHIM@ which --inside -- "$1" >/dev/null 2>&1; then
		@VSHIM@ exec -- "$@"
	else
		_vshim_not_found "$@"
	fi
}
#end
#part prompt
if [[ -o interactive ]]; then
	function _vshim_prompt {
		emulate -L zsh -o extended_glob
		local -a match mbegin mend
		if (( ${+_OLD_VIRTUAL_PS1} )) && [[ ${VSHIM_ENV:-$VIRTUAL_ENV} == "$VIRTUAL_ENV" ]]; then
			# activate has put the name there itself.
			psvar[97]=
		else
			psvar[97]=$(@PROMPT@ 2>/dev/null) || :
		fi
		# `%97v` is shown as it is, whatever it holds and whatever the options of prompts are.
		# As it stands it would be an error where sh_glob is set.
		local lead='(#b)(((%[FK][{][^}]#[}]|%[{][^%]#%[}]|%[BbUuSsfk])#'$'\n'')#)(*)'
		if [[ $PROMPT != *%97v* && $PROMPT == ${~lead} ]]; then
			# In the first line that shows something, whatever colours come before.
			PROMPT=$match[1]%97v$match[4]
		fi
		# What comes after us could set PROMPT again.
		[[ $precmd_functions[-1] == _vshim_prompt ]] ||
			precmd_functions=(${precmd_functions:#_vshim_prompt} _vshim_prompt)
	}
	() {
		emulate -L zsh
		precmd_functions=(${precmd_functions:#_vshim_prompt} _vshim_prompt)
	}
fi
#end
