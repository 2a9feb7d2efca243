#!/usr/bin/env bats
# shellcheck disable=SC2016 # what stands in single quotes is for another shell
#
# vshim's own commands: which, exec, rehash, trust, list, whence, help, and how they go wrong.

load helper

setup_file() { model_make; }

setup() {
	project_world
	environment .venv
}

# --- which

@test "which prints what the shim runs" {
	command_make .venv/bin/tool
	command_make "$world/local/outside"
	PATH=$PATH:$world/local
	for name in python python3 tool; do
		run --separate-stderr "$vshim" which "$name"
		assert_output "$PWD/.venv/bin/$name"
		assert_equal "$stderr" ""
	done
	run "$vshim" which outside
	assert_output "$world/local/outside"
	run -127 --separate-stderr "$vshim" which nowhere
	assert_output ""
	assert_stderr "vshim: nowhere" "hint: "
	run -2 --separate-stderr "$vshim" which /usr/bin/python3
	assert_stderr "vshim: /usr/bin/python3"
	cd "$world/none" || return
	run "$vshim" which python
	assert_output /usr/bin/python3
}

@test "which -a prints every candidate in order, and no shim" {
	command_make "$world/local/python3"
	PATH=$shims:$PWD/.venv/bin:$world/local:/usr/bin
	run "$vshim" which -a python3
	assert_output "$PWD/.venv/bin/python3"$'\n'"$world/local/python3"$'\n'/usr/bin/python3
	cd "$world/none" || return
	run "$vshim" which --all python3
	assert_output "$world/project/.venv/bin/python3"$'\n'"$world/local/python3"$'\n'/usr/bin/python3
}

@test "which --inside asks the environment alone" {
	command_make "$world/local/outside"
	PATH=$PATH:$world/local
	run "$vshim" which --inside python
	assert_output "$PWD/.venv/bin/python"
	run -127 "$vshim" which --inside outside
	assert_contains "$PWD/.venv"
	cd "$world/none" || return
	run -127 "$vshim" which --inside python
}

@test "which --explain tells the whole decision in the manual's order" {
	mkdir -p a venv
	cd a || return
	run --separate-stderr "$vshim" which --explain python
	assert_success
	assert_equal "$stderr" ""
	assert_matches "1\. VSHIM_ENV.*2\. .*3\. .*4\. walk.*$PWD.*$world/project/\.venv taken"
	assert_matches "program: $world/project/\.venv/bin/python"
	assert_contains "PATH=" "VIRTUAL_ENV=$world/project/.venv" "VSHIM_SELECTED=$world/project/.venv"
	refute_contains "5. " "$world/project/venv"
	cd "$world/none" || return
	run "$vshim" which --explain python3
	assert_matches "4\. .*5\. .*6\. .*7\. system.*program: /usr/bin/python3"
}

@test "which --explain shows the steps also where the decision ends in an error" {
	echo /no/such/place >"$world/none/.venv"
	cd "$world/none" || return
	run --separate-stderr -126 "$vshim" which --explain python
	assert_contains "4. walk" "$PWD/.venv" /no/such/place
	assert_stderr "vshim: " /no/such/place
}

@test "which --json: every origin, with the members that the manual lists" {
	environment "$world/other"
	run "$vshim" which --json python3
	assert_equal "$(json 'sorted(o)')" "['argv', 'environment', 'name', 'origin', 'program', 'project', 'python']"
	assert_equal "$(json '[o[k] for k in ("name", "origin", "environment", "project", "python", "program", "argv")]')" \
		"['python3', 'walk', '$PWD/.venv', '$PWD', '$PWD/.venv/bin/python', '$PWD/.venv/bin/python3', ['$PWD/.venv/bin/python3']]"
	VSHIM_ENV=$world/other run "$vshim" which --json python
	assert_equal "$(json '[o["origin"], o["environment"], o["project"]]')" "['override', '$world/other', None]"
	VIRTUAL_ENV=$world/other run "$vshim" which --json python
	assert_equal "$(json '[o["origin"], o["environment"], o["project"]]')" "['activated', '$world/other', None]"
	cd "$world/none" || return
	VIRTUAL_ENV=$world/other VSHIM_SELECTED=$world/other run "$vshim" which --json python
	assert_equal "$(json '[o["origin"], o["environment"]]')" "['inherited', '$world/other']"
	run "$vshim" which --json python
	assert_equal "$(json '[o[k] for k in ("origin", "environment", "project", "python", "program")]')" \
		"['system', None, None, None, '/usr/bin/python3']"
	ln -s "$world/other" "${shims%/*}/global"
	run "$vshim" which --json python
	assert_equal "$(json '[o["origin"], o["environment"]]')" "['global', '$world/other']"
}

