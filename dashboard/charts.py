"""What a chart shows in one language: its kind, its rows, and the words around it.

A chart's sources, legend and remarks are computed from its rows, so they cannot go stale.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Literal

import pandas as pd

from dashboard.chart_rows import Panel, events, in_order, panels, parts, worded
from dashboard.claim import HEDGES, Claim, Hedge
from dashboard.collection import Collection
from dashboard.comparison import WITHIN_DAYS, spoken_for
from dashboard.derived import shares
from dashboard.frames import claims_frame, rows_of
from dashboard.model import MOST_DOTS, WORDED, Chart, Indicator
from dashboard.numerals import read_numbers
from dashboard.sources import Source
from dashboard.wording import INFERRED, Wording


@dataclass(frozen=True, eq=False)  # one is kept for each chart asked for, and known by itself
class View:
    """A chart as it is shown in one language.

    ``rows`` has the columns of ``claims_frame``, and ``label``, ``figure`` (its parts: ``hedged``
    and ``modal``), ``place``, ``stated`` in words; of a chart of parts, of the timeline: see
    ``chart_rows``. Of a line and of claims set against each other, ``panels`` are the rows by
    series. ``hedges`` are those present with the articles' own words; ``sources`` numbers and
    citations, ``context`` numbers and names of the sources that are not primary, ``found`` how
    many of their claims were, in their texts.
    """

    id: str
    language: str
    kind: str
    title: str
    subtitle: str
    rows: pd.DataFrame
    panels: tuple[Panel, ...]
    claims: tuple[str, ...]
    hedges: tuple[tuple[Hedge, str], ...]
    sources: tuple[tuple[int, str], ...]
    context: tuple[tuple[int, str], ...]
    found: Literal["none", "some", "all"]
    remarks: tuple[str, ...]
    stamp: str


def chart_kind(collection: Collection, chart: Chart, *, context: bool = False) -> str:
    """Return the kind of a chart; ``auto`` is decided by what its indicators hold.

    With ``context`` it is decided by what other sources say of the indicator, too.
    """
    if chart.kind != "auto":
        return chart.kind
    indicators = [collection.indicators[name] for name in chart.indicators]
    if any(indicator.kind in WORDED for indicator in indicators):
        return "timeline"
    if len(indicators) > 1:
        return "dots"
    [indicator] = indicators
    claims = indicator.claims if context else collection.own_claims(indicator)
    if _over_time(collection, claims):
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


def _over_time(collection: Collection, claims: tuple[Claim, ...]) -> bool:
    """Whether the claims of one series speak of several times: too far apart to be compared."""
    for series in {claim.series for claim in claims}:
        members = [claim for claim in claims if claim.series == series]
        days = sorted(day for claim in members if (day := spoken_for(collection, claim)))
        if len({c.reference_period for c in members if c.reference_period}) > 1:
            return True
        if days and days[-1] - days[0] > timedelta(days=WITHIN_DAYS):
            return True
    return False


def _derived_from(collection: Collection, part: Indicator) -> bool:
    return any(share.part[0].id == part.id for share in shares(collection).values())


def has_context(collection: Collection, chart: Chart) -> bool:
    """Whether a chart can show context: that of one indicator, or a timeline of all sources."""
    kind = chart_kind(collection, chart, context=True)
    if kind == "timeline" and not chart.indicators:
        return len(collection.primary) < len(collection.claims)
    drawn = kind in ("line", "disagreement", "timeline") and len(chart.indicators) == 1
    indicators = [collection.indicators[name] for name in chart.indicators]
    return drawn and any(len(collection.own_claims(i)) < len(i.claims) for i in indicators)


def chart_view(collection: Collection, chart_id: str, words: Wording, role: str = "") -> View:
    """Return a chart as it is shown in a language: what sources of a role say, or all say.

    Where a chart shows no context, the role changes nothing.

    Raises:
        KeyError: there is no chart with that id.

    """
    return _view(collection, chart_id, words.language, role)


# Kept, as a page asks for a chart's rows, its drawing, its frame's height and its sources.
@lru_cache(maxsize=128)
def _view(collection: Collection, chart_id: str, language: str, role: str) -> View:
    words = Wording(language)
    chart = collection.charts[chart_id]
    shown = role if has_context(collection, chart) else "primary"
    kind = chart_kind(collection, chart, context=shown != "primary")
    chosen = claims_frame(collection)
    shares = parts(collection, chart, words) if kind == "parts" else None
    if shares is not None:
        chosen = chosen[chosen["claim"].isin({*shares["part_claim"], *shares["whole_claim"]})]
    elif chart.indicators:
        chosen = chosen[chosen["indicator"].isin(chart.indicators)]
    if shown:
        chosen = chosen[chosen["role"] == shown]
    claims = worded(collection, chosen, words)
    rows = claims if shares is None else shares
    by_series: tuple[Panel, ...] = ()
    if kind == "timeline":
        rows = events(collection, claims, bool(chart.indicators), words)
    elif kind == "dots":
        rows = claims = in_order(collection, claims, chart, words)
    elif kind in ("line", "disagreement"):
        [indicator] = (collection.indicators[name] for name in chart.indicators)
        by_series = panels(collection, claims, indicator, words)
        rows = claims = pd.concat(panel.rows for panel in by_series)
    single = len(claims) == 1 and chart_id in collection.indicators
    used = set(claims["source"])
    sources = [source for source in collection.sources.values() if source.id in used]
    primary = [s for s in sources if s.role == "primary"]
    cited = tuple((collection.numbers[s.id], words.citation(s)) for s in primary)
    named = tuple(
        (collection.numbers[s.id], _named(s, words)) for s in sources if s.role != "primary"
    )
    remarks = [*_remarks(collection, kind, claims, rows, by_series, words)]
    if any(INFERRED in text for text in (*claims["stated"], *(t for _, t in (*cited, *named)))):
        remarks.append(words("* Inferred; the reference says why."))
    return View(
        id=chart_id,
        language=language,
        kind=kind,
        title=claims["sentence"].iloc[0].rstrip(".") if single else chart.title[words.language],
        subtitle=_subtitle(chart, kind, claims, words),
        rows=rows,
        panels=by_series,
        claims=tuple(claims["claim"]),
        hedges=_hedges(collection, _marked(kind, claims)),
        sources=cited,
        context=named,
        found=_found(claims[claims["role"] == "context"]),
        remarks=tuple(remarks),
        stamp=_stamp(collection, chart_id, claims, words),
    )


def _found(claims: pd.DataFrame) -> Literal["none", "some", "all"]:
    found = claims["state"].isin(["read_again", "recorded"])
    return "all" if found.all() else "some" if found.any() else "none"


def context_label(view: View, words: Wording) -> str:
    """Return what stands before the sources of a chart that are not primary."""
    labels = {
        "none": words("Context, not checked against the text here:"),
        "some": words("Context, part of it not checked against a text:"),
        "all": words("Context, found in its texts:"),
    }
    return labels[view.found]


def _named(source: Source, words: Wording) -> str:
    """Return a source of context in short: publisher and date."""
    mark = INFERRED if source.publisher.inferred else ""
    return f"{source.publisher.name}{mark}, {words.dated(source.published)}"


def _marked(kind: str, claims: pd.DataFrame) -> pd.DataFrame:
    """Return the claims that are drawn with a mark that shows their hedge."""
    if kind == "line":  # what has no date is only told
        return claims[(claims["time_period"] != "") | (claims["stated_on"] != "")]
    return claims if kind in ("dots", "disagreement") else claims.iloc[:0]


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


def _remarks(
    collection: Collection,
    kind: str,
    claims: pd.DataFrame,
    rows: pd.DataFrame,
    by_series: tuple[Panel, ...],
    words: Wording,
) -> Iterator[str]:
    """Yield what must be said of a chart so that its drawing is not misread."""
    if kind == "parts":
        yield from rows["sum"]
    for panel in by_series:
        if panel.why_apart:
            yield words("{name}: {why}", name=panel.title, why=panel.why_apart)
    if (claims["role"] == "context").any():
        if kind == "timeline":
            yield words("Rings: context, what others say.")
        else:
            yield words("Small and grey: context, what others say. With a halo: the articles.")
    undated = claims[claims["time_period"] == ""]
    if kind == "line":
        if not undated.empty:
            yield words(
                "◇ A figure without a reference period stands alone, at the day it was stated."
            )
        yield from dict.fromkeys(p.comparability for p in by_series if p.comparability)
        pairs = [collection.claims[name][1] for name in claims["claim"]]
        yield from (c.break_before[words.language] for c in pairs if c.break_before)
        if any(c.echoes and c.echoes.claim in set(claims["claim"]) for c in pairs):
            yield words("Dotted: a figure that repeats an earlier one; one voice, not two.")
        lost = undated[undated["stated_on"] == ""]
        if not lost.empty:
            told = words.listed(f"{row.figure} ({row.publisher})" for row in rows_of(lost))
            yield words("Not drawn, as no date is known: {figures}.", figures=told)
    elif kind == "timeline":
        lost = claims[claims["stated_on"] == ""]
        if not lost.empty:
            told = words.listed(dict.fromkeys(lost["publisher"]))
            yield words("Not drawn, as no date is known: {figures}.", figures=told)
    elif len(undated) == len(claims):
        yield words("Reference period not stated.")


def _subtitle(chart: Chart, kind: str, claims: pd.DataFrame, words: Wording) -> str:
    """Return what the editors say, then unit, place, date as stated, and the scale in words."""
    if kind == "timeline":
        places = dict.fromkeys(";".join(claims["ref_area"]).split(";"))
        said = [words("Dates on which the figures were stated"), words.places(places)]
    else:
        units = claims["unit"].unique()
        # Panels of several units name their own.
        said = [words("unit: {unit}", unit=unit) for unit in units if len(units) == 1]
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


def _stamp(collection: Collection, chart_id: str, claims: pd.DataFrame, words: Wording) -> str:
    """Return the site's name, the short id or its address where known, and the data's date."""
    site = collection.records.site
    said = [site.title[words.language], collection.address(chart_id) or chart_id]
    if day := collection.found_since(claims["claim"]):
        said.append(words("phrases found on {date}", date=words.date(day)))
    return " · ".join(said)
