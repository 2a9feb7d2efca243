# shellcheck shell=sh disable=SC2034
# A small installation with a project and an environment in it, for whoever measures. To be
# sourced. Whatever would be a Python is the target.

# make_world SOURCES DIRECTORY TARGET LAUNCHER VSHIM; SOURCES is where this file is.
make_world()
{
	sources=$1
	shift
	world=$1
	world_home=$world/home
	world_root=$world_home/.local/share/vshim
	world_shims=$world_root/shims
	world_project=$world_home/project
	world_outside=$world_home/src/tool
	world_path=$world_shims

	install_launcher "$world/prefix" "$3" "$4"
	make_shims "$world_shims" "$world/prefix"
	make_environment "$world_project/.venv" "$2"
	make_package "$world_project" a b c d e f
	make_package "$world_home" src tool

	# The last of ten entries has what is fallen through to.
	for entry in 1 2 3 4 5 6 7 8 9; do
		mkdir -p "$world/path/$entry"
		world_path=$world_path:$world/path/$entry
	done
	ln -s "$2" "$world/path/9/python"

	mkdir -p "$world/settings/vshim"
	ln -s "$(realpath "$sources")/config.ini" "$world/settings/vshim/config.ini"
	learn_world
}

# An environment and settings that vshim has seen before are the ordinary case.
learn_world()
{
	touch -d 2000-01-01 "$world_project/.venv/bin"
	in_world "$world/prefix/bin/vshim" init sh >/dev/null
	for shim in python tool; do
		in_world "$world_shims/$shim" || :
	done
	in_world XDG_CONFIG_HOME="$world/settings" "$world_shims/python" || :
}

# in_world [VARIABLE=VALUE]... COMMAND...: in the project.
in_world()
{
	(cd "$world_project" && env -i HOME="$world_home" PATH="$world_path" "$@")
}

# install_launcher PREFIX LAUNCHER VSHIM
install_launcher()
{
	mkdir -p "$1/bin" "$1/libexec/vshim"
	cp "$2" "$1/libexec/vshim/launcher"
	cp "$3" "$1/bin/vshim"
}

# make_shims DIRECTORY PREFIX
make_shims()
{
	mkdir -p "$1"
	for shim in python python3 pip pip3 tool; do
		ln -s "$2/libexec/vshim/launcher" "$1/$shim"
	done
}

# make_environment DIRECTORY TARGET: as `python3 -m venv` leaves it, but for its Python.
make_environment()
{
	mkdir -p "$1/bin" "$1/lib/python3.11/site-packages"
	cat >"$1/pyvenv.cfg" <<-END
		home = /usr/bin
		include-system-site-packages = false
		version = 3.11.2
		executable = /usr/bin/python3.11
		command = /usr/bin/python3 -m venv $1
	END
	ln -s "$2" "$1/bin/python"
	ln -s python "$1/bin/python3"
	ln -s python "$1/bin/python3.11"
	cp "$2" "$1/bin/tool"
	cp "$2" "$1/bin/pip"
}

# make_package DIRECTORY CHILD...: directories one in another, a few files in each.
make_package()
{
	directory=$1
	shift
	for child in "$@"; do
		directory=$directory/$child
		mkdir -p "$directory/data"
		touch "$directory/__init__.py" "$directory/module.py" "$directory/test_module.py"
	done
}
