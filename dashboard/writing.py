"""Writing records into YAML files: comments, order and style of what is there stay."""

from __future__ import annotations

import difflib
import io
import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent, indent
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import MappingNode, ScalarNode
from ruamel.yaml.scalarstring import DoubleQuotedScalarString
from ruamel.yaml.util import load_yaml_guess_indent

from dashboard.reader import read_collection
from dashboard.strict_yaml import stays_text

#: Mappings and lists no longer than this stand on one line.
_ONE_LINE = 84


def _yaml(sequence: int = 4, offset: int = 2) -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 10**6
    yaml.indent(mapping=2, sequence=sequence, offset=offset)
    yaml.representer.add_representer(
        type(None),
        lambda represent, _: represent.represent_scalar("tag:yaml.org,2002:null", "null"),
    )
    return yaml


def as_yaml(records: Any) -> str:
    """Return records as YAML in the style of the project's files."""
    return _in_blocks(_yaml(), records)


def _styled(value: Any) -> Any:
    """Return a value for ruamel: what is short on one line, records in blocks, texts kept texts."""
    styled: CommentedMap | CommentedSeq
    if isinstance(value, Mapping):
        styled = CommentedMap({key: _styled(item) for key, item in value.items()})
        in_blocks = "id" in value
    elif isinstance(value, list | tuple):
        styled = CommentedSeq(map(_styled, value))
        in_blocks = any(isinstance(item, Mapping) for item in value)
    elif isinstance(value, str) and not stays_text(value):
        return DoubleQuotedScalarString(value)
    else:
        return value
    if value and not in_blocks and len(repr(value)) <= _ONE_LINE:
        styled.fa.set_flow_style()
    return styled


def with_claims(content: str, indicator: str, claims: list[dict[str, Any]]) -> str:
    """Return a file of indicators with claims added to an indicator's."""
    return _longer(content, ("indicators", indicator, "claims"), claims)


def with_indicator(content: str, indicator: dict[str, Any]) -> str:
    """Return a file of indicators with another after its last."""
    return _longer(content, ("indicators",), [indicator])


def with_entry(content: str, section: str, name: str, entry: dict[str, Any]) -> str:
    """Return a file of indicators with another unit or speaker."""
    return _longer(content, (section,), {name: entry})


def with_no_figures(content: str, entries: list[dict[str, Any]]) -> str:
    """Return a source's file with more entries in its ``no_figures``."""
    head, first, front, last, rest = re.split(r"(^---\r?\n)", content, maxsplit=2, flags=re.M)
    return "".join((head, first, _longer(front, ("no_figures",), entries), last, rest))


def source_file(record: Mapping[str, Any]) -> str:
    """Return a source's file: its record between lines of hyphens, then the summaries."""
    front = {key: value for key, value in record.items() if key != "summary"}
    parts = [f"## {language}\n\n{words}\n" for language, words in record["summary"].items()]
    return f"---\n{as_yaml(front)}---\n\n" + "\n".join(parts)


def _longer(content: str, path: tuple[str, ...], added: Any) -> str:
    """Return a YAML file with items added to a list or a mapping in it, nothing else touched.

    They are written into the text at the place that the parser names: to dump all of it anew would
    move comments to other records and take the file's own spaces and line ends away.
    """
    _, sequence, offset = load_yaml_guess_indent(content)
    yaml = _yaml() if offset is None else _yaml(sequence or 4, offset)
    node, within_brackets = yaml.compose(content), False
    for step in path if node else ():
        child = _child(node, step)
        if child is None:
            added = {step: added}
            break
        node, within_brackets = child, bool(node.flow_style)
    if node is None:
        return content + _in_blocks(yaml, {path[0]: added})
    if node.flow_style and (node.value or within_brackets):
        return _in_brackets(yaml, content, node, added)
    if node.flow_style:
        return _instead_of_brackets(yaml, content, node, added)
    column, ending = node.start_mark.column, "\r\n" if "\r\n" in content else "\n"
    block = indent(dedent(_in_blocks(yaml, added)), " " * column).replace("\n", ending)
    # A comment deeper than the items is the last one's; any other is for what follows.
    end = len(content[: _end(node)].rstrip())
    own = re.compile(rf"[^\n]*(\n {{{column + 1},}}#[^\n]*)*").match(content, end)
    at = own.end() if own else end
    apart = ending if _are_apart(content, node) else ""
    return content[:at] + (content[at : at + 1] or ending) + apart + block + content[at + 1 :]


