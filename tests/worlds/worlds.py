#!/usr/bin/python3
"""Random worlds: what a shim runs, what `vshim which` says and what a plain model of the
behaviour expects, compared on thousands of small random trees.

    worlds.py [--seed N] [--count N | --minutes N] [--random N] [--jobs N] [--only INDEX]

The installed vshim is found through $VSHIM_PREFIX (default: build/prefix below the repository).
With --random, N worlds of a seed that nobody has chosen follow.  A world in which the three differ
is made as small as it gets and printed as a shell script, with the command that tries it again.
"""

import argparse
import collections
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

import model
from chance import random_world
from looks import Refusal, Senseless, head_of, identity, status_of
from running import PID
from world import Tools, build, demolish, told

HERE = os.path.dirname(os.path.abspath(__file__))
REPORTED = 42  # the exit status of a helper program
PATIENCE = 10  # seconds until a command counts as hanging
SMALLEST_IN = 600  # attempts to make a world smaller,
SMALLEST_BY = 30  # in so many seconds


class Hanging(Exception):
    """A command that did not end."""


def on_alarm(_signal, _frame):
    raise Hanging()


# ---------------------------------------------------------------- the workshop

def compiler():
    return shutil.which("musl-gcc") or os.environ.get("CC") or "cc"


def make_tools(prefix, folder):
    """Builds the helpers, and installs vshim twice more where every user can reach it."""
    for name, flags in (("program", []), ("bouncer", ["-DBOUNCER"])):
        subprocess.run([compiler(), "-std=c17", "-D_GNU_SOURCE", "-Os", "-static", *flags, "-o",
                        os.path.join(folder, name), os.path.join(HERE, "reporter.c")], check=True)
    for name in ("ours", "theirs"):
        shutil.copytree(prefix, os.path.join(folder, name), symlinks=True)
    below = lambda *names: os.fsencode(os.path.join(folder, *names))
    return Tools(below("program"), below("bouncer"),
                 below("ours", "libexec", "vshim", "launcher"),
                 below("theirs", "libexec", "vshim", "launcher"))


# ---------------------------------------------------------------- one world, three answers

class Answer:
    """What ended a question: a status, and what is known beside it, by name."""

    def __init__(self, status, facts, why=""):
        self.status, self.facts, self.why = status, facts, why

    def __eq__(self, other):
        return (self.status, self.facts) == (other.status, other.facts)

    def differences(self, other):
        if self.status != other.status:
            yield "status", self.status, other.status
        for key in sorted(set(self.facts) | set(other.facts)):
            if self.facts.get(key) != other.facts.get(key):
                yield key, self.facts.get(key), other.facts.get(key)


