"""The page of addresses that lead nowhere."""

from __future__ import annotations

from dash import html

from dashboard.web.components import Desk
from dashboard.web.pages.shell import Page, page
from dashboard.web.routes import Kind


def missing_page(desk: Desk) -> Page:
    """Return a page that says so and offers every indicator and source instead."""
    words, collection = desk.words, desk.collection
    title = words("There is no such page")
    indicators = [
        html.Li(desk.link(i.name[desk.language], Kind.INDICATOR, i.id))
        for i in collection.records.indicators[:50]
    ]
    sources = [
        html.Li(desk.link(words.citation(source), Kind.SOURCE, source.id))
        for source in list(collection.sources.values())[:50]
    ]
    main = [
        html.H1(title),
        html.P(words("The address may be misspelt. Everything there is can be reached from here.")),
        html.P(desk.link(words("To the front page"), Kind.FRONT)),
        html.H2(words("Indicators"), className="section"),
        html.Ul(indicators),
        html.H2(words("Sources"), className="section"),
        html.Ul(sources),
    ]
    return page(desk, title, title, main, status=404)
