"""The page of search: what the records hold for a question, in every language, best first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dash import html

from dashboard.search import Field, Hit, RecordKind, search
from dashboard.web.desk import Desk, section
from dashboard.web.pages.shell import Page, page, search_form
from dashboard.web.routes import Kind
from dashboard.wording import N_

_ON_A_PAGE = 10  # about a screen
#: A longer text is shown in part, from somewhat before what matched.
_SHOWN_WHOLE, _SHOWN_BEFORE = 220, 60
_KINDS: dict[RecordKind, str] = {
    "indicator": N_("Indicator"),
    "chart": N_("Chart"),
    "source": N_("Source"),
    "claim": N_("Figure"),
}
_FIELDS: dict[Field, str] = {
    "name": N_("Name"),
    "title": N_("Title"),
    "publisher": N_("Publisher"),
    "value": N_("Words"),
    "subject": N_("Words"),
    "speaker": N_("Words"),
    "gloss": N_("Our translation"),
    "figure": N_("Figure"),
    "said_by": N_("Said by"),
    "sentence": N_("In a sentence"),
    "definition": N_("Definition"),
    "silent_on": N_("What it does not say"),
    "topic": N_("Topic"),
    "place": N_("Place"),
    "event": N_("Event"),
    "summary": N_("Summary, in our words"),
}
_QUOTED = {"value", "subject", "speaker"}


def search_page(desk: Desk) -> Page:
    """Return the field with examples, or with what was found for a question."""
    words = desk.words
    question = desk.route.asked.get("q", "")
    form = html.Div(search_form(desk), className="search-large")
    if not question:
        title = words("Search")
        hint = words(
            "Names, definitions, titles and quoted words are searched in all three languages,"
            " with accents or without; the texts of the articles are not."
        )
        main = [html.H1(title), form, html.P(hint, className="lead"), _examples(desk)]
        return page(desk, title, hint, main)
    title = words("Search: {question}", question=question)
    hits = search(desk.collection, question, desk.language)
    said = words.plural(
        "{n} result for “{question}”", "{n} results for “{question}”", len(hits), question=question
    )
    if not hits:
        said = words("Nothing found for “{question}”", question=question)
    status = html.P(said, role="status", className="found-count")
    answer = _results(desk, hits) if hits else [_instead(desk)]
    return page(desk, title, said, [html.H1(words("Search")), form, status, *answer])


def _examples(desk: Desk) -> html.Section:
    """Return questions that the records answer: topics, the largest figure, a publisher."""
    words, collection = desk.words, desk.collection
    topics, sources = [*collection.records.topics.values()], [*collection.sources.values()]
    claims = sorted((c for _, c in collection.claims.values()), key=lambda c: c.value or 0)
    asked = [(topic.name[desk.language], desk.language) for topic in topics[:2]]
    asked += [(words.value(claim), desk.language) for claim in claims[-1:]]
    asked += [(source.publisher.name, source.language) for source in sources[:1]]
    links = [
        html.A(question, href=desk.route.asking(q=question, page=None).address, lang=language)
        for question, language in asked
        if search(collection, question)
    ]
    return section(words("For example"), html.Ul(list(map(html.Li, links)), className="questions"))


def _instead(desk: Desk) -> html.Div:
    """Return what to do where nothing was found."""
    words = desk.words
    data = desk.link(words("All data in one table"), Kind.DATA)
    topics = [
        html.Li(html.A(topic.name[desk.language], href=desk.route.to(Kind.FRONT, topic=key)))
        for key, topic in desk.collection.records.topics.items()
    ]
    advice = words("Every word must occur in a record: fewer or shorter words find more.")
    return html.Div(
        [
            html.P(advice),
            html.P(data),
            section(words("Topics"), html.Ul(topics, className="questions")),
        ]
    )


def _results(desk: Desk, hits: Sequence[Hit]) -> list[Any]:
    """Return one page of results, and the way to the others."""
    pages = -(-len(hits) // _ON_A_PAGE)
    now = min(int(desk.route.asked.get("page", "1")), pages)
    first = (now - 1) * _ON_A_PAGE
    shown = [_result(desk, hit) for hit in hits[first : first + _ON_A_PAGE]]
    return [html.Ol(shown, start=first + 1, className="hits"), _turning(desk, now, pages)]


def _turning(desk: Desk, now: int, pages: int) -> html.Nav | None:
    words = desk.words
    if pages == 1:
        return None

    def turn(said: str, number: int, rel: str) -> html.A | None:
        if not 1 <= number <= pages:
            return None
        asked = str(number) if number > 1 else None
        return html.A(said, href=desk.route.asking(page=asked).address, rel=rel)

    place = words("Page {n} of {all}", n=words.number(now), all=words.number(pages))
    parts = [
        turn(words("Previous page"), now - 1, "prev"),
        html.Span(place, **{"aria-current": "page"}),
        turn(words("Next page"), now + 1, "next"),
    ]
    return html.Nav(parts, className="turning", **{"aria-label": words("Pages of results")})


def _result(desk: Desk, hit: Hit) -> html.Li:
    """Return a record that answers: its kind, its name, its figure, and the text that matched."""
    words = desk.words
    name, language, address = _named(desk, hit)
    figure = _figure(desk, hit)
    link = html.A(_marked(hit, name, language), href=address, lang=language)
    said = html.Span(_marked(hit, figure, desk.language), className="hit-figure")
    heading = html.H2([link, *([" ", said] if figure else [])])
    parts = [html.P(words(_KINDS[hit.kind]), className="note"), heading]
    if not _is(hit, name, language) and not _is(hit, figure, desk.language):
        label = html.Span(words(_FIELDS[hit.field]), className="note")
        text = html.Span(list(_excerpt(hit)), lang=hit.language)
        quoted = ["“", text, "”"] if hit.field in _QUOTED else [text]
        parts.append(html.P([label, " ", *quoted]))
    if hit.kind == "claim":
        claim = desk.collection.claims[hit.id][1]
        publisher = desk.publisher(desk.collection.sources[claim.source])
        told = [publisher, " · ", desk.stated(claim)]
        if not desk.collection.is_primary(claim):
            told.append(f" · {words('Context')}")
        parts.append(html.P(told, className="note"))
    return html.Li(parts)


def _named(desk: Desk, hit: Hit) -> tuple[str, str, str]:
    """Return what a record is called, in which language, and the address of its page."""
    collection, language, to = desk.collection, desk.language, desk.route.to
    match hit.kind:
        case "chart":
            name = collection.charts[hit.id].title[language]
            return name, language, to(Kind.CHART, hit.id)
        case "source":
            title = collection.sources[hit.id].title
            written = collection.sources[hit.id].language if title.text else language
            return desk.words.title(title), written, to(Kind.SOURCE, hit.id)
        case "claim":
            indicator = collection.claims[hit.id][0]
            address = f"{to(Kind.INDICATOR, indicator.id)}#{hit.id}"
            return indicator.name[language], language, address
        case _:
            return (
                collection.indicators[hit.id].name[language],
                language,
                to(Kind.INDICATOR, hit.id),
            )


def _figure(desk: Desk, hit: Hit) -> str:
    """Return a claim's figure, an indicator's newest one; nothing for what has none."""
    if hit.kind == "claim":
        return desk.quantity(*desk.collection.claims[hit.id])
    if hit.kind == "indicator":
        indicator = desk.collection.indicators[hit.id]
        return desk.quantity(indicator, desk.collection.newest(indicator))
    return ""


def _marked(hit: Hit, text: str, language: str) -> list[Any]:
    """Return a text that stands on the page anyway, marked where it is the one that matched."""
    if not _is(hit, text, language):
        return [text]
    before, _, after = text.partition(hit.text)
    return [before, *_pieces(hit, 0, len(hit.text)), after]


def _is(hit: Hit, text: str, language: str) -> bool:
    """Whether a text is the one that matched, and no quotation; a title may stand in brackets."""
    ours = hit.language == language and hit.field not in _QUOTED
    return ours and text in (hit.text, f"[{hit.text}]")


def _excerpt(hit: Hit) -> Iterator[Any]:
    """Yield what matched with the words around it, cut between words."""
    text, start, end = hit.text, 0, len(hit.text)
    if end > _SHOWN_WHOLE:
        first, last = hit.marks[0] if hit.marks else (0, 0)
        start = text.find(" ", first - _SHOWN_BEFORE, first) + 1 if first > _SHOWN_BEFORE else 0
        stop = text.rfind(" ", start, start + _SHOWN_WHOLE)
        end = stop if end - start > _SHOWN_WHOLE and stop >= last else end
    yield from ["… "] * (start > 0)
    yield from _pieces(hit, start, end)
    yield from [" …"] * (end < len(text))


def _pieces(hit: Hit, start: int, end: int) -> Iterator[Any]:
    """Yield a part of the text, what matched in it as marks."""
    for opens, closes in hit.marks:
        if opens >= start and closes <= end:
            yield hit.text[start:opens]
            yield html.Mark(hit.text[opens:closes])
            start = closes
    yield hit.text[start:end]
