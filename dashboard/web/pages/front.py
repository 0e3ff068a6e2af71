"""The front page: the promise, the headline figures, charts by topic, time, references."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.charts import chart_kind
from dashboard.model import KINDS, WORDED, Indicator
from dashboard.web.components import (
    Desk,
    cards,
    chart,
    cite,
    claims_table,
    filtered_by,
    references,
    spans,
    tile,
)
from dashboard.web.pages.shell import Page, page
from dashboard.web.routes import Kind, query
from dashboard.wording import KIND_COUNTS


def front_page(desk: Desk) -> Page:
    """Return the front page; the filters hide what does not match, in the reader's browser."""
    site, collection = desk.collection.records.site, desk.collection
    title = site.title[desk.language]
    headlines = [collection.indicators[name] for name in site.headlines]
    words = desk.words
    main = [
        html.H1(title),
        _promise(desk),
        _chips(desk),
        _headlines(desk, headlines),
        *_topics(desk, headlines),
        html.P(
            [words("No figure has both this place and this topic."), " ",
             desk.link(words("Show all"), Kind.FRONT)],
            id="nothing", role="status",
        ),
        *_timelines(desk),
        html.Section(
            [
                html.H2(words("Every figure"), className="section"),
                claims_table(desk, list(collection.claims), words("All claims, in the order of the records")),
            ],
            id="every",
        ),
        references(desk, list(collection.sources.values())),
        cards(desk, list(collection.claims)),
    ]  # fmt: skip
    return page(desk, title, site.scope[desk.language], main)


def _promise(desk: Desk) -> html.P:
    """Return how many claims of which kinds there are, and how many were found: all computed."""
    words, collection = desk.words, desk.collection
    kinds = [indicator.kind for indicator, _ in collection.claims.values()]
    counts = [words.plural(*KIND_COUNTS[k], kinds.count(k)) for k in KINDS if k in kinds]
    n, articles = len(collection.claims), len(collection.sources)
    found = sum(collection.finding(name).state != "unverified" for name in collection.claims)
    claims = words.plural("{n} claim", "{n} claims", n)
    sources = words.plural("{n} article", "{n} articles", articles)
    made_of = words(
        "{claims} from {sources}: {counts}.",
        claims=claims, sources=sources, counts=words.listed(counts),
    )  # fmt: skip
    ratio = words("{found} of {n} found", found=words.number(found), n=words.number(n))
    return html.P(
        [
            made_of + " ",
            html.B(("✓ " if found == n else "") + ratio, className="found"),
            " " + words("in the articles’ text.") + " ",
            words("We check that the article says it, not that it is right.") + " ",
            desk.link(words("How"), Kind.METHOD),
        ],
        className="promise",
    )


def _chips(desk: Desk) -> html.Nav:
    words, collection = desk.words, desk.collection
    front = desk.route.to(Kind.FRONT)
    places = dict.fromkeys(code for i in collection.records.indicators for code in i.place)
    chips: list[Any] = [
        html.A(words("All"), href=front, className="chip", **{"data-filter": "all"})
    ]
    for name, value, text in (
        *(("place", code, words.place(code)) for code in places),
        *(
            ("topic", key, topic.name[desk.language])
            for key, topic in collection.records.topics.items()
        ),
    ):
        spot = [html.Span(className=f"spot place-{value}")] if name == "place" else []
        data = {"data-filter": name, "data-value": value}
        chips.append(
            html.A([*spot, text], href=front + query({name: value}), className="chip", **data)
        )
    return html.Nav(chips, className="chips", **{"aria-label": words("Filter by place and topic")})


def _headlines(desk: Desk, headlines: list[Indicator]) -> html.Section | None:
    if not headlines:
        return None
    return html.Section(
        [
            html.H2(desk.words("Headline figures"), className="section"),
            html.Div([tile(desk, indicator) for indicator in headlines], className="tiles"),
        ],
        **filtered_by(*headlines),
    )


def _topics(desk: Desk, headlines: list[Indicator]) -> list[html.Section]:
    """Return a section per topic: its charts, then what no chart holds, as tiles and sentences."""
    collection = desk.collection
    chosen = [c for c in collection.records.charts if chart_kind(collection, c) != "timeline"]
    shown = {*(i.id for i in headlines), *(name for c in chosen for name in c.indicators)}
    sections = []
    for key, topic in collection.records.topics.items():
        members = [i for i in collection.records.indicators if i.topic == key]
        charts = [c for c in chosen if collection.indicators[c.indicators[0]].topic == key]
        rest = [i for i in members if i.id not in shown]
        counted = [i for i in rest if i.kind not in WORDED and len(i.claims) == 1]
        told = [i for i in rest if i.kind in WORDED]
        compared = [i for i in rest if i not in counted and i not in told]
        charted = [collection.indicators[name] for c in charts for name in c.indicators]
        if not (charts or rest):
            continue
        sections.append(
            html.Section(
                [
                    html.H2(topic.name[desk.language], className="section"),
                    *(
                        chart(desk, name)
                        for name in [c.id for c in charts] + [i.id for i in compared]
                    ),
                    html.Div([tile(desk, i) for i in counted], className="tiles")
                    if counted
                    else None,
                    *(_sentence(desk, i) for i in told),
                ],
                **filtered_by(*charted, *rest),
            )
        )
    return sections


def _sentence(desk: Desk, indicator: Indicator) -> html.P:
    """Return what has no place on a numeric axis as a sentence, with its words and its mark."""
    claim = indicator.claims[-1]
    source = desk.collection.sources[claim.source]
    said = desk.link(desk.sentence(indicator, claim), Kind.INDICATOR, indicator.id)
    quoted = html.Span(["“", *spans(source, [claim.evidence.value]), "”"], className="quoted")
    return html.P(
        [said, " ", quoted, cite(desk, claim)], className="told", **filtered_by(indicator)
    )


def _timelines(desk: Desk) -> list[html.Section]:
    collection = desk.collection
    charts = [c for c in collection.records.charts if chart_kind(collection, c) == "timeline"]
    if not charts:
        return []
    title = html.H2(desk.words("Where the claims come from"), className="section")
    return [html.Section([title, *(chart(desk, c.id) for c in charts)])]