@test "which --json gives what stands before the user's arguments" {
	printf '#!/gone/bin/python -sE\nimport sys; print(sys.prefix, sys.flags.no_user_site, sys.argv)' >.venv/bin/tool
	chmod 755 .venv/bin/tool
	run "$vshim" which --json tool
	assert_equal "$(json 'o["argv"]')" "['$PWD/.venv/bin/python', '-sE', '$PWD/.venv/bin/tool']"
	assert_equal "$(json 'o["program"]')" "$PWD/.venv/bin/tool"
	run "$vshim" exec tool a b
	assert_output "$PWD/.venv 1 ['$PWD/.venv/bin/tool', 'a', 'b']"
}

@test "which --explain --json adds the steps" {
	run "$vshim" which --explain --json python
	assert_equal "$(json 'sorted(o["steps"][0])')" "['detail', 'finding', 'line', 'path']"
	assert_equal "$(json '[s["line"] for s in o["steps"]] == sorted(s["line"] for s in o["steps"])')" True
	assert_equal "$(json '(o["steps"][-1]["finding"], o["steps"][-1]["path"])')" "('taken', '$PWD/.venv')"
	assert_equal "$(json len\(l\))" 1
}

@test "--json writes every byte as Python would" {
	local all
	all=$("$system_python" -c 'import sys
sys.stdout.buffer.write(bytes(range(1, 47)) + bytes(range(48, 256)))
sys.stdout.write("é€😀"); sys.stdout.flush()
sys.stdout.buffer.write(b"\xed\xa0\x80\xc0\xaf\xf5\x80\x80\x80\xe2\x82")'; echo .)
	all=${all%.}
	for directory in "${all:0:90}" "${all:90}"; do
		mkdir "$world/$directory"
		cp -a .venv "$world/$directory/"
		cd "$world/$directory" || return
		run "$vshim" which --json python
		assert_equal "$(json "ascii(o['environment'])")" \
			"$("$system_python" -c 'import os; print(ascii(os.getcwd() + "/.venv"))')"
		python -c ''
		"$vshim" list --json >"$world/list"
	done
	output=$(cat "$world/list")
	assert_equal "$(json 'ascii(sorted(e["path"] for e in l)) == ascii(sorted(os.path.join("'"$world"'", d, ".venv")
		for d in os.listdir("'"$world"'") if os.path.isdir(os.path.join("'"$world"'", d, ".venv"))
		and d != "project")) if [globals().update(os=__import__("os"))] else 0')" True
}

# --- exec

@test "exec runs a command as the shim would, with everything behind it untouched" {
	run "$vshim" exec python -c 'import sys; print(sys.prefix, sys.argv[1:])' -e x -- --help -h
	assert_output "$PWD/.venv ['-e', 'x', '--', '--help', '-h']"
	run "$vshim" exec -- python -c 'import sys; print(sys.argv[1:])' --
	assert_output "['--']"
	run -127 "$vshim" exec nowhere
	run -5 "$vshim" exec sh -c 'exit 5'
}

@test "exec runs a file as it is, in the environment" {
	command_make ./tool 'echo "$0 $VIRTUAL_ENV"'
	run "$vshim" exec ./tool
	assert_output "./tool $PWD/.venv"
	run "$vshim" exec "$PWD/tool"
	assert_output "$PWD/tool $PWD/.venv"
	chmod -x tool
	run -126 --separate-stderr "$vshim" exec ./tool
	assert_stderr "vshim: ./tool"
	run --separate-stderr "$vshim" exec ./none
	[ "$status" -eq 126 ] || [ "$status" -eq 127 ]
	assert_stderr "vshim: ./none"
}

