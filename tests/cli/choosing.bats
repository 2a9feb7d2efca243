#!/usr/bin/env bats
# shellcheck disable=SC2016 # what stands in single quotes is for another shell
#
# vshim local, global, shell and prompt: choosing an environment, and losing nothing by it.

load helper

setup_file() { model_make; }

setup() {
	project_world
	environment "$world/shop/.venv"
}

# --- local

@test "local writes a redirect file as PEP 832 has it, and what it names is selected" {
	run "$vshim" local "$world/shop/.venv"
	assert_success
	assert_output ""
	assert_equal "$(cat -A .venv)" "$world/shop/.venv\$"
	assert_equal "$(stat -c %a .venv)" 644
	assert_selects walk "$world/shop/.venv"
	run "$vshim" local
	assert_output "$world/shop/.venv"
	"$vshim" local --unset
	refute_exists .venv
	assert_selects system
	run --separate-stderr -1 "$vshim" local
	assert_stderr "vshim: $PWD has no redirect file" "hint: write one: vshim local ENV"
	"$vshim" local --unset
}

@test "what lies below is written relative to it, so that all of it can be moved" {
	environment envs/one two
	touch pyproject.toml
	"$vshim" local envs/one
	assert_equal "$(cat .venv)" envs/one
	assert_selects walk "$PWD/envs/one"
	"$vshim" local two
	assert_equal "$(cat .venv)" two
	mv "$world/project" "$world/moved"
	cd "$world/moved" || return
	assert_selects walk "$world/moved/two"
	mkdir sub
	cd sub || return
	"$vshim" local ../two
	assert_equal "$(cat .venv)" "$world/moved/two"
}

@test "a name is looked for, and one that is ambiguous is listed" {
	environment "$world/a/shop" "$world/b/shop"
	(cd "$world/shop" && python -c '')
	"$vshim" local shop
	assert_equal "$(cat .venv)" "$world/shop/.venv"
	for directory in a b; do
		VSHIM_ENV=$world/$directory/shop python -c ''
	done
	cp .venv before
	for command in local global shell "shell --print"; do
		# shellcheck disable=SC2086
		run --separate-stderr "$vshim" $command shop
		[ "$command" = shell ] || assert_stderr "vshim: more than one environment is called shop:" \
			"  $world/a/shop" "  $world/b/shop" "  $world/shop/.venv" "hint: name one of them by its path"
		assert_status 1
	done
	cmp before .venv
	run --separate-stderr -1 "$vshim" local nobody
	assert_stderr "vshim: no environment is called nobody" "hint: "
	run --separate-stderr -1 "$vshim" local "$world/project"
	assert_stderr "vshim: $world/project is no environment" "hint: "
	cmp before .venv
}

@test "a file of the user's is never lost" {
	local kind
	for kind in two-lines empty blank-first nul directory environment link dangling fifo; do
		rm -rf .venv
		case $kind in
		two-lines) printf '/somewhere\n# my notes\n' >.venv ;;
		empty) : >.venv ;;
		blank-first) printf '\nnotes\n' >.venv ;;
		nul) printf 'a\0b\n' >.venv ;;
		directory) mkdir .venv && touch .venv/notes ;;
		environment) environment .venv ;;
		link) ln -s "$world/shop/.venv" .venv ;;
		dangling) ln -s nowhere .venv ;;
		fifo) mkfifo .venv ;;
		esac
		tar -cf "$world/before.tar" .venv
		for command in "local $world/shop/.venv" "local --unset"; do
			# shellcheck disable=SC2086
			run --separate-stderr -1 "$vshim" $command
			assert_stderr "vshim: $PWD/.venv " "hint: it is yours: move it away first" "mv $PWD/.venv $PWD/.venv.old" ||
				fail "$kind"
		done
		tar -cf "$world/after.tar" .venv
		cmp "$world/before.tar" "$world/after.tar" || fail "$kind"
	done
	assert_equal "$(ls -A)" .venv
}

@test "what the walk reads, local without an argument prints" {
	printf '%s\n# my notes\n' "$world/shop/.venv" >.venv
	assert_selects walk "$world/shop/.venv"
	run "$vshim" local
	assert_output "$world/shop/.venv"
	printf '%s\r\n' "$world/shop/.venv" >.venv
	run "$vshim" local
	assert_output "$world/shop/.venv"
	"$vshim" local "$world/shop/.venv"
	assert_equal "$(cat -A .venv)" "$world/shop/.venv\$"
}

