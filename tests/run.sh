#!/bin/bash
# Builds vshim in every way it is built and runs every test there is.
#
#	tests/run.sh            everything
#	tests/run.sh SUITE…     these suites, and the builds they need
#	tests/run.sh --list     their names
#
# Ends with the line `N passed, N failed`. A test that was skipped, a suite that is not there
# and a program that ended badly without a failing test are failures. Logs: build/test-logs.
set -u
shopt -s nullglob

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit
repository=$(pwd -P)
logs=$repository/build/test-logs
limit=900 # seconds, for one job
. tests/jobs.bash

# What Debian 12 calls what the builds and the tests use.
packages=(
	gcc libc6-dev meson ninja-build pkg-config musl-tools libuv1-dev libinih-dev
	clang clang-format libclang-rt-14-dev valgrind strace
	clang-tidy cppcheck gcovr binutils libcmocka-dev bats shellcheck mandoc
	bash zsh fish dash ksh mksh yash busybox tcsh elvish xonsh make acl git procps
	python3 python3-venv python3-bcrypt virtualenv python3-poetry pipenv
	gcc-multilib binutils-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user
	dpkg-dev lintian makepkg pacman-package-manager libarchive-tools ruby perl bsdutils
	tox pre-commit pipx cmake direnv virtualenvwrapper sudo tmux emacs-nox vim
	ipython3 python3-ipykernel jupyter-client python3-pip-whl python3-setuptools-whl python3-wheel-whl
	python3-pyte python3-prompt-toolkit
)

# The suites: name, how its output is counted, the build it needs, what is run. One that is
# spread over the files of a directory runs as one job a file.
suites() {
	suite build-gcc status - build gcc gcc build/prefix
	suite build-sanitize status - build sanitize clang build/prefix-sanitize --buildtype=debugoptimized \
		-Db_sanitize=address,undefined -Db_lundef=false -Dlauncher=system -Dc_args=-fno-sanitize-recover=all
	suite build-portable status - build portable gcc build/prefix-portable -Dportable=true
	suite build-clang status - build clang clang build/prefix-clang
	suite_of_files install tests/install build-gcc build/prefix
	suite_of_files docs tests/docs build-gcc build/prefix
	suite_of_files cli tests/cli build-gcc build/prefix
	suite_of_files cli-sanitize tests/cli build-sanitize build/prefix-sanitize
	suite_of_files messages tests/messages build-gcc build/prefix
	suite cli-portable tap build-portable bats_files build/prefix-portable \
		tests/cli/{selection,walk,running,broken,moved,loops}.bats
	suite_of_files library tests/library build-gcc build/prefix
	suite_of_shells bash zsh fish tcsh elvish xonsh nu dash ash ksh mksh yash
	suite_of_files kept tests/kept build-gcc build/prefix
	suite_of_files tools tests/tools build-gcc build/prefix
	suite cpython tap build-gcc cpython
	suite worlds told build-gcc worlds build/prefix --seed 1 --count 3000 --random 1500
	suite worlds-sanitize told build-sanitize worlds build/prefix-sanitize --seed 2 --count 300
	suite gates meson build-gcc meson_tests gcc gates
	suite unit meson build-gcc meson_tests gcc --suite unit
	suite unit-sanitize meson build-sanitize meson_tests sanitize --suite unit
	suite unit-portable meson build-portable meson_tests portable --suite unit
	suite unit-clang meson build-clang meson_tests clang --suite unit
	suite unit-musl tap - tests/portability/core.sh musl-gcc -static
	suite unit-32-bit tap - tests/portability/core.sh gcc -m32
	suite bare-aarch64 tap - tests/portability/bare.sh qemu-aarch64 clang \
		--target=aarch64-linux-gnu -Qunused-arguments -isystem /usr/aarch64-linux-gnu/include
	suite posix tap build-gcc tests/portability/posix.sh
	suite_of_files packages tests/packages build-gcc build/prefix
	suite fuzz meson build-sanitize meson_tests sanitize --suite fuzz
	suite build-fuzz status - build_fuzz
	suite_of_fuzzing fuzz-run build-fuzz 30
	suite_of_faults build-gcc build/prefix
	suite build-coverage status - build coverage gcc build/prefix-coverage --buildtype=debug \
		-Db_coverage=true -Dlauncher=system -Dc_std=gnu17 -Dc_args=-fprofile-update=atomic
	suite coverage told build-coverage tests/coverage/coverage.sh build/coverage build/prefix-coverage
	suite analysis tap - tests/analysis/analysis.sh
	suite rules tap - tests/rules/rules.sh
	suite format status - format
	suite shellcheck status - shell_files_check
	suite manual status - manual
}

