"""Questions that come up again and again, and what speaks against their answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from dashboard.answers import Answers
from dashboard.errors import suggestion
from dashboard.fields import TODO, Id, Words, complaint
from dashboard.scan_report import LANGUAGE_NAMES

Wrong = Callable[[str], str]


def one_of(choices: Iterable[str]) -> Wrong:
    """Return what complains of an answer that is none of the choices."""
    names = list(choices)
    return lambda answer: "" if answer in names else f"one of {', '.join(filter(None, names))}"


def fits(kind: Any) -> Wrong:
    """Return what complains of an answer that a record would refuse, or of none."""
    return lambda answer: complaint(kind, answer) if answer else "it is needed"


def fits_if_any(kind: Any) -> Wrong:
    """Return what complains of an answer that a record would refuse; there may be none."""
    return lambda answer: complaint(kind, answer) if answer else ""


def in_three(
    answers: Answers, key: str, question: str, about: str = "  In words of your own; Enter: later."
) -> dict[str, str]:
    """Ask for words in three languages; what is left out stays to be done."""

    def wrong(answer: str) -> str:
        headed = answer.startswith("##")
        return "no line of it may begin with ##" if headed else complaint(Words, answer)

    return {
        language: answers.to(
            f"{key} {language}", f"{question}, in {named}", TODO, wrong, about=about
        )
        for language, named in LANGUAGE_NAMES.items()
    }


def an_id(answers: Answers, key: str, question: str, known: set[str], about: str) -> str:
    """Ask for an id that is known, or "new" and one that is not; return it without the "new"."""

    def wrong(answer: str) -> str:
        if answer in known:
            return ""
        if answer.startswith("new "):
            return complaint(Id, answer.removeprefix("new "))
        return suggestion(answer, filter(None, known))

    return answers.to(key, question, "", wrong, about=about).removeprefix("new ")
