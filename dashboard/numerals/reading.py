"""Reading a text: a pattern finds where something is said, short steps take in what belongs to it.

A language's pattern tries, at each word, its branches (dates, names, ordinals …) and then a plain
number. What stands behind a number (per cent, currency, the other end of a range, a hedge) is
matched from there on. What is said of it elsewhere in the sentence (a target, "a year") is noted as
a cue and shared out at the end. Every step is bounded, so that time grows with the text alone.
"""

from __future__ import annotations

import re
from decimal import Decimal

from dashboard.model import Measure
from dashboard.numerals.amounts import plain
from dashboard.numerals.cues import CueWords, with_cues
from dashboard.numerals.figure import MEASURES, Around, Figure
from dashboard.numerals.grammar import LANGUAGES, Grammar, grammar_of
from dashboard.numerals.language import CUES, DIGIT, BranchKind
from dashboard.numerals.mention import Mention, MentionKind

_FORMAT = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_WORD_BEFORE = re.compile(r"[^\W\d]\w*-?$")
_NEXT_RANK = re.compile(r"[-–~∼～·](\d{1,6})")
_FAR = 80  # characters in which an opener ends
#: What is noted of the branches without a value.
_MENTIONS: dict[BranchKind, MentionKind] = {
    "age": "other", "date": "date", "name": "name", "other": "other"
}  # fmt: skip
#: The kinds that have a value.
_VALUED: set[BranchKind] = {
    "absence", "duration", "share", "times", "ratio", "number_word", "one", "ordinal"
}  # fmt: skip


def _lowered(text: str) -> str:
    """Return a text in lower case, letter by letter: a place in it is a place in the text."""
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ" has two letters in lower case
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return lowered


