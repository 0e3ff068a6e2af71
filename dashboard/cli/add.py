"""The command that adds an article: a conversation, then files written with its outcome."""

from __future__ import annotations

import argparse
import glob
import re
import sys
from contextlib import suppress
from getpass import getuser
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any, NamedTuple

from dashboard.cli import check
from dashboard.cli.options import command, complain, texts_folder
from dashboard.errors import DataError, UsageError
from dashboard.files import make_sure_of_writing, write_together
from dashboard.texts import visible

if TYPE_CHECKING:
    from dashboard.answers import Answers
    from dashboard.collection import Collection
    from dashboard.conversation import Conversation
    from dashboard.texts import ArticleText

_EXAMPLES = """  python -m dashboard add article.txt
  python -m dashboard add article.txt --lang vi --data my-dashboard
  python -m dashboard add article.txt < answers.txt       the answers, one a line"""


class _Change(NamedTuple):
    """A file's content before and after; None where it was not there."""

    before: bytes | None
    after: bytes


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
    from dashboard.scanning import known_source, language_for, scan

    given, article = Path(options.article), _article(options.article)
    collection = read_collection(options.data)
    options.articles = texts_folder(options) or options.data / "seeds" / "texts"
    source = known_source(article, collection)
    text = options.articles / (source.text if source and source.text else given.name)
    if source is None:
        _refuse_name(given, article, collection)
    if text.exists() and text.read_bytes() != given.read_bytes():
        raise UsageError(
            f"'{given}': {text} is there already, with other content\n"
            "    hint: another article needs another name; an older copy: move it away first"
        )
    language = language_for(options.lang, article, collection)
    if language is None:
        raise UsageError(f"'{options.article}': no language that is read here; name it with --lang")
    seeds, topics = options.data / "seeds", options.data.glob("indicators")
    for folder in (options.data, seeds, text.parent, *topics):
        make_sure_of_writing(folder)
    kept = _kept(seeds, given.stem, article, options.afresh)
    answers = Answers(kept, _asked, _say, patient=sys.stdin.isatty())
    if len(answers):
        given_before = _counted(len(answers), "answer")
        print(f"Going on with {given_before} of before (--afresh forgets them).")
    found = scan(options.article, article, language, collection)
    talk = Conversation(options.data, found, collection, answers)
    try:
        files = _agreed(talk, text, given.read_bytes())
    except (KeyboardInterrupt, EOFError) as error:
        print(f"\nStopped; {_to_go_on(answers)}.", file=sys.stderr)
        return 130 if isinstance(error, KeyboardInterrupt) else 1
    if files is None:
        print(f"Nothing is written; {_to_go_on(answers)}.")
        return 0
    if files:
        _write(options.data, files, answers)
    answers.forget()
    if not files:
        print("Nothing to write.")
        return 0
    print(f"{_counted(len(files), 'file')} written. The check says:")
    return check.run(options)


def _article(name: str) -> ArticleText:
    """Return the article from its file.

    Raises:
        UsageError: the name is a folder's, or that of standard input, which has the answers.

    """
    from dashboard.texts import read_article

    if name == "-":
        raise UsageError("add reads the answers from standard input: name the article's file")
    if Path(name).is_dir():
        raise UsageError(f"'{name}' is a folder: add takes one article at a time, name its file")
    return read_article(Path(name), name)


def _refuse_name(given: Path, article: ArticleText, collection: Collection) -> None:
    """Refuse an article whose name is another's, or no name that a record can hold."""
    from dashboard.scanning import namesake
    from dashboard.sources import TEXT_NAME

    if source := namesake(str(given), article, collection):
        raise UsageError(
            f"'{given}': source '{source.id}' has a text of this name and other content\n"
            "    hint: another article needs another name; a changed text: check says what changed"
        )
    if not re.fullmatch(TEXT_NAME, given.name):
        raise UsageError(
            f"'{given.name}': a text's name has letters, digits, - _ . and ends in .txt; rename it"
        )


