"""What a reader does to a page: theme, language, search, cards, and paper, in real Chromium."""

import io
import re

import pytest
from browser import drawn, taken_over
from playwright.sync_api import expect
from pypdf import PdfReader

pytest_plugins = ["browser"]

CLAIM = "kor-ai-vouchers-2024"


class TestTheTheme:
    def test_stands_in_the_address_once_changed(self, visitor, server):
        page = taken_over(visitor.open("/", color_scheme="light", locale="en-MT"))
        page.locator("button.theme").click()
        expect(page).to_have_url(f"{server}/?theme=dark")

    def test_follows_the_address(self, visitor):
        page = visitor.open("/method?theme=dark", color_scheme="light")
        expect(page.locator("body")).to_have_css("background-color", "rgb(20, 23, 27)")

    def test_of_the_address_comes_before_the_readers_last_choice(self, visitor):
        page = taken_over(visitor.open("/method", color_scheme="light", locale="de"))
        page.locator("button.theme").click()
        expect(page).to_have_url(f"{visitor.site}/method?theme=dark")
        page.goto(f"{visitor.site}/method?theme=light")
        expect(page.locator("body")).to_have_css("background-color", "rgb(251, 250, 247)")

    def test_of_the_address_is_there_without_scripts(self, visitor):
        page = visitor.open("/?theme=dark", java_script_enabled=False)
        expect(page.locator("body")).to_have_css("background-color", "rgb(20, 23, 27)")


class TestTheLanguages:
    def test_keep_filters_and_card_of_the_page(self, visitor, server):
        page = taken_over(visitor.open(f"/?place=KOR#card-{CLAIM}"))
        page.keyboard.press("Escape")
        page.locator(".chip[data-value='cooperation']").click()
        page.locator(".language[lang=ko]").click()
        expect(page).to_have_url(f"{server}/ko/?place=KOR&topic=cooperation")

    def test_keep_filters_without_scripts(self, visitor, server):
        page = visitor.open("/vi/?topic=ai", java_script_enabled=False)
        page.locator(".language[lang=en]").click()
        expect(page).to_have_url(f"{server}/?topic=ai")

    def test_offer_the_readers_own(self, visitor):
        page = taken_over(visitor.open("/method", locale="ko-KR"))
        expect(page.locator(".offer:visible")).to_contain_text("이 페이지를 한국어로 보기")

    def test_send_nobody_anywhere(self, visitor, server):
        page = taken_over(visitor.open("/method", locale="vi-VN"))
        expect(page).to_have_url(f"{server}/method")

    def test_are_not_offered_again_once_refused(self, visitor):
        page = taken_over(visitor.open("/method", locale="vi"))
        page.locator(".offer:visible button").click()
        page.reload()
        expect(taken_over(page).locator(".offer:visible")).to_have_count(0)

    @pytest.mark.parametrize(("path", "locale"), [("/vi/method", "vi-VN"), ("/method", "fr-FR")])
    def test_are_not_offered_where_that_is_no_use(self, visitor, path, locale):
        page = taken_over(visitor.open(path, locale=locale))
        expect(page.locator(".offer:visible")).to_have_count(0)


class TestTheTakeOver:
    """With scripts held back, a reader has begun; then Dash comes."""

    @pytest.fixture
    def held(self, windows, visitor):
        context = windows(locale="en-NZ")
        waiting, released = [], []
        context.route(
            "**/_dash-component-suites/**",
            lambda route: route.continue_() if released else waiting.append(route),
        )
        page = visitor.open("/", wait_until="commit", locale="en-NZ")

        def release():
            released.append(True)  # what has not been asked for yet is not held, either
            for route in waiting:
                route.continue_()

        yield page, release
        context.unroute_all()

    def test_keeps_the_open_card(self, held):
        page, release = held
        page.locator(f"#every [data-card={CLAIM}]").click()
        release()
        expect(taken_over(page).locator(f"#card-{CLAIM}:popover-open")).to_be_visible()

    def test_keeps_what_was_typed(self, held):
        page, release = held
        page.locator("#q").fill("truong dai hoc")
        release()
        expect(taken_over(page).locator("#q")).to_have_value("truong dai hoc")

    @pytest.mark.parametrize("where", ["#ref-baotintuc-2024-08-03", "#timeline", "#every"])
    def test_keeps_what_is_read_where_it_is(self, held, where):
        page, release = held
        page.locator(where).first.evaluate("place => place.scrollIntoView()")
        page.wait_for_timeout(300)  # sections above come near, and take the height that they have
        before = page.locator(where).first.bounding_box()["y"]
        release()
        now = taken_over(page).locator(where)
        page.wait_for_timeout(300)
        assert now.bounding_box()["y"] == pytest.approx(before, abs=2)


