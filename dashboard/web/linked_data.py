"""What machines read of a page, in the words of schema.org (JSON-LD).

Nothing here is more exact than its source: what is not known is left out, what we inferred says
so in ``disambiguatingDescription``. Text is in the page's language, and says it where it is not
(``@language``). Addresses are absolute, so there are none where no ``base_url`` is set; the
``identifier`` is always there. The text of an article never is, but for a claim's own phrase.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from dashboard.charts import View
from dashboard.claim import Claim
from dashboard.model import Indicator
from dashboard.sources import Source
from dashboard.web.desk import Desk
from dashboard.web.routes import Kind, Route, target

Node = dict[str, Any]

#: Of a large collection a page names so many sources and variables; its tables have all.
_MOST = 100
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
#: Hedges that bound a value. "Nearly" and "about" do not: schema.org has no term for them.
_BOUNDS = {"over": "minValue", "at_least": "minValue", "under": "maxValue", "at_most": "maxValue"}
#: Periods as schema.org writes them; it has no letter for a week.
_PERIODS = {"year": "P1Y", "month": "P1M", "week": "P7D", "day": "P1D"}


def documents(*nodes: Node) -> tuple[Node, ...]:
    """Return nodes as documents of their own, for the ``linked_data`` of a page."""
    return tuple({"@context": "https://schema.org", **node} for node in nodes)


def dataset(desk: Desk, claims: Iterable[str]) -> Node:
    """Return the collection as a ``Dataset``; its parts are the claims given, those of the page."""
    site, everything = desk.collection.records.site, desk.collection.claims
    title, scope = site.title[desk.language], site.scope[desk.language]
    page = replace(desk.route, kind=Kind.FRONT, id="", query=())
    parts = [*claims_of(desk, claims)]
    whole = _dataset(desk, page, title, scope, everything)
    return whole | {"hasPart": parts} if parts else whole


def chart_dataset(desk: Desk, view: View) -> Node:
    """Return what a chart shows as a ``Dataset``, a part of the collection; its claims in full."""
    page = replace(desk.route, kind=Kind.CHART, id=view.id, query=())
    title = desk.collection.records.site.title[desk.language]
    return _dataset(desk, page, view.title, view.title, view.claims) | {
        "isPartOf": _node("Dataset", _named(desk, f"{desk.route.root}/"), name=title),
        "hasPart": [*claims_of(desk, view.claims)],
    }


def _dataset(desk: Desk, page: Route, name: str, what: str, claims: Iterable[str]) -> Node:
    """Return a ``Dataset`` without its parts; time, places and sources are those of its claims."""
    collection, words = desk.collection, desk.words
    covered = [collection.claims[claim] for claim in claims]
    used = {claim.source for _, claim in covered}
    based_on = (source for source in collection.sources.values() if source.id in used)
    measured = {indicator.id: indicator for indicator, _ in covered}
    sources = [*islice(based_on, _MOST)]
    title = collection.records.site.title[desk.language]
    return _node(
        "Dataset",
        _named(desk, page.in_language("en").path),
        url=_absolute(desk, page.path),
        name=name,
        description=words(
            "{what}. Each figure comes with the words it was read from, who said them,"
            " and what they do not say.",
            what=what.rstrip("."),
        ),
        inLanguage=desk.language,
        license=LICENCE,
        copyrightNotice=words(
            "Records and figures: CC BY 4.0. Quoted words belong to their publishers."
        ),
        creator=_node("Organization", name=words("The editors of “{title}”", title=title)),
        dateModified=collection.data_date,
        temporalCoverage=_coverage(
            [*dict.fromkeys(claim.reference_period for _, claim in covered)]
        ),
        spatialCoverage=_places(desk, (code for i in measured.values() for code in i.place)),
        variableMeasured=[variable(desk, i) for i in islice(measured.values(), _MOST)],
        citation=[words.citation(source) for source in sources],
        isBasedOn=[article(desk, source) for source in sources],
    )


def claims_of(desk: Desk, claims: Iterable[str]) -> Iterator[Node]:
    """Yield the claims given by their ids, each once."""
    return (claim(desk, *desk.collection.claims[name]) for name in dict.fromkeys(claims))


def variable(desk: Desk, indicator: Indicator) -> Node:
    """Return an indicator as a ``StatisticalVariable``: its definition, and what it leaves open."""
    silent = indicator.silent_on[desk.language]
    return _variable(desk, indicator) | {
        "description": indicator.definition[desk.language],
        "disambiguatingDescription": desk.words("Does not say: {what}", what=silent),
    }


def claim(desk: Desk, indicator: Indicator, claim: Claim) -> Node:
    """Return a ``Claim``: our sentence, who says it and where, its words, and its value."""
    collection = desk.collection
    source, stated = collection.sources[claim.source], collection.stated_on(claim)
    speaker = collection.records.speakers[claim.said_by.speaker] if claim.said_by.speaker else None
    value = observation(desk, indicator, claim)
    return _node(
        "Claim",
        _identity(desk, claim.id),
        url=_address(desk, claim.id),
        text=desk.sentence(indicator, claim),
        inLanguage=desk.language,
        author=_somebody(speaker.name[desk.language]) if speaker else None,
        creditText=desk.attribution(claim),
        datePublished=stated.date,
        temporalCoverage=claim.reference_period,
        disambiguatingDescription=" ".join(_remarks(desk, claim)),
        appearance=article(desk, source),
        isBasedOn=_node(
            "Quotation",
            text=_tagged(desk, claim.evidence.value.phrase, source.language),
            inLanguage=source.language,
        ),
        about=value if _observed(claim) else [_variable(desk, indicator, claim.series), value],
    )


def observation(desk: Desk, indicator: Indicator, claim: Claim) -> Node:
    """Return a claim's value as an ``Observation``.

    It has a ``value`` or bounds, never both: what is over 2,300 is not 2,300. Durations and number
    words are quantities of their own units; an ordinal is none, so its value is text ("4th"). What
    nobody has observed, a plan, a target or a forecast, is a mere ``QuantitativeValue``.
    """
    period = claim.reference_period or ""
    about: Node = {}
    if _observed(claim):
        about = {
            "variableMeasured": _variable(desk, indicator, claim.series),
            "observationAbout": _places(desk, indicator.place),
            "observationDate": None if "/" in period else period,
            "observationPeriod": _PERIODS[claim.per] if claim.per else None,
        }
    return _node(
        "Observation" if _observed(claim) else "QuantitativeValue",
        name=desk.quantity(indicator, claim),
        description=desk.sentence(indicator, claim),
        **about,
        **_extent(desk, indicator, claim),
        **_unit(desk, indicator, claim),
        additionalProperty=list(_qualifiers(desk, claim)),
    )


def article(desk: Desk, source: Source) -> Node:
    """Return a source as a ``NewsArticle``; an inferred title is a name, and no headline."""
    words, title, language = desk.words, source.title, source.language
    titled = title.text is not None and title.basis in ("printed", "address")
    said = _tagged(desk, words.title(title), language if title.text else desk.language)
    publisher = _node("Organization", name=_tagged(desk, source.publisher.name, language))
    return _node(
        "NewsArticle",
        _identity(desk, source.id),
        url=source.address,
        headline=said if titled else None,
        name=None if titled else said,
        author=_somebody(_tagged(desk, source.author, language)) if source.author else None,
        publisher=None if source.publisher.basis == "unknown" else publisher,
        datePublished=source.published.date,
        inLanguage=language,
        disambiguatingDescription=" ".join(_inferences(desk, source)),
    )


def _node(kind: str, identity: Node | None = None, **known: Any) -> Node:
    """Return a node with the properties that are known; 0 is known."""
    properties = {name: value for name, value in known.items() if value not in (None, "", [])}
    return {"@type": kind} | (identity or {}) | properties


def _absolute(desk: Desk, path: str) -> str | None:
    """Return an address where the collection is published; None where that is not known."""
    origin = desk.collection.records.site.origin
    return origin + path if origin else None


def _named(desk: Desk, path: str) -> Node:
    """Return what names a thing in every language alike, where its address is known."""
    address = _absolute(desk, path)
    return {"@id": address} if address else {}


def _identity(desk: Desk, name: str) -> Node:
    """Return what names a record: its permanent address and its id."""
    return _named(desk, f"{desk.route.root}/f/{name}") | {"identifier": name}


def _address(desk: Desk, name: str) -> str | None:
    """Return the address of the page that tells of a record, in the page's language."""
    path = target(desk.collection, replace(desk.route, id=name))
    return _absolute(desk, path) if path else None


