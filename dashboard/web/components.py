"""What pages are made of: citation marks and cards, figures, charts, tables, references."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.charts import MOST_DOTS, View, chart_view
from dashboard.collection import Collection, Finding
from dashboard.figures import draw
from dashboard.figures.dress import SCREEN
from dashboard.frames import rows_of
from dashboard.model import WORDED, Claim, Indicator, Source, Span
from dashboard.web.routes import Kind, Route
from dashboard.wording import HEDGE_NAMES, N_, Wording

_ATTRIBUTIONS = {
    "explicit": N_("Said by {speaker}, named in the sentence."),
    "implied": N_("Said by {speaker}: the statement goes on, without naming the speaker again."),
    "article": N_("Stated by the paper itself."),
}
_BASES = {
    "printed": N_("printed in the text"),
    "address": N_("from the article’s address"),
    "publication": N_("the day of publication"),
    "inferred": N_("inferred by us"),
    "unknown": N_("not known"),
}
_ORIGINS = {
    "publisher": N_("the publisher’s own text"),
    "copy": N_("a copy of unknown origin"),
    "excerpt": N_("an excerpt"),
}


class Desk:
    """The collection, the language and the address that one page is made with."""

    def __init__(self, collection: Collection, route: Route) -> None:
        self.collection, self.route = collection, route
        self.words = Wording(route.language)
        self.language = route.language

    def link(self, text: Any, kind: Kind, name: str = "", **props: Any) -> html.A:
        """Return a link to another page in the same language."""
        return html.A(text, href=self.route.to(kind, name), **props)

    def units(self, indicator: Indicator, n: float) -> str:
        """Return an indicator's unit in the form that goes with a number."""
        return self.words.unit(self.collection.records.units[indicator.unit], n)

    def quantity(self, indicator: Indicator, claim: Claim) -> str:
        """Return hedge, number, unit and period in words."""
        return self.words.quantity(indicator, claim, self.collection.records.units[indicator.unit])

    def sentence(self, indicator: Indicator, claim: Claim) -> str:
        """Return the sentence that a claim reads as."""
        return self.words.sentence(indicator, claim, self.collection.stated_on(claim))


def filtered_by(*indicators: Indicator) -> dict[str, str]:
    """Return the attributes by which the filters of the front page find an element."""
    topics = {indicator.topic: None for indicator in indicators}
    places = {code: None for indicator in indicators for code in indicator.place}
    return {"data-topics": " ".join(topics), "data-places": " ".join(places)}


def place_class(indicator: Indicator) -> str:
    """Return the class that gives a place's colour; the place is always named besides."""
    return f"place-{indicator.place[0]}" if len(indicator.place) == 1 else "place-none"


def spans(source: Source, evidence: list[Span]) -> list[Any]:
    """Return the quoted spans, each marked with its language, joined by " … "."""
    shown: list[Any] = []
    for span in evidence:
        shown += [" … ", html.Mark(span.phrase, lang=source.language)]
    return shown[1:]


def cite(desk: Desk, claim: Claim) -> html.Sup:
    """Return the mark that opens the card of a claim."""
    number = desk.collection.numbers[claim.source]
    said = desk.words("Source {n}: the words this figure was read from", n=number)
    link = html.A(
        str(number), href=f"#card-{claim.id}", className="cite",
        **{"data-card": claim.id, "aria-label": said},
    )  # fmt: skip
    return html.Sup(link)


def figure_text(desk: Desk, indicator: Indicator, claim: Claim) -> list[Any]:
    """Return a figure set large: hedge and period small around the number, then its mark."""
    said = desk.words.figure(indicator, claim)
    number = said if indicator.kind in WORDED else desk.words.value(claim)
    before, number, after = said.partition(number)
    parts: list[Any] = [html.Span(before.strip(), className="hedge"), " "] if before.strip() else []
    parts += [html.Span(number, className="number"), cite(desk, claim)]
    return parts + ([" ", html.Span(after.strip(), className="hedge")] if after.strip() else [])


