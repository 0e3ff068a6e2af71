"""A chart as a picture's file: PNG, SVG or PDF, with what is known of it inside."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from threading import RLock

from dashboard.charts import View, chart_view
from dashboard.collection import Collection
from dashboard.exports.metadata import SOFTWARE, Facts, with_metadata
from dashboard.pictures import Picture, Size, picture
from dashboard.rendering import Format, Order, Renderer
from dashboard.summaries import summary
from dashboard.wording import Wording


def drawn(
    collection: Collection,
    chart: str,
    language: str,
    size: Size,
    theme: str = "light",
    role: str = "",
) -> tuple[View, Picture]:
    """Return what a chart shows in a language, and its picture."""
    with _ONE_BY_ONE:  # threads that want the same one make it once
        return _drawn(collection, chart, language, size, theme, role)


_ONE_BY_ONE = RLock()


# The formats of a picture are asked for one after the other.
@lru_cache(maxsize=32)
def _drawn(
    collection: Collection, chart: str, language: str, size: Size, theme: str, role: str
) -> tuple[View, Picture]:
    words = Wording(language)
    if theme != "light":  # a theme changes colours alone
        view, light = _drawn(collection, chart, language, size, "light", role)
        return view, picture(view, words, size, theme, light.figure.layout.width)
    view = chart_view(collection, chart, words, role)
    return view, picture(view, words, size)


@dataclass(frozen=True)
class PictureFile:
    """A chart of a collection as a file: in a language, a format, a size and a theme.

    ``role`` is whose figures it shows, empty for everybody's.
    """

    collection: Collection
    chart: str
    language: str
    format: Format
    size: Size
    theme: str = "light"
    role: str = ""

    @property
    def name(self) -> str:
        """Return the file's name: ``<id>.<language>.<size>[.dark].<format>``."""
        dark = ".dark" if self.theme == "dark" else ""
        return f"{self.chart}.{self.language}.{self.size.name}{dark}.{self.format}"

    @property
    def _drawn(self) -> tuple[View, Picture]:
        return drawn(self.collection, self.chart, self.language, self.size, self.theme, self.role)

    @property
    def order(self) -> Order:
        """What the renderer is asked for."""
        _, picture = self._drawn
        figure = str(picture.figure.to_json())
        return Order(figure, self.format, picture.width_px, picture.height_px, picture.scale)

    @property
    def facts(self) -> Facts:
        """What the file says of itself."""
        words, (view, _), site = Wording(self.language), self._drawn, self.collection.records.site
        by_number = {number: name for name, number in self.collection.numbers.items()}
        sources = [self.collection.sources[by_number[n]] for n, _ in (*view.sources, *view.context)]
        said = {
            "title": view.title,
            "description": summary(self.collection, view, words),
            "rights": words(
                "Records and figures: CC BY 4.0. Quoted words belong to their publishers."
            ),
            "language": self.language,
            "creator": words("The editors of “{title}”", title=site.title[self.language]),
            "where": self.collection.address(view.id) or view.id,
        }
        articles = tuple(
            " ".join(filter(None, (words.reference(source), source.address))) for source in sources
        )
        everything = repr((self.order, said, articles, SOFTWARE, version("plotly"))).encode()
        fingerprint = f"urn:sha256:{sha256(everything).hexdigest()}"
        return Facts(**said, articles=articles, fingerprint=fingerprint)

    def content(self, renderer: Renderer) -> bytes:
        """Return the file's content.

        Raises:
            RenderError: it could not be drawn.

        """
        return with_metadata(renderer.draw(self.order), self.format, self.facts)