class Bench:
    """Where worlds are built and tried, one after the other."""

    def __init__(self, tools, folder):
        self.tools, self.top = tools, os.fsencode(folder)
        self.patience = PATIENCE
        self.output = tempfile.TemporaryFile()
        self.errors = tempfile.TemporaryFile()
        self.program = identity(tools.program)
        self.bouncer_size = os.stat(tools.bouncer).st_size
        self.vshim = os.path.join(os.path.dirname(tools.launcher), b"../../bin/vshim")

    def kind_of(self, file):
        if identity(file) == self.program:
            return "program"
        status = status_of(file)
        if status is None or not (head_of(file, 4) or b"").startswith(b"\x7fELF"):
            return "other"
        if status.st_size == self.bouncer_size:
            return "bouncer"
        return "real" if not file.startswith(self.top) and status.st_size > 4096 else "other"

    def run(self, world, argv, executable):
        """Runs a command in WORLD: its process number, status, output and errors."""
        for stream in (self.output, self.errors):
            stream.seek(0)
            stream.truncate()
        who = {}
        if world.user != os.geteuid():
            who = {"user": world.user, "group": world.user, "extra_groups": []}
        child = subprocess.Popen(argv, executable=executable, env=world.variables,
                                 stdin=subprocess.DEVNULL, stdout=self.output,
                                 stderr=self.errors, **who)
        signal.setitimer(signal.ITIMER_REAL, self.patience)
        try:
            status = child.wait()
        except Hanging:
            child.kill()
            child.wait()
            status = "hangs"
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        texts = []
        for stream in (self.output, self.errors):
            stream.seek(0)
            texts.append(stream.read())
        return child.pid, status, texts[0], texts[1]

    # ------------------------------------------------------------ the shim

    def shim_answer(self, world):
        argv0 = world.argv0 or world.name
        pid, status, output, errors = self.run(world, [argv0, *world.operands], world.shim)
        if status != REPORTED:
            return Answer(status, {}, errors.decode(errors="replace"))
        fields = output.split(b"\0")[:-1]
        count = int(fields[1])
        variables = dict(entry.partition(b"=")[::2] for entry in fields[2 + count:])
        if b"VSHIM_VIA" in variables:
            via = (b":" + variables[b"VSHIM_VIA"]).replace(b":%d:" % pid, b":" + PID + b":")
            variables[b"VSHIM_VIA"] = via[1:]
        return self.end_answer(fields[0], fields[2:2 + count], variables)

    @staticmethod
    def end_answer(file, argv, variables):
        facts = {"file": file}
        facts.update(("argv[%d]" % i, argument) for i, argument in enumerate(argv))
        facts.update(("$" + os.fsdecode(key), value) for key, value in variables.items())
        return Answer("ran", facts)

    def expected_of_shim(self, world):
        launchers = [self.tools.launcher, self.tools.copied_launcher]
        try:
            end = model.perform(world.name, world.operands, world.variables, launchers,
                                self.kind_of)
        except Refusal as refusal:
            return Answer(refusal.status, {}, refusal.why)
        if not end.file.startswith(self.top) and not end.argv[-1].endswith(b"/report.py"):
            raise Senseless  # a real Python would not report
        answer = self.end_answer(end.file, end.argv, end.variables)
        answer.through_sh, answer.origin = end.through_sh, end.origin
        return answer

    # ------------------------------------------------------------ which

    def which_answer(self, world):
        _, status, output, errors = self.run(world, [b"vshim", b"which", b"--json", world.name],
                                             self.vshim)
        if status != 0:
            return Answer(status, {}, errors.decode(errors="replace"))
        told_facts = json.loads(output)
        encode = lambda value: os.fsencode(value) if isinstance(value, str) else value
        facts = {key: encode(value) for key, value in told_facts.items()}
        facts["argv"] = [encode(value) for value in facts["argv"]]
        return Answer(0, facts)

    def expected_of_which(self, world):
        try:
            request = model.Request(world.name, [], world.variables, self.tools.launcher)
            decision = model.decide(request)
        except Refusal as refusal:
            return Answer(125 if refusal.why.startswith("settings") else refusal.status, {}, refusal.why)
        return Answer(0, {
            "name": world.name, "origin": os.fsencode(decision.origin),
            "environment": decision.environment, "project": decision.project,
            "python": decision.python, "program": decision.program.path,
            "argv": decision.program.argv})

    # ------------------------------------------------------------ all of them

    def expected(self, world):
        """The model's answers, given as the user of WORLD: its origin, and one of each kind."""
        if world.user != os.geteuid():
            groups = os.getgroups()
            os.setgroups([])
            os.setegid(world.user)
            os.seteuid(world.user)
            try:
                return self.expected_of_which(world), self.expected_of_shim(world)
            finally:
                os.seteuid(0)
                os.setegid(0)
                os.setgroups(groups)
        return self.expected_of_which(world), self.expected_of_shim(world)

    def try_world(self, world):
        """What was made of WORLD, what differs in it, and what it was about."""
        os.mkdir(self.top)
        try:
            made = build(world, self.tools)
            os.chdir(world.directory)
            if world.is_gone:
                try:
                    os.rmdir(world.directory)
                except OSError:
                    pass
            try:
                which, shim = self.expected(world)
                differences = self.compare("which", which, self.which_answer(world))
                differences += self.compare("shim", shim, self.shim_answer(world))
                # Now vshim has seen it, and the launcher decides alone; a rehash behind pip
                # takes away shims that no environment needs.
                if world.keeps and os.path.lexists(world.shim):
                    again = self.expected(world)[1]
                    differences += self.compare("shim again", again, self.shim_answer(world))
            except (Senseless, PermissionError):  # nothing that vshim could say a word to
                return made, [], "senseless"
            return made, differences, self.about(shim)
        finally:
            os.chdir("/")
            demolish(world)

    @staticmethod
    def compare(what, expected, found):
        if getattr(expected, "through_sh", False):
            for key in ("$PWD", "$OLDPWD", "$_", "$SHLVL"):  # /bin/sh exports its own
                expected.facts.pop(key, None)
                found.facts.pop(key, None)
        lines = ["%s %s: expected %r, found %r" % (what, *difference)
                 for difference in expected.differences(found)]
        if lines:
            lines += ["%s: the model says: %s" % (what, expected.why or "runs"),
                      "%s: it said: %s" % (what, found.why.strip() or "nothing")]
        return lines

    @staticmethod
    def about(shim):
        return shim.origin if shim.status == "ran" else "%s %s" % (shim.status,
                                                                   shim.why.split(":")[0])

    def smallest(self, world):
        """The smallest world found in which something still differs."""
        attempts, end = 0, time.monotonic() + SMALLEST_BY
        self.patience = 1
        is_smaller = True
        while is_smaller:
            is_smaller = False
            for smaller in world.smaller():
                attempts += 1
                if attempts > SMALLEST_IN or time.monotonic() > end:
                    break
                if self.try_world(smaller)[1]:
                    world, is_smaller = smaller, True
                    break
        self.patience = PATIENCE
        return world


