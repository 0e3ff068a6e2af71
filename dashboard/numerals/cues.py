"""What the words around a figure tell of it: a target or a forecast, "a year", "each month"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from dashboard.claim import Modality
from dashboard.numerals.grammar import Grammar
from dashboard.numerals.language import Cue
from dashboard.numerals.mention import Mention, Per

PERIODS: tuple[Per, ...] = ("year", "month", "week", "day")
#: The first that is told holds.
_MODALITIES: tuple[Modality, ...] = ("target", "forecast", "plan", "estimate")
_SENTENCE = re.compile(r"[;.!?…](?=\s|$)|\n")
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
    return list(_Shared(mentions, cues, text, grammar)) if cues else mentions


class _Shared:
    """Cues of a line, shared out among its figures."""

    def __init__(
        self, mentions: list[Mention], cues: list[CueWords], text: str, grammar: Grammar
    ) -> None:
        self.found, self.cues, self.text = mentions, cues, text
        self.grammar, self.language = grammar, grammar.language

    def __iter__(self) -> Iterator[Mention]:
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
        per = next((tells for tells in PERIODS if tells in told), mention.per)
        measure = mention.measure
        if measure == "duration":
            per = None
        elif measure == "count" and per:
            measure = "flow"
        return mention._replace(modality=modality, per=per, measure=measure)
