"""The data page: every claim in one table, sorted, filtered and paged by its address.

The heads, the columns and the pages are links, the filters a form that the browser sends; nothing
here needs a script.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dash import html

from dashboard.fields import WHOLE
from dashboard.listing import KIND_NAMES, ROLE_NAMES, Listing, listing
from dashboard.model import KINDS
from dashboard.web import linked_data
from dashboard.web.cells import COLUMN_NAMES, row
from dashboard.web.citing import cards
from dashboard.web.desk import Desk
from dashboard.web.pages.shell import Page, page
from dashboard.web.routes import COLUMNS, LONGEST_QUESTION, USUAL_COLUMNS, Kind
from dashboard.web.taking import cite_box, whole_files, whole_sentence
from dashboard.web.typed import Input
from dashboard.wording import NN_

_FILTERS = ("q", "place", "topic", "kind", "role", "source")
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
    main += [whole_files(desk), cite_box(desk, WHOLE, whole_sentence(desk))]
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
        _choice(desk, "role", {role: words(name) for role, name in ROLE_NAMES.items()})
        if len({source.role for source in desk.collection.sources.values()}) > 1
        else None,
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
    return _labelled(desk.words(COLUMN_NAMES[name]), name, select)


def _labelled(label: str, name: str, field: Any) -> html.Div:
    return html.Div([html.Label(label, htmlFor=f"rows-{name}"), field], className=f"by-{name}")


def _columns(desk: Desk) -> html.Details:
    """Return a link for each column that shows or hides it; one always remains."""
    words, shown = desk.words, _shown_columns(desk)
    items = []
    for name in COLUMNS:
        chosen = tuple(c for c in COLUMNS if (c in shown) != (c == name)) or shown
        asked = None if chosen == USUAL_COLUMNS else ",".join(chosen)
        text, on = words(COLUMN_NAMES[name]), name in shown
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
        column = words(COLUMN_NAMES[name])
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
    rows = [row(desk, columns, *desk.collection.claims[claim]) for claim in shown.claims]
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
        [words(COLUMN_NAMES[column]), html.Span(arrow, **{"aria-hidden": "true"})]
        if ascending or descending
        else words(COLUMN_NAMES[column]),
        href=f"{desk.route.asking(sort=then, page=None).address}#rows",
        title=words("Sort, descending") if ascending else words("Sort, ascending"),
        **_OF_MANY,
    )
    now = "ascending" if ascending else "descending"
    return html.Th(link, scope="col", **({"aria-sort": now} if ascending or descending else {}))


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
