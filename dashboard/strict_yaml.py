"""Strict YAML: values built from nodes, so that every mistake has its file and line.

PyYAML composes the nodes; values are built here, because its own construction keeps the last of
two equal keys, reads ``NO`` as false, ``2024-01-05`` as a date and ``12:30:00`` as 45000. What it
would bend must be quoted.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from dashboard.errors import Problem

Location = tuple[str | int, ...]
#: A file is no longer than this (about ten thousand claims), and records no more nested.
_LARGEST, _DEEPEST = 20_000_000, 100
#: What a plain scalar that is no text may look like, and what is made of it, by YAML's kind.
_PLAIN: dict[str, tuple[str, Callable[[str], object]]] = {
    "null": ("~|null|", lambda text: None),
    "bool": ("true|false", lambda text: text == "true"),
    "int": ("[-+]?(0|[1-9][0-9]*)", int),
    "float": (r"[-+]?[0-9]+\.[0-9]+", float),
}
_BENT = {
    "bool": "a truth value",
    "merge": "a merge of keys",
    "int": "a whole number",
    "timestamp": "a date",
}


@dataclass(frozen=True)
class Document:
    """A YAML document: its nodes (for lines) and the values built from them.

    ``whole`` is whether all of its files could be read.
    """

    node: yaml.Node
    data: dict[Any, Any]
    whole: bool = True

    def place(self, location: Location) -> tuple[str, int, str]:
        """Return file, line and name of what stands at a location, or of what holds it."""
        node, mark, data = self.node, self.node.start_mark, self.data
        record, rest = "", location
        for depth, step in enumerate(location, 1):
            found = _child(node, step)
            if found is None:
                break
            node, mark = found
            data = _item(data, step)
            if isinstance(data, dict) and isinstance(data.get("id"), str):
                kinds = {"indicators": "indicator", "claims": "claim", "charts": "chart"}
                record = f"{kinds.get(str(location[depth - 2]), 'record')} '{data['id']}'"
                rest = location[depth:]
        field = f"field '{'.'.join(map(str, rest))}'" if rest else ""
        return str(mark.name), mark.line + 1, ", ".join(filter(None, (record, field)))


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node, Any] | None:
    """Return a list's item or a mapping's value, and the mark where it (or its key) stands."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step].start_mark
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next(((v, key.start_mark) for key, v in pairs if key.value == str(step)), None)


def _item(data: Any, step: str | int) -> Any:
    try:
        return data[step]
    except (KeyError, IndexError, TypeError):
        return None


