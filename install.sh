#!/bin/sh
# Installs vshim from this source tree: the packages it needs, a release build, and then the
# main job before your eyes, in a project made for it. Running it again upgrades, and
# --uninstall takes it away.
set -u

usage() {
	cat <<-'END'
		usage: ./install.sh [--prefix DIR] [--no-packages]
		       ./install.sh --uninstall [--prefix DIR]
		       ./install.sh --package KIND

		Builds vshim and installs it, shows it at work, and prints the one line
		for your shell. Run it again to upgrade.

		  --prefix DIR    install below DIR instead of ~/.local
		  --no-packages   install no packages: name those that are missing
		  --uninstall     remove what was installed there, after `vshim uninstall`
		  --package KIND  install nothing, but make a package in the current
		                  directory: deb, tar (to be unpacked anywhere), arch
		                  (for makepkg) or brew
		  -h, --help      print this
	END
}

# What is needed and the packages it comes in, "-" where it comes with something else.
# "must" stops the installation when it is missing; "may" does not.
needs() {
	cat <<-'END'
		#    need        apt-get        dnf                         pacman   apk           zypper             brew
		must compiler    gcc,libc6-dev  gcc,glibc-devel             gcc      gcc,musl-dev  gcc,glibc-devel    -
		must python3     python3        python3                     python   python3       python3            python
		must meson       meson          meson                       meson    meson         meson              meson
		must ninja       ninja-build    ninja-build                 ninja    samurai       ninja              ninja
		must pkg-config  pkg-config     pkgconf-pkg-config          pkgconf  pkgconf       pkgconf-pkg-config pkgconf
		must libuv       libuv1-dev     libuv-devel                 libuv    libuv-dev     libuv-devel        libuv
		must inih        libinih-dev    inih-devel                  libinih  inih-dev      libinih-devel      inih
		may  venv        python3-venv   -                           -        -             -                  -
	END
	# Where shims/bare does not know the machine the launcher needs a C library; musl starts fast.
	case $(uname -m) in
	x86_64 | aarch64) return ;;
	esac
	cat <<-'END'
		may  musl-gcc    musl-tools     musl-gcc,musl-libc-static   musl     -             -                  -
	END
}

# The package managers: how each installs, how without asking, how it learns what there is.
managers() {
	cat <<-'END'
		apt-get install     -y,--no-install-recommends,-oDPkg::Lock::Timeout=120 update
		dnf     install     -y          makecache
		pacman  -S,--needed --noconfirm -Sy
		apk     add         -q          update
		zypper  install     -y          refresh
		brew    install     -q          update
	END
}

# --- what the user sees ---------------------------------------------------------------------

styles() {
	bold='' dim='' plain='' again=''
	[ -t 1 ] && [ "${TERM:-dumb}" != dumb ] || return 0
	again=$(printf '\r\033[K')
	[ -z "${NO_COLOR-}" ] || return 0
	bold=$(printf '\033[1m') dim=$(printf '\033[2m') plain=$(printf '\033[0m')
}

# A step is announced where its result will stand, on a terminal only.
step() {
	step=$1
	[ -z "$again" ] || printf '  %s%-9s%s %s' "$bold" "$1" "$plain" "$2"
}

result() {
	printf '%s  %s%-9s%s %s\n' "$again" "$bold" "$step" "$plain" "$1"
}

# fail WHAT [HINT]: names what failed, what to do and the log, if there is one, and ends.
fail() {
	{
		[ -z "$again" ] || [ -z "$step" ] || printf '\n'
		printf 'install.sh: %s\n' "$1"
		if [ -n "$work" ] && [ -s "$work/log" ]; then
			tail -n 5 "$work/log" | sed 's/^/  | /'
			printf 'log: %s\n' "$work/log"
			keep_log=yes
		fi
		[ $# -lt 2 ] || printf 'hint: %s\n' "$2"
	} >&2
	exit 1
}

refuse() {
	printf 'install.sh: %s\nhint: ./install.sh --help\n' "$1" >&2
	exit 2
}

# quoted TEXT [fish]: as one writes it in a shell.
quoted() {
	case $1,${2-} in
	*[!A-Za-z0-9_./+,:@%-]*,fish) printf "'%s'" "$(printf '%s\n' "$1" | sed "s/[\\\\']/\\\\&/g")" ;;
	*[!A-Za-z0-9_./+,:@%-]*,) printf "'%s'" "$(printf '%s\n' "$1" | sed "s/'/'\\\\''/g")" ;;
	*) printf '%s' "$1" ;;
	esac
}

