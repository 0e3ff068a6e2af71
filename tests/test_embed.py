"""A chart in a frame of another site: what the server answers."""

import json
import re
import shutil
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from support import PROJECT
from test_web import Document

from dashboard import figures
from dashboard.charts import chart_view
from dashboard.figures.dress import PALETTES
from dashboard.record import LANGUAGES, Text
from dashboard.web import app as web_app
from dashboard.web.app import create_app
from dashboard.web.embed_code import embed_code
from dashboard.web.routes import Kind, Route, parse
from dashboard.wording import Wording

ASSETS = PROJECT / "dashboard" / "web" / "assets"
SITE = "https://figures.example"
HOSTILE = """</title></script><script>alert(1)</script>"' onload='alert(2)' & <b>"""
#: One chart of each kind that the project draws.
CHARTS = (
    "people", "shares", "timeline", "vnm-online-public-services", "kor-dpg-working-groups",
    "vnm-ai-universities",
)  # fmt: skip
each_language = pytest.mark.parametrize("language", LANGUAGES)
each_chart = pytest.mark.parametrize("chart", CHARTS)


def embed(language="en", chart="people"):
    return Route(language, Kind.EMBED, chart)


@pytest.fixture(scope="module")
def published(project_collection):
    return project_collection.published_at(SITE)


def answered(collection, path):
    answer = create_app(collection).server.test_client().get(path)
    assert answer.status_code == 200
    return Document(answer.text)


def frame(collection, route):
    """Return the attributes of the frame that the embed code makes."""
    [(tag, attributes)] = Document(embed_code(collection, route)).elements
    assert tag == "iframe"
    return attributes


def with_title(collection, title):
    """Return a collection whose first chart has another title."""
    first, *others = collection.records.charts
    first = first.model_copy(update={"title": Text(**dict.fromkeys(LANGUAGES, title))})
    records = collection.records.model_copy(update={"charts": (first, *others)})
    return replace(collection, records=records)


def scripts(document):
    """The addresses of a document's scripts, those loaded last too, without our versions."""
    named = [attributes["src"] for attributes, _ in document.scripts if "src" in attributes]
    later = [text for attributes, text in document.scripts if attributes.get("id") == "later"]
    named += [src for text in later for src in json.loads(text)]
    return [re.sub(r"\?v=[0-9a-f]{8}$", "", src) for src in named]


@pytest.fixture
def set_up(tmp_path, monkeypatch):
    """Give a function that says which scripts set-up has fetched."""

    def fetched(*names):
        folder = tmp_path / "assets"
        shutil.copytree(ASSETS, folder, ignore=shutil.ignore_patterns("vendor"))
        (folder / "vendor").mkdir()
        for name in names:
            (folder / "vendor" / name).write_text("")
        monkeypatch.setattr(web_app, "_ASSETS", folder)

    return fetched


def test_charts_of_every_kind_are_looked_at(project_collection):
    views = [chart_view(project_collection, chart, Wording("en")) for chart in CHARTS]
    assert {view.kind for view in views} == {*figures._DRAW}


class TestTheDocument:
    @each_language
    @each_chart
    def test_says_what_it_shows_in_its_language(self, client, language, chart):
        document = Document(client.get(embed(language, chart).path).text)
        [root] = document.all("html")
        title = re.search(r"<h1>(.*?)</h1>", client.get(embed(language, chart).path).text)[1]
        assert root["lang"] == language
        assert document.text.startswith(f"{title} {title}")  # the document's own, and the heading

    @each_language
    @pytest.mark.parametrize("chart", ["people", "vnm-online-public-services", "kor-ai-vouchers"])
    def test_holds_every_figure_in_a_table_that_is_open_before_any_script(
        self, client, language, chart
    ):
        document = Document(client.get(embed(language, chart).path).text)
        [numbers] = document.all("details", id="numbers")
        rows = [row["data-claim"] for row in document.all("tr") if "data-claim" in row]
        traces = json.loads(document.script("figure"))["data"]
        claims = [claim for trace in traces for claim in trace.get("customdata", ())]
        assert ("open" in numbers, sorted(rows)) == (True, sorted(claims))

    def test_names_every_source_with_the_way_to_its_page(self, client, project_collection):
        links = {link["href"] for link in Document(client.get("/embed/timeline").text).all("a")}
        assert {f"/sources/{name}" for name in project_collection.sources} <= links

    @each_chart
    def test_opens_every_link_outside_the_frame(self, client, chart):
        links = Document(client.get(embed(chart=chart).path).text).all("a")
        assert {(link["target"], link["rel"]) for link in links} == {("_blank", "noopener")}

    def test_leads_from_a_mark_to_the_permanent_address_of_its_claim(self, client):
        marks = Document(client.get("/vi/embed/people").text).all("a", **{"class": "cite"})
        assert {mark["href"] for mark in marks} == {f"/vi/f/{mark['data-card']}" for mark in marks}

    def test_has_no_script_of_dashs_and_none_inside_the_document(self, client):
        document = Document(client.get("/embed/people").text)
        inside = {a.get("type") for a, _ in document.scripts if "src" not in a}
        assert inside == {"application/json"}
        assert not [src for src in scripts(document) if "/dash/" in src]

    def test_asks_search_engines_to_keep_to_the_charts_own_page(self, published):
        document = answered(published, "/ko/embed/people")
        [robots] = document.all("meta", name="robots")
        [canonical] = document.all("link", rel="canonical")
        assert (robots["content"], canonical["href"]) == ("noindex", f"{SITE}/ko/charts/people")

    def test_names_no_canonical_address_where_the_site_has_none(self, client):
        assert Document(client.get("/embed/people").text).all("link", rel="canonical") == []

    def test_links_back_to_the_chart_where_the_site_stands(self, published):
        assert answered(published, "/embed/people").all("a", href=f"{SITE}/charts/people")

    @pytest.mark.parametrize("theme", PALETTES)
    def test_carries_the_theme_that_is_asked_for(self, client, theme):
        [root] = Document(client.get(f"/embed/people?theme={theme}").text).all("html")
        assert root["data-theme"] == theme

    def test_leaves_the_theme_to_the_reader_otherwise(self, client):
        [root] = Document(client.get("/embed/people").text).all("html")
        assert "data-theme" not in root

    def test_shows_hostile_words_as_words(self, project_collection):
        hostile = with_title(project_collection, HOSTILE)
        plain, document = (answered(c, "/embed/people") for c in (project_collection, hostile))
        assert len(document.scripts) == len(plain.scripts)
        assert len(document.elements) == len(plain.elements)
        assert document.text.count(HOSTILE) == 2  # the title and the heading


