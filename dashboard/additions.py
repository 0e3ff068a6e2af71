"""What a conversation adds to a collection, and the files that change with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from dashboard import writing
from dashboard.collection import Collection
from dashboard.drafting import Fields, no_figures
from dashboard.errors import UsageError
from dashboard.numerals import Mention
from dashboard.scanning import Scan
from dashboard.sources import WhyNone


@dataclass
class Additions:
    """New records: a source's, claims by indicator, and what these need that is not there yet.

    ``reasons`` are the numbers that are no figures; ``spans`` where the claims' words stand.
    """

    record: Fields | None = None
    claims: dict[str, list[Fields]] = field(default_factory=dict)
    indicators: dict[str, Fields] = field(default_factory=dict)
    units: dict[str, Fields] = field(default_factory=dict)
    speakers: dict[str, Fields] = field(default_factory=dict)
    reasons: dict[Mention, WhyNone] = field(default_factory=dict)
    spans: list[tuple[int, int]] = field(default_factory=list)

    def changes(self, folder: Path, scan: Scan, collection: Collection) -> dict[Path, str]:
        """Return the new contents of the files that change: the source's, then the indicators'."""
        changed = self._of_the_source(folder, scan, collection)

        def content(path: Path) -> str:
            return changed.get(path) or writing.content_of(path)

        main = folder / "indicators.yaml"
        for section, added in (("units", self.units), ("speakers", self.speakers)):
            for name, entry in added.items():
                changed[main] = writing.with_entry(content(main), section, name, entry)
        for name, claims in self.claims.items():
            if new := self.indicators.get(name):
                path = _home(new["topic"], folder, collection)
                record = new | {"claims": claims}
                changed[path] = writing.with_indicator(content(path), record)
            else:
                path = folder / collection.locate(name, ())[0]
                changed[path] = writing.with_claims(content(path), name, claims)
        return changed

    def _of_the_source(self, folder: Path, scan: Scan, collection: Collection) -> dict[Path, str]:
        entries = list(no_figures(scan, self.reasons, self.spans))
        if self.record:
            record = self.record | ({"no_figures": entries} if entries else {})
            return {_new_file(record["id"], folder, scan): writing.source_file(record)}
        if scan.source and entries:
            path = folder / collection.locate(scan.source.id, ())[0]
            return {path: writing.with_no_figures(writing.content_of(path), entries)}
        return {}


def _new_file(source: str, folder: Path, scan: Scan) -> Path:
    """Return where a new source's record is written: beside no other's."""
    for stem in (Path(scan.file).stem, source):
        path = folder / "seeds" / f"{stem}.md"
        if not path.exists():
            return path
    raise UsageError(f"seeds/{source}.md is there already: give the source another id")


def _home(topic: str, folder: Path, collection: Collection) -> Path:
    """Return the file in which a topic's indicators stand."""
    for indicator in collection.records.indicators:
        if indicator.topic == topic:
            return folder / collection.locate(indicator.id, ())[0]
    return folder / "indicators.yaml"
