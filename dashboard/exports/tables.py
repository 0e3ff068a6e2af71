"""Claims and sources as tables to take away.

One row a claim. Columns have SDMX's names where SDMX has the concept, in capitals; they are named
alike in every language, so that a program reads all three, while what they hold in words is in
the reader's. Of an article there is nothing but the spans of its claims, each in a cell of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.claim import Claim
from dashboard.collection import Collection
from dashboard.exports.columns import CLAIM_COLUMNS, SOURCE_COLUMNS, Column
from dashboard.model import Indicator
from dashboard.record import Text
from dashboard.sources import Source
from dashboard.wording import Wording

#: Hedges that bound a value.
_BOUNDS = {"over": "low", "at_least": "low", "under": "high", "at_most": "high"}
#: SDMX's code list for the status of an observation has no code for plans and targets.
_STATUS = {"fact": "A", "estimate": "E", "forecast": "F"}


@dataclass(frozen=True)
class Tables:
    """The claims of a collection, or those of a chart, and their sources, in one language."""

    collection: Collection
    words: Wording
    claims: pd.DataFrame
    sources: pd.DataFrame
    title: str


def tables(
    collection: Collection, words: Wording, chosen: Iterable[str] | None = None, title: str = ""
) -> Tables:
    """Return the claims with the ids given, or all, in the order of the records; their sources."""
    names = [*collection.claims] if chosen is None else [*dict.fromkeys(chosen)]
    pairs = [collection.claims[name] for name in names]
    used = {claim.source for _, claim in pairs}
    sources = [s for s in collection.sources.values() if chosen is None or s.id in used]
    return Tables(
        collection,
        words,
        _frame(CLAIM_COLUMNS, [_claim_row(collection, words, *pair) for pair in pairs]),
        _frame(SOURCE_COLUMNS, [_source_row(collection, words, source) for source in sources]),
        title or collection.records.site.title[words.language],
    )


def _frame(columns: tuple[Column, ...], rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return rows as a frame; of what is not known a number is missing, a text is empty."""
    return pd.DataFrame({column.name: _series(column, rows) for column in columns})


def _series(column: Column, rows: list[dict[str, Any]]) -> pd.Series[Any]:
    values = [row.get(column.name) for row in rows]
    match column.type:
        case "string":
            return pd.Series([value or "" for value in values], dtype="str")
        case "integer":
            return pd.Series(values, dtype="Int64")
        case _:
            return pd.Series(values, dtype="float")


def _claim_row(
    collection: Collection, words: Wording, indicator: Indicator, claim: Claim
) -> dict[str, Any]:
    records, language = collection.records, words.language
    source, stated = collection.sources[claim.source], collection.stated_on(claim)
    unit, finding = records.units[indicator.unit], collection.finding(claim.id)
    bounds = {"low": claim.low, "high": claim.high}
    if claim.hedge in _BOUNDS and claim.value is not None:
        bounds[_BOUNDS[claim.hedge]] = claim.value
    apart = _apart(collection, indicator, claim)
    speaker = records.speakers[claim.said_by.speaker] if claim.said_by.speaker else None
    comments = [words("Does not say: {what}", what=indicator.silent_on[language])]
    comments += [claim.note[language]] if claim.note else []
    row: dict[str, Any] = {
        "CLAIM": claim.id,
        "INDICATOR": indicator.id,
        "INDICATOR_NAME": indicator.name[language],
        "FIGURE": words.quantity(indicator, claim, unit),
        "OBS_VALUE": claim.value,
        "LOWER_BOUND": bounds["low"],
        "UPPER_BOUND": bounds["high"],
        "VALUE_QUALIFIER": claim.hedge,
        "UNIT_MEASURE": indicator.unit,
        "UNIT_NAME": words.unit(unit, 2),
        "UNIT_MULT": 0,
        "PER": claim.per,
        "MEASURE": indicator.kind,
        "MODALITY": claim.modality,
        "OBS_STATUS": "B" if claim.break_before else _STATUS.get(claim.modality),
        "REF_AREA": ";".join(indicator.place),
        "REF_AREA_NAME": words.places(indicator.place),
        "TIME_PERIOD": claim.reference_period,
        "STATED_ON": stated.date,
        "STATED_BASIS": stated.basis,
        "TOPIC": indicator.topic,
        "PART_OF": indicator.part_of.indicator if indicator.part_of else None,
        "SERIES": claim.series,
        "COMPARABILITY": " ".join(text[language] for text in apart),
        "SPEAKER": speaker.name[language] if speaker else None,
        "ATTRIBUTION": claim.said_by.attribution,
        "READING": claim.reading.basis,
        "ORIGIN": claim.origin.name[language] if claim.origin else None,
        "ECHOES": claim.echoes.claim if claim.echoes else None,
        "COMMENT_OBS": " ".join(comments),
        "ROLE": source.role,
        "SOURCE": source.id,
        "CITATION": words.reference(source),
        "SOURCE_ADDRESS": source.address,
        "CLAIM_ADDRESS": collection.address(claim.id) or f"/f/{claim.id}",
        "STATE": finding.state,
        "CHECKED_ON": finding.day,
    }
    for role, span in claim.evidence.spans().items():
        row |= {f"{role.upper()}_PHRASE": span.phrase, f"{role.upper()}_LINE": span.line}
    for role, position in finding.positions.items():
        row |= {f"{role.upper()}_START": position.start, f"{role.upper()}_END": position.end}
    if value := finding.positions.get("value"):
        row["PARAGRAPH"] = value.paragraph
    return row


def _apart(collection: Collection, indicator: Indicator, claim: Claim) -> list[Text]:
    """Return what is said against comparing a claim."""
    series = collection.indicators[indicator.id].series.get(claim.series or "")
    said = [series.why_apart if series else None, indicator.comparability, claim.break_before]
    return [text for text in said if text is not None]


def _source_row(collection: Collection, words: Wording, source: Source) -> dict[str, Any]:
    own = [*collection.of_source[source.id]]
    found = [n for n in own if collection.finding(n).state in ("read_again", "recorded")]
    return {
        "SOURCE": source.id,
        "REFERENCE": collection.numbers[source.id],
        "ROLE": source.role,
        "PUBLISHER": source.publisher.name,
        "PUBLISHER_BASIS": source.publisher.basis,
        "TITLE": source.title.text,
        "TITLE_BASIS": source.title.basis,
        "AUTHOR": source.author,
        "PUBLISHED": source.published.date,
        "PUBLISHED_BASIS": source.published.basis,
        "LANGUAGE": source.language,
        "SOURCE_ADDRESS": source.address,
        "TEXT_ORIGIN": source.text_origin,
        "FINGERPRINT": source.fingerprint.sha256 if source.fingerprint else None,
        "CLAIMS": len(own),
        "FOUND": len(found),
        "SUMMARY": source.summary[words.language],
        "CITATION": words.reference(source),
    }
