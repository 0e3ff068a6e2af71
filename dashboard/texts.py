"""Texts: decoded and normalised, with a clear word where bytes are no text."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from dashboard.errors import DataError, Problem

#: An article is at most this long: many times the longest report, and read in seconds.
LARGEST_ARTICLE_BYTES = 5_000_000
#: Signs that nobody sees and that do harm: they end a text where XML is read, or turn the order of
#: a line around (Unicode's explicit directions, UAX #9). Line ends and tabs are none of them.
HARMFUL = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


@dataclass(frozen=True)
class ArticleText:
    """An article's text as spans are found in it, and the fingerprint of its bytes.

    Normalised: no byte-order mark, LF line ends (CR alone is one, too), NFC. Positions count its
    code points.
    """

    text: str
    sha256: str


def visible(text: str) -> str:
    """Return a text with its harmful signs written out, as it can be shown in a terminal."""
    return HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def inside(path: Path, folder: Path, name: str) -> None:
    """Make sure that a file lies in a folder, wherever links lead.

    Raises:
        DataError: it lies elsewhere.

    """
    if not path.resolve().is_relative_to(folder.resolve()):
        cure = "put the file itself there"
        raise _refused(name, None, "a link that leads out of the folder", "a file in it", cure)


def read_utf8(path: Path, name: str) -> str:
    """Return a file's text, normalised; ``name`` is what a problem calls it.

    Raises:
        DataError: it cannot be read, or not as UTF-8.

    """
    return _decoded(_bytes_of(path, name), name)


def read_article(path: Path, name: str) -> ArticleText:
    """Return an article from its file.

    Raises:
        DataError: it cannot be read, is too long, is empty, or is no text in UTF-8.

    """
    return article_of(_bytes_of(path, name, LARGEST_ARTICLE_BYTES), name)


def article_of(content: bytes, name: str) -> ArticleText:
    """Return an article from its bytes.

    Raises:
        DataError: they are too many, none, or no text in UTF-8.

    """
    if len(content) > LARGEST_ARTICLE_BYTES:
        size = f"more than {LARGEST_ARTICLE_BYTES // 10**6} MB"
        raise _refused(name, None, size, "one article", "give the article alone")
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        line = content[: content.index(b"\0")].count(b"\n") + 1
        cure = "save the article as plain text"
        raise _refused(name, line, "bytes of no text", "a text in UTF-8", cure)
    text = _decoded(content, name)
    if not text.strip():
        raise _refused(name, None, "nothing", "the article's words", "is it the right file?")
    return ArticleText(text, hashlib.sha256(content).hexdigest())


def _bytes_of(path: Path, name: str, at_most: int | None = None) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read() if at_most is None else file.read(at_most + 1)
    except OSError as error:
        raise _refused(name, None, error.strerror or str(error), "a readable file") from None


def _decoded(content: bytes, name: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _refused(name, line, "bytes that are no UTF-8", "UTF-8", _cure(content)) from None
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _cure(content: bytes) -> str:
    """Return how to save a text in UTF-8, with its encoding where one can be told."""
    encoding = ""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "UTF-16"
    elif _hangul(content, "euc-kr"):
        encoding = "EUC-KR"
    return f"it looks like {encoding}: save it as UTF-8" if encoding else "save it so"


def _hangul(content: bytes, encoding: str) -> bool:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return sum("가" <= letter <= "힣" for letter in text) * 4 > len(text)


def _refused(name: str, line: int | None, found: str, expected: str, cure: str = "") -> DataError:
    return DataError([Problem(name, line, "the file", found, expected, cure)])
