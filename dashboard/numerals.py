"""How prose writes quantities: text in, mentions out.

So far Vietnamese and English: digits with each language's marks, scales, ranges, ordinals, the
number words that the audit looks for, hedges before a number, and "none yet". Of Korean only what
our sources write: digits with the scales 만 and 억, dates, and the hedge 내외 after a counter.
Which sign groups thousands comes from the Unicode CLDR through Babel. One public function,
``read_numbers``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Literal

from babel import Locale

from dashboard.claim import Hedge

MentionKind = Literal["figure", "word", "ordinal", "absence", "date", "name"]


@dataclass(frozen=True)
class Mention:
    """A quantity in a text.

    ``start`` and ``end`` are code points of the text and take in the hedge (with the counter
    before one that follows), ``line`` counts from 1. ``value``, or ``low`` and ``high`` of a
    range; both empty where the kind has no value. ``hedge_words`` are the text's own.
    """

    start: int
    end: int
    line: int
    text: str
    kind: MentionKind
    value: int | float | None = None
    low: int | float | None = None
    high: int | float | None = None
    hedge: Hedge = "unhedged"
    hedge_words: str = ""


_NEVER = r"(?!)"  # a pattern that nothing fits


@dataclass(frozen=True)
class _Language:
    """What a language's prose writes around and instead of digits; words joined by "|"."""

    hedges: dict[Hedge, str]  # before a number
    words: dict[str, int]
    ordinals: str  # from the first on
    scales: dict[str, int]
    absences: str  # a pattern
    ordinal: str  # a pattern; {words} stands for the ordinals
    first: str  # "the first time", an ordinal without a number
    between: str  # what joins the two ends of a range, besides a dash
    date: str  # a pattern; {months} stands for their names
    amount: str = r"{digits}(?:\s+(?:{scales})(?!\w))?"  # a pattern
    hedges_after: dict[Hedge, str] = field(default_factory=dict)
    after: str = "{hedges}"  # a pattern: those hedges, and what parts them from the number

    def hedge(self, words: str) -> Hedge:
        """Return which hedge some words are."""
        all_known = [*self.hedges.items(), *self.hedges_after.items()]
        kinds = (kind for kind, known in all_known if words in known.split("|"))
        return next(kinds, "unhedged")

    def nth(self, text: str) -> int:
        """Return the number of an ordinal, written in digits or as a word."""
        known = self.ordinals.split("|")
        return known.index(text) + 1 if text in known else int(text)


