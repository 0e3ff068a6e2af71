"""What the server answers: addresses, headers, and pages that are whole before any script."""

import json
import re
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from plotly.utils import PlotlyJSONEncoder
from support import with_indicators
from werkzeug.datastructures import MultiDict

from dashboard.record import LANGUAGES, Text
from dashboard.web.app import create_app
from dashboard.web.markup import frozen, to_html
from dashboard.web.pages import make_page
from dashboard.web.routes import Kind, Route, exists, parse, target, with_query

PREFIXES = {"en": "", "vi": "/vi", "ko": "/ko"}
each_prefix = pytest.mark.parametrize("prefix", PREFIXES.values(), ids=PREFIXES)
PAGES = (
    "/", "/method", "/data", "/search", "/indicators/vnm-ict-workforce", "/charts/people",
    "/sources/vnexpress-2023-11-06",
)  # fmt: skip
RUN = 8


class Document(HTMLParser):
    """Reads a document: its text block by block, its scripts, its elements."""

    BLOCKS = frozenset(
        {"p", "div", "li", "td", "th", "h1", "h2", "h3", "dt", "dd", "caption", "section"}
        | {"article", "dialog", "title", "ol", "ul", "table", "tr"}
    )

    def __init__(self, text: str) -> None:
        super().__init__()
        self.blocks: list[str] = [""]
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.marked: list[tuple[str, str]] = []
        self.within: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        element = (tag, dict(attributes))
        self.elements.append(element)
        if tag not in {"br", "meta", "link", "img"}:
            self.within.append(element)
        if tag == "script":
            self.scripts.append((element[1], ""))
        if tag in self.BLOCKS:
            self.blocks.append("")

    def handle_endtag(self, tag):
        self.within.pop()
        if tag in self.BLOCKS:
            self.blocks.append("")

    def handle_data(self, data):
        tag, attributes = self.within[-1] if self.within else ("", {})
        if tag == "script":
            self.scripts[-1] = (attributes, data)
        elif attributes.get("class") == "cite":
            self.blocks[-1] += " "  # a mark's number is no word of the running text
        elif tag != "style":
            self.blocks[-1] += data
            self.marked.append((attributes.get("lang") or "", data))

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.blocks).split())

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        found = [attributes for name, attributes in self.elements if name == tag]
        return [a for a in found if wanted.items() <= a.items()]

    def script(self, name: str) -> str:
        [text] = [text for attributes, text in self.scripts if attributes.get("id") == name]
        return text


@pytest.fixture(scope="module")
def read(client):
    known = {}

    def read(address: str) -> Document:
        if address not in known:
            known[address] = Document(client.get(address).text)
        return known[address]

    return read


@pytest.fixture(scope="module")
def addresses(project_collection):
    """Every page there is, and one that is not, in three languages."""
    routes = [(kind, "") for kind in ("front", "method", "data", "search", "missing")]
    routes += [("indicators", name) for name in project_collection.indicators]
    routes += [("sources", name) for name in project_collection.sources]
    routes += [("charts", name) for name in project_collection.charts]
    return [Route(code, Kind(kind), name).path for code in LANGUAGES for kind, name in routes]


