"""The command that reads the numbers of articles."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from dashboard.cli.options import command, complain
from dashboard.errors import DataError, Problem, UsageError
from dashboard.texts import visible

if TYPE_CHECKING:
    from dashboard.collection import Collection
    from dashboard.scanning import Scan

Made = TypeVar("Made")
_SHOWN = 10  # lines that a warning names
_EXAMPLES = """  python -m dashboard scan article.txt           what it says, what is claimed
  python -m dashboard scan articles/ --json > numbers.json
  python -m dashboard scan article.txt --yaml    a source's file and claims to fill in
  pdftotext report.pdf - | python -m dashboard scan - --lang en"""


def add_to(commands: Any) -> None:
    """Add the command to the parser's."""
    purpose = "read the numbers of articles: values, hedges, units, kinds, and what is claimed"
    scan = command(commands, "scan", purpose, run, _EXAMPLES, of_texts=False)
    scan.add_argument(
        "articles", nargs="+", metavar="ARTICLE",
        help="text files in UTF-8, folders of them (*.txt), or - for standard input",
    )  # fmt: skip
    scan.add_argument(
        "--lang", choices=["auto", "vi", "en", "ko"], default="auto",
        help="the articles' language (default: told by their letters)",
    )  # fmt: skip
    form = scan.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="every mention with all its fields")
    form.add_argument(
        "--yaml", action="store_true",
        help="a source's file and claims to paste; TODO where a person must decide",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Read every article, tell what was found; what could not be read at the end."""
    from dashboard.reader import read_collection

    collection = read_collection(options.data)
    names = list(_files(options.articles))
    problems: list[Problem] = []
    warnings: list[Problem] = []
    scans = _scans(names, options.lang, collection, problems, warnings)
    if options.json:
        told = [scan.as_dict() for scan in _with_progress(scans, len(names))]
        print(json.dumps(told, ensure_ascii=False, indent=1))
    elif options.yaml:
        from dashboard.stubs import to_paste

        pasted = (visible(to_paste(scan, collection)) for scan in scans)
        for text in list(_with_progress(pasted, len(names))):
            print(text)
    else:
        _report(list(_with_progress(scans, len(names))))
    complain(*warnings, prefix="warning: ")
    complain(*problems)
    return 1 if problems else 0


def _files(articles: Sequence[str]) -> Iterator[str]:
    """Yield the files named, and those in the folders named, each once."""
    seen: set[str] = set()
    for article in articles:
        path = Path(article)
        texts = (file for file in path.rglob("*") if file.suffix.lower() == ".txt")
        inside = sorted(map(str, texts)) if path.is_dir() else [article]
        if not inside:
            raise UsageError(f"'{article}' holds no text files (*.txt)")
        for name in inside:
            if name not in seen:
                seen.add(name)
                yield name


def _scans(
    names: list[str],
    language: str,
    collection: Collection,
    problems: list[Problem],
    warnings: list[Problem],
) -> Iterator[Scan]:
    """Yield the scan of each file that can be read; note the others' problems, and warnings."""
    from dashboard.scanning import language_for, namesake, scan
    from dashboard.texts import article_of, read_article

    for name in names:
        shown = "standard input" if name == "-" else name
        try:
            content = sys.stdin.buffer.read() if name == "-" else None
            article = (
                read_article(Path(name), shown) if content is None else article_of(content, shown)
            )
        except DataError as error:
            problems += error.problems
            continue
        if source := namesake(name, article, collection):
            said = f"another text than source '{source.id}' has under this name"
            wanted, cure = "the text that is recorded", "its claims are not shown here"
            warnings.append(Problem(shown, None, "the text", said, wanted, cure))
        told = language_for(language, article, collection)
        if told is None:
            found, cure = "no language that is read here", "name it: --lang vi, en or ko"
            wanted = "Vietnamese, English or Korean"
            problems.append(Problem(shown, None, "the text", found, wanted, cure))
            continue
        scanned = scan(shown, article, told, collection)
        warnings += _in_other_languages(scanned)
        yield scanned


def _in_other_languages(scan: Scan) -> Iterator[Problem]:
    """Yield what is to be said of lines whose numbers would read otherwise in their language."""
    from dashboard.scan_report import LANGUAGE_NAMES
    from dashboard.scanning import lines_in_others

    for language, lines in lines_in_others(scan).items():
        numbers = ", ".join(map(str, lines[:_SHOWN])) + " …" * (len(lines) > _SHOWN)
        thing = f"line{'s' * (len(lines) > 1)} {numbers}"
        said = f"what looks {LANGUAGE_NAMES[language]}, in which the numbers would read otherwise"
        wanted = f"{LANGUAGE_NAMES[scan.language]}, as the text is read"
        cure = f"scan what is {LANGUAGE_NAMES[language]} by itself, with --lang {language}"
        yield Problem(scan.file, None, thing, said, wanted, cure)


def _with_progress(scans: Iterator[Made], count: int) -> Iterator[Made]:
    """Yield what is made of each article, with a bar where there are many and somebody looks."""
    if count > 1 and sys.stderr.isatty():
        from tqdm import tqdm

        yield from tqdm(scans, total=count, unit="article", leave=False)
    else:
        yield from scans


def _report(scans: list[Scan]) -> None:
    """Print each article's numbers line by line, then how many there are."""
    from dashboard.scan_report import described, in_context, summed_up

    mark = ("\033[1m", "\033[0m") if sys.stdout.isatty() else ("«", "»")
    for scan in scans:
        print(summed_up(scan))
        line = 0
        for reading in scan.readings:
            if reading.mention.line != line:
                line = reading.mention.line
                print(f"\n  line {line}")
            print(f"    {in_context(scan.article.text, reading.mention, mark)}")
            print(f"        {described(reading)}")
        print()
    if len(scans) > 1:
        numbers, still = sum(len(s.readings) for s in scans), sum(s.count("open") for s in scans)
        print(f"{len(scans)} articles · {numbers} numbers, {still} open")
