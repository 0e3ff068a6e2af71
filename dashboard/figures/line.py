"""Claims of one definition over their reference periods; only those are joined by the line."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import View
from dashboard.figures.dots import RADIUS_PX
from dashboard.figures.dress import Dress, base_figure, escaped, label, superscript, targets
from dashboard.figures.marks import mark
from dashboard.frames import rows_of
from dashboard.wording import Wording

HEIGHT_PX = 320


def draw(view: View, dress: Dress, words: Wording) -> go.Figure:
    """Return a line from zero; a claim without a reference period stands alone where stated."""
    rows = view.rows.dropna(subset="obs_value")
    rows = rows[(rows["time_period"] != "") | (rows["stated_on"] != "")]
    rows = rows.assign(x=[_middle(r.time_period or r.stated_on) for r in rows_of(rows)])
    rows = rows.sort_values("x", kind="stable")
    dated = rows[rows["time_period"] != ""]
    figure = base_figure(dress, HEIGHT_PX)
    colour = dress.place_colour(rows["ref_area"].iloc[0])
    grid = {"showgrid": True, "gridcolor": dress.colour("hairline")}
    muted = {"size": dress.font_px - 2, "color": dress.colour("muted")}
    first, last = (date.fromisoformat(rows["x"].iloc[n]) for n in (0, -1))
    room = (last - first) * 0.16 or timedelta(days=30)
    span = [(first - room).isoformat(), (last + room).isoformat()]
    ticks = list(dict.fromkeys(rows["x"].str[:4]))
    figure.update_xaxes(
        type="date",
        range=span,
        tickfont=muted,
        tickvals=[f"{y}-07-01" for y in ticks],
        ticktext=ticks,
    )
    top = float(rows["obs_value"].max()) * 1.25
    figure.update_yaxes(
        visible=True, range=[0, top], ticklabelposition="inside top", nticks=4, **grid
    )
    figure.update_yaxes(tickfont=muted, tickformat=",")
    figure.update_layout(separators=words.separators)
    figure.add_scatter(
        x=list(dated["x"]), y=list(dated["obs_value"]), mode="lines",
        line={"color": colour, "width": 2}, hoverinfo="skip",
    )  # fmt: skip
    for row in rows_of(rows):
        stands = row.value_qualifier
        tone = colour if row.time_period else dress.colour("neutral")
        for shape in mark(stands, tone, dress.colour("paper"), RADIUS_PX):
            figure.add_shape(shape | {"xanchor": row.x, "yanchor": row.obs_value})
        text = f"<b>{escaped(row.figure)}</b>{superscript(row.reference)}"
        if not row.time_period:
            text += f"<br><i>{escaped(words('stated {date}', date=row.stated))}</i>"
        # Below its mark, what stands alone does not lie on its neighbour's label.
        side = ("bottom", 10) if row.time_period else ("top", -10)
        where = {"x": row.x, "y": row.obs_value, "yanchor": side[0], "yshift": side[1]}
        note = label(text, **where, captureevents=True, name=row.claim)
        figure.add_annotation(note | _beside(row.x, rows["x"]))
    said = [
        f"{words.period(r.time_period) if r.time_period else r.stated}: {r.quantity}"
        for r in rows_of(rows)
    ]
    targets(figure, list(rows["x"]), list(rows["obs_value"]), list(rows["claim"]), said)
    return figure


def _beside(day: str, days: pd.Series) -> dict[str, object]:
    """Return how a label is set so that the first and the last stay inside."""
    if len(days) > 1 and day == days.iloc[-1]:
        return {"xanchor": "right", "align": "right", "xshift": 2 * RADIUS_PX}
    if day == days.iloc[0]:
        return {"xanchor": "left", "align": "left", "xshift": -2 * RADIUS_PX}
    return {"xanchor": "center", "align": "center"}


def _middle(period: str) -> str:
    """Return the day in the middle of a period, ISO 8601: where its point is drawn."""
    start, _, end = period.partition("/")
    first = date.fromisoformat((start + "-01-01")[:10] if len(start) != 7 else f"{start}-01")
    end = end or start
    year, month = int(end[:4]), int(end[5:7] or 12)
    after = date(year + month // 12, month % 12 + 1, 1)
    last = date.fromisoformat(end) if len(end) == 10 else after - timedelta(days=1)
    return (first + (last - first) / 2).isoformat()
