"""Reading a text: a pattern finds where something is said, short steps take in what belongs to it.

A language's pattern tries, at each word, its branches (dates, names, ordinals …) and then a plain
number. What stands behind a number (per cent, currency, the other end of a range, a hedge) is
matched from there on. What is said of it elsewhere in the sentence (a target, "a year") is noted as
a cue and shared out at the end. Every step is bounded, so that time grows with the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile
from typing import Any, NamedTuple, cast

from dashboard.claim import Hedge, Modality
from dashboard.model import Measure
from dashboard.numerals.amounts import plain
from dashboard.numerals.grammar import LANGUAGES, Grammar, grammar_of
from dashboard.numerals.language import DIGIT
from dashboard.numerals.mention import Mention, MentionKind, Per

_FORMAT = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_WORD_BEFORE = re.compile(r"[^\W\d]\w*-?$")
_SENTENCE = re.compile(r"[;.!?…](?=\s|$)|\n")
_MODALITIES: tuple[Modality, ...] = (
    "target",
    "forecast",
    "plan",
    "estimate",
)  # the first that is told holds
_PERIODS: tuple[Per, ...] = ("year", "month", "week", "day")
_MEASURES: dict[str, Measure] = {
    "absence": "count", "duration": "duration", "share": "share", "times": "change",
    "ratio": "ratio", "rate": "rate", "number_word": "number_word", "one": "count",
    "points": "change", "money": "money", "and_a_half": "duration",
}  # fmt: skip
#: The kinds that have a value.
_VALUED = {"absence", "duration", "share", "times", "ratio", "number_word", "one", "ordinal"}


class _Cue(NamedTuple):
    start: int
    end: int
    tells: str


def _group(match: re.Match[str], name: str) -> str:
    """Return what a group matched; nothing where the pattern has none of that name."""
    return (match[name] or "") if name in match.re.groupindex else ""


def _lowered(text: str) -> str:
    """Return a text in lower case, letter by letter: a place in it is a place in the text."""
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ" has two letters in lower case
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return lowered


@dataclass(slots=True)
class _Figure:
    """A figure as it is being read: its span, its value or both ends, what belongs to it."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None = None
    kind: str = ""  # what the language calls its tail or branch; "" is a bare number
    unit: str = ""
    hedge: Hedge = "unhedged"
    hedge_words: str = ""
    doubt: str = ""


