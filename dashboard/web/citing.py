"""From a figure to its words: citation marks, their cards, the references and their checks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import html

from dashboard.model import Claim, Indicator, Span
from dashboard.sources import Source
from dashboard.web.desk import Desk, section
from dashboard.web.routes import Kind
from dashboard.wording import N_

_ORIGINS = {
    "publisher": N_("the publisher’s own text"),
    "copy": N_("a copy of unknown origin"),
    "excerpt": N_("an excerpt"),
}
_MODALITIES = {
    "estimate": N_("An estimate, as the source says."),
    "plan": N_("A plan: the size of a programme, not its outcome."),
    "target": N_("A target, not a fact."),
    "forecast": N_("A forecast, not a fact."),
}


def cite(desk: Desk, claim: Claim) -> html.Sup:
    """Return the mark that opens the card of a claim."""
    number = desk.collection.numbers[claim.source]
    said = desk.words("Source {n}: the words this figure was read from", n=number)
    data = {"data-card": claim.id, "aria-label": said}
    return html.Sup(html.A(str(number), href=f"#card-{claim.id}", className="cite", **data))


def spans(source: Source, evidence: Iterable[Span]) -> list[Any]:
    """Return the quoted spans, each marked with its language, joined by " … "."""
    shown: list[Any] = []
    for span in evidence:
        shown += [" … ", html.Mark(span.phrase, lang=source.language)]
    return shown[1:]


def evidence(desk: Desk, claim: Claim) -> list[Any]:
    """Return all spans of a claim: value, subject, speaker."""
    return spans(desk.collection.sources[claim.source], claim.evidence.spans().values())


def cards(desk: Desk, claims: Iterable[str]) -> html.Div:
    """Return the cards of the claims that a page cites, each once."""
    pairs = [desk.collection.claims[name] for name in dict.fromkeys(claims)]
    return html.Div([_card(desk, *pair) for pair in pairs], className="cards")


def _card(desk: Desk, indicator: Indicator, claim: Claim) -> html.Aside:
    """Return a claim's citation card: the exact words, and everything known about them."""
    words, source = desk.words, desk.collection.sources[claim.source]
    known = (source.publisher.name, desk.stated(claim), desk.location(claim))
    head = f"[{desk.collection.numbers[source.id]}] {' · '.join(known)}"
    notes = [desk.attribution(claim)]
    if claim.reading.inferred and claim.reading.why:
        notes.append(words("Our reading: {why}", why=claim.reading.why[desk.language]))
    if claim.modality != "fact":
        notes.append(words(_MODALITIES[claim.modality]))
    silent = words("Does not say: {what}", what=indicator.silent_on[desk.language])
    gloss = claim.gloss[desk.language]
    links = [
        desk.link(words("The source"), Kind.SOURCE, source.id),
        publisher_link(desk, source)
        or html.Span(words("The article’s address is not known."), className="note"),
        _copy_button(desk, claim),
        desk.link(words("The whole story"), Kind.INDICATOR, indicator.id),
    ]
    return html.Aside(
        [
            html.P(head, className="note"),
            html.P(evidence(desk, claim), className="words"),
            html.P([f"“{gloss}” ", html.Small(words("our translation"))]) if gloss else None,
            *map(html.P, notes),
            html.P(silent, className="note"),
            html.P(desk.check(desk.collection.finding(claim.id)), className="found"),
            html.P(links, className="links"),
            html.A("×", href="#", className="close", **{"aria-label": words("Close")}),
        ],
        id=f"card-{claim.id}",
        className="card",
        role="dialog",
        tabIndex=-1,
        **{"aria-label": words("The words this figure was read from")},
    )


def _copy_button(desk: Desk, claim: Claim) -> html.Button:
    """Return a button that copies the value's words with their source, in one sentence."""
    words, source = desk.words, desk.collection.sources[claim.source]
    said = f"“{claim.evidence.value.phrase}” ({desk.location(claim)}). {words.citation(source)}"
    cited = " ".join(filter(None, (said, source.address)))
    data = {"data-copy": cited, "data-done": words("Copied")}
    return html.Button(words("Copy citation"), type="button", className="copy", **data)


def publisher_link(desk: Desk, source: Source) -> html.A | None:
    """Return a link to the publisher's page, where its address is known."""
    if source.address is None:
        return None
    said = desk.words("The publisher’s page")
    return html.A(said, href=source.address, rel="noopener external")


def citation(desk: Desk, source: Source) -> list[Any]:
    """Return a source's citation, its title marked with its language, linked where known."""
    words = desk.words
    before, title, after = words.citation(source).partition(words.title(source.title))
    language = source.language if source.title.text else desk.language
    return [before, html.Cite(title, lang=language), after, " ", publisher_link(desk, source)]


def reasons(desk: Desk, source: Source) -> html.P | None:
    """Return why what is inferred of a source was inferred."""
    records = (source.publisher, source.title, source.published)
    whys = [record.why[desk.language] for record in records if record.inferred and record.why]
    return html.P(f"* {' '.join(whys)}", className="note") if whys else None


def checks(desk: Desk, source: Source) -> html.Div:
    """Return what was checked of a source: how many claims were found, in what text, defects."""
    words = desk.words
    claims = [claim.id for _, claim in desk.collection.claims.values() if claim.source == source.id]
    findings = [desk.collection.finding(name) for name in claims]
    found = [finding for finding in findings if finding.state != "unverified"]
    said = words.plural(
        "{found} of {n} claim found", "{found} of {n} claims found", len(claims), found=len(found)
    )
    days = [finding.day for finding in found if finding.state == "recorded" and finding.day]
    if days:
        date = words.date(max(days))
        said += " " + words("(recorded {date}; the text is not at hand)", date=date)
    lines: list[Any] = [
        html.Span("✓ " * (len(found) == len(claims)) + said, className="found"),
        words("in {text}", text=words(_ORIGINS[source.text_origin])),
    ]
    if n := len(source.defects):
        lines.append(words.plural("{n} known defect", "{n} known defects", n))
    return html.Div(list(map(html.Div, lines)), className="note")


def references(desk: Desk, sources: Iterable[Source]) -> html.Section:
    """Return the numbered references, each with its checks."""
    items = []
    for source in sources:
        number = html.Span(str(desk.collection.numbers[source.id]), className="ref-number")
        about = html.P(desk.link(desk.words("About this source"), Kind.SOURCE, source.id))
        said = html.Div([html.P(citation(desk, source)), reasons(desk, source), about])
        items.append(html.Li([number, said, checks(desk, source)], id=f"ref-{source.id}"))
    listed = html.Ol(items, className="references")
    return section(desk.words("References"), listed, id="references")
