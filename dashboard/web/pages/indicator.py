"""The page of an indicator: its figures, their words, who said them, what they do not say."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.charts import chart_kind
from dashboard.derived import DerivedShare, shares
from dashboard.model import Claim, Indicator
from dashboard.web.citing import cards, cite, evidence, references
from dashboard.web.components import chart, figure_text
from dashboard.web.desk import Desk, facts, section
from dashboard.web.pages.shell import Page, page
from dashboard.web.routes import Kind
from dashboard.wording import HEDGE_NAMES


def indicator_page(desk: Desk) -> Page:
    """Return everything known about an indicator."""
    words, collection = desk.words, desk.collection
    indicator = collection.indicators[desk.route.id]
    name, newest = indicator.name[desk.language], collection.newest(indicator)
    # Of claims that are set against each other none is chosen here.
    compared = chart_kind(collection, collection.charts[indicator.id]) == "disagreement"
    told = indicator.claims if compared else (newest,)
    topic = collection.records.topics[indicator.topic].name[desk.language]
    related = [
        share
        for share in shares(collection).values()
        if indicator.id in (share.part[0].id, share.whole[0].id)
    ]
    cited = [claim for share in related for _, claim in (share.part, share.whole)]
    claims = [claim.id for claim in (*indicator.claims, *cited)]
    sources = dict.fromkeys(claim.source for claim in (*indicator.claims, *cited))
    address = desk.link(f"/f/{indicator.id}", Kind.PERMANENT, indicator.id)
    main = [
        html.P(f"{topic} · {words.places(indicator.place)}", className="section"),
        html.H1(name),
        *(html.P(figure_text(desk, indicator, claim), className="figure large") for claim in told),
        *(html.P(desk.sentence(indicator, claim), className="lead") for claim in told),
        facts(
            [
                (words("Definition"), indicator.definition[desk.language]),
                (words("What this figure does not say"), indicator.silent_on[desk.language]),
                *_relations(desk, indicator),
                *(_derived(desk, share) for share in related),
                (words("Permanent address"), address),
            ]
        ),
        chart(desk, indicator.id),
        section(words("Claims"), *(_claim(desk, indicator, c) for c in indicator.claims)),
        references(desk, (s for name, s in collection.sources.items() if name in sources)),
        cards(desk, claims),
    ]
    return page(desk, name, desk.sentence(indicator, newest), main)


def _relations(desk: Desk, indicator: Indicator) -> list[tuple[str, Any]]:
    """Return what the indicator is part of, and what is part of it."""
    words, indicators = desk.words, desk.collection.indicators
    found: list[tuple[str, Any]] = []
    if whole := indicator.part_of:
        how: list[Any] = [words("inferred by us"), ": ", whole.why and whole.why[desk.language]]
        if whole.phrase:
            language = desk.collection.sources[indicator.claims[0].source].language
            how = [words("as stated"), ": “", html.Span(whole.phrase, lang=language), "”"]
        found.append((words("Part of"), [desk.named(indicators[whole.indicator]), " (", *how, ")"]))
    for part in indicators.values():
        if part.part_of and part.part_of.indicator == indicator.id:
            found.append((words("A part of it"), desk.named(part)))
    return found


def _derived(desk: Desk, share: DerivedShare) -> tuple[str, html.Span]:
    words = desk.words
    names = {derived.id: derived.name for derived in desk.collection.records.derived}
    said = words(
        "{name}: {share} ({part} ÷ {whole})",
        name=names[share.id][desk.language],
        share=words.share(share),
        part=words.figure(*share.part),
        whole=words.figure(*share.whole),
    )
    note = words("derived, part inferred") if share.inferred else words("derived")
    return words("Derived figure"), html.Span([said, " · ", html.I(note)], id=share.id)


def _claim(desk: Desk, indicator: Indicator, claim: Claim) -> html.Article:
    words, collection = desk.words, desk.collection
    source, stated = collection.sources[claim.source], collection.stated_on(claim)
    why = f". {stated.why[desk.language]}" if stated.why else ""
    period = claim.reference_period
    printed = f", {words.dated(source.published)} ({desk.basis(source.published.basis)})"
    publisher = desk.link(source.publisher.name, Kind.SOURCE, source.id)
    rows: list[tuple[str, Any]] = [
        (
            words("Words"),
            [html.Span(evidence(desk, claim), className="words"), f" ({desk.location(claim)})"],
        ),
        (words("Hedge"), words(HEDGE_NAMES[claim.hedge])),
        (words("Said by"), desk.attribution(claim)),
        (words("Refers to"), words.period(period) if period else words("not stated")),
        (words("Stated"), desk.stated(claim) + why),
        (words("Printed by"), [publisher, printed]),
        (words("Check"), html.Span(desk.check(collection.finding(claim.id)), className="found")),
    ]
    if claim.reading.inferred and claim.reading.why:
        rows.insert(1, (words("Our reading"), claim.reading.why[desk.language]))
    if claim.note:
        rows.append((words("Note"), claim.note[desk.language]))
    if claim.supersedes:
        replaced = desk.link(claim.supersedes, Kind.PERMANENT, claim.supersedes)
        rows.append((words("Replaces"), replaced))
    title = html.H3([desk.quantity(indicator, claim), cite(desk, claim)])
    return html.Article([title, facts(rows)], id=claim.id, className="claim")