class _Reader:
    """One reading of a line: spans are found line by line, so no mention goes over its end."""

    def __init__(self, text: str, line: int, grammar: Grammar) -> None:
        self.text, self.line = text, line
        self.grammar, self.language = grammar, grammar.language
        self.found: list[Mention] = []
        self.cues: list[_Cue] = []

    def read(self) -> list[Mention]:
        opener, at, taken = self.grammar.opener.search, 0, 0
        lowered = _lowered(self.text)
        while found := opener(lowered, at):
            if match := self._at(found.start(), found[0], taken):
                at = taken = self._take(match, cast(str, match.lastgroup))
            else:
                at = found.start() + 1
        return list(self._with_cues())

    def _at(self, start: int, opener: str, since: int) -> re.Match[str] | None:
        """Match what begins at an opener; of a word with digits in it, the whole word."""
        if not opener.isdigit():
            opener, hedged = " ".join(opener.split()), None
            if opener in self.grammar.hedges:
                hedged = self.grammar.hedged.match(self.text, start)
            return hedged or self.grammar.beginning(opener).match(self.text, start)
        if start > since and self.text[start - 1] not in " ($":  # mostly no word is glued to it
            word = _WORD_BEFORE.search(self.text, max(since, start - 40), start)
            if word and (name := self.grammar.name.match(self.text, word.start())):
                return name
        return self.grammar.beginning(DIGIT).match(self.text, start)

    def _take(self, match: re.Match[str], group: str) -> int:
        """Note what was matched; return where to read on."""
        kind, _, rest = group.partition("__")
        start, end = match.span(group)
        if kind == "cue" or kind in _PERIODS:
            self.cues.append(_Cue(start, end, rest if kind == "cue" else kind))
        elif kind == "number" or (
            kind == "date" and match[group].isdigit() and _group(match, "hedge")
        ):
            return self._number(match, start, end)  # "about 2000" is no year
        elif kind in _VALUED:
            return self._valued(match, kind, start, end)
        elif kind != "skip":
            self._add(start, end, "other" if kind == "age" else cast(MentionKind, kind))
        return end

    def _add(self, start: int, end: int, kind: MentionKind, **told: Any) -> None:
        text, code = self.text[start:end], self.language.code
        self.found.append(Mention(start, end, self.line, text, code, kind, **told))

    def _valued(self, match: re.Match[str], kind: str, start: int, end: int) -> int:
        """Take an ordinal, a fraction, a doubling, an absence: what its words are worth."""
        value = self.language.worth(kind, self.text[start:end])
        if value is None or kind == "ordinal":
            known = {} if value is None else {"value": plain(value)}
            self._add(start, end, "ordinal" if known else "other", **known)
            return end
        figure = _Figure(start, end, round(value, 2) if kind == "share" else value, kind=kind)
        if kind == "absence":
            figure.hedge, figure.hedge_words = "none_yet", self.text[start:end]
        else:
            self._hedge(figure, match)
        if (
            kind == "times"
            and (words := self.text[start:end].split()[0].casefold()) in self.grammar.hedges
        ):
            figure.hedge, figure.hedge_words = self.grammar.hedges[words], words
        if kind == "absence" and not self.language.spaced:
            figure.unit = self._thing_before(start)
        figure.unit = figure.unit.strip() or self._unit(figure.end)
        changed = kind == "share" and (
            self._led_by(match.start()) == "change"
            or self.grammar.change_after.match(self.text, figure.end) is not None
        )
        return self._figure(figure, "change" if changed else _MEASURES[kind])

    def _number(self, match: re.Match[str], start: int, end: int) -> int:
        """Take a number with all that belongs to it."""
        value, doubt = self.grammar.worth(self.text[start:end])
        if value is None:
            self._add(start, end, "name")
            return end
        sign = _group(match, "sign")
        figure = _Figure(match.start("sign") if sign else start, end, value, doubt=doubt)
        self._minus(figure)
        self._tail(figure)
        led_by = self._led_by(match.start())
        self._range(figure, led_by)
        if led_by == "change" and (multiple := self.grammar.multiple.match(self.text, figure.end)):
            figure.end, figure.kind, figure.unit = multiple.end(), "times", multiple[0].strip()
        if figure.kind == "score":
            self._add(figure.start, figure.end, "other")
            return figure.end
        self._rate(figure)
        if sign:
            figure.kind, figure.unit = "money", sign
        self._hedge(figure, match)
        if not figure.kind and (counts_not := self._uncounted(figure)):
            self._add(figure.start, figure.end, counts_not)
            return figure.end
        figure.unit = figure.unit.strip() or self._unit(figure.end)
        changed = led_by == "change" or (led_by == "levels" and figure.high is not None)
        if figure.kind == "share" and self.text.endswith("+", 0, figure.start):
            figure.start, changed = figure.start - 1, True  # "(+11.3%)"
        return self._figure(figure, self._measure(figure, changed))

    def _figure(self, figure: _Figure, measure: Measure) -> int:
        low, high = plain(figure.low), None if figure.high is None else plain(figure.high)
        values = {"value": low} if high is None else {"low": low, "high": high}
        self._add(
            figure.start, figure.end, "figure", **values, hedge=figure.hedge,
            hedge_words=" ".join(figure.hedge_words.split()), measure=measure,
            unit=figure.unit, doubt=figure.doubt,
        )  # fmt: skip
        return figure.end

    def _minus(self, figure: _Figure) -> None:
        """Read a number below nothing: after a word for it, or a dash that joins nothing."""
        before = self.text[max(0, figure.start - 16) : figure.start]
        if before.endswith(("-", "−")):
            if len(before) == 1 or before[-2] == "(" or before[-2].isspace():
                figure.low, figure.start = -figure.low, figure.start - 1
                figure.doubt = figure.doubt or "the dash before it is read as a minus"
        elif before.rstrip().lower().endswith(
            self.grammar.minus_words
        ) and self.grammar.minus.search(before):
            figure.low = -figure.low

    def _tail(self, figure: _Figure) -> None:
        """Take in a per cent sign, a currency or the like."""
        if tail := self.grammar.tail.match(self.text, figure.end):
            figure.end, figure.kind = tail.end(), tail.lastgroup or ""
            figure.unit = tail[0].strip().lstrip("-")
            if figure.kind == "and_a_half":
                figure.low, figure.unit = figure.low + Decimal("0.5"), figure.unit.split()[0]

    def _range(self, figure: _Figure, led_by: str) -> None:
        """Take in the other end of a range, unless two levels are compared ("from 10% to 15%")."""
        second = self.grammar.second.match(self.text, figure.end)
        if second is None:
            return
        join = second["join"].strip()
        high, doubt = self.grammar.worth(second["number"])
        if high is None:
            return
        last = _Figure(figure.start, second.end(), high, kind=figure.kind, unit=figure.unit)
        self._tail(last)
        high = last.low
        ranges = led_by == "change" and not figure.kind and last.kind == "share"  # "by 10 to 15 %"
        dashed = join in _DASHES
        compared = led_by and not dashed and join != "and" and (figure.kind or join == "to")
        if compared and not ranges:
            return
        if figure.kind and last.kind != figure.kind:
            return
        before = self.text[max(0, figure.start - 40) : figure.start]
        if not self.language.is_range(before, second["join"], self.text[last.end : last.end + 8]):
            return
        low, first = figure.low, self.text[figure.start : figure.end]
        scale = self.grammar.scale_of(second["number"])
        if not figure.kind and self.grammar.scale_of(first) == 1 and low * scale < high:
            low *= scale  # "30 and 40 billion"
        if low < high:
            figure.end, figure.kind, figure.unit = last.end, last.kind, last.unit
            figure.low, figure.high, figure.doubt = low, high, figure.doubt or doubt
        elif dashed and not last.kind:
            figure.end, figure.kind = last.end, "score"  # "187-102"

    def _rate(self, figure: _Figure) -> None:
        """Take in "per 1,000"; in Korean the figure itself stands behind it."""
        if figure.kind or not (rate := self.grammar.rate.match(self.text, figure.end)):
            return
        rated = rate.groupdict().get("rated")
        value = self.grammar.worth(rated)[0] if rated else figure.low
        if value is not None:
            figure.end, figure.low = rate.end(), value
            self._tail(figure)
            figure.kind = "rate"

    def _hedge(self, figure: _Figure, match: re.Match[str]) -> None:
        """Take in the hedge before a figure, or the one behind it with the counter between."""
        if words := _group(match, "hedge"):
            figure.start = match.start("hedge")
        elif after := self.grammar.after.match(self.text, figure.end):
            words, figure.end = after["hedge_after"], after.end()
            figure.unit = figure.unit or after["counter"] or ""
        elif inside := self.grammar.hedge_inside.search(self.text, figure.start, figure.end):
            words = inside[0]
        else:
            return
        figure.hedge_words = words
        figure.hedge = self.grammar.hedges[" ".join(words.casefold().split())]

    def _uncounted(self, figure: _Figure) -> MentionKind | None:
        """Say what a bare number is that counts nothing: an age, a part of a name."""
        if figure.high is None and figure.hedge == "unhedged":
            for kind, before, number in self.grammar.uncounted:
                if number.match(self.text, figure.start) and before.search(
                    self.text, max(0, figure.start - 40), figure.start
                ):
                    return kind
        return None

    def _led_by(self, start: int) -> str:
        """Say whether a word of change leads up to a figure: to a change, or to levels."""
        if not self.cues or self.cues[-1].tells != "change":
            return ""
        end = self.cues[-1].end
        if start - end <= 80:
            if self.grammar.levels.fullmatch(self.text, end, start):
                return "levels"
            if self.grammar.gap.fullmatch(self.text, end, start):
                return "change"
        return ""

    def _measure(self, figure: _Figure, changed: bool) -> Measure:
        if figure.kind not in ("", "share"):
            return _MEASURES[figure.kind]
        unit = figure.unit.casefold().split()
        if (
            not figure.kind
            and unit
            and (self._is_time(unit[0]) or self._is_time(" ".join(unit[:2])))
        ):
            return "duration"
        if changed and not (self.language.spaced or figure.kind):
            changed = False  # a rate of growth ("성장률") is in per cent
        if changed or self.grammar.change_after.match(self.text, figure.end):
            return "change"
        return "share" if figure.kind else "count"

    def _is_time(self, unit: str) -> bool:
        """Whether a unit is one of time; in Korean a short ending may hang on it ("년간")."""
        times = self.grammar.times
        return unit in times or (not self.language.spaced and unit[:-1] in times)

    def _unit(self, end: int) -> str:
        """Return the words behind a figure that may name what it counts."""
        found = self.grammar.unit.match(self.text, end)
        words = found[0].lstrip(" \u00a0-").split() if found else []
        if found and found[0][0] == "-":
            words = words[:1]  # "two-day event"
        stops = self.grammar.stops
        kept = " ".join(takewhile(lambda word: word.casefold() not in stops, words))
        return self.grammar.particles.sub("", kept) if len(kept) > 1 else kept

    def _thing_before(self, start: int) -> str:
        """Return the last word with a particle before a place: in Korean, what is not there."""
        words = self.text[max(0, start - 40) : start].split()[-3:]
        stems = ((self.grammar.particles.sub("", word), word) for word in reversed(words))
        return next((stem for stem, word in stems if stem != word), "")

    def _with_cues(self) -> Iterator[Mention]:
        """Yield the mentions with what the words around tell: modality, and how often."""
        if not self.cues:
            yield from self.found
            return
        figures = [n for n, mention in enumerate(self.found) if mention.kind == "figure"]
        told: dict[int, set[str]] = {}
        first = 0
        ends = {mention.end for mention in self.found if self._may_count(mention)}
        for cue in self.cues:
            counted = (
                cue.tells in _MODALITIES
                and cue.start - 1 in ends
                and self.grammar.counted.fullmatch(self.text, cue.start, cue.end)
            )
            if cue.tells != "change" and not counted:
                while first < len(figures) and self.found[figures[first]].end < cue.start - _REACH:
                    first += 1
                near = takewhile(
                    lambda n: self.found[n].start < cue.end + _REACH,  # noqa: B023
                    figures[first : first + _MANY],
                )
                for n in self._told_by(cue, list(near)):
                    told.setdefault(n, set()).add(cue.tells)
        for n, mention in enumerate(self.found):
            yield self._modified(mention, told[n]) if n in told else mention

    def _told_by(self, cue: _Cue, near: list[int]) -> Iterator[int]:
        """Yield the figures that a cue tells of.

        Those of its clause; where it has none, those of the next that has some. "A year" tells of
        the figure before it, if there is one.
        """
        apart = {n: self._clauses_between(cue, self.found[n]) for n in near}
        before = [n for n in near if self.found[n].start < cue.start]
        if cue.tells in _PERIODS and before and self._beside(self.found[before[-1]], cue):
            yield before[-1]
            return
        own = [n for n, clauses in apart.items() if clauses == 0]
        if own:
            before = [n for n in own if n in before]
            after = own[len(before) :]
            if cue.tells not in _PERIODS:
                yield from own
            elif after and not self.language.spaced:
                yield after[0]  # in Korean the time stands first: "매년 200명"
            else:
                yield from before[-1:] or own
            return
        following = [
            n for n, clauses in apart.items() if clauses and self.found[n].start > cue.start
        ]
        if following:
            yield from (n for n in following if apart[n] == apart[following[0]])

    def _beside(self, mention: Mention, cue: _Cue) -> bool:
        """Whether nothing but brackets parts a figure from a cue behind it."""
        return not self.text[mention.end : cue.start].strip(" )\u00a0")

    def _may_count(self, mention: Mention) -> bool:
        """Whether a mention may count goals: "three goals", "2 of 3 goals"."""
        if mention.kind != "figure":
            return mention.kind == "other"
        return mention.measure in ("count", "number_word") or (
            mention.measure == "share"
            and (self.language.shares_of_goals or mention.text[-1].isdigit())
        )

    def _clauses_between(self, cue: _Cue, mention: Mention) -> int | None:
        """Count the ends of clauses between a cue and a figure; None where a sentence ends."""
        first, second = sorted(((cue.start, cue.end), (mention.start, mention.end)))
        if _SENTENCE.search(self.text, first[1], second[0]):
            return None
        grammar = self.grammar
        ends = len(grammar.clause.findall(self.text, first[1], second[0]))
        if told_by := grammar.clause_before if mention.start < cue.start else grammar.clause_behind:
            ends += len(told_by.findall(self.text, first[1], second[1]))
        return ends

    def _modified(self, mention: Mention, told: set[str]) -> Mention:
        modality = next((tells for tells in _MODALITIES if tells in told), mention.modality)
        per = next((tells for tells in _PERIODS if tells in told), mention.per)
        measure = mention.measure
        if measure == "duration":
            per = None
        elif measure == "count" and per:
            measure = "flow"
        return mention._replace(modality=modality, per=per, measure=measure)


