"""A chart for those who see it otherwise, or not: its name, its table, its marks, its place."""

import io
from contextlib import ExitStack

import pytest
from browser import PHONE, SHIFTS, WIDE, drawn, taken_over
from dash.development.base_component import Component
from every_page import CLAIM, SOURCE
from PIL import Image
from playwright.sync_api import expect

from dashboard.charts import chart_view
from dashboard.record import LANGUAGES
from dashboard.web.pages import make_page
from dashboard.web.routes import Kind, Route
from dashboard.wording import Wording

pytest_plugins = ["every_page"]


class TestForcedColours:
    """Where the system sets the colours, a figure's hedge is still told, in word and sign."""

    @pytest.fixture(scope="class", params=["light", "dark"])
    @classmethod
    def scheme(cls, request):
        return request.param

    @pytest.fixture(scope="class")
    @classmethod
    def page(cls, opened, scheme):
        with ExitStack() as stack:
            yield opened(stack, "chart", forced_colors="active", color_scheme=scheme)

    @staticmethod
    def ink(mark):
        """How many pixels of a mark are not of its ground."""
        image = Image.open(io.BytesIO(mark.screenshot(scale="css"))).convert("L")
        ground = image.getpixel((0, 0))
        return sum(n for n, shade in image.getcolors() if abs(shade - ground) > 40)

    def test_leave_the_hedge_in_the_figures_words(self, page):
        expect(page.locator(".plot text").filter(has_text="nearly 970,000")).to_be_visible()

    def test_leave_the_hedge_in_the_table(self, page):
        expect(page.locator(".numbers td").filter(has_text="nearly 970,000")).to_be_visible()

    @pytest.fixture(scope="class")
    @classmethod
    def inks(cls, page, scheme, server):
        """How much ink each hedge's mark has, on the page that explains them all."""
        method = page.context.new_page()
        method.emulate_media(color_scheme=scheme)
        method.goto(f"{server}/method")
        marks = taken_over(method).locator(".hedge-mark").all()
        inks = {mark.get_attribute("class").split()[1]: cls.ink(mark) for mark in marks}
        method.close()
        return inks

    @pytest.mark.parametrize(
        ("more", "less"),
        [("unhedged", "nearly"), ("nearly", "about"), ("at-least", "over"), ("at-most", "under")],
    )
    def test_leave_a_filled_mark_fuller_than_a_hollow_one(self, inks, more, less):
        assert inks[more] > inks[less] > 0


class TestAChartAndItsTable:
    @pytest.fixture(scope="class")
    @classmethod
    def window(cls, opened):
        with ExitStack() as stack:
            yield opened(stack, "chart")

    @pytest.fixture
    def page(self, window):
        yield window
        window.mouse.move(0, 0)
        window.evaluate("document.activeElement.blur()")
        expect(window.locator(".hoverlayer .hovertext")).to_have_count(0)

    def test_a_row_pointed_at_lights_its_mark(self, page):
        page.locator(f"tr[data-claim='{CLAIM}'] td").hover()
        expect(page.locator(".hoverlayer .hovertext")).to_contain_text("nearly 180,000 people")

    def test_a_row_that_the_keyboard_is_in_lights_its_mark(self, page):
        page.locator(f"tr[data-claim='{CLAIM}'] a").first.focus()
        expect(page.locator(".hoverlayer .hovertext")).to_contain_text("nearly 180,000 people")

    def test_a_row_that_the_keyboard_leaves_puts_it_out(self, page):
        page.locator(f"tr[data-claim='{CLAIM}'] a").first.focus()
        page.locator(".plot").focus()
        expect(page.locator(".hoverlayer .hovertext")).to_have_count(0)

    def test_a_mark_pointed_at_lights_its_row(self, page):
        mark = page.locator(".plot .points path.point").nth(1)
        mark.scroll_into_view_if_needed()
        box = mark.bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(page.locator("tr.lit")).to_have_attribute("data-claim", CLAIM)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize(
    "path", ["/charts/people", "/charts/timeline", SOURCE, "/data", "/search?q=AI"]
)
@pytest.mark.in_turn(4)
def test_nothing_moves_until_a_page_is_whole(visitor, server, path, size):
    page = visitor.open("/method", size)
    page.add_init_script(SHIFTS)
    page.goto(server + path)
    assert drawn(page).evaluate("window.shifted") < 0.02


@pytest.mark.in_turn(4)
class TestAChartForThoseWhoDoNotSeeIt:
    @pytest.fixture(scope="class", params=LANGUAGES)
    @classmethod
    def words(cls, request):
        return Wording(request.param)

    @pytest.fixture(scope="class", params=["project_collection", "harbour_collection"])
    @classmethod
    def collection(cls, request):
        return request.getfixturevalue(request.param)

    @pytest.fixture(scope="class")
    @classmethod
    def charts(cls, collection, words):
        """Every chart's id with its parts, and the claims it shows."""
        pages = {
            name: make_page(collection, Route(words.language, Kind.CHART, name))
            for name in collection.charts
        }
        return {
            name: (
                [part for part in page.tree._traverse() if isinstance(part, Component)],
                [collection.claims[claim] for claim in chart_view(collection, name, words).claims],
            )
            for name, page in pages.items()
        }

    @staticmethod
    def plot(parts):
        [plot] = [part for part in parts if getattr(part, "className", "") == "plot"]
        return plot

    def names(self, charts):
        return {
            name: (getattr(self.plot(parts), "aria-label"), claims)
            for name, (parts, claims) in charts.items()
        }

    def test_is_one_image_that_the_keyboard_reaches(self, charts):
        plots = [self.plot(parts) for parts, _ in charts.values()]
        assert {(plot.role, plot.tabIndex) for plot in plots} == {("img", 0)}

    def test_names_every_figure_with_its_hedge_and_unit(self, collection, charts, words):
        units = collection.records.units
        missing = [
            (name, claim.id)
            for name, (said, claims) in self.names(charts).items()
            for indicator, claim in claims
            if words.quantity(indicator, claim, units[indicator.unit]) not in said
        ]
        assert missing == []

    def test_names_every_place(self, charts, words):
        missing = {
            (name, place)
            for name, (said, claims) in self.names(charts).items()
            for indicator, _ in claims
            for place in map(words.place, indicator.place)
            if place not in said
        }
        assert missing == set()

    def test_names_the_time_at_which_every_figure_is_drawn(self, collection, charts, words):
        over_time = {name for name in charts if chart_view(collection, name, words).kind == "line"}
        missing = {
            (name, claim.id)
            for name, (said, claims) in self.names(charts).items()
            for _, claim in claims
            if (
                words.period(claim.reference_period)
                if name in over_time and claim.reference_period
                else words.dated(collection.stated_on(claim))
            )
            not in said
        }
        assert missing == set()

    def test_names_every_source(self, collection, charts):
        missing = {
            (name, claim.source)
            for name, (said, claims) in self.names(charts).items()
            for _, claim in claims
            if collection.sources[claim.source].publisher.name not in said
        }
        assert missing == set()

    def test_has_a_table_of_what_is_drawn(self, charts):
        for name, (parts, _) in charts.items():
            [graph] = [part for part in parts if type(part).__name__ == "Graph"]
            drawn = {
                claim for trace in graph.figure["data"] for claim in trace.get("customdata", ())
            }
            [table] = [
                part
                for part in parts
                if type(part).__name__ == "Table" and "numbers" in part.className.split()
            ]
            listed = [getattr(part, "data-card", None) for part in table._traverse()]
            assert drawn == {claim for claim in listed if claim}, name
