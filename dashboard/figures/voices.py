"""Claims that are set against each other: one row a voice, those of each series on an axis."""

from __future__ import annotations

from dashboard.charts import View
from dashboard.figures.dots import add_row, middles
from dashboard.figures.dress import Dress, Figure, axis, base_figure, targets
from dashboard.figures.panels import heading_px, headings, stacked
from dashboard.frames import rows_of
from dashboard.wording import Wording

_ROW_EM, _AXIS_PX = 6, 28


def draw(view: View, dress: Dress, words: Wording) -> Figure:
    """Return one row a voice, on a linear axis for each series; nobody's figure is chosen."""
    widths = [dress.plot_width_px] * len(view.panels)
    title = heading_px(view.panels, dress, widths)
    heights = [
        title + _ROW_EM * dress.font_px * len(panel.rows) + _AXIS_PX for panel in view.panels
    ]
    figure = base_figure(dress, sum(heights) + 8)
    stacked(figure, heights, top_px=title, bottom_px=_AXIS_PX)
    figure.update_layout(separators=words.separators, margin={"b": 0})
    for number, panel in enumerate(view.panels, 1):
        rows = panel.rows.assign(y=[-float(n) for n in range(len(panel.rows))])
        rows["x"] = middles(rows)
        low, high = _around([v for name in ("x", "low", "high") for v in rows[name].dropna()])
        figure.update_yaxes(range=[0.35 - len(rows), 0.65], panel=number)
        figure.update_xaxes(
            range=[low, high], tickformat=",", nticks=5, showgrid=True, panel=number
        )
        axes = {"xref": axis("x", number), "yref": axis("y", number)}
        for row in rows_of(rows):
            add_row(figure, row, float, (low, high), dress, axes, among_context=bool(view.context))
        said = [f"{r.label}: {r.quantity}. “{r.value_phrase}”" for r in rows_of(rows)]
        targets(figure, list(rows["x"]), list(rows["y"]), list(rows["claim"]), said, number)
    small = {"size": dress.font_px - 2, "color": dress.colour("muted")}
    figure.update_xaxes(gridcolor=dress.colour("hairline"), tickfont=small)
    headings(figure, view.panels, dress, widths)
    return figure


def _around(values: list[float]) -> tuple[float, float]:
    room = (max(values) - min(values) or abs(max(values)) or 1) * 0.35
    return min(values) - room, max(values) + room
