"""Fetches the scripts that charts are drawn with: python -m dashboard.web.vendor [FOLDER].

Plotly's basic bundle holds every kind of chart there is here in a quarter of the size of the
``plotly.min.js`` inside the Python package, which serves where this one could not be fetched.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.files import write_whole

FOLDER = Path(__file__).parent / "assets" / "vendor"
#: Plotly.js as the installed plotly holds it, so that a figure means the same in either.
VERSION = "4.1.1"
#: The packages of npm: SHA-512 of each, and what is wanted of it. The bundle comes last: it stands
#: for the whole.
PACKAGES = {
    "plotly.js": (
        "7d82c03a3d3dd7ff8ce21d6b9ad548911229764cf9fcff4874d51e07dc0a9825"
        "32bdec2e51d942611e6bcaa0d63fb09bdfa0e7e04bd2aece982af449f6e90d75",
        ("dist/plotly-locale-ko.js", "dist/plotly-locale-vi.js"),
    ),
    "plotly.js-basic-dist-min": (
        "d68345f0f790c7686fff2eeda84556283dc91b09ff30610c43c98bf47530b1aa"
        "86f451b2fce539147507bf3a9bab13789a7c19188f5a6d3884efbe42e2492331",
        ("plotly-basic.min.js",),
    ),
}
#: Stands before each script: a browser that knows it compiles the whole beside the page. Without it
#: most is compiled at its first call, in one task, in which the page answers nobody.
COMPILE_AHEAD = b"//# allFunctionsCalledOnLoad\n"
TIMEOUT_S = 300
NPM = (
    "npm", "pack", "--silent", "--ignore-scripts", "--no-update-notifier",
    "--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--pack-destination",
)  # fmt: skip
_UNFETCHED = (
    "Plotly's basic bundle could not be fetched (no npm, or no network):"
    " the larger plotly.min.js of the installed package is used.\n"
)


def fetch(destination: Path) -> None:
    """Put the packages' archives into a folder; OSError or SubprocessError where it cannot be."""
    wanted = [f"{name}@{VERSION}" for name in PACKAGES]
    subprocess.run(
        [*NPM, ".", *wanted], cwd=destination, check=True, capture_output=True, timeout=TIMEOUT_S
    )


def wanted_files(archives: Path) -> dict[str, bytes]:
    """Return the wanted files of the archives in a folder, by their names, with the hint on top.

    Raises:
        ValueError: an archive is not the one whose hash stands here.

    """
    files: dict[str, bytes] = {}
    for name, (expected, members) in PACKAGES.items():
        archive = archives / f"{name}-{VERSION}.tgz"
        found = hashlib.sha512(archive.read_bytes()).hexdigest()
        if found != expected:
            raise ValueError(
                f"{archive.name} is not what was expected; it is not used.\n"
                f"  SHA-512 found:    {found}\n  SHA-512 expected: {expected}"
            )
        with tarfile.open(archive) as packed:
            for member in members:
                held = packed.extractfile(f"package/{member}")
                assert held is not None  # the hash says what is in it
                files[Path(member).name] = COMPILE_AHEAD + held.read()
    return files


def main(folder: Path = FOLDER) -> int:
    """Fetch, check and write all, or leave the folder empty; return the exit status."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.js"):
        old.unlink()
    with TemporaryDirectory() as archives:
        try:
            fetch(Path(archives))
        except (OSError, subprocess.SubprocessError):
            sys.stderr.write(_UNFETCHED)
            return 0
        try:
            files = wanted_files(Path(archives))
        except ValueError as error:
            sys.stderr.write(f"{error}\n")
            return 1
    for name, content in files.items():
        write_whole(folder / name, content)
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
