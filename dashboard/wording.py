"""Words and numbers in a reader's language: gettext catalogues, and Babel for the rest.

A message is its English text. Catalogues lie beside this module as ``locale/<language>.po``; they
are read as they are, so that a translator needs no build step. Numbers, dates, plurals, lists and
the names of countries are the Unicode CLDR's, through Babel.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_compact_decimal, format_decimal

from dashboard.claim import Claim, Hedge, Modality
from dashboard.derived import DerivedShare
from dashboard.fields import alpha_2
from dashboard.model import Indicator, Kind, Unit
from dashboard.record import LANGUAGES, Dated
from dashboard.sources import Source, Title

CATALOGUES = Path(__file__).parent / "locale"
LANGUAGE_NAMES = {"en": "English", "vi": "Tiếng Việt", "ko": "한국어"}
INFERRED = "*"
#: Larger numbers are said with their scale in words where that loses nothing.
_IN_WORDS_FROM = 1_000_000_000


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a message that is translated later, where it is used."""
    return message


def NN_(one: str, other: str) -> tuple[str, str]:  # noqa: N802
    """Mark a message with its plural."""
    return one, other


HEDGED: dict[Hedge, str] = {
    "unhedged": N_("{n}"),
    "nearly": N_("nearly {n}"),
    "about": N_("about {n}"),
    "over": N_("over {n}"),
    "under": N_("under {n}"),
    "at_least": N_("at least {n}"),
    "at_most": N_("at most {n}"),
    "none_yet": N_("none yet"),
}
HEDGE_NAMES: dict[Hedge, str] = {
    "unhedged": N_("no hedge stated"),
    "nearly": N_("nearly"),
    "about": N_("about"),
    "over": N_("over"),
    "under": N_("under"),
    "at_least": N_("at least"),
    "at_most": N_("at most"),
    "none_yet": N_("none yet"),
}
_PER = {
    "year": N_("{figure} a year"),
    "month": N_("{figure} a month"),
    "week": N_("{figure} a week"),
    "day": N_("{figure} a day"),
}
#: What a figure is that is no fact.
_MODALITIES: dict[Modality, str] = {
    "estimate": N_("estimated"),
    "plan": N_("planned"),
    "target": N_("target"),
    "forecast": N_("forecast"),
}
_SHARES = {
    Fraction(1, 2): N_("about a half"),
    Fraction(1, 3): N_("about a third"),
    Fraction(2, 3): N_("about two thirds"),
    Fraction(1, 4): N_("about a quarter"),
    Fraction(3, 4): N_("about three quarters"),
    Fraction(1, 5): N_("about a fifth"),
    Fraction(1, 10): N_("about a tenth"),
}
_ORDINALS = {"one": N_("{n}st"), "two": N_("{n}nd"), "few": N_("{n}rd"), "other": N_("{n}th")}
#: How many claims there are of each kind: singular and plural.
KIND_COUNTS: dict[Kind, tuple[str, str]] = {
    "count": NN_("{n} count", "{n} counts"),
    "flow": NN_("{n} yearly flow", "{n} yearly flows"),
    "duration": NN_("{n} duration", "{n} durations"),
    "ordinal": NN_("{n} ordinal", "{n} ordinals"),
    "absence": NN_("{n} stated absence", "{n} stated absences"),
    "share": NN_("{n} share", "{n} shares"),
    "money": NN_("{n} sum of money", "{n} sums of money"),
    "rate": NN_("{n} rate", "{n} rates"),
    "ratio": NN_("{n} ratio", "{n} ratios"),
    "change": NN_("{n} change", "{n} changes"),
    "number_word": NN_("{n} number word", "{n} number words"),
}
#: Names that the countries' own press prefers to the CLDR's.
_PLACES = {("en", "VNM"): "Việt Nam", ("en", "KOR"): "Korea", ("ko", "KOR"): "한국"}


@cache
def _catalogue(language: str) -> NullTranslations:
    path = CATALOGUES / f"{language}.po"
    if not path.exists():
        return NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    return GNUTranslations(io.BytesIO(compiled.getvalue()))


