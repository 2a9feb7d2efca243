#!/usr/bin/env bats
# shellcheck disable=SC2016 # what stands in single quotes is for another shell
#
# Trust: vshim's own files, what is shown of others' and how other tools ask, T27 to T30.

load helper
load trust

setup_file() { trust_model; }

setup() { trust_world; }

teardown() { trust_end; }

@test "T27: settings that another user made, or can change, are an error" {
	local config=$HOME/.config/vshim/config.ini
	explicit
	made_by "$me" .venv
	for owner in "$other" 65534; do
		chown "$owner" "$config"
		run --separate-stderr -126 as "$me" python -c 'print("ran")'
		assert_stderr "the settings file $config is not trusted: it belongs to" "user id $owner" hint:
		run --separate-stderr -125 as "$me" "$vshim" which python
	done
	chown "$me" "$config"
	chmod 666 "$config"
	run --separate-stderr -126 as "$me" python -c 'print("ran")'
	assert_stderr "everybody on this machine can write to it" "hint: keep others from it: chmod go-w $config"
	chmod 644 "$config"
	run --separate-stderr -126 as "$me" python -c 'print("ran")'
	assert_stderr "$PWD/.venv was not trusted yet"
	chown "$other" "$config"
	run --separate-stderr -126 as "$me" env VSHIM_CONFIG="$config" python -c 'print("ran")'
	assert_stderr "$config is not trusted"
	chown 0 "$config"
	run --separate-stderr -126 as "$me" python -c 'print("ran")'
	assert_stderr "$PWD/.venv was not trusted yet"
}

@test "T27: through sudo those of the user who called it count" {
	explicit
	made_by 0 .venv
	chown "$me" "$HOME/.config/vshim/config.ini"
	run --separate-stderr -126 python -c 'print("ran")'
	assert_stderr "config.ini is not trusted"
	SUDO_UID=$me run --separate-stderr -126 python -c 'print("ran")'
	assert_stderr "$PWD/.venv was not trusted yet"
}

@test "T27: nor do they come through a link that another user made" {
	local config=$HOME/.config/vshim/config.ini
	explicit
	mv "$config" "$open/config.ini"
	chown "$me" "$open/config.ini"
	ln -s "$open/config.ini" "$config"
	for owner in "$me" 0; do
		chown -h "$owner" "$config"
		run as "$me" python -c 'print("ran")'
		assert_output ran
	done
	chown -h "$other" "$config"
	run --separate-stderr -126 as "$me" python -c 'print("ran")'
	assert_stderr "the settings file $config is not trusted: the link belongs to" \
		"hint: name a file of your own: export VSHIM_CONFIG=FILE"
	run --separate-stderr -125 as "$me" env VSHIM_CONFIG="$config" "$vshim" which python
	assert_stderr "the settings file $config is not trusted: the link belongs to"
}

@test "T28: settings that vshim is to have read before, too" {
	local kept=$HOME/.local/share/vshim/settings i
	explicit
	made_by "$me" .venv
	as "$me" "$vshim" trust .
	# vshim keeps none of a file that may change once more within the clock's tick.
	for ((i = 0; i < 2000; i++)); do
		[ ! -e "$kept" ] || break
		runs "$PWD/.venv" || return
	done
	as "$me" "$vshim" trust --remove .
	asks_for "$PWD/.venv"
	# forged OWNER MODE: a copy with `mode = owner`.
	forged() {
		sed -z '7s/1/0/' "$kept" >"$open/forged"
		chown "$1" "$open/forged"
		chmod "$2" "$open/forged"
		mv "$open/forged" "$kept"
	}
	# The launcher would take it, were it the user's own.
	forged "$me" 644
	runs "$PWD/.venv"
	for by in "$other 644" "$me 666" "$other 666"; do
		"$vshim" rehash >/dev/null
		# shellcheck disable=SC2086 # two words
		forged $by
		asks_for "$PWD/.venv" || return
	done
	forged "$me" 644
	mv "$kept" "$open/forged"
	ln -s "$open/forged" "$kept"
	chown -h "$other" "$kept"
	asks_for "$PWD/.venv"
}

