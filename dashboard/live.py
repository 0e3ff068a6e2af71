"""Data that may change while it is served: read again when it does, kept while it is wrong."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Lock

from dashboard.collection import Collection
from dashboard.errors import DashboardError, DataError
from dashboard.texts import ArticleText

#: The files are looked at no more often than this, however many readers there are.
LOOK_AGAIN_S = 1.0
Print = frozenset[tuple[str, int, int, int]]


@dataclass(frozen=True)
class State:
    """The records and the texts at hand, as they were read together."""

    collection: Collection
    texts: Mapping[str, ArticleText]


class Live:
    """The newest state of the data that can be used.

    ``load`` reads it; ``watched`` yields its files; ``tell`` is called when a change cannot be
    used, with why, and with None when it has been mended.
    """

    def __init__(
        self,
        load: Callable[[], State],
        watched: Callable[[], Iterable[Path]],
        tell: Callable[[Exception | None], None],
    ) -> None:
        self._load, self._watched, self._tell = load, watched, tell
        self._lock = Lock()
        self._seen = self._print()
        self._good = self._shown = load()
        self._day = date.today()
        self._looked = time.monotonic()

    @property
    def repair_pending(self) -> bool:
        """Whether the newest state is one that cannot be used."""
        return self._shown is not self._good

    def current(self) -> State:
        """Return the state to show; one reader at a time looks whether there is a newer one."""
        if time.monotonic() - self._looked < LOOK_AGAIN_S or not self._lock.acquire(blocking=False):
            return self._shown
        try:
            if (found := self._print()) != self._seen:
                self._read(found)
            self._looked = time.monotonic()
            return self._shown
        finally:
            self._lock.release()

    def _read(self, found: Print) -> None:
        """Read what changed; what changes while it is read is read once more at the next look."""
        try:
            state = self._load()
        except (DashboardError, OSError) as error:
            if self._print() == found:
                self._seen = found
                self._tell(error)
                pending = replace(self._good.collection, repair_pending=self._day.isoformat())
                self._shown = replace(self._good, collection=pending)
            return
        if self._print() == found:
            if self.repair_pending:
                self._tell(None)
            self._seen, self._good, self._shown = found, state, state
            self._day = date.today()

    def _print(self) -> Print:
        """Return by what the files are known again: their names, sizes and times."""
        prints = set()
        for path in self._watched():
            try:
                known = path.stat()
            except OSError:
                continue
            prints.add((str(path), known.st_ino, known.st_size, known.st_mtime_ns))
        return frozenset(prints)


def files_of(folder: Path, texts: Path | None) -> Iterable[Path]:
    """Yield the files of a collection: its records, its sources, its lock, its texts."""
    yield folder / "indicators.yaml"
    yield folder / "verified.json"
    yield from (folder / "indicators").glob("*.yaml")
    yield from (folder / "seeds").glob("*.md")
    if texts is not None:
        yield from texts.glob("*.txt")


def problems_of(error: Exception) -> tuple[str, ...]:
    """Return what is wrong, each in a line or two."""
    return tuple(map(str, error.problems)) if isinstance(error, DataError) else (str(error),)
