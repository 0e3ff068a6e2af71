"""The data page: every claim in one table, sorted, filtered and paged by its address.

The heads, the columns and the pages are links, the filters a form that the browser sends; nothing
here needs a script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from dash import html

from dashboard.listing import KIND_NAMES, Listing, listing
from dashboard.model import KINDS, Claim, Indicator
from dashboard.web import linked_data
from dashboard.web.citing import cards, cite
from dashboard.web.desk import Desk, place_class
from dashboard.web.pages.shell import Page, page
from dashboard.web.routes import COLUMNS, LONGEST_QUESTION, USUAL_COLUMNS, Kind
from dashboard.web.typed import Input
from dashboard.wording import N_, NN_

_FILTERS = ("q", "place", "topic", "kind", "source")
_NAMES = {
    "indicator": N_("Indicator"),
    "figure": N_("Figure"),
    "place": N_("Place"),
    "topic": N_("Topic"),
    "kind": N_("Kind"),
    "refers_to": N_("Refers to"),
    "stated": N_("Stated"),
    "published": N_("Published"),
    "source": N_("Source"),
    "said_by": N_("Said by"),
    "words": N_("Words"),
    "state": N_("Check"),
    "claim": N_("Claim"),
}
#: So many columns share the width of a page; more of them scroll.
_NARROW = 8
#: An address has endless combinations of these; a crawler need not follow them.
_OF_MANY = {"rel": "nofollow"}


def data_page(desk: Desk) -> Page:
    """Return the claims that the address asks for, and the means to ask for others."""
    words, shown = desk.words, listing(desk.collection, desk.language, desk.route.asked)
    title = words("All figures in one table")
    about = words(
        "Every claim with its words, its date and its source. "
        "Sort by a column’s head, narrow the rows, choose the columns."
    )
    main = [html.H1(title), html.P(about, className="lead"), _form(desk), _columns(desk)]
    if shown.claims:
        main += [_told(desk, shown), _table(desk, shown), _remarks(desk, shown)]
        main += [_pages(desk, shown), cards(desk, shown.claims)]
    else:
        main.append(_nothing(desk, shown))
    if shown.page > 1:
        title = words("{title}, page {n}", title=title, n=words.number(shown.page))
    # A page after the last one leads nowhere; a choice that nothing matches is an answer.
    past = shown.found and not shown.claims
    linked = linked_data.documents(linked_data.dataset(desk, shown.claims))
    status = 404 if past else 200
    return page(desk, title, about, main, status=status, linked_data=linked)


def _shown_columns(desk: Desk) -> tuple[str, ...]:
    asked = desk.route.asked.get("columns")
    return tuple(asked.split(",")) if asked else USUAL_COLUMNS


def _everything(desk: Desk) -> html.A:
    """Return a link to the table without its filters, in the order and columns asked for."""
    address = desk.route.asking(page=None, **dict.fromkeys(_FILTERS)).address
    return html.A(desk.words("Show all rows"), href=address)


def _form(desk: Desk) -> html.Form:
    """Return the form that narrows the rows; order and columns go with it unseen."""
    words, asked, records = desk.words, desk.route.asked, desk.collection.records
    places = dict.fromkeys(code for i in records.indicators for code in i.place)
    kinds = {indicator.kind for indicator in records.indicators}
    sources = {
        name: words(
            "{n}: {publisher}, {date}",
            n=desk.collection.numbers[name],
            publisher=source.publisher.name,
            date=words.dated(source.published),
        )
        for name, source in desk.collection.sources.items()
    }
    field = Input(
        id="rows-q",
        name="q",
        type="search",
        defaultValue=asked.get("q", ""),
        maxLength=LONGEST_QUESTION,
        autoComplete="off",
    )
    kept = [
        Input(type="hidden", name=name, defaultValue=asked[name])
        for name in ("sort", "columns", "theme")
        if name in asked
    ]
    topics = {name: topic.name[desk.language] for name, topic in records.topics.items()}
    content = [
        _labelled(words("Contains the words"), "q", field),
        _choice(desk, "place", {code: words.place(code) for code in places}),
        _choice(desk, "topic", topics),
        _choice(desk, "kind", {kind: words(KIND_NAMES[kind]) for kind in KINDS if kind in kinds}),
        _choice(desk, "source", sources),
        *kept,
        html.Button(words("Show rows"), type="submit"),
        _everything(desk) if asked.keys() & {*_FILTERS} else None,
    ]
    label = {"aria-label": words("Narrow the rows")}
    address = desk.route.to(Kind.DATA)
    return html.Form(
        content, action=address, method="get", autoComplete="off", className="choosing", **label
    )


def _choice(desk: Desk, name: str, choices: dict[str, str]) -> html.Div:
    chosen = desk.route.asked.get(name)
    options = [html.Option(desk.words("All"), value="")]
    options += [
        html.Option(text, value=value, selected=True if value == chosen else None)
        for value, text in choices.items()
    ]
    select = html.Select(options, id=f"rows-{name}", name=name)
    return _labelled(desk.words(_NAMES[name]), name, select)


def _labelled(label: str, name: str, field: Any) -> html.Div:
    return html.Div([html.Label(label, htmlFor=f"rows-{name}"), field], className=f"by-{name}")


def _columns(desk: Desk) -> html.Details:
    """Return a link for each column that shows or hides it; one always remains."""
    words, shown = desk.words, _shown_columns(desk)
    items = []
    for name in COLUMNS:
        chosen = tuple(c for c in COLUMNS if (c in shown) != (c == name)) or shown
        asked = None if chosen == USUAL_COLUMNS else ",".join(chosen)
        text, on = words(_NAMES[name]), name in shown
        said = words("Show the column “{name}”", name=text)
        if on:
            said = words("Hide the column “{name}”", name=text)
        link = html.A(
            [html.Span("✓" if on else "+"), " ", text],
            href=f"{desk.route.asking(columns=asked).address}#columns",
            className="shown" if on else None,
            **{"aria-label": said},
            **_OF_MANY,
        )
        items.append(html.Li(link))
    content = [html.Summary(words("Columns")), html.Ul(items)]
    # It stays open while columns are being chosen.
    return html.Details(content, id="columns", open="columns" in desk.route.asked)


def _told(desk: Desk, shown: Listing) -> html.P:
    """Return which rows are shown, of how many."""
    words, total = desk.words, len(desk.collection.claims)
    first, last = shown.first, shown.first + len(shown.claims) - 1
    rows = words.number(first)
    if last > first:
        rows = words("{first}–{last}", first=rows, last=words.number(last))
    counts = {"rows": rows, "found": words.number(shown.found), "all": words.number(total)}
    forms = NN_("Row {rows} of {found}", "Rows {rows} of {found}")
    if shown.found < total:
        forms = NN_(
            "Row {rows} of {found}, out of {all} claims",
            "Rows {rows} of {found}, out of {all} claims",
        )
    return html.P(words.plural(*forms, len(shown.claims), **counts), className="told-rows")


def _table(desk: Desk, shown: Listing) -> html.Div:
    """Return the table in a region of its own, which scrolls where many columns are chosen."""
    words, columns = desk.words, _shown_columns(desk)
    order = desk.route.asked.get("sort", "")
    caption = words("In the order of the records")
    if name := order.removeprefix("-"):
        column = words(_NAMES[name])
        caption = (
            words("Sorted by “{column}”, ascending", column=column)
            if name == order
            else words("Sorted by “{column}”, descending", column=column)
        )
    note = None
    if name == "figure":
        said = words(
            "Figures are compared within one unit and kind only; "
            "ordinals, durations, absences and number words stand last."
        )
        note = html.Div(said)
    rows = [_row(desk, columns, *desk.collection.claims[claim]) for claim in shown.claims]
    heads = html.Tr([_head(desk, column) for column in columns])
    content = [html.Caption([caption, note]), html.Thead(heads), html.Tbody(rows)]
    table = html.Table(content, className="numbers data" + " wide" * (len(columns) > _NARROW))
    label = {"aria-label": words("Table of claims")}
    return html.Div(table, id="rows", className="region", role="region", tabIndex=0, **label)


def _head(desk: Desk, column: str) -> html.Th:
    """Return a column's head, a link that sorts by it: ascending, then descending."""
    words, order = desk.words, desk.route.asked.get("sort")
    ascending, descending = order == column, order == f"-{column}"
    then = f"-{column}" if ascending else column
    arrow = "↑" if ascending else "↓"
    link = html.A(
        [words(_NAMES[column]), html.Span(arrow, **{"aria-hidden": "true"})]
        if ascending or descending
        else words(_NAMES[column]),
        href=f"{desk.route.asking(sort=then, page=None).address}#rows",
        title=words("Sort, descending") if ascending else words("Sort, ascending"),
        **_OF_MANY,
    )
    now = "ascending" if ascending else "descending"
    return html.Th(link, scope="col", **({"aria-sort": now} if ascending or descending else {}))


