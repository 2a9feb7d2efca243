"""A Python that says that it is another: stand-in.py VERSION MODULES ARGUMENTS...

Asked by `-c`, it is of VERSION and lacks MODULES (a list with commas), and directories of modules
that are called so; everything else is done by the Python that reads this."""
import importlib.util
import os
import sys

version, lacks, *arguments = sys.argv[1:]
own_find_spec = importlib.util.find_spec
if "-c" in arguments:
    sys.version_info = tuple(map(int, version.split("."))) + ("final", 0)
    sys.executable = os.environ["STAND_IN"]
    sys.path = [p for p in sys.path if os.path.basename(p) not in lacks.split(",")]
    importlib.util.find_spec = lambda name: (
        None if name in lacks.split(",") else own_find_spec(name))
    exec(arguments[arguments.index("-c") + 1])
else:
    os.execv(sys.executable, [sys.executable] + arguments)
