"""Plotly figures: pure functions from a chart's view and a dress. No Dash in here."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.charts import View
from dashboard.figures import dots, line, parts, timeline, units, voices
from dashboard.figures.dress import Dress, finish
from dashboard.wording import Wording

_DRAW = {
    "dots": dots.draw,
    "disagreement": voices.draw,
    "line": line.draw,
    "parts": parts.draw,
    "timeline": timeline.draw,
    "units": units.draw,
}


def draw(view: View, dress: Dress, words: Wording) -> go.Figure:
    """Return the figure of a chart, with title, sources and stamp inside in a picture's dress."""
    return finish(_DRAW[view.kind](view, dress, words), view, dress, words)
