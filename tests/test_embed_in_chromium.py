"""A chart in a frame of another site, as a reader there sees it."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

import pytest
from browser import PHONE, SHIFTS, Visitor, visiting
from playwright.sync_api import expect
from test_embed import ASSETS, each_chart, each_language, embed, frame
from test_web import PREFIXES

from dashboard.figures.dress import PALETTES
from dashboard.record import LANGUAGES
from dashboard.web.embed_code import embed_code

pytest_plugins = ["browser"]


@contextmanager
def foreign_site(content) -> Iterator[str]:
    """Serve one page at another host and port, and yield its address."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.path == "/" else 204)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            if self.path == "/":
                self.wfile.write(content.encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def article(code):
    return (
        f'<!DOCTYPE html><html lang="en"><link rel="icon" href="data:,"><title>News</title>{code}'
    )


def embedded(page):
    """Wait until the chart of an embedded page, or of a frame, is drawn and its table closed."""
    drawing = page.locator("#chart .main-svg").first
    expect(drawing).to_be_attached(timeout=30_000)  # whole plotly may be on its way: 4.8 MB
    expect(page.locator("#numbers[open]")).to_have_count(0)
    return page


class TestOnAnotherSite:
    @pytest.fixture(scope="class", params=LANGUAGES)
    @classmethod
    def visit(cls, request, windows, server, project_collection):
        code = embed_code(project_collection.published_at(server), embed(request.param))
        with foreign_site(article(code)) as site, visiting(windows, site) as visitor:
            page = visitor.open("/", PHONE)
            yield visitor, embedded(page.frame_locator("iframe"))

    def test_the_chart_is_drawn_with_a_mark_for_every_figure(self, visit):
        marks = visit[1].locator("#chart .scatterlayer .point")
        assert marks.count() == 4

    def test_its_sources_are_seen(self, visit):
        expect(visit[1].locator(".sources")).to_contain_text("VietnamPlus")

    def test_nobody_else_is_asked_for_anything(self, visit, server):
        assert visit[0].other_hosts == {urlsplit(server).netloc}

    def test_the_browser_complains_of_nothing(self, visit):
        assert visit[0].complaints == []


def test_a_mark_of_the_chart_opens_its_claim_in_a_new_tab(visitor):
    page = embedded(visitor.open("/vi/embed/people"))
    box = page.locator("#chart .scatterlayer .point").first.bounding_box()
    with page.context.expect_page() as opened:
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    claim = opened.value
    claim.wait_for_url("**/vi/indicators/vnm-ict-workforce#vnm-ict-workforce-2023")
    assert claim.evaluate("window.opener") is None
    claim.close()


def test_our_front_page_is_refused_in_a_frame(browser, server):
    with foreign_site(article(f'<iframe src="{server}/"></iframe>')) as site:
        page = browser.new_page()
        with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
            page.goto(site)
        expect(page.frame_locator("iframe").locator("h1.title, .app-root")).to_have_count(0)
        page.close()


@pytest.mark.parametrize("prefix", PREFIXES.values(), ids=PREFIXES)
@each_chart
@pytest.mark.in_turn(4)
def test_the_narrowest_frame_does_not_scroll_sideways(visitor, prefix, chart):
    page = embedded(visitor.open(f"{prefix}/embed/{chart}", (320, 700)))
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate(
        """document.querySelector("#chart .main-svg").getBoundingClientRect().right
        <= document.querySelector("#chart").getBoundingClientRect().right + 1"""
    )


@each_language
@each_chart
@pytest.mark.in_turn(4)
def test_a_frame_is_high_enough_on_a_phone(visitor, project_collection, language, chart):
    route = embed(language, chart)
    height = int(frame(project_collection, route)["height"])
    page = embedded(visitor.open(route.path, (PHONE[0] - 32, height)))
    assert page.evaluate("document.documentElement.scrollHeight") <= height


def paper(page, theme):
    colour = "rgb({}, {}, {})".format(*bytes.fromhex(PALETTES[theme]["paper"][1:]))
    for place in ("body", "#chart .main-svg >> nth=0"):
        expect(page.locator(place)).to_have_css("background-color", colour)


class TestTheTheme:
    def test_is_the_one_asked_for_whatever_the_reader_prefers(self, visitor):
        paper(embedded(visitor.open("/embed/people?theme=dark", color_scheme="light")), "dark")

    def test_is_the_readers_own_otherwise_and_follows_it(self, browser, server):
        page = browser.new_page(color_scheme="dark")
        page.goto(f"{server}/embed/people")
        paper(embedded(page), "dark")
        page.emulate_media(color_scheme="light")
        paper(page, "light")
        page.close()


def test_nothing_moves_while_a_chart_is_drawn(browser, server):
    page = browser.new_page()
    page.add_init_script(SHIFTS)
    page.goto(f"{server}/embed/people")
    assert embedded(page).evaluate("window.shifted") < 0.02
    page.close()


def test_an_embedded_chart_keeps_nothing_with_the_reader(browser, server):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server}/embed/people?theme=dark")
    assert embedded(page).evaluate("localStorage.length + sessionStorage.length") == 0
    assert context.cookies() == []
    context.close()


def test_without_scripts_the_table_takes_the_charts_place(visitor):
    page = visitor.open("/ko/embed/people", java_script_enabled=False)
    expect(page.locator("#numbers table")).to_be_visible()
    expect(page.locator(".plot")).to_be_hidden()


def test_where_plotly_does_not_arrive_the_table_stays_open(browser, server):
    page = browser.new_page()
    page.route("**/*plotly*", lambda asked: asked.abort())
    page.goto(f"{server}/embed/people")
    expect(page.locator("#chart")).to_have_count(0)
    expect(page.locator("#numbers table")).to_be_visible()
    page.close()


def test_dash_draws_in_the_pages_language_with_its_own_signs(visitor: Visitor):
    if not (ASSETS / "vendor" / "plotly-basic.min.js").is_file():
        pytest.skip("plotly's basic bundle was not fetched")
    page = visitor.open("/vi/indicators/vnm-ict-workforce")
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_attached()
    chart = page.locator(".js-plotly-plot").first
    assert chart.evaluate("(chart) => chart._context.locale") == "vi"
    assert "1.000.000" in chart.locator(".xtick text").all_text_contents()
    assert [url for url in visitor.requests if url.endswith("plotly.min.js")] == []
