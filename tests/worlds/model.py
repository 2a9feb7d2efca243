"""A plain model of vshim: which environment applies, what is run, what the program sees.

Written from the manual alone, vshim-shims(7), section by section, and apart from the C code: it
is slow, looks at everything at once and keeps no secrets.  Where it and the shims differ, one of
them has misread the manual.  Paths and variables are bytes throughout.

selecting.py and running.py answer as the manual's sections do, over what is asked (request.py).
`decide()` is what `vshim which` answers; `perform()` goes on as the kernel would: it follows a
`#!`, and other managers' shims that come back to ours in the same process.
"""

import os
import re

from looks import head_of, identity, is_command, join, Refusal, Senseless
from request import Config, DEFAULT_PATH, is_changed_by_shell, LONGEST_LINE, Request
from selecting import select
from running import (interpreter_of, must_run, refuse_chain, run_inside, run_outside,
                     seen_variables, via_with)


class Decision:
    """What `vshim which --json` tells, and the variables of what would be started."""

    def __init__(self, selection, python, program, variables):
        self.origin = selection.origin
        self.environment, self.project = selection.environment, selection.project
        self.python, self.program, self.variables = python, program, variables


def decide(request):
    """The Decision for REQUEST, or a Refusal."""
    selection = select(request)
    variables = seen_variables(request, selection)
    environment, python, program = selection.environment, None, None
    if environment is not None:
        config = Config(environment)
        program = run_inside(request, environment, config)
        try:
            python = interpreter_of(request, environment, config, must_run)
        except Refusal:
            pass
    if program is None:
        program = run_outside(request, selection, variables)
    if program.is_outside:
        refuse_chain(request)
        variables[b"VSHIM_VIA"] = via_with(request.get(b"VSHIM_VIA"), program.path)
    return Decision(selection, python, program, variables)


# ---------------------------------------------------------------- the kernel

class End:
    """The program that ran in the end: its file as given to execve, its argv and variables."""

    def __init__(self, file, argv, variables, through_sh):
        self.file, self.argv, self.variables = file, argv, variables
        self.origin = None  # of the first decision
        self.through_sh = through_sh  # a /bin/sh in between, which exports variables of its own


class Machine:
    """One process that starts programs as the kernel does.

    KIND_OF tells files apart: "program", which runs and is the end, "bouncer", another manager's
    shim, which executes its own name along PATH again, "real", a program of the machine's, or
    "other".  LAUNCHERS are those of all installations of vshim.
    """

    def __init__(self, launchers, kind_of):
        self.launchers, self.kind_of = launchers, kind_of
        self.handed = set()
        self.starts = 0

    def shim(self, launcher, name, operands, variables):
        """A shim NAME is started: the End, or a Refusal."""
        request = Request(name, operands, variables, launcher, frozenset(self.handed))
        decision = decide(request)
        argv = decision.program.argv
        if decision.environment and not decision.program.is_outside:
            self.handed.add(argv[0])
        end = self.execute(argv[0], argv + request.operands, decision.variables, False)
        end.origin = decision.origin
        return end

    def execute(self, file, argv, variables, through_sh):
        self.starts += 1
        if self.starts > 64:
            raise Senseless()
        for launcher in self.launchers:
            if identity(file) == identity(launcher):
                return self.shim(launcher, os.path.basename(argv[0]), argv[1:], variables)
        kind = self.kind_of(file)
        if kind in ("program", "real"):
            return End(file, argv, variables, through_sh)
        if kind == "bouncer":
            return self.bounce(os.path.basename(argv[0]), argv[1:], variables, through_sh)
        head = head_of(file) or b""
        wrapped = re.match(rb"#!/bin/sh\n'''exec' (?:\"([^\"\n]+)\"|(\S+)) \"\$0\" ", head)
        if wrapped:
            inner = wrapped.group(1) or wrapped.group(2)
            if not is_command(inner) or is_changed_by_shell(*wrapped.groups()):
                raise Senseless  # the shell's own idea of what to say then
            return self.execute(inner, [inner, file, *argv[1:]], variables, True)
        line = re.match(rb"#![ \t]*(/[^ \t\n]+)(?:[ \t]+([^\n]*?))?[ \t]*\n", head[:LONGEST_LINE + 1])
        if line and is_command(line.group(1)):
            option = [line.group(2)] if line.group(2) else []
            inner, argv = line.group(1), [line.group(1), *option, file, *argv[1:]]
            if self.kind_of(inner) == "program":  # and is told that FILE was asked for
                return End(file, argv, variables, through_sh)
            if self.kind_of(inner) == "real":
                raise Senseless  # the machine's own shell or Python, reading who knows what
            return self.execute(inner, argv, variables, through_sh)
        if through_sh:
            raise Senseless  # the shell's own idea of what to do then
        raise Refusal(126, "cannot be started: %r" % file)

    def bounce(self, name, operands, variables, through_sh):
        for entry in (variables.get(b"PATH") or DEFAULT_PATH).split(b":"):
            place = join(entry or b".", name)
            if is_command(place):
                return self.execute(place, [name, *operands], variables, through_sh)
        raise Refusal(127, "a foreign shim found nothing")


def perform(name, operands, variables, launchers, kind_of):
    """Starts the shim NAME of the first of LAUNCHERS and follows it: the End, or a Refusal."""
    return Machine(launchers, kind_of).shim(launchers[0], name, operands, variables)
