# Shared by what checks the sources without running them: TAP, and how meson.build compiles.
# shellcheck shell=bash
#
# Read from the top of the repository.

# shellcheck disable=SC2034 # used where this is read
mapfile -t defines < <(grep -o "'-DVSHIM_[A-Z_]*=[^']*" meson.build |
	sed "s/^'//; s/=@0@\$/=2/; s/@0@/1.2.3/")
core_includes=(-Iinclude -Isrc/core)
host_rooms=(src/host/*/)
# shellcheck disable=SC2034
vshim_includes=("${core_includes[@]}" "${host_rooms[@]/#/-I}" -Isrc/cli)

number=0
failed=0

# What a check says is what is wrong.
result() { # TITLE FINDINGS
	number=$((number + 1))
	if [ -z "$2" ]; then
		echo "ok $number - $1"
		return
	fi
	failed=1
	echo "not ok $number - $1"
	printf '# %s\n' "${2//$'\n'/$'\n'# }"
}

# The end of the output; the status is the script's.
results_end() {
	echo "1..$number"
	return "$failed"
}
