"""Names the messages of the program that no test has: a sentence that nobody has read is a
sentence that is wrong.

    messages.py FILE... -- TEST...

A message is a string of the C FILEs with two words or more. Where something is filled in, its
longest part without that must stand in a TEST. Prints `FILE:LINE: PART` for each that does not.
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
    for path in sys.argv[1:at]:
        with open(path, encoding="utf-8") as file:
            for line, text in strings(file.read()):
                if WORDS.search(text) and part(text) not in said:
                    print(f"{path}:{line}: {part(text)}")


main()
