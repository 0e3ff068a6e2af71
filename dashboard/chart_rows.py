"""The rows of each kind of chart: frames of claims, with words in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.claim import Claim
from dashboard.collection import Collection
from dashboard.comparison import runs
from dashboard.derived import shares
from dashboard.frames import rows_of
from dashboard.model import Chart, Indicator
from dashboard.wording import Wording


@dataclass(frozen=True)
class Panel:
    """What shares an axis: the claims of one series. A chart of one panel has no title on it.

    ``title`` names the series, its unit below in ``unit``; ``why_apart`` is why it cannot be
    compared with the indicator's own, ``comparability`` what speaks against joining its points,
    which are then joined by a dashed line. Either may be empty.
    """

    title: str
    unit: str
    why_apart: str
    comparability: str
    rows: pd.DataFrame


def worded(collection: Collection, frame: pd.DataFrame, words: Wording) -> pd.DataFrame:
    """Return rows of ``claims_frame`` with words: label, figure, quantity, sentence, and so on."""
    pairs = [collection.claims[name] for name in frame["claim"]]
    units = collection.records.units
    language = words.language
    return frame.assign(
        label=[i.name[language] for i, _ in pairs],
        figure=[words.figure(i, c) for i, c in pairs],
        hedged=[words.hedged(i, c) for i, c in pairs],
        modal=[words.modality(c) for _, c in pairs],
        quantity=[words.quantity(i, c, units[i.unit]) for i, c in pairs],
        sentence=[words.sentence(i, c, collection.stated_on(c)) for i, c in pairs],
        unit=[words.unit(units[i.unit], 2) for i, _ in pairs],
        place=[words.places(i.place) for i, _ in pairs],
        stated=[words.dated(collection.stated_on(c)) for _, c in pairs],
        publisher=[collection.sources[c.source].publisher.name for _, c in pairs],
    )


def in_order(
    collection: Collection, claims: pd.DataFrame, chart: Chart, words: Wording
) -> pd.DataFrame:
    """Order as the chart names its indicators, and say of a part whose part it is."""
    order = {name: place for place, name in enumerate(chart.indicators)}
    claims = claims.sort_values("indicator", key=lambda ids: ids.map(order), kind="stable")
    within = claims["part_of"].isin(chart.indicators)
    labels = [
        _part_label(collection.indicators[row.indicator], row.label, words) if part else row.label
        for row, part in zip(rows_of(claims), within, strict=True)
    ]
    return claims.assign(label=labels, depth=within.astype(int))


def _part_label(part: Indicator, name: str, words: Wording) -> str:
    if part.part_of is not None and part.part_of.inferred:
        return words("{name} (a part, as we read it)", name=name)
    return words("{name} (a part, as stated)", name=name)


def panels(
    collection: Collection, claims: pd.DataFrame, indicator: Indicator, words: Wording
) -> tuple[Panel, ...]:
    """Return the claims on an indicator, those of each series by themselves, its own first.

    Rows have besides ``depth`` (0), ``label`` (who prints it and when it was stated), ``run`` (the
    number of the line that joins the claim with others, -1 for none).
    """
    language, found = words.language, []
    # The articles' first, then those without a date at the end.
    keys = {"context": claims["role"] != "primary", "undated": claims["stated_on"] == ""}
    claims = claims.loc[pd.DataFrame(keys).sort_values([*keys], kind="stable").index]
    for series in (None, *indicator.series):
        of_it = claims[claims["series"] == (series or "")]
        if of_it.empty:
            continue
        measured = indicator.of_series(series)
        remark = measured.comparability[language] if measured.comparability else ""
        said = of_it["publisher"] + ", " + of_it["stated"]
        joined = _joined([collection.claims[name][1] for name in of_it["claim"]])
        of_it = of_it.assign(label=said, depth=0, run=[joined[name] for name in of_it["claim"]])
        unit = words("unit: {unit}", unit=of_it["unit"].iloc[0])
        why = indicator.series[series].why_apart[language] if series else ""
        found.append(Panel(measured.name[language], unit, why, remark, of_it))
    return tuple(found)


def _joined(claims: list[Claim]) -> dict[str, int]:
    """Return by claim the number of the line that it stands on; -1 where on none."""
    found = dict.fromkeys((claim.id for claim in claims), -1)
    for number, run in enumerate(runs(claims)):
        found |= {claim.id: number for claim in run}
    return found


def parts(collection: Collection, chart: Chart, words: Wording) -> pd.DataFrame:
    """Return one row per derived share whose part is in the chart.

    Columns: ``share`` (its id), ``name``, ``ratio``, ``said``, ``part_claim``, ``part``,
    ``whole_claim``, ``whole`` (in words, with their figures), ``note``,
    ``sum`` (how it was divided), ``ref_area``, ``reference``.
    """
    rows = []
    names = {derived.id: derived.name for derived in collection.records.derived}
    for share in shares(collection).values():
        (part, part_claim), (whole, whole_claim) = share.part, share.whole
        if part.id not in chart.indicators:
            continue
        figures = [words.figure(*pair) for pair in (share.part, share.whole)]
        said = words.share(share)
        division = words(
            "{name}: {part} ÷ {whole}, {share}; derived here.",
            name=names[share.id][words.language],
            part=figures[0],
            whole=figures[1],
            share=said,
        )
        if share.inferred:
            division += " " + words("That one is part of the other is our inference.")
        label = words("{name}, {figure}", name=part.name[words.language], figure=figures[0])
        rows.append(
            {
                "share": share.id,
                "name": names[share.id][words.language],
                "ratio": share.ratio,
                "said": said,
                "part_claim": part_claim.id,
                "part": label,
                "whole_claim": whole_claim.id,
                "whole": words(
                    "{name}, {figure}", name=whole.name[words.language], figure=figures[1]
                ),
                "note": words("derived, part inferred") if share.inferred else words("derived"),
                "sum": division,
                "ref_area": ";".join(part.place),
                "reference": collection.numbers[part_claim.source],
            }
        )
    return pd.DataFrame(rows)


def events(
    collection: Collection, claims: pd.DataFrame, single: bool, words: Wording
) -> pd.DataFrame:
    """Return one row per source that dates its claims, oldest first.

    Columns: ``date`` (ISO 8601), ``dated``, ``name``, ``note``, ``reference``, ``claim`` (the
    first of the source's), ``role``, ``labelled`` (whether its words are drawn: context without
    them is a number that the list of sources explains). The note names the ordinals stated there,
    or counts the claims; for the chart of an indicator it is the figure.
    """
    by_source: dict[str, list[Any]] = {}
    for row in rows_of(claims):
        by_source.setdefault(row.source, []).append(row)
    rows = []
    for source_id, stated_there in by_source.items():
        source = collection.sources[source_id]
        first = collection.claims[stated_there[0].claim][1]
        stated = collection.stated_on(first)
        if stated.date is None:
            continue
        notes = [] if single else [words.plural("{n} claim", "{n} claims", len(stated_there))]
        for row in stated_there:
            if single:
                notes.append(f"{row.label}: {row.quantity} “{row.value_phrase}”")
            elif row.kind == "ordinal":
                notes.append(f"{row.label}: {row.quantity}")
        name = source.event.name[words.language] if source.event else source.publisher.name
        rows.append(
            {
                "date": stated.date,
                "dated": words.dated(stated),
                "name": name,
                "note": "; ".join(notes),
                "reference": collection.numbers[source.id],
                "claim": first.id,
                "role": source.role,
                "labelled": single or source.role == "primary",
            }
        )
    columns = ["date", "dated", "name", "note", "reference", "claim", "role", "labelled"]
    return pd.DataFrame(rows, columns=columns).sort_values("date", ignore_index=True)
