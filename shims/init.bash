# What `vshim init bash` prints; bash 3.2 and later, its POSIX mode included.
#
# The functions keep what they work on in their own positional parameters: a name that the user
# has made readonly could not even be made local.
#part path
function _vshim_path {
	# $1 the shims, $2 the rest of PATH (each entry ends in a colon), $3 what is kept of it
	# (each entry starts with one), $4 an entry.
	set -- @SHIMS@ "${PATH:-/usr/local/bin:/usr/bin:/bin}:" ''
	while [ -n "$2" ]; do
		set -- "$1" "${2#*:}" "$3" "${2%%:*}"
		# Slashes at its end make no other directory of it.
		[ "${4%"${4##*[!/]}"}" = "$1" ] || set -- "$1" "$2" "$3:$4"
	done
	PATH=$1$3
	export PATH
	# Bash may remember what a command was before there was a shim; it complains where it
	# was told not to remember (set +h).
	hash -r 2>/dev/null || :
}
_vshim_path
unset -f _vshim_path
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
if ! declare -F _vshim_not_found >/dev/null; then
	if declare -F command_not_found_handle >/dev/null; then
		# Bash has no other way to give a function a second name; it costs a fork, once.
		set -- "$(declare -f command_not_found_handle)" "$@"
		eval "_vshim_not_found${1#command_not_found_handle}"
		shift
	else
		function _vshim_not_found {
			printf '%s: %s: command not found\n' "${0##*/}" "$1" >&2
			return 127
		}
	fi
fi
function command_not_found_handle {
	if @VSHIM@ which --inside -- "$1" >/dev/null 2>&1; then
		@VSHIM@ exec -- "$@"
	else
		_vshim_not_found "$@"
	fi
}
#end
#part prompt
if [[ $- == *i* ]]; then
	# shellcheck disable=SC2016 # PS1 is to be expanded later
	function _vshim_prompt {
		# Lines that show nothing: there may be colours or a title in \[...\].
		set -- "$?" '^((\\\[([^\]|\\[^]])*\\\])*(\\n|'$'\n''))*'
		if [ -n "${_OLD_VIRTUAL_PS1+set}" ] &&
			[ "${VSHIM_ENV:-${VIRTUAL_ENV-}}" = "${VIRTUAL_ENV-}" ]; then
			# activate has put the name there itself.
			_vshim_name=
		else
			_vshim_name=$(@PROMPT@ 2>/dev/null) || _vshim_name=
		fi
		if [[ ${PS1-} != *'${_vshim_name-}'* && ${PS1-} =~ $2 ]]; then
			# In the first line that shows something.
			PS1=${BASH_REMATCH[0]}'${_vshim_name-}'${PS1:${#BASH_REMATCH[0]}}
		fi
		# What comes after us could set PS1 again.
		if [[ $_vshim_is_listed == yes && ${PROMPT_COMMAND[*]: -1} != _vshim_prompt ]]; then
			PROMPT_COMMAND+=(_vshim_prompt)
		fi
		# What comes after us may want to show it; with -e it would be the end.
		[[ $- == *e* ]] || return "$1"
	}
	if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 501)); then
		# A theme that assigns to PROMPT_COMMAND replaces the first one.
		_vshim_is_listed=yes
		[[ " ${PROMPT_COMMAND[*]-} " == *" _vshim_prompt "* ]] ||
			PROMPT_COMMAND=("${PROMPT_COMMAND[@]-}" _vshim_prompt)
	else
		_vshim_is_listed=no
		# shellcheck disable=SC2128,SC2178 # it was no array yet
		[[ ${PROMPT_COMMAND-} == *_vshim_prompt* ]] ||
			PROMPT_COMMAND=${PROMPT_COMMAND:+$PROMPT_COMMAND$'\n'}_vshim_prompt
	fi
fi
#end
