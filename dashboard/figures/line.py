"""Claims over time: a line joins those of one series by what they refer to, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.chart_rows import Panel
from dashboard.charts import View
from dashboard.figures.dots import CONTEXT_RADIUS_PX, RADIUS_PX
from dashboard.figures.dress import (
    Dress,
    axis,
    base_figure,
    escaped,
    label,
    lines,
    superscript,
    targets,
    width_em,
    wrapped,
)
from dashboard.figures.marks import frame, halo, mark
from dashboard.figures.panels import heading_px, headings, side_by_side, stacked
from dashboard.figures.placing import Box, along, spots
from dashboard.frames import rows_of
from dashboard.wording import Wording

_AXIS_PX = 28
#: The height of a panel of a few points, and what each further one adds.
_PANEL_PX, _POINT_PX, _FEW = 160, 46, 2
_NAME_EM, _SMALLER_PX = 14, 3
#: Room after the last point, as a part of the axis.
_AFTER = 0.1
#: Room under the zero line, so that a mark that stands on it is whole.
_BELOW = 0.08


def draw(view: View, dress: Dress, words: Wording) -> go.Figure:
    """Return a panel for each series, from zero, all over the same years.

    The articles' figures are in their place's colour, context is smaller and grey.
    What has no reference period stands in a frame at the day it was stated, joined to nothing.
    """
    held = [_dated(panel.rows) for panel in view.panels]
    shown = [(panel, rows) for panel, rows in zip(view.panels, held, strict=True) if len(rows)]
    panels = tuple(panel for panel, _ in shown)
    plots = [_PANEL_PX + _POINT_PX * max(len(rows) - _FEW, 0) for _, rows in shown]
    figure = base_figure(dress, _PANEL_PX)
    if dress.picture:
        plots = [max(plots)] * len(plots)
        width = side_by_side(figure, len(shown), dress)
        title = heading_px(panels, dress, width)
        figure.update_layout(height=max(plots) + title + _AXIS_PX, margin={"t": 8 + title})
    else:
        width = dress.plot_width_px
        title = heading_px(panels, dress, width)
        heights = [title + plot + _AXIS_PX for plot in plots]
        stacked(figure, heights, top_px=title, bottom_px=_AXIS_PX)
        figure.update_layout(height=sum(heights) + 8, margin={"b": 0})
    named = [_tick_px(rows, dress, words) for _, rows in shown]
    years = _Years([day for _, rows in shown for day in rows["x"]], max(named) / width)
    for number, (panel, rows) in enumerate(shown, 1):
        size = (width, plots[number - 1])
        drawn = _Drawn(figure, number, years, size, dress, words, among_context=bool(view.context))
        drawn.draw(panel, rows)
    headings(figure, panels, dress, width)
    return figure


def _dated(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what can be placed in time, with its day in ``x``, in the order of time."""
    rows = rows.dropna(subset="obs_value")
    rows = rows[(rows["time_period"] != "") | (rows["stated_on"] != "")]
    rows = rows.assign(x=[_middle(r.time_period or r.stated_on) for r in rows_of(rows)])
    return rows.sort_values("x", kind="stable")


