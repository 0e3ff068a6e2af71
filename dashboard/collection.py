"""The collection: the records, their sources in order, and what was found in the texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from dashboard.claim import Claim
from dashboard.errors import Problem
from dashboard.fields import PartialDate
from dashboard.model import Chart, Indicator, Records
from dashboard.record import Dated, Record
from dashboard.sources import Source


class Position(NamedTuple):
    """Where a span stands: code points of the normalised text, and the paragraph's number."""

    start: int
    end: int
    paragraph: int


#: ``not_checked``: the source has no text here, so nobody could look.
State = Literal["read_again", "recorded", "unverified", "not_checked"]


@dataclass(frozen=True)
class Finding:
    """What the last look at the text says of a claim, and where its spans stand.

    ``beside`` are the single words before and after the value on its line, by which its place
    on the publisher's page can be told from others; empty where there are none.
    """

    state: State = "unverified"
    positions: Mapping[str, Position] = field(default_factory=dict)
    day: str | None = None
    beside: tuple[str, str] = ("", "")


_UNVERIFIED = Finding()


class LockEntry(Record):
    """What was verified of a claim: a hash of it, its text's SHA-256, the day, the places."""

    hash: str
    fingerprint: str
    day: PartialDate
    positions: dict[str, Position]
    beside: tuple[str, str] = ("", "")


class Lock(Record):
    """The whole of ``verified.json``."""

    schema_: Annotated[Literal[1], Field(alias="schema")] = 1
    claims: dict[str, LockEntry]


Path = tuple[str | int, ...]
#: From a record's id and the path of a field in it to the file, the line and the thing's name;
#: of the records as a whole the id is "".
Locate = Callable[[str, Path], tuple[str, int | None, str]]


def _nowhere(record: str, path: Path) -> tuple[str, int | None, str]:
    return "the records", None, f"'{record}', field '{'.'.join(map(str, path))}'"


@dataclass(frozen=True, eq=False)
class Collection:
    """Everything there is to show: the records, the sources in order, what was found.

    ``findings`` is empty until the citations have been verified. ``repair_pending`` is the day of
    these records (ISO 8601) where newer ones are there that cannot be used. Two collections are
    equal only where they are the same one, so that what is computed of one can be kept beside it.
    """

    records: Records
    sources: Mapping[str, Source]
    findings: Mapping[str, Finding] = field(default_factory=dict)
    locate: Locate = field(default=_nowhere, repr=False, compare=False)
    repair_pending: str | None = None

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Return the indicators by id, in the order of the file."""
        return {indicator.id: indicator for indicator in self.records.indicators}

    @cached_property
    def claims(self) -> dict[str, tuple[Indicator, Claim]]:
        """Return each claim with its indicator as its series measures it, by the claim's id."""
        pairs = ((i.of_series(c.series), c) for i in self.records.indicators for c in i.claims)
        return {claim.id: (indicator, claim) for indicator, claim in pairs}

    @cached_property
    def of_source(self) -> dict[str, dict[str, tuple[Indicator, Claim]]]:
        """Return the claims that each source states, by its id."""
        stated: dict[str, dict[str, tuple[Indicator, Claim]]] = {name: {} for name in self.sources}
        for name, pair in self.claims.items():
            stated[pair[1].source][name] = pair
        return stated

    @cached_property
    def primary(self) -> dict[str, tuple[Indicator, Claim]]:
        """Return those of the claims that primary sources state."""
        return {name: pair for name, pair in self.claims.items() if self.is_primary(pair[1])}

    def is_primary(self, claim: Claim) -> bool:
        """Whether a primary source states a claim; the others are context."""
        return self.sources[claim.source].role == "primary"

    def own_claims(self, indicator: Indicator) -> tuple[Claim, ...]:
        """Return the claims of an indicator that primary sources state."""
        return self._own_claims[indicator.id]

    @cached_property
    def _own_claims(self) -> dict[str, tuple[Claim, ...]]:
        return {i.id: tuple(filter(self.is_primary, i.claims)) for i in self.records.indicators}

    @cached_property
    def charts(self) -> dict[str, Chart]:
        """Return the editors' charts, then each indicator's implied one, by id."""
        implied = (
            Chart(id=i.id, title=i.name, indicators=(i.id,)) for i in self.records.indicators
        )
        return {chart.id: chart for chart in (*self.records.charts, *implied)}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Return each source's number in the references, by the source's id."""
        return {source: number for number, source in enumerate(self.sources, 1)}

    @cached_property
    def data_date(self) -> str | None:
        """The day since which every phrase stands found, ISO 8601; None if one was not found."""
        return self.found_since(self.primary)

    def found_since(self, claims: Iterable[str]) -> str | None:
        """Return the day since which the phrases of those that are primary stand found."""
        days = [self.finding(name).day for name in claims if name in self.primary]
        return min((day for day in days if day), default=None) if all(days) else None

    def finding(self, claim: str) -> Finding:
        """Return what was found of a claim."""
        return self.findings.get(claim, _UNVERIFIED)

    @property
    def verified(self) -> int:
        """Return how many claims of primary sources were found in their texts."""
        return sum(self.finding(name).state != "unverified" for name in self.primary)

    def stated_on(self, claim: Claim) -> Dated:
        """Return when a claim was stated: its own date, its source's, or the publication's."""
        source = self.sources[claim.source]
        return claim.stated_on or source.stated_on or source.published

    def newest(self, indicator: Indicator) -> Claim:
        """Return the primary claim of the latest time: what it refers to, else when stated."""

        def time(claim: Claim) -> str:
            period = (claim.reference_period or "").split("/")[-1]
            return period or self.stated_on(claim).date or ""

        return max(reversed(self.own_claims(indicator)), key=time)

    def problem(
        self, record: str, path: Path, found: str, expected: str, cure: str = ""
    ) -> Problem:
        """Return a problem with a field of a record, at its place in the files."""
        file, line, thing = self.locate(record, path)
        return Problem(file, line, thing, found, expected, cure)

    def address(self, name: str) -> str | None:
        """Return a record's permanent address; None where our own is not known."""
        base = self.records.site.base
        return f"{base}/f/{name}" if base else None

    def published_at(self, base_url: str) -> Collection:
        """Return the collection with the address that its pictures and pages name."""
        site = self.records.site.model_copy(update={"base_url": base_url})
        return replace(self, records=self.records.model_copy(update={"site": site}))
