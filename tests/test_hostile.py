"""Hostile words in every field of the records: they are shown as words, and nothing else."""

import copy
import csv
import io
import json
import re
import shutil
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
import yaml
from browser import serving, visiting
from every_page import ready
from PIL import Image
from support import HARBOUR, edit, verified
from test_limits import RECORDS, places

from dashboard.errors import DashboardError
from dashboard.exports.picture import PictureFile
from dashboard.pictures import SIZES
from dashboard.reader import read_collection
from dashboard.rendering import Renderer
from dashboard.web.app import create_app

pytest_plugins = ["every_page"]
#: What runs where it is taken for markup, an attribute, a template, a formula or a command.
HOSTILE = (
    """=1+1</script><script>hacked=1</script>"'><img src=x onerror=hacked=1>%{x}$x$&lt;{{7*7}}`"""
)
#: A field that is a place in a text, a name or a choice refuses it; so many free texts do not.
AT_LEAST = 60
FREE = {"en", "vi", "ko", "one", "other", "contact", "why"}
PAGES = ("/", "/data", "/method", "/search?q=hacked", "/charts/members", "/charts/when",
         "/indicators/bay-boat-loans", "/indicators/bay-skippers", "/embed/members",
         "/sources/bay-news-2024-05-02", "/nowhere")  # fmt: skip


def changed(records, path, text):
    records = copy.deepcopy(records)
    inner = records
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = text
    return records


def written(folder, records):
    text = yaml.dump(records, Dumper=yaml.CSafeDumper, allow_unicode=True, width=10_000)
    (folder / "indicators.yaml").write_text(text, "utf-8")


def at(records, path):
    for step in path:
        records = records[step]
    return records


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A collection in which every text that may be anything is hostile."""
    folder = shutil.copytree(HARBOUR, tmp_path_factory.mktemp("hostile") / "harbour")
    records, taken = RECORDS, 0
    free = [p for p in places(RECORDS) if p and isinstance(at(RECORDS, p), str) and p[-1] in FREE]
    for path in free:
        said = at(RECORDS, path)
        hostile = HOSTILE + (" {figure}" if "{figure}" in said else "")
        written(folder, changed(records, path, hostile))
        try:
            read_collection(folder)
        except DashboardError:
            continue
        records, taken = changed(records, path, hostile), taken + 1
    assert taken > AT_LEAST
    written(folder, records)
    for path in (folder / "seeds").glob("*.md"):
        _, head, said = path.read_text("utf-8").split("---\n")
        source = yaml.safe_load(head)
        source["publisher"]["name"] = source["title"]["text"] = HOSTILE
        said = re.sub(r"(?m)^(## \w+\n\n)", lambda found: f"{found[1]}{HOSTILE} ", said)
        path.write_text(f"---\n{yaml.safe_dump(source, allow_unicode=True)}---\n{said}", "utf-8")
    return folder


@pytest.fixture(scope="module")
def collection(folder):
    return verified(folder, folder / "seeds" / "texts")


@pytest.fixture(scope="module")
def client(collection):
    return create_app(collection).server.test_client()


class Markup(HTMLParser):
    """What of a document a browser would take for markup."""

    def __init__(self, text):
        super().__init__()
        self.text, self.wrong, self._is_data = "", [], False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        self.wrong += [name for name in named if name.startswith("on")]
        self.wrong += [v for v in named.values() if v and re.match(r"\s*(javascript|data:text)", v)]
        if tag == "img" and named.get("src") == "x":
            self.wrong.append("img")
        if tag == "script":
            self._is_data = named.get("type") in ("application/json", "application/ld+json")
            if not self._is_data and not named.get("src", "").startswith("/"):
                self.wrong.append(named)

    def handle_endtag(self, tag):
        self._is_data &= tag != "script"

    def handle_data(self, data):
        if self._is_data:
            json.loads(data)
        self.text += data


@pytest.mark.in_turn(4)
@pytest.mark.parametrize("prefix", ["", "/vi", "/ko"])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_takes_them_for_markup(client, prefix, path):
    text = client.get(prefix + path).text
    found = Markup(text)
    assert found.wrong == []
    if path not in ("/nowhere", "/search?q=hacked"):
        assert HOSTILE in found.text


def test_nothing_runs_in_chromium(folder, windows):
    with (
        serving("--data", folder, "--articles", folder / "seeds" / "texts") as address,
        visiting(windows, address) as visitor,
    ):
        for path in PAGES:
            page = ready(visitor.open(path)) if path != "/nowhere" else visitor.open(path)
            assert page.evaluate("typeof hacked") == "undefined"
            if path.startswith("/charts"):
                assert "<script>hacked=1</script>" in page.locator(".plot").text_content()


@pytest.mark.parametrize("chart", ["members", "bay-boat-loans"])
def test_no_picture_is_broken_by_them(collection, chromium, chart):
    with Renderer() as renderer:
        svg = PictureFile(collection, chart, "vi", "svg", SIZES["wide"]).content(renderer)
        png = PictureFile(collection, chart, "vi", "png", SIZES["wide"]).content(renderer)
    drawing = ElementTree.fromstring(svg)
    tags = {element.tag.split("}")[-1] for element in drawing.iter()}
    assert not tags & {"script", "foreignObject", "image", "img"}
    assert not [name for e in drawing.iter() for name in e.attrib if name.startswith("on")]
    assert "<script>hacked=1</script>" in "".join(drawing.itertext())
    with Image.open(io.BytesIO(png)) as picture:
        packet = ElementTree.fromstring(picture.text["XML:com.adobe.xmp"])
    assert HOSTILE in "".join(packet.itertext())


def test_no_cell_of_a_table_is_a_formula(client):
    for path in ("/claims.csv", "/vi/sources.csv", "/charts/members.csv"):
        rows = list(csv.reader(io.StringIO(client.get(path).text.lstrip("\ufeff"))))
        assert len({len(row) for row in rows}) == 1
        assert [
            cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t"))
        ] == []
        assert HOSTILE in " ".join(cell for row in rows for cell in row)


def test_json_and_citations_hold_them_as_words(client):
    for path in ("/claims.json", "/charts/members.json", "/datapackage.json",
                 "/charts/members.figure.json", "/f/collection.csl.json"):  # fmt: skip
        assert client.get(path).json
    for path in ("/f/bay-members.bib", "/f/bay-members.ris"):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "sign",
    ["\0", "\x1b", "\x85", "\u202e", "\u2066", "\ufffe"],
    ids=lambda sign: f"{ord(sign):04x}",
)
def test_signs_that_nobody_sees_are_refused_with_their_place(harbour, sign, capsys):
    from dashboard.cli import main

    escaped = f"\\u{ord(sign):04x}"
    edit(harbour / "indicators.yaml", "{en: Boats lent,", f'{{en: "Boats{escaped} lent",')
    assert main(["check", "--data", str(harbour)]) == 1
    said = capsys.readouterr().err
    assert re.search(r"indicators\.yaml:\d+: indicator 'bay-boat-loans'", said)
    assert f"U+{ord(sign):04X}" in said
    assert sign not in said


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//evil.example"])
def test_an_address_is_one_of_the_web(harbour, address, capsys):
    from dashboard.cli import main

    edit(harbour / "seeds" / "newsletter.md", "https://example.org/harbour-libraries", address)
    assert main(["check", "--data", str(harbour)]) == 1
    assert "begins with http:// or https://" in capsys.readouterr().err
