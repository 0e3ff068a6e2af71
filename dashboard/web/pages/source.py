"""The page of a source: its record, our summary, every span, the account of its numbers."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.numerals import LANGUAGES
from dashboard.sources import NoFigure, Source
from dashboard.web import linked_data
from dashboard.web.article import article, in_order_of_text
from dashboard.web.citing import cards, cite, evidence
from dashboard.web.desk import Desk, facts, section
from dashboard.web.pages.shell import Page, page
from dashboard.web.references import checks, citation, reasons
from dashboard.web.taking import cite_box, source_sentence
from dashboard.wording import N_

_WHY_NONE = {
    "caption": N_("number of a photograph"),
    "date": N_("date"),
    "name": N_("part of a name"),
    "both": N_("“both”, not a count"),
    "article_word": N_("“a” or “some” as a word"),
    "part_of_word": N_("part of a longer word"),
    "beyond": N_("a figure of something that is not followed here"),
    "other": N_("said again, or counts nothing: an age, an address, a score, a place"),
}


def source_page(desk: Desk) -> Page:
    """Return a source's record, its words and figures, and the account of its numbers.

    The article itself is there only where the desk holds its text.
    """
    words, source = desk.words, desk.collection.sources[desk.route.id]
    claims = [*desk.collection.of_source[source.id]]
    title = words.title(source.title)
    language = source.language if source.title.text else desk.language
    number = words("Source {n}", n=desk.collection.numbers[source.id])
    defects = [
        html.Li(f"{_place(desk, defect.line)}: {defect.note[desk.language]}")
        for defect in source.defects
    ]
    main = [
        html.P(number, className="section"),
        html.H1(title, lang=language),
        html.P(citation(desk, source), className="lead"),
        reasons(desk, source),
        checks(desk, source),
        section(words("Summary, in our words"), html.P(source.summary[desk.language])),
        _read(desk, source),
        section(words("The account of its numbers"), *_account(desk, source, len(claims)))
        if source.text
        else None,
        section(words("The record"), _record(desk, source)),
        cite_box(desk, source.id, source_sentence(desk, source.id)),
        section(words("Known defects of the text"), html.Ul(defects)) if defects else None,
        cards(desk, claims),
    ]
    linked = linked_data.documents(
        linked_data.article(desk, source), *linked_data.claims_of(desk, claims)
    )
    return page(desk, title, words.citation(source), main, linked_data=linked)


def _read(desk: Desk, source: Source) -> html.Section:
    """Return the article with its words marked; without its text, the words and their places."""
    words = desk.words
    if desk.text is None:
        return section(words("The figures and their words"), _spans(desk, source))
    whose = words("The text belongs to its publisher; it is shown where the operator may show it.")
    note = html.P(whose, className="note")
    return section(words("The article, its figures marked"), note, article(desk, source, desk.text))


def _spans(desk: Desk, source: Source) -> html.Ol:
    """Return the claims in the order of the text, each with its spans."""
    items = []
    for indicator, claim in in_order_of_text(desk, source):
        figure = [html.B(desk.quantity(indicator, claim)), cite(desk, claim)]
        said = html.Div([*figure, " · ", desk.named(indicator)])
        words = html.Div(evidence(desk, claim), className="words")
        place = html.Div(desk.location(claim), className="note")
        items.append(html.Li([said, words, place], id=f"at-{claim.id}"))
    return html.Ol(items, className="plain")


def _account(desk: Desk, source: Source, claims: int) -> list[Any]:
    words = desk.words
    listed = sum(sum(entry.lines.values()) for entry in source.no_figures)
    others = words.plural("{n} number that is no figure", "{n} numbers that are no figures", listed)
    findings = [*map(desk.collection.finding, desk.collection.of_source[source.id])]
    read = source.language in LANGUAGES and all(f.state != "unverified" for f in findings)
    summed = words(
        "{claims}; {others}; {open}.",
        claims=words.plural("{n} claim", "{n} claims", claims),
        others=others,
        open=words("none open") if read else words("the others were not looked for"),
    )
    return [html.P(summed), html.Ul([_no_figure(desk, source, e) for e in source.no_figures])]


def _place(desk: Desk, line: int) -> str:
    """Return a line of the text; where the reader sees the text, the paragraph's number there."""
    if desk.text is None:
        return desk.words("line {n}", n=line)
    before = desk.text.text.split("\n")[:line]
    return desk.words("paragraph {n}", n=sum(bool(text.strip()) for text in before))


def _no_figure(desk: Desk, source: Source, entry: NoFigure) -> html.Li:
    words = desk.words
    lines = words.listed(
        _place(desk, line) + (" " + words("({n} times)", n=times)) * (times > 1)
        for line, times in entry.lines.items()
    )
    phrase = html.Span(entry.phrase, lang=source.language)
    return html.Li(["“", phrase, f"”: {words(_WHY_NONE[entry.why])} · {lines}"])


def _record(desk: Desk, source: Source) -> html.Dl:
    words = desk.words
    published = f"{words.dated(source.published)} ({desk.basis(source.published.basis)})"
    address: Any = words("not known")
    if source.address:
        address = html.A(
            source.address, href=source.address, rel="noopener external", className="address"
        )
    permanent = desk.permanent(source.id)
    publisher = [desk.publisher(source), f" ({desk.basis(source.publisher.basis)})"]
    author: Any = words("not known")
    if source.author:
        author = html.Span(source.author, lang=source.language)
    return facts(
        [
            (words("Publisher"), publisher),
            (words("Published"), published),
            (words("Author"), author),
            (words("Address"), address),
            (words("Language"), words.locale.languages[source.language]),
            *_text(desk, source),
            (words("Permanent address"), permanent),
        ]
    )


def _text(desk: Desk, source: Source) -> list[tuple[str, Any]]:
    """Return by what the text is known again; of a source without one, nothing."""
    words, known = desk.words, source.fingerprint
    if known is None:
        return []
    return [
        (words("Length"), words("{n} characters", n=words.number(known.characters))),
        (words("Fingerprint (SHA-256)"), html.Code(known.sha256)),
    ]
