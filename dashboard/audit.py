"""The account of a text's numbers: each is a claim's, or listed as no figure, with a reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from dashboard.claim import Claim
from dashboard.collection import Collection
from dashboard.errors import Problem
from dashboard.fields import TODO
from dashboard.model import Indicator
from dashboard.numerals import Mention, MentionKind, read_numbers
from dashboard.sources import NoFigure, Source, WhyNone

Stretch = tuple[int, int]
#: What a number may read as that is none for one of these reasons; for the others it may be any.
_READ_AS: dict[WhyNone, set[MentionKind]] = {
    "date": {"date"}, "name": {"name", "ordinal"}, "caption": {"other"}, "both": {"other"},
    "article_word": {"other"},
}  # fmt: skip
_AS: dict[MentionKind, str] = {
    "figure": "a figure", "ordinal": "an ordinal", "date": "a date", "name": "a name",
    "other": "no date and no name",
}  # fmt: skip
#: Figures that are as good as such words: "hai bộ", both ministries.
_SMALL_WORDS = {"both": 2, "article_word": 1}
_LEAST_COUNTED = 100  # with a unit so many are hardly part of a name


class Audit(NamedTuple):
    """The numbers of a text that nothing accounts for, or wrongly; and those in doubt."""

    problems: list[Problem]
    doubts: list[Problem]


def audit(collection: Collection, source: Source, text: str, claimed: list[Stretch]) -> Audit:
    """Return each number of a text that is neither claimed nor listed, and each miscount.

    ``claimed`` are the stretches (code points) of the claims' spans. What lies inside one of
    them, or inside a longer listed phrase, is not counted again. In doubt are those that
    read as something else than the reason for which they are listed.
    """
    found = Audit(list(_miscounts(collection, source, text, claimed)), [])
    for mention, by in account(source, text, claimed, read_numbers(text, source.language)):
        if by is None:
            said = f"the number '{mention.text}' that nothing accounts for"
            cure = "make it a claim, or list it under no_figures with a reason"
            thing, expected = f"source '{source.id}'", "a claim or an entry in no_figures"
            problem = Problem(source.text or "", mention.line, thing, said, expected, cure)
            found.problems.append(problem)
        elif isinstance(by, NoFigure) and not _fits(by.why, mention):
            path = ("no_figures", source.no_figures.index(by), "why")
            read = f"on line {mention.line} it reads as {_AS[mention.kind]}"
            said = f"'{by.phrase}' as '{by.why}'; {read}"
            cure = "if it is a figure, claim it; else give the reason that fits, or other"
            found.doubts.append(
                collection.problem(source.id, path, said, "a reason that fits", cure)
            )
    return found


def _fits(why: WhyNone, mention: Mention) -> bool:
    """Whether a number may be none for a reason."""
    counts = mention.value if (mention.measure, mention.hedge) == ("count", "unhedged") else None
    if why == "name" and counts is not None and (counts < _LEAST_COUNTED or not mention.unit):
        return True  # "pier 7"
    small = counts is not None and counts == _SMALL_WORDS.get(why)
    return small or mention.kind in _READ_AS.get(why, {mention.kind})


def _miscounts(
    collection: Collection, source: Source, text: str, claimed: list[Stretch]
) -> Iterator[Problem]:
    for index, entry, found in _listed(source, text, list(claimed)):
        counts = Counter(text.count("\n", 0, start) + 1 for start, _ in found)
        if counts != entry.lines:
            said = f"'{entry.phrase}' listed at {_lines(entry.lines)}"
            expected, cure = _lines(counts), "count again, line by line"
            if not counts:
                said += ", where it is not, or only inside a claim or a longer entry"
                expected, cure = "numbers that the text has", "remove it"
            path = ("no_figures", index, "lines")
            yield collection.problem(source.id, path, said, expected, cure)


def repeated(collection: Collection) -> Iterator[Problem]:
    """Yield each claim that states again what another of its source and series does."""
    aside = dict.fromkeys(("id", "hedge", "evidence", "reading", "gloss", "note"))
    alike: dict[tuple[object, ...], list[Claim]] = {}
    for indicator, claim in collection.claims.values():
        value = claim.value, claim.low, claim.high
        earlier = alike.setdefault((indicator.id, claim.source, claim.series, *value), [])
        same = (
            one for one in earlier if one.model_copy(update=aside) == claim.model_copy(update=aside)
        )
        if first := next(same, None):
            found, expected = f"the same statement as claim '{first.id}'", "one claim of it"
            cure = "where the article repeats the figure, list that under no_figures, why: other"
            yield collection.problem(claim.id, ("id",), found, expected, cure)
        earlier.append(claim)


def undecided(collection: Collection) -> Iterator[Problem]:
    """Yield each field in which a person has still to decide, and each entry of a section."""
    records: tuple[Indicator | Source, ...] = (
        *collection.records.indicators,
        *collection.sources.values(),
    )
    found, expected, cure = TODO, "words in its place", "decide, and write it"
    for section, entries in collection.records.model_dump(exclude={"indicators"}).items():
        for step, entry in _steps(entries):
            if re.search(rf"\b{TODO}\b", str(entry)):
                yield collection.problem("", (section, step), found, expected, cure)
    # To write a record as JSON takes a fifth of the time of taking it apart.
    for record in (one for one in records if TODO in one.model_dump_json()):
        for field, value in record.model_dump().items():
            parts = value if field == "claims" else [value]
            for n, part in enumerate(parts):
                if re.search(rf"\b{TODO}\b", str(part)):
                    path = (field, n) if field == "claims" else (field,)
                    yield collection.problem(record.id, path, found, expected, cure)


def _steps(entries: Any) -> Iterable[tuple[str | int, Any]]:
    """Return a section's entries, each with its key or its place."""
    if isinstance(entries, Mapping):
        return entries.items()
    return enumerate(entries if isinstance(entries, tuple) else ())


