#!/bin/bash
# Builds the launcher without a C library for another machine than this one, by clang with the
# options of shims/meson.build, and lets an emulator of that machine run it. Prints TAP.
#
#	tests/portability/bare.sh EMULATOR CLANG [OPTION…]
set -eu
cd "${BASH_SOURCE[0]%/*}/../.."
. tests/checks.bash

emulator=$(type -P "$1")
compiler=("${@:2}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# The words in quotes of the list that is called NAME in shims/meson.build, and of what it gains.
listed() { # NAME
	awk -v name="$1" '
		$1 == name && $2 ~ /=$/ { on = 1 }
		on
		on && !/,$/ { on = 0 }' shims/meson.build | grep -o "'[^']*'" | tr -d "'"
}

build() {
	local arguments link source core=()
	mapfile -t arguments < <(listed launcher_arguments)
	mapfile -t link < <(listed launcher_link)
	for source in src/core/*.c; do
		[ "$source" = src/core/system.c ] || core+=("$source")
	done
	"${compiler[@]}" -std=c17 "${arguments[@]}" -ffreestanding -fno-builtin -c shims/bare/text.c \
		-o "$scratch/text.o"
	"${compiler[@]}" -std=c17 -D_GNU_SOURCE -Wall -Wextra -Wpedantic -Werror "${defines[@]}" \
		-UVSHIM_COMMAND '-DVSHIM_COMMAND="bin/vshim"' -UVSHIM_LAUNCHER_DEPTH -DVSHIM_LAUNCHER_DEPTH=1 \
		"${core_includes[@]}" "${arguments[@]}" shims/launcher.c shims/bare/{start,system}.c \
		"${core[@]}" "$scratch/text.o" "${link[@]}" -nostdlib -o "$scratch/launcher"
}

# A project with an environment, another Python on PATH, and the launcher as `python` and `pip`.
world=$scratch/world
make_world() {
	local name
	mkdir -p "$world"/{home,root/shims,root/envs,bin,project/{.venv/bin,src}}
	for name in "$world/bin/python" "$world/project/.venv/bin/python"; do
		# Larger than any shim.
		printf '%s\n' '#!/bin/sh' "echo \"\$0 \$VIRTUAL_ENV \$*\"" 'exit 7' "$(printf '# %05000d' 0)" >"$name"
		chmod 755 "$name"
	done
	printf 'home = /usr/bin\nversion = 3.11.2\n' >"$world/project/.venv/pyvenv.cfg"
	ln -s "$scratch/launcher" "$world/root/shims/python"
	ln -s "$scratch/launcher" "$world/root/shims/pip"
	# As vshim leaves it for an environment that it has seen.
	name=$(python3 -c 'import functools, os, sys
print("%016x" % functools.reduce(lambda hash, byte: (hash ^ byte) * 0x100000001b3 % 2**64,
    os.fsencode(sys.argv[1]), 0xcbf29ce484222325))' "$world/project/.venv")
	ln -s "$world/project/.venv" "$world/root/envs/$name"
	touch -h -r "$world/project/.venv/bin" "$world/root/envs/$name"
}

# What the shim NAME says in DIRECTORY, and its status.
says() { # DIRECTORY NAME [ARGUMENT…]
	local shim=$world/root/shims/$2 status=0
	cd "$1"
	env -i HOME="$world/home" VSHIM_ROOT="$world/root" PWD="$1" PATH="$world/root/shims:$world/bin:/bin" \
		"$emulator" -0 "$shim" "$shim" "${@:3}" 2>&1 || status=$?
	echo "$status"
	cd "$OLDPWD"
}

same() { # TITLE FOUND EXPECTED
	result "$1" "$(diff <(echo "$2") <(echo "$3") || true)"
}

built=$(build 2>&1 || echo failed)
result 'it builds' "$built"
result 'nothing of it can be written to but its stack' \
	"$(readelf -lW "$scratch/launcher" 2>&1 | grep -E 'LOAD.* RWE? |INTERP|DYNAMIC|rror' || true)"
make_world
same "it becomes the environment's python" "$(says "$world/project/src" python -c 'a b')" \
	"$world/project/.venv/bin/python $world/project/.venv -c a b"$'\n7'
same 'it falls through to the next one on PATH' "$(says "$world" python x)" "$world/bin/python  x"$'\n7'
same 'it hands over to vshim, and says where that should be' "$(says "$world" pip list)" \
	"vshim: this shim cannot go on without $scratch/bin/vshim"$'\n126'
results_end
