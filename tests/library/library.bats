#!/usr/bin/env bats
# libvshim as others use it: the installed header, libraries and vshim.pc, the example of the
# manual, many threads; and what the library must not do.

load ../helpers

setup()
{
	world_make
	export PKG_CONFIG_PATH=$VSHIM_PREFIX/lib/pkgconfig LD_LIBRARY_PATH=$VSHIM_PREFIX/lib
	library=$VSHIM_PREFIX/lib/libvshim.so
	venv shop/.venv --prompt shop
	mkdir -p shop/src
	(shims_on && cd shop && python -c pass)
}

# The example program of vshim(3), and the commands that it gives for it.
example()
{
	awk '
		/^\.Sh/ { on = /EXAMPLES/ }
		on && /^\.Bd -literal$/ { text = 1; next }
		/^\.Ed/ { text = 0 }
		on && text' "$repository/man/vshim.3" | sed 's/\\e/\\/g'
}

example_commands()
{
	awk '
		/^\.Sh/ { on = /EXAMPLES/ }
		on && /^\.Dl / { print substr($0, 5) }
		on && /^\.Bd -literal -offset/ { text = 1; next }
		/^\.Ed/ { text = 0 }
		on && text' "$repository/man/vshim.3" | sed 's/\\e/\\/g'
}

# What the example says of ./shop/src, by ./here.
assert_example_runs()
{
	run ./here "$HOME/shop/src"
	assert_success
	assert_line "1 not-set VSHIM_ENV"
	assert_line "4 taken $HOME/shop/.venv"
	assert_line "$HOME/shop/.venv/bin/python"
	assert_line "by walk: $HOME/shop/.venv"
	assert_line "* shop (ok): $HOME/shop/.venv"
	# Without an argument: the current directory.
	run env -C shop ../here
	assert_success
	assert_line "by walk: $HOME/shop/.venv"
}

@test "the example of vshim(3) compiles by the commands of vshim(3) and runs, with both libraries" {
	example >here.c
	grep -q vshim_explain here.c
	example_commands | sed -n 1p >shared
	example_commands | sed -n '2,$p' >static
	sh ./shared
	run readelf -d here
	assert_contains 'Shared library: [libvshim.so.1]'
	assert_example_runs
	rm here
	sh ./static
	run readelf -d here
	refute_contains 'Shared library: [libvshim' 'Shared library: [libuv'
	assert_example_runs
}

@test "the example of vshim(3) tells what is wrong" {
	example >here.c
	example_commands | sed -n 1p | sh
	rm shop/.venv/bin/python*
	run --separate-stderr ./here "$HOME/shop"
	assert_status 1
	assert_line "4 taken $HOME/shop/.venv" 
	assert_stderr "the environment $HOME/shop/.venv has no working Python" 'mend it: '
}

@test "known environments that cannot be read are a failure, and none" {
	example >here.c
	example_commands | sed -n 1p | sh
	rm -r "${shims%/*}/envs"
	: >"${shims%/*}/envs"
	run --separate-stderr ./here "$HOME/shop/src"
	assert_status 1
	assert_line "by walk: $HOME/shop/.venv"
	refute_contains "shop (ok)"
	assert_stderr "${shims%/*}/envs, the known environments, cannot be read: Not a directory"
}

@test "the example is clean C17 for gcc and clang, and the header is C++ too" {
	example >here.c
	for compiler in gcc clang; do
		# shellcheck disable=SC2046 # words
		"$compiler" -std=c17 -Wall -Wextra -Wpedantic -Werror -fsyntax-only here.c \
			$(pkg-config --cflags vshim)
		echo '#include <vshim.h>' >header.c
		# shellcheck disable=SC2046
		"$compiler" -std=c17 -Wall -Wextra -Wpedantic -Werror -fsyntax-only \
			header.c $(pkg-config --cflags vshim)
	done
	# shellcheck disable=SC2046
	clang++ -std=c++17 -Wall -Wextra -Werror -fsyntax-only -x c++ header.c \
		$(pkg-config --cflags vshim)
}

@test "library and vshim which say the same" {
	example >here.c
	example_commands | sed -n 1p | sh
	"$vshim" which --json --explain python | "$system_python" -c '
import json, sys
for step in json.loads(sys.stdin.readline())["steps"]:
    print(step["line"], step["finding"], step["path"] or "")' >told
	./here >answered
	head -n "$(wc -l <told)" answered | diff told -
}