_DASHES = "-–~∼～"
_REACH = 200  # characters between a figure and the words that tell of it
_MANY = 24  # figures that one cue may tell of


def read_numbers(text: str, language: str) -> list[Mention]:
    """Return every quantity in a text, in order.

    ``text`` is in Unicode's NFC, as articles are read. A sign is read as its language writes it:
    ``3.552`` is 3552 in Vietnamese and 3.552 in English, where ``doubt`` says so. Each run of
    digits is in exactly one mention, also where it is a date, a name ("4.0") or glued to letters.
    Signs that only direct the writing (bidirectional marks) are read over. A language that is not
    read gives an empty list.
    """
    if language not in LANGUAGES:
        return []
    grammar, mentions, start = grammar_of(language), list[Mention](), 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line.isspace():
            mentions += _in_line(line, start, number, grammar)
        start += len(line) + 1
    return mentions


def _in_line(line: str, start: int, number: int, grammar: Grammar) -> Iterator[Mention]:
    """Yield the mentions of a line, at their places in the text."""
    places: list[int] | None = None
    shown = line
    if not line.isascii() and _FORMAT.search(line):
        places = [n for n, sign in enumerate(line) if not _FORMAT.match(sign)]
        shown = "".join(line[n] for n in places)
    for mention in _Reader(shown, number, grammar).read():
        if places is None:  # the same words, further on; quicker than to replace them
            yield Mention._make((start + mention.start, start + mention.end, *mention[2:]))
        else:
            first, last = start + places[mention.start], start + places[mention.end - 1] + 1
            text = line[first - start : last - start]
            yield mention._replace(start=first, end=last, text=text)
