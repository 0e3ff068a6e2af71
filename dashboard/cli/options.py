"""What several commands share: their options, and reading the records that they name."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.errors import DataError, Problem, UsageError
from dashboard.texts import visible

if TYPE_CHECKING:
    from dashboard.citations import Verification
    from dashboard.collection import Collection
    from dashboard.sources import Source
    from dashboard.texts import ArticleText

#: So many articles take more than a moment.
_MANY = 100
PROJECT = Path(__file__).resolve().parents[2]


def command(
    commands: Any,
    name: str,
    purpose: str,
    run: Callable[[argparse.Namespace], int],
    examples: str,
    *,
    of_data: bool = True,
    of_texts: bool = True,
) -> argparse.ArgumentParser:
    """Add a command with its examples; it reads a collection, and the articles' texts."""
    added: argparse.ArgumentParser = commands.add_parser(
        name,
        help=purpose,
        description=purpose,
        epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    added.set_defaults(run=run, usage=added.format_usage)
    if of_data:
        added.add_argument(
            "--data", type=Path, default=PROJECT, metavar="DIR",
            help="a folder with indicators.yaml and seeds/ (default: the project's)",
        )  # fmt: skip
    if of_data and of_texts:
        added.add_argument(
            "--articles", type=Path, metavar="DIR",
            help="the articles' texts (default: ARTICLES_DIR, else seeds/texts of the data folder)",
        )  # fmt: skip
    return added


def complain(*problems: Problem, prefix: str = "") -> None:
    """Print problems to the error output, nothing in them that could steer a terminal."""
    for problem in problems:
        print(f"{prefix}{visible(str(problem))}", file=sys.stderr)


def texts_folder(options: argparse.Namespace) -> Path | None:
    """Return where the texts are: --articles, ARTICLES_DIR, the data folder; None for nowhere."""
    if options.articles is not None and not options.articles.is_dir():
        raise UsageError(f"--articles: '{options.articles}' is no folder")
    if options.articles is not None:
        return Path(options.articles)
    if named := os.environ.get("ARTICLES_DIR"):
        if not Path(named).is_dir():
            raise UsageError(f"ARTICLES_DIR: '{named}' is no folder")
        return Path(named)
    beside: Path = options.data / "seeds" / "texts"
    return beside if beside.is_dir() else None


def looked_at(
    options: argparse.Namespace,
) -> tuple[Collection, Verification, dict[str, ArticleText]]:
    """Read the records, the texts at hand and the lock, and verify."""
    from dashboard.citations import verify_citations
    from dashboard.reader import all_kept, read_collection, read_lock, read_texts

    with all_kept():
        collection = read_collection(options.data)
        gc.freeze()  # the records stay; to look for garbage among ten thousand takes seconds
    texts = read_texts(collection, texts_folder(options))
    result = verify_citations(collection, texts, read_lock(options.data), shown=_shown)
    return replace(collection, findings=result.findings), result, texts


def _shown(sources: Iterable[Source]) -> Iterable[Source]:
    """Hand sources on; where there are many, people at a terminal see how far it is."""
    known = list(sources)
    if len(known) < _MANY or not sys.stderr.isatty():
        return known
    from tqdm import tqdm

    bar: Iterable[Source] = tqdm(known, unit="article", leave=False)
    return bar


def usable(options: argparse.Namespace) -> tuple[Collection, dict[str, ArticleText]]:
    """Return the verified collection and the texts at hand.

    Raises:
        DataError: a figure does not hold; nothing wrong is ever shown.

    """
    collection, result, texts = looked_at(options)
    if wrong := result.problems + result.stale:
        raise DataError(wrong)
    return collection, texts
