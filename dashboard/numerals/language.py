"""What a language's prose writes around numbers and instead of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Literal, NamedTuple, get_args

from dashboard.claim import Hedge
from dashboard.numerals.amounts import Exact

#: What words tell of a number in their clause; ``change`` of one that stands right behind them.
Cue = Literal[
    "target", "forecast", "plan", "estimate", "year", "month", "week", "day", "change"
]  # fmt: skip
CUES: tuple[Cue, ...] = get_args(Cue)
#: What a branch reads; the cues among them are those whose words alone tell too little.
BranchKind = (
    Cue
    | Literal[
        "absence", "age", "date", "duration", "name", "number_word", "one", "ordinal", "other",
        "ratio", "share", "skip", "times",
    ]
)  # fmt: skip
#: Phrases in lower case, joined by "|".
Phrases = str
#: Stands for any digit among the openers of a branch.
DIGIT = "0"


class Branch(NamedTuple):
    """One way to write a quantity: its kind, with what it opens, and its pattern.

    The one group ``( )`` of the pattern is the mention. Besides the kinds of mentions there are
    ``absence``, ``share`` (fractions), ``times`` ("doubled"), ``ratio``, ``number_word`` ("dual"),
    ``duration`` (counted in one word, or "a year and a half") and ``one`` (where it counts), all
    figures; ``age``; ``skip``, which is read over; and cues.
    """

    kind: BranchKind
    openers: Phrases
    pattern: str


class Uncounted(NamedTuple):
    """A bare number that counts nothing: patterns of what stands before it, and from it on."""

    kind: Literal["name", "other"]
    before: str
    number: str


@dataclass(frozen=True)
class Language:
    """A language's words for quantities, and patterns where words will not do.

    A quantity begins with an opener: of a branch, of a ``number`` (besides digits), a hedge or a
    currency sign. Branches are tried in order, before a plain number.
    """

    code: str
    number: str  # one number with its scales
    number_openers: Phrases
    name: str  # a word that ends in digits and is a name
    values: Mapping[str, Exact]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    token: str  # a part of a number: digits or a word of the tables above
    branches: tuple[Branch, ...]
    worth: Callable[[str, str], Exact | None]  # of a branch's kind and words; shares in per cent
    hedges: Mapping[Hedge, Phrases]  # before a number
    hedges_after: Mapping[Hedge, Phrases]
    after: str  # a hedge behind a number: groups counter and hedge_after; {hedges}: those words
    signs: Phrases  # currencies before a number
    minus: Phrases  # words that make it less than nothing
    tail: Mapping[str, str]  # what follows a number as part of it: share, points, times, money …
    joins: str  # between the ends of a range
    is_range: Callable[[str, str, str], bool]  # words before, what joins, what stands behind
    cues: Mapping[Cue, Phrases]
    gap: str  # between a word of change and its number
    levels: str  # between a word of change and the first of two levels
    change_after: str  # behind a number that is a change
    times: Phrases  # units of time
    unit: str  # the words behind a number; {stops}: those at which they end
    stops: Phrases
    uncounted: tuple[Uncounted, ...] = ()  # bare numbers that count nothing
    gap_of_shares: str = ""  # between a word of change and a share that tells of it
    out_of: str = ""  # a rank to the word that tells of how many it is: "xếp thứ 6 trên (11)"
    uncued: str = ""  # behind the words of a cue that are none there
    ranked: str = ""  # behind the second of two ranks: "top 3-5 in the world"
    spread: str = ""  # between a word of change and the least it changes by
    particles: str = ""  # endings of a unit's word that belong to the sentence
    hedge_inside: str = ""  # a hedge amid a number ("5000여만")
    unhedged: str = r"(?!)"  # where a hedge's words are none: "dưới hai hình thức"
    rate: str = ""  # behind a number that is a rate, and part of it
    rate_before: str = ""  # the same, where the figure itself stands behind it
    sign_scales: str = ""  # scales that are so short that they are ones behind a currency alone
    minus_sign: str | None = None  # besides a dash, where it stands once, before a share or money
    during: Phrases = ""  # hedges that before a time may mean "during" instead
    multiple: str = ""  # behind a number that a word of change leads up to, and part of it
    spaced: bool = True  # words are parted by spaces
    cased: bool = True  # capitals and small letters are the same to its patterns
    clause: str = r"[,:](?=\s)|[()]"  # where a clause ends, between a cue and a figure
    clause_before: str = ""  # the same, from a figure to the end of a cue behind it
    clause_behind: str = ""  # the same, from a cue to the end of a figure behind it
    counted: str = r".+"  # cues that a number right before them counts: "three goals"
    shares_of_goals: bool = False  # "98% kế hoạch" is a share; "a 2% target" is a target


def any_of(phrases: Phrases) -> str:
    """Return a pattern for the longest of the phrases that fits, white space as it comes.

    It tells from the first letter that none does, and reads no letter twice.
    """
    listed = phrases.split("|")
    firsts = "".join(sorted({re.escape(phrase[0]) for phrase in listed}))
    return rf"(?=[{firsts}]){_tree(listed)}"


def _tree(phrases: Iterable[str]) -> str:
    """Return a pattern in which phrases that begin alike share their beginning."""
    branches: dict[str, list[str]] = {}
    for phrase in phrases:
        branches.setdefault(phrase[:1], []).append(phrase[1:])
    may_end = branches.pop("", None) is not None
    parts = [
        (r"\s+" if first == " " else re.escape(first)) + _tree(rest)
        for first, rest in sorted(branches.items())
    ]
    joined = parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})" if parts else ""
    return f"(?:{joined})?" if joined and may_end else joined


def together(*phrases: Phrases) -> Phrases:
    """Return several lists of phrases as one."""
    return "|".join(filter(None, phrases))


def after_each(openers: Phrases, words: Phrases) -> Phrases:
    """Return each phrase with each of the words behind it."""
    pairs = product(openers.split("|"), words.split("|"))
    return "|".join(f"{opener} {word}" for opener, word in pairs)
