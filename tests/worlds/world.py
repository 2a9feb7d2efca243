"""A world: a small tree of files, a directory, variables and a command; a value that can be
built on disk, told as a shell script, and made smaller.
"""

import os
import re
import shutil
import stat

PLAIN = re.compile(rb"[A-Za-z0-9_./:=@%+,-]+")


class World:
    """All paths are absolute and lie below TOP, a directory that only exists while it is built.

    A part is a tuple: its kind, its path, and what else the kind takes (see BUILDERS).  Later
    parts are put on top of earlier ones; one that finds its place taken is left out.
    """

    def __init__(self, top):
        self.top = top
        self.parts = []
        self.variables = {}
        self.directory = top
        self.is_gone = False  # the directory is removed before the command starts
        self.name = b"python"
        self.operands = []
        self.argv0 = None  # the path of the shim, or None: its name alone
        self.shim = None  # the link to the launcher that is started
        self.user = 0
        self.keeps = False  # there is a place where vshim remembers environments

    def copy(self):
        twin = World(self.top)
        twin.__dict__.update(self.__dict__)
        twin.parts, twin.operands = list(self.parts), list(self.operands)
        twin.variables = dict(self.variables)
        return twin

    def smaller(self):
        """Every world that lacks one thing of this one, larger things first."""
        size = len(self.parts) // 2
        while size >= 1:
            for at in range(0, len(self.parts), size):
                twin = self.copy()
                del twin.parts[at:at + size]
                yield twin
            size //= 2
        for key in self.variables:
            twin = self.copy()
            del twin.variables[key]
            yield twin
            if b":" in self.variables[key]:
                entries = self.variables[key].split(b":")
                for i in range(len(entries)):
                    twin = self.copy()
                    twin.variables[key] = b":".join(entries[:i] + entries[i + 1:])
                    yield twin
        for i in range(len(self.operands)):
            twin = self.copy()
            del twin.operands[i]
            yield twin
        for key, value in (("user", 0), ("is_gone", False), ("argv0", self.shim)):
            if getattr(self, key) != value:
                twin = self.copy()
                setattr(twin, key, value)
                yield twin


# ---------------------------------------------------------------- on disk

class Tools:
    """The files that worlds are made of: the two helper programs and an installed launcher."""

    def __init__(self, program, bouncer, launcher, copied_launcher):
        self.program, self.bouncer = program, bouncer
        self.launcher, self.copied_launcher = launcher, copied_launcher


def build_directory(_tools, path):
    os.makedirs(path, exist_ok=True)


def build_file(_tools, path, data, mode):
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    os.write(descriptor, data)
    os.close(descriptor)


def build_link(_tools, path, target):
    os.symlink(target, path)


def build_program(tools, path):
    os.link(tools.program, path)


def build_bouncer(tools, path):
    if os.path.lexists(path):
        raise FileExistsError
    shutil.copy(tools.bouncer, path)


def build_shim(tools, path):
    os.symlink(tools.launcher, path)


def build_foreign_shim(tools, path):
    os.symlink(tools.copied_launcher, path)


def build_fifo(_tools, path):
    os.mkfifo(path)


def build_fill(_tools, path, count):
    os.makedirs(path, exist_ok=True)
    for i in range(count - len(os.listdir(path))):
        os.close(os.open(b"%s/filler-%d" % (path, i), os.O_CREAT, 0o644))


def build_owner(_tools, path, user):
    if stat.S_ISREG(os.stat(path).st_mode) and os.stat(path).st_nlink > 1:
        raise FileExistsError  # a helper program, shared by all worlds
    os.chown(path, user, -1)


def build_link_owner(_tools, path, user):
    if not os.path.islink(path):
        raise FileExistsError
    os.chown(path, user, -1, follow_symlinks=False)


def build_old(_tools, path):
    os.utime(path, (946684800, 946684800))


def build_mode(_tools, path, mode):
    if not stat.S_ISDIR(os.stat(path).st_mode) and os.stat(path).st_nlink > 1:
        raise FileExistsError
    os.chmod(path, mode)


BUILDERS = {
    "directory": build_directory, "file": build_file, "link": build_link,
    "program": build_program, "bouncer": build_bouncer, "shim": build_shim,
    "foreign shim": build_foreign_shim, "fifo": build_fifo, "fill": build_fill,
    "owner": build_owner, "link owner": build_link_owner, "mode": build_mode, "old": build_old,
}


def build(world, tools):
    """Makes WORLD's tree; the parts that were made."""
    made = []
    for part in [*world.parts, ("directory", world.directory), ("shim", world.shim)]:
        kind, path, *rest = part
        try:
            if kind not in ("owner", "link owner", "mode", "old"):
                os.makedirs(os.path.dirname(path), exist_ok=True)
            BUILDERS[kind](tools, path, *rest)
        except OSError:
            continue
        made.append(part)
    return made


