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

from dashboard.charts import chart_view
from dashboard.collection import Collection
from dashboard.figures import draw
from dashboard.figures.dress import picture_dress
from dashboard.web.document import Assets, document
from dashboard.web.pages import make_page
from dashboard.web.routes import Kind, Route, exists, parse, target, with_query
from dashboard.wording import Wording

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

#: Pages are kept once made; of those that a query asks for there is no end.
_PAGES_KEPT = 512


class SourcedDash(Dash):
    """Dash whose index is a page of the collection, at its own address."""

    def __init__(self, collection: Collection) -> None:
        super().__init__(
            __name__,
            assets_folder=str(Path(__file__).parent / "assets"),
            assets_ignore=r"early\.js|start\.js|\.css",
            update_title=None,
            title=collection.records.site.title.en,
        )
        self.collection = collection
        self.layout = html.Div()
        self._make_page = lru_cache(_PAGES_KEPT)(lambda route: make_page(collection, route))
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
            return self._page(Route(route.language, Kind.MISSING))
        route = with_query(self.collection, route, request.args)
        if urlencode(route.query) != request.query_string.decode("latin-1"):
            return redirect(route.address)
        match route.kind:
            case Kind.FIGURE:
                return self._figure(route)
            case _:
                return self._page(route)

    def _page(self, route: Route) -> BaseResponse:
        page = self._make_page(route)
        text = document(page, route, self.collection, self._assets())
        return Response(text, status=page.status, mimetype="text/html")

    def _figure(self, route: Route) -> Response:
        """Answer with the figure that the page's button makes a picture of."""
        words, dress = (Wording(route.language), picture_dress(route.asked.get("theme", "light")))
        figure = draw(chart_view(self.collection, route.id, words), dress, words)
        figure.update_layout(meta={"scale": dress.scale})
        return Response(figure.to_json(), mimetype="application/json")

    def _assets(self) -> Assets:
        scripts = self._generate_scripts_html().replace("<script src", "<script defer src")
        own = [f"{self.get_asset_url(name)}" for name in ("style.css", "early.js", "start.js")]
        return Assets(scripts, self._generate_config_html(), *own)


def _reading_only() -> BaseResponse | None:
    """Refuse everything but reading; Dash's door for callbacks has nothing behind it here."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return None
    return Response("This address can only be read.\n", status=405, mimetype="text/plain")


def _with_headers(response: Response) -> Response:
    response.headers.update(_HEADERS)
    return response


def create_app(collection: Collection) -> Dash:
    """Return the dashboard of a collection as a Dash app; ``app.server`` is its WSGI server."""
    return SourcedDash(collection)
