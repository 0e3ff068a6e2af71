"""Figures as readers see them: set in type with their dots, drawn in charts, listed in tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from dash import dcc, html

from dashboard.charts import View, chart_view
from dashboard.figures import draw
from dashboard.figures.dress import SCREEN
from dashboard.frames import rows_of
from dashboard.model import MOST_DOTS, WORDED, Claim, Indicator
from dashboard.web.citing import cite
from dashboard.web.desk import Desk, filtered_by, hedge_mark, place_class
from dashboard.web.routes import Kind

_DOT_COLUMNS, _DOT_PITCH_PX = 60, 4


def figure_text(desk: Desk, indicator: Indicator, claim: Claim) -> list[Any]:
    """Return a figure set large: hedge and period small around the number, then its mark."""
    said = desk.words.figure(indicator, claim)
    number = said if indicator.kind in WORDED else desk.words.value(claim)
    before, number, after = (part.strip() for part in said.partition(number))
    return [
        *([html.Span(before, className="hedge"), " "] if before else []),
        html.Span(number, className="number"),
        cite(desk, claim),
        *([" ", html.Span(after, className="hedge")] if after else []),
    ]


def dot_field(desk: Desk, indicator: Indicator, claim: Claim) -> html.Div | None:
    """Return a field in which one dot is one thing; None for what is no count or too large."""
    count = claim.value
    if indicator.kind not in ("count", "flow") or not isinstance(count, int):
        return None
    if not 0 < count <= MOST_DOTS:
        return None
    pitch, lengths = _DOT_PITCH_PX, range(count, 0, -_DOT_COLUMNS)
    width, height = pitch * min(_DOT_COLUMNS, count), pitch * len(lengths)
    # A dashed line with round caps and dashes of no length: a row of dots.
    rows = (
        f"M2 {2 + pitch * n}h{pitch * (min(left, _DOT_COLUMNS) - 1) + 0.01}"
        for n, left in enumerate(lengths)
    )
    drawing = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'>"
        f"<path d='{''.join(rows)}' stroke='#000' stroke-width='2.8' stroke-linecap='round'"
        f" stroke-dasharray='0 {pitch}'/></svg>"
    )
    mask = f'url("data:image/svg+xml,{quote(drawing, safe=" =:/")}")'
    field = html.Span(
        className=f"dots {place_class(indicator)}",
        style={"width": width, "height": height, "maskImage": mask},
        role="img",
        **{"aria-label": desk.quantity(indicator, claim)},
    )
    one = desk.words.unit(desk.collection.records.units[indicator.unit], 1)
    note = html.P(desk.words("one dot is one {unit}", unit=one), className="note")
    return html.Div([field, note], className="dot-field")


def tile(desk: Desk, indicator: Indicator) -> html.Div:
    """Return an indicator's newest figure with its name, dots, place and date."""
    words, claim = desk.words, desk.collection.newest(indicator)
    stated = words.dated(desk.collection.stated_on(claim), short=True)
    meta = words("{place} · stated {date}", place=words.places(indicator.place), date=stated)
    content = [
        html.P(figure_text(desk, indicator, claim), className="figure"),
        html.P(desk.named(indicator)),
        dot_field(desk, indicator, claim),
        html.P([html.Span(className=f"spot {place_class(indicator)}"), meta], className="note"),
    ]
    return html.Div(content, className="tile", **filtered_by(indicator))


def _table(caption: str, heads: list[str], rows: list[html.Tr]) -> html.Table:
    head = html.Thead(html.Tr([html.Th(text, scope="col") for text in heads]))
    return html.Table([html.Caption(caption), head, html.Tbody(rows)], className="numbers")


def claims_table(desk: Desk, claims: Iterable[str], caption: str) -> html.Table:
    """Return claims as a table: what, where and when; the figure with its words."""
    words, rows = desk.words, []
    for name in claims:
        indicator, claim = desk.collection.claims[name]
        language = desk.collection.sources[claim.source].language
        when = words("stated {date}", date=words.dated(desk.collection.stated_on(claim)))
        if claim.reference_period:
            when = words("refers to {period}", period=words.period(claim.reference_period))
        where = html.Div(f"{words.places(indicator.place)} · {when}", className="note")
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
        rows.append(html.Tr([html.Th(said, scope="row"), html.Td(made)]))
    return _table(words("The same numbers"), [words("Share"), words("Part and whole")], rows)


def chart(desk: Desk, chart_id: str) -> html.Section:
    """Return a chart with its title, picture button, table, legend, remarks and sources."""
    words, view = desk.words, chart_view(desk.collection, chart_id, desk.words)
    figure = draw(view, SCREEN, words)
    graph = dcc.Graph(
        id=f"graph-{chart_id}",
        figure=figure,
        className="graph",
        style={"height": figure.layout.height},
        responsive=figure.layout.width is None,
        config={"displayModeBar": False, "showSendToCloud": False},
    )
    data = {
        "data-figure": desk.route.to(Kind.FIGURE, chart_id),
        "data-name": f"{chart_id}.{desk.language}.wide",
        "data-failed": words("The picture could not be made; the chart’s data did not arrive."),
    }
    hint = words("The picture, with its sources inside")
    button = html.Button(words("Save as PNG"), type="button", className="take", title=hint, **data)
    heading = html.Div([html.H3(view.title), html.P(view.subtitle, className="note")])
    aria = {"aria-label": _summary(desk, view)}
    content = [html.Div(graph, role="img", className="plot", **aria)]
    if view.kind == "parts":
        content.append(_shares_table(desk, view))
    elif desk.collection.charts[chart_id].indicators:
        content.append(claims_table(desk, view.claims, words("The same numbers")))
    return html.Section(
        [
            html.Div([heading, button], className="chart-head"),
            html.Div(content, className="chart-body" if len(content) > 1 else ""),
            html.Div([*_legend(desk, view), *_notes(view)], className="note chart-foot"),
        ],
        id=chart_id,
        className="chart",
        **filtered_by(*(desk.collection.claims[name][0] for name in view.claims)),
    )


def _summary(desk: Desk, view: View) -> str:
    """Return what a chart shows, for those who do not see it."""
    pairs = (desk.collection.claims[name] for name in view.claims)
    said = (f"{i.name[desk.language]}: {desk.quantity(i, claim)}" for i, claim in pairs)
    return f"{view.title}. {view.subtitle}. {desk.words.listed(said)}."


def _legend(desk: Desk, view: View) -> list[html.Span]:
    """Return the marks that a chart holds, each with its word and the article's own."""
    entries = []
    for hedge, own in view.hedges:
        text = desk.words.hedge(hedge, own)
        entries.append(html.Span([hedge_mark(hedge), text], className="legend"))
    return entries


def _notes(view: View) -> list[html.Span]:
    """Return a chart's sources and remarks."""
    sources = [html.Span([html.B(f"{number} "), f"{text} "]) for number, text in view.sources]
    return sources + [html.Span(f"{remark} ") for remark in view.remarks]
