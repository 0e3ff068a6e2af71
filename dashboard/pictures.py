"""Charts as pictures of an exact size, in which everything fits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import nextafter

import plotly.graph_objects as go

from dashboard.charts import View
from dashboard.figures import draw
from dashboard.figures.dress import picture_dress
from dashboard.wording import Wording

#: Type is as large as in a drawing of so many CSS pixels a picture's pixel, but in none wider.
_CSS_A_PIXEL, _WIDEST_PX = 0.75, 1200
#: How often the width in which everything fits is halved in on.
_HALVINGS = 3
_ROUNDING = 1e-6
SMALLEST_PX, LARGEST_PX = 320, 8000


@dataclass(frozen=True)
class Size:
    """A picture's width and height in pixels, and the name that it has in file names."""

    name: str
    width_px: int
    height_px: int


SIZES = {
    size.name: size
    for size in (Size("wide", 1600, 900), Size("square", 1080, 1080), Size("social", 1200, 630))
}


def size_of(text: str, scale: float = 1) -> Size:
    """Return the size of a preset's name or of ``WxH``, as many times as large.

    Raises:
        ValueError: it is neither, or beyond what Chrome draws well.

    """
    found = re.fullmatch(r"(\d{1,5})[x×](\d{1,5})", text)
    if text not in SIZES and not found:
        raise ValueError(f"'{text}' is neither {', '.join(SIZES)} nor WIDTHxHEIGHT in pixels")
    wide, high = (
        (SIZES[text].width_px, SIZES[text].height_px) if not found else map(int, found.groups())
    )
    pixels = (round(wide * scale), round(high * scale))
    if not all(SMALLEST_PX <= length <= LARGEST_PX for length in pixels):
        raise ValueError(
            f"{pixels[0]}x{pixels[1]} pixels; between {SMALLEST_PX} and {LARGEST_PX} are offered"
        )
    return Size(text if scale == 1 else f"{text}@{scale:g}x", *pixels)


@dataclass(frozen=True)
class Picture:
    """A figure that fills a picture: its size in CSS pixels, and by how much it is drawn larger."""

    figure: go.Figure
    width_px: float
    height_px: float
    scale: float


def picture(
    view: View, words: Wording, size: Size, theme: str = "light", width_px: int | None = None
) -> Picture:
    """Return a chart in the largest type in which all of it fits into a picture of a size.

    ``width_px`` is the width of its drawing where that is known: a theme changes colours alone.
    """
    width = width_px or fitting_width_px(view, words, size)
    scale = size.width_px / width
    figure = _drawn(view, words, size, theme, width)
    wide, high = (_exactly(pixels, scale) for pixels in (size.width_px, size.height_px))
    return Picture(figure, wide, high, scale)


def fitting_width_px(view: View, words: Wording, size: Size) -> int:
    """Return the width of the narrowest drawing in which everything fits; its type is largest."""

    def needed(width: int) -> float:
        """Return how wide a picture of the height that a drawing needs would be."""
        height: float = _drawn(view, words, size, "light", width).layout.height
        return height * size.width_px / size.height_px

    # A wider drawing needs less height and is made smaller: lower type, more room.
    narrow = wide = min(round(size.width_px * _CSS_A_PIXEL), _WIDEST_PX)
    while (wanted := needed(wide)) > wide + _ROUNDING:
        narrow, wide = wide, max(wide + 1, round(wanted))
    for _ in range(_HALVINGS if wide > narrow else 0):
        middle = (narrow + wide) // 2
        fits = needed(middle) <= middle + _ROUNDING
        narrow, wide = (narrow, middle) if fits else (middle, wide)
    return wide


def _drawn(view: View, words: Wording, size: Size, theme: str, width_px: int) -> go.Figure:
    height = width_px * size.height_px / size.width_px
    return draw(view, picture_dress(theme, width_px, height), words)


def _exactly(pixels: int, scale: float) -> float:
    """Return a length that Chrome, which drops fractions of a pixel, draws as so many pixels."""
    length = pixels / scale
    while int(length * scale) < pixels:
        length = nextafter(length, float("inf"))
    return length
