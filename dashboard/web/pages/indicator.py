"""The page of an indicator: its figures, their words, who said them, what they do not say."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.charts import chart_kind
from dashboard.claim import Claim, Echo
from dashboard.derived import DerivedShare, shares
from dashboard.model import WORDED, Indicator
from dashboard.web import linked_data
from dashboard.web.citing import cards, cite, copy_button, evidence
from dashboard.web.context import told
from dashboard.web.desk import Desk, facts, section
from dashboard.web.pages.shell import Page, page
from dashboard.web.plots import chart
from dashboard.web.references import references
from dashboard.web.routes import Kind
from dashboard.web.taking import reference_files
from dashboard.web.tiles import figure_text
from dashboard.wording import HEDGE_NAMES


def indicator_page(desk: Desk) -> Page:
    """Return everything known about an indicator."""
    words, collection = desk.words, desk.collection
    indicator = collection.indicators[desk.route.id]
    name, newest = indicator.name[desk.language], collection.newest(indicator)
    # Of claims that are set against each other none is chosen here.
    disputed = chart_kind(collection, collection.charts[indicator.id]) == "disagreement"
    shown = collection.own_claims(indicator) if disputed else (newest,)
    topic = collection.records.topics[indicator.topic].name[desk.language]
    related = [
        share
        for share in shares(collection).values()
        if indicator.id in (share.part[0].id, share.whole[0].id)
    ]
    cited = [claim for share in related for _, claim in (share.part, share.whole)]
    told_of = indicator.claims if desk.role != "primary" else collection.own_claims(indicator)
    claims = [claim.id for claim in (*told_of, *cited)]
    sources = {claim.source for claim in (*told_of, *cited)}
    address = desk.permanent(indicator.id)
    main = [
        html.P(f"{topic} · {words.places(indicator.place)}", className="section"),
        html.H1(name),
        *(html.P(figure_text(desk, indicator, claim), className="figure large") for claim in shown),
        *(html.P(desk.sentence(indicator, claim), className="lead") for claim in shown),
        _range(desk, indicator) if disputed else None,
        facts(
            [
                (words("Definition"), indicator.definition[desk.language]),
                (words("What this figure does not say"), indicator.silent_on[desk.language]),
                *_relations(desk, indicator),
                *(_derived(desk, share) for share in related),
                (words("Permanent address"), address),
                (words("Report an error"), _report(desk, indicator)),
            ]
        ),
        section(words("The figures drawn"), chart(desk, indicator.id)),
        _together(desk, indicator),
        section(words("Claims"), *(_claim(desk, c) for c in _in_time(desk, indicator, "primary"))),
        references(desk, (s for name, s in collection.sources.items() if name in sources)),
        cards(desk, claims),
    ]
    linked = linked_data.documents(
        linked_data.variable(desk, indicator), *linked_data.claims_of(desk, claims)
    )
    return page(
        desk, name, desk.sentence(indicator, newest), main, linked_data=linked, chart=indicator.id
    )


def _in_time(desk: Desk, indicator: Indicator, role: str) -> list[Claim]:
    """Return a role's claims by the day they were stated, those without one at the end."""
    claims = (c for c in indicator.claims if desk.collection.sources[c.source].role == role)
    return sorted(claims, key=lambda c: desk.collection.stated_on(c).date or "9999")


def _together(desk: Desk, indicator: Indicator) -> html.Section | None:
    """Return what all voices tell together, then those of context, each by itself, unchecked."""
    words, others = desk.words, _in_time(desk, indicator, "context")
    if others and desk.role == "primary":
        show = html.A(words("Show it."), href=desk.route.asking(role=None).address)
        off = html.P([words("What others say is switched off."), " ", show], className="note")
        return section(words("What others say"), off, id="others")
    sentences = told(desk, indicator)
    if not others:
        return section(words("What the claims say together"), sentences) if sentences else None
    note = words("Context: what other publications say; each claim says whether it was checked.")
    if all(desk.collection.finding(claim.id).state == "not_checked" for claim in others):
        note = words(
            "Context: read as excerpts of public reports, not checked against their texts."
        )
    content = [html.P(note, className="note"), sentences, *(_claim(desk, c) for c in others)]
    return section(words("What others say"), *content, id="others")


