# What the suites here share beside ../helpers.bash.
# shellcheck shell=bash disable=SC2154

load ../helpers

# One real venv a file, to be copied: a tenth of a second once instead of each time.
model_make() {
	/usr/bin/python3 -m venv --without-pip "$BATS_FILE_TMPDIR/model"
	# A `bin` that changed a moment ago would be looked at again by each launch.
	touch -d '1 hour ago' "$BATS_FILE_TMPDIR/model/bin"
}

# project_world: world_make, and shims; in the empty directory $world/project. $world/none is no
# project and holds nothing.
project_world() {
	world_make
	shims_on
	mkdir "$world/none" "$world/project"
	cd "$world/project" || return
}

# environment DIR…: environments like the one of model_make.
environment() {
	local directory
	for directory; do
		mkdir -p "$(dirname "$directory")"
		cp -a "$BATS_FILE_TMPDIR/model" "$directory"
	done
}

# shims_for_tools: shims for the commands of the environment selected here.
shims_for_tools() {
	"$vshim" exec true && "$vshim" rehash
}

# installation_copy: an installation of this test's own, at $world/prefix, to which the shims lead.
installation_copy() {
	cp -a "$VSHIM_PREFIX" "$world/prefix"
	vshim=$world/prefix/bin/vshim
	"$vshim" rehash
}

# assert_selects ORIGIN [ENVIRONMENT]: what `python` runs in, and what `which` says of it.
assert_selects() {
	local prefix
	prefix=$(prefix_of) || fail "python ended with status $?" || return
	assert_equal "$prefix" "${2-/usr}" || return
	run "$vshim" which --json python
	assert_success || return
	assert_contains "\"origin\": \"$1\"" "\"environment\": ${2+\"}${2-null}${2+\"}"
}

# assert_refused TEXT…: python ends with 126 and says each TEXT.
assert_refused() {
	run --separate-stderr -126 python -c 'print("ran")'
	assert_output "" || return
	assert_stderr "vshim: " "$@"
}

# plainly COMMAND…: with the permissions of everybody else, also for root.
plainly() {
	if [ "$(id -u)" -eq 0 ]; then
		setpriv --bounding-set=-dac_override,-dac_read_search "$@"
	else
		"$@"
	fi
}

# settings LINE…: the settings file.
settings() {
	mkdir -p "$HOME/.config/vshim"
	printf '%s\n' "$@" >"$HOME/.config/vshim/config.ini"
}

# json EXPRESSION: of the last output, read by Python's json; `o` is the first object, `l` all.
json() {
	printf '%s\n' "$output" | PYTHONIOENCODING=utf-8:strict "$system_python" -c '
import json, sys
l = [json.loads(line) for line in sys.stdin]
o = l[0] if l else None
print(eval(sys.argv[1]))' "$1"
}
