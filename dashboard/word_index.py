"""Which texts of which records hold a word: an index, so that an answer takes no look at the rest.

A place is one integer, of bits that sort as answers do: how well the word fits there, which record,
which of its texts. So a word that thousands of records hold is ranked by sorting numbers.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dashboard.folding import bare

#: Letters and digits, with marks that join no letter.
_WORD = re.compile(r"[\w\u0300-\u036f\u1160-\u11ff]+")
_TEXT, _RECORD = 12, 24  # bits
_RECORDS = (1 << _RECORD) - 1
_INSIDE = 1 << (_RECORD + _TEXT)
_OTHER_ACCENTS = _INSIDE << 1
_LAYER = _OTHER_ACCENTS << 1
_UNLIKE = _LAYER << 2


class Ranked:
    """The records that hold a word, best first; each is looked up when it is asked for."""

    def __init__(self, places: NDArray[np.int64]) -> None:
        self._places = np.sort(places)
        _, first = np.unique(self._places >> _TEXT & _RECORDS, return_index=True)
        self._first = np.sort(first)

    def __len__(self) -> int:
        return len(self._first)

    def nth(self, number: int) -> tuple[int, list[int]]:
        """Return a record, and which of its texts fit best, in their order."""
        start = self._first[number]
        fit = int(self._places[start]) >> _TEXT
        end = np.searchsorted(self._places, fit + 1 << _TEXT)
        texts = self._places[start:end] % (1 << _TEXT)
        return fit & _RECORDS, texts.tolist()


class WordIndex:
    """The places of words; texts are added in the order of their records, folded but for accents.

    A text's layer, 0 to 2, is how much it says of its record: less is more.
    """

    def __init__(self) -> None:
        self._places: dict[str, array[int]] = {}

    def add(self, record: int, text: int, layer: int, words: str) -> None:
        """Add a text of a record, each by its number."""
        place = layer * _LAYER | record << _TEXT | text
        for word in set(_WORD.findall(words)):
            self._places.setdefault(word, array("q")).append(place)

    @cached_property
    def _words(self) -> list[tuple[str, str]]:
        """All words, each without its accents and with them, in the order of the former."""
        return sorted((bare(word), word) for word in self._places)

    def _met(self, word: str) -> Iterator[tuple[str, str]]:
        """Yield the words that begin with one without accents; Hangul is met anywhere in them."""
        if not word.isascii():
            yield from (pair for pair in self._words if word in pair[0])
            return
        for pair in self._words[bisect_left(self._words, (word, "")) :]:
            if not pair[0].startswith(word):
                break
            yield pair

    def holding(self, word: str) -> set[int]:
        """Return the records that may hold a word without accents, by its first letters or digits.

        What follows these, as in "co-operation", is to be looked at in the record itself.
        """
        letters = _WORD.search(word)
        if letters is None:
            return set()
        return {_record(p) for _, met in self._met(letters[0]) for p in self._places[met]}

    def ranked(self, word: str) -> Ranked:
        """Return the records that hold a word, one of letters and digits alone, best first.

        First with its accents, if it has any; then by layers; then with the same letters; then at
        a word's beginning; then in their order.
        """
        sought = bare(word)
        places = [np.empty(0, np.int64)]
        for without, met in self._met(sought):
            unlike = not met.startswith(word) if sought.isascii() else word not in met
            worse = unlike * _OTHER_ACCENTS | (not without.startswith(sought)) * _INSIDE
            worse |= (unlike and word != sought) * _UNLIKE
            places.append(np.frombuffer(self._places[met], np.int64) + worse)
        return Ranked(np.concatenate(places))


def is_one_word(text: str) -> bool:
    """Whether a text is letters and digits alone."""
    return bool(_WORD.fullmatch(text))


def _record(place: int) -> int:
    return place >> _TEXT & _RECORDS
