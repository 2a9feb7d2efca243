#!/usr/bin/env bats
# What many environments and many commands cost, in system calls: those repeat.
# (tests/bench/rehash.sh shows how long it takes.)

load ../helpers

setup() {
	world_make
	"$vshim" rehash >/dev/null
}

# environments FROM TO COMMANDS: each with these many commands, the same in all of them.
environments() {
	local i
	for ((i = $1; i <= $2; i++)); do
		mkdir -p "$HOME/$i/.venv/bin"
		echo 'version = 3.11.2' >"$HOME/$i/.venv/pyvenv.cfg"
		ln -s /usr/bin/python3 "$HOME/$i/.venv/bin/python"
		commands "$i" 1 "$3"
		(cd "$HOME/$i" && "$vshim" exec true)
	done
}

# commands ENVIRONMENT FROM TO
commands() {
	(
		cd "$HOME/$1/.venv/bin" || exit
		seq -f 'command-%g' "$2" "$3" | xargs touch
		chmod 755 command-*
	)
	touch -d '1 hour ago' "$HOME/$1/.venv/bin"
}

# calls: how many system calls a rehash makes.
calls() {
	strace -qq -o "$world/calls" "$vshim" rehash >"$world/output" || return
	wc -l <"$world/calls"
}

@test "with nothing to do an environment costs ten calls, a command two, and it stays that way" {
	local ten twenty more
	environments 1 10 20
	calls >/dev/null
	ten=$(calls)
	environments 11 20 20
	calls >/dev/null
	twenty=$(calls)
	assert_equal "$(cat "$world/output")" ""
	[ $((twenty - ten)) -le 110 ] || fail "ten environments cost $((twenty - ten)) calls"
	commands 1 21 120
	calls >/dev/null
	more=$(calls)
	[ $((more - twenty)) -le 204 ] || fail "a hundred commands cost $((more - twenty)) calls"
}

@test "from nothing a shim costs one call more, whoever has the command" {
	local settled after
	environments 1 10 100
	calls >/dev/null
	settled=$(calls)
	rm "$shims"/command-*
	after=$(calls)
	[ $((after - settled)) -le 102 ] || fail "a hundred shims cost $((after - settled)) calls"
	assert_equal "$(cat "$world/output")" "made 100 shims"
}
