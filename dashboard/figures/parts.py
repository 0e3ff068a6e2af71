"""A part inside its whole, each pair a bar of its own; no two wholes share a scale."""

from __future__ import annotations

from dashboard.charts import View
from dashboard.figures.dress import (
    Dress,
    Figure,
    base_figure,
    escaped,
    label,
    superscript,
    width_em,
)
from dashboard.frames import rows_of
from dashboard.wording import Wording

ROW_PX = 104
BAR = 0.36


def draw(view: View, dress: Dress, words: Wording) -> Figure:
    """Return one bar a pair: the whole in a tint, the part in it at the exact quotient."""
    rows = view.rows
    places = [-n for n in range(len(rows))]
    figure = base_figure(dress, ROW_PX * len(rows) + 36)
    figure.update_xaxes(range=[0, 1], visible=False)
    # A pair alone in a picture keeps the height that it has beside another.
    figure.update_yaxes(range=[0.5 - max(len(rows), 1 + dress.picture), 0.5])
    figure.update_layout(barmode="overlay", margin={"b": 8})
    for suffix, lengths, column in (
        ("_tint", [1.0] * len(rows), "whole"),
        ("", list(rows["ratio"]), "part"),
    ):
        figure.add_bar(
            x=lengths, y=places, width=BAR, orientation="h", hoverinfo="text",
            hovertext=[escaped(text) for text in rows[column]],
            customdata=list(rows[f"{column}_claim"]),
            marker={"color": [dress.place_colour(area, suffix) for area in rows["ref_area"]]},
        )  # fmt: skip
    for y, row in zip(places, rows_of(rows), strict=True):
        cited = superscript(int(row.reference))
        part = label(f"<b>{escaped(row.part)}</b>{cited}", xref="paper", x=0, y=y + BAR / 2)
        whole = label(f"{escaped(row.whole)}{cited}", xref="paper", x=1, y=y - BAR / 2)
        left = max(row.ratio, 1 - row.ratio) * dress.plot_width_px - 16
        fits = width_em(f"{row.said} {row.note}") * dress.font_px <= left
        told = f"<i>{escaped(row.note)}</i>"
        if not fits:  # at its narrowest a chart holds it in two lines, the second smaller
            told = f"<span style='font-size:{dress.font_px - 2}px'>{told}</span>"
        parting = " " if fits else "<br>"
        said = label(f"<b>{escaped(row.said)}</b>{parting}{told}", x=row.ratio, y=y)
        figure.add_annotation(
            part | {"yanchor": "bottom", "captureevents": True, "name": row.part_claim}
        )
        figure.add_annotation(
            whole
            | {"xanchor": "right", "yanchor": "top"}
            | {"captureevents": True, "name": row.whole_claim}
        )
        if row.ratio > 0.5:
            said |= {"x": row.ratio, "xanchor": "right", "font": {"color": dress.colour("paper")}}
        figure.add_annotation(said | {"xshift": -8 if row.ratio > 0.5 else 8})
    return figure