class TestTheTableOfAddresses:
    @pytest.mark.parametrize(
        ("path", "route"),
        [
            ("/", Route("en", Kind.FRONT)),
            ("/vi/", Route("vi", Kind.FRONT)),
            ("/vi", Route("vi", Kind.FRONT)),
            ("/ko/method", Route("ko", Kind.METHOD)),
            ("/indicators/a-b", Route("en", Kind.INDICATOR, "a-b")),
            ("/ko/sources/a-2023", Route("ko", Kind.SOURCE, "a-2023")),
            ("/f/x", Route("en", Kind.PERMANENT, "x")),
            ("/vi/charts/x.figure.json", Route("vi", Kind.FIGURE, "x")),
            ("/en/", Route("en", Kind.MISSING)),
            ("/view", Route("en", Kind.MISSING)),
            ("/vi/nowhere", Route("vi", Kind.MISSING)),
            ("/indicators/", Route("en", Kind.MISSING)),
            ("/indicators/A", Route("en", Kind.MISSING)),
            ("/indicators/a/b", Route("en", Kind.MISSING)),
            ("/method/", Route("en", Kind.MISSING)),
            ("/x.php", Route("en", Kind.MISSING)),
        ],
    )
    def test_reads_a_path(self, path, route):
        assert parse(path) == route

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.MISSING])
    def test_reads_what_it_writes(self, kind, language):
        name = "a-1" if kind not in (Kind.FRONT, Kind.METHOD, Kind.DATA, Kind.SEARCH) else ""
        name = "claims" if kind is Kind.WHOLE else name
        forms = {Kind.PICTURE: "svg", Kind.TABLE: "xlsx", Kind.CITATION: "csl.json"}
        route = Route(language, kind, name, form=forms.get(kind, "csv" * (kind is Kind.WHOLE)))
        assert parse(route.path) == route

    @pytest.mark.parametrize(
        ("name", "place"),
        [
            ("vnm-ict-workforce", "/indicators/vnm-ict-workforce"),
            ("vnm-ict-workforce-2023", "/indicators/vnm-ict-workforce#vnm-ict-workforce-2023"),
            ("vnexpress-2023-11-06", "/sources/vnexpress-2023-11-06"),
            ("people", "/charts/people"),
            ("vnm-it-share", "/indicators/vnm-it-workforce#vnm-it-share"),
            ("no-such-thing", None),
        ],
    )
    def test_leads_from_a_permanent_address_to_its_page(self, project_collection, name, place):
        assert target(project_collection, Route("en", Kind.PERMANENT, name)) == place

    def test_leads_within_the_language(self, project_collection):
        place = target(project_collection, Route("ko", Kind.PERMANENT, "vnm-ict-workforce"))
        assert place == "/ko/indicators/vnm-ict-workforce"

    @pytest.mark.parametrize(
        ("asked", "kept"),
        [
            ({"topic": "ai", "place": "VNM"}, [("place", "VNM"), ("topic", "ai")]),
            ({"place": "XXX"}, []),
            ({"topic": "ai", "utm": "x"}, [("topic", "ai")]),
            ({}, []),
        ],
    )
    def test_keeps_the_filters_that_exist_in_their_order(self, project_collection, asked, kept):
        front = Route("en", Kind.FRONT)
        assert list(with_query(project_collection, front, MultiDict(asked)).query) == kept


class TestStatus:
    @each_prefix
    @pytest.mark.parametrize("path", PAGES)
    def test_a_page_is_there_in_every_language(self, client, prefix, path):
        assert client.get(prefix + path).status_code == 200

    @each_prefix
    @pytest.mark.parametrize(
        "path", ["/nowhere", "/indicators/no-such", "/sources/no-such", "/f/no-such", "/x.php",
                 "/robots.txt/x", "/charts/no-such.figure.json", "/indicators/people"],
    )  # fmt: skip
    def test_an_unknown_address_is_not_found(self, client, prefix, path):
        assert client.get(prefix + path).status_code == 404

    def test_every_permanent_address_leads_to_a_place_that_is_there(
        self, client, read, project_collection
    ):
        records = project_collection.records
        names = [*project_collection.indicators, *project_collection.claims]
        names += [*project_collection.sources, *(chart.id for chart in records.charts)]
        for name in names + [derived.id for derived in records.derived]:
            answer = client.get(f"/f/{name}")
            page, _, anchor = answer.location.partition("#")
            ids = {attributes.get("id") for _, attributes in read(page).elements}
            assert answer.status_code == 302, name
            assert not anchor or anchor in ids, name

    @pytest.mark.parametrize(
        ("asked", "place"),
        [("/data/", "/data"), ("/vi", "/vi/"), ("/ko/indicators/vnm-ict-workforce/",
          "/ko/indicators/vnm-ict-workforce")],
    )  # fmt: skip
    def test_an_address_with_a_stroke_too_many_or_too_few_is_mended(self, client, asked, place):
        answer = client.get(asked)
        assert (answer.status_code, answer.location) == (308, place)

    @pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
    @pytest.mark.parametrize("path", ["/", "/_dash-update-component", "/nowhere"])
    def test_nothing_but_reading_is_let_in(self, client, method, path):
        assert getattr(client, method)(path).status_code == 405

    def test_a_refusal_tells_no_more_than_that(self, client):
        answer = client.post("/_dash-update-component", json={"x": 1})
        assert answer.text == "This address can only be read.\n"

    def test_the_head_of_a_page_can_be_asked_for(self, client):
        answer = client.head("/")
        assert (answer.status_code, answer.data) == (200, b"")


