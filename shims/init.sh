# What `vshim init sh` prints: dash, ksh93, mksh, yash and every other POSIX shell.
#
# POSIX has no local variables, so the functions below keep what they work on in their own
# positional parameters; nothing is left behind but what a part promises.
#part path
_vshim_path() {
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
	# The shell may remember what a command was before there was a shim; ksh93 and mksh know
	# `hash` as an alias only, and an error of it must not end a shell that runs with -e.
	hash -r 2>/dev/null || :
}
_vshim_path
unset -f _vshim_path
#end
#part function
vshim() {
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
if [ -n "${YASH_VERSION-}" ]; then
	_vshim_found() {
		@VSHIM@ which --inside -- "$1" >/dev/null 2>&1
	}
	_vshim_run() {
		@VSHIM@ exec -- "$@"
	}
	# The others have nothing of the kind, nor arrays.
	case ${COMMAND_NOT_FOUND_HANDLER-} in
	*_vshim_found*) ;;
	*) eval 'COMMAND_NOT_FOUND_HANDLER=("${COMMAND_NOT_FOUND_HANDLER-}"
		'\''if _vshim_found "$1"; then HANDLED=true; _vshim_run "$@"; fi'\'')' ;;
	esac
fi
#end
#part prompt
case $- in
*i*)
	# These shells evaluate PS1 at every prompt.
	_vshim_prompt() {
		if [ -n "${_OLD_VIRTUAL_PS1+set}" ] &&
			[ "${VSHIM_ENV:-${VIRTUAL_ENV-}}" = "${VIRTUAL_ENV-}" ]; then
			# activate has put the name there itself.
			return 0
		fi
		# What PS1 evaluates to is read once more: ksh93 puts a number for each `!`, yash and
		# busybox (which alone has FUNCNAME, apart from bash) look for backslashes.
		# shellcheck disable=SC3028
		case ${YASH_VERSION:+again}${BASH_VERSION-${FUNCNAME+again}}:${KSH_VERSION-} in
		again:*) set -- '' '' \\ ;;
		*' 93'*) set -- '' '' '!' ;;
		*)
			@PROMPT@ 2>/dev/null || :
			return 0
			;;
		esac
		set -- "$(@PROMPT@ 2>/dev/null)" '' "$3"
		while [ "$1" != "${1#*"$3"}" ]; do
			set -- "${1#*"$3"}" "$2${1%%"$3"*}$3$3" "$3"
		done
		printf '%s' "$2$1"
	}
	# shellcheck disable=SC2016 # PS1 is to be expanded later
	_vshim_prompt_put() {
		case ${PS1-} in
		*'$(_vshim_prompt)'*) return 0 ;;
		esac
		# ksh93 gives it a value only after its start-up file.
		# shellcheck disable=SC3067 # every one of these shells knows -O
		[ -n "${PS1+set}" ] || if [ -O / ]; then PS1='# '; else PS1='$ '; fi
		# In the first line that shows something.
		set -- '' "$PS1"
		while case $2 in '
'*) ;; *) false ;; esac do
			set -- "$1
" "${2#?}"
		done
		PS1=$1'$(_vshim_prompt)'$2
	}
	_vshim_prompt_put
	# yash alone has a hook: PS1 may be set again.
	case ${YASH_VERSION-}:${PROMPT_COMMAND-} in
	:* | *_vshim_prompt_put*) ;;
	*) eval 'PROMPT_COMMAND=("${PROMPT_COMMAND-}" _vshim_prompt_put)' ;;
	esac
	;;
esac
#end