class _Years:
    """The years that all panels span, with room at either end; ``before`` is a part of the axis."""

    def __init__(self, days: list[str], before: float) -> None:
        first, last = (date.fromisoformat(day) for day in (min(days), max(days)))
        span = (last - first) or timedelta(days=60)
        whole = span / (1 - before - _AFTER)
        self.first, self.last = first - whole * before, last + whole * _AFTER
        self.named = range(first.year, last.year + 1)

    def across(self, day: str) -> float:
        """Return how far along the axis a day stands, from 0 to 1."""
        return (date.fromisoformat(day) - self.first) / (self.last - self.first)

    def ticks(self, width_px: float) -> dict[str, Any]:
        """Return the years to be named, each at its middle, as many as there is room for."""
        step = -(-len(self.named) * 46 // int(width_px))
        named = self.named[::step]
        return {"tickvals": [f"{y}-07-01" for y in named], "ticktext": [str(y) for y in named]}


class _Drawn:
    """One panel of a figure, as it is drawn."""

    def __init__(
        self,
        figure: go.Figure,
        number: int,
        years: _Years,
        size_px: tuple[float, float],
        dress: Dress,
        words: Wording,
        *,
        among_context: bool,
    ) -> None:
        self.figure, self.number, self.years = figure, number, years
        self.size_px, self.dress, self.words = size_px, dress, words
        self.among_context = among_context
        self.axes = {"xref": axis("x", number), "yref": axis("y", number)}

    def draw(self, panel: Panel, rows: pd.DataFrame) -> None:
        top = _top(rows)
        self._set_axes(top)
        self._join(rows, dashed=bool(panel.comparability))
        self._link_echoes(rows)
        for row in rows_of(rows):
            self._mark(row)
        self._label(rows, top)
        said = [f"{self._when(r)}: {r.quantity}. {r.publisher}" for r in rows_of(rows)]
        xs, ys, claims = (list(rows[name]) for name in ("x", "obs_value", "claim"))
        targets(self.figure, xs, ys, claims, said, self.number)

    def _set_axes(self, top: float) -> None:
        dress, years = self.dress, self.years
        muted = {"size": dress.font_px - 2, "color": dress.colour("muted")}
        span = [years.first.isoformat(), years.last.isoformat()]
        ticks = _round_steps(top)
        self.figure.update_xaxes(
            type="date", range=span, tickfont=muted, **years.ticks(self.size_px[0]),
            selector=self.number - 1,
        )  # fmt: skip
        self.figure.update_yaxes(
            visible=True, range=[-_BELOW * top, top], tickfont=muted, ticklabelposition="inside top",
            showgrid=True, gridcolor=dress.colour("hairline"),
            tickvals=ticks, ticktext=[self.words.number(tick) for tick in ticks],
            selector=self.number - 1,
        )  # fmt: skip

    def _join(self, rows: pd.DataFrame, *, dashed: bool) -> None:
        """Draw the lines, and between two of them where the series breaks."""
        found = [rows[rows["run"] == run] for run in sorted(set(rows["run"]) - {-1})]
        for run in found:
            own = (run["role"] == "primary").all()
            colour = self.dress.place_colour(run["ref_area"].iloc[0]) if own else None
            self.figure.add_scatter(
                x=list(run["x"]), y=list(run["obs_value"]), mode="lines", hoverinfo="skip",
                xaxis=self.axes["xref"], yaxis=self.axes["yref"],
                line={
                    "color": colour or self.dress.colour("neutral"),
                    "width": 2 if own else 1.5,
                    "dash": "dash" if dashed else "solid",
                },
            )  # fmt: skip
        for before, after in pairwise(found):
            day = _halfway(before["x"].iloc[-1], after["x"].iloc[0])
            where = {"xref": self.axes["xref"], "yref": f"{self.axes['yref']} domain"}
            torn = {"color": self.dress.colour("muted"), "width": 1.5, "dash": "dashdot"}
            self.figure.add_shape(type="line", x0=day, x1=day, y0=0, y1=1, line=torn, **where)

    def _link_echoes(self, rows: pd.DataFrame) -> None:
        """Join what is repeated to what repeats it, by dots: no line of values."""
        at = {row.claim: (row.x, row.obs_value) for row in rows_of(rows)}
        dots = {"color": self.dress.colour("muted"), "width": 1.5, "dash": "dot"}
        for row in rows_of(rows):
            if row.echoes in at:
                x, y = at[row.echoes]
                self.figure.add_shape(
                    type="line", x0=x, y0=y, x1=row.x, y1=row.obs_value,
                    line=dots, layer="below", **self.axes,
                )  # fmt: skip

    def _mark(self, row: Any) -> None:
        dress, own = self.dress, row.role == "primary"
        colour = dress.place_colour(row.ref_area) if own else dress.colour("neutral")
        radius = RADIUS_PX if own else CONTEXT_RADIUS_PX
        shapes = mark(row.value_qualifier, colour, dress.colour("paper"), radius)
        if not row.time_period:
            shapes = [frame(colour, dress.colour("paper"), radius), *shapes]
        if own and self.among_context:
            shapes = [halo(dress.place_colour(row.ref_area, "_tint"), radius), *shapes]
        for shape in shapes:
            self.figure.add_shape(shape | self.axes | {"xanchor": row.x, "yanchor": row.obs_value})

    def _label(self, rows: pd.DataFrame, top: float) -> None:
        """Write figure and voice beside each point, the articles' first."""
        rows = rows.sort_values("role", ascending=False, kind="stable")
        width, height = self.size_px
        points = [
            (self.years.across(row.x) * width, self._up(row.obs_value, top))
            for row in rows_of(rows)
        ]
        written = [self._written(row) for row in rows_of(rows)]
        room, crossed = Box(0, 0, width, height), [*self._crossed(rows, points, top)]
        placed = spots(points, [size for _, size in written], room, crossed)
        for row, (text, _), spot in zip(rows_of(rows), written, placed, strict=True):
            where = {"x": row.x, "y": row.obs_value, "yanchor": "middle", **self.axes}
            shifts: dict[str, Any] = {"xshift": spot.right_px, "yshift": spot.up_px}
            shifts["font"] = {"size": self.dress.font_px - _SMALLER_PX}
            note = label(text, **where, **shifts, captureevents=True, name=row.claim)
            self.figure.add_annotation(note | {"xanchor": spot.anchor, "align": spot.anchor})

    def _up(self, value: float, top: float) -> float:
        return self.size_px[1] * (value / top + _BELOW) / (1 + _BELOW)

    def _crossed(
        self, rows: pd.DataFrame, points: list[tuple[float, float]], top: float
    ) -> Iterator[Box]:
        """Yield what labels had better not lie on: the lines, and the names of the ticks."""
        at = dict(zip(rows["claim"], points, strict=True))
        for run in set(rows["run"]) - {-1}:
            for before, after in pairwise(rows[rows["run"] == run].sort_values("x")["claim"]):
                yield from along(at[before], at[after])
        for row in rows_of(rows):
            if row.echoes in at:
                yield from along(at[row.echoes], at[row.claim])
        for tick in _round_steps(top):
            y = self._up(tick, top)
            yield Box(0, y, _tick_px(rows, self.dress, self.words), y + 1.2 * self.dress.font_px)

    def _written(self, row: Any) -> tuple[str, tuple[float, float]]:
        """Return a label, and its width and height in pixels."""
        size = self.dress.font_px
        name = wrapped(row.publisher, _NAME_EM)
        figure = f"<b>{escaped(row.figure)}</b>{superscript(row.reference)}"
        text = f"<span style='font-size:{size}px'>{figure}</span><br>{lines(name)}"
        wide = [width_em(row.figure) * 1.1 * size + 14]
        wide += [width_em(part) * (size - _SMALLER_PX) for part in name]
        # Plotly sets every line of a text as high as the text's own type.
        return text, (max(wide), 1.3 * (size - _SMALLER_PX) * (1 + len(name)))

    def _when(self, row: Any) -> str:
        if row.time_period:
            return self.words.period(row.time_period)
        return self.words("stated {date}", date=row.stated)


def _top(rows: pd.DataFrame) -> float:
    return float(rows["obs_value"].max()) * 1.3


def _tick_px(rows: pd.DataFrame, dress: Dress, words: Wording) -> float:
    """Return how much room the names of the ticks take at the left of a panel."""
    names = [words.number(tick) for tick in _round_steps(_top(rows))]
    return max(map(width_em, names)) * (dress.font_px - 2) * 1.1 + 2 * RADIUS_PX


def _round_steps(top: float) -> list[float]:
    """Return from zero on the round values, two to five of them, that lie below a top."""
    power = 10 ** (len(str(int(top))) - 1)
    steps = [part * power for part in (0.2, 0.25, 0.5, 1, 2, 2.5, 5)]
    step = next((s for s in steps if top / s < 5), steps[-1])
    return [step * n for n in range(int(top / step) + 1)]


def _middle(period: str) -> str:
    """Return the day in the middle of a period, ISO 8601: where its point is drawn."""
    start, _, end = period.partition("/")
    first = date.fromisoformat((start + "-01-01")[:10] if len(start) != 7 else f"{start}-01")
    end = end or start
    year, month = int(end[:4]), int(end[5:7] or 12)
    after = date(year + month // 12, month % 12 + 1, 1)
    last = date.fromisoformat(end) if len(end) == 10 else after - timedelta(days=1)
    return _halfway(first.isoformat(), last.isoformat())


def _halfway(day: str, other: str) -> str:
    first, last = date.fromisoformat(day), date.fromisoformat(other)
    return (first + (last - first) / 2).isoformat()
