# install.sh as strangers run it: without rights, without packages, in odd places. One test
# does everything for real; the others have stand-ins: a meson that "builds" the tree under
# test, and a python3 whose environments come without pip, which takes seconds.
# shellcheck disable=SC2016,SC2088 # texts for other shells, and a tilde as the user reads it

load ../helpers

setup_file() {
	export shelf
	# Not below bats' own directory: the user without rights must be able to come here.
	shelf=$(mktemp -d /tmp/vshim-install.XXXXXX)
	mkdir "$shelf/source"
	cp -R "$BATS_TEST_DIRNAME"/../../{install.sh,meson.build,meson_options.txt,LICENSE,include,man,shims,src,tests} \
		"$shelf/source"
	cp -R "${VSHIM_PREFIX:-$BATS_TEST_DIRNAME/../../build/prefix}" "$shelf/built"
	mkdir "$shelf/stand-ins"
	cat >"$shelf/stand-ins/meson" <<-END
		#!/bin/sh
		case \$1 in
		--version) echo 1.0.1 ;;
		setup)
			echo "the build is in \$2"
			for option; do
				case \$option in
				--prefix=*) printf %s "\${option#*=}" >'$shelf/prefix' ;;
				esac
			done
			;;
		install)
			prefix=\$DESTDIR\$(cat '$shelf/prefix')
			mkdir -p "\$prefix"
			cp -RP '$shelf/built/.' "\$prefix"
			;;
		esac
	END
	cat >"$shelf/stand-ins/python3" <<-'END'
		#!/bin/sh
		[ "$*" != '-m venv .venv' ] || set -- -m venv --without-pip .venv
		exec /usr/bin/python3 "$@"
	END
	chmod 755 "$shelf/stand-ins"/*
	chmod -R a+rX,a-w "$shelf"
	chmod 777 "$shelf"
}

teardown_file() {
	chmod -R u+w "$shelf"
	rm -rf "$shelf"
}

setup() {
	world_make
	# An odd name: whatever is not quoted somewhere breaks.
	world=$(mktemp -d "$shelf/the user's \$world \"X\" XXXXXX")
	export HOME=$world/home TMPDIR=$world/tmp SHELL=/bin/bash
	mkdir "$HOME" "$TMPDIR" "$world/bin"
	chmod 755 "$world"
	prefix=$HOME/.local
	[ "$(id -u)" -ne 0 ] || chown -R 65534:65534 "$world"
	cd "$world" || return
	path=$shelf/stand-ins:$PATH interpreter=sh
}

# as_user COMMAND…: without root's rights.
as_user() {
	if [ "$(id -u)" -eq 0 ]; then
		setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
	else
		"$@"
	fi
}

# install_sh OPTION…: with the PATH $path.
install_sh() {
	# shellcheck disable=SC2086 # `busybox sh` is two words
	run as_user env PATH="$path" $interpreter "$shelf/source/install.sh" "$@"
}

# bare: a PATH without most of what is needed, and these commands.
bare() {
	tools "$world/bin" sh sed cat tail tr id mktemp rm mkdir chmod env wc find cp mv grep uname "$@"
	path=$world/bin
}

# What is there to be seen of an installation that did not happen.
assert_untouched() {
	assert_equal "$(ls -A "$HOME" "$TMPDIR")" "$HOME:

$TMPDIR:"
}

# The line that it printed for the rc file: the last but the note for sudo.
printed_line() {
	sed -n 's/^    \(eval .*\|.* | source\)$/\1/p' <<<"$output"
}

# What the printed line makes of `python` in a project, in SHELL.
project_python() {
	venv "$world/project/.venv"
	[ "$(id -u)" -ne 0 ] || chown -R 65534:65534 "$world/project"
	as_user "$1" -c "$(printed_line)
cd '${world//\'/$2}/project' && python -c 'import sys; print(sys.prefix)'"
}

@test "it builds, installs, shows the main job and prints the line, without rights and from a read-only source" {
	path=$PATH
	mv "$HOME" "$world/it's \"home\" \$HOME"
	export HOME="$world/it's \"home\" \$HOME"
	install_sh --no-packages
	assert_success
	assert_line "  install   $HOME/.local/bin/vshim"
	assert_contains "hello from $TMPDIR/vshim." /demo/project/.venv \
		"ModuleNotFoundError: No module named 'hello'" 'at the end of ~/.bashrc'
	assert_equal "$(ls -A "$TMPDIR")" ''
	assert_equal "$(ls -A "$HOME")" .local
	run project_python bash "'\\''"
	assert_output "$world/project/.venv"
}

@test "an installed tree works after it was moved" {
	install_sh
	assert_success
	as_user mv "$prefix" "$HOME/moved"
	venv "$HOME/project/.venv"
	cd "$HOME/project"
	VSHIM_ROOT=$HOME/root "$HOME/moved/bin/vshim" rehash
	run "$HOME/root/shims/python" -c 'import sys; print(sys.prefix)'
	assert_output "$HOME/project/.venv"
	# The hand-over from the launcher to vshim too.
	run env VSHIM_ENV="$HOME/project/.venv" "$HOME/root/shims/python" -c 'import sys; print(sys.prefix)'
	assert_output "$HOME/project/.venv"
}

@test "running it again upgrades, in dash and in busybox's sh" {
	install_sh
	assert_success
	run "$prefix/bin/vshim" --version
	local new=${output##* }
	interpreter='busybox sh'
	install_sh
	assert_success
	assert_line "  install   $prefix/bin/vshim, $new again"
	rm "$prefix/bin/vshim"
	command_make "$prefix/bin/vshim" 'echo vshim 0.0.1'
	interpreter=dash
	install_sh
	assert_success
	assert_line "  install   $prefix/bin/vshim, upgraded from 0.0.1 to $new"
}

@test "the launcher is replaced by rename: the one that runs stays whole" {
	install_sh
	assert_success
	ln "$prefix/libexec/vshim/launcher" "$world/old-launcher"
	install_sh
	assert_success
	[ ! "$prefix/libexec/vshim/launcher" -ef "$world/old-launcher" ]
	cmp "$prefix/libexec/vshim/launcher" "$world/old-launcher"
	run find "$prefix" -name '*.new'
	assert_output ''
}

@test "a relative prefix is below the current directory, and a tilde is HOME" {
	install_sh --prefix 'a b'
	assert_success
	assert_exists "$world/a b/bin/vshim"
	install_sh '--prefix=~/c/'
	assert_success
	assert_exists "$HOME/c/bin/vshim"
	assert_contains "  install   $HOME/c/bin/vshim"
}

@test "the line for zsh works, with the path quoted" {
	SHELL=/usr/bin/zsh install_sh
	assert_success
	assert_contains 'at the end of ~/.zshrc'
	run project_python zsh "'\\''"
	assert_output "$world/project/.venv"
}

@test "the line for fish works, with the path quoted" {
	SHELL=/usr/bin/fish install_sh
	assert_success
	assert_contains 'at the end of ~/.config/fish/config.fish'
	run project_python fish "\\'"
	assert_output "$world/project/.venv"
}

@test "any other shell gets the line for sh" {
	SHELL=/bin/dash install_sh
	assert_success
	assert_contains 'at the end of ~/.profile'
	run project_python dash "'\\''"
	assert_output "$world/project/.venv"
	local shell
	for shell in ksh mksh yash; do
		SHELL=/bin/$shell install_sh
		assert_contains "at the end of ~/.${shell}rc" "init sh)"
	done
}

@test "the line is short when vshim is found on PATH" {
	path=$prefix/bin:$path
	install_sh
	assert_success
	assert_line "    eval \"\$(vshim init bash)\""
	SHELL=/usr/bin/tcsh install_sh
	assert_success
	assert_line "    vshim init tcsh"
}

@test "the line is full when another vshim would be found first" {
	command_make "$world/bin/vshim"
	path=$world/bin:$prefix/bin:$path
	install_sh
	assert_success
	refute_contains "\$(vshim init"
}

@test "a line that is there already is not asked for again" {
	echo "eval \"\$(vshim init bash)\"" >"$HOME/.bashrc"
	install_sh
	assert_success
	assert_contains '~/.bashrc has its line already'
}

@test "nothing of the user's decides the demonstration or is changed by it" {
	as_user mkdir -p "$HOME/.config/vshim" "$HOME/.local/share"
	echo 'nonsense' >"$HOME/.config/vshim/config.ini"
	VSHIM_ENV=/nowhere VIRTUAL_ENV=/nowhere PYTHONHOME='' install_sh
	assert_success
	refute_exists "$HOME/.local/share/vshim"
}

@test "without rights, missing packages are named with the command, and nothing is touched" {
	bare apt-get
	install_sh
	assert_status 1
	assert_line 'install.sh: these packages are needed first: gcc libc6-dev python3 meson ninja-build pkg-config libuv1-dev libinih-dev python3-venv'
	assert_line 'hint: sudo apt-get install gcc libc6-dev python3 meson ninja-build pkg-config libuv1-dev libinih-dev python3-venv'
	assert_untouched
}

@test "--no-packages names only what is missing" {
	bare apt-get dpkg gcc as ld pkg-config python3 meson
	command_make "$world/bin/sudo" 'exit 99'
	install_sh --no-packages
	assert_status 1
	assert_line 'hint: sudo apt-get install ninja-build'
	assert_untouched
}

@test "what can be done without does not stop the installation" {
	bare apt-get gcc pkg-config python3 meson ninja
	command_make "$world/bin/uname" 'echo armv7l'
	ln -sf "$shelf/stand-ins/meson" "$world/bin/meson"
	install_sh
	assert_success
	assert_line '  packages  enough; better with musl-tools (sudo apt-get install musl-tools)'
}

@test "the names are those of the package manager that is there" {
	local manager
	for manager in dnf pacman apk zypper brew; do
		bare
		rm -f "$world/bin"/{dnf,pacman,apk,zypper,brew}
		command_make "$world/bin/$manager" 'echo no network; exit 1'
		install_sh --no-packages
		assert_status 1
		assert_contains "$manager " meson inih libuv
	done
}

@test "without a package manager that it knows, what is needed is named" {
	bare
	install_sh
	assert_status 1
	assert_contains 'install.sh: this is needed and missing: compiler python3 meson ninja pkg-config libuv inih'
	assert_untouched
}

# packages_come_by COMMAND: apt-get is sudo's, and has nothing before its lists are updated.
packages_come_by() {
	bare gcc pkg-config python3 ninja ln true
	command_make "$world/bin/sudo" '[ "$1" != -n ] || shift' 'SUDO=yes exec "$@"'
	cat >"$world/bin/apt-get"
	chmod 755 "$world/bin/apt-get"
}

@test "packages are installed with sudo, after an update where apt needs one" {
	mkdir "$world/lists"
	[ "$(id -u)" -ne 0 ] || chown 65534:65534 "$world/lists" "$world/bin"
	packages_come_by <<-END
		#!/bin/sh
		[ "\$SUDO" = yes ] || exit 1
		case \$1 in
		update) : >"\$TMPDIR/../lists/updated" ;;
		install)
			[ -e "\$TMPDIR/../lists/updated" ] || { echo "E: Unable to locate package"; exit 100; }
			echo "\$*" >"\$TMPDIR/../lists/installed"
			ln -s '$shelf/stand-ins/meson' "\$TMPDIR/../bin/meson"
			;;
		esac
	END
	install_sh
	assert_success
	assert_line '  packages  meson, by apt-get'
	assert_equal "$(<"$world/lists/installed")" \
		'install -y --no-install-recommends -oDPkg::Lock::Timeout=120 meson'
}

@test "packages that cannot be had: what failed, the log, what to do" {
	packages_come_by <<-'END'
		#!/bin/sh
		echo "Could not resolve 'deb.debian.org'"
		exit 100
	END
	install_sh
	assert_status 1
	assert_line 'install.sh: apt-get could not install meson'
	assert_line "  | Could not resolve 'deb.debian.org'"
	assert_line 'hint: mend that (is there a network?), or install them yourself: sudo apt-get install meson'
	[ -s "$(sed -n 's/^log: //p' <<<"$output")" ]
}

@test "a meson that is too old counts as missing" {
	packages_come_by <<-'END'
		#!/bin/sh
		printf '#!/bin/sh\necho 0.56.2\n' >"$TMPDIR/../bin/meson"
		chmod 755 "$TMPDIR/../bin/meson"
	END
	install_sh
	assert_status 1
	assert_line 'install.sh: still missing, or too old, after apt-get: meson'
	assert_line 'hint: meson must be 1.0 or newer, Python 3.7 or newer'
}

@test "a build that fails: what failed, its last words, the log, and no rubbish" {
	command_make "$world/bin/meson" '[ "$1" != --version ] || { echo 1.0.1; exit; }' 'echo "ERROR: no"' 'exit 1'
	path=$world/bin:$path
	install_sh
	assert_status 1
	assert_line 'install.sh: meson could not configure the build'
	assert_line '  | ERROR: no'
	assert_equal "$(cd "$TMPDIR" && find . -mindepth 2)" "$(cd "$TMPDIR" && echo ./*/log)"
	refute_exists "$prefix"
}

