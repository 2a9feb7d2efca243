# For the suites about trust: users, and who runs what; needs root, who can make their files. Each
# test has the number of its sentence under "Threat model" in vshim-shims(7).
# shellcheck shell=bash disable=SC2154,SC2034,SC2016 # the variables are shared with helpers.bash
#
#	load helper
#	load trust
#	setup_file() { trust_model; }
#	setup() { trust_world; }
#	teardown() { trust_end; }

trust_model() {
	[ "$(id -u)" -eq 0 ] || fail "only root can make other users' files: run this as root"
	model_make
}

# trust_world: world_make, and in $open, where everybody gets, $HOME, shims and `vshim` of $me;
# $other is another user, and $user who asks.
trust_world() {
	world_make
	# Others must get there, which the directories of bats do not let them.
	open=$(mktemp -d /tmp/vshim-trust.XXXXXX)
	chmod 755 "$open"
	cp -a "$VSHIM_PREFIX" "$open/prefix"
	vshim=$open/prefix/bin/vshim
	me=2001 other=2002
	HOME=$open/home
	mkdir "$HOME" "$open/place"
	chown "$me" "$HOME"
	shims=$HOME/.local/share/vshim/shims
	as "$me" "$vshim" rehash
	PATH=$shims:/usr/local/bin:/usr/bin:/bin
	cd "$open/place" || return
	user=$me
}

trust_end() {
	rm -rf "$open"
}

# as USER COMMAND…
as() { setpriv --reuid "$1" --regid "$1" --clear-groups "${@:2}"; }

# made_by USER DIRECTORY…: environments of that user's.
made_by() {
	environment "${@:2}"
	chown -R -h "$1" "${@:2}"
}

# runs ENVIRONMENT [VARIABLE=VALUE…]: what `python` of $user starts here, or /usr.
runs() {
	run as "$user" env "${@:2}" python -c 'import sys; print(sys.prefix)'
	assert_success || return
	assert_output "$1"
}

# refuses PATH [TEXT…]: `python` of $user starts nothing and names PATH, and so does `which`.
refuses() {
	run --separate-stderr -126 as "$user" python -c 'print("ran")'
	assert_output "" || return
	assert_stderr "vshim: $1 is not trusted" "hint: " "${@:2}" || return
	run -126 as "$user" "$vshim" which python
}

# asks_for PATH: so does it where PATH was not accepted yet.
asks_for() {
	run --separate-stderr -126 as "$user" python -c 'print("ran")'
	assert_output "" || return
	assert_stderr "vshim: $1 was not trusted yet" "hint: if you know what is in it: vshim trust " || return
	run -126 as "$user" "$vshim" which python
}

# explicit: the setting, for $me.
explicit() {
	mkdir -p "$HOME/.config/vshim"
	printf '[trust]\nmode = explicit\n' >"$HOME/.config/vshim/config.ini"
}

# tells_when_started ENVIRONMENT: whatever of it is started says so in $open/started.
tells_when_started() {
	local name
	rm "$1"/bin/python*
	for name in python python3 python3.11 pip pip3 tool; do
		command_make "$1/bin/$name" "echo \$0 >>'$open/started'"
	done
	touch "$open/started"
	chmod 666 "$open/started"
	mkdir -p "$1/lib/python3.11/site-packages/pip"
}

# starts_nothing: by no command, where an environment that tells is not to be trusted.
starts_nothing() {
	local command
	for command in "which python" "which -a tool" "which --inside tool" "which --explain python" \
		"exec python" "exec tool" "exec pip install x" prompt "list --probe" "list --scan --probe ." \
		rehash "whence tool" local "shell --print $1" "init bash" doctor; do
		# shellcheck disable=SC2086 # words
		run as "$me" "$vshim" $command
	done
	for command in python python3 pip tool; do
		run as "$me" "$command" install x
	done
	run as "$me" "$open/prefix/libexec/vshim/prompt"
	run as "$me" bash -ic 'eval "$("$0" init --prompt bash)"; true; tool' "$vshim"
	run cat "$open/started"
	assert_output ""
}
