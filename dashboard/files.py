"""Writing files whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees a part of it, and a failure leaves what was there."""
    write_together({path: content})


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write files each whole, and none where there is no room for all.

    A file that is there keeps its permissions; where a link leads to it, the link stays.

    Raises:
        OSError: one could not be written; all are as they were.

    """
    with ExitStack() as parts:
        ends = {path.resolve(): content for path, content in files.items()}
        written = {path: _part(path, content, parts) for path, content in ends.items()}
        for path, part in written.items():
            part.replace(path)


def _part(path: Path, content: bytes, parts: ExitStack) -> Path:
    """Write what will be a file beside it; it is gone when the stack ends."""
    with NamedTemporaryFile(
        dir=path.parent, prefix=f".{path.name}.", suffix=".part", delete=False
    ) as file:
        part = Path(file.name)
        parts.callback(part.unlink, missing_ok=True)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
    return part


def make_sure_of_writing(folder: Path) -> None:
    """Find out whether files can be written to a folder, or to where it would be made.

    Raises:
        OSError: they cannot; it names the folder.

    """
    there = next(place for place in (folder, *folder.resolve().parents) if place.exists())
    try:
        with TemporaryFile(dir=there):
            pass
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(there)) from None
