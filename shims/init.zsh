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
	emulate -L zsh
	case ${1-}:${2:---help} in
	(shell:-h|shell:--help) ;;
	(shell:*)
		shift
		local value
		# The colon keeps newlines at the value's end.
		value=$(@VSHIM@ shell --print "$@" && print :) || return
		value=${value%?:}
		if [[ -n $value ]]; then
			export VSHIM_ENV=$value
		else
			unset VSHIM_ENV
		fi
		return
		;;
	esac
	@VSHIM@ "$@"
}
#end