def dot_field(desk: Desk, indicator: Indicator, claim: Claim) -> Component | None:
    """Return a field in which one dot is one thing; None for what is no count or too large."""
    count = claim.value
    if indicator.kind in WORDED or not isinstance(count, int) or not 0 < count <= MOST_DOTS:
        return None
    columns, pitch = 60, 4
    rows = [min(columns, count - start) for start in range(0, count, columns)]
    path = "".join(
        f"M2 {2 + pitch * n}h{pitch * (length - 1) + 0.01}" for n, length in enumerate(rows)
    )
    width, height = pitch * min(columns, count), pitch * len(rows)
    drawing = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'><path d='{path}'"
        f" stroke='#000' stroke-width='2.8' stroke-linecap='round' stroke-dasharray='0 {pitch}'/></svg>"
    )
    mask = f'url("data:image/svg+xml,{quote(drawing, safe=" =:/")}")'
    said = desk.quantity(indicator, claim)
    style = {"width": width, "height": height, "maskImage": mask, "WebkitMaskImage": mask}
    field = html.Span(
        className=f"dots {place_class(indicator)}", style=style, role="img", **{"aria-label": said}
    )
    note = desk.words("one dot is one {unit}", unit=desk.units(indicator, 1))
    return html.Div([field, html.P(note, className="note")], className="dot-field")


def tile(desk: Desk, indicator: Indicator) -> html.Div:
    """Return an indicator's newest figure with its name, dots, place and date."""
    claim = indicator.claims[-1]
    words = desk.words
    stated = words.dated(desk.collection.stated_on(claim), short=True)
    place = html.Span(className=f"spot {place_class(indicator)}")
    meta = words("{place} · stated {date}", place=words.places(indicator.place), date=stated)
    return html.Div(
        [
            html.P(figure_text(desk, indicator, claim), className="figure"),
            html.P(desk.link(indicator.name[desk.language], Kind.INDICATOR, indicator.id)),
            dot_field(desk, indicator, claim),
            html.P([place, meta], className="note"),
        ],
        className="tile",
        **filtered_by(indicator),
    )


def dated_because(desk: Desk, claim: Claim) -> str:
    """Return when a claim was stated and how that is known."""
    words, stated = desk.words, desk.collection.stated_on(claim)
    said = words("stated {date}", date=words.dated(stated))
    return f"{said} ({words(_BASES[stated.basis])})"


def attribution(desk: Desk, claim: Claim) -> str:
    """Return who says a figure, and whether explicitly."""
    name = claim.said_by.speaker
    speaker = desk.collection.records.speakers[name].name[desk.language] if name else ""
    return desk.words(_ATTRIBUTIONS[claim.said_by.attribution], speaker=speaker)


def location(desk: Desk, claim: Claim) -> str:
    """Return where the value stands: the paragraph, or the line where no text was read."""
    position = desk.collection.finding(claim.id).positions.get("value")
    if position is None:
        return desk.words("line {n}", n=claim.evidence.value.line)
    return desk.words("paragraph {n}", n=position.paragraph)


def state_text(desk: Desk, finding: Finding) -> str:
    """Return what was checked of a claim, in words."""
    words = desk.words
    if finding.state == "read_again":
        return words("✓ found in the article’s text")
    if finding.state == "recorded":
        day = words.date(finding.day or "")
        return words("✓ found in the article’s text on {date}; not read again now", date=day)
    return words("not verified")


def card(desk: Desk, indicator: Indicator, claim: Claim) -> html.Aside:
    """Return a claim's citation card: the exact words, and everything known about them."""
    words, source = desk.words, desk.collection.sources[claim.source]
    number = desk.collection.numbers[source.id]
    head = f"[{number}] {source.publisher.name} · {dated_because(desk, claim)} · {location(desk, claim)}"
    gloss = claim.gloss[desk.language]
    notes: list[Any] = [attribution(desk, claim)]
    if claim.reading.inferred and claim.reading.why:
        notes.append(words("Our reading: {why}", why=claim.reading.why[desk.language]))
    if claim.modality != "fact":
        notes.append(words(_MODALITIES[claim.modality]))
    silent = words("Does not say: {what}", what=indicator.silent_on[desk.language])
    address = words("The article’s address is not known.")
    link = html.A(words("The publisher’s page"), href=source.address, rel="noopener external")
    return html.Aside(
        [
            html.P(head, className="note"),
            html.P(spans(source, list(claim.evidence.spans().values())), className="words"),
            html.P([f"“{gloss}” ", html.Small(words("our translation"))]) if gloss else None,
            *map(html.P, notes),
            html.P(silent, className="note"),
            html.P(state_text(desk, desk.collection.finding(claim.id)), className="found"),
            html.P(
                [
                    desk.link(words("The source"), Kind.SOURCE, source.id),
                    link if source.address else html.Span(address, className="note"),
                    desk.link(words("The whole story"), Kind.INDICATOR, indicator.id),
                ],
                className="links",
            ),
            html.A("×", href="#", className="close", **{"aria-label": words("Close")}),
        ],
        id=f"card-{claim.id}",
        className="card",
        role="dialog",
        tabIndex=-1,
        **{"aria-label": words("The words this figure was read from")},
    )


