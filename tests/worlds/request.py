"""What is asked, for the model: the command, the settings, the variables; and what an environment
says of itself."""

import os
import re
import stat

from looks import (head_of, identity, is_environment, is_plain, join, link_status_of, Refusal,
                   resolved, same_text, status_of, trim)
from world import entry_name

DEFAULT_PATH = b"/usr/local/bin:/usr/bin:/bin"
FOLDER_NAMES = (b".venv", b"venv", b"env", b".env")
LONGEST_LINE = 255  # of a `#!`, without its newline


# ---------------------------------------------------------------- names of commands

class Name:
    """What kind of command a name stands for."""

    def __init__(self, text):
        match = re.fullmatch(rb"(python|pip)(?:(\d+)(?:\.(\d+))?)?", text)
        self.kind = match.group(1).decode() if match else "other"
        self.major = int(match.group(2)) if match and match.group(2) else None
        self.minor = int(match.group(3)) if match and match.group(3) else None

    def stands_for(self, version):
        """Whether an environment's own, of VERSION or None, may answer to this name."""
        if self.major is None:
            return True
        if self.minor is not None:
            return version == (self.major, self.minor)
        return version is None and self.major == 3 or version and version[0] == self.major


# ---------------------------------------------------------------- settings

class Settings:
    """What the settings file may say."""

    def __init__(self):
        self.names = FOLDER_NAMES
        self.any_name = True
        self.ceilings = ()
        self.scripts_on_system = True
        self.explicit = False
        self.places = ()

    @classmethod
    def read(cls, path):
        """The settings in the file PATH, a Refusal when they are in error."""
        settings = cls()
        text = head_of(path) if path is not None else None
        if text is None and path is not None and os.path.isfile(path):
            raise Refusal(126, "settings that cannot be read")
        section = b""
        for line in (text or b"").split(b"\n"):
            line = re.split(rb"(?:^|\s);", line)[0].strip()
            if line[:1] == b"[":
                section = line.strip(b"[]")
            elif line:
                key, equals, value = (part.strip() for part in line.partition(b"="))
                settings.set(section + b"." + key, value if equals else None)
        return settings

    def set(self, key, value):
        choices = {b"search.any-name": ("any_name", {b"yes": True, b"no": False}),
                   b"search.installed-scripts": ("scripts_on_system",
                                                 {b"system": True, b"env": False}),
                   b"trust.mode": ("explicit", {b"owner": False, b"explicit": True}),
                   b"pip.rehash": ("pip_rehash", {b"yes": True, b"no": False})}
        lists = {b"search.names": "names", b"search.ceiling": "ceilings", b"envs.path": "places"}
        if key in lists and value:
            setattr(self, lists[key], tuple(value.split()))
        elif key in choices and value in choices[key][1]:
            setattr(self, choices[key][0], choices[key][1][value])
        else:
            raise Refusal(126, "settings")


# ---------------------------------------------------------------- environments

class Config:
    """What a pyvenv.cfg says, read as CPython reads it."""

    def __init__(self, environment):
        self.values = {}
        for line in (head_of(join(environment, b"pyvenv.cfg")) or b"").split(b"\n"):
            key, equals, value = line.partition(b"=")
            if equals:
                self.values[key.strip().lower()] = value.strip()
        text = self.values.get(b"version") or self.values.get(b"version_info") or b""
        match = re.match(rb"(\d+)\.(\d+)", text)
        self.version = (int(match.group(1)), int(match.group(2))) if match else None
        self.system_site = self.values.get(b"include-system-site-packages", b"true").lower() == b"true"

    def prompt(self, environment):
        text = self.values.get(b"prompt", b"")
        if len(text) > 1 and text[:1] == text[-1:] and text[:1] in (b"'", b'"'):
            text = text[1:-1]
        return text or os.path.basename(trim(environment))


def siblings(environment, kind, version):
    """Every place of an environment's own python or pip, in order."""
    names = [kind, kind + b"3"]
    if version:
        names.append(b"%s%d.%d" % (kind, *version))
    return [join(environment, b"bin/" + name) for name in names]


def is_changed_by_shell(quoted, unquoted):
    """Whether a shell reads another path than what is written in quotes or without."""
    return bool(re.search(rb"[$`\\]", quoted or b"") or
                re.search(rb"[^A-Za-z0-9_./:@%+,=\x80-\xff-]", unquoted or b""))


class Script:
    """The head of a console script."""

    def __init__(self, path):
        self.interpreter = self.option = None
        self.is_cut = False
        head = head_of(path) or b""
        first = head.split(b"\n")[0]
        if first[:2] != b"#!":
            return
        line = first[2:].strip(b" \t")
        wrapped = re.match(rb"#!/bin/sh\n'''exec' (?:\"([^\"\n]+)\"|([^\s\"]+))(?: (.*?))? "
                           rb'"\$0" "\$@"', head)
        plain = re.match(rb"(/(?:.*?/)?python[0-9.]*)(?:[ \t]+(.*))?$", line, re.S)
        if wrapped and b"$(" not in wrapped.group(0):
            self.interpreter = wrapped.group(1) or wrapped.group(2)
            self.option = wrapped.group(3)
            self.is_cut = is_changed_by_shell(wrapped.group(1), wrapped.group(2))
        elif plain:
            self.interpreter, self.option = plain.groups()
            self.is_cut = len(first) > LONGEST_LINE or re.search(rb"[ \t]", self.interpreter)

    def is_python(self):
        return self.interpreter is not None

    def is_stale(self, environment):
        return (self.is_cut or not self.interpreter.startswith(environment + b"/bin/") or
                status_of(self.interpreter) is None)


