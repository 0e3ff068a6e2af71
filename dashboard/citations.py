"""Checking claims against the articles: spans at their lines, values that follow from them.

What holds: every span stands at its line; the value, the hedge and the kind follow from the value
span as its language writes numbers, read in its line, so that a hedge left outside the span is
noticed; where an editor reads the hedge or doubtful digits otherwise, the claim says why; every
number of a text is a claim or listed as no figure; ``verified.json`` fits. It is never checked that
the article is right.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from dashboard.audit import audit, repeated, undecided
from dashboard.claim import Claim, Span
from dashboard.collection import Collection, Finding, LockEntry, Position
from dashboard.errors import Problem
from dashboard.model import Indicator, Measure
from dashboard.numerals import LANGUAGES, Mention, read_numbers
from dashboard.sources import Source
from dashboard.texts import ArticleText

#: Measures that signs and words beside the number tell for sure.
_TOLD_BY_SIGNS = {"share", "money", "rate", "change"}


@dataclass
class Verification:
    """What a look at the texts found.

    ``findings`` by claim id; ``problems`` mean wrong data; ``stale`` are problems that recording
    anew would mend; ``warnings`` are no failure, nor are ``doubts``, which recording does not
    settle. ``changed`` are the sources whose text is not
    the one that their record describes.
    """

    findings: dict[str, Finding] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    stale: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    def count(self, state: str) -> int:
        """Return how many claims are in a state."""
        return sum(finding.state == state for finding in self.findings.values())


def claim_hash(claim: Claim) -> str:
    """Return the hash by which ``verified.json`` knows a claim: value, hedge, evidence, source."""
    fields = {"value", "low", "high", "hedge", "evidence", "source"}
    content = json.dumps(claim.model_dump(include=fields), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def find_span(text: str, span: Span) -> tuple[int, int] | None:
    """Return where a span stands, exactly as written: start and end in code points."""
    lines, number = text.split("\n"), span.line or 0
    if not 0 < number <= len(lines):
        return None
    line, start = lines[number - 1], -1
    for _ in range(span.nth):
        start = line.find(span.phrase, start + 1)
        if start < 0:
            return None
    start += sum(len(before) + 1 for before in lines[: number - 1])
    return start, start + len(span.phrase)


def paragraph_of(text: str, position: int) -> int:
    """Return the number of the non-empty line in which a position stands, from 1."""
    lines = text[:position].split("\n")
    return sum(bool(line.strip()) for line in lines[:-1]) + 1


def words_beside(text: str, position: Position | None) -> tuple[str, str]:
    """Return the words right before and after a position on its line, parted by a space alone."""
    if position is None:
        return "", ""
    before = re.search(r"(\w+) +$", text[: position.start])
    after = re.match(r" +(\w+)", text[position.end :])
    return before[1] if before else "", after[1] if after else ""


def mention_in(text: str, span: tuple[int, int], language: str) -> list[Mention]:
    """Return the quantities that a span touches, read in their whole line."""
    start, end = span
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    line = text[begin : stop if stop >= 0 else len(text)]
    found = read_numbers(line, language)
    return [m for m in found if m.start + begin < end and m.end + begin > start]


def read_instead(number: Mention, measure: Measure) -> str:
    """Return what a number is read as where that is not what is measured; else nothing."""
    worded = measure == "number_word" and number.measure not in ("number_word", "count")
    if number.kind != ("ordinal" if measure == "ordinal" else "figure") or worded:
        return number.kind
    told = number.measure in _TOLD_BY_SIGNS and number.measure != measure
    return str(number.measure) if told else ""


def _misread(claim: Claim, indicator: Indicator, mentions: list[Mention]) -> tuple[str, ...]:
    """Return found, expected and cure where the value does not follow; empty where it does."""
    phrase = claim.evidence.value.phrase
    absent = claim.hedge == "none_yet"
    numbers = [m for m in mentions if (m.hedge == "none_yet") == absent]
    if len(numbers) != 1:
        said = ", ".join(f"'{m.text}'" for m in numbers) or "no number"
        return f"{said} in '{phrase}'", "one number, or one range", "quote one number a span"
    [number] = numbers
    if number.text not in phrase:
        cure = f"take '{number.text}' whole into the span"
        return f"'{phrase}', which cuts '{number.text}'", "the number with its hedge", cure
    if instead := read_instead(number, indicator.measure):
        return f"'{number.text}', read as {instead}", f"a figure of kind '{indicator.kind}'", ""
    read, held = (number.value, number.low, number.high), (claim.value, claim.low, claim.high)
    if read != held and not _otherwise(claim, number):
        cure = "correct the value or the span"
        if _is_other(claim, number):
            cure = "if its sign groups thousands, say so: reading: {basis: inferred, why: …}"
        return _said(held), f"{_said(read)}, as '{phrase}' reads", cure
    if number.hedge != claim.hedge and not _overruled(claim, number):
        cure = "the hedge is part of the value: copy the article's"
        return f"hedge '{claim.hedge}'", f"'{number.hedge}', as '{phrase}' reads", cure
    return ()


def _otherwise(claim: Claim, number: Mention) -> bool:
    """Whether an editor reads the digits' other value, and says why: "10,000" in Vietnamese."""
    return claim.reading.inferred and _is_other(claim, number)