class TestAFilter:
    @pytest.mark.parametrize(
        ("asked", "kept"),
        [
            ("/?topic=ai&place=VNM", "/?place=VNM&topic=ai"),
            ("/?place=XXX", "/"),
            ("/vi/?place=KOR&x=1", "/vi/?place=KOR"),
            ("/?place=VNM&place=KOR", "/?place=VNM"),
            ("/method?place=VNM", "/method"),
            ("/?place=%3Cscript%3E", "/"),
        ],
    )
    def test_is_led_to_its_one_address(self, client, asked, kept):
        answer = client.get(asked)
        assert (answer.status_code, answer.location) == (302, kept)

    @pytest.mark.parametrize("address", ["/?place=VNM", "/ko/?place=KOR&topic=ai", "/"])
    def test_at_its_one_address_is_answered(self, client, address):
        assert client.get(address).status_code == 200

    @pytest.mark.parametrize(
        ("address", "key"),
        [("/?place=KOR&topic=cooperation", "KOR/cooperation"), ("/?topic=ai", "ai")],
    )
    def test_is_a_rule_of_the_document(self, client, address, key):
        rule = f'<style id="filter">[data-keys]:not([data-keys~="{key}"]){{display:none}}</style>'
        assert rule in client.get(address).text

    def test_unasked_hides_nothing(self, client):
        assert '<style id="filter"></style>' in client.get("/").text

    def test_is_combined_with_another_by_its_link(self, read):
        [chip] = read("/?place=KOR").all("a", **{"data-value": "cooperation"})
        assert chip["href"] == "/?place=KOR&topic=cooperation"

    def test_is_taken_away_by_its_own_link(self, read):
        [chip] = read("/?place=KOR&topic=ai").all("a", **{"data-value": "KOR"})
        assert (chip["href"], chip["aria-current"]) == ("/?topic=ai", "true")

    @pytest.mark.parametrize(
        ("address", "said"),
        [
            ("/", "16 figures"),
            ("/?place=KOR", "7 of 16 figures"),
            ("/?place=KOR&topic=ai", "No figure has both this place and this topic."),
        ],
    )
    def test_says_how_much_it_shows(self, read, address, said):
        assert said in read(address).text

    def test_is_one_link_away_without_a_script(self, read, client):
        chips = [a for a in read("/").all("a") if a.get("class") == "chip"]
        assert {client.get(chip["href"]).status_code for chip in chips} == {200}


class TestTheHead:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_names_the_language(self, read, language):
        [root] = read(f"{PREFIXES[language]}/").all("html")
        assert root["lang"] == language

    @pytest.mark.parametrize("path", PAGES)
    def test_links_the_page_in_every_language(self, read, path):
        links = read("/vi" + path).all("link", rel="alternate")
        assert {link["hreflang"]: link["href"] for link in links} == {
            code: prefix + path for code, prefix in (PREFIXES | {"x-default": ""}).items()
        }

    def test_has_no_address_of_its_own_where_none_is_published(self, read):
        assert read("/").all("link", rel="canonical") == []

    @pytest.mark.parametrize("host", ["localhost", "127.0.0.1:80"])
    def test_takes_its_address_from_the_records_and_never_from_the_request(
        self, harbour_client, host
    ):
        page = Document(harbour_client.get("/method", headers={"Host": host}).text)
        [link] = page.all("link", rel="canonical")
        assert link["href"] == "https://boats.example.org/method"

    def test_keeps_a_missing_page_out_of_indexes(self, read):
        assert read("/nowhere").all("meta", name="robots", content="noindex")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_gives_each_page_a_title_of_its_own(self, client, addresses, language):
        pages = [client.get(path).text for path in addresses if parse(path).language == language]
        titles = [re.search("<title>(.*)</title>", page)[1] for page in pages]
        assert len(set(titles)) == len(titles)


