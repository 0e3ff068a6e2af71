"""The rows of the data page: which claims are chosen, in which order, and which page of them.

What rows are found and sorted by is computed once for a collection and a language, and kept; a
figure is put into words only where its row is shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_args

import pandas as pd

from dashboard.collection import Collection, State
from dashboard.folding import folded
from dashboard.frames import claims_frame
from dashboard.model import WORDED, Kind
from dashboard.record import LANGUAGES
from dashboard.sources import Role
from dashboard.wording import N_, Wording

ROWS_A_PAGE = 50
KIND_NAMES: dict[Kind, str] = {
    "count": N_("Count"),
    "flow": N_("Flow"),
    "duration": N_("Duration"),
    "ordinal": N_("Ordinal"),
    "absence": N_("Stated absence"),
    "share": N_("Share"),
    "money": N_("Sum of money"),
    "rate": N_("Rate"),
    "ratio": N_("Ratio"),
    "change": N_("Change"),
    "number_word": N_("Number word"),
}
ROLE_NAMES: dict[Role, str] = {"primary": N_("Article"), "context": N_("Context")}
_STATES = get_args(State)


@dataclass(frozen=True)
class Listing:
    """One page of the claims that were chosen; ``found`` counts those of all its pages."""

    claims: tuple[str, ...]
    found: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are; one of nothing is still a page."""
        return max(1, -(-self.found // ROWS_A_PAGE))

    @property
    def first(self) -> int:
        """The number of the first row shown, counted from one."""
        return (self.page - 1) * ROWS_A_PAGE + 1


def listing(collection: Collection, language: str, asked: Mapping[str, str]) -> Listing:
    """Return the page of claims that the parameters of an address ask for.

    ``q`` names words that all must be met; ``place``, ``topic``, ``kind``, ``role`` and
    ``source`` are codes and ids; ``sort`` is a column, with "-" before it where it descends.
    Without one, and among equals, the order is that of the records.
    """
    rows = _entries(collection, language)
    for name in ("topic", "kind", "role", "source"):
        if wanted := asked.get(name):
            rows = rows[rows[name] == wanted]
    if place := asked.get("place"):
        rows = rows[rows["ref_area"].str.contains(place, regex=False)]
    if question := asked.get("q"):
        rows = _met(rows, question)
    if column := asked.get("sort", "").removeprefix("-"):
        ways = [True, column == asked["sort"]]
        rows = rows.sort_values([f"{column} block", f"{column} rank"], ascending=ways)
    page = int(asked.get("page", "1"))
    start = (page - 1) * ROWS_A_PAGE
    return Listing(tuple(rows.index[start : start + ROWS_A_PAGE]), len(rows), page)


def _met(rows: pd.DataFrame, question: str) -> pd.DataFrame:
    """Return the rows in which every word of a question is met; none where it has no word.

    A word is met at its beginning, so that "ai" is not found inside "đại"; Hangul, which writes
    words together, anywhere.
    """
    words = _words(question)
    for word in words.split():
        met = rows["text"].str.contains(f" {word}" if word.isascii() else word, regex=False)
        rows = rows[met]
    return rows if words else rows[:0]


def _words(text: str) -> str:
    """Return the words and numbers of a text, each after a space, without case and accents."""
    return "".join(f" {word}" for word in re.findall(r"\w+", folded(text)))


# Kept for one collection in its languages, and for one more while a test or a reload has both.
@lru_cache(maxsize=2 * len(LANGUAGES))
def _entries(collection: Collection, language: str) -> pd.DataFrame:
    """Return ``claims_frame`` by claim, in the order of the records, ready to choose from.

    Columns besides: ``text`` (what words are met in); for each column of the table a "block",
    which keeps its place whichever way the column is sorted, and a "rank" within it.
    """
    words = Wording(language)
    frame = claims_frame(collection).set_index("claim").loc[list(collection.claims)]
    sortable = _sortable(collection, words, frame)
    blocks = {name: _ranks(values == "") for name, values in sortable.items()}
    blocks["figure"] = _ranks(_comparable(collection, words, frame))
    added = {f"{name} rank": _ranks(values) for name, values in sortable.items()}
    added |= {f"{name} block": values for name, values in blocks.items()}
    return frame.assign(text=_texts(collection, words, frame, sortable), **added)


def _sortable(
    collection: Collection, words: Wording, frame: pd.DataFrame
) -> dict[str, pd.Series[Any]]:
    """Return what each column is sorted by; "" where it is unknown, which stands last.

    Dates are ISO 8601 and sort as they are written. A range is sorted by its lower end.
    """
    language, records = words.language, collection.records
    names = {i.id: i.name[language] for i in records.indicators}
    topics = {name: topic.name[language] for name, topic in records.topics.items()}
    speakers = {name: speaker.name[language] for name, speaker in records.speakers.items()}
    places = {codes: words.places(codes.split(";")) for codes in frame["ref_area"].unique()}
    published = {s.id: s.published.date or "" for s in collection.sources.values()}
    printed = {s.id: f"{s.publisher.name} {published[s.id]}" for s in collection.sources.values()}
    measured = (collection.claims[claim] for claim in frame.index)
    series = [indicator.name[language] if claim.series else "" for indicator, claim in measured]
    return {
        "indicator": frame["indicator"].map(names),
        "figure": frame["obs_value"].fillna(frame["low"]),
        "series": pd.Series(series, index=frame.index),
        "place": frame["ref_area"].map(places),
        "topic": frame["topic"].map(topics),
        "kind": frame["kind"].map({kind: words(name) for kind, name in KIND_NAMES.items()}),
        "refers_to": frame["time_period"],
        "stated": frame["stated_on"],
        "published": frame["source"].map(published),
        "source": frame["source"].map(printed),
        "role": frame["role"].map({role: words(name) for role, name in ROLE_NAMES.items()}),
        "said_by": frame["speaker"].map(speakers | {"": words("the paper itself")}),
        "words": frame["value_phrase"],
        "repeats": frame["echoes"],
        "state": frame["state"].map({state: n for n, state in enumerate(_STATES)}),
        "claim": frame.index.to_series(),
    }


def _comparable(collection: Collection, words: Wording, frame: pd.DataFrame) -> pd.Series[Any]:
    """Return for each claim the block of those whose numbers can be compared with its own.

    One unit, one kind and one period; what is no quantity (``WORDED``) stands after the rest.
    """
    units = {name: words.unit(unit, 2) for name, unit in collection.records.units.items()}
    names = frame["unit_measure"].map(units) + " " + frame["unit_measure"]
    worded = frame["kind"].isin(WORDED).map({False: "0", True: "1"})
    return worded + " " + names + " " + frame["kind"] + " " + frame["per"]


def _ranks(values: pd.Series[Any]) -> pd.Series[int]:
    """Return each value's place among the different ones.

    Texts are collated without case and accents, and only then by their characters. That is not
    each alphabet's own order (Vietnamese has ă after a, not among it), which would need ICU.
    """

    def key(value: Any) -> Any:
        return (folded(value), value) if isinstance(value, str) else value

    order = {value: rank for rank, value in enumerate(sorted(values.unique(), key=key))}
    return values.map(order)


def _texts(
    collection: Collection, words: Wording, frame: pd.DataFrame, sortable: dict[str, pd.Series[Any]]
) -> pd.Series[str]:
    """Return what the words of a question are met in: names, spans, the source, the number."""
    titles = {source.id: words.title(source.title) for source in collection.sources.values()}
    number = sortable["figure"].map("{:.15g}".format)
    parts = [sortable[name] for name in ("indicator", "series", "place", "topic", "kind", "source")]
    parts += [frame[f"{role}_phrase"] for role in ("value", "subject", "speaker")]
    parts += [sortable["said_by"], frame["source"].map(titles), number]
    rows = zip(*(part.tolist() for part in parts), strict=True)
    return pd.Series([_words(" ".join(row)) for row in rows], frame.index, dtype=str)