_MODALITIES = {
    "estimate": N_("An estimate, as the source says."),
    "plan": N_("A plan: the size of a programme, not its outcome."),
    "target": N_("A target, not a fact."),
    "forecast": N_("A forecast, not a fact."),
}


def cards(desk: Desk, claims: list[str]) -> html.Div:
    """Return the cards of the claims that a page cites, each once."""
    pairs = [desk.collection.claims[name] for name in dict.fromkeys(claims)]
    return html.Div([card(desk, *pair) for pair in pairs], className="cards")


def _table(caption: str, heads: list[str], rows: list[html.Tr]) -> html.Table:
    head = html.Thead(html.Tr([html.Th(text, scope="col") for text in heads]))
    return html.Table([html.Caption(caption), head, html.Tbody(rows)], className="numbers")


def claims_table(desk: Desk, claims: list[str], caption: str) -> html.Table:
    """Return claims as a table: what, where and when; the figure with its words."""
    words, rows = desk.words, []
    for name in claims:
        indicator, claim = desk.collection.claims[name]
        source = desk.collection.sources[claim.source]
        when = words("stated {date}", date=words.dated(desk.collection.stated_on(claim)))
        if claim.reference_period:
            when = words("refers to {period}", period=words.period(claim.reference_period))
        link = desk.link(indicator.name[desk.language], Kind.INDICATOR, indicator.id)
        where = html.Div(f"{words.places(indicator.place)} · {when}", className="note")
        quoted = ["“", html.Q(claim.evidence.value.phrase, lang=source.language), "”"]
        said = [
            desk.quantity(indicator, claim),
            cite(desk, claim),
            html.Div(quoted, className="note"),
        ]
        cells = [html.Th([link, where], scope="row"), html.Td(said)]
        rows.append(html.Tr(cells, **{"data-claim": name, **filtered_by(indicator)}))
    return _table(caption, [words("What"), words("Figure")], rows)


def shares_table(desk: Desk, view: View) -> html.Table:
    """Return a chart's derived shares as a table: the share, and the two figures it is made of."""
    words, rows = desk.words, []
    for row in rows_of(view.rows):
        pair = [desk.collection.claims[name][1] for name in (row.part_claim, row.whole_claim)]
        said = [html.B(row.said), f" · {row.note}", html.Div(row.name, className="note")]
        made = [row.part, cite(desk, pair[0]), html.Br(), row.whole, cite(desk, pair[1])]
        rows.append(html.Tr([html.Th(said, scope="row"), html.Td(made)]))
    return _table(words("The same numbers"), [words("Share"), words("Part and whole")], rows)


def chart(desk: Desk, chart_id: str) -> html.Section:
    """Return a chart with its title, picture button, table, legend, remarks and sources."""
    words, view = desk.words, chart_view(desk.collection, chart_id, desk.words)
    indicators = [desk.collection.claims[name][0] for name in view.claims]
    figure = draw(view, SCREEN, words)
    graph = dcc.Graph(
        id=f"graph-{chart_id}",
        figure=figure,
        className="graph",
        style={"height": figure.layout.height},
        responsive=figure.layout.width is None,
        config={"displayModeBar": False, "showSendToCloud": False},
    )
    button = html.Button(
        words("Save as PNG"),
        type="button",
        className="take",
        title=words("The picture, with its sources inside"),
        **{
            "data-figure": desk.route.to(Kind.FIGURE, chart_id),
            "data-name": f"{chart_id}.{desk.language}.wide",
            "data-failed": words("The picture could not be made; the chart’s data did not arrive."),
        },
    )
    heading = html.Div([html.H3(view.title), html.P(view.subtitle, className="note")])
    box = html.Div(graph, role="img", className="plot", **{"aria-label": summary(desk, view)})
    table: Component | None = claims_table(desk, list(view.claims), words("The same numbers"))
    if view.kind == "parts":
        table = shares_table(desk, view)
    elif not desk.collection.charts[chart_id].indicators:
        table = None  # the timeline of everything: the page's table has every figure
    return html.Section(
        [
            html.Div([heading, button], className="chart-head"),
            html.Div([box, table], className="chart-body" if table else ""),
            html.Div([*legend(desk, view), *chart_notes(desk, view)], className="note chart-foot"),
        ],
        id=chart_id,
        className="chart",
        **filtered_by(*indicators),
    )


