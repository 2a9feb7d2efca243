#!/usr/bin/env bats
# shellcheck disable=SC2016 # what stands in single quotes is for another shell
#
# Trust: what one has cloned, unpacked, mounted, T15 to T19.

load helper
load trust

setup_file() { trust_model; }

setup() { trust_world; }

teardown() { trust_end; }

@test "T15: an archive that one has unpacked can bring the environment that runs" {
	local home=$open/home
	made_by "$other" source/.venv
	tar -C source -cf "$open/archive.tar" .
	mkdir "$home/clone"
	chown "$me" "$home/clone"
	cd "$home/clone"
	as "$me" tar -xf "$open/archive.tar"
	runs "$PWD/.venv"
}

@test "T15: and so can a repository that one has cloned" {
	made_by "$other" source/.venv
	as "$other" test -r source/.venv/bin/python
	export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a GIT_COMMITTER_NAME=a \
		GIT_COMMITTER_EMAIL=a
	git -C source init -q
	git -C source add -f .
	git -C source commit -q -m .
	git clone -q --bare source "$open/bare"
	chown -R "$me" "$open/bare"
	cd "$HOME"
	as "$me" git clone -q "$open/bare" clone
	cd clone
	runs "$PWD/.venv"
}

@test "T16: with mode = explicit it cannot, by no name, link or redirect file" {
	explicit
	made_by "$me" .venv
	run --separate-stderr -126 as "$me" python -c 'print("ran")'
	assert_stderr "$PWD/.venv was not trusted yet" "vshim trust $PWD"
	mv .venv any
	run --separate-stderr -126 as "$me" python -c 'print("ran")'
	assert_stderr "$PWD/any was not trusted yet"
	mv any "$open/mine"
	ln -s "$open/mine" .venv
	chown -h "$me" .venv
	run -126 as "$me" python -c 'print("ran")'
	rm .venv
	echo ../mine >.venv
	chown "$me" .venv
	run -126 as "$me" python -c 'print("ran")'
	as "$me" "$vshim" trust .
	runs "$open/mine"
	as "$me" "$vshim" trust --remove .
	as "$me" "$vshim" trust "$open/mine"
	runs "$open/mine"
}

@test "T16: nor by its name, nor from inside of it" {
	explicit
	made_by "$me" named
	as "$me" "$vshim" exec -e "$PWD/named" true
	mkdir project
	echo named >project/.venv
	chown "$me" project/.venv
	cd project
	asks_for "$open/place/named"
	cd ../named/bin
	asks_for "$open/place/named"
}

@test "T16: and no command of vshim starts anything of it" {
	made_by "$me" .venv
	tells_when_started .venv
	as "$me" "$vshim" exec -e .venv tool
	explicit
	: >"$open/started"
	starts_nothing .venv
}

@test "T17: a redirect file that came along can name any environment of one's own" {
	made_by "$me" "$open/mine"
	for target in ../mine "$open/mine" ./../place/../mine; do
		echo "$target" >.venv
		chown "$me" .venv
		runs "$open/mine"
	done
}

@test "T18: owners that an archive keeps when root unpacks it are not root's" {
	made_by "$other" source/.venv
	tar -C source -cf "$open/archive.tar" .
	mkdir "$open/unpacked"
	cd "$open/unpacked"
	tar -xpf "$open/archive.tar"
	user=0
	refuses "$PWD/.venv" "user id $other"
	runs_as_unpacked=$(mktemp -d "$open/XXXXXX")
	cd "$runs_as_unpacked"
	tar --no-same-owner -xf "$open/archive.tar"
	runs "$PWD/.venv"
}

@test "T19: a mount is believed about owners and modes, and nobody's files are nobody's" {
	made_by 65534 .venv
	refuses "$PWD/.venv" "user id 65534"
	chown -R -h 4294967294 .venv
	refuses "$PWD/.venv" "user id 4294967294"
	chown -R -h "$me" .venv
	runs "$PWD/.venv"
	chmod 777 .venv .venv/bin
	refuses "$PWD/.venv" everybody
}
