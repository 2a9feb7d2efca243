#!/usr/bin/env bats
# Every message of the program, said once, whole, where it belongs: transcripts that are played
# again. To see a new message is to write its command into one and run this, which shows the rest.

load ../helpers
load ../docs/documents
load play

setup()
{
	adas_world_make
	export VSHIM_CONFIG=$HOME/config.ini SHELL=/bin/sh
	printf '[trust]\nmode = explicit\n' >explicit.ini
}

# What differs from machine to machine, as it is written in the transcripts.
as_anywhere()
{
	local minor
	minor=$("$system_python" -c 'import sys; print(sys.version_info[1])')
	as_written | sed -e "s|$VSHIM_PREFIX|/usr/local|g" -e "s/\b3\.$minor\b/3.11/g" \
		-e 's/\b3\.11\.[0-9][0-9]*/3.11.2/g'
}

# transcript_check NAME: what is said is what NAME.txt has.
transcript_check()
{
	local transcript=$BATS_TEST_DIRNAME/$1.txt
	play_all <"$transcript" >"$world/played"
	as_anywhere <"$world/played" | diff -u "$transcript" -
}

@test "selecting: what is not found, not clear, not trusted, cannot be run" {
	transcript_check selection
}

@test "environments that are broken, and those without pip" {
	transcript_check environments
}

@test "commands that make no sense, and those that refuse" {
	transcript_check commands
}

@test "settings that are wrong" {
	transcript_check settings
}

@test "what which --explain says was looked at" {
	transcript_check explain
}

@test "the line in the rc files, put there and taken out" {
	transcript_check rc-files
}

@test "what doctor says of a set-up" {
	transcript_check doctor
}

@test "every message of the program is in a test" {
	local program tests
	cd "$repository"
	# What help says is compared with the manual (tests/docs).
	mapfile -t program < <(find src/host src/cli -name '*.c' ! -name commands.c ! -name help.c)
	mapfile -t tests < <(find tests -name '*.bats' -o -name '*.bash' -o -name '*.sh' -o \
		-path '*/unit/*.c' -o -path '*/messages/*.txt')
	"$system_python" tests/messages/messages.py "${program[@]}" shims/launcher.c -- "${tests[@]}" \
		>"$world/missing"
	diff -u /dev/null "$world/missing"
}
