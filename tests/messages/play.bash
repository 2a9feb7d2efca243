# Plays transcripts. The tests' world is that of helpers.bash.
# shellcheck shell=bash
#
#	play_all <TRANSCRIPT

: "${repository:?}" "${system_python:?}"

# Prints each command behind its `$`, what it prints on both streams, and its status when that is
# not 0; and the headings, each behind an empty line.
play_all() {
	local line status empty=
	while IFS= read -r line <&3; do
		case $line in
		'$ '*)
			printf '%s\n' "$line"
			status=0
			# In this shell: it may change the directory.
			eval "${line#'$ '}" >"${world:?}/said" 2>&1 3<&- </dev/null || status=$?
			cat "$world/said"
			[ "$status" -eq 0 ] || printf '[%d]\n' "$status"
			;;
		'# '*)
			printf '%s%s\n' "$empty" "$line"
			empty=$'\n'
			;;
		esac
	done 3<&0
}

# env_known DIRECTORY…: as if each had been selected once.
env_known() {
	local directory
	for directory; do
		(cd "$directory" && VSHIM_ENV=$directory "$VSHIM_PREFIX/bin/vshim" exec true)
	done
}

# made_by NAME: a broken ./.venv (or one of Poetry's) that was made by that tool.
made_by() {
	rm -rf .venv
	case $1 in
	uv) venv .venv && echo 'uv = 0.4' >>.venv/pyvenv.cfg ;;
	virtualenv) venv .venv && echo 'virtualenv = 20' >>.venv/pyvenv.cfg ;;
	Pipenv) venv .venv && : >.venv/.project ;;
	Poetry) venv ~/.cache/pypoetry/virtualenvs/shop && rm ~/.cache/pypoetry/virtualenvs/shop/bin/python* && return ;;
	esac
	rm .venv/bin/python*
}

# python_interpreter: what could be taken for Python by what is in it, for no machine.
python_interpreter() {
	printf '\177ELF%020d Py_Main' 0
}

# stand_in FILE VERSION [MODULES]: a Python that says that it is of VERSION and lacks MODULES.
stand_in() {
	command_make "$1" "STAND_IN='$1' exec '$system_python' '$repository/tests/cli/stand-in.py' $2 '${3-}' \"\$@\""
}

# mounted DIRECTORY COMMAND…: with something else mounted there: empty, and without room for a file.
mounted() {
	local as_root=()
	[ "$(id -u)" -eq 0 ] || as_root=(--map-root-user)
	# shellcheck disable=SC2016 # for the inner shell
	unshare --mount "${as_root[@]}" sh -c 'mount -t tmpfs -o nr_inodes=2 tmpfs "$1" && shift &&
		exec "$@"' sh "$@"
}

# doctor CHECK…: what it says of these.
doctor() {
	local IFS='|'
	vshim doctor | tr -s " " | grep -wE "^[a-z]+ ($*)"
}

# held COMMAND…: as a user whom the permissions of files hold back, also for root.
held() {
	if [ "$(id -u)" -eq 0 ]; then
		setpriv --bounding-set=-dac_override,-dac_read_search "$@"
	else
		"$@"
	fi
}