def summary(desk: Desk, view: View) -> str:
    """Return what a chart shows, for those who do not see it."""
    figures = desk.words.listed(
        f"{desk.collection.claims[name][0].name[desk.language]}:"
        f" {desk.quantity(*desk.collection.claims[name])}"
        for name in view.claims
    )
    return f"{view.title}. {view.subtitle}. {figures}."


def legend(desk: Desk, view: View) -> list[Any]:
    """Return the marks that a chart holds, each with its word and the article's own."""
    entries = []
    for hedge, own in view.hedges:
        name = desk.words(HEDGE_NAMES[hedge])
        text = desk.words("{hedge} (“{own}”)", hedge=name, own=own) if own else name
        mark = html.Span(className=f"hedge-mark {hedge.replace('_', '-')}")
        entries.append(html.Span([mark, text], className="legend"))
    return entries


def chart_notes(desk: Desk, view: View) -> list[Any]:
    """Return a chart's sources and remarks."""
    sources = [
        html.Span([html.B(f"{number} "), text, " "], className="source")
        for number, text in view.sources
    ]
    return sources + [html.Span(f"{remark} ") for remark in view.remarks]


def checks(desk: Desk, source: Source) -> list[Any]:
    """Return what was checked of a source: how many claims were found, in what text, defects."""
    words = desk.words
    claims = [c for _, c in desk.collection.claims.values() if c.source == source.id]
    states = [desk.collection.finding(claim.id) for claim in claims]
    found = [finding for finding in states if finding.state != "unverified"]
    n = len(claims)
    said = words.plural(
        "{found} of {n} claim found", "{found} of {n} claims found", n, found=len(found)
    )
    days = [f.day for f in found if f.state == "recorded" and f.day]
    if days:
        said += " " + words(
            "(recorded {date}; the text is not at hand)", date=words.date(max(days))
        )
    origin = words("in {text}", text=words(_ORIGINS[source.text_origin]))
    lines: list[Any] = [
        html.Span(("✓ " if len(found) == n else "") + said, className="found"),
        origin,
    ]
    if source.defects:
        count = len(source.defects)
        lines.append(words.plural("{n} known defect", "{n} known defects", count))
    return [html.Div(line) for line in lines]


def citation(desk: Desk, source: Source) -> list[Any]:
    """Return a source's citation, its title marked with its language, linked where known."""
    words = desk.words
    said = words.citation(source)
    before, title, after = said.partition(words.title(source.title))
    language = source.language if source.title.text else desk.language
    parts: list[Any] = [before, html.Cite(title, lang=language), after]
    if source.address:
        link = html.A(words("The publisher’s page"), href=source.address, rel="noopener external")
        return [*parts, " ", link]
    return parts


def references(desk: Desk, sources: list[Source]) -> html.Section:
    """Return the numbered references, each with its checks."""
    items = [
        html.Li(
            [
                html.Span(str(desk.collection.numbers[source.id]), className="ref-number"),
                html.Div(
                    [
                        html.P(citation(desk, source)),
                        html.P(reasons(desk, source), className="note")
                        if reasons(desk, source)
                        else None,
                        html.P(desk.link(desk.words("About this source"), Kind.SOURCE, source.id)),
                    ]
                ),
                html.Div(checks(desk, source), className="note"),
            ],
            id=f"ref-{source.id}",
        )
        for source in sources
    ]
    title = html.H2(desk.words("References"), className="section")
    return html.Section([title, html.Ol(items, className="references")], id="references")


def reasons(desk: Desk, source: Source) -> str:
    """Return why what is inferred of a source was inferred."""
    inferred = [
        record for record in (source.publisher, source.title, source.published) if record.inferred
    ]
    whys = [record.why[desk.language] for record in inferred if record.why]
    return f"* {' '.join(whys)}" if whys else ""


def basis(desk: Desk, name: str) -> str:
    """Return a basis in words."""
    return desk.words(_BASES[name])
