#!/usr/bin/env bats
# The settings file: where it is, what each key does, and that no mistake in it is overlooked.

load helper

setup_file() {
	model_make
	# By the time of the last test this one is old enough to be remembered.
	mkdir -p "$BATS_FILE_TMPDIR/xdg/vshim"
	printf '[search]\nany-name = no\n' >"$BATS_FILE_TMPDIR/xdg/vshim/config.ini"
}

setup() {
	project_world
	config=$HOME/.config/vshim/config.ini
}

# assert_wrong LINE TEXT…: vshim and shims refuse the file and name the line and each TEXT.
assert_wrong() {
	local where="vshim: $config, line $1:" ask
	for ask in "which python" "exec python" "list" "global ."; do
		# shellcheck disable=SC2086
		run --separate-stderr -125 "$vshim" $ask
		assert_output "" || return
		assert_stderr "$where" "${@:2}" "hint: " || return
	done
	assert_refused "$where" "${@:2}"
}

@test "no settings are none, also where the look at them fails" {
	ASAN_OPTIONS=detect_leaks=0 run strace -f -qq -o "$world/trace" -P "$config" -e trace=stat,newfstatat \
		-e inject=stat,newfstatat:error=ENOMEM "$vshim" which python
	assert_success
	grep -q INJECTED "$world/trace"
	assert_output /usr/bin/python3
}

@test "the file is \$VSHIM_CONFIG, else \$XDG_CONFIG_HOME/vshim/config.ini, else below HOME" {
	environment odd-name
	assert_selects walk "$PWD/odd-name"
	settings '[search]' 'any-name = no'
	assert_selects system
	mkdir -p "$world/xdg/vshim"
	XDG_CONFIG_HOME=$world/xdg assert_selects walk "$PWD/odd-name"
	cp "$config" "$world/xdg/vshim/"
	rm "$config"
	assert_selects walk "$PWD/odd-name"
	XDG_CONFIG_HOME=$world/xdg assert_selects system
	cp "$world/xdg/vshim/config.ini" "$world/named"
	VSHIM_CONFIG=$world/named assert_selects system
	echo >"$world/empty"
	VSHIM_CONFIG=$world/empty XDG_CONFIG_HOME=$world/xdg assert_selects walk "$PWD/odd-name"
	XDG_CONFIG_HOME=relative assert_selects walk "$PWD/odd-name"
}

@test "a change is seen by the next launch" {
	environment odd-name
	local i
	for i in 1 2 3 4 5; do
		settings '[search]' 'any-name = no'
		assert_equal "$(prefix_of)" /usr
		settings '[search]' 'any-name = on'
		assert_equal "$(prefix_of)" "$PWD/odd-name"
	done
	settings '[search' 'any-name = no'
	assert_refused "line 1"
	rm "$config"
	assert_equal "$(prefix_of)" "$PWD/odd-name"
}

@test "comments, blanks, empty lines, CRLF, and a file that ends without a newline" {
	environment odd-name
	settings '; a comment' '# another' '' '   ' '[search] ; here' '' 'any-name=no   ; because'
	assert_selects system
	printf '[search]\r\nany-name = no\r\n' >"$config"
	assert_selects system
	printf '[search]\nany-name = no' >"$config"
	assert_selects system
	printf '\xef\xbb\xbf[search]\nany-name = no\n' >"$config"
	assert_selects system
	: >"$config"
	assert_selects walk "$PWD/odd-name"
}

@test "search.names: these names in this order and no others" {
	environment .venv first "second name"
	settings '[search]' 'names = first "second name"' 'any-name = no'
	assert_selects walk "$PWD/first"
	rm -r first
	assert_selects walk "$PWD/second name"
	rm -r "second name"
	assert_selects system
	settings '[search]' 'names = env .venv'
	environment env
	assert_selects walk "$PWD/env"
	rm -r env .venv
	environment "$world/elsewhere"
	echo ../elsewhere >.venv
	assert_selects walk "$world/elsewhere"
}

@test "search.any-name: yes and no in every spelling" {
	environment odd-name
	for no in no No FALSE off 0; do
		settings '[search]' "any-name = $no"
		assert_selects system
	done
	for yes in yes Yes TRUE on 1; do
		settings '[search]' "any-name = $yes"
		assert_selects walk "$PWD/odd-name"
	done
}

