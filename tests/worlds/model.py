"""A plain model of vshim: which environment applies, what is run, what the program sees.

Written from the manual alone, vshim-shims(7), section by section, and apart from the C code: it is slow, looks
at everything at once and keeps no secrets.  Where this file and the shims differ, one of them
has misread the manual.  Paths and variables are bytes throughout.

`decide()` is what `vshim which` answers; `perform()` goes on as the kernel would: it follows a
`#!`, and other managers' shims that come back to ours in the same process.
"""

import os
import re
import stat

from world import entry_name

DEFAULT_PATH = b"/usr/local/bin:/usr/bin:/bin"
PROJECT_MARKS = (b"pyproject.toml", b"setup.py", b"setup.cfg", b"requirements.txt", b"Pipfile",
                 b".git")
FOLDER_NAMES = (b".venv", b"venv", b"env", b".env")
MOST_ENTRIES = 512
LONGEST_LINE = 255  # of a `#!`, without its newline
LONGEST_CHAIN = 16
PID = b"@PID@"  # stands for the process that was started, whatever its number will be
OUTER_VARIABLES = (b"PYTHONHOME", b"__PYVENV_LAUNCHER__", b"PYTHONEXECUTABLE")


class Refusal(Exception):
    """A decision or a start that ends in an exit status of ours, and why."""

    def __init__(self, status, why, place=None):
        super().__init__(status, why, place)
        self.status, self.why, self.place = status, why, place


class Senseless(Exception):
    """A world that says nothing about vshim: foreign shims that go round without it."""


# ---------------------------------------------------------------- texts

def trim(path):
    """PATH without the slashes at its end, which do not count."""
    return path.rstrip(b"/") or path[:1]


def same_text(a, b):
    return trim(a) == trim(b)


def is_inside(path, directory):
    path, directory = trim(path), trim(directory)
    return path == directory or path.startswith(directory.rstrip(b"/") + b"/")


def join(directory, name):
    return directory.rstrip(b"/") + b"/" + name


def is_plain(path):
    """Whether PATH is absolute, without empty, `.` and `..` components."""
    return path == b"/" or (path[:1] == b"/" and
                            not any(part in (b"", b".", b"..") for part in path.split(b"/")[1:]))


def parents(path):
    """PATH and every directory above it."""
    yield path
    while path != b"/":
        path = os.path.dirname(path)
        yield path


# ---------------------------------------------------------------- looks

def status_of(path):
    try:
        return os.stat(path)
    except (OSError, ValueError):
        return None


def link_status_of(path):
    try:
        return os.lstat(path)
    except (OSError, ValueError):
        return None


def is_directory(path):
    status = status_of(path)
    return status is not None and stat.S_ISDIR(status.st_mode)


def is_environment(path):
    status = status_of(join(path, b"pyvenv.cfg"))
    return status is not None and stat.S_ISREG(status.st_mode)


def is_command(path):
    status = status_of(path)
    return (status is not None and stat.S_ISREG(status.st_mode) and
            os.access(path, os.X_OK, effective_ids=True))


def identity(path):
    status = status_of(path)
    return None if status is None else (status.st_dev, status.st_ino)


def head_of(path, size=65536):
    try:
        with open(path, "rb") as file:
            return file.read(size)
    except OSError:
        return None


def resolved(text, directory):
    """A text that was joined to DIRECTORY: through realpath when it holds odd components."""
    path = text if text[:1] == b"/" else join(directory, text)
    try:
        return path if is_plain(path) else os.path.realpath(path, strict=True)
    except OSError:  # what leads nowhere: `..` does not make up for it
        return path


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
        if status and not self.trusts(status):
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


class Selection:
    """Which environment applies."""

    def __init__(self, origin, environment=None, project=None):
        self.origin, self.environment, self.project = origin, environment, project


# ---------------------------------------------------------------- which environment

def known_environments(request):
    """The environments that vshim has met, by the names that `vshim prompt` shows."""
    for environment in request.entries(b"envs"):
        if is_environment(environment):
            yield known_name(environment), environment


def known_name(environment):
    config = Config(environment)
    base = os.path.basename(trim(environment))
    if base in FOLDER_NAMES and not config.values.get(b"prompt"):
        base = os.path.basename(os.path.dirname(trim(environment)))
    return config.prompt(environment) if config.values.get(b"prompt") else base