def _are_apart(content: str, node: Any) -> bool:
    """Whether an empty line stands before the last of several items."""
    if len(node.value) < 2:
        return False
    last = node.value[-1]
    start = (last[0] if isinstance(last, tuple) else last).start_mark.index
    return re.search(r"\n[^\S\n]*\n[- \t]*$", content[:start]) is not None


def _child(node: Any, step: str) -> Any:
    """Return what stands behind a key of a mapping, or the record with an id in a list."""
    if isinstance(node, MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    ids = ((item, _child(item, "id")) for item in node.value)
    return next((item for item, held in ids if held is not None and held.value == step), None)


def _end(node: Any) -> int:
    """Return where a node's own text ends, before the comments that follow it."""
    if isinstance(node, ScalarNode) or node.flow_style:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(last, tuple) else last)


def _in_blocks(yaml: YAML, records: Any) -> str:
    styled = _styled(records)
    styled.fa.set_block_style()
    stream = io.StringIO()
    yaml.dump(styled, stream)
    return stream.getvalue()


def _in_brackets(yaml: YAML, content: str, node: Any, added: Any) -> str:
    """Return the file with items before the bracket that closes a list or a mapping."""
    styled = _styled(added)
    styled.fa.set_flow_style()
    stream = io.StringIO()
    yaml.dump(styled, stream)
    items = stream.getvalue().strip()[1:-1]
    last = node.value[-1] if node.value else None
    at = node.start_mark.index + 1
    if last is not None:
        at, items = _end(last[1] if isinstance(last, tuple) else last), f", {items}"
    return content[:at] + items + content[at:]


def _instead_of_brackets(yaml: YAML, content: str, node: Any, added: Any) -> str:
    """Return the file with items below the key whose list or mapping is empty so far: ``[]``."""
    start = node.start_mark.index
    line = content.rfind("\n", 0, start) + 1
    column = re.match(r" *(- )?", content[line:])
    width = len(column[0]) if column else 0
    ending = "\r\n" if "\r\n" in content else "\n"
    deeper = width + (0 if isinstance(added, list) else 2)
    block = indent(_in_blocks(yaml, added), " " * deeper).replace("\n", ending)
    stop = content.find("\n", node.end_mark.index)
    comments = re.findall(r"#[^\r\n]*", content[start : stop if stop >= 0 else len(content)])
    rest = content[stop + 1 :] if stop >= 0 else ""
    return "  ".join((content[:start].rstrip(), *comments)) + ending + block + rest


def difference(path: str, before: str, after: str) -> str:
    """Return what changes in a file, as lines with + and -."""
    old, new = (text.replace("\r\n", "\n").split("\n") for text in (before, after))
    return "\n".join(difflib.unified_diff(old, new, path, path, n=2, lineterm=""))


def content_of(path: Path) -> str:
    """Return a file's text as it is, its line ends too; nothing where there is none."""
    return path.read_bytes().decode() if path.exists() else ""


def try_out(folder: Path, changes: Mapping[Path, bytes]) -> None:
    """Read a copy of a collection with changes made to it, so that nothing wrong is written.

    Raises:
        DataError: the records would be wrong; every problem is in it.

    """
    with TemporaryDirectory() as place:
        copy = Path(place)
        for path in (
            *folder.glob("*.yaml"),
            *folder.glob("indicators/*.yaml"),
            *folder.glob("seeds/*.md"),
        ):
            target = copy / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
        for path, content in changes.items():
            target = copy / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        read_collection(copy)
