"""Makes of DIRECTORY in the current one the archive OUTPUT (.tar.gz): the same bytes whoever does
it, when and where. Python's, because not every system's tar can.

    archive.py DIRECTORY OUTPUT
"""

import gzip
import os
import sys
import tarfile


def plain(member):
    """Leaves of MEMBER what is the package's own, not the machine's."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mtime = int(os.environ["SOURCE_DATE_EPOCH"])
    runs = member.isdir() or member.issym() or member.mode & 0o100
    member.mode = 0o755 if runs else 0o644
    return member


def main():
    directory, output = sys.argv[1:]
    temporary = output + ".new"
    with open(temporary, "wb") as file:
        with gzip.GzipFile("", "wb", 9, file, 0) as packed:
            # Entries of a directory are added in the order of their names.
            with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as tar:
                tar.add(directory, filter=plain)
    os.rename(temporary, output)


main()
