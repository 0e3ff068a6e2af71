"""The questions that make a claim of a number."""

from __future__ import annotations

import re
from typing import Literal, get_args

from dashboard.additions import Additions
from dashboard.answers import Answers
from dashboard.beginnings import measure_of, new_indicator
from dashboard.claim import HEDGES, Modality
from dashboard.collection import Collection
from dashboard.drafting import Fields, claim_id, claim_record, in_order, span
from dashboard.errors import suggestion
from dashboard.fields import Id, Period, Phrase, Words, complaint
from dashboard.model import Indicator
from dashboard.numerals import Mention, read_numbers
from dashboard.questions import Wrong, an_id, fits_if_any, in_three, one_of
from dashboard.scan_report import LANGUAGE_NAMES, valued
from dashboard.scanning import Scan
from dashboard.suggestions import clash, same_unit, sentence, suggested

_PERIOD = """  The time that the figure itself is of, only where the text says so:
  YYYY, YYYY-MM, YYYY-MM-DD, or two of them joined by /. Of a target, when it shall be reached."""
_SPEAKER = "  Who says it as the article names them, anywhere in it, copied letter by letter."
_SUBJECT = "  Words of the same line that say what is counted, copied letter by letter."
_VALUE = "  The number with its hedge and its unit, copied letter by letter; seven words at most."
_GLOSS = "  Our translation of the value's words, for readers of the other languages."
_ATTRIBUTION = "  explicit: named in the sentence; implied: the words before name them"
_HEDGE = "  What the words say of the number: over, about … as an editor reads them; say why next."
_MODALITIES = """  fact: so it is, or was; estimate: somebody's reckoning
  plan: the size of a programme; target: what shall be reached; forecast: what is expected"""


