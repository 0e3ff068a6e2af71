"""What the words around a figure tell of it: a target or a forecast, "a year", "each month"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dashboard.claim import Modality
from dashboard.numerals.grammar import Grammar
from dashboard.numerals.language import Cue
from dashboard.numerals.mention import Mention, Per

PERIODS: tuple[Per, ...] = ("year", "month", "week", "day")
#: The first that is told holds.
_MODALITIES: tuple[Modality, ...] = ("target", "forecast", "plan", "estimate")
_SENTENCE = re.compile(r"[;.!?…](?=[\"”’»)]?(?:\s|$))|\n")
_REACH = 200  # characters between a figure and the words that tell of it
_MANY = 24  # figures that one cue may tell of


class CueWords(NamedTuple):
    """Words that tell of figures: where they stand, and what."""

    start: int
    end: int
    tells: Cue


def with_cues(
    mentions: list[Mention], cues: list[CueWords], text: str, grammar: Grammar
) -> list[Mention]:
    """Return the mentions of a text with what the cues in it tell: modality, and how often."""
    telling = [cue for cue in cues if cue.tells != "change"]  # those were heeded in reading
    return list(_Shared(mentions, telling, text, grammar)) if telling else mentions


class _Shared:
    """Cues of a line, shared out among its figures."""

    def __init__(
        self, mentions: list[Mention], cues: list[CueWords], text: str, grammar: Grammar
    ) -> None:
        self.found, self.cues, self.text = mentions, cues, text
        self.grammar, self.language = grammar, grammar.language

    def __iter__(self) -> Iterator[Mention]:
        figures = [n for n, mention in enumerate(self.found) if mention.kind == "figure"]
        by_end = {mention.end: mention for mention in self.found}
        told: dict[int, set[str]] = {}
        first = 0
        for cue in self.cues:
            if self._is_counted(cue, by_end.get(cue.start - 1)):
                continue
            while first < len(figures) and self.found[figures[first]].end < cue.start - _REACH:
                first += 1
            within = [
                n for n in figures[first : first + _MANY] if self.found[n].start < cue.end + _REACH
            ]
            for n in self._told_by(cue, within):
                told.setdefault(n, set()).add(cue.tells)
        for n, mention in enumerate(self.found):
            yield self._modified(mention, told[n]) if n in told else mention

    def _is_counted(self, cue: CueWords, before: Mention | None) -> bool:
        """Whether a cue is what the number right before it counts: "three goals"."""
        if before is None or cue.tells not in _MODALITIES or not self._may_count(before):
            return False
        return self.grammar.counted.fullmatch(self.text, cue.start, cue.end) is not None

    def _told_by(self, cue: CueWords, near: list[int]) -> Iterator[int]:
        """Yield the figures that a cue tells of.

        Those of its clause; where it has none, those of the next that has some. "A year" tells of
        the figure before it, if there is one.
        """
        apart = {n: self._clauses_between(cue, self.found[n]) for n in near}
        before = [n for n in near if self.found[n].start < cue.start]
        if cue.tells in PERIODS and before and self._beside(self.found[before[-1]], cue):
            yield before[-1]
            return
        own = [n for n, clauses in apart.items() if clauses == 0]
        if own:
            before = [n for n in own if n in before]
            after = own[len(before) :]
            if cue.tells not in PERIODS:
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

    def _beside(self, mention: Mention, cue: CueWords) -> bool:
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

    def _clauses_between(self, cue: CueWords, mention: Mention) -> int | None:
        """Count the ends of clauses between a cue and a figure; None where a sentence ends."""
        behind = mention.start < cue.start
        start, until, end = (
            (mention.end, cue.start, cue.end) if behind else (cue.end, mention.start, mention.end)
        )
        if _SENTENCE.search(self.text, start, until):
            return None
        ends = len(self.grammar.clause.findall(self.text, start, until))
        if told_by := self.grammar.clause_before if behind else self.grammar.clause_behind:
            ends += len(told_by.findall(self.text, start, end))
        return ends

    def _modified(self, mention: Mention, told: set[str]) -> Mention:
        modality = next((tells for tells in _MODALITIES if tells in told), mention.modality)
        per = next((tells for tells in PERIODS if tells in told), mention.per)
        measure = mention.measure
        if measure == "duration":
            per = None
        elif measure == "count" and per:
            measure = "flow"
        return mention._replace(modality=modality, per=per, measure=measure)
