"""Who may see the articles' texts, how they are shown, and where they never are."""

import http.client
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from browser import serving
from dash import html
from support import HARBOUR
from test_web import Document

from dashboard.reader import read_collection, read_texts
from dashboard.web.admission import Texts, is_loopback
from dashboard.web.app import create_app
from dashboard.web.article import _runs, article
from dashboard.web.desk import Desk
from dashboard.web.markup import to_html
from dashboard.web.pages import make_page
from dashboard.web.routes import Kind, Route

LOCAL = {"Host": "127.0.0.1:8050"}


@pytest.fixture(scope="module")
def texts():
    return read_texts(read_collection(HARBOUR), HARBOUR / "seeds" / "texts")


@pytest.fixture(scope="module")
def source(texts):
    return next(iter(texts))


class TestWhoMaySee:
    @pytest.mark.parametrize("host", ["127.0.0.1:8050", "localhost", "LOCALHOST:80", "[::1]:8050"])
    def test_this_machine_has_these_names(self, host):
        assert is_loopback(host)

    @pytest.mark.parametrize(
        "host",
        [
            "figures.example",
            "127.0.0.1.figures.example",
            "",
            "10.0.0.5:8050",
            "[::1",
            "0.0.0.0",
            "x@127.0.0.1",
            "localhost/x",
        ],
    )
    def test_other_names_are_other_machines(self, host):
        assert not is_loopback(host)

    def test_nobody_does_unless_told_so(self, texts, source):
        assert Texts(texts).shown(source, LOCAL) is None

    def test_the_reader_at_this_machine_does(self, texts, source):
        assert Texts(texts, "this machine").shown(source, LOCAL) is texts[source]

    @pytest.mark.parametrize(
        "headers",
        [
            {"Host": "figures.example"},
            {},
            LOCAL | {"X-Forwarded-For": "203.0.113.9"},
            LOCAL | {"x-forwarded-host": "figures.example"},
            LOCAL | {"Forwarded": "for=203.0.113.9"},
            LOCAL | {"Via": "1.1 gate"},
            LOCAL | {"X-Real-Ip": "203.0.113.9"},
        ],
        ids=str,
    )
    def test_a_reader_from_elsewhere_does_not(self, texts, source, headers):
        assert Texts(texts, "this machine").shown(source, headers) is None

    def test_everyone_does_where_the_operator_says_so(self, texts, source):
        assert Texts(texts, "everyone").shown(source, {"Host": "figures.example"}) is texts[source]


@pytest.fixture(scope="module")
def client(harbour_collection, texts):
    app = create_app(harbour_collection, Texts(texts, "this machine"))
    return app.server.test_client()


@pytest.fixture(scope="module")
def addresses(harbour_collection):
    return [f"/sources/{name}" for name in harbour_collection.sources]


class TestTheReader:
    @pytest.fixture(scope="class")
    @classmethod
    def pages(cls, client, addresses):
        return {a: Document(client.get(a, headers=LOCAL).text) for a in addresses}

    def test_marks_every_span(self, pages, harbour_collection):
        for _, claim in harbour_collection.claims.values():
            page = pages[f"/sources/{claim.source}"]
            assert page.all("mark", id=f"at-{claim.id}") or page.all("span", id=f"at-{claim.id}")

    def test_leads_from_each_figure_to_its_words_and_back(self, pages):
        for page in pages.values():
            ids = {attributes.get("id") for _, attributes in page.elements}
            numbers = [a["href"][1:] for a in page.all("a") if a.get("class") == "figure-number"]
            assert numbers
            assert set(numbers) <= ids

    def test_is_kept_on_no_disk(self, client, addresses):
        answer = client.get(addresses[0], headers=LOCAL)
        assert answer.headers["Cache-Control"] == "no-store"

    @pytest.mark.parametrize("prefix", ["/vi", "/ko"])
    def test_is_there_in_every_language(self, client, addresses, prefix):
        assert 'class="article"' in client.get(prefix + addresses[0], headers=LOCAL).text

    def test_is_not_there_for_others(self, client, addresses):
        for address in addresses:
            page = client.get(address, headers={"Host": "figures.example"}).text
            assert 'class="article"' not in page

    def test_one_readers_page_is_not_handed_to_the_next(self, client, addresses):
        client.get(addresses[0], headers=LOCAL)
        page = client.get(addresses[0], headers={"Host": "figures.example"}).text
        assert 'class="article"' not in page


