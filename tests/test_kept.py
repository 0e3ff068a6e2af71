"""Answers kept in memory: the same in every encoding and for all, and within bounds."""

import gzip
import os
import subprocess
import sys

import brotli
import pytest
from support import HARBOUR, PROJECT, verified

from dashboard.live import State
from dashboard.web import kept
from dashboard.web.admission import Texts
from dashboard.web.app import create_app


@pytest.fixture(scope="module")
def app(harbour_collection):
    return create_app(harbour_collection)


@pytest.fixture
def client(app):
    return app.server.test_client()


def addresses(app):
    return {path for path, _ in app.edition().answers.by_address}


@pytest.mark.parametrize("path", ["/method", "/vi/method", "/claims.csv", "/assets/style.css"])
def test_an_answer_is_the_same_in_every_encoding(client, path):
    plain = client.get(path)
    assert "Content-Encoding" not in plain.headers
    for name, unpack in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        packed = client.get(path, headers={"Accept-Encoding": name})
        assert packed.headers["Content-Encoding"] == name
        assert unpack(packed.data) == plain.data
        assert len(packed.data) < 0.6 * len(plain.data)
        assert packed.content_length == len(packed.data)
        assert "Accept-Encoding" in packed.headers["Vary"]
    both = client.get(path, headers={"Accept-Encoding": "gzip, deflate, br, zstd"})
    assert both.headers["Content-Encoding"] == "br"


def test_what_has_not_changed_is_not_sent_again(client):
    first = client.get("/method", headers={"Accept-Encoding": "br"})
    again = {"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]}
    assert (client.get("/method", headers=again).status_code) == 304
    other = {"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]}
    assert client.get("/method", headers=other).status_code == 200


def test_a_head_is_that_of_the_answer(client):
    assert client.head("/method").data == b""
    assert client.head("/method").content_length == len(client.get("/method").data)


def test_one_of_endlessly_many_is_packed_but_not_kept(app, client):
    for n in range(30):
        answer = client.get(f"/search?q=boat+{n}", headers={"Accept-Encoding": "br"})
        assert answer.headers["Content-Encoding"] == "br"
        assert "X-Not-Kept" not in answer.headers
    assert not [path for path in addresses(app) if "boat" in path]


@pytest.mark.parametrize("path", ["/assets/style.css", "/_dash-layout", "/robots.txt"])
def test_a_files_other_queries_are_not_kept(app, client, path):
    for n in range(5):
        assert client.get(f"{path}?v={n}").status_code == 200
    assert not [address for address in addresses(app) if f"{path}?v=" in address]


def test_what_has_a_version_in_its_address_is_kept_by_browsers(client):
    address = client.get("/method").text.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert "immutable" in client.get(address).headers["Cache-Control"]
    for other in (address[:-1], address.partition("?")[0]):
        assert client.get(other).headers["Cache-Control"] == "no-cache"


def test_a_text_for_some_is_not_kept_for_others(articles_of_harbour):
    collection, texts = articles_of_harbour
    local = create_app(collection, Texts(texts, "this machine")).server.test_client()
    path, words = "/sources/bay-news-2024-05-02", "Harbour libraries"
    shown = local.get(path)
    others = local.get(path, headers={"X-Forwarded-For": "203.0.113.9"})
    assert words in shown.text and len(others.data) < len(shown.data)
    assert words in local.get(path).text
    assert shown.headers["Cache-Control"] == "no-store"


@pytest.fixture
def articles_of_harbour(harbour_collection):
    from dashboard.reader import read_texts

    return harbour_collection, read_texts(harbour_collection, HARBOUR / "seeds" / "texts")


def test_as_many_are_kept_as_there_is_room_for(harbour_collection, monkeypatch):
    monkeypatch.setattr(kept, "_KEPT_BYTES", 400_000)
    app = create_app(harbour_collection)
    client = app.server.test_client()
    for indicator in harbour_collection.indicators:
        client.get(f"/indicators/{indicator}")
        client.get(f"/ko/indicators/{indicator}")
    held = app.edition().answers.by_address
    assert 0 < held.currsize <= 400_000
    assert len(held) < 2 * len(harbour_collection.indicators)


def test_other_data_have_answers_of_their_own():
    states = [State(verified(HARBOUR, HARBOUR / "seeds" / "texts"), {}) for _ in range(2)]
    shown = [states[0]]
    app = create_app(states[0].collection, live=lambda: shown[0])
    client = app.server.test_client()
    made = client.get("/method").text
    assert addresses(app) == {"/method?"}
    shown[0] = states[1]
    assert addresses(app) == set()
    assert client.get("/method").text == made


def test_each_process_gives_the_same_answers():
    """So that what a reader keeps from one worker is known to the next."""
    script = (
        "import sys; from pathlib import Path\n"
        "from dashboard.reader import read_collection; from dashboard.web.app import create_app\n"
        "client = create_app(read_collection(Path(sys.argv[1]))).server.test_client()\n"
        "print(*(client.get(path).headers['ETag'] for path in ('/', '/vi/data', '/method')))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script, HARBOUR],
            env={**os.environ, "PYTHONHASHSEED": seed}, cwd=PROJECT,
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(told) == 1
    assert told.pop().count('"') == 6
