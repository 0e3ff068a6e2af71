"""Dots on one logarithmic axis: counts over orders of magnitude. No stems."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor, log10
from typing import Any

import pandas as pd

from dashboard.charts import View
from dashboard.figures.dress import (
    Dress,
    Figure,
    base_figure,
    escaped,
    label,
    superscript,
    targets,
    wrapped,
)
from dashboard.figures.marks import halo, mark
from dashboard.frames import rows_of
from dashboard.wording import Wording

#: The height of a row: its name above, the figure and its words beside the mark.
ROW_EM = 4.9
RADIUS_PX, CONTEXT_RADIUS_PX = 7, 5


def draw(view: View, dress: Dress, words: Wording) -> Figure:
    """Return one row a claim: its name, its mark at its value, the figure and its words."""
    rows = view.rows.assign(y=[-float(n) for n in range(len(view.rows))], x=middles(view.rows))
    figure = base_figure(dress, ROW_EM * dress.font_px * len(rows) + 36)
    low, high = _decades([v for name in ("x", "low", "high") for v in rows[name].dropna()])
    figure.update_yaxes(range=[0.35 - len(rows), 0.65])
    ticks = [10**power for power in range(ceil(low), floor(high) + 1)]
    figure.update_xaxes(
        type="log",
        range=[low, high],
        showgrid=True,
        gridcolor=dress.colour("hairline"),
        tickfont={"size": dress.font_px - 2, "color": dress.colour("muted")},
        tickvals=ticks,
        ticktext=[words.number(tick) for tick in ticks],
    )
    for row in rows_of(rows):
        add_row(figure, row, log10, (low, high), dress)
    said = [f"{r.label}: {r.quantity}. “{r.value_phrase}”" for r in rows_of(rows)]
    targets(figure, list(rows["x"]), list(rows["y"]), list(rows["claim"]), said)
    return figure


def middles(rows: pd.DataFrame) -> pd.Series:
    """Return the value of each row; of a range its middle, where it is pointed at."""
    return rows["obs_value"].fillna((rows["low"] + rows["high"]) / 2)


def add_row(
    figure: Figure,
    row: Any,
    placed: Callable[[float], float],
    span: tuple[float, float],
    dress: Dress,
    axes: dict[str, str] | None = None,
    *,
    among_context: bool = False,
) -> None:
    """Add a row's name, mark and figure, the last on the side where there is more room.

    ``placed`` tells where on the axis a value is, in plotly's units of it, of which the axis has
    the ``span``. ``axes`` are the references of the panel's axes. Context is drawn smaller and grey,
    and the articles' figures ``among_context`` have a halo.
    """
    axes = axes or {"xref": "x", "yref": "y"}
    own = row.role == "primary"
    colour = dress.place_colour(row.ref_area) if own else dress.colour("neutral")
    x, y = row.x, row.y
    hedge, low, high = row.value_qualifier, row.low, row.high
    line = {"type": "line", "y0": y, "y1": y, **axes}
    track = {"color": dress.colour("hairline"), "width": 1, "dash": "dot"}
    figure.add_shape(line | {"xref": "paper"}, x0=0, x1=1, line=track, layer="below")
    if low == low and high == high:
        figure.add_shape(line, x0=low, x1=high, line={"color": colour, "width": 4})
    shapes = mark(hedge, colour, dress.colour("paper"), RADIUS_PX if own else CONTEXT_RADIUS_PX)
    if own and among_context:
        shapes = [halo(dress.place_colour(row.ref_area, "_tint"), RADIUS_PX), *shapes]
    # A range has a mark at either end: nobody stated its middle.
    for end in (x,) if low != low else (low, high):
        for shape in shapes:
            figure.add_shape(shape | axes | {"xanchor": end, "yanchor": y})
    indent = "— " * row.depth
    name = label(escaped(indent + row.label), **axes | {"xref": "paper"}, x=0, y=y + 0.42)
    figure.add_annotation(
        name | {"font": {"size": dress.font_px - 1}, "bgcolor": dress.colour("paper")}
    )
    phrase = "<br>".join(escaped(part) for part in wrapped(f"“{row.value_phrase}”", 18))
    text = f"<b>{escaped(row.figure)}</b>{superscript(row.reference)}"
    quoted = f"<span style='font-size:{dress.font_px - 3}px'><i>{phrase}</i></span>"
    first, last = (x, x) if low != low else (low, high)
    side = "right" if placed(first) - span[0] > span[1] - placed(last) else "left"
    end = first if side == "right" else last
    figure.add_annotation(
        label(f"{text}<br>{quoted}", **axes, x=placed(end), y=y, captureevents=True, name=row.claim)
        | {"xanchor": side, "align": side, "xshift": -14 if side == "right" else 14}
    )


def _decades(values: list[float]) -> tuple[float, float]:
    """Return whole powers of ten around the values, with room for a mark at the ends."""
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low - 0.16, max(high, low + 1) + 0.38