@test "search.ceiling: like VSHIM_CEILING_DIRECTORIES, and beside it" {
	environment "$world/.venv" "$HOME/.venv"
	mkdir -p a "$HOME/b/c"
	settings '[search]' "ceiling = /afs $world/project ~/b"
	cd a || return
	assert_selects system
	cd "$HOME/b/c" || return
	assert_selects system
	cd "$world/none" || return
	assert_selects walk "$world/.venv"
	VSHIM_CEILING_DIRECTORIES=$world assert_selects system
}

@test "search.installed-scripts: system or env" {
	local script=$world/local/bin/installed
	mkdir -p "$world/local/bin"
	printf '%s\n' '#!/usr/bin/env python3' 'import sys; print(sys.prefix)' >"$script"
	chmod 755 "$script"
	environment .venv
	PATH=$PATH:$world/local/bin
	settings '[search]' 'installed-scripts = system'
	run installed
	assert_output /usr
	settings '[search]' 'installed-scripts = env'
	run installed
	assert_output "$PWD/.venv"
}

@test "trust.mode = explicit asks for every environment that the walk finds" {
	environment .venv "$world/elsewhere"
	settings '[trust]' 'mode = explicit'
	assert_refused "$PWD/.venv" "vshim trust"
	VSHIM_ENV=.venv assert_selects override "$PWD/.venv"
	VIRTUAL_ENV=$PWD/.venv assert_selects activated "$PWD/.venv"
	"$vshim" trust .
	assert_selects walk "$PWD/.venv"
	mkdir ../next
	cd ../next || return
	environment .venv
	assert_refused "$PWD/.venv"
	"$vshim" trust "$world/*"
	assert_selects walk "$PWD/.venv"
	settings '[trust]' 'mode = owner'
	"$vshim" trust --remove "$world/*"
	assert_selects walk "$PWD/.venv"
}

@test "envs.path adds places where names are looked for" {
	environment "$world/one place/a" "$HOME/work/b"
	settings '[envs]' "path = \"$world/one place\" ~/work"
	VSHIM_ENV=a assert_selects override "$world/one place/a"
	VSHIM_ENV=b assert_selects override "$HOME/work/b"
}

@test "a mistake is an error that names file and line" {
	environment .venv
	settings '[serach]' 'names = a'
	assert_wrong 1 serach
	settings '' '[search]' 'nmaes = a'
	assert_wrong 3 nmaes
	settings 'names = a'
	assert_wrong 1 names
	settings '[search]' 'any-name = perhaps'
	assert_wrong 2 perhaps
	settings '[search]' 'any-name ='
	assert_wrong 2
	settings '[search]' 'installed-scripts = venv'
	assert_wrong 2 venv system env
	settings '[trust]' 'mode = Explicit'
	assert_wrong 2 Explicit
	settings '[trust]' '' '; so' 'mode = everybody'
	assert_wrong 4 everybody
	settings '[pip]' 'rehash = maybe'
	assert_wrong 2 maybe
	settings '[search]' 'ceiling = /ok relative/path'
	assert_wrong 2 relative/path
	settings '[search]' 'names = a/b'
	assert_wrong 2 a/b
	settings '[search]' 'names = .venv ..'
	assert_wrong 2 ..
	settings '[search]' 'names = "open'
	assert_wrong 2 quote
	settings '[envs]' 'path = work'
	assert_wrong 2 work
}

@test "a line that the parser would misread is an error" {
	local long
	long=$(printf '%190s' '' | tr ' ' x)
	settings '[search]' 'any-name = yes' 'any-name = no'
	assert_wrong 3 any-name
	settings '[search]' 'names'
	assert_wrong 2
	settings '[search' 'names = a'
	assert_wrong 1
	settings '[trust] mode = explicit'
	assert_wrong 1 'mode = explicit'
	settings '[search]' '  any-name = no'
	assert_wrong 2 blank
	settings '[search]' "names = $long"
	assert_wrong 2 197
	settings '; a comment can be too long as well' "; $long $long mode = owner"
	assert_wrong 2 197
	printf '[search]\nany-name = no\0\n' >"$config"
	assert_wrong 2 NUL
	printf '[trust]\nmode = owner\n[search]\n\xff\xfe = 1\n' >"$config"
	assert_wrong 4
	settings '[trust]' "mode = owner$(printf '%150s' '')mode = explicit"
	assert_wrong 2
}

