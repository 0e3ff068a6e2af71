"""From a figure to its words: the citation mark, and the card that it opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dash import html

from dashboard.claim import Claim, Span
from dashboard.model import Indicator
from dashboard.sources import Source
from dashboard.web.desk import Desk
from dashboard.web.links import place_link, publisher_link
from dashboard.web.routes import Kind
from dashboard.wording import N_

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
    data = {"data-card": claim.id, "data-source": claim.source, "aria-label": said}
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


def _card(desk: Desk, indicator: Indicator, claim: Claim) -> html.Dialog:
    """Return a claim's citation card: the exact words, and everything known about them."""
    words, source = desk.words, desk.collection.sources[claim.source]
    number, printed = desk.collection.numbers[source.id], desk.publisher(source)
    head = [f"[{number}] ", printed, f" · {desk.stated(claim)} · {desk.location(claim)}"]
    notes = [desk.attribution(claim)]
    if claim.reading.inferred and claim.reading.why:
        notes.append(words("Our reading: {why}", why=claim.reading.why[desk.language]))
    if claim.series:
        why = desk.collection.indicators[indicator.id].series[claim.series].why_apart
        measured = words("Measures: {name}.", name=indicator.name[desk.language])
        notes.append(f"{measured} {why[desk.language]}")
    if claim.origin:
        notes.append(words("It cites {name}.", name=claim.origin.name[desk.language]))
    if claim.echoes:
        notes.append(words("It repeats an earlier figure; one voice, not two."))
    if claim.modality != "fact":
        notes.append(words(_MODALITIES[claim.modality]))
    silent = words("Does not say: {what}", what=indicator.silent_on[desk.language])
    gloss = claim.gloss[desk.language]
    links = [
        place_link(desk, claim),
        publisher_link(desk, source, claim)
        or html.Span(words("The article’s address is not known."), className="note"),
        copy_button(desk, claim),
        desk.link(words("The whole story"), Kind.INDICATOR, indicator.id),
    ]
    return html.Dialog(
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
        tabIndex=-1,
        **{"aria-label": words("The words this figure was read from"), "data-source": source.id},
    )


def _caveats(desk: Desk, claim: Claim) -> Iterator[str]:
    """Yield what a citation must say besides: that it is context, another measure, an echo."""
    words, (indicator, _) = desk.words, desk.collection.claims[claim.id]
    if not desk.collection.is_primary(claim):
        yield words("[Context, {check}.]", check=desk.check(desk.collection.finding(claim.id)))
    if claim.series:
        yield words("[Measures: {name}.]", name=indicator.name[desk.language])
    if claim.echoes:
        yield words("[It repeats an earlier figure; one voice, not two.]")


def copy_button(desk: Desk, claim: Claim) -> html.Button:
    """Return a button that copies the value's words with their source, in one sentence."""
    words, source = desk.words, desk.collection.sources[claim.source]
    said = f"“{claim.evidence.value.phrase}” ({desk.location(claim)}). {words.reference(source)}"
    cited = " ".join(filter(None, (said, source.address, *_caveats(desk, claim))))
    data = {"data-copy": cited, "data-done": words("Copied")}
    return html.Button(words("Copy citation"), type="button", className="copy", **data)