class TestWhoMayFrame:
    def test_any_site_may_frame_an_embedded_chart(self, client):
        policy = client.get("/vi/embed/people?theme=dark").headers["Content-Security-Policy"]
        assert "frame-ancestors *" in policy
        assert "script-src 'self';" in policy

    @pytest.mark.parametrize(
        "path",
        ["/", "/ko/charts/people", "/method", "/embed/nowhere", "/charts/people.figure.json"],
    )
    def test_nobody_may_frame_anything_else(self, client, path):
        policy = client.get(path).headers["Content-Security-Policy"]
        assert policy.endswith("frame-ancestors 'none'")

    @pytest.mark.parametrize("header", ["X-Frame-Options", "Set-Cookie"])
    def test_an_embedded_chart_comes_without(self, client, header):
        assert header not in client.get("/embed/people").headers

    def test_an_unknown_chart_is_not_found(self, client):
        assert client.get("/embed/nowhere").status_code == 404


class TestWhatDraws:
    @pytest.mark.parametrize(
        ("language", "names"),
        [
            ("en", ["plotly-basic.min.js"]),
            ("vi", ["plotly-locale-vi.js", "plotly-basic.min.js"]),
            ("ko", ["plotly-locale-ko.js", "plotly-basic.min.js"]),
        ],
    )
    @pytest.mark.parametrize("kind", [Kind.EMBED, Kind.INDICATOR])
    def test_the_basic_bundle_after_the_languages_own_words(
        self, set_up, project_collection, kind, language, names
    ):
        set_up("plotly-basic.min.js", "plotly-locale-vi.js", "plotly-locale-ko.js")
        route = Route(language, kind, "vnm-ict-workforce")
        asked = scripts(answered(project_collection, route.path))
        vendored = [src.rsplit("/", 1)[1] for src in asked if "/vendor/" in src]
        assert vendored == names

    def test_a_page_without_charts_does_not_ask_for_it(self, set_up, project_collection):
        set_up("plotly-basic.min.js")
        assert not [s for s in scripts(answered(project_collection, "/method")) if "plotly" in s]

    def test_it_stands_before_dashs_own_scripts(self, set_up, project_collection):
        set_up("plotly-basic.min.js")
        asked = scripts(answered(project_collection, "/"))
        assert asked.index("/assets/vendor/plotly-basic.min.js") < min(
            place for place, src in enumerate(asked) if "dash-component-suites" in src
        )

    @pytest.mark.parametrize("names", [[], ["plotly-basic.min.js"]])
    def test_the_app_knows_whether_it_is_there(self, set_up, project_collection, names):
        set_up(*names)
        assert create_app(project_collection).loads_whole_plotly == (not names)

    def test_without_it_the_installed_packages_own(self, set_up, project_collection):
        set_up()
        client = create_app(project_collection).server.test_client()
        early, address, own = scripts(Document(client.get("/ko/embed/people").text))
        assert (early, own) == ("/assets/early.js", "/assets/embed.js")
        assert "plotly.js v" in client.get(address).text[:200]

    def test_the_languages_words_alone_are_nothing(self, set_up, project_collection):
        set_up("plotly-locale-vi.js")
        assert "/vendor/" not in "".join(scripts(answered(project_collection, "/vi/embed/people")))


class TestTheEmbedCode:
    @each_language
    def test_is_one_frame_with_a_name_that_leads_to_the_chart(self, published, language):
        attributes = frame(published, embed(language))
        address = attributes["src"]
        assert address.startswith(f"{SITE}/")
        assert parse(urlsplit(address).path) == embed(language)
        assert attributes["title"] == published.charts["people"].title[language]

    def test_has_a_path_alone_where_the_sites_address_is_not_known(self, project_collection):
        assert frame(project_collection, embed())["src"] == "/embed/people"

    def test_may_be_made_from_the_route_of_the_charts_page(self, published):
        page = Route("vi", Kind.CHART, "people")
        assert embed_code(published, page) == embed_code(published, embed("vi"))

    def test_escapes_a_hostile_title(self, project_collection):
        assert frame(with_title(project_collection, HOSTILE), embed())["title"] == HOSTILE