def _kept(seeds: Path, stem: str, article: ArticleText, afresh: bool) -> Path:
    """Return the file in which an article's answers are kept.

    Those that an earlier text of the name was given are taken over, if that is wanted.
    """
    kept = seeds / f".{stem}.{article.sha256[:8]}.answers.json"
    others = [path for path in seeds.glob(f".{glob.escape(stem)}.*.answers.json") if path != kept]
    if afresh:
        for path in (kept, *others):
            path.unlink(missing_ok=True)
    elif others and not kept.exists():
        print(f"Answers are kept that were given for another text of this name: {others[0]}")
        if _chosen("Take over what still fits? y or n [y]: ", "yn") == "y":
            others[0].replace(kept)
    return kept


def _agreed(talk: Conversation, text: Path, content: bytes) -> dict[Path, _Change] | None:
    """Talk until what will be written is agreed on; return it, None if it shall not be."""
    from dashboard.answers import BackError
    from dashboard.writing import try_out

    while True:
        changes = {path: said.encode() for path, said in talk.changes().items()}
        if not changes:
            return {}
        files = {path: _Change(_held(path), after) for path, after in changes.items()}
        _show(files, talk.folder)
        if _held(text) != content:
            files[text] = _Change(_held(text), content)
            print(f"The text is kept as {text}")
        try:
            try_out(talk.folder, changes)
            answer = _chosen("Write this? y, n, < to go back to the last question [y]: ", "yn<")
        except DataError as error:
            complain(*error.problems)
            answer = _chosen("Not written so. < to go back to the last question, n to stop: ", "n<")
        if answer != "<":
            return files if answer == "y" else None
        with suppress(BackError):
            talk.answers.back()


def _show(files: dict[Path, _Change], folder: Path) -> None:
    """Print what will change in each file."""
    from dashboard.writing import difference

    for path, (before, after) in files.items():
        name = path.relative_to(folder).as_posix()
        print("\n" + visible(difference(name, (before or b"").decode(), after.decode())))


def _chosen(question: str, choices: str) -> str:
    """Ask until the answer begins with one of some letters; Enter is the first, where it is y."""
    while True:
        answer = _asked(f"\n{question}").strip().lower() or choices[0].replace("n", "?")
        if answer in {*choices, "yes", "no"} and answer[0] in choices:
            return answer[0]
        print(f"  one of {', '.join(choices)}")


def _write(folder: Path, files: dict[Path, _Change], answers: Answers) -> None:
    """Write what was agreed on, all or none, unless somebody else was quicker.

    Raises:
        UsageError: what would be changed is not any more as it was shown.

    """
    from filelock import FileLock

    from dashboard.writing import try_out

    with FileLock(_lock_of(folder)):  # another conversation may end just now
        if any(_held(path) != change.before for path, change in files.items()):
            kept = _to_go_on(answers)
            raise UsageError(f"the records changed meanwhile, nothing is written; {kept}")
        records = {p: c.after for p, c in files.items() if p.suffix != ".txt"}
        try_out(folder, records)  # files that do not change here may have changed
        for path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
        write_together({path: change.after for path, change in files.items()})


def _held(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _lock_of(folder: Path) -> Path:
    """Return the file that says whose turn it is to write to a folder; it stays, so not there."""
    name = sha256(str(folder.resolve()).encode()).hexdigest()[:12]
    return Path(gettempdir()) / f"dashboard-{getuser()}-{name}.lock"


def _to_go_on(answers: Answers) -> str:
    kept = f"{_counted(len(answers), 'answer')} {'is' if len(answers) == 1 else 'are'} kept"
    return f"{kept}: run it again to go on, with --afresh to begin anew"


def _counted(n: int, thing: str) -> str:
    return f"{n} {thing}{'' if n == 1 else 's'}"


def _asked(question: str) -> str:
    """Put a question; through a pipe the answer is shown, so that the record can be read."""
    answer = input(visible(question))
    if not sys.stdin.isatty():
        print(visible(answer))
    return answer


def _say(words: str) -> None:
    print(visible(words))
