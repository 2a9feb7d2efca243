"""Runs an interactive shell on a terminal of its own and drives it: screen.py COMMAND... <STEPS

Each line of STEPS is one of
    prompt TEXT     waits for the next prompt: the line of the cursor, up to it, is TEXT
    send TEXT       types TEXT and Return
    tab TEXT        types TEXT and Tab, twice
    shows TEXT      waits until TEXT is on the screen, below what was typed last
    lacks TEXT      TEXT is not there
    ends            waits for the end
What is waited for is on the screen as a person sees it; no step waits longer than a minute.
Prints the screen."""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

import pyte

LIMIT = 60
ROWS, COLUMNS = 160, 150

pid, terminal = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    try:
        os.execvp(sys.argv[1], sys.argv[1:])
    except OSError as error:
        print(error)
        os._exit(127)


class Screen(pyte.Screen):
    def write_process_input(self, data):
        os.write(terminal, data.encode())


screen = Screen(COLUMNS, ROWS)
stream = pyte.ByteStream(screen)
typed_at = -1  # the row in which something was typed last


def text():
    return "\n".join(line.rstrip() for line in screen.display).rstrip("\n")


def give_up(why):
    print(text())
    print("screen.py: " + why)
    os.kill(pid, signal.SIGKILL)
    sys.exit(1)


# Private sequences that pyte would take for others, or print.
UNKNOWN = re.compile(rb"\x1b\[[<>=?][0-9;]*[a-gi-km-zA-Z]|\x1b\][0-9]+;[^\x07\x1b]*(?:\x07|\x1b\\)")


def read_some(line, deadline):
    ready, _, _ = select.select([terminal], [], [], max(0, deadline - time.monotonic()))
    if not ready:
        give_up("waited in vain: " + line)
    try:
        data = os.read(terminal, 65536)
    except OSError:
        data = b""
    stream.feed(UNKNOWN.sub(b"", data))
    return data != b""


def await_(line, happened):
    deadline = time.monotonic() + LIMIT
    while not happened():
        if not read_some(line, deadline):
            give_up("ended before: " + line)


def is_prompt(wanted):
    at = screen.cursor
    return at.y > typed_at and screen.display[at.y][: at.x].rstrip() == wanted.rstrip()


def is_shown(wanted):
    return any(wanted in line for line in screen.display[typed_at + 1 :])


for line in sys.stdin.read().splitlines():
    verb, _, operand = line.strip().partition(" ")
    if verb == "prompt":
        await_(line, lambda: is_prompt(operand))
    elif verb == "shows":
        await_(line, lambda: is_shown(operand))
    elif verb == "lacks":
        if is_shown(operand):
            give_up("shown: " + operand)
    elif verb == "send":
        typed_at = screen.cursor.y
        os.write(terminal, operand.encode() + b"\r")
    elif verb == "tab":
        typed_at = screen.cursor.y
        os.write(terminal, operand.encode() + b"\t\t")
    elif verb == "ends":
        deadline = time.monotonic() + LIMIT
        while read_some(line, deadline):
            pass
        os.waitpid(pid, 0)
    else:
        give_up("no such step: " + line)
print(text())
