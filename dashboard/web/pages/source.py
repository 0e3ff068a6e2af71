"""The page of a source: its record, our summary, every span, the account of its numbers."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.numerals import LANGUAGES_READ
from dashboard.sources import NoFigure, Source
from dashboard.web.citing import cards, checks, citation, cite, evidence, reasons
from dashboard.web.desk import Desk, facts, section
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
    title = words.title(source.title)
    language = source.language if source.title.text else desk.language
    number = words("Source {n}", n=desk.collection.numbers[source.id])
    defects = [
        html.Li(f"{words('line {n}', n=defect.line)}: {defect.note[desk.language]}")
        for defect in source.defects
    ]
    main = [
        html.P(number, className="section"),
        html.H1(title, lang=language),
        html.P(citation(desk, source), className="lead"),
        reasons(desk, source),
        checks(desk, source),
        section(words("Summary, in our words"), html.P(source.summary[desk.language])),
        section(words("The figures and their words"), _spans(desk, claims)),
        section(words("The account of its numbers"), *_account(desk, source, len(claims))),
        section(words("The record"), _record(desk, source)),
        section(words("Known defects of the text"), html.Ul(defects)) if defects else None,
        cards(desk, claims),
    ]
    return page(desk, title, words.citation(source), main)


def _spans(desk: Desk, claims: list[str]) -> html.Ol:
    """Return the claims in the order of the text, each with its spans."""
    pairs = [desk.collection.claims[name] for name in claims]
    items = []
    for indicator, claim in sorted(pairs, key=lambda pair: pair[1].evidence.value.line):
        figure = [html.B(desk.quantity(indicator, claim)), cite(desk, claim)]
        said = html.Div([*figure, " · ", desk.named(indicator)])
        words = html.Div(evidence(desk, claim), className="words")
        items.append(html.Li([said, words, html.Div(desk.location(claim), className="note")]))
    return html.Ol(items, className="plain")


def _account(desk: Desk, source: Source, claims: int) -> list[Any]:
    words = desk.words
    listed = sum(sum(entry.lines.values()) for entry in source.no_figures)
    others = words.plural("{n} number that is no figure", "{n} numbers that are no figures", listed)
    findings = [
        desk.collection.finding(claim.id)
        for _, claim in desk.collection.claims.values()
        if claim.source == source.id
    ]
    read = source.language in LANGUAGES_READ and all(f.state != "unverified" for f in findings)
    summed = words(
        "{claims}; {others}; {open}.",
        claims=words.plural("{n} claim", "{n} claims", claims),
        others=others,
        open=words("none open") if read else words("the others were not looked for"),
    )
    return [html.P(summed), html.Ul([_no_figure(desk, source, e) for e in source.no_figures])]


def _no_figure(desk: Desk, source: Source, entry: NoFigure) -> html.Li:
    words = desk.words
    lines = words.listed(
        words("line {n}", n=line) + (" " + words("({n} times)", n=times)) * (times > 1)
        for line, times in entry.lines.items()
    )
    phrase = html.Span(entry.phrase, lang=source.language)
    return html.Li(["“", phrase, f"”: {words(_WHY_NONE[entry.why])} · {lines}"])


def _record(desk: Desk, source: Source) -> html.Dl:
    words = desk.words
    published = f"{words.dated(source.published)} ({desk.basis(source.published.basis)})"
    address: Any = words("not known")
    if source.address:
        address = html.A(source.address, href=source.address, rel="noopener external")
    length = words("{n} characters", n=words.number(source.fingerprint.characters))
    permanent = desk.link(f"/f/{source.id}", Kind.PERMANENT, source.id)
    publisher = f"{source.publisher.name} ({desk.basis(source.publisher.basis)})"
    return facts(
        [
            (words("Publisher"), publisher),
            (words("Published"), published),
            (words("Author"), source.author or words("not known")),
            (words("Address"), address),
            (words("Language"), words.locale.languages[source.language]),
            (words("Length"), length),
            (words("Fingerprint (SHA-256)"), html.Code(source.fingerprint.sha256)),
            (words("Permanent address"), permanent),
        ]
    )
