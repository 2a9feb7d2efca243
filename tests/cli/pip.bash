# For the suites about pip and console scripts: environments with a pip, and wheels to install.
# shellcheck shell=bash disable=SC2154,SC2034 # the variables are shared with helpers.bash
#
#	load ../helpers
#	load pip
#	setup_file() { pip_template; }

# Environments made by this file's tests are copies of one: pip takes seconds to put in.
pip_template() {
	env -i HOME="$BATS_FILE_TMPDIR" PATH=/usr/bin:/bin \
		virtualenv --quiet --python "$system_python" --no-setuptools --no-wheel \
		"$BATS_FILE_TMPDIR/template"
}

# pip_world: world_make, and shims; in the project directory $project, whose environment $E has
# a pip. Wheels are in $wheels.
pip_world() {
	world_make
	# pip never looks anywhere but in $wheels.
	export PIP_CONFIG_FILE=/dev/null PIP_NO_INDEX=1 PIP_DISABLE_PIP_VERSION_CHECK=1
	export PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
	wheels=$world/wheels
	export PIP_FIND_LINKS=$wheels
	project=$HOME/project
	E=$project/.venv
	mkdir "$wheels" "$project"
	cd "$project" || return
	shims_on
}

# with_pip DIR: an environment with pip, as virtualenv would have made it there.
with_pip() {
	cp -a "$BATS_FILE_TMPDIR/template" "$1" || return
	sed -i "1s|^#!.*|#!$1/bin/python|" "$1"/bin/pip*
}

# wheel NAME VERSION COMMAND…: for pip to install.
wheel() {
	"$system_python" "${BASH_SOURCE[0]%/*}/wheel.py" "$wheels" "$@"
}

# site_packages DIR: where its modules are.
site_packages() {
	printf '%s\n' "$1"/lib/python*/site-packages
}

# fake_pip DIR [LINE…]: a pip in the environment DIR that these lines of Python stand for; it
# says which interpreter reads it.
fake_pip() {
	local file=$1/bin/pip
	printf '%s\n' "#!$1/bin/python" "import os, sys, signal, time" "${@:2}" >"$file"
	chmod 755 "$file"
}

# decoy: a directory behind the shims on PATH with pips that leave a trace when they run.
decoy() {
	local name
	for name in pip pip3 pip3.11 pip3.99; do
		command_make "$world/decoy/$name" "echo $name >>'$world/trace'" "echo decoy $name"
	done
	PATH=$shims:$world/decoy:/usr/bin:/bin
}

# assert_untouched: no decoy ran.
assert_untouched() {
	refute_exists "$world/trace"
}

# unprivileged COMMAND…: bound by owners and modes of files, as root is not.
unprivileged() {
	if [ "$(id -u)" -ne 0 ]; then
		"$@"
	else
		setpriv --bounding-set=-all --inh-caps=-all "$@"
	fi
}
