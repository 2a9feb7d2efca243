#!/bin/bash
# The rules of the house that no compiler keeps: who includes whom, who may start programs,
# print, or ask the environment, and what a header owes its reader.
#
#	tests/rules/rules.sh
#
# Every rule is a test, and so is that it sees the offence that it is there for. Prints TAP.
#
# The rules are called by their names in the table at the end:
# shellcheck disable=SC2317
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. tests/checks.bash

# The C files below the places named. A place that is missing has none.
sources() { # PLACE…
	find "$@" -name '*.[ch]' 2>/dev/null | sort
}

# Files with their comments and the insides of their strings blanked out, `FILE:LINE:TEXT`.
code() { # FILE…
	[ $# -eq 0 ] || awk '
		FNR == 1 { inside = 0 }
		{
			rest = $0
			text = ""
			while (rest != "") {
				if (inside) {
					at = index(rest, "*/")
					if (at == 0)
						break
					rest = substr(rest, at + 2)
					inside = 0
				} else if (rest ~ /^[ \t]*#[ \t]*include/) {
					text = text rest
					rest = ""
				} else if (substr(rest, 1, 2) == "/*") {
					inside = 1
					rest = substr(rest, 3)
				} else if (match(rest, /^"([^"\\]|\\.)*"/)) {
					text = text "\"\""
					rest = substr(rest, RLENGTH + 1)
				} else if (match(rest, /^'\''([^'\''\\]|\\.)+'\''/)) {
					text = text "0"
					rest = substr(rest, RLENGTH + 1)
				} else {
					text = text substr(rest, 1, 1)
					rest = substr(rest, 2)
				}
			}
			print FILENAME ":" FNR ":" text
		}' "$@"
}

# Lines of code in PLACES that match PATTERN, less those that match ALLOWED.
offences() { # PATTERN ALLOWED PLACE…
	local pattern=$1 allowed=$2 files
	shift 2
	mapfile -t files < <(sources "$@")
	code "${files[@]}" | grep -E "^[^:]*:[0-9]+:.*($pattern)" | grep -Ev "$allowed" || true
}

nothing='^$'

