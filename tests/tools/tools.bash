# For the suites that run real tools through the shims, and beside that in an activated shell.
# What differs is told in vshim-shims(7), CAVEATS, and has its test here.
# shellcheck shell=bash disable=SC2154,SC2034 # the variables are shared with helpers.bash

# tools_world [OPTION…]: world_make; in the project directory $project, whose environment $E was
# made by virtualenv with these options; shims, but not on PATH.
tools_world() {
	world_make
	# No index can be reached, and no tool should look whether there is news of it.
	export PIP_CONFIG_FILE=/dev/null PIP_NO_INDEX=1 PIP_DISABLE_PIP_VERSION_CHECK=1
	export PIP_FIND_LINKS=/usr/share/python-wheels PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
	export PYDEVD_DISABLE_FILE_VALIDATION=1 GIT_CONFIG_GLOBAL=/dev/null
	project=$HOME/project
	E=$project/.venv
	mkdir "$project"
	cd "$project" || return
	virtualenv --quiet --python "$system_python" --no-setuptools --no-wheel "$@" "$E" || return
	"$vshim" rehash >/dev/null
	"$vshim" exec true
	# So that a tool that is led astray shows it.
	show_prefix='import sys; print(sys.prefix)'
}

# activated COMMAND…: as in a shell in which the environment is activated, without vshim.
activated() {
	# shellcheck source=/dev/null
	(. "$E/bin/activate" && "$@")
}

# shimmed COMMAND…: as in a shell that vshim is set up in.
shimmed() {
	(PATH=$shims:$PATH && "$@")
}

# assert_alike COMMAND…: the same output and the same end; it is the last `run`.
assert_alike() {
	local one
	run activated "$@"
	one="status $status"$'\n'"$output"
	run shimmed "$@"
	assert_equal "status $status"$'\n'"$output" "$one"
}
