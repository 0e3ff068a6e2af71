"""Whether everyone can read the pages: axe-core, the keyboard, large type, narrow windows."""

import io
from contextlib import ExitStack
from importlib.resources import files

import pytest
from browser import PHONE, WIDE, drawn, serving, taken_over, visiting
from dash.development.base_component import Component
from PIL import Image
from playwright.sync_api import expect
from test_page_in_chromium import PREFIXES, SHIFTS, overflow, rgb

from dashboard.charts import chart_view
from dashboard.figures.dress import PALETTES
from dashboard.record import LANGUAGES
from dashboard.web.pages import make_page
from dashboard.web.routes import Kind, Route
from dashboard.wording import Wording

pytest_plugins = ["browser"]
in_browser = pytest.mark.browser
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
#: Everything that WCAG 2.0, 2.1 and 2.2 ask for at A and AA, and what axe thinks good besides.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RUN = """async (tags) => {
  // Some rules are off unless they are asked for by name, that of target sizes among them. Of the
  // experimental ones this alone proves a criterion (2.5.3); the others ask for a person's look.
  const wanted = ({ ruleId, tags }) =>
    !tags.includes("experimental") || ruleId === "label-content-name-mismatch";
  const known = axe.getRules(tags).filter(wanted).map((rule) => rule.ruleId);
  const rules = Object.fromEntries(known.map((name) => [name, { enabled: true }]));
  const found = await axe.run(document, { runOnly: tags, rules });
  const ids = (...kinds) => kinds.flatMap((kind) => found[kind].map((rule) => rule.id));
  return {
    violations: found.violations.flatMap((rule) => rule.nodes.map((node) =>
      `${rule.id} at ${node.target}: ${node.failureSummary}`)),
    unsure: ids("incomplete"),
    ran: ids("passes", "violations", "incomplete", "inapplicable"),
    known,
  };
}"""
SOURCE = "/sources/vnexpress-2023-11-06"
CLAIM = "vnm-it-workforce-2023"
EVERY_COLUMN = (
    "indicator,figure,place,topic,kind,refers_to,stated,published,source,said_by,words,state,claim"
)
#: Every kind of page, and every kind of thing on one: which server has it, and where.
PAGES = {
    "front": ("server", "/"),
    "front-filtered": ("server", "/?place=KOR"),
    "front-with-a-card": ("server", f"/#card-{CLAIM}"),
    "indicator": ("server", "/indicators/vnm-it-workforce"),
    "indicator-of-an-absence": ("server", "/indicators/vnm-national-ai-centres"),
    "indicator-of-an-ordinal": ("server", "/indicators/digital-forum-edition"),
    "indicator-in-time": ("harbour_server", "/indicators/bay-boat-loans"),
    "indicator-disputed": ("harbour_server", "/indicators/bay-skippers"),
    "indicator-of-a-range": ("harbour_server", "/indicators/bay-piers"),
    "chart": ("server", "/charts/people"),
    "chart-of-parts": ("server", "/charts/shares"),
    "chart-of-time": ("server", "/charts/timeline"),
    "chart-of-units": ("server", "/charts/vnm-ai-universities"),
    "source": ("public_server", SOURCE),
    "source-with-its-text": ("server_with_texts", SOURCE),
    "data": ("server", "/data"),
    "data-with-every-column": ("server", f"/data?sort=-figure&columns={EVERY_COLUMN}"),
    "data-with-nothing": ("server", "/data?q=zzzz"),
    "search": ("server", "/search?q=AI"),
    "search-unasked": ("server", "/search"),
    "search-with-nothing": ("server", "/search?q=zzzz"),
    "method": ("server", "/method"),
    "missing": ("server", "/nowhere"),
    "embed": ("server", "/embed/people"),
    "embed-of-time": ("server", "/embed/timeline"),
}
KINDS = (
    "front", "indicator", "chart", "source-with-its-text", "data", "search", "method", "missing",
    "embed",
)  # fmt: skip
#: What a narrow window sets in another way than a wide one.
NARROWED = ("front", "indicator", "chart", "source-with-its-text", "data")
#: Each kind of page in every language; what is special about a page, in one language each.
VISITS = [
    (name, language)
    for n, name in enumerate(PAGES)
    for m, language in enumerate(LANGUAGES)
    if name in KINDS or m == n % len(LANGUAGES)
]
#: A theme is colours alone, and those do not depend on the language: one of each page is enough.
DARK = {name: (name, language) for name, language in VISITS}.values()


@pytest.fixture(scope="module")
def public_server():
    """Our address as the world reaches it: no article's text is shown."""
    with serving("--base-url", "https://figures.example") as address:
        yield address