# What a room includes with quotes: the headers of its own directory and of those named.
includes_only() { # ROOM DIRECTORY…
	local room=$1 line header directory
	shift
	while IFS= read -r line; do
		header=${line#*\"}
		header=${header%%\"*}
		for directory; do
			[ ! -e "$directory/$header" ] || continue 2
		done
		# Made by the build from shims/.
		[ "$room/$header" = src/cli/shell_code.h ] || echo "$line"
	done < <(offences '#include "' "$nothing" "$room")
}

# --- the rules: each prints what breaks it -----------------------------------------------------

core_includes_core_alone() {
	includes_only src/core src/core
	offences '#include <' '<(vshim|assert|dirent|errno|fcntl|limits|stdbool|stddef|stdint|stdlib|strings?|time|unistd|sys/(auxv|stat|types))\.h>|^src/core/system\.c:[0-9]+:#include <sys/(syscall|xattr)\.h>' src/core
}

launcher_includes_core_alone() {
	includes_only shims shims src/core
	offences '#include <' '<(vshim|errno|limits|stdbool|stddef|string|unistd|sys/(stat|types))\.h>|^shims/bare/[a-z]+\.c:[0-9]+:#include <(fcntl|stdint|strings|sys/syscall)\.h>' shims
}

# The rooms of host, from the ground up.
rooms=(base kept environments shims decision listing doctor)

# Each includes those before it.
host_includes_downward() {
	local room below=(src/core)
	for room in "${rooms[@]}"; do
		below+=("src/host/$room")
		includes_only "src/host/$room" "${below[@]}"
	done
}

every_file_of_host_is_in_a_room() {
	local room inside=()
	for room in "${rooms[@]}"; do
		inside+=(-e "^src/host/$room/[^/]*\$")
	done
	sources src/host | grep -v "${inside[@]}" || true
}

cli_includes_all_rooms() {
	includes_only src/cli src/cli src/host/* src/core
}

libuv_and_inih_are_at_home_in_host() {
	offences '#include <(uv|ini)\.h>' '^src/host/' src shims include
	offences '#include <ini\.h>' '^src/host/kept/config\.c:' src
}

core_and_launcher_have_no_heap_and_no_stdio() {
	offences '#include <stdio\.h>' "$nothing" src/core shims
	offences '\<(malloc|calloc|realloc|free|strdup|strndup|getline|asprintf|opendir|scandir)[[:space:]]*\(' \
		'^src/core/files\.c:[0-9]+:.* = opendir\(directory\);' src/core shims
}

# Each behind a function with a portable twin.
what_only_linux_has_is_in_few_files() {
	offences '\<(getauxval|syscall|SYS_[a-z_]+|getdents64|O_PATH|prctl|memfd_create|renameat2|statx|gettid|epoll_[a-z]+|inotify_[a-z_]+|signalfd|pidfd_[a-z_]+|close_range)\>' \
		'^src/core/(files|process|system)\.c:|^shims/bare/|^src/host/base/directory\.c:' src shims
}

programs_are_started_in_few_places() {
	offences '\<(exec(l|le|lp|v|ve|vp|vpe|veat)|fexecve|system_execve)[[:space:]]*\(' '^src/core/(launch\.c|system\.[ch]):|^shims/bare/system\.c:' src shims
	offences '\<uv_spawn[[:space:]]*\(' '^src/host/(base/supervise|base/inquiry|environments/probe)\.c:' src shims
	offences '\<(fork|vfork|clone|posix_spawnp?|system|popen)[[:space:]]*\(' "$nothing" src shims
}

the_environment_is_a_value() {
	offences '\<(getenv|secure_getenv|setenv|putenv|unsetenv|clearenv|uv_os_(get|set|unset)env)[[:space:]]*\(' \
		"$nothing" src shims
	offences '\<extern[[:space:]].*\<environ\>' '^src/host/decision/library\.c:|^src/cli/main\.c:' src shims
}

only_cli_prints() {
	offences '\<(stdout|stderr|v?printf|v?fprintf|puts|putchar|perror|STDOUT_FILENO)\>' '^src/cli/|^shims/prompt\.c:[0-9]+:.* system_write\(STDOUT_FILENO, ' src shims
	offences '\<(stderr|perror)\>' '^src/cli/(main|list|shim|slow)\.c:' src/cli
}

only_main_ends_the_program() {
	offences '\<_?[eE]xit[[:space:]]*\(' "$nothing" src shims
	# Without memory vshim cannot say so either.
	offences '\<abort[[:space:]]*\(' "$nothing" src/core shims
}

a_struct_is_called_a_struct() {
	offences '\<typedef[[:space:]]+(struct|enum|union)\>' "$nothing" src shims include
}

functions_are_not_cut_by_the_preprocessor() {
	local files
	mapfile -t files < <(sources src shims)
	[ ${#files[@]} -eq 0 ] || awk '
		FNR == 1 { inside = 0 }
		/^{/ { inside = 1 }
		/^}/ { inside = 0 }
		inside && /^[ \t]*#[ \t]*(if|else|elif)/ { print FILENAME ":" FNR ":" $0 }' "${files[@]}"
}

files_stay_short() {
	local file lines
	while IFS= read -r file; do
		lines=$(wc -l <"$file")
		[ "$lines" -lt 400 ] || echo "$file: $lines lines"
	done < <(sources src shims include)
}

# The paragraph that says what a module knows starts with its name.
headers_open_with_their_module() {
	local file module
	while IFS= read -r file; do
		module=$(basename "$file" .h)
		[ "$module" != vshim ] || module=libvshim
		[ "$(head -n 1 "$file")" = '/*' ] &&
			[[ "$(sed -n 2p "$file")" == " * $module: "* ]] || echo "$file"
	done < <(sources src include | grep '\.h$')
}

# A comment stands right above each prototype, or above the first of several without a blank
# line between. What ends or frees a thing needs no words.
prototypes_are_explained() {
	local files
	mapfile -t files < <(sources src include | grep '\.h$')
	[ ${#files[@]} -eq 0 ] || awk '
		FNR == 1 || /^[ \t]*$/ { explained = 0 }
		/\*\// { explained = 1 }
		/^[a-zA-Z].*[a-z_]\(/ && !/^(typedef|static inline|extern|#)/ {
			if (!explained && !/_(free|end)\(/)
				print FILENAME ":" FNR ":" $0
		}' "${files[@]}"
}

# pyvenv.h declares pyvenv_…, or just pyvenv().
prototypes_carry_their_module() {
	local files
	mapfile -t files < <(sources src/core src/host | grep '\.h$')
	[ ${#files[@]} -eq 0 ] || code "${files[@]}" | awk -F: '
		$3 ~ /^[a-z]/ && $3 ~ /[a-z_]\(/ && $3 !~ /^(typedef|static inline)/ {
			module = $1
			gsub(/.*\/|\.h$/, "", module)
			name = $3
			sub(/\(.*/, "", name)
			gsub(/.*[ *]/, "", name)
			if (name != module && index(name, module "_") != 1 &&
			    !(module == "describe" && name ~ /^(description|maker)_/))
				print $1 ":" $2 ":" $3
		}'
}