class Wording:
    """Says things in one language. Calling it translates a message and fills its places."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise KeyError(language)
        self.language = language
        self.locale = Locale.parse("en_GB" if language == "en" else language)
        self._translations = _catalogue(language)

    def __call__(self, message: str, **values: object) -> str:
        """Return a message in this language, its ``{places}`` filled."""
        text = self._translations.gettext(message)
        return text.format(**values) if values else text

    def plural(self, one: str, other: str, n: int, **values: object) -> str:
        """Return the form of a message that goes with a number, ``{n}`` filled by it."""
        text = self._translations.ngettext(one, other, n)
        return text.format(n=self.number(n), **values)

    def number(self, value: float) -> str:
        """Return a number with this language's marks, as exact as it is: "1,600", "42 billion"."""
        if abs(value) >= _IN_WORDS_FROM and (said := self._scaled(value, 3)) == self._scaled(value):
            return said
        return format_decimal(value, format="#,##0.######", locale=self.locale)

    def _scaled(self, value: float, digits: int = 15) -> str:
        # The CLDR has no long form in Korean: its short one is how a sum is written.
        long = "long" in self.locale.compact_decimal_formats
        return format_compact_decimal(
            value,
            format_type="long" if long else "short",
            locale=self.locale,
            fraction_digits=digits,
        )

    def date(self, when: str, *, short: bool = False) -> str:
        """Return an ISO 8601 date of any precision; short: no day."""
        parts = [int(part) for part in when.split("-")]
        if len(parts) == 1:
            return when
        day = date(*[*parts, 1][:3])
        if len(parts) == 3 and not short:
            return format_date(day, "long", locale=self.locale)
        return format_skeleton("yMMM" if short else "yMMMM", day, locale=self.locale)

    def dated(self, dated: Dated, *, short: bool = False) -> str:
        """Return a date, with an asterisk where it is inferred."""
        if dated.date is None:
            return self("no date")
        return self.date(dated.date, short=short) + (INFERRED if dated.inferred else "")

    def period(self, period: str) -> str:
        """Return an ISO 8601 date or interval."""
        start, _, end = period.partition("/")
        return f"{self.date(start)} – {self.date(end)}" if end else self.date(start)

    def listed(self, items: Iterable[str]) -> str:
        """Return "a, b and c"."""
        return str(format_list(list(items), locale=self.locale))

    def place(self, code: str) -> str:
        """Return the name of a country by its ISO 3166-1 alpha-3 code."""
        known = _PLACES.get((self.language, code))
        return known or self.locale.territories.get(alpha_2(code) or "", code)

    def places(self, codes: Iterable[str]) -> str:
        """Return the names of countries, in the order given."""
        return self.listed(self.place(code) for code in codes)

    def unit(self, unit: Unit, n: float) -> str:
        """Return a unit's name in the form that goes with a number."""
        forms: dict[str, str] = getattr(unit.name, self.language)
        return forms.get(self.locale.plural_form(n), forms["other"])

    def value(self, claim: Claim) -> str:
        """Return the bare number, or a range."""
        if claim.value is None:
            return f"{self.number(claim.low or 0)}–{self.number(claim.high or 0)}"
        return self.number(claim.value)

    def figure(self, indicator: Indicator, claim: Claim) -> str:
        """Return the figure as a reader sees it: "about 200 a year", "12,000 (target)"."""
        return self._with_modality(claim, self.hedged(indicator, claim))

    def quantity(self, indicator: Indicator, claim: Claim, unit: Unit) -> str:
        """Return the figure with its unit: "nearly 970,000 people"."""
        return self._with_modality(claim, self.hedged(indicator, claim, unit))

    def hedged(self, indicator: Indicator, claim: Claim, unit: Unit | None = None) -> str:
        """Return hedge, number, unit and period, where ``modality`` is told elsewhere."""
        if indicator.measure == "ordinal":
            return self.ordinal(int(claim.value or 0))
        number = self.value(claim)
        if indicator.measure == "share":
            number = self("{n} %", n=number)
        elif unit and indicator.kind != "absence":
            counted = self.unit(unit, claim.value or 2)
            number = self("{number} {unit}", number=number, unit=counted)
        said = self(HEDGED[claim.hedge], n=number)
        return self(_PER[claim.per], figure=said) if claim.per else said

    def _with_modality(self, claim: Claim, said: str) -> str:
        modality = self.modality(claim)
        return f"{said} ({modality})" if modality else said

    def modality(self, claim: Claim) -> str:
        """Return "planned", "target" and so on; nothing of a fact."""
        return self(_MODALITIES[claim.modality]) if claim.modality != "fact" else ""

    def hedge(self, hedge: Hedge, own: str) -> str:
        """Return a hedge's name, with the article's own words where they are others."""
        name = self(HEDGE_NAMES[hedge])
        return self("{hedge} (“{own}”)", hedge=name, own=own) if own not in ("", name) else name

    @property
    def separators(self) -> str:
        """The decimal and the grouping sign, as plotly wants them."""
        return self.number(1000.5)[-2] + self.number(1000)[1]

    def ordinal(self, n: int) -> str:
        """Return "1st", "thứ nhất", "1번째"."""
        forms = {1: N_("1st"), 4: N_("4th")} if self.language == "vi" else {}
        return self(forms.get(n) or _ORDINALS[self.locale.ordinal_form(n)], n=self.number(n))

    def sentence(self, indicator: Indicator, claim: Claim, stated: Dated) -> str:
        """Return the whole sentence that an indicator reads as; of a series, name and figure.

        The sentence is the indicator's own definition's: of another it would not be true.
        """
        if claim.series is not None:
            name = indicator.name[self.language]
            return self("{name}: {figure}.", name=name, figure=self.figure(indicator, claim))
        filled = indicator.reads[self.language].format(
            figure=self.figure(indicator, claim), date=self.dated(stated)
        )
        return filled[:1].upper() + filled[1:]

    def share(self, share: DerivedShare) -> str:
        """Return a derived share: "about a fifth", "about 20 %", "34 %"."""
        if share.fraction is not None:
            return self(_SHARES[share.fraction])
        percent = self("{n} %", n=self.number(share.percent))
        return self("about {n}", n=percent) if share.hedged else percent

    def title(self, title: Title) -> str:
        """Return an article's title; in brackets where it is inferred or a description."""
        if title.text is None:
            return f"[{title.description[self.language] if title.description else ''}]"
        return f"[{title.text}]" if title.inferred else title.text

    def citation(self, source: Source) -> str:
        """Return a source in one sentence: publisher, date, title."""
        publisher = source.publisher.name + (INFERRED if source.publisher.inferred else "")
        return f"{publisher}, {self.dated(source.published)}. {self.title(source.title)}."

    def reference(self, source: Source) -> str:
        """Return a source as it is pasted elsewhere: what is inferred of it in brackets."""
        publisher, published = source.publisher.name, source.published
        said = self.dated(published).removesuffix(INFERRED)
        if published.inferred and published.date:
            year = published.date[:4]
            said = said.replace(year, f"[{year}]", 1)
        who = f"[{publisher}]" if source.publisher.inferred else publisher
        return f"{who}, {said}. {self.title(source.title)}."
