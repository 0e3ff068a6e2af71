"""Records proposed from a scan: the source's, claims, and the numbers that are no figures.

What the text does not tell is ``TODO``, which no record may hold: a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from dashboard.audit import occurrences
from dashboard.collection import Collection
from dashboard.fields import SPAN_WORDS, TODO
from dashboard.folding import folded
from dashboard.model import Indicator
from dashboard.numerals import LANGUAGES, Mention
from dashboard.record import LANGUAGES as WRITTEN
from dashboard.scanning import Reading, Scan
from dashboard.sources import WhyNone

_BOTH = {"hai", "2", "two", "both", "양", "두"}
_ARTICLES = {"một", "one", "한", "하나"}
_CAPTIONS = {"ảnh", "hình", "photo", "picture", "image", "figure", "사진", "그림"}
#: A title is a first line no longer than this, with more text below.
_LONGEST_TITLE = 160
#: An indicator is suggested from this score on: its words in the sentence, its unit, its measure.
_LIKELY = 0.8

Fields = dict[str, Any]


def todo_text() -> Fields:
    """Return words in three languages, all to be written."""
    return dict.fromkeys(WRITTEN, TODO)


def source_record(scan: Scan) -> Fields:
    """Return a new source's record, in the order of the contract's fields."""
    title = printed_title(scan.article.text)
    published: Fields = {"date": None, "basis": "unknown"}
    if day := printed_date(scan):
        published = {"date": day, "basis": "printed"}
    return {
        "id": TODO,
        "text": PurePath(scan.file).name,
        "publisher": {"name": TODO, "basis": "printed"},
        "title": {"text": title or TODO, "basis": "printed"},
        "author": None,
        "address": None,
        "language": scan.language,
        "published": published,
        "text_origin": "copy",
        "fingerprint": {"sha256": scan.article.sha256, "characters": len(scan.article.text)},
        "no_figures": list(no_figures(scan, proposed_reasons(scan))),
        "summary": todo_text(),
    }


def printed_title(text: str) -> str | None:
    """Return the first line of a text, where it is short and more text follows."""
    first, _, rest = text.strip().partition("\n")
    return first.strip() if rest.strip() and len(first) <= _LONGEST_TITLE else None


def printed_date(scan: Scan) -> str | None:
    """Return the first whole date that a text prints, ISO 8601."""
    for reading in scan.readings:
        if reading.mention.kind == "date" and (day := _iso_date(reading.mention)):
            return day
    return None


def _iso_date(mention: Mention) -> str | None:
    numbers = [int(digits) for digits in re.findall(r"\d+", mention.text)]
    months = {name: n for n, name in enumerate(_ENGLISH_MONTHS, 1)}
    named = [months[w[:3]] for w in re.findall("[a-z]+", mention.text.lower()) if w[:3] in months]
    if named and len(numbers) == 2:
        day, year = sorted(numbers)
        parts = (year, named[0], day)
    elif len(numbers) == 3 and numbers[0] > 31:
        parts = (numbers[0], numbers[1], numbers[2])
    elif len(numbers) == 3:
        parts = (numbers[2], numbers[1], numbers[0])
    else:
        return None
    year, month, day = parts
    plausible = 1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31
    return f"{year}-{month:02}-{day:02}" if plausible else None


_ENGLISH_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905


def reason(scan: Scan, mention: Mention) -> WhyNone | None:
    """Return why a number is probably no figure; None for what may be one."""
    if mention.kind in ("date", "name"):
        return mention.kind
    if mention.kind != "other":
        return None
    word = mention.text.casefold()
    before = re.search(r"(\w+)\s+$", scan.article.text[max(0, mention.start - 20) : mention.start])
    if word in _ARTICLES:
        return "article_word"
    if before and before[1].casefold() in _CAPTIONS:
        return "caption"
    return "both" if word in _BOTH else "other"


def proposed_reasons(scan: Scan) -> dict[Mention, WhyNone]:
    """Return the open numbers that are probably no figures, each with why."""
    reasons = {r.mention: reason(scan, r.mention) for r in scan.readings if r.state == "open"}
    return {mention: why for mention, why in reasons.items() if why}


def no_figures(scan: Scan, reasons: Mapping[Mention, WhyNone]) -> Iterator[Fields]:
    """Yield the entries of ``no_figures`` for some numbers: phrase, why, how often on each line.

    A phrase takes in a neighbouring word where alone it would take in other numbers too.
    """
    text = scan.article.text
    entries: dict[tuple[str, WhyNone], list[tuple[int, int]]] = {}
    for mention, why in reasons.items():
        alike = {(m.start, m.end) for m, other in reasons.items() if other == why}
        phrase = _phrase(text, mention, alike, [r.mention for r in scan.readings])
        entries.setdefault((phrase.casefold(), why), [])
    taken: list[tuple[int, int]] = []
    for phrase, why in sorted(entries, key=lambda entry: -len(entry[0])):
        places = [
            (start, end)
            for start, end in occurrences(text, phrase)
            if not any(low <= start and end <= high for low, high in taken)
        ]
        taken += places
        lines: dict[int, int] = {}
        for start, _ in places:
            line = text.count("\n", 0, start) + 1
            lines[line] = lines.get(line, 0) + 1
        if places:
            yield {"phrase": text[slice(*places[0])], "why": why, "lines": lines}


def _phrase(
    text: str, mention: Mention, alike: set[tuple[int, int]], mentions: list[Mention]
) -> str:
    """Return the shortest words around a number that take in none but its like."""
    around = re.search(r"(\w+[^\S\n]+)?$", text[max(0, mention.start - 30) : mention.start])
    start = mention.start - len(around[0] if around else "")
    places = [(mention.start, mention.end), (start, mention.end)]
    for words in (1, 2):
        after = re.compile(rf"(?:[^\S\n]+\w+){{{words}}}").match(text, mention.end)
        end = after.end() if after else mention.end
        places += [(mention.start, end), (start, end)]
    for low, high in places:
        phrase = text[low:high]
        touched = {
            (m.start, m.end)
            for one, two in occurrences(text, phrase)
            for m in mentions
            if m.start < two and one < m.end
        }
        if touched <= alike:
            return phrase
    return mention.text


def value_span(text: str, mention: Mention) -> tuple[int, int]:
    """Return where the words of a value stand: the number, its unit, "a year"; seven at most."""
    start, end = mention.start, mention.end
    pieces = [re.escape(word) for word in mention.unit.split()]
    if mention.per:
        cues = LANGUAGES[mention.language].cues[mention.per]
        pieces.append("(?:" + "|".join(map(re.escape, cues.split("|"))) + ")")
    for piece in pieces:
        found = re.compile(rf"[ \u00a0-]*{piece}", re.IGNORECASE).match(text, end)
        if found is None or len(re.findall(r"\w+", text[start : found.end()])) > SPAN_WORDS:
            break
        end = found.end()
    return start, end


def span(text: str, start: int, end: int) -> Fields:
    """Return a span as evidence: phrase, line, and which one where it stands there twice."""
    begin = text.rfind("\n", 0, start) + 1
    phrase = text[start:end]
    fields: Fields = {"phrase": phrase, "line": text.count("\n", 0, start) + 1}
    nth, at = 0, begin - 1
    while at < start:
        at = text.index(phrase, at + 1)
        nth += 1
    return fields | ({"nth": nth} if nth > 1 else {})


def claim_record(scan: Scan, mention: Mention, claim_id: str, source: str) -> Fields:
    """Return a claim as a mention reads, in the order of the contract's fields."""
    value: Fields = (
        {"value": mention.value}
        if mention.low is None
        else {"low": mention.low, "high": mention.high}
    )
    start, end = value_span(scan.article.text, mention)
    optional: Fields = {}
    if mention.modality != "fact":
        optional["modality"] = mention.modality
    if mention.per and mention.measure == "flow":
        optional["per"] = mention.per
    return {
        "id": claim_id,
        **value,
        "hedge": mention.hedge,
        **optional,
        "source": source,
        "evidence": {"value": span(scan.article.text, start, end)},
        "said_by": {"speaker": None, "attribution": "article"},
    }


