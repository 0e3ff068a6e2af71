"""What every page has: the head with search, languages and theme, the foot with licences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from dash import html

from dashboard.record import LANGUAGES
from dashboard.web.desk import Desk
from dashboard.web.routes import LONGEST_QUESTION, Kind, Route
from dashboard.web.typed import Input
from dashboard.wording import LANGUAGE_NAMES, Wording


@dataclass(frozen=True)
class Page:
    """A page: its title, a description in a sentence, its components, its status.

    ``linked_data`` is what machines read of it (schema.org); ``chart`` the one that stands for it
    where a link to the page is shown as a picture.
    """

    title: str
    description: str
    tree: html.Div
    status: int = 200
    linked_data: tuple[dict[str, Any], ...] = ()
    chart: str = ""

    @property
    def mounted(self) -> html.Div:
        """The tree without its citation cards: Dash takes long to mount many small components."""
        head, main, foot = self.tree.children
        rest = [part for part in main.children if getattr(part, "className", None) != "cards"]
        return html.Div([head, html.Main(rest, id=main.id), foot], className=self.tree.className)

    @property
    def cards(self) -> list[Any]:
        """The citation cards, plain HTML beside the tree."""
        parts = self.tree.children[1].children
        return [part for part in parts if getattr(part, "className", None) == "cards"]


def page(
    desk: Desk,
    title: str,
    description: str,
    main: list[Any],
    *,
    status: int = 200,
    linked_data: tuple[dict[str, Any], ...] = (),
    chart: str = "",
) -> Page:
    """Return a page with head and foot around its content."""
    body = [_head(desk), html.Main([_pending(desk), *main], id="main"), _foot(desk)]
    tree = html.Div(body, className="app-root")
    return Page(title, description, tree, status, linked_data, chart)


def _elsewhere(desk: Desk, language: str) -> Route:
    """Return this page in a language; of an address that leads nowhere the front page."""
    route = desk.route.in_language(language)
    return replace(route, kind=Kind.FRONT) if route.kind is Kind.MISSING else route


def _head(desk: Desk) -> html.Header:
    words, route = desk.words, desk.route
    languages = [
        html.A(
            code.upper(),
            href=_elsewhere(desk, code).address,
            lang=code,
            hrefLang=code,
            title=LANGUAGE_NAMES[code],
            className="language",
            **{"aria-label": f"{code.upper()} – {LANGUAGE_NAMES[code]}"}
            | ({"aria-current": "true"} if code == route.language else {}),
        )
        for code in LANGUAGES
    ]
    said = words("Light or dark")
    theme = html.Button("◐", type="button", className="theme", title=said, **{"aria-label": said})
    scope = desk.collection.records.site.scope[desk.language]
    pages = [
        desk.link(words(name), kind, **({"aria-current": "page"} if kind == route.kind else {}))
        for name, kind in ((words("Data"), Kind.DATA), (words("Method"), Kind.METHOD))
    ]
    return html.Header(
        [
            html.A(words("Skip to the content"), href="#main", className="skip"),
            desk.link(scope, Kind.FRONT, className="home"),
            html.Nav(pages, className="pages", **{"aria-label": words("Pages")}),
            search_form(desk) if route.kind is not Kind.SEARCH else None,
            html.Nav([*languages, theme], **{"aria-label": words("Language and theme")}),
        ],
        className="page-head",
    )


def search_form(desk: Desk) -> html.Form:
    """Return the field that searches the collection; ``/`` leads to it."""
    words = desk.words
    said = words("Search figures, sources and their words")
    field = Input(
        id="q",
        name="q",
        type="search",
        defaultValue=desk.route.asked.get("q", "") if desk.route.kind is Kind.SEARCH else "",
        maxLength=LONGEST_QUESTION,
        autoComplete="off",
        **{"aria-label": said, "aria-keyshortcuts": "/"},
    )
    button = html.Button(words("Search"), type="submit")
    kept = (
        [Input(type="hidden", name="theme", defaultValue=desk.route.asked["theme"])]
        if "theme" in desk.route.asked
        else []
    )
    where = desk.route.to(Kind.SEARCH)
    return html.Form([field, *kept, button], action=where, method="get", role="search")


def _pending(desk: Desk) -> html.P | None:
    """Say, where newer records cannot be used, of which day those shown are."""
    day = desk.collection.repair_pending
    if day is None:
        return None
    words = desk.words
    said = words("Showing the data of {date}; a repair is pending.", date=words.date(day))
    return html.P(said, className="pending", role="status")


def _foot(desk: Desk) -> html.Footer:
    words, collection = desk.words, desk.collection
    honest = words("We check that the article says it, not that it is right.")
    licence = words("Records and figures: CC BY 4.0. Quoted words belong to their publishers.")
    said = [desk.link(words("How the figures are checked"), Kind.METHOD), f"{licence} {honest}"]
    if collection.data_date:
        said.append(words("Phrases found on {date}.", date=words.date(collection.data_date)))
    if contact := collection.records.site.contact:
        said.append(words("Report an error: {contact}", contact=contact))
    return html.Footer([*map(html.P, said), *_offers(desk)], className="note")


def _offers(desk: Desk) -> list[html.P]:
    """Return the page's other languages, each offered in its own words.

    The script shows one to those whose browser asks for it; nobody is sent anywhere.
    """
    offers = []
    for code in LANGUAGES:
        if code != desk.language:
            words = Wording(code)
            link = html.A(words("This page in English"), href=_elsewhere(desk, code).address)
            close = html.Button("×", type="button", **{"aria-label": words("Close")})
            offers.append(html.P([link, close], lang=code, className="offer", hidden=True))
    return offers
