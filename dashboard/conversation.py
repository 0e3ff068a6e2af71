"""The questions that make records of an article, and the files that the answers make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import get_args

from dashboard import writing
from dashboard.answers import Answers
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
from dashboard.errors import suggestion
from dashboard.fields import SPAN_WORDS, TODO, alpha_2
from dashboard.numerals import Mention
from dashboard.scan_report import LANGUAGES, described, in_context
from dashboard.scanning import Reading, Scan
from dashboard.sources import WhyNone


def _one_of(choices: Iterable[str]) -> Callable[[str], str]:
    """Return what complains of an answer that is none of the choices."""
    names = list(choices)
    return lambda answer: "" if answer in names else f"one of {', '.join(names)}"


class Conversation:
    """The questions about an article, and the files that the answers make."""

    def __init__(self, folder: Path, scan: Scan, collection: Collection, answers: Answers) -> None:
        self.folder, self.scan, self.collection, self.answers = folder, scan, collection, answers
        self.ids = {*collection.claims, *collection.charts}  # and of indicators, by their charts
        self.claims: dict[str, list[Fields]] = {}
        self.indicators: dict[str, Fields] = {}
        self.reasons: dict[Mention, WhyNone] = {}

    def changes(self) -> dict[Path, str]:
        """Ask everything; return the new contents of the files that change."""
        record = None if self.scan.source else self._source()
        self._no_figures()
        self._figures(record)
        return self._changed(record)

    def _source(self) -> Fields:
        """Ask for what the text does not tell of its source."""
        ask = self.answers.to
        language = LANGUAGES[self.scan.language]
        self.answers.say(f"{self.scan.file} · {language}. First, where it is from.")
        record = source_record(self.scan)
        name = ask("publisher", "Publisher", wrong=_needed)
        record["publisher"] = {"name": name} | self._basis("publisher", "printed")
        title = ask("title", "Title", printed_title(self.scan.article.text) or "", _needed)
        record["title"] = {"text": title} | self._basis("title", "printed")
        record["address"] = ask("address", "Address (Enter: not known)", wrong=_address) or None
        day = ask(
            "published",
            "Published, YYYY-MM-DD (- : not known)",
            printed_date(self.scan) or "-",
            _date,
        )
        record["published"] = {"date": None, "basis": "unknown"}
        if day != "-":
            record["published"] = {"date": day} | self._basis("published", "printed")
        default = f"{slug(name)}-{'nd' if day == '-' else day}"
        record["id"] = ask("id", "Id of the source", default, self._new_id)
        for language, named in LANGUAGES.items():
            question = f"What it reports, in your own words, in {named} (Enter: later)"
            record["summary"][language] = ask(f"summary {language}", question, TODO)
        return record

    def _basis(self, key: str, default: str) -> Fields:
        """Ask how something is known; what is inferred needs a reason."""
        known = ("printed", "address", "inferred")
        question = "  how known: printed, address or inferred"
        basis = self.answers.to(f"{key} basis", question, default, _one_of(known))
        if basis != "inferred":
            return {"basis": basis}
        return {"basis": basis, "why": self._in_three(f"{key} why", "  why")}

    def _in_three(self, key: str, question: str) -> dict[str, str]:
        """Ask for words in three languages; what is left out stays to be done."""
        return {
            language: self.answers.to(f"{key} {language}", f"{question}, in {named}", TODO)
            for language, named in LANGUAGES.items()
        }

    def _new_id(self, name: str) -> str:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
            return "lower-case letters and digits joined by single hyphens"
        taken = name in self.ids or name in self.collection.sources
        return f"'{name}' is taken" if taken else ""

    def _no_figures(self) -> None:
        """Propose the numbers that are no figures, all at once or one by one."""
        proposed = proposed_reasons(self.scan)
        if not proposed:
            return
        counts = Counter(proposed.values())
        said = ", ".join(f"{n} {why.replace('_', ' ')}" for why, n in counts.items())
        self.answers.say(f"\n{len(proposed)} numbers are probably no figures: {said}.")
        if (
            self.answers.to("no figures", "Take them so? y, or n to see each", "y", _one_of("yn"))
            == "y"
        ):
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
        question = f"  why none: {', '.join(reasons)}"
        why = self.answers.to(f"{place} why", question, default, _one_of(reasons))
        self.reasons[reading.mention] = why  # type: ignore[assignment]

    def _figures(self, record: Fields | None) -> None:
        """Go through the numbers that may be figures."""
        readings = open_figures(self.scan)
        for n, reading in enumerate(readings, 1):
            key = f"{reading.mention.start}"
            if not self.answers.known(key):
                self.answers.say(f"\n{n} of {len(readings)}, line {reading.mention.line}:")
                self.answers.say(f"  {in_context(self.scan.article.text, reading.mention)}")
                self.answers.say(f"  {described(reading)}")
            question = "c claim, n no figure, l later, q stop here"
            what = self.answers.to(key, question, "c", _one_of("cnlq"))
            if what == "q":
                break
            if what == "n":
                self._no_figure(reading, "other")
            elif what == "c":
                self._claim(reading.mention, record)

    def _claim(self, mention: Mention, record: Fields | None) -> None:
        """Ask for what a claim needs besides its number."""
        key, source = f"{mention.start}", self.scan.source
        indicator = self._indicator(mention)
        known = record or {"id": source.id if source else "", "published": {"date": None}}
        day = known["published"]["date"]
        publisher = record["publisher"]["name"] if record else ""
        if source:
            day = (source.stated_on or source.published).date
            publisher = source.publisher.name
        name = claim_id(indicator, day and day[:4], publisher, self.ids)
        self.ids.add(name)
        claim = claim_record(self.scan, mention, name, known["id"])
        value = claim["evidence"]["value"]["phrase"]
        question = "  words of the value"
        words = self.answers.to(
            f"{key} value", question, value, self._quoted(mention, mention.text)
        )
        claim["evidence"]["value"] = self._span(mention, words)
        question = "  words of what is counted (Enter: none)"
        if subject := self.answers.to(f"{key} subject", question, "", self._quoted(mention)):
            claim["evidence"]["subject"] = self._span(mention, subject)
        claim["said_by"] = self._said_by(key)
        gloss: dict[str, str | None] = dict.fromkeys(LANGUAGES)
        for language, named in LANGUAGES.items():
            if language != self.scan.language:
                question = f"  the value's words in {named} (Enter: none)"
                gloss[language] = self.answers.to(f"{key} gloss {language}", question) or None
        if any(gloss.values()):
            claim["gloss"] = gloss
        self.claims.setdefault(indicator, []).append(claim)

    def _said_by(self, key: str) -> Fields:
        speakers = self.collection.records.speakers
        question = "  who says it: a speaker's id (Enter: the paper itself)"

        def wrong(answer: str) -> str:
            return "" if answer in {"", *speakers} else suggestion(answer, speakers)

        speaker = self.answers.to(f"{key} speaker", question, "", wrong)
        if not speaker:
            return {"speaker": None, "attribution": "article"}
        question, choices = "  explicit or implied", ("explicit", "implied")
        how = self.answers.to(f"{key} attribution", question, "explicit", _one_of(choices))
        return {"speaker": speaker, "attribution": how}

    def _quoted(self, mention: Mention, part: str = "") -> Callable[[str], str]:
        """Return what complains of words that are not quoted from the mention's line."""
        line = self.scan.article.text.split("\n")[mention.line - 1]

        def wrong(words: str) -> str:
            if words not in line:
                return f"not on line {mention.line}, letter by letter"
            if len(re.findall(r"\w+", words)) > SPAN_WORDS:
                return f"at most {SPAN_WORDS} words of the article"
            return "" if part in words else f"with '{part}' in it"

        return wrong

    def _span(self, mention: Mention, words: str) -> Fields:
        """Return words of the mention's line as a span, those nearest to the number."""
        text = self.scan.article.text
        begin = text.rfind("\n", 0, mention.start) + 1
        stop = text.find("\n", mention.end)
        line = text[begin : stop if stop >= 0 else len(text)]
        starts = [begin + match.start() for match in re.finditer(re.escape(words), line)]
        start = min(starts, key=lambda place: abs(place + len(words) / 2 - mention.start))
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
            if answer in known or (answer.isdigit() and 0 < int(answer) <= len(near)):
                return ""
            if answer.startswith("new "):
                return self._new_id(answer.removeprefix("new "))
            return f"no indicator has the id '{answer}'; {suggestion(answer, known)}"

        question = "  of the indicator: a number, an id, or: new ID"
        answer = self.answers.to(f"{key} indicator", question, "1" if near else "", wrong)
        name = near[int(answer) - 1].id if answer.isdigit() else answer.removeprefix("new ")
        if name not in known:
            self.indicators[name] = self._new_indicator(name, mention)
            self.ids.add(name)
        return name

    def _new_indicator(self, name: str, mention: Mention) -> Fields:
        records = self.collection.records
        self.answers.say(
            f"  '{name}' is new. What its pages say is asked for by the check ({TODO})."
        )
        topics, units = list(records.topics), list(records.units)
        topic = self.answers.to(
            f"{name} topic", f"  topic: {', '.join(topics)}", topics[0], _one_of(topics)
        )
        unit = self.answers.to(
            f"{name} unit", f"  unit: {', '.join(units)}", units[0], _one_of(units)
        )
        places = self.answers.to(f"{name} place", "  places, ISO 3166-1 alpha-3", "VNM", _places)
        blank = f"{{date}} {TODO}" if mention.hedge == "none_yet" else f"{{figure}} {TODO}"
        measure = "ordinal" if mention.kind == "ordinal" else mention.measure
        return {
            "id": name,
            "name": self._in_three(f"{name} name", "  its name"),
            "definition": todo_text(),
            "reads": dict.fromkeys(LANGUAGES, blank),
            "silent_on": todo_text(),
            "topic": topic,
            "place": places.split(),
            "unit": unit,
            "measure": measure,
            "claims": [],
        }

    def _changed(self, record: Fields | None) -> dict[Path, str]:
        """Return the new contents of the files that change: the source's, then the indicators'."""
        data, changed = self.folder, dict[Path, str]()
        entries = list(no_figures(self.scan, self.reasons))
        if record:
            record["no_figures"] = entries
            path = data / "seeds" / f"{Path(self.scan.file).stem}.md"
            changed[path] = writing.source_file(record)
        elif self.scan.source and entries:
            path = data / self.collection.locate(self.scan.source.id, ())[0]
            changed[path] = writing.with_no_figures(writing.content_of(path), entries)
        for name, claims in self.claims.items():
            if new := self.indicators.get(name):
                path = self._home(new["topic"])
                content = changed.get(path) or writing.content_of(path)
                changed[path] = writing.with_indicator(content, new | {"claims": claims})
            else:
                path = data / self.collection.locate(name, ())[0]
                content = changed.get(path) or writing.content_of(path)
                changed[path] = writing.with_claims(content, name, claims)
        return changed

    def _home(self, topic: str) -> Path:
        """Return the file in which a topic's indicators stand."""
        for indicator in self.collection.records.indicators:
            if indicator.topic == topic:
                return Path(self.folder / self.collection.locate(indicator.id, ())[0])
        return Path(self.folder / "indicators.yaml")


def _needed(answer: str) -> str:
    return "" if answer else "it is needed"


def _address(answer: str) -> str:
    right = not answer or re.fullmatch(r"https?://[^\s\"'<>\\]+", answer)
    return "" if right else "an address that begins with http:// or https://"


def _date(answer: str) -> str:
    right = answer == "-" or re.fullmatch(r"[12]\d{3}(-\d\d){0,2}", answer)
    return "" if right else "YYYY, YYYY-MM or YYYY-MM-DD"


def _places(answer: str) -> str:
    wrong = [code for code in answer.split() if alpha_2(code) is None]
    return f"no ISO 3166-1 alpha-3 code: {' '.join(wrong)}" if wrong or not answer.split() else ""