@pytest.fixture(scope="module")
def server_with_texts(articles, request):
    return request.getfixturevalue("server")  # it reads ARTICLES_DIR, as the fixture does


@pytest.fixture(scope="module")
def opened(request, windows):
    """Give a function that opens a page of the table, drawn; the stack given closes it."""

    def opened(stack, name, language="en", size=WIDE, **options):
        site, path = PAGES[name]
        visitor = stack.enter_context(visiting(windows, request.getfixturevalue(site)))
        return ready(visitor.open(PREFIXES[language] + path, size, **options))

    return opened


@pytest.fixture
def open_page(opened):
    with ExitStack() as stack:
        yield lambda *page, **options: opened(stack, *page, **options)


def ready(page):
    """Wait until a page is as its reader finds it."""
    if "/embed/" not in page.url:
        return drawn(page)
    expect(page.locator("#chart .main-svg").first).to_be_attached()
    return page


def dressed(page, theme):
    """Put a page into a theme, and wait until its charts wear it."""
    page.emulate_media(color_scheme=theme)
    for drawing in page.locator(".js-plotly-plot .main-svg:first-child").all():
        expect(drawing).to_have_css("background-color", rgb(PALETTES[theme]["paper"]))
    return page


def judged(page):
    """Return what axe finds; evaluated, as the pages' policy lets no other script in."""
    if not page.evaluate("!!window.axe"):
        page.evaluate(AXE)
    return page.evaluate(RUN, TAGS)


@in_browser
class TestEveryKindOfPage:
    """One load a page; then the window changes around it."""

    #: Whatever holds text and hides what does not fit, plots aside: their words are tested alone.
    CUT = """() => [...document.querySelectorAll("#react-entry-point *, main *")].filter((box) => {
      const style = getComputedStyle(box);
      const hides = (axis) => ["hidden", "clip"].includes(style[`overflow${axis}`]);
      return !box.closest(".plot, [hidden]") && box.clientWidth && box.clientHeight
        && (hides("X") && box.scrollWidth > box.clientWidth + 1
          || hides("Y") && box.scrollHeight > box.clientHeight + 1
          || style.textOverflow === "ellipsis" && box.scrollWidth > box.clientWidth + 1);
    }).map((box) => box.outerHTML.slice(0, 120))"""

    MOVING = """() => [...document.querySelectorAll("body *")].filter((element) => {
      const style = getComputedStyle(element);
      return style.animationName !== "none" || style.scrollBehavior === "smooth"
        || style.transitionDuration.split(",").some((length) => parseFloat(length) > 0);
    }).map((element) => element.outerHTML.slice(0, 120))"""

    @pytest.fixture(scope="class", params=VISITS, ids="-".join)
    @classmethod
    def visit(cls, request, opened):
        with ExitStack() as stack:
            yield request.param, opened(stack, *request.param)

    @pytest.fixture(scope="class")
    @classmethod
    def results(cls, visit):
        """What axe finds: light, then dark, then on a phone."""
        visited, page = visit
        results = {"light": judged(dressed(page, "light"))}
        if visited in DARK:
            results["dark"] = judged(dressed(page, "dark"))
        if visited[0] in NARROWED:
            page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
            results["phone"] = judged(page)
        return results

    def test_breaks_no_rule(self, results):
        broken = [(where, rule) for where, found in results.items() for rule in found["violations"]]
        assert broken == []

    def test_is_put_to_every_rule(self, results):
        assert [set(found["known"]) - set(found["ran"]) for found in results.values()] == [
            set() for _ in results
        ]

    def test_has_its_targets_measured(self, results):
        assert ["target-size" in found["ran"] for found in results.values()] == [True] * len(
            results
        )

    def test_leaves_nothing_open_but_type_on_drawings_and_signs(self, results):
        # The colours of type on a drawing test_figures computes; of ◐, × and ✓ axe cannot tell
        # whether they are words.
        unsure = {rule for found in results.values() for rule in found["unsure"]}
        assert unsure <= {"color-contrast", "label-content-name-mismatch"}

    # 320 CSS pixels are WCAG's reflow; 640 are what a zoom of 200 % leaves of 1280.
    @pytest.mark.parametrize("width", [320, 640])
    def test_fits_a_narrow_window(self, visit, width):
        _, page = visit
        page.set_viewport_size({"width": width, "height": 800})
        assert (overflow(page), page.evaluate(self.CUT)) == (0, [])

    def test_fits_with_type_of_twice_the_size(self, visit):
        _, page = visit
        page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
        style = page.add_style_tag(content="html { font-size: 32px }")
        found = overflow(page), page.evaluate(self.CUT)
        style.evaluate("style => style.remove()")
        assert found == (0, [])

    def test_moves_nothing_for_those_who_want_no_motion(self, visit):
        _, page = visit
        page.emulate_media(reduced_motion="reduce")
        still = page.evaluate(self.MOVING)
        page.emulate_media(reduced_motion="no-preference")
        assert still == []


