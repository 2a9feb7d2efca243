#!/usr/bin/env bats
# The walk from a directory upward, line 4 of vshim-shims(7).

load helper

setup_file() { model_make; }

setup() {
	project_world
}

@test "the walk looks for pyvenv.cfg, .venv, venv, env, .env, in this order" {
	environment .env
	assert_selects walk "$PWD/.env"
	environment env
	assert_selects walk "$PWD/env"
	environment venv
	assert_selects walk "$PWD/venv"
	environment .venv
	assert_selects walk "$PWD/.venv"
	cp -a .venv/. .
	assert_selects walk "$PWD"
}

@test "the nearest environment wins, from any depth below and from inside one" {
	environment "$world/.venv" env
	mkdir -p a/b/c
	for directory in "$PWD" "$PWD/a/b/c" "$PWD/env/lib"; do
		cd "$directory" || return
		assert_selects walk "$world/project/env"
	done
	cd "$world" || return
	assert_selects walk "$world/.venv"
}

@test "names without a pyvenv.cfg, dotenv files and dotenv fifos are passed over" {
	mkdir .venv venv env
	echo 'export A=1' >.env
	environment "$world/.venv"
	assert_selects walk "$world/.venv"
	rm .env
	mkfifo .env
	assert_selects walk "$world/.venv"
}

@test "any name: in the current directory, and in a project's root above it" {
	environment odd-name
	mkdir -p a/b
	assert_selects walk "$PWD/odd-name"
	cd a/b || return
	assert_selects system
	for mark in pyproject.toml setup.py setup.cfg requirements.txt Pipfile; do
		touch "../../$mark"
		assert_selects walk "$world/project/odd-name"
		rm "../../$mark"
	done
	mkdir ../../.git
	assert_selects walk "$world/project/odd-name"
}

@test "any name: several are an error that lists them and says how to choose" {
	environment one two
	ln -s one zero
	assert_refused "$PWD/one" "$PWD/two" "$PWD/.venv" VSHIM_ENV=
	[[ $stderr != *"$PWD/zero"* ]]
	rm -r two
	assert_selects walk "$PWD/one"
}

@test "any name: never in HOME" {
	cd "$HOME" || return
	environment "$HOME/odd-name"
	touch pyproject.toml
	assert_selects system
	environment "$HOME/.venv"
	assert_selects walk "$HOME/.venv"
}

@test "any name: a child that anybody can write to does not count" {
	environment one two
	chmod o+w two
	assert_selects walk "$PWD/one"
}

@test "any name: 512 entries are looked through, 513 are not" {
	environment odd-name
	touch f{1..511}
	assert_selects walk "$PWD/odd-name"
	touch f512
	assert_selects system
	run "$vshim" which --explain python
	assert_contains 512
}

@test "a redirect file names an environment, relative to its directory, not followed twice" {
	environment "$world/elsewhere/e"
	mkdir a b
	for text in '../elsewhere/e\n' '../elsewhere/e' '../elsewhere/e\r\n' "$world/elsewhere/e\\nmore\\n" \
		'\357\273\277../elsewhere/e\n'; do
		# shellcheck disable=SC2059
		printf "$text" >.venv
		assert_selects walk "$world/elsewhere/e"
		(cd a && assert_selects walk "$world/elsewhere/e")
	done
	echo "$PWD/.venv" >a/.venv
	cd a || return
	assert_refused "$PWD/.venv" "$world/project/.venv"
}

@test "a redirect file of one word: a directory beside it, else an environment's name" {
	environment "$HOME/.virtualenvs/word" "$HOME/.virtualenvs/other"
	echo word >.venv
	assert_selects walk "$HOME/.virtualenvs/word"
	environment word
	assert_selects walk "$PWD/word"
	mkdir other
	echo other >.venv
	assert_refused "$PWD/.venv" other
}

@test "a name in a redirect file is not looked for in the current directory" {
	settings '[search]' 'any-name = no'
	environment below/word
	echo word >.venv
	cd below
	assert_refused "$world/project/.venv" "names word, which is no environment"
	environment "$HOME/.virtualenvs/word"
	assert_selects walk "$HOME/.virtualenvs/word"
}

