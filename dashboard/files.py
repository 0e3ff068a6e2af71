"""Writing files whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import NamedTemporaryFile


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees a part of it, and a failure leaves what was there."""
    write_together({path: content})


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write files each whole, and none where there is no room for all.

    Raises:
        OSError: one could not be written; all are as they were.

    """
    with ExitStack() as parts:
        written = {path: _part(path, content, parts) for path, content in files.items()}
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
        part.chmod(0o644)
    return part