class TestScripts:
    @pytest.fixture(params=["/", "/nowhere", "/assets/style.css", "/charts/people.figure.json"])
    def policy(self, client, request):
        with client.get(request.param) as answer:
            said = answer.headers["Content-Security-Policy"]
        return dict(part.strip().split(" ", 1) for part in said.split(";"))

    def test_come_from_this_server_alone(self, policy):
        assert policy["script-src"] == "'self'"

    def test_and_all_else_from_nowhere_unless_it_is_named(self, policy):
        assert policy["default-src"] == "'none'"

    def test_none_stands_in_a_page(self, read, addresses):
        scripts = [script for address in addresses for script in read(address).scripts]
        inline = [
            a for a, text in scripts if text.strip() and not str(a.get("type")).endswith("json")
        ]
        assert inline == []

    def test_no_element_handles_an_event_itself(self, read, addresses):
        elements = [e for address in addresses for e in read(address).elements]
        assert [e for e in elements if any(name.startswith("on") for name in e[1])] == []

    def test_are_all_to_be_had(self, read, client):
        first = [source for a, _ in read("/").scripts if (source := a.get("src"))]
        later = json.loads(read("/").script("later"))
        assert (len(first), len(later)) >= (4, 10)
        for source in (*first, *later):
            with client.get(source) as answer:
                assert answer.status_code == 200, source

    def test_are_told_no_version_of_what_runs_here(self, read):
        config = json.loads(read("/").script("_dash-config"))
        assert [config[f"{name}_version"] for name in ("python", "dash", "plotly")] == [""] * 3

    @pytest.mark.parametrize("path", PAGES)
    def test_mount_the_tree_that_the_page_shows(self, read, project_collection, path):
        tree = make_page(project_collection, parse(path), draws_pictures=False).mounted
        expected = json.loads(json.dumps(frozen(tree).to_plotly_json(), cls=PlotlyJSONEncoder))
        assert json.loads(read(path).script("page-layout")) == expected

    @pytest.mark.parametrize("path", PAGES)
    def test_replace_the_html_of_the_same_tree(self, client, project_collection, path):
        tree = make_page(project_collection, parse(path), draws_pictures=False).mounted
        assert f'<div id="static">{to_html(tree)}</div>' in client.get(path).text

    @pytest.mark.parametrize("path", PAGES)
    def test_leave_the_citation_cards_where_they_stand(self, client, project_collection, path):
        page = make_page(project_collection, parse(path), draws_pictures=False)
        assert 'class="card"' not in to_html(page.mounted)
        assert f"</div>\n{to_html(page.cards)}\n" in client.get(path).text


class TestTextWithTags:
    """A name that would end a script, or begin one, stays a name."""

    HOSTILE = "</script><script>alert(1)</script><!--"

    @pytest.fixture(scope="class")
    @classmethod
    def page(cls, project_collection):
        name = Text(en=cls.HOSTILE, vi=cls.HOSTILE, ko=cls.HOSTILE)
        collection = with_indicators(project_collection, lambda _: {"name": name})
        site = collection.records.site.model_copy(update={"title": name, "scope": name})
        records = collection.records.model_copy(update={"site": site})
        client = create_app(replace(collection, records=records)).server.test_client()
        return client.get("/").text

    def test_ends_no_script(self, page):
        assert self.HOSTILE not in page

    def test_stays_in_the_layout_as_it_is(self, page):
        assert self.HOSTILE in json.dumps(json.loads(Document(page).script("page-layout")))

    def test_begins_no_script(self, page):
        assert not [text for _, text in Document(page).scripts if text.startswith("alert")]

    def test_is_read_as_it_is(self, page):
        assert self.HOSTILE in Document(page).text


