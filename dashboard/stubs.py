"""What a scan can tell, written as it stands in the files, to be pasted there.

What a person must decide is ``TODO``, which the check refuses; what is a guess is said to be one.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from pathlib import PurePath
from textwrap import indent

from dashboard.collection import Collection
from dashboard.drafting import (
    Fields,
    claim_id,
    claim_record,
    in_order,
    no_figures,
    open_figures,
    proposed_reasons,
    source_record,
    stated,
    unfit,
)
from dashboard.fields import TODO
from dashboard.model import Indicator
from dashboard.numerals import Mention
from dashboard.scanning import Scan
from dashboard.suggestions import clash, suggested
from dashboard.texts import visible
from dashboard.writing import as_yaml, source_file

_GUESSED = {
    "id": "suggested: the text's name and the day; better the publisher's. The claims name it, too",
    "title": "suggested: the first line",
    "published": "suggested: the first day that the text prints",
}


def to_paste(scan: Scan, collection: Collection) -> str:
    """Return the source's file, then claims to go under those that their indicators have.

    Of an article that has its record only what is still open. A line with ``# >>>`` says where
    what follows belongs.
    """
    return "\n".join(_parts(scan, collection))


def _parts(scan: Scan, collection: Collection) -> Iterator[str]:
    listed = list(no_figures(scan, proposed_reasons(scan)))
    if scan.source:
        name, day = scan.source.id, (scan.source.stated_on or scan.source.published).date
        if listed:
            file = collection.locate(name, ())[0]
            yield f"# >>> {file}, more of its no_figures\n{_items(listed, 2)}"
    else:
        record = source_record(scan) | ({"no_figures": listed} if listed else {})
        name, day = record["id"], record["published"]["date"]
        yield f"# >>> seeds/{PurePath(scan.file).stem}.md\n{_source_file(record)}"
    figures = {r.mention: unfit(scan, r.mention) for r in open_figures(scan)}
    if scan.source and not listed and not figures:
        yield f"# nothing is open in {visible(scan.file)}\n"
    fit = [mention for mention, wrong in figures.items() if not wrong]
    for place, claims in _claims(scan, fit, collection, name, (day or "")[:4]).items():
        yield f"# >>> {place}\n{claims}"
    for mention, wrong in figures.items():
        if wrong:
            said = f"'{visible(mention.text)}' on line {mention.line}"
            yield f"# no claim can be made of {said}: {wrong}\n"


def _source_file(record: Fields) -> str:
    """Return a source's file; above what is a guess, that it is one."""
    written = source_file(record)
    guessed = {"id": True, "title": record["title"]["text"] != TODO}
    guessed["published"] = record["published"]["date"] is not None
    for key in filter(guessed.get, guessed):
        written = written.replace(f"\n{key}:", f"\n# {_GUESSED[key]}\n{key}:", 1)
    return written


def _claims(
    scan: Scan, figures: list[Mention], collection: Collection, source: str, year: str
) -> dict[str, str]:
    """Return the claims that may be made of some figures, by where they belong."""
    placed: dict[str, list[Fields]] = {}
    guesses: dict[str, list[str]] = {}
    ids = set(collection.claims)
    first: dict[tuple[object, ...], int] = {}
    for mention in figures:
        near = suggested(scan, mention, collection)
        claim = _claim(scan, mention, near[0] if near else None, year, source, ids)
        ids.add(claim["id"])
        place = f"an indicator that is not told: {TODO}"
        if near:
            file = collection.locate(near[0].id, ())[0]
            place = f"{file}, claims of '{near[0].id}', which is suggested"
        placed.setdefault(place, []).append(claim)
        remarks = [f"in doubt: {mention.doubt}"] if mention.doubt else []
        if others := ", ".join(indicator.id for indicator in near[1:]):
            remarks.append(f"suggested, too: {others}")
        if (line := first.setdefault(stated(mention), mention.line)) != mention.line:
            remarks.append(f"the same figure as on line {line}: if it repeats it, no claim")
        guesses.setdefault(place, []).append("".join(f"      # {said}\n" for said in remarks))
    return {place: _between(guesses[place], _items(placed[place], 6)) for place in placed}


def _between(comments: list[str], items: str) -> str:
    """Return the items of a list, each with its comment above it."""
    parts = re.split(r"^(?= {6}- )", items, flags=re.MULTILINE)[1:]
    return "".join(comment + item for comment, item in zip(comments, parts, strict=True))


def _claim(
    scan: Scan,
    mention: Mention,
    indicator: Indicator | None,
    year: str,
    source: str,
    ids: Container[str],
) -> Fields:
    """Return a claim as its indicator, where one is suggested, has to have it."""
    kinds = ("", *indicator.series) if indicator else ()
    series = next((kind for kind in kinds if indicator and not clash(mention, indicator, kind)), "")
    name = claim_id(indicator.id if indicator else TODO, year, series, source, ids)
    claim = claim_record(scan, mention, name, source)
    claim["said_by"] = {"speaker": TODO, "attribution": TODO}
    if indicator:
        claim.pop("per", None)
        if indicator.of_series(series or None).measure == "flow":
            claim["per"] = mention.per or TODO
        if series:
            claim["series"] = series
    return in_order(claim)


def _items(records: list[Fields], column: int) -> str:
    return indent(as_yaml(records), " " * (column - 2))
