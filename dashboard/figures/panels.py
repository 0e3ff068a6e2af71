"""Several panels in a figure: what cannot be compared never shares an axis."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.chart_rows import Panel
from dashboard.figures.dress import Dress, Figure, axis, axis_name, label, lines, quiet, wrapped

_LINE_PX = 20
_GAP_PX, _BESIDE_PX = 12, 36


def heading_px(panels: tuple[Panel, ...], dress: Dress, widths_px: Sequence[float]) -> int:
    """Return how high the highest of the panels' titles is; of a single panel there is none."""
    if len(panels) < 2:
        return 0
    titles = (_title(p, dress, width) for p, width in zip(panels, widths_px, strict=True))
    return _GAP_PX + _LINE_PX * (max(map(len, titles)) + 1)


def headings(
    figure: Figure, panels: tuple[Panel, ...], dress: Dress, widths_px: Sequence[float]
) -> None:
    """Write above each panel what it measures, and in what unit."""
    if len(panels) < 2:
        return
    for number, (panel, width) in enumerate(zip(panels, widths_px, strict=True), 1):
        title = lines(_title(panel, dress, width))
        small = f"<span style='font-size:{dress.font_px - 2}px'>{lines([panel.unit])}</span>"
        where = {f"{a}ref": f"{axis(a, number)} domain" for a in "xy"}
        figure.add_annotation(
            label(f"<b>{title}</b><br>{small}", **where, x=0, y=1, yanchor="bottom")
        )


def _title(panel: Panel, dress: Dress, width_px: float) -> list[str]:
    return wrapped(panel.title, width_px / dress.font_px / 1.08)


def stacked(figure: Figure, heights: list[int], *, top_px: int, bottom_px: int) -> None:
    """Put panels of some heights below each other, with room for titles and axes in each."""
    whole, upper, domains = sum(heights), sum(heights), []
    for height in heights:
        domains.append(
            ([0.0, 1.0], [(upper - height + bottom_px) / whole, (upper - top_px) / whole])
        )
        upper -= height
    _lay_out(figure, domains)


def side_by_side(figure: Figure, weights: Sequence[int], dress: Dress) -> list[float]:
    """Put panels beside each other, wider where more is in them; return their widths in pixels."""
    gap = _BESIDE_PX / dress.plot_width_px if len(weights) > 1 else 0
    share, left, domains = (1 - gap * (len(weights) - 1)) / sum(weights), 0.0, []
    for weight in weights:
        domains.append(([left, left + share * weight], [0.0, 1.0]))
        left += share * weight + gap
    _lay_out(figure, domains)
    room = dress.plot_width_px - _BESIDE_PX * (len(weights) - 1)
    return [room * weight / sum(weights) for weight in weights]


def _lay_out(figure: Figure, domains: list[tuple[list[float], list[float]]]) -> None:
    """Give each panel its axes, over the parts of the figure's width and height that it takes."""
    for number, (across, up) in enumerate(domains, 1):
        for letter, other, domain in (("x", "y", across), ("y", "x", up)):
            anchored = {"anchor": axis(other, number), "domain": domain}
            figure.update_layout(**{axis_name(letter, number): anchored})
    quiet(figure)
