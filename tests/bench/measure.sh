#!/bin/sh
# What a launch costs, as ratios to the floor: `meson test -C build --benchmark`.
#
#   measure.sh BENCH TARGET TRAMPOLINE LAUNCHER VSHIM PROMPT EMPTY [ROUNDS]
set -eu

directory=$(dirname "$0")
# shellcheck source-path=SCRIPTDIR source=world.sh
. "$directory/world.sh"

bench=$1 target=$(realpath "$2") trampoline=$(realpath "$3")
launcher=$4 vshim=$5 prompt=$(realpath "$6") empty=$(realpath "$7") rounds=${8:-3000}
world=$(mktemp -d)
trap 'rm -rf "$world"' EXIT
make_world "$directory" "$world" "$target" "$launcher" "$vshim"

python=$world_shims/python
project=$world_project
# As large as an ordinary login's environment, and none of it the caller's.
env -i HOME="$world_home" PATH="$world_path" LANG=C.UTF-8 TERM=xterm-256color SHELL=/bin/bash \
	USER=somebody LOGNAME=somebody EDITOR=vi PAGER=less SHLVL=1 COLORTERM=truecolor \
	LESSCLOSE='/usr/bin/lesspipe %s %s' LESSOPEN='| /usr/bin/lesspipe %s' \
	XDG_RUNTIME_DIR=/run/user/1000 XDG_SESSION_TYPE=tty XDG_SESSION_ID=2 \
	SSH_CONNECTION='192.0.2.1 50000 192.0.2.2 22' SSH_TTY=/dev/pts/0 \
	DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus \
	"$bench" -n "$rounds" \
	launch 'the target itself' "$project" "$target" -- \
	launch 'the floor: a hard-wired path' "$project" "$trampoline" -- \
	launch 'environment in the directory' "$project" "$python" -- \
	launch 'one level up' "$project/a" "$python" -- \
	launch 'three levels up' "$project/a/b/c" "$python" -- \
	launch 'six levels up' "$project/a/b/c/d/e/f" "$python" -- \
	launch 'none, ten PATH entries' "$world_outside" "$python" -- \
	launch 'a settings file' "$project" XDG_CONFIG_HOME="$world/settings" "$python" -- \
	launch 'VSHIM_ENV' "$world_outside" VSHIM_ENV="$project/.venv" "$python" -- \
	launch 'a console script' "$project" "$world_shims/tool" -- \
	command 'vshim which python' "$project" "$world/prefix/bin/vshim" which python -- \
	command 'an empty program, dynamic' "$project" "$empty" -- \
	command 'what --prompt starts' "$project" "$prompt" -- \
	command 'vshim prompt' "$project" "$world/prefix/bin/vshim" prompt
