"""Claims over time: a line joins those of one series by what they refer to, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd

from dashboard.chart_rows import Panel
from dashboard.charts import View
from dashboard.figures.dots import CONTEXT_RADIUS_PX, RADIUS_PX
from dashboard.figures.dress import (
    Dress,
    Figure,
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
from dashboard.figures.scales import Values, Years
from dashboard.frames import rows_of
from dashboard.periods import halfway, middle
from dashboard.wording import Wording

_AXIS_PX = 28
#: The height of a panel of a few points, and what each further one adds.
_PANEL_PX, _POINT_PX, _FEW = 180, 46, 2
_NAME_EM, _SMALLER_PX = 18, 3
#: By how much a figure with its number stands out of its line.
_RAISED_PX = 8
#: As wide as a panel is on the narrowest screen, 320 pixels with the page's margins.
_NARROWEST_PX = 280


def draw(view: View, dress: Dress, words: Wording) -> Figure:
    """Return a panel for each series, from zero, all over the same years.

    The articles' figures are in their place's colour, context is smaller and grey.
    What has no reference period stands in a frame at the day it was stated, joined to nothing.
    """
    held = [_dated(panel.rows) for panel in view.panels]
    shown = [(panel, rows) for panel, rows in zip(view.panels, held, strict=True) if len(rows)]
    if not shown:
        return base_figure(dress, _PANEL_PX)
    panels = tuple(panel for panel, _ in shown)
    plots = [_PANEL_PX + _POINT_PX * max(len(rows) - _FEW, 0) for _, rows in shown]
    figure = base_figure(dress, _PANEL_PX)
    if dress.broad:
        plots = [max(plots)] * len(plots)
        widths = side_by_side(figure, [6 + len(rows) for _, rows in shown], dress)
        title = heading_px(panels, dress, widths)
        figure.update_layout(height=max(plots) + title + _AXIS_PX, margin={"t": 8 + title})
    else:
        widths = [dress.plot_width_px if dress.picture else _NARROWEST_PX] * len(shown)
        title = heading_px(panels, dress, widths)
        heights = [title + plot + _AXIS_PX for plot in plots]
        stacked(figure, heights, top_px=title, bottom_px=_AXIS_PX)
        figure.update_layout(height=sum(heights) + 8, margin={"b": 0})
    values = [Values(rows["obs_value"]) for _, rows in shown]
    names = [words.number(tick) for scale in values for tick in scale.ticks()]
    years = Years(
        [day for _, rows in shown for day in rows["x"]], _tick_px(names, dress) / min(widths)
    )
    for number, (panel, rows) in enumerate(shown, 1):
        size = (widths[number - 1], plots[number - 1])
        scales = (years, values[number - 1])
        drawn = _Drawn(figure, number, scales, size, dress, words, among_context=bool(view.context))
        drawn.draw(panel, rows)
    headings(figure, panels, dress, widths)
    return figure


def _dated(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what can be placed in time, with its day in ``x``, in the order of time."""
    when = rows["time_period"].where(rows["time_period"] != "", rows["stated_on"])
    placed = rows["obs_value"].notna() & (when != "")
    days = [middle(period).isoformat() for period in when[placed]]
    return rows[placed].assign(x=days).sort_values("x", kind="stable")


