"""What others say, in a real browser: shown and switched off, drawn, asked, saved, in small."""

import io

import pytest
from browser import (
    PHONE,
    PREFIXES,
    TEXTS,
    WIDE,
    drawn,
    meetings,
    overflow,
    rgb,
    saved_picture,
    until,
    visiting,
)
from PIL import Image
from playwright.sync_api import expect

from dashboard.charts import chart_view
from dashboard.figures.dress import PALETTES
from dashboard.record import LANGUAGES
from dashboard.wording import Wording

pytest_plugins = ["browser"]
pytestmark = pytest.mark.in_turn(6)
SERVICES = "vnm-online-public-services"
STORIES = (SERVICES, "kor-ai-vouchers", "vnm-it-workforce", "digital-forum-edition")
#: The claims whose marks a drawing of a chart has.
CLAIMS = """(name) => document.querySelector(`[id='${name}'] .js-plotly-plot`)
  .data.flatMap((trace) => trace.customdata || [])"""


def claims_drawn(page, chart):
    return set(drawn(page).evaluate(CLAIMS, chart))


def role_chip(page, chart, role):
    return page.locator(f"[id='{chart}'] a[data-role='{role}']")


class TestSwitchingContextOff:
    @pytest.fixture(scope="class")
    @classmethod
    def window(cls, windows, server):
        with visiting(windows, server) as visitor:
            yield visitor.open(f"/indicators/{SERVICES}", color_scheme="light")

    @pytest.fixture
    def page(self, window, server):
        window.goto(f"{server}/indicators/{SERVICES}")
        return drawn(window)

    @pytest.fixture(scope="class")
    @classmethod
    def own(cls, project_collection):
        claims = project_collection.own_claims(project_collection.indicators[SERVICES])
        return {claim.id for claim in claims}

    @pytest.fixture(scope="class")
    @classmethod
    def everybody(cls, project_collection):
        return set(chart_view(project_collection, SERVICES, Wording("en")).claims)

    def test_takes_one_click(self, page, server):
        role_chip(page, SERVICES, "primary").click()
        expect(page).to_have_url(f"{server}/indicators/{SERVICES}?role=primary#{SERVICES}")

    def test_draws_the_chart_anew(self, page, own, everybody):
        before = claims_drawn(page, SERVICES)
        role_chip(page, SERVICES, "primary").click()
        expect(role_chip(page, SERVICES, "primary")).to_have_attribute("aria-current", "true")
        assert (before, claims_drawn(page, SERVICES)) == (everybody, own)
        assert own < everybody

    def test_is_undone_by_the_back_button(self, page, everybody):
        role_chip(page, SERVICES, "primary").click()
        expect(role_chip(page, SERVICES, "primary")).to_have_attribute("aria-current", "true")
        page.go_back()
        expect(role_chip(page, SERVICES, "")).to_have_attribute("aria-current", "true")
        assert claims_drawn(page, SERVICES) == everybody

    def test_is_undone_by_the_chip_beside(self, page, server):
        page.goto(f"{server}/indicators/{SERVICES}?role=primary")
        role_chip(drawn(page), SERVICES, "").click()
        expect(page).to_have_url(f"{server}/indicators/{SERVICES}#{SERVICES}")

    def test_leaves_its_place_in_the_text_to_a_way_back(self, page, server, everybody):
        page.goto(f"{server}/indicators/{SERVICES}?role=primary")
        drawn(page).locator("#others a").click()
        expect(page).to_have_url(f"{server}/indicators/{SERVICES}")
        assert claims_drawn(page, SERVICES) == everybody

    def test_keeps_place_and_theme_chosen_since_the_page_came(self, visitor, server):
        page = drawn(visitor.open("/", color_scheme="light", locale="en-ZA"))
        page.locator(".chip[data-value='KOR']").click()
        page.locator("button.theme").click()
        expect(page).to_have_url(f"{server}/?place=KOR&theme=dark")
        role_chip(page, "timeline", "primary").click()
        expect(page).to_have_url(f"{server}/?place=KOR&role=primary&theme=dark#timeline")

    def test_is_kept_by_a_place_chosen_after_it(self, visitor, server):
        page = drawn(visitor.open("/?role=primary"))
        page.locator(".chip[data-value='KOR']").click()
        expect(page).to_have_url(f"{server}/?place=KOR&role=primary")

    def test_is_kept_by_another_language(self, visitor, server):
        page = drawn(visitor.open(f"/indicators/{SERVICES}?role=primary"))
        page.locator(".language[lang=vi]").click()
        expect(page).to_have_url(f"{server}/vi/indicators/{SERVICES}?role=primary")

    def test_needs_no_script(self, visitor, server):
        page = visitor.open("/vi/?place=KOR&theme=dark", java_script_enabled=False)
        role_chip(page, "timeline", "primary").click()
        expect(page).to_have_url(f"{server}/vi/?place=KOR&role=primary&theme=dark#timeline")

    @pytest.mark.parametrize("role", ["", "primary", "context"])
    def test_on_the_front_page_shows_whose_figures_are_asked_for(
        self, visitor, project_collection, role
    ):
        page = visitor.open(f"/?role={role}" if role else "/")
        told = {
            project_collection.sources[project_collection.claims[name][1].source].role
            for name in claims_drawn(page, "timeline")
        }
        assert told == ({role} if role else {"primary", "context"})


