"""The command that adds an article: a conversation, then files written with its outcome."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from dashboard.cli import check
from dashboard.cli.options import command, texts_folder
from dashboard.errors import UsageError
from dashboard.files import write_whole

_EXAMPLES = """  python -m dashboard add article.txt
  python -m dashboard add article.txt --lang vi --data my-dashboard
  python -m dashboard add article.txt < answers.txt       the answers, one a line"""


def add_to(commands: Any) -> None:
    """Add the command to the parser's."""
    purpose = "add an article: its record, its claims, and the numbers that are no figures"
    add = command(commands, "add", purpose, run, _EXAMPLES)
    add.add_argument("article", metavar="ARTICLE", help="a text file in UTF-8")
    add.add_argument(
        "--lang", choices=["auto", "vi", "en", "ko"], default="auto",
        help="the article's language (default: told by its letters)",
    )  # fmt: skip
    add.add_argument("--afresh", action="store_true", help="forget the answers kept so far")
    add.set_defaults(json=False, record=False, require_texts=False)


def run(options: argparse.Namespace) -> int:
    """Talk, show what will be written, write it, check."""
    from dashboard.answers import Answers
    from dashboard.conversation import Conversation
    from dashboard.reader import read_collection
    from dashboard.scanning import language_of, scan
    from dashboard.texts import read_article

    given = Path(options.article)
    collection, article = read_collection(options.data), read_article(given, options.article)
    language = language_of(article.text) if options.lang == "auto" else options.lang
    if language is None:
        raise UsageError(f"'{options.article}': no language that is read here; name it with --lang")
    answers = Answers(options.data / "seeds" / f".{given.stem}.answers.json", _asked, print)
    if options.afresh:
        answers.forget()
    elif len(answers):
        print(f"Going on: {len(answers)} answers were kept (--afresh forgets them).")
    found = scan(options.article, article, language, collection)
    kept = "answers are kept: run it again to go on, with --afresh to begin anew"
    try:
        changes = Conversation(options.data, found, collection, answers).changes()
        if not changes:
            answers.forget()
            print("Nothing to write.")
            return 0
        if not _agreed(changes, options.data):
            print(f"Nothing is written; {len(answers)} {kept}.")
            return 0
    except (KeyboardInterrupt, EOFError) as error:
        print(f"\nStopped; {len(answers)} {kept}.", file=sys.stderr)
        return 130 if isinstance(error, KeyboardInterrupt) else 1
    options.articles = texts_folder(options) or options.data / "seeds" / "texts"
    _write({options.articles / given.name: given.read_bytes()})
    _write({path: content.encode() for path, content in changes.items()})
    answers.forget()
    print(f"{len(changes)} file{'s' if len(changes) > 1 else ''} written. The check says:")
    return check.run(options)


def _agreed(changes: dict[Path, str], folder: Path) -> bool:
    """Show what will change in each file; return whether to write it."""
    from dashboard.writing import content_of, difference

    print()
    for path, content in changes.items():
        print(difference(path.relative_to(folder).as_posix(), content_of(path), content), end="")
    return _asked("\nWrite this? y or n [y]: ").strip() in ("", "y", "yes")


def _write(files: dict[Path, bytes]) -> None:
    """Write files that are not there so already, each whole."""
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != content:
            write_whole(path, content)


def _asked(question: str) -> str:
    """Put a question; through a pipe the answer is shown, so that the record can be read."""
    answer = input(question)
    if not sys.stdin.isatty():
        print(answer)
    return answer
