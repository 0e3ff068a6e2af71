"""What a chart shows in one language: its kind, its rows, and the words around it.

A chart's sources, legend and remarks are computed from its rows, so they cannot go stale.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.claim import HEDGES, Hedge
from dashboard.collection import Collection
from dashboard.derived import shares
from dashboard.frames import claims_frame, rows_of
from dashboard.model import MOST_DOTS, WORDED, Chart, Indicator
from dashboard.numerals import read_numbers
from dashboard.wording import INFERRED, Wording


@dataclass(frozen=True)
class View:
    """A chart as it is shown in one language.

    ``rows`` has the columns of ``claims_frame``, and ``label``, ``figure``, ``place``,
    ``stated`` in words; of a chart of parts, of the timeline: see ``_parts``, ``_events``.
    ``hedges`` are those present with the articles' own words; ``sources`` numbers and citations.
    """

    id: str
    kind: str
    title: str
    subtitle: str
    rows: pd.DataFrame
    claims: tuple[str, ...]
    hedges: tuple[tuple[Hedge, str], ...]
    sources: tuple[tuple[int, str], ...]
    remarks: tuple[str, ...]
    stamp: str


def chart_kind(collection: Collection, chart: Chart) -> str:
    """Return the kind of a chart; ``auto`` is decided by what its indicators hold."""
    if chart.kind != "auto":
        return chart.kind
    indicators = [collection.indicators[name] for name in chart.indicators]
    if any(indicator.kind in WORDED for indicator in indicators):
        return "timeline"
    if len(indicators) > 1:
        return "dots"
    [indicator] = indicators
    claims = collection.own_claims(indicator)
    periods = {c.reference_period for c in claims if c.reference_period}
    if len(periods) > 1:
        return "line"
    if len(claims) > 1:
        return "disagreement"
    value = claims[0].value
    if indicator.measure in ("count", "flow") and isinstance(value, int) and value <= MOST_DOTS:
        return "units"
    if indicator.part_of and _derived_from(collection, indicator):
        return "parts"
    # Shares, rates and changes have no orders of magnitude to span.
    return "dots" if indicator.measure in ("count", "flow", "money") else "disagreement"


def _derived_from(collection: Collection, part: Indicator) -> bool:
    return any(share.part[0].id == part.id for share in shares(collection).values())


def chart_view(collection: Collection, chart_id: str, words: Wording) -> View:
    """Return a chart as it is shown in a language.

    Raises:
        KeyError: there is no chart with that id.

    """
    chart = collection.charts[chart_id]
    kind = chart_kind(collection, chart)
    everything = worded_claims(collection, words)
    claims = everything = everything[everything["role"] == "primary"]
    if chart.indicators:
        claims = claims[claims["indicator"].isin(chart.indicators)]
    rows = claims
    remarks: list[str] = []
    if kind == "parts":
        rows = _parts(collection, chart, words)
        used = {*rows["part_claim"], *rows["whole_claim"]}
        claims = everything[everything["claim"].isin(used)]
        remarks += list(rows["sum"])
    elif kind == "timeline":
        rows = _events(collection, claims, bool(chart.indicators), words)
    elif kind in ("dots", "disagreement"):
        rows = claims = _in_order(collection, claims, chart, kind, words)
    undated = claims["time_period"] == ""
    if kind != "timeline" and undated.all():
        remarks.append(words("Reference period not stated."))
    elif kind == "line" and undated.any():
        remarks.append(
            words("A figure without a reference period stands alone, at the day it was stated.")
        )
    single = len(claims) == 1 and chart_id in collection.indicators
    sources = [s for s in collection.sources.values() if (claims["source"] == s.id).any()]
    cited = tuple((collection.numbers[s.id], words.citation(s)) for s in sources)
    if any(INFERRED in text for text in (*claims["stated"], *(text for _, text in cited))):
        remarks.append(words("* Inferred; the reference says why."))
    return View(
        id=chart_id,
        kind=kind,
        title=claims["sentence"].iloc[0].rstrip(".") if single else chart.title[words.language],
        subtitle=_subtitle(chart, kind, claims, words),
        rows=rows,
        claims=tuple(claims["claim"]),
        hedges=_hedges(collection, claims) if kind in ("dots", "line", "disagreement") else (),
        sources=cited,
        remarks=tuple(remarks),
        stamp=_stamp(collection, chart_id, words),
    )


def worded_claims(collection: Collection, words: Wording) -> pd.DataFrame:
    """Return ``claims_frame`` with words: label, figure, quantity, sentence, place, and so on."""
    frame = claims_frame(collection)
    pairs = [collection.claims[name] for name in frame["claim"]]
    units = collection.records.units
    language = words.language
    return frame.assign(
        label=[i.name[language] for i, _ in pairs],
        figure=[words.figure(i, c) for i, c in pairs],
        quantity=[words.quantity(i, c, units[i.unit]) for i, c in pairs],
        sentence=[words.sentence(i, c, collection.stated_on(c)) for i, c in pairs],
        unit=[words.unit(units[i.unit], 2) for i, _ in pairs],
        place=[words.places(i.place) for i, _ in pairs],
        stated=[words.dated(collection.stated_on(c)) for _, c in pairs],
        publisher=[collection.sources[c.source].publisher.name for _, c in pairs],
    )


def _in_order(
    collection: Collection, claims: pd.DataFrame, chart: Chart, kind: str, words: Wording
) -> pd.DataFrame:
    """Order as the chart names its indicators, and say of a part whose part it is."""
    if kind == "disagreement":
        said = claims["publisher"] + ", " + claims["stated"]
        return claims.assign(label=said, depth=0)
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


def _parts(collection: Collection, chart: Chart, words: Wording) -> pd.DataFrame:
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


def _events(
    collection: Collection, claims: pd.DataFrame, single: bool, words: Wording
) -> pd.DataFrame:
    """Return one row per source that dates its claims, oldest first.

    Columns: ``date`` (ISO 8601), ``dated``, ``name``, ``note``, ``reference``, ``claim`` (the
    first of the source's). The note names the ordinals stated there, or counts the claims; for
    the chart of an indicator it is the figure.
    """
    rows = []
    for source_id, group in claims.groupby("source", sort=False):
        source = collection.sources[str(source_id)]
        first = collection.claims[group["claim"].iloc[0]][1]
        stated = collection.stated_on(first)
        if stated.date is None:
            continue
        ordinals = group[group["kind"] == "ordinal"]
        notes = [] if single else [words.plural("{n} claim", "{n} claims", len(group))]
        told = group if single else ordinals
        for row in rows_of(told):
            quoted = f" “{row.value_phrase}”" if single else ""
            notes.append(f"{row.label}: {row.quantity}{quoted}")
        name = source.event.name[words.language] if source.event else source.publisher.name
        rows.append(
            {
                "date": stated.date,
                "dated": words.dated(stated),
                "name": name,
                "note": "; ".join(notes),
                "reference": collection.numbers[source.id],
                "claim": first.id,
            }
        )
    columns = ["date", "dated", "name", "note", "reference", "claim"]
    return pd.DataFrame(rows, columns=columns).sort_values("date", ignore_index=True)


def _hedges(collection: Collection, claims: pd.DataFrame) -> tuple[tuple[Hedge, str], ...]:
    """Return the hedges present, each with the articles' own words for it."""
    own: dict[Hedge, list[str]] = {}
    for row in rows_of(claims):
        language = collection.sources[str(row.source)].language
        held = own.setdefault(row.value_qualifier, [])
        for mention in read_numbers(str(row.value_phrase), language):
            if mention.hedge_words and mention.hedge_words not in held:
                held.append(mention.hedge_words)
    return tuple((hedge, ", ".join(own[hedge])) for hedge in HEDGES if hedge in own)


def _subtitle(chart: Chart, kind: str, claims: pd.DataFrame, words: Wording) -> str:
    """Return what the editors say, then unit, place, date as stated, and the scale in words."""
    if kind == "timeline":
        places = dict.fromkeys(";".join(claims["ref_area"]).split(";"))
        said = [words("Dates on which the figures were stated"), words.places(places)]
    else:
        said = [words("unit: {unit}", unit=unit) for unit in claims["unit"].unique()]
        said.extend(claims["place"].unique())
        dates = claims["stated"].unique()
        if kind == "line":
            said.append(words("by reference period"))
        elif len(dates) == 1:
            day = words("as stated on {date}", date=dates[0])
            month = words("as stated in {date}", date=dates[0])
            precision = min(map(len, claims["stated_on"]), default=0)
            said += [day] * (precision == 10) + [month] * (0 < precision < 10)
        if kind == "dots":
            said.append(words("each line is ten times the one before"))
        elif kind == "units":
            said.append(words("one dot is one of them"))
    text = " · ".join(said)
    text = text[:1].upper() + text[1:]
    return f"{chart.subtitle[words.language]} · {text}" if chart.subtitle else text


def _stamp(collection: Collection, chart_id: str, words: Wording) -> str:
    """Return the site's name, the short id or its address where known, and the data's date."""
    site = collection.records.site
    base = site.base_url
    said = [site.title[words.language], f"{base.rstrip('/')}/f/{chart_id}" if base else chart_id]
    if collection.data_date:
        said.append(words("phrases found on {date}", date=words.date(collection.data_date)))
    return " · ".join(said)
