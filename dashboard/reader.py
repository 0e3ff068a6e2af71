"""Reading the files: records, texts and the lock; every mistake at its line, all at once.

Validation is pydantic's; its errors are put back on the lines of the YAML nodes.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dashboard.collection import Collection, Lock, LockEntry
from dashboard.consistency import contradictions
from dashboard.errors import DataError, Problem, UsageError, suggestion
from dashboard.model import Records
from dashboard.record import Record
from dashboard.sources import Source
from dashboard.strict_yaml import Document, Location, ids_in, read_yaml
from dashboard.texts import ArticleText, inside, read_article, read_utf8

_EXPECTED = {
    "missing": "the field",
    "string_type": "text",
    "int_type": "a whole number",
    "dict_type": "keys and values",
    "model_type": "keys and values",
    "tuple_type": "a list",
}


def _keys(model: type[BaseModel]) -> set[str]:
    """Return the names of the fields of every record below one, to suggest for a misspelt key."""
    return set(model.model_fields).union(*map(_keys, model.__subclasses__()))


def read_collection(folder: Path) -> Collection:
    """Return the records of a folder that holds ``indicators.yaml`` and ``seeds/``.

    Sources are in the order of their files' names, which is their number in the references.

    Raises:
        UsageError: the folder is none, or holds no ``indicators.yaml``.
        DataError: anything in the files is wrong; every problem is in it.

    """
    with all_kept():
        return _collection(folder)


@contextmanager
def all_kept() -> Iterator[None]:
    """Look for no garbage meanwhile: nearly all that is made is kept, and looking takes half."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _collection(folder: Path) -> Collection:
    problems: list[Problem] = []
    indicators = read_yaml(_indicator_files(folder), problems)
    # Any of indicators/*.yaml may hold what stands once; where none does, the main file is missing.
    if indicators and "schema" not in indicators.data and not (folder / "indicators.yaml").exists():
        raise _no_records(folder)
    found = [_source_document(folder, path, problems) for path in (folder / "seeds").glob("*.md")]
    documents = sorted((d for d in found if d is not None), key=lambda d: d.place(())[0])
    # Of what could not be read nothing is known: whoever names it may well be right.
    known = _known_ids(indicators, documents) if indicators and indicators.whole else {}
    if None in found:
        known.pop("source", None)
    sources = [_validated(Source, document, known, problems) for document in documents]
    if indicators and indicators.whole:
        records = _validated(Records, indicators, known, problems)
        problems += _repeated_ids([indicators, *documents])
    if problems or indicators is None:
        raise DataError(sorted(dict.fromkeys(problems), key=lambda p: (p.file, p.line or 0)))
    placed = {name: (d, where) for d in (indicators, *documents) for where, name in ids_in(d.data)}
    placed[""] = indicators, ()

    def locate(record: str, path: Location) -> tuple[str, int, str]:
        document, location = placed[record]
        return document.place((*location, *path))

    by_id = {source.id: source for source in sorted(sources, key=lambda s: s.role != "primary")}
    collection = Collection(records, by_id, locate=locate)
    if wrong := list(contradictions(collection)):
        raise DataError(wrong)
    return collection


def _indicator_files(folder: Path) -> list[tuple[str, str]]:
    """Return the names and contents of ``indicators.yaml`` and ``indicators/*.yaml``."""
    paths = [folder / "indicators.yaml", *sorted((folder / "indicators").glob("*.yaml"))]
    present = [path for path in paths if path.exists()]
    if not present:
        raise _no_records(folder)
    return [(_name(folder, path), _content(folder, path)) for path in present]


def _no_records(folder: Path) -> UsageError:
    found = "holds no indicators.yaml" if folder.is_dir() else "is no folder"
    return UsageError(f"'{folder}' {found}; --data wants a folder with indicators.yaml and seeds/")


def _name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def _content(folder: Path, path: Path) -> str:
    """Return the text of a file of the collection, which must lie in its folder."""
    name = _name(folder, path)
    inside(path, folder, name)
    return read_utf8(path, name)


def _source_document(folder: Path, path: Path, problems: list[Problem]) -> Document | None:
    """Return a source record: its front matter, with the summary by language added."""
    name = _name(folder, path)
    try:
        content = _content(folder, path)
    except DataError as error:
        problems += error.problems
        return None
    match = re.match(r"---\n.*?\n(?=---\n)", content, re.DOTALL)
    if match is None:
        problems.append(Problem(name, 1, "the record", "no front matter", "--- lines around it"))
        return None
    document = read_yaml([(name, match.group())], problems)
    if document is None:
        return None
    parts = re.split(r"^## +(\w+) *$", content[match.end() + 4 :], flags=re.MULTILINE)
    summary = {
        heading: text.strip() for heading, text in zip(parts[1::2], parts[2::2], strict=True)
    }
    return Document(document.node, document.data | {"summary": summary})


