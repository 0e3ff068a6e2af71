"""The code by which another site shows a chart of ours in a frame."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from dashboard.charts import View, chart_view, context_label
from dashboard.collection import Collection
from dashboard.figures import on_screen
from dashboard.figures.dress import wrapped
from dashboard.web.routes import Kind, Route
from dashboard.wording import Wording

#: A frame cannot grow with its content, so it is as high as a column of this width needs.
_COLUMN_PX = 340
_TITLE_PX, _NOTE_PX = 21, 13.6  # of type, as in the style sheet
_AROUND_PX = 176  # margins, the closed table's line, the link to the chart's page


def embed_code(collection: Collection, route: Route) -> str:
    """Return a frame that shows a chart: HTML to copy into another page.

    Its address is absolute where the site's own is known, else a path that the site's address
    must be put before. The reader's own theme holds, as nothing else is asked for.
    """
    words = Wording(route.language)
    view = chart_view(collection, route.id, words, route.asked.get("role", ""))
    origin = collection.records.site.origin
    address = origin + replace(route, kind=Kind.EMBED).asking(theme=None).address
    return (
        f'<iframe src="{escape(address)}" title="{escape(view.title)}" width="100%"'
        f' height="{_height_px(view, words)}" style="border:0" loading="lazy"></iframe>'
    )


def _height_px(view: View, words: Wording) -> int:
    """Return how high a frame must be for a chart with all that stands around it."""
    legend = " ".join(words.hedge(hedge, own) for hedge, own in view.hedges)
    sources = [text for _, text in (*view.sources, *view.context)]
    sources += [context_label(view, words)] if view.context else []
    notes = [view.subtitle, legend, *sources, *view.remarks, view.stamp]
    title_lines = len(wrapped(view.title, _COLUMN_PX / _TITLE_PX))
    note_lines = sum(len(wrapped(text, _COLUMN_PX / _NOTE_PX)) for text in notes)
    text_px = 1.2 * _TITLE_PX * title_lines + 1.5 * _NOTE_PX * note_lines
    figure_px: float = on_screen(view)["layout"]["height"]
    return round(figure_px + text_px + _AROUND_PX)