@test "exec -e takes a path, a name or system, joined or not" {
	environment "$world/other" "$HOME/.virtualenvs/named"
	for way in "-e $world/other" "-e$world/other" "--env $world/other" "--env=$world/other" "-e ../other"; do
		# shellcheck disable=SC2086
		run prefix_of "$vshim" exec $way python
		assert_output "$world/other"
	done
	run prefix_of "$vshim" exec -e named python
	assert_output "$HOME/.virtualenvs/named"
	run prefix_of "$vshim" exec -e system python
	assert_output /usr
	VSHIM_ENV=named run prefix_of "$vshim" exec -e "$world/other" python
	assert_output "$world/other"
	run -126 --separate-stderr "$vshim" exec -e "$world/none" python
	assert_stderr "-e names $world/none"
}

# --- rehash

@test "rehash makes the four base shims and those of known environments, and takes old ones away" {
	rm -r "$shims"
	"$vshim" rehash
	run ls "$shims"
	assert_output $'pip\npip3\npython\npython3'
	command_make .venv/bin/tool
	python -c ''
	assert_exists "$shims/tool"
	command_make .venv/bin/later
	"$vshim" rehash
	assert_exists "$shims/later"
	for name in activate activate.csh activate.fish Activate.ps1; do
		assert_exists ".venv/bin/$name"
		refute_exists "$shims/$name"
	done
	rm -r .venv
	run "$vshim" rehash
	assert_success
	run ls "$shims"
	assert_output $'pip\npip3\npython\npython3'
}

@test "rehash leaves alone what is no shim, mends what leads elsewhere, clears what was left" {
	command_make "$shims/own"
	ln -s /somewhere/else "$shims/link"
	ln -sf /old/libexec/vshim/launcher "$shims/python"
	: >"$shims/pip.999999999.0~"
	"$vshim" rehash
	assert_exists "$shims/own"
	assert_exists "$shims/link"
	refute_exists "$shims/pip.999999999.0~"
	assert_equal "$(readlink "$shims/python")" "$(readlink "$shims/pip")"
	run "$vshim" rehash
	assert_output ""
}

@test "rehashes side by side give the same shims" {
	local i pids=()
	for i in {1..12}; do
		command_make ".venv/bin/tool$i"
	done
	shims_for_tools
	ls "$shims" >"$world/expected"
	rm "$shims"/tool*
	for i in {1..8}; do
		"$vshim" rehash &
		pids+=($!)
	done
	for i in "${pids[@]}"; do
		wait "$i"
	done
	run diff "$world/expected" <(ls "$shims")
	assert_success
}

# --- trust

@test "trust, trust --list, trust --remove" {
	chmod o+w .venv
	run -126 python -c ''
	"$vshim" trust
	run "$vshim" trust --list
	assert_output "$PWD"
	python -c ''
	ln -s "$PWD" "$world/link"
	"$vshim" trust --remove "$world/link"
	run "$vshim" trust --list
	assert_output ""
	run -126 python -c ''
	"$vshim" trust "$world/*"
	python -c ''
	(cd "$world/none" && "$vshim" trust --list) >"$world/saw"
	assert_equal "$(cat "$world/saw")" "$world/*"
	run -1 --separate-stderr "$vshim" trust /no/such/place
	assert_stderr "vshim: /no/such/place"
	run -1 --separate-stderr "$vshim" trust --remove "$world/none"
	assert_stderr "vshim: $world/none"
}

# --- list and whence

@test "list shows the known environments and marks the selected one" {
	environment "$world/other"
	run "$vshim" list
	assert_output ""
	python -c ''
	VSHIM_ENV=$world/other python -c ''
	run "$vshim" list
	assert_matches "\* project +[0-9.]+ +venv +ok +$PWD/\.venv"
	assert_matches "  other +[0-9.]+ +venv +ok +$world/other"
	run "$vshim" list --json
	assert_equal "$(json 'sorted(o)')" "['health', 'made_by', 'name', 'path', 'python', 'reason', 'remedy', 'selected', 'state']"
	assert_equal "$(json '[(e["name"], e["path"], e["state"], e["reason"], e["made_by"], e["selected"]) for e in l]')" \
		"[('other', '$world/other', 'ok', None, 'venv', False), ('project', '$PWD/.venv', 'ok', None, 'venv', True)]"
	chmod o+w "$world/other"
	run "$vshim" list --json
	assert_equal "$(json 'l[0]["state"]')" untrusted
	cd "$world/none" || return
	run "$vshim" list
	refute_contains '*'
}

