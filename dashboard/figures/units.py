"""A field of dots: one dot is one thing, the same size in every figure of a dress."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.charts import View
from dashboard.figures.dress import SERIF, Dress, base_figure, escaped, label, superscript, width_em
from dashboard.wording import Wording

_NUMBER_PX, _NUMBER_SIZE_PX = 84, 60


def draw(view: View, dress: Dress, words: Wording) -> go.Figure:
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
    above = _NUMBER_PX / pitch if dress.picture else 0
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
    if dress.picture:
        where = {"xref": "paper", "yref": "paper", "x": 0, "y": 1}
        large = {"family": SERIF, "size": _NUMBER_SIZE_PX}
        number = f"<b>{escaped(row['figure'])}</b>"
        figure.add_annotation(label(number, **where, yanchor="top", font=large))
        quoted = f"<i>“{escaped(row['value_phrase'])}”</i>{superscript(int(row['reference']))}"
        beside = _NUMBER_SIZE_PX * (width_em(row["figure"]) * 1.1 + 0.3)
        figure.add_annotation(
            label(quoted, **where, yanchor="middle", yshift=-_NUMBER_PX * 0.55, xshift=beside)
        )
    return figure