def account(
    source: Source, text: str, claimed: list[Stretch], mentions: Iterable[Mention]
) -> Iterator[tuple[Mention, Stretch | NoFigure | None]]:
    """Yield each mention with what accounts for it: a claimed stretch, a listed entry, nothing."""
    taken: dict[Stretch, Stretch | NoFigure] = {place: place for place in claimed}
    for _, entry, found in _listed(source, text, list(claimed)):
        taken |= dict.fromkeys(found, entry)
    for mention in mentions:
        yield mention, _taker(mention, taken)


def listed_numbers(source: Source, text: str, claimed: list[Stretch]) -> Iterator[Stretch]:
    """Yield where the numbers stand that are listed as no figures."""
    for _, _, found in _listed(source, text, list(claimed)):
        yield from found


def _listed(
    source: Source, text: str, taken: list[Stretch]
) -> Iterator[tuple[int, NoFigure, list[Stretch]]]:
    """Yield each entry's index, the entry and where it stands, longest first; fill ``taken``."""
    for index, entry in sorted(enumerate(source.no_figures), key=lambda item: -len(item[1].phrase)):
        found = [
            (start, end)
            for start, end in occurrences(text, entry.phrase)
            if not any(low <= start and end <= high for low, high in taken)
        ]
        taken += found
        yield index, entry, found


def occurrences(text: str, phrase: str) -> Iterator[Stretch]:
    """Yield where a phrase stands as whole words, case aside.

    "1" ends before a letter too, and a word in Hangul before the particle that hangs on it.
    """
    before = r"(?<!\d)" if phrase[0].isdigit() else r"(?<!\w)"
    after = r"(?!\w)"
    if phrase[-1].isdigit():
        after = r"(?!\d)"
    elif "가" <= phrase[-1] <= "힣":
        after = ""
    for match in re.finditer(before + re.escape(phrase) + after, text, re.IGNORECASE):
        yield match.span()


def _taker(
    mention: Mention, taken: Mapping[Stretch, Stretch | NoFigure]
) -> Stretch | NoFigure | None:
    """Return what takes in all of a mention's digits, or its words without the hedge."""
    runs = [match.span() for match in re.finditer(r"\d+", mention.text)]
    by: Stretch | NoFigure | None = None
    for start, end in runs or [_bare(mention)]:
        first, last = mention.start + start, mention.start + end
        by = next((by for (low, high), by in taken.items() if low <= first and last <= high), None)
        if by is None:
            return None
    return by


def _bare(mention: Mention) -> Stretch:
    """Return where in a mention's text the number stands, without the hedge before or behind it."""
    hedge = r"\s+".join(map(re.escape, mention.hedge_words.split()))
    counted = re.escape(mention.unit.split()[0]) if mention.unit else "(?!)"
    before = re.match(rf"{hedge}\s+", mention.text)
    behind = re.search(rf"\s+(?:{counted}\w*\s+)?{hedge}$", mention.text)
    start, end = before.end() if before else 0, behind.start() if behind else len(mention.text)
    return (start, end) if hedge and start < end else (0, len(mention.text))


def _lines(counts: Mapping[int, int]) -> str:
    """Return "line 3 (2 times), line 5"."""
    said = (f"line {n}" + (f" ({times} times)" if times > 1 else "") for n, times in counts.items())
    return ", ".join(said)
