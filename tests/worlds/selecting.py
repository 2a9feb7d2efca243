"""Which environment applies: the lines of vshim-shims(7), "Which environment"."""

import os
import re
import stat

from looks import (head_of, identity, is_directory, is_environment, is_inside, join,
                   link_status_of, parents, Refusal, resolved, same_text, status_of, trim)
from request import Config, FOLDER_NAMES, Name, Selection

PROJECT_MARKS = (b"pyproject.toml", b"setup.py", b"setup.cfg", b"requirements.txt", b"Pipfile",
                 b".git")
MOST_ENTRIES = 512


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
                                      request.accepts(directory, child)):
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
                    not request.accepts(directory, environment)):
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
