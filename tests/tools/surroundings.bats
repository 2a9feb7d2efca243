#!/usr/bin/env bats
# Places that start programs with little or another environment.

load ../helpers
load tools

setup() {
	tools_world
}

@test "env -i, by the shim's path and with nothing but PATH" {
	run env -i "$shims/python" -c "$show_prefix"
	assert_output "$E"
	run env -i PATH="$shims:/usr/bin:/bin" python -c "$show_prefix"
	assert_output "$E"
	run env -i PATH="$shims:/usr/bin:/bin" sh -c "cd / && python -c '$show_prefix'"
	assert_output /usr
	# What systemd-run and services start with.
	run env -i LANG=C.UTF-8 PATH="$shims:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin" \
		INVOCATION_ID=0123 JOURNAL_STREAM=8:1 SYSTEMD_EXEC_PID=1 setsid -w \
		python -c "$show_prefix" </dev/null
	assert_output "$E"
}

@test "a line of a crontab, as cron runs it" {
	crontab_line() {
		env -i -C "$HOME" HOME="$HOME" LOGNAME=me SHELL=/bin/sh PATH=/usr/bin:/bin /bin/sh -c "$1"
	}
	run crontab_line "cd $project && $shims/python -c '$show_prefix'"
	assert_output "$E"
	run crontab_line "PATH=$shims:\$PATH; cd $project && python3 -c '$show_prefix' && pip --version"
	assert_line "$E"
	assert_contains " from $E/lib/"
	run crontab_line "$shims/python3 -c '$show_prefix'"
	assert_output /usr
}

@test "sudo -E keeps variables but not PATH, with vshim as with activation" {
	local sudo=(sudo -E)
	assert_alike "${sudo[@]}" python3 -c "$show_prefix"
	assert_output /usr
	assert_alike "${sudo[@]}" env PATH="$shims:$E/bin:/usr/bin:/bin" python3 -c "$show_prefix"
	assert_output "$E"
	# shellcheck disable=SC2016
	assert_alike sh -c 'sudo -E env "PATH=$PATH" python3 -c "$0"' "$show_prefix"
	assert_output "$E"
	run shimmed "${sudo[@]}" "$shims/pip" --version
	assert_contains " from $E/lib/"
}

@test "shells that are no login shells, as ssh host COMMAND starts them" {
	local shell
	echo "PATH=$shims:\$PATH" >"$HOME/.profile"
	for shell in bash dash zsh; do
		# What such a shell reads nothing for, the caller says.
		run env -i -C "$HOME" HOME="$HOME" PATH=/usr/bin:/bin "$shell" -c "cd project && python3 -c '$show_prefix'"
		assert_output /usr
		run env -i -C "$HOME" HOME="$HOME" PATH=/usr/bin:/bin "$shell" -c \
			". ./.profile && cd project && python3 -c '$show_prefix'"
		assert_output "$E"
	done
	# Bash as sshd starts it reads ~/.bashrc; others read BASH_ENV and ~/.zshenv.
	echo "PATH=$shims:\$PATH" | tee "$HOME/.bashrc" >"$HOME/.zshenv"
	run env -i -C "$HOME" HOME="$HOME" PATH=/usr/bin:/bin BASH_ENV="$HOME/.bashrc" \
		bash -c "cd project && python3 -c '$show_prefix'"
	assert_output "$E"
	run env -i -C "$HOME" HOME="$HOME" PATH=/usr/bin:/bin zsh -c "cd project && python3 -c '$show_prefix'"
	assert_output "$E"
}

@test "tmux: each pane has the python of its directory, whatever the server was started in" {
	venv "$HOME/other/.venv"
	local tmux=(tmux -S "$world/socket" -f /dev/null)
	mkfifo "$world/told"
	export TERM=screen SHELL=/bin/sh show_prefix world
	shimmed "${tmux[@]}" new-session -d -c "$project" \
		"python -c \"\$show_prefix\" >\$world/told; cat"
	assert_equal "$(timeout 60 cat "$world/told")" "$E"
	# A pane takes PATH from whoever asks for it.
	shimmed "${tmux[@]}" split-window -d -c "$HOME/other" "python -c \"\$show_prefix\" >\$world/told"
	assert_equal "$(timeout 60 cat "$world/told")" "$HOME/other/.venv"
	# A server that python started hands its mark down; a pane elsewhere goes by its directory.
	"${tmux[@]}" kill-server
	shimmed python -c "import subprocess, sys; subprocess.check_call(sys.argv[1:])" \
		"${tmux[@]}" new-session -d -c "$HOME/other" "python -c \"\$show_prefix\" >\$world/told; cat"
	assert_equal "$(timeout 60 cat "$world/told")" "$HOME/other/.venv"
	"${tmux[@]}" kill-server
}