def _tagged(desk: Desk, text: str, language: str) -> str | Node:
    """Return a text, with its language where that is not the page's."""
    return text if language == desk.language else {"@value": text, "@language": language}


def _somebody(name: str | Node) -> Node:
    """Return who said or wrote something; no type, as no record says if it is a person."""
    return {"name": name}


def _observed(claim: Claim) -> bool:
    """Whether somebody counted; what is planned, aimed at or forecast was observed by nobody."""
    return claim.modality in ("fact", "estimate")


def _places(desk: Desk, codes: Iterable[str]) -> list[Node]:
    """Return each place once; ISO 3166 names dependent territories too, so not as a country."""
    return [
        _node(
            "AdministrativeArea",
            name=desk.words.place(code),
            identifier=_property("ISO 3166-1 alpha-3", code),
        )
        for code in dict.fromkeys(codes)
    ]


def _variable(desk: Desk, indicator: Indicator, series: str | None = None) -> Node:
    """Return what is measured; a series measures something else, so it has no identity here."""
    name, address = indicator.name[desk.language], _address(desk, indicator.id)
    identity = None if series else _identity(desk, indicator.id)
    return _node("StatisticalVariable", identity, name=name, url=address)


def _extent(desk: Desk, indicator: Indicator, claim: Claim) -> Node:
    """Return a value or its bounds; a hedged range has no bounds, so it is told as text."""
    if indicator.kind == "ordinal":
        return {"value": desk.words.figure(indicator, claim)}
    if claim.value is not None:
        return {_BOUNDS.get(claim.hedge, "value"): claim.value}
    if claim.hedge == "unhedged":
        return {"minValue": claim.low, "maxValue": claim.high}
    return {"value": desk.words.value(claim)}


