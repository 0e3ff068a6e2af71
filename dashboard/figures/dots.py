"""Dots on one axis: counts over orders of magnitude, or claims that disagree. No stems."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import View
from dashboard.figures.dress import (
    Dress,
    base_figure,
    escaped,
    label,
    superscript,
    targets,
    wrapped,
)
from dashboard.figures.marks import mark
from dashboard.frames import rows_of
from dashboard.wording import Wording

ROW_PX = 68
RADIUS_PX = 7


def draw(view: View, dress: Dress, words: Wording) -> go.Figure:
    """Return one row a claim: its name, its mark at its value, the figure and its words.

    The axis is logarithmic for counts of different things, linear where one thing is disputed.
    """
    rows = view.rows.assign(y=[-float(n) for n in range(len(view.rows))])
    rows["x"] = rows["obs_value"].fillna((rows["low"] + rows["high"]) / 2)
    figure = base_figure(dress, ROW_PX * len(rows) + 36)
    logarithmic = view.kind == "dots"
    values = [value for name in ("x", "low", "high") for value in rows[name].dropna()]
    low, high = _decades(values) if logarithmic else _around(values)
    figure.update_yaxes(range=[0.35 - len(rows), 0.65])
    figure.update_xaxes(
        type="log" if logarithmic else "linear",
        range=[low, high],
        showgrid=True,
        gridcolor=dress.colour("hairline"),
        tickfont={"size": dress.font_px - 2, "color": dress.colour("muted")},
    )
    if logarithmic:
        ticks = [10**power for power in range(ceil(low), floor(high) + 1)]
        figure.update_xaxes(tickvals=ticks, ticktext=[words.number(tick) for tick in ticks])
    else:
        figure.update_layout(separators=words.separators)
        figure.update_xaxes(tickformat=",", nticks=5)
    for row in rows_of(rows):
        at = log10(row.x) if logarithmic else row.x
        _row(figure, row, at, (at - low) / (high - low), dress)
    said = [f"{r.label}: {r.quantity}. “{r.value_phrase}”" for r in rows_of(rows)]
    targets(figure, list(rows["x"]), list(rows["y"]), list(rows["claim"]), said)
    return figure


def _row(figure: go.Figure, row: Any, at: float, across: float, dress: Dress) -> None:
    """Add a row's name, mark and figure; ``across`` is how far along the axis it stands."""
    colour = dress.place_colour(row.ref_area)
    x, y = row.x, row.y
    hedge, low, high = row.value_qualifier, row.low, row.high
    track = {"color": dress.colour("hairline"), "width": 1, "dash": "dot"}
    figure.add_shape(type="line", xref="paper", x0=0, x1=1, y0=y, y1=y, line=track, layer="below")
    if low == low and high == high:
        figure.add_shape(
            type="line", x0=low, x1=high, y0=y, y1=y, line={"color": colour, "width": 4}
        )
    # A range has a mark at either end: nobody stated its middle.
    for end in (x,) if low != low else (low, high):
        for shape in mark(hedge, colour, dress.colour("paper"), RADIUS_PX):
            figure.add_shape(shape | {"xanchor": end, "yanchor": y})
    indent = "— " * row.depth
    name = label(escaped(indent + row.label), xref="paper", x=0, y=y + 0.42)
    figure.add_annotation(
        name | {"font": {"size": dress.font_px - 1}, "bgcolor": dress.colour("paper")}
    )
    phrase = "<br>".join(escaped(part) for part in wrapped(f"“{row.value_phrase}”", 18))
    text = f"<b>{escaped(row.figure)}</b>{superscript(row.reference)}"
    quoted = f"<span style='font-size:{dress.font_px - 3}px'><i>{phrase}</i></span>"
    side = "right" if across > 0.5 else "left"
    figure.add_annotation(
        label(f"{text}<br>{quoted}", x=at, y=y, captureevents=True, name=row.claim)
        | {"xanchor": side, "align": side, "xshift": -14 if side == "right" else 14}
    )


def _decades(values: list[float]) -> tuple[float, float]:
    """Return whole powers of ten around the values, with room for a mark at the ends."""
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low - 0.16, max(high, low + 1) + 0.38


def _around(values: list[float]) -> tuple[float, float]:
    room = (max(values) - min(values) or abs(max(values)) or 1) * 0.35
    return min(values) - room, max(values) + room
