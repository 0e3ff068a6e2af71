"""What every record is made with: its strictness, words in three languages, dates with a basis."""

from __future__ import annotations

from typing import Literal, get_args

from babel import Locale
from pydantic import BaseModel, ConfigDict, model_validator

from dashboard.fields import PartialDate, Words, reject

Language = Literal["en", "vi", "ko"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
Basis = Literal["printed", "address", "publication", "inferred", "unknown"]


class Record(BaseModel):
    """The base of all records: frozen, no unknown keys, no silent conversions."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Text(Record):
    """Words in all three languages."""

    en: Words
    vi: Words
    ko: Words

    def __getitem__(self, language: str) -> str:
        return str(getattr(self, language))


class Gloss(Record):
    """Our translation of a claim's spans; empty in the source's own language."""

    en: Words | None = None
    vi: Words | None = None
    ko: Words | None = None

    def __getitem__(self, language: str) -> str | None:
        words: str | None = getattr(self, language)
        return words


class Plurals(Record):
    """A unit's name by CLDR plural category, for each language."""

    en: dict[str, Words]
    vi: dict[str, Words]
    ko: dict[str, Words]

    @model_validator(mode="after")
    def _complete(self) -> Plurals:
        for language in LANGUAGES:
            forms = getattr(self, language)
            needed = {"other", *Locale.parse(language).plural_form.rules}
            if set(forms) != needed:
                reject(
                    f"{language}: {', '.join(sorted(forms)) or 'nothing'}",
                    f"{language}: {', '.join(sorted(needed))}",
                    "give exactly the plural forms that the language has (CLDR)",
                )
        return self


class Reasoned(Record):
    """Something with a basis; what is inferred must say why."""

    basis: str
    why: Text | None = None

    @model_validator(mode="after")
    def _explained(self) -> Reasoned:
        if self.basis == "inferred" and self.why is None:
            reject("basis 'inferred' without a reason", "a 'why' in three languages")
        return self

    @property
    def inferred(self) -> bool:
        """Whether this is our inference, which every page marks with an asterisk."""
        return self.basis == "inferred"


class Dated(Reasoned):
    """A date, no more precise than it is known, and how it is known."""

    date: PartialDate | None
    basis: Basis
    not_before: PartialDate | None = None
    not_after: PartialDate | None = None

    @model_validator(mode="after")
    def _known_or_not(self) -> Dated:
        if (self.date is None) != (self.basis == "unknown"):
            reject(
                f"date {self.date or 'null'} with basis '{self.basis}'",
                "basis 'unknown' exactly where the date is null",
            )
        return self
