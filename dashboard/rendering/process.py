"""The process that holds the one Chrome of a machine: python -m dashboard.rendering.process.

It is started by whoever needs a picture first, serves all who come while it runs, one picture
after the other, and ends with the last of them. The lock file says that it is the only one.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from threading import Lock, Thread, Timer
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from dashboard.errors import NoFontError, RenderError
from dashboard.rendering.order import BYE, HELLO, STAY, Order, meeting_place, pid_file

if TYPE_CHECKING:
    from dashboard.rendering.chrome import Chrome

LIMIT_S = 20.0
#: So many orders may wait; more are refused at once.
_MOST_WAITING = 32
#: Whoever started it comes within this time, or will not come.
_LONELY_S = 20.0


class _Process:
    """Chrome, in a thread of its own, and those who are served."""

    def __init__(self, family: str, address: str, limit_s: float) -> None:
        self._place = (address, family)
        self._listener = Listener(address, family, backlog=64)
        self._chrome: Chrome | None = None
        self._limit_s = limit_s
        self._thread, self._loop = ThreadPoolExecutor(max_workers=1), asyncio.Runner()
        self._clients, self._waiting, self._ending = 0, 0, False
        self._lock = Lock()
        self._last: Connection | None = None

    def run(self) -> None:
        """Serve until the last client has left; then Chrome has ended too."""
        lonely = Timer(_LONELY_S, self._end_if_alone)
        lonely.daemon = True
        lonely.start()
        while True:
            connection = self._listener.accept()
            with self._lock:
                if self._ending:
                    break
            Thread(target=self._serve, args=(connection,), daemon=True).start()
        self._listener.close()
        connection.close()  # whoever was late finds another process
        if self._chrome is not None:
            self._thread.submit(self._loop.run, self._chrome.end()).result()

    def _serve(self, connection: Connection) -> None:
        counted = politely = False
        # Somebody who was killed left without a word.
        with suppress(EOFError, OSError):
            connection.send_bytes(HELLO)
            while not politely:
                said = connection.recv_bytes()
                politely = said == BYE
                if said == STAY:
                    counted = True
                    with self._lock:
                        self._clients += 1
                elif not politely:
                    connection.send_bytes(self._answer(said))
        if counted:
            with self._lock:
                self._clients -= 1
            if self._end_if_alone() and politely:
                # It closes with the process: whoever was last waits for that.
                self._last = connection
                return
        connection.close()

    def _end_if_alone(self) -> bool:
        """End ``run`` if there is no client, and return whether that is so."""
        with self._lock:
            self._ending = self._clients == 0
        if self._ending:
            with suppress(OSError):  # wakes ``run``
                Client(*self._place).close()
        return self._ending

    def _answer(self, said: bytes) -> bytes:
        """Return a line of JSON that tells how it went, and the picture after it."""
        with self._lock:
            if self._waiting >= _MOST_WAITING:
                return _told(error="RenderError", message="Enough pictures wait for Chrome.")
            self._waiting += 1
        try:
            content, sandboxed = self._thread.submit(self._draw, Order.from_bytes(said)).result()
        except NoFontError as error:
            return _told(error="NoFontError", message=error.letters)
        except RenderError as error:
            return _told(error=type(error).__name__, message=str(error))
        finally:
            with self._lock:
                self._waiting -= 1
        return _told(sandboxed=sandboxed) + content

    def _draw(self, order: Order) -> tuple[bytes, bool]:
        """Return a picture and whether Chrome was in its sandbox; only in the one thread."""
        from dashboard.rendering.chrome import Chrome  # slow, and clients wait for a greeting

        self._chrome = self._chrome or Chrome(self._limit_s)
        return self._loop.run(self._chrome.draw(order)), self._chrome.sandboxed


def _told(**said: object) -> bytes:
    return json.dumps(said).encode() + b"\n"


def main(limit_s: float = LIMIT_S) -> int:
    """Be the renderer's process once there is no other; return the exit status."""
    if hasattr(os, "fork") and os.fork():
        return 0  # whoever started this one is not to wait for it
    (family, address, lock), pid = meeting_place(), pid_file()
    # Another one may just be ending. If it goes on, it serves whoever started this one.
    with suppress(Timeout), FileLock(lock, timeout=_LONELY_S):
        if family == "AF_UNIX":  # one that was killed left it
            Path(address).unlink(missing_ok=True)
        pid.write_text(str(os.getpid()))
        # Held to the end: it keeps the connection that its last client waits to see closed.
        process = _Process(family, address, limit_s)
        process.run()
        pid.unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(float, sys.argv[1:])))
