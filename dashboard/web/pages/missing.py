"""The page of addresses that lead nowhere."""

from __future__ import annotations

from dash import html

from dashboard.web.desk import Desk, section
from dashboard.web.pages.shell import Page, page
from dashboard.web.references import citation
from dashboard.web.routes import Kind

_MOST = 50


def missing_page(desk: Desk) -> Page:
    """Return a page that says so and offers the indicators and sources instead."""
    words, collection = desk.words, desk.collection
    title = words("There is no such page")
    indicators = [html.Li(desk.named(i)) for i in collection.records.indicators[:_MOST]]
    sources = [
        html.Li(desk.link(citation(desk, source, linked=False), Kind.SOURCE, source.id))
        for source in list(collection.sources.values())[:_MOST]
    ]
    main = [
        html.H1(title),
        html.P(words("The address may be misspelt. Everything there is can be reached from here.")),
        html.P(desk.link(words("To the front page"), Kind.FRONT)),
        section(words("Indicators"), html.Ul(indicators)),
        section(words("Sources"), html.Ul(sources)),
    ]
    return page(desk, title, title, main, status=404)
