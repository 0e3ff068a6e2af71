"""The kinds of value that a record may hold, each with its rule.

A reference to another record is a type of its own (``TopicId``, ``SourceId`` …): validation is
given the ids that exist, so a dangling reference is reported beside every other mistake.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, NoReturn

from babel.core import get_global
from pydantic import AfterValidator, Field, TypeAdapter, ValidationError, ValidationInfo
from pydantic_core import PydanticCustomError

from dashboard.errors import suggestion
from dashboard.texts import HARMFUL

SPAN_WORDS = 7
#: Stands where a person must still decide; the check asks for what belongs there.
TODO = "TODO"
#: The id under which the collection as a whole is cited; no record's.
WHOLE = "collection"


def reject(found: str, expected: str, cure: str = "") -> NoReturn:
    """Raise what the reader of files turns into a problem with its file and line."""
    context = {"found": found, "expected": expected, "cure": cure}
    raise PydanticCustomError("record", "{found}", context)


def _partial_date(text: str) -> str:
    parts = text.split("-")
    try:
        if not re.fullmatch(r"[12]\d{3}(-\d\d){0,2}", text):
            raise ValueError
        date(int(parts[0]), *(int(part) for part in [*parts[1:], "1", "1"][:2]))
    except ValueError:
        reject(f"'{text}'", "a date that exists, YYYY, YYYY-MM or YYYY-MM-DD")
    return text


def _period(text: str) -> str:
    """Accept an ISO 8601 date of any precision, or an interval of two."""
    start, *end = text.split("/")
    if len(end) > 1:
        reject(f"'{text}'", "one date, or two joined by '/'")
    for part in (start, *end):
        _partial_date(part)
    if end and end[0] < start:
        reject(f"'{text}'", "an interval whose start comes first")
    return text


def _span(phrase: str) -> str:
    words = re.findall(r"\w+", phrase)
    if len(words) > SPAN_WORDS:
        cure = "quote only the words that carry the figure"
        reject(f"{len(words)} words", f"at most {SPAN_WORDS} words of the article", cure)
    return phrase


def _identifier(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text) or len(text) > 100:
        reject(f"'{text}'", "lower-case letters and digits joined by single hyphens")
    if text == WHOLE:
        reject(f"'{text}', which stands for all of them", "another id")
    return text


def alpha_2(place: str) -> str | None:
    """Return the two-letter code of an ISO 3166-1 alpha-3 code (Unicode CLDR's aliases)."""
    aliases = get_global("territory_aliases").get(place, [])
    return aliases[0] if re.fullmatch("[A-Z]{3}", place) and len(aliases) == 1 else None


def _place(code: str) -> str:
    if alpha_2(code) is None:
        reject(f"'{code}'", "an ISO 3166-1 alpha-3 code", "VNM, KOR …")
    return code


def _words(text: str) -> str:
    if found := HARMFUL.search(text):
        reject(f"the control character U+{ord(found[0]):04X}", "words", "write them without it")
    return text


def _web_address(address: str) -> str:
    if not re.fullmatch(r"https?://[^\s\"'<>\\/?#][^\s\"'<>\\]*", address):
        reject(f"'{address}'", "an address that begins with http:// or https://")
    return address


def _known(kind: str) -> AfterValidator:
    def check(name: str, info: ValidationInfo) -> str:
        known = (info.context or {}).get(kind)
        if known is not None and name not in known:
            cure = suggestion(name, known)
            article = "an" if kind == "indicator" else "a"
            reject(f"'{name}'", f"the id of {article} {kind} that exists", cure)
        return name

    return AfterValidator(check)


Id = Annotated[str, AfterValidator(_identifier)]
TopicId = Annotated[str, _known("topic")]
UnitId = Annotated[str, _known("unit")]
SpeakerId = Annotated[str, _known("speaker")]
IndicatorId = Annotated[str, _known("indicator")]
ClaimId = Annotated[str, _known("claim")]
SourceId = Annotated[str, _known("source")]
Words = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_words)]
PartialDate = Annotated[str, AfterValidator(_partial_date)]
Period = Annotated[str, AfterValidator(_period)]
Phrase = Annotated[Words, AfterValidator(_span)]
Place = Annotated[str, AfterValidator(_place)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Number = Annotated[int | float, Field(allow_inf_nan=False)]
LineNumber = Annotated[int, Field(ge=1)]


def complaint(kind: Any, value: Any) -> str:
    """Return what speaks against a value of a kind (``Id``, ``Place`` …); nothing if it fits."""
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        said = detail.get("ctx", {})
        return f"expected {said['expected']}" if "expected" in said else str(detail["msg"])
    return ""
