"""Writing down what was verified: ``verified.json``, and a changed text's fingerprint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from dashboard.citations import Verification, lock_entries
from dashboard.collection import Collection, Lock
from dashboard.files import write_together
from dashboard.reader import read_lock
from dashboard.texts import ArticleText


def record(
    folder: Path, collection: Collection, result: Verification, texts: Mapping[str, ArticleText]
) -> None:
    """Write ``verified.json``, and renew the fingerprints of texts that changed."""
    lock = Lock(claims=lock_entries(collection, result, texts, read_lock(folder)))
    content = lock.model_dump_json(indent=1, by_alias=True)
    files = {folder / "verified.json": f"{content}\n".encode()}
    for source in result.changed:
        file, _, _ = collection.locate(source, ("fingerprint",))
        held, found = collection.sources[source].fingerprint, texts[source]
        assert held is not None  # a source with a text has one
        path = folder / file
        text = path.read_text(encoding="utf-8").replace(held.sha256, found.sha256)
        length = re.compile(rf"(characters:\s*){held.characters}\b")
        files[path] = length.sub(rf"\g<1>{len(found.text)}", text, count=1).encode()
    write_together(files)