# meson_that LINE…: the stand-in, behind these lines; `again` in them is the stand-in itself.
meson_that() {
	command_make "$world/bin/meson" "again() { '$shelf/stand-ins/meson' \"\$@\"; }" "$@" 'again "$@"'
	path=$world/bin:$path
}

# vshim_that LINE…: what meson installs is a vshim of these lines.
vshim_that() {
	command_make "$world/other" "$@"
	meson_that 'if [ "$1" = install ]; then' '	again "$@"' '	chmod -R u+w "$DESTDIR"' \
		"	cat '${world//\'/\'\\\'\'}/other' >\"\$DESTDIR\$(cat '$shelf/prefix')/bin/vshim\"" '	exit' 'fi'
}

@test "a build that does not compile, and one that does not install" {
	meson_that '[ "$1" != "$FAILS" ] || exit 1'
	FAILS=compile install_sh
	assert_status 1
	assert_line 'install.sh: vshim could not be compiled'
	FAILS=install install_sh
	assert_status 1
	assert_line 'install.sh: meson could not install the build'
	refute_exists "$prefix"
}

@test "a prefix in which something is in the way" {
	as_user mkdir "$prefix"
	as_user touch "$prefix/bin"
	install_sh
	assert_status 1
	assert_line "install.sh: could not write below $prefix"
	assert_line 'hint: make room or choose another place with --prefix'
}