class TestAStory:
    """Each chart of a story, in each language, wide and on a phone."""

    #: What a drawing takes up, and how many panels it has.
    DRAWING = """() => {
      const plot = document.querySelector(".js-plotly-plot");
      const { width, height } = plot.querySelector(".main-svg").getBoundingClientRect();
      return { width, height, panels: plot.querySelectorAll(".cartesianlayer > .subplot").length };
    }"""

    @pytest.fixture(
        scope="class",
        params=[
            pytest.param(
                (name, code, size),
                # The language rotates; all of them are for those who have time.
                marks=() if (n + m + k) % len(LANGUAGES) == 0 else pytest.mark.long,
                id=f"{name}-{code}-{size[0]}px",
            )
            for n, name in enumerate(STORIES)
            for m, code in enumerate(LANGUAGES)
            for k, size in enumerate((WIDE, PHONE))
        ],
    )
    @classmethod
    def story(cls, request, windows, server, project_collection):
        name, language, size = request.param
        with visiting(windows, server) as visitor:
            page = drawn(visitor.open(f"{PREFIXES[language]}/indicators/{name}", size))
            yield chart_view(project_collection, name, Wording(language)), page

    def test_is_drawn_with_all_its_panels(self, story):
        view, page = story
        assert page.evaluate(self.DRAWING)["panels"] == max(len(view.panels), 1)

    def test_is_drawn_with_every_dated_claim(self, story, project_collection):
        view, page = story
        pairs = [project_collection.claims[name] for name in view.claims]
        dated = {
            claim.id
            for _, claim in pairs
            if claim.reference_period or project_collection.stated_on(claim).date
        }
        assert claims_drawn(page, view.id) == dated

    def test_sets_no_word_on_another(self, story):
        _, page = story
        assert meetings(page.evaluate(TEXTS)) == []

    def test_sets_no_word_outside_its_drawing(self, story):
        _, page = story
        drawing = page.evaluate(self.DRAWING)
        outside = [
            text["said"]
            for text in page.evaluate(TEXTS)
            if min(text["left"], text["top"]) < -1
            or text["right"] > drawing["width"] + 1
            or text["bottom"] > drawing["height"] + 1
        ]
        assert outside == []

    def test_does_not_scroll_sideways(self, story):
        _, page = story
        assert overflow(page) <= 0