@test "a redirect file that leads nowhere is an error that quotes it" {
	environment "$world/.venv"
	: >.venv
	assert_refused "$PWD/.venv" empty
	echo '/no such/place' >.venv
	assert_refused "$PWD/.venv" "/no such/place"
	printf '../e\0tail\n' >.venv
	assert_refused "$PWD/.venv"
	echo ' ../x ' >.venv
	assert_refused "$PWD/.venv" "' ../x '"
	echo gone >.venv
	chmod 000 .venv
	run -126 plainly "$shims/python" -c ''
	assert_contains "$PWD/.venv" "Permission denied"
}

@test "a .venv that is a dangling link or no file is an error, and a fifo is not opened" {
	environment "$world/.venv"
	ln -s /no/such/place .venv
	assert_refused "$PWD/.venv" /no/such/place
	rm .venv
	mkfifo .venv
	run -126 timeout 60 python -c ''
	assert_contains "$PWD/.venv"
}

@test "a walk inside HOME ends there, HOME included" {
	environment "$world/.venv"
	mkdir -p "$HOME/a/b"
	cd "$HOME/a/b" || return
	assert_selects system
	environment "$HOME/venv"
	assert_selects walk "$HOME/venv"
	cd "$world/none" || return
	assert_selects walk "$world/.venv"
	HOME=$world/none assert_selects system
}

@test "ceilings are not looked at, nor anything above; the current directory is" {
	environment "$world/.venv"
	mkdir -p a/b
	cd a/b || return
	VSHIM_CEILING_DIRECTORIES=/x:$world/project/ assert_selects system
	VSHIM_CEILING_DIRECTORIES=$world assert_selects system
	VSHIM_CEILING_DIRECTORIES=$world/project/a/b assert_selects system
	environment "$PWD/venv"
	VSHIM_CEILING_DIRECTORIES=$world/project/a/b assert_selects walk "$PWD/venv"
	cd "$world" || return
	VSHIM_CEILING_DIRECTORIES=$world/project assert_selects walk "$world/.venv"
}

@test "the logical directory is walked first, then the physical one" {
	environment "$world/logical/venv" "$world/physical/venv"
	mkdir "$world/physical/real" "$world/logical/x"
	ln -s "$world/physical/real" "$world/logical/link"
	ln -s "$world/physical/real" "$world/none/link"
	cd "$world/logical/link" || return
	assert_selects walk "$world/logical/venv"
	cd "$world/none/link" || return
	assert_selects walk "$world/physical/venv"
}

@test "a PWD that is relative, holds dots or is another directory is not used" {
	environment "$world/logical/venv" "$world/physical/venv"
	mkdir "$world/physical/real"
	ln -s "$world/physical/real" "$world/logical/link"
	cd "$world/physical/real" || return
	for pwd in "$world/logical/./link" "$world/logical/x/../link" "$world/logical//link" \
		"$world/logical/link/" "$world/logical" ../../logical/link ''; do
		run env PWD="$pwd" python -c 'import sys; print(sys.prefix)'
		assert_output "$world/physical/venv"
	done
	run env PWD="$world/logical/link" python -c 'import sys; print(sys.prefix)'
	assert_output "$world/logical/venv"
}

@test "an environment that anybody can write to is refused, until it is trusted" {
	environment .venv
	chmod o+w .venv/bin
	assert_refused "$PWD/.venv" "vshim trust"
	VSHIM_ENV=$PWD/.venv assert_selects override "$PWD/.venv"
	VIRTUAL_ENV=$PWD/.venv assert_selects activated "$PWD/.venv"
	"$vshim" trust .
	assert_selects walk "$PWD/.venv"
	"$vshim" trust --remove .
	assert_refused "$PWD/.venv"
}

@test "a directory that cannot be looked into is passed over, and --explain names it" {
	environment "$world/.venv"
	mkdir -p venv .venv
	chmod 000 venv .venv
	run plainly "$shims/python" -c 'import sys; print(sys.prefix)'
	assert_output "$world/.venv"
	run plainly "$vshim" which --explain python
	assert_contains "$PWD/venv cannot be looked into" "$PWD/.venv cannot be looked into"
}
