"""The command that takes charts, data and citations away as files."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from dashboard.cli.options import command, usable
from dashboard.errors import UsageError, suggestion
from dashboard.exports import FORMATS, PICTURES

if TYPE_CHECKING:
    from dashboard.collection import Collection
    from dashboard.exports.run import Outcome, Wanted

_EXAMPLES = """  python -m dashboard export png --out pictures --all
  python -m dashboard export png svg --out pictures --chart people --lang vi ko --theme light dark
  python -m dashboard export png --out cards --topic ai --size social
  python -m dashboard export csv xlsx datapackage bib --out data        the whole collection
  python -m dashboard export pdf --out print --size 2480x1754 --dry-run"""
_LARGEST_SCALE = 25


def add_to(commands: Any) -> None:
    """Add the command to the parser's."""
    purpose = "write charts, data and citations as files"
    export = command(commands, "export", purpose, run, _EXAMPLES)
    export.add_argument(
        "formats", nargs="+", choices=FORMATS, metavar="FORMAT",
        help=f"one or several of {', '.join(FORMATS)}; pictures need Chrome",
    )  # fmt: skip
    export.add_argument("--out", type=Path, required=True, metavar="DIR")
    chosen = export.add_mutually_exclusive_group()
    for name, about in (
        ("--chart", "charts, and those that indicators have"),
        ("--indicator", "indicators"),
        ("--topic", "all indicators of topics"),
    ):
        chosen.add_argument(name, nargs="+", action="extend", metavar="ID", help=about)
    chosen.add_argument(
        "--all", action="store_true",
        help="every chart, and the whole collection (default: of pictures the editors' charts,"
        " of data and citations the whole collection)",
    )  # fmt: skip
    for name, choices, default in (
        ("--lang", ["en", "vi", "ko"], "en"),
        ("--theme", ["light", "dark"], "light"),
    ):
        export.add_argument(
            name, nargs="+", action="extend", choices=choices, help=f"default: {default}"
        )
    export.add_argument(
        "--size", nargs="+", action="extend", metavar="SIZE",
        help="wide (1600x900), square (1080x1080), social (1200x630) or WIDTHxHEIGHT;"
        " default: wide",
    )  # fmt: skip
    export.add_argument(
        "--scale", type=_scale, default=1, metavar="N", help="so many times as many pixels"
    )
    export.add_argument("--dry-run", action="store_true", help="tell what would be written")
    export.add_argument("--json", action="store_true", help="tell it in JSON")


def _scale(text: str) -> float:
    """Return by how much pictures are to be larger."""
    with suppress(ValueError):
        if 0 < (scale := float(text)) <= _LARGEST_SCALE:
            return scale
    raise argparse.ArgumentTypeError(f"'{text}' is no number above 0, at most {_LARGEST_SCALE}")


def run(options: argparse.Namespace) -> int:
    """Export, and tell what was done, what was left alone, what failed and why."""
    from dashboard.exports.run import export, files

    collection, _ = usable(options)
    wanted = [file for part in _wanted(collection, options) for file in files(collection, part)]
    outcomes: list[Outcome] = []
    with (
        _asked_to_stop() as asked,
        closing(export(wanted, options.out, dry_run=options.dry_run)) as done,
    ):
        for outcome in _shown(done, len(wanted), options):
            outcomes.append(outcome)
            if asked.is_set():
                break
    if asked.is_set() and len(outcomes) < len(wanted):
        there = f"{len(outcomes)} of {len(wanted)} files are done"
        print(f"interrupted: {there}; run it again to go on", file=sys.stderr)
        return 130
    if options.json:
        told = [vars(outcome) for outcome in outcomes]
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _sum_up(outcomes, options)
    return 1 if any(outcome.state == "failed" for outcome in outcomes) else 0


@contextmanager
def _asked_to_stop() -> Iterator[Event]:
    """Yield what is set by Ctrl-C, which within stops at the next file; a second one breaks in.

    An interrupt that broke in at any point could leave a lock of the threads taken for good.
    """
    asked = Event()

    def ask(*_told: object) -> None:
        asked.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)


def _wanted(collection: Collection, options: argparse.Namespace) -> Iterator[Wanted]:
    """Yield what is asked for; without a choice pictures of the editors' charts, data of all."""
    from dashboard.exports.run import Wanted
    from dashboard.pictures import size_of

    try:
        sizes = tuple(
            size_of(text, options.scale) for text in dict.fromkeys(options.size or ["wide"])
        )
    except ValueError as error:
        raise UsageError(f"--size: {error}") from None
    languages = tuple(dict.fromkeys(options.lang or ["en"]))
    looks = (languages, sizes, tuple(dict.fromkeys(options.theme or ["light"])))
    formats = tuple(dict.fromkeys(options.formats))
    chosen = _charts(collection, options)
    if chosen and "datapackage" in formats and not options.all:
        raise UsageError("a datapackage holds the whole collection: ask for it without a choice")
    if chosen:
        yield Wanted(chosen, options.all, formats, *looks)
        return
    drawn = tuple(form for form in formats if form in PICTURES)
    yield Wanted(tuple(c.id for c in collection.records.charts), False, drawn, *looks)
    yield Wanted((), True, tuple(form for form in formats if form not in drawn), *looks)


def _charts(collection: Collection, options: argparse.Namespace) -> tuple[str, ...]:
    """Return the ids of the charts chosen: all, those named, or none."""
    if options.all:
        return tuple(collection.charts)
    for asked, known, kind in (
        (options.chart, collection.charts, "chart"),
        (options.indicator, collection.indicators, "indicator"),
        (options.topic, collection.records.topics, "topic"),
    ):
        for name in asked or ():
            if name not in known:
                raise UsageError(f"no {kind} has the id '{name}'; {suggestion(name, known)}")
    if options.topic:
        found = [i.id for i in collection.records.indicators if i.topic in options.topic]
        if not found:
            raise UsageError(f"no indicator is of the topic {', '.join(options.topic)}")
        return tuple(found)
    return tuple(dict.fromkeys(options.chart or options.indicator or ()))


def _shown(
    outcomes: Iterator[Outcome], count: int, options: argparse.Namespace
) -> Iterator[Outcome]:
    """Yield outcomes and show how far it is: to people as a bar, to a log as a line each."""
    if sys.stderr.isatty():
        from tqdm import tqdm

        yield from tqdm(outcomes, total=count, unit="file", leave=False)
        return
    for done, outcome in enumerate(outcomes, 1):
        if not options.json and outcome.state == "written":
            print(f"[{done}/{count}] {options.out / outcome.name}", flush=True)
        yield outcome


def _sum_up(outcomes: list[Outcome], options: argparse.Namespace) -> None:
    """Print how many files there are of each kind, and each reason once."""
    counts = Counter(outcome.state for outcome in outcomes)
    n = counts["written"]
    said = [f"{n} {'file' if n == 1 else 'files'} {'to write' if options.dry_run else 'written'}"]
    said += [f"{counts[state]} {state}" for state in ("unchanged", "failed") if counts[state]]
    print(f"{', '.join(said)}: {options.out}")
    reasons: dict[str, list[str]] = {}
    for outcome in outcomes:
        if outcome.state == "failed":
            reasons.setdefault(outcome.why, []).append(outcome.name)
    for why, names in reasons.items():
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        print(f"{', '.join(names[:3])}{more}: {why}", file=sys.stderr)
