"""How prose writes quantities: text in, mentions out. Vietnamese, English and Korean."""

from dashboard.numerals.grammar import LANGUAGES
from dashboard.numerals.mention import Mention, MentionKind
from dashboard.numerals.reading import read_numbers

__all__ = ["LANGUAGES", "Mention", "MentionKind", "read_numbers"]
