"""The table of addresses. Language is a path prefix: English without, ``/vi/…``, ``/ko/…``.

What an address may ask for in its query is in the table too: an unknown parameter or value is left
out, the rest stands in a fixed order, so that a page has one address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlencode

from dashboard.collection import Collection
from dashboard.fields import WHOLE
from dashboard.model import KINDS
from dashboard.pictures import SIZES
from dashboard.record import LANGUAGES
from dashboard.sources import ROLES

LONGEST_QUESTION = 200


class Kind(StrEnum):
    """The kinds of address that the dashboard answers."""

    FRONT = "front"
    INDICATOR = "indicators"
    CHART = "charts"
    SOURCE = "sources"
    DATA = "data"
    SEARCH = "search"
    METHOD = "method"
    EMBED = "embed"
    FIGURE = "figure"
    PICTURE = "picture"
    TABLE = "table"
    CITATION = "citation"
    WHOLE = "whole"
    PERMANENT = "f"
    MISSING = "missing"


_ID = r"(?P<id>[a-z0-9-]+)"
_PATHS = (
    (Kind.FRONT, r""),
    (Kind.METHOD, r"method"),
    (Kind.DATA, r"data"),
    (Kind.SEARCH, r"search"),
    (Kind.FIGURE, rf"charts/{_ID}\.figure\.json"),
    (Kind.PICTURE, rf"charts/{_ID}\.(?P<form>png|svg|pdf)"),
    (Kind.TABLE, rf"charts/{_ID}\.(?P<form>csv|xlsx|json)"),
    (Kind.CITATION, rf"(?:f|sources)/{_ID}\.(?P<form>bib|ris|csl\.json)"),
    (Kind.WHOLE, r"(?P<id>claims)\.(?P<form>csv|xlsx|json)"),
    (Kind.WHOLE, r"(?P<id>sources)\.(?P<form>csv)"),
    (Kind.WHOLE, r"(?P<id>datapackage)\.(?P<form>json)"),
    (Kind.CHART, rf"charts/{_ID}"),
    (Kind.INDICATOR, rf"indicators/{_ID}"),
    (Kind.SOURCE, rf"sources/{_ID}"),
    (Kind.EMBED, rf"embed/{_ID}"),
    (Kind.PERMANENT, rf"f/{_ID}"),
)
_LANGUAGE = re.compile(rf"/(?:(?P<language>{'|'.join(LANGUAGES[1:])})(?:/|$))?(?P<rest>.*)")


@dataclass(frozen=True)
class Route:
    """What an address asks for; ``query`` holds known parameters alone, in their fixed order.

    ``form`` is what a file ends in, of those kinds that are files. ``root`` is the path under which
    the dashboard is published: every address begins with it.
    """

    language: str
    kind: Kind
    id: str = ""
    query: tuple[tuple[str, str], ...] = ()
    form: str = ""
    root: str = ""

    @property
    def path(self) -> str:
        """Return the address of this route, without its query."""
        prefix = self.root + ("" if self.language == "en" else f"/{self.language}")
        match self.kind:
            case Kind.FRONT:
                return f"{prefix}/"
            case Kind.METHOD | Kind.DATA | Kind.SEARCH:
                return f"{prefix}/{self.kind}"
            case Kind.FIGURE:
                return f"{prefix}/charts/{self.id}.figure.json"
            case Kind.PICTURE | Kind.TABLE:
                return f"{prefix}/charts/{self.id}.{self.form}"
            case Kind.CITATION:
                return f"{prefix}/f/{self.id}.{self.form}"
            case Kind.WHOLE:
                return f"{prefix}/{self.id}.{self.form}"
            case _:
                return f"{prefix}/{self.kind}/{self.id}"

    @property
    def address(self) -> str:
        """Return the address of this route with its query."""
        return self.path + (f"?{urlencode(self.query)}" if self.query else "")

    @property
    def asked(self) -> dict[str, str]:
        """Return the parameters of the query by their names."""
        return dict(self.query)

    def to(self, kind: Kind, name: str = "", **asked: str) -> str:
        """Return another page's address in the same language."""
        return Route(self.language, kind, name, tuple(asked.items()), "", self.root).address

    def to_file(self, kind: Kind, name: str, form: str, **asked: str) -> str:
        """Return a file's address in the same language."""
        return Route(self.language, kind, name, tuple(asked.items()), form, self.root).address

    def in_language(self, language: str) -> Route:
        """Return the same page in another language."""
        return replace(self, language=language)

    def asking(self, **changed: str | None) -> Route:
        """Return the same page with other parameters; None takes one away."""
        asked = {name: value for name, value in (self.asked | changed).items() if value}
        names = _PARAMETERS.get(self.kind, ())
        return replace(self, query=tuple((name, asked[name]) for name in names if name in asked))


class Arguments(Protocol):
    """The parameters of a request: werkzeug's multiple dictionary."""

    def getlist(self, key: str) -> list[str]:
        """Return all values of a parameter."""
        ...


_Read = Callable[[Collection, list[str]], str]


def _one_of(known: Callable[[Collection], Container[str]]) -> _Read:
    def read(collection: Collection, values: list[str]) -> str:
        return values[0] if values[0] in known(collection) else ""

    return read