@test "T28: what another user remembers below VSHIM_ROOT does not count" {
	local root=$HOME/.local/share/vshim
	made_by "$other" "$open/theirs"
	as "$me" "$vshim" global "$open/theirs"
	runs "$open/theirs"
	chown -h "$other" "$root/global"
	refuses "$root/global" "the link belongs to" "vshim global"
	rm "$root/global"
	made_by "$other" .venv
	as "$me" "$vshim" trust .
	runs "$PWD/.venv"
	chown -h "$other" "$root"/trusted/*
	refuses "$PWD/.venv"
	run as "$me" "$vshim" trust --list
	assert_output ""
	mkdir away
	mv .venv away/named
	as "$me" "$vshim" exec -e "$PWD/away/named" true
	runs "$PWD/away/named" VSHIM_ENV=named
	chown -h "$other" "$root"/envs/*
	run --separate-stderr -126 as "$me" env VSHIM_ENV=named python -c ''
	assert_stderr "no environment is called named"
}

@test "T29: whoever can set variables or write to a directory on PATH needs no environment" {
	mkdir "$open/early"
	printf '#!/bin/sh\necho theirs\n' >"$open/early/python"
	chmod 755 "$open/early/python"
	chown -R "$other" "$open/early"
	made_by "$me" .venv
	PATH=$open/early:$PATH run as "$me" env python
	assert_output theirs
}

@test "T29: an empty or relative entry of PATH is a directory of whoever owns this one" {
	local entry
	command_make "$PWD/python" 'echo theirs'
	chown "$other" python
	runs /usr
	for entry in "" . ../place; do
		PATH=$shims:$entry:/usr/bin run as "$me" env python
		assert_output theirs || return
	done
}

# --- what is shown

# obeys_nothing COMMAND…: there is no control character in what it shows on a terminal.
obeys_nothing() {
	run on_terminal setpriv --reuid "$me" --regid "$me" --clear-groups sh -c '"$@"; exit 0' sh "$@" <<<"ends 0"
	assert_success || return
	[ -n "$output" ] || fail "$* shows nothing" || return
	printf '%s' "$output" | LC_ALL=C tr -d '\n' >"$world/shown"
	run env LC_ALL=C grep -caE $'[\001-\037\177]|\302[\200-\237]' "$world/shown"
	assert_output 0 || fail "$* shows:" "$(cat -v "$world/shown")"
}

@test "T30: names and contents of files give no orders to a terminal" {
	local evil=$'e\e]0;x\a\xc2\x9b31m\n\x7f' place command
	made_by "$me" "$open/model"
	place=$open/place/$evil
	mkdir "$place"
	chown "$me" "$place"
	cd "$place"
	made_by "$other" .venv
	for command in "python -c 1" "$vshim which python" "$vshim which --explain python" "env VSHIM_DEBUG=1 python" \
		"$vshim list --scan ." "$vshim doctor"; do
		# shellcheck disable=SC2086 # words
		obeys_nothing $command || return
	done
	rm -r .venv
	printf '%s\n' "${evil%$'\n'*}" >.venv
	for owner in "$other" "$me"; do
		chown "$owner" .venv
		for command in "python -c 1" "$vshim local" "$vshim which --explain python"; do
			# shellcheck disable=SC2086 # words
			obeys_nothing $command || return
		done
	done
	rm .venv
	made_by "$me" .venv
	printf '%s = %s\n' home "/x$evil" version "3.11$evil" prompt "$evil" >.venv/pyvenv.cfg
	chown "$me" .venv/pyvenv.cfg
	cp .venv/bin/activate ".venv/bin/$evil"
	chmod 755 .venv/bin/*
	as "$me" "$vshim" exec true
	as "$me" "$vshim" trust .
	as "$me" "$vshim" global .venv
	for command in "$vshim which python" "$vshim which -a python" "$vshim which --json python" \
		"$vshim list" "$vshim list --json" "$vshim prompt" "$open/prefix/libexec/vshim/prompt" \
		"$vshim global" "$vshim trust --list" "$vshim whence python" "$vshim create .venv" "$vshim doctor" \
		"$vshim which --explain python"; do
		# shellcheck disable=SC2086 # words
		obeys_nothing $command || return
	done
	obeys_nothing "$vshim" whence "$evil"
	obeys_nothing "$vshim" which "$evil"
	mkdir -p "$HOME/.config/vshim"
	printf '[%s]\n' "${evil%$'\n'*}" >"$HOME/.config/vshim/config.ini"
	obeys_nothing python -c 1
	obeys_nothing "$vshim" doctor
	rm -r "$HOME/.config" .venv/bin/python*
	for command in "python -c 1" "pip --version" "$vshim list --broken" "$vshim doctor" "$vshim which --explain python"; do
		# shellcheck disable=SC2086 # words
		obeys_nothing $command || return
	done
}

@test "T30: what goes to a file or a program is byte for byte" {
	local evil=$'e\e]0;x\a\xc2\x9b31m\x7f'
	made_by "$me" "$evil/.venv"
	cd "$evil"
	run as "$me" "$vshim" which python
	assert_output "$PWD/.venv/bin/python"
	as "$me" "$vshim" trust .
	run as "$me" "$vshim" trust --list
	assert_output "$PWD"
}

# --- compared with others

@test "compared: git asks for the owner, except sudo's user, and safe.directory; not who may write" {
	local git=(env GIT_CONFIG_NOSYSTEM=1 HOME="$open/nobody" git -C "$open/place/repository" status)
	mkdir "$open/nobody"
	git init -q repository
	chown -R "$other" repository
	for user in "$me" 0; do
		run -128 as "$user" "${git[@]}"
		assert_contains "dubious ownership"
	done
	run -0 env SUDO_UID="$other" "${git[@]}"
	run -128 as "$me" env SUDO_UID="$other" "${git[@]}"
	printf '[safe]\n\tdirectory = %s\n' "$open/place/repository" >"$open/nobody/.gitconfig"
	run -0 as "$me" "${git[@]}"
	rm "$open/nobody/.gitconfig"
	chown -R "$me" repository
	chmod -R a+rwX repository
	run -0 as "$me" "${git[@]}"
}

@test "compared: direnv asks for one's own, and again when it has changed; explicit does not" {
	local direnv=(env HOME="$HOME" direnv exec . printenv MARK)
	chown "$me" .
	echo 'export MARK=loaded' >.envrc
	chown "$me" .envrc
	run as "$me" "${direnv[@]}"
	assert_contains "is blocked"
	as "$me" env HOME="$HOME" direnv allow .
	run as "$me" "${direnv[@]}"
	assert_contains loaded
	echo '# more' >>.envrc
	run as "$me" "${direnv[@]}"
	assert_contains "is blocked"
	explicit
	made_by "$me" .venv
	run -126 as "$me" python -c ''
	as "$me" "$vshim" trust .
	runs "$PWD/.venv"
	command_make .venv/bin/more
	touch .venv/lib/more
	runs "$PWD/.venv"
}
