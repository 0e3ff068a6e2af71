"""Pictures of charts from the server, and the links to pages that are shown with them."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from threading import Barrier

import pytest
from PIL import Image
from support import with_indicators

from dashboard.errors import RenderError
from dashboard.figures.dress import PALETTES
from dashboard.record import LANGUAGES, Text
from dashboard.rendering import Renderer
from dashboard.web.app import create_app

pytest_plugins = ["browser"]
BASE = "https://figures.example/statistics"
PREFIXES = {"en": "", "vi": "/vi", "ko": "/ko"}
LOCALES = {"en": "en_GB", "vi": "vi_VN", "ko": "ko_KR"}
INDICATOR = "/indicators/vnm-it-workforce"


class CountingRenderer(Renderer):
    drawn = 0

    def draw(self, order):
        self.drawn += 1
        return super().draw(order)


@pytest.fixture(scope="module")
def renderer(chromium):
    with CountingRenderer() as renderer:
        yield renderer


def client_of(collection, renderer=None):
    return create_app(collection, renderer=renderer).server.test_client()


@pytest.fixture(scope="module")
def client(project_collection, renderer):
    return client_of(project_collection, renderer)


def image(answer):
    return Image.open(io.BytesIO(answer.data)).convert("RGB")


class TestAPicture:
    @pytest.mark.parametrize("prefix", PREFIXES.values(), ids=PREFIXES)
    def test_is_a_png_of_1600_by_900(self, client, prefix):
        answer = client.get(f"{prefix}/charts/people.png")
        assert (answer.status_code, answer.mimetype) == (200, "image/png")
        assert image(answer).size == (1600, 900)

    @pytest.mark.parametrize(("query", "theme"), [("", "light"), ("?theme=dark", "dark")])
    def test_has_the_paper_of_its_theme(self, client, query, theme):
        paper = bytes.fromhex(PALETTES[theme]["paper"][1:])
        assert image(client.get(f"/charts/people.png{query}")).getpixel((0, 0)) == tuple(paper)

    def test_in_another_language_is_another(self, client):
        pictures = {client.get(f"{p}/charts/people.png").data for p in PREFIXES.values()}
        assert len(pictures) == len(PREFIXES)

    def test_of_an_indicator_is_drawn_too(self, client):
        assert image(client.get("/charts/vnm-it-workforce.png")).size == (1600, 900)

    def test_is_as_large_as_one_of_the_sizes_offered(self, client):
        assert image(client.get("/charts/people.png?size=square")).size == (1080, 1080)

    @pytest.mark.parametrize("prefix", PREFIXES.values(), ids=PREFIXES)
    def test_of_another_size_is_refused_with_those_offered(self, client, prefix):
        answer = client.get(f"{prefix}/charts/people.png?size=<b>9x9")
        assert (answer.status_code, answer.mimetype) == (400, "text/plain")
        assert "wide, square, social" in answer.text

    def test_has_one_address(self, client):
        answer = client.get("/charts/people.png?theme=light&size=wide&x=1")
        assert (answer.status_code, answer.location) == (302, "/charts/people.png")

    def test_is_the_same_whoever_asked_for_its_figure_before(self, client, project_collection):
        other = client_of(project_collection, Renderer())
        figure = other.get("/charts/shares.figure.json")
        assert figure.get_json()["layout"]["meta"]["scale"] > 1
        assert client.get("/charts/shares.png").data == other.get("/charts/shares.png").data
        again = {"If-None-Match": figure.headers["ETag"]}
        assert other.get("/charts/shares.figure.json", headers=again).status_code == 304

    def test_is_linked_to_from_a_charts_page_only_where_it_is_drawn(
        self, client, project_collection
    ):
        pages = [c.get("/charts/people").text for c in (client, client_of(project_collection))]
        assert ["/charts/people.pdf" in page for page in pages] == [True, False]

    def test_of_no_chart_is_missing(self, client):
        assert client.get("/charts/nowhere.png").status_code == 404

    def test_is_drawn_once(self, client, renderer):
        first = client.get("/charts/people.png").data
        before = renderer.drawn
        assert (client.get("/charts/people.png").data, renderer.drawn) == (first, before)

    def test_may_be_kept_and_is_not_sent_twice(self, client):
        answer = client.get("/charts/people.png")
        again = client.get("/charts/people.png", headers={"If-None-Match": answer.headers["ETag"]})
        assert answer.headers["Cache-Control"] == "public, max-age=3600"
        assert (again.status_code, again.data) == (304, b"")


class FailingRenderer(Renderer):
    """Fails at the first picture alone."""

    failed = False

    def draw(self, _order):
        if self.failed:
            return b"a picture"
        self.failed = True
        raise RenderError("a reason that is no reader's concern")


RENDERERS = {"no renderer": lambda: None, "one that fails": FailingRenderer}


@pytest.mark.parametrize("make", RENDERERS.values(), ids=RENDERERS)
class TestAPictureThatCannotBeDrawn:
    @pytest.fixture
    def answer(self, make, project_collection):
        return client_of(project_collection, make()).get("/charts/people.png")

    def test_is_told_in_a_sentence(self, answer):
        said = "The picture cannot be drawn now. The chart’s page has the same figures.\n"
        assert (answer.status_code, answer.mimetype, answer.text) == (503, "text/plain", said)

    def test_may_be_asked_for_again(self, answer):
        kept = [answer.headers[name] for name in ("Cache-Control", "Retry-After")]
        assert kept == ["no-store", "60"]

    def test_is_told_in_the_language_of_its_address(self, make, project_collection):
        said = {
            client_of(project_collection, make()).get(f"{prefix}/charts/people.png").text
            for prefix in PREFIXES.values()
        }
        assert len(said) == len(PREFIXES)


def test_a_failure_is_not_kept(project_collection):
    client = client_of(project_collection, FailingRenderer())
    answers = [client.get("/charts/people.png") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [503, 200]


class SlowRenderer(Renderer):
    """Draws nothing until as many have asked as may, and one more has been answered."""

    def __init__(self):
        super().__init__()
        self.asked, self.answered = Barrier(5, timeout=20), Barrier(5, timeout=20)

    def draw(self, _order):
        self.asked.wait()
        self.answered.wait()
        return b"a picture"


def test_while_pictures_are_waited_for_everyone_else_is_answered(project_collection):
    renderer = SlowRenderer()
    app = create_app(project_collection, renderer=renderer).server
    charts = list(project_collection.charts)[:5]

    def status(path: str) -> int:
        return app.test_client().get(path).status_code

    with ThreadPoolExecutor() as threads:
        waiting = [threads.submit(status, f"/charts/{name}.png") for name in charts[:4]]
        renderer.asked.wait()
        others = [status(f"/charts/{charts[4]}.png"), status("/")]
        renderer.answered.wait()
        drawn = [answer.result() for answer in waiting]
    assert (others, drawn) == ([503, 200], [200] * 4)


class Properties(HTMLParser):
    """The properties that a document gives to links that lead to it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        name = told.get("property") or told.get("name") or ""
        if tag == "meta" and re.match("og:|twitter:", name):
            assert name not in self.found, f"{name} twice"
            self.found[name] = told["content"]


