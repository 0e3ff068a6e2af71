"""Pages: one pure function per kind, from a collection and a route to a tree of components."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.collection import Collection
from dashboard.texts import ArticleText
from dashboard.web.desk import Desk
from dashboard.web.pages.chart import chart_page
from dashboard.web.pages.data import data_page
from dashboard.web.pages.front import front_page
from dashboard.web.pages.indicator import indicator_page
from dashboard.web.pages.method import method_page
from dashboard.web.pages.missing import missing_page
from dashboard.web.pages.search import search_page
from dashboard.web.pages.shell import Page
from dashboard.web.pages.source import source_page
from dashboard.web.routes import Kind, Route, exists

_PAGES: dict[Kind, Callable[[Desk], Page]] = {
    Kind.FRONT: front_page,
    Kind.INDICATOR: indicator_page,
    Kind.SOURCE: source_page,
    Kind.DATA: data_page,
    Kind.METHOD: method_page,
    Kind.SEARCH: search_page,
    Kind.CHART: chart_page,
}


def make_page(
    collection: Collection,
    route: Route,
    text: ArticleText | None = None,
    *,
    draws_pictures: bool = True,
) -> Page:
    """Return the page of a route; the page of missing addresses where there is none.

    ``text`` is the article of a source's page, only where the reader who asks may see it.
    """
    make = _PAGES.get(route.kind, missing_page) if exists(collection, route) else missing_page
    return make(Desk(collection, route, text, draws_pictures=draws_pictures))
