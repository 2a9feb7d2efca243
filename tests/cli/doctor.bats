#!/usr/bin/env bats
# shellcheck disable=SC2016 # what stands in single quotes is for another shell
#
# vshim doctor: every check goes red, its remedy, as it is printed, makes it green again.

load helper

setup_file() { model_make; }

# As after an installation: the line in the files of bash, in the way of Debian.
setup() {
	world_make
	export SHELL=/bin/bash PATH=$VSHIM_PREFIX/bin:$PATH
	mkdir "$world/none"
	cd "$world/none" || return
	echo 'eval "$('"$vshim"' init bash)"' >"$HOME/.bashrc"
	echo '. ~/.bashrc' >"$HOME/.bash_profile"
	eval "$("$vshim" init bash)"
}

# diagnose: what doctor says, an object a line, in $output.
diagnose() {
	run --separate-stderr "$vshim" doctor --json
	[ "$status" -le 1 ] || fail "doctor: status $status" "$(saw)"
}

# assert_found CHECK STATE [TEXT…]: one of the findings of CHECK.
assert_found() {
	local check=$1 state=$2 found
	diagnose
	found=$(json '[f["message"] for f in l if f["check"] == "'"$check"'" and f["state"] == "'"$state"'"]')
	[ "$found" != '[]' ] || fail "$check is not $state" "$(saw)" || return
	shift 2
	for text; do
		[[ $found == *"$text"* ]] || fail "expected in $check: $text" "$found" || return
	done
}

# remedy CHECK: the first one that the last diagnose gave for it.
remedy() {
	json 'next(f["remedy"] for f in l if f["check"] == "'"$1"'" and f["remedy"])'
}

# assert_mends CHECK: the remedy, run by a shell of its own, makes it green.
assert_mends() {
	bash -c "$(remedy "$1")" || fail "the remedy failed: $(remedy "$1")" || return
	assert_found "$1" ok
}

# assert_mends_here CHECK: the same for what concerns this shell alone.
assert_mends_here() {
	eval "$(remedy "$1")" || fail "the remedy failed: $(remedy "$1")" || return
	assert_found "$1" ok
}

@test "all is well after an installation" {
	run --separate-stderr "$vshim" doctor
	assert_success
	assert_equal "$stderr" ""
	refute_contains error warning remedy
	diagnose
	assert_success
	assert_equal "$(json 'sorted(o)')" "['check', 'message', 'remedy', 'state']"
	assert_equal "$(json '{(f["state"], f["remedy"]) for f in l}')" "{('ok', None)}"
	assert_equal "$(json 'len(l) == len({f["check"] for f in l}) == 18')" True
}

@test "path: the shims are not on it, not first, not once" {
	local clean=/usr/local/bin:/usr/bin:/bin
	PATH=$clean
	assert_found path error "not on PATH"
	assert_status 1
	assert_mends_here path
	PATH=/usr/bin:$shims:/bin
	assert_found path error "/usr/bin comes before the shims" python3
	assert_mends_here path
	PATH=$shims:/usr/bin:$shims/:/bin
	assert_found path warning "2 times"
	assert_mends_here path
	mkdir "$world/harmless"
	PATH=$world/harmless:$shims:/usr/bin:/bin
	assert_found path ok
}

@test "path: an environment that is activated is no fault" {
	environment "$world/e"
	# shellcheck disable=SC1091
	. "$world/e/bin/activate"
	assert_found path ok
	unset -f deactivate
}

@test "login-shell: each shell's own file" {
	rm "$HOME/.bash_profile"
	assert_found login-shell error "not on the PATH of a login shell"
	assert_found terminal-shell ok
	assert_mends login-shell
	for SHELL in /bin/zsh /usr/bin/fish; do
		assert_found login-shell error
		assert_found terminal-shell error
		assert_mends login-shell
		assert_found terminal-shell ok
	done
	rm -f "$HOME/.profile"
	for SHELL in /bin/sh /bin/dash /bin/ksh /bin/mksh /bin/yash; do
		assert_found login-shell error
		assert_mends login-shell
		rm -f "$HOME/.profile"
	done
}