@pytest.mark.parametrize(
    ("numbers", "said"),
    [([1], "1"), ([2, 3, 4], "2–4"), ([1, 3], "1, 3"), ([9, 2, 3, 2], "2–3, 9")],
)
def test_neighbouring_numbers_are_said_by_their_ends(numbers, said):
    assert _runs(numbers) == said


class TestTheRealServer:
    """What stands between the network and the app must not take away by whom a request came."""

    @pytest.fixture(scope="class")
    @classmethod
    def server(cls, articles):
        with serving("--articles", articles) as address:
            yield address

    @staticmethod
    def ask(server, **headers):
        connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=20)
        connection.request("GET", "/sources/vnexpress-2023-11-06", headers=headers)
        answer = connection.getresponse().read().decode()
        connection.close()
        return answer

    def test_shows_the_text_at_this_machine(self, server):
        assert 'class="article"' in self.ask(server)

    @pytest.mark.parametrize(
        "name",
        [
            "Forwarded",
            "Via",
            "X-Real-IP",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
        ],
    )
    def test_shows_no_text_to_a_request_that_was_forwarded(self, server, name):
        assert 'class="article"' not in self.ask(server, **{name: "203.0.113.9"})

    def test_shows_no_text_under_another_name(self, server):
        assert 'class="article"' not in self.ask(server, Host="figures.example")


def written(node):
    """Return the text of a paragraph without the numbers of its figures."""
    if isinstance(node, str):
        return node
    if isinstance(node, html.Sup):
        return ""
    children = getattr(node, "children", None)
    return "".join(map(written, children if isinstance(children, list) else [children or ""]))


@pytest.fixture(scope="module")
def paragraphs(project_collection, articles):
    """Each article as it is shown: its paragraphs, and the lines of its text that are not empty."""
    found = {}
    for name, text in read_texts(project_collection, articles).items():
        desk = Desk(project_collection, Route("ko", Kind.SOURCE, name), text)
        shown = article(desk, project_collection.sources[name], text).children
        lines = [line for line in text.text.split("\n") if line.strip()]
        found[name] = [row.children[1] for row in shown], lines
    return found


class TestAnArticle:
    def test_is_shown_as_it_was_written(self, paragraphs):
        for shown, lines in paragraphs.values():
            whole = [
                pair for pair in zip(shown, lines, strict=True) if "글자" not in written(pair[0])
            ]
            assert [written(paragraph) for paragraph, _ in whole] == [line for _, line in whole]

    def test_leaves_out_what_is_not_its_own(self, paragraphs):
        shown, lines = paragraphs["vnexpress-2023-11-06"]
        said = "[기사의 것이 아닌 글자 62자]"
        assert written(shown[0]) == lines[0][:56] + said + lines[0][118:]

    def test_is_marked_with_its_language(self, paragraphs):
        languages = {p.lang for shown, _ in paragraphs.values() for p in shown}
        assert languages == {"vi"}


@pytest.mark.parametrize(("language", "said"), [("vi", "none open"), ("ja", "were not looked for")])
def test_numbers_are_accounted_for_only_where_a_language_is_read_as_a_whole(
    project_collection, language, said
):
    name = "vnexpress-2023-11-06"
    source = project_collection.sources[name].model_copy(update={"language": language})
    sources = {**project_collection.sources, name: source}
    page = make_page(replace(project_collection, sources=sources), Route("en", Kind.SOURCE, name))
    assert said in Document(to_html(page.tree)).text