# --- the table ------------------------------------------------------------------------------

names=()   # of suites, in order
suite_of=() job_name=() counter_of=() need_of=() command_of=()

suite() { # NAME COUNTER NEED COMMAND…
	names+=("$1")
	job "$1" "$1" "$2" "$3" "${*:4}"
}

suite_of_files() { # NAME DIRECTORY NEED PREFIX
	local file found=no
	names+=("$1")
	for file in "$2"/*.bats; do
		found=yes
		job "$1" "$1-$(basename "$file" .bats)" tap "$3" "bats_file $file $4"
	done
	[ "$found" = yes ] || job "$1" "$1" status - "missing $2"
}

# A job for each fuzz target, which looks for what breaks it so many seconds.
suite_of_fuzzing() { # NAME NEED SECONDS
	local target
	names+=("$1")
	for target in tests/fuzz/corpus/*/; do
		target=$(basename "$target")
		job "$1" "$1-$target" status "$2" "tests/fuzz/run.sh $3 $target"
	done
}

# A job for each scenario that takes long, and one for the others.
suite_of_faults() { # NEED PREFIX
	local scenario short=()
	names+=(faults)
	while read -r scenario; do
		case $scenario in
		launch* | fall-through* | which*) short+=("$scenario") ;;
		*) job faults "faults-$scenario" tap "$1" "faults $2 $scenario" ;;
		esac
	done < <(sed -n 's/^scenario \([a-z-]*\) .*/\1/p' tests/faults/faults.sh)
	job faults faults-launch tap "$1" "faults $2 ${short[*]}"
}

# The same file in each shell: one job a shell.
suite_of_shells() { # SHELL…
	local shell
	names+=(shells)
	for shell; do
		job shells "shells-$shell" tap build-gcc \
			"VSHIM_SHELL=$shell bats_file tests/shells/scenario.bats build/prefix"
	done
}

job() { # SUITE NAME COUNTER NEED COMMAND
	suite_of+=("$1") job_name+=("$2") counter_of+=("$3") need_of+=("$4") command_of+=("$5")
}

# --- what the jobs run ----------------------------------------------------------------------

build() { # NAME COMPILER PREFIX OPTION…
	local directory=build/$1 prefix=$repository/$3 again=()
	local options=("--prefix=$prefix" --libdir=lib -Dwerror=true -Dtests=true "${@:4}")
	[ ! -e "$directory/build.ninja" ] || again=(--reconfigure)
	CC=$2 meson setup "${again[@]}" "$directory" "${options[@]}" || {
		rm -rf "$directory"
		CC=$2 meson setup "$directory" "${options[@]}"
	} || return
	rm -rf "$prefix"
	meson compile -C "$directory" -j 2 && meson install -C "$directory" --no-rebuild --quiet
}

meson_tests() { # BUILD TEST-OR-SUITE…
	timeout -k 10 "$limit" meson test -C "build/$1" --no-rebuild --num-processes 1 \
		--print-errorlogs --logbase "${*: -1}" "${@:2}"
}

bats_file() { # FILE PREFIX
	VSHIM_PREFIX=$repository/$2 timeout -k 10 "$limit" bats --tap "$1"
}

cpython() {
	VSHIM_PREFIX=$repository/build/prefix timeout -k 10 "$limit" python3 -B tests/cpython/compare.py
}

worlds() { # PREFIX OPTION…
	VSHIM_PREFIX=$repository/$1 timeout -k 10 "$limit" python3 -B tests/worlds/worlds.py --jobs 1 "${@:2}"
}

build_fuzz() {
	tests/fuzz/run.sh --build
}

faults() { # PREFIX SCENARIO…
	VSHIM_PREFIX=$repository/$1 timeout -k 10 "$limit" tests/faults/faults.sh "${@:2}"
}

bats_files() { # PREFIX FILE…
	VSHIM_PREFIX=$repository/$1 timeout -k 10 "$limit" bats --tap "${@:2}"
}

missing() { # DIRECTORY
	echo "there are no tests in $1"
	return 1
}

format() {
	find src include shims tests -name '*.[ch]' -exec clang-format --dry-run -Werror {} +
}