@pytest.mark.in_turn(4)
class TestTheMenu:
    @pytest.mark.parametrize("prefix", ["", "/vi", "/ko"])
    @pytest.mark.parametrize("path", ["/", "/charts/people"])
    def test_lies_within_the_window_of_a_phone(self, visitor, prefix, path):
        page = taken_over(visitor.open(prefix + path, (375, 740), locale="en-IE"))
        page.locator("[id='people'] .menu > summary").click()
        box = page.locator("[id='people'] .menu > div").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 375

    @pytest.mark.parametrize("path", ["/", "/charts/shares", "/indicators/vnm-ai-experts"])
    def test_is_whole_though_its_section_ends(self, visitor, path):
        page = taken_over(visitor.open(path, (1280, 1400), locale="en-IE"))
        page.add_style_tag(content=".chart-body, .chart-foot { display: none }")  # it ends soon
        page.locator(".menu > summary").last.scroll_into_view_if_needed()
        page.locator(".menu > summary").last.click()
        entry = page.locator(".menu[open] > div > *").last
        seen = """entry => {
            const box = entry.getBoundingClientRect();
            const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
            return entry.contains(document.elementFromPoint(x, y));
        }"""
        entry.scroll_into_view_if_needed()
        assert entry.evaluate(seen)
        page.keyboard.press("Escape")
        expect(page.locator("main > section[data-open]")).to_have_count(0)


@pytest.mark.in_turn(4)
class TestOnPaper:
    @pytest.fixture
    def page(self, visitor):
        page = drawn(visitor.open("/", locale="en-IE"))
        page.emulate_media(media="print")
        return page

    @pytest.mark.parametrize("what", [".menu", ".chips", ".page-head form", "button.theme"])
    def test_nothing_is_printed_that_paper_cannot_do(self, page, what):
        expect(page.locator(f"{what}:visible")).to_have_count(0)

    def test_every_reference_is_printed(self, page):
        marks = page.locator("main .cite").all()
        cited = {mark.get_attribute("data-source") for mark in marks}
        listed = page.locator(".references > li")
        expect(page.locator(".references > li:visible")).to_have_count(listed.count())
        shown = {item.get_attribute("id").removeprefix("ref-") for item in listed.all()}
        assert len(cited) > 1
        assert cited <= shown

    def test_an_address_is_printed_in_full(self, page):
        link = page.locator("#ref-baotintuc-2024-08-03 a[href^=http]")
        said = link.evaluate("link => getComputedStyle(link, '::after').content")
        assert link.get_attribute("href") in said

    def test_an_address_that_is_read_already_is_not_printed_twice(self, visitor):
        page = taken_over(visitor.open("/sources/baotintuc-2024-08-03", locale="en-IE"))
        page.emulate_media(media="print")
        link = page.locator("a.address[href^=http]")
        assert link.evaluate("link => getComputedStyle(link, '::after').content") == "none"

    @staticmethod
    def ink(page):
        """Return the colour in which plotly has written a chart."""
        return page.locator("[id='people'] .annotation-text").first.evaluate(
            "text => getComputedStyle(text).fill"
        )

    def test_a_dark_pages_charts_are_printed_in_light_colours(self, visitor):
        page = drawn(visitor.open("/?theme=dark", locale="en-IE"))
        dark = self.ink(page)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert (dark, self.ink(page)) == ("rgb(232, 230, 225)", "rgb(27, 31, 36)")
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert self.ink(page) == dark

    def test_a_chart_that_nobody_came_near_is_printed(self, visitor):
        page = taken_over(visitor.open("/", locale="en-IE"))
        lines = page.locator("#timeline .plot .main-svg")
        assert lines.count() == 0
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert lines.count() > 0

    def test_a_page_that_nobody_has_scrolled_is_printed_to_its_end(self, visitor):
        page = taken_over(visitor.open("/", locale="en-IE"))
        printed = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
        said = "".join(part.extract_text() for part in printed)
        headings = page.locator("main h2.section").all_text_contents()
        assert len(headings) > 5
        for text in (*headings, page.locator(".references > li cite").last.text_content()):
            assert re.sub(r"\W", "", text).lower() in re.sub(r"\W", "", said).lower()

    def test_a_dark_page_is_printed_on_white(self, visitor):
        page = visitor.open("/?theme=dark", locale="en-IE")
        page.emulate_media(media="print")
        expect(page.locator("h1")).to_have_css("color", "rgb(27, 31, 36)")
