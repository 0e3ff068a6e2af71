"""The table of addresses. Language is a path prefix: English without, ``/vi/…``, ``/ko/…``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from dashboard.collection import Collection
from dashboard.model import LANGUAGES


class Kind(StrEnum):
    """The kinds of address that the dashboard answers."""

    FRONT = "front"
    INDICATOR = "indicators"
    SOURCE = "sources"
    METHOD = "method"
    FIGURE = "figure"
    PERMANENT = "f"
    MISSING = "missing"


_PATHS = (
    (Kind.FRONT, r""),
    (Kind.METHOD, r"method"),
    (Kind.FIGURE, r"charts/(?P<id>[a-z0-9-]+)\.figure\.json"),
    (Kind.INDICATOR, r"indicators/(?P<id>[a-z0-9-]+)"),
    (Kind.SOURCE, r"sources/(?P<id>[a-z0-9-]+)"),
    (Kind.PERMANENT, r"f/(?P<id>[a-z0-9-]+)"),
)
_LANGUAGE = re.compile(rf"/(?:(?P<language>{'|'.join(LANGUAGES[1:])})(?:/|$))?(?P<rest>.*)")


@dataclass(frozen=True)
class Route:
    """What an address asks for."""

    language: str
    kind: Kind
    id: str = ""

    @property
    def path(self) -> str:
        """Return the address of this route."""
        prefix = "" if self.language == "en" else f"/{self.language}"
        match self.kind:
            case Kind.FRONT:
                return f"{prefix}/"
            case Kind.METHOD:
                return f"{prefix}/method"
            case Kind.FIGURE:
                return f"{prefix}/charts/{self.id}.figure.json"
            case _:
                return f"{prefix}/{self.kind}/{self.id}"

    def to(self, kind: Kind, name: str = "") -> str:
        """Return another page's address in the same language."""
        return Route(self.language, kind, name).path


def parse(path: str) -> Route:
    """Return the route of a path; ``MISSING`` where the table has none."""
    match = _LANGUAGE.fullmatch(path)
    language, rest = (match["language"] or "en", match["rest"]) if match else ("en", path)
    for kind, pattern in _PATHS:
        if found := re.fullmatch(pattern, rest):
            return Route(language, kind, found.groupdict().get("id", ""))
    return Route(language, Kind.MISSING)


def exists(collection: Collection, route: Route) -> bool:
    """Whether there is a page at a route."""
    known = {Kind.INDICATOR: collection.indicators, Kind.SOURCE: collection.sources}
    return route.kind in (Kind.FRONT, Kind.METHOD) or route.id in known.get(route.kind, ())


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
        return f"{route.to(Kind.FRONT)}#{name}"
    for derived in collection.records.derived:
        if derived.id == name:
            return f"{route.to(Kind.INDICATOR, derived.share.part)}#{name}"
    return None


def filters(collection: Collection, asked: Mapping[str, str]) -> dict[str, str]:
    """Return the filters of a query that exist here, in their fixed order: place, topic."""
    places = {code for indicator in collection.records.indicators for code in indicator.place}
    known = {"place": places, "topic": set(collection.records.topics)}
    return {name: asked[name] for name, values in known.items() if asked.get(name) in values}


def query(chosen: Mapping[str, str]) -> str:
    """Return the query of the filters, with its question mark, or nothing."""
    return f"?{urlencode(chosen)}" if chosen else ""
