"""What this Python's own `site` reads in the pyvenv.cfg of each environment named on standard
input; the same answers as reader.c gives, without those of `getpath`.
"""

import site
import sys

known = (list(site.PREFIXES), site.ENABLE_USER_SITE, sys.prefix, sys.exec_prefix, list(sys.path))
answers = []
for line in sys.stdin:
    environment = line.rstrip("\n")
    sys.executable = environment + "/bin/python"
    sys._home = None
    site.venv(set())
    home = getattr(sys, "_home", None)
    answers.append("%d\1%s" % (len(site.PREFIXES) > 1, "-" if home is None else "=" + home))
    site.PREFIXES, site.ENABLE_USER_SITE = list(known[0]), known[1]
    sys.prefix, sys.exec_prefix, sys.path = known[2], known[3], list(known[4])
sys.stdout.buffer.write("".join(answer + "\0" for answer in answers).encode())
