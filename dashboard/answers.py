"""A conversation whose answers are kept: broken off, it goes on where it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from dashboard.files import write_whole


class Answers:
    """The answers given so far, by question; in a file from the first one on.

    ``ask`` puts a question to a person and returns what they typed; ``say`` tells them something.
    """

    def __init__(self, path: Path, ask: Callable[[str], str], say: Callable[[str], None]) -> None:
        self._path, self._ask, self.say = path, ask, say
        self._kept: dict[str, str] = {}
        if path.exists():
            self._kept = json.loads(path.read_text("utf-8"))

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
    ) -> str:
        """Return the answer to a question, asked until ``wrong`` finds nothing to say against it.

        An empty answer is the default. What was answered before is not asked again.
        """
        while key not in self._kept:
            shown = f" [{default}]" if default else ""
            answer = self._ask(f"{question}{shown}: ").strip() or default
            if complaint := wrong(answer):
                self.say(f"  {complaint}")
                continue
            self._kept[key] = answer
            content = json.dumps(self._kept, ensure_ascii=False, indent=1)
            write_whole(self._path, content.encode())
        return self._kept[key]

    def forget(self) -> None:
        """Delete the file: what was asked for is done."""
        self._kept.clear()
        self._path.unlink(missing_ok=True)
