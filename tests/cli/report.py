"""What a process was started with, one fact a line, for comparing two ways of starting it.

report.py [PID]: facts that hold the process's own number are told relative to PID.
"""
import os
import resource
import sys


def status(key):
    with open("/proc/self/status") as lines:
        return next(line.split()[1] for line in lines if line.startswith(key + ":"))


def descriptors():
    for number in sorted(map(int, os.listdir("/proc/self/fd"))):
        try:
            yield number, os.readlink("/proc/self/fd/%d" % number)
        except FileNotFoundError:
            pass  # of the listing itself


def facts(pid):
    yield "same process", os.getpid() == pid
    yield "group leader", os.getpgrp() == pid
    yield "session", os.getsid(0)
    yield "parent", os.getppid()
    yield "directory", os.getcwd()
    yield "ignored signals", status("SigIgn")
    yield "blocked signals", status("SigBlk")
    yield "nice", os.nice(0)
    mask = os.umask(0)
    yield "umask", oct(mask)
    for name in sorted(name for name in dir(resource) if name.startswith("RLIMIT_")):
        yield name, resource.getrlimit(getattr(resource, name))
    for descriptor in descriptors():
        yield "descriptor", descriptor
    for argument in sys.argv[2:]:
        yield "argument", argument


for fact in facts(int(sys.argv[1])):
    print(*fact)
