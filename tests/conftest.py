"""Fixtures of all tests: the project's collection, an invented one, the articles' texts."""

import shutil
from collections import defaultdict
from zlib import crc32

import pytest
from adding import BAY
from hypothesis import settings
from support import HARBOUR, PROJECT, articles_folder, client_of, missing, verified

settings.register_profile("tests", deadline=None)  # a busy machine is no failure
settings.register_profile("long", settings.get_profile("tests"), max_examples=10_000)


def pytest_addoption(parser):
    parser.addoption("--long", action="store_true", help="with the tests that take long")


def pytest_configure(config):
    """Of made-up cases, ten thousand for each property in make test-all, else a hundred."""
    settings.load_profile("long" if config.getoption("--long") else "tests")


def pytest_collection_modifyitems(config, items):
    """Leave out what takes long, unless it is asked for: make test-all."""
    if not config.getoption("--long"):
        left = {item for item in items if "long" in item.keywords}
        left |= not_their_turn(item for item in items if item not in left)
        config.hook.pytest_deselected(items=[item for item in items if item in left])
        items[:] = [item for item in items if item not in left]


def not_their_turn(items):
    """Of tests that take turns, all cases but every nth; the first is another in each test.

    Where a parameter is named, as what opens a page, its values take turns instead, each with all
    tests of its class.
    """
    cases = defaultdict(lambda: defaultdict(list))
    for item in items:
        if turn := item.get_closest_marker("in_turn"):
            test, _, value = item.nodeid.partition("[")
            if named := turn.kwargs.get("of"):
                test, value = test.rpartition("::")[0], item.callspec.params[named]
            cases[test, *turn.args][value].append(item)
    left = set()
    for (name, nth), by_value in cases.items():
        first = crc32(name.encode()) % min(nth, len(by_value))
        for turn, of_value in enumerate(by_value.values()):
            left |= set() if turn % nth == first else set(of_value)
    return left


@pytest.fixture
def harbour(tmp_path, monkeypatch):
    # The invented texts lie in its own folder, not in the one that ARTICLES_DIR names.
    monkeypatch.delenv("ARTICLES_DIR", raising=False)
    return shutil.copytree(HARBOUR, tmp_path / "harbour")


@pytest.fixture
def folder(harbour):
    """Return the invented collection; beside it lies an article that it does not have."""
    (harbour.parent / "bay.txt").write_text(BAY, "utf-8")
    return harbour


@pytest.fixture(scope="session")
def harbour_collection():
    return verified(HARBOUR, HARBOUR / "seeds" / "texts")


@pytest.fixture(scope="session")
def project_collection():
    return verified(PROJECT, articles_folder())


@pytest.fixture(scope="session", params=["project", "harbour"])
def collection(request):
    """Return the one collection, then the other."""
    return request.getfixturevalue(f"{request.param}_collection")


@pytest.fixture(scope="session")
def client(project_collection):
    return client_of(project_collection)


@pytest.fixture(scope="session")
def harbour_client(harbour_collection):
    return client_of(harbour_collection)


@pytest.fixture(scope="session")
def articles():
    return articles_folder() or missing("the articles' texts: set ARTICLES_DIR")
