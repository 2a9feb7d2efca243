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
