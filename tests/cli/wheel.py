"""Builds a wheel on the spot: wheel.py DIRECTORY NAME VERSION COMMAND...

Each COMMAND prints its own path, sys.prefix and its arguments. A COMMAND that ends in `.sh` is
a script that is not Python and prints `sh`; the rest is a console script. NAME `after-x` needs
a package `x` that nobody has."""
import sys
import zipfile

directory, name, version = sys.argv[1:4]
commands = sys.argv[4:]
module = name.replace("-", "_")
stem = "%s-%s" % (module, version)
info = stem + ".dist-info/"

files = {
    module + ".py": "import sys\n"
    "def main():\n    print('|'.join([sys.argv[0], sys.prefix] + sys.argv[1:]))\n",
    info + "METADATA": "Metadata-Version: 2.1\nName: %s\nVersion: %s\n" % (name, version),
    info + "WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\n"
    "Tag: py2-none-any\nTag: py3-none-any\n",
    info + "entry_points.txt": "[console_scripts]\n"
    + "".join("%s = %s:main\n" % (c, module) for c in commands if not c.endswith(".sh")),
}
for command in commands:
    if command.endswith(".sh"):
        files["%s.data/scripts/%s" % (stem, command)] = "#!/bin/sh\necho sh \"$0\"\n"
if name.startswith("after-"):
    files[info + "METADATA"] += "Requires-Dist: %s\n" % name[len("after-"):]
record = info + "RECORD"
files[record] = "".join("%s,,\n" % path for path in list(files) + [record])

with zipfile.ZipFile("%s/%s-py2.py3-none-any.whl" % (directory, stem), "w") as wheel:
    for path, text in files.items():
        entry = zipfile.ZipInfo(path)
        entry.external_attr = 0o100755 << 16 if "/scripts/" in path else 0o100644 << 16
        wheel.writestr(entry, text)
