#!/usr/bin/python3
"""Holds vshim's idea of environments against CPython's own, with every CPython of the machine:
the system's, and those of pyenv.

    compare.py [--seed N] [--count N]

Random pyvenv.cfg files are read by vshim's reader, by each Python's `site`, and by each Python as
it starts (`getpath`, from 3.11 on); directories that are environments, nearly or not at all are shown
to `vshim which` and to each Python. Prints TAP. The vshim is that in $VSHIM_PREFIX.
"""

import argparse
import glob
import json
import os
import pwd
import random
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
CORE = os.path.join(HERE, "../../src/core")
KEYS = ["home", "HOME", "Home ", "include-system-site-packages", "Include-System-Site-Packages",
        "\tinclude-system-site-packages", "version", "prompt", "home\x0c", "ho me", "", "#home",
        "[home]", "homé", "\ufeffhome"]
VALUES = ["/usr/bin", "true", "True", "TRUE ", "false", " true\t", "", "yes", "1", "a=b", "= x",
          "'quoted'", '"true"', "true ; no", "true # no", "/a b/c", "é/bin", "\x1ftrue\x1c", "\x0btrue",
          "tr\0ue", "true\\", "/x" * 300]
PLAIN = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
SEPARATORS = ["=", " = ", " =", "= ", "\t=\t", "==", ":", " : ", ""]
ENDS = ["\n"] * 6 + ["\r\n"] * 3 + ["\r", "\n\n", "\n ", "\x0b", "\x0c"]


def pythons():
    """Every CPython 3 of this machine: those before 3.3 know no pyvenv.cfg."""
    home = pwd.getpwuid(os.getuid()).pw_dir
    places = ["/usr/bin/python3", *sorted(glob.glob(home + "/.pyenv/versions/*/bin/python3"))]
    found = {}
    for place in places:
        told = subprocess.run([place, "-c", "import sys; print(sys.implementation.name, sys.version.split()[0])"],
                              capture_output=True, text=True, check=False).stdout.split()
        if told and told[0] == "cpython":
            found.setdefault(place, told[1])
    return found


def random_text(chance):
    """A pyvenv.cfg, more or less; blanks beyond ASCII, which vshim does not strip, are not at
    the ends of keys and values in it.
    """
    text = "\ufeff" if chance.random() < 0.02 else ""
    for _ in range(chance.choice([0, 1, 2, 3, 3, 4, 6])):
        text += (chance.choice(KEYS) + chance.choice(SEPARATORS) + chance.choice(VALUES) +
                 chance.choice(ENDS))
    return text


# ---------------------------------------------------------------- TAP

class Report:
    def __init__(self):
        self.number, self.failed = 0, 0

    def test(self, name, differences):
        self.number += 1
        self.failed += bool(differences)
        print("%s %d - %s" % ("not ok" if differences else "ok", self.number, name))
        for line in differences[:10]:
            print("# " + line)
        sys.stdout.flush()


# ---------------------------------------------------------------- the readers

def make_reader(folder):
    reader = os.path.join(folder, "reader")
    sources = [os.path.join(CORE, name) for name in ("pyvenv.c", "utf8.c", "files.c", "system.c", "path.c", "arena.c")]
    subprocess.run([os.environ.get("CC") or "cc", "-std=c17", "-D_GNU_SOURCE", "-I" + CORE, "-o", reader,
                    os.path.join(HERE, "reader.c"), *sources], check=True)
    return reader


def answers_of(command, environments):
    ended = subprocess.run(command, input="".join(path + "\n" for path in environments),
                           stdout=subprocess.PIPE, check=True, encoding="utf-8", env=PLAIN)
    return ended.stdout.split("\0")[:-1]


def write(environment, text):
    os.makedirs(environment)
    with open(environment + "/pyvenv.cfg", "w", encoding="utf-8", newline="") as file:
        file.write(text)


