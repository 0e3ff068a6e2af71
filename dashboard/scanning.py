"""Reading an article's numbers, each with what the records make of it: claimed, listed, open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Literal

from dashboard.audit import account
from dashboard.citations import find_span
from dashboard.collection import Collection
from dashboard.numerals import Mention, read_numbers
from dashboard.sources import NoFigure, Source
from dashboard.texts import ArticleText

_VIETNAMESE = re.compile("[ăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
#: These are Vietnamese, too, where the others are; by themselves they are other languages'.
_ACCENTED = re.compile("[àáâãèéêìíòóôõùúý]", re.IGNORECASE)
_HANGUL = re.compile("[가-힣]")
_LETTER = re.compile(r"[^\W\d_]")
#: What a language has to have of its own letters, as a part of all letters.
_TELLING = 0.08
#: So many words a line has to have for its language to be told.
_WORDS_OF_A_LINE = 5

State = Literal["claimed", "no_figure", "open"]


@dataclass(frozen=True)
class Reading:
    """A number of an article, and what accounts for it: a claim's id, or why it is no figure."""

    mention: Mention
    state: State
    by: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the mention's fields, and whether it is claimed and by which claim."""
        claim = self.by if self.state == "claimed" else None
        why = self.by if self.state == "no_figure" else None
        return self.mention._asdict() | {
            "claimed": claim is not None,
            "claim": claim,
            "no_figure": why,
        }


@dataclass(frozen=True)
class Scan:
    """An article's numbers in order; ``source`` is its record, where there is one."""

    file: str
    language: str
    article: ArticleText
    source: Source | None
    readings: tuple[Reading, ...]

    def count(self, state: State) -> int:
        """Return how many numbers are in a state."""
        return sum(reading.state == state for reading in self.readings)

    def as_dict(self) -> dict[str, Any]:
        """Return the scan for programs: file, language, mentions."""
        mentions = [reading.as_dict() for reading in self.readings]
        return {"file": self.file, "language": self.language, "mentions": mentions}


def language_of(text: str) -> str | None:
    """Return the language of a text that is read here, by its letters; None if none is told.

    Korean by Hangul, Vietnamese by its marks; any other text in Latin letters counts as English.
    """
    letters = len(_LETTER.findall(text))
    own = Counter(
        ko=len(_HANGUL.findall(text)),
        vi=len(_VIETNAMESE.findall(text)),
        en=len(re.findall("[a-z]", text, re.IGNORECASE)),
    )
    if not letters:
        return None
    if own["vi"]:
        own["vi"] += len(_ACCENTED.findall(text))
    for language in ("ko", "vi"):
        others = max(own[other] for other in ("ko", "vi") if other != language)
        if own[language] >= _TELLING * letters and own[language] >= others:
            return language
    return "en" if own["en"] * 2 > letters else None


def lines_in_others(scan: Scan) -> dict[str, list[int]]:
    """Return, by language, the lines that look to be in another and tell other numbers in it."""
    others: dict[str, list[int]] = {}
    lines = scan.article.text.split("\n")
    for line in sorted({reading.mention.line for reading in scan.readings}):
        text = lines[line - 1]
        own = language_of(text) if len(text.split()) >= _WORDS_OF_A_LINE else None
        if own and own != scan.language and _values(text, own) != _values(text, scan.language):
            others.setdefault(own, []).append(line)
    return others


def _values(text: str, language: str) -> list[Any]:
    return [
        mention.value if mention.low is None else (mention.low, mention.high)
        for mention in read_numbers(text, language)
        if mention.kind == "figure"
    ]


def scan(file: str, article: ArticleText, language: str, collection: Collection) -> Scan:
    """Return an article's numbers; those that the collection's claims and lists account for so.

    An article is known again by its fingerprint alone: its name may be another's.
    """
    source = known_source(article, collection)
    mentions = read_numbers(article.text, language)
    if source is None:
        readings = [Reading(mention, "open") for mention in mentions]
    else:
        readings = list(_accounted(source, article, mentions, collection))
    return Scan(file, language, article, source, tuple(readings))


def known_source(article: ArticleText, collection: Collection) -> Source | None:
    """Return the record of an article, if there is one."""
    with_text = (source for source in collection.sources.values() if source.fingerprint)
    same = (s for s in with_text if s.fingerprint and s.fingerprint.sha256 == article.sha256)
    return next(same, None)


def namesake(file: str, article: ArticleText, collection: Collection) -> Source | None:
    """Return the record of another text of the same name: another article, or changed since."""
    if known_source(article, collection):
        return None
    name = PurePath(file).name
    return next((s for s in collection.sources.values() if s.text == name), None)


def language_for(asked: str, article: ArticleText, collection: Collection) -> str | None:
    """Return the language of an article: its record's, the one asked for, or as it looks."""
    if source := known_source(article, collection):
        return source.language
    return language_of(article.text) if asked == "auto" else asked


def _accounted(
    source: Source, article: ArticleText, mentions: list[Mention], collection: Collection
) -> Iterator[Reading]:
    claims = [claim for _, claim in collection.of_source[source.id].values()]
    spans = {
        place: claim.id
        for claim in claims
        for span in claim.evidence.spans().values()
        if (place := find_span(article.text, span))
    }
    for mention, by in account(source, article.text, list(spans), mentions):
        if isinstance(by, NoFigure):
            yield Reading(mention, "no_figure", by.why)
        elif by is not None:
            yield Reading(mention, "claimed", spans[by])
        else:
            yield Reading(mention, "open")
