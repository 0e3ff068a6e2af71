"""The conversation that makes records of an article: its source, its numbers one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from dashboard.additions import Additions
from dashboard.answers import Answers, BackError
from dashboard.claiming import Claiming
from dashboard.collection import Collection
from dashboard.drafting import (
    Fields,
    open_figures,
    printed_date,
    printed_title,
    proposed_reasons,
    slug,
    source_record,
    stated,
    unfit,
)
from dashboard.fields import PartialDate, WebAddress, Words
from dashboard.folding import folded
from dashboard.numerals import Mention
from dashboard.questions import fits, fits_if_any, in_three, one_of
from dashboard.scan_report import LANGUAGE_NAMES, described, in_context, with_neighbours
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
    "other": "said again, or counts nothing: an age, an address, a score, a place",
}
_WHY_NONE = "\n".join(f"  {name}: {said}" for name, said in _REASONS.items())
_WHAT = """  c: a claim of an indicator, at its words in the article
  n: no figure, with a reason
  l: later; until then the check asks for it, and the site keeps showing what it has
  q: stop asking; what is left is for later
  <: back to the question before (at any question)"""
_BASES = {
    "printed": "the article's text says so",
    "address": "its address on the web tells",
    "publication": "the publication in which it stands tells",
    "inferred": "we conclude it; say why",
    "unknown": "nobody knows for sure",
}
_TITLE = "  As it is printed; - where none is known: then it is described in your words."
_ID = "  Lower-case letters and digits joined by hyphens; pages are found under it for good."
_ROLE = "  primary: counts in the promise of the site; context: what others say"


class Conversation:
    """The questions about an article, and the files that the answers make."""

    def __init__(self, folder: Path, scan: Scan, collection: Collection, answers: Answers) -> None:
        self.folder, self.scan, self.collection, self.answers = folder, scan, collection, answers
        self.keys = _keys(scan)

    def changes(self) -> dict[Path, str]:
        """Ask everything that is not answered; return the new contents of the files that change."""
        while True:
            self.added = Additions()
            self.claiming = Claiming(self.scan, self.collection, self.answers, self.added)
            try:
                if not self.scan.source:
                    self.added.record = self._source()
                self._no_figures()
                self._figures()
                return self.added.changes(self.folder, self.scan, self.collection)
            except BackError:
                continue

    def _source(self) -> Fields:
        """Ask for what the text does not tell of its source."""
        ask = self.answers.to
        record = source_record(self.scan)
        name = ask(
            "publisher", "Publisher", "", fits(Words),
            about="  Who printed the article: the paper, the agency, the office",
            shown=f"{self.scan.file} · {LANGUAGE_NAMES[self.scan.language]}\n"
            "First, where it is from. Enter takes what is in brackets; ? explains, < goes back.",
        )  # fmt: skip
        bases = ("printed", "address", "inferred", "unknown")
        record["publisher"] = {"name": name} | self._basis("publisher", bases, self._prints(name))
        record["title"] = self._title()
        about = "  The name of who wrote it, as printed"
        author = ask("author", "Author (Enter: not known)", "", fits_if_any(Words), about=about)
        record["author"] = author or None
        question, about = "Address (Enter: not known)", "  Where it stands on the web: https://…"
        record["address"] = ask("address", question, "", fits_if_any(WebAddress), about=about)
        record["address"] = record["address"] or None
        record["published"] = self._published()
        day, first = record["published"]["date"], slug(name)
        default, question = f"{first}-{day or 'nd'}" if first else "", "Id of the source, for good"
        record["id"] = ask("id", question, default, self.claiming.new_id, about=_ID)
        role = ask("role", "primary or context", "primary", one_of(ROLES), about=_ROLE)
        if role != "primary":
            record = {"id": record["id"], "role": role} | record
        question = "What it reports, in your own words (Enter: later)"
        record["summary"] = in_three(self.answers, "summary", question)
        return record

    def _title(self) -> Fields:
        told = printed_title(self.scan.article.text) or ""
        title = self.answers.to("title", "Title (-: none)", told, fits(Words), about=_TITLE)
        if title == "-":
            described = in_three(self.answers, "title described", "  what it is")
            return {"text": None, "basis": "unknown", "description": described}
        bases = ("printed", "address", "inferred")
        return {"text": title} | self._basis("title", bases, self._prints(title))

    def _published(self) -> Fields:
        question, told = "Published, YYYY-MM-DD (-: not known)", printed_date(self.scan)
        about = "  No more exact than it is known: YYYY, YYYY-MM or YYYY-MM-DD"
        wrong = fits_if_any(PartialDate)
        day = self.answers.to(
            "published", question, told or "-", wrong, meant={"-": ""}, about=about
        )
        if not day:
            return {"date": None, "basis": "unknown"}
        bases = ("printed", "address", "publication", "inferred")
        return {"date": day} | self._basis("published", bases, day == told)

    def _prints(self, words: str) -> bool:
        return folded(words) in folded(self.scan.article.text)

    def _basis(self, key: str, bases: tuple[str, ...], printed: bool) -> Fields:
        """Ask how something is known; what is inferred needs a reason."""
        basis = self.answers.to(
            f"{key} basis", f"  how known: {', '.join(bases)}", "printed" if printed else "",
            one_of(bases), about="\n".join(f"  {basis}: {_BASES[basis]}" for basis in bases),
            shown="" if printed else "  (the text does not say it so)",
        )  # fmt: skip
        if basis != "inferred":
            return {"basis": basis}
        return {"basis": basis, "why": in_three(self.answers, f"{key} why", "  why")}

    def _no_figures(self) -> None:
        """Propose the numbers that are no figures, all at once or one by one."""
        proposed = proposed_reasons(self.scan)
        if not proposed:
            return
        lines = ["\nProbably no figures:"]
        for why in dict.fromkeys(proposed.values()):
            alike = [m for m, reason in proposed.items() if reason == why]
            times = Counter(m.text for m in alike)
            shown = {m.text: with_neighbours(self.scan.article.text, m) for m in reversed(alike)}
            told = (shown[text] + (f" ({n} times)" if n > 1 else "") for text, n in times.items())
            lines.append(f"  {why.replace('_', ' ')}: {' · '.join(told)}")
        question, about = "Take them so? y, or n to see each", f"With these reasons:\n{_WHY_NONE}"
        said = "\n".join(lines)
        taken = self.answers.to("no figures", question, "y", one_of("yn"), about=about, shown=said)
        if taken == "y":
            self.added.reasons |= proposed
            return
        for reading in self.scan.readings:
            if reading.mention in proposed:
                self._one_proposed(reading, proposed[reading.mention])

    def _one_proposed(self, reading: Reading, default: str) -> None:
        """Ask why a number is none, or whether it is one after all."""
        mention = reading.mention
        others = {"l": "l later"} if unfit(self.scan, mention) else {"c": "c claim", "l": "l later"}
        shown = f"\n  line {mention.line}: {self._in_context(mention)}"
        why = self._why_none(mention, default, others, shown)
        if why == "c":
            self.claiming.claim(self.keys[mention], mention)
        elif why != "l":
            self.added.reasons[mention] = why  # type: ignore[assignment]

    def _why_none(
        self,
        mention: Mention,
        default: str,
        others: Mapping[str, str] | None = None,
        shown: str = "",
    ) -> str:
        """Ask for a reason, or for one of other answers."""
        reasons, more = get_args(WhyNone), others or {}
        choices = one_of((*reasons, *more))

        def wrong(answer: str) -> str:
            refused = unfit(self.scan, mention) if answer == "c" and more else ""
            return refused or choices(answer)

        question = f"  why none: {', '.join((*reasons, *more.values()))}"
        key, about = f"{self.keys[mention]} why", f"{_WHY_NONE}\n{_WHAT}" if more else _WHY_NONE
        return self.answers.to(key, question, default, wrong, about=about, shown=shown)

    def _figures(self) -> None:
        """Go through the numbers that may be figures."""
        readings = open_figures(self.scan)
        claimed = {stated(r.mention): r.mention for r in self.scan.readings if r.state == "claimed"}
        for n, reading in enumerate(readings, 1):
            mention = reading.mention
            before = claimed.get(stated(mention))
            what = self._what(reading, n, len(readings), before)
            if what == "q":
                return
            if what == "n":
                why = self._why_none(mention, "other" if before else "beyond")
                self.added.reasons[mention] = why  # type: ignore[assignment]
            elif what == "c":
                self.claiming.claim(self.keys[mention], mention)
                claimed.setdefault(stated(mention), mention)

    def _what(self, reading: Reading, n: int, of: int, before: Mention | None) -> str:
        """Ask what a number is; ``before`` is one that states the same and is claimed."""
        mention, refused = reading.mention, unfit(self.scan, reading.mention)
        lines = [f"\n{n} of {of}, line {mention.line}:", f"  {self._in_context(mention)}"]
        lines.append(f"  {described(reading)}")
        if refused:
            lines.append(f"  (no claim can be made of it: {refused})")
        elif before:
            same = f"the same figure is claimed on line {before.line}"
            lines.append(f"  ({same}; if this repeats it, n, then other)")
        if n == of and self.added.record and not self.added.claims:
            lines.append("  (the last one: an article of which nothing is claimed cannot be added)")
        choices = one_of("cnlq")
        return self.answers.to(
            self.keys[mention], "c claim, n no figure, l later, q stop here, ? help",
            "n" if refused or before else "c",
            lambda answer: choices(answer) or (refused if answer == "c" else ""),
            passing=("q",), about=_WHAT, shown="\n".join(lines),
        )  # fmt: skip

    def _in_context(self, mention: Mention) -> str:
        return in_context(self.scan.article.text, mention)


def _keys(scan: Scan) -> dict[Mention, str]:
    """Return each number's key: its words and how often they came, not its place.

    So an answer still holds once a misprint before it has been mended.
    """
    times: Counter[str] = Counter()
    keys: dict[Mention, str] = {}
    for reading in scan.readings:
        text = reading.mention.text
        times[text] += 1
        keys[reading.mention] = f"«{text}» {times[text]}"
    return keys
