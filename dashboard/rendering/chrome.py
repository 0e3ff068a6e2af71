"""A Chrome that stays open and draws figures, one after the other.

kaleido speaks to it. Its page is our own and is not loaded anew for each picture, which takes
longer than the picture; it reaches no network, and Chrome's sandbox is on wherever it can be.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import shutil
import signal
import unicodedata
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from choreographer.browsers.chromium import Chromium
from kaleido import Kaleido
from kaleido.errors import JavascriptError, KaleidoError

from dashboard.errors import NoBrowserError, NoFontError, RenderError
from dashboard.rendering.order import Order

Result = TypeVar("Result")
_START_S, _END_S = 60, 5  # what a browser gets to start, and to end by itself
#: The page is loaded anew after so many pictures, so that what it gathers does not grow.
_PICTURES_A_PAGE = 50
#: A picture begins with this; of one beyond what it can hold, Chrome returns a few other bytes.
_BEGINNINGS = {"png": b"\x89PNG", "svg": b"<svg", "pdf": b"%PDF"}
_PAGE = """<!DOCTYPE html>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src file:;
 style-src 'unsafe-inline'; img-src data: blob:">
<style id="head-style"></style>
<script src="plotly.js"></script>
<script src="kaleido.js"></script>
<script src="letters.js"></script>
<body style="margin: 0"><img id="kaleido-image">
"""
#: Chrome's own traffic has nowhere to go either: no name is found, and its proxy is not there. What
#: it brings besides takes 40 MB and a half second of its start.
_ALONE = (
    "--disable-extensions",
    "--disable-default-apps",
    "--disable-component-extensions-with-background-pages",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--disable-background-networking",
    "--disable-quic",
)
#: Flags of choreographer's that open what a page of ours does not need.
_UNWANTED = {"--disable-web-security", "--allow-file-access-from-files"}
#: Nobody runs Chrome as root, which it refuses to do inside its sandbox.
_NOBODY = "nobody"


class _Sandboxed(Chromium):
    """Chrome inside its sandbox; where we are root, as the user that owns nothing."""

    def pre_open(self) -> None:
        super().pre_open()
        if _is_root():
            shutil.chown(self.tmp_dir.path, _NOBODY)

    def get_cli(self) -> list[str]:
        cli = [*map(str, super().get_cli())]
        chrome = [part for part in cli[cli.index(str(self.path)) :] if part not in _UNWANTED]
        if os.name == "nt":
            return [*chrome, *_ALONE]
        # Chrome reads on 3 and writes on 4. choreographer has a Python process see to that, which
        # the user that owns nothing may not be able to start.
        return ["/bin/sh", "-c", 'exec "$@" 3<&0 4>&1', "sh", *chrome, *_ALONE]

    def get_popen_args(self) -> Mapping[str, Any]:
        args = dict(super().get_popen_args())
        return (
            args | {"user": _NOBODY, "group": _group(), "extra_groups": []} if _is_root() else args
        )

    def get_env(self) -> dict[str, str]:
        return {**super().get_env(), "HOME": str(self.tmp_dir.path)}


class _Ourselves(_Sandboxed):
    """Chrome as the user that we are, where the one that owns nothing cannot start it."""

    def pre_open(self) -> None:
        Chromium.pre_open(self)

    def get_popen_args(self) -> Mapping[str, Any]:
        return Chromium.get_popen_args(self)  # type: ignore[no-any-return]


#: As what Chrome is started, and whether in its sandbox, the best first. Containers often let
#: nobody have a sandbox; then at least it is not root.
_WAYS: tuple[tuple[type[Chromium], bool], ...] = (
    (_Sandboxed, True),
    (_Sandboxed, False),
    (_Ourselves, False),
)


def _is_root() -> bool:
    return os.name == "posix" and os.getuid() == 0


def _group() -> int:
    import pwd  # there is none on Windows

    return pwd.getpwnam(_NOBODY).pw_gid


def browser_at_hand() -> bool:
    """Whether there is a Chrome or Chromium: the one BROWSER_PATH names, else an installed one."""
    return Path(Chromium.find_browser(skip_local=False) or "").is_file()


class Chrome:
    """Draws one picture after the other; after any failure the next one gets a fresh browser.

    ``limit_s`` is how long a picture may take. ``sandboxed`` is whether the browser that drew the
    last one was; it is not where Chrome ends at once in every other way, each time anew.
    """

    def __init__(self, limit_s: float) -> None:
        self._limit_s = limit_s
        self._browser: Any = None
        self._folder: TemporaryDirectory[str] | None = None
        self._drawn, self._known = 0, set[str]()
        self.sandboxed = True

    async def draw(self, order: Order) -> bytes:
        """Return a picture.

        Raises:
            NoBrowserError: no Chrome or Chromium is installed.
            NoFontError: no font here has letters that the picture holds.
            RenderError: Chrome cannot draw this figure, or Chrome itself failed.

        """
        kept = self._browser is not None
        try:
            return await self._attempt(order)
        except NoFontError:
            raise  # of which the browser is none the worse
        # CancelledError: the end of its browser cancels a picture.
        except (Exception, asyncio.CancelledError) as error:
            await self.end(kill=True)
            if isinstance(error, RenderError):
                raise
            if kept:  # it may have broken long before: a fresh one decides
                return await self.draw(order)
            raise RenderError("Chrome ended or hung before the picture was there.") from error

    async def _attempt(self, order: Order) -> bytes:
        if self._browser is None:
            await self._start()
        figure = json.loads(order.figure)
        await self._look_for_fonts(figure)
        wanted = {"format": order.format, "scale": order.scale}
        wanted |= {"width": order.width_px, "height": order.height_px}
        try:
            drawing = self._browser.calc_fig(figure, opts=wanted)
            content: bytes = await _within(self._limit_s, drawing)
        except (JavascriptError, KaleidoError, TypeError, ValueError) as error:
            raise RenderError(f"Chrome could not draw it: {error}") from error
        if not content.startswith(_BEGINNINGS[order.format]):
            raise RenderError("Chrome could not draw it: the picture is too large.")
        return content

    async def _look_for_fonts(self, figure: dict[str, Any]) -> None:
        """Raise NoFontError where letters of a figure would come out as boxes, or not at all."""
        new = "".join(sorted(set(_letters(figure)) - self._known))
        if not new:
            return
        [page] = self._browser.tabs.values()
        family = json.dumps(figure.get("layout", {}).get("font", {}).get("family", "sans-serif"))
        asked = {"expression": f"missingLetters({json.dumps(new)}, {family})"}
        answer = await _within(self._limit_s, page.send_command("Runtime.evaluate", params=asked))
        if missing := answer["result"]["result"]["value"]:
            raise NoFontError(missing)
        self._known |= set(new)

    async def _start(self) -> None:
        if not browser_at_hand():
            raise NoBrowserError
        logging.getLogger("choreographer").setLevel(logging.CRITICAL)  # we tell what fails
        for browser_class, self.sandboxed in _WAYS:
            try:
                await self._open(browser_class, self._page())
            except (Exception, asyncio.CancelledError) as error:
                failure = error
                await self.end(kill=True)
                if isinstance(error, TimeoutError):  # slow, or hanging: no other way is better
                    break
            else:
                return
        cure = "start it by hand to see why, or set BROWSER_PATH to another"
        raise RenderError(f"Chrome was found and did not start: {cure}.") from failure

    async def _open(self, browser_class: type[Chromium], page: Path) -> None:
        # The time limit is our own. MathJax is not on the page: it would come from the network.
        self._browser = browser = Kaleido(
            page_generator=page,
            timeout=None,
            browser_cls=browser_class,
            enable_sandbox=self.sandboxed,
        )
        self._drawn, self._known = 0, set()
        browser._return_kaleido_tab = self._returning(browser, browser._return_kaleido_tab)
        await _within(_START_S, browser.open())

    def _returning(
        self, browser: Any, load_anew: Callable[[Any], Coroutine[Any, Any, None]]
    ) -> Any:
        """Return what kaleido does with its page after a picture: loads it anew now and then."""

        async def put_back(tab: Any) -> None:
            self._drawn += 1
            if self._drawn % _PICTURES_A_PAGE:
                await browser.tabs_ready.put(tab)
            else:
                await load_anew(tab)

        return put_back

    def _page(self) -> Path:
        """Write the page that Chrome draws in where any user may read it, and return its path."""
        import kaleido

        self._folder = TemporaryDirectory(prefix="dashboard-page-", ignore_cleanup_errors=True)
        folder = Path(self._folder.name)
        folder.chmod(0o755)
        scripts = {
            "plotly.js": _plotly(),
            "kaleido.js": Path(kaleido.__file__).parent / "vendor" / "kaleido_scopes.js",
            "letters.js": Path(__file__).parent / "letters.js",
        }
        for name, path in scripts.items():
            (folder / name).write_bytes(path.read_bytes())
        page = folder / "index.html"
        page.write_text(_PAGE, encoding="utf-8")
        for file in folder.iterdir():
            file.chmod(0o644)
        return page

    async def end(self, *, kill: bool = False) -> None:
        """End the browser, with all of its processes and files."""
        browser, self._browser = self._browser, None
        if browser is not None:
            if kill:
                _kill(browser)
            with suppress(Exception, asyncio.CancelledError):
                await _within(_END_S, browser.close())
            _kill(browser)
        if self._folder is not None:
            self._folder.cleanup()


def _plotly() -> Path:
    """Return plotly's script: its basic bundle where set-up fetched it, a quarter of the whole."""
    import plotly

    basic = Path(__file__).parents[1] / "web" / "assets" / "vendor" / "plotly-basic.min.js"
    whole = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    return basic if basic.is_file() else whole


def _letters(part: Any) -> Iterator[str]:
    """Yield the letters and signs in a figure's texts, but for those that nobody sees."""
    if isinstance(part, str):
        yield from (sign for sign in part if unicodedata.category(sign)[0] in "LNPS")
    elif isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _letters(inner)


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
        with suppress(ProcessLookupError, PermissionError):  # it has ended already
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()