_VIETNAMESE = _Language(
    hedges={
        "nearly": "gần",
        "about": "khoảng|chừng",
        "over": "hơn|trên",
        "under": "dưới|ít hơn|chưa đến|chưa tới",
        "at_least": "ít nhất|tối thiểu|không dưới|không ít hơn",
        "at_most": "không quá|không hơn|tối đa",
    },
    words={"một": 1, "hai": 2, "kép": 2, "vạn": 10_000},
    ordinals="nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười",
    scales={"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9},
    absences=r"chưa\s+có",
    ordinal=r"(?:lần\s+)?thứ\s+(?P<nth>\d+(?![.,]?\d)|{words})(?!\w)",
    first=r"lần\s+đầu(?:\s+tiên)?(?!\w)",
    between="đến",
    date=r"(?:ngày|tháng|năm)\s+\d{1,4}(?:/\d{1,4}){0,2}(?!\w)|\d{1,2}/\d{1,2}(?:/\d{4})?(?!\d)",
)
_ENGLISH = _Language(
    hedges={
        "nearly": "nearly|almost",
        "about": "about|around|roughly",
        "over": "more than|over",
        "under": "less than|fewer than|under",
        "at_least": "at least|no fewer than|no less than|not less than",
        "at_most": "at most|up to|no more than|not more than",
    },
    words={"one": 1, "two": 2, "dual": 2, "eight": 8},
    ordinals="first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth",
    scales={"thousand": 10**3, "million": 10**6, "billion": 10**9},
    absences=r"not\s+yet|no(?!\s+(?:fewer|less|more)\s+than)",
    ordinal=r"(?P<nth>\d+(?=st|nd|rd|th)|{words})(?:st|nd|rd|th)?(?!\w)",
    first=r"for the first time(?!\w)",
    between="to|and",
    date=r"(?:\d{1,2}\s+(?:{months})(?:\s+\d{4})?|(?:{months})\s+\d{1,4}|in\s+\d{4})(?!\w)",
)
_KOREAN = _Language(
    hedges={},
    words={},
    ordinals="",
    scales={"만": 10**4, "억": 10**8},
    absences=_NEVER,
    ordinal=_NEVER,
    first=_NEVER,
    between=_NEVER,
    date=r"(?:1[89]|20)\d{2}년(?:\s*\d{1,2}월(?:\s*\d{1,2}일)?)?|\d{1,2}월(?:\s*\d{1,2}일)?",
    amount=r"{digits}(?:억(?:\s?{digits}만)?|만)?",
    hedges_after={"about": "내외"},
    after=r"\s?[^\W\d]*\s*(?<!국){hedges}(?!국)",  # 국내외, 내외국인: here and abroad
)
_LANGUAGES = {"vi": _VIETNAMESE, "en": _ENGLISH, "ko": _KOREAN}
#: The languages in which numbers are read.
#: Those read well enough that every number of a whole text can be accounted for.
LANGUAGES_ACCOUNTED = ("vi", "en")


def _any(words: str) -> str:
    """Return a pattern for any of the words, longest first, white space as it comes."""
    ordered = sorted(words.split("|"), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) or _NEVER


@cache
def _marks(language: str) -> tuple[str, str]:
    """Return the sign that groups thousands and the one before decimals (CLDR)."""
    symbols = Locale.parse(language).number_symbols
    latin = symbols.get("latn", symbols)
    return latin["group"], latin["decimal"]


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Compile one pattern for every way a language writes a quantity; the first branch wins."""
    known = _LANGUAGES[language]
    group, decimal = map(re.escape, _marks(language))
    months = "|".join(Locale.parse(language).months["format"]["wide"].values())
    digits = rf"(?:\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+)(?:{decimal}\d+)?(?![.,]?\d)"
    amount = known.amount.replace("{scales}", _any("|".join(known.scales)))
    amount = amount.replace("{digits}", digits)
    ordinal = known.ordinal.replace("{words}", _any(known.ordinals))
    hedge = rf"(?:(?P<hedge>{_any('|'.join(known.hedges.values()))})\s+)?"
    hedges_after = rf"(?P<hedge_after>{_any('|'.join(known.hedges_after.values()))})"
    after = known.after.replace("{hedges}", hedges_after)
    dash = rf"\s*[-–~]\s*|\s+(?:{known.between})\s+"
    quantities = (
        rf"(?P<low>{amount})(?:{dash})(?P<high>{amount})",
        rf"(?P<figure>{amount})",
        rf"(?P<word>(?:{_any('|'.join(known.words))})(?!\w))",
    )
    branches = (
        rf"(?P<absence>(?:{known.absences})(?!\w))",
        rf"(?P<first>{known.first})",
        rf"(?P<ordinal>{ordinal})",
        rf"(?P<date>{known.date.replace('{months}', months)})",
        rf"{hedge}(?:{'|'.join(quantities)})(?:{after})?",
        r"(?P<name>\d+(?:[.,]\d+)+)",
    )
    return re.compile(r"(?<!\w)(?:" + "|".join(branches) + r")|(?P<glued>\d+)", re.IGNORECASE)


def _amount(text: str, language: str) -> int | float:
    """Return the value of digits with marks, times the scale where one follows; parts add up."""
    group, decimal = _marks(language)
    value = Decimal(0)
    for digits, scale in re.findall(r"([\d.,]+)\s*([^\W\d]*)", text.casefold()):
        plain = digits.replace(group, "").replace(decimal, ".")
        value += Decimal(plain) * _LANGUAGES[language].scales.get(scale, 1)
    return int(value) if value == int(value) else float(value)


def _mention(match: re.Match[str], line: int, language: str) -> Mention:
    known = _LANGUAGES[language]
    parts = match.groupdict()
    words = " ".join((parts["hedge"] or parts["hedge_after"] or parts["absence"] or "").split())
    hedge = known.hedge(words.casefold())
    kind: MentionKind = "figure"
    value: int | float | None = None
    low: int | float | None = None
    high: int | float | None = None
    if parts["absence"]:
        kind, value, hedge = "absence", 0, "none_yet"
    elif parts["first"]:
        kind, value = "ordinal", 1
    elif parts["ordinal"]:
        kind, value = "ordinal", known.nth(parts["nth"].casefold())
    elif parts["date"]:
        kind = "date"
    elif parts["name"]:
        kind = "name"
    elif parts["low"]:
        low, high = _amount(parts["low"], language), _amount(parts["high"], language)
        if parts["low"][-1].isdigit():  # "10–12 nghìn": the scale holds for both
            low = _amount(parts["low"] + re.sub(r"[\d.,\s]", "", parts["high"]), language)
    elif parts["word"]:
        kind, value = "word", known.words[parts["word"].casefold()]
    else:
        value = _amount(parts["figure"] or parts["glued"], language)
    return Mention(
        match.start(), match.end(), line, match.group(), kind, value, low, high, hedge, words
    )


def read_numbers(text: str, language: str) -> list[Mention]:
    """Return every quantity in a text, in order.

    A sign is read as its language writes it: ``3.552`` is 3552 in Vietnamese and 3.552 in
    English. Each run of digits is in exactly one mention, also where it is a date, a name
    ("4.0") or glued to letters. A language that is not read yet gives an empty list.
    """
    if language not in _LANGUAGES:
        return []
    mentions: list[Mention] = []
    line, counted = 1, 0
    for match in _pattern(language).finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        mentions.append(_mention(match, line, language))
    return mentions
