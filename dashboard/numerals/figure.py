"""A figure as it is being read, and what stands around a number and belongs to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from dashboard.claim import Hedge
from dashboard.model import Measure
from dashboard.numerals.amounts import DIGITS, Exact, digits_worth, plain
from dashboard.numerals.grammar import Grammar
from dashboard.numerals.mention import MentionKind

_DASHES = "-–~∼～"
_MINUS_SIGNS = ("-", "−")
_DIGITS = re.compile(DIGITS)
_OF_A_SIZE = 100  # times as large as the first the second end of a range may be, where in doubt
_NEAR = 200  # characters in which the items of a list follow each other
#: What is measured, by what the language calls a tail or a branch.
MEASURES: dict[str, Measure] = {
    "absence": "count", "duration": "duration", "share": "share", "times": "change",
    "ratio": "ratio", "rate": "rate", "number_word": "number_word", "one": "count",
    "points": "change", "money": "money", "and_a_half": "duration",
}  # fmt: skip


@dataclass(slots=True)
class Figure:
    """A figure as it is being read: its span, its value or both ends, what belongs to it."""

    start: int
    end: int
    low: Exact
    high: Exact | None = None
    kind: str = ""  # what the language calls its tail or branch; "" is a bare number
    unit: str = ""
    hedge: Hedge = "unhedged"
    hedge_words: str = ""
    doubt: str = ""
    other: Exact | None = None  # what else the digits may be worth; of a range its first ones
    other_high: Exact | None = None
    inner: int = 0  # where its number begins, if that is behind its start ("1인당 5만")

    @property
    def otherwise(self) -> int | float | tuple[int | float, int | float] | None:
        """What else it may be worth, or both ends of a range; None where nothing else."""
        if self.high is None:
            return None if self.other is None else plain(self.other)
        if self.other is None and self.other_high is None:
            return None
        low = self.low if self.other is None else self.other
        high = self.high if self.other_high is None else self.other_high
        return None if low >= high else (plain(low), plain(high))

    def negate(self) -> None:
        """Make it less than nothing."""
        self.low = -self.low
        self.other = None if self.other is None else -self.other


class Around:
    """What stands around a number of a line; each step takes in some of it, or tells of it."""

    def __init__(self, text: str, lowered: str, grammar: Grammar) -> None:
        self.text, self.lowered = text, lowered
        self.grammar, self.language = grammar, grammar.language

    def minus(self, figure: Figure) -> None:
        """Read a number below nothing: after a word for it, or a sign that joins nothing."""
        start = figure.start
        sign = self.text[start - 1 : start]
        own = sign == self.language.minus_sign and self._is_no_bullet(sign, figure.end)
        if sign in _MINUS_SIGNS or own:
            if start == 1 or self.text[start - 2] == "(" or self.text[start - 2].isspace():
                figure.negate()
                figure.start -= 1
                figure.doubt = figure.doubt or f"the '{sign}' before it is read as a minus"
        elif self.lowered[max(0, start - 16) : start].rstrip().endswith(
            self.grammar.minus_words
        ) and self.grammar.minus.search(self.text, max(0, start - 16), start):
            figure.negate()

    def _is_no_bullet(self, sign: str, end: int) -> bool:
        """Whether a sign stands alone, before an amount; one that recurs marks items of a list."""
        near = self.text[max(0, end - _NEAR) : end + _NEAR]
        return near.count(sign) == 1 and self.grammar.tail.match(self.text, end) is not None

    def tail(self, figure: Figure) -> None:
        """Take in a per cent sign, a currency or the like."""
        if tail := self.grammar.tail.match(self.text, figure.end):
            figure.end, figure.kind = tail.end(), tail.lastgroup or ""
            figure.unit = tail[0].strip().lstrip("-")
            if figure.kind == "and_a_half":
                figure.low, figure.unit = figure.low + Decimal("0.5"), figure.unit.split()[0]
                figure.other = None

    def scaled(self, end: int) -> int:
        """Return where a number ends that has a currency before it: "$1.5B" has a scale behind."""
        scales = self.grammar.sign_scales
        scale = scales.match(self.text, end) if scales else None
        return scale.end() if scale else end

    def range(self, figure: Figure, led_by: str, *, signed: bool = False) -> None:
        """Take in the other end of a range, unless two levels are compared ("from 10% to 15%").

        ``signed`` is whether a currency stands before the first number, and so for both.
        """
        joins = self.grammar.joins.match(self.text, figure.end)
        second = joins and self.grammar.number.match(self.text, joins.end())
        if not joins or not second:
            return
        join, end = joins[0].strip(), second.end()
        if second["sign"] and (figure.kind or not signed):
            return
        if signed:
            end = self.scaled(end)
        number = self.text[second.start("number") : end]
        high, doubt, other = self.grammar.worth(number)
        if high is None:
            return
        last = Figure(figure.start, end, high, kind=figure.kind, unit=figure.unit)
        last.other = other
        self.tail(last)
        high = last.low
        ranges = led_by == "change" and not figure.kind and last.kind == "share"  # "by 10 to 15 %"
        dashed = join in _DASHES
        compares = led_by in ("change", "levels") and not dashed and join != "and"
        compared = compares and (figure.kind or join == "to")
        if compared and not ranges:
            return
        if figure.kind and last.kind != figure.kind:
            return
        before = self.text[max(0, figure.start - 80) : figure.start]
        if not self.language.is_range(before, joins[0], self.text[last.end : last.end + 8]):
            return
        low, first = figure.low, self.text[figure.start : figure.end]
        scale = 1
        if not figure.kind and self.grammar.scale_of(first) == 1:
            scale = self.grammar.scale_of(number)
        if high <= low * scale and self._in_thousands(first, number, last.kind):
            high, last.other = high * 1000, None
            figure.doubt = f"'{number}': read as thousands, or the range would run backwards"
        if low * scale < high:
            low *= scale  # "30 and 40 billion"
            figure.other = None if figure.other is None else figure.other * scale
        if low < high:
            figure.end, figure.kind, figure.unit = last.end, last.kind, last.unit
            figure.low, figure.high, figure.other_high = low, high, last.other
            figure.doubt = figure.doubt or doubt
        elif dashed and not last.kind and not signed:
            figure.end, figure.kind = last.end, "score"  # "187-102"

    def _in_thousands(self, first: str, second: str, kind: str) -> bool:
        """Whether the second number of a range groups thousands for all one can see: "500-1,500".

        The first is plain and of its size; shares go down as well ("5% to 4.125%").
        """
        digits = _DIGITS.match(second)
        if not digits or not first.isdigit() or kind in ("share", "points"):
            return False
        other = digits_worth(digits[0], self.language.code).other
        return other is not None and int(first) < other <= _OF_A_SIZE * int(first)

    def rate(self, figure: Figure) -> None:
        """Take in "per 1,000"; in Korean the figure itself stands behind it."""
        grammar, text = self.grammar, self.text
        if figure.kind:
            return
        if grammar.rate and (rate := grammar.rate.match(text, figure.end)):
            figure.end = rate.end()
            self.tail(figure)
            figure.kind = "rate"
        elif grammar.rate_before and (before := grammar.rate_before.match(text, figure.end)):
            rated = grammar.number.match(text, before.end())
            worth = grammar.worth(rated["number"]) if rated and not rated["sign"] else None
            if rated and worth and worth.value is not None:
                figure.end, figure.low, figure.high = rated.end(), worth.value, None
                figure.other, figure.doubt = worth.other, worth.doubt
                figure.inner = rated.start("number")
                self.tail(figure)
                self.range(figure, "")
                figure.kind = "rate"

    def hedge(self, figure: Figure, hedge: re.Match[str] | None) -> None:
        """Take in the hedge before a figure, or the one behind it with the counter between."""
        grammar = self.grammar
        if hedge:
            words, figure.start = hedge[1], hedge.start()
        elif after := grammar.after.match(self.text, figure.end):
            words, figure.end = after["hedge_after"], after.end()
            figure.unit = figure.unit or after["counter"] or ""
        elif grammar.hedge_inside and (
            inside := grammar.hedge_inside.search(
                self.text, figure.inner or figure.start, figure.end
            )
        ):
            words = inside[0]
        else:
            return
        words = " ".join(words.split())
        figure.hedge_words, figure.hedge = words, grammar.hedges[words.casefold()]

    def uncounted(self, figure: Figure) -> MentionKind | None:
        """Say what a bare number is that counts nothing: an age, a part of a name."""
        start, grammar = figure.start, self.grammar
        bare = figure.high is None and figure.hedge == "unhedged"
        if bare and grammar.may_not_count.match(self.text, start):
            for kind, before, number in grammar.uncounted:
                if number.match(self.text, start) and before.search(
                    self.text, max(0, start - 40), start
                ):
                    return kind
        return None

    def measure(self, figure: Figure, changed: bool) -> Measure:
        """Return what a figure measures; ``changed``: words before it tell of a change."""
        if figure.kind not in ("", "share"):
            return MEASURES[figure.kind]
        if not figure.kind and figure.unit and self.grammar.time.match(figure.unit):
            return "duration"
        if changed and not (self.language.spaced or figure.kind):
            changed = False  # a rate of growth ("성장률") is in per cent
        if changed or self.grammar.change_after.match(self.text, figure.end):
            return "change"
        return "share" if figure.kind else "count"

    def may_last(self, hedge_words: str) -> str:
        """Say of a hedge before a time that it may tell how long instead: "over 13 years"."""
        during = hedge_words.casefold() in self.grammar.during
        return f"'{hedge_words}' may mean during" if during else ""

    def unit(self, end: int) -> str:
        """Return the words behind a figure that may name what it counts."""
        found = self.grammar.unit.match(self.text, end)
        if not found:
            return ""
        unit = found[0].strip().removeprefix("-").replace("\u00a0", " ")
        particles = self.grammar.particles
        return particles.sub("", unit) if particles and len(unit) > 1 else unit

    def thing_before(self, start: int) -> str:
        """Return the last word with a particle before a place: in Korean, what is not there."""
        particles = self.grammar.particles
        if not particles:
            return ""
        words = self.text[max(0, start - 40) : start].split()[-3:]
        stems = ((particles.sub("", word), word) for word in reversed(words))
        return next((stem for stem, word in stems if stem != word), "")
