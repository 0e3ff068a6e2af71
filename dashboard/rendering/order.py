"""What is asked of the renderer, as it passes between its processes, and where that process is."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal, Self

from dashboard.errors import RenderError

Format = Literal["png", "svg", "pdf"]
#: What the process says when it is met; a client that is to be counted, when it comes and when it
#: leaves. An order is JSON.
HELLO, STAY, BYE = b"hello", b"stay", b"bye"
#: What of the environment decides how a picture comes out.
_DECIDING = ("BROWSER_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH")


@dataclass(frozen=True)
class Order:
    """A picture to draw: plotly's figure in JSON, the format, CSS pixels, how much larger."""

    figure: str
    format: Format
    width_px: float
    height_px: float
    scale: float

    def to_bytes(self) -> bytes:
        """Return the order as it is sent."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """Return an order that was sent."""
        return cls(**json.loads(content))


def meeting_place() -> tuple[str, str, Path]:
    """Return family and address at which the renderer's process listens, and its lock file.

    One process serves a user's programs of the same code and environment; nobody else gets in.

    Raises:
        RenderError: the folder for it is another user's, or open to others.

    """
    code = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.[pj][ys]")))
    deciding = [os.environ.get(name, "") for name in _DECIDING]
    name = sha256(code + json.dumps(deciding).encode()).hexdigest()[:12]
    if os.name == "nt":
        folder = Path(tempfile.gettempdir())
        return "AF_PIPE", rf"\\.\pipe\dashboard-renderer-{name}", folder / f"renderer-{name}.lock"
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    base = own if own and Path(own).is_dir() else tempfile.gettempdir()
    folder = Path(base) / f"dashboard-{os.getuid()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        held = folder.lstat()
    except OSError as error:
        raise RenderError(f"'{folder}' cannot be made: {error.strerror}") from error
    if held.st_uid != os.getuid() or held.st_mode & 0o077:
        raise RenderError(f"'{folder}' belongs to somebody else or is open to others; remove it.")
    return "AF_UNIX", str(folder / f"renderer-{name}"), folder / f"renderer-{name}.lock"


def pid_file() -> Path:
    """Return the file in which the process writes its id."""
    return meeting_place()[2].with_suffix(".pid")
