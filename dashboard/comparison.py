"""Which claims agree and which do not, computed from what they state; nobody's opinion.

Two claims are compared where they measure the same thing (one indicator, one series), about the
same time (their dates within 366 days), and neither merely repeats the other. Each stands for an
interval: without a hedge the value itself; "about" ten per cent either way; "nearly" from nine
tenths of the value up to it; "over" and "under" all above or below, without the value; "at least"
and "at most" with it; a range its bounds. They agree where their intervals meet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from math import inf

from dashboard.claim import Claim
from dashboard.collection import Collection
from dashboard.model import WORDED, Indicator

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
    """Two claims of one series and about one time, the earlier first, and whether they agree."""

    earlier: Claim
    later: Claim
    agree: bool


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
    if indicator.kind in WORDED:
        return []
    dated = [(day, c) for c in indicator.claims if (day := _day(collection, c)) is not None]
    dated.sort(key=lambda pair: pair[0])
    return [
        Comparison(a, b, interval(a).meets(interval(b)))
        for (day, a), (later, b) in combinations(dated, 2)
        if a.series == b.series
        and later - day <= timedelta(days=WITHIN_DAYS)
        and a.id not in _heard(collection, b)
        and b.id not in _heard(collection, a)
    ]


def _heard(collection: Collection, claim: Claim) -> set[str]:
    """Return the claims that a claim repeats, directly or through others."""
    found: set[str] = set()
    while claim.echoes is not None and claim.echoes.claim not in found:
        found.add(claim.echoes.claim)
        claim = collection.claims[claim.echoes.claim][1]
    return found


def _day(collection: Collection, claim: Claim) -> date | None:
    """Return the day for which a claim speaks: the end of what it refers to, else when stated.

    Of a month or a year, its last day.
    """
    when = (claim.reference_period or "").split("/")[-1] or collection.stated_on(claim).date
    if when is None:
        return None
    year, month, *day = [*map(int, when.split("-")), 12][: max(2, when.count("-") + 1)]
    if day:
        return date(year, month, day[0])
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
