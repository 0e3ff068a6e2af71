"""The Dash app: one table of addresses, one document a page, real status codes.

There are no callbacks: what a reader does to a page happens in the page (``assets/page.js``), and
the layout that Dash asks for is already in the document. So nothing but reading is let in.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from dash import Dash, html
from flask import Response, redirect, request
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.wrappers import Response as BaseResponse

from dashboard.collection import Collection
from dashboard.live import LOOK_AGAIN_S, State
from dashboard.pictures import SIZES
from dashboard.record import LANGUAGES
from dashboard.rendering import Renderer
from dashboard.search import search
from dashboard.texts import ArticleText
from dashboard.web import machines
from dashboard.web.admission import Readers, Texts
from dashboard.web.document import Assets, document
from dashboard.web.embed import embed_document
from dashboard.web.files import Files
from dashboard.web.guard import FRAMED, Guard, tell_no_more
from dashboard.web.kept import NOT_KEPT, Answers, Keeper
from dashboard.web.pages import make_page
from dashboard.web.routes import Kind, Route, exists, parse, target, with_query

_ASSETS = Path(__file__).parent / "assets"
_DASH_TABLES = "/dash_table/"  # which Dash loads wherever it is used, and no page of ours has
_FILES = ("/assets/", "/_dash", "/robots.txt", "/sitemap.xml")


class Edition:
    """One state of the data as it is served: its pages, its files, the answers made of them."""

    def __init__(self, app: SourcedDash, state: State, renderer: Renderer | None) -> None:
        self._app, self.state = app, state
        self.collection = state.collection
        self.files = Files(state.collection, renderer)
        self.answers = Answers()
        self._draws_pictures = renderer is not None

    def document(self, route: Route, shown: ArticleText | None) -> tuple[str, int]:
        """Return the document of a page, and its status."""
        draws = self._draws_pictures
        page = make_page(self.collection, route, shown, draws_pictures=draws)
        assets = self._app.assets_of(route.language)
        return document(page, route, self.collection, assets, draws), page.status

    def embedded(self, route: Route) -> str:
        """Return a chart alone."""
        return embed_document(self.collection, route, *self._app.assets_of_embed(route.language))


class SourcedDash(Dash):
    """Dash whose index is a page of the collection, at its own address.

    ``live`` gives the data as they are now; ``readers`` are those who see the articles' texts.
    Under a ``root`` it answers below that path, and without: a proxy before it may take it away.
    """

    def __init__(
        self,
        live: Callable[[], State],
        readers: Readers,
        renderer: Renderer | None,
        guard: Guard,
        root: str,
    ) -> None:
        super().__init__(
            __name__,
            routes_pathname_prefix="/",
            requests_pathname_prefix=f"{root}/",
            assets_folder=str(_ASSETS),
            assets_ignore=".*",  # the document names each where it belongs
            update_title=None,
            title=live().collection.records.site.title.en,
        )
        self.layout = html.Div()
        self._live, self._readers, self._renderer = live, readers, renderer
        self._edition = Edition(self, live(), renderer)
        self._root = root
        tell_no_more(self.server)
        self.server.after_request(_for_long_where_versioned)
        kept = Keeper(self.server.wsgi_app, lambda: self.edition().answers)
        self._kept = kept
        self.server.wsgi_app = guarded = guard.before(kept)
        if root:
            self.server.wsgi_app = DispatcherMiddleware(guarded, {root: guarded})

    def edition(self) -> Edition:
        """Return the data as they are now, with what was made of them."""
        state = self._live()
        if state is not self._edition.state:
            self._edition = Edition(self, state, self._renderer)
        return self._edition

    def prepare(self) -> None:
        """Make what takes long before a reader asks, for each state of the data; does not return.

        That is the front pages, then the index that is searched in.
        """
        from werkzeug.test import Client  # a server that starts waits for no test client

        asking, prepared = Client(self._kept), None
        while True:
            if (edition := self.edition()) is not prepared:
                for language in LANGUAGES:
                    path = Route(language, Kind.FRONT).path
                    asking.get(path, base_url=f"http://localhost{self._root}/")
                search(edition.collection, "")
                prepared = edition
            time.sleep(LOOK_AGAIN_S)

    def _config(self) -> dict[str, Any]:
        """Leave out which versions run here: they help only those who look for a hole.

        And a random ticket for callbacks, of which there are none: each process says the same.
        """
        config: dict[str, Any] = super()._config()
        return config | {
            "python_version": "",
            "dash_version": "",
            "plotly_version": "",
            "end_id": "",
        }

    def index(self, *_args: object, **_kwargs: object) -> BaseResponse:
        """Answer any address that is no file of Dash's."""
        edition = self.edition()
        if told := machines.answer(request.path, edition.collection, self._root):
            return told
        collection, route = edition.collection, parse(request.path, self._root)
        if route.kind is Kind.PERMANENT and (place := target(collection, route)):
            return redirect(place)
        if not exists(collection, route):
            without = parse(request.path.rstrip("/"), self._root)
            if request.path.endswith("/") and exists(collection, without):
                return redirect(without.path, 308)
            return self._page(edition, replace(route, kind=Kind.MISSING, id="", form=""))
        if route.path != self._root + request.path:  # "/vi" is no other page than "/vi/"
            return redirect(route.path, 308)
        if route.kind is Kind.PICTURE and request.args.get("size", "wide") not in SIZES:
            return edition.files.no_such_size(route, request.args["size"])
        route = with_query(collection, route, request.args)
        if urlencode(route.query) != request.query_string.decode("latin-1"):
            return redirect(route.address)
        match route.kind:
            case Kind.FIGURE | Kind.PICTURE | Kind.TABLE | Kind.CITATION | Kind.WHOLE:
                return edition.files.answer(route)
            case Kind.EMBED:
                caching = {"Cache-Control": "no-cache"}
                return Response(
                    edition.embedded(route), mimetype="text/html", headers=FRAMED | caching
                )
            case _:
                return self._page(edition, route)

    def _page(self, edition: Edition, route: Route) -> BaseResponse:
        shown = None
        if route.kind is Kind.SOURCE:
            texts = Texts(edition.state.texts, self._readers)
            shown = texts.shown(route.id, dict(request.headers))
        text, status = edition.document(route, shown)
        response = Response(text, status=status, mimetype="text/html")
        response.headers["Cache-Control"] = "no-cache"  # but asked for anew only whether it changed
        if shown:  # an article's text lies on no disk but its owner's
            response.headers["Cache-Control"] = "no-store"
        if self._depends_on_who_asks(edition, route) or _is_one_of_many(route):
            response.headers.update(NOT_KEPT)
        return response

    def _depends_on_who_asks(self, edition: Edition, route: Route) -> bool:
        """Whether some see an article's text on a page and others do not."""
        return self._readers == "this machine" and route.id in edition.state.texts

    def get_asset_url(self, path: str) -> str:
        """Return the address of a file of ours, which changes with its content."""
        return f"{super().get_asset_url(path)}?v={_version(_ASSETS / path)}"

    def assets_of(self, language: str) -> Assets:
        """Return what Dash contributes to a page in a language."""
        style, early, start = map(self.get_asset_url, ("style.css", "early.js", "start.js"))
        own = tuple(map(self.get_asset_url, ("cards.js", "charts.js", "page.js")))
        addresses = re.findall('src="([^"]+)"', self._generate_scripts_html())
        dash = (*(unescape(a) for a in addresses if _DASH_TABLES not in a), start)
        return Assets(self._generate_config_html(), style, early, own, dash, self._plotly(language))

    @property
    def loads_whole_plotly(self) -> bool:
        """Whether set-up could not fetch plotly's basic bundle, a quarter as large."""
        return not self._plotly("en")

    def assets_of_embed(self, language: str) -> tuple[str, tuple[str, ...]]:
        """Return the style and the scripts of a chart alone.

        With whole plotly where set-up could not fetch its basic bundle.
        """
        whole = "_dash-component-suites/plotly/package_data/plotly.min.js"
        plotly = self._plotly(language) or (self.config.requests_pathname_prefix + whole,)
        style, early, own = map(self.get_asset_url, ("style.css", "early.js", "embed.js"))
        return style, (early, *plotly, own)

    def _plotly(self, language: str) -> tuple[str, ...]:
        """Return the addresses of a language's words for plotly and of its basic bundle."""
        names = [f"vendor/plotly-{name}.js" for name in (f"locale-{language}", "basic.min")]
        there = [name for name in names if (_ASSETS / name).is_file()]
        return tuple(map(self.get_asset_url, there)) if names[-1] in there else ()