def by_name(request, name, directory):
    """The environment of NAME; DIRECTORY is the first place to look in, or None."""
    if directory and is_environment(join(directory, name)):
        return resolved(name, directory)
    known = {environment for given, environment in known_environments(request) if given == name}
    if known:
        if len({identity(environment) for environment in known}) > 1:
            raise Refusal(126, "ambiguous name")
        return min(known)
    home = request.home
    places = [request.get(b"WORKON_HOME")]
    if home:
        places += [join(home, tail) for tail in
                   (b".virtualenvs", b".pyenv/versions", b".cache/pypoetry/virtualenvs",
                    b".local/share/virtualenvs")]
    for place in [*places, *request.settings.places]:
        if place and is_environment(join(place, name)):
            return resolved(name, place)
    raise Refusal(126, "unknown name")


def by_text(request, text):
    """The environment that VSHIM_ENV names: a path or a name."""
    if b"/" not in text:
        return by_name(request, text, request.directory)
    if text[:1] != b"/" and request.directory is None:
        raise Refusal(126, "relative to nowhere")
    path = resolved(text, request.directory)
    if not is_environment(path):
        raise Refusal(126, "names no environment")
    return path


def redirected(request, directory, file):
    """The environment that the redirect file FILE in DIRECTORY names."""
    if not request.trusts(os.stat(file)) and not request.is_trusted_by_name(directory):
        raise Refusal(126, "redirect of another's", directory)
    data = head_of(file)
    if data is None:
        raise Refusal(126, "redirect unreadable", directory)
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    line, newline, _ = data.partition(b"\n")
    if newline and line.endswith(b"\r"):
        line = line[:-1]
    if not line:
        raise Refusal(126, "redirect empty", directory)
    if b"/" not in line and not is_directory(join(directory, line)):
        try:
            environment = by_name(request, line, None)
        except Refusal as refusal:
            raise Refusal(126, refusal.why, directory) from None
    else:
        environment = resolved(line, directory)
    if b"\0" in line or not is_environment(environment):
        raise Refusal(126, "redirect names no environment", directory)
    return environment


def dot_venv(request, directory):
    """The environment of D/.venv, None when there is none."""
    place = join(directory, b".venv")
    link = link_status_of(place)
    if link is None:
        return None
    if not request.trusts_link(place) and not request.is_trusted_by_name(directory):
        raise Refusal(126, "link of another's", directory)
    try:
        status = os.stat(place)
    except PermissionError:
        return None
    except OSError:
        raise Refusal(126, ".venv dangles", directory) from None
    if stat.S_ISDIR(status.st_mode):
        return place if is_environment(place) else None
    if stat.S_ISREG(status.st_mode):
        return redirected(request, directory, place)
    raise Refusal(126, ".venv is odd", directory)


def any_name(request, directory):
    """Any name: the one child that is an environment, None when there is none."""
    try:
        names = sorted(os.listdir(directory))
    except OSError:
        return None
    if len(names) > MOST_ENTRIES:
        return None
    found = {}
    for child in (join(directory, name) for name in names):
        if is_environment(child) and (request.trusts_environment(child) or
                                      request.is_trusted_by_name(child)):
            found.setdefault(identity(child), child)
    if len(found) > 1:
        raise Refusal(126, "several environments", directory)
    return next(iter(found.values()), None)


def look_into(request, directory, start):
    """The environment that belongs to DIRECTORY, None when it has none."""
    if is_environment(directory):
        return directory
    for name in request.settings.names:
        if name == b".venv":
            environment = dot_venv(request, directory)
        else:
            environment = join(directory, name)
            environment = environment if is_environment(environment) else None
        if environment:
            return environment
    is_root = any(status_of(join(directory, mark)) for mark in PROJECT_MARKS)
    at_home = directory == b"/" or (request.home and same_text(directory, request.home))
    if request.settings.any_name and not at_home and (directory == start or is_root):
        return any_name(request, directory)
    return None


def walk_from(request, start):
    bounded = request.home is not None and is_inside(start, request.home)
    for directory in parents(start):
        at_ceiling = any(same_text(directory, ceiling) for ceiling in request.ceilings)
        if at_ceiling and directory != start:
            return None
        environment = look_into(request, directory, start)
        if environment:
            is_fine = request.trusts_environment(environment, environment == directory)
            if ((request.settings.explicit or not is_fine) and
                    not request.is_trusted_by_name(directory) and
                    not request.is_trusted_by_name(environment)):
                raise Refusal(126, "not trusted", directory)
            return Selection("walk", environment, directory)
        if at_ceiling or (bounded and same_text(directory, request.home)):
            return None
    return None