# --- the options ----------------------------------------------------------------------------

options() {
	prefix='' with_packages=yes does=install package=''
	while [ $# -gt 0 ]; do
		case $1 in
		--prefix)
			[ $# -gt 1 ] || refuse '--prefix needs a directory'
			prefix=$2
			shift
			[ -n "$prefix" ] || refuse '--prefix needs a directory'
			;;
		--prefix=*)
			prefix=${1#*=}
			[ -n "$prefix" ] || refuse '--prefix needs a directory'
			;;
		--no-packages) with_packages=no ;;
		--uninstall) does=uninstall ;;
		--package)
			[ $# -gt 1 ] || refuse '--package needs a kind: deb, tar, arch or brew'
			does=package package=$2
			shift
			;;
		--package=*) does=package package=${1#*=} ;;
		-h | --help)
			usage
			exit
			;;
		*) refuse "unknown option or operand: $1" ;;
		esac
		shift
	done
	case $does,$package in
	install, | uninstall, | package,deb | package,tar | package,arch | package,brew) ;;
	*) refuse "there is no kind of package called $package: deb, tar, arch or brew" ;;
	esac
	[ -n "$prefix" ] || [ -n "${HOME-}" ] || [ -n "$package" ] ||
		fail 'HOME is not set' 'say where to install: ./install.sh --prefix DIR'
	: "${prefix:=${HOME-}/.local}"
	# The shell leaves the tilde of --prefix=~/dir alone.
	# shellcheck disable=SC2088
	case $prefix in
	'~') prefix=${HOME-} ;;
	'~/'*) prefix=${HOME-}/${prefix#'~/'} ;;
	/*) ;;
	*) prefix=$PWD/$prefix ;;
	esac
	while [ "$prefix" != / ] && [ "$prefix" != "${prefix%/}" ]; do
		prefix=${prefix%/}
	done
}

source_find() {
	case $0 in
	*/*) source=${0%/*} ;;
	*) source=. ;;
	esac
	source=$(CDPATH='' cd -- "$source" && pwd -P)
	[ -f "$source/src/core/resolve.c" ] ||
		fail "$0 stands beside no source of vshim" 'run it from the source tree: ./install.sh'
	version=$(sed -n "s/^  version: '\(.*\)',\$/\1/p" "$source/meson.build")
}

# --- packages -------------------------------------------------------------------------------

# Sets $manager, and how it is told things in $words, $quiet and $refresh.
manager_find() {
	while read -r manager words quiet refresh; do
		words=$(spaced "$words") quiet=$(spaced "$quiet")
		! command -v "$manager" >/dev/null || return 0
	done <<-END
		$(managers)
	END
	manager='' words=''
}

spaced() {
	printf '%s' "$1" | tr , ' '
}

has() {
	case $1 in
	compiler)
		# Only the preprocessor: enough to miss the headers, and writes nothing.
		for compiler in ${CC:-cc gcc clang}; do
			echo '#include <stdlib.h>' | "$compiler" -E - && return
		done
		return 1
		;;
	python3) python3 -c 'import sys; sys.exit(sys.version_info < (3, 7))' ;;
	meson)
		case $(meson --version) in
		'' | 0.*) return 1 ;;
		esac
		;;
	ninja) command -v ninja || command -v ninja-build || command -v samu ;;
	libuv | inih) pkg-config --exists "$1" ;;
	venv) python3 -c 'import ensurepip, venv' ;;
	*) command -v "$1" ;;
	esac >/dev/null 2>&1
}

# Sets $lacking, the needs that must be met and are not, $wanting, those that may, and
# $packages, what both come in.
needs_look() {
	lacking='' wanting='' packages=''
	while read -r urgency need apt dnf pacman apk zypper brew; do
		case $manager in
		apt-get) package=$apt ;;
		dnf) package=$dnf ;;
		pacman) package=$pacman ;;
		apk) package=$apk ;;
		zypper) package=$zypper ;;
		brew) package=$brew ;;
		*) package=- ;;
		esac
		if [ "$urgency" = '#' ] || has "$need"; then
			continue
		fi
		case $urgency$package in
		must*) lacking="$lacking $need" ;;
		may-) ;;
		may*) wanting="$wanting $need" ;;
		esac
		[ "$package" = - ] || packages="$packages $(spaced "$package")"
	done <<-END
		$(needs)
	END
	packages=${packages# } lacking=${lacking# } wanting=${wanting# }
}

# Sets $as_root to the command that makes one root; false when there is none. Asks for a
# password only where somebody is there to type it.
root_find() {
	as_root=
	[ "$(id -u)" -ne 0 ] || return 0
	for as_root in sudo doas; do
		command -v "$as_root" >/dev/null || continue
		"$as_root" -n true 2>/dev/null && return
		if [ -t 0 ] && [ -t 2 ]; then
			printf '%s%s is needed for %s\n' "$again" "$as_root" "$1" >&2
			"$as_root" true && return
		fi
	done
	as_root=
	return 1
}

# shellcheck disable=SC2086 # commands, options and packages are lists of plain words
packages_install() {
	step packages "$packages, by $manager"
	logged $as_root env DEBIAN_FRONTEND=noninteractive "$manager" $words $quiet $packages ||
		{
			logged $as_root "$manager" $refresh
			logged $as_root env DEBIAN_FRONTEND=noninteractive "$manager" $words $quiet $packages
		} || fail "$manager could not install $packages" \
		"mend that (is there a network?), or install them yourself: $packages_command"
	result "$packages, by $manager"
}

packages() {
	manager_find
	needs_look
	step=packages
	if [ -z "$lacking$wanting" ]; then
		result 'all there'
		return
	fi
	packages_command="$manager $words $packages"
	[ "$(id -u)" -eq 0 ] || [ "$manager" = brew ] || packages_command="sudo $packages_command"
	if [ -z "$packages" ]; then
		fail "this is needed and missing: $lacking" 'install it, then run ./install.sh again'
	elif [ "$with_packages" = yes ] && { [ "$manager" = brew ] || root_find "$packages"; }; then
		work_make
		packages_install
		needs_look
		[ -z "$lacking" ] || fail "still missing, or too old, after $manager: $lacking" \
			'meson must be 1.0 or newer, Python 3.7 or newer'
	elif [ -n "$lacking" ]; then
		fail "these packages are needed first: $packages" "$packages_command"
	else
		result "enough; better with $packages ($packages_command)"
	fi
}

# --- the build ------------------------------------------------------------------------------

# logged COMMAND…: its output goes to the log, after the command itself.
logged() {
	printf '$ %s\n' "$*" >>"$work/log"
	"$@" >>"$work/log" 2>&1 </dev/null
}

# Sets $work, a new directory in which programs may be run: some mount /tmp without that.
work_make() {
	[ -z "$work" ] || return 0
	for place in "${TMPDIR:-/tmp}" /tmp "${HOME-}"; do
		work=$(mktemp -d "$place/vshim.XXXXXX" 2>/dev/null) || continue
		work=$(cd "$work" && pwd -P)
		printf '#!/bin/sh\n' >"$work/run" && chmod 755 "$work/run"
		! "$work/run" 2>/dev/null || return 0
		rm -rf "$work"
	done
	work=
	fail 'no directory for temporary files in which programs may be run' \
		'name one: TMPDIR=DIR ./install.sh'
}

work_remove() {
	[ -n "$work" ] || return 0
	if [ "$keep_log" = yes ]; then
		rm -rf "$work/build" "$work/stage" "$work/demo" "$work/run"
	else
		rm -rf "$work"
	fi
}

# Sets $placer, the command as whom files go below the prefix: nothing when we may ourselves.
prefix_check() {
	nearest=$prefix placer=
	while [ ! -e "$nearest" ] && [ ! -L "$nearest" ]; do
		nearest=${nearest%/*}
		: "${nearest:=/}"
	done
	step=
	[ -d "$nearest" ] || fail "cannot install below $prefix: $nearest is no directory" \
		'choose another place: ./install.sh --prefix DIR'
	[ ! -w "$nearest" ] || return 0
	root_find "writing to $prefix" || fail "cannot install below $prefix: $nearest may not be written" \
		'choose another place: ./install.sh --prefix DIR'
	placer=$as_root
}

build() {
	work_make
	step build 'a few seconds'
	# shellcheck disable=SC2086 # options are plain words
	logged meson setup "$work/build" "$source" --buildtype=release \
		--prefix="$prefix" --libdir=lib $build_options ||
		fail 'meson could not configure the build' 'the last lines above say what it misses'
	logged meson compile -C "$work/build" ||
		fail 'vshim could not be compiled' 'please report it, with the log'
	logged env DESTDIR="$work/stage" meson install -C "$work/build" --no-rebuild ||
		fail 'meson could not install the build' 'please report it, with the log'
	size=$(wc -c <"$work/stage$prefix/libexec/vshim/launcher")
	result "the launcher has $(((size + 512) / 1024)) KB"
}

# Every file appears under its name at once and whole, so a shim that starts meanwhile finds
# the old one or the new one.
place_all() {
	step=install
	# What --uninstall removes.
	(cd "$work/stage$prefix" && find . ! -type d && echo ./libexec/vshim/installed) >"$work/installed"
	old=$("$prefix/bin/vshim" --version 2>/dev/null) && old=${old##* } || old=
	# shellcheck disable=SC2016,SC2086 # the text is for the inner shell; no placer is no word
	logged $placer sh -c 'cd "$1" && umask 022 && find . ! -type d | while IFS= read -r file; do
		mkdir -p "$2/${file%/*}" && cp -P "$file" "$2/$file.new" &&
			mv -f "$2/$file.new" "$2/$file" || exit
	done && mkdir -p "$2/libexec/vshim" && cp "$3" "$2/libexec/vshim/installed.new" &&
		mv -f "$2/libexec/vshim/installed.new" "$2/libexec/vshim/installed"' \
		sh "$work/stage$prefix" "$prefix" "$work/installed" ||
		fail "could not write below $prefix" 'make room or choose another place with --prefix'
	new=$("$prefix/bin/vshim" --version 2>>"$work/log") ||
		fail "$prefix/bin/vshim does not run" 'please report it, with the log'
	new=${new##* }
	case $old in
	'') result "$prefix/bin/vshim" ;;
	"$new") result "$prefix/bin/vshim, $new again" ;;
	*) result "$prefix/bin/vshim, upgraded from $old to $new" ;;
	esac
}

# The user's own rc files and shims go first: without vshim they would be in the way.
user_leaves() {
	[ -x "$prefix/bin/vshim" ] || return 0
	if [ -t 0 ] && [ -t 1 ]; then
		"$prefix/bin/vshim" uninstall || exit
	else
		logged "$prefix/bin/vshim" uninstall ||
			fail 'your shims and rc files still need it' \
				"say that they may go: $(quoted "$prefix/bin/vshim") uninstall --yes"
	fi
}

uninstall() {
	[ -f "$prefix/libexec/vshim/installed" ] ||
		fail "nothing that install.sh has installed is below $prefix" \
			'name the place: ./install.sh --uninstall --prefix DIR'
	prefix_check
	work_make
	user_leaves
	step=uninstall
	# shellcheck disable=SC2016,SC2086 # the text is for the inner shell; no placer is no word
	logged $placer sh -c 'cd "$1" && list=$(cat libexec/vshim/installed) && printf "%s\n" "$list" |
		while IFS= read -r file; do
			rm -f "$file" || exit
			rmdir -p "${file%/*}" 2>/dev/null || :
		done' sh "$prefix" || fail "could not remove all of it from $prefix" 'whose is it? see the log'
	result "all of it is gone from $prefix"
}

# --- a package instead ----------------------------------------------------------------------

# What is in it is as old as the source, so that it is the same whenever it is made.
date_find() {
	[ -n "${SOURCE_DATE_EPOCH-}" ] ||
		SOURCE_DATE_EPOCH=$(git -C "$source" log -1 --format=%ct 2>/dev/null) ||
		SOURCE_DATE_EPOCH=$(stat -c %Y "$source/CHANGELOG.md" 2>/dev/null) ||
		SOURCE_DATE_EPOCH=$(stat -f %m "$source/CHANGELOG.md")
	export SOURCE_DATE_EPOCH
}

# pack MAKER ARGUMENT…: what the maker has to say is for the user.
pack() {
	maker=$1
	shift
	"$source/.packaging/$maker.sh" "$source" "$@" >>"$work/log" || exit 1
}

package_deb() {
	prefix=/usr
	build_options=--libdir=lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH) ||
		fail 'dpkg-architecture is needed for this package' 'install it: apt-get install dpkg-dev'
	made=vshim_${version}-1_$(dpkg --print-architecture).deb
	packages
	build
	step package "$made"
	pack deb "$work/stage" "$version-1" "$PWD/$made"
}

package_tar() {
	name=vshim-$version-$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)
	prefix=/$name
	# Nothing is asked of the machine on which it is unpacked but its C library.
	build_options='--prefer-static -Dpkgconfig.relocatable=true'
	made=$name.tar.gz
	packages
	build
	step package "$made"
	pack tar "$work/stage" "$name" "$PWD/$made"
}

# A recipe and the source for it.
package_source() { # RECIPE
	name=vshim-$version
	made="$name.tar.gz and $1"
	work_make
	step package "$made"
	mkdir "$work/stage"
	pack source "$work/stage" "$name" "$PWD/$name.tar.gz"
	sum=$(python3 -c 'import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest())' \
		"$name.tar.gz")
	sed -e "/^# .*between @/d" -e "s/@VERSION@/$version/; s/@SHA256@/$sum/" \
		-e "s|@ARCHIVE@|$(printf '%s' "$PWD/$name.tar.gz" | sed 's/[&|\\]/\\&/g')|" \
		"$source/.packaging/$1" >"$1"
}

package_make() {
	date_find
	case $package in
	deb) package_deb ;;
	tar) package_tar ;;
	arch) package_source PKGBUILD ;;
	brew) package_source vshim.rb ;;
	esac
	result "$made"
}

# --- the demonstration ----------------------------------------------------------------------

# show COMMAND: runs it here, prints it and what it said, which is left in $said.
show() {
	printf '    %s$ %s%s\n' "$bold" "$1" "$plain"
	eval "$1" >"$work/said" 2>&1 </dev/null
	status=$?
	said=$(cat "$work/said")
	printf '$ %s\n%s\n' "$1" "$said" >>"$work/log"
	[ ! -s "$work/said" ] || sed 's/^/    /' "$work/said"
}

# expect WHAT TRUTH…: the demonstration is a test as well.
expect() {
	what=$1
	shift
	"$@" || fail "the demonstration went wrong: $what" 'please report it, with the log'
}

# why: says why the last `vshim which` answered as it did, and checks that it is ORIGIN.
why() { # ORIGIN WORDS
	said=$("$prefix/bin/vshim" which --json python 2>>"$work/log")
	printf '$ vshim which --json python\n%s\n' "$said" >>"$work/log"
	case $said in
	*"\"origin\": \"$1\""*) printf '    %s# %s%s\n' "$dim" "$2" "$plain" ;;
	*) fail "the demonstration went wrong: the reason is not $1" 'please report it, with the log' ;;
	esac
}

# Nothing of the user's decides or is changed here: settings, environments and shims are the
# demonstration's own.
demonstrate() (
	step=''
	for name in $(env | sed -n 's/^\(VSHIM_[A-Z_]*\)=.*/\1/p') VIRTUAL_ENV PYTHONHOME PYTHONPATH; do
		unset "$name"
	done
	mkdir -p "$work/demo/project/src"
	cd "$work/demo/project" || exit
	# shellcheck disable=SC2030 # for the demonstration alone
	export VSHIM_ROOT="$work/demo/root" XDG_CONFIG_HOME="$work/demo" VSHIM_CEILING_DIRECTORIES="$work"
	environment=$work/demo/project/.venv
	seed=''
	has venv || seed='--without-pip '

	printf '\nSee it work, in a project made for this:\n\n'
	show "cd $(quoted "$PWD")"
	show "python3 -m venv $seed.venv"
	expect 'python3 cannot make an environment' [ "$status" -eq 0 ]
	modules=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
	echo 'import sys; print("hello from", sys.prefix)' >"$modules/hello.py"

	logged "$prefix/bin/vshim" rehash || fail 'vshim could not make its shims' 'see the log'
	PATH=$VSHIM_ROOT/shims:$prefix/bin:$PATH
	hash -r
	show 'cd src'
	show 'vshim which python'
	expect "not $environment/bin/python" [ "$said" = "$environment/bin/python" ]
	why walk 'found on the way up from here: no activation'
	show 'python -c "import hello"'
	expect "not from $environment" [ "$said" = "hello from $environment" ]
	show 'cd ../..'
	show 'vshim which python'
	why system 'no environment applies outside the project: the one there was before'
	show 'python -c "import hello" 2>&1 | tail -n 1'
	expect 'only the project has the module' [ "$said" = "ModuleNotFoundError: No module named 'hello'" ]
)