def properties(client, path):
    return Properties(client.get(path).text).found


@pytest.fixture(scope="module")
def published(project_collection):
    """The site at an address of its own, with a renderer that has not been asked yet."""
    return client_of(project_collection.published_at(BASE), Renderer())


class TestALink:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_shown_with_the_pages_words(self, language, published, project_collection):
        path = PREFIXES[language] + INDICATOR
        page, found = published.get(path).text, properties(published, path)
        [description] = re.findall(r'<meta name="description" content="([^"]+)">', page)
        assert found["og:title"] == project_collection.indicators["vnm-it-workforce"].name[language]
        assert found["og:description"] == description
        assert found["og:locale"] == LOCALES[language]
        assert found["og:site_name"] == project_collection.records.site.title[language]

    @pytest.mark.parametrize(("path", "kind"), [("/", "website"), (INDICATOR, "article")])
    def test_tells_what_it_leads_to(self, published, path, kind):
        assert properties(published, path)["og:type"] == kind

    @pytest.mark.parametrize("path", ["/", "/vi/", f"/ko{INDICATOR}"])
    def test_names_the_published_address(self, published, path):
        assert properties(published, path)["og:url"] == BASE + path

    @pytest.mark.parametrize("prefix", PREFIXES.values(), ids=PREFIXES)
    def test_to_an_indicator_is_shown_with_its_chart(self, published, prefix):
        found = properties(published, prefix + INDICATOR)
        assert found["og:image"] == f"{BASE}{prefix}/charts/vnm-it-workforce.png?size=social"

    def test_to_a_page_without_a_chart_is_shown_with_the_first(self, published):
        found = properties(published, "/vi/method")
        assert found["og:image"] == f"{BASE}/vi/charts/people.png?size=social"
        assert found["twitter:card"] == "summary_large_image"

    def test_tells_what_the_picture_shows(self, published, project_collection):
        title = project_collection.charts["people"].title["vi"]
        assert properties(published, "/vi/method")["og:image:alt"] == title

    @pytest.mark.parametrize(
        "path",
        ["/", "/indicators/vnm-online-public-services", "/charts/timeline", "/vi/charts/timeline"],
    )
    def test_promises_the_size_that_the_picture_has(self, published, client, path):
        found = properties(published, path)
        path = found["og:image"].removeprefix(BASE)
        size = (int(found["og:image:width"]), int(found["og:image:height"]))
        assert image(client.get(path)).size == size

    @pytest.mark.parametrize("path", ["/nowhere", "/search?q=AI"])
    def test_to_what_is_no_page_is_shown_with_nothing(self, published, path):
        assert properties(published, path) == {}


PICTURE = {"og:image", "og:image:width", "og:image:height", "og:image:alt", "twitter:card"}
WORDS = {"og:title", "og:description", "og:type", "og:locale", "og:site_name"}


@pytest.mark.parametrize(
    ("base", "make", "expected"),
    [
        (None, lambda: None, WORDS),
        (None, Renderer, WORDS),
        (BASE, lambda: None, WORDS | {"og:url"}),
        (BASE, Renderer, WORDS | {"og:url"} | PICTURE),
    ],
    ids=["no address, no renderer", "no address", "no renderer", "both"],
)
def test_a_picture_is_named_only_where_it_can_be_fetched(project_collection, base, make, expected):
    client = client_of(project_collection.published_at(base), make())
    assert set(properties(client, INDICATOR)) == expected


def test_a_hostile_name_stays_a_name(project_collection):
    hostile = '"><script>alert(1)</script> & <b>'
    name = Text(en=hostile, vi=hostile, ko=hostile)
    collection = with_indicators(project_collection, lambda _: {"name": name})
    found = properties(client_of(collection.published_at(BASE), Renderer()), INDICATOR)
    assert (found["og:title"], found["og:image:alt"]) == (hostile, hostile)
