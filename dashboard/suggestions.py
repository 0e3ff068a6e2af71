"""Which indicators a number may be of: those that the check would take it for, likeliest first."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from dashboard.citations import read_instead
from dashboard.collection import Collection
from dashboard.folding import accented
from dashboard.model import Indicator, Measure, Unit
from dashboard.numerals import Mention
from dashboard.scanning import Scan

#: An indicator is suggested from this score on: its name's words in the sentence, and its unit.
_LIKELY = 0.3
#: So many words of a number's clause tell all they can of it, others of its sentence a part.
_NEAR, _FAR = 8, 0.4
_CLAUSE = re.compile(r"[,;:](?=\s)")
_LONGEST_SENTENCE = 1000
_SMALL = re.compile("[a-z]{1,3}|that|with|which|from")  # words that tell nothing, in English


def clash(mention: Mention, indicator: Indicator, *series: str) -> str:
    """Return why the check would refuse a number as an indicator's; nothing where it fits.

    ``series`` are those that it may be of ("" for none); if none is given, any.
    """
    if (mention.hedge == "none_yet") != indicator.absent:
        wanted = "there is none yet" if indicator.absent else "how many there are"
        return f"'{indicator.id}' says {wanted}"
    names = series or ("", *indicator.series)
    measures = [indicator.of_series(name or None).measure for name in names]
    found = [_instead(mention, measure) for measure in measures]
    if not all(found):
        return ""
    return f"'{mention.text}' is read as {found[0]}, '{indicator.id}' is of kind {measures[0]}"


def _instead(mention: Mention, measure: Measure) -> str:
    whole = isinstance(mention.value, int) or measure not in ("ordinal", "number_word")
    return read_instead(mention, measure) or ("" if whole else "a broken number")


def same_unit(mention: Mention, unit: Unit) -> bool:
    """Whether the words behind a number begin with a unit's name."""
    forms = getattr(unit.name, mention.language).values()
    counted = accented(mention.unit)
    return any(counted.startswith(accented(form).strip()) for form in forms)


def suggested(scan: Scan, mention: Mention, collection: Collection) -> list[Indicator]:
    """Return the indicators that a figure may be of, likeliest first.

    By the words of their names, those few of them have before all, near the number or farther in
    its sentence; and by their units. Those that the check would refuse are left out.
    """
    language, units = scan.language, collection.records.units
    around = _around(scan.article.text, mention)
    if mention.measure == "duration":  # "two years ago": its unit tells nothing
        for stem in _stems(mention.unit, language):
            around.pop(stem, None)
    named = {i.id: _stems(i.name[language], language) for i in collection.records.indicators}
    spread = Counter(stem for stems in named.values() for stem in stems)
    scored = []
    for indicator in collection.records.indicators:
        if clash(mention, indicator):
            continue
        stems = named[indicator.id]
        found = sum(around.get(stem, 0) / spread[stem] for stem in stems)
        share = found / (sum(1 / spread[stem] for stem in stems) or 1)
        score = share * (1 + same_unit(mention, units[indicator.unit]))
        if score >= _LIKELY:
            scored.append((score, indicator))
    return [indicator for _, indicator in sorted(scored, key=lambda pair: -pair[0])][:5]


def _around(text: str, mention: Mention) -> dict[str, float]:
    """Return how much the words of a mention's sentence tell: all in its clause, less beyond."""
    begin, end = sentence(text, mention)
    before, after = text[begin : mention.start], text[mention.end : end]
    near = " ".join(_CLAUSE.split(before)[-1].split()[-_NEAR:])
    near += " " + " ".join(_CLAUSE.split(after)[0].split()[:_NEAR])
    told = dict.fromkeys(_stems(before, mention.language) | _stems(after, mention.language), _FAR)
    return told | dict.fromkeys(_stems(near, mention.language), 1.0)


@lru_cache(maxsize=4096)
def _stems(words: str, language: str) -> frozenset[str]:
    """Return the words for comparing: of Hangul two syllables, as particles follow; no plural."""
    said = re.findall(r"\w+", words)
    telling = (word for word in said if language != "en" or not _SMALL.fullmatch(word))
    return frozenset(map(_stem, telling))


def _stem(word: str) -> str:
    if "가" <= word[0] <= "힣":
        return word[:2]
    if word.isupper() and len(word) > 1:
        return word  # "IT" is no "it"
    return re.sub(r"(?<=[a-z]{3})s$", "", accented(word))


def sentence(text: str, mention: Mention) -> tuple[int, int]:
    """Return where the sentence begins and ends in which a mention stands."""
    ends = re.compile(r"[.!?](?=\s)|\n")
    first = max(0, mention.start - _LONGEST_SENTENCE)
    begin = max((m.end() for m in ends.finditer(text, first, mention.start)), default=first)
    end = ends.search(text, mention.end, mention.end + _LONGEST_SENTENCE)
    return begin, end.start() if end else min(len(text), mention.end + _LONGEST_SENTENCE)
