"""The records: indicators, claims, sources. Frozen, and strict about what they accept.

Shapes follow the files (``indicators.yaml``, ``seeds/*.md``).
"""

from __future__ import annotations

import re
from typing import Annotated, Literal, get_args

from babel import Locale
from pydantic import BaseModel, ConfigDict, Field, model_validator

from dashboard.fields import (
    ClaimId,
    Id,
    IndicatorId,
    LineNumber,
    Number,
    PartialDate,
    Period,
    Phrase,
    Place,
    SourceId,
    SpeakerId,
    TopicId,
    UnitId,
    WebAddress,
    Words,
    reject,
)

Language = Literal["en", "vi", "ko"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
Hedge = Literal["unhedged", "nearly", "about", "over", "under", "at_least", "at_most", "none_yet"]
HEDGES: tuple[Hedge, ...] = get_args(Hedge)
Modality = Literal["fact", "estimate", "plan", "target", "forecast"]
Measure = Literal[
    "count", "flow", "duration", "ordinal", "share", "money", "rate", "ratio", "change",
    "number_word",
]  # fmt: skip
Kind = Literal[
    "count", "flow", "duration", "ordinal", "absence", "share", "money", "rate", "ratio",
    "change", "number_word",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
#: Measures that never enter a numeric axis, a share or a sum.
WORDED: frozenset[str] = frozenset({"ordinal", "duration", "absence", "number_word"})
#: More than this is set in type only: in a field of dots, one dot is one thing.
MOST_DOTS = 5_000
Basis = Literal["printed", "address", "publication", "inferred", "unknown"]
ChartKind = Literal["auto", "dots", "parts", "units", "line", "disagreement", "timeline"]


class Record(BaseModel):
    """The base of all records: frozen, no unknown keys, no silent conversions."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Text(Record):
    """Words in all three languages."""

    en: Words
    vi: Words
    ko: Words

    def __getitem__(self, language: str) -> str:
        return str(getattr(self, language))


class Gloss(Record):
    """Our translation of a claim's spans; empty in the source's own language."""

    en: Words | None = None
    vi: Words | None = None
    ko: Words | None = None

    def __getitem__(self, language: str) -> str | None:
        words: str | None = getattr(self, language)
        return words


class Plurals(Record):
    """A unit's name by CLDR plural category, for each language."""

    en: dict[str, Words]
    vi: dict[str, Words]
    ko: dict[str, Words]

    @model_validator(mode="after")
    def _complete(self) -> Plurals:
        for language in LANGUAGES:
            forms = getattr(self, language)
            needed = {"other", *Locale.parse(language).plural_form.rules}
            if set(forms) != needed:
                reject(
                    f"{language}: {', '.join(sorted(forms)) or 'nothing'}",
                    f"{language}: {', '.join(sorted(needed))}",
                    "give exactly the plural forms that the language has (CLDR)",
                )
        return self


class Reasoned(Record):
    """Something with a basis; what is inferred must say why."""

    basis: str
    why: Text | None = None

    @model_validator(mode="after")
    def _explained(self) -> Reasoned:
        if self.basis == "inferred" and self.why is None:
            reject("basis 'inferred' without a reason", "a 'why' in three languages")
        return self

    @property
    def inferred(self) -> bool:
        """Whether this is our inference, which every page marks with an asterisk."""
        return self.basis == "inferred"


class Dated(Reasoned):
    """A date, no more precise than it is known, and how it is known."""

    date: PartialDate | None
    basis: Basis
    not_before: PartialDate | None = None
    not_after: PartialDate | None = None

    @model_validator(mode="after")
    def _known_or_not(self) -> Dated:
        if (self.date is None) != (self.basis == "unknown"):
            reject(
                f"date {self.date or 'null'} with basis '{self.basis}'",
                "basis 'unknown' exactly where the date is null",
            )
        return self


class Span(Record):
    """At most seven words of the article, at a line; ``nth`` where they stand there twice.

    The line is null where the source has no text here.
    """

    phrase: Phrase
    line: LineNumber | None
    nth: LineNumber = 1


class Evidence(Record):
    """The spans that prove a claim: the value, what it counts, and who says it."""

    value: Span
    subject: Span | None = None
    speaker: Span | None = None

    def spans(self) -> dict[str, Span]:
        """Return the spans there are, value first, then subject, then speaker."""
        named = {"value": self.value, "subject": self.subject, "speaker": self.speaker}
        return {role: span for role, span in named.items() if span is not None}


class SaidBy(Record):
    """Who states the figure: named in the sentence, implied by it, or the paper itself."""

    speaker: SpeakerId | None
    attribution: Literal["explicit", "implied", "article"]

    @model_validator(mode="after")
    def _somebody(self) -> SaidBy:
        if (self.speaker is None) != (self.attribution == "article"):
            reject(
                f"speaker {self.speaker or 'null'} with attribution '{self.attribution}'",
                "attribution 'article' exactly where the speaker is null",
            )
        return self


class Reading(Reasoned):
    """Whether the sentence is plain, or we had to read it."""

    basis: Literal["plain", "inferred"] = "plain"


class Origin(Record):
    """Whom a source itself cites for its figure."""

    name: Text


class Echo(Reasoned):
    """The earlier claim that this one repeats: not a second opinion, but one voice."""

    claim: ClaimId
    basis: Literal["printed", "inferred"]


class Series(Record):
    """A definition or unit of its own: claims of one series can be compared, others cannot."""

    name: Text
    definition: Text
    unit: UnitId
    measure: Measure
    why_apart: Text


class Claim(Record):
    """One value that one source states."""

    id: Id
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    hedge: Hedge
    modality: Modality = "fact"
    per: Literal["year", "month", "week", "day"] | None = None
    series: Id | None = None
    reference_period: Period | None = None
    stated_on: Dated | None = None
    source: SourceId
    evidence: Evidence
    said_by: SaidBy
    reading: Reading = Reading()
    origin: Origin | None = None
    echoes: Echo | None = None
    gloss: Gloss = Gloss()
    note: Text | None = None
    supersedes: ClaimId | None = None

    @model_validator(mode="after")
    def _one_value(self) -> Claim:
        given = [name for name in ("value", "low", "high") if getattr(self, name) is not None]
        if given not in (["value"], ["low", "high"]):
            reject(f"{' and '.join(given) or 'no value'}", "either value, or low and high")
        if self.low is not None and self.high is not None and self.low >= self.high:
            reject(f"low {self.low}, high {self.high}", "low below high")
        if (self.hedge == "none_yet") != (self.value == 0):
            reject(
                f"value {self.value} with hedge '{self.hedge}'",
                "value 0 exactly where the hedge is 'none_yet'",
            )
        return self


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
    """What is measured, and every claim about it."""

    id: Id
    name: Text
    definition: Text
    reads: Text
    silent_on: Text
    topic: TopicId
    place: Annotated[tuple[Place, ...], Field(min_length=1)]
    unit: UnitId
    measure: Measure
    part_of: PartOf | None = None
    series: dict[Id, Series] = {}
    claims: Annotated[tuple[Claim, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _claims_fit(self) -> Indicator:
        if len({claim.hedge == "none_yet" for claim in self.claims}) > 1:
            cure = "make an indicator of its own for what there is none of yet"
            reject("'none_yet' beside figures", "only absences, or none", cure)
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
        fields = {"name": own.name, "definition": own.definition}
        return self.model_copy(update={**fields, "unit": own.unit, "measure": own.measure})

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


class Records(Record):
    """The whole of ``indicators.yaml``."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    site: Site
    topics: dict[Id, Named]
    units: dict[Id, Unit]
    speakers: dict[Id, Named] = {}
    indicators: tuple[Indicator, ...]
    derived: tuple[Derived, ...] = ()
    charts: tuple[Chart, ...] = ()
    tensions: tuple[Tension, ...] = ()
