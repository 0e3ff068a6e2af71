"""What a reader takes along: pictures, numbers, citations, links; each says what one gets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dash import html

from dashboard.charts import View
from dashboard.exports.bibliography import STYLES, in_style
from dashboard.pictures import SIZES, Size
from dashboard.web.desk import Desk, section
from dashboard.web.embed_code import embed_code
from dashboard.web.routes import Kind, Route
from dashboard.wording import N_

_TABLES = {
    "csv": N_("these numbers with words and sources, for any program"),
    "xlsx": N_("the same for Excel, each column explained"),
    "json": N_("the same for programmers"),
}
_REFERENCES = {"bib": "BibTeX", "ris": "RIS", "csl.json": "CSL-JSON"}


def menu(desk: Desk, view: View) -> html.Details:
    """Return the small menu above a chart."""
    words = desk.words
    entries = [
        *(_drawn(desk, view, form) for form in ("png", "svg")),
        _copied_picture(desk, view),
        *(_table(desk, view, form) for form in _TABLES),
        _copied(
            desk,
            words("Cite"),
            words("copies a sentence with the sources"),
            chart_sentence(desk, view),
            path=desk.address(view.id),
        ),
        _copied(
            desk,
            words("Link"),
            words("copies the permanent address"),
            _permanent(desk, view.id),
            path=desk.route.to(Kind.PERMANENT, view.id),
        ),
        _copied(
            desk,
            words("Embed"),
            words("copies code for a page of yours"),
            embed_code(desk.collection, _framed(desk, view.id)),
            path=_framed(desk, view.id).path,
        ),
    ]
    if desk.route.kind is not Kind.CHART:
        more = words("other sizes, dark, PDF, APA and Chicago")
        link = html.A(href=f"{desk.of_role(Kind.CHART, view.id)}#take")
        link.children = _entry(words("More"), more)
        entries.append(link)
    return html.Details([html.Summary(words("Take it")), html.Div(entries)], className="menu")


def _entry(name: str, what: str) -> list[Any]:
    return [html.B(name), " ", html.Span(what)]


def _picture_data(desk: Desk, view: View, form: str) -> dict[str, str]:
    """Return what the script needs to fetch a picture, or to draw it where the server cannot."""
    return {
        "data-picture": _file(desk, Kind.PICTURE, view.id, form),
        "data-figure": desk.of_role(Kind.FIGURE, view.id),
        "data-form": form,
        "data-failed": desk.words(
            "The picture could not be made; the chart’s data did not arrive."
        ),
    }


def _drawn(desk: Desk, view: View, form: str) -> html.A:
    what = {
        "png": desk.words("a picture, its sources inside"),
        "svg": desk.words("a drawing to edit, its sources inside"),
    }
    data = _picture_data(desk, view, form)
    link = html.A(_entry(form.upper(), what[form]), className="take", **data)
    link.href, link.download = data["data-picture"], f"{view.id}.{desk.language}.wide.{form}"
    return link


def _copied_picture(desk: Desk, view: View) -> html.Button:
    words = desk.words
    said = _entry(words("Copy picture"), words("to paste it into a document"))
    data = _picture_data(desk, view, "png") | {
        "data-done": words("Copied"),
        "data-refused": words("This browser copies no pictures; take the PNG."),
    }
    return html.Button(said, type="button", className="take copied-picture", **data)


def _table(desk: Desk, view: View, form: str) -> html.A:
    said = _entry(form.upper(), desk.words(_TABLES[form]))
    address = _file(desk, Kind.TABLE, view.id, form)
    return html.A(said, href=address, download=f"{view.id}.{desk.language}.{form}")


def _copied(desk: Desk, name: str, what: str, text: str, *, path: str) -> html.Button:
    """Return a button that copies a text; a path in it gets the reader's address of the site."""
    data = {"data-copy": text, "data-done": desk.words("Copied")}
    if not desk.collection.records.site.base_url:
        data["data-path"] = path
    return html.Button(_entry(name, what), type="button", className="copy", **data)


def _framed(desk: Desk, chart_id: str) -> Route:
    return replace(desk.route, kind=Kind.EMBED, id=chart_id).asking(role=desk.role)


def _file(desk: Desk, kind: Kind, name: str, form: str, **asked: str) -> str:
    role = {"role": desk.role} if desk.role and kind in (Kind.PICTURE, Kind.TABLE) else {}
    return desk.route.to_file(kind, name, form, **role, **asked)


def _permanent(desk: Desk, name: str) -> str:
    return desk.collection.records.site.origin + desk.route.to(Kind.PERMANENT, name)


def embed_box(desk: Desk, view: View) -> list[Any]:
    """Return the code to embed a chart, to be seen and copied by hand as well."""
    words = desk.words
    code = embed_code(desk.collection, _framed(desk, view.id))
    label = {"aria-label": words("The embed code")}
    note = words("The chart stands in your page with its sources and a link back.")
    if not desk.collection.records.site.base_url:
        note = words("Put this site’s address before the path; it is not known here.")
    return [
        html.P(note),
        html.Pre(html.Code(code), className="code", tabIndex=0, role="region", **label),
    ]