def _question(_: Collection, values: list[str]) -> str:
    """Return a question without what cannot be seen, and no longer than may be asked.

    Of signs that cannot be seen, some turn the order of a line around; none is worth showing.
    """
    seen = "".join(sign if sign.isprintable() else " " for sign in values[0])
    return " ".join(" ".join(seen.split())[:LONGEST_QUESTION].split())


def _page_number(_: Collection, values: list[str]) -> str:
    """Return a page's number from 2; the first is the page without a number."""
    return values[0] if re.fullmatch(r"[1-9]\d{0,5}", values[0]) and values[0] != "1" else ""


def _sorted_by(_: Collection, values: list[str]) -> str:
    return values[0] if values[0].removeprefix("-") in COLUMNS else ""


def _size(_: Collection, values: list[str]) -> str:
    """Return the size of a picture; nothing for the usual one."""
    return values[0] if values[0] in SIZES and values[0] != "wide" else ""


def _columns(_: Collection, values: list[str]) -> str:
    """Return the columns chosen, in the table's order; nothing where they are the usual ones."""
    asked = {name for value in values for name in value.split(",")}
    chosen = tuple(name for name in COLUMNS if name in asked)
    return "" if chosen == USUAL_COLUMNS else ",".join(chosen)


def _places(collection: Collection) -> set[str]:
    return {code for indicator in collection.records.indicators for code in indicator.place}


#: The columns of the data page; those that it shows unless asked for others.
COLUMNS = (
    "indicator", "figure", "series", "place", "topic", "kind", "refers_to", "stated", "published",
    "source", "role", "said_by", "words", "repeats", "state", "claim",
)  # fmt: skip
USUAL_COLUMNS = ("indicator", "figure", "place", "stated", "source", "words")

_READ: dict[str, _Read] = {
    "q": _question,
    "place": _one_of(_places),
    "topic": _one_of(lambda collection: collection.records.topics),
    "kind": _one_of(lambda _: KINDS),
    "source": _one_of(lambda collection: collection.sources),
    "sort": _sorted_by,
    "columns": _columns,
    "page": _page_number,
    "role": _one_of(lambda _: ROLES),
    "size": _size,
    "theme": _one_of(lambda _: ("light", "dark")),
}
#: A picture is light unless asked for otherwise; pages are as the reader's system is.
_USUAL = {(Kind.PICTURE, "theme", "light"), (Kind.FIGURE, "theme", "light")}
_PARAMETERS: dict[Kind, tuple[str, ...]] = {
    Kind.FRONT: ("place", "topic", "role", "theme"),
    Kind.INDICATOR: ("role", "theme"),
    Kind.CHART: ("role", "theme"),
    Kind.SOURCE: ("theme",),
    Kind.METHOD: ("theme",),
    Kind.EMBED: ("role", "theme"),
    Kind.FIGURE: ("role", "theme"),
    Kind.PICTURE: ("role", "size", "theme"),
    Kind.TABLE: ("role",),
    Kind.DATA: (
        "q",
        "place",
        "topic",
        "kind",
        "role",
        "source",
        "sort",
        "columns",
        "page",
        "theme",
    ),
    Kind.SEARCH: ("q", "page", "theme"),
}


def parse(path: str, root: str = "") -> Route:
    """Return the route of a path below the root; ``MISSING`` where the table has none."""
    match = _LANGUAGE.fullmatch(path)
    language, rest = (match["language"] or "en", match["rest"]) if match else ("en", path)
    for kind, pattern in _PATHS:
        if found := re.fullmatch(pattern, rest):
            named = found.groupdict()
            return Route(language, kind, named.get("id", ""), (), named.get("form", ""), root)
    return Route(language, Kind.MISSING, root=root)


def with_query(collection: Collection, route: Route, arguments: Arguments) -> Route:
    """Return a route with what its query asks for, as far as it is known here."""

    def pairs() -> Iterator[tuple[str, str]]:
        for name in _PARAMETERS.get(route.kind, ()):
            values = arguments.getlist(name)
            value = _READ[name](collection, values) if values else ""
            if value and (route.kind, name, value) not in _USUAL:
                yield name, value

    return replace(route, query=tuple(pairs()))


def exists(collection: Collection, route: Route) -> bool:
    """Whether there is a page at a route."""
    known = {
        Kind.INDICATOR: collection.indicators,
        Kind.SOURCE: collection.sources,
        Kind.CHART: collection.charts,
        Kind.EMBED: collection.charts,
        Kind.FIGURE: collection.charts,
        Kind.PICTURE: collection.charts,
        Kind.TABLE: collection.charts,
    }
    if route.kind is Kind.CITATION:
        return route.id == WHOLE or target(collection, route) is not None
    always = (Kind.FRONT, Kind.METHOD, Kind.DATA, Kind.SEARCH, Kind.WHOLE)
    return route.kind in always or route.id in known.get(route.kind, {})


def target(collection: Collection, route: Route) -> str | None:
    """Return where a permanent address leads: the page that tells of the id, or None."""
    name = route.id
    if name in collection.indicators:
        return route.to(Kind.INDICATOR, name)
    if name in collection.claims:
        return f"{route.to(Kind.INDICATOR, collection.claims[name][0].id)}#{name}"
    if name in collection.sources:
        return route.to(Kind.SOURCE, name)
    if name in collection.charts:
        return route.to(Kind.CHART, name)
    for derived in collection.records.derived:
        if derived.id == name:
            return f"{route.to(Kind.INDICATOR, derived.share.part)}#{name}"
    return None
