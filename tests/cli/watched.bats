#!/usr/bin/env bats
# A pip that changes an environment runs as a child; neither it nor its user nor its parent
# can tell, and the shims are right afterwards.

load ../helpers
load pip

setup() {
	pip_world
	venv "$E"
}

# A pip that tells of every signal it gets, and ends at SIGUSR1.
signal_teller() {
	fake_pip "$E" \
		"watched = {signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGHUP," \
		"    signal.SIGUSR1, signal.SIGUSR2, signal.SIGWINCH, signal.SIGCONT}" \
		"signal.pthread_sigmask(signal.SIG_BLOCK, watched)" \
		"terminal = os.open('/dev/tty', os.O_RDWR)" \
		"def tell(*words): os.write(terminal, (' '.join(map(str, words)) + '.\\n').encode())" \
		"seen = []" \
		"open('$world/pid', 'w').write(str(os.getpid()))" \
		"tell('rea' + 'dy')" \
		"while signal.SIGUSR1 not in seen:" \
		"    seen.append(signal.sigwait(watched))" \
		"    tell('got', seen[-1].name[3:], seen.count(seen[-1]))" \
		"    if seen[-1] == signal.SIGWINCH: tell('size', *os.get_terminal_size(terminal))" \
		"tell('in all', *[s.name[3:] for s in seen])"
}

# An environment whose interpreter is a shell, which starts ten times as fast, and its pip.
quick_pip() {
	cp --remove-destination /bin/dash "$E/bin/python"
	printf '%s\n' "$@" >"$E/bin/pip"
	chmod 755 "$E/bin/pip"
}

@test "terminal, descriptors, limits, masks, directory and groups are what they are without us" {
	fake_pip "$E" \
		"import resource" \
		"print([os.isatty(fd) for fd in range(3)], os.get_terminal_size())" \
		"print(os.tcgetpgrp(0) == os.getpgrp(), os.getsid(0) == os.getpgrp())" \
		"print(sorted(fd for fd in map(int, os.listdir('/proc/self/fd')) if fd < 9))" \
		"print([os.readlink('/proc/self/fd/%d' % fd) for fd in (5, 7)])" \
		"print(os.getcwd(), os.umask(0), os.nice(0), resource.getrlimit(resource.RLIMIT_NOFILE))" \
		"print([l for l in open('/proc/self/status') if l.startswith(('SigPnd', 'SigBlk', 'SigIgn', 'SigCgt'))])" \
		"print(sys.argv, os.read(5, 9))"
	echo "from five" >"$world/five"
	local settings="umask 027; ulimit -n 99; exec 5<'$world/five' 7>>'$world/seven'"
	run on_terminal bash -c "$settings; exec nice -n 3 '$E/bin/pip' install x" <<<"ends 0"
	assert_success
	assert_contains "columns=97, lines=31" "True True" "$world/five" "23" "from five"
	local without=$output
	run on_terminal bash -c "$settings; exec nice -n 3 pip install x" <<<"ends 0"
	assert_success
	assert_output "$without"
}

@test "standard input of a terminal arrives line by line, with its end" {
	fake_pip "$E" "print('Proceed (Y/n)?', flush=True)" "print('said', input())" \
		"print('rest', repr(sys.stdin.read()))"
	run on_terminal pip uninstall x <<-'END'
		expect Proceed (Y/n)?
		send y
		expect said y
		send more
		key D
		expect rest 'more\n'
		ends 0
	END
	assert_success
}

@test "keys reach pip once each" {
	signal_teller
	run on_terminal pip install x <<-'END'
		expect ready
		key C
		expect got INT 1.
		key C
		expect got INT 2.
		key C
		expect got INT 3.
		key \
		expect got QUIT 1.
		key \
		expect got QUIT 2.
		kill USR1
		expect in all INT INT INT QUIT QUIT USR1.
		ends 0
	END
	assert_success
}

@test "keys reach pip once each, with all of its streams elsewhere" {
	signal_teller
	run on_terminal bash -c 'exec pip install x 9>/dev/tty </dev/null >/dev/null 2>&1' <<-'END'
		expect ready
		key C
		expect got INT 1.
		key C
		expect got INT 2.
		kill USR1
		expect in all INT INT USR1.
		ends 0
	END
	assert_success
}

@test "signals that are sent to the process reach pip once each" {
	signal_teller
	run on_terminal pip install x <<-'END'
		expect ready
		kill INT
		expect got INT 1.
		kill QUIT
		expect got QUIT 1.
		kill TERM
		expect got TERM 1.
		kill HUP
		expect got HUP 1.
		kill USR2
		expect got USR2 1.
		kill USR1
		expect in all INT QUIT TERM HUP USR2 USR1.
		ends 0
	END
	assert_success
}

@test "a new window size reaches pip once" {
	signal_teller
	run on_terminal pip install x <<-'END'
		expect ready
		size 40 120
		expect got WINCH 1.
		expect size 120 40.
		kill USR1
		expect in all WINCH USR1.
		ends 0
	END
	assert_success
}

@test "^C ends pip and whoever waits for it sees that" {
	fake_pip "$E" "signal.signal(signal.SIGINT, signal.SIG_DFL)" \
		"print('rea' + 'dy', flush=True)" "signal.pause()"
	run on_terminal pip install x <<-'END'
		expect ready
		key C
		ends INT
	END
	assert_success
	# A shell gives up the whole line only when its child died of the signal.
	run on_terminal bash -c 'pip install x; echo went on' <<-'END'
		expect ready
		key C
		ends INT
	END
	assert_success
	refute_contains "went on"
}

