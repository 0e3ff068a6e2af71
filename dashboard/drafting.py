"""Records proposed from a scan: the source's, claims, and the numbers that are no figures.

What the text does not tell is ``TODO``, which no record may hold: a person decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from pathlib import PurePath
from typing import Any

from babel import Locale

from dashboard.audit import occurrences
from dashboard.claim import Claim
from dashboard.fields import SPAN_WORDS, TODO, complaint
from dashboard.folding import folded
from dashboard.numerals import LANGUAGES, Mention
from dashboard.record import LANGUAGES as WRITTEN
from dashboard.scanning import Reading, Scan
from dashboard.sources import TEXT_NAME, WhyNone
from dashboard.texts import HARMFUL

_BOTH = {"hai", "2", "two", "both", "양", "두"}
_ARTICLES = {"một", "one", "한", "하나"}
_CAPTIONS = {"ảnh", "hình", "photo", "picture", "image", "figure", "사진", "그림"}
#: A title is a first line no longer than this, with more text below.
_LONGEST_TITLE = 160
_MONTHS = {
    name.lower(): n for n, name in Locale.parse("en").months["format"]["abbreviated"].items()
}

Fields = dict[str, Any]
Place = tuple[int, int]


def todo_text() -> Fields:
    """Return words in three languages, all to be written."""
    return dict.fromkeys(WRITTEN, TODO)


def source_record(scan: Scan) -> Fields:
    """Return a new source's record, in the order of the contract's fields."""
    title, name = printed_title(scan.article.text), PurePath(scan.file).name
    published: Fields = {"date": None, "basis": "unknown"}
    if day := printed_date(scan):
        published = {"date": day, "basis": TODO}
    return {
        "id": f"{slug(PurePath(name).stem)}-{day or 'nd'}".removeprefix("-"),
        "text": name if re.fullmatch(TEXT_NAME, name) else TODO,
        "publisher": {"name": TODO, "basis": TODO},
        "title": {"text": title or TODO, "basis": "printed" if title else TODO},
        "author": None,
        "address": None,
        "language": scan.language,
        "published": published,
        "text_origin": "copy",
        "fingerprint": {"sha256": scan.article.sha256, "characters": len(scan.article.text)},
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
    """Return the day that a date names; None where it is none, or could be another."""
    numbers = [int(digits) for digits in re.findall(r"\d+", mention.text)]
    words = re.findall("[a-z]+", mention.text.lower())
    month = next((n for word in words for n in [_MONTHS.get(word[:3])] if n), None)
    if month and len(numbers) == 2 and max(numbers) > 31:
        parts = (max(numbers), month, min(numbers))
    elif month or len(numbers) != 3:
        return None
    elif numbers[0] > 31:
        parts = (numbers[0], numbers[1], numbers[2])
    elif mention.language == "en" and max(numbers[:2]) <= 12:
        return None  # "3/12/2025" may be a day in March or in December
    else:
        parts = (numbers[2], numbers[1], numbers[0])
    try:
        return date(*parts).isoformat()
    except ValueError:
        return None


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


def no_figures(
    scan: Scan, reasons: Mapping[Mention, WhyNone], claimed: Iterable[Place] = ()
) -> Iterator[Fields]:
    """Yield the entries of ``no_figures`` for some numbers: phrase, why, how often on each line.

    A phrase takes in its neighbours where alone it would take in other numbers too. What lies in
    ``claimed`` stretches is not counted, as the check does not count it.
    """
    phrases = _Phrases(scan, reasons)
    entries = dict.fromkeys(
        (phrases.of(mention).casefold(), why) for mention, why in reasons.items()
    )
    text, taken = scan.article.text, list(claimed)
    for phrase, why in sorted(entries, key=lambda entry: -len(entry[0])):
        places = [
            (start, end)
            for start, end in phrases.places(phrase)
            if not any(low <= start and end <= high for low, high in taken)
        ]
        taken += places
        lines = Counter(text.count("\n", 0, start) + 1 for start, _ in places)
        if places:
            yield {"phrase": text[slice(*places[0])], "why": why, "lines": dict(lines)}


class _Phrases:
    """The words by which numbers are listed: as few as take in none but their like."""

    def __init__(self, scan: Scan, reasons: Mapping[Mention, WhyNone]) -> None:
        self._text, self._reasons = scan.article.text, reasons
        self._mentions = [reading.mention for reading in scan.readings]
        self._starts = [mention.start for mention in self._mentions]
        self._places: dict[str, list[Place]] = {}

    def places(self, phrase: str) -> list[Place]:
        """Return where a phrase stands, case aside."""
        key = phrase.casefold()
        if key not in self._places:
            self._places[key] = list(occurrences(self._text, phrase))
        return self._places[key]

    def of(self, mention: Mention) -> str:
        """Return the words for a number; the number alone where none tell it from others."""
        why = self._reasons[mention]
        for start, end in self._wider(mention):
            phrase = self._text[start:end]
            if HARMFUL.search(phrase):
                continue
            touched = (m for place in self.places(phrase) for m in self._touching(place))
            if all(self._reasons.get(other) == why for other in touched):
                return phrase
        return mention.text

    def _wider(self, mention: Mention) -> Iterator[Place]:
        """Yield a number's place, then wider ones: its word, the word before, words behind."""
        text, start, end = self._text, mention.start, mention.end
        yield start, end
        while end < len(text) and re.match(r"\w", text[end]):
            end += 1
        yield start, end
        before = re.search(r"\w+[^\S\n]+$", text[max(0, start - 30) : start])
        first = start - len(before[0] if before else "")
        yield first, end
        for words in (1, 2, 3):
            after = re.compile(rf"(?:[^\S\n]+\w+){{{words}}}").match(text, end)
            last = after.end() if after else end
            yield start, last
            yield first, last

    def _touching(self, place: Place) -> Iterator[Mention]:
        at = max(0, bisect_left(self._starts, place[0]) - 1)
        for mention in self._mentions[at:]:
            if mention.start >= place[1]:
                return
            if mention.end > place[0]:
                yield mention


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
    nth = len(re.findall(f"(?={re.escape(phrase)})", text[begin:end]))
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