def _known_ids(records: Document, sources: list[Document]) -> dict[str, set[str]]:
    """Collect the ids that exist, from data that is not validated yet."""
    known: dict[str, set[str]] = {"indicator": set(), "claim": set()}
    for where, name in ids_in(records.data):
        if where[:1] == ("indicators",):
            known["claim" if "claims" in where else "indicator"].add(name)
    for kind in ("topic", "unit", "speaker"):
        section = records.data.get(f"{kind}s")
        known[kind] = set(map(str, section)) if isinstance(section, dict) else set()
    return known | {"source": {str(source.data.get("id")) for source in sources}}


def _validated(
    model: type[BaseModel], document: Document, known: dict[str, set[str]], problems: list[Problem]
) -> Any:
    """Return the record, or None once its problems are added to the list."""
    try:
        return model.model_validate(document.data, context=known)
    except ValidationError as error:
        details: dict[Location, ErrorDetails] = {}
        for detail in error.errors(include_url=False):
            # "value" may be a whole number or not: one line for the two branches of the union.
            place = tuple(step for step in detail["loc"] if step not in ("int", "float"))
            details.setdefault(place, {**detail, "loc": place})
        # A list whose only item is wrong counts as too short: the item's own problem says it.
        inner = {place[:depth] for place in details for depth in range(len(place))}
        wrong = [detail for place, detail in details.items() if place not in inner]
        problems += [_problem(document, detail) for detail in wrong]
        return None


def _problem(document: Document, error: ErrorDetails) -> Problem:
    """Put one of pydantic's errors into our words, at its line."""
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    last = str(error["loc"][-1]) if error["loc"] else ""
    shapes = {"dict": "keys and values", "tuple": "a list"}
    found = shapes.get(type(given).__name__) or repr(given)[:80]
    expected, cure = _EXPECTED.get(kind, error["msg"].lower()), ""
    if kind == "record":
        found, expected, cure = (str(context[key]) for key in ("found", "expected", "cure"))
    elif kind == "missing":
        found, cure = "nothing", f"add '{last}'"
    elif kind == "extra_forbidden":
        found, expected = f"the unknown key '{last}'", "a key of this record"
        cure = suggestion(
            last, _keys(Record), "delete it; python -m dashboard schema lists the keys"
        )
    elif kind == "literal_error":
        allowed = re.findall(r"'([^']+)'", str(context["expected"])) or [str(context["expected"])]
        expected, cure = f"one of {', '.join(allowed)}", suggestion(str(given), allowed)
    return Problem(*document.place(error["loc"]), found, expected, cure)


def _repeated_ids(documents: list[Document]) -> Iterator[Problem]:
    """Report ids that stand twice: indicators, claims, charts and derived share one namespace."""
    first: dict[str, str] = {}
    for document in documents:
        for location, name in ids_in(document.data):
            file, line, _ = document.place((*location, "id"))
            if name in first:
                found, cure = f"'{name}' again, first at {first[name]}", "choose another id"
                yield Problem(file, line, f"id '{name}'", found, "each id once", cure)
            first.setdefault(name, f"{file}:{line}")


def read_texts(collection: Collection, folder: Path | None) -> dict[str, ArticleText]:
    """Return the texts at hand by source id; those that are not there are left out.

    Raises:
        DataError: a text is there and cannot be read.

    """
    texts: dict[str, ArticleText] = {}
    for source in collection.sources.values():
        if folder is None or source.text is None:
            continue
        path = folder / source.text
        if path.is_file():
            inside(path, folder, source.text)
            texts[source.id] = read_article(path, source.text)
    return texts


def read_lock(folder: Path) -> dict[str, LockEntry]:
    """Return what ``verified.json`` holds, by claim id; empty where there is none.

    Raises:
        DataError: the file is there and is not what ``check --record`` writes.

    """
    path = folder / "verified.json"
    try:
        return Lock.model_validate_json(_content(folder, path)).claims if path.exists() else {}
    except ValidationError:
        expected, cure = "what --record writes", "delete it, then: check --record"
        problem = Problem(path.name, None, "the file", "other content", expected, cure)
        raise DataError([problem]) from None
