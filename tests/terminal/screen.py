"""Runs an interactive shell on a terminal of its own and drives it: screen.py COMMAND... <STEPS

Each line of STEPS is one of
    prompt TEXT     waits for the next prompt: the line of the cursor, up to it, is TEXT
    send TEXT       types TEXT and Return
    tab TEXT        types TEXT and Tab; what `shows` waits for may come in the same line
    shows TEXT      waits until TEXT is on the screen, below what was typed last
    line TEXT       waits until TEXT is a whole line of the screen, below what was typed last
    paints COLOR TEXT   waits until the line of the cursor holds TEXT, all of it in COLOR
    ends            waits for the end
What is waited for is on the screen as a person sees it; no step waits longer than a minute, and
none judges what a moment shows: a shell may draw its old prompt until it knows the new one.
Prints the screen."""
import re
import sys

import pseudo
import pyte

ROWS, COLUMNS = 160, 150

terminal = pseudo.Terminal(sys.argv[1:], ROWS, COLUMNS)


class Screen(pyte.Screen):
    def write_process_input(self, data):
        terminal.type(data.encode())


screen = Screen(COLUMNS, ROWS)
stream = pyte.ByteStream(screen)
typed_at = -1  # the row in which something was typed last


def show():
    print("\n".join(line.rstrip() for line in screen.display).rstrip("\n"))


def give_up(why):
    show()
    terminal.give_up(why)


# Private sequences that pyte would take for others, or print.
UNKNOWN = re.compile(rb"\x1b\[[<>=?][0-9;]*[a-gi-km-zA-Z]|\x1b\][0-9]+;[^\x07\x1b]*(?:\x07|\x1b\\)")
# What a read has cut off in its midst: it is kept for the next one.
BEGUN = re.compile(rb"(?:\x1b(?:\[[<>=?0-9;]*|\][^\x07\x1b]*\x1b?)?)?\Z")
begun = b""


def read_some(line, deadline):
    global begun
    data = terminal.read(deadline)
    if data is None:
        give_up("waited in vain: " + line)
    text = begun + data
    cut = BEGUN.search(text).start()
    begun = text[cut:]
    stream.feed(UNKNOWN.sub(b"", text[:cut]))
    return data != b""


def await_(line, deadline, happened):
    while not happened():
        if not read_some(line, deadline):
            give_up("ended before: " + line)


def is_prompt(wanted):
    at = screen.cursor
    return at.y > typed_at and screen.display[at.y][: at.x].rstrip() == wanted.rstrip()


def is_shown(wanted):
    return any(wanted in line for line in screen.display[typed_at + 1 :])


def is_line(wanted):
    return any(wanted == line.rstrip() for line in screen.display[typed_at + 1 :])


def is_painted(color, wanted):
    row = screen.cursor.y
    start = screen.display[row].find(wanted)
    cells = range(start, start + len(wanted))
    return start >= 0 and all(screen.buffer[row][i].fg == color for i in cells)


for line, verb, operand in pseudo.steps():
    deadline = pseudo.in_time()
    if verb == "prompt":
        await_(line, deadline, lambda: is_prompt(operand))
    elif verb == "shows":
        await_(line, deadline, lambda: is_shown(operand))
    elif verb == "line":
        await_(line, deadline, lambda: is_line(operand))
    elif verb == "paints":
        color, _, painted = operand.partition(" ")
        await_(line, deadline, lambda: is_painted(color, painted))
    elif verb == "send":
        typed_at = screen.cursor.y
        terminal.type(operand.encode() + b"\r")
    elif verb == "tab":
        # A Tab right behind the text would be part of a paste.
        typed_at = screen.cursor.y - 1
        terminal.type(operand.encode())
        await_(line, deadline, lambda: is_shown(operand.strip()))
        terminal.type(b"\t")
    elif verb == "ends":
        while read_some(line, deadline):
            pass
        terminal.await_end()
    else:
        give_up("no such step: " + line)
show()
