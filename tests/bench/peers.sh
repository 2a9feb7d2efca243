#!/bin/sh
# vshim beside its peers, each doing the same job with the same program in the same run: start
# what stands for a Python in a project, set up a new shell, be asked at every prompt.
#
#   tests/bench/peers.sh [BUILD]     prints a table and draws peers.svg
#
# Gets direnv and rbenv from Debian and mise from npm where they are missing and can be had;
# takes pyenv where the machine has one. What is not there is left out.
set -eu

sources=$(dirname "$(realpath "$0")")
# shellcheck source-path=SCRIPTDIR source=world.sh
. "$sources/world.sh"

build=${1:-$sources/../../build}
[ -e "$build/build.ninja" ] || meson setup "$build" "$sources/../.."
meson compile -C "$build" bench target trampoline launcher shims/prompt src/cli/vshim >&2
build=$(realpath "$build")
bench=$build/tests/bench/bench
target=$build/tests/bench/target
vshim=$build/src/cli/vshim

# install_package NAME: from Debian, when that can be done without a question.
install_package()
{
	if ! command -v "$1" >/dev/null && [ "$(id -u)" -eq 0 ]; then
		apt-get install -y "$1" >&2 || echo "peers: no $1" >&2
	fi
}

install_package direnv
install_package rbenv
mise=$(command -v mise) || mise=$build/peers/node_modules/@jdxcode/mise-linux-x64/bin/mise
if [ ! -x "$mise" ]; then
	npm install --silent --prefix "$build/peers" @jdxcode/mise-linux-x64 >&2 ||
		echo 'peers: no mise' >&2
fi
pyenv=${PYENV_ROOT:-$HOME/.pyenv}/bin/pyenv

world=$(mktemp -d)
trap 'rm -rf "$world"' EXIT
make_world "$sources" "$world" "$target" "$build/shims/launcher" "$vshim"
results=$world/results
bin=/usr/local/bin:/usr/bin:/bin

# The cases are lines of a script, so that a tool that is not there adds none.
cases=$world/cases
printf '%s\n' "set -- -t -n 1000 -s 6" >"$cases"

quote()
{
	printf "'%s' " "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")"
}

# add launch|command GROUP LABEL DIRECTORY [VARIABLE=VALUE]... PROGRAM [ARGUMENT]...
add()
{
	{
		printf 'set -- "$@" '
		quote "$1"
		quote "$2|$3"
		shift 3
		for word in "$@"; do
			quote "$word"
		done
		echo --
	} >>"$cases"
}

# as_in_project COMMAND...: in the project, in the environment of the cases.
as_in_project()
{
	(cd "$world_project" && env -i HOME="$world_home" PATH="$bin" PWD="$world_project" "$@")
}

# add_shell LABEL CODE [VARIABLE=VALUE]...: a new bash that evaluates what CODE prints.
add_shell()
{
	label=$1 code="eval \"\$($2)\""
	shift 2
	add command shell "$label" "$world_home" "$@" \
		/bin/bash --noprofile --norc -c "$code"
}

add_floor()
{
	add launch start 'the program itself' "$world_project" "$target"
	add launch start 'a path in assembly' "$world_project" \
		"$build/tests/bench/trampoline"
	add command shell 'bash alone' "$world_home" /bin/bash --noprofile --norc -c :
	add command prompt 'an empty program' "$world_project" /bin/true
}

add_vshim()
{
	vshim=$world/prefix/bin/vshim
	add launch start 'vshim' "$world_project" "PATH=$world_shims:$bin" "$world_shims/python"
	add_shell 'vshim init' "$vshim init bash"
	add command prompt 'vshim --prompt' "$world_project" "$build/shims/prompt"
}

add_direnv()
{
	command -v direnv >/dev/null || return 0
	# direnv looks for its file in parents too: it lies beside the project's own.
	# shellcheck disable=SC2016
	printf 'export VIRTUAL_ENV=$PWD/.venv\nPATH_add .venv/bin\n' >"$world_project/.envrc"
	as_in_project direnv allow
	add launch start 'direnv exec' "$world_project" DIRENV_LOG_FORMAT= "$(command -v direnv)" exec . python
	add_shell 'direnv hook' 'direnv hook bash'
	# A prompt in a directory that is loaded already.
	# shellcheck disable=SC2016
	as_in_project /bin/bash --noprofile --norc -c '
		eval "$(direnv export bash 2>/dev/null)"
		env | grep ^DIRENV_' >"$world/direnv"
	set --
	while read -r variable; do
		set -- "$@" "$variable"
	done <"$world/direnv"
	add command prompt 'direnv' "$world_project" DIRENV_LOG_FORMAT= "$@" "$(command -v direnv)" export bash
}

add_mise()
{
	[ -x "$mise" ] || return 0
	data=$world/mise
	mkdir -p "$data/installs/python/3.11.2/bin"
	ln -s "$target" "$data/installs/python/3.11.2/bin/python"
	printf '[tools]\npython = "3.11.2"\n' >"$world_project/mise.toml"
	for words in trust reshim; do
		as_in_project MISE_DATA_DIR="$data" MISE_OFFLINE=1 "$mise" "$words" >/dev/null 2>&1
	done
	set -- MISE_DATA_DIR="$data" MISE_OFFLINE=1
	add launch start 'mise, shim' "$world_project" "$@" "$data/shims/python"
	add_shell 'mise activate' "$mise activate bash" "$@"
	as_in_project "$@" /bin/bash --noprofile --norc -c "
		eval \"\$($mise activate bash)\"
		eval \"\$($mise hook-env -s bash)\"
		env | grep ^__MISE_" >"$world/mise-session"
	while read -r variable; do
		set -- "$@" "$variable"
	done <"$world/mise-session"
	add command prompt 'mise' "$world_project" "$@" "$mise" hook-env -s bash
}

add_rbenv()
{
	command -v rbenv >/dev/null || return 0
	mkdir -p "$world/rbenv/versions/3.0.0/bin"
	ln -s "$target" "$world/rbenv/versions/3.0.0/bin/ruby"
	echo 3.0.0 >"$world_project/.ruby-version"
	as_in_project RBENV_ROOT="$world/rbenv" rbenv rehash
	add launch start 'rbenv' "$world_project" RBENV_ROOT="$world/rbenv" \
		"PATH=$world/rbenv/shims:$bin" "$world/rbenv/shims/ruby"
	add_shell 'rbenv init' 'rbenv init - bash' RBENV_ROOT="$world/rbenv"
}

add_pyenv()
{
	[ -x "$pyenv" ] || return 0
	mkdir -p "$world/pyenv/versions/3.11.2/bin"
	ln -s "$target" "$world/pyenv/versions/3.11.2/bin/python"
	echo 3.11.2 >"$world_project/.python-version"
	as_in_project PYENV_ROOT="$world/pyenv" "$pyenv" rehash
	add launch start 'pyenv' "$world_project" PYENV_ROOT="$world/pyenv" \
		"PATH=$world/pyenv/shims:$bin" "$world/pyenv/shims/python"
	add_shell 'pyenv init' 'pyenv init - bash' PYENV_ROOT="$world/pyenv" \
		"PATH=$(dirname "$pyenv"):$bin"
}

add_floor
add_vshim
add_direnv
add_mise
add_rbenv
add_pyenv
# shellcheck source=/dev/null
(
	. "$cases"
	exec env -i HOME="$world_home" PATH="$bin" LANG=C.UTF-8 TERM=dumb USER=somebody \
		"$bench" "$@"
) >"$results"

awk -F'\t' -v svg="$sources/peers.svg" -f "$sources/peers.awk" "$results"
