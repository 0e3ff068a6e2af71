"""What must hold between records that are each right by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.collection import Collection
from dashboard.errors import Problem
from dashboard.model import WORDED


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
        if chart.kind == "parts" and not any(i.part_of for i in indicators):
            wrong.append(("no part and whole", "an indicator with part_of", ""))
        for found, expected, cure in wrong:
            yield collection.problem(chart.id, ("indicators",), found, expected, cure)