def demolish(world):
    """Removes WORLD's tree, whatever modes it has."""
    for kind, path, *_ in world.parts:
        if kind == "mode" and os.path.isdir(path) and not os.path.islink(path):
            os.chmod(path, 0o755)
    shutil.rmtree(world.top)


# ---------------------------------------------------------------- as a shell script

def quoted(text, top):
    """TEXT as a word for bash, in which TOP is $W."""
    pieces = []
    for piece in text.split(top):
        if piece == b"" or PLAIN.fullmatch(piece):
            pieces.append(piece.decode())
        else:
            escapes = "".join(chr(c) if 32 <= c < 127 and c not in b"'\\" else "\\%03o" % c
                              for c in piece)
            pieces.append("$'" + escapes + "'")
    return '"$W"'.join(pieces) or "''"


def told_part(part, top):
    kind, path, *rest = part
    word = quoted(path, top)
    parent = quoted(os.path.dirname(path), top)
    if kind == "directory":
        return "mkdir -p %s" % word
    if kind == "owner":
        return "chown %d %s" % (rest[0], word)
    if kind == "link owner":
        return "chown -h %d %s" % (rest[0], word)
    if kind == "old":
        return "touch -d 2000-01-01 %s" % word
    if kind == "mode":
        return "chmod %o %s" % (rest[0], word)
    if kind == "fill":
        return ("mkdir -p {0}; for ((i = $(ls -A {0} | wc -l); i < {1}; i++)); do "
                ": > {0}/filler-$i; done").format(word, rest[0])
    line = "mkdir -p %s; " % parent
    if kind == "file":
        line += "printf %%s %s > %s" % (quoted(rest[0], top), word)
        return line + ("; chmod %o %s" % (rest[1], word) if rest[1] != 0o644 else "")
    if kind == "fifo":
        return line + "mkfifo %s" % word
    if kind in ("program", "bouncer"):
        return line + 'cp "$T/%s" %s' % (kind, word)
    target = {"link": lambda: quoted(rest[0], top), "shim": lambda: '"$P/libexec/vshim/launcher"',
              "foreign shim": lambda: '"$T/launcher"'}[kind]()
    return line + "ln -s %s %s" % (target, word)


def entry_name(path):
    """What the entry for PATH in `envs` or `trusted` is called: FNV-1a in 64 bits."""
    value = 0xcbf29ce484222325
    for byte in path:
        value = (value ^ byte) * 0x100000001b3 & 0xffffffffffffffff
    return b"%016x" % value


ENTRY_NAME = r"""entry_name() { python3 -c 'import os, sys
value = 0xcbf29ce484222325
for byte in os.fsencode(sys.argv[1]):
    value = (value ^ byte) * 0x100000001b3 & 0xffffffffffffffff
print("%016x" % value)' "$1"; }"""


def told(world, made):
    """A bash script that makes WORLD and runs its command; P is where vshim is installed."""
    top = world.top
    lines = [
        "#!/bin/bash",
        ": \"${P:?where vshim is installed}\" \"${S:=tests/worlds/reporter.c}\"",
        "T=$(mktemp -d /tmp/vshim-worlds-XXXXXX); W=$T/0; chmod 755 \"$T\"; mkdir \"$W\"",
        "${CC:-cc} -D_GNU_SOURCE -static -o \"$T/program\" \"$S\"",
        "${CC:-cc} -D_GNU_SOURCE -static -DBOUNCER -o \"$T/bouncer\" \"$S\"",
        'cp "$P/libexec/vshim/launcher" "$T/launcher"', ENTRY_NAME]
    for part in made:
        line = told_part(part, top)
        for kind, _, *rest in made:  # TOP is another one there, and so are the names
            if kind == "link":
                line = line.replace(entry_name(rest[0]).decode(),
                                    '"$(entry_name %s)"' % quoted(rest[0], top))
        lines.append(line)
    lines.append("cd %s" % quoted(world.directory, top))
    if world.is_gone:
        lines.append("rmdir %s" % quoted(world.directory, top))
    environment = " ".join(quoted(key + b"=" + value, top)
                           for key, value in world.variables.items())
    user = "setpriv --reuid %d --regid %d --clear-groups " % (world.user, world.user)
    run = "env -i " + (user if world.user else "") + "env -i " + environment
    if world.argv0 is None:
        lines.append("# the shim was started by its name alone")
    operands = " ".join(quoted(operand, top) for operand in world.operands)
    lines.append("%s %s %s | tr '\\0' '\\n'; echo \"status ${PIPESTATUS[0]}\"" %
                 (run, quoted(world.shim, top), operands))
    lines.append("%s \"$P/bin/vshim\" which --json %s" % (run, quoted(world.name, top)))
    return "\n".join(lines)