@in_browser
def test_motion_is_noticed(open_page):
    page = open_page("search-unasked", reduced_motion="no-preference")
    page.add_style_tag(content="a { transition: color 1s }")
    assert page.evaluate(TestEveryKindOfPage.MOVING)


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


@in_browser
class TestTheKeyboard:
    @pytest.fixture(scope="class")
    @classmethod
    def stops(cls, opened):
        """Everything that Tab reaches on the front page, the offer of another language open."""
        with ExitStack() as stack:
            page = opened(stack, "front", "vi")
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


@in_browser
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


@in_browser
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
        expect(menu.get_by_role("button").first).to_be_hidden()

    def test_opens_by_the_keyboard(self, menu):
        expect(menu.get_by_role("button").first).to_be_visible()

    def test_is_entered_by_tab(self, menu):
        menu.page.keyboard.press("Tab")
        expect(menu.get_by_role("button").first).to_be_focused()

    def test_closes_by_escape(self, menu):
        menu.page.keyboard.press("Tab")
        menu.page.keyboard.press("Escape")
        expect(menu.get_by_role("button").first).to_be_hidden()

    def test_gives_the_focus_back(self, menu):
        menu.page.keyboard.press("Tab")
        menu.page.keyboard.press("Escape")
        expect(menu.locator("summary")).to_be_focused()


@in_browser
class TestForcedColours:
    """Where the system sets the colours, a figure's hedge is still told, in word and sign."""

    @pytest.fixture(scope="class", params=["light", "dark"])
    @classmethod
    def page(cls, request, opened):
        with ExitStack() as stack:
            page = opened(stack, "chart", forced_colors="active", color_scheme=request.param)
            yield page

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
    def inks(cls, page, server):
        """How much ink each hedge's mark has, on the page that explains them all."""
        method = page.context.new_page()
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


@in_browser
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


@in_browser
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize(
    "path", ["/charts/people", "/charts/timeline", SOURCE, "/data", "/search?q=AI"]
)
def test_nothing_moves_until_a_page_is_whole(visitor, server, path, size):
    page = visitor.open("/method", size)
    page.add_init_script(SHIFTS)
    page.goto(server + path)
    assert drawn(page).evaluate("window.shifted") < 0.02


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

    def test_names_every_date(self, collection, charts, words):
        missing = {
            (name, claim.id)
            for name, (said, claims) in self.names(charts).items()
            for _, claim in claims
            if words.dated(collection.stated_on(claim)) not in said
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
            drawn = {claim for trace in graph.figure.data for claim in trace.customdata or ()}
            [table] = [
                part
                for part in parts
                if type(part).__name__ == "Table" and part.className == "numbers"
            ]
            listed = [getattr(part, "data-card", None) for part in table._traverse()]
            assert drawn == {claim for claim in listed if claim}, name