@test "an old redirect file is replaced in one step, with its permissions; a read-only one is not" {
	echo /gone >.venv
	chmod 600 .venv
	ln .venv old
	"$vshim" local "$world/shop/.venv"
	assert_equal "$(cat old)" /gone
	assert_equal "$(stat -c %a .venv)" 600
	chmod 400 .venv
	run --separate-stderr -1 "$vshim" local "$world/shop/.venv"
	assert_stderr "vshim: $PWD/.venv is read-only" "hint: "
	rm -f .venv
	chmod 555 .
	[ "$(id -u)" -ne 0 ] || chown 65534 .
	run --separate-stderr plainly "$vshim" local "$world/shop/.venv"
	chmod 755 .
	assert_status 1
	assert_stderr "vshim: $PWD/.venv cannot be changed: Permission denied" "hint: "
	assert_equal "$(ls -A)" old
}

@test "a file that appears meanwhile is not overwritten" {
	# Whoever is faster wins; strace stops vshim where it is about to put its file in place.
	cat >tracer <<-'END'
		#!/bin/sh
		strace -f -qq -e trace=link,linkat,rename,renameat,renameat2 -e inject=link,linkat:error=EEXIST:when=1 \
			-o /dev/null "$@"
	END
	chmod 755 tracer
	ASAN_OPTIONS=detect_leaks=0 run --separate-stderr ./tracer "$vshim" local "$world/shop/.venv"
	assert_status 1
	assert_stderr "vshim: $PWD/.venv cannot be changed: somebody else" "hint: "
	assert_equal "$(ls -A)" tracer
	# Where there are no hard links, there still is a file.
	sed -i s/EEXIST/EPERM/ tracer
	ASAN_OPTIONS=detect_leaks=0 ./tracer "$vshim" local "$world/shop/.venv"
	assert_equal "$(cat .venv)" "$world/shop/.venv"
}

@test "a path that no redirect file can hold is refused" {
	local name
	for name in $'new\nline' $'return\r'; do
		environment "$world/$name/"
		run --separate-stderr -1 "$vshim" local "$world/$name"
		assert_stderr "is a path that no redirect file can hold" "hint: "
		refute_exists .venv
	done
	environment $'\xef\xbb\xbfmark'
	run -1 "$vshim" local $'\xef\xbb\xbfmark'
	refute_exists .venv
	environment $'bytes \xff'
	"$vshim" local $'bytes \xff'
	run python -c 'import os, sys; os.write(1, os.fsencode(sys.prefix))'
	assert_output "$PWD"/$'bytes \xff'
}

@test "in a Poetry project it says what Poetry does" {
	printf '[tool.poetry]\nname = "x"\n' >pyproject.toml
	run "$vshim" local "$world/shop/.venv"
	assert_success
	assert_contains "note: Poetry does not read a .venv file, and may remove it"
	printf '[project]\nname = "x"\n' >pyproject.toml
	run "$vshim" local "$world/shop/.venv"
	assert_output ""
	touch poetry.lock
	run "$vshim" local "$world/shop/.venv"
	assert_contains "note: Poetry"
}

@test "where something else goes first, that is said" {
	environment "$world/other" "$world/foreign"
	run env VSHIM_ENV="$world/other" "$vshim" local "$world/shop/.venv"
	assert_output "note: VSHIM_ENV is set, and goes first: vshim shell --unset"
	run env VIRTUAL_ENV="$world/other" "$vshim" local "$world/shop/.venv"
	assert_output "note: $world/other is activated, and goes first: deactivate"
	run env VIRTUAL_ENV="$world/other" VSHIM_SELECTED="$world/other" "$vshim" local "$world/shop/.venv"
	assert_output ""
	chmod o+w "$world/foreign"
	run "$vshim" local "$world/foreign"
	assert_success
	assert_contains "note: \`python\` will refuse to run here: " "everybody" "hint: " "vshim trust"
}

@test "wrong usage of local, and a directory that is gone" {
	run --separate-stderr -2 "$vshim" local --unset "$world/shop/.venv"
	assert_stderr "vshim: vshim local: ENV and --unset do not go together" "hint: "
	run --separate-stderr -2 "$vshim" local a b
	assert_stderr "vshim: " "hint: "
	run --separate-stderr -1 "$vshim" local system
	assert_stderr "vshim: no environment is called system" "hint: for no environment: vshim shell --system"
	run -1 "$vshim" local ''
	rmdir "$world/project"
	run --separate-stderr -1 "$vshim" local "$world/shop/.venv"
	assert_stderr "vshim: this directory is gone"
}

# --- global

