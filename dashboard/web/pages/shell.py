"""What every page has: the head with languages and theme, the foot with licences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dash import html

from dashboard.model import LANGUAGES
from dashboard.web.desk import Desk
from dashboard.web.routes import Kind, Route
from dashboard.wording import LANGUAGE_NAMES


@dataclass(frozen=True)
class Page:
    """A page: its title, a description in a sentence, its components, its status."""

    title: str
    description: str
    tree: html.Div
    status: int = 200


def page(desk: Desk, title: str, description: str, main: list[Any], status: int = 200) -> Page:
    """Return a page with head and foot around its content."""
    body = [_head(desk), html.Main(main, id="main"), _foot(desk)]
    return Page(title, description, html.Div(body, className="app-root"), status)


def _head(desk: Desk) -> html.Header:
    words, route = desk.words, desk.route
    here = Route(route.language, Kind.FRONT) if route.kind is Kind.MISSING else route
    languages = [
        html.A(
            code.upper(),
            href=Route(code, here.kind, here.id).path,
            lang=code,
            hrefLang=code,
            title=LANGUAGE_NAMES[code],
            className="language",
            **{"aria-current": "true" if code == route.language else "false"},
        )
        for code in LANGUAGES
    ]
    said = words("Light or dark")
    theme = html.Button("◐", type="button", className="theme", title=said, **{"aria-label": said})
    scope = desk.collection.records.site.scope[desk.language]
    return html.Header(
        [
            html.A(words("Skip to the content"), href="#main", className="skip"),
            desk.link(scope, Kind.FRONT, className="home"),
            html.Nav([*languages, theme], **{"aria-label": words("Language and theme")}),
        ],
        className="page-head",
    )


def _foot(desk: Desk) -> html.Footer:
    words, collection = desk.words, desk.collection
    honest = words("We check that the article says it, not that it is right.")
    licence = words("Records and figures: CC BY 4.0. Quoted words belong to their publishers.")
    said = [desk.link(words("How the figures are checked"), Kind.METHOD), f"{licence} {honest}"]
    if collection.data_date:
        said.append(words("Phrases found on {date}.", date=words.date(collection.data_date)))
    if contact := collection.records.site.contact:
        said.append(words("Report an error: {contact}", contact=contact))
    return html.Footer(list(map(html.P, said)), className="note")
