"""A collection of many claims: the front page shows what fits and leads to the rest."""

import re

import pytest
from made_up import made_up
from test_published import ADDRESS

from dashboard.cli import main
from dashboard.reader import read_collection
from dashboard.web.app import create_app

CLAIMS = 500


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return made_up(tmp_path_factory.mktemp("many") / "collection", CLAIMS)


@pytest.fixture(scope="module")
def client(folder):
    return create_app(read_collection(folder)).server.test_client()


def test_every_claim_is_found(folder, capsys, monkeypatch):
    monkeypatch.delenv("ARTICLES_DIR", raising=False)
    assert main(["check", "--data", str(folder)]) == 0
    assert capsys.readouterr().out.endswith(f"{CLAIMS} of {CLAIMS} found\n")


@pytest.mark.parametrize("prefix", ["", "/vi", "/ko"])
def test_the_front_page_holds_what_fits(client, prefix):
    text = client.get(f"{prefix}/").text
    assert len(text) < 450_000
    assert text.count('data-claim="') < 2 * 60 + 200
    assert len(re.findall(r'class="plot"', text)) == 5


def test_what_does_not_fit_is_one_link_away(client):
    text = client.get("/").text
    rest = re.findall(r'<p class="rest"><a href="([^"]*)">([^<]*)</a>', text)
    assert rest[0] == ("/data?topic=boats", "All: 100 figures")
    assert rest[-1] == ("/data", "All: 500 figures")
    for address, _ in rest:
        assert client.get(address).status_code == 200


def test_every_link_of_the_page_to_itself_is_there(client):
    text = client.get("/").text
    named = set(re.findall(r'id="([^"]*)"', text))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= named
    assert ADDRESS.findall(text)
