#!/usr/bin/env bats
# shellcheck disable=SC2016 # what stands in single quotes is for another shell
#
# Trust: what one consents to, T23 to T26.

load helper
load trust

setup_file() { trust_model; }

setup() { trust_world; }

teardown() { trust_end; }

@test "T23: an environment that one names oneself is not asked about" {
	made_by "$other" "$open/theirs"
	chmod 777 "$open/theirs"
	runs "$open/theirs" VSHIM_ENV="$open/theirs"
	runs "$open/theirs" VIRTUAL_ENV="$open/theirs"
	run as "$me" "$vshim" exec -e "$open/theirs" python -c 'import sys; print(sys.prefix)'
	assert_output "$open/theirs"
	as "$me" "$vshim" global "$open/theirs"
	runs "$open/theirs"
	as "$me" "$vshim" global --unset
	explicit
	runs "$open/theirs" VSHIM_ENV="$open/theirs"
	runs "$open/theirs" VIRTUAL_ENV="$open/theirs"
}

@test "T24: a relative VSHIM_ENV is what stands here; vshim shell makes it absolute" {
	made_by "$me" "$open/mine/tools"
	made_by "$other" tools
	runs "$open/place/tools" VSHIM_ENV=tools
	cd "$open/mine"
	runs "$open/mine/tools" VSHIM_ENV=tools
	run as "$me" "$vshim" shell --print tools
	assert_output "$open/mine/tools"
}

@test "T25: trust is in a path, and what stands there later has it" {
	made_by "$other" .venv
	as "$me" "$vshim" trust .
	runs "$PWD/.venv"
	mv .venv gone
	made_by 2003 .venv
	runs "$PWD/.venv"
	as "$me" "$vshim" trust --remove .
	refuses "$PWD/.venv"
	as "$me" "$vshim" trust "$open/*"
	runs "$PWD/.venv"
	as "$me" "$vshim" trust --remove "$open/*"
	as "$me" "$vshim" trust "$HOME/*"
	refuses "$PWD/.venv"
}

@test "T25: a directory called * is not taken for all that are beside it" {
	mkdir "$open/mine" "$open/mine/*" "$open/mine/beside"
	made_by "$other" "$open/mine/*/.venv" "$open/mine/beside/.venv"
	cd "$open/mine/*" || return
	run -1 as "$me" "$vshim" trust
	assert_line "vshim: '$open/mine/*' would stand for all that is beside it"
	as "$me" "$vshim" trust './*'
	runs "$PWD/.venv"
	cd ../beside || return
	refuses "$PWD/.venv"
}

@test "T25: until it is taken back, also when what was accepted is gone or a link" {
	local spelled
	as "$me" "$vshim" trust --list
	mkdir accepted other
	for spelled in accepted "$PWD/accepted" accepted/ "$PWD/accepted/*"; do
		as "$me" "$vshim" trust "$spelled"
		rmdir accepted
		run --separate-stderr -1 as "$me" "$vshim" trust --remove gone
		assert_stderr "vshim: $PWD/gone was not trusted"
		as "$me" "$vshim" trust --remove "$spelled"
		run as "$me" "$vshim" trust --list
		assert_output "" || return
		mkdir accepted
	done
	as "$me" "$vshim" trust accepted
	as "$me" "$vshim" trust other
	rmdir accepted
	ln -s other accepted
	as "$me" "$vshim" trust --remove accepted
	run as "$me" "$vshim" trust --list
	assert_output "$PWD/other"
}

@test "T25: who accepts a directory accepts what is in it, by any name, and what a redirect names" {
	made_by "$other" "$open/theirs"
	echo ../theirs >.venv
	chown "$other" .venv
	refuses "$PWD/.venv"
	as "$me" "$vshim" trust .
	runs "$open/theirs"
	rm .venv
	made_by "$other" below/.venv "$PWD-too/.venv"
	for directory in below "$PWD-too"; do
		cd "$directory"
		refuses "$PWD/.venv"
		cd "$open/place"
	done
	made_by "$other" any
	runs "$PWD/any"
	run as "$me" "$vshim" list --json
	assert_contains "\"path\": \"$PWD/any\"" '"state": "ok"'
}

@test "T25: it counts for an environment of any name, too, also where the launcher is alone" {
	made_by "$other" theirs
	runs /usr
	as "$me" "$vshim" trust theirs
	runs "$PWD/theirs"
	touch -d '1 hour ago' theirs/bin
	runs "$PWD/theirs"
	runs "$PWD/theirs"
	as "$me" "$vshim" trust --remove theirs
	runs /usr
}

@test "T25: trust in an environment is no trust in a redirect file that leads there" {
	made_by "$other" "$open/theirs"
	as "$me" "$vshim" trust "$open/theirs"
	echo ../theirs >.venv
	chown "$me" .venv
	runs "$open/theirs"
	chown "$other" .venv
	refuses "$PWD/.venv"
}

@test "T26: to be known is not to be trusted" {
	made_by "$other" .venv
	command_make .venv/bin/tool 'echo theirs'
	runs "$PWD/.venv" VSHIM_ENV="$PWD/.venv"
	run as "$me" "$vshim" list --json
	assert_contains "\"path\": \"$PWD/.venv\"" '"state": "untrusted"'
	refuses "$PWD/.venv"
	[ -L "$shims/tool" ]
	run --separate-stderr -126 as "$me" tool
	assert_stderr "$PWD/.venv is not trusted"
	cd "$HOME"
	run -127 as "$me" tool
}

@test "T26: and no command that would mend it is offered" {
	made_by "$me" .venv
	as "$me" "$vshim" exec -e .venv true
	# What would mend it, were it one's own, takes away what another link of theirs leads to.
	rm -r .venv/bin
	ln -s "$open/elsewhere" .venv/bin
	command_make "$open/elsewhere/python3" 'echo this must stay'
	ln -s /no/such/python "$open/elsewhere/python"
	run as "$me" "$vshim" list --json
	assert_contains '"health": "dangling"' '"remedy": "rm -f '
	run as "$me" "$vshim" doctor --json
	assert_contains '"remedy": "rm -f '
	chown -R -h "$other" .venv
	run as "$me" "$vshim" list --json
	assert_contains '"state": "untrusted"' '"health": "dangling"' '"remedy": null'
	run as "$me" "$vshim" doctor --json
	assert_contains "$PWD/.venv could have been made by somebody else" "\"remedy\": \"vshim trust $PWD/.venv"
	refute_contains "rm -f"
	run as "$me" "$vshim" list --broken
	assert_output ""
}