def _range(desk: Desk, indicator: Indicator) -> html.P | None:
    """Return between which figures the sources differ; none of them is chosen."""
    claims = desk.collection.own_claims(indicator)
    if indicator.kind in WORDED or len(claims) < 2:
        return None

    def lower(claim: Claim) -> float:
        return claim.value if claim.value is not None else claim.low or 0

    # With their hedges: "from 31 to at least 38" has no upper end.
    ends = (min(claims, key=lower), max(claims, key=lower))
    low, high = (desk.words.figure(indicator, claim) for claim in ends)
    said = desk.words(
        "The sources state figures from {low} to {high}; none of them is chosen here.",
        low=low, high=high,
    )  # fmt: skip
    return html.P(said, className="lead")


def _report(desk: Desk, indicator: Indicator) -> list[Any]:
    """Return whom to tell of an error, and what to copy into the report."""
    words, site = desk.words, desk.collection.records.site
    own = desk.collection.own_claims(indicator)
    figures = (desk.quantity(indicator, claim) for claim in own)
    named = desk.address(indicator.id)
    report = words(
        "{address}: {figures}. What is wrong:", address=named, figures=words.listed(figures)
    )
    data = {"data-copy": report, "data-done": words("Copied")}
    data |= {} if site.base_url else {"data-path": named}
    copy = html.Button(words("Copy what to report"), type="button", className="copy", **data)
    if site.contact:
        return [site.contact, " ", copy]
    return [
        words("Nobody is named here to report to; whoever runs this site can mend it."),
        " ",
        copy,
    ]


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


def _claim(desk: Desk, claim: Claim) -> html.Article:
    words, collection = desk.words, desk.collection
    indicator, _ = collection.claims[claim.id]
    source, stated = collection.sources[claim.source], collection.stated_on(claim)
    period = claim.reference_period
    printed = f", {desk.how_known(source.published)}"
    publisher = desk.link(source.publisher.name, Kind.SOURCE, source.id, lang=source.language)
    rows: list[tuple[str, Any]] = [
        (
            words("Words"),
            [html.Span(evidence(desk, claim), className="words"), f" ({desk.location(claim)})"],
        ),
        (words("Hedge"), words(HEDGE_NAMES[claim.hedge])),
        (words("Who says it"), desk.attribution(claim)),
        (words("Refers to"), words.period(period) if period else words("not stated")),
        (words("Stated"), desk.how_known(stated)),
        (words("Printed by"), [publisher, printed]),
        (words("Check"), html.Span(desk.check(collection.finding(claim.id)), className="found")),
    ]
    if claim.series:
        why = collection.indicators[indicator.id].series[claim.series].why_apart[desk.language]
        rows.insert(0, (words("Measures"), f"{indicator.name[desk.language]}. {why}"))
    if claim.origin:
        rows.append((words("Citing"), claim.origin.name[desk.language]))
    if claim.echoes:
        rows.append((words("Repeats"), _echo(desk, claim.echoes)))
    if claim.reading.inferred and claim.reading.why:
        rows.insert(1, (words("Our reading"), claim.reading.why[desk.language]))
    if claim.note:
        rows.append((words("Note"), claim.note[desk.language]))
    if claim.supersedes:
        replaced = desk.link(claim.supersedes, Kind.PERMANENT, claim.supersedes)
        rows.append((words("Replaces"), replaced))
    title = html.H3([desk.quantity(indicator, claim), cite(desk, claim)])
    return html.Article(
        [
            title,
            facts(rows),
            html.P([copy_button(desk, claim), " ", *reference_files(desk, claim.id)]),
        ],
        id=claim.id,
        className="claim",
    )


def _echo(desk: Desk, echo: Echo) -> list[Any]:
    """Return which earlier claim is repeated: one voice, not two."""
    words, (indicator, earlier) = desk.words, desk.collection.claims[echo.claim]
    shown = desk.role != "primary" or desk.collection.is_primary(earlier)
    address = desk.route.to(Kind.PERMANENT, earlier.id)
    if shown and indicator.id == desk.route.id:
        address = f"#{earlier.id}"
    link = html.A(desk.quantity(indicator, earlier), href=address)
    said = words("an earlier figure, {date}", date=words.dated(desk.collection.stated_on(earlier)))
    why = f" ({echo.why[desk.language]})" if echo.why else ""
    return [link, " · ", said, why]