@test "a line of 197 bytes is read to its end" {
	local name
	environment odd-name
	name=$(printf '%185s' '' | tr ' ' x)
	settings '[search]' "names =  $name" 'any-name = no' # 9 and 185 bytes, and 3 to come
	sed -i '2s/$/yyy/' "$config"
	assert_equal "$(sed -n 2p "$config" | wc -c)" 198
	environment "${name}yyy"
	assert_selects walk "$PWD/${name}yyy"
	sed -i '2s/$/y/' "$config"
	assert_wrong 2 197
}

@test "nothing of a wrong file is used" {
	environment .venv
	settings '[search]' 'installed-scripts = env' '[trust]' 'mode = explicit' 'mood = bad'
	assert_wrong 5 mood
	[[ $stderr != *"vshim trust"* ]]
	settings '[trust]' 'mode = explicit'
	assert_refused "vshim trust"
}

@test "a file that cannot be read is an error, one that cannot be seen is none" {
	environment .venv
	settings '[search]' 'any-name = no'
	chmod 000 "$config"
	run --separate-stderr -125 plainly "$vshim" which python
	assert_stderr "$config" "Permission denied"
	run --separate-stderr -126 plainly "$shims/python" -c ''
	assert_stderr "$config" "Permission denied"
	chmod 000 "${config%/*}"
	run plainly "$shims/python" -c 'import sys; print(sys.prefix)'
	assert_output "$PWD/.venv"
	run plainly "$vshim" which python
	assert_output "$PWD/.venv/bin/python"
	chmod 755 "${config%/*}"
	rm "$config"
	mkdir "$config"
	run --separate-stderr -125 "$vshim" which python
	assert_stderr "$config"
	assert_refused "$config"
}

@test "the settings that vshim-config(5) shows are good ones" {
	environment .venv
	mkdir -p "${config%/*}"
	mandoc -T utf8 "$BATS_TEST_DIRNAME/../../man/vshim-config.5" | col -bx |
		sed -n '/Every setting/,/For somebody/s/^ \{11,\}//p' >"$config"
	grep -q '^rehash = yes' "$config"
	assert_selects walk "$PWD/.venv"
}

@test "where no file may grow the settings are read again by each launch" {
	local left=${shims%/*}/settings i
	environment .venv
	settings '[search]' 'names = .venv'
	# A file that has just been written is not kept yet.
	for ((i = 0; i < 2000; i++)); do
		[ ! -e "$left" ] || break
		run prefix_of
	done
	rm "$left"
	# Not in a file of bats's own, which may not grow either.
	run bash -c '(ulimit -f 0; python -c "import sys; print(sys.prefix)") | cat'
	assert_success
	assert_output "$PWD/.venv"
	assert_equal "$(ls "${shims%/*}")" $'envs\nshims'
}

@test "what is remembered of the settings is believed only when it is this user's own" {
	local left=${shims%/*}/settings i
	export XDG_CONFIG_HOME=$BATS_FILE_TMPDIR/xdg
	environment odd-name
	VSHIM_ENV=odd-name python -c '' # what is not known yet, vshim decides on
	for ((i = 0; i < 2000; i++)); do
		[ ! -e "$left" ] || break
		run prefix_of
		assert_output /usr
	done
	# Nobody but vshim writes this; that it has a say shows that it is read at all.
	"$system_python" - "$left" <<-'END'
		import sys
		with open(sys.argv[1], "rb+") as file:
		    text = file.read()
		    assert text.count(b"\0001\0") and b"\0000\0" in text, text
		    file.seek(0)
		    file.write(text.replace(b"\0000\0", b"\0001\0", 1))
	END
	assert_equal "$(prefix_of)" "$PWD/odd-name"
	XDG_CONFIG_HOME=/none assert_equal "$(prefix_of)" "$PWD/odd-name"
	chmod o+w "$left"
	assert_equal "$(prefix_of)" /usr
	chmod o-w "$left"
	mv "$left" "$world/moved"
	ln -s "$world/moved" "$left"
	assert_equal "$(prefix_of)" /usr
	rm "$left"
	printf 'rubbish' >"$left"
	assert_equal "$(prefix_of)" /usr
	rm "$left"
	mkfifo "$left"
	run timeout 60 python -c 'import sys; print(sys.prefix)'
	assert_output /usr
}