def claim_id(indicator: str, year: str | None, publisher: str, known: set[str]) -> str:
    """Return a claim's id: indicator, year stated or "nd", more until it is unique."""
    base = f"{indicator}-{year or 'nd'}"
    tries = [base, f"{base}-{slug(publisher)}"]
    tries += [f"{tries[-1]}-{n}" for n in range(2, 100)]
    return next(name for name in tries if name not in known)


def slug(words: str) -> str:
    """Return words as a part of an id: letters and digits joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", folded(words)).strip("-") or "unknown"


def suggested(scan: Scan, mention: Mention, collection: Collection) -> list[Indicator]:
    """Return the indicators that a figure may be of, likeliest first, by name and unit."""
    around = folded(_sentence(scan.article.text, mention))
    unit = folded(mention.unit)
    scored = []
    for indicator in collection.records.indicators:
        words = set(re.findall(r"\w+", folded(indicator.name[scan.language])))
        share = sum(word in around for word in words) / max(1, len(words))
        names = getattr(collection.records.units[indicator.unit].name, scan.language).values()
        counts = any(folded(name) in unit or unit in folded(name) for name in names) if unit else 0
        score = share + bool(counts) + 0.2 * (indicator.measure == mention.measure)
        if score >= _LIKELY:
            scored.append((score, indicator))
    return [indicator for _, indicator in sorted(scored, key=lambda pair: -pair[0])][:5]


def _sentence(text: str, mention: Mention) -> str:
    """Return the sentence in which a mention stands."""
    ends = re.compile(r"[.!?](?=\s)|\n")
    begin = max((m.end() for m in ends.finditer(text, 0, mention.start)), default=0)
    end = ends.search(text, mention.end)
    return text[begin : end.start() if end else len(text)]


def stub(scan: Scan, collection: Collection) -> Fields:
    """Return all that a scan can tell: a source's record, and claims by indicator.

    An article that has its record gives only the claims that are still open.
    """
    source = scan.source.id if scan.source else TODO
    claims = []
    for reading in scan.readings:
        if reading.state == "open" and not reason(scan, reading.mention):
            near = suggested(scan, reading.mention, collection)
            claim = claim_record(scan, reading.mention, TODO, source)
            claim["said_by"] = {"speaker": TODO, "attribution": TODO}
            claims.append({"indicator": near[0].id if near else TODO, **claim})
    if scan.source:
        listed = list(no_figures(scan, proposed_reasons(scan)))
        return {"source": source, "no_figures": listed, "claims": claims}
    return {"source": source_record(scan), "claims": claims}


def open_figures(scan: Scan) -> list[Reading]:
    """Return the numbers that may be figures and that nothing accounts for yet."""
    return [r for r in scan.readings if r.state == "open" and not reason(scan, r.mention)]
