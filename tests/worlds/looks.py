"""Texts that are paths, and looks at the file system, for the model; and how a model ends without
an answer."""

import os
import stat


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
