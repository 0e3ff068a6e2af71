"""Which claims agree and which do not, computed from what they state; nobody's opinion.

Two claims are compared where they measure the same thing (one indicator, one series), about the
same time (their dates within 366 days), and neither merely repeats the other. Each stands for an
interval: without a hedge the value itself; "about" ten per cent either way; "nearly" from nine
tenths of the value up to it; "over" and "under" all above or below, without the value; "at least"
and "at most" with it; a range its bounds. They agree where their intervals meet.

One source alone agrees with nobody; it may contradict itself.

What is no disagreement: figures that refer to periods of their own, none of which overlaps the
other, tell a change. A claim without a date can agree with another but not disagree, as it may
speak of another time; nor can what is no quantity, as two ordinals may count two events.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations
from math import inf
from typing import NamedTuple

from dashboard.claim import Claim
from dashboard.collection import Collection
from dashboard.model import WORDED, Indicator
from dashboard.periods import first_day, last_day, middle
from dashboard.record import Text

WITHIN_DAYS = 366
ABOUT, NEARLY = 0.1, 0.9


@dataclass(frozen=True)
class Interval:
    """The values that a claim leaves open; an end that is shut out does not belong to it."""

    low: float
    high: float
    low_shut_out: bool = False
    high_shut_out: bool = False

    def meets(self, other: Interval) -> bool:
        """Whether there is a value that both leave open."""
        return self._begins_in(other) and other._begins_in(self)

    def _begins_in(self, other: Interval) -> bool:
        if self.low == other.high:
            return not (self.low_shut_out or other.high_shut_out)
        return self.low < other.high


@dataclass(frozen=True)
class Comparison:
    """Two claims of one series and about one time, the earlier first, and whether they agree.

    Of two that are not ``dated`` both, it is not known whether they are about one time.
    """

    earlier: Claim
    later: Claim
    agree: bool
    dated: bool = True

    @property
    def disagree(self) -> bool:
        """Whether one time is told in two ways; of other times nothing is known."""
        return self.dated and not self.agree


@dataclass(frozen=True)
class Disagreement:
    """Two claims that do not fit together: as is computed, or as a reader tells in ``why``.

    ``apart`` is their distance as a part of the larger one; 0 where their units differ.
    """

    earlier: Claim
    later: Claim
    why: Text | None
    apart: float


def interval(claim: Claim) -> Interval:
    """Return the interval that a claim stands for; of a hedged range the hedge widens the ends."""
    low = claim.value if claim.low is None else claim.low
    high = claim.value if claim.high is None else claim.high
    low, high = low or 0, high or 0
    match claim.hedge:
        case "about":
            return Interval(low - ABOUT * abs(low), high + ABOUT * abs(high))
        case "nearly":
            return Interval(min(NEARLY * low, low), high)
        case "over":
            return Interval(low, inf, low_shut_out=True)
        case "at_least":
            return Interval(low, inf)
        case "under":
            return Interval(-inf, high, high_shut_out=True)
        case "at_most":
            return Interval(-inf, high)
        case _:
            return Interval(low, high)


def compared(collection: Collection, indicator: Indicator) -> list[Comparison]:
    """Return the pairs of an indicator's claims that can be compared, in the order of time."""
    said = [_said(collection, claim) for claim in indicator.claims]
    said.sort(key=lambda one: one.day or date.max)
    worded = indicator.kind in WORDED
    pairs = (_pair(collection, a, b) for a, b in combinations(said, 2))
    return [pair for pair in pairs if pair and (pair.agree or not worded)]


class _Said(NamedTuple):
    """A claim, when what it refers to begins, if it says so, and the day for which it speaks."""

    claim: Claim
    begins: date | None
    day: date | None


def _pair(collection: Collection, earlier: _Said, later: _Said) -> Comparison | None:
    if earlier.day and later.day:
        if (later.day - earlier.day).days > WITHIN_DAYS:
            return None
        # The earlier ends first, so they overlap where the later begins before that.
        if earlier.begins and later.begins and later.begins > earlier.day:
            return None
    a, b = earlier.claim, later.claim
    if a.series != b.series or _one_voice(collection, a, b):
        return None
    agree = interval(a).meets(interval(b))
    if agree and a.source == b.source:
        return None
    return Comparison(a, b, agree, dated=None not in (earlier.day, later.day))


# Kept for one collection, and for one more while a test or a reload has both.
@lru_cache(maxsize=2)
def disagreements(collection: Collection) -> tuple[Disagreement, ...]:
    """Return what does not fit together in a collection, what is farthest apart first."""
    pairs = (pair for i in collection.records.indicators for pair in compared(collection, i))
    found: list[tuple[Claim, Claim, Text | None]] = [
        (pair.earlier, pair.later, None) for pair in pairs if pair.disagree
    ]
    for tension in collection.records.tensions:
        a, b = (collection.claims[name][1] for name in tension.claims)
        found.append((a, b, tension.why))
    told = [Disagreement(*pair, apart=_apart(collection, *pair[:2])) for pair in found]
    return tuple(sorted(told, key=lambda disagreement: -disagreement.apart))


def _apart(collection: Collection, *claims: Claim) -> float:
    units = {collection.claims[claim.id][0].unit for claim in claims}
    a, b = (_middle(claim) for claim in claims)
    return abs(a - b) / max(abs(a), abs(b)) if len(units) == 1 and a != b else 0


def _middle(claim: Claim) -> float:
    return claim.value if claim.value is not None else ((claim.low or 0) + (claim.high or 0)) / 2


def runs(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Return the claims of a series that a line may join, in the order of time.

    These refer to a period and have one value; a break in the series parts them.
    """
    dated = [c for c in claims if c.reference_period and c.value is not None]
    found: list[list[Claim]] = []
    for claim in sorted(dated, key=lambda c: middle(c.reference_period or "")):
        if not found or claim.break_before:
            found.append([])
        found[-1].append(claim)
    return found


def _one_voice(collection: Collection, a: Claim, b: Claim) -> bool:
    """Whether one claim repeats the other, or both repeat a third."""
    repeated = a.echoes is not None or b.echoes is not None
    return repeated and bool(_voice(collection, a) & _voice(collection, b))


def _voice(collection: Collection, claim: Claim) -> set[str]:
    """Return a claim and those that it repeats, directly or through others: one voice."""
    found = {claim.id}
    while claim.echoes is not None and claim.echoes.claim not in found:
        found.add(claim.echoes.claim)
        claim = collection.claims[claim.echoes.claim][1]
    return found


def spoken_for(collection: Collection, claim: Claim) -> date | None:
    """Return the day for which a claim speaks: the end of what it refers to, else when stated.

    Of a month or a year, its last day.
    """
    return _said(collection, claim).day


def _said(collection: Collection, claim: Claim) -> _Said:
    if period := claim.reference_period:
        return _Said(claim, first_day(period), last_day(period))
    stated = collection.stated_on(claim).date
    return _Said(claim, None, last_day(stated) if stated else None)