class TestTheFrontPage:
    PROMISE = (
        "16 claims from 3 articles: 9 counts, 1 yearly flow, 1 duration, 2 ordinals,"
        " 2 stated absences and 1 number word. ✓ 16 of 16 found"
    )

    def test_counts_what_it_promises(self, read):
        assert self.PROMISE in read("/").text

    @pytest.mark.parametrize(
        "said",
        ["We check that the article says it, not that it is right.", "in the articles’ text."],
    )
    def test_says_what_the_promise_means(self, read, said):
        assert said in read("/").text

    @pytest.mark.parametrize(
        "said",
        [
            "50 Universities training in AI-related majors",
            "about 1,600 AI researchers",
            "3,552 Online public services on the national portal",
            "200 a year (planned) ICT enterprises that the AI Voucher is for",
        ],
    )
    def test_sets_a_headline_figure_with_its_hedge_and_period(self, read, said):
        assert said in read("/").text

    @pytest.mark.parametrize(
        "phrase",
        [
            "50 trường Đại học",
            "khoảng 1.600 cán bộ nghiên cứu",
            "3.552 dịch vụ công trực tuyến",
            "200 doanh nghiệp ICT mỗi năm",
        ],
    )
    def test_brings_a_headlines_words_in_the_first_answer(self, read, phrase):
        assert ("vi", phrase) in read("/").marked

    def test_says_in_which_unit_a_headline_counts(self, read):
        dots = re.findall(r"one dot is one (\w+)", read("/").text)
        assert dots[:4] == ["university", "person", "service", "enterprise"]

    def test_has_a_dot_for_each_thing_of_a_headline(self, read):
        for field in (a for a in read("/").all("span") if a.get("class", "").startswith("dots ")):
            columns, rows, last = map(int, re.findall(r"--[\w-]+:(\d+)", field["style"]))
            said = int(re.search(r"[\d,]+", field["aria-label"])[0].replace(",", ""))
            assert (rows - 1) * columns + last == said
            assert 0 < last <= columns <= 60

    def test_has_a_card_for_every_claim_of_the_articles(self, read, project_collection):
        cards = {a.get("id") for a in read("/").all("dialog")}
        assert {f"card-{name}" for name in project_collection.primary} <= cards

    def test_every_citation_mark_has_its_card(self, read):
        marks = {a["data-card"] for a in read("/").all("a") if a.get("class") == "cite"}
        cards = {a.get("id") for a in read("/").all("dialog")}
        assert {f"card-{name}" for name in marks} == cards

    def test_marks_every_span_with_its_sources_language(self, read, project_collection):
        cards = {a.get("id") for a in read("/").all("dialog")}
        spans = {
            (project_collection.sources[claim.source].language, span.phrase)
            for name, (_, claim) in project_collection.claims.items()
            if f"card-{name}" in cards
            for span in claim.evidence.spans().values()
        }
        assert {language for language, _ in spans} == set(LANGUAGES)
        assert spans <= set(read("/").marked)

    def test_cites_all_articles(self, read, project_collection):
        references = {a.get("id") for a in read("/").all("li")}
        articles = {claim.source for _, claim in project_collection.primary.values()}
        assert {f"ref-{name}" for name in articles} <= references

    @pytest.mark.parametrize(
        ("address", "said"),
        [
            ("/", "As stated on 25 April 2023*, Việt Nam had no national-level AI"),
            ("/", "As stated on 25 April 2023*, Việt Nam had no institution yet"),
            ("/vi/", "ngày 25 tháng 4, 2023*, Việt Nam khi đó chưa có trung tâm"),
            ("/ko/", "2023년 4월 25일* 발언에 따르면 당시 베트남에는 아직 국가급"),
        ],
    )
    def test_tells_absences_in_the_past_with_their_date(self, read, address, said):
        assert said in read(address).text

    def test_links_no_scraper(self, read, project_collection):
        known = {source.address for source in project_collection.sources.values()}
        hrefs = (a.get("href") or "" for a in read("/").all("a"))
        outward = {href.partition("#")[0] for href in hrefs if "://" in href}
        assert outward <= known

    @pytest.mark.parametrize("state", ["recorded", "unverified"])
    def test_promises_no_more_than_was_found(self, project_collection, state):
        findings = dict(project_collection.findings)
        name = next(iter(findings))
        findings[name] = replace(findings[name], state=state, day="2026-01-01")
        changed = replace(project_collection, findings=findings)
        page = Document(create_app(changed).server.test_client().get("/").text)
        found = {"recorded": "✓ 16 of 16 found", "unverified": " 15 of 16 found"}
        assert found[state] in page.text


