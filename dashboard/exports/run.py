"""Many files at once: what is unchanged is left alone, what fails is told, the rest is there."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from itertools import product
from pathlib import Path
from typing import Any, Literal

from dashboard.charts import chart_view
from dashboard.collection import Collection
from dashboard.errors import DashboardError
from dashboard.exports import CITATIONS, PICTURES, TABLES, bibliography, formats
from dashboard.exports.metadata import holds
from dashboard.exports.picture import PictureFile
from dashboard.exports.tables import Tables, tables
from dashboard.fields import WHOLE
from dashboard.files import write_whole
from dashboard.pictures import Size
from dashboard.rendering import Renderer
from dashboard.wording import Wording

_CITE = {"bib": bibliography.to_bib, "ris": bibliography.to_ris, "csl": bibliography.to_csl}
_AT_ONCE = 2


@dataclass(frozen=True)
class Wanted:
    """What is to be exported: charts by their ids, and whether the whole collection is.

    Sizes and themes are those of pictures; the whole collection has tables and citations alone.
    """

    charts: tuple[str, ...]
    whole: bool
    formats: tuple[str, ...]
    languages: tuple[str, ...]
    sizes: tuple[Size, ...]
    themes: tuple[str, ...]


@dataclass(frozen=True)
class File:
    """A file to be written: its name, how its content is made, and whether another is the same."""

    name: str
    make: Callable[[Renderer], bytes]
    is_same: Callable[[bytes], bool]


@dataclass(frozen=True)
class Outcome:
    """What became of a file, and why it failed."""

    name: str
    state: Literal["written", "unchanged", "failed"]
    why: str = ""


def files(collection: Collection, wanted: Wanted) -> list[File]:
    """Return the files of all that is wanted, chart by chart, the whole collection's last."""
    found = [
        file
        for chart, language in product(wanted.charts, wanted.languages)
        for file in _of_a_chart(collection, chart, language, wanted)
    ]
    if wanted.whole:
        for language in wanted.languages:
            found += _of_the_whole(collection, language, wanted.formats)
    return found


def _of_a_chart(
    collection: Collection, chart: str, language: str, wanted: Wanted
) -> Iterator[File]:
    words = Wording(language)
    form: Any
    for form in wanted.formats:
        if form in PICTURES:
            for size, theme in product(wanted.sizes, wanted.themes):
                picture = PictureFile(collection, chart, language, form, size, theme)
                yield File(picture.name, picture.content, partial(_is_drawn_from_the_same, picture))
        elif form in TABLES:
            name = f"{chart}.{language}.{form}"
            yield _plain(name, partial(chart_table, collection, chart, words, form))
        elif form in CITATIONS:
            yield _plain(
                f"{chart}.{language}.{'csl.json' if form == 'csl' else form}",
                partial(citations, collection, chart, words, form),
            )


def _is_drawn_from_the_same(picture: PictureFile, held: bytes) -> bool:
    return holds(held, picture.facts)


def _of_the_whole(collection: Collection, language: str, asked: Iterable[str]) -> Iterator[File]:
    words = Wording(language)
    everything = cache(partial(tables, collection, words))
    package = cache(lambda: formats.to_package(everything()))
    for form in asked:
        if form == "csv":
            yield _plain(f"claims.{language}.csv", lambda: formats.to_csv(everything().claims))
            yield _plain(f"sources.{language}.csv", lambda: formats.to_csv(everything().sources))
        elif form in TABLES:
            made = partial(lambda form: table(everything(), form), form)
            yield _plain(f"claims.{language}.{form}", made)
        elif form == "datapackage":
            for name in formats.PACKAGE:
                made = partial(lambda name: package()[name], name)
                yield _plain(f"datapackage.{language}/{name}", made)
        elif form in CITATIONS:
            yield _plain(
                f"sources.{language}.{'csl.json' if form == 'csl' else form}",
                partial(citations, collection, WHOLE, words, form),
            )


def _plain(name: str, make: Callable[[], bytes]) -> File:
    """Return a file that is made without a renderer, once, and compared byte by byte."""
    made = cache(make)
    return File(name, lambda _renderer: made(), lambda held: held == made())


def chart_table(
    collection: Collection, chart: str, words: Wording, form: str, role: str = ""
) -> bytes:
    """Return what a chart shows as a table, with its sources."""
    view = chart_view(collection, chart, words, role)
    return table(tables(collection, words, view.claims, view.title), form)


def table(held: Tables, form: str) -> bytes:
    """Return tables as one file: csv (of the claims alone), xlsx or json."""
    if form == "csv":
        return formats.to_csv(held.claims)
    return formats.to_xlsx(held) if form == "xlsx" else formats.to_json(held)


def citations(collection: Collection, name: str, words: Wording, form: str) -> bytes:
    """Return how something is cited, as a file: bib, ris or csl; empty for an unknown id."""
    items = bibliography.cited(collection, name, words)
    return _CITE[form](items).encode() if items else b""


def export(wanted: Iterable[File], folder: Path, *, dry_run: bool = False) -> Generator[Outcome]:
    """Write files to a folder and yield what becomes of each, in their order.

    A file that is the same already is left alone, so that a run that was interrupted goes on. With
    ``dry_run`` nothing is written or drawn.

    Raises:
        OSError: the folder cannot be made.

    """
    if not dry_run:
        folder.mkdir(parents=True, exist_ok=True)
    # While Chrome draws one picture, the next figure is made.
    with Renderer() as renderer, ThreadPoolExecutor(_AT_ONCE) as threads:
        pending: deque[Future[Outcome]] = deque()
        for file in wanted:
            pending.append(threads.submit(_become, file, folder, renderer, dry_run=dry_run))
            if len(pending) > _AT_ONCE:
                yield pending.popleft().result()
        yield from (outcome.result() for outcome in pending)


def _become(file: File, folder: Path, renderer: Renderer, *, dry_run: bool) -> Outcome:
    """Write a file where it is another, and return what became of it."""
    path = folder / file.name
    try:
        if path.is_file() and file.is_same(path.read_bytes()):
            return Outcome(file.name, "unchanged")
        if not dry_run:
            content = file.make(renderer)
            path.parent.mkdir(exist_ok=True)
            write_whole(path, content)
    except DashboardError as error:
        return Outcome(file.name, "failed", str(error))
    except OSError as error:
        return Outcome(file.name, "failed", error.strerror or str(error))
    return Outcome(file.name, "written")
