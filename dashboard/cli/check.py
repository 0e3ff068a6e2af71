"""The command that checks every figure against its article."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

from dashboard.cli.options import command, complain, looked_at
from dashboard.errors import DataError, Problem

_EXAMPLES = """  python -m dashboard check
  python -m dashboard check --articles texts --require-texts
  python -m dashboard check --record        after looking at what changed"""


def add_to(commands: Any) -> None:
    """Add the command to the parser's."""
    check = command(commands, "check", "check every figure against its article", run, _EXAMPLES)
    check.add_argument("--require-texts", action="store_true", help="fail where a text is missing")
    check.add_argument("--record", action="store_true", help="write verified.json")
    check.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Check, and record what was found where that is asked for."""
    from dashboard.recording import record

    try:
        collection, result, texts = looked_at(options)
    except DataError as error:
        if not options.json:
            raise
        return _report(options, "", error.problems, [])
    problems = list(result.problems)
    if options.require_texts:
        for source in collection.sources.values():
            if source.text and source.id not in texts:
                found, cure = "no text", "name its folder with --articles or ARTICLES_DIR"
                problems.append(collection.problem(source.id, ("text",), found, source.text, cure))
    warnings = list(result.doubts)
    if options.record and not problems:
        record(options.data, collection, result, texts)
    else:
        warnings = [*result.warnings, *warnings]
        problems += result.stale
    states = Counter(result.findings[name].state for name in collection.primary)
    n, again, held = len(collection.primary), states["read_again"], states["recorded"]
    read = texts and not held  # none rests on what was recorded
    summary = f"{again} of {n} found" if read else f"recorded {held}, read again {again}"
    if not texts and sys.stderr.isatty():
        print("no article's text is at hand: name their folder with --articles", file=sys.stderr)
    counts = {"claims": n, "read_again": again, "recorded": held}
    return _report(options, summary, problems, warnings, counts)


def _report(
    options: argparse.Namespace,
    summary: str,
    problems: Sequence[Problem],
    warnings: Sequence[Problem],
    counts: dict[str, int] | None = None,
) -> int:
    """Print what a check found, for people or for programs; return the exit status."""
    if options.json:
        lists = {"problems": problems, "warnings": warnings}
        said = (counts or {}) | {name: [p.as_dict() for p in ps] for name, ps in lists.items()}
        print(json.dumps(said, ensure_ascii=False, indent=2))
        return 1 if problems else 0
    complain(*warnings, prefix="warning: ")
    complain(*problems)
    print(summary)
    if problems:
        print(f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}", file=sys.stderr)
    return 1 if problems else 0