@test "global applies outside of projects, and can be taken back" {
	run --separate-stderr -1 "$vshim" global
	assert_stderr "vshim: no global environment is set" "hint: set one: vshim global ENV"
	run "$vshim" global ../shop/.venv
	assert_output ""
	run "$vshim" global
	assert_output "$world/shop/.venv"
	assert_selects global "$world/shop/.venv"
	environment .venv
	assert_selects walk "$PWD/.venv"
	cd "$world" || return
	"$vshim" global shop
	"$vshim" global --unset
	assert_selects system
	"$vshim" global --unset
	run --separate-stderr -1 "$vshim" global system
	assert_stderr "hint: for no environment: " "vshim global --unset"
	run --separate-stderr -2 "$vshim" global --unset x
	assert_stderr "vshim: " "hint: "
}

@test "a global environment that cannot be written down" {
	chmod 555 "${shims%/*}"
	[ "$(id -u)" -ne 0 ] || chown 65534 "${shims%/*}"
	run --separate-stderr plainly "$vshim" global "$world/shop/.venv"
	chmod 755 "${shims%/*}"
	assert_status 1
	assert_stderr "vshim: ${shims%/*}/global cannot be written: Permission denied" "hint: "
}

# --- shell

@test "shell --print gives the value for VSHIM_ENV" {
	run "$vshim" shell --print "$world/shop/.venv"
	assert_output "$world/shop/.venv"
	run "$vshim" shell --print --system
	assert_output system
	run "$vshim" shell --print --unset
	assert_output ""
	run --separate-stderr -1 "$vshim" shell --print nobody
	assert_output ""
	assert_stderr "vshim: no environment is called nobody"
	run --separate-stderr -1 "$vshim" shell
	assert_stderr "vshim: this shell has chosen no environment" "hint: "
	VSHIM_ENV=system run "$vshim" shell
	assert_output system
}

@test "shell without the function says what is missing" {
	run --separate-stderr -1 "$vshim" shell --system
	assert_stderr "vshim: a program cannot change the shell" "hint: " "vshim init"
	run --separate-stderr -2 "$vshim" shell --system --unset
	assert_stderr "vshim: vshim shell: ENV, --system and --unset do not go together" "hint: "
	run --separate-stderr -2 "$vshim" shell --system x
	assert_stderr "hint: "
}

@test "shell with the function: an environment, system, and by directory again" {
	environment .venv
	run bash -c '
		eval "$("$0" init bash)"
		vshim shell "$1" && python -c "import sys; print(sys.prefix)"
		vshim shell
		vshim shell --system && python3 -c "import sys; print(sys.prefix)"
		vshim shell nobody || echo "status $?, still $VSHIM_ENV"
		vshim shell --unset && python -c "import sys; print(sys.prefix)"' "$vshim" "$world/shop/.venv" 2>&1
	assert_success
	assert_contains "$world/shop/.venv"$'\n'"$world/shop/.venv"$'\n'/usr$'\n'
	assert_contains "status 1, still system" "$PWD/.venv"
}

# --- prompt

@test "prompt prints the name in parentheses and a blank, or nothing" {
	local name
	run "$vshim" prompt
	assert_success
	assert_output ""
	for name in .venv venv env .env; do
		environment "$name"
		run "$vshim" prompt
		assert_output "(project) "
		rm -r "$name"
	done
	environment data
	run "$vshim" prompt
	assert_output "(data) "
	echo "prompt = 'my own'" >>data/pyvenv.cfg
	run "$vshim" prompt
	assert_output "(my own) "
	VSHIM_ENV=system run "$vshim" prompt
	assert_output ""
	VIRTUAL_ENV=$world/shop/.venv run "$vshim" prompt
	assert_output "(shop) "
}

@test "prompt is silent about what is wrong, and sends the terminal nothing to obey" {
	echo /gone >.venv
	run --separate-stderr "$vshim" prompt
	assert_success
	assert_equal "$output$stderr" ""
	rm .venv
	VSHIM_ENV=/gone run --separate-stderr "$vshim" prompt
	assert_success
	assert_equal "$output$stderr" ""
	environment data
	printf 'prompt = a\e]0;b\ac\n' >>data/pyvenv.cfg
	run "$vshim" prompt
	assert_output "(a?]0;b?c) "
}

# --- create, which chooses as well

@test "create says where the new environment is not the one that applies" {
	environment .venv
	run "$vshim" create --without-pip other
	assert_success
	assert_contains "note: \`python\` is still that of $PWD/.venv here"
	rm -r .venv
	run "$vshim" create --without-pip another
	assert_success
	assert_contains "note: \`python\` will refuse to run here: $PWD holds more than one environment:" "hint: "
	run "$vshim" create --without-pip "$world/elsewhere"
	refute_contains "note: "
	run "$vshim" create --without-pip
	refute_contains "note: "
}