def ids_in(data: Any, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """Yield every record that has an id: where it stands, and the id."""
    if isinstance(data, dict) and isinstance(data.get("id"), str):
        yield location, data["id"]
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for step, value in items:
        if isinstance(value, dict | tuple):
            yield from ids_in(value, (*location, step))


def stays_text(text: str) -> bool:
    """Whether a text is read back as it is where it stands without quotes."""
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return False
    if not isinstance(node, yaml.ScalarNode) or not node.tag.endswith(":str"):
        return False
    return node.value == text and not set(text) & set(",[]{}")


class _Loader(yaml.CSafeLoader):
    """PyYAML's C parser, without tags by path, which nothing here has: they cost a tenth."""

    def descend_resolver(self, current_node: yaml.Node | None, current_index: Any) -> None:
        """Do nothing."""

    def ascend_resolver(self) -> None:
        """Do nothing."""


class _Named(io.BytesIO):
    """Bytes with the name that PyYAML puts on every mark."""

    name = ""


def read_yaml(files: list[tuple[str, str]], problems: list[Problem]) -> Document | None:
    """Return files (names and contents) as one document; add what is wrong to the problems.

    Values are dicts, tuples, strings, numbers, truth values and None; None where nothing could be
    read at all. Lists and mappings of a later file continue those of the first.
    """
    composed = [_composed(name, content, problems) for name, content in files]
    nodes = [node for node in composed if node is not None]
    if not nodes:
        return None
    root, *others = nodes
    for node in others:
        _continue(root, node.value)
    return Document(root, _built(root, problems, set()), whole=None not in composed)


def _too_deep(content: str) -> int | None:
    """Return the first line that nests deeper than records ever do; None where none does.

    Looked at before the parser is, which would go as deep as it is led.
    """
    depth = 0
    for number, line in enumerate(content.split("\n"), 1):
        depth = max(0, depth + sum(map(line.count, "[{")) - sum(map(line.count, "]}")))
        indent = len(line) - len(line.lstrip(" "))
        if max(depth, indent, len(re.findall(r"[-?:] (?=[-?:] )", line))) > _DEEPEST:
            return number
    return None


def _composed(name: str, content: str, problems: list[Problem]) -> yaml.MappingNode | None:
    if len(content) > _LARGEST:
        found, cure = f"{len(content):,} characters", "split it: indicators/*.yaml are read as one"
        problems.append(Problem(name, None, "the file", found, f"at most {_LARGEST:,}", cure))
        return None
    if line := _too_deep(content):
        wanted = f"at most {_DEEPEST} levels"
        problems.append(Problem(name, line, "YAML", "records nested without end", wanted))
        return None
    stream = _Named(content.encode())
    stream.name = name
    try:
        node = yaml.compose(stream, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or "a sign that YAML does not allow"
        found, expected = said.removeprefix("found "), "valid YAML"
        if missing := re.fullmatch("(?:did|could) not find expected (.+)", said):
            found, expected = "something else", missing[1]
        quotes = "mapping values" in said or said.endswith(("expected key", "',' or '}'"))
        cure = "a text with ': ' in it, or that begins with a sign, stands in quotes" * quotes
        line = mark.line + 1 if mark else None
        problems.append(Problem(name, line, "YAML", found, expected, cure))
        return None
    if isinstance(node, yaml.MappingNode):
        return node
    problems.append(Problem(name, 1, "the document", "no mapping", "keys and values"))
    return None


def _continue(root: yaml.MappingNode, pairs: list[tuple[yaml.Node, yaml.Node]]) -> None:
    """Join the sections of a further file of a collection to those that are there."""
    sections = {key.value: value for key, value in root.value}
    for key, value in pairs:
        held = sections.get(key.value)
        if held is None or isinstance(held, yaml.ScalarNode) or type(held) is not type(value):
            root.value.append((key, value))
        else:
            held.value.extend(value.value)


def _built(
    node: yaml.Node, problems: list[Problem], seen: set[int], key: yaml.Node | None = None
) -> Any:
    """Return the value of a node that stands behind a key, each collection used once."""

    def report(place: yaml.Node, thing: str, found: str, expected: str, cure: str) -> None:
        mark = place.start_mark
        problems.append(Problem(str(mark.name), mark.line + 1, thing, found, expected, cure))

    if isinstance(node, yaml.ScalarNode):
        text, kind = node.value, node.tag.rsplit(":", 1)[-1]
        if kind == "str" or node.style in ("'", '"', "|", ">"):
            return text
        pattern, make = _PLAIN.get(kind, ("(?!)", str))
        if re.fullmatch(pattern, text):
            return make(text)
        found = f"{text}, which YAML reads as {_BENT.get(kind, kind)}"
        cure = "write the keys out" if kind == "merge" else f'write "{text}"'
        report(node, "value", found, "text in quotes", cure)
        return text
    if id(node) in seen:
        report(key or node, "YAML", "an alias (*)", "the values themselves", "write them out")
        return None
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return tuple(_built(item, problems, seen) for item in node.value)
    built: dict[Any, Any] = {}
    lines: dict[Any, int] = {}
    for key_node, value_node in node.value:
        name = _built(key_node, problems, seen) if isinstance(key_node, yaml.ScalarNode) else None
        if not isinstance(name, str | int):
            report(key_node, "key", "no plain word", "a word", "put it in quotes")
        elif name in lines:
            found = f"the key '{name}' again, first at line {lines[name]}"
            report(key_node, f"key '{name}'", found, "each key once", "delete one of them")
        else:
            lines[name] = key_node.start_mark.line + 1
            built[name] = _built(value_node, problems, seen, key_node)
    return built
