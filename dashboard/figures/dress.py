"""What a figure wears: colours, type and size, on the page or in a picture that travels alone."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import View, context_label
from dashboard.figures.marks import mark
from dashboard.wording import Wording

SANS = "Noto Sans, Noto Sans CJK KR, system-ui, sans-serif"
SERIF = "Noto Serif, Noto Serif CJK KR, Georgia, serif"

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
    height_px: int = 0  # of a picture; on the page a chart is as high as its rows need
    side_px: int = 4
    font_px: int = 14
    dot_pitch_px: float = 5.0
    scale: float = 1.0

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


SCREEN = Dress()


def picture_dress(theme: str = "light") -> Dress:
    """Return the dress of an exported picture: 1200 × 675, drawn at 4/3 to 1600 × 900 pixels."""
    return Dress(True, theme, 1200, 675, 48, 17, 8.0, 4 / 3)


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


def base_figure(dress: Dress, height_px: float) -> go.Figure:
    """Return an empty figure of a height in the dress's colours and type."""
    figure = go.Figure()
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


def quiet(figure: go.Figure) -> None:
    """Take from all axes of a figure what they show by themselves."""
    off = {"showgrid": False, "zeroline": False, "showline": False, "fixedrange": True}
    figure.update_xaxes(**off, automargin=False)
    figure.update_yaxes(**off, automargin=False, visible=False)


def axis(letter: str, panel: int) -> str:
    """Return what plotly calls an axis of a panel: "x" of the first, "x2" of the second."""
    return letter if panel == 1 else f"{letter}{panel}"


def targets(
    figure: go.Figure,
    xs: list[Any],
    ys: list[Any],
    claims: list[str],
    said: list[str],
    panel: int = 1,
) -> None:
    """Add what the reader points at: the data's points, drawn unseen over the marks of a panel."""
    figure.add_scatter(
        xaxis=f"x{panel}", yaxis=f"y{panel}",
        x=xs, y=ys, mode="markers", customdata=claims, hoverinfo="text",
        hovertext=[escaped(text) for text in said], marker={"size": 24, "opacity": 0},
    )  # fmt: skip


def finish(figure: go.Figure, view: View, dress: Dress, words: Wording) -> go.Figure:
    """Put title, subtitle, legend, sources and stamp into a picture; leave a page's figure."""
    if not dress.picture:
        return figure
    room = dress.plot_width_px
    title = wrapped(view.title, room / 28)
    subtitle = wrapped(view.subtitle, room / 17)
    notes = [f"{number}  {text}" for number, text in view.sources]
    if view.context:
        named = " · ".join(f"{number} {text}" for number, text in view.context)
        notes.append(f"{context_label(view, words)} {named}")
    footer = [
        line for text in (*notes, " ".join(view.remarks)) for line in wrapped(text, room / 15)
    ]
    # What stands above the plot in its own drawing has its place below title and subtitle.
    above = figure.layout.margin.t
    top = 40 + 38 * len(title) + 24 * len(subtitle) + 6 + above
    legend_px = 34 if view.hedges else 0
    bottom = 40 + legend_px + 21 * (len(footer) + 1) + 22
    needed = top + bottom + figure.layout.height - above - figure.layout.margin.b
    # Times 4/3, the scale, a multiple of three is a whole number of the picture's pixels.
    needed = 3 * ceil(needed / 3)
    figure.update_layout(
        width=dress.width_px, height=max(dress.height_px, needed), autosize=False,
        margin={"t": top, "b": bottom, "l": dress.side_px, "r": dress.side_px},
    )  # fmt: skip
    heading = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "yanchor": "top"}
    serif = {"family": SERIF, "size": 28}
    muted = {"size": 17, "color": dress.colour("muted")}
    small = {"size": 15, "color": dress.colour("muted")}
    foot = {"xref": "paper", "yref": "paper", "x": 0, "y": 0, "yanchor": "top"}
    below = 40 + legend_px
    for entry in (
        label(f"<b>{lines(title)}</b>", **heading, yshift=top - 30, font=serif),
        label(lines(subtitle), **heading, yshift=top - 36 - 38 * len(title), font=muted),
        label(lines(footer), **foot, yshift=-below, font=small),
        label(
            escaped(view.stamp),
            **foot, yshift=-below - 21 * len(footer) - 4,
            font={"size": 14, "color": dress.colour("link")},
        ),
    ):  # fmt: skip
        figure.add_annotation(entry)
    _legend(figure, view, dress, words)
    return figure


def _legend(figure: go.Figure, view: View, dress: Dress, words: Wording) -> None:
    """Draw the marks that the picture holds, each with its word and the article's own."""
    across = 8.0
    for hedge, own in view.hedges:
        text = words.hedge(hedge, own)
        place = {"xref": "paper", "yref": "paper", "x": across / dress.plot_width_px}
        # A mark is placed in pixels below the plot, where a shape may still be drawn.
        for shape in mark(hedge, dress.colour("neutral"), dress.colour("paper"), 7, drop_px=50):
            shape.update(xref="paper", yref="paper", xanchor=place["x"], yanchor=0)
            figure.add_shape(shape)
        font = {"size": 15, "color": dress.colour("muted")}
        place.update(y=0, yanchor="middle", yshift=-50, xshift=14)
        figure.add_annotation(label(escaped(text), font=font, **place))
        across += 15 * width_em(text) + 56