@test "a vshim that does not run, makes no shims, or does not do what it should" {
	vshim_that 'exit 1'
	install_sh
	assert_status 1
	assert_line "install.sh: $prefix/bin/vshim does not run"
	vshim_that '[ "$1" = --version ]'
	install_sh
	assert_status 1
	assert_line 'install.sh: vshim could not make its shims'
	vshim_that ':'
	install_sh
	assert_status 1
	assert_contains 'install.sh: the demonstration went wrong: not '
	vshim_that "[ \"\$2\" != --json ] || exec echo" "exec '$shelf/built/bin/vshim' \"\$@\""
	install_sh
	assert_status 1
	assert_line 'install.sh: the demonstration went wrong: the reason is not walk'
}

@test "no place for temporary files" {
	command_make "$world/bin/mktemp" 'exit 1'
	path=$world/bin:$path
	install_sh
	assert_status 1
	assert_line 'install.sh: no directory for temporary files in which programs may be run'
	assert_line 'hint: name one: TMPDIR=DIR ./install.sh'
	assert_untouched
}

@test "a prefix that may not be written is refused before anything is built" {
	install_sh --prefix /usr/nobody-may
	if [ "$(id -u)" -eq 0 ] || [ ! -w /usr ]; then
		assert_status 1
		assert_line 'install.sh: cannot install below /usr/nobody-may: /usr may not be written'
	fi
	install_sh --prefix /etc/passwd/x
	assert_status 1
	assert_line 'install.sh: cannot install below /etc/passwd/x: /etc/passwd is no directory'
	assert_untouched
}

