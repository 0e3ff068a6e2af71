"""Reading the files: strict YAML, every mistake reported at its line, all at once.

PyYAML composes the nodes; values are built here, because its own construction keeps the last of
two equal keys, reads ``NO`` as false, ``2024-01-05`` as a date and ``12:30:00`` as 45000. What it
would bend must be quoted. Validation is pydantic's; its errors are put back on the nodes' lines.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dashboard.collection import Collection
from dashboard.consistency import contradictions
from dashboard.errors import DataError, Problem, UsageError, suggestion
from dashboard.model import Records, Source

Location = tuple[str | int, ...]
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?[0-9]+\.[0-9]+")
_BENT = {
    "bool": "a truth value",
    "int": "a whole number",
    "float": "a number",
    "timestamp": "a date",
    "merge": "a merge key",
}


@dataclass(frozen=True)
class Document:
    """A YAML document: its nodes (for lines) and the values built from them."""

    node: yaml.Node
    data: Any

    def place(self, location: Location) -> tuple[str, int]:
        """Return the file and the line of what stands at a location, or of what holds it."""
        node = self.node
        mark = node.start_mark
        for step in location:
            found = _child(node, step)
            if found is None:
                break
            node, mark = found
        return str(mark.name), mark.line + 1

    def thing(self, location: Location) -> str:
        """Name what stands at a location: its record by id, then the field."""
        data, name, depth = self.data, "", 0
        for step_number, step in enumerate(location):
            try:
                data = data[step]
            except (KeyError, IndexError, TypeError):
                break
            if isinstance(data, dict) and isinstance(data.get("id"), str):
                kind = {"indicators": "indicator", "claims": "claim", "charts": "chart"}
                holder = next((s for s in reversed(location[:step_number]) if s in kind), "")
                name, depth = f"{kind.get(str(holder), 'record')} '{data['id']}'", step_number + 1
        field = ".".join(map(str, location[depth:]))
        return ", ".join(filter(None, (name, field and f"field '{field}'"))) or "the document"


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node, Any] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return (node.value[step], node.value[step].start_mark) if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value, key.start_mark
    return None


class _Builder:
    """Builds plain values from nodes: tuples, dicts, strings, numbers, None; collects problems."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def build(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if id(node) in self._seen:
            self._report(node, "YAML", "an alias (*)", "the values themselves", "write them out")
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.build(item) for item in node.value)
        return self._mapping(node)

    def _mapping(self, node: yaml.Node) -> dict[Any, Any]:
        built: dict[Any, Any] = {}
        lines: dict[Any, int] = {}
        for key_node, value_node in node.value:
            key = self._scalar(key_node) if isinstance(key_node, yaml.ScalarNode) else None
            if not isinstance(key, str | int) or isinstance(key, bool):
                self._report(key_node, "key", "no plain word", "a word", "put it in quotes")
                continue
            line = key_node.start_mark.line + 1
            if key in lines:
                found = f"the key '{key}' again, first at line {lines[key]}"
                self._report(key_node, f"key '{key}'", found, "each key once", "delete one of them")
                continue
            lines[key] = line
            built[key] = self.build(value_node)
        return built

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text, kind = node.value, node.tag.rsplit(":", 1)[-1]
        if kind == "str" or node.style in ("'", '"', "|", ">"):
            return text
        if kind == "null":
            return None
        if kind == "bool" and text in ("true", "false"):
            return text == "true"
        if kind == "int" and _INTEGER.fullmatch(text):
            return int(text)
        if kind == "float" and _DECIMAL.fullmatch(text):
            return float(text)
        found = f"{text}, which YAML reads as {_BENT.get(kind, kind)}"
        self._report(node, "value", found, "text in quotes", f'write "{text}"')
        return text

    def _report(self, node: yaml.Node, thing: str, found: str, expected: str, cure: str) -> None:
        mark = node.start_mark
        self.problems.append(Problem(str(mark.name), mark.line + 1, thing, found, expected, cure))


class _Named(io.BytesIO):
    """Bytes with the name that PyYAML puts on every mark."""

    def __init__(self, content: bytes, name: str) -> None:
        super().__init__(content)
        self.name = name


