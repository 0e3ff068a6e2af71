"""The page of a source: its record, our summary, every span, the account of its numbers."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.model import NoFigure, Source
from dashboard.web.components import (
    Desk,
    basis,
    cards,
    checks,
    citation,
    cite,
    location,
    reasons,
    spans,
)
from dashboard.web.pages.shell import Page, page
from dashboard.web.routes import Kind
from dashboard.wording import N_

_WHY_NONE = {
    "caption": N_("number of a photograph"),
    "date": N_("date"),
    "name": N_("part of a name"),
    "both": N_("“both”, not a count"),
    "article_word": N_("“a” or “some” as a word"),
    "part_of_word": N_("part of a longer word"),
}


def source_page(desk: Desk) -> Page:
    """Return a source's record and the account of its numbers; never the article's text."""
    words, source = desk.words, desk.collection.sources[desk.route.id]
    claims = [c.id for _, c in desk.collection.claims.values() if c.source == source.id]
    number = desk.collection.numbers[source.id]
    title = words.title(source.title)
    language = source.language if source.title.text else desk.language
    main = [
        html.P(words("Source {n}", n=number), className="section"),
        html.H1(title, lang=language),
        html.P(citation(desk, source), className="lead"),
        html.P(reasons(desk, source), className="note") if reasons(desk, source) else None,
        html.Div(checks(desk, source)),
        html.H2(words("Summary, in our words"), className="section"),
        html.P(source.summary[desk.language]),
        html.H2(words("The figures and their words"), className="section"),
        _spans(desk, claims),
        html.H2(words("The account of its numbers"), className="section"),
        *_account(desk, source, len(claims)),
        html.H2(words("The record"), className="section"),
        _record(desk, source),
        *_defects(desk, source),
        cards(desk, claims),
    ]
    return page(desk, title, words.citation(source), main)


def _spans(desk: Desk, claims: list[str]) -> html.Ol:
    """Return the claims in the order of the text, each with its spans."""
    pairs = [desk.collection.claims[name] for name in claims]
    pairs.sort(key=lambda pair: (pair[1].evidence.value.line, pair[1].id))
    items = []
    for indicator, claim in pairs:
        source = desk.collection.sources[claim.source]
        name = desk.link(indicator.name[desk.language], Kind.INDICATOR, indicator.id)
        said = [html.B(desk.quantity(indicator, claim)), cite(desk, claim), " · ", name]
        evidence = html.Div(spans(source, list(claim.evidence.spans().values())), className="words")
        place = html.Div(location(desk, claim), className="note")
        items.append(html.Li([html.Div(said), evidence, place], id=f"span-{claim.id}"))
    return html.Ol(items, className="plain")


def _account(desk: Desk, source: Source, claims: int) -> list[Any]:
    words = desk.words
    listed = sum(sum(entry.lines.values()) for entry in source.no_figures)
    summed = words(
        "{claims}; {others}; none open.",
        claims=words.plural("{n} claim", "{n} claims", claims),
        others=words.plural(
            "{n} number that is no figure", "{n} numbers that are no figures", listed
        ),
    )
    return [html.P(summed), html.Ul([_no_figure(desk, source, e) for e in source.no_figures])]


def _no_figure(desk: Desk, source: Source, entry: NoFigure) -> html.Li:
    words = desk.words
    lines = words.listed(
        words("line {n}", n=line) + (" " + words("({n} times)", n=times) if times > 1 else "")
        for line, times in entry.lines.items()
    )
    phrase = html.Span(entry.phrase, lang=source.language)
    return html.Li(["“", phrase, f"”: {words(_WHY_NONE[entry.why])} · {lines}"])


def _record(desk: Desk, source: Source) -> html.Dl:
    words = desk.words
    known = words("not known")
    rows: list[tuple[str, Any]] = [
        (words("Publisher"), f"{source.publisher.name} ({basis(desk, source.publisher.basis)})"),
        (words("Published"), f"{words.dated(source.published)} ({basis(desk, source.published.basis)})"),
        (words("Author"), source.author or known),
        (words("Address"), html.A(source.address, href=source.address, rel="noopener external") if source.address else known),
        (words("Language"), words.locale.languages[source.language]),
        (words("Length"), words("{n} characters", n=words.number(source.fingerprint.characters))),
        (words("Fingerprint (SHA-256)"), html.Code(source.fingerprint.sha256)),
        (words("Permanent address"), desk.link(f"/f/{source.id}", Kind.PERMANENT, source.id)),
    ]  # fmt: skip
    return html.Dl([part for term, said in rows for part in (html.Dt(term), html.Dd(said))])


def _defects(desk: Desk, source: Source) -> list[Any]:
    if not source.defects:
        return []
    items = [
        html.Li(f"{desk.words('line {n}', n=defect.line)}: {defect.note[desk.language]}")
        for defect in source.defects
    ]
    return [html.H2(desk.words("Known defects of the text"), className="section"), html.Ul(items)]
