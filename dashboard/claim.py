"""A claim: one value that one source states, its words, and who says it."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import model_validator

from dashboard.fields import (
    ClaimId,
    Id,
    LineNumber,
    Number,
    Period,
    Phrase,
    SourceId,
    SpeakerId,
    reject,
)
from dashboard.record import Dated, Gloss, Reasoned, Record, Text

Hedge = Literal["unhedged", "nearly", "about", "over", "under", "at_least", "at_most", "none_yet"]
HEDGES: tuple[Hedge, ...] = get_args(Hedge)
Modality = Literal["fact", "estimate", "plan", "target", "forecast"]


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


class Claim(Record):
    """One value that one source states.

    ``break_before`` says why it cannot be joined to the earlier ones of its series (a break in
    the series, SDMX: OBS_STATUS "B").
    """

    id: Id
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    hedge: Hedge
    modality: Modality = "fact"
    per: Literal["year", "month", "week", "day"] | None = None
    series: Id | None = None
    reference_period: Period | None = None
    break_before: Text | None = None
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
