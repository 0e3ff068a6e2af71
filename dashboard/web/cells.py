"""A claim as a row of the table of all claims: one cell a column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dash import html

from dashboard.claim import Claim
from dashboard.listing import KIND_NAMES, ROLE_NAMES
from dashboard.model import Indicator
from dashboard.web.citing import cite
from dashboard.web.desk import Desk, place_class
from dashboard.web.routes import Kind
from dashboard.wording import N_

COLUMN_NAMES = {
    "indicator": N_("Indicator"),
    "figure": N_("Figure"),
    "series": N_("Measures"),
    "place": N_("Place"),
    "topic": N_("Topic"),
    "kind": N_("Kind"),
    "refers_to": N_("Refers to"),
    "stated": N_("Stated"),
    "published": N_("Published"),
    "source": N_("Source"),
    "role": N_("Role"),
    "said_by": N_("Said by"),
    "words": N_("Words"),
    "repeats": N_("Repeats"),
    "state": N_("Check"),
    "claim": N_("Claim"),
}


def row(desk: Desk, columns: tuple[str, ...], indicator: Indicator, claim: Claim) -> html.Tr:
    """Return a claim's row, its first cell the head of it; the mark stands at the figure."""
    marked = "figure" if "figure" in columns else columns[0]
    cells = []
    for column in columns:
        content = _CELLS[column](desk, indicator, claim)
        if column == marked:
            content = [content, cite(desk, claim)]
        label = {"data-label": desk.words(COLUMN_NAMES[column])}
        head = column == columns[0]
        cells.append(html.Th(content, scope="row", **label) if head else html.Td(content, **label))
    return html.Tr(cells)


def _indicator(desk: Desk, indicator: Indicator, claim: Claim) -> html.A:
    address = f"{desk.route.to(Kind.INDICATOR, indicator.id)}#{claim.id}"
    return html.A(indicator.name[desk.language], href=address)


def _place(desk: Desk, indicator: Indicator, _: Claim) -> list[Any]:
    spot = html.Span(className=f"spot {place_class(indicator)}")
    return [spot, desk.words.places(indicator.place)]


def _refers_to(desk: Desk, _: Indicator, claim: Claim) -> str:
    period = claim.reference_period
    return desk.words.period(period) if period else desk.words("not stated")


def _source(desk: Desk, _: Indicator, claim: Claim) -> Any:
    source = desk.collection.sources[claim.source]
    link = desk.link(source.publisher.name, Kind.SOURCE, source.id, lang=source.language)
    named = [link, "*" * source.publisher.inferred]
    if source.role != "primary":
        named.append(html.Div(desk.words(ROLE_NAMES[source.role]), className="note"))
    return named


def _said_by(desk: Desk, _: Indicator, claim: Claim) -> Any:
    words, said_by = desk.words, claim.said_by
    if said_by.speaker is None:
        return words("the paper itself")
    name = desk.collection.records.speakers[said_by.speaker].name[desk.language]
    if said_by.attribution == "explicit":
        return name
    return [name, html.Div(words("by implication"), className="note")]


def _series(desk: Desk, indicator: Indicator, claim: Claim) -> Any:
    """Return what a claim of a series measures, and why it is not compared with the others."""
    if claim.series is None:
        return desk.words("as defined")
    why = desk.collection.indicators[indicator.id].series[claim.series].why_apart
    return [indicator.name[desk.language], html.Div(why[desk.language], className="note")]


def _repeats(desk: Desk, _: Indicator, claim: Claim) -> Any:
    if claim.echoes is None:
        return "–"
    return desk.link(claim.echoes.claim, Kind.PERMANENT, claim.echoes.claim)


def _quoted(desk: Desk, _: Indicator, claim: Claim) -> list[Any]:
    language = desk.collection.sources[claim.source].language
    return ["“", html.Q(claim.evidence.value.phrase, lang=language), "”"]


_CELLS: dict[str, Callable[[Desk, Indicator, Claim], Any]] = {
    "indicator": _indicator,
    "figure": Desk.quantity,
    "series": _series,
    "place": _place,
    "topic": lambda desk, i, _: desk.collection.records.topics[i.topic].name[desk.language],
    "kind": lambda desk, i, _: desk.words(KIND_NAMES[i.kind]),
    "refers_to": _refers_to,
    "stated": lambda desk, _, c: desk.words.dated(desk.collection.stated_on(c)),
    "published": lambda desk, _, c: desk.words.dated(desk.collection.sources[c.source].published),
    "source": _source,
    "role": lambda desk, _, c: desk.words(ROLE_NAMES[desk.collection.sources[c.source].role]),
    "said_by": _said_by,
    "words": _quoted,
    "repeats": _repeats,
    "state": lambda desk, _, c: desk.check(desk.collection.finding(c.id)),
    "claim": lambda desk, _, c: desk.link(c.id, Kind.PERMANENT, c.id),
}