@test "a prefix of root's is written with sudo" {
	command_make "$world/bin/sudo" '[ "$1" != -n ] || shift' "chmod 755 '${world//\'/\'\\\'\'}/roots'" 'exec "$@"'
	as_user mkdir -m 555 "$world/roots"
	path=$world/bin:$path
	install_sh --prefix "$world/roots/opt"
	assert_success
	assert_exists "$world/roots/opt/bin/vshim"
}

@test "HOME unset: it asks for a prefix, and with one it works" {
	unset HOME
	install_sh
	assert_status 1
	assert_contains 'HOME is not set' '--prefix DIR'
	install_sh --prefix "$world/p"
	assert_success
	assert_exists "$world/p/bin/vshim"
}

@test "--uninstall removes what was installed, and nothing else" {
	install_sh
	assert_success
	as_user touch "$prefix/bin/other"
	install_sh --uninstall
	assert_success
	assert_contains "  uninstall all of it is gone from $prefix"
	assert_equal "$(cd "$HOME" && find . ! -type d)" ./.local/bin/other
	assert_equal "$(ls -A "$prefix")" bin
	install_sh --uninstall
	assert_status 1
	assert_line "install.sh: nothing that install.sh has installed is below $prefix"
}

@test "--uninstall where a file cannot be removed" {
	install_sh
	assert_success
	as_user chmod a-w "$prefix/bin"
	install_sh --uninstall
	as_user chmod u+w "$prefix/bin"
	assert_status 1
	assert_line "install.sh: could not remove all of it from $prefix"
	assert_line 'hint: whose is it? see the log'
}

