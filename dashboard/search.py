"""Searching the records: what is measured, who says it, in which words; never an article's text.

Every word of a question must occur in a record, with its accents or without: at the beginning of
a word; Hangul, which joins particles to its words, anywhere. What comes first, each rule where
those before it say nothing:

1. with the accents that the question carries, if it carries any;
2. all words in one text before words spread over a record's texts;
3. a name or title, then the words of a source, then any other text;
4. the same letters before letters that differ by their accents;
5. the words as one phrase; then each at the beginning of a word;
6. the order of the records: indicators, charts, sources, claims.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from typing import Literal, NamedTuple, overload

from dashboard.claim import Claim
from dashboard.collection import Collection
from dashboard.folding import Range, accented, as_sought, at_beginning, bare, occurs, spots, trimmed
from dashboard.model import Indicator
from dashboard.record import LANGUAGES, Text
from dashboard.sources import Source
from dashboard.word_index import WordIndex, is_one_word
from dashboard.wording import Wording

RecordKind = Literal["indicator", "chart", "source", "claim"]
Field = Literal[
    "name", "title", "publisher", "value", "subject", "speaker", "gloss", "figure", "said_by",
    "sentence", "definition", "silent_on", "topic", "place", "event", "summary",
]  # fmt: skip
_Rank = tuple[bool | int, ...]
_LAYERS = {"name": 0, "title": 0, "publisher": 0, "value": 1, "subject": 1, "speaker": 1}


class Passage(NamedTuple):
    """One text of a record, as it is written there."""

    field: Field
    language: str
    text: str


@dataclass(frozen=True)
class Hit:
    """A record that answers a question, and the best of its texts."""

    kind: RecordKind
    id: str
    field: Field
    language: str
    text: str
    question: str

    @cached_property
    def marks(self) -> tuple[Range, ...]:
        """Return what matched, as ranges of the text: the whole phrase, else the words."""
        asked = _Question(self.question)
        found = spots(self.text, *asked.phrase) if asked.words else set()
        if not found:
            found = {spot for pair in asked.words for spot in spots(self.text, *pair)}
        merged: list[Range] = []
        for start, end in sorted(found):
            if merged and start < merged[-1][1]:
                start, end = merged[-1][0], max(end, merged.pop()[1])
            merged.append((start, end))
        return tuple(merged)


class _Question:
    """What is sought: words and the phrase they make, each with its accents and bare."""

    def __init__(self, question: str) -> None:
        whole = trimmed(as_sought(question, accented))
        self.accented = [word for word in map(trimmed, whole.split()) if word]
        self.bare = [bare(word) for word in self.accented]
        self.has_accents = self.accented != self.bare
        self.words = list(zip(self.accented, self.bare, strict=True))
        self.phrase = whole, bare(whole)
        self.occurring = [occurs(word) for word in self.bare]
        self.alike = [occurs(*pair) for pair in self.words]
        self.beginnings = [at_beginning(word) for word in self.bare]

    def met(self, sought: str) -> list[bool]:
        """Return for each word whether a text holds it; a plain look first, which is quick."""
        return [
            word in sought and bool(occurs(sought))
            for word, occurs in zip(self.bare, self.occurring, strict=True)
        ]

    def best(self, entry: _Entry, language: str) -> tuple[_Rank, Passage]:
        """Return a record's passage that fits best, and how well: less is better."""
        texts = list(zip(entry.passages, entry.sought.split("\n"), strict=True))
        counts = [sum(self.met(sought)) for _, sought in texts]
        most = max(counts)
        fitting = [pair for pair, count in zip(texts, counts, strict=True) if count == most]
        if not self.has_accents:  # then only those of the first layer can be the best
            first = _layer(fitting[0][0])
            fitting = [pair for pair in fitting if _layer(pair[0]) == first]
        ranked = [(self._rank(*pair, most), pair[0]) for pair in fitting]
        return min(ranked, key=lambda pair: (pair[0], pair[1].language != language))

    def _rank(self, passage: Passage, sought: str, most: int) -> _Rank:
        """Return how a passage fits that has so many of the words: rules 1 to 5, in their order."""
        text = sought if passage.text.isascii() else as_sought(passage.text, accented)
        inexact = sum(bool(occurs(text)) for occurs in self.alike) < most
        return (
            inexact and self.has_accents,
            most < len(self.words),
            _layer(passage),
            inexact,
            self.phrase[1] not in sought,
            not all(beginning.search(sought) for beginning in self.beginnings),
        )


def _layer(passage: Passage) -> int:
    """Return 0 for a name, 1 for words of a source, 2 for other text; records keep that order."""
    return _LAYERS.get(passage.field, 2)


class _Entry(NamedTuple):
    """A record and its texts; ``sought`` is all of them as they are sought in, each on a line."""

    kind: RecordKind
    id: str
    passages: tuple[Passage, ...]
    sought: str


