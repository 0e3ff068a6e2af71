"""The references that close a page like a paper's: each source with what was checked of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import html

from dashboard.sources import Source
from dashboard.web.desk import Desk, section
from dashboard.web.links import publisher_link
from dashboard.web.routes import Kind
from dashboard.wording import INFERRED, N_

_ORIGINS = {
    "publisher": N_("the publisher’s own text"),
    "copy": N_("a copy of unknown origin"),
    "excerpt": N_("an excerpt"),
}


def citation(desk: Desk, source: Source, *, linked: bool = True) -> list[Any]:
    """Return a source's citation, publisher and title marked with their language, linked."""
    words = desk.words
    said = words.citation(source).removeprefix(source.publisher.name)
    before, title, after = said.partition(words.title(source.title))
    language = source.language if source.title.text else desk.language
    cited = [desk.publisher(source), before, html.Cite(title, lang=language), after]
    link = publisher_link(desk, source) if linked else None
    return [*cited, " ", link] if link else cited


def in_short(desk: Desk, source: Source) -> list[Any]:
    """Return a source as publisher and date alone, linked to its page."""
    said = f", {desk.words.dated(source.published)}"
    mark = INFERRED if source.publisher.inferred else ""
    publisher = desk.link(source.publisher.name, Kind.SOURCE, source.id, lang=source.language)
    return [publisher, f"{mark}{said}"]


def reasons(desk: Desk, source: Source) -> html.P | None:
    """Return why what is inferred of a source was inferred."""
    records = (source.publisher, source.title, source.published)
    whys = [record.why[desk.language] for record in records if record.inferred and record.why]
    return html.P(f"* {' '.join(whys)}", className="note") if whys else None


def checks(desk: Desk, source: Source) -> html.Div:
    """Return what was checked of a source: how many claims were found, in what text, defects."""
    words = desk.words
    if source.seen is not None:
        day = words.date(source.seen.date)
        seen = words("Seen on {date}: {what}", date=day, what=source.seen.what[desk.language])
        unread = html.Div(words("not checked against the text here"))
        return html.Div([unread, html.Div(seen)], className="note")
    claims = [*desk.collection.of_source[source.id]]
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