class TestAPointOfContext:
    #: Where plotly has drawn what is pointed at for a claim.
    POINT = """(claim) => {
      const plot = document.querySelector(".js-plotly-plot");
      for (const trace of plot._fullData) {
        const n = (trace.customdata || []).indexOf(claim);
        if (n < 0) continue;
        const point = plot.querySelectorAll(`.trace${trace.uid} path.point`)[n];
        point.scrollIntoView({ block: "center" });
        const { left, top, width, height } = point.getBoundingClientRect();
        return [left + width / 2, top + height / 2];
      }
    }"""

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize(
        ("chart", "claim"),
        [
            (SERVICES, f"{SERVICES}-2024"),
            (SERVICES, f"{SERVICES}-2022"),
            ("kor-ai-vouchers", "kor-ai-vouchers-2022-budget"),
            ("vnm-it-workforce", "vnm-it-workforce-2018"),
            ("digital-forum-edition", "digital-forum-edition-2025"),
        ],
    )
    def test_opens_its_card_which_says_that_it_is_not_checked(
        self, visitor, language, chart, claim
    ):
        page = drawn(visitor.open(f"{PREFIXES[language]}/indicators/{chart}"))
        x, y = page.evaluate(self.POINT, claim)
        page.mouse.move(x, y)
        page.mouse.click(x, y)
        assert until(page, f"document.querySelector('.card:popover-open')?.id === 'card-{claim}'")
        said = Wording(language)("not checked against the text here")
        assert said.casefold() in page.locator(f"#card-{claim}").inner_text().casefold()


class TestAPictureOfContext:
    @pytest.fixture(scope="class", params=STORIES)
    @classmethod
    def saved(cls, request, windows, server):
        """A chart's pictures with context and of the articles alone."""
        with visiting(windows, server) as visitor:
            path = f"/indicators/{request.param}"
            page = drawn(visitor.open(path, color_scheme="light"))
            _, whole = saved_picture(page, request.param)
            alone = drawn(visitor.open(f"{path}?role=primary", color_scheme="light"))
            _, own = saved_picture(alone, request.param)
            return whole, own

    def test_is_1600_by_900_however_many_voices_it_holds(self, saved):
        for picture in saved:
            assert (picture.format, picture.size) == ("PNG", (1600, 900))

    def test_of_the_articles_alone_is_another(self, saved):
        whole, own = saved
        assert whole.convert("RGB").tobytes() != own.convert("RGB").tobytes()

    @pytest.mark.parametrize(("query", "haloed"), [("", True), ("?role=primary", False)])
    def test_has_the_halo_of_the_articles_only_among_others(self, visitor, query, haloed):
        page = drawn(visitor.open(f"/charts/{SERVICES}{query}", color_scheme="light"))
        _, picture = saved_picture(page, SERVICES)
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24)}
        assert (tuple(bytes.fromhex(PALETTES["light"]["VNM_tint"][1:])) in colours) == haloed


class TestASmallTrend:
    @pytest.fixture(scope="class", params=["light", "dark"])
    @classmethod
    def front(cls, request, windows, server):
        with visiting(windows, server) as visitor:
            yield request.param, drawn(visitor.open("/", color_scheme=request.param))

    def test_is_there(self, front):
        assert front[1].locator(".tile .trend").count() > 0

    def test_paints_an_area(self, front):
        theme, page = front
        expect(page.locator("body")).to_have_css("background-color", rgb(PALETTES[theme]["paper"]))
        for trend in page.locator(".trend").all():
            image = Image.open(io.BytesIO(trend.screenshot(scale="css"))).convert("RGB")
            # The line at its foot and the dots alone would be less than a tenth.
            ground = image.getpixel((0, 0))
            painted = sum(n for n, colour in image.getcolors(1 << 24) if colour != ground)
            assert painted > 0.2 * image.width * image.height

    def test_is_hidden_from_screen_readers(self, front):
        _, page = front
        for trend in page.locator(".trend").all():
            expect(trend).to_have_attribute("aria-hidden", "true")
            assert trend.aria_snapshot() == ""

    def test_is_told_in_the_sentence_beside(self, front):
        _, page = front
        for others in page.locator(".others:has(.trend)").all():
            expect(others.locator("p")).to_contain_text("Others:")

    def test_is_switched_off_with_the_others(self, visitor):
        page = drawn(visitor.open("/?role=primary"))
        expect(page.locator(".others, .trend")).to_have_count(0)