@test "terminal-shell: something in the rc file comes before the shims" {
	command_make "$world/other/python"
	echo "PATH=$world/other:\$PATH" >>"$HOME/.bashrc"
	assert_found terminal-shell error "$world/other comes before the shims"
	assert_mends terminal-shell
}

@test "a shell that does not answer is not waited for, and leaves nothing behind" {
	# Whatever is left of the shell keeps the lock.
	printf '%s\n' 'exec 9>>~/held' 'flock -s 9' 'sleep 98765' >>"$HOME/.bashrc"
	assert_found login-shell warning "did not get through"
	flock -w 60 "$HOME/held" true || fail "something still runs"
	echo 'exit 3' >"$HOME/.bashrc"
	assert_found terminal-shell warning "gave no answer"
	assert_contains "$SHELL"
	SHELL=/bin/unheard-of assert_found login-shell ok
	unset SHELL
	assert_found rc-file ok
}

@test "a shell may print what it wants" {
	printf '%s\n' 'echo hello; printf "vshim-path /no"; yes | head -n 1000' 'echo vshim-name' >"$HOME/.bashrc"
	echo 'eval "$('"$vshim"' init bash)"' >>"$HOME/.bashrc"
	assert_found login-shell ok
	# What runs on in the background keeps the pipe open.
	echo 'sleep 87654 & echo $! >~/background' >>"$HOME/.bashrc"
	assert_found terminal-shell ok
	kill "$(cat "$HOME/background")"
}

@test "names: an alias or a function stands in front" {
	echo "alias python='python3.11 -E'" >>"$HOME/.bashrc"
	assert_found names error "python is alias python='python3.11 -E'"
	assert_mends names
	echo 'pip() { echo; }' >>"$HOME/.bashrc"
	assert_found names error "pip is a function"
	assert_mends names
	echo 'alias python=python3' >>"$HOME/.bashrc"
	assert_found names ok
}

@test "names: in zsh and fish" {
	for SHELL in /bin/zsh /usr/bin/fish; do
		diagnose
		bash -c "$(remedy rc-file)"
	done
	SHELL=/bin/zsh
	echo 'alias pip3="x y"' >>"$HOME/.zshrc"
	assert_found names error "pip3 is alias pip3="
	assert_mends names
	echo 'function python { echo; }' >>"$HOME/.zshrc"
	assert_found names error "python is a function"
	assert_mends names
	SHELL=/usr/bin/fish
	echo 'alias python "x y"' >>"$HOME/.config/fish/config.fish"
	assert_found names error "python is a function"
	assert_mends names
}

@test "tcsh, xonsh and nu: asked like the others" {
	# As in world_make: doctor asks without the variables of this session.
	echo '$XONSH_PROC_FREQUENCY = 0.1' >"$HOME/.xonshrc"
	for SHELL in /usr/bin/tcsh /usr/bin/xonsh "$(type -P nu)"; do
		assert_found login-shell error "not on the PATH of a login shell"
		assert_found terminal-shell error
		assert_mends login-shell
		assert_found terminal-shell ok
		assert_found rc-file ok "has the line"
	done
	echo 'alias python python2 -x' >>"$HOME/.tcshrc"
	echo 'setenv PATH /usr/bin:/bin' >"$HOME/.login"
	cat >>"$HOME/.xonshrc" <<-'END'
		aliases["python"] = ["python2", "-x"]
		aliases["pip3"] = lambda args: 0
	END
	printf '%s\n' 'alias python = python2 -x' 'def pip3 [] { print 1 }' \
		>>"$HOME/.config/nushell/config.nu"
	for SHELL in /usr/bin/xonsh "$(type -P nu)"; do
		assert_found names error "python is alias python=python2 -x" "pip3 is a function"
		bash -c "$(remedy names)"
		assert_found names error "pip3 is a function"
		assert_mends names
	done
	SHELL=/usr/bin/tcsh
	assert_found names error "python is alias python=python2 -x"
	assert_mends names
	assert_found login-shell error
	assert_mends login-shell
}

@test "elvish: nobody knows how to ask it" {
	SHELL=/usr/bin/elvish
	assert_found login-shell ok "nobody knows how to ask it"
	assert_found rc-file error "rc.elv has no line"
}

