"""The two scales of a panel over time: years along it, values up it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from math import ceil, floor, log10

#: Room after the last point, as a part of the axis; at the left at most so much for tick names.
_AFTER, _MOST_BEFORE = 0.1, 0.45
#: Room above the highest value, and under the zero line so that a mark on it is whole.
_ABOVE, _BELOW = 0.3, 0.1
_YEAR_PX = 46
_STEPS = (0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10)


class Years:
    """The years that all panels of a figure span; ``before`` is a part left free at the left."""

    def __init__(self, days: Iterable[str], before: float) -> None:
        dates = [date.fromisoformat(day) for day in days]
        first, last = min(dates), max(dates)
        before = min(before, _MOST_BEFORE)
        whole = ((last - first) or timedelta(days=60)) / (1 - before - _AFTER)
        self.first, self.last = first - whole * before, last + whole * _AFTER
        self._named = range(first.year, last.year + 1)

    def across(self, day: str) -> float:
        """Return how far along the axis a day stands, from 0 to 1."""
        return (date.fromisoformat(day) - self.first) / (self.last - self.first)

    def ticks(self, width_px: float) -> dict[str, str]:
        """Return the days at which years are named, in their middle, as many as have room."""
        step = ceil(len(self._named) * _YEAR_PX / width_px)
        return {f"{year}-07-01": str(year) for year in self._named[::step]}


class Values:
    """The values that a panel spans, zero always among them."""

    def __init__(self, values: Iterable[float]) -> None:
        held = [0.0, *values]
        span = (max(held) - min(held)) or 1
        self.high = max(held) + _ABOVE * span
        self.low = min(held) - _BELOW * span
        self._named = min(held), self.high

    def up(self, value: float) -> float:
        """Return how far up the axis a value stands, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)

    def ticks(self) -> list[float]:
        """Return the round values to be named, two to six of them, zero among them."""
        low, high = self._named
        power = 10.0 ** floor(log10(high - low))
        step = next(part * power for part in _STEPS if (high - low) / (part * power) < 5)
        return [step * n for n in range(ceil(low / step), floor(high / step) + 1)]
