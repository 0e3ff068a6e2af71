"""The keyboard reaches everything, is seen everywhere, and opens what a mouse opens."""

from contextlib import ExitStack

import pytest
from browser import drawn, taken_over, visiting
from playwright.sync_api import expect

pytest_plugins = ["every_page"]


#: Where the keyboard is: what it would do there, whether that can be seen, and what hides it.
FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(at);
  const boxes = [...at.getClientRects()].filter((box) => box.width && box.height);
  const spots = boxes.flatMap(({ left, top, width, height }) =>
    [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) =>
      document.elementFromPoint(left + x * width, top + y * height))));
  const is = (selector) => at.matches(selector);
  return {
    is: [".skip", "#q", ".language", ".theme", ".chip", ".plot", ".cite", ".menu summary"]
      .filter(is),
    outlined: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2
      && !/, 0\\)$|transparent/.test(outlineColor),
    uncovered: spots.some((spot) => spot && (at.contains(spot) || spot.contains(at))),
    html: at.outerHTML.slice(0, 100),
  };
}"""


class TestTheKeyboard:
    @pytest.fixture(scope="class")
    @classmethod
    def stops(cls, opened):
        """Everything that Tab reaches on the front page, the offer of another language open."""
        with ExitStack() as stack:
            page = opened(stack, "front", "vi")
            page.evaluate("localStorage.clear()")  # another test may have declined the offer
            taken_over(page).reload()
            drawn(page)
            expect(page.locator(".offer:visible")).to_have_count(1)
            stops = []
            for _ in range(500):
                page.keyboard.press("Tab")
                if (stop := page.evaluate(FOCUS)) is None:
                    break
                stops.append(stop)
            return stops

    def test_comes_to_an_end(self, stops):
        assert 50 < len(stops) < 500

    def test_can_skip_to_the_content_first(self, stops):
        assert stops[0]["is"] == [".skip"]

    @pytest.mark.parametrize(
        "what", ["#q", ".language", ".theme", ".chip", ".plot", ".cite", ".menu summary"]
    )
    def test_reaches(self, stops, what):
        assert [stop for stop in stops if what in stop["is"]]

    def test_is_seen_wherever_it_is(self, stops):
        assert [stop["html"] for stop in stops if not stop["outlined"]] == []

    def test_is_nowhere_covered(self, stops):
        assert [stop["html"] for stop in stops if not stop["uncovered"]] == []

    def test_skips_to_the_content(self, visitor):
        page = taken_over(visitor.open())
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('main')")


class TestTheSearchKey:
    @pytest.fixture(scope="class", params=["/", "/data", "/search"])
    @classmethod
    def page(cls, request, windows, server):
        with visiting(windows, server) as visitor:
            yield taken_over(visitor.open(request.param))

    def test_leads_to_the_field(self, page):
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("/")
        expect(page.locator("#q")).to_be_focused()

    def test_types_nothing_there(self, page):
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("/")
        expect(page.locator("#q")).to_have_value("")

    def test_is_a_sign_like_others_while_typing(self, page):
        field = page.locator("#rows-q, #q").last
        field.fill("24")
        field.press("End")
        page.keyboard.press("/")
        expect(field).to_have_value("24/")
        field.fill("")


class TestTheMenuOfAChart:
    @pytest.fixture(scope="class")
    @classmethod
    def page(cls, opened):
        with ExitStack() as stack:
            yield opened(stack, "chart")

    @pytest.fixture
    def menu(self, page):
        """The menu, opened by the keyboard."""
        menu = page.locator(".menu")
        menu.locator("summary").focus()
        page.keyboard.press("Enter")
        yield menu
        page.keyboard.press("Escape")
        expect(menu.get_by_role("link").first).to_be_hidden()

    def test_opens_by_the_keyboard(self, menu):
        expect(menu.get_by_role("link").first).to_be_visible()

    def test_is_entered_by_tab(self, menu):
        menu.page.keyboard.press("Tab")
        expect(menu.get_by_role("link").first).to_be_focused()

    def test_closes_by_escape(self, menu):
        menu.page.keyboard.press("Tab")
        menu.page.keyboard.press("Escape")
        expect(menu.get_by_role("link").first).to_be_hidden()

    def test_gives_the_focus_back(self, menu):
        menu.page.keyboard.press("Tab")
        menu.page.keyboard.press("Escape")
        expect(menu.locator("summary")).to_be_focused()
