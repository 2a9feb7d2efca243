#!/usr/bin/env bats
# shellcheck disable=SC2016 # what stands in single quotes is for another shell
#
# vshim create: environments by venv and by virtualenv, with every kind of Python and name.

load helper

setup() {
	project_world
	TERM=xterm
	versions=$(getent passwd "$(id -u)" | cut -d : -f 6)/.pyenv/versions
}

# stand_in FILE VERSION [MODULES]: a Python that says that it is of VERSION and lacks MODULES.
stand_in() {
	command_make "$1" "STAND_IN='$1' exec '$system_python' '$BATS_TEST_DIRNAME/stand-in.py' $2 '${3-}' \"\$@\""
}

# old_python MAJOR.MINOR: makes it found among pyenv's versions: the machine's own, where it has
# one, else a stand-in. Says which.
old_python() {
	local real
	real=$(find "$versions" -maxdepth 1 -name "$1.*" 2>/dev/null | sort -V | tail -n 1)
	export PYENV_ROOT=$world/pyenv
	mkdir -p "$PYENV_ROOT/versions"
	if [ -n "$real" ]; then
		echo "# Python $1 is $real" >&3
		ln -s "$real" "$PYENV_ROOT/versions/"
		version=${real##*/}
	else
		echo "# Python $1 is a stand-in: $versions has none" >&3
		version=$1.99
		stand_in "$PYENV_ROOT/versions/$version/bin/python" "$version" "virtualenv$([ "$1" != 2.7 ] || echo ,venv)"
	fi
}

# A Python as Debian installs it without python3-venv: the real one, in a directory from which
# ensurepip was left out.
bare_python() {
	local version directory=$world/bare
	version=$("$system_python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
	mkdir -p "$directory/bin" "$directory/lib/python$version" "$directory/lib/python3/dist-packages"
	cp "$(readlink -f "$system_python")" "$directory/bin/python$version"
	ln -s "/usr/lib/python$version"/* "$directory/lib/python$version"
	rm -f "$directory/lib/python$version/ensurepip"
	bare=$directory/bin/python$version
}

# assert_environment DIR: it is one, that python selects, known, and with shims.
assert_environment() {
	run prefix_of "$1/bin/python"
	assert_output "$1"
	run "$vshim" list --json
	assert_contains "\"path\": \"$1\""
	assert_contains '"state": "ok"'
}

# assert_nothing_made: the directory is as it was.
assert_nothing_made() {
	assert_equal "$(ls -A)" "${1-}"
}

# --- where

@test "without a word: .venv, with pip, known, with shims; on a terminal it shows what goes on" {
	run on_terminal "$vshim" create <<-END
		expect making an environment with Python 3
		expect , putting pip in (
		expect $PWD/.venv: Python 3
		ends 0
	END
	assert_success
	# The line is taken back each time, and at the end; it is drawn when there is news.
	assert_equal "$(tr '\r' '\n' <<<"$output" | sed -n '/./p' | grep -v $'^\e\[Kmaking an env')" \
		$'\e[K'"$(grep -o "$PWD/.venv: .*" <<<"$output")"
	assert_equal "$(tr '\r' '\n' <<<"$output" | grep making | uniq -d)" ""
	assert_environment "$PWD/.venv"
	assert_equal "$(prefix_of)" "$PWD/.venv"
	run pip --version
	assert_contains "$PWD/.venv/lib/"
	assert_exists "$shims/pip$("$system_python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
}

@test "elsewhere than on a terminal it is one line" {
	run --separate-stderr "$vshim" create --without-pip
	assert_success
	assert_equal "$stderr" ""
	assert_output "$PWD/.venv: Python $("$system_python" -c 'import platform; print(platform.python_version())'), from $system_python"
}

@test "a directory: relative, absolute, deep, with an odd name" {
	local name
	for name in env a/b/c "$world/elsewhere" "it's \"odd\" \$HOME" $'new\nline' ./dot ../project/up slash/; do
		"$vshim" create --without-pip "$name"
		run prefix_of "$name/bin/python"
		assert_output "$(cd "$name" && pwd)"
	done
	mkdir here
	cd here
	"$vshim" create --without-pip .
	run prefix_of bin/python
	assert_output "$PWD"
	run "$vshim" list --json
	for name in a/b/c dot up slash here; do
		assert_contains "\"path\": \"$world/project/$name\""
	done
}

@test "a bare name is a directory here, and names the environment everywhere" {
	"$vshim" create --without-pip data
	assert_environment "$PWD/data"
	cd /
	run prefix_of "$vshim" exec -e data python
	assert_output "$world/project/data"
}

@test "an empty directory and a link to one are filled" {
	mkdir -m 750 empty real
	ln -s real link
	"$vshim" create --without-pip empty
	"$vshim" create --without-pip link
	assert_equal "$(stat -c %a empty)" 750
	assert_exists real/pyvenv.cfg
	[ -L link ]
}

# --- with which Python

@test "--python: a path, a directory, a name, versions" {
	local short long wish
	short=$("$system_python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
	long=$("$system_python" -c 'import platform; print(platform.python_version())')
	venv base
	for wish in "$system_python" ../../../../../../../../usr/bin/python3 /usr ./base ./base/bin/python \
		python3 "python$short" 3 "$short" "$long"; do
		run "$vshim" create --clear --without-pip -p "$wish"
		assert_success
		assert_contains "$PWD/.venv: Python $long, from /usr/bin/python3"
	done
	run "$vshim" create --clear --without-pip "--python=$short"
	assert_success
}

@test "a version is looked for on PATH first, then in pyenv, the newest of those that fit" {
	local name
	export PYENV_ROOT=$world/pyenv
	for name in 3.99.2 3.99.10 3.100.0 4.0.0; do
		stand_in "$PYENV_ROOT/versions/$name/bin/python" "$name"
	done
	mkdir "$PYENV_ROOT/versions/3.99.99-dev"
	while read -r wish found; do
		run "$vshim" create --clear --without-pip -p "$wish"
		assert_success
		assert_contains ": Python $found, from $PYENV_ROOT/versions/$found/bin/python"
	done <<-'END'
		3.99 3.99.10
		3.99.2 3.99.2
		python3.99 3.99.10
		3.100 3.100.0
		4 4.0.0
	END
	stand_in "$world/bin/python3.99" 3.99.5
	PATH=$PATH:$world/bin
	run "$vshim" create --clear --without-pip -p 3.99
	assert_contains ": Python 3.99.5, from $world/bin/python3.99"
	run "$vshim" create --clear --without-pip -p 3.99.2
	assert_contains "from $PYENV_ROOT/versions/3.99.2/bin/python"
	# Without the variable it is in the home directory.
	mv "$PYENV_ROOT" "$HOME/.pyenv"
	unset PYENV_ROOT
	ln -s "$HOME/.pyenv" "$world/pyenv"
	run "$vshim" create --clear --without-pip -p 4
	assert_contains ": Python 4.0.0"
}

@test "a name of pyenv's own, and a shim of pyenv's that has no Python behind it" {
	export PYENV_ROOT=$world/pyenv
	stand_in "$PYENV_ROOT/versions/pypy3.10-7.3.15/bin/python" 3.10.13
	command_make "$world/pyenv/shims/python3.10" 'echo "pyenv: python3.10: command not found" >&2' 'exit 127'
	PATH=$shims:$world/pyenv/shims:/usr/bin:/bin
	run "$vshim" create --without-pip -p pypy3.10-7.3.15
	assert_success
	stand_in "$PYENV_ROOT/versions/3.10.4/bin/python" 3.10.4
	run "$vshim" create --clear --without-pip -p 3.10
	assert_contains ": Python 3.10.4, from $PYENV_ROOT/versions/3.10.4/bin/python"
}

@test "python is taken where there is no python3, and any name that is on PATH" {
	stand_in "$world/bin/python" 3.98.1
	stand_in "$world/bin/snake" 3.97.1
	local only=$shims:$world/bin
	PATH=$only run "$vshim" create --without-pip
	assert_contains ": Python 3.98.1, from $world/bin/python"
	PATH=$only run "$vshim" create --clear --without-pip -p 3.98
	assert_contains ": Python 3.98.1, from $world/bin/python"
	PATH=$only run "$vshim" create --clear --without-pip -p snake
	assert_contains ": Python 3.97.1, from $world/bin/snake"
	PATH=$only run -1 "$vshim" create --clear --without-pip -p 3.97
	assert_contains "no Python 3.97 is on PATH"
}

@test "neither shims nor an environment that is active stand in for the system's Python" {
	venv "$world/other"
	venv .venv
	for where in "$world/other" ""; do
		VIRTUAL_ENV=$where PATH=${where:+$where/bin:}$PATH run "$vshim" create --clear --without-pip made
		assert_success
		assert_contains "from $system_python"
	done
	run grep '^home' made/pyvenv.cfg
	assert_output "home = /usr/bin"
}

@test "a Python that is not there: what there is instead" {
	export PYENV_ROOT=$world/pyenv
	stand_in "$PYENV_ROOT/versions/3.99.2/bin/python" 3.99.2
	stand_in "$PYENV_ROOT/versions/3.99.10/bin/python" 3.99.10
	run --separate-stderr -1 "$vshim" create -p 3.55
	assert_stderr "vshim: no Python 3.55 is on PATH or among pyenv's versions" "$system_python" \
		"pyenv has 3.99.10, 3.99.2" "hint: " --python
	run --separate-stderr -1 "$vshim" create -p pypy4
	assert_stderr "vshim: no pypy4 is on PATH"
	run --separate-stderr -1 "$vshim" create -p ./gone/python
	assert_stderr "vshim: ./gone/python: No such file or directory"
	assert_nothing_made
	run --separate-stderr -1 env PATH="$shims:$world/none" PYENV_ROOT="$world/none" "$vshim" create
	assert_stderr "vshim: no python3 is on PATH"
}

@test "a program that is no Python" {
	command_make "$world/bin/python3.77" 'echo "short and stout"' 'echo "I am a teapot"' 'exit 3'
	run --separate-stderr -1 "$vshim" create -p "$world/bin/python3.77"
	assert_stderr "vshim: $world/bin/python3.77 is no Python that runs: 'I am a teapot'"
	run --separate-stderr -1 "$vshim" create -p /etc/passwd
	assert_stderr "vshim: /etc/passwd is no Python that runs"
	run --separate-stderr -1 "$vshim" create -p /etc
	assert_stderr "vshim: /etc is no Python that runs"
	# One that does not know where it is cannot be started again.
	command_make "$world/bin/lost" "STAND_IN= exec '$system_python' '$BATS_TEST_DIRNAME/stand-in.py' 3.99.1 '' \"\$@\""
	run --separate-stderr -1 "$vshim" create -p "$world/bin/lost"
	assert_stderr "vshim: $world/bin/lost is no Python that runs"
	assert_nothing_made
}

@test "what lies in the current directory is not imported" {
	echo 'open("ran", "w")' >venv.py
	cp venv.py ensurepip.py
	mkdir importlib
	cp venv.py importlib/__init__.py
	cp venv.py importlib/util.py
	"$vshim" create --without-pip
	refute_exists ran
	PYTHONPATH=$PWD PYTHONHOME=/nowhere "$vshim" create --without-pip --clear
	refute_exists ran
}

@test "Python 2.7, by virtualenv" {
	old_python 2.7
	run "$vshim" create --without-pip -p 2.7 --prompt two
	assert_success
	assert_contains "$PWD/.venv: Python $version, from " ", by virtualenv"
	run "$vshim" list --json
	assert_equal "$(json '(o["name"], o["made_by"], o["state"])')" "('two', 'virtualenv', 'ok')"
	run "$shims/python" -c 'import sys; print(sys.prefix)'
	assert_output "$PWD/.venv"
	"$vshim" create --without-pip --clear --system-site-packages -p python2.7
	run grep -i 'system-site-packages = true' .venv/pyvenv.cfg
	assert_success
}

@test "Python 3.6, by virtualenv, or by its own venv where there is none" {
	old_python 3.6
	run "$vshim" create --without-pip -p 3.6
	assert_success
	assert_contains ": Python $version, from " ", by virtualenv"
	run "$shims/python" -c 'import sys; print(sys.prefix)'
	assert_output "$PWD/.venv"
	tools "$world/bin" sh python3
	run env PATH="$shims:$world/bin" "$vshim" create --without-pip --clear -p 3.6
	assert_success
	refute_contains virtualenv
	run grep virtualenv .venv/pyvenv.cfg
	assert_status 1
	# And where virtualenv cannot.
	command_make "$world/bin/virtualenv" 'for d; do :; done; mkdir -p "$d/half"; exit 1'
	run env PATH="$shims:$world/bin" "$vshim" create --without-pip --clear -p 3.6
	assert_success
	refute_exists .venv/half
}

@test "an old Python that has virtualenv itself needs none on PATH" {
	tools "$world/bin" sh python3
	stand_in "$world/python3.6" 3.6.99
	run env PATH="$shims:$world/bin" "$vshim" create --without-pip -p "$world/python3.6"
	assert_success
	assert_contains ": Python 3.6.99, from $world/python3.6, by virtualenv"
	run grep '^virtualenv = ' .venv/pyvenv.cfg
	assert_success
}

@test "an old Python has the pip that it has brought along: without the network, without a word" {
	local number
	export PIP_NO_INDEX=1
	echo 'raise SystemExit("not this one")' >ensurepip.py
	cp ensurepip.py runpy.py
	for number in 2.7 3.6; do
		old_python "$number"
		run "$vshim" create --clear -p "$number"
		assert_success
		assert_matches "^$PWD/.venv: Python $version, from [^"$'\n'"]*, by virtualenv\$"
		run "$shims/pip" --version
		assert_success
		assert_contains " from $PWD/.venv/lib/"
	done
	# Whoever has more to say to virtualenv may be speaking of pip.
	command_make "$world/bin/virtualenv" 'echo "called: $*" >&2' 'exit 1'
	run env PATH="$world/bin:$PATH" "$vshim" create --clear -p 2.7 -- --pip=20.3.4
	assert_status 1
	assert_contains "called: --quiet --python " "--pip=20.3.4 $PWD/.venv" "from the network"
	run env PATH="$world/bin:$PATH" "$vshim" create --clear -p 2.7
	assert_contains "called: --quiet --no-seed --python "
	refute_contains "from the network"
}

@test "an old Python whose pip does not go in" {
	command_make "$world/bin/virtualenv" 'for d; do :; done' 'mkdir -p "$d/bin"' \
		'printf "#!/bin/sh\necho it is full; exit 1\n" >"$d/bin/python"' 'chmod +x "$d/bin/python"'
	stand_in "$world/python3.6" 3.6.99 venv,virtualenv
	run env PATH="$world/bin:$PATH" "$vshim" create -p "$world/python3.6"
	assert_status 1
	assert_contains "vshim: virtualenv could not make $PWD/.venv with Python 3.6:" "it is full"
	assert_nothing_made
}

@test "an old Python without a virtualenv, and with one that is too new" {
	old_python 2.7
	tools "$world/bin" sh python3
	run --separate-stderr -1 env PATH="$shims:$world/bin" "$vshim" create -p 2.7
	assert_stderr "vshim: Python 2.7 " "there is no virtualenv" "hint: " "virtualenv<20.22"
	command_make "$world/bin/virtualenv" 'echo "RuntimeError: failed to find interpreter" >&2' 'exit 1'
	run --separate-stderr -1 env PATH="$shims:$world/bin" "$vshim" create -p 2.7
	assert_stderr "vshim: virtualenv could not make $PWD/.venv with Python 2.7:" \
		"RuntimeError: failed to find interpreter" "before 20.22"
	assert_nothing_made
}

# --- options

@test "--system-site-packages, --without-pip, --prompt, and venv's own options" {
	"$vshim" create --system-site-packages --without-pip --prompt "my own" -- --copies
	run cat .venv/pyvenv.cfg
	assert_contains "include-system-site-packages = true"
	run "$vshim" prompt
	assert_output "(my own) "
	[ ! -L .venv/bin/python3 ]
	refute_exists .venv/bin/pip
	"$vshim" create named --without-pip --prompt=-x -- --copies --symlinks 2>/dev/null && fail "both"
	"$vshim" create --without-pip named --prompt=-x -- --copies
	[ ! -L named/bin/python3 ]
	run cat named/pyvenv.cfg
	assert_contains "prompt = '-x'"
}

@test "--clear replaces an environment, and brings it back when that fails" {
	venv .venv
	touch .venv/old
	mkdir sub
	(cd sub && "$vshim" create --clear --without-pip ../.venv)
	refute_exists .venv/old
	assert_environment "$PWD/.venv"
	touch .venv/old
	command_make "$world/bin/python3" 'exit 1'
	for broken in "-p 3.55" "-- --no-such-option"; do
		# shellcheck disable=SC2086
		run -1 "$vshim" create --clear --without-pip $broken
		assert_exists .venv/old
		assert_nothing_made ".venv"$'\n'sub
	done
	# Through a link; the link stays.
	mv .venv real
	ln -s real .venv
	"$vshim" create --clear --without-pip
	[ -L .venv ]
	refute_exists real/old
	assert_exists real/pyvenv.cfg
}

@test "--clear where the environment's parent may not be written" {
	mkdir locked
	venv locked/env
	touch locked/env/old
	[ "$(id -u)" -ne 0 ] || chown 65534:65534 locked
	chmod 555 locked
	run plainly "$vshim" create --clear --without-pip locked/env
	chmod 755 locked
	assert_success
	refute_exists locked/env/old
	assert_exists locked/env/pyvenv.cfg
}

# --- refusals

@test "nothing that is there is overwritten, and what it is is said" {
	venv env --prompt x
	mkdir full mute
	touch mute/pyvenv.cfg
	touch full/file file
	ln -s nowhere dangling
	echo env >.venv
	ls -lR . >"$world/before"
	while IFS='|' read -r name what hint; do
		run --separate-stderr -1 "$vshim" create "$name"
		assert_output ""
		assert_stderr "vshim: $PWD/$name $what" "hint: $hint"
	done <<-END
		env|is an environment already: Python $("$system_python" -c 'import platform; print(platform.python_version())'), by venv|replace it: vshim create --clear $PWD/env
		mute|is an environment already: Python unknown, by venv|replace it: vshim create --clear $PWD/mute
		full|is a directory with something else in it|choose another
		file|is a file|choose another
		dangling|is a link to what is not there|choose another
		.venv|is a file: it may name an environment|read it: cat
	END
	mkdir "$world/odd" "$world/odd/a" "$world/odd/b"
	printf 'version = 3.\e[31m11\n' >"$world/odd/a/pyvenv.cfg"
	touch "$world/odd/b/pyvenv.cfg"
	run -1 "$vshim" create "$world/odd/a"
	assert_contains 'already: Python $'\''3.\033[31m11'\'', by venv'
	run -1 "$vshim" create "$world/odd/b"
	assert_contains 'already: Python unknown, by venv'
	run --separate-stderr -1 "$vshim" create file/env
	assert_stderr "vshim: no environment can be made in $PWD/file/env: Not a directory" "hint: "
	run diff "$world/before" <(ls -lR .)
	assert_success
}

@test "--clear clears environments alone, and no home" {
	mkdir full
	touch full/file
	run --separate-stderr -1 "$vshim" create --clear full
	assert_stderr "vshim: $PWD/full is a directory with something else in it"
	assert_exists full/file
	touch "$HOME/pyvenv.cfg" pyvenv.cfg "$HOME/precious"
	run --separate-stderr -1 "$vshim" create --clear "$HOME"
	assert_stderr "vshim: $HOME is not only an environment"
	touch "$world/pyvenv.cfg"
	run -1 "$vshim" create --clear "$world"
	assert_exists "$HOME/precious"
	run -1 "$vshim" create --clear /
}

@test "venv missing: the package to install" {
	local version
	bare_python
	version=${bare##*python}
	run --separate-stderr -1 "$vshim" create -p "$bare"
	assert_stderr "vshim: Python $version " "without ensurepip" \
		"hint: sudo apt install python$version-venv; or without pip: --without-pip"
	assert_nothing_made
	run "$vshim" create -p "$bare" --without-pip
	assert_success
	rm -rf "$world/bare/lib/python$version/venv" .venv
	run --separate-stderr -1 "$vshim" create -p "$bare" --without-pip
	assert_stderr "without venv" "hint: sudo apt install python$version-venv"
	# One that no package has brought is not mended by one.
	stand_in "$world/python3.99" 3.99.1 ensurepip,dist-packages
	run --separate-stderr -1 "$vshim" create -p "$world/python3.99"
	assert_stderr "vshim: Python 3.99 ($world/python3.99) was installed without ensurepip" \
		"hint: install that too, or name another Python: --python PATH"
	assert_nothing_made
}

@test "of a failure the last five lines are shown, or none where there are none" {
	local stand_in="STAND_IN=\$0 exec '$system_python' '$BATS_TEST_DIRNAME/stand-in.py' 3.99.1 '' \"\$@\""
	command_make "$world/python" '[ "$1" != -I ] || { seq 101 108; echo; exit 1; }' "$stand_in"
	run -1 "$vshim" create -p "$world/python"
	assert_output "vshim: venv could not make $PWD/.venv with Python 3.99:
  104
  105
  106
  107
  108
hint: nothing is left of it; without pip: --without-pip"
	command_make "$world/python" '[ "$1" != -I ] || exit 1' "$stand_in"
	run -1 "$vshim" create -p "$world/python"
	assert_output "vshim: venv could not make $PWD/.venv with Python 3.99
hint: nothing is left of it; without pip: --without-pip"
	assert_nothing_made
}

@test "a failure shows what venv said, and leaves nothing, not even parents" {
	run --separate-stderr -1 "$vshim" create --without-pip new/er/a:b
	assert_output ""
	assert_stderr "vshim: venv could not make $PWD/new/er/a:b with Python 3" "PATH separator" "hint: "
	assert_nothing_made
	run -1 "$vshim" create --without-pip env -- --no-such-option
	assert_contains "unrecognized arguments: --no-such-option"
	mkdir empty
	run -1 "$vshim" create --without-pip empty -- --no-such-option
	assert_nothing_made empty
	run "$vshim" list
	assert_output ""
}

@test "a path that leads out of what is missing, and a failure there" {
	mkdir -p here/empty/directory
	"$vshim" create --without-pip new/../here/env
	assert_environment "$PWD/here/env"
	rm -r here/env new
	run -1 "$vshim" create --without-pip new/../here/empty/directory/env -- --no-such-option
	run -1 "$vshim" create --without-pip "new/er/../../../../../../../../../../../../..$PWD/here/env" \
		-- --no-such-option
	assert_contains "unrecognized arguments: --no-such-option"
	assert_equal "$(find here)" $'here\nhere/empty\nhere/empty/directory'
}

@test "a directory that may not be looked into" {
	mkdir -m 700 locked
	[ "$(id -u)" -ne 0 ] || chown 65534:65534 locked
	[ "$(id -u)" -eq 0 ] || chmod 0 locked
	run --separate-stderr plainly "$vshim" create --without-pip locked
	assert_status 1
	assert_stderr "vshim: $PWD/locked is a directory that cannot be looked into" "hint: choose another"
	[ "$(id -u)" -eq 0 ] || chmod 700 locked
}

@test "a place that may not be written" {
	mkdir locked
	chmod 555 locked
	[ "$(id -u)" -ne 0 ] || chown 65534:65534 locked
	run --separate-stderr plainly "$vshim" create --without-pip locked/env
	assert_status 1
	assert_stderr "vshim: $PWD/locked/env cannot be made: Permission denied" "hint: "
	run --separate-stderr plainly "$vshim" create --without-pip locked/deep/env
	assert_status 1
	assert_nothing_made locked
	assert_equal "$(ls -A locked)" ""
}

@test "without a place for vshim's own files the environment is made all the same" {
	unset HOME
	run "$vshim" create --without-pip
	assert_success
	assert_exists .venv/pyvenv.cfg
}

@test "wrong usage" {
	run --separate-stderr -2 "$vshim" create a b
	assert_stderr "vshim: " " b " "hint: "
	run --separate-stderr -2 "$vshim" create --copies
	assert_stderr "vshim: unknown option --copies" "hint: "
	run --separate-stderr -2 "$vshim" create ''
	assert_stderr "vshim: " "hint: "
	run --separate-stderr -2 "$vshim" create -p
	assert_stderr "vshim: " "hint: "
	rm -r "$world/project"
	run --separate-stderr -1 "$vshim" create
	assert_stderr "vshim: this directory is gone" "hint: "
}

# --- interruptions

@test "^C while pip is put in leaves nothing" {
	run on_terminal "$vshim" create new/env <<-END
		expect , putting pip in (
		key C
		ends INT
	END
	assert_success
	assert_nothing_made
	refute_contains "vshim: " Traceback
}

@test "signals reach the maker, and what was there before is there again" {
	local signal
	venv .venv
	touch .venv/old
	for signal in TERM HUP INT QUIT; do
		run on_terminal "$vshim" create --clear <<-END
			expect , putting pip in (
			kill $signal
			ends $signal
		END
		assert_success
		assert_exists .venv/old
		assert_nothing_made .venv
	done
	# Nobody goes on in the background.
	run grep -slaF "$PWD/.venv" /proc/[0-9]*/cmdline
	assert_output ""
}

@test "^C while a Python is asked" {
	command_make "$world/bin/slow" 'echo $$ >"$0.pid"; echo asked >/dev/tty; while :; do sleep 60; done'
	run on_terminal "$vshim" create -p "$world/bin/slow" <<-END
		expect asked
		key C
		ends INT
	END
	assert_success
	assert_nothing_made
	refute_exists "/proc/$(cat "$world/bin/slow.pid")"
}

@test "nohup and an ignored ^C hold for the maker, too" {
	command_make "$world/bin/python3" \
		'[ "$1" != -I ] || { kill -HUP $PPID; kill -INT $PPID; kill -QUIT $PPID; }' \
		"exec $system_python \"\$@\""
	run bash -c 'trap "" HUP INT QUIT; "$0" create --without-pip -p "$1"' "$vshim" "$world/bin/python3"
	assert_success
	assert_exists .venv/pyvenv.cfg
	run on_terminal bash -c 'trap "" INT; "$0" create && echo made it' "$vshim" <<-END
		expect is an environment already
		ends 1
	END
	assert_success
	run on_terminal bash -c 'trap "" INT; "$0" create env && echo made it' "$vshim" <<-END
		expect , putting pip in (
		key C
		expect made it
		ends 0
	END
	assert_success
}