class Claiming:
    """The questions that make claims of an article's numbers, and add them to what is new."""

    def __init__(
        self, scan: Scan, collection: Collection, answers: Answers, added: Additions
    ) -> None:
        self.scan, self.collection, self.answers, self.added = scan, collection, answers, added
        derived = (derived.id for derived in collection.records.derived)
        self.ids = {*collection.claims, *collection.charts, *derived}

    def new_id(self, name: str) -> str:
        """Return what speaks against an id for a new record."""
        taken = name in self.ids or name in self.collection.sources
        return complaint(Id, name) or (f"'{name}' is taken" if taken else "")

    def claim(self, key: str, mention: Mention) -> None:
        """Ask for what a claim needs besides its number."""
        record, source = self.added.record, self.scan.source
        indicator = self._indicator(key, mention)
        series = self._series(key, indicator, mention)
        of = record["id"] if record else source.id if source else ""
        day = record["published"]["date"] if record else None
        if source:
            day = (source.stated_on or source.published).date
        name = claim_id(indicator, day and day[:4], series, of, self.ids)
        self.ids.add(name)
        claim = claim_record(self.scan, mention, name, of)
        choices = get_args(Modality)
        claim["modality"] = self.answers.to(
            f"{key} modality", f"  {', '.join(choices)}", mention.modality, one_of(choices),
            about=_MODALITIES,
        )  # fmt: skip
        if claim["modality"] == "fact":
            del claim["modality"]
        self._per(key, claim, indicator, series, mention)
        if series:
            claim["series"] = series
        self._period(key, claim, mention)
        self._evidence(key, claim, mention)
        self._said_by(key, claim, mention)
        self._gloss(key, claim)
        self.added.claims.setdefault(indicator, []).append(in_order(claim))

    def _indicator(self, key: str, mention: Mention) -> str:
        """Ask which indicator a figure is of; a new one is begun."""
        near = suggested(self.scan, mention, self.collection)
        known = {*self.collection.indicators, *self.added.indicators}
        begun = [name for name in self.added.indicators if not self._unsuited(name, known, mention)]
        told = [*map(self._told, near), *(f"{name} (begun here)" for name in begun)]
        unanswered = (
            "type " + "the number of one above, or " * bool(told) + "an id; ? shows them all"
        )
        names = [*(indicator.id for indicator in near), *begun]
        answer = self.answers.to(
            f"{key} indicator", "  of the indicator: a number, an id, new ID, or ? for all", "",
            lambda answer: self._unsuited(answer, known, mention) if answer else unanswered,
            meant={str(n): name for n, name in enumerate(names, 1)},
            about="\n".join(f"  {self._told(i)}" for i in self.collection.records.indicators),
            shown="\n".join(f"    {n} {one}" for n, one in enumerate(told, 1)),
        )  # fmt: skip
        name = answer.removeprefix("new ")
        if name not in known:
            self.added.indicators[name] = new_indicator(
                self.answers, self.collection, self.added, name, mention
            )
            self.ids.add(name)
        elif held := self.collection.indicators.get(name):
            unit = self.collection.records.units[held.unit]
            asked = self.answers.has_just_asked(f"{key} indicator")
            if asked and mention.unit and not same_unit(mention, unit):
                self.answers.say(
                    f"  (the article counts '{mention.unit}', '{name}' counts"
                    f" {unit.name.en['other']}: if they are not the same, < goes back)"
                )
        return name

    def _told(self, indicator: Indicator) -> str:
        """Return an indicator's id, name, unit, and last value; a series may have another unit."""
        unit = self.collection.records.units[indicator.unit].name.en["other"]
        own = [claim for claim in indicator.claims if not claim.series]
        last = f"; last {valued(own[-1].value, own[-1].low, own[-1].high)}" if own else ""
        return f"{indicator.id}: {indicator.name['en']} ({unit}{last})"

    def _unsuited(self, answer: str, known: set[str], mention: Mention) -> str:
        """Return why a figure is not of an indicator: there is none, or of another kind."""
        if answer in self.added.indicators:
            begun, measure = self.added.indicators[answer], measure_of(mention)
            same = begun["measure"] == measure
            return "" if same else f"'{answer}' was begun as a {begun['measure']}, not a {measure}"
        if answer in known:
            return clash(mention, self.collection.indicators[answer])
        if not answer.startswith("new "):
            return f"no indicator has the id '{answer}'; {suggestion(answer, known)}"
        record, source = self.added.record, self.scan.source
        role = record.get("role", "primary") if record else source.role if source else "primary"
        if role != "primary":
            return "a new indicator begins with a claim of a primary source; this one is context"
        return self.new_id(answer.removeprefix("new "))

    def _series(self, key: str, indicator: str, mention: Mention) -> str:
        """Ask of which series a claim is, where its indicator has some."""
        held = self.collection.indicators.get(indicator)
        if held is None or not held.series:
            return ""

        choices = one_of(["", *held.series])

        def wrong(answer: str) -> str:
            return choices(answer) or clash(mention, held, answer)

        about = "\n".join(f"  {name}: {own.name['en']}" for name, own in held.series.items())
        question = f"  of a series: {', '.join(held.series)} (Enter: the indicator's own)"
        return self.answers.to(f"{key} series", question, "", wrong, about=about)

    def _per(self, key: str, claim: Fields, indicator: str, series: str, mention: Mention) -> None:
        """Give a claim of a flow its period, that of the others, and no other claim one."""
        held = self.collection.indicators.get(indicator)
        if held:
            measure = held.of_series(series or None).measure
            others = [c.per for c in held.claims if (c.series or "") == series]
        else:
            measure = self.added.indicators[indicator]["measure"]
            others = [c.get("per") for c in self.added.claims.get(indicator, [])]
        claim.pop("per", None)
        if measure == "flow":
            periods = [others[0]] if others and others[0] else ["year", "month", "week", "day"]
            default = mention.per if mention.per and mention.per in periods else periods[0]
            question = f"  per: {', '.join(periods)}"
            claim["per"] = self.answers.to(f"{key} per", question, default, one_of(periods))

    def _period(self, key: str, claim: Fields, mention: Mention) -> None:
        """Ask what time a figure refers to, where its sentence names a time."""
        begin, end = sentence(self.scan.article.text, mention)
        named = [
            reading.mention.text
            for reading in self.scan.readings
            if reading.mention.kind == "date" and begin <= reading.mention.start < end
        ]
        if not named:
            return
        times = ", ".join(named)
        question = f"  refers to, as YYYY or YYYY-MM … (Enter: not told; named: {times})"
        wrong = fits_if_any(Period)
        if period := self.answers.to(f"{key} period", question, "", wrong, about=_PERIOD):
            claim["reference_period"] = period

    def _evidence(self, key: str, claim: Fields, mention: Mention) -> None:
        """Ask for the words that prove the claim, and how they are read where that is not plain."""
        proposed = claim["evidence"]["value"]["phrase"]
        words = self.answers.to(
            f"{key} value", "  words of the value", proposed, self._value(mention), about=_VALUE
        )
        claim["evidence"]["value"] = self._span(mention, words)
        other = self._worth(key, claim, mention)
        if mention.doubt or not words.startswith(mention.text):  # words before it may hedge it
            other = self._hedge(key, claim, mention) or other
        if other:
            why = in_three(self.answers, f"{key} reading why", "  why")
            claim["reading"] = {"basis": "inferred", "why": why}
        question = "  words of what is counted (Enter: none)"
        quoted = self._quoted(mention, "line")
        if subject := self.answers.to(f"{key} subject", question, "", quoted, about=_SUBJECT):
            claim["evidence"]["subject"] = self._span(mention, subject)

    def _worth(self, key: str, claim: Fields, mention: Mention) -> bool:
        """Ask which of two values digits have whose sign may group or part them.

        Return whether it is another than the language's own.
        """
        if mention.other is None:
            return False
        if isinstance(mention.other, tuple):
            otherwise = dict(zip(("low", "high"), mention.other, strict=True))
        else:
            otherwise = {"value": mention.other}
        read, other = valued(mention.value, mention.low, mention.high), valued(**otherwise)
        question, about = f"  the value: {read} or {other}", f"  {mention.doubt}"
        wrong = one_of([read, other])
        if self.answers.to(f"{key} worth", question, read, wrong, about=about) == read:
            return False
        claim.update(otherwise)
        return True

    def _hedge(self, key: str, claim: Fields, mention: Mention) -> bool:
        """Ask how the words are meant; an editor may read more in them than the grammar does.

        Return whether one does.
        """
        hedges = [mention.hedge] if mention.hedge == "none_yet" else [*HEDGES[:-1]]
        question = f"  hedge: {', '.join(hedges)}"
        hedge = self.answers.to(
            f"{key} hedge", question, mention.hedge, one_of(hedges), about=_HEDGE
        )
        if hedge == mention.hedge:
            return False
        claim["hedge"] = hedge
        return True

    def _gloss(self, key: str, claim: Fields) -> None:
        gloss: dict[str, str | None] = dict.fromkeys(LANGUAGE_NAMES)
        for language, named in LANGUAGE_NAMES.items():
            if language != self.scan.language:
                question = f"  the value's words in {named} (Enter: none)"
                wrong = fits_if_any(Words)
                said = self.answers.to(f"{key} gloss {language}", question, "", wrong, about=_GLOSS)
                gloss[language] = said or None
        if any(gloss.values()):
            claim["gloss"] = gloss

    def _said_by(self, key: str, claim: Fields, mention: Mention) -> None:
        held = self.collection.records.speakers
        named = {name: speaker.name["en"] for name, speaker in held.items()}
        named |= {name: entry["name"]["en"] for name, entry in self.added.speakers.items()}
        question = "  who says it: a speaker's id, new ID, ? for all (Enter: the paper itself)"
        about = "\n".join(f"  {name}: {said}" for name, said in named.items()) or "  none is known"
        speaker = an_id(self.answers, f"{key} speaker", question, {"", *named}, about)
        if not speaker:
            claim["said_by"] = {"speaker": None, "attribution": "article"}
            return
        if speaker not in named:
            who = in_three(self.answers, f"speaker {speaker}", "  who that is")
            self.added.speakers[speaker] = {"name": who}
        question, quoted = "  words that name them (Enter: none)", self._quoted(mention, "article")
        words = self.answers.to(f"{key} speaker words", question, "", quoted, about=_SPEAKER)
        if words:
            claim["evidence"]["speaker"] = self._span(mention, words)
        begin, end = sentence(self.scan.article.text, mention)
        near = words and words in self.scan.article.text[begin:end]
        question, choices = "  explicit or implied", ("explicit", "implied")
        how = self.answers.to(
            f"{key} attribution", question, "explicit" if near else "implied", one_of(choices),
            about=_ATTRIBUTION,
        )  # fmt: skip
        claim["said_by"] = {"speaker": speaker, "attribution": how}

    def _quoted(self, mention: Mention, where: Literal["line", "article"]) -> Wrong:
        """Return what complains of words that are not quoted from the mention's line, or at all."""
        lines = self.scan.article.text.split("\n")
        searched, place = lines, "in the article"
        if where == "line":
            searched, place = [lines[mention.line - 1]], f"on line {mention.line}"

        def wrong(words: str) -> str:
            if not any(words in line for line in searched):
                return f"not {place}, letter by letter"
            return complaint(Phrase, words) if words else ""

        return wrong

    def _value(self, mention: Mention) -> Wrong:
        """Return what complains of words that do not prove the mention alone."""
        quoted = self._quoted(mention, "line")

        def wrong(words: str) -> str:
            if complaint := quoted(words):
                return complaint
            if mention.text not in words:
                return f"with '{mention.text}' in it"
            read = read_numbers(words, mention.language)
            others = [m.text for m in read if m.text not in mention.text]
            return f"without '{others[0]}': one number a span" if others and len(read) > 1 else ""

        return wrong

    def _span(self, mention: Mention, words: str) -> Fields:
        """Return words as a span: those nearest to the number, on its line if they are there."""
        text = self.scan.article.text
        starts = [match.start() for match in re.finditer(f"(?={re.escape(words)})", text)]

        def distance(start: int) -> tuple[bool, float]:
            between = text[min(start, mention.start) : max(start, mention.start)]
            return "\n" in between, abs(start + len(words) / 2 - mention.start)

        start = min(starts, key=distance)
        self.added.spans.append((start, start + len(words)))
        return span(text, start, start + len(words))