def _row(desk: Desk, columns: tuple[str, ...], indicator: Indicator, claim: Claim) -> html.Tr:
    """Return a claim's row, its first cell the head of it; the mark stands at the figure."""
    marked = "figure" if "figure" in columns else columns[0]
    cells = []
    for column in columns:
        content = _CELLS[column](desk, indicator, claim)
        if column == marked:
            content = [content, cite(desk, claim)]
        label = {"data-label": desk.words(_NAMES[column])}
        head = column == columns[0]
        cells.append(html.Th(content, scope="row", **label) if head else html.Td(content, **label))
    return html.Tr(cells)


def _indicator(desk: Desk, indicator: Indicator, claim: Claim) -> html.A:
    address = f"{desk.route.to(Kind.INDICATOR, indicator.id)}#{claim.id}"
    return html.A(indicator.name[desk.language], href=address)


def _place(desk: Desk, indicator: Indicator, _: Claim) -> list[Any]:
    spot = html.Span(className=f"spot {place_class(indicator)}")
    return [spot, desk.words.places(indicator.place)]


def _refers_to(desk: Desk, _: Indicator, claim: Claim) -> str:
    period = claim.reference_period
    return desk.words.period(period) if period else desk.words("not stated")


def _source(desk: Desk, _: Indicator, claim: Claim) -> Any:
    source = desk.collection.sources[claim.source]
    link = desk.link(source.publisher.name, Kind.SOURCE, source.id, lang=source.language)
    return [link, "*"] if source.publisher.inferred else link


