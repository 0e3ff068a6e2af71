"""What is installed is what is named, to the last file, and may be used."""

import re

import pytest
from licences import LOCKS, TOOLS, document, installed, is_compatible, licences, named
from support import PROJECT

each_lock = pytest.mark.parametrize(
    "lock",
    [*LOCKS.values(), "tests/bench/requirements.txt"],
    ids=lambda lock: lock.split("/")[-2:][0],
)


@each_lock
def test_every_file_is_named_by_its_hash(lock):
    text = (PROJECT / lock).read_text("utf-8")
    for entry in re.split(r"\n(?=[A-Za-z])", text)[1:]:
        assert re.match(r"[\w.-]+==\S+", entry) and "--hash=sha256:" in entry, entry[:60]
    assert not re.search(r"https?://|--index|file:", text)


@each_lock
def test_everything_asked_for_is_in_the_lock_at_its_version(lock):
    asked = (PROJECT / lock).with_suffix(".in").read_text("utf-8")
    pins = dict(re.findall(r"^([\w.-]+)==(\S+)$", asked, re.MULTILINE))
    locked = named(lock)
    assert pins
    assert {n: locked.get(n.lower().replace("_", "-").replace(".", "-")) for n in pins} == pins


def test_what_is_installed_is_what_is_named():
    needed, there = named("tests/requirements.txt"), installed()
    assert {name: there.get(name) for name in needed} == needed
    known = needed | named("tests/bench/requirements.txt")
    assert there.keys() - known.keys() - TOOLS == set()


def test_the_dashboards_own_are_the_same_in_every_lock():
    own, tests = named("requirements.txt"), named("tests/requirements.txt")
    assert own.items() <= tests.items() <= named("tests/bench/requirements.txt").items()


def test_every_licence_is_compatible():
    wrong = {name: said for name, said in licences().items() if not is_compatible(said)}
    assert wrong == {}


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "UNKNOWN", "MIT AND Proprietary"])
def test_not_every_licence_is(licence):
    assert not is_compatible(licence)


def test_the_list_of_licences_is_that_of_what_is_installed():
    assert (PROJECT / "docs" / "licences.md").read_text("utf-8") == document()
