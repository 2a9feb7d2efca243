#!/bin/bash
# What a launch costs, as ratios to the floor: `meson test -C build --benchmark`.
#
#   measure.sh BENCH TARGET TRAMPOLINE LAUNCHER VSHIM PROMPT EMPTY [ROUNDS]
#
# LOOKERS, where it is set, is the directory of what looker.c became: the least that a launch can
# cost which looks as the launcher does.
set -eu

directory=$(dirname "$0")
# shellcheck source-path=SCRIPTDIR source=world.sh
. "$directory/world.sh"

bench=$1 target=$(realpath "$2") trampoline=$(realpath "$3")
launcher=$4 vshim=$5 prompt=$(realpath "$6") empty=$(realpath "$7") rounds=${8:-3000}
# As long as WORLD in looker.c.
world=$(mktemp -d /tmp/vshim-bench.XXXXXX)
trap 'rm -rf "$world"' EXIT
make_world "$directory" "$world" "$target" "$launcher" "$vshim"

python=$world_shims/python
project=$world_project
cases=()

add() # launch|command NAME DIRECTORY [VARIABLE=VALUE]... PROGRAM [ARGUMENT]...
{
	cases+=("$@" --)
}

# The same looks, by what knows beforehand what they say; it is started by a link, as a shim is.
add_looker() # CASE DIRECTORY
{
	[ -n "${LOOKERS-}" ] || return 0
	LC_ALL=C sed "s|/tmp/vshim-bench.XXXXXX|$world|g" "$LOOKERS/looker-$1" >"$world/looker-$1"
	chmod +x "$world/looker-$1"
	ln -s "$world/looker-$1" "$world/shim-$1"
	add launch '    the same looks alone' "$2" "$world/shim-$1"
}
ln -s "$project/.venv" "$world_root/envs/ID"

add launch 'the target itself' "$project" "$target"
add launch 'the floor: a hard-wired path' "$project" "$trampoline"
add launch 'environment in the directory' "$project" "$python"
add_looker here "$project"
add launch 'one level up' "$project/a" "$python"
add launch 'three levels up' "$project/a/b/c" "$python"
add launch 'six levels up' "$project/a/b/c/d/e/f" "$python"
add_looker six-up "$project/a/b/c/d/e/f"
add launch 'none, ten PATH entries' "$world_outside" "$python"
add_looker none "$world_outside"
add launch 'a settings file' "$project" XDG_CONFIG_HOME="$world/settings" "$python"
add launch 'VSHIM_ENV' "$world_outside" VSHIM_ENV="$project/.venv" "$python"
add launch 'a console script' "$project" "$world_shims/tool"
add command 'vshim which python' "$project" "$world/prefix/bin/vshim" which python
add command 'an empty program, dynamic' "$project" "$empty"
add command 'what --prompt starts' "$project" "$prompt"
add command 'vshim prompt' "$project" "$world/prefix/bin/vshim" prompt

# As large as an ordinary login's environment, and none of it the caller's.
env -i HOME="$world_home" PATH="$world_path" LANG=C.UTF-8 TERM=xterm-256color SHELL=/bin/bash \
	USER=somebody LOGNAME=somebody EDITOR=vi PAGER=less SHLVL=1 COLORTERM=truecolor \
	LESSCLOSE='/usr/bin/lesspipe %s %s' LESSOPEN='| /usr/bin/lesspipe %s' \
	XDG_RUNTIME_DIR=/run/user/1000 XDG_SESSION_TYPE=tty XDG_SESSION_ID=2 \
	SSH_CONNECTION='192.0.2.1 50000 192.0.2.2 22' SSH_TTY=/dev/pts/0 \
	DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus \
	"$bench" -n "$rounds" "${cases[@]::${#cases[@]}-1}"
