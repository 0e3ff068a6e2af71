"""What frames a figure in a picture that travels alone: title, legend, sources, remarks, stamp."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dashboard.charts import View, context_label
from dashboard.claim import Hedge
from dashboard.figures.dress import SERIF, Dress, Figure, escaped, label, lines, width_em, wrapped
from dashboard.figures.marks import mark
from dashboard.wording import Wording

_TITLE_PX, _SUBTITLE_PX, _NOTE_PX, _STAMP_PX = 28, 17, 15, 14
#: How high a line of each is set.
_TITLE_LINE_PX, _SUBTITLE_LINE_PX, _NOTE_LINE_PX = 38, 24, 21
#: From the plot's edge to the legend's first row; between its rows; from there to the sources.
_TO_LEGEND_PX, _LEGEND_ROW_PX, _TO_NOTES_PX = 50, 26, 40
_MARK_PX = 7


def framed(figure: Figure, view: View, dress: Dress, words: Wording) -> Figure:
    """Put title, subtitle, legend, sources, remarks and stamp around a figure.

    It becomes as high as its dress wants it, or higher where it would not fit.
    """
    room = dress.plot_width_px
    # Bold serifs are wider than what ``width_em`` counts with.
    title = wrapped(view.title, room / _TITLE_PX / 1.08)
    subtitle = wrapped(view.subtitle, room / _SUBTITLE_PX)
    notes = [line for text in _notes(view, words) for line in wrapped(text, room / _NOTE_PX)]
    stamp = wrapped(view.stamp, room / _STAMP_PX)
    legend = list(_legend(view, words, room))
    # What stands above the plot in its own drawing has its place below title and subtitle.
    above = figure.layout["margin"]["t"]
    heading_px = 36 + _TITLE_LINE_PX * len(title)
    top = heading_px + _SUBTITLE_LINE_PX * len(subtitle) + 10 + above
    rows = 1 + max((entry.row for entry in legend), default=-1)
    below = _TO_NOTES_PX + (34 + _LEGEND_ROW_PX * (rows - 1) if rows else 0)
    bottom = below + _NOTE_LINE_PX * (len(notes) + len(stamp)) + 22
    needed = top + bottom + figure.layout["height"] - above - figure.layout["margin"]["b"]
    figure.update_layout(
        width=dress.width_px, height=max(dress.height_px, needed), autosize=False,
        margin={"t": top, "b": bottom, "l": dress.side_px, "r": dress.side_px},
    )  # fmt: skip
    muted = dress.colour("muted")
    head = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "yanchor": "top"}
    foot = head | {"y": 0}
    for text, where, shift, font in (
        (f"<b>{lines(title)}</b>", head, top - 30, {"family": SERIF, "size": _TITLE_PX}),
        (lines(subtitle), head, top - heading_px, {"size": _SUBTITLE_PX, "color": muted}),
        (lines(notes), foot, -below, {"size": _NOTE_PX, "color": muted}),
        (
            lines(stamp),
            foot,
            -below - _NOTE_LINE_PX * len(notes) - 4,
            {"size": _STAMP_PX, "color": dress.colour("link")},
        ),
    ):
        figure.add_annotation(label(text, **where, yshift=shift, font=font))
    for entry in legend:
        _draw_entry(figure, entry, dress)
    return figure


def _notes(view: View, words: Wording) -> Iterator[str]:
    """Yield the numbered sources, those of context in one line, and the remarks."""
    yield from (f"{number}  {text}" for number, text in view.sources)
    if view.context:
        named = " · ".join(f"{number} {text}" for number, text in view.context)
        yield f"{context_label(view, words)} {named}"
    if view.remarks:
        yield " ".join(view.remarks)


@dataclass(frozen=True)
class _Entry:
    """A mark of the legend with its word and the articles' own; where it stands."""

    hedge: Hedge
    text: str
    row: int
    across_px: float


def _legend(view: View, words: Wording, room_px: float) -> Iterator[_Entry]:
    """Yield the marks that the picture holds, as many in a row as have room."""
    row, across = 0, float(_MARK_PX + 1)
    for hedge, own in view.hedges:
        text = words.hedge(hedge, own)
        wide = _NOTE_PX * width_em(text) + 14
        if across + wide > room_px and across > _MARK_PX + 1:
            row, across = row + 1, float(_MARK_PX + 1)
        yield _Entry(hedge, text, row, across)
        across += wide + 42


def _draw_entry(figure: Figure, entry: _Entry, dress: Dress) -> None:
    drop = _TO_LEGEND_PX + _LEGEND_ROW_PX * entry.row
    # Below the plot a shape may still be drawn, where it is placed in pixels.
    at: dict[str, Any] = {"xref": "paper", "yref": "paper"}
    across = entry.across_px / dress.plot_width_px
    neutral, paper = dress.colour("neutral"), dress.colour("paper")
    for shape in mark(entry.hedge, neutral, paper, _MARK_PX, drop_px=drop):
        figure.add_shape(shape | at | {"xanchor": across, "yanchor": 0})
    where = at | {"x": across, "y": 0, "yanchor": "middle", "yshift": -drop, "xshift": 14}
    font = {"size": _NOTE_PX, "color": dress.colour("muted")}
    figure.add_annotation(label(escaped(entry.text), **where, font=font))
