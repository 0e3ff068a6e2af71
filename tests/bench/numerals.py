"""How well and how fast numbers are read, beside English peers, in one run: make bench.

Writes ``docs/reading.md``. Speeds are this machine's and of this hour; the ratios carry over.
"""

import statistics
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import labelled
import text_to_num

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # quantulum3 runs without its classifier, as it is installed
    from quantulum3 import parser as quantulum

from dashboard.numerals import read_numbers

REPORT = Path(__file__).resolve().parents[2] / "docs" / "reading.md"
ROUNDS, GOAL, LEAST_MB_A_SECOND = 7, 0.98, 1.0
NAMES = {"vi": "Vietnamese", "en": "English", "ko": "Korean"}
TRAITS = ("kind", "hedge", "measure", "modality")


class Found(NamedTuple):
    """A number that a peer reads: where, and what."""

    start: int
    end: int
    value: float


class Word(NamedTuple):
    """A word as text2num wants it, with its place."""

    written: str
    start: int

    def text(self) -> str:
        return self.written

    def nt_separated(self, previous: "Word") -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return False


def by_text2num(text: str) -> Iterator[Found]:
    words, at = [], 0
    for piece in text.replace(",", " ").replace(".", " ").split():
        at = text.index(piece, at)
        words.append(Word(piece, at))
        at += len(piece)
    for found in text_to_num.find_numbers(words, "en", 0):
        last = words[found.end - 1]
        yield Found(words[found.start].start, last.start + len(last.written), found.value)


def by_quantulum3(text: str) -> Iterator[Found]:
    for quantity in quantulum.parse(text):
        yield Found(*quantity.span, quantity.value)


def by_us(text: str) -> Iterator[Found]:
    for mention in read_numbers(text, "en"):
        if mention.value is not None and mention.hedge != "none_yet":
            yield Found(mention.start, mention.end, mention.value)


def met(way: Callable[[str], Iterator[Found]]) -> tuple[float, float]:
    """Return precision and recall of the values of English figures and ordinals.

    A number is met where one is read that touches its span and has its value; peers need not know
    hedges, currencies or where a date ends.
    """
    right = read = wanted = 0
    for sentence in labelled.sentences("measure", "en"):
        numbers = {
            place: label["value"]
            for place, label in sentence.labels.items()
            if "value" in label and label.get("hedge") != "none_yet"
        }
        found = list(way(sentence.text))
        wanted, read = wanted + len(numbers), read + len(found)
        for (start, end), value in numbers.items():
            right += any(
                one.start < end and start < one.end and labelled.same(value, one.value)
                for one in found
            )
    return right / max(1, read), right / wanted


def speeds(ways: dict[str, Callable[[str], object]]) -> dict[str, list[float]]:
    """Return MB of the English part a second, each way in turn, sentence by sentence."""
    texts = [s.text for part in ("develop", "measure") for s in labelled.sentences(part, "en")]
    size = sum(len(text.encode()) for text in texts) / 1e6
    times: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way(texts[0])  # what is made once
    for _ in range(ROUNDS):
        for name, way in ways.items():
            repeats = 1 if name == "quantulum3" else 40
            started = time.process_time()
            for _ in range(repeats):
                for text in texts:
                    way(text)
            times[name].append(repeats * size / (time.process_time() - started))
    return times


def accuracy() -> tuple[list[str], bool]:
    """Return the rows of how well each language is read, and whether the goal is reached."""
    rows, whole = [], labelled.Score()
    for language in labelled.LANGUAGES:
        score = labelled.score("measure", language, read_numbers)
        whole.counts += score.counts
        rows.append(row(NAMES[language], score))
    rows.append(row("all", whole))
    reached = min(whole.precision, whole.recall, whole.ratio("right values", "labelled")) >= GOAL
    return rows, reached


def row(name: str, score: labelled.Score) -> str:
    counts = score.counts
    parts = [score.precision, score.recall, score.ratio("right values", "labelled")]
    parts += [score.ratio(f"right {trait}", "right spans") for trait in TRAITS]
    return f"| {name} | {counts['labelled']} | {' | '.join(f'{part:.3f}' for part in parts)} |"


def main() -> None:
    rows, reached = accuracy()
    ways = {"ours": by_us, "text2num": by_text2num, "quantulum3": by_quantulum3}
    compared = {name: met(way) for name, way in ways.items()}
    speed = speeds(
        {
            "ours": lambda text: read_numbers(text, "en"),
            "text2num": lambda text: text_to_num.alpha2digit(text, "en"),
            "text2num, with places": lambda text: list(by_text2num(text)),
            "quantulum3": quantulum.parse,
        }
    )
    ours = statistics.median(speed["ours"])
    goals = [
        (f"spans and values on the measured part, all languages, at least {GOAL}", reached),
        (f"at least {LEAST_MB_A_SECOND:.0f} MB a second", ours >= LEAST_MB_A_SECOND),
        *(
            (f"not slower than {peer}", ours >= statistics.median(speed[peer]))
            for peer in ("text2num", "quantulum3")
        ),
    ]
    lines = [
        "# How numbers are read",
        "",
        "Written by `make bench`; not by hand. Speeds are one machine's; ratios carry over.",
        "",
        f"{date.today()}, quantulum3 {version('quantulum3')} (without its classifier), text2num "
        f"{version('text2num')} (its core is compiled Rust; it reads number words alone).",
        "",
        "The part of the [corpus](../tests/corpus/README.md) that is only measured; spans exact:",
        "",
        "| language | mentions | precision | recall | values | kind | hedge | measure | modality |",
        "|---|---|---|---|---|---|---|---|---|",
        *rows,
        "",
        "English figures and ordinals beside others; a number counts as met where the reading",
        "touches it and has its value (hedges, kinds and exact spans are not asked of peers):",
        "",
        "| way | precision | recall |",
        "|---|---|---|",
        *(f"| {name} | {one:.3f} | {two:.3f} |" for name, (one, two) in compared.items()),
        "",
        f"MB of the English part a second on one core, sentence by sentence; {ROUNDS} rounds in turn.",
        "text2num by itself writes the text anew, in digits, and tells no places:",
        "",
        "| way | median | range | of ours |",
        "|---|---|---|---|",
        *(
            f"| {name} | {statistics.median(all_):.3f} | {min(all_):.3f}–{max(all_):.3f} "
            f"| {statistics.median(all_) / ours:.3f} |"
            for name, all_ in speed.items()
        ),
        "",
        "| goal | reached |",
        "|---|---|",
        *(f"| {goal} | {'yes' if met_ else 'no'} |" for goal, met_ in goals),
        "",
    ]
    REPORT.write_text("\n".join(lines), "utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