@test "rc-file: without the line, and with one that starts what is gone" {
	: >"$HOME/.bashrc"
	assert_found rc-file error "bashrc has no line"
	assert_mends rc-file
	echo 'eval "$(/gone/bin/vshim init bash)"' >"$HOME/.bashrc"
	assert_found rc-file error "/gone/bin/vshim"
	assert_mends rc-file
	assert_found login-shell ok
	echo '# eval "$(/gone/bin/vshim init bash)"' >>"$HOME/.bashrc"
	assert_found rc-file ok
	echo "export PATH=$shims:\$PATH" >"$HOME/.bashrc"
	assert_found rc-file ok "without"
}

@test "managers: another one before the shims, and behind them" {
	local directory
	while read -r manager directory; do
		command_make "$HOME/$directory/python"
		PATH=$HOME/$directory:$shims:/usr/bin:/bin
		assert_found managers error "$manager is before the shims" "$HOME/$directory"
		assert_mends_here managers
		assert_found managers ok "$manager is behind the shims"
	done <<-'END'
		pyenv .pyenv/shims
		mise .local/share/mise/shims
		mise .local/share/mise/installs/python/3.12/bin
		asdf .asdf/shims
		rye .rye/shims
		conda miniconda3/bin
	END
	command_make "$HOME/.rbenv/shims/ruby"
	PATH=$HOME/.rbenv/shims:$shims:/usr/bin:/bin
	assert_found managers ok "rbenv is before the shims" "Ruby"
	command_make "$world/elsewhere/shims/python3"
	PATH=$world/elsewhere/shims:$shims:/usr/bin:/bin
	PYENV_ROOT=$world/elsewhere assert_found managers error "pyenv is before"
}

@test "permissions: what others can write to, and what oneself cannot" {
	local path
	settings '[pip]' 'rehash = yes'
	for path in "${shims%/*}" "$shims" "$HOME/.config/vshim/config.ini"; do
		chmod o+w "$path"
		assert_found permissions error "$path" "everybody"
		assert_mends permissions
	done
	chmod u-w "$shims"
	assert_found permissions error "$shims" "yourself"
	assert_mends permissions
	chown 12345 "${shims%/*}/envs"
	assert_found permissions error "user id 12345"
	sudo() { "$@"; }
	eval "$(remedy permissions)"
	assert_found permissions ok
}

@test "permissions and environments: a file where there has to be a directory" {
	rm -r "${shims%/*}/envs"
	: >"${shims%/*}/envs"
	assert_found environments error "cannot be read"
	assert_found permissions error "${shims%/*}/envs" "no directory"
	assert_mends permissions
	assert_found environments ok
}

@test "permissions and version: the programs themselves" {
	installation_copy
	local launcher=$world/prefix/libexec/vshim/launcher
	chmod a-x "$launcher"
	assert_found permissions error "$launcher" "not executable"
	assert_mends permissions
	sed -i 's/vshim-launcher [0-9]/vshim-launcher x/' "$launcher"
	assert_found version error "but its launcher" "is x."
	assert_equal "$(remedy version)" "install vshim again: ./install.sh in its checkout"
	cp "$VSHIM_PREFIX/libexec/vshim/launcher" "$launcher"
	assert_found version ok
	rm "$launcher"
	assert_found permissions error "$launcher" missing
}

@test "shims: of another installation, missing, and not needed" {
	ln -sf /gone/libexec/vshim/launcher "$shims/pip"
	assert_found shims error "pip is one"
	assert_mends shims
	rm "$shims/python3"
	assert_found shims error "missing" "python3"
	assert_mends shims
	cp -P "$shims/python" "$shims/nobodys"
	assert_found shims warning "no known environment needs"
	assert_mends shims
	refute_exists "$shims/nobodys"
	command_make "$shims/own"
	ln -s "$world/somebody/elses/directory/with/its/program" "$shims/link"
	assert_found shims ok
}

@test "settings that are wrong" {
	settings '[search]' 'namez = x'
	assert_found settings error "config.ini" 2
	settings '[search]' 'names = x'
	assert_found settings ok
}

