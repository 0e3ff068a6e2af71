"""What the voices on an indicator tell together, in sentences computed from the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dashboard.claim import Claim
from dashboard.collection import Collection
from dashboard.comparison import Comparison, Disagreement, compared, interval, runs, spoken_for
from dashboard.model import WORDED, Indicator
from dashboard.wording import N_, Wording

Theme = Literal[
    "tension", "disagreement", "trend", "standing", "echo", "agreement", "undated", "apart"
]
#: Which sentence stands for the whole story where there is room for one.
_BRIEFLY: tuple[Theme, ...] = ("trend", "disagreement", "echo", "agreement", "apart", "undated")
_COMPARED: frozenset[Theme] = frozenset({"agreement", "disagreement", "undated"})


@dataclass(frozen=True)
class Sentence:
    """One sentence of a story, what it is about, and the claims that it is computed from."""

    theme: Theme
    text: str
    claims: tuple[Claim, ...]


def story(collection: Collection, indicator: Indicator, words: Wording) -> list[Sentence]:
    """Return what the claims on an indicator tell together, context included.

    What a reader saw comes first, then what rose or fell, where the article's figure stands, what
    repeats another, what agrees, what does not, and what cannot be compared.
    """
    teller = _Teller(collection, indicator, words)
    told = [
        *teller.tensions(),
        *teller.trends(),
        *teller.standing(),
        *teller.echoes(),
        *teller.comparisons(),
        *teller.apart(),
    ]
    return [Sentence(theme, text, claims) for theme, text, claims in told]


def in_brief(collection: Collection, sentences: list[Sentence]) -> Sentence | None:
    """Return the one sentence that says most; None where nobody else says anything.

    That others agree among each other says less than that they count something else.
    """
    briefly = (
        s
        for s in sentences
        if s.theme in _BRIEFLY
        and (s.theme not in _COMPARED or any(map(collection.is_primary, s.claims)))
    )
    # Of several trends the longest; min and max take the first of equals.
    order = {theme: place for place, theme in enumerate(_BRIEFLY)}
    return min(briefly, key=lambda s: (order[s.theme], -len(s.claims)), default=None)


def disagreement_said(collection: Collection, pair: Disagreement, words: Wording) -> str:
    """Return what a reader tells of two claims, else that they do not agree."""
    if pair.why:
        return pair.why[words.language]
    teller = _Teller(collection, collection.claims[pair.earlier.id][0], words)
    return teller.compared_as(Comparison(pair.earlier, pair.later, agree=False))


_Told = Iterator[tuple[Theme, str, tuple[Claim, ...]]]


def _theme(pair: Comparison) -> Theme:
    if pair.disagree:
        return "disagreement"
    return "agreement" if pair.agree else "undated"


def _message(pair: Comparison) -> str:
    if pair.disagree:
        return N_("{one} and {other} do not agree.")
    if not pair.agree:
        return N_("{one} and {other} differ; they may speak of two times.")
    if not pair.dated:
        return N_("{one} and {other} agree, though not both are dated.")
    if interval(pair.earlier) == interval(pair.later):
        return N_("{one} and {other} say the same.")
    return N_("{one} and {other} agree within what their hedges leave open.")


class _Teller:
    def __init__(self, collection: Collection, indicator: Indicator, words: Wording) -> None:
        self.collection, self.indicator, self.words = collection, indicator, words

    def tensions(self) -> _Told:
        own = {claim.id for claim in self.indicator.claims}
        for tension in self.collection.records.tensions:
            if own & {*tension.claims}:
                claims = tuple(self.collection.claims[name][1] for name in tension.claims)
                yield "tension", tension.why[self.words.language], claims

    def trends(self) -> _Told:
        """Yield what rose or fell, each run of each series from its first to its last point."""
        for series in (None, *self.indicator.series):
            for run in runs(c for c in self.indicator.claims if c.series == series):
                if len(run) < 2 or self.indicator.kind in WORDED:
                    continue
                name = self.indicator.of_series(series).name[self.words.language]
                ends = {"first": self._figure(run[0]), "when": self._when(run[0])}
                ends |= {"last": self._figure(run[-1]), "then": self._when(run[-1])}
                yield "trend", self._moved(run, name=name, **ends), tuple(run)

    def _moved(self, run: list[Claim], **ends: str) -> str:
        words = self.words
        values = [claim.value or 0 for claim in run]
        if all(a <= b for a, b in pairwise(values)) and values[0] < values[-1]:
            return words("{name}: rose from {first} ({when}) to {last} ({then}).", **ends)
        if all(a >= b for a, b in pairwise(values)) and values[0] > values[-1]:
            return words("{name}: fell from {first} ({when}) to {last} ({then}).", **ends)
        if len(set(values)) == 1:
            return words("{name}: {first} ({when}), and still {last} ({then}).", **ends)
        return words("{name}: went up and down, from {first} ({when}) to {last} ({then}).", **ends)

    def standing(self) -> _Told:
        """Yield where each of the articles' figures stands among the others of its series."""
        if self.indicator.kind in WORDED:
            return
        for claim in self.collection.own_claims(self.indicator):
            others = [c for c in self.indicator.claims if c.series == claim.series]
            others = [c for c in others if not self.collection.is_primary(c) and c.value]
            text = self._between(claim, others) if claim.value else ""
            if text:
                yield "standing", text, (claim, *others)

    def _between(self, claim: Claim, others: list[Claim]) -> str:
        """Return the nearest figures in time before and after one, and how many are lower."""
        words, day = self.words, spoken_for(self.collection, claim)
        dated = [(other, c) for c in others if (other := spoken_for(self.collection, c))]
        dated.sort(key=lambda pair: pair[0])
        earlier = [c for other, c in dated if day and other < day][-1:]
        later = [c for other, c in dated if day and other > day][:1]
        own = {"figure": self._figure(claim), "date": self._when(claim)}
        places = [{"other": self._figure(c), "when": self._when(c)} for c in (*earlier, *later)]
        if not places or len(others) < 2:
            return ""
        if earlier and later:
            said = words(
                "The article’s {figure} ({date}) stands in time between {other} ({when}) and"
                " {last} ({then}).",
                **own, **places[0], last=places[1]["other"], then=places[1]["when"],
            )  # fmt: skip
        elif earlier:
            said = words("The article’s {figure} ({date}) comes after {other} ({when}).",
                         **own, **places[0])  # fmt: skip
        else:
            said = words("The article’s {figure} ({date}) comes before {other} ({when}).",
                         **own, **places[0])  # fmt: skip
        lower = sum((c.value or 0) < (claim.value or 0) for c in others)
        higher = sum((c.value or 0) > (claim.value or 0) for c in others)
        ranked = words.plural(
            "Of {n} other figure it is above {lower} and below {higher}.",
            "Of {n} other figures it is above {lower} and below {higher}.",
            len(others), lower=words.number(lower), higher=words.number(higher),
        )  # fmt: skip
        return f"{said} {ranked}"

    def echoes(self) -> _Told:
        for claim in self.indicator.claims:
            if claim.echoes is None:
                continue
            earlier = self.collection.claims[claim.echoes.claim][1]
            said = self.words(
                "{figure} ({when}) repeats a figure told since {since}: {earlier} ({publisher})."
                " One voice, not two.",
                figure=self._figure(claim),
                when=self._when(claim),
                since=self.words.dated(self.collection.stated_on(earlier)),
                earlier=self._figure(earlier),
                publisher=self._publisher(earlier),
            )
            if claim.echoes.inferred:
                said += " " + self.words("That it repeats it is our inference.")
            yield "echo", said, (claim, earlier)

    def comparisons(self) -> _Told:
        """Yield of each two claims that can be compared whether they agree; computed."""
        for pair in compared(self.collection, self.indicator):
            yield _theme(pair), self.compared_as(pair), (pair.earlier, pair.later)

    def compared_as(self, pair: Comparison) -> str:
        """Return what two claims that can be compared are to each other."""
        one, other = self._voice(pair.earlier), self._voice(pair.later)
        return self.words(_message(pair), one=one, other=other)

    def apart(self) -> _Told:
        """Yield what cannot be compared with the indicator's own figures, and why."""
        for name, series in self.indicator.series.items():
            if claims := tuple(c for c in self.indicator.claims if c.series == name):
                said = self.words(
                    "Not to be compared: {name}, {figures}. {why}",
                    name=series.name[self.words.language],
                    figures=self.words.listed(map(self._figure, claims)),
                    why=series.why_apart[self.words.language],
                )
                yield "apart", said, claims

    def _figure(self, claim: Claim) -> str:
        """Return a figure; with its unit where that is money."""
        measured = self.collection.claims[claim.id][0]
        unit = self.collection.records.units[measured.unit]
        return self.words.hedged(measured, claim, unit if measured.measure == "money" else None)

    def _when(self, claim: Claim) -> str:
        """Return what time a figure is of, and what it is if no fact: "2022, planned"."""
        stated = self.collection.stated_on(claim)
        if claim.reference_period:
            said = self.words.period(claim.reference_period)
        elif stated.date is None:
            said = self.words("no date")
        else:
            said = self.words("stated {date}", date=self.words.dated(stated))
        return ", ".join(filter(None, (said, self.words.modality(claim))))

    def _voice(self, claim: Claim) -> str:
        return self.words(
            "{figure} ({publisher}, {when})",
            figure=self._figure(claim),
            publisher=self._publisher(claim),
            when=self._when(claim),
        )

    def _publisher(self, claim: Claim) -> str:
        return self.collection.sources[claim.source].publisher.name
