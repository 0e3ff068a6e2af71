"""What a figure wears: colours, type and size, on the page or in a picture that travels alone."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import plotly.graph_objects as go

SANS = "Noto Sans, Noto Sans CJK KR, system-ui, sans-serif"
SERIF = "Noto Serif, Noto Serif CJK KR, Georgia, serif"
_BROAD = 1.3

#: One column a theme. A figure uses these colours and no others, each once in the light column,
#: so that the page's script can put a drawn figure into the other theme.
PALETTES: dict[str, dict[str, str]] = {
    "light": {
        "VNM": "#c23a2c",
        "KOR": "#14335f",
        "neutral": "#7a848e",
        "VNM_tint": "#f0d8d3",
        "KOR_tint": "#d0d8e3",
        "neutral_tint": "#e1e3e4",
        "link": "#0b6e5f",
        "ink": "#1b1f24",
        "muted": "#5c6670",
        "hairline": "#d9d6cf",
        "paper": "#fbfaf7",
    },
    "dark": {
        "VNM": "#ffb3a6",
        "KOR": "#4f8fe6",
        "neutral": "#9aa4ad",
        "VNM_tint": "#4a3937",
        "KOR_tint": "#213249",
        "neutral_tint": "#31363b",
        "link": "#4fc3ae",
        "ink": "#e8e6e1",
        "muted": "#9aa4ad",
        "hairline": "#343a41",
        "paper": "#14171b",
    },
}


@dataclass(frozen=True)
class Dress:
    """Where a figure is shown. Sizes are CSS pixels; ``picture`` puts the words inside."""

    picture: bool = False
    theme: str = "light"
    width_px: int = 320  # of a picture; on the page the narrowest a chart gets
    height_px: float = 0  # of a picture; on the page a chart is as high as its rows need
    side_px: int = 4
    font_px: int = 14
    dot_pitch_px: float = 5.0

    def colour(self, name: str) -> str:
        """Return a colour of the palette by its name."""
        return PALETTES[self.theme][name]

    def place_colour(self, ref_area: str, suffix: str = "") -> str:
        """Return a place's colour; grey for several places and for those without one."""
        name = ref_area if ref_area in ("VNM", "KOR") else "neutral"
        return self.colour(name + suffix)

    @property
    def plot_width_px(self) -> int:
        """The width left between the margins, at least."""
        return self.width_px - 2 * self.side_px

    @property
    def broad(self) -> bool:
        """Whether panels have room beside each other: in a picture much wider than high."""
        return self.picture and self.width_px >= _BROAD * self.height_px


SCREEN = Dress()


def picture_dress(theme: str = "light", width_px: int = 1200, height_px: float = 675) -> Dress:
    """Return the dress of a picture that is so many CSS pixels wide and high."""
    return Dress(True, theme, width_px, height_px, 48, 17, 8.0)


class Figure:
    """A figure in the making, told piece by piece in plotly's own words.

    Plotly checks it once, when it is settled: ``go.Figure``, told so, copies and checks for each
    piece all that there is, nine tenths of the time of a drawing. ``layout`` is what was told.
    """

    def __init__(self) -> None:
        self.layout: dict[str, Any] = {"xaxis": {}, "yaxis": {}, "annotations": [], "shapes": []}
        self._traces: list[dict[str, Any]] = []

    def update_layout(self, **told: Any) -> None:
        """Set parts of the layout; what lies beside them stays."""
        _merge(self.layout, told)

    def update_xaxes(self, panel: int | None = None, **told: Any) -> None:
        """Set parts of the horizontal axis of a panel, or of all panels."""
        self._update_axes("x", panel, told)

    def update_yaxes(self, panel: int | None = None, **told: Any) -> None:
        """Set parts of the vertical axis of a panel, or of all panels."""
        self._update_axes("y", panel, told)

    def _update_axes(self, letter: str, panel: int | None, told: dict[str, Any]) -> None:
        for name in [name for name in self.layout if name.startswith(f"{letter}axis")]:
            if panel is None or name == axis_name(letter, panel):
                _merge(self.layout[name], told)

    def add_scatter(self, **told: Any) -> None:
        """Add points or lines."""
        self._traces.append({"type": "scatter", **told})

    def add_bar(self, **told: Any) -> None:
        """Add bars."""
        self._traces.append({"type": "bar", **told})

    def add_annotation(self, arg: Mapping[str, Any] = MappingProxyType({}), **more: Any) -> None:
        """Add a note."""
        self.layout["annotations"].append({**arg, **more})

    def add_shape(self, arg: Mapping[str, Any] = MappingProxyType({}), **more: Any) -> None:
        """Add a shape."""
        self.layout["shapes"].append({**arg, **more})

    def settle(self) -> go.Figure:
        """Return plotly's figure, checked."""
        return go.Figure(self._traces, self.layout)


