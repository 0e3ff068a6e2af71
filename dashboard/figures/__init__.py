"""Plotly figures: pure functions from a chart's view and a dress. No Dash in here."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import View
from dashboard.figures import dots, line, parts, timeline, units, voices
from dashboard.figures.dress import SCREEN, Dress
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


def draw(view: View, dress: Dress, words: Wording) -> go.Figure:
    """Return the figure of a chart, with title, sources and stamp inside in a picture's dress."""
    figure = _DRAW[view.kind](view, dress, words)
    return (framed(figure, view, dress, words) if dress.picture else figure).settle()


# Kept, as a page asks for a chart's drawing and for its frame's height, and many pages show it.
@lru_cache(maxsize=128)
def on_screen(view: View) -> dict[str, Any]:
    """Return the figure of a chart on a page, as plotly.js takes it: ``data`` and ``layout``."""
    figure: dict[str, Any] = draw(view, SCREEN, Wording(view.language)).to_plotly_json()
    return figure