def in_order(claim: Fields) -> Fields:
    """Return a claim with its first fields in the order of the contract's."""
    order = ("id", "value", "low", "high", "hedge", "modality", "per", "series", "reference_period")
    return {field: claim[field] for field in order if field in claim} | claim


def claim_id(
    indicator: str, year: str | None, series: str, source: str, known: Container[str]
) -> str:
    """Return a claim's id: indicator, year stated or "nd", series, publisher until it is unique."""
    base = "-".join(filter(None, (indicator, year or "nd", series)))
    longer = f"{base}-{re.sub('-([0-9-]+|nd)$', '', source)}"
    if base not in known or longer not in known:
        return longer if base in known else base
    n = 2
    while f"{longer}-{n}" in known:
        n += 1 + n // 200  # beyond two hundred, with gaps, not to try every one of them
    return f"{longer}-{n}"


def slug(words: str) -> str:
    """Return words as a part of an id, as far as they are in Latin letters."""
    return re.sub(r"[^a-z0-9]+", "-", folded(words)).strip("-")


def unfit(scan: Scan, mention: Mention) -> str:
    """Return why a number can be no claim at all; nothing where it can."""
    if mention.value is None and mention.low is None:
        return f"read as {mention.kind}: it has no value that a claim could state"
    return complaint(Claim, claim_record(scan, mention, "any-nd", "any"))


def stated(mention: Mention) -> tuple[object, ...]:
    """Return what a number states: two that are equal are probably one figure, said again.

    The hedge aside: a title leaves it out.
    """
    value = mention.value, mention.low, mention.high
    return *value, mention.measure, *mention.unit.casefold().split()[:1]


def open_figures(scan: Scan) -> list[Reading]:
    """Return the numbers that may be figures and that nothing accounts for yet."""
    return [r for r in scan.readings if r.state == "open" and not reason(scan, r.mention)]