def _is_other(claim: Claim, number: Mention) -> bool:
    held = (claim.low, claim.high) if claim.value is None else claim.value
    return number.other is not None and held == number.other


def _overruled(claim: Claim, number: Mention) -> bool:
    """Whether an editor reads another hedge, says why, and cites words beside the number for it."""
    beside = claim.evidence.value.phrase.replace(number.text, "", 1).replace(number.unit, "", 1)
    cited = number.hedge_words or re.search(r"\w", beside)
    return claim.reading.inferred and bool(cited)


def _said(values: tuple[int | float | None, ...]) -> str:
    value, low, high = values
    return f"value {value}" if low is None else f"range {low} to {high}"


class _Verifier:
    """One look at everything, gathering findings and problems."""

    def __init__(self, collection: Collection, lock: Mapping[str, LockEntry], today: date) -> None:
        self.collection, self.lock, self.today = collection, lock, today
        self.result = Verification()

    def source(self, source: Source, article: ArticleText | None) -> None:
        claims = [*self.collection.of_source[source.id].values()]
        if article is None:
            look = self._from_the_record if source.text else self._by_the_phrase
            for indicator, claim in claims:
                look(indicator, claim)
            return
        print_of = source.fingerprint
        held = (print_of.sha256, print_of.characters) if print_of else ("", 0)
        if held != (article.sha256, len(article.text)):
            found = f"a text with SHA-256 {article.sha256}, {len(article.text)} characters"
            expected = f"SHA-256 {held[0]}, {held[1]} characters, as recorded"
            cure = "look at what changed, then: check --record"
            self.result.changed.append(source.id)
            self._warn(source.id, ("fingerprint",), found, expected, cure)
        spans: list[tuple[int, int]] = []
        for indicator, claim in claims:
            spans += self._in_the_text(indicator, claim, source, article)
        if source.language in LANGUAGES:
            audited = audit(self.collection, source, article.text, spans)
            self.result.problems += audited.problems
            self.result.doubts += audited.doubts

    def _in_the_text(
        self, indicator: Indicator, claim: Claim, source: Source, article: ArticleText
    ) -> list[tuple[int, int]]:
        """Look for a claim's spans; return where they stand."""
        positions: dict[str, Position] = {}
        before = len(self.result.problems)
        for role, span in claim.evidence.spans().items():
            found = self._span(claim.id, ("evidence", role), span, source, article.text)
            if found is not None:
                positions[role] = Position(*found, paragraph_of(article.text, found[0]))
        if indicator.part_of and indicator.part_of.phrase and claim.id == indicator.claims[0].id:
            stated = Span(phrase=indicator.part_of.phrase, line=indicator.part_of.line or 1)
            self._span(indicator.id, ("part_of",), stated, source, article.text)
        if "value" in positions:
            start, end, _ = positions["value"]
            mentions = mention_in(article.text, (start, end), source.language)
            self._follows(indicator, claim, source, mentions)
        good = len(self.result.problems) == before
        if good:
            self._recorded_as_found(claim, article, positions)
        state, day = ("read_again", self.today.isoformat()) if good else ("unverified", None)
        beside = words_beside(article.text, positions.get("value"))
        self.result.findings[claim.id] = Finding(state, positions, day, beside)  # type: ignore[arg-type]
        return [position[:2] for position in positions.values()]

    def _span(
        self, record: str, path: tuple[str, ...], span: Span, source: Source, text: str
    ) -> tuple[int, int] | None:
        found = find_span(text, span)
        if found is None:
            elsewhere = [n for n, line in enumerate(text.split("\n"), 1) if span.phrase in line]
            cure = f"it stands at line {elsewhere[0]}" if elsewhere else "copy it from the article"
            if span.line in elsewhere:
                cure = "it stands there less often: lower 'nth'"
            where = f"line {span.line} of {source.text}" + (f", {span.nth} times" * (span.nth > 1))
            self._wrong(record, path, f"no '{span.phrase}' there", f"the phrase at {where}", cure)
            return None
        offset = text.rfind("\n", 0, found[0]) + 1
        for defect in source.defects:
            if defect.line == span.line and defect.start is not None and defect.end is not None:
                low, high = found[0] - offset, found[1] - offset
                if low < defect.end and high > defect.start:
                    expected = "words of the article, outside its known defects"
                    self._wrong(record, path, "a span in a defect of the text", expected)
        return found

    def _follows(
        self, indicator: Indicator, claim: Claim, source: Source, mentions: list[Mention]
    ) -> None:
        if wrong := _misread(claim, indicator, mentions):
            self._wrong(claim.id, ("evidence", "value"), *wrong)

    def _recorded_as_found(
        self, claim: Claim, article: ArticleText, positions: dict[str, Position]
    ) -> None:
        entry = self.lock.get(claim.id)
        if entry is None:
            return
        moved = entry.fingerprint == article.sha256 and entry.positions != positions
        if entry.hash != claim_hash(claim) or moved:
            self._stale(claim)

    def _from_the_record(self, indicator: Indicator, claim: Claim) -> None:
        """Without the text: the phrase alone must give the value, and the record must fit."""
        source = self.collection.sources[claim.source]
        phrase = claim.evidence.value.phrase
        before = len(self.result.problems)
        self._follows(indicator, claim, source, read_numbers(phrase, source.language))
        entry = self.lock.get(claim.id)
        finding = Finding()
        if entry is not None and entry.hash != claim_hash(claim):
            self._stale(claim)
        elif entry is not None and len(self.result.problems) == before:
            finding = Finding("recorded", entry.positions, entry.day, entry.beside)
        self.result.findings[claim.id] = finding

    def _by_the_phrase(self, indicator: Indicator, claim: Claim) -> None:
        """Where there is no text at all: the phrase alone must give the value."""
        source = self.collection.sources[claim.source]
        phrase, before = claim.evidence.value.phrase, len(self.result.problems)
        self._follows(indicator, claim, source, read_numbers(phrase, source.language))
        good = len(self.result.problems) == before
        self.result.findings[claim.id] = Finding("not_checked" if good else "unverified")

    def _stale(self, claim: Claim) -> None:
        found = "another claim or place than verified.json holds"
        expected, cure = "what was recorded", "look at the claim, then: check --record"
        self.result.stale.append(self.collection.problem(claim.id, ("id",), found, expected, cure))

    def lock_file(self) -> None:
        """Compare the claims that there are with those that were recorded."""
        sources = self.collection.sources
        known = {n for n, (_, c) in self.collection.claims.items() if sources[c.source].text}
        if new := known - self.lock.keys():
            found = f"{len(new)} of {len(known)} claims not recorded"
            expected, cure = "every claim, for readers without the texts", "run: check --record"
            self.result.warnings.append(
                Problem("verified.json", None, "the lock file", found, expected, cure)
            )
        for claim in self.lock.keys() - self.collection.claims.keys():
            found, cure = f"a claim that is gone, '{claim}'", "run: check --record"
            self.result.stale.append(
                Problem("verified.json", None, "the lock file", found, "claims that exist", cure)
            )

    def _wrong(self, record: str, path: tuple[str, ...], *said: str) -> None:
        self.result.problems.append(self.collection.problem(record, path, *said))

    def _warn(self, record: str, path: tuple[str, ...], *said: str) -> None:
        self.result.warnings.append(self.collection.problem(record, path, *said))