# --- the line for the shell -----------------------------------------------------------------

shell_line() {
	shell=${SHELL-}
	shell=${shell##*/}
	home=${HOME-}
	# shellcheck disable=SC2031
	case $shell in
	bash) file=$home/.bashrc ;;
	zsh) file=${ZDOTDIR:-$home}/.zshrc ;;
	fish) file=${XDG_CONFIG_HOME:-$home/.config}/fish/config.fish ;;
	tcsh | elvish | xonsh | nu) file=$home ;;
	ksh | mksh | yash) file=$home/.${shell}rc shell=sh ;;
	*) shell=sh file=$home/.profile ;;
	esac
	dialect=${shell#"${shell%fish}"}
	vshim=$(quoted "$prefix/bin/vshim" "$dialect")
	[ "$(command -v vshim)" != "$prefix/bin/vshim" ] || vshim=vshim
	line="eval \"\$($vshim init $shell)\""
	[ -z "$dialect" ] || line="$vshim init fish | source"
	shown=$file
	case $file in
	"$home"/*) shown="~${file#"$home"}" ;;
	esac
	if [ "$file" = "$home" ]; then
		line="$vshim init $shell"
		printf '\nOne thing is left; this says what to put where:\n\n'
	elif grep -qs '^[^#]*vshim.* init' "$file"; then
		printf '\n%s has its line already:\n\n' "$shown"
	else
		printf '\nOne thing is left: put this line at the end of %s, and open a new terminal.\n\n' "$shown"
	fi
	printf '    %s%s%s\n' "$bold" "$line" "$plain"
	[ -z "${SUDO_USER-}" ] || [ "$(id -u)" -ne 0 ] ||
		printf '\nThis was for root: for %s, run ./install.sh without sudo.\n' "$SUDO_USER"
}

main() {
	work='' keep_log=no step='' again=''
	options "$@"
	styles
	source_find
	trap work_remove EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM
	trap 'exit 129' HUP
	umask 022
	unset DESTDIR
	build_options=''
	case $does in
	uninstall)
		uninstall
		exit
		;;
	package)
		printf '%svshim %s%s as a package\n\n' "$bold" "$version" "$plain"
		package_make
		exit
		;;
	esac
	printf '%svshim %s%s into %s\n\n' "$bold" "$version" "$plain" "$prefix"
	prefix_check
	packages
	build
	place_all
	demonstrate || { keep_log=yes; exit 1; }
	shell_line
}

main "$@"
