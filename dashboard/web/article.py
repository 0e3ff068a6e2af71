"""An article's text with its evidence marked: for those who may see it, never for others.

Each paragraph stands beside its figures. Every evidence span is marked and carries the numbers of
the figures it proves; known defects are greyed and explained.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from dash import html

from dashboard.audit import listed_numbers
from dashboard.claim import Claim
from dashboard.model import Indicator
from dashboard.sources import Defect, Source
from dashboard.texts import ArticleText
from dashboard.web.desk import Desk


@dataclass
class _Stretch:
    """Neighbouring characters of a text that all the same evidence covers."""

    text: str
    start: int
    roles: dict[str, list[int]] = field(default_factory=dict)
    begins: list[str] = field(default_factory=list)
    ends: dict[str, list[int]] = field(default_factory=dict)
    listed: bool = False
    defect: bool = False


def article(desk: Desk, source: Source, text: ArticleText) -> html.Div:
    """Return the text of a source, paragraph by paragraph, its figures in the margin."""
    claims = in_order_of_text(desk, source)
    stretches = _stretches(desk, source, text.text, claims)
    rows: list[html.Div] = []
    start = 0
    for number, line in enumerate(text.text.split("\n"), 1):
        end = start + len(line)
        if line.strip():
            within = [s for s in stretches if start <= s.start < end]
            values = {name for stretch in within for name in stretch.begins}
            noted = [(n, *pair) for n, pair in enumerate(claims, 1) if pair[1].id in values]
            defects = [defect for defect in source.defects if defect.line == number]
            words = html.P(
                [part for stretch in within for part in _marked(desk, stretch)],
                lang=source.language,
                className="defect" if _greyed(within, defects) else None,
            )
            paragraph = html.Span(str(len(rows) + 1), className="paragraph-number")
            notes = [*(_note(desk, *entry) for entry in noted), *(_flaw(desk, d) for d in defects)]
            margin = html.Div(notes, className="margin")
            rows.append(html.Div([paragraph, words, margin], className="paragraph"))
        start = end + 1
    return html.Div(rows, className="article")


def in_order_of_text(desk: Desk, source: Source) -> list[tuple[Indicator, Claim]]:
    """Return a source's claims in the order in which their values stand in the text."""

    def place(pair: tuple[Indicator, Claim]) -> tuple[int, int]:
        position = desk.collection.finding(pair[1].id).positions.get("value")
        return pair[1].evidence.value.line or 0, position.start if position else 0

    return sorted(desk.collection.of_source[source.id].values(), key=place)


def _stretches(
    desk: Desk, source: Source, text: str, claims: list[tuple[Indicator, Claim]]
) -> list[_Stretch]:
    """Cut the text wherever a span, a listed number, a defect or a line begins or ends."""
    spans = [
        (position, role, n, claim.id)
        for n, (_, claim) in enumerate(claims, 1)
        for role, position in desk.collection.finding(claim.id).positions.items()
    ]
    listed = list(listed_numbers(source, text, [(p.start, p.end) for p, *_ in spans]))
    defects = list(_defects(source, text))
    cuts = {0, len(text)}
    for low, high in [*((p.start, p.end) for p, *_ in spans), *listed, *defects]:
        cuts |= {low, high}
    for at, sign in enumerate(text):
        if sign == "\n":
            cuts |= {at, at + 1}
    found = []
    for start, end in pairwise(sorted(cuts)):
        stretch = _Stretch(text[start:end], start)
        stretch.listed = any(low <= start and end <= high for low, high in listed)
        stretch.defect = any(low <= start and end <= high for low, high in defects)
        for position, role, n, claim in spans:
            if position.start <= start and end <= position.end:
                stretch.roles.setdefault(role, []).append(n)
                if role == "value" and position.start == start:
                    stretch.begins.append(claim)
                if position.end == end:
                    stretch.ends.setdefault(role, []).append(n)
        found.append(stretch)
    return found


def _defects(source: Source, text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text that are not the article's words."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for defect in source.defects:
        if defect.start is not None and defect.end is not None:
            yield starts[defect.line - 1] + defect.start, starts[defect.line - 1] + defect.end


def _greyed(stretches: list[_Stretch], defects: list[Defect]) -> bool:
    """Whether a line is flawed as a whole, and no figure was read from it."""
    return any(d.start is None for d in defects) and not any(s.roles for s in stretches)


def _flaw(desk: Desk, defect: Defect) -> html.P:
    said = desk.words("Known defect: {what}", what=defect.note[desk.language])
    return html.P(said, className="note")


def _marked(desk: Desk, stretch: _Stretch) -> Iterator[Any]:
    """Yield a stretch as it is shown, then the numbers of the spans that end with it."""
    written = stretch.text
    if stretch.defect:
        said = desk.words.plural(
            "[{n} character that is not the article’s]",
            "[{n} characters that are not the article’s]",
            len(written),
        )
        yield html.Span(said, lang=desk.language, className="defect")
        return
    if stretch.roles:
        kinds = " ".join(sorted(stretch.roles))
        numbers = sorted({n for ns in stretch.roles.values() for n in ns})
        yield from (html.Span(id=f"at-{claim}") for claim in stretch.begins[1:])
        anchor = {"id": f"at-{stretch.begins[0]}"} if stretch.begins else {}
        data = {"data-figures": " ".join(map(str, numbers))}
        yield html.Mark(written, className=kinds, **anchor, **data)
    else:
        yield html.Span(written, className="no-figure") if stretch.listed else written
    for role, numbers in sorted(stretch.ends.items(), reverse=True):
        link = html.A(_runs(numbers), href=f"#figure-{numbers[0]}", className="figure-number")
        yield html.Sup(link, className=role)


def _runs(numbers: list[int]) -> str:
    """Return "2–9, 11": neighbouring numbers by their ends."""
    runs: list[list[int]] = []
    for n in sorted(set(numbers)):
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _note(desk: Desk, n: int, indicator: Indicator, claim: Claim) -> html.P:
    """Return a figure in the margin: its number leads to its words, the figure to its card."""
    said = desk.words("Figure {n}: to its words", n=n)
    back = html.A(str(n), href=f"#at-{claim.id}", className="figure-number", **{"aria-label": said})
    data = {"data-card": claim.id, "data-source": claim.source}
    figure = html.A(html.B(desk.quantity(indicator, claim)), href=f"#card-{claim.id}", **data)
    name = html.Span(indicator.name[desk.language], className="note")
    return html.P([back, " ", figure, html.Br(), name], id=f"figure-{n}", className="margin-note")