class _Reader(Around):
    """One reading of a line: spans are found line by line, so no mention goes over its end."""

    def __init__(self, text: str, line: int, grammar: Grammar) -> None:
        super().__init__(text, _lowered(text), grammar)
        self.line = line
        self.found: list[Mention] = []
        self.cues: list[CueWords] = []

    def read(self) -> list[Mention]:
        next_opener, lowered, at, taken = self.grammar.opener.search, self.lowered, 0, 0
        while opener := next_opener(lowered, at):
            start = opener.start()
            if end := self._take_at(start, opener[0], taken):
                at = taken = end
            else:
                at = start + 1
        return (
            with_cues(self.found, self.cues, self.text, self.grammar) if self.cues else self.found
        )

    def _take_at(self, start: int, opener: str, since: int) -> int | None:
        """Take what begins at an opener; of a word with digits in it, the whole word.

        Return where to read on; nothing where nothing begins.
        """
        text, grammar = self.text, self.grammar
        if not opener.isdigit():
            if not opener.isalpha():
                opener = " ".join(opener.split())
            hedges = opener in grammar.hedges and not self._ranks(opener, start)
            if hedges and (end := self._take_hedged(start)):
                return end
        else:
            opener = DIGIT
            if start > since and text[start - 1] not in " ($":  # mostly no word is glued to it
                word = _WORD_BEFORE.search(text, max(since, start - 40), start)
                if word and (name := grammar.name.match(text, word.start())):
                    return self._take(name)
        for pattern in grammar.beginnings(opener):
            if match := pattern.match(text, start):
                return self._take(match)
        return None

    def _ranks(self, word: str, start: int) -> bool:
        """Whether a word tells of how many the number before it is a rank: "xếp thứ 6 trên 11"."""
        if not self.grammar.out_of or not self.found or self.found[-1].kind != "ordinal":
            return False
        end = start + len(word)
        return self.grammar.out_of.search(self.text, max(0, end - 40), end) is not None

    def _take_hedged(self, start: int) -> int | None:
        """Take what a hedge stands before, if it is something that can have one."""
        text, grammar, stop = self.text, self.grammar, len(self.text)
        while hedge := grammar.hedge.match(text, start, stop):
            end = hedge.end()
            # From there on alone: in Korean a number word may be glued to its hedge.
            if found := grammar.opener.match(self.lowered[end : end + _FAR]):
                opener = DIGIT if found[0].isdigit() else " ".join(found[0].split())
                for pattern in grammar.beginnings(opener, hedged=True):
                    if match := pattern.match(text, end):
                        return self._take(match, hedge)
            stop = hedge.end(1) - 1  # "최소한 번" is no "최소한" but "최소" and "한 번"
        return None

    def _take(self, match: re.Match[str], hedge: re.Match[str] | None = None) -> int:
        """Note what was matched; return where to read on."""
        group = match.lastgroup or ""
        start, end = match.span(group)
        if group == "number":
            return self._number(start, end, hedge, match.start("sign"))
        kind = self.grammar.kinds[group]
        if kind in CUES:
            self.cues.append(CueWords(start, end, kind))
        elif kind in _VALUED:
            return self._valued(match, kind, hedge)
        elif kind == "date" and hedge and match[group].isdigit():
            return self._number(start, end, hedge)  # "about 2000" is no year
        elif mention := _MENTIONS.get(kind):
            self._add(start, end, mention)
        return end

    def _add(
        self, start: int, end: int, kind: MentionKind, value: int | float | None = None
    ) -> None:
        text, code = self.text[start:end], self.language.code
        self.found.append(Mention(start, end, self.line, text, code, kind, value))

    def _valued(self, match: re.Match[str], kind: BranchKind, hedge: re.Match[str] | None) -> int:
        """Take an ordinal, a fraction, a doubling, an absence: what its words are worth."""
        start, end = match.span(match.lastgroup or 0)
        value = self.language.worth(kind, self.text[start:end])
        if value is None:
            first = self.grammar.number.match(self.text, start, end)
            if first and first.end() < end and " " in self.text[start:end]:  # "120 in 34 provinces"
                return self._number(*first.span("number"), hedge)
            self._add(start, end, "other")
            return end
        if kind == "ordinal":
            behind = _NEXT_RANK.match(self.text, end)
            if behind and self.text[start:end].isdigit() and int(behind[1]) <= value:
                return self._number(start, end, hedge)  # "2-1위", which are no ranks
            self._add(start, end, "ordinal", plain(value))
            return self._second_rank(end, plain(value))
        rounded = round(Decimal(value), 2) if kind == "share" else value
        figure = Figure(start, end, rounded, kind=kind)
        if kind == "absence":
            figure.hedge, figure.hedge_words = "none_yet", " ".join(self.text[start:end].split())
        else:
            self.hedge(figure, hedge)
        if (
            kind == "times"
            and (words := self.text[start:end].split()[0].casefold()) in self.grammar.hedges
        ):
            figure.hedge, figure.hedge_words = self.grammar.hedges[words], words
        if kind == "absence" and not self.language.spaced:
            figure.unit = self.thing_before(start)
        figure.unit = figure.unit.strip() or self.unit(figure.end)
        changed = kind == "share" and (
            self._led_by((hedge or match).start()) == "change"
            or self.grammar.change_after.match(self.text, figure.end) is not None
        )
        return self._figure(figure, "change" if changed else MEASURES[kind])

    def _second_rank(self, end: int, first: float) -> int:
        """Note the other of two ranks ("top 3-5"), if there is one; return where to read on.

        A year is none: "lần thứ 3-2024".
        """
        pattern = self.grammar.second_rank
        behind = pattern.match(self.text, end) if pattern else None
        if not behind or not first < (second := int(behind[1])) or 1900 <= second < 2200:
            return end
        self._add(*behind.span(1), "ordinal", second)
        return behind.end()

    def _number(self, start: int, end: int, hedge: re.Match[str] | None, sign: int = -1) -> int:
        """Take a number with all that belongs to it; a currency's ``sign`` may begin before it."""
        text, grammar, signed = self.text, self.grammar, sign >= 0
        if signed:
            end = self.scaled(end)
        value, doubt, other = grammar.worth(text[start:end])
        if value is None:
            self._add(start, end, "name")
            return end
        begin = sign if signed else start
        figure = Figure(begin, end, value, other=other, doubt=doubt)
        self.minus(figure)
        self.tail(figure)
        led_by = self._led_by(hedge.start() if hedge else begin)
        self.range(figure, led_by, signed=signed)
        if (
            led_by == "change"
            and grammar.multiple
            and (multiple := grammar.multiple.match(text, figure.end))
        ):
            figure.end, figure.kind, figure.unit = multiple.end(), "times", multiple[0].strip()
        if figure.kind == "score":
            self._add(figure.start, figure.end, "other")
            return figure.end
        self.rate(figure)
        if signed:
            figure.kind, figure.unit = "money", text[sign:start].strip()
        self.hedge(figure, hedge)
        if not figure.kind and (counts_not := self.uncounted(figure)):
            self._add(figure.start, figure.end, counts_not)
            return figure.end
        figure.unit = figure.unit.strip() or self.unit(figure.end)
        spreads = figure.high is not None or figure.hedge == "at_least"  # "từ 8% trở lên"
        changed = (
            led_by == "change"
            or (led_by == "levels" and figure.high is not None)
            or (led_by == "spread" and figure.kind == "share" and spreads)
            or (led_by == "change of shares" and figure.kind == "share")
        )
        if figure.kind == "share" and text.endswith("+", 0, figure.start):
            figure.start, changed = figure.start - 1, True  # "(+11.3%)"
        return self._figure(figure, self.measure(figure, changed))

    def _figure(self, figure: Figure, measure: Measure) -> int:
        """Note a figure that is read; return where to read on."""
        start, end, value = figure.start, figure.end, plain(figure.low)
        low, high = (None, None) if figure.high is None else (value, plain(figure.high))
        doubt = figure.doubt
        if not doubt and figure.hedge_words and measure == "duration":
            doubt = self.may_last(figure.hedge_words)
        self.found.append(
            Mention(
                start, end, self.line, self.text[start:end], self.language.code, "figure",
                value if high is None else None, low, high,
                figure.hedge, figure.hedge_words, "fact", measure, None, figure.unit,
                doubt, figure.otherwise if doubt else None,
            )
        )  # fmt: skip
        return end

    def _led_by(self, start: int) -> str:
        """Say to what a word of change leads up: a change, its least and most, or levels."""
        if not self.cues or self.cues[-1].tells != "change":
            return ""
        end = self.cues[-1].end
        if start - end <= 80:
            if self.grammar.spread and self.grammar.spread.fullmatch(self.text, end, start):
                return "spread"
            if self.grammar.levels.fullmatch(self.text, end, start):
                return "levels"
            if self.grammar.gap.fullmatch(self.text, end, start):
                return "change"
            shares = self.grammar.gap_of_shares
            if shares and shares.fullmatch(self.text, end, start):
                return "change of shares"
        return ""


