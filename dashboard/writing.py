"""Writing records into YAML files: comments, order and style of what is there stay."""

from __future__ import annotations

import difflib
import io
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString
from ruamel.yaml.util import load_yaml_guess_indent

from dashboard.errors import UsageError
from dashboard.reader import read_collection
from dashboard.strict_yaml import stays_text
from dashboard.texts import read_utf8

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
    stream = io.StringIO()
    styled = _styled(records)
    styled.fa.set_block_style()
    _yaml().dump(styled, stream)
    return stream.getvalue()


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
    """Return a file of indicators with claims added to an indicator's.

    Raises:
        UsageError: the file is written so that adding would change what is there.

    """
    yaml, data = _loaded(content)
    held = next(i for i in data["indicators"] if i["id"] == indicator)
    for claim in claims:
        held["claims"].append(_styled(claim))
    return _dumped(yaml, data, content)


def with_indicator(content: str, indicator: dict[str, Any]) -> str:
    """Return a file of indicators with another at its end."""
    yaml, data = _loaded(content)
    if data is None:
        data = CommentedMap(indicators=CommentedSeq())
    data.setdefault("indicators", CommentedSeq()).append(_styled(indicator))
    return _dumped(yaml, data, content)


def with_entry(content: str, section: str, name: str, entry: dict[str, Any]) -> str:
    """Return a file of indicators with another unit or speaker."""
    yaml, data = _loaded(content)
    data.setdefault(section, CommentedMap())[name] = _styled(entry)
    return _dumped(yaml, data, content)


def with_no_figures(content: str, entries: list[dict[str, Any]]) -> str:
    """Return a source's file with more entries in its ``no_figures``."""
    head, front, rest = content.split("---\n", 2)
    yaml, data = _loaded(front)
    listed = data.get("no_figures") or CommentedSeq()
    data["no_figures"] = listed
    for entry in entries:
        listed.append(_styled(entry))
    return f"{head}---\n{_dumped(yaml, data, front)}---\n{rest}"


def source_file(record: Mapping[str, Any]) -> str:
    """Return a source's file: its record between lines of hyphens, then the summaries."""
    front = {key: value for key, value in record.items() if key != "summary"}
    parts = [f"## {language}\n\n{words}\n" for language, words in record["summary"].items()]
    return f"---\n{as_yaml(front)}---\n\n" + "\n".join(parts)


def _loaded(content: str) -> tuple[YAML, Any]:
    _, sequence, offset = load_yaml_guess_indent(content)
    yaml = _yaml(sequence or 4, 2 if offset is None else offset)
    return yaml, yaml.load(content)


def _dumped(yaml: YAML, data: Any, before: str) -> str:
    """Return the YAML, once sure that it only adds lines to what was there."""
    stream = io.StringIO()
    yaml.dump(data, stream)
    after = stream.getvalue()
    written = iter(after.splitlines())
    lost = next((line for line in before.splitlines() if line not in written), None)
    if lost is not None:
        raise UsageError(
            f"adding to the file would change what is there: '{lost.strip()}'\n"
            "    hint: paste what scan --yaml prints"
        )
    return after


def difference(path: str, before: str, after: str) -> str:
    """Return what changes in a file, as lines with + and -."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), path, path, n=2
    )
    return "".join(lines)


def content_of(path: Path) -> str:
    """Return a file's text; nothing where there is none."""
    return read_utf8(path, path.name) if path.exists() else ""


def try_out(folder: Path, changes: Mapping[Path, str]) -> None:
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
            target.write_text(content, "utf-8")
        read_collection(copy)
