"""A language's tables made into patterns: which may begin where, and what may follow."""

from __future__ import annotations

import re
from functools import cache, partial

from dashboard.claim import Hedge
from dashboard.numerals.amounts import DIGITS, Exact, Worth, digits_worth, total_of
from dashboard.numerals.english import ENGLISH
from dashboard.numerals.korean import KOREAN
from dashboard.numerals.language import (
    DIGIT,
    Branch,
    BranchKind,
    Language,
    Phrases,
    any_of,
    together,
)
from dashboard.numerals.vietnamese import VIETNAMESE

#: The languages in which numbers are read.
LANGUAGES = {language.code: language for language in (VIETNAMESE, ENGLISH, KOREAN)}
_DIGITS = re.compile(DIGITS)
#: The kinds that may have a hedge before them.
_HEDGED = {"share", "times", "number_word", "one", "duration", "date", "age", "skip"}


def _named(pattern: str, name: str) -> str:
    """Give the one capturing group of a pattern a name."""
    return re.sub(r"(?<!\\)\((?!\?)", f"(?P<{name}>", pattern, count=1)


class Grammar:
    """A language's patterns, compiled: which may begin with an opener, and what may follow."""

    def __init__(self, language: Language) -> None:
        self.language = language
        hedges, cues = together(*language.hedges.values()), together(*language.cues.values())
        # Half as long to compile where capitals need not be minded.
        compiled = partial(re.compile, flags=re.IGNORECASE if language.cased else re.NOFLAG)
        self._compiled = compiled

        def optional(pattern: str) -> re.Pattern[str] | None:
            """Return None for what a language lacks: to look for nothing takes its time, too."""
            return compiled(pattern) if pattern else None

        signs = any_of(language.signs)
        edge = r"(?!\w)" if language.spaced else ""
        number = rf"(?:(?!\d)(?P<sign>(?i:{signs}))\s?(?=\d))?(?P<number>{language.number})"
        #: What the groups of the patterns of beginnings are.
        self.kinds: dict[str, BranchKind] = {f"cue__{cue}": cue for cue in language.cues}
        self.kinds["name__"] = "name"
        self._branches: list[tuple[Branch, str]] = []
        for n, branch in enumerate(language.branches):
            group = f"{branch.kind}__{n}"
            self._branches.append((branch, _named(branch.pattern, group)))
            self.kinds[group] = branch.kind
        openers = (branch.openers for branch in language.branches)
        words = {
            *together(language.signs, language.number_openers, hedges, cues, *openers).split("|")
        }
        words -= {DIGIT, "+", "("}
        space = r"\s+" if language.spaced else r"\s*"
        self.hedge = compiled(rf"(?!{language.unhedged})({any_of(hedges)}){space}")
        firsts = {word[0] for word in words}
        if language.spaced:  # most places are amid a word or no word: those are passed at once
            marks = "".join(re.escape(first) for first in sorted(firsts) if not first.isalnum())
            begins = rf"(?![\s.,])(?:\b|(?=[\d{marks}+(]))"
            phrases = rf"{any_of('|'.join(words))}{edge}"
        else:  # one class tells that most letters begin none
            begins = rf"(?=[\d+({re.escape(''.join(sorted(firsts)))}])"
            phrases = rf"(?:(?<!\w)|(?=/)){any_of('|'.join(words))}{edge}|{any_of(cues)}"
        #: Where a quantity may begin, in lower case.
        self.opener = re.compile(
            rf"{begins}(?:\d|{phrases}|(?:{signs})(?=\s?\d)|\+(?=\d)|\((?=0\d|\+))"
        )
        self.name = compiled(rf"(?P<name__>{language.name})")
        tail = "|".join(f"(?P<{name}>{pattern})" for name, pattern in language.tail.items())
        self.tail = compiled(tail)
        self.number = compiled(number)
        self.joins = compiled(language.joins)
        after = any_of(together(*language.hedges_after.values()))
        self.after = compiled(language.after.replace("{hedges}", after))
        second = rf"(?<=\d)[-–](\d{{1,4}}){language.ranked}"
        self.second_rank = optional(second if language.ranked else "")
        self.hedge_inside = optional(language.hedge_inside)
        self.rate = optional(language.rate)
        self.rate_before = optional(language.rate_before)
        self.multiple = optional(language.multiple)
        self.particles = optional(language.particles)
        self.spread = optional(language.spread)
        self.sign_scales = optional(language.sign_scales)
        self.out_of = optional(rf"{language.out_of}\Z" if language.out_of else "")
        self.gap_of_shares = optional(language.gap_of_shares)
        self.minus_words = tuple(language.minus.split("|"))
        self.minus = compiled(rf"(?<!\w)(?<!plus or )(?:{any_of(language.minus)})\s*$")
        self.gap = compiled(language.gap)
        self.levels = compiled(language.levels)
        self.change_after = compiled(language.change_after)
        self.clause_before = optional(language.clause_before)
        self.clause_behind = optional(language.clause_behind)
        self.unit = compiled(language.unit.replace("{stops}", any_of(language.stops)))
        ends = r"(?![\w'’-])" if language.spaced else r"\w?(?!\w)"  # in Korean also "년간"
        self.time = compiled(any_of(language.times) + ends)
        self.uncounted = [
            (kind, compiled(rf"(?:{before})\Z"), compiled(number))
            for kind, before, number in language.uncounted
        ]
        #: Whether a number may be one of those at all.
        self.may_not_count = compiled("|".join(one.number for one in language.uncounted) or "(?!)")
        self.token = compiled(language.token)
        self.clause = compiled(language.clause)
        self.counted = compiled(language.counted)
        self.during = frozenset(language.during.split("|"))
        self.hedges: dict[str, Hedge] = {
            word: hedge
            for table in (language.hedges, language.hedges_after)
            for hedge, words in table.items()
            for word in words.split("|")
        }

    @cache  # noqa: B019  # a grammar lives as long as the program
    def beginnings(self, opener: str, hedged: bool = False) -> list[re.Pattern[str]]:
        """Return patterns of what may begin with an opener or with its first words, in order.

        Last comes a plain number, if one may; behind a hedge there are less.
        """
        language = self.language
        gap, edge = (" ", r"(?!\w)") if language.spaced else ("", "")

        def fitting(phrases: Phrases) -> Phrases:
            return "|".join(
                one for one in phrases.split("|") if (opener + gap).startswith(one + gap)
            )

        cues = (
            rf"(?P<cue__{tells}>{any_of(words)}){edge}{language.uncued}"
            for tells, phrases in language.cues.items()
            if (words := fitting(phrases)) and not hedged
        )
        branches = (
            pattern
            for branch, pattern in self._branches
            if fitting(branch.openers) and (branch.kind in _HEDGED or not hedged)
        )
        joined = "|".join((*cues, *branches))
        patterns = [self._compiled(joined)] if joined else []
        numbers = together(DIGIT, language.signs, language.number_openers)
        return [*patterns, self.number] if fitting(numbers) else patterns

    def worth(self, text: str) -> Worth:
        """Return what a number is worth, and what else its digits may mean."""
        code = self.language.code
        if text.isdigit() or _DIGITS.fullmatch(text):
            return digits_worth(text, code)
        if (value := self.language.values.get(text)) is not None:
            return Worth(value)
        words = self.token.findall(text.casefold())
        digits = {word: digits_worth(word, code) for word in words if word[-1].isdigit()}
        tokens: list[str | Exact] = []
        for word in words:
            if word not in digits:
                tokens.append(word)
            elif (value := digits[word].value) is None:
                return digits[word]
            else:
                tokens.append(value)
        total = total_of(tokens, self.language.values, self.language.tens, self.language.scales)
        scaled = not self.language.scales.keys().isdisjoint(words)
        doubts = () if scaled else (worth.doubt for worth in digits.values())
        return Worth(total, "; ".join(filter(None, doubts)))

    def scale_of(self, text: str) -> int:
        """Return the scale with which a number ends; 1 where it has none."""
        last = self.token.findall(text.casefold())[-1]
        return self.language.scales.get(last, self.language.tens.get(last, 1))


@cache
def grammar_of(code: str) -> Grammar:
    """Return the patterns of a language that is read, compiled once."""
    return Grammar(LANGUAGES[code])
