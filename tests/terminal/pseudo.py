"""A command on a pseudo-terminal of its own, and the steps that drive it: what terminal.py and
screen.py share."""
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

LIMIT = 60  # seconds


def in_time():
    """When a step that begins now has waited long enough."""
    return time.monotonic() + LIMIT


class Terminal:
    def __init__(self, command, rows, columns):
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            self.file = 0
            self.resize(rows, columns)
            try:
                os.execvp(command[0], command)
            except OSError as error:
                print(error)
                os._exit(127)

    def resize(self, rows, columns):
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, data):
        os.write(self.file, data)

    def read(self, deadline):
        """What is printed next, b"" when all has ended; None when nothing came in time."""
        ready, _, _ = select.select([self.file], [], [], max(0, deadline - time.monotonic()))
        if not ready:
            return None
        try:
            return os.read(self.file, 65536)
        except OSError:
            return b""

    def hang_up(self):
        os.close(self.file)
        self.file = None

    def kill(self, number):
        os.kill(self.pid, number)

    def await_end(self):
        """The exit status, or the name of the signal that ended the command."""
        status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return str(status) if status >= 0 else signal.Signals(-status).name[3:]

    def give_up(self, why):
        print(os.path.basename(sys.argv[0]) + ": " + why)
        self.kill(signal.SIGKILL)
        sys.exit(1)


def steps():
    """The lines of standard input: each whole, its verb, and what the verb is said of."""
    for line in sys.stdin.read().splitlines():
        verb, _, operand = line.strip().partition(" ")
        yield line, verb, operand