@test "^Z stops pip, fg goes on with it, and so does bg" {
	signal_teller
	run on_terminal bash --norc --noprofile -i <<-END
		send pip install x; echo status \$? now
		expect ready
		key Z
		expect Stopped
		send until grep 'T (stopped)' /proc/\$(cat '$world/pid')/status; do :; done
		expect T (stopped)
		send fg; echo "status" \$? now
		expect got CONT 1.
		key C
		expect got INT 1.
		key Z
		expect Stopped
		send bg
		expect got CONT
		send kill -USR1 %1
		expect in all CONT INT CONT USR1.
		send wait %1; echo "ended" \$? now
		expect ended 0 now
		send exit
		ends 0
	END
	assert_success
}

@test "in the background pip stops when it reads, and fg lets it" {
	fake_pip "$E" \
		"signal.signal(signal.SIGCONT, lambda *_: os.write(2, b'go on'))" \
		"print('answer', sys.stdin.readline(), flush=True)"
	run on_terminal bash --norc --noprofile -i <<-'END'
		send set -b; pip install x &
		expect Stopped
		send fg
		expect go on
		send forty-two
		expect answer forty-two
		send exit
		ends 0
	END
	assert_success
}

@test "a terminal that goes away takes pip with it" {
	fake_pip "$E" "open('$world/pid', 'w').write(str(os.getpid()))" \
		"print('rea' + 'dy', flush=True)" "signal.pause()"
	run on_terminal pip install x <<-'END'
		expect ready
		hangup
		ends HUP
	END
	assert_success
	assert_exists "$world/pid"
	refute_exists "/proc/$(cat "$world/pid")"
}

@test "every exit status is mirrored" {
	quick_pip "exit \$2"
	local status
	for status in {0..255}; do
		run -"$status" pip install "$status"
	done
}

@test "death by every signal is mirrored" {
	quick_pip "kill -\$2 \$\$"
	run "$system_python" - <<-'END'
		import resource, signal, subprocess
		resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
		harmless = {"SIGCHLD", "SIGCONT", "SIGURG", "SIGWINCH", "SIGSTOP", "SIGTSTP",
		    "SIGTTIN", "SIGTTOU"}
		for number in range(1, 32):
		    if signal.Signals(number).name not in harmless:
		        end = subprocess.call(["pip", "install", str(number)])
		        assert end == -number, (number, end)
		print("all of them")
	END
	assert_success
	assert_output "all of them"
}

@test "where a signal is ignored or blocked, pip replaces the process and keeps it so" {
	quick_pip "echo \$\$" "grep -E '^Sig(Blk|Ign)' /proc/\$\$/status"
	local signal
	for signal in HUP INT QUIT TERM; do
		run bash -c "trap '' $signal; echo \$\$; exec pip install x"
		assert_success
		assert_equal "${lines[1]}" "${lines[0]}"
		assert_matches "SigIgn:.*[1-9]"
		run "$system_python" -c "import os, signal
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIG$signal})
print(os.getpid(), flush=True)
os.execvp('pip', ['pip', 'install', 'x'])"
		assert_success
		assert_equal "${lines[1]}" "${lines[0]}"
		assert_matches "SigBlk:.*[1-9]"
	done
	run bash -c 'echo $$; exec pip install x'
	[ "${lines[1]}" != "${lines[0]}" ] || fail "not watched" "$(saw)"
	run bash -c 'echo $$; exec pip list'
	assert_equal "${lines[1]}" "${lines[0]}"
}

@test "pip that a parent started which has blocked SIGCHLD is watched all the same" {
	quick_pip "exit 3"
	run timeout -k 1 60 "$system_python" -c "import os, signal
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
os.execvp('pip', ['pip', 'install', 'x'])"
	assert_status 3
}

@test "nohup still protects pip" {
	fake_pip "$E" "print(signal.getsignal(signal.SIGHUP) == signal.SIG_IGN)"
	run nohup pip install x
	assert_success
	assert_line True
}

@test "a pip whose interpreter is damaged is no script for a shell" {
	local name
	fake_pip "$E" 'sys.exit(0)'
	printf 'version = 3.11\nhome = /usr/bin\n' >"$E/pyvenv.cfg"
	mv "$E/bin/pip" "$E/bin/pip2"
	rm -f "$E"/bin/python*
	printf '\177ELF\2\1\1damaged' >"$E/bin/python"
	chmod 755 "$E/bin/python"
	ln -s "$(readlink "$shims/pip")" "$shims/pip2"
	for name in list install; do
		run --separate-stderr -126 pip2 "$name"
		assert_stderr "$E"
	done
}

@test "a standard stream that is closed stays closed" {
	fake_pip "$E" \
		"here = [os.path.exists('/proc/self/fd/%d' % fd) for fd in range(3)]" \
		"open('$world/here', 'w').write(str(here))"
	pip install x
	assert_equal "$(cat "$world/here")" "[True, True, True]"
	pip install x <&-
	assert_equal "$(cat "$world/here")" "[False, True, True]"
	pip install x >&-
	assert_equal "$(cat "$world/here")" "[True, False, True]"
	pip install x 2>&-
	assert_equal "$(cat "$world/here")" "[True, True, False]"
	pip install x <&- >&- 2>&-
	assert_equal "$(cat "$world/here")" "[False, False, False]"
}
