"""A conversation whose answers are kept: broken off, it goes on where it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Mapping
from pathlib import Path

from dashboard.errors import DataError, Problem, UsageError
from dashboard.files import write_whole

_BACK, _HELP = "<", "?"
_ABOUT = "  Your answer in words; Enter takes what is in brackets, < goes back a question."


class BackError(Exception):
    """The person goes back: the last answer is forgotten."""


class Answers:
    """The answers given so far, by question; in a file from the first one on.

    ``ask`` puts a question to a person and returns what they typed; ``say`` tells them something.
    ``patient`` is whether a wrong answer is asked for again: through a pipe it would be followed
    by the answers to other questions.
    """

    def __init__(
        self, path: Path, ask: Callable[[str], str], say: Callable[[str], None], patient: bool
    ) -> None:
        self._path, self._ask, self.say, self._patient = path, ask, say, patient
        self._kept = _read(path) if path.exists() else {}
        self._passing: set[str] = set()
        self._passed: list[str] = []
        #: The last question that was not asked again, and what it would have shown.
        self._passed_over = ("", "")
        #: Answers that going back has taken; they are offered again.
        self._taken_back: dict[str, str] = {}
        self._last_asked = ""

    def __len__(self) -> int:
        return len(self._kept.keys() - self._passing)

    def back(self) -> None:
        """Forget the answer to the question before, the last that was passed.

        Raises:
            BackError: always, where there is one: everything has to be asked anew.

        """
        if not self._passed:
            self.say("  this is the first question")
            return
        self._taken_back[self._passed[-1]] = self._kept.pop(self._passed[-1])
        self._passing.discard(self._passed[-1])
        self._passed.clear()
        self._passed_over = ("", "")
        self._keep()
        raise BackError

    def to(
        self,
        key: str,
        question: str,
        default: str = "",
        wrong: Callable[[str], str] = lambda answer: "",
        *,
        meant: Mapping[str, str] | None = None,
        passing: Container[str] = (),
        about: str = _ABOUT,
        shown: str = "",
    ) -> str:
        """Return the answer to a question, asked until ``wrong`` finds nothing to say against it.

        An empty answer is the default; "<" goes back to the question before, "?" tells ``about``.
        What was answered before is not asked again as long as it fits; an answer that going back
        has taken is the default; ``passing`` answers are not kept for another time. ``meant`` are
        the answers that stand for others ("1" for the first of a list); ``shown`` is said before
        the question is put.

        Raises:
            BackError: the last answer is forgotten, and everything has to be asked anew.
            UsageError: an answer is wrong, and there is nobody to ask again.

        """
        if key in self._kept and (complaint := wrong(self._kept[key])):
            self.say(f"\n  '{self._kept.pop(key)}', as was answered before: {complaint}")
        if key in self._kept:
            if shown and not self._is_part(key):
                self._passed_over = key, shown
        else:
            self._show_what_it_is_of(key)
            if shown:
                self.say(shown)
        former = self._taken_back.get(key, default)
        former = default if wrong(former) else former
        to_none = "-" if former and not default and not wrong("") else ""
        offered = f" [{former}{', - for none' if to_none else ''}]" if former else ""
        while key not in self._kept:
            self._last_asked = key
            answer = self._ask(f"{question}{offered}: ").strip() or former
            answer = "" if to_none and answer == to_none else answer
            answer = (meant or {}).get(answer, answer)
            if answer == _BACK:
                self.back()
            elif answer == _HELP:
                self.say(about)
            elif complaint := wrong(answer):
                if not self._patient:
                    raise UsageError(
                        f"'{answer}' is no answer to '{question.strip()}': {complaint}"
                    )
                self.say(f"  {complaint}")
            else:
                self._kept[key] = answer
                if answer in passing:
                    self._passing.add(key)
                self._keep()
        self._passed.append(key)
        return self._kept[key]

    def has_just_asked(self, key: str) -> bool:
        """Whether a question was the last that a person was asked."""
        return key == self._last_asked

    def _show_what_it_is_of(self, key: str) -> None:
        """Say what the question showed that this one is a part of, if it was passed over."""
        (_, shown), part, self._passed_over = self._passed_over, self._is_part(key), ("", "")
        if part:
            self.say(shown)

    def _is_part(self, key: str) -> bool:
        """Whether a question is a part of the one that was passed over."""
        whole, _ = self._passed_over
        return bool(whole) and key.startswith(f"{whole} ")

    def _keep(self) -> None:
        kept = {key: said for key, said in self._kept.items() if key not in self._passing}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._path, json.dumps(kept, ensure_ascii=False, indent=1).encode())

    def forget(self) -> None:
        """Delete the file: what was asked for is done."""
        self._kept.clear()
        self._path.unlink(missing_ok=True)


def _read(path: Path) -> dict[str, str]:
    """Return the answers that a file keeps.

    Raises:
        DataError: something else is in it.

    """
    try:
        kept = json.loads(path.read_text("utf-8"))
        if all(isinstance(said, str) for said in kept.values()):
            return dict(kept)
    except (ValueError, AttributeError):
        pass
    cure = "begin anew: --afresh"
    raise DataError([Problem(path.name, None, "the file", "no answers", "answers kept", cure)])
