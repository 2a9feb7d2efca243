#!/usr/bin/env bats
# shellcheck disable=SC2016 # what stands in single quotes is for another shell
#
# vshim init --write and vshim uninstall: lines in the rc files of real shells, and out again.

load helper

setup() {
	world_make
	PATH=$VSHIM_PREFIX/bin:/usr/bin:/bin
	mark='# added by vshim init --write'
	line="eval \"\$('$vshim' init bash)\""
}

# rc_files: each shell, the file that it is to be, and the line.
rc_files() {
	cat <<-'END'
		bash|.bashrc|eval "$(vshim init bash)"
		zsh|.zshrc|eval "$(vshim init zsh)"
		fish|.config/fish/config.fish|vshim init fish | source
		tcsh|.tcshrc|eval "`vshim init tcsh`"
		elvish|.config/elvish/rc.elv|eval (vshim init elvish | slurp)
		xonsh|.xonshrc|execx($(vshim init xonsh))
		sh|.profile|eval "$(vshim init sh)"
		ksh|.kshrc|eval "$(vshim init sh)"
		mksh|.mkshrc|eval "$(vshim init sh)"
		yash|.yashrc|eval "$(vshim init sh)"
	END
}

# --- where

@test "each shell's own file gets its line, marked, once" {
	while IFS='|' read -r shell file line; do
		run --separate-stderr vshim init --write "$shell"
		assert_success
		assert_equal "$stderr" ""
		assert_contains "added to $HOME/$file:"
		cp "$HOME/$file" "$world/written"
		# By its path: what a shell starts with need not be today's PATH.
		assert_equal "$(sed -E "s|[^ \`(]*${vshim}['\"]*|vshim|" "$HOME/$file")" "$line $mark"
		run vshim init --write "$shell"
		assert_success
		assert_contains "the line is there already, in $HOME/$file:"
		cmp "$world/written" "$HOME/$file"
	done < <(rc_files)
	assert_exists "$shims/python"
}

@test "the shell that was written for finds the shims" {
	venv "$HOME/.venv"
	local shell
	for shell in bash zsh fish sh ksh mksh yash tcsh elvish xonsh; do
		vshim init --write "$shell"
	done
	local asks='import sys; open("found", "w").write(sys.prefix)'
	while read -r shell; do
		rm -f found
		# shellcheck disable=SC2086
		run on_terminal $shell <<-END
			send python -c '$asks'
			send exit
			ends 0
		END
		assert_equal "$(cat found)" "$HOME/.venv" || fail "in $shell" "$(saw)"
	done <<-'END'
		bash
		zsh
		fish
		dash -l
		ksh
		mksh
		yash
		tcsh
		elvish
		xonsh
	END
}

@test "nu gets its code in a file beside config.nu" {
	run vshim init --write nu
	assert_success
	assert_equal "$(cat .config/nushell/config.nu)" "source \"$HOME/.config/nushell/vshim.nu\" $mark"
	assert_equal "$(head -n 1 .config/nushell/vshim.nu)" "$mark"
	run diff <(sed 1d .config/nushell/vshim.nu) <(vshim init nu)
	assert_success
	run vshim init --write nu
	assert_contains "there already"
	vshim uninstall --yes
	assert_equal "$(ls .config/nushell)" config.nu
	assert_equal "$(cat .config/nushell/config.nu)" ""
}

@test "ZDOTDIR, XDG_CONFIG_HOME and the older names are where the shell looks" {
	mkdir -p "$world/z" .elvish .config/xonsh
	touch .cshrc .elvish/rc.elv .config/xonsh/rc.xsh
	ZDOTDIR=$world/z vshim init --write zsh
	XDG_CONFIG_HOME=$world/x vshim init --write fish
	XDG_CONFIG_HOME=relative vshim init --write fish
	for shell in tcsh elvish xonsh; do
		vshim init --write "$shell"
	done
	for file in "$world/z/.zshrc" "$world/x/fish/config.fish" .config/fish/config.fish .cshrc \
		.elvish/rc.elv .config/xonsh/rc.xsh; do
		run cat "$file"
		assert_contains "$mark"
	done
	refute_exists .zshrc
	ZDOTDIR=$world/z XDG_CONFIG_HOME=$world/x vshim uninstall --yes
	assert_equal "$(cat "$world/z/.zshrc" "$world/x/fish/config.fish" .config/fish/config.fish .cshrc \
		.elvish/rc.elv .config/xonsh/rc.xsh)" ""
}

@test "the shell is detected, and a login shell of bash is thought of" {
	run bash -c 'vshim init --write; :'
	assert_success
	assert_contains "added to $HOME/.bashrc" "note: login shells" "into $HOME/.bash_profile"
	echo '. ~/.bashrc' >.profile
	run vshim init --write bash
	refute_contains "note: "
	echo 'echo hello' >.bash_profile
	run vshim init --write bash
	assert_contains "note: login shells" "into $HOME/.bash_profile"
	echo '[ -f ~/.bashrc ] && source ~/.bashrc' >>.bash_profile
	run vshim init --write bash
	refute_contains "note: "
	run vshim init --write zsh
	refute_contains "note: "
}

# --- how

@test "the rest of the file stays, and a missing newline at its end is minded" {
	local rest
	for rest in 'no newline' $'one\n' $'\n\n' $'bytes \xff\xfe\n# comment' ''; do
		printf %s "$rest" >.bashrc
		vshim init --write bash
		printf %s "$rest" >expected
		[ -z "$rest" ] || [[ $rest == *$'\n' ]] || echo >>expected
		cp expected without
		printf '%s\n' "$line $mark" >>expected
		cmp expected .bashrc
		vshim uninstall --yes
		cmp without .bashrc
	done
	printf 'a\0b\n' >.bashrc
	cp .bashrc before
	vshim init --write bash
	cmp <(cat before; echo "$line $mark") .bashrc
	vshim uninstall --yes
	cmp before .bashrc
}

@test "a line that was pasted is enough, and one that says something else is changed in its place" {
	printf '%s\n' one "$line" two >.bashrc
	cp .bashrc before
	run vshim init --write bash
	assert_contains "there already"
	cmp before .bashrc
	run vshim init --write bash --no-path
	assert_contains "changed in $HOME/.bashrc"
	assert_equal "$(cat .bashrc)" $'one\n'"${line/bash/bash --no-path} $mark"$'\ntwo'
	printf '%s\n' one "eval \"\$('/old/vshim' init bash)\" $mark" two 'eval "$(vshim init bash)"' >.bashrc
	vshim init --write bash
	assert_equal "$(cat .bashrc)" $'one\n'"$line $mark"$'\ntwo'
	# What only speaks of it is the user's.
	printf '%s\n' '# vshim init bash' 'if true; then' '	eval "$(vshim init bash)"' 'fi' >.bashrc
	run vshim init --write bash
	assert_contains "added to"
	assert_equal "$(head -n 4 .bashrc)" "$(printf '%s\n' '# vshim init bash' 'if true; then' '	eval "$(vshim init bash)"' 'fi')"
}

@test "a vshim that is not on PATH is named by its path, quoted for the shell" {
	local odd="$world/it's \$odd"
	cp -a "$VSHIM_PREFIX" "$odd"
	PATH=/usr/bin:/bin
	"$odd/bin/vshim" init --write bash
	venv "$HOME/.venv"
	run on_terminal bash <<-'END'
		send python -c 'import sys; print("pre" + "fix", sys.prefix)'
		expect prefix
		send exit
		ends 0
	END
	assert_success
	assert_contains "prefix $HOME/.venv"
	run "$odd/bin/vshim" uninstall --yes
	assert_equal "$(cat .bashrc)" ""
}

@test "permissions, owner, links and access lists are kept" {
	mkdir dotfiles
	echo one >dotfiles/bashrc
	chmod 640 dotfiles/bashrc
	[ "$(id -u)" -ne 0 ] || chown 65534:65533 dotfiles/bashrc
	setfacl -m u:65532:r dotfiles/bashrc
	getfacl dotfiles/bashrc >before
	ln -s dotfiles/bashrc link
	ln -s link .bashrc
	run vshim init --write bash
	assert_success
	assert_contains "added to $HOME/.bashrc (that is $HOME/dotfiles/bashrc)"
	assert_equal "$(readlink .bashrc)" link
	assert_equal "$(readlink link)" dotfiles/bashrc
	getfacl dotfiles/bashrc | diff before -
	run tail -n 1 dotfiles/bashrc
	assert_contains "$mark"
	vshim uninstall --yes
	getfacl dotfiles/bashrc | diff before -
	assert_equal "$(readlink .bashrc)" link
	assert_equal "$(cat dotfiles/bashrc)" one
	assert_equal "$(ls -A dotfiles)" bashrc
}

@test "it is done in one step: the old file or the new one, and nobody else's change is lost" {
	local i
	for i in {1..2000}; do
		echo "line $i"
	done >.bashrc
	cp .bashrc before
	for i in {1..12}; do
		vshim init --write bash >/dev/null 2>&1 &
	done
	wait
	cmp <(cat before; echo "$line $mark") .bashrc
	assert_equal "$(find . -name '.bashrc*')" ./.bashrc
	ASAN_OPTIONS=detect_leaks=0 run strace -f -e trace=rename,openat,fsync,write,ftruncate -o trace vshim uninstall --yes
	assert_success
	run grep -E '"[^"]*\.bashrc"[^)]*(O_WRONLY|O_RDWR|O_TRUNC)' trace
	assert_status 1
	run grep -A 3 fsync trace
	assert_matches 'rename\(".*\.bashrc\.[0-9]+\.0~", ".*/\.bashrc"\)'
	cmp before .bashrc
}

@test "a file that cannot be changed: why, and the line to put there oneself" {
	echo one >.bashrc
	chmod 444 .bashrc
	run --separate-stderr -1 vshim init --write bash
	assert_stderr "vshim: $HOME/.bashrc is read-only" "hint: " "chmod u+w $HOME/.bashrc" "$line"
	assert_equal "$(cat .bashrc)" one
	rm .bashrc
	ln -s nowhere .bashrc
	run --separate-stderr -1 vshim init --write bash
	assert_stderr "vshim: $HOME/.bashrc is a link: what it leads to is not there" "hint: "
	rm .bashrc
	ln -s /dev/null .bashrc
	run --separate-stderr -1 vshim init --write bash
	assert_stderr "vshim: $HOME/.bashrc cannot be changed: it is no plain file"
	rm .bashrc
	mkdir .bashrc
	run --separate-stderr -1 vshim init --write bash
	assert_stderr "vshim: $HOME/.bashrc cannot be changed: it is no plain file"
	rmdir .bashrc
	chmod 555 .
	[ "$(id -u)" -ne 0 ] || chown 65534 .
	run --separate-stderr plainly "$vshim" init --write bash
	chmod 755 .
	assert_status 1
	assert_stderr "vshim: $HOME/.bashrc cannot be changed: Permission denied" "hint: "
	run --separate-stderr env -u HOME VSHIM_ROOT="$world/root" "$vshim" init --write bash
	assert_status 1
	assert_stderr "vshim: there is no rc file to write to: HOME is not set"
}

@test "a full disk leaves the file as it was" {
	echo one >.bashrc
	# A limit on the size of files stands in for the disk.
	head -c 3000 /dev/zero | tr '\0' '#' >>.bashrc
	cp .bashrc before
	run --separate-stderr bash -c 'trap "" XFSZ; ulimit -f 2; vshim init --write bash'
	assert_status 1
	assert_stderr "vshim: $HOME/.bashrc cannot be changed: File too large"
	cmp before .bashrc
	assert_equal "$(find . -name '.bashrc*')" ./.bashrc
}

# --- uninstall

@test "uninstall takes out marked and pasted lines, the root directory, and nothing else" {
	local file line
	while IFS='|' read -r shell file line; do
		mkdir -p "$(dirname "$file")"
		printf '%s\n' one "$line" two >"$file"
	done < <(rc_files)
	printf '%s\n' 'eval "$(vshim init bash)"  ' "eval \"\$($vshim init bash --no-path)\"" \
		"eval \"\$('$vshim' init bash)\"" '# eval "$(vshim init bash)"' 'echo vshim' \
		'	eval "$(vshim init bash)"' >.bash_profile
	venv "$HOME/project/.venv"
	vshim global project/.venv
	vshim trust project
	mkdir -p .config/vshim
	printf '[search]\nany-name = no\n' >.config/vshim/config.ini
	touch -d '1 hour ago' .config/vshim/config.ini
	vshim list >/dev/null
	(cd project && VSHIM_ENV=project "$shims/python" -c '')
	assert_exists "${shims%/*}/global"
	ln -s /gone "$shims/.pip.999999999.0~"
	run vshim uninstall --yes
	assert_success
	while IFS='|' read -r shell file line; do
		assert_equal "$(cat "$file")" $'one\ntwo'
	done < <(rc_files)
	assert_equal "$(cat .bash_profile)" '# eval "$(vshim init bash)"
echo vshim
	eval "$(vshim init bash)"'
	assert_contains "Left as it is:" "$HOME/.bash_profile, line 5: echo vshim" \
		"Your settings are still there: $HOME/.config/vshim/config.ini" "The program itself, "
	assert_exists .config/vshim/config.ini
	assert_exists project/.venv/pyvenv.cfg
	run vshim uninstall --yes
	assert_contains "There is nothing to take out."
}

@test "what lies in the root directory and is not vshim's stays" {
	vshim init bash >/dev/null
	local root=${shims%/*}
	command_make "$shims/own"
	ln -s /bin/true "$shims/link"
	echo mine >"$root/notes"
	ln -s /etc "$root/envs/name"
	echo mine >"$root/settings"
	echo mine >"$root/global"
	mkdir "$root/directory"
	# What runs have left that were killed is.
	ln -s /gone "$root/envs/0123456789abcdef.999999999.0~"
	ln -s /gone "$root/global.999999999.0~"
	echo "vshim 1" >"$root/settings.999999999.0~"
	run vshim uninstall --yes
	assert_success
	assert_contains "Left as it is:" "$shims/own: not vshim's" "$root/notes: not vshim's"
	assert_equal "$(cd "$root" && find . ! -type d | sort)" \
		$'./envs/name\n./global\n./notes\n./settings\n./shims/link\n./shims/own'
	assert_exists "$root/directory"
}

@test "uninstall asks, and says what it would do" {
	vshim init --write bash
	run on_terminal vshim uninstall <<-END
		expect This will be taken out:
		expect $HOME/.bashrc, line 1: eval
		expect ${shims%/*}: shims
		expect Go on? [y/N]
		send n
		expect nothing was taken out
		ends 1
	END
	assert_success
	run on_terminal vshim uninstall <<-'END'
		expect Go on? [y/N]
		key D
		ends 1
	END
	assert_success
	assert_exists "$shims/python"
	run cat .bashrc
	assert_contains "$mark"
	run on_terminal vshim uninstall <<-'END'
		expect Go on? [y/N]
		send y
		expect Taken out:
		ends 0
	END
	assert_success
	refute_exists "${shims%/*}"
	assert_equal "$(cat .bashrc)" ""
}

@test "without a terminal and without --yes it refuses" {
	vshim init --write bash
	for answer in /dev/null <(yes); do
		run --separate-stderr bash -c 'vshim uninstall <"$0"' "$answer"
		assert_status 1
		assert_output ""
		assert_stderr "vshim: nobody is there to say whether this may go:" "$HOME/.bashrc, line 1" \
			"hint: if it may: vshim uninstall --yes"
	done
	assert_exists "$shims/python"
}

@test "uninstall names the rc files that it cannot read" {
	mkdir -p .config .bashrc
	ln -s fish .config/fish
	run vshim uninstall --yes
	assert_success
	assert_contains "Left as it is:" "  $HOME/.bashrc cannot be changed: it is no plain file" \
		"  $HOME/.config/fish/config.fish cannot be read: Too many levels of symbolic links"
}

@test "a file that cannot be changed stops uninstall before the shims go" {
	vshim init --write bash
	chmod 444 .bashrc
	run --separate-stderr -1 vshim uninstall --yes
	assert_stderr "vshim: $HOME/.bashrc is read-only" "hint: "
	assert_exists "$shims/python"
}
