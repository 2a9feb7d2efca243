#!/bin/sh
# How long `vshim rehash` takes with 1,000 commands in 200 environments, each command in ten of
# them, beside `pyenv rehash` on the same environments where the machine has a pyenv.
#
#   tests/bench/rehash.sh [PREFIX]     of an installation; build/prefix when left out
#
# ROUNDS is how often each case runs, in turn, so that what slows the machine down for a while
# slows down all of them; pyenv, which takes a hundred times as long, runs less often.
set -eu

sources=$(dirname "$(realpath "$0")")
prefix=$(realpath "${1:-$sources/../../build/prefix}")
pyenv=${PYENV_ROOT:-$HOME/.pyenv}/bin/pyenv
world=$(mktemp -d)
trap 'rm -rf "$world"' EXIT

/usr/bin/python3 - "$world" "$prefix/bin/vshim" "$pyenv" "${ROUNDS:-21}" <<'END'
import os, shutil, subprocess, sys, time

world, vshim, pyenv, rounds = sys.argv[1:4] + [int(sys.argv[4])]
ENVIRONMENTS, COMMANDS, EACH = 200, 1000, 50
root, pyenv_root = world + "/root", world + "/pyenv"
variables = {"HOME": world, "PATH": "/usr/bin:/bin", "VSHIM_ROOT": root, "PYENV_ROOT": pyenv_root}


def make_environment(path, commands):
    os.makedirs(path + "/bin")
    with open(path + "/pyvenv.cfg", "w") as cfg:
        cfg.write("home = /usr/bin\nversion = 3.11.2\n")
    for link, target in ("python", "/usr/bin/python3"), ("python3", "python"), ("python3.11", "python"):
        os.symlink(target, path + "/bin/" + link)
    for name in commands + ["pip", "pip3", "pip3.11", "activate", "activate.fish"]:
        with open(path + "/bin/" + name, "w") as script:
            script.write("#!%s/bin/python\n" % path)
        os.chmod(path + "/bin/" + name, 0o755)
    # One that changed just now would be looked at again by each launch.
    os.utime(path + "/bin", (0, 946684800))


def run(*command, **more):
    subprocess.run(command, env=dict(variables, **more), check=True, stdout=subprocess.DEVNULL)


def calls():
    trace = world + "/calls"
    run("/usr/bin/strace", "-c", "-o", trace, vshim, "rehash")
    with open(trace) as lines:
        return [line.split() for line in lines if line.rstrip().endswith("total")][0][-3:-1][0]


run(vshim, "rehash")
for i in range(ENVIRONMENTS):
    path = "%s/versions/environment-%d" % (pyenv_root, i)
    make_environment(path, ["command-%d" % ((i * EACH + j) % COMMANDS) for j in range(EACH)])
    run(vshim, "exec", "true", VSHIM_ENV=path)

cases = []
for name, command, shims, every in (
    ("vshim rehash", vshim, root + "/shims", 1),
    ("pyenv rehash", pyenv, pyenv_root + "/shims", 10),
):
    if os.access(command, os.X_OK):
        cases.append((name + ", from nothing", command, shims, every, True))
        cases.append((name + ", nothing to do", command, shims, every, False))

times = {case[0]: [] for case in cases}
for turn in range(rounds):
    for name, command, shims, every, from_nothing in cases:
        if turn % every != 0:
            continue
        if from_nothing:
            shutil.rmtree(shims, ignore_errors=True)
        begin = time.perf_counter()
        run(command, "rehash")
        times[name].append((time.perf_counter() - begin) * 1e3)

print("%d commands in %d environments" % (COMMANDS, ENVIRONMENTS))
print("%-32s %9s %9s" % ("milliseconds", "median", "at best"))
for name, taken in times.items():
    taken.sort()
    print("%-32s %9.1f %9.1f" % (name, taken[len(taken) // 2], taken[0]))
if os.access("/usr/bin/strace", os.X_OK):
    print("system calls of a vshim rehash with nothing to do: " + calls())
END
