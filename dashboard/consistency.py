"""What must hold between records that are each right by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.collection import Collection
from dashboard.comparison import runs
from dashboard.derived import shares
from dashboard.errors import Problem
from dashboard.model import MOST_DOTS, WORDED


def contradictions(collection: Collection) -> Iterator[Problem]:
    """Yield every contradiction between the records of a collection."""
    yield from _parts(collection)
    yield from _shares(collection)
    yield from _charts(collection)
    yield from _dates(collection)
    yield from _lines(collection)
    yield from _voices(collection)
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


def _lines(collection: Collection) -> Iterator[Problem]:
    """Yield spans with a line in a source without a text, and without one where there is a text."""
    for _, claim in collection.claims.values():
        has_text = collection.sources[claim.source].text is not None
        for role, span in claim.evidence.spans().items():
            if (span.line is not None) != has_text:
                found = f"line {span.line or 'null'}"
                expected = "the line of the text" if has_text else "null: its source has no text"
                yield collection.problem(claim.id, ("evidence", role, "line"), found, expected)


def _voices(collection: Collection) -> Iterator[Problem]:
    """Yield indicators of context alone, echoes of themselves, tensions within one claim."""
    for indicator in collection.records.indicators:
        if not any(c.series is None for c in collection.own_claims(indicator)):
            found, expected = "context alone", "a claim of a primary source, in no series"
            yield collection.problem(indicator.id, ("claims",), found, expected)
    for _, claim in collection.claims.values():
        heard, name = {claim.id}, claim.echoes.claim if claim.echoes else None
        while name is not None and name not in heard:
            heard.add(name)
            echoed = collection.claims[name][1].echoes
            name = echoed.claim if echoed else None
        if name is not None:
            found = f"'{claim.id}', which repeats itself in the end"
            yield collection.problem(claim.id, ("echoes",), found, "an earlier claim, no circle")
    for tension in collection.records.tensions:
        if len(set(tension.claims)) < 2:
            yield collection.problem(tension.id, ("claims",), "one claim twice", "two claims")


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
        claims = [claim for i in indicators for claim in collection.own_claims(i)]
        parts = {share.part[0].id for share in shares(collection).values()}
        if chart.kind == "parts" and parts.isdisjoint(chart.indicators):
            expected = "the part of a derived share, stated with its whole by one source"
            wrong.append(("no part and whole", expected, ""))
        if chart.kind == "line" and not any(runs(i.claims) for i in indicators):
            wrong.append(("no value with a reference_period", "what the line can join", ""))
        dots = chart.kind == "dots" or (chart.kind == "auto" and len(indicators) > 1)
        if dots and any((c.low if c.value is None else c.value) <= 0 for c in claims):  # type: ignore[operator]
            wrong.append(("a value that is not above zero", "values for a logarithmic axis", ""))
        counts = [claim.value for claim in claims]
        if chart.kind == "units" and not all(isinstance(n, int) and n <= MOST_DOTS for n in counts):
            wrong.append((f"{counts[-1]} dots", f"a whole number up to {MOST_DOTS}", ""))
        for found, expected, cure in wrong:
            yield collection.problem(chart.id, ("indicators",), found, expected, cure)
