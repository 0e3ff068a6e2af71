"""The sources in time: when their figures were stated, and the ordinals they name."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import View
from dashboard.figures.dress import Dress, base_figure, label, lines, targets, wrapped
from dashboard.frames import rows_of
from dashboard.wording import Wording

#: Room between two labels' middles, as a share of the width, before they are put on two levels.
NEAR, NEAR_IN_PICTURE = 0.62, 0.3
MARK_PX = 22
GAP_PX = 10
#: How high plotly sets a line of type.
LINE = 1.3


def draw(view: View, dress: Dress, words: Wording) -> go.Figure:
    """Return one numbered mark a source; below it the date and what the source reports on."""
    rows = view.rows
    if rows.empty:
        return base_figure(dress, 60)
    days = [_day(when) for when in rows["date"]]
    span = (max(days) - min(days)) or timedelta(days=60)
    across = [(day - min(days)) / span for day in days]
    levels = _levels(across, NEAR_IN_PICTURE if dress.picture else NEAR)
    labels = [_label(row, dress) for row in rows_of(rows)]
    drops = _drops(levels, [height for _, height in labels])
    figure = base_figure(dress, MARK_PX / 2 + drops[-1] + 28 + GAP_PX)
    figure.update_layout(margin={"b": 8, "t": 20})
    edge = span * 0.04
    ends = [str(min(days) - edge), str(min(days) + span + edge)]
    figure.update_xaxes(type="date", range=ends, visible=False)
    figure.update_yaxes(range=[0, 1])
    # Where the axis stands in the plot: plotly hears the pointer only inside it.
    height = 0.8 if dress.picture else 1 - MARK_PX / (figure.layout.height - 28)
    axis = {"type": "line", "yref": "paper", "y0": height, "layer": "below"}
    axis["line"] = {"color": dress.colour("hairline"), "width": 2}
    figure.add_shape(axis, xref="paper", x0=0, x1=1, y1=height)
    placed = zip(rows_of(rows), labels, days, across, levels, strict=True)
    for row, (said, _), day, share, level in placed:
        drop = drops[level]
        leader = {"xanchor": str(day), "yanchor": height, "xsizemode": "pixel"}
        leader |= {"ysizemode": "pixel", "x0": 0, "x1": 0, "y1": -drop, "y0": 0}
        figure.add_shape(axis | leader)
        anchor = "left" if share < 0.15 else "right" if share > 0.85 else "center"
        shift = {"left": -MARK_PX / 2, "right": MARK_PX / 2, "center": 0}[anchor]
        where = {"x": str(day), "yref": "paper", "y": height, "yanchor": "top", "yshift": -drop}
        note = label(said, **where, xshift=shift, captureevents=True, name=row.claim)
        figure.add_annotation(note | {"xanchor": anchor, "align": anchor})
    figure.add_scatter(
        x=[str(day) for day in days], y=[height] * len(rows), mode="markers+text",
        text=[f"<b>{n}</b>" for n in rows["reference"]], cliponaxis=False, hoverinfo="skip",
        textfont={"size": dress.font_px - 2, "color": dress.colour("paper")},
        marker={"size": MARK_PX, "color": dress.colour("link")},
    )  # fmt: skip
    targets(
        figure,
        [str(day) for day in days],
        [height] * len(rows),
        list(rows["claim"]),
        list(rows["name"]),
    )
    return figure


def _label(row: Any, dress: Dress) -> tuple[str, float]:
    """Return what stands below a mark, and how high it is in pixels."""
    room = 20 if dress.picture else 11
    name, note = wrapped(row.name, room), wrapped(row.note, room)
    small = dress.font_px - 2
    said = f"<b>{lines([row.dated])}</b><br>{lines(name)}"
    said += f"<br><span style='font-size:{small}px'><i>{lines(note)}</i></span>"
    # Plotly sets every line of a text as high as the text's own type.
    return said, LINE * dress.font_px * (1 + len(name) + len(note))


def _drops(levels: list[int], heights: list[float]) -> list[float]:
    """Return how far below the axis each level begins, and where the last one ends."""
    drops = [MARK_PX / 2 + 6]
    for level in range(max(levels) + 1):
        highest = max(h for at, h in zip(levels, heights, strict=True) if at == level)
        drops.append(drops[-1] + highest + GAP_PX)
    return drops


def _day(when: str) -> date:
    return date.fromisoformat((when + "-01-01")[:10])


def _levels(across: list[float], near: float) -> list[int]:
    """Put labels that would meet on different levels, each on the first one that is free."""
    ends: list[float] = []
    levels = []
    for place in across:
        level = next((n for n, end in enumerate(ends) if place - end >= near), len(ends))
        ends[level : level + 1] = [place]
        levels.append(level)
    return levels
