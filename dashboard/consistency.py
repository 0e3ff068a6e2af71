"""What must hold between records that are each right by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.collection import Collection
from dashboard.errors import Problem
from dashboard.model import MOST_DOTS, WORDED


def contradictions(collection: Collection) -> Iterator[Problem]:
    """Yield every contradiction between the records of a collection."""
    yield from _parts(collection)
    yield from _shares(collection)
    yield from _charts(collection)
    cited = {claim.source for _, claim in collection.claims.values()}
    for source in collection.sources.keys() - cited:
        cure = "add its claims, or delete the record"
        yield collection.problem(source, ("id",), "no claim that cites it", "at least one", cure)


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
        parts = {derived.share.part for derived in collection.records.derived}
        if chart.kind == "parts" and parts.isdisjoint(chart.indicators):
            wrong.append(("no part and whole", "the part of a derived share", ""))
        if chart.kind == "line" and not any(claim.reference_period for claim in claims):
            wrong.append(("no claim with a reference_period", "what the line can join", ""))
        if chart.kind == "dots" and any((c.value or c.low or 0) <= 0 for c in claims):
            wrong.append(("a value that is not above zero", "values for a logarithmic axis", ""))
        counts = [claim.value for claim in claims]
        if chart.kind == "units" and not all(isinstance(n, int) and n <= MOST_DOTS for n in counts):
            wrong.append((f"{counts[-1]} dots", f"a whole number up to {MOST_DOTS}", ""))
        for found, expected, cure in wrong:
            yield collection.problem(chart.id, ("indicators",), found, expected, cure)
