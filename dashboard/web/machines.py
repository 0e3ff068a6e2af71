"""What machines ask a site for: how it is, what they may read, which pages there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

from flask import Response

from dashboard import __version__
from dashboard.collection import Collection
from dashboard.record import LANGUAGES
from dashboard.web.document import inert_json
from dashboard.web.routes import Kind, Route

_SITEMAP, _XHTML = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/1999/xhtml"


def answer(path: str, collection: Collection, root: str) -> Response | None:
    """Return what is at one of the machines' addresses; None for any other path."""
    match path:
        case "/healthz":
            return _health(collection)
        case "/robots.txt":
            return Response(_robots(collection, root), mimetype="text/plain")
        case "/sitemap.xml" if collection.records.site.base_url:
            return Response(_sitemap(collection, root), mimetype="application/xml")
        case "/sitemap.xml":
            return Response(
                "A site map needs the site’s own address.\n", 404, mimetype="text/plain"
            )
    return None


def _health(collection: Collection) -> Response:
    """Tell that the server is alive, whether it is ready, and of its data."""
    pending = collection.repair_pending
    told = {
        "alive": True,
        "ready": True,
        "version": __version__,
        "data": {
            "state": "repair pending" if pending else "good",
            "indicators": len(collection.indicators),
            "claims": len(collection.primary),
            "verified": collection.verified,
            "phrases_found_on": collection.data_date,
        }
        | ({"showing_the_data_of": pending} if pending else {}),
    }
    response = Response(inert_json(told), mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def _robots(collection: Collection, root: str) -> str:
    """Return what crawlers may read: all but the answers to questions, which are endless."""
    lines = ["User-agent: *"]
    lines += [f"Disallow: {Route(code, Kind.SEARCH, root=root).path}" for code in LANGUAGES]
    if base := collection.records.site.base:
        lines += ["", f"Sitemap: {base}/sitemap.xml"]
    return "\n".join(lines) + "\n"


def _sitemap(collection: Collection, root: str) -> bytes:
    """Return every page in every language, each with its other languages (sitemaps.org)."""
    origin = collection.records.site.origin
    urls = ElementTree.Element(f"{{{_SITEMAP}}}urlset")
    for page in _pages(collection, root):
        named = {code: origin + page.in_language(code).path for code in LANGUAGES}
        for address in named.values():
            url = ElementTree.SubElement(urls, f"{{{_SITEMAP}}}url")
            ElementTree.SubElement(url, f"{{{_SITEMAP}}}loc").text = address
            for code, other in named.items():
                attributes = {"rel": "alternate", "hreflang": code, "href": other}
                ElementTree.SubElement(url, f"{{{_XHTML}}}link", attributes)
    ElementTree.register_namespace("", _SITEMAP)
    ElementTree.register_namespace("xhtml", _XHTML)
    content: bytes = ElementTree.tostring(urls, encoding="utf-8", xml_declaration=True)
    return content


def _pages(collection: Collection, root: str) -> Iterator[Route]:
    front = Route("en", Kind.FRONT, root=root)
    yield front
    for kind in (Kind.DATA, Kind.METHOD):
        yield replace(front, kind=kind)
    for kind, names in (
        (Kind.INDICATOR, collection.indicators),
        (Kind.CHART, collection.charts),
        (Kind.SOURCE, collection.sources),
    ):
        for name in names:
            yield replace(front, kind=kind, id=name)
