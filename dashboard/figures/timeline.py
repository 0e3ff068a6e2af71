"""The sources in time: when their figures were stated, and the ordinals they name.

Context without words of its own is a smaller number above the axis, by which the list of sources
names it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd

from dashboard.charts import View
from dashboard.figures.dress import (
    Dress,
    Figure,
    base_figure,
    label,
    lines,
    superscript,
    targets,
    width_em,
    wrapped,
)
from dashboard.frames import rows_of
from dashboard.periods import middle
from dashboard.wording import Wording

#: Room between two labels' middles before they are put on two levels: on the page as a share of
#: the width, in a picture as they are wide.
NEAR, NEAR_IN_PICTURE_PX = 0.62, 331
MARK_PX, SMALL_PX, _YEAR_PX = 22, 18, 14
GAP_PX = 10
#: Room at either end of the axis, as a part of the time shown.
_EDGE = 0.04
#: How high plotly sets a line of type.
LINE = 1.3


def draw(view: View, dress: Dress, words: Wording) -> Figure:
    """Return one numbered mark a source; below it the date and what the source reports on."""
    rows = view.rows
    if rows.empty:
        return base_figure(dress, 60)
    days = [middle(when) for when in rows["date"]]
    span = (max(days) - min(days)) or timedelta(days=60)
    rows = rows.assign(day=[str(day) for day in days])
    rows["across"] = [(day - min(days)) / span for day in days]
    told, own = rows[rows["labelled"]], rows["role"] == "primary"
    width = dress.plot_width_px / (1 + 2 * _EDGE)
    near = NEAR_IN_PICTURE_PX / dress.plot_width_px if dress.picture else NEAR
    levels = _levels(list(told["across"]), near)
    labels = [_label(row, dress) for row in rows_of(told)]
    years = _YEAR_PX if len(told) < len(rows) else 0
    drops = _drops(levels, [size[1] for _, size in labels], MARK_PX / 2 + 6 + years)
    piles = _levels(list(rows[own]["across"]), MARK_PX / width)
    heaps = _levels(list(rows[~own]["across"]), SMALL_PX / width)
    upper = MARK_PX * (max(piles, default=0) + 0.5)
    rise = upper + SMALL_PX * (max(heaps, default=-1) + 1)
    figure = base_figure(dress, 20 + rise + drops[-1] + GAP_PX)
    figure.update_layout(margin={"b": 8, "t": 20})
    edge = span * _EDGE
    ends = [str(min(days) - edge), str(max(days) + edge)]
    figure.update_xaxes(type="date", range=ends, visible=False)
    figure.update_yaxes(range=[0, 1])
    # Where the axis stands in the plot: plotly hears the pointer only inside it.
    plot_px = figure.layout["height"] - 28
    height = 0.8 if dress.picture and own.all() else 1 - rise / plot_px
    axis = {"type": "line", "yref": "paper", "y0": height, "layer": "below"}
    axis["line"] = {"color": dress.colour("hairline"), "width": 2}
    figure.add_shape(axis, xref="paper", x0=0, x1=1, y1=height)
    if years:
        _name_years(figure, days, height, dress)
    for row, (said, size), level in zip(rows_of(told), labels, levels, strict=True):
        drop = drops[level]
        leader = {"xanchor": row.day, "yanchor": height, "xsizemode": "pixel"}
        leader |= {"ysizemode": "pixel", "x0": 0, "x1": 0, "y1": -drop, "y0": 0}
        figure.add_shape(axis | leader)
        half = (size[0] / 2 + MARK_PX) / width
        anchor = "left" if row.across < half else "right" if row.across > 1 - half else "center"
        shift = {"left": -MARK_PX / 2, "right": MARK_PX / 2, "center": 0}[anchor]
        where = {"x": row.day, "yref": "paper", "y": height, "yanchor": "top", "yshift": -drop}
        note = label(said, **where, xshift=shift, captureevents=True, name=row.claim)
        # On paper, so that another's leader passes behind the words.
        sheet = {"bgcolor": dress.colour("paper"), "borderpad": 0}
        figure.add_annotation(note | sheet | {"xanchor": anchor, "align": anchor})
    _marks(figure, rows[own], [height + MARK_PX * n / plot_px for n in piles], MARK_PX, dress)
    above = [height + (upper + SMALL_PX * (n + 0.5)) / plot_px for n in heaps]
    _marks(figure, rows[~own], above, SMALL_PX, dress)
    return figure


def _marks(
    figure: Figure, rows: pd.DataFrame, heights: list[float], size_px: int, dress: Dress
) -> None:
    """Draw numbered marks: the articles' filled, those of context as rings."""
    filled = size_px == MARK_PX
    figure.add_scatter(
        x=list(rows["day"]), y=heights, mode="markers+text",
        text=[f"<b>{n}</b>" for n in rows["reference"]], cliponaxis=False, hoverinfo="skip",
        textfont={
            "size": dress.font_px - (2 if filled else 4),
            "color": dress.colour("paper" if filled else "ink"),
        },
        marker={
            "size": size_px,
            "color": dress.colour("link" if filled else "paper"),
            "line": {"width": 1, "color": dress.colour("link" if filled else "neutral")},
        },
    )  # fmt: skip
    said = [f"{row.name}, {row.dated}" for row in rows_of(rows)]
    targets(figure, list(rows["day"]), heights, list(rows["claim"]), said)


def _name_years(figure: Figure, days: list[date], height: float, dress: Dress) -> None:
    """Write under the axis where each year begins; of context nothing else tells its time."""
    small = {"size": dress.font_px - 3, "color": dress.colour("muted")}
    for year in range(min(days).year + 1, max(days).year + 1):
        where = {"x": f"{year}-01-01", "yref": "paper", "y": height, "yanchor": "top"}
        figure.add_annotation(
            label(str(year), **where, xanchor="center", yshift=-MARK_PX / 2, font=small)
        )


def _label(row: Any, dress: Dress) -> tuple[str, tuple[float, float]]:
    """Return what stands below a mark, and how wide and high it is in pixels."""
    room = 20 if dress.picture else 11
    name, note = wrapped(row.name, room), wrapped(row.note, room)
    small = dress.font_px - 2
    said = f"<b>{lines([row.dated])}</b>{superscript(row.reference)}<br>{lines(name)}"
    said += f"<br><span style='font-size:{small}px'><i>{lines(note)}</i></span>"
    wide = max(map(width_em, (row.dated, *name, *note))) * dress.font_px
    # Plotly sets every line of a text as high as the text's own type.
    return said, (wide, LINE * dress.font_px * (1 + len(name) + len(note)))


def _drops(levels: list[int], heights: list[float], first: float) -> list[float]:
    """Return how far below the axis each level begins, and where the last one ends."""
    drops = [first]
    for level in range(max(levels, default=-1) + 1):
        highest = max(h for at, h in zip(levels, heights, strict=True) if at == level)
        drops.append(drops[-1] + highest + GAP_PX)
    return drops


def _levels(across: list[float], near: float) -> list[int]:
    """Put labels that would meet on different levels, each on the first one that is free."""
    ends: list[float] = []
    levels = []
    for place in across:
        level = next((n for n, end in enumerate(ends) if place - end >= near), len(ends))
        ends[level : level + 1] = [place]
        levels.append(level)
    return levels
