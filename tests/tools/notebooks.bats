#!/usr/bin/env bats
# IPython and Jupyter, Debian's own and in an environment that sees Debian's packages.

load ../helpers
load tools

setup() {
	tools_world --system-site-packages
}

@test "IPython as a module of the environment" {
	assert_alike python -m IPython --no-banner -c "$show_prefix"
	assert_output "$E"
}

@test "the system's ipython3 reaches for an activated environment: vshim exec is that" {
	local site=$E/lib/python3.11/site-packages
	site=$(printf '%s\n' "$E"/lib/python*/site-packages)
	echo 'here = "the environment"' >"$site/only_here.py"
	run activated ipython3 --no-banner -c 'import only_here; print(only_here.here)'
	assert_line "the environment"
	run shimmed "$vshim" exec ipython3 --no-banner -c 'import only_here; print(only_here.here)'
	assert_line "the environment"
	# Debian's ipython3 is Debian's where nothing says otherwise: no shim is called that.
	run shimmed ipython3 --no-banner -c "$show_prefix"
	assert_output /usr
}

# kernel_prefix NAME: what sys.prefix is in the kernel NAME that is started here. The kernel writes
# it down: what it prints, Debian's `jupyter run` now and then misses.
kernel_prefix() {
	echo "import sys; open('prefix', 'w').write(sys.prefix)" >notebook.py
	rm -f prefix
	shimmed timeout 120 jupyter run --kernel "$1" notebook.py >said 2>&1 || :
	cat prefix || cat said
}

@test "a kernel that was installed from the environment runs in it from everywhere" {
	run shimmed python -m ipykernel install --user --name here
	assert_success
	# What the kernel is started by is the interpreter, no shim: it holds for other directories.
	assert_equal "$("$system_python" -c 'import json, sys; print(json.load(open(sys.argv[1]))["argv"][0])' \
		"$HOME/.local/share/jupyter/kernels/here/kernel.json")" "$E/bin/python"
	cd "$HOME"
	run kernel_prefix here
	assert_output "$E"
}

@test "a kernel that names a bare python3 goes by the directory" {
	mkdir -p "$HOME/.local/share/jupyter/kernels/bare"
	echo '{"argv": ["env", "python3", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
		"display_name": "bare", "language": "python"}' \
		>"$HOME/.local/share/jupyter/kernels/bare/kernel.json"
	run kernel_prefix bare
	assert_output "$E"
	cd "$HOME"
	run kernel_prefix bare
	assert_output /usr
}