def chart_files(desk: Desk, view: View) -> html.Section:
    """Return all files of a chart: pictures in each size and theme, its numbers."""
    words = desk.words
    names = {"wide": words("Wide"), "square": words("Square"), "social": words("For social media")}
    pictures: list[Any] = [
        html.Li(
            [f"{names[size.name]}, {size.width_px} × {size.height_px}: ", *_looks(desk, view, size)]
        )
        for size in SIZES.values()
    ]
    if not desk.draws_pictures:
        said = words("This server draws no pictures; the menu above has your browser draw them.")
        pictures = [html.Li(said)]
    tables = [_table(desk, view, form) for form in _TABLES]
    return section(
        words("Take this chart"),
        html.Ul([*pictures, *map(html.Li, tables)], className="plain files"),
        id="take",
    )


def _looks(desk: Desk, view: View, size: Size) -> Iterator[Any]:
    """Yield links to a picture of a size, light and dark, in each format."""
    words = desk.words
    for theme, said in (("light", "{form}"), ("dark", words("{form}, dark"))):
        for form in ("png", "svg", "pdf"):
            asked = {"size": size.name} if size.name != "wide" else {}
            asked |= {"theme": theme} if theme == "dark" else {}
            address = _file(desk, Kind.PICTURE, view.id, form, **asked)
            dark = ".dark" if theme == "dark" else ""
            name = f"{view.id}.{desk.language}.{size.name}{dark}.{form}"
            yield html.A(said.format(form=form.upper()), href=address, download=name)
            yield " "


def whole_files(desk: Desk) -> html.Section:
    """Return the files of the whole collection."""
    words = desk.words
    kinds = (
        ("claims", "csv", words("all claims, one a row, for any program")),
        ("claims", "xlsx", words("claims and sources for Excel, each column explained")),
        ("claims", "json", words("claims and sources for programmers")),
        ("sources", "csv", words("all sources, one a row")),
        (
            "datapackage",
            "json",
            words("a Data Package: describes both tables, with keys and types"),
        ),
    )
    links = [
        html.A(_entry(f"{name}.{form}", what), href=_file(desk, Kind.WHOLE, name, form))
        for name, form, what in kinds
    ]
    listed = html.Ul(list(map(html.Li, links)), className="plain files")
    return section(words("Take all of it"), listed, id="take")


def cite_box(desk: Desk, name: str, sentence: str) -> html.Section:
    """Return how something is cited: in a sentence, in two styles, in files for programs."""
    words = desk.words
    said = {words("In a sentence"): sentence}
    said |= {
        label: in_style(desk.collection, name, style, words) for style, label in STYLES.items()
    }
    rows: list[Any] = []
    for label, text in said.items():
        data = {"data-copy": text, "data-done": words("Copied")}
        data["aria-label"] = words("Copy: {what}", what=label)
        copy = html.Button(words("Copy"), type="button", className="copy", **data)
        rows += [html.Dt(label), html.Dd([html.Span(text, className="citation"), " ", copy])]
    rows += [html.Dt(words("For programs")), html.Dd(list(reference_files(desk, name)))]
    return section(words("Cite it"), html.Dl(rows), id="cite")


def reference_files(desk: Desk, name: str) -> Iterator[Any]:
    """Yield links to the files by which something is cited."""
    for form, label in _REFERENCES.items():
        address = _file(desk, Kind.CITATION, name, form)
        saved = f"{name}.{desk.language}.{form}"
        yield html.A(label, href=address, download=saved, className="reference")
        yield " "


def chart_sentence(desk: Desk, view: View) -> str:
    """Return a chart cited in a sentence, with its sources."""
    collection, words = desk.collection, desk.words
    by_number = {number: name for name, number in collection.numbers.items()}
    sources = [collection.sources[by_number[n]] for n, _ in (*view.sources, *view.context)]
    named = "; ".join(words.reference(source).rstrip(".") for source in sources)
    return words(
        "“{title}”. {site}, {where}. Sources: {sources}.",
        title=view.title,
        site=collection.records.site.title[desk.language],
        where=desk.address(view.id),
        sources=named,
    )


def whole_sentence(desk: Desk) -> str:
    """Return the collection cited in a sentence."""
    site = desk.collection.records.site
    said = [f"{site.title[desk.language]}. {site.scope[desk.language]}"]
    said += [site.base_url] if site.base_url else []
    if day := desk.collection.data_date:
        said.append(desk.words("phrases found on {date}", date=desk.words.date(day)))
    return ". ".join(said) + "."


def source_sentence(desk: Desk, name: str) -> str:
    """Return a source cited in a sentence."""
    source = desk.collection.sources[name]
    return " ".join(filter(None, (desk.words.reference(source), source.address)))