# ---------------------------------------------------------------- the question

class Request:
    """A shim NAME started with OPERANDS and VARIABLES in the current directory."""

    def __init__(self, name, operands, variables, launcher, handed=()):
        self.handed = handed  # the interpreters of environments that this process was already
        self.name, self.operands, self.variables = name, list(operands), dict(variables)
        self.launcher = identity(launcher)
        self.user = os.geteuid()
        self.home = self.get(b"HOME")
        self.root = self.get(b"VSHIM_ROOT") or self.below(b"XDG_DATA_HOME", b"", b".local/share/")
        self.shims = self.root and join(self.root, b"shims")
        self.physical = self.directory = None
        try:
            self.physical = self.directory = os.getcwdb()
        except OSError:
            pass
        logical = self.get(b"PWD")
        if logical and is_plain(logical) and identity(logical) == identity(b"."):
            self.directory = logical
        config = self.get(b"VSHIM_CONFIG") or self.below(b"XDG_CONFIG_HOME", b"/config.ini",
                                                         b".config/")
        status = config and status_of(config)
        if status and not (self.trusts(status) and self.trusts_link(config)):
            raise Refusal(126, "settings of another's")
        self.settings = Settings.read(config)
        ceilings = (self.get(b"VSHIM_CEILING_DIRECTORIES") or b"").split(b":")
        self.ceilings = [path for path in [*ceilings, *self.settings.ceilings] if path[:1] == b"/"]

    def get(self, key):
        """A variable; an empty one counts as unset."""
        return self.variables.get(key) or None

    def below(self, xdg, tail, home_tail):
        if self.get(xdg):
            return join(self.get(xdg), b"vshim" + tail)
        return self.home and join(self.home, home_tail + b"vshim" + tail)

    def search_path(self):
        return self.get(b"PATH") or DEFAULT_PATH

    def entry(self, entry):
        """The directory that an entry of PATH stands for, or None."""
        if entry[:1] == b"/":
            return entry
        return self.directory and (join(self.directory, entry) if entry else self.directory)

    def is_mark(self):
        """Whether VIRTUAL_ENV is vshim's own doing."""
        active, mark = self.get(b"VIRTUAL_ENV"), self.get(b"VSHIM_SELECTED")
        return bool(active and mark and same_text(active, mark))

    def active(self):
        """VIRTUAL_ENV where it names an environment."""
        active = trim(self.get(b"VIRTUAL_ENV") or b"")
        return active if active[:1] == b"/" and is_environment(active) else None

    def global_target(self):
        link = self.root and join(self.root, b"global")
        try:
            return link and resolved(os.readlink(link), self.root)
        except OSError:
            return None

    def is_ours(self, status):
        owners = {0, self.user}
        if self.user == 0 and (self.get(b"SUDO_UID") or b"").isdigit():
            owners.add(int(self.get(b"SUDO_UID")))
        return status.st_uid in owners

    def trusts(self, status):
        return self.is_ours(status) and not status.st_mode & stat.S_IWOTH

    def trusts_link(self, path):
        """Whether PATH is no symbolic link of somebody else's."""
        status = link_status_of(path)
        return status is None or not stat.S_ISLNK(status.st_mode) or self.is_ours(status)

    def trusts_environment(self, environment, is_stood_in=False):
        """Whether nobody else made ENVIRONMENT; who stands in it has chosen the links to it."""
        parts = (environment, join(environment, b"bin"))
        found = [status_of(path) for path in parts]
        return (all(status is None or self.trusts(status) for status in found) and
                all(self.trusts_link(path) for path in parts[is_stood_in:]))

    def entries(self, kind):
        """What is remembered under the root by us: "trusted" or "envs"."""
        folder = self.root and join(self.root, kind)
        try:
            names = sorted(os.listdir(folder)) if folder else []
        except OSError:
            return
        for name in names:
            try:
                target = os.readlink(join(folder, name))
                if self.is_ours(os.lstat(join(folder, name))) and name == entry_name(target):
                    yield target
            except OSError:
                continue

    def is_trusted_by_name(self, directory):
        """Whether `vshim trust` has been told of DIRECTORY."""
        try:
            real = os.path.realpath(directory, strict=True)
        except OSError:
            return False
        return any(real == entry or (entry.endswith(b"/*") and real.startswith(entry[:-1]) and
                                     real != entry[:-1])
                   for entry in self.entries(b"trusted"))

    def accepts(self, directory, environment):
        """Whether it has been told of DIRECTORY, or of ENVIRONMENT in it and by nobody's link."""
        return (self.is_trusted_by_name(directory) or
                (self.trusts_link(environment) and self.is_trusted_by_name(environment)))


class Selection:
    """Which environment applies."""

    def __init__(self, origin, environment=None, project=None):
        self.origin, self.environment, self.project = origin, environment, project
