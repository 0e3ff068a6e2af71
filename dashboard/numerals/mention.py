"""A quantity in a text, as it was read."""

from __future__ import annotations

from typing import Literal, NamedTuple

from dashboard.claim import Hedge, Modality
from dashboard.model import Measure

MentionKind = Literal["figure", "ordinal", "date", "name", "other"]

Per = Literal["year", "month", "week", "day"]


class Mention(NamedTuple):
    """A quantity in a text.

    ``start`` and ``end`` are code points of the text and take in the hedge (with the counter
    before a hedge that follows), scales, per cent signs and currencies; the unit stands after
    them. ``line`` counts from 1. Figures and ordinals have a ``value``, or ``low`` and ``high``
    for a range: a share in per cent, money in whole units of its currency. ``hedge_words`` and
    ``unit`` are the text's own. ``measure`` and ``per`` are those of figures. ``doubt`` says what
    else the text may mean, and why it was read as it was; ``other`` is its value then, or both
    ends of a range, if it has another.
    """

    start: int
    end: int
    line: int
    text: str
    language: str
    kind: MentionKind
    value: int | float | None = None
    low: int | float | None = None
    high: int | float | None = None
    hedge: Hedge = "unhedged"
    hedge_words: str = ""
    modality: Modality = "fact"
    measure: Measure | None = None
    per: Per | None = None
    unit: str = ""
    doubt: str = ""
    other: int | float | tuple[int | float, int | float] | None = None
