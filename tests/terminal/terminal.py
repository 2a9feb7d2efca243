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
import signal
import sys

import pseudo

terminal = pseudo.Terminal(sys.argv[1:], 31, 97)
printed = b""
seen = b""  # the same, its lines as a file has them
expected = 0


def show():
    sys.stdout.buffer.write(seen)
    sys.stdout.flush()


def give_up(why):
    show()
    print()
    terminal.give_up(why)


def read_some(line, deadline):
    global printed, seen
    data = terminal.read(deadline)
    if data is None:
        give_up("waited in vain: " + line)
    printed += data
    seen = printed.replace(b"\r\n", b"\n")
    return data != b""


for line, verb, operand in pseudo.steps():
    deadline = pseudo.in_time()
    if verb == "expect":
        while (at := seen.find(operand.encode(), expected)) < 0:
            if not read_some(line, deadline):
                give_up("ended before: " + line)
        expected = at + len(operand.encode())
    elif verb == "send":
        terminal.type(operand.encode() + b"\r")
    elif verb == "key":
        terminal.type(bytes([ord(operand) & 31]))
    elif verb == "size":
        terminal.resize(*map(int, operand.split()))
    elif verb == "kill":
        terminal.kill(getattr(signal, "SIG" + operand))
    elif verb == "hangup":
        terminal.hang_up()
    elif verb == "ends":
        while terminal.file is not None and read_some(line, deadline):
            pass
        end = terminal.await_end()
        if end != operand:
            give_up("ended with " + end + ", not " + operand)
    else:
        give_up("no such step: " + line)
show()
