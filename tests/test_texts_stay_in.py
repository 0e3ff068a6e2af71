"""A server for others gives out no eight words of an article in a row, by any address or file."""

import html
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
import zlib
from urllib.parse import quote
from urllib.request import Request, urlopen
from xml.etree import ElementTree

import pytest
from running import running
from support import PROJECT

pytest_plugins = ["browser"]
RUN = 8
FORMS = ("png", "svg", "pdf", "csv", "xlsx", "json", "figure.json")
WHOLE = ("/claims.csv", "/claims.xlsx", "/claims.json", "/sources.csv", "/datapackage.json",
         "/f/collection.bib", "/f/collection.ris", "/f/collection.csl.json", "/robots.txt",
         "/healthz", "/nowhere", "/search?q=AI", quote("/search?q=đại+học", "/?=+"),
         quote("/data?q=người", "/?="),
         "/_dash-layout", "/_dash-dependencies")  # fmt: skip
#: A headline is named where its article is cited.
TITLE = "Việt Nam-Hàn Quốc tăng cường hợp tác trong ngành công nghiệp mới"


def runs(text):
    """Return every run of eight words of a text."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())
    return set(zip(*(words[n:] for n in range(RUN)), strict=False))


@pytest.fixture(scope="module")
def known(articles):
    texts = [path.read_text("utf-8") for path in articles.glob("*.txt")]
    assert len(texts) == 3
    return set().union(*map(runs, texts)) - runs(TITLE)


def read(content):
    """Return all that can be read in an answer or a file, of whatever kind."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b" ".join(map(book.read, book.namelist()))
        content = content.replace(b"</t>", b" endofcell ")  # spans of neighbours are no run
    if content.startswith((b"%PDF", b"\x89PNG")):
        for packed in re.findall(rb"\x78[\x01\x5e\x9c\xda].{20,}?(?=endstream|$)", content, re.S):
            try:
                content += zlib.decompressobj().decompress(packed)
            except zlib.error:
                continue
    text = content.decode("utf-8", "replace")
    text = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)
    return html.unescape(re.sub(r"<[^>]*>", " ", text))


def addresses(server, collection):
    """Yield every address: the pages of the site map, each chart's files, what is whole."""
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
    for n, page in enumerate(ElementTree.fromstring(server.ask("/sitemap.xml")[2]).iter(space)):
        if "/sources/" in page.text or n % 4 == 0:  # each page is in three languages
            yield page.text.removeprefix("https://figures.example")
    for n, chart in enumerate(collection.charts):
        yield f"/embed/{chart}"
        for form in FORMS:
            if form not in ("png", "svg", "pdf") or n % 6 == 0:  # the same words in each
                yield f"/charts/{chart}.{form}"
    for source in collection.sources:
        yield from (f"/sources/{source}.{form}" for form in ("bib", "ris", "csl.json"))
    yield from WHOLE


def asked(server, path):
    request = Request(f"http://127.0.0.1:{server.port}{path}")
    try:
        with urlopen(request, timeout=60) as answer:
            return answer.read()
    except OSError as error:  # a page that is not there is an answer, too
        return error.read()


def test_no_address_and_no_log_gives_them_out(articles, known, project_collection):
    own = ["--base-url", "https://figures.example", "--log-format", "json"]
    with running(PROJECT, *own, ARTICLES_DIR=str(articles.resolve())) as server:
        paths = [*addresses(server, project_collection)]
        assert len(paths) > 200
        given = {path: runs(read(asked(server, path))) & known for path in paths}
        assert {path: found for path, found in given.items() if found} == {}
        assert runs(server.log) & known == set()
        assert server.log.count("\n") >= len(paths)


def test_it_would_be_seen(articles, known):
    with running(PROJECT, ARTICLES_DIR=str(articles.resolve())) as server:
        page = asked(server, "/sources/vietnamplus-2023-04-25")
    assert len(runs(read(page)) & known) > 50


def test_no_export_gives_them_out(chromium, articles, known, tmp_path):
    call = [sys.executable, "-m", "dashboard", "export", "svg", "csv", "xlsx", "json", "bib", "ris",
            "csl", "datapackage", "--out", str(tmp_path), "--lang", "vi"]  # fmt: skip
    named = {"ARTICLES_DIR": str(articles.resolve()), "BROWSER_PATH": chromium}
    subprocess.run(call, cwd=PROJECT, env=os.environ | named, check=True, capture_output=True)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 10
    assert [path.name for path in files if runs(read(path.read_bytes())) & known] == []


def test_the_lock_keeps_places_and_hashes_alone(known):
    text = (PROJECT / "verified.json").read_text("utf-8")
    assert json.loads(text)
    assert runs(text) & known == set()
