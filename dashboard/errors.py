"""Everything that can go wrong, said so that the reader can mend it.

DashboardError
├── DataError          the records are wrong: every problem, at once
├── UsageError         the call is wrong: an unknown chart, a folder that is none
├── CitationError      a citation could not be made
└── RenderError        a picture could not be made
    ├── NoBrowserError     because no Chrome is installed
    └── NoFontError        because no font here has its letters
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from difflib import get_close_matches

#: How Unicode's names of the letters begin that Noto keeps in its fonts for East Asia.
_EAST_ASIAN = {"HANGUL", "CJK", "HIRAGANA", "KATAKANA"}
_NAMED = 12  # of the names there are, where one is misspelt


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where, what, what was found and expected, and the cure."""

    file: str
    line: int | None
    thing: str
    found: str
    expected: str
    cure: str = ""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        said = f"{place}: {self.thing}: found {self.found}; expected {self.expected}"
        return f"{said}\n    hint: {self.cure}" if self.cure else said

    def as_dict(self) -> dict[str, object]:
        """Return the fields, for programs."""
        return asdict(self)


class DashboardError(Exception):
    """Any failure that this program reports in words of its own."""


class DataError(DashboardError):
    """The records cannot be used; ``problems`` holds every reason."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class UsageError(DashboardError):
    """What was asked for does not exist or cannot be done."""


class CitationError(DashboardError):
    """A citation could not be made."""


class RenderError(DashboardError):
    """A picture could not be made."""


class NoBrowserError(RenderError):
    """Pictures from the command line are drawn by Chrome, and there is none."""

    def __init__(self) -> None:
        super().__init__(
            "Pictures are drawn by Chrome or Chromium, and none was found.\n"
            "    Debian, Ubuntu: apt install chromium fonts-noto-core fonts-noto-cjk\n"
            "    macOS: brew install --cask google-chrome\n"
            "    Windows: winget install Google.Chrome\n"
            "    elsewhere: set BROWSER_PATH to the program. The dashboard's own PNG button\n"
            "    needs none of this: it draws in the reader's browser."
        )


class NoFontError(RenderError):
    """No font of this machine has ``letters`` that a picture holds: they would be missing in it."""

    def __init__(self, letters: str) -> None:
        self.letters = letters
        shown = " ".join(letters[:12]) + (" …" if len(letters) > 12 else "")
        scripts = {unicodedata.name(letter, "unknown").split()[0] for letter in letters}
        package = "fonts-noto-cjk" if scripts & _EAST_ASIAN else "fonts-noto-core"
        super().__init__(
            f"No font of this machine has the letters {shown}; they would be missing.\n"
            f"    Debian, Ubuntu: apt install {package}\n"
            "    elsewhere: install Noto Sans and Noto Sans CJK"
        )


def suggestion(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return "did you mean …?" for a misspelt name, else what is given, or the names there are."""
    names = sorted(known)
    near = get_close_matches(word, names, n=1)
    if near:
        return f"did you mean '{near[0]}'?"
    if otherwise:
        return otherwise
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"known: {', '.join(names[:_NAMED])}{more}" if names else "none is defined"