class TestOtherPages:
    @pytest.mark.parametrize(
        ("prefix", "said"),
        [
            (
                "",
                "31 (Bản tin Vịnh, stated 12 March 2024) and at least 38 (Bay News, stated"
                " May 2024) do not agree.",
            ),
            ("/vi", "không khớp nhau."),
            ("/ko", "서로 맞지 않는다."),
        ],
    )
    def test_an_indicator_says_which_claims_do_not_agree(self, harbour_client, prefix, said):
        page = Document(harbour_client.get(f"{prefix}/indicators/bay-skippers").text)
        assert said in page.text

    @each_prefix
    def test_a_missing_page_leads_to_everything_there_is(self, read, project_collection, prefix):
        links = {a.get("href") for a in read(f"{prefix}/nowhere").all("a")}
        wanted = {f"{prefix}/indicators/{name}" for name in project_collection.indicators}
        wanted |= {f"{prefix}/sources/{name}" for name in project_collection.sources}
        assert wanted | {f"{prefix}/"} <= links

    def test_every_link_within_leads_somewhere(self, read, client, addresses, project_collection):
        links = {a.get("href") for address in addresses for a in read(address).all("a")}
        inner = {link.partition("#")[0] for link in links if link and link[0] == "/"}
        files = {link for link in inner if parse(link.partition("?")[0]).form}
        pages = inner - files
        assert {link for link in pages if client.get(link).status_code not in (200, 302)} == set()
        routes = [parse(link.partition("?")[0]) for link in files]
        assert all(exists(project_collection, route) for route in routes)
        kinds = {Kind.PICTURE, Kind.TABLE, Kind.CITATION, Kind.WHOLE}
        assert {route.kind for route in routes} == kinds

    def test_every_anchor_of_a_page_is_on_it(self, read, addresses):
        for address in addresses:
            ids = {attributes.get("id") for _, attributes in read(address).elements}
            links = {a.get("href") or "" for a in read(address).all("a")}
            assert {link[1:] for link in links if link[:1] == "#" and link[1:]} <= ids, address

    def test_an_indicator_says_what_it_does_not_say(self, read, project_collection):
        for name, indicator in project_collection.indicators.items():
            assert indicator.silent_on["en"] in read(f"/indicators/{name}").text, name

    def test_an_indicator_names_the_hedge_of_its_figure(self, read):
        assert "Nearly 970,000 people make up" in read("/indicators/vnm-ict-workforce").text

    def test_a_source_accounts_for_every_number(self, read):
        said = read("/sources/vietnamplus-2023-04-25").text
        assert "9 claims; 22 numbers that are no figures; none open." in said

    def test_a_source_names_its_defects(self, read):
        said = read("/sources/vnexpress-2023-11-06").text
        assert "Known defects of the text" in said

    @pytest.mark.parametrize("hedge", ["nearly", "about", "over", "under", "at least", "at most"])
    def test_the_method_names_every_hedge(self, read, hedge):
        page = read("/method")
        marks = [a for a in page.all("span") if (a.get("class") or "").startswith("hedge-mark")]
        assert f"hedge-mark {hedge.replace(' ', '-')}" in {mark["class"] for mark in marks}


