"""Pictures of figures, drawn by the one Chrome of a machine, for any thread of any program.

``Renderer`` is what a program holds: it finds the process that holds Chrome, or starts it.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from multiprocessing.connection import Client, Connection
from pathlib import Path
from threading import Lock
from typing import Self

from dashboard.errors import NoBrowserError, NoFontError, RenderError
from dashboard.rendering.order import BYE, HELLO, STAY, Format, Order, meeting_place, pid_file

__all__ = ["Format", "Order", "Renderer", "browser_at_hand"]

#: What the process gets to start, to say who it is, to end; and a picture with all before it: as
#: many as may wait there, each with a browser that hangs.
_START_S, _GREETING_S, _END_S, _PATIENCE_S = 60, 10, 15, 1800
_AGAIN_S = 25  # after so long without one it is started once more
_UNSANDBOXED = (
    "Chrome draws pictures without its sandbox: this machine does not let it have one."
    " Draw only what you trust, or let unprivileged users have namespaces."
)


def browser_at_hand() -> bool:
    """Whether there is a Chrome or Chromium: the one BROWSER_PATH names, else an installed one."""
    # The usual ones first: what finds the others takes a tenth of a second to be imported.
    if "BROWSER_PATH" not in os.environ and any(map(shutil.which, ("chromium", "google-chrome"))):
        return True
    from dashboard.rendering import chrome

    return chrome.browser_at_hand()


class Renderer:
    """Draws figures as pictures; all who ask at the same time wait for their turn.

    Chrome starts with the first picture and ends with the last program that holds a renderer.
    ``limit_s`` is how long a picture may take, where this is the renderer that starts it.
    """

    def __init__(self, limit_s: float | None = None) -> None:
        self._arguments = [] if limit_s is None else [str(limit_s)]
        self._lock = Lock()
        self._held: Connection | None = None
        self._closed = False
        # A server keeps itself to one processor later on; Chrome is to have all of them.
        self._processors = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def draw(self, order: Order) -> bytes:
        """Return a picture.

        Raises:
            NoBrowserError: no Chrome or Chromium is installed.
            NoFontError: no font of this machine has letters that the picture holds.
            RenderError: Chrome cannot draw this figure, or Chrome itself failed.

        """
        for _ in range(2):  # a process that was killed meanwhile is replaced
            with suppress(EOFError, OSError), self._stayed() as connection:
                connection.send_bytes(order.to_bytes())
                if connection.poll(_PATIENCE_S):
                    return _read(connection.recv_bytes())
                _end_process()
        raise RenderError("The renderer ended or hung before the picture was there.")

    def close(self) -> None:
        """Leave; if nobody else is served, Chrome has ended afterwards."""
        with self._lock:
            held, self._held, self._closed = self._held, None, True
        if held is None:
            return
        with held, suppress(EOFError, OSError):
            held.send_bytes(BYE)
            if held.poll(_END_S):
                held.recv_bytes()

    def _stayed(self) -> Connection:
        """Return a connection for a picture; another is kept, so that the process stays."""
        with self._lock:
            if self._closed:
                raise RenderError("The renderer is closed.")
            # Nothing is ever sent there: what can be read is that the other end is gone.
            if self._held is None or self._held.poll():
                self._held = self._met()
                self._held.send_bytes(STAY)
        return self._met()

    def _met(self) -> Connection:
        """Return a connection to the process, which is started if there is none."""
        family, address, _ = meeting_place()
        deadline, asked = time.monotonic() + _START_S, float("-inf")
        while time.monotonic() < deadline:
            with suppress(OSError, EOFError):
                connection = Client(address, family)
                if connection.poll(_GREETING_S) and connection.recv_bytes() == HELLO:
                    return connection
                connection.close()
                _end_process()
            if time.monotonic() > asked + _AGAIN_S:
                asked = time.monotonic()
                self._start()
            time.sleep(0.02)
        raise RenderError("The renderer's process did not start.")

    def _start(self) -> None:
        package = Path(__file__).parents[2]
        searched = os.pathsep.join(filter(None, (str(package), os.environ.get("PYTHONPATH"))))
        # It goes on by itself, in a session of its own: a Ctrl-C is for us, who leave it politely.
        with _on(self._processors):
            started = subprocess.Popen(
                [sys.executable, "-m", "dashboard.rendering.process", *self._arguments],
                env={**os.environ, "PYTHONPATH": searched},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        if hasattr(os, "fork"):  # then it has started another, and ended
            started.wait()


@contextmanager
def _on(processors: set[int] | None) -> Iterator[None]:
    """Let what is started meanwhile have these processors; None where a system tells none."""
    if processors is None:
        yield
        return
    own = os.sched_getaffinity(0)
    with suppress(OSError):  # then it has those that we have
        os.sched_setaffinity(0, processors)
    try:
        yield
    finally:
        with suppress(OSError):
            os.sched_setaffinity(0, own)


def _read(answer: bytes) -> bytes:
    """Return the picture of an answer, or raise what it tells."""
    told, _, content = answer.partition(b"\n")
    said = json.loads(told)
    match said.get("error"):
        case None:
            if not said["sandboxed"]:
                _warn_of_no_sandbox()
            return content
        case "NoBrowserError":
            raise NoBrowserError
        case "NoFontError":
            raise NoFontError(said["message"])
    raise RenderError(said["message"])


@cache
def _warn_of_no_sandbox() -> None:
    """Say once that Chrome is less shut off than it should be."""
    logging.getLogger(__name__).warning(_UNSANDBOXED)


def _end_process() -> None:
    """End a process that does not answer any more; its Chrome ends with it."""
    with suppress(OSError, ValueError):
        os.kill(int(pid_file().read_text()), getattr(signal, "SIGKILL", signal.SIGTERM))
