"""What the program sees and what is run, in a selection."""

import os

from looks import head_of, identity, is_command, join, Refusal, same_text, status_of
from request import Config, DEFAULT_PATH, Name, Script, siblings

LONGEST_CHAIN = 16
PID = b"@PID@"  # stands for the process that was started, whatever its number will be
OUTER_VARIABLES = (b"PYTHONHOME", b"__PYVENV_LAUNCHER__", b"PYTHONEXECUTABLE")


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
