"""Runs a command on a terminal of its own and drives it: terminal.py COMMAND... <STEPS

Each line of STEPS is one of
    expect TEXT         waits until TEXT was printed (after what was expected before)
    send TEXT           types TEXT and Return
    key C               types Control-C (or any other letter, or \\)
    size ROWS COLUMNS   changes the window's size
    kill NAME           sends a signal to the command's process, and to no other
    hangup              closes the terminal
    ends STATUS         waits for the end: an exit status, or the name of a signal
No step waits longer than a minute. Prints what was on the terminal."""
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

LIMIT = 60

pid, terminal = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 31, 97, 0, 0))
    try:
        os.execvp(sys.argv[1], sys.argv[1:])
    except OSError as error:
        print(error)
        os._exit(127)

seen = b""
expected = 0
deadline = time.monotonic() + LIMIT


def give_up(why):
    sys.stdout.buffer.write(seen)
    print("\nterminal.py: " + why)
    os.kill(pid, signal.SIGKILL)
    sys.exit(1)


def read_some():
    global seen
    ready, _, _ = select.select([terminal], [], [], max(0, deadline - time.monotonic()))
    if not ready:
        give_up("waited in vain: " + line)
    try:
        data = os.read(terminal, 65536)
    except OSError:
        data = b""
    seen += data.replace(b"\r\n", b"\n")
    return data != b""


for line in sys.stdin.read().splitlines():
    verb, _, operand = line.strip().partition(" ")
    if verb == "expect":
        while (at := seen.find(operand.encode(), expected)) < 0:
            if not read_some():
                give_up("ended before: " + line)
        expected = at + len(operand.encode())
    elif verb == "send":
        os.write(terminal, operand.encode() + b"\r")
    elif verb == "key":
        os.write(terminal, bytes([ord(operand) & 31]))
    elif verb == "size":
        rows, columns = map(int, operand.split())
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    elif verb == "kill":
        os.kill(pid, getattr(signal, "SIG" + operand))
    elif verb == "hangup":
        os.close(terminal)
        terminal = None
    elif verb == "ends":
        while terminal is not None and read_some():
            pass
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        end = str(status) if status >= 0 else signal.Signals(-status).name[3:]
        if end != operand:
            give_up("ended with " + end + ", not " + operand)
    else:
        give_up("no such step: " + line)
sys.stdout.buffer.write(seen)
