"""Tables of claims: the same numbers that a chart draws, each with its words and its mark."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import html

from dashboard.charts import View
from dashboard.frames import rows_of
from dashboard.web.citing import cite
from dashboard.web.desk import Desk, filtered_by
from dashboard.web.routes import Kind


def _table(caption: str, heads: list[str], rows: list[html.Tr]) -> html.Table:
    head = html.Thead(html.Tr([html.Th(text, scope="col") for text in heads]))
    return html.Table([html.Caption(caption), head, html.Tbody(rows)], className="numbers")


def claims_table(desk: Desk, claims: Iterable[str], caption: str) -> html.Table:
    """Return claims as a table: what, where and when; the figure with its words."""
    words, rows = desk.words, []
    for name in claims:
        indicator, claim = desk.collection.claims[name]
        language = desk.collection.sources[claim.source].language
        where = html.Div(f"{words.places(indicator.place)} · {desk.when(claim)}", className="note")
        quoted = html.Div(
            ["“", html.Q(claim.evidence.value.phrase, lang=language), "”"], className="note"
        )
        figure = html.Td([desk.quantity(indicator, claim), cite(desk, claim), quoted])
        what = html.Th([desk.named(indicator), where], scope="row")
        rows.append(html.Tr([what, figure], **{"data-claim": name, **filtered_by(indicator)}))
    return _table(caption, [words("What"), words("Figure")], rows)


def _shares_table(desk: Desk, view: View) -> html.Table:
    """Return derived shares as a table: the share, and the two figures it is made of."""
    words, rows = desk.words, []
    for row in rows_of(view.rows):
        part, whole = (desk.collection.claims[c][1] for c in (row.part_claim, row.whole_claim))
        said = [html.B(row.said), f" · {row.note}", html.Div(row.name, className="note")]
        made = [row.part, cite(desk, part), html.Br(), row.whole, cite(desk, whole)]
        data = {"data-claim": row.part_claim}
        rows.append(html.Tr([html.Th(said, scope="row"), html.Td(made)], **data))
    return _table(words("The same numbers"), [words("Share"), words("Part and whole")], rows)


def same_numbers(desk: Desk, view: View) -> html.Table:
    """Return what a chart shows as a table; of several voices, who says it."""
    caption = desk.words("The same numbers")
    if view.panels or (view.context and desk.collection.charts[view.id].indicators):
        return _voices_table(desk, view)
    if view.kind == "parts":
        return _shares_table(desk, view)
    if view.kind == "timeline" and not desk.collection.charts[view.id].indicators:
        return _events_table(desk, view)
    return claims_table(desk, view.claims, caption)


def _voices_table(desk: Desk, view: View) -> html.Table:
    """Return a row for each voice: who says it and of when, the figure with its words.

    What cannot be compared has a head of its own, with the reason.
    """
    words, bodies = desk.words, []
    groups: dict[str | None, list[str]] = {}
    for name in view.claims:
        groups.setdefault(desk.collection.claims[name][1].series, []).append(name)
    for series, claims in groups.items():
        rows = [_voice(desk, name) for name in claims]
        if series is not None:
            indicator, _ = desk.collection.claims[claims[0]]
            why = desk.collection.indicators[indicator.id].series[series].why_apart[desk.language]
            title = [html.B(indicator.name[desk.language]), html.Div(why, className="note")]
            rows.insert(0, html.Tr(html.Th(title, colSpan=2, scope="rowgroup")))
        bodies.append(html.Tbody(rows))
    heads = [html.Th(text, scope="col") for text in (words("Who says it"), words("Figure"))]
    caption = html.Caption(words("The same numbers, voice by voice"))
    return html.Table([caption, html.Thead(html.Tr(heads)), *bodies], className="numbers voices")


def _voice(desk: Desk, name: str) -> html.Tr:
    """Return one voice: publisher and whom it cites, when, the figure and its words, the check."""
    words, (indicator, claim) = desk.words, desk.collection.claims[name]
    source = desk.collection.sources[claim.source]
    who: list[Any] = [
        desk.link(source.publisher.name, Kind.SOURCE, source.id, lang=source.language)
    ]
    who += ["*"] if source.publisher.inferred else []
    if claim.origin:
        cited = words("citing {name}", name=claim.origin.name[desk.language])
        who.append(html.Div(cited, className="note"))
    if claim.said_by.speaker:
        speaker = desk.collection.records.speakers[claim.said_by.speaker].name[desk.language]
        who.append(html.Div(speaker, className="note"))
    who.append(html.Div(desk.when(claim), className="note"))
    quoted = ["“", html.Q(claim.evidence.value.phrase, lang=source.language), "”"]
    said: list[Any] = [desk.quantity(indicator, claim), cite(desk, claim)]
    said.append(html.Div(quoted, className="note"))
    if claim.echoes:
        said.append(html.Div(words("repeats an earlier figure: one voice"), className="note"))
    if source.role != "primary":
        said.append(html.Div(desk.check(desk.collection.finding(name)), className="note"))
    cells = [html.Th(who, scope="row"), html.Td(said)]
    return html.Tr(cells, className=source.role, **{"data-claim": name})


def _events_table(desk: Desk, view: View) -> html.Table:
    """Return the events of a timeline as a table: the day, what happened, the first mark."""
    words, rows = desk.words, []
    for row in rows_of(view.rows):
        _, claim = desk.collection.claims[row.claim]
        source = desk.collection.sources[claim.source]
        language = None if source.event else source.language
        named = html.Span(row.name, lang=language)
        said = [named, cite(desk, claim), html.Div(row.note, className="note")]
        day = html.Th(row.dated, scope="row")
        rows.append(html.Tr([day, html.Td(said)], **{"data-claim": row.claim}))
    return _table(words("The same numbers"), [words("Stated"), words("Event")], rows)
