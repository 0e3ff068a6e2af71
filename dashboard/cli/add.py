"""The command that adds an article: a conversation, then files written with its outcome."""

from __future__ import annotations

import argparse
import re
import sys
from getpass import getuser
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any

from dashboard.cli import check
from dashboard.cli.options import command, texts_folder
from dashboard.errors import UsageError
from dashboard.files import write_together

if TYPE_CHECKING:
    from dashboard.scanning import Scan
    from dashboard.texts import ArticleText

_EXAMPLES = """  python -m dashboard add article.txt
  python -m dashboard add article.txt --lang vi --data my-dashboard
  python -m dashboard add article.txt < answers.txt       the answers, one a line"""


_KEPT = "answers are kept: run it again to go on, with --afresh to begin anew"
_YES, _NO = ("y", "yes"), ("n", "no")


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
    from filelock import FileLock

    from dashboard.answers import Answers
    from dashboard.conversation import Conversation
    from dashboard.reader import read_collection
    from dashboard.scanning import language_for, scan
    from dashboard.texts import read_article
    from dashboard.writing import content_of, try_out

    given = Path(options.article)
    collection, article = read_collection(options.data), read_article(given, options.article)
    language = language_for(options.lang, options.article, article, collection)
    if language is None:
        raise UsageError(f"'{options.article}': no language that is read here; name it with --lang")
    found = scan(options.article, article, language, collection)
    _refuse(given, found, article)
    kept = options.data / "seeds" / f".{given.stem}.{article.sha256[:8]}.answers.json"
    if options.afresh:
        kept.unlink(missing_ok=True)
    answers = Answers(kept, _asked, print, patient=sys.stdin.isatty())
    if len(answers):
        print(f"Going on: {len(answers)} answers were kept (--afresh forgets them).")
    try:
        changes = Conversation(options.data, found, collection, answers).changes()
        if not changes:
            answers.forget()
            print("Nothing to write.")
            return 0
        before = {path: content_of(path) for path in changes}
        agreed = _agreed(changes, before, options.data)
    except (KeyboardInterrupt, EOFError) as error:
        print(f"\nStopped; {len(answers)} {_KEPT}.", file=sys.stderr)
        return 130 if isinstance(error, KeyboardInterrupt) else 1
    if not agreed:
        print(f"Nothing is written; {len(answers)} {_KEPT}.")
        return 0
    options.articles = texts_folder(options) or options.data / "seeds" / "texts"
    with FileLock(_lock_of(options.data)):  # another conversation may end just now
        if any(content_of(path) != held for path, held in before.items()):
            raise UsageError(f"the records changed meanwhile, nothing is written; {_KEPT}")
        try_out(options.data, changes)
        files = {path: content.encode() for path, content in changes.items()}
        _write(files | {options.articles / given.name: given.read_bytes()})
    answers.forget()
    print(f"{len(changes)} file{'s' if len(changes) > 1 else ''} written. The check says:")
    return check.run(options)


def _refuse(given: Path, found: Scan, article: ArticleText) -> None:
    """Refuse an article whose name is another's, or no name that a record can hold."""
    from dashboard.sources import TEXT_NAME

    source = found.source
    if source and source.fingerprint and source.fingerprint.sha256 != article.sha256:
        raise UsageError(
            f"'{given}': source '{source.id}' has a text of this name and other content\n"
            "    hint: another article needs another name; a changed text: check says what changed"
        )
    if not re.fullmatch(TEXT_NAME, given.name):
        raise UsageError(
            f"'{given.name}': a text's name has letters, digits, - _ . and ends in .txt; rename it"
        )


def _agreed(changes: dict[Path, str], before: dict[Path, str], folder: Path) -> bool:
    """Show what will change in each file; return whether to write it."""
    from dashboard.writing import difference

    print()
    for path, content in changes.items():
        print(difference(path.relative_to(folder).as_posix(), before[path], content), end="")
    while (answer := _asked("\nWrite this? y or n [y]: ").strip().lower()) not in ("", *_YES, *_NO):
        print("  y or n")
    return answer not in _NO


def _lock_of(folder: Path) -> Path:
    """Return the file that says whose turn it is to write to a folder; it stays, so not there."""
    name = sha256(str(folder.resolve()).encode()).hexdigest()[:12]
    return Path(gettempdir()) / f"dashboard-{getuser()}-{name}.lock"


def _write(files: dict[Path, bytes]) -> None:
    """Write files that are not there so already, all or none."""
    for path in files:
        path.parent.mkdir(parents=True, exist_ok=True)
    write_together(
        {
            path: content
            for path, content in files.items()
            if not path.exists() or path.read_bytes() != content
        }
    )


def _asked(question: str) -> str:
    """Put a question; through a pipe the answer is shown, so that the record can be read."""
    answer = input(question)
    if not sys.stdin.isatty():
        print(answer)
    return answer
