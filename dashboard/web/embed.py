"""A chart alone, to be shown in a frame on another site: plain HTML, drawn by plotly without Dash.

Everything stands in the document before any script. The table is open at first; once the chart is
drawn, ``assets/embed.js`` closes it. No page of ours but this one may be framed, so each link
leaves the frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.charts import View, context_label
from dashboard.collection import Collection
from dashboard.figures import on_screen
from dashboard.figures.dress import PALETTES
from dashboard.summaries import summary
from dashboard.web.desk import Desk
from dashboard.web.document import colours, inert_json, place_colours, script_tags
from dashboard.web.markup import to_html
from dashboard.web.plots import legend
from dashboard.web.references import citation, in_short
from dashboard.web.routes import Kind, Route
from dashboard.web.tables import same_numbers

#: In the narrowest frames a drawing takes the whole width: a field of dots is 318 px wide.
_STYLE = (
    "body{padding:.75rem}h1{font-size:1.3rem;max-width:none}.plot{margin-top:.5rem}"
    "@media(max-width:21.5rem){.plot{margin-inline:-.75rem}}"
    ".sources{list-style:none;margin:0;padding:0}.sources a+a{margin-left:.6em}"
    "summary{padding:.3rem 0;cursor:pointer}caption{position:absolute;clip-path:inset(50%)}"
    ".numbers{max-width:44rem}p a{display:inline-block;min-height:1.5rem}"
)


def embed_document(collection: Collection, route: Route, style: str, scripts: Iterable[str]) -> str:
    """Return the document of a chart in a frame; ``style`` and ``scripts`` are addresses."""
    desk = Desk(collection, route)
    view = desk.view(route.id)
    figure = on_screen(view)
    theme = f' data-theme="{route.asked["theme"]}"' if "theme" in route.asked else ""
    return f"""<!DOCTYPE html>
<html lang="{route.language}"{theme}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(view.title, quote=False)}</title>
<meta name="description" content="{escape(view.subtitle)}">
<meta name="robots" content="noindex">
{_canonical(desk)}
<link rel="icon" href="data:,">
<style>{colours()}{place_colours(collection)}</style>
<link rel="stylesheet" href="{escape(style)}">
<style>{_STYLE}</style>
<script id="palettes" type="application/json">{inert_json(PALETTES)}</script>
<script id="figure" type="application/json">{inert_json(figure)}</script>
{script_tags(scripts)}</head>
<body>
{to_html(_leaving(desk, _main(desk, view, figure["layout"]["height"])))}
</body>
</html>
"""


def _canonical(desk: Desk) -> str:
    """Return the link to the chart's own page, where the site's address is known."""
    address = _origin(desk) + desk.route.to(Kind.CHART, desk.route.id)
    return f'<link rel="canonical" href="{escape(address)}">' if _origin(desk) else ""


def _origin(desk: Desk) -> str:
    return desk.collection.records.site.origin


def _main(desk: Desk, view: View, height_px: float) -> html.Main:
    """Return the chart's box with its words, sources, the way back, and the table."""
    words, marks = desk.words, legend(desk, view)
    own_page = html.A(
        words("This chart’s own page"), href=_origin(desk) + desk.of_role(Kind.CHART, view.id)
    )
    numbers = [html.Summary(words("The same numbers")), same_numbers(desk, view)]
    return html.Main(
        [
            html.H1(view.title),
            html.P(view.subtitle, className="note"),
            _plot(desk, view, height_px),
            html.Div(marks, className="note chart-foot") if marks else None,
            html.Ul(list(_sources(desk, view)), className="note sources"),
            html.P(" ".join(view.remarks), className="note") if view.remarks else None,
            html.P(own_page),
            html.P(view.stamp, className="note"),
            # Last, so that nothing moves when the script closes it.
            html.Details(numbers, open=True, id="numbers"),
        ]
    )


def _plot(desk: Desk, view: View, height_px: float) -> html.Div:
    """Return the box in which the script draws, named by what it shows."""
    data = {"data-claims": desk.route.to(Kind.PERMANENT)}
    box = html.Div(id="chart", className="graph", style={"height": height_px}, **data)
    return html.Div(
        box,
        className="plot",
        role="img",
        tabIndex=0,
        **{"aria-label": summary(desk.collection, view, desk.words)},
    )


def _sources(desk: Desk, view: View) -> Iterator[html.Li]:
    """Yield a chart's sources, each with the way to its page."""
    by_number = {number: name for name, number in desk.collection.numbers.items()}
    for number, _ in view.sources:
        source = desk.collection.sources[by_number[number]]
        about = desk.link(desk.words("About this source"), Kind.SOURCE, source.id)
        yield html.Li([html.B(f"{number} "), *citation(desk, source), " ", about])
    if view.context:
        yield html.Li(context_label(view, desk.words))
    for number, _ in view.context:
        source = desk.collection.sources[by_number[number]]
        yield html.Li([html.B(f"{number} "), *in_short(desk, source)])


def _leaving(desk: Desk, node: Any) -> Any:
    """Return a tree whose links open outside the frame; a figure's mark leads to its claim."""
    for part in node if isinstance(node, list) else [getattr(node, "children", None)]:
        if isinstance(part, list | Component):
            _leaving(desk, part)
    if isinstance(node, html.A):
        node.target, node.rel = "_blank", "noopener"
        if claim := getattr(node, "data-card", None):
            node.href = desk.route.to(Kind.PERMANENT, claim)
    return node