def _said_by(desk: Desk, _: Indicator, claim: Claim) -> Any:
    words, said_by = desk.words, claim.said_by
    if said_by.speaker is None:
        return words("the paper itself")
    name = desk.collection.records.speakers[said_by.speaker].name[desk.language]
    if said_by.attribution == "explicit":
        return name
    return [name, html.Div(words("by implication"), className="note")]


def _quoted(desk: Desk, _: Indicator, claim: Claim) -> list[Any]:
    language = desk.collection.sources[claim.source].language
    return ["“", html.Q(claim.evidence.value.phrase, lang=language), "”"]


_CELLS: dict[str, Callable[[Desk, Indicator, Claim], Any]] = {
    "indicator": _indicator,
    "figure": Desk.quantity,
    "place": _place,
    "topic": lambda desk, i, _: desk.collection.records.topics[i.topic].name[desk.language],
    "kind": lambda desk, i, _: desk.words(KIND_NAMES[i.kind]),
    "refers_to": _refers_to,
    "stated": lambda desk, _, c: desk.words.dated(desk.collection.stated_on(c)),
    "published": lambda desk, _, c: desk.words.dated(desk.collection.sources[c.source].published),
    "source": _source,
    "said_by": _said_by,
    "words": _quoted,
    "state": lambda desk, _, c: desk.check(desk.collection.finding(c.id)),
    "claim": lambda desk, _, c: desk.link(c.id, Kind.PERMANENT, c.id),
}


def _remarks(desk: Desk, shown: Listing) -> html.P | None:
    """Return what the asterisk means, where one is shown."""
    pairs = [desk.collection.claims[name] for name in shown.claims]
    columns = _shown_columns(desk)
    inferred = {
        "stated": any(desk.collection.stated_on(c).inferred for _, c in pairs),
        "published": any(desk.collection.sources[c.source].published.inferred for _, c in pairs),
        "source": any(desk.collection.sources[c.source].publisher.inferred for _, c in pairs),
    }
    if not any(inferred.get(column) for column in columns):
        return None
    return html.P(desk.words("* Inferred by us; the figure’s own page says why."), className="note")


def _pages(desk: Desk, shown: Listing) -> html.Nav | None:
    """Return links to the first page, the last one and those around this one."""
    if shown.pages == 1:
        return None
    words = desk.words
    links: list[Any] = []
    if shown.page > 1:
        links.append(_page_link(desk, words("Previous"), shown.page - 1, rel="prev"))
    for number in _numbers(shown):
        if number is None:
            links.append(html.Span("…"))
            continue
        text = words.number(number)
        said = {"aria-label": words("Page {n}", n=text)}
        if number == shown.page:
            said["aria-current"] = "page"
        links.append(_page_link(desk, text, number, **said))
    if shown.page < shown.pages:
        links.append(_page_link(desk, words("Next"), shown.page + 1, rel="next"))
    label = {"aria-label": words("Pages of the table")}
    return html.Nav(html.Ul(list(map(html.Li, links))), className="leaves", **label)


def _numbers(shown: Listing) -> Iterator[int | None]:
    """Yield the pages to name, and None where some are left out between them."""
    before = 0
    for number in range(1, shown.pages + 1):
        if number in (1, shown.pages) or abs(number - shown.page) <= 1:
            if number > before + 1:
                yield None
            yield number
            before = number


def _page_link(desk: Desk, text: str, number: int, **props: str) -> html.A:
    address = desk.route.asking(page=str(number) if number > 1 else None).address
    return html.A(text, href=f"{address}#rows", **props)


def _nothing(desk: Desk, shown: Listing) -> html.P:
    """Return why there are no rows, with a way back."""
    words = desk.words
    if not shown.found:
        return html.P([words("No claim matches all of this."), " ", _everything(desk)])
    said = words("The table ends on page {n}.", n=words.number(shown.pages))
    return html.P([said, " ", _page_link(desk, words("To its last page"), shown.pages)])
