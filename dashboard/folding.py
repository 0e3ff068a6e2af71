"""Letters for comparing: without case, with accents or bare; and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import filterfalse
from unicodedata import category, combining, normalize

#: The sign between thousands, whichever the language: "3.552" and "3,552" are sought as "3552".
_GROUPING = re.compile(r"[.,](?<=\d[.,])(?=\d{3}(?!\d))")
Range = tuple[int, int]


def folded(text: str) -> str:
    """Return a text for comparing: without case, accents and tone marks, each space single.

    "Trường  Đại học" gives "truong dai hoc". Decomposed before and after the case is folded, as
    Unicode's canonical caseless matching is (section 3.13), then recomposed, so that a syllable of
    Hangul stays whole and no consonant matches inside it.
    """
    return " ".join(bare(text).split())


def bare(text: str) -> str:
    """Return a text without case, accents and tone marks, its spaces as they are."""
    if text.isascii():
        return text.lower()
    letters = normalize("NFD", normalize("NFD", text).casefold())
    return normalize("NFC", "".join(filterfalse(combining, letters))).replace("đ", "d")


def accented(text: str) -> str:
    """Return a text without case; the same for all ways to write the same letters."""
    if text.isascii():
        return text.lower()
    return normalize("NFC", normalize("NFD", text).casefold())


def as_sought(text: str, fold: Callable[[str], str] = folded) -> str:
    """Return a text as it is sought in: folded, its spaces single, its thousands together."""
    return _GROUPING.sub("", " ".join(fold(text).split()))


def trimmed(word: str) -> str:
    """Return a word without the signs around it."""
    return re.sub(r"^\W+|\W+$", "", word)


def at_beginning(word: str) -> re.Pattern[str]:
    """Return a pattern that finds letters at the beginning of a word, by the letters first."""
    return re.compile(rf"{re.escape(word)}(?<!\w{re.escape(word)})")


def occurs(word: str, without: str = "") -> Callable[[str], object]:
    """Return what tells whether a text holds a word: at a word's beginning, or in it.

    Latin letters are met at a beginning, so that "ai" is not found in "đại"; Hangul, which joins
    its particles to a word, and other scripts anywhere. ``without`` is the word without accents,
    where it has any.
    """
    latin = (without or word).isascii()
    return at_beginning(word).search if latin else lambda text: word in text


def spots(text: str, with_accents: str, without: str) -> set[Range]:
    """Return where letters stand: with their accents, else bare; beginning words, else in them."""
    for letters, fold in ((with_accents, accented), (without, bare)):
        sought, origins = _traced(text, fold)
        anywhere = [] if without.isascii() else [re.compile(re.escape(letters))]
        for pattern in (at_beginning(letters), *anywhere):
            if found := [match.span() for match in pattern.finditer(sought)]:
                return {(origins[start][0], origins[end - 1][1]) for start, end in found}
    return set()


def _traced(text: str, fold: Callable[[str], str]) -> tuple[str, list[Range]]:
    """Return a text as it is sought in, and from which range of the text each letter comes."""
    letters: list[tuple[str, Range]] = []
    for start, end in _clusters(text):
        for letter in fold(text[start:end]):
            if not letter.isspace():
                letters.append((letter, (start, end)))
            elif letters and letters[-1][0] != " ":
                letters.append((" ", (start, end)))
    sought = "".join(letter for letter, _ in letters).rstrip()
    signs = {match.start() for match in _GROUPING.finditer(sought)}
    origins = [origin for n, (_, origin) in enumerate(letters) if n not in signs]
    return _GROUPING.sub("", sought), origins


def _clusters(text: str) -> Iterator[Range]:
    """Yield the ranges that can be folded one by one: a letter and its marks, a syllable."""
    start = 0
    for place, sign in enumerate(text):
        joins = category(sign).startswith("M") or "\u1160" <= sign <= "\u11ff"
        if place and not joins:
            yield start, place
            start = place
    if text:
        yield start, len(text)