nothing_is_left_for_later() {
	sources src shims include tests | grep -v '^tests/rules/' |
		xargs -r grep -nE 'TODO|FIXME' || true
}

# --- offences that the rules must see ----------------------------------------------------------

# RULE FILE TEXT
offended() {
	cat <<-'END'
		core_includes_core_alone src/core/x.c #include "text.h"
		core_includes_core_alone src/core/x.c #include <uv.h>
		launcher_includes_core_alone shims/launcher.c #include "text.h"
		host_includes_downward src/host/doctor/x.c #include "cli.h"
		host_includes_downward src/host/base/x.c #include "store.h"
		every_file_of_host_is_in_a_room src/host/x.c
		cli_includes_all_rooms src/cli/x.c #include "../../shims/x.h"
		libuv_and_inih_are_at_home_in_host src/cli/x.c #include <uv.h>
		libuv_and_inih_are_at_home_in_host src/host/x.c #include <ini.h>
		core_and_launcher_have_no_heap_and_no_stdio src/core/x.c #include <stdio.h>
		core_and_launcher_have_no_heap_and_no_stdio shims/launcher.c	x = malloc(1);
		what_only_linux_has_is_in_few_files src/host/x.c	int fd = open(path, O_PATH);
		what_only_linux_has_is_in_few_files shims/launcher.c	syscall(SYS_getcwd, x, 1);
		programs_are_started_in_few_places src/host/x.c	execve(a, b, c);
		programs_are_started_in_few_places shims/launcher.c	system_execve(a, b, c);
		programs_are_started_in_few_places src/cli/x.c	uv_spawn(a, b, c);
		programs_are_started_in_few_places src/cli/x.c	system("x");
		the_environment_is_a_value src/host/x.c	x = getenv("HOME");
		the_environment_is_a_value src/core/x.c extern char **environ;
		only_cli_prints src/host/x.c	printf("x");
		only_cli_prints src/core/x.c	write(STDOUT_FILENO, "", 1);
		only_cli_prints src/cli/x.c	fprintf(stderr, "x");
		only_main_ends_the_program src/cli/x.c	exit(1);
		only_main_ends_the_program src/core/x.c	abort();
		a_struct_is_called_a_struct src/core/x.h typedef struct x x;
		functions_are_not_cut_by_the_preprocessor src/core/x.c {\n#ifdef X\n}
		files_stay_short src/core/x.c {1..400}
		headers_open_with_their_module src/core/x.h /*\n * y: it knows nothing.
		headers_open_with_their_module src/core/x.h #ifndef X
		prototypes_are_explained src/core/x.h int x(void);
		prototypes_carry_their_module src/core/x.h int y_parse(void);
		nothing_is_left_for_later src/core/x.c /* TODO: all */
	END
}

# Whether RULE prints something in a tree whose only fault is TEXT in FILE; {1..400} stands for
# so many lines.
sees() { # RULE FILE TEXT
	local tree seen
	tree=$(mktemp -d)
	mkdir -p "$tree"/{src/{core,host,cli},shims,include,tests} "$tree/${2%/*}"
	if [[ $3 == *'{1..'* ]]; then
		yes '' | head -n 400 >"$tree/$2"
	else
		printf '%b\n' "$3" >"$tree/$2"
	fi
	seen=$(cd "$tree" && "$1")
	rm -rf "$tree"
	[ -n "$seen" ]
}

rules=$(offended | cut -d ' ' -f 1 | uniq)
for rule in $rules; do
	result "${rule//_/ }" "$("$rule")"
done
while read -r rule file text; do
	blind=
	sees "$rule" "$file" "$text" || blind="not seen: $text"
	result "${rule//_/ }: sees $file: $text" "$blind"
done < <(offended)
results_end