@test "selection: python does not work in this directory" {
	cd "$world" || return
	environment .venv
	ln -sf /gone/python .venv/bin/python
	assert_found selection error "has no working Python" /gone/python
	bash -c "$(remedy selection | sed 's/^[^:]*: //')"
	assert_found selection ok "$world/.venv/bin/python"
}

@test "environments: known ones that are gone or somebody else's" {
	venv "$world/e"
	VSHIM_ENV=$world/e python -c ''
	assert_found environments ok
	chmod o+w "$world/e"
	assert_found environments warning "$world/e" "not trusted"
	assert_mends environments
	rm -r "$world/e"
	assert_found environments error "$world/e is not there any more"
	assert_mends environments
}

@test "python-home and python-path: variables that reach into every Python" {
	export PYTHONHOME=/usr PYTHONPATH=/tmp/x
	assert_found python-home warning /usr
	assert_mends_here python-home
	assert_found python-path warning /tmp/x
	assert_mends_here python-path
}

@test "home: on a file system in a network" {
	cat >statfs.c <<-'END'
		#define _GNU_SOURCE
		#include <string.h>
		#include <sys/vfs.h>
		static int answer(const char *path, long *type)
		{
			*type = strstr(path, "/home") != NULL ? 0x6969 : 0xef53;
			return 0;
		}
		int statfs(const char *path, struct statfs *s) { return answer(path, &s->f_type); }
		int statfs64(const char *path, struct statfs64 *s) { return answer(path, &s->f_type); }
	END
	gcc -shared -fPIC -o statfs.so statfs.c
	export LD_PRELOAD=$PWD/statfs.so ASAN_OPTIONS=verify_asan_link_order=0
	assert_found home warning "NFS"
	assert_equal "$(remedy home | grep -o 'export VSHIM_ROOT=')" "export VSHIM_ROOT="
	export VSHIM_ROOT=$world/local
	assert_found home ok
	unset LD_PRELOAD
}

@test "ceilings that hold nothing back" {
	export VSHIM_CEILING_DIRECTORIES=relative:$world
	assert_found ceilings warning relative
	VSHIM_CEILING_DIRECTORIES=$world/gone
	assert_found ceilings warning "$world/gone is not there"
	VSHIM_CEILING_DIRECTORIES=$world
	assert_found ceilings ok 1
}

@test "overhead: measured, and what makes every launch a long way" {
	assert_found overhead ok "a shim adds" "µs" /usr/bin/python3
	for variable in VSHIM_CONFIG VSHIM_DEBUG; do
		export "$variable=$world/none"
		assert_found overhead warning "$variable"
		assert_mends_here overhead
	done
}

@test "--fix does what concerns vshim's own files, and says so" {
	ln -sf /gone/libexec/vshim/launcher "$shims/pip"
	chmod o+w "$shims"
	rm "$HOME/.bash_profile"
	run "$vshim" doctor --fix
	assert_status 1
	assert_matches "fixed +permissions"
	assert_matches "fixed +shims"
	assert_matches "ok +permissions"
	assert_matches "ok +shims"
	assert_matches "error +login-shell"
	assert_equal "$(stat -c %a "$shims")" 755
	refute_exists "$HOME/.bash_profile"
	run "$vshim" doctor --fix --json
	assert_equal "$(json '[f for f in l if f["state"] == "fixed"]')" "[]"
}

@test "--fix gives back what vshim's own files need to be used" {
	installation_copy
	local launcher=$world/prefix/libexec/vshim/launcher
	chmod 555 "${shims%/*}"
	chmod 644 "$launcher"
	run "$vshim" doctor --fix --json
	# To a launcher that cannot be started no shim leads.
	assert_equal "$(json 'sorted(f["check"] for f in l if f["state"] == "fixed")')" \
		"['permissions', 'permissions', 'shims']"
	assert_equal "$(stat -c %a "${shims%/*}")" 755
	assert_equal "$(stat -c %a "$launcher")" 755
	assert_found permissions ok
}

@test "a home that is not there yet lies where it will be" {
	HOME=$world/none/to/be assert_found home ok "this machine"
}

@test "without a home there is still an answer" {
	unset HOME SHELL
	run --separate-stderr "$vshim" doctor --json
	assert_status 1
	assert_equal "$stderr" ""
}