def compare_readers(report, found, folder, seed, count):
    reader = make_reader(folder)
    chance = random.Random(seed)
    texts = [random_text(chance) for _ in range(count)]
    # What a NUL would end here is no answer: it separates them.
    texts = [text.replace("\0", "") for text in texts]
    environments = ["%s/texts/%d" % (folder, i) for i in range(count)]
    for environment, text in zip(environments, texts):
        write(environment, text)
    ours = [answer.split("\1")[:2] for answer in answers_of([reader], environments)]
    for python, version in found.items():
        theirs = answers_of([python, "-B", os.path.join(HERE, "site_reader.py")], environments)
        differences = ["%r: vshim reads %r, site %r" % (text, our, their.split("\1"))
                       for text, our, their in zip(texts, ours, theirs)
                       if our != their.split("\1")]
        report.test("%d random texts of seed %d are read as by site of CPython %s" %
                    (count, seed, version), differences)
    for python, version in found.items():
        report.test("CPython %s starts with random texts, and sees the system's packages, as vshim reads" %
                    version, start_differences(python, environments[:12], texts, ours))


def base_prefix(python):
    """Where PYTHON finds its library as it starts; None where it does not."""
    ended = subprocess.run([python, "-ISc", "import sys; print(sys.base_prefix)"], stdout=subprocess.PIPE,
                           stderr=subprocess.DEVNULL, check=False, encoding="utf-8", env=PLAIN)
    return ended.stdout.rstrip("\n") if ended.returncode == 0 else None


def make_base(place, python):
    """PLACE, as a `home` that PYTHON finds its library from."""
    told = subprocess.run([python, "-c", "import os; print(os.path.dirname(os.__file__))"],
                          capture_output=True, text=True, check=True, env=PLAIN).stdout.rstrip("\n")
    os.makedirs(place + "/lib")
    os.symlink(told, place + "/lib/" + os.path.basename(told))
    link_python(place, python)
    return place + "/bin"


def found_from(home, bases, usual):
    """The prefix that getpath finds from HOME, upward; USUAL where no library is on the way."""
    while home not in ("", "/"):
        if home + "/bin" in bases:
            return home
        home = os.path.dirname(home)
    return usual


def random_homes(chance, bases):
    """A text of which most lines could be the one that says `home`."""
    text = ""
    for _ in range(chance.choice([1, 2, 2, 3, 4])):
        key = chance.choice(["home", "home", "Home", " HOME\t", "home\x0c", "homes", "", "version"])
        value = chance.choice([*bases, *bases, "\t%s " % bases[0], "'%s'" % bases[1], "", "/nowhere"])
        text += key + chance.choice(SEPARATORS) + value + chance.choice(ENDS)
    return text


def compare_getpath(report, found, folder, seed, count):
    reader = make_reader(folder)
    for python, version in found.items():
        if tuple(int(part) for part in version.split(".")[:2]) < (3, 11):
            continue
        place = "%s/getpath/%s" % (folder, version)
        bases = [make_base(place + "/" + name, python) for name in ("one", "two")]
        chance = random.Random(seed)
        texts = [random_homes(chance, bases) for _ in range(count)]
        environments = ["%s/%d" % (place, i) for i in range(count)]
        for environment, text in zip(environments, texts):
            write(environment, text)
            link_python(environment, python)
        ours = [answer.split("\1")[2] for answer in answers_of([reader], environments)]
        usual = base_prefix(os.path.realpath(python))
        differences = []
        for environment, text, our in zip(environments, texts, ours):
            told = base_prefix(environment + "/bin/python")
            if told != found_from(our[1:], bases, usual):
                differences.append("%r: vshim reads %r, getpath starts from %r" % (text, our, told))
        report.test("getpath of CPython %s takes the same `home` from %d random texts of seed %d" %
                    (version, count, seed), differences)


def start_differences(python, environments, texts, ours):
    """What differs when PYTHON really starts in ENVIRONMENTS."""
    differences = []
    for environment, text, our in zip(environments, texts, ours):
        link_python(environment, python)
        # `home` may lead anywhere: then it is this variable that finds the library, as for us.
        told = subprocess.run([environment + "/bin/python", "-c",
                               "import site, sys; print(sys.prefix, int(len(site.PREFIXES) > 1))"],
                              capture_output=True, text=True, check=False, env=PLAIN)
        if "No module named 'encodings'" in told.stderr or "base_prefix" in told.stderr:
            continue  # a `home` without a library: nothing was read after it
        if told.stdout.split() != [environment, our[0]]:
            differences.append("%r: vshim reads %r, it says %r %s" %
                               (text, our, told.stdout, told.stderr[-200:]))
    return differences


