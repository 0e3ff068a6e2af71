"""The Dash app: one table of addresses, one document a page, real status codes.

There are no callbacks: what a reader does to a page happens in the page (``assets/page.js``), and
the layout that Dash asks for is already in the document. So nothing but reading is let in.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from dash import Dash, html
from flask import Response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from dashboard.collection import Collection
from dashboard.pictures import SIZES
from dashboard.rendering import Renderer
from dashboard.texts import ArticleText
from dashboard.web.admission import Texts
from dashboard.web.document import Assets, document
from dashboard.web.embed import embed_document
from dashboard.web.files import Files
from dashboard.web.pages import make_page
from dashboard.web.routes import Kind, Route, exists, parse, target, with_query

_ASSETS = Path(__file__).parent / "assets"
_HEADERS = {
    # Styles: plotly and React set them on elements. Pictures: plotly draws the PNG from a blob.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
        " connect-src 'self'; img-src 'self' data: blob:;"
        " base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
#: A chart to be embedded is the one kind of page that other sites may show in a frame.
_FRAMED = {
    "Content-Security-Policy": _HEADERS["Content-Security-Policy"].replace(
        "frame-ancestors 'none'", "frame-ancestors *"
    )
}

#: Pages are kept once made, at about 150 kB.
_PAGES_KEPT = 256


class SourcedDash(Dash):
    """Dash whose index is a page of the collection, at its own address."""

    def __init__(self, collection: Collection, texts: Texts, renderer: Renderer | None) -> None:
        super().__init__(
            __name__,
            assets_folder=str(_ASSETS),
            assets_ignore=".*",  # the document names each where it belongs
            update_title=None,
            title=collection.records.site.title.en,
        )
        self.collection = collection
        self.layout = html.Div()
        self.texts = texts
        self._kept = lru_cache(_PAGES_KEPT)(self._document)
        self.draws_pictures = renderer is not None
        self.files = Files(collection, renderer)
        self._make_embed = lru_cache(_PAGES_KEPT)(self._embedded)
        self.server.before_request(_reading_only)
        self.server.after_request(_with_headers)

    def _config(self) -> dict[str, Any]:
        """Leave out which versions run here: they help only those who look for a hole."""
        config: dict[str, Any] = super()._config()
        return config | {"python_version": "", "dash_version": "", "plotly_version": ""}

    def index(self, *_args: object, **_kwargs: object) -> BaseResponse:
        """Answer any address that is no file of Dash's."""
        route = parse(request.path)
        if route.kind is Kind.PERMANENT and (place := target(self.collection, route)):
            return redirect(place)
        if not exists(self.collection, route):
            without = parse(request.path.rstrip("/"))
            if request.path.endswith("/") and exists(self.collection, without):
                return redirect(without.path, 308)
            return self._page(Route(route.language, Kind.MISSING))
        if route.path != request.path:  # "/vi" is no other page than "/vi/"
            return redirect(route.path, 308)
        if route.kind is Kind.PICTURE and request.args.get("size", "wide") not in SIZES:
            return self.files.no_such_size(route, request.args["size"])
        route = with_query(self.collection, route, request.args)
        if urlencode(route.query) != request.query_string.decode("latin-1"):
            return redirect(route.address)
        match route.kind:
            case Kind.FIGURE | Kind.PICTURE | Kind.TABLE | Kind.CITATION | Kind.WHOLE:
                return self.files.answer(route)
            case Kind.EMBED:
                return Response(self._make_embed(route), mimetype="text/html", headers=_FRAMED)
            case _:
                return self._page(route)

    def _page(self, route: Route) -> BaseResponse:
        shown = (
            self.texts.shown(route.id, dict(request.headers)) if route.kind is Kind.SOURCE else None
        )
        make = self._kept if _worth_keeping(route, shown) else self._document
        text, status = make(route, shown)
        response = Response(text, status=status, mimetype="text/html")
        if shown:  # an article's text lies on no disk but its owner's
            response.headers["Cache-Control"] = "no-store"
        return response

    def _document(self, route: Route, shown: ArticleText | None) -> tuple[str, int]:
        """Return the document of a page, and its status."""
        draws = self.draws_pictures
        page = make_page(self.collection, route, shown, draws_pictures=draws)
        assets = self._assets(route.language)
        return document(page, route, self.collection, assets, draws), page.status

    def _embedded(self, route: Route) -> str:
        """Return a chart alone; with whole plotly where set-up could not fetch its basic bundle."""
        whole = "_dash-component-suites/plotly/package_data/plotly.min.js"
        plotly = self._plotly(route.language) or (self.config.requests_pathname_prefix + whole,)
        style, early, own = map(self.get_asset_url, ("style.css", "early.js", "embed.js"))
        return embed_document(self.collection, route, style, (early, *plotly, own))

    def _plotly(self, language: str) -> tuple[str, ...]:
        """Return the addresses of a language's words for plotly and of its basic bundle."""
        names = [f"vendor/plotly-{name}.js" for name in (f"locale-{language}", "basic.min")]
        there = [name for name in names if (_ASSETS / name).is_file()]
        return tuple(map(self.get_asset_url, there)) if names[-1] in there else ()

    def _assets(self, language: str) -> Assets:
        scripts = self._generate_scripts_html().replace("<script src", "<script defer src")
        style, early, start = map(self.get_asset_url, ("style.css", "early.js", "start.js"))
        own = tuple(map(self.get_asset_url, ("cards.js", "charts.js", "page.js")))
        plotly = self._plotly(language)
        return Assets(scripts, self._generate_config_html(), style, early, start, own, plotly)


def _worth_keeping(route: Route, shown: ArticleText | None) -> bool:
    """Whether a page is kept: an article's text is not, nor what has endless addresses."""
    return shown is None and not (route.kind in (Kind.DATA, Kind.SEARCH) and route.query)


def _reading_only() -> BaseResponse | None:
    """Refuse everything but reading; Dash's door for callbacks has nothing behind it here."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return None
    return Response("This address can only be read.\n", status=405, mimetype="text/plain")


def _with_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def create_app(
    collection: Collection, texts: Texts | None = None, renderer: Renderer | None = None
) -> Dash:
    """Return the dashboard of a collection as a Dash app; ``app.server`` is its WSGI server.

    ``texts`` are the articles and who may see them; nobody does unless told so.
    ``renderer`` draws the charts' pictures; without one there are none. Who makes it closes it.
    """
    return SourcedDash(collection, texts or Texts(), renderer)