@test "--uninstall waits for the user's own rc files and shims to go" {
	install_sh
	assert_success
	run as_user "$prefix/bin/vshim" init --write bash
	assert_success
	install_sh --uninstall
	assert_status 1
	assert_contains 'install.sh: your shims and rc files still need it' "bin/vshim' uninstall --yes"
	run as_user "$prefix/bin/vshim" uninstall --yes
	assert_success
	assert_contains "The program goes by ./install.sh --uninstall --prefix "
	install_sh --uninstall
	assert_success
	assert_equal "$(cd "$HOME" && find . ! -type d -size +0)" ''
}

@test "wrong usage is status 2, --help is status 0" {
	install_sh --help
	assert_success
	assert_contains 'usage: ./install.sh' '--prefix DIR' '--no-packages'
	local arguments
	for arguments in --prefix --prefix=; do
		install_sh "$arguments"
		assert_status 2
		assert_line 'install.sh: --prefix needs a directory'
		assert_line 'hint: ./install.sh --help'
	done
	for arguments in --frobnicate somewhere; do
		install_sh "$arguments"
		assert_status 2
		assert_line "install.sh: unknown option or operand: $arguments"
		assert_line 'hint: ./install.sh --help'
	done
	assert_untouched
}

@test "away from its source it says so" {
	cp "$shelf/source/install.sh" "$world/install.sh"
	run as_user sh install.sh
	assert_status 1
	assert_line 'install.sh: install.sh stands beside no source of vshim'
	assert_line 'hint: run it from the source tree: ./install.sh'
}

@test "every message of install.sh is in a test" {
	local message
	cd "$repository" || return
	grep -oE "\<(fail|refuse) (\"[^\"]*\"|'[^']*')" install.sh | sed -E 's/^[a-z]+ .//; s/.$//' >"$world/messages"
	[ "$(wc -l <"$world/messages")" -gt 20 ]
	while IFS= read -r message; do
		# What stands before its first variable, or behind it.
		message=$(sed -E 's/^\$[a-z0-9_]+//; s/\$.*//; s/ $//' <<<"$message")
		grep -rqF -e "$message" tests/install tests/packages || fail "in no test: $message"
	done <"$world/messages"
}