# What `vshim init` prints has no first line to tell its shell by. The suites take variables
# from helpers.bash, and each of their tests is a subshell.
shell_files_check() {
	local scripts=() suites=() file bad=0
	for file in install.sh .ci/run $(find .packaging src shims tests man -type f); do
		case $file in
		tests/fuzz/corpus/*) ;; # what scripts look like
		shims/*.sh) shellcheck -s sh "$file" || bad=1 ;;
		shims/*.bash) shellcheck -s bash "$file" || bad=1 ;;
		*.bats) suites+=("$file") ;;
		*.sh | *.bash) scripts+=("$file") ;;
		*) ! head -c 64 "$file" | grep -aqE '^#! ?/(usr/)?bin/(env )?(ba)?sh' || scripts+=("$file") ;;
		esac
	done
	shellcheck -x "${scripts[@]}" || bad=1
	shellcheck -x --exclude=SC2154,SC2030,SC2031,SC2034 "${suites[@]}" || bad=1
	return "$bad"
}

manual() {
	# Whether other people's manuals are installed here says nothing about ours.
	! mandoc -T lint man/*.[1-9] |
		grep -v -e 'referenced manual not found' -e 'outdated mandoc.db'
}

# --- preparing ------------------------------------------------------------------------------

packages_install() { # PACKAGE…
	local package missing=() as_root=()
	command -v dpkg-query >/dev/null || return 0
	for package; do
		dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$' ||
			missing+=("$package")
	done
	[ ${#missing[@]} -gt 0 ] || return 0
	[ "$(id -u)" -eq 0 ] || as_root=(sudo)
	echo "installing ${missing[*]}"
	local get=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends)
	"${get[@]}" install "${missing[@]}" >"$logs/packages.log" 2>&1 || {
		"${get[@]}" update && "${get[@]}" install "${missing[@]}"
	} >"$logs/packages.log" 2>&1 || {
		tail -n 20 "$logs/packages.log"
		echo "tests/run.sh: could not install ${missing[*]}"
		exit 1
	} >&2
}

# nu is not in Debian; in the npm registry it is a static program.
nu_install() {
	local directory=/usr/local/lib/vshim-tests as_root=()
	local package=@nushell/linux-x64
	[ "$(uname -m)" = x86_64 ] || package=@nushell/linux-arm64
	! PATH=/usr/local/bin:/usr/bin:/bin command -v nu >/dev/null || return 0
	command -v npm >/dev/null || packages_install npm
	[ "$(id -u)" -eq 0 ] || as_root=(sudo)
	echo "installing nu"
	"${as_root[@]}" npm install --silent --no-audit --no-fund --prefix "$directory" \
		"$package@0.115.1" >"$logs/nu.log" 2>&1 || {
		tail -n 20 "$logs/nu.log"
		echo "tests/run.sh: could not install nu"
		exit 1
	} >&2
	"${as_root[@]}" ln -sf "$directory/node_modules/$package/bin/nu" /usr/local/bin/nu
}

# Nothing of the developer's decides: no variable but these, and a home that is empty.
environment_clean() {
	local name
	scratch=$(mktemp -d "${TMPDIR:-/tmp}/vshim-tests.XXXXXX") &&
		mkdir "$scratch/home" "$scratch/tmp" || exit
	trap 'chmod -R u+rwX "$scratch"; rm -rf "$scratch"' EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM
	while IFS= read -r name; do
		unset "$name"
	done < <(compgen -e)
	export HOME=$scratch/home TMPDIR=$scratch/tmp TERM=dumb LC_ALL=C.UTF-8
	export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
	export UBSAN_OPTIONS=print_stacktrace=1
	umask 022
}

# Sets $chosen, the jobs of the suites named and of what they need; all when none is named.
choose() { # SUITE…
	local name i wanted=" $* "
	chosen=()
	for name; do
		[[ " ${names[*]} " == *" $name "* ]] || {
			echo "tests/run.sh: no suite $name; tests/run.sh --list names them" >&2
			exit 2
		}
	done
	for i in "${!job_name[@]}"; do
		[[ $wanted != *" ${suite_of[$i]} "* ]] || wanted+="${need_of[$i]} "
	done
	for i in "${!job_name[@]}"; do
		[ $# -gt 0 ] && [[ $wanted != *" ${suite_of[$i]} "* ]] || chosen+=("$i")
	done
}

main() {
	suites
	case ${1-} in
	--list)
		printf '%s\n' "${names[@]}"
		return
		;;
	-h | --help)
		sed -n '2,9s/^# \{0,1\}//p' "$0"
		return
		;;
	esac
	choose "$@"
	rm -rf "$logs"
	mkdir -p "$logs"
	packages_install "${packages[@]}"
	# Some Nodes bring it along, and do not go together with Debian's.
	command -v npm >/dev/null || packages_install npm
	nu_install
	environment_clean
	jobs_run "${chosen[@]}"
	summary "${chosen[@]}"
}

main "$@"
