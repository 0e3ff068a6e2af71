"""Charts as files of pictures; whole files or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from dashboard.charts import chart_view
from dashboard.collection import Collection
from dashboard.errors import NoBrowserError, RenderError
from dashboard.figures import draw
from dashboard.figures.dress import picture_dress
from dashboard.files import write_whole
from dashboard.rendering import Renderer
from dashboard.wording import Wording


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
    with Renderer() as renderer:
        for picture in wanted:
            write_whole(folder / picture.name, _png(renderer, collection, picture))
            yield folder / picture.name


def _png(renderer: Renderer, collection: Collection, picture: Picture) -> bytes:
    words, dress = Wording(picture.language), picture_dress(picture.theme)
    figure = draw(chart_view(collection, picture.chart, words), dress, words)
    try:
        return renderer.png(figure, dress.width_px, figure.layout.height, dress.scale)
    except NoBrowserError:
        raise
    except RenderError as error:
        raise RenderError(f"{picture.name}: {error}") from error
