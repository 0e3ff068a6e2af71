"""The records of ``indicators.yaml``: indicators with their claims, charts, the site.

Frozen, and strict about what they accept; shapes follow the file.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal, get_args
from urllib.parse import urlsplit

from pydantic import Field, model_validator

from dashboard.claim import Claim
from dashboard.fields import (
    ClaimId,
    Id,
    IndicatorId,
    LineNumber,
    Phrase,
    Place,
    TopicId,
    UnitId,
    WebAddress,
    Words,
    reject,
)
from dashboard.record import LANGUAGES, Plurals, Reasoned, Record, Text

Measure = Literal[
    "count", "flow", "duration", "ordinal", "share", "money", "rate", "ratio", "change",
    "number_word",
]  # fmt: skip
Kind = Literal[
    "count", "flow", "duration", "ordinal", "absence", "share", "money", "rate", "ratio",
    "change", "number_word",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
#: So many indicators, and claims of one, can be read; more are a mistake.
MOST = 20_000
#: Measures that never enter a numeric axis, a share or a sum.
WORDED: frozenset[str] = frozenset({"ordinal", "duration", "absence", "number_word"})
#: More than this is set in type only: in a field of dots, one dot is one thing.
MOST_DOTS = 5_000
ChartKind = Literal["auto", "dots", "parts", "units", "line", "disagreement", "timeline"]


class Series(Record):
    """A definition or unit of its own: claims of one series can be compared, others cannot.

    ``comparability`` says what speaks against joining them all the same (SDMX: COMPARABILITY).
    """

    name: Text
    definition: Text
    unit: UnitId
    measure: Measure
    why_apart: Text
    comparability: Text | None = None


class PartOf(Reasoned):
    """The whole that an indicator is a part of: stated by a phrase, or inferred."""

    indicator: IndicatorId
    basis: Literal["stated", "inferred"]
    phrase: Phrase | None = None
    line: LineNumber | None = None

    @model_validator(mode="after")
    def _proved(self) -> PartOf:
        if self.basis == "stated" and (self.phrase is None or self.line is None):
            reject("basis 'stated' without words", "the phrase that states it, and its line")
        return self


class Indicator(Record):
    """What is measured, and every claim about it; ``comparability`` as in a series."""

    id: Id
    name: Text
    definition: Text
    reads: Text
    silent_on: Text
    topic: TopicId
    place: Annotated[tuple[Place, ...], Field(min_length=1)]
    unit: UnitId
    measure: Measure
    comparability: Text | None = None
    part_of: PartOf | None = None
    series: dict[Id, Series] = Field(default_factory=dict)
    claims: Annotated[tuple[Claim, ...], Field(min_length=1, max_length=MOST)]

    @model_validator(mode="after")
    def _claims_fit(self) -> Indicator:
        if len({claim.hedge == "none_yet" for claim in self.claims}) > 1:
            cure = "make an indicator of its own for what there is none of yet"
            reject("'none_yet' beside figures", "only absences, or none", cure)
        periods: dict[str | None, Claim] = {}
        for claim in self.claims:
            ending = claim.id.removeprefix(f"{self.id}-")
            if claim.id == ending or not re.match(r"(\d{4}|nd)(-|$)", ending):
                expected = f"'{self.id}-', then the year stated, or 'nd'"
                reject(f"claim id '{claim.id}'", expected)
            if claim.series is not None and claim.series not in self.series:
                known = ", ".join(self.series) or "none here"
                reject(f"claim '{claim.id}' in series '{claim.series}'", f"a series: {known}")
            measure = self.series[claim.series].measure if claim.series else self.measure
            if (claim.per is not None) != (measure == "flow"):
                reject(
                    f"claim '{claim.id}' with per {claim.per or 'null'}",
                    "a period exactly where the measure is 'flow'",
                )
            if (first := periods.setdefault(claim.series, claim)).per != claim.per:
                cure = "give the other a series of its own, or count both by one period"
                reject(
                    f"claim '{claim.id}' per {claim.per}", f"per {first.per}, as '{first.id}'", cure
                )
            if measure in {"ordinal", "number_word"} and not isinstance(claim.value, int):
                reject(f"claim '{claim.id}' with {claim.value}", "a whole number")
        for language in LANGUAGES:
            wanted = {"{date}"} if self.absent else {"{figure}"}
            used = set(re.findall(r"\{[^}]*\}?|\}", self.reads[language]))
            if used != wanted:
                reject(
                    f"reads.{language} with {', '.join(sorted(used)) or 'no place to fill'}",
                    f"{wanted.pop()} and nothing else in braces",
                )
        return self

    def of_series(self, series: str | None) -> Indicator:
        """Return the indicator as a series measures it: its name, definition, unit and measure."""
        if series is None:
            return self
        own = self.series[series]
        measured = {name: getattr(own, name) for name in Series.model_fields if name != "why_apart"}
        return self.model_copy(update=measured)

    @property
    def absent(self) -> bool:
        """Whether the claims say that there is none yet."""
        return all(claim.hedge == "none_yet" for claim in self.claims)

    @property
    def kind(self) -> Kind:
        """The measure, with stated absences as a kind of their own."""
        return "absence" if self.absent else self.measure


class Share(Record):
    """A part divided by its whole."""

    part: IndicatorId
    whole: IndicatorId


class Derived(Record):
    """A figure computed here from two claims."""

    id: Id
    share: Share
    name: Text


class Chart(Record):
    """A chart that the editors chose; every indicator has an implied one besides."""

    id: Id
    kind: ChartKind = "auto"
    title: Text
    subtitle: Text | None = None
    indicators: tuple[IndicatorId, ...] = ()

    @model_validator(mode="after")
    def _of_something(self) -> Chart:
        if not self.indicators and self.kind != "timeline":
            reject("no indicators", "at least one, but for a timeline of all sources")
        return self


class Named(Record):
    """A topic or a speaker."""

    name: Text


class Unit(Record):
    """What is counted."""

    name: Plurals


class Tension(Record):
    """Two claims that do not fit together as only a reader can see, and why."""

    id: Id
    claims: Annotated[tuple[ClaimId, ...], Field(min_length=2, max_length=2)]
    why: Text


class Site(Record):
    """What the dashboard is called and where it is published."""

    title: Text
    scope: Text
    headlines: Annotated[tuple[IndicatorId, ...], Field(max_length=4)] = ()
    base_url: WebAddress | None = None
    contact: Words | None = None

    @property
    def base(self) -> str:
        """Return where the site is published, for a path to follow; empty where not known."""
        return (self.base_url or "").rstrip("/")

    @property
    def root(self) -> str:
        """Return the path under which the site is published: ``/figures``, or nothing."""
        return urlsplit(self.base).path

    @property
    def origin(self) -> str:
        """Return scheme and host of where the site is published, for a path from the root."""
        return self.base.removesuffix(self.root)


class Records(Record):
    """The whole of ``indicators.yaml``."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    site: Site
    topics: dict[Id, Named]
    units: dict[Id, Unit]
    speakers: dict[Id, Named] = Field(default_factory=dict)
    indicators: Annotated[tuple[Indicator, ...], Field(max_length=MOST)]
    derived: tuple[Derived, ...] = ()
    charts: tuple[Chart, ...] = ()
    tensions: tuple[Tension, ...] = ()
