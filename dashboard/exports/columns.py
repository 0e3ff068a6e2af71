"""The columns of the tables that are taken away: their names, what they hold, their codes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Literal, get_args

from dashboard.claim import HEDGES, Modality
from dashboard.collection import State
from dashboard.model import KINDS
from dashboard.record import Basis
from dashboard.sources import ROLES
from dashboard.wording import N_


@dataclass(frozen=True)
class Column:
    """A column: its name, what it holds, its type in Table Schema, the codes that it may hold.

    ``dates`` are ISO 8601, as exact as they are known, or an interval of two.
    """

    name: str
    holds: str
    type: Literal["string", "number", "integer"] = "string"
    codes: tuple[str, ...] = ()
    required: bool = False
    dates: bool = False


_code = partial(Column, type="string", required=True)
CLAIM_COLUMNS = (
    _code("CLAIM", N_("id of the claim, permanent")),
    _code("INDICATOR", N_("id of the indicator")),
    Column("INDICATOR_NAME", N_("what is measured"), required=True),
    Column("FIGURE", N_("the figure with its hedge and unit, in words"), required=True),
    Column("OBS_VALUE", N_("the number as stated; empty for a range"), "number"),
    Column("LOWER_BOUND", N_("the lower end of a range, or what a hedge gives as one"), "number"),
    Column("UPPER_BOUND", N_("the upper end of a range, or what a hedge gives as one"), "number"),
    _code("VALUE_QUALIFIER", N_("the article’s own hedge"), codes=HEDGES),
    _code("UNIT_MEASURE", N_("id of the unit")),
    Column("UNIT_NAME", N_("the unit in words"), required=True),
    Column("UNIT_MULT", N_("power of ten by which values are to be multiplied; always 0"), "integer"),
    Column("PER", N_("the period of a flow"), codes=("year", "month", "week", "day")),
    _code("MEASURE", N_("kind of figure"), codes=KINDS),
    _code(
        "MODALITY",
        N_("whether it is a fact, an estimate, a plan, a target or a forecast"),
        codes=get_args(Modality),
    ),
    Column("OBS_STATUS", N_("SDMX’s status; empty for plans and targets"), codes=("A", "B", "E", "F")),
    _code("REF_AREA", N_("reference area, ISO 3166-1 alpha-3; several joined by ;")),
    Column("REF_AREA_NAME", N_("reference area in words"), required=True),
    Column("TIME_PERIOD", N_("what the figure refers to; empty where the source does not say"), dates=True),
    Column("STATED_ON", N_("when it was stated, as exactly as known"), dates=True),
    _code(
        "STATED_BASIS",
        N_("how that date is known"),
        codes=get_args(Basis),
    ),
    _code("TOPIC", N_("id of the topic")),
    Column("PART_OF", N_("id of the indicator that this one is a part of")),
    Column("SERIES", N_("id of a definition of its own; claims of one series can be compared")),
    Column("COMPARABILITY", N_("what speaks against comparing it")),
    Column("VALUE_PHRASE", N_("the words that the value was read from")),
    Column("VALUE_LINE", N_("their line in the text"), "integer"),
    Column("VALUE_START", N_("their first code point in the text, counted from 0"), "integer"),
    Column("VALUE_END", N_("the code point after their last"), "integer"),
    Column("PARAGRAPH", N_("their paragraph in the text"), "integer"),
    Column("SUBJECT_PHRASE", N_("the words for what is counted")),
    Column("SUBJECT_LINE", N_("their line in the text"), "integer"),
    Column("SUBJECT_START", N_("their first code point in the text, counted from 0"), "integer"),
    Column("SUBJECT_END", N_("the code point after their last"), "integer"),
    Column("SPEAKER_PHRASE", N_("the words for who says it")),
    Column("SPEAKER_LINE", N_("their line in the text"), "integer"),
    Column("SPEAKER_START", N_("their first code point in the text, counted from 0"), "integer"),
    Column("SPEAKER_END", N_("the code point after their last"), "integer"),
    Column("SPEAKER", N_("who says it; empty for the paper itself")),
    _code(
        "ATTRIBUTION",
        N_("whether the sentence names the speaker, implies it, or the paper itself says it"),
        codes=("explicit", "implied", "article"),
    ),
    _code("READING", N_("whether the sentence is plain or we had to read it"), codes=("plain", "inferred")),
    Column("ORIGIN", N_("whom the source itself cites")),
    Column("ECHOES", N_("id of the earlier claim that this one repeats")),
    Column("COMMENT_OBS", N_("what the figure does not say, and notes")),
    _code("ROLE", N_("whether the source is an article of the collection or context"), codes=ROLES),
    _code("SOURCE", N_("id of the source")),
    Column("CITATION", N_("the source, cited in full"), required=True),
    Column("SOURCE_ADDRESS", N_("the source’s address; empty where it is not known")),
    Column("CLAIM_ADDRESS", N_("the claim’s permanent address, or the path to it")),
    _code(
        "STATE",
        N_("whether the words were found in the text: now, when last recorded, not, or no text is here"),
        codes=get_args(State),
    ),
    Column("CHECKED_ON", N_("the day on which they were last found"), dates=True),
)  # fmt: skip
SOURCE_COLUMNS = (
    _code("SOURCE", N_("id of the source")),
    Column("REFERENCE", N_("its number in the references"), "integer", required=True),
    _code("ROLE", N_("whether the source is an article of the collection or context"), codes=ROLES),
    Column("PUBLISHER", N_("who printed it"), required=True),
    _code("PUBLISHER_BASIS", N_("how that is known")),
    Column("TITLE", N_("its title; empty where it is not known")),
    _code("TITLE_BASIS", N_("how that is known")),
    Column("AUTHOR", N_("who wrote it")),
    Column("PUBLISHED", N_("when it was published, as exactly as known"), dates=True),
    _code("PUBLISHED_BASIS", N_("how that date is known")),
    _code("LANGUAGE", N_("the language of its text")),
    Column("SOURCE_ADDRESS", N_("the source’s address; empty where it is not known")),
    Column("TEXT_ORIGIN", N_("what its text is: the publisher’s own, a copy, an excerpt")),
    Column("FINGERPRINT", N_("SHA-256 of its text")),
    Column("CLAIMS", N_("how many claims it makes"), "integer", required=True),
    Column("FOUND", N_("how many of them were found in its text"), "integer", required=True),
    Column("SUMMARY", N_("what it is about, in our words"), required=True),
    Column("CITATION", N_("the source, cited in full"), required=True),
)  # fmt: skip
