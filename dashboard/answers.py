"""A conversation whose answers are kept: broken off, it goes on where it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Mapping
from pathlib import Path

from dashboard.errors import DataError, Problem, UsageError
from dashboard.files import write_whole

_BACK = "<"


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
        self._kept: dict[str, str] = {}
        if path.exists():
            try:
                self._kept = dict(json.loads(path.read_text("utf-8")))
            except ValueError:
                cure = "begin anew: --afresh"
                problem = Problem(path.name, None, "the answers kept", "no JSON", "answers", cure)
                raise DataError([problem]) from None

    def __len__(self) -> int:
        return len(self._kept)

    def known(self, key: str) -> bool:
        """Whether a question has been answered."""
        return key in self._kept

    def to(
        self,
        key: str,
        question: str,
        default: str = "",
        wrong: Callable[[str], str] = lambda answer: "",
        *,
        meant: Mapping[str, str] | None = None,
        passing: Container[str] = (),
        about: str = "",
    ) -> str:
        """Return the answer to a question, asked until ``wrong`` finds nothing to say against it.

        An empty answer is the default; "<" goes back to the question before. What was answered
        before is not asked again, but for ``passing`` answers, which are not kept. ``meant`` are
        the answers that stand for others ("1" for the first of a list), ``about`` what "?" tells.

        Raises:
            BackError: the last answer is forgotten, and everything has to be asked anew.
            UsageError: an answer is wrong, and there is nobody to ask again.

        """
        while key not in self._kept:
            shown = f" [{default}]" if default else ""
            answer = self._ask(f"{question}{shown}: ").strip() or default
            answer = (meant or {}).get(answer, answer)
            if answer == _BACK and self._kept:
                self._kept.popitem()
                self._keep()
                raise BackError
            if answer == "?" and about:
                self.say(about)
            elif complaint := wrong(answer):
                if not self._patient:
                    raise UsageError(
                        f"'{answer}' is no answer to '{question.strip()}': {complaint}"
                    )
                self.say(f"  {complaint}")
            elif answer in passing:
                return answer
            else:
                self._kept[key] = answer
                self._keep()
        return self._kept[key]

    def _keep(self) -> None:
        write_whole(self._path, json.dumps(self._kept, ensure_ascii=False, indent=1).encode())

    def forget(self) -> None:
        """Delete the file: what was asked for is done."""
        self._kept.clear()
        self._path.unlink(missing_ok=True)