@test "whence prints which known environments have a command" {
	environment "$world/other"
	command_make "$world/other/bin/tool"
	VSHIM_ENV=$world/other python -c ''
	run "$vshim" whence tool
	assert_output "$world/other"
	run --separate-stderr "$vshim" whence nowhere
	[ "$status" -ne 0 ]
	assert_output ""
}

@test "known environments that cannot be read are an error, not none" {
	local command
	python -c ''
	rm -r "${shims%/*}/envs"
	: >"${shims%/*}/envs"
	for command in list 'whence pip'; do
		# shellcheck disable=SC2086 # two words
		run -1 --separate-stderr "$vshim" $command
		assert_output ""
		assert_stderr "vshim: ${shims%/*}/envs, the known environments, cannot be read: Not a directory" "hint: whose is it? ls -ld ${shims%/*}/envs"
	done
}

# --- help, and wrong usage

@test "help is on stdout, for vshim and every command, and says the same by each way" {
	local commands command
	run --separate-stderr "$vshim" --help
	assert_success
	assert_equal "$stderr" ""
	commands=$(sed -n '/^commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' <<<"$output")
	[ "$(wc -l <<<"$commands")" -ge 8 ] || fail "too few commands" "$commands"
	for way in "" help -h; do
		# shellcheck disable=SC2086
		run diff <("$vshim" $way) <("$vshim" --help)
		assert_success
	done
	for command in $commands; do
		run --separate-stderr "$vshim" "$command" --help
		assert_success
		assert_equal "$stderr" ""
		assert_contains "usage: vshim $command" "examples:"
		run diff <("$vshim" help "$command") <("$vshim" "$command" -h)
		assert_success
	done
}

@test "--version is one line" {
	run "$vshim" --version
	assert_matches '^vshim [0-9]+\.[0-9]+\.[0-9]+[^ ]*$'
	run diff <("$vshim" -V) <("$vshim" --version)
	assert_success
}

@test "a command that is not there: did you mean" {
	while read -r typed meant; do
		run --separate-stderr -2 "$vshim" "$typed"
		assert_output ""
		assert_stderr "vshim: there is no command $typed" "hint: did you mean: vshim $meant"
	done <<-'END'
		wich which
		hwich which
		whcih which
		exce exec
		lsit list
		rehahs rehash
		turst trust
		inti init
		halp help
	END
	for typed in frobnicate '' "$(printf '%5000s' '' | tr ' ' x)"; do
		run --separate-stderr -2 "$vshim" "$typed"
		assert_stderr "vshim: there is no command" "hint: vshim --help"
	done
}

@test "wrong usage of a command is 2 and points to its help" {
	while read -r command; do
		# shellcheck disable=SC2086
		run --separate-stderr -2 "$vshim" $command
		assert_output ""
		assert_stderr "vshim: " "hint: " "${command%% *}"
	done <<-'END'
		which
		which a b
		which --jsn python
		which --json=x python
		which -az python
		exec
		exec -e
		exec -x python
		rehash now
		trust a b
		list --jsno
		help nothing
		init klingon
		init bash zsh
	END
	run --separate-stderr -2 "$vshim" --jsn
	assert_stderr "vshim: "
}

@test "what is in bin and is no command gets no shim" {
	local name odd=(-x lib.so.1 lib.so x.py x.pyc deactivate activate.fish vshim .hidden old~)
	environment .venv
	for name in "${odd[@]}" command; do
		ln -sf /bin/cat ".venv/bin/$name"
	done
	mkdir .venv/bin/directory
	"$vshim" exec -e .venv true
	"$vshim" rehash
	assert_exists "$shims/command"
	for name in "${odd[@]}" directory; do
		[ ! -L "$shims/$name" ] || fail "$name has a shim"
	done
}
