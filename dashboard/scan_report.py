"""What a scan found, for people to read in a terminal."""

from __future__ import annotations

from dashboard.numerals import Mention
from dashboard.scanning import Reading, Scan, State
from dashboard.texts import visible

#: English names of the languages that are read.
LANGUAGE_NAMES = {"en": "English", "vi": "Vietnamese", "ko": "Korean"}
_CONTEXT = 48  # characters shown on each side of a number
_STATES: dict[State, str] = {"claimed": "claimed", "no_figure": "no figure", "open": "open"}


def summed_up(scan: Scan) -> str:
    """Return an article's name, language, and how many numbers are in which state."""
    n = len(scan.readings)
    counts = ", ".join(f"{scan.count(state)} {said}" for state, said in _STATES.items())
    numbers = f"{n} number{'' if n == 1 else 's'}"
    return f"{visible(scan.file)} · {LANGUAGE_NAMES[scan.language]} · {numbers}: {counts}"


def in_context(text: str, mention: Mention, mark: tuple[str, str] = ("«", "»")) -> str:
    """Return a mention with the words around it, itself between two marks."""
    begin, end = text.rfind("\n", 0, mention.start) + 1, text.find("\n", mention.end)
    end = len(text) if end < 0 else end
    left, right = max(begin, mention.start - _CONTEXT), min(end, mention.end + _CONTEXT)
    before = ("… " * (left > begin)) + _whole_words(text[left : mention.start], left > begin, -1)
    after = _whole_words(text[mention.end : right], right < end, 1) + (" …" * (right < end))
    shown = mention.text.replace("\n", " ")
    return f"{visible(before)}{mark[0]}{visible(shown)}{mark[1]}{visible(after)}"


def with_neighbours(text: str, mention: Mention) -> str:
    """Return a mention with a word or two on each side: enough to tell what is counted."""
    begin, end = text.rfind("\n", 0, mention.start) + 1, text.find("\n", mention.end)
    before = text[max(begin, mention.start - _CONTEXT) : mention.start].split()[-2:]
    after = text[mention.end : min(end if end >= 0 else len(text), mention.end + _CONTEXT)]
    left, right = " ".join(before), " ".join(after.split()[:2])
    joined = "" if after[:1].strip() else " "
    shown = mention.text.replace("\n", " ")
    return visible(f"{left} «{shown}»{joined}{right}".strip())


def _whole_words(text: str, cut: bool, side: int) -> str:
    """Drop a word that was cut at the far side."""
    if not cut or " " not in text.strip():
        return text
    return text[text.index(" ") + 1 :] if side < 0 else text[: text.rindex(" ")]


def described(reading: Reading) -> str:
    """Return what was read of a mention, in a line."""
    mention = reading.mention
    said: list[str] = [mention.measure or mention.kind]
    if mention.low is not None or mention.value is not None:
        said.append(valued(mention.value, mention.low, mention.high))
    if mention.hedge != "unhedged":
        said.append(f"{mention.hedge.replace('_', ' ')} ({mention.hedge_words})")
    if mention.unit and mention.kind == "figure":
        said.append(mention.unit)
    if mention.per:
        said.append(f"per {mention.per}")
    if mention.modality != "fact":
        said.append(mention.modality)
    if mention.doubt:
        said.append(f"in doubt: {mention.doubt}")
    by = f": {reading.by.replace('_', ' ')}" if reading.by else ""
    return visible(" · ".join([*said, f"{_STATES[reading.state]}{by}"]))


def valued(value: float | None = None, low: float | None = None, high: float | None = None) -> str:
    """Return a value or a range as it is read."""
    return f"{low:,} to {high:,}" if value is None else f"{value:,}"