def walk(request):
    """Line 4: the walk."""
    selection = None
    if request.directory is not None:
        selection = walk_from(request, request.directory)
    if selection is None and request.physical not in (None, request.directory):
        selection = walk_from(request, request.physical)
    return selection


def script_operand(request):
    """The absolute path that stands first behind options without a value, or None."""
    for operand in request.operands:
        if not re.fullmatch(rb"-[EsSIuOBbPqv]+", operand):
            return operand if operand[:1] == b"/" else None
    return None


def is_installed_script(request):
    """Line 2: an installed script."""
    script = script_operand(request)
    if not request.settings.scripts_on_system or Name(request.name).kind != "python" or not script:
        return False
    folder = os.path.dirname(script)
    entries = [request.entry(entry) for entry in request.search_path().split(b":")]
    if not any(entry and same_text(entry, folder) for entry in entries):
        return False
    own = [request.active(), request.global_target()]
    try:
        found = walk(request)
        own += [found.project, found.environment] if found else []
    except Refusal as refusal:
        own.append(refusal.place)
    return not any(place and is_inside(script, place) for place in own)


def select(request):
    """The first line that answers wins."""
    override = request.get(b"VSHIM_ENV")
    if override == b"system":
        return Selection("override")
    if override:
        return Selection("override", by_text(request, override))
    if is_installed_script(request):
        return Selection("script")
    if request.active() and not request.is_mark():
        return Selection("activated", request.active())
    found = walk(request)
    if found:
        return found
    if request.active():
        return Selection("inherited", request.active())
    target = request.global_target()
    if target is not None:
        if not request.trusts_link(join(request.root, b"global")):
            raise Refusal(126, "global of another's")
        if not is_environment(target):
            raise Refusal(126, "global is gone")
        return Selection("global", target)
    return Selection("system")


# ---------------------------------------------------------------- what the program sees

def without(path, directory):
    """PATH, a list, without the entries that are DIRECTORY."""
    return [entry for entry in path if not same_text(entry, directory)]


def has_prompt_of_mark(request, mark):
    """Whether an activation since then has left the prompt as it was."""
    prompt, active = request.get(b"VIRTUAL_ENV_PROMPT"), request.get(b"VIRTUAL_ENV")
    return (prompt == Config(mark).prompt(mark) and
            not (active and prompt == Config(active).prompt(active)))


def seen_variables(request, selection):
    """The variables of what is started in SELECTION."""
    variables = dict(request.variables)
    variables.pop(b"VSHIM_VIA", None)
    environment, mark = selection.environment, request.get(b"VSHIM_SELECTED")
    if environment is None and selection.origin == "system":
        return variables
    path = request.search_path().split(b":")
    if mark:
        path = without(path, join(mark, b"bin"))
        del variables[b"VSHIM_SELECTED"]
        if request.is_mark():
            del variables[b"VIRTUAL_ENV"]
        if request.is_mark() or has_prompt_of_mark(request, mark):
            variables.pop(b"VIRTUAL_ENV_PROMPT", None)
    if environment is not None:
        path = without(path, join(environment, b"bin"))
        at = [i for i, entry in enumerate(path) if request.shims and same_text(entry, request.shims)]
        path.insert(at[0] + 1 if at else 0, join(environment, b"bin"))
        variables[b"VIRTUAL_ENV"] = environment
        variables[b"VIRTUAL_ENV_PROMPT"] = Config(environment).prompt(environment)
        if selection.origin != "activated":
            variables[b"VSHIM_SELECTED"] = environment
        for key in OUTER_VARIABLES:
            variables.pop(key, None)
    if environment is not None or request.get(b"PATH"):
        variables[b"PATH"] = b":".join(path)
    return variables


# ---------------------------------------------------------------- VSHIM_VIA

def via_entries(text):
    """The (pid, path) pairs of VSHIM_VIA."""
    parts = (text or b"").split(b":")
    unquote = lambda part: part.replace(b"%3A", b":").replace(b"%25", b"%")
    return [(parts[i], unquote(parts[i + 1])) for i in range(0, len(parts) - 1, 2)]


def via_with(text, path):
    quoted = path.replace(b"%", b"%25").replace(b":", b"%3A")
    return (text + b":" if text else b"") + PID + b":" + quoted