class _Drawn:
    """One panel of a figure, as it is drawn."""

    def __init__(
        self,
        figure: Figure,
        number: int,
        scales: tuple[Years, Values],
        size_px: tuple[float, float],
        dress: Dress,
        words: Wording,
        *,
        among_context: bool,
    ) -> None:
        self.figure, self.number = figure, number
        self.years, self.values = scales
        self.size_px, self.dress, self.words = size_px, dress, words
        self.among_context = among_context
        self.axes: dict[str, Any] = {"xref": axis("x", number), "yref": axis("y", number)}

    def draw(self, panel: Panel, rows: pd.DataFrame) -> None:
        self._set_axes()
        told = list(rows_of(rows))
        self._join(rows, dashed=bool(panel.comparability))
        self._link_echoes(told)
        for row in told:
            self._mark(row)
        # The articles' labels take the best places.
        self._label(sorted(told, key=lambda row: row.role, reverse=True))
        said = [f"{self._when(row)}: {row.quantity}. {row.publisher}" for row in told]
        xs, ys, claims = (list(rows[name]) for name in ("x", "obs_value", "claim"))
        targets(self.figure, xs, ys, claims, said, self.number)

    def _set_axes(self) -> None:
        dress, years, values = self.dress, self.years, self.values
        muted = {"size": dress.font_px - 2, "color": dress.colour("muted")}
        span = [years.first.isoformat(), years.last.isoformat()]
        named, ticks = years.ticks(self.size_px[0]), values.ticks()
        self.figure.update_xaxes(
            type="date", range=span, tickfont=muted, panel=self.number,
            tickvals=list(named), ticktext=list(named.values()),
        )  # fmt: skip
        self.figure.update_yaxes(
            visible=True, range=[values.low, values.high], tickfont=muted, ticklabelposition="inside top",
            showgrid=True, gridcolor=dress.colour("hairline"),
            tickvals=ticks, ticktext=[self.words.number(tick) for tick in ticks],
            panel=self.number,
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
            days = (date.fromisoformat(run["x"].iloc[n]) for run, n in ((before, -1), (after, 0)))
            day = halfway(*days).isoformat()
            where = self.axes | {"yref": f"{self.axes['yref']} domain"}
            torn = {"color": self.dress.colour("muted"), "width": 1.5, "dash": "dashdot"}
            self.figure.add_shape(type="line", x0=day, x1=day, y0=0, y1=1, line=torn, **where)

    def _link_echoes(self, rows: list[Any]) -> None:
        """Join what is repeated to what repeats it, by dots: no line of values."""
        at = {row.claim: (row.x, row.obs_value) for row in rows}
        dots = {"color": self.dress.colour("muted"), "width": 1.5, "dash": "dot"}
        for row in rows:
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

    def _label(self, rows: list[Any]) -> None:
        """Write figure and voice beside each point; those that come first choose their place."""
        width, height = self.size_px
        points = [
            (self.years.across(row.x) * width, self.values.up(row.obs_value) * height)
            for row in rows
        ]
        written = [self._written(row) for row in rows]
        room, crossed = Box(0, 0, width, height), [*self._crossed(rows, points)]
        placed = spots(points, [size for _, size in written], room, crossed)
        for row, (text, _), spot in zip(rows, written, placed, strict=True):
            where = {"x": row.x, "y": row.obs_value, "yanchor": "middle", **self.axes}
            shifts: dict[str, Any] = {"xshift": spot.right_px, "yshift": spot.up_px}
            shifts["font"] = {"size": self.dress.font_px - _SMALLER_PX}
            note = label(text, **where, **shifts, captureevents=True, name=row.claim)
            self.figure.add_annotation(note | {"xanchor": spot.anchor, "align": spot.anchor})

    def _crossed(self, rows: list[Any], points: list[tuple[float, float]]) -> Iterator[Box]:
        """Yield what labels had better not lie on: the lines, and the names of the ticks."""
        at = {row.claim: point for row, point in zip(rows, points, strict=True)}
        for run in {row.run for row in rows} - {-1}:
            joined = sorted((row for row in rows if row.run == run), key=lambda row: row.x)
            for before, after in pairwise(joined):
                yield from along(at[before.claim], at[after.claim])
        for row in rows:
            if row.echoes in at:
                yield from along(at[row.echoes], at[row.claim])
        for tick in self.values.ticks():
            y = self.values.up(tick) * self.size_px[1]
            wide = _tick_px([self.words.number(tick)], self.dress)
            yield Box(0, y, wide, y + 1.2 * self.dress.font_px)

    def _written(self, row: Any) -> tuple[str, tuple[float, float]]:
        """Return a label, and its width and height in pixels."""
        size = self.dress.font_px
        name = wrapped(", ".join(filter(None, (row.publisher, row.modal))), _NAME_EM)
        figure = f"<b>{escaped(row.hedged)}</b>{superscript(row.reference)}"
        text = f"<span style='font-size:{size}px'>{figure}</span><br>{lines(name)}"
        wide = [width_em(row.hedged) * 1.15 * size + 18]
        wide += [width_em(part) * (size - _SMALLER_PX) for part in name]
        # Plotly sets every line of a text as high as the text's own type.
        return text, (max(wide), 1.3 * (size - _SMALLER_PX) * (1 + len(name)) + _RAISED_PX)

    def _when(self, row: Any) -> str:
        if row.time_period:
            return self.words.period(row.time_period)
        return self.words("stated {date}", date=row.stated)


def _tick_px(names: list[str], dress: Dress) -> float:
    """Return how much room the names of the ticks take at the left of a panel."""
    return max(map(width_em, names)) * (dress.font_px - 2) * 1.1 + 2 * RADIUS_PX