def _is_one_of_many(route: Route) -> bool:
    """Whether a page's address is one of endlessly many: it answers a question."""
    return "q" in route.asked


@cache
def _version(path: Path) -> str:
    """Return what a file of ours is known by as long as this program runs."""
    return sha256(path.read_bytes()).hexdigest()[:8]


def _for_long_where_versioned(response: Response) -> Response:
    """Let browsers keep what has its version in its address; nobody, what has any other query.

    Pages have one query each, but for files any would do, and each would be kept by itself.
    """
    _, ours, name = request.path.partition("/assets/")
    asked = request.args.get("v") if ours and response.status_code == 200 else None
    if asked and asked == _version(_ASSETS / name):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    elif request.query_string and request.path.startswith(_FILES):
        response.headers.update(NOT_KEPT)
    return response


def create_app(
    collection: Collection,
    texts: Texts | None = None,
    renderer: Renderer | None = None,
    *,
    live: Callable[[], State] | None = None,
    guard: Guard | None = None,
    root: str = "",
) -> SourcedDash:
    """Return the dashboard of a collection as a Dash app; ``app.server`` is its WSGI server.

    ``texts`` are the articles and who may see them; nobody does unless told so.
    ``renderer`` draws the charts' pictures; without one there are none. Who makes it closes it.
    ``live`` gives the state of the data at each request, where they may change; ``guard`` is what
    stands before all pages: by default it answers to this machine's own names alone. ``root`` is
    the path under which it is reached (``/figures``), by default that of the site's address.
    """
    texts = texts or Texts()
    state = State(collection, texts.at_hand)
    root = root or collection.records.site.root
    return SourcedDash(live or (lambda: state), texts.readers, renderer, guard or Guard(), root)
