"""Fixtures of all tests: the project's collection, an invented one, the articles' texts."""

import shutil

import pytest
from hypothesis import settings
from support import HARBOUR, PROJECT, articles_folder, missing, verified

settings.register_profile("tests", deadline=None)  # a busy machine is no failure
settings.load_profile("tests")


def pytest_addoption(parser):
    parser.addoption("--long", action="store_true", help="with the tests that take long")


def pytest_collection_modifyitems(config, items):
    """Leave out what takes long, unless it is asked for: make test-all."""
    if not config.getoption("--long"):
        config.hook.pytest_deselected(items=[item for item in items if "long" in item.keywords])
        items[:] = [item for item in items if "long" not in item.keywords]


@pytest.fixture
def harbour(tmp_path, monkeypatch):
    # The invented texts lie in its own folder, not in the one that ARTICLES_DIR names.
    monkeypatch.delenv("ARTICLES_DIR", raising=False)
    return shutil.copytree(HARBOUR, tmp_path / "harbour")


@pytest.fixture(scope="session")
def harbour_collection():
    return verified(HARBOUR, HARBOUR / "seeds" / "texts")


@pytest.fixture(scope="session")
def project_collection():
    return verified(PROJECT, articles_folder())


@pytest.fixture(scope="session")
def articles():
    return articles_folder() or missing("the articles' texts: set ARTICLES_DIR")
