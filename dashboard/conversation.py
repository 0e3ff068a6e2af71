"""The questions that make records of an article, and the files that the answers make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, get_args

from dashboard import writing
from dashboard.answers import Answers, BackError
from dashboard.claim import Modality
from dashboard.collection import Collection
from dashboard.drafting import (
    Fields,
    claim_id,
    claim_record,
    no_figures,
    open_figures,
    printed_date,
    printed_title,
    proposed_reasons,
    slug,
    source_record,
    span,
    suggested,
    todo_text,
)
from dashboard.errors import UsageError, suggestion
from dashboard.fields import SPAN_WORDS, TODO, Id, PartialDate, Place, WebAddress, complaint
from dashboard.numerals import Mention, read_numbers
from dashboard.scan_report import LANGUAGE_NAMES, described, in_context
from dashboard.scanning import Reading, Scan
from dashboard.sources import ROLES, WhyNone

_REASONS = {
    "caption": "the number of a photograph",
    "date": "a date, a year, a time of day",
    "name": "part of a name: a law, a version, a product",
    "both": '"both", not a count',
    "article_word": '"a" or "one" as a word',
    "part_of_word": "part of a longer word",
    "beyond": "a figure of something that is not followed here",
    "other": "counts nothing: an age, an address, a score, a place in a list",
}
_WHAT = """  c: a claim of an indicator, at its words in the article
  n: no figure, with a reason
  l: later; until then the check asks for it, and the site keeps showing what it has
  q: stop asking; what is left is for later
  <: back to the question before (at any question)"""
_SUBJECT = "  Words of the same line that say what is counted, copied letter by letter."
_GLOSS = "  Our translation of the value's words, for readers of the other languages."


def _one_of(choices: Iterable[str]) -> Callable[[str], str]:
    """Return what complains of an answer that is none of the choices."""
    names = list(choices)
    return lambda answer: "" if answer in names else f"one of {', '.join(names)}"


def _fits(kind: Any) -> Callable[[str], str]:
    """Return what complains of an answer that a record would refuse."""
    return lambda answer: complaint(kind, answer)


def _needed(answer: str) -> str:
    return "" if answer else "it is needed"


class Conversation:
    """The questions about an article, and the files that the answers make."""

    def __init__(self, folder: Path, scan: Scan, collection: Collection, answers: Answers) -> None:
        self.folder, self.scan, self.collection, self.answers = folder, scan, collection, answers
        self._begin()

    def _begin(self) -> None:
        derived = (derived.id for derived in self.collection.records.derived)
        self.ids = {*self.collection.claims, *self.collection.charts, *derived}
        self.claims: dict[str, list[Fields]] = {}
        self.indicators: dict[str, Fields] = {}
        self.units: dict[str, Fields] = {}
        self.speakers: dict[str, Fields] = {}
        self.reasons: dict[Mention, WhyNone] = {}
        self.spans: list[tuple[int, int]] = []

    def changes(self) -> dict[Path, str]:
        """Ask everything; return the new contents of the files that change."""
        while True:
            try:
                record = None if self.scan.source else self._source()
                self._no_figures()
                self._figures(record)
                return self._changed(record)
            except BackError:
                self._begin()

    def _source(self) -> Fields:
        """Ask for what the text does not tell of its source."""
        ask = self.answers.to
        if not len(self.answers):
            self.answers.say(f"{self.scan.file} · {LANGUAGE_NAMES[self.scan.language]}")
            self.answers.say(
                "First, where it is from. Enter takes what is in brackets; < goes back."
            )
        record = source_record(self.scan)
        name = ask("publisher", "Publisher", wrong=_needed)
        record["publisher"] = {"name": name} | self._basis("publisher")
        title = ask("title", "Title", printed_title(self.scan.article.text) or "", _needed)
        record["title"] = {"text": title} | self._basis("title")
        record["author"] = ask("author", "Author (Enter: not known)") or None
        address = "Address (Enter: not known)"
        record["address"] = ask("address", address, "", self._or_nothing(WebAddress)) or None
        question, told = "Published, YYYY-MM-DD (Enter: not known)", printed_date(self.scan) or ""
        day = ask("published", question, told, self._or_nothing(PartialDate))
        record["published"] = {"date": None, "basis": "unknown"}
        if day:
            record["published"] = {"date": day} | self._basis("published")
        first = slug(name)
        default = f"{first}-{day or 'nd'}" if first else ""
        record["id"] = ask("id", "Id of the source (its address, for good)", default, self._new_id)
        about = "  primary: counts in the promise of the site; context: what others say"
        role = ask("role", "primary or context", "primary", _one_of(ROLES), about=about)
        if role != "primary":
            record = {"id": record["id"], "role": role} | record
        question = "What it reports, in your own words (Enter: later)"
        record["summary"] = self._in_three("summary", question)
        return record

    @staticmethod
    def _or_nothing(kind: Any) -> Callable[[str], str]:
        return lambda answer: complaint(kind, answer) if answer else ""

    def _basis(self, key: str) -> Fields:
        """Ask how something is known; what is inferred needs a reason."""
        known = ("printed", "address", "inferred")
        question = "  how known: printed, address or inferred"
        basis = self.answers.to(f"{key} basis", question, "printed", _one_of(known))
        if basis != "inferred":
            return {"basis": basis}
        return {"basis": basis, "why": self._in_three(f"{key} why", "  why")}

    def _in_three(self, key: str, question: str) -> dict[str, str]:
        """Ask for words in three languages; what is left out stays to be done."""

        def wrong(answer: str) -> str:
            return "no line of it may begin with ##" if answer.startswith("##") else ""

        return {
            language: self.answers.to(f"{key} {language}", f"{question}, in {named}", TODO, wrong)
            for language, named in LANGUAGE_NAMES.items()
        }

    def _new_id(self, name: str) -> str:
        taken = name in self.ids or name in self.collection.sources
        return complaint(Id, name) or (f"'{name}' is taken" if taken else "")

    def _no_figures(self) -> None:
        """Propose the numbers that are no figures, all at once or one by one."""
        proposed = proposed_reasons(self.scan)
        if not proposed:
            return
        if not self.answers.known("no figures"):
            self.answers.say("\nProbably no figures:")
            for why in dict.fromkeys(proposed.values()):
                alike = Counter(m.text for m, reason in proposed.items() if reason == why)
                shown = ", ".join(text + (f" ({n})" if n > 1 else "") for text, n in alike.items())
                self.answers.say(f"  {why.replace('_', ' ')}: {shown}")
        question = "Take them so? y, or n to see each"
        if self.answers.to("no figures", question, "y", _one_of("yn")) == "y":
            self.reasons = proposed
            return
        for reading in self.scan.readings:
            if reading.mention in proposed:
                self._no_figure(reading, proposed[reading.mention])

    def _no_figure(self, reading: Reading, default: str) -> None:
        place = f"{reading.mention.start}"
        if not self.answers.known(f"{place} why"):
            shown = in_context(self.scan.article.text, reading.mention)
            self.answers.say(f"\n  line {reading.mention.line}: {shown}")
        reasons = get_args(WhyNone)
        about = "\n".join(f"  {name}: {said}" for name, said in _REASONS.items())
        question = f"  why none: {', '.join(reasons)}"
        why = self.answers.to(f"{place} why", question, default, _one_of(reasons), about=about)
        self.reasons[reading.mention] = why  # type: ignore[assignment]

    def _figures(self, record: Fields | None) -> None:
        """Go through the numbers that may be figures."""
        readings = open_figures(self.scan)
        for n, reading in enumerate(readings, 1):
            key, mention = f"{reading.mention.start}", reading.mention
            long = len(re.findall(r"\w+", mention.text)) > SPAN_WORDS
            if not self.answers.known(key):
                self.answers.say(f"\n{n} of {len(readings)}, line {mention.line}:")
                self.answers.say(f"  {in_context(self.scan.article.text, mention)}")
                self.answers.say(f"  {described(reading)}")
            question = f"{'' if long else 'c claim, '}n no figure, l later, q stop here, ? help"
            wrong = _one_of("nlq" if long else "cnlq")
            default = "n" if long else "c"
            what = self.answers.to(key, question, default, wrong, passing="lq", about=_WHAT)
            if what == "q":
                break
            if what == "n":
                self._no_figure(reading, "beyond")
            elif what == "c":
                self._claim(mention, record)

    def _claim(self, mention: Mention, record: Fields | None) -> None:
        """Ask for what a claim needs besides its number."""
        key, source = f"{mention.start}", self.scan.source
        indicator = self._indicator(mention)
        series = self._series(key, indicator)
        of = record["id"] if record else source.id if source else ""
        day = record["published"]["date"] if record else None
        if source:
            day = (source.stated_on or source.published).date
        name = claim_id(indicator, day and day[:4], series, of, self.ids)
        self.ids.add(name)
        claim = claim_record(self.scan, mention, name, of)
        modalities = get_args(Modality)
        question = f"  {', '.join(modalities)}"
        modality = self.answers.to(
            f"{key} modality", question, mention.modality, _one_of(modalities)
        )
        if modality != "fact":
            claim["modality"] = modality
        self._per(key, claim, indicator, series, mention)
        if series:
            claim["series"] = series
        value, question = claim["evidence"]["value"]["phrase"], "  words of the value"
        words = self.answers.to(f"{key} value", question, value, self._value(mention))
        claim["evidence"]["value"] = self._span(mention, words)
        question = "  words of what is counted (Enter: none)"
        wrong = self._quoted(mention)
        if subject := self.answers.to(f"{key} subject", question, "", wrong, about=_SUBJECT):
            claim["evidence"]["subject"] = self._span(mention, subject)
        claim["said_by"] = self._said_by(key)
        gloss: dict[str, str | None] = dict.fromkeys(LANGUAGE_NAMES)
        for language, named in LANGUAGE_NAMES.items():
            if language != self.scan.language:
                question = f"  the value's words in {named} (Enter: none)"
                gloss[language] = (
                    self.answers.to(f"{key} gloss {language}", question, about=_GLOSS) or None
                )
        if any(gloss.values()):
            claim["gloss"] = gloss
        order = ("id", "value", "low", "high", "hedge", "modality", "per", "series")
        claim = {name: claim[name] for name in order if name in claim} | claim
        self.claims.setdefault(indicator, []).append(claim)

    def _series(self, key: str, indicator: str) -> str:
        """Ask of which series a claim is, where its indicator has some."""
        held = self.collection.indicators.get(indicator)
        if held is None or not held.series:
            return ""
        question = f"  of a series: {', '.join(held.series)} (Enter: the indicator's own)"
        return self.answers.to(f"{key} series", question, "", _one_of(["", *held.series]))

    def _per(self, key: str, claim: Fields, indicator: str, series: str, mention: Mention) -> None:
        """Give a claim of a flow its period, and no other one."""
        held = self.collection.indicators.get(indicator)
        measure = (
            held.of_series(series or None).measure
            if held
            else self.indicators[indicator]["measure"]
        )
        claim.pop("per", None)
        if measure == "flow":
            periods = ("year", "month", "week", "day")
            question = f"  per: {', '.join(periods)}"
            claim["per"] = self.answers.to(
                f"{key} per", question, mention.per or "year", _one_of(periods)
            )

    def _said_by(self, key: str) -> Fields:
        speakers = {*self.collection.records.speakers, *self.speakers}
        question = "  who says it: a speaker's id, new ID (Enter: the paper itself)"

        def wrong(answer: str) -> str:
            if not answer or answer in speakers:
                return ""
            if answer.startswith("new "):
                return complaint(Id, answer.removeprefix("new "))
            return suggestion(answer, speakers)

        speaker = self.answers.to(f"{key} speaker", question, "", wrong)
        if not speaker:
            return {"speaker": None, "attribution": "article"}
        speaker = speaker.removeprefix("new ")
        if speaker not in speakers:
            self.speakers[speaker] = {"name": self._in_three(f"speaker {speaker}", "  who that is")}
        about = "  explicit: named in the sentence; implied: the words before name them"
        question, choices = "  explicit or implied", ("explicit", "implied")
        how = self.answers.to(
            f"{key} attribution", question, "explicit", _one_of(choices), about=about
        )
        return {"speaker": speaker, "attribution": how}

    def _quoted(self, mention: Mention) -> Callable[[str], str]:
        """Return what complains of words that are not quoted from the mention's line."""
        line = self.scan.article.text.split("\n")[mention.line - 1]

        def wrong(words: str) -> str:
            if words not in line:
                return f"not on line {mention.line}, letter by letter"
            if len(re.findall(r"\w+", words)) > SPAN_WORDS:
                return f"at most {SPAN_WORDS} words of the article"
            return ""

        return wrong

    def _value(self, mention: Mention) -> Callable[[str], str]:
        """Return what complains of words that do not prove the mention alone."""
        quoted = self._quoted(mention)

        def wrong(words: str) -> str:
            if complaint := quoted(words):
                return complaint
            if mention.text not in words:
                return f"with '{mention.text}' in it"
            others = [
                m.text for m in read_numbers(words, mention.language) if m.text not in mention.text
            ]
            return f"without '{others[0]}': one number a span" if len(others) > 1 else ""

        return wrong

    def _span(self, mention: Mention, words: str) -> Fields:
        """Return words of the mention's line as a span, those nearest to the number."""
        text = self.scan.article.text
        begin = text.rfind("\n", 0, mention.start) + 1
        stop = text.find("\n", mention.end)
        line = text[begin : stop if stop >= 0 else len(text)]
        starts = [begin + match.start() for match in re.finditer(f"(?={re.escape(words)})", line)]
        start = min(starts, key=lambda place: abs(place + len(words) / 2 - mention.start))
        self.spans.append((start, start + len(words)))
        return span(text, start, start + len(words))

    def _indicator(self, mention: Mention) -> str:
        """Ask which indicator a figure is of; a new one is begun."""
        key = f"{mention.start}"
        near = suggested(self.scan, mention, self.collection)
        if not self.answers.known(f"{key} indicator"):
            for n, indicator in enumerate(near, 1):
                self.answers.say(f"    {n} {indicator.id}: {indicator.name['en']}")
        known = {*self.collection.indicators, *self.indicators}

        def wrong(answer: str) -> str:
            if answer in known:
                return ""
            if answer.startswith("new "):
                return self._new_id(answer.removeprefix("new "))
            return f"no indicator has the id '{answer}'; {suggestion(answer, known)}"

        about = "\n".join(f"  {i.id}: {i.name['en']}" for i in self.collection.records.indicators)
        question = "  of the indicator: a number, an id, new ID, or ? for all"
        numbered = {str(n): indicator.id for n, indicator in enumerate(near, 1)}
        answer = self.answers.to(
            f"{key} indicator", question, "", wrong, meant=numbered, about=about
        )
        name = answer.removeprefix("new ")
        if name not in known:
            self.indicators[name] = self._new_indicator(name, mention)
            self.ids.add(name)
        return name

    def _new_indicator(self, name: str, mention: Mention) -> Fields:
        records = self.collection.records
        if not self.answers.known(f"{name} topic"):
            self.answers.say(f"  '{name}' is new; the check will ask for what its pages say.")
        topics = list(records.topics)
        question = f"  topic: {', '.join(topics)}"
        topic = self.answers.to(f"{name} topic", question, "", _one_of(topics))
        unit = self._unit(name)
        places = self.answers.to(f"{name} place", "  places, ISO 3166-1 alpha-3", "", _places)
        blank = f"{{date}} {TODO}" if mention.hedge == "none_yet" else f"{{figure}} {TODO}"
        return {
            "id": name,
            "name": self._in_three(f"{name} name", "  its name"),
            "definition": todo_text(),
            "reads": dict.fromkeys(LANGUAGE_NAMES, blank),
            "silent_on": todo_text(),
            "topic": topic,
            "place": places.split(),
            "unit": unit,
            "measure": "ordinal" if mention.kind == "ordinal" else mention.measure,
            "claims": [],
        }

    def _unit(self, name: str) -> str:
        """Ask what an indicator counts; a new unit needs its forms in each language."""
        units = {*self.collection.records.units, *self.units}

        def wrong(answer: str) -> str:
            if answer in units:
                return ""
            if answer.startswith("new "):
                return complaint(Id, answer.removeprefix("new "))
            return suggestion(answer, units)

        question = f"  unit: {', '.join(sorted(units))}, or new ID"
        unit = self.answers.to(f"{name} unit", question, "", wrong).removeprefix("new ")
        if unit not in units:
            ask = self.answers.to
            self.units[unit] = {
                "name": {
                    "en": {
                        "one": ask(f"unit {unit} one", "  one of it, in English", "", _needed),
                        "other": ask(f"unit {unit} en", "  many of it, in English", "", _needed),
                    },
                    "vi": {"other": ask(f"unit {unit} vi", "  in Vietnamese", "", _needed)},
                    "ko": {"other": ask(f"unit {unit} ko", "  in Korean", "", _needed)},
                }
            }
        return unit

    def _changed(self, record: Fields | None) -> dict[Path, str]:
        """Return the new contents of the files that change: the source's, then the indicators'."""
        changed: dict[Path, str] = {}
        entries = list(no_figures(self.scan, self.reasons, self.spans))
        if record and (entries or self.claims):
            summary = record.pop("summary")
            record |= ({"no_figures": entries} if entries else {}) | {"summary": summary}
            changed[self._new_file(record["id"])] = writing.source_file(record)
        elif self.scan.source and entries:
            path = self.folder / self.collection.locate(self.scan.source.id, ())[0]
            changed[path] = writing.with_no_figures(writing.content_of(path), entries)
        main = self.folder / "indicators.yaml"
        for section, added in (("units", self.units), ("speakers", self.speakers)):
            for name, entry in added.items():
                content = changed.get(main) or writing.content_of(main)
                changed[main] = writing.with_entry(content, section, name, entry)
        for name, claims in self.claims.items():
            new = self.indicators.get(name)
            path = (
                self._home(new["topic"])
                if new
                else self.folder / self.collection.locate(name, ())[0]
            )
            content = changed.get(path) or writing.content_of(path)
            changed[path] = (
                writing.with_indicator(content, new | {"claims": claims})
                if new
                else writing.with_claims(content, name, claims)
            )
        return changed

    def _new_file(self, source: str) -> Path:
        """Return where a new source's record is written: beside no other's."""
        for stem in (Path(self.scan.file).stem, source):
            path = self.folder / "seeds" / f"{stem}.md"
            if not path.exists():
                return path
        raise UsageError(f"seeds/{source}.md is there already: give the source another id")

    def _home(self, topic: str) -> Path:
        """Return the file in which a topic's indicators stand."""
        for indicator in self.collection.records.indicators:
            if indicator.topic == topic:
                return self.folder / self.collection.locate(indicator.id, ())[0]
        return self.folder / "indicators.yaml"


def _places(answer: str) -> str:
    wrong = [code for code in answer.split() if complaint(Place, code)]
    return f"no ISO 3166-1 alpha-3 code: {' '.join(wrong)}" if wrong or not answer.split() else ""
