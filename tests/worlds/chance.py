"""Makes random worlds: everyday ones, each with a few odd things in it."""

import os
import random

from world import World, entry_name

ODD_NAMES = [b"a b", b"n\nl", b"\xff\xfe", b"$x", b"q'q", b"pct%3A", b"caf\xc3\xa9"]
VERSIONS = [b"3.11", b"3.11", b"3.11", b"3.12", b"2.7", None]
MARKS = [b"pyproject.toml", b"setup.py", b"setup.cfg", b"requirements.txt", b"Pipfile", b".git"]
USERS = [0, 0, 0, 1000]
OTHERS = [0, 1000, 2000]
SHIM_NAMES = ([b"python"] * 6 + [b"python3"] * 5 + [b"pip"] * 2 +
              [b"pip3", b"python3.11", b"python3.12", b"python2.7", b"pip3.11", b"pip3.12",
               b"tool", b"tool", b"tool", b"pytest", b"too l", b"t\xff"])


class Chance:
    """One world in the making."""

    def __init__(self, seed, top, is_root):
        self.random = random.Random(seed)
        self.is_root = is_root
        self.world = World(top)
        self.late = []  # parts that change what is there
        self.aged = []  # parts that come last, where anything is remembered
        self.environments = []
        self.levels = []

    # ------------------------------------------------------------ small helpers

    def often(self, probability):
        return self.random.random() < probability

    def one(self, choices):
        return self.random.choice(choices)

    def below(self, *names):
        return b"/".join([self.world.top, *names])

    def put(self, *part):
        self.world.parts.append(part)

    def file(self, path, data=b"", mode=0o644):
        self.put("file", path, data, mode)

    def link(self, path, target):
        """A symbolic link, sometimes somebody else's."""
        self.put("link", path, target)
        if self.is_root and self.often(0.2):
            self.late.append(("link owner", path, self.one(OTHERS)))

    def word(self):
        if self.often(0.2):
            return self.one(ODD_NAMES)
        return self.one([b"p", b"q", b"src", b"app", b"lib", b"work"])

    # ------------------------------------------------------------ environments

    def environment(self, path, is_healthy=False):
        """An environment at PATH, healthy more often than not."""
        self.environments.append(path)
        version = b"3.11" if is_healthy else self.one(VERSIONS)
        self.file(path + b"/pyvenv.cfg", self.pyvenv(version))
        self.interpreters(path + b"/bin/", version, is_healthy)
        for name in (b"tool", b"pytest", b"too l"):
            if self.often(0.25):
                self.command(path, path + b"/bin/" + name)
        self.pip(path, version)
        if self.is_root and not is_healthy and self.often(0.12):
            place = self.one([path, path + b"/bin", path + b"/pyvenv.cfg"])
            self.late.append(("owner", place, self.one(OTHERS)))
        if not is_healthy and self.often(0.06):
            place = self.one([path, path + b"/bin"])
            self.late.append(("mode", place, self.one([0o777, 0o1777, 0o775, 0o700, 0o755, 0o2775])))
        if self.often(0.01):
            self.late.append(("mode", self.one([path, path + b"/bin"]), 0))
        self.aged.append(("old", path + b"/bin"))

    def pyvenv(self, version):
        lines = [b"home = /usr/bin"]
        if version:
            key = self.one([b"version", b"version", b"version_info", b"VERSION "])
            tail = self.one([b".2", b".4.final.0", b""])
            lines.append(key + self.one([b" = ", b"="]) + version + tail)
        if self.often(0.25):
            prompt = self.one([b"'my env'", b"plain", b'"quoted"', b"", b"''", b"x = y", b"'half",
                               b"caf\xc3\xa9"])
            lines.append(b"prompt = " + prompt)
        if self.often(0.15):
            lines.append(b"include-system-site-packages = " + self.one([b"true", b"false", b"True"]))
        self.random.shuffle(lines)
        if self.often(0.05):
            return b""
        return self.one([b"\n", b"\n", b"\n", b"\r\n"]).join(lines) + self.one([b"\n", b""])

    def interpreters(self, folder, version, is_healthy):
        names = [b"python", b"python3"] + ([b"python" + version] if version else [])
        if version == b"2.7":
            names = [b"python", b"python2", b"python2.7"]
        if not is_healthy and self.often(0.2):
            names = self.random.sample(names, self.random.randint(0, len(names) - 1))
        if not is_healthy and self.often(0.05):
            names.append(b"python3.12")
        for i, name in enumerate(names):
            if i > 0 and self.often(0.6):
                self.put("link", folder + name, names[0])
            else:
                self.interpreter(folder + name, is_healthy)

    def interpreter(self, path, is_healthy):
        kinds = ["program"] * 10 + ["link"] * 6
        if not is_healthy:
            kinds += ["dangling", "plain", "directory", "shim", "bouncer", "text", "alien", "loop"]
        self.put_kind(path, self.one(kinds))

    def put_kind(self, path, kind):
        """A file of KIND where a program is expected."""
        if kind == "link":
            self.put("link", path, self.below(b"sys/bin/python3"))
        elif kind == "dangling":
            self.put("link", path, self.below(b"gone/python3"))
        elif kind == "loop":
            self.put("link", path, os.path.basename(path))
        elif kind == "plain":
            self.file(path, b"not executable\n")
        elif kind == "text":
            self.file(path, b"no program at all\n", 0o755)
        elif kind == "alien":
            self.file(path, b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x02\x00\xff\x7f", 0o755)
        else:
            self.put(kind, path)

    def command(self, environment, path):
        """A command of ENVIRONMENT: a program, a console script or something worse."""
        if self.often(0.3):
            kinds = ["program", "program", "link", "dangling", "plain", "directory", "text"]
            self.put_kind(path, self.one(kinds))
        else:
            self.file(path, self.script_head(environment) + b"import sys\n",
                      0o644 if self.often(0.05) else 0o755)

    def script_head(self, environment):
        """The first lines of a console script of ENVIRONMENT."""
        own = environment + b"/bin/" + self.one([b"python", b"python3", b"python3.11"])
        other = self.one([self.below(b"gone/bin/python3"), self.below(b"sys/bin/python3"),
                          self.below(b"old env/bin/python"), environment + b"x/bin/python"])
        python = own if self.often(0.5) else other
        option = self.one([b"", b"", b"", b" -E", b" -sE", b"\t-I "])
        if self.often(0.2):
            option = option.strip()
            python = self.one([b'"%s"', b"%s" if b" " not in python else b'"%s"']) % python
            return (b"#!/bin/sh\n'''exec' " + python + (b" " + option if option else b"") +
                    b" \"$0\" \"$@\"\n' '''\n")
        if self.often(0.1):  # about as long as the kernel reads
            length = self.random.randint(253, 258) - len(b"#!") - len(environment + b"/bin/python")
            if length > 1 and self.often(0.5):
                return b"#!" + environment + b"/bin/python -" + b"E" * (length - 2) + b"\n"
            return b"#!" + environment + b"/bin/" + b"/" * max(length, 0) + b"python\n"
        if self.often(0.05):
            return self.one([b"#!/bin/sh\n", b"", b"#!\n", b"\n"])
        return b"#!" + self.one([b"", b"", b" "]) + python + option + b"\n"

    def pip(self, environment, version):
        names = [b"pip", b"pip3"] + ([b"pip" + version] if version else [])
        if self.often(0.7):
            if self.often(0.3):
                names = self.random.sample(names, self.random.randint(0, len(names)))
            for name in names:
                path = environment + b"/bin/" + name
                if self.often(0.1):
                    self.put_kind(path, self.one(["dangling", "plain", "directory", "program"]))
                else:
                    self.file(path, b"#!" + environment + b"/bin/python\n", 0o755)
        elif self.often(0.5):
            self.put("directory", environment + b"/lib/python3.11/site-packages/pip")

    # ------------------------------------------------------------ the tree

    def places(self):
        """HOME, the chain of directories down to C, what lies beside them."""
        self.home = self.below(b"home")
        start = self.one([self.home, self.home, self.below(b"srv")])
        self.levels = [start]
        for _ in range(self.random.randint(0, 4)):
            self.levels.append(self.levels[-1] + b"/" + self.word())
        for level in self.levels:
            self.put("directory", level)
        self.directory = self.levels[-1] if self.often(0.8) else self.one(self.levels)
        self.world.directory = self.directory

    def outside_environments(self):
        for path in (self.below(b"envs/one"), self.below(b"envs/two words"),
                     self.home + b"/.virtualenvs/named", self.below(b"flock/named"),
                     self.home + b"/.pyenv/versions/versioned",
                     self.home + b"/.cache/pypoetry/virtualenvs/poet-x-py3.11",
                     self.home + b"/.local/share/virtualenvs/pipenv-abc"):
            if self.often(0.15):
                self.environment(path)

    def level(self, directory, is_start):
        """What lies in one directory of the walk."""
        if self.often(0.35):
            self.dot_venv(directory + b"/.venv")
        for name in (b"venv", b"env", b".env"):
            if self.often(0.08):
                self.folder(directory + b"/" + name)
        if self.often(0.3 if is_start else 0.15):
            for name in self.random.sample([b"any", b"my env", b"zz", b".hidden", b"e\xff"],
                                           self.one([1, 1, 1, 2])):
                self.folder(directory + b"/" + name)
            if self.often(0.15) and self.environments:
                self.link(directory + b"/" + self.one([b"aa", b"zzz"]),
                          self.one(self.environments))
        if self.often(0.25):
            mark = directory + b"/" + self.one(MARKS)
            self.put(*self.one([("file", mark, b"", 0o644), ("directory", mark)]))
        if self.often(0.04):
            self.environment(directory)
        if self.often(0.03):
            self.put("fill", directory, self.one([511, 512, 513, 514]))
        if self.often(0.015):
            self.late.append(("mode", directory, self.one([0o711, 0o311, 0])))

    def folder(self, path):
        """Something by the name of an environment."""
        draw = self.random.random()
        if draw < 0.6:
            self.environment(path)
        elif draw < 0.75:
            self.link(path, self.some_environment())
        elif draw < 0.85:
            self.file(path, b"DEBUG=1\n")
        elif draw < 0.9:
            self.put("link", path, self.below(b"gone"))
        else:
            self.put("directory", path)

    def some_environment(self):
        if not self.environments:
            self.environment(self.below(b"envs/first"))
        return self.one(self.environments)

    def dot_venv(self, path):
        draw = self.random.random()
        if draw < 0.45:
            self.environment(path)
        elif draw < 0.55:
            self.link(path, self.some_environment())
        elif draw < 0.6:
            self.put("directory", path)
        elif draw < 0.63:
            self.put(*self.one([("fifo", path), ("link", path, self.below(b"gone")),
                                ("link", path, b".venv"), ("link", path, b"/dev/null")]))
        else:
            self.redirect(path)

    def redirect(self, path):
        directory = os.path.dirname(path)
        target = self.some_environment()
        text = self.one([
            target, target, os.path.relpath(target, directory), os.path.relpath(target, directory),
            target + b"/", self.below(b"nowhere/../envs/one"), target + b"/../one", b"./venv",
            os.path.basename(target), os.path.basename(target), b"named", b"named", b"versioned",
            b"poet-x-py3.11", b"nobody", b"..", b".", b"", b" " + target, target + b" ",
            target + b"\0x", b"a" * 5000, b"/", b".venv", self.below(b"gone")])
        head = b"\xef\xbb\xbf" if self.often(0.1) else b""
        tail = self.one([b"\n", b"\n", b"\n", b"", b"\r\n", b"\r", b"\nsecond line\n", b"\n\n"])
        if self.often(0.1):
            source = self.below(b"redirect-file")
            self.file(source, head + text + tail)
            self.link(path, source)
        else:
            self.file(path, head + text + tail)
        if self.is_root and self.often(0.12):
            self.late.append(("owner", path, self.one(OTHERS)))
        if self.often(0.08):
            self.late.append(("mode", path, self.one([0o666, 0o664, 0o600, 0])))

    def system(self):
        """Commands on PATH."""
        self.put("program", self.below(b"sys/bin/python3"))
        for folder in (b"sys/bin", b"sys2/bin"):
            for name in (b"python", b"python3", b"python3.12", b"pip", b"pip3", b"tool", b"pytest",
                         b"too l", b"python2.7"):
                if self.often(0.4):
                    kind = self.one(["program"] * 12 + ["plain", "directory", "dangling", "alien"])
                    self.put_kind(self.below(folder, name), kind)
        if self.often(0.15):
            for name in (b"python", b"python3", b"pip", b"tool"):
                if self.often(0.6):
                    self.put(self.one(["bouncer", "bouncer", "foreign shim"]),
                             self.below(b"foreign/bin", name))
        for name in (b"python", b"python3", b"tool"):
            if self.often(0.05):
                self.put("program", self.one(self.levels) + b"/bin/" + name)

    # ------------------------------------------------------------ the command

    def shims(self):
        variables = self.world.variables
        where = self.one([self.below(b"root"), self.below(b"root"), None, self.below(b"data/vshim")])
        if where is None:
            where = self.home + b"/.local/share/vshim"
        elif where.endswith(b"root"):
            variables[b"VSHIM_ROOT"] = where + self.one([b"", b"", b"", b"/"])
        else:
            variables[b"XDG_DATA_HOME"] = self.below(b"data")
        self.root = where
        self.folder_of_shims = where + b"/shims"
        self.world.name = self.one(SHIM_NAMES)
        self.world.shim = self.folder_of_shims + b"/" + self.world.name
        self.put("shim", self.world.shim)
        if self.often(0.3):
            self.put("shim", self.folder_of_shims + b"/python")
            self.put("shim", self.folder_of_shims + b"/python3")
        self.world.argv0 = self.world.shim if self.often(0.6) else None
        if self.often(0.25):
            target = self.some_environment() if self.often(0.9) else self.below(b"gone")
            self.link(where + b"/global", target)
        if self.often(0.2):
            self.remembered(where)

    def remembered(self, root):
        """What vshim has been told, or has seen, and a place for more."""
        self.world.keeps = True
        self.put("directory", root + b"/envs")
        for name in set(SHIM_NAMES) | {b"python2"}:
            self.put("shim", self.folder_of_shims + b"/" + name)
        for kind in (b"envs", b"trusted"):
            for _ in range(self.one([0, 1, 1, 2])):
                places = [*self.environments, *self.levels] if kind == b"trusted" else self.environments
                if places:
                    place = self.one(places) + (self.one([b"", b"", b"/*"]) if kind == b"trusted" else b"")
                    self.link(b"%s/%s/%s" % (root, kind, entry_name(place)), place)
        if self.is_root and self.often(0.6):
            self.late += [("owner", root + b"/envs", 1000), ("owner", self.folder_of_shims, 1000)]

    def directory_variables(self):
        variables = self.world.variables
        if self.often(0.97) or b"VSHIM_ROOT" not in variables:
            variables[b"HOME"] = self.one([self.home] * 8 + [self.home + b"/", self.directory,
                                                             self.one(self.levels), b"/"])
        if variables.get(b"HOME") != self.home and self.root.startswith(self.home):
            variables[b"VSHIM_ROOT"] = self.root
        physical = self.directory
        logical = physical
        if self.often(0.15):
            parent = self.one([level for level in self.levels if
                               (physical + b"/").startswith(level + b"/")])
            link = self.one([self.below(b"link"), self.home + b"/link"])
            self.put("link", link, parent)
            logical = link + physical[len(parent):]
        if self.often(0.9):
            variables[b"PWD"] = self.one(
                [logical] * 12 + [logical + b"/", logical + b"/.", logical.replace(b"/", b"//", 1),
                                  self.below(b"sys"), b".", b"/", physical,
                                  logical + b"/../" + os.path.basename(logical)])
        if self.often(0.08):
            ceilings = self.random.sample([*self.levels, b"/", b"relative", b"", self.below(),
                                           self.directory + b"/"], 2)
            variables[b"VSHIM_CEILING_DIRECTORIES"] = b":".join(ceilings)
        if self.often(0.02):
            self.world.directory = self.directory = self.directory + b"/deleted"
            self.world.is_gone = True

    def path(self):
        variables = self.world.variables
        if self.often(0.04):
            if self.often(0.5):
                variables[b"PATH"] = b""
            self.world.name = self.one([b"python", b"python3", b"tool"])
            self.world.shim = self.world.argv0 = self.folder_of_shims + b"/" + self.world.name
            self.put("shim", self.world.shim)
            self.file(self.below(b"report.py"), REPORT)
            self.world.operands = [self.below(b"report.py")]
            return
        entries = [self.below(b"sys/bin")]
        for entry, probability in ((self.below(b"sys2/bin"), 0.3), (self.below(b"empty"), 0.1),
                                   (b"", 0.02), (b"bin", 0.03), (b".", 0.01),
                                   (self.below(b"sys/bin/"), 0.05)):
            if self.often(probability):
                entries.append(entry)
        if self.environments and self.often(0.1):
            entries.append(self.one(self.environments) + self.one([b"/bin", b"/bin/"]))
        self.random.shuffle(entries)
        entries.append(self.below(b"foreign/bin"))
        if self.often(0.3):
            entries.insert(0, entries.pop())
        if self.often(0.9) or self.world.argv0 is None:
            entries.insert(0, self.folder_of_shims + self.one([b"", b"", b"", b"", b"/"]))
        if self.often(0.05):
            entries.insert(self.random.randint(0, len(entries)), self.folder_of_shims)
        if self.often(0.04):
            self.put("link", self.below(b"shimlink"), self.folder_of_shims)
            entries.insert(0, self.below(b"shimlink"))
        self.entries = entries
        self.activation(entries)
        variables[b"PATH"] = b":".join(entries)

    def activation(self, entries):
        """VIRTUAL_ENV and vshim's own mark."""
        variables = self.world.variables
        draw = self.random.random()
        if draw < 0.1:
            active = self.some_environment()
            variables[b"VIRTUAL_ENV"] = active + (b"/" if self.often(0.05) else b"")
            variables[b"VIRTUAL_ENV_PROMPT"] = b"(shell) "
            entries.insert(0, active + b"/bin")
        elif draw < 0.25:
            mark = self.some_environment() if self.often(0.8) else self.below(b"gone env")
            variables[b"VSHIM_SELECTED"] = variables[b"VIRTUAL_ENV"] = mark
            variables[b"VIRTUAL_ENV_PROMPT"] = os.path.basename(mark)
            if mark + b"/bin" not in entries:
                entries.insert(1, mark + b"/bin")
            if self.often(0.2):
                active = self.some_environment()
                variables[b"VIRTUAL_ENV"] = active
                if active != mark:
                    entries.insert(0, active + b"/bin")
            elif self.often(0.1):
                del variables[b"VIRTUAL_ENV"]
        elif draw < 0.3:
            variables[b"VIRTUAL_ENV"] = self.one([b"", b"relative/env", self.below(b"gone"),
                                                  self.directory])

    def override(self):
        variables = self.world.variables
        if not self.often(0.1):
            return
        target = self.some_environment()
        variables[b"VSHIM_ENV"] = self.one([
            b"system", b"system", target, target, os.path.relpath(target, self.directory),
            os.path.basename(target), b"named", b"any", b"poet-x-py3.11", b"nobody", b"", b".",
            b"./any", target + b"/", target + b"/../x", self.below(b"gone")])
        if self.often(0.3):
            variables[b"WORKON_HOME"] = self.below(b"flock")

    def operands(self):
        if self.world.operands:
            return
        folders = [self.below(b"sys/bin"), self.below(b"sys2/bin"), self.below(b"sys/bin/"),
                   self.directory, self.directory + b"/bin"]
        folders += [environment + b"/bin" for environment in self.environments]
        script = self.one(folders) + b"/" + self.one([b"tool", b"script.py"])
        flags = self.one([[], [], [], [b"-E"], [b"-sE", b"-u"], [b"-W", b"ignore"], [b"-Ec"],
                          [b"--"], [b"-"], [b"-B", b"-"]])
        self.world.operands = self.one([
            [], [b"x"], [b"-c", b"pass"], flags + [script], flags + [script, b"more"],
            [b"\xff", b"", b"a\nb"], [b"relative.py"]])
        if self.world.name.startswith(b"pip"):
            self.world.operands = self.one([[], [b"list"], [b"--version"], [b"install", b"x"]])

    def other_variables(self):
        variables = self.world.variables
        others = [(b"EMPTY", b""), (b"BYTES", b"\xff=\n"), (b"TERM", b"dumb"),
                  (b"VIRTUAL_ENV_PROMPT", b"(old) ")]
        if variables.get(b"PATH"):  # else a real Python may run, which must live with them
            others += [(b"PYTHONHOME", b"/nowhere"), (b"__PYVENV_LAUNCHER__", b"x"),
                       (b"PYTHONEXECUTABLE", b"\xff")]
        for key, value in others:
            if self.often(0.1):
                variables.setdefault(key, value)
        if self.often(0.05):
            count = self.one([1, 2, 14, 15, 16, 17])
            entries = [b"%d:/foreign/%d/bin/python" % (99000000 + i, i) for i in range(count)]
            variables[b"VSHIM_VIA"] = b":".join(entries)

    def settings(self):
        if not self.often(0.06):
            return
        lines = [self.one([
            b"[search]\nnames = venv .venv", b"[search]\nnames = env myenv",
            b"[search]\nany-name = no", b"[search]\ninstalled-scripts = env",
            b"[search]\nceiling = /net " + self.one([level for level in self.levels
                                                     if b" " not in level and b"\n" not in level]),
            b"[trust]\nmode = explicit", b"[trust]\nmode = explicit", b"[pip]\nrehash = no", b"[search]\nany-name = maybe", b"[nonsense]\nx = y",
            b"[envs]\npath = /nowhere " + self.below(b"flock")])]
        place = self.below(b"config.ini")
        self.file(place, b"\n".join(lines) + b"\n")
        self.world.variables[b"VSHIM_CONFIG"] = place
        if self.is_root and self.often(0.15):
            self.late.append(("owner", place, self.one(OTHERS)))
        if self.often(0.05):
            self.late.append(("mode", place, self.one([0o666, 0o664, 0o600])))

    def make(self):
        self.places()
        self.outside_environments()
        for level in self.levels:
            self.level(level, level == self.directory)
        self.system()
        self.shims()
        self.directory_variables()
        self.path()
        self.override()
        self.operands()
        self.other_variables()
        self.settings()
        if self.is_root:
            self.world.user = self.one(USERS)
            if self.often(0.06):
                self.world.variables[b"SUDO_UID"] = self.one([b"1000", b"2000", b"", b"0", b"x"])
        self.world.parts += self.late + (self.aged if self.world.keeps else [])
        return self.world


REPORT = b"""\
import os, sys
argv = open("/proc/self/cmdline", "rb").read()
text = argv.split(b"\\0")[0] + b"\\0%d\\0" % argv.count(b"\\0") + argv
sys.stdout.buffer.write(text + open("/proc/self/environ", "rb").read())
sys.stdout.flush()
os._exit(42)
"""


def random_world(seed, index, top, is_root):
    """The world INDEX of SEED, the same each time."""
    return Chance("%d %d" % (seed, index), top, is_root).make()