# ---------------------------------------------------------------- what is run

class Program:
    """PATH is what `which` names, ARGV what comes before the user's arguments."""

    def __init__(self, path, argv, is_outside=False):
        self.path, self.argv, self.is_outside = path, argv, is_outside


def must_run(request, path):
    """PATH, a program of the environment that has no substitute."""
    if not is_command(path):
        raise Refusal(126, "cannot be run: %r" % path)
    if identity(path) == request.launcher:
        raise Refusal(126, "is a shim: %r" % path)
    if path in request.handed:
        raise Refusal(126, "is another's shim: %r" % path)
    return path


def must_run_python(request, path):
    """PATH, an interpreter of the environment; one that is no Python may start shims again."""
    must_run(request, path)
    if b"Py_BytesMain" not in (head_of(path) or b""):
        refuse_chain(request)
    return path


def refuse_chain(request):
    entries = via_entries(request.get(b"VSHIM_VIA"))
    if len({pid for pid, _ in entries} | {PID}) > LONGEST_CHAIN:
        raise Refusal(126, "chain")


def is_there(path):
    """Whether there is something at PATH; what cannot be looked at counts."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        pass
    return True


def first_there(places):
    return next((place for place in places if is_there(place)), None)


def interpreter_of(request, environment, config, must=must_run_python):
    place = first_there(siblings(environment, b"python", config.version))
    if place is None:
        raise Refusal(126, "no interpreter")
    return must(request, place)


def run_script(request, environment, config, path):
    """A script of the environment: through its interpreter when its `#!` does not lead there."""
    script = Script(path)
    if script.is_python() and script.is_stale(environment):
        option = [script.option] if script.option else []
        return Program(path, [interpreter_of(request, environment, config), *option, path])
    return Program(path, [path])


def run_pip(request, environment, config, own):
    places = siblings(environment, b"pip", config.version)
    place = first_there([own, *places])
    python = interpreter_of(request, environment, config)
    if place:
        return Program(must_run(request, place), [python, place])
    sites = join(environment, b"lib")
    try:
        folders = [join(sites, name) for name in os.listdir(sites) if name.startswith(b"python")]
    except OSError:
        folders = []
    if config.system_site or any(status_of(join(folder, b"site-packages/pip"))
                                 for folder in folders):
        return Program(python, [python, b"-m", b"pip"])
    raise Refusal(127, "no pip")


def run_inside(request, environment, config):
    """For an environment: its own program, None where the search goes on along PATH."""
    name, own = Name(request.name), join(environment, b"bin/" + request.name)
    is_own = name.stands_for(config.version)
    if name.kind == "python":
        if is_there(own):
            return Program(must_run_python(request, own), [own])
        if is_own:
            place = interpreter_of(request, environment, config)
            return Program(place, [place])
        return None
    if name.kind == "pip" and is_own:
        return run_pip(request, environment, config, own)
    if name.kind == "pip" and is_there(own):
        return run_script(request, environment, config, must_run(request, own))
    if is_command(own):
        if identity(own) == request.launcher:
            return None
        return run_script(request, environment, config, own)
    return None


def same_command(a, b):
    return a == b or (os.path.basename(a) == os.path.basename(b) and identity(a) is not None and
                      identity(a) == identity(b))


def search(request, name, path, skip):
    """The commands NAME along PATH behind the shims, but for ourselves and what this process was
    handed to."""
    handed = {place for pid, place in via_entries(request.get(b"VSHIM_VIA")) if pid == PID}
    for entry in path.split(b":"):
        folder = request.entry(entry)
        if folder is None or any(place and same_text(folder, place)
                                 for place in (skip, request.shims)):
            continue
        place = join(folder, name)
        if is_command(place) and identity(place) != request.launcher and not any(
                same_command(place, other) for other in handed):
            yield place


def run_outside(request, selection, variables):
    names, skip = [request.name], None
    if selection.environment is None:
        names += {b"python": [b"python3"], b"pip": [b"pip3"]}.get(request.name, [])
        if selection.origin in ("override", "script") and request.active():
            skip = join(request.active(), b"bin")
    path = variables.get(b"PATH") or DEFAULT_PATH
    for name in names:
        for place in search(request, name, path, skip):
            return Program(place, [place], is_outside=True)
    raise Refusal(127, "nowhere on PATH")


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