class _Records:
    """The texts of a collection's records, as far as they are sought in."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.said = {language: Wording(language) for language in LANGUAGES}

    def entries(self) -> Iterator[_Entry]:
        """Yield the records: indicators, charts, sources, claims, each in their order."""
        collection, sought = self.collection, cache(as_sought)
        texts: list[tuple[RecordKind, str, Iterator[Passage]]] = [
            *(("indicator", i.id, self._indicator(i)) for i in collection.indicators.values()),
            *(("chart", c.id, _each("title", c.title)) for c in collection.records.charts),
            *(("source", s.id, self._source(s)) for s in collection.sources.values()),
            *(("claim", n, self._claim(*pair)) for n, pair in collection.claims.items()),
        ]
        for kind, name, texts_of in texts:
            passages = tuple(texts_of)
            lines = "\n".join(sought(passage.text) for passage in passages)
            yield _Entry(kind, name, passages, lines)

    def _indicator(self, indicator: Indicator) -> Iterator[Passage]:
        newest = self.collection.newest(indicator)
        stated = self.collection.stated_on(newest)
        yield from _each("name", indicator.name)
        for language, words in self.said.items():
            yield Passage("sentence", language, words.sentence(indicator, newest, stated))
        yield from _each("definition", indicator.definition)
        yield from _each("silent_on", indicator.silent_on)
        for series in indicator.series.values():
            yield from _each("definition", series.name)
            yield from _each("definition", series.definition)
        yield from _each("topic", self.collection.records.topics[indicator.topic].name)
        for language, words in self.said.items():
            yield Passage("place", language, words.places(indicator.place))

    def _source(self, source: Source) -> Iterator[Passage]:
        if source.title.text:
            yield Passage("title", source.language, source.title.text)
        elif source.title.description:
            yield from _each("title", source.title.description)
        yield Passage("publisher", source.language, source.publisher.name)
        if source.event:
            yield from _each("event", source.event.name)
        yield from _each("summary", source.summary)

    def _claim(self, indicator: Indicator, claim: Claim) -> Iterator[Passage]:
        records, source = self.collection.records, self.collection.sources[claim.source]
        evidence, unit = claim.evidence, records.units[indicator.unit]
        yield Passage("value", source.language, evidence.value.phrase)
        if evidence.subject:
            yield Passage("subject", source.language, evidence.subject.phrase)
        if evidence.speaker:
            yield Passage("speaker", source.language, evidence.speaker.phrase)
        for language, words in self.said.items():
            yield Passage("figure", language, words.quantity(indicator, claim, unit))
            if gloss := claim.gloss[language]:
                yield Passage("gloss", language, gloss)
        if claim.said_by.speaker:
            yield from _each("said_by", records.speakers[claim.said_by.speaker].name)


def _each(field: Field, text: Text) -> Iterator[Passage]:
    return (Passage(field, language, text[language]) for language in LANGUAGES)


@lru_cache(maxsize=2)
def _indexed(collection: Collection) -> tuple[tuple[_Entry, ...], WordIndex]:
    entries, index = tuple(_Records(collection).entries()), WordIndex()
    fold = cache(partial(as_sought, fold=accented))
    for record, entry in enumerate(entries):
        for nth, passage in enumerate(entry.passages):
            index.add(record, nth, _layer(passage), fold(passage.text))
    return entries, index


class Hits(Sequence[Hit]):
    """What answers a question, best first; each hit is made when it is looked at."""

    def __init__(self, count: int, nth: Callable[[int], Hit]) -> None:
        self._count, self._nth = count, nth

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, which: int) -> Hit: ...
    @overload
    def __getitem__(self, which: slice) -> list[Hit]: ...
    def __getitem__(self, which: int | slice) -> Hit | list[Hit]:
        numbers = range(self._count)[which]
        return self._nth(numbers) if isinstance(numbers, int) else list(map(self._nth, numbers))


def search(collection: Collection, question: str, language: str = "en") -> Hits:
    """Return the records that answer a question; none for a question without words.

    ``language`` is the reader's: of texts that fit equally well, the one in it is shown. It finds
    nothing more or less.
    """
    asked = _Question(question)
    entries, index = _indexed(collection)

    def hit(entry: _Entry, passage: Passage) -> Hit:
        return Hit(entry.kind, entry.id, *passage, question=question)

    def nth_with_the_word(number: int) -> Hit:
        record, texts = ranking.nth(number)
        fitting = [entries[record].passages[text] for text in texts]
        return hit(entries[record], min(fitting, key=lambda text: text.language != language))

    if is_one_word(asked.phrase[0]):
        ranking = index.ranked(asked.phrase[0])
        return Hits(len(ranking), nth_with_the_word)
    numbers = set.intersection(*map(index.holding, asked.bare)) if asked.words else ()
    ranked = [
        (*asked.best(entry, language), entry)
        for entry in map(entries.__getitem__, sorted(numbers))
        if all(asked.met(entry.sought))
    ]
    ranked.sort(key=lambda found: found[0])
    return Hits(len(ranked), lambda number: hit(ranked[number][2], ranked[number][1]))