class TestACollectionWithoutClaims:
    @pytest.fixture(scope="class")
    @classmethod
    def read(cls, harbour_collection):
        records = harbour_collection.records
        site = records.site.model_copy(update={"headlines": ()})
        nothing = dict.fromkeys(("indicators", "charts", "derived", "tensions"), ())
        empty = records.model_copy(update={"site": site} | nothing)
        client = create_app(
            replace(harbour_collection, records=empty, sources={}, findings={})
        ).server.test_client()
        return client.get

    @pytest.mark.parametrize(
        "path", ["/data", "/ko/data?topic=boats", "/method", "/search?q=x", "/claims.csv",
                 "/claims.xlsx", "/claims.json", "/datapackage.json", "/sitemap.xml"],
    )  # fmt: skip
    def test_has_every_page(self, read, path):
        assert read(path).status_code == 200

    @pytest.mark.parametrize(
        ("prefix", "said", "shown"),
        [
            ("", "No figure is recorded yet", "0 figures"),
            ("/vi", "Chưa ghi số liệu nào", "0 số liệu"),
            ("/ko", "아직 기록된 수치가 없다", "수치 0개"),
        ],
    )
    def test_says_so_on_its_front_page(self, read, prefix, said, shown):
        page = Document(read(f"{prefix}/").text)
        assert said in page.text
        assert shown in page.text


class TestAFigureForThePicture:
    def test_is_dressed_for_the_theme_asked_for(self, client):
        figure = client.get("/charts/people.figure.json?theme=dark").json
        assert figure["layout"]["paper_bgcolor"] == "#14171b"

    @pytest.mark.parametrize("asked", ["", "?theme=light"])
    def test_is_light_otherwise(self, client, asked):
        figure = client.get(f"/charts/people.figure.json{asked}", follow_redirects=True).json
        assert figure["layout"]["paper_bgcolor"] == "#fbfaf7"

    def test_comes_out_at_1600_by_900(self, client):
        layout = client.get("/ko/charts/people.figure.json").json["layout"]
        scale = layout["meta"]["scale"]
        assert (layout["width"] * scale, layout["height"] * scale) == (1600, 900)

    @pytest.mark.parametrize(("prefix", "word"), [("", "nearly"), ("/vi", "gần"), ("/ko", "거의")])
    def test_speaks_the_language_of_the_page(self, client, prefix, word):
        notes = client.get(f"{prefix}/charts/people.figure.json").json["layout"]["annotations"]
        assert any(f"<b>{word} 970" in note["text"] for note in notes)


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())


class Runs(frozenset):
    """Runs of words that no report of a failure shall print."""

    def __repr__(self) -> str:
        return f"{len(self)} runs of {RUN} words"


def runs(text: str) -> set[tuple[str, ...]]:
    words = words_of(text)
    return {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}


@pytest.fixture(scope="module")
def forbidden(project_collection, articles):
    """Every run of eight words of an article, those of a printed title excepted."""
    sources = project_collection.sources.values()
    files = [articles / source.text for source in sources if source.text]
    texts = [file.read_text(encoding="utf-8") for file in files]
    titles = [source.title for source in sources if source.title.text]
    allowed = set().union(*(runs(t.text) for t in titles if t.basis == "printed"))
    return Runs(set().union(*map(runs, texts)) - allowed)


def test_runs_of_eight_words_are_noticed(forbidden, articles):
    [first, *_] = sorted(articles.glob("*.txt"))
    assert runs(first.read_text(encoding="utf-8")) & forbidden


def test_no_page_holds_the_text_of_an_article(forbidden, read, addresses):
    for address in addresses:
        blocks = read(address).blocks
        assert not [block for block in blocks if runs(block) & forbidden], address


def test_no_layout_holds_the_text_of_an_article(forbidden, read, addresses):
    def texts(value):
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | dict):
            for item in value.values() if isinstance(value, dict) else value:
                yield from texts(item)

    for address in addresses:
        for name in ("page-layout", "page-charts"):
            held = json.loads(read(address).script(name))
            assert not [text for text in texts(held) if runs(text) & forbidden], address


def test_no_figure_for_a_picture_holds_the_text_of_an_article(
    forbidden, client, project_collection
):
    for chart in project_collection.charts:
        for prefix in PREFIXES.values():
            figure = client.get(f"{prefix}/charts/{chart}.figure.json").json
            notes = [note["text"] for note in figure["layout"].get("annotations", ())]
            assert not [note for note in notes if runs(note) & forbidden], (prefix, chart)
