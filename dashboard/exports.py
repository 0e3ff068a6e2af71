"""Pictures of charts, drawn by Chrome through kaleido; whole files or none."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, TypeVar

from dashboard.charts import chart_view
from dashboard.collection import Collection
from dashboard.errors import NoBrowserError, RenderError
from dashboard.figures import draw
from dashboard.figures.dress import picture_dress
from dashboard.files import write_whole
from dashboard.wording import Wording

Result = TypeVar("Result")


@dataclass(frozen=True)
class Picture:
    """A picture to be made: a chart in a language and a theme."""

    chart: str
    language: str
    theme: str

    @property
    def name(self) -> str:
        """Return the file's name: ``<id>.<language>.<size>[.dark].png``."""
        dark = ".dark" if self.theme == "dark" else ""
        return f"{self.chart}.{self.language}.wide{dark}.png"


def pictures(
    charts: Iterable[str], languages: Iterable[str], themes: Iterable[str]
) -> list[Picture]:
    """Return every combination, chart by chart."""
    return [Picture(*wanted) for wanted in product(charts, languages, themes)]


def export_png(collection: Collection, wanted: list[Picture], folder: Path) -> Iterator[Path]:
    """Write pictures to a folder, one after the other, and yield each file when it is there.

    The browser is opened once and kept.

    Raises:
        NoBrowserError: no Chrome or Chromium is installed.
        RenderError: Chrome failed at a picture.
        OSError: the folder cannot be written.

    """
    folder.mkdir(parents=True, exist_ok=True)
    loop = asyncio.new_event_loop()
    # In a thread of its own, so that it also works where the caller runs a loop already.
    with ThreadPoolExecutor(max_workers=1) as thread:

        def done(work: Coroutine[Any, Any, Result]) -> Result:
            return thread.submit(loop.run_until_complete, work).result()

        try:
            browser = done(_open_browser())
            try:
                for picture in wanted:
                    content = done(_render(browser, collection, picture))
                    write_whole(folder / picture.name, content)
                    yield folder / picture.name
            finally:
                done(browser.close())
        finally:
            loop.close()


async def _open_browser() -> Any:
    # Imported here: kaleido takes a third of a second that no other command should pay.
    from choreographer.errors import BrowserFailedError, ChromeNotFoundError
    from kaleido import Kaleido

    try:
        # MathJax would be fetched from the network at every page load.
        browser = Kaleido(mathjax=False, timeout=60)
        await browser.open()
    except ChromeNotFoundError:
        raise NoBrowserError from None
    except BrowserFailedError:
        cure = "start it by hand to see why, or set BROWSER_PATH to another"
        raise RenderError(f"Chrome was found and did not start: {cure}.") from None
    return browser


async def _render(browser: Any, collection: Collection, picture: Picture) -> bytes:
    words, dress = Wording(picture.language), picture_dress(picture.theme)
    figure = draw(chart_view(collection, picture.chart, words), dress, words)
    size = {"width": dress.width_px, "height": dress.height_px, "scale": dress.scale}
    try:
        return bytes(await browser.calc_fig(figure, opts={"format": "png", **size}))
    except Exception as error:  # kaleido raises many kinds; all of them mean: no picture
        raise RenderError(f"{picture.name}: Chrome could not draw it: {error}") from error
