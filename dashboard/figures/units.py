"""A field of dots: one dot is one thing, the same size in every figure of a dress."""

from __future__ import annotations

from typing import Any

from dashboard.charts import View
from dashboard.figures.dress import (
    SERIF,
    Dress,
    Figure,
    base_figure,
    escaped,
    label,
    lines,
    superscript,
    width_em,
    wrapped,
)
from dashboard.wording import Wording

_NUMBER_PX, _NUMBER_SIZE_PX = 84, 60


def draw(view: View, dress: Dress, words: Wording) -> Figure:
    """Return as many dots as the claim counts, row by row, in the colour of its place."""
    row = view.rows.iloc[-1]
    count = int(row["obs_value"])
    pitch = dress.dot_pitch_px
    columns = int(dress.plot_width_px / pitch)
    rows = -(-count // columns)
    figure = base_figure(dress, max(rows * pitch, 20) + 20)
    if not dress.picture:
        figure.update_layout(width=columns * pitch + 2 * dress.side_px, autosize=False)
    figure.update_layout(margin={"t": 10, "b": 10})
    figure.update_xaxes(range=[-0.5, columns - 0.5], visible=False)
    number = _number(row, dress) if dress.picture else []
    above = sum(height for height, _ in number) / pitch
    # One unit of either axis is one pitch, so that the field keeps its shape in any height.
    figure.update_yaxes(scaleanchor="x", range=[0.5 - rows, 0.5 + above], constraintoward="top")
    figure.update_yaxes(constrain="domain")
    figure.add_scatter(
        x=[n % columns for n in range(count)],
        y=[-(n // columns) for n in range(count)],
        mode="markers",
        hoverinfo="text",
        hovertext=escaped(f"{row['quantity']}. “{row['value_phrase']}”"),
        customdata=[row["claim"]] * count,
        marker={"size": pitch * 0.68, "color": dress.place_colour(row["ref_area"])},
    )
    for _, note in number:
        figure.add_annotation(note)
    return figure


def _number(row: Any, dress: Dress) -> list[tuple[float, dict[str, Any]]]:
    """Return the figure set large, and its words beside it or, where they do not fit, below.

    Each comes with the height that it adds above the dots.
    """
    where = {"xref": "paper", "yref": "paper", "x": 0, "y": 1}
    large = {"family": SERIF, "size": _NUMBER_SIZE_PX}
    number = label(f"<b>{escaped(row['hedged'])}</b>", **where, yanchor="top", font=large)
    quotation = f"“{row['value_phrase']}”"
    said = f"{row['modal']}: {quotation}" if row["modal"] else quotation
    mark = superscript(int(row["reference"]))
    beside = _NUMBER_SIZE_PX * (width_em(row["hedged"]) * 1.1 + 0.3)
    room = dress.plot_width_px - beside
    if dress.font_px * (width_em(said) + 1.5) <= room:
        quoted = label(f"<i>{escaped(said)}</i>{mark}", **where, yanchor="middle", xshift=beside)
        return [(_NUMBER_PX, number), (0, quoted | {"yshift": -_NUMBER_PX * 0.55})]
    held = wrapped(said, dress.plot_width_px / dress.font_px - 1.5)
    quoted = label(f"<i>{lines(held)}</i>{mark}", **where, yanchor="top", yshift=-_NUMBER_PX)
    return [(_NUMBER_PX, number), (1.3 * dress.font_px * len(held) + 14, quoted)]