def verify_citations(
    collection: Collection,
    texts: Mapping[str, ArticleText],
    lock: Mapping[str, LockEntry],
    today: date | None = None,
    shown: Callable[[Iterable[Source]], Iterable[Source]] = iter,
) -> Verification:
    """Check every claim against its article where the text is at hand, else against the lock.

    ``texts`` by source id (those at hand), ``lock`` as ``read_lock`` returns it; ``shown`` may
    show how far it is while it hands the sources on.
    """
    verifier = _Verifier(collection, lock, today or date.today())
    verifier.result.problems += undecided(collection)
    verifier.result.doubts += repeated(collection)
    for source in shown(collection.sources.values()):
        verifier.source(source, texts.get(source.id))
    verifier.lock_file()
    return verifier.result


def lock_entries(
    collection: Collection,
    result: Verification,
    texts: Mapping[str, ArticleText],
    lock: Mapping[str, LockEntry],
) -> dict[str, LockEntry]:
    """Return what ``verified.json`` shall hold: what was read again now, else what still holds."""
    entries: dict[str, LockEntry] = {}
    for name, (_, claim) in collection.claims.items():
        finding, held = result.findings[name], lock.get(name)
        if finding.state == "read_again":
            entry = LockEntry(
                hash=claim_hash(claim),
                fingerprint=texts[claim.source].sha256,
                day=finding.day or "",
                positions=dict(finding.positions),
                beside=finding.beside,
            )
            # An entry that says the same keeps its day: recording twice changes nothing.
            same = held is not None and held.model_copy(update={"day": entry.day}) == entry
            entries[name] = held if held is not None and same else entry
        elif finding.state == "recorded" and held is not None:
            entries[name] = held
    return entries