def link_python(environment, python):
    os.makedirs(environment + "/bin", exist_ok=True)
    place = environment + "/bin/python"
    if os.path.lexists(place):
        os.unlink(place)
    os.symlink(os.path.realpath(python), place)


# ---------------------------------------------------------------- what is an environment

def config(python):
    return "home = %s\n" % os.path.dirname(os.path.realpath(python))


def shape_whole(environment, python):
    write(environment, config(python) + "include-system-site-packages = false\n")


def shape_empty(environment, _python):
    write(environment, "")


def shape_none(environment, _python):
    os.makedirs(environment)


def shape_directory(environment, _python):
    os.makedirs(environment + "/pyvenv.cfg")


def shape_dangling(environment, _python):
    os.makedirs(environment)
    os.symlink("gone", environment + "/pyvenv.cfg")


def shape_link(environment, python):
    os.makedirs(environment)
    with open(environment + "/real.cfg", "w", encoding="utf-8") as file:
        file.write(config(python))
    os.symlink("real.cfg", environment + "/pyvenv.cfg")


def shape_other_case(environment, python):
    os.makedirs(environment)
    with open(environment + "/PYVENV.CFG", "w", encoding="utf-8") as file:
        file.write(config(python))


def shape_below(environment, python):
    write(environment + "/inner", config(python))


SHAPES = [("with its pyvenv.cfg", shape_whole), ("with an empty one", shape_empty),
          ("without one", shape_none), ("with a directory of that name", shape_directory),
          ("with a dangling link of that name", shape_dangling), ("with a link to one", shape_link),
          ("with one in capitals", shape_other_case), ("with one further down", shape_below)]


def believed_by(python, environment):
    """Whether PYTHON, started in ENVIRONMENT, takes it for its own; None: it does not start."""
    told = subprocess.run([environment + "/bin/python", "-c", "import sys; print(sys.prefix)"],
                          capture_output=True, text=True, check=False, env=PLAIN)
    return told.stdout.rstrip("\n") == environment if told.returncode == 0 else None


def selected_by_vshim(project, home):
    vshim = os.path.join(os.environ["VSHIM_PREFIX"], "bin/vshim")
    told = subprocess.run([vshim, "which", "--json", "python3"], cwd=project, capture_output=True,
                          text=True, check=False, env={**PLAIN, "HOME": home, "PWD": project})
    return json.loads(told.stdout)["environment"] if told.returncode == 0 else told.stderr


def compare_environments(report, found, folder):
    for python, version in found.items():
        for i, (what, make) in enumerate(SHAPES):
            project = "%s/shapes/%s/%d" % (folder, version, i)
            environment = project + "/.venv"
            make(environment, python)
            link_python(environment, python)
            theirs = believed_by(python, environment)
            ours = selected_by_vshim(project, folder)
            expected = environment if theirs else None
            differences = [] if ours == expected else [
                "vshim selects %r, Python says %r" % (ours, theirs)]
            report.test("a directory %s is an environment for vshim as it is for CPython %s" %
                        (what, version), differences)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=2000)
    options = parser.parse_args()
    os.environ.setdefault("VSHIM_PREFIX", os.path.join(HERE, "../../build/prefix"))
    os.environ["VSHIM_PREFIX"] = os.path.abspath(os.environ["VSHIM_PREFIX"])
    for key in [key for key in os.environ if key.startswith(("PYTHON", "VIRTUAL_ENV", "VSHIM_E"))]:
        del os.environ[key]
    folder = os.path.realpath(tempfile.mkdtemp(prefix="vshim-cpython-"))
    try:
        found = pythons()
        report = Report()
        compare_readers(report, found, folder, options.seed, options.count)
        compare_getpath(report, found, folder, options.seed, options.count // 20)
        compare_environments(report, found, folder)
        print("1..%d" % report.number)
    finally:
        shutil.rmtree(folder)
    return 1 if report.failed or not found else 0


if __name__ == "__main__":
    sys.exit(main())
