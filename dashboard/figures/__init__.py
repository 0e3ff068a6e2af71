"""Plotly figures: pure functions from a chart's view and a dress. No Dash in here."""

from __future__ import annotations

from dashboard.charts import View
from dashboard.figures import dots, line, parts, timeline, units, voices
from dashboard.figures.dress import Dress, Figure
from dashboard.figures.framing import framed
from dashboard.wording import Wording

_DRAW = {
    "dots": dots.draw,
    "disagreement": voices.draw,
    "line": line.draw,
    "parts": parts.draw,
    "timeline": timeline.draw,
    "units": units.draw,
}


def draw(view: View, dress: Dress, words: Wording) -> Figure:
    """Return the figure of a chart, with title, sources and stamp inside in a picture's dress."""
    figure = _DRAW[view.kind](view, dress, words)
    return (framed(figure, view, dress, words) if dress.picture else figure).settle()
