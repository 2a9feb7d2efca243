#!/bin/sh
# What a launch does up to its last execve, in ways that repeat exactly: system calls,
# instructions, touched pages. (How long it takes is the matter of tests/bench.)
#
#   measure.sh calls|costs
#
# LAUNCHER is the launcher as it is installed, LAUNCHER_WITH_SYMBOLS the same before it was
# stripped, VSHIM the vshim of both, TARGET a program that stands for a Python.
set -eu

directory=$(dirname "$0")
# shellcheck source-path=SCRIPTDIR source=../bench/world.sh
. "$directory/../bench/world.sh"

# Every byte of a path counts: the world's is of the same length everywhere.
world=$(mktemp -d /tmp/vshim-gates.XXXXXX)
trap 'rm -rf "$world"' EXIT
make_world "$directory/../bench" "$world" "$TARGET" "$LAUNCHER" "$VSHIM"
install_launcher "$world/symbols" "$LAUNCHER_WITH_SYMBOLS" "$VSHIM"
make_shims "$world/symbols/shims" "$world/symbols"
for root in global-root unkept-root; do
	mkdir "$world/$root"
	ln -s "$world_project/.venv" "$world/$root/global"
done
in_world VSHIM_ROOT="$world/global-root" "$world/prefix/bin/vshim" init sh >/dev/null
in_world VSHIM_ROOT="$world/global-root" "$world_shims/python" || :
record=$world/record

# What is measured: a name, the directory, the shim, one more variable.
cases()
{
	cat <<-END
		here $world_project python A=
		one-up $world_project/a python A=
		three-up $world_project/a/b/c python A=
		six-up $world_project/a/b/c/d/e/f python A=
		none $world_outside python A=
		global $world_outside python VSHIM_ROOT=$world/global-root
		unkept $world_outside python VSHIM_ROOT=$world/unkept-root
		activated $world_outside python VIRTUAL_ENV=$world_project/.venv
		settings $world_project python XDG_CONFIG_HOME=$world/settings
		override $world_outside python VSHIM_ENV=$world_project/.venv
		script $world_project tool A=
		pip $world_project pip A=
	END
}

# run COMMAND...: COMMAND and the shim of the case, in an environment that is always the same.
run()
{
	(
		cd "$where"
		exec env -i HOME="$world_home" PATH="$world_path:/usr/bin:/bin" LANG=C.UTF-8 \
			TERM=dumb USER=somebody PWD="$where" "$variable" "$@"
	)
}

# expect_target STATUS: a case that did not get to the target measures something else.
expect_target()
{
	if [ "$1" -ne 42 ]; then
		echo "$name: ended with $1, not in the target" >&2
		exit 1
	fi
}

# From behind the execve of the shim up to the one that ends it: name, path, error. What takes
# AT_FDCWD is called as what does without it.
list_calls()
{
	status=0
	run strace -f -qq -o "$record" "$world_shims/$shim" || status=$?
	expect_target "$status"
	sed -E -e '1d' -e 's/^[0-9]+ +//' -e "s|$world/||g" \
		-e 's|envs/[0-9a-f]{16}|envs/ID|' \
		-e 's/^newfstatat\((.*), AT_SYMLINK_NOFOLLOW\)/lstat(\1)/' \
		-e 's/^newfstatat/stat/' -e 's/^faccessat/access/' -e 's/^readlinkat/readlink/' \
		-e 's/^(read|write|getdents64)\(.* = (-1 (E[A-Z]+).*|[0-9]+)$/\1 \3/' \
		-e 's/^([a-z0-9_]+)\(([A-Z_0-9]+, )?"([^"]*)".* = (-1 (E[A-Z]+).*|[0-9]+)$/\1 \3 \5/' \
		-e 's/^([a-z0-9_]+)\(.*/\1/' -e 's/ +$//' -e '/^execve/q' "$record"
}

count_instructions()
{
	rm -f "$record".*
	status=0
	# An execve ends callgrind without a word: it has to write down its sums before that.
	run valgrind -q --tool=callgrind --dump-before=system_execve \
		--callgrind-out-file="$record" "$world/symbols/shims/$shim" || status=$?
	expect_target "$status"
	sed -n 's/^totals: //p' "$record".1
}

count_pages()
{
	status=0
	run valgrind -q --tool=lackey --trace-mem=yes --log-file="$record" \
		"$world_shims/$shim" || status=$?
	expect_target "$status"
	awk '/^(I | [SLM]) / {
		sub(/,.*/, "", $2)
		page = substr($2, 1, length($2) - 3)
		if (!(page in seen)) {
			seen[page] = 1
			n++
		}
	}
	END { print n }' "$record"
}

print_calls()
{
	list_calls >"$world/calls"
	printf '%s: %d\n' "$name" "$(wc -l <"$world/calls")"
	sed 's/^/\t/' "$world/calls"
}

print_costs()
{
	instructions=$(count_instructions)
	pages=$(count_pages)
	printf '%-12s %14d %6d\n' "$name" "$instructions" "$pages"
}

if [ "$1" = costs ]; then
	printf '%-12s %14s %6s\n' case instructions pages
fi
cases | while read -r name where shim variable; do
	"print_$1"
done
