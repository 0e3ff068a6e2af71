"""The front page: the promise, the headline figures, charts by topic, time, references."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from dash import html

from dashboard.charts import chart_kind
from dashboard.frames import claims_frame
from dashboard.model import KINDS, WORDED, Indicator
from dashboard.sources import Source
from dashboard.web import linked_data
from dashboard.web.citing import cards, cite, spans
from dashboard.web.context import disagreeing, where_sources_disagree
from dashboard.web.desk import Desk, filter_key, filtered_by, section
from dashboard.web.pages.shell import Page, page
from dashboard.web.plots import chart
from dashboard.web.references import references
from dashboard.web.routes import Kind
from dashboard.web.tables import claims_table
from dashboard.web.tiles import tile
from dashboard.wording import KIND_COUNTS

#: How many figures there are, by place and topic.
Counts = Counter[tuple[str, str]]
#: So many rows stand on the page, and of each topic so many implied charts, tiles and sentences;
#: the rest is on the data page, to which a link leads.
_ROWS, _CHARTS, _TILES = 24, 1, 4


def front_page(desk: Desk) -> Page:
    """Return the front page; the filters hide what does not match, in the reader's browser."""
    words, collection = desk.words, desk.collection
    site = collection.records.site
    title = site.title[desk.language]
    headlines = [collection.indicators[name] for name in site.headlines]
    timelines = [c.id for c in collection.records.charts if chart_kind(collection, c) == "timeline"]
    listed = [*islice(collection.primary, _ROWS)]
    counts = _counts(desk)
    parts = _Topics(desk, headlines, counts)
    claims = [*dict.fromkeys([*listed, *parts.claims, *_context_cited(desk, timelines)])]
    drawn = [name for timeline in timelines for name in desk.view(timeline).claims]
    cited = {collection.claims[name][1].source for name in (*claims, *drawn)}
    all_claims = words("All claims, in the order of the records")
    main = [
        html.H1(title),
        _promise(desk),
        _chips(desk, counts),
        _tiles(desk, headlines, words("Headline figures")) if headlines else None,
        *parts.sections,
        where_sources_disagree(desk),
        section(words("Where the claims come from"), *(chart(desk, name) for name in timelines))
        if timelines
        else None,
        section(
            words("Every figure"),
            claims_table(desk, listed, all_claims),
            _rest(desk, len(collection.primary) - len(listed), len(collection.primary)),
            id="every",
            **filtered_by(*collection.records.indicators),
        ),
        references(desk, (s for s in collection.sources.values() if s.id in cited)),
        cards(desk, claims),
    ]
    linked = linked_data.documents(linked_data.dataset(desk, listed))
    return page(desk, title, site.scope[desk.language], main, linked_data=linked)


def _context_cited(desk: Desk, timelines: list[str]) -> Iterator[str]:
    """Yield the claims of context that the page cites: on timelines, and where sources disagree."""
    for name in timelines:
        yield from desk.view(name).rows["claim"]
    for pair in disagreeing(desk):
        yield from (pair.earlier.id, pair.later.id)


def _primary_sources(desk: Desk) -> list[Source]:
    return [source for source in desk.collection.sources.values() if source.role == "primary"]


def _promise(desk: Desk) -> html.P:
    """Return how many claims of which kinds there are, and how many were found: all computed."""
    words, collection = desk.words, desk.collection
    if not collection.primary:
        none = words("No figure is recorded yet; the command “add” records those of an article.")
        return html.P(none, className="promise")
    frame = claims_frame(collection)
    kinds = Counter(frame["kind"][frame["role"] == "primary"])
    counts = [words.plural(*KIND_COUNTS[k], kinds[k]) for k in KINDS if k in kinds]
    n, found = len(collection.primary), collection.verified
    made_of = words(
        "{claims} from {sources}: {counts}.",
        claims=words.plural("{n} claim", "{n} claims", n),
        sources=words.plural("{n} article", "{n} articles", len(_primary_sources(desk))),
        counts=words.listed(counts),
    )
    where = words("in the articles’ text.")
    ratio = words("{found} of {n} found", found=words.number(found), n=words.number(n))
    honest = words("We check that the article says it, not that it is right.")
    return html.P(
        [
            f"{made_of} ",
            html.B("✓ " * (found == n) + ratio, className="found"),
            f" {where} {honest} ",
            desk.link(words("How"), Kind.METHOD),
        ],
        className="promise",
    )


def _chips(desk: Desk, counts: Counts) -> html.Nav:
    """Return the filters; each is a link, so that they work without scripts too."""
    words, records, asked = desk.words, desk.collection.records, desk.route.asked
    places = dict.fromkeys(code for i in records.indicators for code in i.place)
    topics = {key: topic.name[desk.language] for key, topic in records.topics.items()}
    everything = desk.route.asking(place=None, topic=None).address
    chips = [_chip(words("All"), everything, "all", "", not {"place", "topic"} & asked.keys())]
    for name, choices in (("place", {c: words.place(c) for c in places}), ("topic", topics)):
        for value, text in choices.items():
            chosen = asked.get(name) == value
            spot = [html.Span(className=f"spot place-{value}")] if name == "place" else []
            address = desk.route.asking(**{name: None if chosen else value}).address
            chips.append(_chip([*spot, text], address, name, value, chosen))
    said = {
        filter_key(place, topic): _shown(desk, counts, place, topic)
        for place in ("", *places)
        for topic in ("", *topics)
    }
    now = filter_key(asked.get("place", ""), asked.get("topic", ""))
    told = html.P(said[now], role="status", id="shown", className="note")
    label = {"aria-label": words("Filter by place and topic"), "data-said": json.dumps(said)}
    return html.Nav([html.Div(chips, className="chips"), told], **label)


