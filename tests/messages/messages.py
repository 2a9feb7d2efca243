"""Names the messages of the program that no test has: a sentence that nobody has read is a
sentence that is wrong.

    messages.py FILE... -- TEST...

A message is a string of the C FILEs with two words or more. Where something is filled in, its
longest part without that must stand in a TEST. Prints `FILE:LINE: PART` for each that does not,
and `never said: PART` for what is excused below and is no message any more.
"""

import re
import sys

# Comments, characters and strings, so that none is looked for inside another.
TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|\'(?:[^\'\\]|\\.)+\'|"(?:[^"\\]|\\.)*"', re.S)
# A line of the preprocessor has file names and attributes only.
DIRECTIVE = re.compile(r"^[ \t]*#.*$", re.M)
# What is filled in: text_format()'s, printf()'s and the templates' of diagnose.c.
FILLED = re.compile(r"%(?:[sqe]|-?\*?[0-9]*(?:ld|zu|d|c|s)|[0-9])|\n|%%")
WORDS = re.compile(r"[A-Za-z]{2,}[,:;]? +[a-z`-]")
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}

# What no test can bring about on a healthy machine, and why.
EXCUSED = {
    "is the project's own script": "which takes no operands; the word for it is in JSON",
    "install that too, or name another Python: --python PATH": "a Python built without ensurepip",
    "the arguments and variables are too many to start": "the kernel refuses them before",
    "cannot be reached:": "a network that is dead; tests/unit/test_mount.c knows the errors",
    "the system does not tell where vshim itself is:": "neither /proc nor the kernel's own word",
    "cannot find what runs as": "neither /proc nor the kernel's own word",
    "choose for yourself: vshim global ENV; or none: vshim global --unset": "another user's link",
    "somebody else changes it, too; try again": "an editor's lock that is there for an instant",
    "sh dash ash busybox": "names of shells",
    "ksh ksh93": "names of shells",
    "for name in python python3 pip pip3; do": "a program for a shell",
    "functions -q $name; and printf '\\nvshim-name": "a program for a shell",
    "words = name if callable(value) else f'alias {name}=' + ' '.join(value)": "as above",
    "for c in (scope commands | where name == $name and type == custom) {": "as above",
    "HOME is on a file system of this machine": "doctor tells what machine this is",
    "HOME is in a network, vshim's own files are not": "as above",
    ": every launch waits for the network": "as above",
    ", or another directory of this machine": "as above",
    "sudo has no secure_path that could be read": "as above",
    "sudo has a PATH of its own: `sudo python` is the system's; the project's is: "
    'sudo "$(vshim which python)"': "as above",
    ": whoever can write there can become root": "as above",
    "take it out of secure_path: sudo visudo": "as above",
    "here (the shortest of": "a time",
    "keep VSHIM_ROOT and HOME on a disk of this machine, and look at what takes the time: "
    "strace -r python -c ''": "a time",
    "seconds: is it on a dead mount?": "a time",
    "and others": "directories that a scan may not look into; root looks into all",
    ", did not get through its start-up files in ten seconds": "ten seconds",
    "look at what it waits for:": "ten seconds",
    "name a file of your own: export VSHIM_CONFIG=FILE": "another user's file",
    ", belongs to somebody else (user id": "another user's files",
    "sudo chown -R": "another user's files",
    "the directory of known environments": "one of three names in the same sentence",
    "shims lead to no launcher of this installation:": "an installation beside this one",
    ", is not executable": "an installation that somebody has damaged",
    ", is missing": "as above",
    "vshim and its launcher are version": "as above",
    ", but its launcher,": "as above",
    "none, or older than that": "as above",
    "put the line of `vshim init` at the end of your shell's file": "a shell of no known kind",
    "put the line of `vshim init` behind its line": "a shell of no known kind",
    "chmod u+rwx": "one's own directory that is closed to oneself: root's never is",
    "let yourself in": "as above",
    "cannot be read through:": "a disk that fails; tests/faults lets it",
    "shims that may be wanted have stayed; then again: vshim rehash": "as above",
}


def unescaped(literal):
    """The text of the C string LITERAL."""
    return re.sub(r"\\(.)", lambda found: ESCAPES.get(found[1], found[0]), literal[1:-1])


def strings(source):
    """Yields (line, text) for each string of SOURCE, neighbours joined."""
    source = DIRECTIVE.sub("", source)
    line, text, end = 0, None, 0
    for token in TOKEN.finditer(source):
        if token[0][0] != '"':
            continue
        if text is not None and source[end : token.start()].strip() == "":
            text += unescaped(token[0])
        else:
            if text is not None:
                yield line, text
            line, text = source.count("\n", 0, token.start()) + 1, unescaped(token[0])
        end = token.end()
    if text is not None:
        yield line, text


def part(text):
    """The longest part of TEXT that is always the same."""
    return max(FILLED.split(text), key=len).strip()


def tested(path):
    """What the test PATH says, as the program would print it."""
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        source = file.read()
    if path.endswith(".c"):
        return "\n".join(text for _, text in strings(source))
    return source.replace("'\\''", "'").replace('\\"', '"').replace("\\`", "`").replace("\\$", "$")


def main():
    at = sys.argv.index("--")
    said = "\n".join(tested(path) for path in sys.argv[at + 1 :])
    excused = set(EXCUSED)
    for path in sys.argv[1:at]:
        with open(path, encoding="utf-8") as file:
            for line, text in strings(file.read()):
                # A program for Python is no sentence.
                if text.startswith("import ") or not WORDS.search(text):
                    continue
                excused.discard(part(text))
                if part(text) not in EXCUSED and part(text) not in said:
                    print(f"{path}:{line}: {part(text)}")
    for text in sorted(excused):
        print(f"never said: {text}")


main()
