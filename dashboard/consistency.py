"""What must hold between records that are each right by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.collection import Collection
from dashboard.derived import shares
from dashboard.errors import Problem
from dashboard.model import MOST_DOTS, WORDED


def contradictions(collection: Collection) -> Iterator[Problem]:
    """Yield every contradiction between the records of a collection."""
    yield from _parts(collection)
    yield from _shares(collection)
    yield from _charts(collection)
    yield from _dates(collection)
    cited = {claim.source for _, claim in collection.claims.values()}
    for source in collection.sources.keys() - cited:
        cure = "add its claims, or delete the record"
        yield collection.problem(source, ("id",), "no claim that cites it", "at least one", cure)


def _dates(collection: Collection) -> Iterator[Problem]:
    for indicator, claim in collection.claims.values():
        stated = collection.stated_on(claim).date
        wanted = f"{indicator.id}-{stated[:4] if stated else 'nd'}"
        if not f"{claim.id}-".startswith(f"{wanted}-"):
            expected = f"'{wanted}', the year in which it was stated"
            yield collection.problem(claim.id, ("id",), f"'{claim.id}'", expected)
        if claim.hedge == "none_yet" and stated is None:
            found, expected = "'none yet' without a date", "when there was none: stated_on"
            yield collection.problem(claim.id, ("hedge",), found, expected)


def _parts(collection: Collection) -> Iterator[Problem]:
    for part in collection.records.indicators:
        if part.part_of is None:
            continue
        whole = collection.indicators[part.part_of.indicator]
        if (part.unit, part.measure) != (whole.unit, whole.measure):
            found = f"{part.measure} of {part.unit} in {whole.measure} of {whole.unit}"
            yield collection.problem(part.id, ("part_of",), found, "a part measured as its whole")
        seen = {part.id}
        while whole.id not in seen and whole.part_of is not None:
            seen.add(whole.id)
            whole = collection.indicators[whole.part_of.indicator]
        if whole.id == part.id:
            found = "a whole that is part of itself"
            yield collection.problem(part.id, ("part_of",), found, "no circle")


def _shares(collection: Collection) -> Iterator[Problem]:
    for derived in collection.records.derived:
        part = collection.indicators[derived.share.part]
        if part.part_of is None or part.part_of.indicator != derived.share.whole:
            found = f"'{part.id}' as a share of '{derived.share.whole}'"
            expected, cure = "a part and its whole", "say part_of in the indicator first"
            yield collection.problem(derived.id, ("share",), found, expected, cure)


def _charts(collection: Collection) -> Iterator[Problem]:
    for chart in collection.records.charts:
        if chart.kind == "timeline":
            continue
        indicators = [collection.indicators[name] for name in chart.indicators]
        wrong: list[tuple[str, str, str]] = []
        if len(units := {indicator.unit for indicator in indicators}) > 1:
            found = f"the units {', '.join(sorted(units))}"
            wrong.append((found, "one unit on one axis", "make a chart for each"))
        for indicator in indicators:
            if indicator.kind in WORDED:
                found = f"'{indicator.id}', a figure of kind '{indicator.kind}'"
                wrong.append((found, "figures that a numeric axis can hold", ""))
        if chart.kind in ("units", "line", "disagreement") and len(indicators) != 1:
            found = f"{len(indicators)} indicators in a chart of kind '{chart.kind}'"
            wrong.append((found, "exactly one", ""))
        claims = [claim for indicator in indicators for claim in indicator.claims]
        parts = {share.part[0].id for share in shares(collection).values()}
        if chart.kind == "parts" and parts.isdisjoint(chart.indicators):
            expected = "the part of a derived share, stated with its whole by one source"
            wrong.append(("no part and whole", expected, ""))
        joined = [c for c in claims if c.reference_period and c.value is not None]
        if chart.kind == "line" and not joined:
            wrong.append(("no value with a reference_period", "what the line can join", ""))
        dots = chart.kind == "dots" or (chart.kind == "auto" and len(indicators) > 1)
        if dots and any((c.low if c.value is None else c.value) <= 0 for c in claims):  # type: ignore[operator]
            wrong.append(("a value that is not above zero", "values for a logarithmic axis", ""))
        counts = [claim.value for claim in claims]
        if chart.kind == "units" and not all(isinstance(n, int) and n <= MOST_DOTS for n in counts):
            wrong.append((f"{counts[-1]} dots", f"a whole number up to {MOST_DOTS}", ""))
        for found, expected, cure in wrong:
            yield collection.problem(chart.id, ("indicators",), found, expected, cure)
