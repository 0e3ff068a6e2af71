"""The page of an indicator: its figures, their words, who said them, what they do not say."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.derived import shares
from dashboard.model import Claim, Indicator
from dashboard.web.components import (
    Desk,
    attribution,
    basis,
    cards,
    chart,
    cite,
    dated_because,
    figure_text,
    location,
    references,
    spans,
    state_text,
)
from dashboard.web.pages.shell import Page, page
from dashboard.web.routes import Kind
from dashboard.wording import HEDGE_NAMES


def indicator_page(desk: Desk) -> Page:
    """Return everything known about an indicator."""
    words, collection = desk.words, desk.collection
    indicator = collection.indicators[desk.route.id]
    name = indicator.name[desk.language]
    topic = collection.records.topics[indicator.topic].name[desk.language]
    cited = {claim.source for claim in indicator.claims}
    newest = indicator.claims[-1]
    main = [
        html.P([topic, " · ", words.places(indicator.place)], className="section"),
        html.H1(name),
        html.P(figure_text(desk, indicator, newest), className="figure large"),
        html.P(desk.sentence(indicator, newest), className="lead"),
        _facts(
            [
                (words("Definition"), indicator.definition[desk.language]),
                (words("What this figure does not say"), indicator.silent_on[desk.language]),
                *_relations(desk, indicator),
                (
                    words("Permanent address"),
                    desk.link(f"/f/{indicator.id}", Kind.PERMANENT, indicator.id),
                ),
            ]
        ),
        chart(desk, indicator.id),
        html.H2(words("Claims"), className="section"),
        *(_claim(desk, indicator, claim) for claim in indicator.claims),
        references(desk, [s for s in collection.sources.values() if s.id in cited]),
        cards(desk, [claim.id for claim in indicator.claims] + _related_claims(desk, indicator)),
    ]
    return page(desk, name, desk.sentence(indicator, newest), main)


def _facts(pairs: list[tuple[str, Any]]) -> html.Dl:
    return html.Dl([part for term, said in pairs for part in (html.Dt(term), html.Dd(said))])


def _relations(desk: Desk, indicator: Indicator) -> list[tuple[str, Any]]:
    """Return what the indicator is part of, what is part of it, and what derives from it."""
    words, collection = desk.words, desk.collection
    found: list[tuple[str, Any]] = []
    if whole := indicator.part_of:
        link = desk.link(
            collection.indicators[whole.indicator].name[desk.language],
            Kind.INDICATOR,
            whole.indicator,
        )
        source = collection.sources[indicator.claims[0].source]
        if whole.phrase:
            how: list[Any] = [
                words("as stated"),
                ": “",
                html.Span(whole.phrase, lang=source.language),
                "”",
            ]
        else:
            how = [words("inferred by us"), ": ", whole.why[desk.language] if whole.why else ""]
        found.append((words("Part of"), [link, " (", *how, ")"]))
    parts = [
        i
        for i in collection.indicators.values()
        if i.part_of and i.part_of.indicator == indicator.id
    ]
    for part in parts:
        found.append(
            (words("A part of it"), desk.link(part.name[desk.language], Kind.INDICATOR, part.id))
        )
    names = {derived.id: derived.name for derived in collection.records.derived}
    for share in shares(collection).values():
        if indicator.id in (share.part[0].id, share.whole[0].id):
            said = words(
                "{name}: {share} ({part} ÷ {whole})",
                name=names[share.id][desk.language], share=words.share(share),
                part=words.figure(*share.part), whole=words.figure(*share.whole),
            )  # fmt: skip
            note = words("derived, part inferred") if share.inferred else words("derived")
            found.append(
                (words("Derived figure"), html.Span([said, " · ", html.I(note)], id=share.id))
            )
    return found


def _related_claims(desk: Desk, indicator: Indicator) -> list[str]:
    """Return the other claims that the indicator's chart cites."""
    related = [
        claim.id
        for share in shares(desk.collection).values()
        if indicator.id in (share.part[0].id, share.whole[0].id)
        for _, claim in (share.part, share.whole)
    ]
    return related


def _claim(desk: Desk, indicator: Indicator, claim: Claim) -> html.Article:
    words, collection = desk.words, desk.collection
    source = collection.sources[claim.source]
    stated = collection.stated_on(claim)
    date = dated_because(desk, claim)
    if stated.why:
        date += f". {stated.why[desk.language]}"
    refers = words("not stated")
    if claim.reference_period:
        refers = words.period(claim.reference_period)
    published = f"{words.dated(source.published)} ({basis(desk, source.published.basis)})"
    evidence = html.Span(spans(source, list(claim.evidence.spans().values())), className="words")
    facts = [
        (words("Words"), [evidence, f" ({location(desk, claim)})"]),
        (words("Hedge"), words(HEDGE_NAMES[claim.hedge])),
        (words("Said by"), attribution(desk, claim)),
        (words("Refers to"), refers),
        (words("Stated"), date),
        (
            words("Printed by"),
            [desk.link(source.publisher.name, Kind.SOURCE, source.id), f", {published}"],
        ),
        (
            words("Check"),
            html.Span(state_text(desk, collection.finding(claim.id)), className="found"),
        ),
    ]
    if claim.reading.inferred and claim.reading.why:
        facts.insert(1, (words("Our reading"), claim.reading.why[desk.language]))
    if claim.note:
        facts.append((words("Note"), claim.note[desk.language]))
    title = html.H3([desk.quantity(indicator, claim), cite(desk, claim)])
    return html.Article([title, _facts(facts)], id=claim.id, className="claim")
