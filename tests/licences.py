"""What is installed and under which licences: python -m licences writes docs/licences.md."""

import json
import re
import subprocess
import sys
from importlib.metadata import distributions

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from support import PROJECT

LOCKS = {"The dashboard runs on": "requirements.txt", "Its tests need": "tests/requirements.txt"}
#: What environments bring of themselves.
TOOLS = {"pip", "setuptools", "wheel"}
#: What the publisher names elsewhere than in the package's own description.
ELSEWHERE = {"axe-playwright-python": "MIT"}
HEAD = """# Licences of what is installed

Written by `make lock`; not by hand. The code is under the MIT licence, records and figures under
CC BY 4.0. Nothing of what is listed here is part of the repository: all of it is installed as its
publishers offer it, unchanged. pypandoc_binary brings pandoc, a program of its own (GPL 2 or
newer), which is run and not linked; citation styles that it is given are CC BY-SA 3.0.
"""
#: Whatever is under one of these may be used by, and installed beside, code under the MIT licence.
COMPATIBLE = (
    r"0BSD|MIT|ISC|BSD|Apache|PSF|Python Software Foundation|Zlib|CC0|MPL|Mozilla|LGPL|Lesser"
    r"|Artistic|CC-BY-SA|Zope"
)


def named(lock):
    """Return what a lock names for this system: canonical name and version."""
    lines = (PROJECT / lock).read_text("utf-8").splitlines()
    pinned = [Requirement(line.rstrip(" \\")) for line in lines if re.match("[A-Za-z]", line)]
    here = [each for each in pinned if not each.marker or each.marker.evaluate()]
    return {canonicalize_name(each.name): str(each.specifier).removeprefix("==") for each in here}


def installed():
    """Return what is installed: canonical name and version."""
    return {canonicalize_name(each.metadata["Name"]): each.version for each in distributions()}


def licences():
    """Return the licence of everything installed, as its publisher names it."""
    call = [sys.executable, "-m", "piplicenses", "--from=mixed", "--format=json", "--with-system"]
    told = json.loads(subprocess.run(call, capture_output=True, check=True, text=True).stdout)
    first_line = {each["Name"]: each["License"].strip().splitlines()[0] for each in told}
    return {canonicalize_name(name): said for name, said in first_line.items()} | ELSEWHERE


def is_compatible(licence):
    """Whether one of the licences that may be chosen is compatible in each of its parts."""
    ways = re.split(r" OR |; ", licence)
    return any(all(re.search(COMPATIBLE, part) for part in way.split(" AND ")) for way in ways)


def document():
    """Return the list in Markdown."""
    known, told, parts = licences(), set(), [HEAD]
    for title, lock in LOCKS.items():
        new = sorted(named(lock).keys() - told)
        told |= set(new)
        rows = "\n".join(f"| {name} | {known[name]} |" for name in new)
        parts.append(f"## {title}\n\n| package | licence |\n|---|---|\n{rows}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(document())
