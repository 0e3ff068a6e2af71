"""Answers that are files: pictures of charts, tables, citations, the figure that a button draws.

A picture is drawn once for each address and kept, as many of them as there is room for; other files
are kept with the pages.
"""

from __future__ import annotations

from threading import BoundedSemaphore, Lock
from typing import Any

from cachetools import LRUCache, cached
from flask import Response, request
from werkzeug.wrappers import Response as BaseResponse

from dashboard.collection import Collection
from dashboard.errors import NoBrowserError, RenderError
from dashboard.exports import formats, run
from dashboard.exports.picture import PictureFile, drawn
from dashboard.exports.tables import tables
from dashboard.pictures import SIZES
from dashboard.rendering import Renderer
from dashboard.web.document import inert_json
from dashboard.web.routes import Kind, Route
from dashboard.wording import Wording

_TYPES = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl.json": "application/vnd.citationstyles.csl+json",
}
#: What a browser would rather show than save; the others come with a name to be saved under.
_SHOWN = {"png", "svg", "pdf", "json"}
#: So much of pictures is kept, at about 150 kB each.
_PICTURES_BYTES = 24_000_000
#: So few requests may wait for Chrome, of the server's eight threads, that pages are answered even
#: while it hangs.
_PICTURES_AWAITED = 4


class Files:
    """The files of a collection, as they are asked for by address."""

    def __init__(self, collection: Collection, renderer: Renderer | None) -> None:
        self._collection, self._renderer = collection, renderer
        self._waiting = BoundedSemaphore(_PICTURES_AWAITED)
        self._picture = cached(LRUCache(_PICTURES_BYTES, len), lock=Lock())(self._draw)

    def answer(self, route: Route) -> BaseResponse:
        """Answer a route to a file."""
        if route.kind is not Kind.PICTURE:
            return _file(self._make(route), route, "no-cache")
        try:
            return _file(self._picture(route), route, "public, max-age=3600")
        except RenderError:
            words = Wording(route.language)
            said = words("The picture cannot be drawn now. The chart’s page has the same figures.")
            return _told(said, 503, {"Retry-After": "60"})

    def no_such_size(self, route: Route, asked: str) -> BaseResponse:
        """Answer that a picture is not offered in a size."""
        words = Wording(route.language)
        said = words(
            "The size “{size}” is not offered; these are: {sizes}.",
            size=asked[:40], sizes=", ".join(SIZES),
        )  # fmt: skip
        return _told(said, 400)

    def _draw(self, route: Route) -> bytes:
        if self._renderer is None:
            raise NoBrowserError
        if not self._waiting.acquire(blocking=False):
            raise RenderError("Enough requests wait for Chrome.")
        try:
            return _picture_file(self._collection, route).content(self._renderer)
        finally:
            self._waiting.release()

    def _make(self, route: Route) -> bytes:
        collection, words, form = self._collection, Wording(route.language), route.form
        match route.kind, route.id:
            case Kind.FIGURE, _:
                return _figure(collection, route)
            case Kind.TABLE, chart:
                return run.chart_table(collection, chart, words, form, route.asked.get("role", ""))
            case Kind.CITATION, name:
                return run.citations(collection, name, words, form.removesuffix(".json"))
            case _, "claims":
                return run.table(tables(collection, words), form)
            case _, "sources":
                return formats.to_csv(tables(collection, words).sources)
            case _:
                return formats.to_package(tables(collection, words))["datapackage.json"]


def _figure(collection: Collection, route: Route) -> bytes:
    """Return the figure that a page's button makes a picture of, where the server draws none."""
    theme, role = route.asked.get("theme", "light"), route.asked.get("role", "")
    _, picture = drawn(collection, route.id, route.language, SIZES["wide"], theme, role)
    figure = picture.figure.to_plotly_json()
    size = {"width": picture.width_px, "height": picture.height_px, "scale": picture.scale}
    figure["layout"] = {**figure["layout"], "meta": size}  # what is kept stays as it is
    return inert_json(figure).encode()


def _picture_file(collection: Collection, route: Route) -> PictureFile:
    asked: dict[str, Any] = route.asked
    size, theme = SIZES[asked.get("size", "wide")], asked.get("theme", "light")
    form: Any = route.form
    role = asked.get("role", "")
    return PictureFile(collection, route.id, route.language, form, size, theme, role)


def _file(content: bytes, route: Route, caching: str) -> BaseResponse:
    response = Response(content, mimetype=_TYPES[route.form or "json"])
    response.headers["Cache-Control"] = caching
    if route.form and route.form not in _SHOWN:
        name = f"{route.id}.{route.language}.{route.form}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.add_etag()
    return response.make_conditional(request)


def _told(said: str, status: int, headers: dict[str, str] | None = None) -> Response:
    """Answer in a sentence why there is no file."""
    kept = {"Cache-Control": "no-store", **(headers or {})}
    return Response(f"{said}\n", status=status, mimetype="text/plain", headers=kept)
