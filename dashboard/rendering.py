"""Pictures of figures, by a Chrome that stays open and may be asked from any thread.

kaleido's own server mixes up the answers of threads, and waits for ever for a browser that was
killed or hangs. Here one thread holds the browser and draws one picture after the other.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, Self, TypeVar

import plotly.graph_objects as go

from dashboard.errors import NoBrowserError, RenderError

Result = TypeVar("Result")
_START_S, _END_S = 60, 5  # what a browser gets to start, and to end by itself


def browser_at_hand() -> bool:
    """Whether there is a Chrome or Chromium: the one BROWSER_PATH names, else an installed one."""
    # Imported here, as kaleido below: together a third of a second that no other command pays.
    from choreographer.browsers import Chromium

    return Path(Chromium.find_browser(skip_local=False) or "").is_file()


class Renderer:
    """Draws figures as pictures; threads that ask at the same time wait for their turn.

    The browser starts with the first picture. After any failure it is ended, with all of its
    processes, and the next picture gets a fresh one. ``limit_s`` is how long it may take to draw.
    """

    def __init__(self, limit_s: float = 20) -> None:
        self._limit_s = limit_s
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="renderer")
        self._loop = asyncio.Runner()
        self._browser: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def png(self, figure: go.Figure, width_px: int, height_px: int, scale: float) -> bytes:
        """Return a figure as a PNG file, ``scale`` times as many pixels wide and high.

        Raises:
            NoBrowserError: no Chrome or Chromium is installed.
            RenderError: Chrome cannot draw this figure, or Chrome itself failed.

        """
        wanted = {"format": "png", "width": width_px, "height": height_px, "scale": scale}
        try:
            drawing = self._thread.submit(lambda: self._loop.run(self._draw(figure, wanted)))
        except RuntimeError:
            raise RenderError("The renderer is closed.") from None
        return drawing.result()

    def close(self) -> None:
        """End the browser once the pictures asked for are there; there are no others after it."""
        with suppress(RuntimeError):  # closed already
            self._thread.submit(lambda: self._loop.run(self._end()))
            self._thread.submit(self._loop.close)
        self._thread.shutdown()

    async def _draw(self, figure: go.Figure, wanted: dict[str, Any]) -> bytes:
        kept = self._browser is not None
        try:
            return await self._attempt(figure, wanted)
        # CancelledError: the end of its browser cancels a picture.
        except (Exception, asyncio.CancelledError) as error:
            await self._end(kill=True)
            if isinstance(error, RenderError):
                raise
            if kept:  # it may have broken long before: a fresh one decides
                return await self._draw(figure, wanted)
            raise RenderError("Chrome ended or hung before the picture was there.") from error

    async def _attempt(self, figure: go.Figure, wanted: dict[str, Any]) -> bytes:
        if self._browser is None:
            await self._start()
        from kaleido.errors import JavascriptError, KaleidoError

        try:
            drawing = self._browser.calc_fig(figure, opts=wanted)
            content: bytes = await _within(self._limit_s, drawing)
        except (JavascriptError, KaleidoError, TypeError, ValueError) as error:
            raise RenderError(f"Chrome could not draw it: {error}") from error
        # Of a picture beyond what it can hold, Chrome returns a few bytes and no error.
        if not content.startswith(b"\x89PNG"):
            raise RenderError("Chrome could not draw it: the picture is too large")
        return content

    async def _start(self) -> None:
        if not browser_at_hand():
            raise NoBrowserError
        from kaleido import Kaleido

        logging.getLogger("choreographer").setLevel(logging.CRITICAL)  # we tell what fails
        # MathJax would be fetched from the network; the time limit is our own.
        self._browser = browser = Kaleido(mathjax=False, timeout=None)
        # It would load its page anew after each picture, which takes longer than the picture.
        browser._return_kaleido_tab = browser.tabs_ready.put
        try:
            await _within(_START_S, browser.open())
        except (Exception, asyncio.CancelledError) as error:
            cure = "start it by hand to see why, or set BROWSER_PATH to another"
            raise RenderError(f"Chrome was found and did not start: {cure}.") from error

    async def _end(self, *, kill: bool = False) -> None:
        browser, self._browser = self._browser, None
        if browser is None:
            return
        if kill:
            _kill(browser)
        with suppress(Exception, asyncio.CancelledError):
            await _within(_END_S, browser.close())
        _kill(browser)


async def _within(limit_s: float, work: Coroutine[Any, Any, Result]) -> Result:
    task = asyncio.ensure_future(work)
    # What comes of it too late is nobody's concern, and would be printed.
    task.add_done_callback(lambda late: late.cancelled() or late.exception())
    # Not wait_for: it waits until what it cancels has ended, and here that may never be.
    await asyncio.wait({task}, timeout=limit_s)
    if not task.done():
        raise TimeoutError
    return task.result()


def _kill(browser: Any) -> None:
    """End a browser and what it has started, which is a process group of its own."""
    if process := getattr(browser, "subprocess", None):
        with suppress(ProcessLookupError):  # it has ended already
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()
