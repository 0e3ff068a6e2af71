"""Charts on a page: the drawing as a named image, its menu, table, legend and sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dash import dcc, html

from dashboard.charts import View, context_label, has_context
from dashboard.figures import on_screen
from dashboard.summaries import summary
from dashboard.web.desk import Desk, filtered_by, hedge_mark
from dashboard.web.references import citation, in_short
from dashboard.web.routes import Kind
from dashboard.web.tables import same_numbers
from dashboard.web.taking import menu


def chart(desk: Desk, chart_id: str) -> html.Section:
    """Return a chart with its title, menu, table, legend, remarks and sources."""
    view = desk.view(chart_id)
    title: Any = view.title
    if desk.route.kind is not Kind.CHART:
        title = html.A(view.title, href=desk.of_role(Kind.CHART, chart_id))
    head = html.H1 if desk.route.kind is Kind.CHART else html.H3
    subtitle = html.P(view.subtitle, className="note")
    heading = html.Div([head(title), subtitle, _roles(desk, chart_id)])
    return html.Section(
        [
            html.Div([heading, menu(desk, view)], className="chart-head"),
            html.Div([_plot(desk, view), same_numbers(desk, view)], className="chart-body"),
            html.Div([*legend(desk, view), *notes(desk, view)], className="note chart-foot"),
        ],
        id=chart_id,
        className="chart",
        **filtered_by(*(desk.collection.claims[name][0] for name in view.claims)),
    )


def _roles(desk: Desk, chart_id: str) -> html.Nav | None:
    """Return links to the chart with everybody's figures, the articles', what others say."""
    words, chart = desk.words, desk.collection.charts[chart_id]
    if not has_context(desk.collection, chart):
        return None
    choices = {"": words("All sources"), "primary": words("The articles alone")}
    if not chart.indicators:
        choices["context"] = words("Others alone")
    chips = [
        html.A(
            text,
            href=f"{desk.route.asking(role=role or None).address}#{chart_id}",
            className="chip",
            **{"data-role": role},
            **({"aria-current": "true"} if role == desk.role else {}),
        )
        for role, text in choices.items()
    ]
    return html.Nav(chips, className="chips roles", **{"aria-label": words("Whose figures")})


def _plot(desk: Desk, view: View) -> html.Div:
    """Return the drawing as one named image that the keyboard reaches."""
    figure = on_screen(view)
    height, width = (figure["layout"].get(side) for side in ("height", "width"))
    graph = dcc.Graph(
        id=f"graph-{view.id}",
        figure=figure,
        className="graph",
        style={"height": height},
        responsive=width is None,
        config={"displayModeBar": False, "showSendToCloud": False},
    )
    said = {"aria-label": summary(desk.collection, view, desk.words)}
    # The box has the height, as Dash's graph has none until it is drawn.
    box = {"minHeight": height}
    name = f"plot-{view.id}"
    return html.Div(graph, id=name, role="img", className="plot", tabIndex=0, style=box, **said)


def legend(desk: Desk, view: View) -> list[html.Span]:
    """Return the marks that a chart holds, each with its word and the article's own."""
    entries = []
    for hedge, own in view.hedges:
        before, quoted, after = desk.words.hedge(hedge, own).partition(own or "—")
        text = [before, *_own_words(desk, view, quoted), after] if quoted else [before]
        entries.append(html.Span([hedge_mark(hedge), *text], className="legend"))
    return entries


def _own_words(desk: Desk, view: View, quoted: str) -> Iterator[Any]:
    """Yield the articles' words for a hedge, each marked with a language that uses it."""
    collection = desk.collection
    claims = [collection.claims[name][1] for name in view.claims]
    for n, word in enumerate(quoted.split(", ")):
        users = (c for c in claims if word in c.evidence.value.phrase)
        yield ", " * bool(n)
        yield html.Span(word, lang=collection.sources[next(users, claims[0]).source].language)


def notes(desk: Desk, view: View) -> list[html.Span]:
    """Return a chart's sources and remarks."""
    cited = dict.fromkeys(desk.collection.claims[name][1].source for name in view.claims)
    listed = sorted(
        (desk.collection.numbers[name], desk.collection.sources[name]) for name in cited
    )
    told = [
        html.Span([html.B(f"{n} "), *citation(desk, source), " "])
        for n, source in listed
        if source.role == "primary"
    ]
    others = [(n, source) for n, source in listed if source.role != "primary"]
    if others:
        told.append(html.Span(f"{context_label(view, desk.words)} "))
        told += [html.Span([html.B(f"{n} "), *in_short(desk, s), " "]) for n, s in others]
    return told + [html.Span(f"{remark} ") for remark in view.remarks]