def _chip(text: Any, address: str, name: str, value: str, chosen: bool) -> html.A:
    data = {"data-filter": name, "data-value": value}
    current = {"aria-current": "true"} if chosen else {}
    return html.A(text, href=address, className="chip", **data, **current)


def _counts(desk: Desk) -> Counts:
    """Return how many figures there are of each place and topic; empty stands for any."""
    counts = Counts()
    for indicator in desk.collection.records.indicators:
        told = len(desk.collection.own_claims(indicator))
        for place in ("", *indicator.place):
            for topic in ("", indicator.topic):
                counts[place, topic] += told
    return counts


def _shown(desk: Desk, counts: Counts, place: str, topic: str) -> str:
    """Return how many figures a choice of filters shows."""
    words, n, all_ = desk.words, counts[place, topic], counts["", ""]
    if n == all_:
        return words.plural("{n} figure", "{n} figures", n)
    if not n:
        return words("No figure has both this place and this topic.")
    return words.plural("{n} of {all} figure", "{n} of {all} figures", n, all=words.number(all_))


def _tiles(desk: Desk, indicators: list[Indicator], title: str) -> html.Section:
    tiles = html.Div([tile(desk, indicator) for indicator in indicators], className="tiles")
    return section(title, tiles, **filtered_by(*indicators))


class _Topics:
    """A section per topic: its charts, then what no chart holds, as tiles and sentences.

    ``claims`` are those whose marks stand in the sections.
    """

    def __init__(self, desk: Desk, headlines: list[Indicator], counts: Counts) -> None:
        self._desk, self._collection, self._counts = desk, desk.collection, counts
        records = desk.collection.records
        self._chosen = [c for c in records.charts if chart_kind(desk.collection, c) != "timeline"]
        charted = (name for chart in self._chosen for name in chart.indicators)
        self._elsewhere = {*(indicator.id for indicator in headlines), *charted}
        self.claims = [desk.collection.newest(indicator).id for indicator in headlines]
        self.sections = [*filter(None, (self._section(topic) for topic in records.topics))]

    def _section(self, key: str) -> html.Section | None:
        """Return a topic's section; None where nothing belongs to it."""
        desk, collection = self._desk, self._collection
        of_topic = [i for i in collection.indicators.values() if i.topic == key]
        rest = [i for i in of_topic if i.id not in self._elsewhere]
        charts = [c for c in self._chosen if collection.indicators[c.indicators[0]].topic == key]
        members = rest + [collection.indicators[name] for c in charts for name in c.indicators]
        if not members:
            return None
        told = [i for i in rest if i.kind in WORDED]
        counted = [i for i in rest if i.kind not in WORDED]
        single = [i for i in counted if len(collection.own_claims(i)) == 1]
        compared = [i for i in counted if len(collection.own_claims(i)) != 1]
        drawn, tiles, sentences = compared[:_CHARTS], single[:_TILES], told[:_TILES]
        content: list[Any] = [chart(desk, c.id) for c in charts]
        content += [chart(desk, i.id) for i in drawn]
        if tiles:
            content.append(html.Div([tile(desk, i) for i in tiles], className="tiles"))
        content += [_sentence(desk, i) for i in sentences]
        left = len(rest) - len(drawn) - len(tiles) - len(sentences)
        content.append(_rest(desk, left, self._counts["", key], topic=key))
        named = {name for c in charts for name in c.indicators}
        here = [*drawn, *tiles, *sentences, *(collection.indicators[name] for name in named)]
        self.claims += [claim.id for i in here for claim in collection.own_claims(i)]
        title = collection.records.topics[key].name[desk.language]
        return section(title, *content, **filtered_by(*members))


def _rest(desk: Desk, left: int, of: int, **asked: str) -> html.P | None:
    """Return the way to what does not stand on the page; None where nothing is left out."""
    if not left:
        return None
    said = desk.words.plural("{n} figure", "{n} figures", of)
    link = html.A(
        desk.words("All: {figures}", figures=said), href=desk.route.to(Kind.DATA, **asked)
    )
    return html.P(link, className="rest")


def _sentence(desk: Desk, indicator: Indicator) -> html.P:
    """Return what has no place on a numeric axis as a sentence, with its words and its mark."""
    claim = desk.collection.newest(indicator)
    source = desk.collection.sources[claim.source]
    said = desk.link(desk.sentence(indicator, claim), Kind.INDICATOR, indicator.id)
    quoted = html.Span(["“", *spans(source, [claim.evidence.value]), "”"], className="quoted")
    return html.P(
        [said, " ", quoted, cite(desk, claim)], className="told", **filtered_by(indicator)
    )
