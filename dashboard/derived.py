"""Figures computed here: a part as a share of its whole, said no more exactly than its inputs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor, log10

from dashboard.claim import Claim
from dashboard.collection import Collection
from dashboard.model import Indicator

#: The fractions that a hedged share is said as, and how near it must be (relative).
PLAIN_FRACTIONS = tuple(
    Fraction(*pair) for pair in ((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (1, 10))
)
NEAR = 0.10
MOST_DIGITS = 3


@dataclass(frozen=True)
class DerivedShare:
    """A part divided by its whole, both stated by one source.

    ``ratio`` is the exact quotient, for drawing. It is said as ``fraction`` where one is near,
    else as ``percent``, rounded. ``inferred``: that the one is part of the other is our reading.
    """

    id: str
    part: tuple[Indicator, Claim]
    whole: tuple[Indicator, Claim]
    ratio: float
    fraction: Fraction | None
    percent: float
    hedged: bool
    inferred: bool


def _digits(value: float) -> int:
    """Return how many significant digits a stated value has; its closing zeros count."""
    return len(str(value).replace(".", "").lstrip("0"))


def _rounded(value: float, digits: int) -> float:
    """Round to significant digits, halves up, as people do."""
    step = Decimal(10) ** (floor(log10(value)) + 1 - digits)
    rounded = (Decimal(str(value)) / step).quantize(Decimal(1), ROUND_HALF_UP) * step
    return int(rounded) if rounded == int(rounded) else float(rounded)


def shares(collection: Collection) -> dict[str, DerivedShare]:
    """Return the derived shares by id, those whose part and whole one source states together.

    With a hedged input a share is said as the nearest plain fraction within a tenth of it, else
    in percent to one significant digit. Otherwise it has as many digits as its least exact input.
    """
    found: dict[str, DerivedShare] = {}
    for derived in collection.records.derived:
        part = collection.indicators[derived.share.part]
        whole = collection.indicators[derived.share.whole]
        pairs = (
            (p, w)
            for p in collection.own_claims(part)
            for w in collection.own_claims(whole)
            if (p.source, p.reference_period) == (w.source, w.reference_period)
            and p.value is not None
            and w.value
        )
        # Of several pairs the last in the file speaks.
        for p, w in pairs:
            found[derived.id] = _share(derived.id, (part, p), (whole, w))
    return found


def _share(
    name: str, part: tuple[Indicator, Claim], whole: tuple[Indicator, Claim]
) -> DerivedShare:
    (p, w) = (part[1].value or 0, whole[1].value or 1)
    ratio = p / w
    hedged = any(claim.hedge != "unhedged" for claim in (part[1], whole[1]))
    nearest = min(PLAIN_FRACTIONS, key=lambda fraction: abs(ratio - fraction))
    said = nearest if hedged and abs(ratio - nearest) <= NEAR * nearest else None
    digits = 1 if hedged else min(_digits(p), _digits(w), MOST_DIGITS)
    percent = _rounded(ratio * 100, digits) if ratio else 0
    inferred = part[0].part_of is not None and part[0].part_of.inferred
    return DerivedShare(name, part, whole, ratio, said, percent, hedged, inferred)