def _unit(desk: Desk, indicator: Indicator, claim: Claim) -> Node:
    if indicator.kind == "ordinal":
        return {}
    if indicator.measure == "share":
        return {"unitCode": "P1", "unitText": "%"}  # UN/CEFACT's code of a percentage
    unit = desk.collection.records.units[indicator.unit]
    return {"unitText": desk.words.unit(unit, claim.value or 2)}


def _property(name: str, value: str) -> Node:
    return _node("PropertyValue", propertyID=name, value=value)


def _qualifiers(desk: Desk, claim: Claim) -> Iterator[Node]:
    """Yield what belongs to the figure, by our own codes.

    ``measurementQualifier`` takes only members of schema.org's enumerations; none is a hedge.
    """
    if claim.hedge != "unhedged":
        yield _property("hedge", claim.hedge)
    if claim.per:
        yield _property("per", _PERIODS[claim.per])
    if claim.modality != "fact":
        yield _property("modality", claim.modality)
    if not desk.collection.is_primary(claim):
        yield _property("role", "context")
    if claim.series:
        yield _property("series", claim.series)
    if claim.echoes:
        yield _property("echoes", claim.echoes.claim)
    yield _property("state", desk.collection.finding(claim.id).state)


def _remarks(desk: Desk, claim: Claim) -> Iterator[str]:
    """Yield what we inferred of a claim, and what we note."""
    words, stated = desk.words, desk.collection.stated_on(claim)
    if stated.inferred and stated.why:
        yield words("The day it was stated is inferred: {why}", why=stated.why[desk.language])
    if claim.reading.inferred and claim.reading.why:
        yield words("Our reading: {why}", why=claim.reading.why[desk.language])
    if claim.series:
        measured, _ = desk.collection.claims[claim.id]
        why = desk.collection.indicators[measured.id].series[claim.series].why_apart
        yield words(
            "Not to be compared with the indicator’s own figures: {why}", why=why[desk.language]
        )
    if claim.echoes:
        yield words("It repeats an earlier figure; one voice, not two.")
    if not desk.collection.is_primary(claim):
        check = desk.check(desk.collection.finding(claim.id))
        yield words("Context, {check}.", check=check)
    if claim.note:
        yield claim.note[desk.language]


def _inferences(desk: Desk, source: Source) -> Iterator[str]:
    """Yield what we inferred of a source, and why."""
    words = desk.words
    if source.publisher.inferred and (why := source.publisher.why):
        yield words("The publisher is inferred: {why}", why=why[desk.language])
    if source.title.inferred and (why := source.title.why):
        yield words("The title is inferred: {why}", why=why[desk.language])
    if source.published.inferred and (why := source.published.why):
        yield words("The date of publication is inferred: {why}", why=why[desk.language])


def _coverage(periods: list[str | None]) -> str | None:
    """Return the time that claims refer to; None where one does not say."""
    known = [period.split("/") for period in periods if period]
    if not known or len(known) < len(periods):
        return None
    start = min(period[0] for period in known)
    # A year ends after each of its days, though its name is shorter than theirs.
    end = max((period[-1] for period in known), key=lambda day: day + "-12-31"[len(day) - 4 :])
    return start if start == end else f"{start}/{end}"
