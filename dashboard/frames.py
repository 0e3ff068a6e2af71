"""The DataFrame of claims that charts and listings are made from."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

import pandas as pd

from dashboard.claim import Claim
from dashboard.collection import Collection
from dashboard.model import Indicator

_COLUMNS = [
    "claim", "indicator", "kind", "topic", "ref_area", "time_period", "stated_on", "stated_basis",
    "obs_value", "low", "high", "value_qualifier", "modality", "per", "unit_measure", "part_of",
    "source", "role", "series", "reference", "value_phrase", "subject_phrase", "speaker_phrase",
    "line", "paragraph", "speaker", "attribution", "reading", "origin", "echoes", "state",
]  # fmt: skip


def claims_frame(collection: Collection) -> pd.DataFrame:
    """Return one row per claim, oldest statement first, then in the order of the records.

    Columns, in SDMX's terms where it has one: ``claim``, ``indicator``, ``kind``, ``topic``,
    ``ref_area`` (ISO 3166-1 alpha-3, several joined by ";"), ``time_period`` (ISO 8601, empty
    where the source states no reference period), ``stated_on`` (ISO 8601, as precise as known),
    ``stated_basis``, ``obs_value`` (float, in ``unit_measure``; NaN for a range), ``low``,
    ``high`` (a range's bounds), ``value_qualifier`` (the hedge), ``modality``, ``per``,
    ``unit_measure``, ``part_of``, ``source``, ``role`` (primary or context), ``series`` (empty
    for the indicator's own definition), ``reference`` (the source's number), ``value_phrase``,
    ``subject_phrase``, ``speaker_phrase``, ``line``, ``paragraph`` (0 where unknown),
    ``speaker``, ``attribution``, ``reading``, ``origin`` (whom the source cites, in English; may
    be empty), ``echoes`` (the earlier claim that this one repeats; may be empty), ``state``.
    """
    return _frame(collection).copy(deep=False)  # whoever writes to it writes to a copy (pandas 3)


# Kept for one collection, and for one more while a test or a reload has both.
@lru_cache(maxsize=2)
def _frame(collection: Collection) -> pd.DataFrame:
    rows = [_row(collection, indicator, claim) for indicator, claim in collection.claims.values()]
    frame = pd.DataFrame(rows, columns=_COLUMNS)  # there may be no row to name them
    numbers = {"obs_value": float, "low": float, "high": float}
    return frame.astype(numbers).sort_values("stated_on", kind="stable", ignore_index=True)


def _row(collection: Collection, indicator: Indicator, claim: Claim) -> dict[str, object]:
    stated = collection.stated_on(claim)
    finding = collection.finding(claim.id)
    spans = claim.evidence.spans()
    position = finding.positions.get("value")
    return {
        "claim": claim.id,
        "indicator": indicator.id,
        "kind": indicator.kind,
        "topic": indicator.topic,
        "ref_area": ";".join(indicator.place),
        "time_period": claim.reference_period or "",
        "stated_on": stated.date or "",
        "stated_basis": stated.basis,
        "obs_value": claim.value,
        "low": claim.low,
        "high": claim.high,
        "value_qualifier": claim.hedge,
        "modality": claim.modality,
        "per": claim.per or "",
        "unit_measure": indicator.unit,
        "part_of": indicator.part_of.indicator if indicator.part_of else "",
        "source": claim.source,
        "role": collection.sources[claim.source].role,
        "series": claim.series or "",
        "reference": collection.numbers[claim.source],
        **{
            f"{role}_phrase": spans[role].phrase if role in spans else ""
            for role in ("value", "subject", "speaker")
        },
        "line": claim.evidence.value.line or 0,
        "paragraph": position.paragraph if position else 0,
        "speaker": claim.said_by.speaker or "",
        "attribution": claim.said_by.attribution,
        "reading": claim.reading.basis,
        "origin": claim.origin.name.en if claim.origin else "",
        "echoes": claim.echoes.claim if claim.echoes else "",
        "state": finding.state,
    }


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Yield a frame's rows, columns as attributes; their types are the frame's docstring's."""
    # itertuples asks each column for each value by itself, which takes five times as long.
    values = (column.tolist() for _, column in frame.items())
    return map(_row_of(tuple(frame))._make, zip(*values, strict=True))


@cache
def _row_of(columns: tuple[str, ...]) -> Any:
    return namedtuple("row", columns)
