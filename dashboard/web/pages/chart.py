"""The page of a chart: the drawing large, its numbers, its code to embed, what is told of them."""

from __future__ import annotations

from dash import html

from dashboard.web import linked_data
from dashboard.web.citing import cards
from dashboard.web.desk import Desk, section
from dashboard.web.pages.shell import Page, page
from dashboard.web.plots import chart
from dashboard.web.references import references
from dashboard.web.taking import chart_files, chart_sentence, cite_box, embed_box


def chart_page(desk: Desk) -> Page:
    """Return a chart with everything that belongs to it, at an address of its own."""
    words, collection = desk.words, desk.collection
    view = desk.view(desk.route.id)
    pairs = [collection.claims[name] for name in view.claims]
    indicators = {indicator.id: indicator for indicator, _ in pairs}
    cited = {claim.source for _, claim in pairs}
    stories = html.Ul([html.Li(desk.named(i)) for i in indicators.values()], className="plain")
    main = [
        html.P(words("Chart"), className="section"),
        chart(desk, view.id),
        chart_files(desk, view),
        cite_box(desk, view.id, chart_sentence(desk, view)),
        section(words("Embed this chart"), *embed_box(desk, view)),
        section(words("The whole story"), stories),
        references(desk, (s for name, s in collection.sources.items() if name in cited)),
        cards(desk, view.claims),
    ]
    linked = linked_data.documents(linked_data.chart_dataset(desk, view))
    named = words("{title} (chart)", title=view.title)
    return page(desk, named, view.subtitle, main, linked_data=linked, chart=view.id)
