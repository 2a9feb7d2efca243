"""Times `vshim list --scan` beside find and fdfind: scan.py DIRECTORY VSHIM ROUNDS

Makes trees in DIRECTORY and prints, of alternating runs, the medians in milliseconds, how many
times longer the others take, and how much memory vshim needs (where there is time(1)). Half of the files of most
trees lie in the libraries of environments, as they do in a home directory; vshim need not look
there, so there is also a tree without any such file."""
import os
import shutil
import statistics
import subprocess
import sys
import time

NAME = "pyvenv.cfg"
# Files, environments, percent of the files in their site-packages.
TREES = [(37500, 200, 50), (75000, 200, 50), (150000, 200, 50), (300000, 200, 50), (150000, 200, 0)]
PER_DIRECTORY = 10


def fill(directory, n):
    """N files in DIRECTORY and up to five directories in each, a level after the other."""
    todo = [directory]
    while n > 0:
        at = todo.pop(0)
        os.makedirs(at)
        for i in range(min(n, PER_DIRECTORY)):
            os.mknod(f"{at}/file{i}.py")
        n -= PER_DIRECTORY
        todo += [f"{at}/part{i}" for i in range(5)]


def plant(top, files, environments, share):
    inside = files * share // 100
    for i in range(environments):
        project = f"{top}/group{i % 20}/project{i}"
        fill(project + "/.venv/lib/python3.11/site-packages", inside // environments)
        os.makedirs(project + "/.venv/bin")
        open(project + "/.venv/bin/activate", "w").close()
        os.symlink(os.path.realpath("/usr/bin/python3"), project + "/.venv/bin/python")
        with open(project + "/.venv/pyvenv.cfg", "w") as file:
            file.write("home = /usr/bin\nversion = 3.11.2\n")
        fill(project + "/node_modules", (files - inside) // environments)


def run(command):
    """Milliseconds; the output goes where nobody reads it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    began = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ,
                         file_actions=[(os.POSIX_SPAWN_DUP2, nowhere, 1)])
    _, status = os.waitpid(pid, 0)
    took = time.perf_counter() - began
    os.close(nowhere)
    if status != 0:
        sys.exit(f"{command[0]} failed")
    return took * 1000


def memory_of(command):
    """KB at most. What a child of this program is told to have used counts this program's, too."""
    if shutil.which("time") is None:
        return "–"
    done = subprocess.run(["time", "-f", "%M"] + command, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True, check=True)
    return done.stderr.split()[-1]


def main(directory, vshim, rounds):
    finders = [shutil.which("fdfind") or shutil.which("fd"), shutil.which("find")]
    os.environ.update(HOME=directory, VSHIM_ROOT=directory + "/root")
    print("  files  in libraries   vshim ms  memory KB   fd ms  ratio  find ms  ratio")
    for files, environments, share in TREES:
        top = directory + "/tree"
        plant(top, files, environments, share)
        commands = {"vshim": [vshim, "list", "--scan", top]}
        if finders[0]:
            commands["fd"] = [finders[0], "-HI", NAME, top]
        commands["find"] = [finders[1], top, "-name", NAME]
        results = {name: [] for name in commands}
        for i in range(rounds + 2):
            for name, command in commands.items():
                result = run(command)
                # The first two fill the caches.
                if i >= 2:
                    results[name].append(result)
        took = {name: statistics.median(results[name]) for name in results}
        memory = memory_of(commands["vshim"])
        print(f"{files:7} {share:12}% {took['vshim']:10.1f} {memory:10}", end="")
        for name in ["fd", "find"]:
            if name in took:
                print(f" {took[name]:{7 if name == 'fd' else 8}.1f} {took[name] / took['vshim']:5.1f}×", end="")
            else:
                print("       –      –", end="")
        print(flush=True)
        shutil.rmtree(top)


main(os.path.realpath(sys.argv[1]), os.path.realpath(sys.argv[2]), int(sys.argv[3]))