@test "the interface is that of abi.txt, by gcc and by clang" {
	for compiler in gcc clang; do
		"$repository/tests/library/abi.sh" "$compiler" \
			"$VSHIM_PREFIX/include/vshim.h" "$library" >described
		grep -q '^symbol: vshim_select@@VSHIM_1$' described
		if [ "$(uname -m)" = x86_64 ]; then
			diff -u "$repository/tests/library/abi.txt" described
		fi
	done
}

@test "the interface is described in vshim(3), function by function and member by member" {
	sed -n 's/.*[ *]\(vshim_[a-z_]*\)(.*/\1/p' "$repository/tests/library/abi.txt" |
		sort >declared
	[ -s declared ]
	sed -n 's/^\.\(Nm\|Fo\|Fn\) "\{0,1\}\(vshim_[a-z_]*\).*/\2/p' "$repository/man/vshim.3" |
		sort | uniq -c | awk '$1 > 1 { print $2 }' | diff -u declared -
	awk '
		/^struct [a-z_]* \{/ { on = 1; next }
		/^};/ { on = 0 }
		on { sub(/(\[[0-9]*\])?;.*/, ""); sub(/.*[ *]/, ""); print }' \
		"$VSHIM_PREFIX/include/vshim.h" | sort -u >members
	while read -r member; do
		grep -q "^\.\(It \)\{0,1\}Fa $member\b" "$repository/man/vshim.3" || fail "vshim(3) lacks $member"
	done <members
	grep -o 'VSHIM_\(ORIGIN\|STATE\)_[A-Z]*' "$VSHIM_PREFIX/include/vshim.h" | sort -u |
		while read -r value; do
			grep -q "^\.Dv $value" "$repository/man/vshim.3" || fail "vshim(3) lacks $value"
		done
}

@test "the shared library can neither write, print, start, end nor change anything" {
	nm -D --undefined-only "$library" | awk '
		# Without what glibc puts around the names of checked functions.
		{ sub(/@.*/, "", $2); sub(/^_+/, "", $2); sub(/_chk$/, "", $2); print $2 }' >needed
	grep -qx realpath needed
	# abort: vshim's own way out without memory, which no caller of the library takes.
	run grep -xE 'exit|_Exit|quick_exit|raise|kill|fork|vfork|exec.*|posix_spawn.*|uv_.*|system|popen|v?f?printf|puts|fputs|putchar|fputc|fwrite|write|pwrite|writev|rename.*|symlink.*|link|linkat|unlink.*|mkdir.*|rmdir|chmod|chown|utimens.*|(un)?setenv|putenv|getenv|signal|sigaction|sigprocmask|chdir|fchdir|umask|setlocale|stdout|stderr|environ' needed
	assert_output ''
	readelf -d "$library" >dynamic
	run grep NEEDED dynamic
	refute_contains libuv
}

@test "the shared library has no global state" {
	# What can be written is the C library's, and the one thing of the thread (memory.c).
	run bash -c 'objdump -t "$1" | awk '"'"'$4 ~ /^\.(data|bss|tdata|tbss)$/ || $3 ~ /^\.(data|bss|tdata|tbss)$/ { print $NF }'"'"' |
		grep -vxE "completed\.0|__dso_handle|__TMC_END__|\.(data|bss|tdata|tbss)|__bss_start|_edata|_end"' - "$library"
	assert_output state
}

# threads_run ROUNDS COMMAND…: asks for directories of every kind.
threads_run()
{
	venv other/.venv
	venv many/a
	venv many/b
	venv broken/.venv
	rm broken/.venv/bin/python*
	mkdir empty .config .config/vshim
	printf '[search]\nceiling = /net /afs\n' >.config/vshim/config.ini
	local rounds=$1
	shift
	# shellcheck disable=SC2046
	cc -std=c17 -g -D_GNU_SOURCE "$repository/tests/library/threads.c" -o threads \
		$(pkg-config --cflags --libs vshim) -pthread
	run "$@" ./threads "$rounds" "$HOME"/{shop/src,other,many,broken,empty}
	assert_success
	assert_line '0 wrong answers'
	assert_contains "$HOME/other/.venv/bin/python walk" 'many holds more than one' \
		'no working Python' 'system'
}

@test "any number of threads get their own answers" {
	threads_run 300
}

@test "helgrind sees no race between threads" {
	threads_run 2 valgrind -q --tool=helgrind --error-exitcode=99
}

@test "memcheck sees no error and no leak" {
	threads_run 1 valgrind -q --leak-check=full --show-leak-kinds=all --error-exitcode=99
}
