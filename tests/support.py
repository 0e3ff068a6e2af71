"""What several tests need: where things are, how a collection is read, how one claim is changed."""

import json
import os
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from dashboard.citations import verify_citations
from dashboard.reader import read_collection, read_lock, read_texts

PROJECT = Path(__file__).resolve().parent.parent
HARBOUR = PROJECT / "tests" / "data" / "harbour"


def missing(reason):
    """Skip a test whose means are not at hand; in CI nothing may be skipped."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"not at hand: {reason}")
    pytest.skip(reason)


def articles_folder():
    """Return the folder that ARTICLES_DIR names, from the project's root; None for nowhere."""
    named = os.environ.get("ARTICLES_DIR")
    folder = PROJECT / named if named else None
    return folder if folder and folder.is_dir() else None


def verification(folder, texts_folder=None):
    """Return what a look at a collection's texts finds."""
    collection = read_collection(folder)
    return verify_citations(collection, read_texts(collection, texts_folder), read_lock(folder))


def verified(folder, texts_folder=None):
    """Return a collection with what was found in its texts."""
    result = verification(folder, texts_folder)
    return replace(read_collection(folder), findings=result.findings)


@cache
def client_of(collection):
    """Return who asks for a collection's pages; each is made once for all tests of a process."""
    from dashboard.web.app import create_app  # heavy, and most tests ask for no page

    return create_app(collection).server.test_client()


def edit(path, old, new, nth=None):
    """Replace a text that must stand in a file: once, or there the nth time; bytes or str."""
    old, new = (part.encode() if isinstance(part, str) else part for part in (old, new))
    pieces = path.read_bytes().split(old)
    assert len(pieces) == 2 if nth is None else len(pieces) > nth, f"{old!r} in {path.name}"
    nth = nth or 1
    path.write_bytes(old.join(pieces[:nth]) + new + old.join(pieces[nth:]))


def with_claim(collection, name, **fields):
    """Return a collection in which one claim has other values, unvalidated."""
    return with_indicators(
        collection,
        lambda indicator: {
            "claims": tuple(
                claim.model_copy(update=fields) if claim.id == name else claim
                for claim in indicator.claims
            )
        },
    )


def with_indicators(collection, change):
    """Return a collection whose indicators have other fields, as a function of each gives them."""
    indicators = tuple(i.model_copy(update=change(i)) for i in collection.records.indicators)
    records = collection.records.model_copy(update={"indicators": indicators})
    return replace(collection, records=records)


def recorded_positions(folder):
    """Return where a folder's lock says that each claim's spans stand."""
    claims = json.loads((folder / "verified.json").read_bytes())["claims"]
    return {name: entry["positions"] for name, entry in claims.items()}


#: Ways to change a value by mistake.
CHANGES = {
    "one more": lambda value: value + 1,
    "one less": lambda value: value - 1,
    "a thousandfold": lambda value: value * 1000,
    "a thousandth": lambda value: value / 1000,
}


def changed_fields(claim, change, field):
    """Return a claim's value, or one end of its range, changed."""
    fields = {name: getattr(claim, name) for name in ("value", "low", "high")}
    given = [name for name, value in fields.items() if value is not None]
    name = given[field % len(given)]
    return {name: CHANGES[change](fields[name])}