def _compose(content: str, name: str) -> yaml.Node:
    """Return the root node, a mapping.

    Raises:
        DataError: the text is no YAML, or its top level is no mapping.

    """
    try:
        node = yaml.compose(_Named(content.encode(), name), Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        problem = Problem(name, line, "YAML", error.problem or "a syntax error", "valid YAML")
        raise DataError([problem]) from None
    except yaml.YAMLError as error:
        raise DataError([Problem(name, None, "YAML", str(error), "valid YAML")]) from None
    if not isinstance(node, yaml.MappingNode):
        raise DataError([Problem(name, 1, "the document", "no mapping", "keys and values")])
    return node


def _read_utf8(path: Path, name: str) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problem = Problem(name, line, "the file", "bytes that are no UTF-8", "UTF-8", "save it so")
    except OSError as error:
        problem = Problem(name, None, "the file", error.strerror or str(error), "a readable file")
    raise DataError([problem])


def _merge(nodes: Sequence[yaml.Node]) -> yaml.Node:
    """Join the documents of ``indicators/*.yaml``: lists and mappings are continued."""
    first, *others = nodes
    sections = {key.value: value for key, value in first.value}
    for node in others:
        for key, value in node.value:
            held = sections.get(key.value)
            if held is None:
                first.value.append((key, value))
                sections[key.value] = value
            elif type(held) is type(value) and not isinstance(held, yaml.ScalarNode):
                held.value.extend(value.value)
            elif key.value != "schema":
                first.value.append((key, value))
    return first


def _documents(folder: Path) -> tuple[list[tuple[str, str]], list[tuple[str, Path]]]:
    """Return the YAML files' names and contents, and the source records' names and paths."""
    if not folder.is_dir():
        raise UsageError(
            f"'{folder}' is no folder; --data wants one with indicators.yaml and seeds/"
        )
    paths = [p for p in (folder / "indicators.yaml",) if p.exists()]
    paths += sorted((folder / "indicators").glob("*.yaml"))
    if not paths:
        raise UsageError(f"'{folder}' holds no indicators.yaml; --data wants a folder that does")
    named = [(path.relative_to(folder).as_posix(), path) for path in paths]
    records = [(f"seeds/{p.name}", p) for p in sorted((folder / "seeds").glob("*.md"))]
    return [(name, _read_utf8(path, name)) for name, path in named], records


def _front_matter(path: Path, name: str) -> tuple[yaml.Node, dict[str, str]]:
    """Return a source record's front matter and its summary by language."""
    content = _read_utf8(path, name).replace("\r\n", "\n")
    match = re.match(r"---\n.*?\n(?=---\n)", content, re.DOTALL)
    if match is None:
        raise DataError([Problem(name, 1, "the record", "no front matter", "--- lines around it")])
    parts = re.split(r"^## +(\w+) *$", content[match.end() + 4 :], flags=re.MULTILINE)
    summary = {
        heading: text.strip() for heading, text in zip(parts[1::2], parts[2::2], strict=True)
    }
    return _compose(match.group(), name), summary


def _known_ids(records: Any, sources: Iterable[Any]) -> dict[str, set[str]]:
    """Collect the ids that exist, from data that is not validated yet."""
    records = records if isinstance(records, dict) else {}

    def keys(section: str) -> set[str]:
        value = records.get(section)
        return {str(key) for key in value} if isinstance(value, dict) else set()

    def ids(rows: Any) -> list[str]:
        rows = rows if isinstance(rows, tuple) else ()
        return [
            row["id"] for row in rows if isinstance(row, dict) and isinstance(row.get("id"), str)
        ]

    indicators = records.get("indicators")
    indicators = indicators if isinstance(indicators, tuple) else ()
    claims = [i for row in indicators if isinstance(row, dict) for i in ids(row.get("claims"))]
    return {
        "topic": keys("topics"),
        "unit": keys("units"),
        "speaker": keys("speakers"),
        "indicator": set(ids(indicators)),
        "claim": set(claims),
        "source": set(ids(tuple(sources))),
    }


_EXPECTED = {
    "missing": ("nothing", "a value", "add the field"),
    "string_type": ("", "text", ""),
    "int_type": ("", "a whole number", ""),
    "dict_type": ("", "keys and values", ""),
    "tuple_type": ("", "a list", ""),
    "model_type": ("", "keys and values", ""),
}


def _problem(document: Document, error: ErrorDetails, model: type[BaseModel]) -> Problem:
    """Put one of pydantic's errors into our words, at its line."""
    # A union adds the names of its branches to the location; only keys and indices are places.
    location = tuple(error["loc"])
    while location and _data_at(document.data, location) is _NOWHERE and error["type"] != "missing":
        location = location[:-1]
    file, line = document.place(location)
    context = error.get("ctx", {})
    kind = error["type"]
    given = _shown(error["input"])
    if kind == "record":
        found, expected, cure = (str(context[k]) for k in ("found", "expected", "cure"))
    elif kind == "extra_forbidden":
        known = _fields(model, error["loc"][:-1])
        found, expected = f"the unknown key '{error['loc'][-1]}'", "a key of this record"
        cure = suggestion(str(error["loc"][-1]), known)
    elif kind == "literal_error":
        allowed = re.findall(r"'([^']+)'", str(context["expected"])) or [str(context["expected"])]
        found, expected = given, f"one of {', '.join(allowed)}"
        cure = suggestion(str(error["input"]), allowed) if len(allowed) > 1 else ""
    else:
        found, expected, cure = _EXPECTED.get(kind, ("", error["msg"].lower(), ""))
        found = found or given
    return Problem(file, line, document.thing(tuple(error["loc"])), found, expected, cure)


_NOWHERE = object()


def _data_at(data: Any, location: Location) -> Any:
    for step in location:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return _NOWHERE
    return data


def _shown(value: Any) -> str:
    if isinstance(value, dict | tuple):
        return "keys and values" if isinstance(value, dict) else "a list"
    return "null" if value is None else repr(value)[:80]


def _fields(model: type[BaseModel], location: Location) -> set[str]:
    """Return the keys that the record at a location of the schema may have."""
    schema = model.model_json_schema()
    node: dict[str, Any] = schema
    for step in (None, *location):
        if isinstance(step, int):
            node = node.get("items", {})
        elif step is not None:
            node = node.get("properties", {}).get(step) or node.get("additionalProperties") or {}
        for option in [node, *node.get("anyOf", [])]:
            if "$ref" in option:
                node = schema["$defs"][option["$ref"].rsplit("/", 1)[-1]]
                break
    return set(node.get("properties", {}))


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
        problems += [_problem(document, detail, model) for detail in details.values()]
        return None


def _repeated_ids(documents: Iterable[Document]) -> Iterator[Problem]:
    """Report ids that stand twice: indicators, claims, charts and derived share one namespace."""
    first: dict[str, str] = {}
    for document in documents:
        for location, name in _ids(document.data):
            file, line = document.place((*location, "id"))
            if name in first:
                found, cure = f"'{name}' again, first at {first[name]}", "choose another id"
                yield Problem(file, line, f"id '{name}'", found, "each id once", cure)
            first.setdefault(name, f"{file}:{line}")


def _ids(data: Any, location: Location = ()) -> Iterator[tuple[Location, str]]:
    if isinstance(data, dict):
        if isinstance(data.get("id"), str):
            yield location, data["id"]
        for key, value in data.items():
            yield from _ids(value, (*location, key))
    elif isinstance(data, tuple):
        for index, value in enumerate(data):
            yield from _ids(value, (*location, index))


def read_collection(folder: Path) -> Collection:
    """Return the records of a folder that holds ``indicators.yaml`` and ``seeds/``.

    Sources are in the order of their files' names, which is their number in the references.

    Raises:
        UsageError: the folder is none, or holds no ``indicators.yaml``.
        DataError: anything in the files is wrong; every problem is in it.

    """
    contents, record_paths = _documents(folder)
    builder, problems = _Builder(), []
    root = _merge([_compose(content, name) for name, content in contents])
    records_document = Document(root, builder.build(root))
    documents: list[Document] = []
    for name, path in record_paths:
        try:
            node, summary = _front_matter(path, name)
        except DataError as error:
            problems += error.problems
            continue
        documents.append(Document(node, builder.build(node) | {"summary": summary}))
    problems += builder.problems
    known = _known_ids(records_document.data, (document.data for document in documents))
    records = _validated(Records, records_document, known, problems)
    sources = [_validated(Source, document, known, problems) for document in documents]
    problems += _repeated_ids([records_document, *documents])
    if problems:
        raise DataError(sorted(problems, key=lambda p: (p.file, p.line or 0)))
    placed = {
        name: (document, location)
        for document in (records_document, *documents)
        for location, name in _ids(document.data)
    }

    def locate(record: str, path: Location) -> tuple[str, int | None, str]:
        document, location = placed[record]
        return *document.place((*location, *path)), document.thing((*location, *path))

    by_id = {source.id: source for source in sources}
    collection = Collection(records, by_id, locate=locate)
    if wrong := list(contradictions(collection)):
        raise DataError(wrong)
    return collection


@dataclass(frozen=True)
class ArticleText:
    """An article's text as spans are found in it, and the fingerprint of its bytes.

    Normalised: no byte-order mark, LF line ends, NFC. Positions count its code points.
    """

    text: str
    sha256: str


def read_texts(collection: Collection, folder: Path | None) -> dict[str, ArticleText]:
    """Return the texts at hand by source id; those that are not there are left out.

    Raises:
        DataError: a text is there and cannot be read as UTF-8.

    """
    texts: dict[str, ArticleText] = {}
    for source in collection.sources.values():
        path = (folder or Path()) / source.text
        if folder is None or not path.is_file():
            continue
        text = unicodedata.normalize("NFC", _read_utf8(path, source.text).replace("\r\n", "\n"))
        texts[source.id] = ArticleText(text, hashlib.sha256(path.read_bytes()).hexdigest())
    return texts


def read_lock(folder: Path) -> dict[str, Any]:
    """Return what ``verified.json`` holds, by claim id; empty where there is none.

    Raises:
        DataError: the file is there and is not what ``check --record`` writes.

    """
    path = folder / "verified.json"
    if not path.exists():
        return {}
    try:
        claims = json.loads(_read_utf8(path, path.name))["claims"]
        if not all(isinstance(entry["hash"], str) for entry in claims.values()):
            raise TypeError
    except (ValueError, KeyError, TypeError, AttributeError):
        cure = "delete it, then run: python -m dashboard check --record"
        problem = Problem(
            path.name, None, "the file", "other content", "what --record writes", cure
        )
        raise DataError([problem]) from None
    return dict(claims)
