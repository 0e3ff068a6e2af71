"""The days of an ISO 8601 date of any precision, or of an interval of two: first, last, middle."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

#: Claims share their periods: thousands of them name a few hundred.
_kept = lru_cache(maxsize=4096)


@_kept
def first_day(period: str) -> date:
    """Return the day on which a period begins."""
    parts = period.split("/")[0].split("-")
    return date(*[*map(int, parts), 1, 1][:3])


@_kept
def last_day(period: str) -> date:
    """Return the day on which a period ends; of a month or a year, its last one."""
    parts = period.split("/")[-1].split("-")
    year, month, *day = [*map(int, parts), 12][: max(2, len(parts))]
    if day:
        return date(year, month, day[0])
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def middle(period: str) -> date:
    """Return the day in the middle of a period: where a point of it is drawn."""
    return halfway(first_day(period), last_day(period))


def halfway(day: date, other: date) -> date:
    """Return the day between two."""
    return day + (other - day) / 2