def read_numbers(text: str, language: str) -> list[Mention]:
    """Return every quantity in a text, in order.

    ``text`` is in Unicode's NFC, as articles are read. A sign is read as its language writes it:
    ``3.552`` is 3552 in Vietnamese and 3.552 in English, where ``doubt`` says so; but a range that
    would run backwards is read the other way ("500-1.500"), and says so, too. Each run of
    digits is in exactly one mention, also where it is a date, a name ("4.0") or glued to letters.
    Signs that only direct the writing (bidirectional marks) are read over. A language that is not
    read gives an empty list.
    """
    if language not in LANGUAGES:
        return []
    grammar, start = grammar_of(language), 0
    mentions: list[Mention] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.isspace():
            mentions += _in_line(line, start, number, grammar)
        start += len(line) + 1
    return mentions


def _in_line(line: str, start: int, number: int, grammar: Grammar) -> list[Mention]:
    """Return the mentions of a line, at their places in the text."""
    places: list[int] | None = None
    shown = line
    if not line.isascii() and _FORMAT.search(line):
        places = [n for n, sign in enumerate(line) if not _FORMAT.match(sign)]
        shown = "".join(line[n] for n in places)
    found = _Reader(shown, number, grammar).read()
    if places is None and not start:
        return found
    return [_moved(mention, line, start, places) for mention in found]


def _moved(mention: Mention, line: str, start: int, places: list[int] | None) -> Mention:
    """Return a mention at its place in the text, with the signs between that were read over."""
    if places is None:  # the same words, further on; quicker than to replace them
        return Mention._make((start + mention.start, start + mention.end, *mention[2:]))
    first, last = places[mention.start], places[mention.end - 1] + 1
    return mention._replace(start=start + first, end=start + last, text=line[first:last])