# ---------------------------------------------------------------- all worlds

class Batch:
    """The worlds of one seed that are tried."""

    def __init__(self, seed, count, minutes=None, only=None):
        self.seed, self.count, self.minutes, self.only = seed, count, minutes, only

    def indexes(self, job, jobs):
        """Those that JOB of JOBS tries."""
        if self.only is not None:
            yield self.only
            return
        end = time.monotonic() + 60 * self.minutes if self.minutes else None
        index = job
        while time.monotonic() < end if end else index < self.count:
            yield index
            index += jobs

    def told(self):
        what = "world %d" % self.only if self.only is not None else "%d worlds" % self.count
        if self.minutes:
            what = "%g minutes" % self.minutes
        return "seed %d: %s" % (self.seed, what)


def report(seed, index, differences, script):
    """Prints what differs in a world."""
    lines = ["# world %d of seed %d; again: tests/worlds/worlds.py --seed %d --only %d" %
             (index, seed, seed, index),
             *("# " + line.replace("\n", "\n# ") for line in differences), script]
    os.write(1, ("\n".join(lines) + "\n\n").encode(errors="replace"))


def work(batches, job, jobs, tools, folder):
    """Tries every JOB-th world; how many passed and failed, and what they were about."""
    signal.signal(signal.SIGALRM, on_alarm)
    os.umask(0o022)
    bench = Bench(tools, os.path.join(folder, str(job)))
    counts, abouts = [0, 0], collections.Counter()
    for batch in batches:
        for index in batch.indexes(job, jobs):
            world = random_world(batch.seed, index, bench.top, os.geteuid() == 0)
            if not world.user:
                world.user = os.geteuid()
            _, differences, about = bench.try_world(world)
            abouts[about] += 1
            counts[1 if differences else 0] += 1
            if differences:
                small = bench.smallest(world)
                made, differences, _ = bench.try_world(small)
                report(batch.seed, index, differences, told(small, made))
    return counts, abouts


def place_for_worlds():
    """A directory whose files every user may execute, in memory where there is one."""
    for place in ("/dev/shm", "/tmp", "/var/tmp"):
        if os.access(place, os.W_OK) and not os.statvfs(place).f_flag & os.ST_NOEXEC:
            return place
    return None


def batches_of(options):
    if options.only is not None:
        return [Batch(options.seed, 1, only=options.only)]
    batches = [Batch(options.seed, options.count, options.minutes)]
    if options.random:
        batches.append(Batch(random.SystemRandom().randrange(10 ** 9), options.random))
    return batches


def try_all(batches, jobs, tools, folder):
    """Tries all BATCHES, side by side in JOBS processes: what `work` returns, summed."""
    readers = []
    for job in range(jobs):
        reader, writer = os.pipe()
        if os.fork() == 0:
            try:
                text = json.dumps(work(batches, job, jobs, tools, folder))
                os.write(writer, text.encode())
            except BaseException:
                traceback.print_exc()
            os._exit(0)
        os.close(writer)
        readers.append(reader)
    passed, failed, abouts = 0, 0, collections.Counter()
    for reader in readers:
        with open(reader, "rb") as stream:
            text = stream.read()
        (more_passed, more_failed), more = json.loads(text or "[[0, 1], {}]")
        passed, failed = passed + more_passed, failed + more_failed
        abouts.update(more)
    return passed, failed, abouts


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1500)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--random", type=int, metavar="N", help="so many of a random seed, too")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", type=int, metavar="INDEX", help="one world and no other")
    options = parser.parse_args()
    batches = batches_of(options)
    print("; ".join(batch.told() for batch in batches), flush=True)
    prefix = os.environ.get("VSHIM_PREFIX") or os.path.join(HERE, "../../build/prefix")
    folder = tempfile.mkdtemp(prefix="vshim-worlds-", dir=place_for_worlds())
    try:
        os.chmod(folder, 0o755)
        tools = make_tools(prefix, folder)
        jobs = 1 if options.only is not None else options.jobs
        passed, failed, abouts = try_all(batches, jobs, tools, folder)
    finally:
        shutil.rmtree(folder)
    print(", ".join("%s %d" % pair for pair in abouts.most_common()))
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