def _merge(held: dict[str, Any], told: Mapping[str, Any]) -> None:
    for name, value in told.items():
        if isinstance(value, Mapping):
            _merge(held.setdefault(name, {}), value)
        else:
            held[name] = value


def escaped(text: str) -> str:
    """Return text that plotly shows as it is, whatever signs it holds."""
    return html.escape(text, quote=False).replace("$", "&#36;")


def width_em(text: str) -> float:
    """Estimate how wide a text is set, in ems; errs on the wide side."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return wide + 0.53 * (len(text) - wide)


def wrapped(text: str, width: float) -> list[str]:
    """Break a text into lines of at most a width in ems, as wide as its signs are set."""
    found = [""]
    for word in _cut(text.split(), width):
        longer = f"{found[-1]} {word}".strip()
        if not found[-1] or width_em(longer) <= width:
            found[-1] = longer
        else:
            found.append(word)
    return found


def _cut(words: Iterable[str], width: float) -> Iterator[str]:
    """Yield words, those wider than a line in parts."""
    for word in words:
        while width_em(word) > width and len(word) > 1:
            fits = max(int(len(word) * width / width_em(word)), 1)
            yield word[:fits]
            word = word[fits:]
        yield word


def lines(texts: list[str]) -> str:
    """Join lines as plotly breaks them, each escaped."""
    return "<br>".join(map(escaped, texts))


def superscript(number: int) -> str:
    """Return a citation mark as plotly's text."""
    return f"<sup> {number}</sup>"


def label(text: str, **where: Any) -> dict[str, Any]:
    """Return an annotation without arrow, from the left unless told otherwise."""
    return {"text": text, "showarrow": False, "xanchor": "left", "align": "left", **where}


def base_figure(dress: Dress, height_px: float) -> Figure:
    """Return an empty figure of a height in the dress's colours and type."""
    figure = Figure()
    figure.update_layout(
        template="none",
        height=height_px,
        margin={"l": dress.side_px, "r": dress.side_px, "t": 8, "b": 28, "pad": 0},
        paper_bgcolor=dress.colour("paper"),
        plot_bgcolor=dress.colour("paper"),
        font={"family": SANS, "size": dress.font_px, "color": dress.colour("ink")},
        showlegend=False,
        hoverlabel={
            "bgcolor": dress.colour("paper"),
            "bordercolor": dress.colour("hairline"),
            "font": {"family": SANS, "color": dress.colour("ink")},
            "align": "left",
        },
        dragmode=False,
    )
    quiet(figure)
    return figure


def quiet(figure: Figure) -> None:
    """Take from all axes of a figure what they show by themselves."""
    off = {"showgrid": False, "zeroline": False, "showline": False, "fixedrange": True}
    figure.update_xaxes(**off, automargin=False)
    figure.update_yaxes(**off, automargin=False, visible=False)


def axis(letter: str, panel: int) -> str:
    """Return what plotly calls an axis of a panel: "x" of the first, "x2" of the second."""
    return letter if panel == 1 else f"{letter}{panel}"


def axis_name(letter: str, panel: int) -> str:
    """Return where plotly's layout holds an axis of a panel: "xaxis", "xaxis2"."""
    return f"{letter}axis{'' if panel == 1 else panel}"


def targets(
    figure: Figure, xs: list[Any], ys: list[Any], claims: list[str], said: list[str], panel: int = 1
) -> None:
    """Add what the reader points at: the data's points, drawn unseen over the marks of a panel."""
    figure.add_scatter(
        xaxis=f"x{panel}", yaxis=f"y{panel}",
        x=xs, y=ys, mode="markers", customdata=claims, hoverinfo="text",
        hovertext=[escaped(text) for text in said], marker={"size": 24, "opacity": 0},
    )  # fmt: skip
