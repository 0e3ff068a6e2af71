"""The records of sources: the articles, as the files under ``seeds/`` describe them."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from dashboard.fields import Id, LineNumber, PartialDate, Phrase, WebAddress, Words, reject
from dashboard.record import Dated, Language, Reasoned, Record, Text

#: The name of an article's text.
TEXT_NAME = r"^[\w.-]+\.txt$"
Role = Literal["primary", "context"]
ROLES: tuple[Role, ...] = get_args(Role)


class Publisher(Reasoned):
    """Who printed the article."""

    name: Words
    basis: Literal["printed", "address", "inferred", "unknown"]


class Title(Reasoned):
    """The article's title, or a description where none is known."""

    text: Words | None
    basis: Literal["printed", "address", "inferred", "unknown"]
    description: Text | None = None

    @model_validator(mode="after")
    def _titled_or_described(self) -> Title:
        if self.text is None and self.description is None:
            reject("neither a title nor a description", "one of the two")
        return self


class Event(Record):
    """What the article reports on, for the timeline; no date where the article gives none."""

    name: Text
    date: PartialDate | None = None


class Fingerprint(Record):
    """SHA-256 of the text's bytes, and its length in code points once normalised."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    characters: Annotated[int, Field(ge=1)]


class Defect(Record):
    """A known flaw of a text; ``start`` and ``end`` (code points) where it is part of a line."""

    line: LineNumber
    start: int | None = None
    end: int | None = None
    note: Text


WhyNone = Literal[
    "caption", "date", "name", "both", "article_word", "part_of_word", "beyond", "other"
]  # fmt: skip


class NoFigure(Record):
    """A number in a text that states no figure: where, how often, and why it is none."""

    phrase: Phrase
    why: WhyNone
    lines: dict[LineNumber, Annotated[int, Field(ge=1)]]


class Seen(Record):
    """What was seen of a source that has no text here, and when."""

    date: PartialDate
    what: Text


class Source(Record):
    """One article, as its record under ``seeds/`` describes it.

    The figures of *primary* sources are what the collection is about; *context* is what others
    say of the same things.
    """

    id: Id
    role: Role = "primary"
    text: Annotated[str, Field(pattern=TEXT_NAME)] | None
    seen: Seen | None = None
    publisher: Publisher
    title: Title
    author: Words | None = None
    address: WebAddress | None = None
    language: Language
    published: Dated
    stated_on: Dated | None = None
    event: Event | None = None
    text_origin: Literal["publisher", "copy", "excerpt"]
    fingerprint: Fingerprint | None
    defects: tuple[Defect, ...] = ()
    no_figures: tuple[NoFigure, ...] = ()
    summary: Text

    @model_validator(mode="after")
    def _read_or_seen(self) -> Source:
        if self.role == "primary" and self.text is None:
            reject("a primary source without a text", "its text, or the role 'context'")
        if (self.text is None) != (self.fingerprint is None):
            reject("a text without its fingerprint, or the reverse", "both, or neither")
        if (self.text is None) != (self.seen is not None):
            reject("a text and 'seen', or neither", "'seen' exactly where there is no text")
        return self
