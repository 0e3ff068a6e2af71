"""What a reader sees and does, in a real browser on the real server."""

import pytest
from browser import (
    PHONE,
    PREFIXES,
    SHIFTS,
    TEXTS,
    WIDE,
    drawn,
    meetings,
    overflow,
    rgb,
    saved_picture,
    taken_over,
    until,
    visiting,
)
from playwright.sync_api import expect

from dashboard.figures.dress import PALETTES

pytest_plugins = ["browser"]
pytestmark = pytest.mark.in_turn(6)
KINDS = {
    "front": "/",
    "indicator": "/indicators/vnm-ict-workforce",
    "source": "/sources/vnexpress-2023-11-06",
    "method": "/method",
    "missing": "/nowhere",
}
CHARTS = ("people", "shares", "timeline")
#: Every language meets both widths and both themes, and every width both themes.
VISITS = [
    ("en", WIDE, "light"),
    ("en", PHONE, "dark"),
    ("vi", WIDE, "dark"),
    ("vi", PHONE, "light"),
    ("ko", WIDE, "light"),
    ("ko", PHONE, "dark"),
]


def open_card(page, claim):
    mark = page.locator(f"#every [data-card='{claim}']")
    mark.click()
    card = page.locator(f"[id='card-{claim}']")
    expect(card).to_be_visible()
    return mark, card


class TestTheFrontPage:
    @pytest.fixture(
        scope="class", params=VISITS, ids=lambda visit: f"{visit[0]}-{visit[1][0]}px-{visit[2]}"
    )
    @classmethod
    def visit(cls, request, windows, server):
        language, size, scheme = request.param
        with visiting(windows, server) as visitor:
            path = f"{PREFIXES[language]}/"
            page = visitor.open(path, size, color_scheme=scheme)
            yield visitor, drawn(page), scheme

    def test_is_taken_over_with_all_its_charts(self, visit):
        _, page, _ = visit
        assert page.locator(".js-plotly-plot").count() == len(CHARTS)

    def test_complains_of_nothing(self, visit):
        visitor, _, _ = visit
        assert visitor.complaints == []

    def test_asks_no_other_host(self, visit):
        visitor, _, _ = visit
        assert visitor.other_hosts == set()

    def test_does_not_scroll_sideways(self, visit):
        _, page, _ = visit
        assert overflow(page) <= 0

    def test_draws_its_charts_in_the_readers_theme(self, visit):
        _, page, scheme = visit
        paper = rgb(PALETTES[scheme]["paper"])
        expect(page.locator(".js-plotly-plot .main-svg").first).to_have_css(
            "background-color", paper
        )

    def test_draws_every_chart_within_its_column(self, visit):
        _, page, _ = visit
        wide = page.evaluate(
            """[...document.querySelectorAll(".plot")].filter((box) =>
            box.querySelector(".main-svg").getBoundingClientRect().right
            > box.getBoundingClientRect().right + 1).length"""
        )
        assert wide == 0

    def test_sets_no_word_of_a_chart_on_another(self, visit):
        _, page, _ = visit
        assert meetings(page.evaluate(TEXTS)) == []


def test_a_chart_is_drawn_when_a_reader_comes_near(visitor):
    page = taken_over(visitor.open("/"))
    lines = page.locator("#timeline .plot .main-svg")
    page.wait_for_timeout(1000)
    assert lines.count() == 0
    page.locator("#timeline").evaluate(
        "chart => scrollBy(0, chart.getBoundingClientRect().top - 1.5 * innerHeight)"
    )
    expect(lines.first).to_be_visible()


class TestSectionsFarAway:
    """They are laid out when a reader comes near; until then they are as high as they will be."""

    #: By how much the height that is held differs from the one that there is, at most.
    WRONG = """() => Math.max(...[...document.querySelectorAll("main > section")].map((section) => {
        const held = parseFloat(section.style.containIntrinsicHeight.replace("auto ", ""));
        section.style.contentVisibility = "visible";
        const real = parseFloat(getComputedStyle(section).height) || held;
        section.style.contentVisibility = "";
        return Math.abs(held - real);
    }))"""

    def wait_until_measured(self, page):
        for _ in range(100):
            if (wrong := page.evaluate(self.WRONG)) < 1:
                return
            page.wait_for_timeout(100)
        pytest.fail(f"a section is held {wrong} px higher or lower than it is")

    def test_are_as_high_as_when_they_are_reached(self, visitor):
        page = taken_over(visitor.open("/"))
        self.wait_until_measured(page)

    def test_are_measured_again_when_the_window_or_a_filter_changes(self, visitor):
        page = taken_over(visitor.open("/?place=KOR"))
        page.locator(".chip[data-filter=all]").click()
        self.wait_until_measured(page)
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        self.wait_until_measured(page)

    def test_do_not_move_the_page_when_a_reader_jumps_to_its_end(self, visitor):
        page = taken_over(visitor.open("/"))
        self.wait_until_measured(page)
        height = page.evaluate("document.documentElement.scrollHeight")
        page.keyboard.press("End")
        page.wait_for_timeout(500)
        assert page.evaluate("document.documentElement.scrollHeight") == pytest.approx(
            height, abs=2
        )

    def test_are_printed(self, visitor):
        page = taken_over(visitor.open("/"))
        page.emulate_media(media="print")
        last = page.locator("#references")
        assert last.evaluate("last => getComputedStyle(last).contentVisibility") == "visible"


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("kind", ["front", "indicator"])
def test_nothing_moves_when_dash_takes_over(windows, server, kind, size):
    with visiting(windows, server) as visitor:
        page = visitor.open("/method", size)
        page.add_init_script(SHIFTS)
        page.goto(server + KINDS[kind])
        drawn(page)
        assert page.evaluate("window.shifted") < 0.02


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "front"])
@pytest.mark.parametrize("prefix", PREFIXES.values(), ids=PREFIXES)
def test_every_kind_of_page_comes_alive_on_a_phone(visitor, kind, prefix):
    page = drawn(visitor.open(prefix + KINDS[kind], PHONE))
    assert overflow(page) <= 0


@pytest.mark.parametrize(
    "indicator", ["bay-boat-loans", "bay-skippers", "bay-piers", "bay-young-members", "bay-lessons"]
)
def test_every_kind_of_chart_keeps_its_words_apart(windows, harbour_server, indicator):
    with visiting(windows, harbour_server) as visitor:
        page = drawn(visitor.open(f"/indicators/{indicator}", PHONE))
        assert meetings(page.evaluate(TEXTS)) == []


class TestACard:
    CLAIM = "vnm-online-public-services-2023"

    @pytest.fixture(scope="class")
    @classmethod
    def window(cls, windows, server):
        with visiting(windows, server) as visitor:
            yield taken_over(visitor.open())

    @pytest.fixture
    def page(self, window):
        yield window
        window.keyboard.press("Escape")
        expect(window.locator(".card:popover-open")).to_have_count(0)

    def test_opens_with_the_exact_words(self, page, project_collection):
        _, card = open_card(page, self.CLAIM)
        _, claim = project_collection.claims[self.CLAIM]
        phrases = [span.phrase for span in claim.evidence.spans().values()]
        assert card.locator("mark").all_text_contents() == phrases

    def test_opens_by_the_keyboard(self, page):
        page.locator(f"#every [data-card='{self.CLAIM}']").focus()
        page.keyboard.press("Enter")
        expect(page.locator(f"[id='card-{self.CLAIM}']")).to_be_visible()

    def test_takes_the_focus(self, page):
        _, card = open_card(page, self.CLAIM)
        expect(card).to_be_focused()

    def test_stands_in_the_address(self, page, server):
        open_card(page, self.CLAIM)
        expect(page).to_have_url(f"{server}/#card-{self.CLAIM}")

    def test_leaves_the_address_when_it_closes(self, page, server):
        _, card = open_card(page, self.CLAIM)
        page.keyboard.press("Escape")
        expect(card).to_be_hidden()
        expect(page).to_have_url(f"{server}/")

    def test_is_opened_by_its_address(self, visitor):
        page = taken_over(visitor.open(f"/#card-{self.CLAIM}"))
        expect(page.locator(f"#card-{self.CLAIM}:popover-open")).to_be_focused()

    def test_lights_its_reference(self, page):
        page.mouse.move(0, 0)
        page.locator(f"#every [data-card='{self.CLAIM}']").hover()
        expect(page.locator("#ref-vietnamplus-2023-04-25.lit")).to_be_attached()

    def test_is_lit_by_its_reference(self, page):
        page.locator("#ref-vnexpress-2023-11-06").hover()
        lit = page.locator(".cite.lit")
        expect(lit.first).to_be_attached()
        sources = {mark.get_attribute("data-source") for mark in lit.all()}
        assert sources == {"vnexpress-2023-11-06"}

    def test_closes_by_escape(self, page):
        _, card = open_card(page, self.CLAIM)
        page.keyboard.press("Escape")
        expect(card).to_be_hidden()

    def test_leaves_nothing_lit(self, page):
        _, card = open_card(page, self.CLAIM)
        expect(page.locator(".lit")).not_to_have_count(0)
        page.mouse.move(0, 0)
        page.keyboard.press("Escape")
        expect(card).to_be_hidden()
        expect(page.locator(".lit")).to_have_count(0)

    @pytest.mark.parametrize("by", ["click", "Enter"])
    def test_gives_the_focus_back(self, page, by):
        mark = page.locator(f"#every [data-card='{self.CLAIM}']")
        mark.focus()
        if by == "click":
            mark.click()
        else:
            page.keyboard.press(by)
        expect(page.locator(f"[id='card-{self.CLAIM}']")).to_be_visible()
        page.keyboard.press("Escape")
        expect(mark).to_be_focused()

    def test_closes_by_its_button(self, page):
        _, card = open_card(page, self.CLAIM)
        card.locator(".close").click()
        expect(card).to_be_hidden()

    def test_makes_way_for_the_next(self, page):
        _, first = open_card(page, self.CLAIM)
        open_card(page, "vnm-digital-goals-2023")
        expect(first).to_be_hidden()

    @pytest.mark.parametrize("size", [WIDE, PHONE, (1280, 400)], ids=["wide", "phone", "low"])
    def test_lies_within_the_window(self, visitor, size):
        page = taken_over(visitor.open(size=size))
        for claim in ("vnm-kor-partnership-years-2023", "vnm-digital-goals-2023"):
            _, card = open_card(page, claim)
            box = card.bounding_box()
            assert (box["x"] >= 0, box["y"] >= 0) == (True, True)
            assert box["x"] + box["width"] <= size[0]
            assert box["y"] + box["height"] <= size[1]
            page.keyboard.press("Escape")

    @pytest.mark.parametrize(
        ("path", "chart", "claim"),
        [
            ("/", "people", "vnm-ict-workforce-2023"),
            ("/", "shares", "vnm-ict-workforce-2023"),
            ("/", "timeline", "vnm-ai-universities-2023"),
            ("/indicators/vnm-ai-universities", "vnm-ai-universities", "vnm-ai-universities-2023"),
        ],
    )
    def test_opens_at_a_mark_in_a_chart(self, visitor, path, chart, claim):
        page = drawn(visitor.open(path))
        plot = page.locator(f"[id='{chart}'] .js-plotly-plot")
        plot.scroll_into_view_if_needed()
        point = plot.locator(".point path, path.point").first
        box = point.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.click(x, y)
        assert until(page, f"document.querySelector('.card:popover-open')?.id === 'card-{claim}'")


class TestAFilter:
    @pytest.fixture(scope="class")
    @classmethod
    def window(cls, windows, server):
        with visiting(windows, server) as visitor:
            yield taken_over(visitor.open())

    @pytest.fixture
    def page(self, window, server):
        window.locator(".chip[data-filter=all]").click()
        expect(window).to_have_url(f"{server}/")
        return window

    @staticmethod
    def rows(page):
        """The rows of the table that can be seen."""
        return page.locator("#every tr[data-keys]:visible")

    @staticmethod
    def choose(page, *values):
        for value in values:
            page.locator(f".chip[data-value='{value}']").click()

    def test_stands_in_the_address(self, page, server):
        self.choose(page, "KOR")
        expect(page).to_have_url(f"{server}/?place=KOR")

    def test_leaves_out_what_does_not_match(self, page):
        self.choose(page, "KOR")
        keys = [row.get_attribute("data-keys").split() for row in self.rows(page).all()]
        assert ["KOR" in key for key in keys] == [True] * 7

    def test_leaves_every_reference(self, page):
        there = page.locator(".references > li").count()
        self.choose(page, "KOR")
        expect(page.locator(".references > li:visible")).to_have_count(there)

    def test_joins_another_in_the_one_order(self, page, server):
        self.choose(page, "cooperation", "KOR")
        expect(page).to_have_url(f"{server}/?place=KOR&topic=cooperation")

    def test_chosen_again_is_lifted(self, page, server):
        self.choose(page, "KOR", "KOR")
        expect(page).to_have_url(f"{server}/")

    def test_is_undone_by_the_back_button(self, page):
        self.choose(page, "KOR")
        page.go_back()
        expect(self.rows(page)).to_have_count(16)

    def test_shows_which_one_holds(self, page):
        self.choose(page, "KOR")
        chosen = page.locator(".chip[data-filter][aria-current=true]")
        expect(chosen).to_have_attribute("data-value", "KOR")

    def test_that_leaves_nothing_says_so(self, page):
        self.choose(page, "KOR", "ai")
        expect(page.get_by_role("status")).to_have_text(
            "No figure has both this place and this topic."
        )

    def test_that_leaves_nothing_leaves_no_heading_over_nothing(self, page):
        self.choose(page, "KOR", "ai")
        titles = page.locator("h2:visible").all_text_contents()
        assert titles == ["Where the claims come from", "References"]

    def test_says_how_much_it_leaves(self, page):
        self.choose(page, "KOR")
        expect(page.get_by_role("status")).to_have_text("7 of 16 figures")

    def test_holds_after_a_reload(self, page):
        self.choose(page, "KOR")
        page.reload()
        expect(self.rows(taken_over(page))).to_have_count(7)

    def test_holds_where_a_link_leads_to_it(self, visitor):
        page = taken_over(visitor.open("/?topic=workforce"))
        expect(self.rows(page)).to_have_count(2)

    def test_lifted_shows_charts_in_their_full_width(self, visitor):
        page = taken_over(visitor.open("/?place=KOR"))
        page.locator(".chip[data-filter=all]").click()
        drawn(page)
        assert until(
            page,
            """[...document.querySelectorAll(".plot")].every((box) => Math.abs(
            box.querySelector(".main-svg").getBoundingClientRect().width - box.clientWidth) < 2)""",
        )


class TestTheTheme:
    """A page that was light, after a click on the button."""

    LIGHT, DARK = (rgb(PALETTES[theme]["paper"]) for theme in ("light", "dark"))

    @pytest.fixture(scope="class")
    @classmethod
    def page(cls, windows, server):
        with visiting(windows, server) as visitor:
            page = drawn(visitor.open(color_scheme="light"))
            page.locator("button.theme").click()
            yield page
            page.evaluate("localStorage.clear()")

    def test_changes_the_page(self, page):
        expect(page.locator("body")).to_have_css("background-color", self.DARK)

    @pytest.mark.parametrize("chart", CHARTS)
    def test_changes_every_chart(self, page, chart):
        drawing = page.locator(f"[id='{chart}'] .main-svg").first
        expect(drawing).to_have_css("background-color", self.DARK)

    def test_survives_a_reload(self, page):
        page.reload()
        drawing = drawn(page).locator("#people .main-svg").first
        expect(drawing).to_have_css("background-color", self.DARK)

    def test_holds_on_the_next_page(self, page, visitor):
        following = visitor.open("/method", color_scheme="light")
        expect(following.locator("body")).to_have_css("background-color", self.DARK)

    def test_changes_back_with_every_chart(self, page):
        drawing = page.locator("#people .main-svg").first
        page.locator("button.theme").click()
        expect(drawing).to_have_css("background-color", self.LIGHT)
        page.locator("button.theme").click()
        expect(drawing).to_have_css("background-color", self.DARK)

    def test_moves_nothing_and_hides_nothing_far_down(self, page):
        # Sections beyond the window are left out of the first frame; their places are kept.
        before, at_once, later, hidden = page.evaluate("""async () => {
            const frame = () => new Promise((shown) =>
                requestAnimationFrame(() => setTimeout(shown)));
            const sections = [...document.querySelectorAll("main > section")];
            const tops = () => sections.map((one) => one.getBoundingClientRect().top);
            const left = () => sections.filter((one) => one.style.contentVisibility).length;
            sections.at(-2).scrollIntoView();
            await frame(), await frame();
            const found = [tops()];
            document.querySelector("button.theme").click();
            const hidden = [left()];
            found.push(tops());
            await frame(), await frame();
            return [...found, tops(), [...hidden, left()]];
        }""")
        assert at_once == before
        assert later == before
        assert hidden[0] > 0
        assert hidden[1] == 0


@pytest.mark.parametrize("by", ["the server", "this browser"])
class TestThePictureButton:
    @pytest.fixture(scope="class")
    @classmethod
    def pages(cls, windows, server):
        """A page whose server draws pictures, and one whose server cannot."""
        with visiting(windows, server) as visitor:
            page = visitor.open("/vi/")
            other = page.context.new_page()
            other.route("**/*.png*", lambda route: route.fulfill(status=503, body="no Chrome"))
            other.goto(page.url)
            yield {"the server": drawn(page), "this browser": drawn(other)}
            other.close()

    @pytest.fixture(params=CHARTS)
    def picture(self, request, pages, by):
        return request.param, *saved_picture(pages[by], request.param)

    def test_makes_a_named_png_of_1600_by_900(self, picture):
        chart, name, image = picture
        assert name == f"{chart}.vi.wide.png"
        assert (image.format, image.size) == ("PNG", (1600, 900))

    def test_draws_in_the_colours_of_the_page(self, picture):
        _, _, image = picture
        drawn_colours = {colour for _, colour in image.convert("RGB").getcolors(1600 * 900)}
        ink = tuple(bytes.fromhex(PALETTES["light"]["ink"][1:]))
        assert ink in drawn_colours

    def test_puts_the_sources_into_the_file_where_the_server_draws(self, picture, by):
        _, _, image = picture
        assert ("Source" in image.text) == (by == "the server")


def test_the_picture_button_makes_a_dark_picture_of_a_dark_page(visitor):
    page = drawn(visitor.open(color_scheme="dark"))
    name, image = saved_picture(page, "people")
    assert name == "people.en.wide.dark.png"
    assert image.convert("RGB").getpixel((0, 0)) == (0x14, 0x17, 0x1B)


class TestWithoutScripts:
    @pytest.fixture
    def read(self, visitor):
        return lambda path="/", **options: visitor.open(path, java_script_enabled=False, **options)

    def test_a_figure_can_be_read(self, read):
        expect(read().get_by_text("1,600", exact=True).first).to_be_visible()

    def test_every_table_can_be_read(self, read):
        expect(read().locator("#every tbody tr:visible")).to_have_count(16)

    def test_the_references_can_be_read(self, read):
        page = read()
        marks = page.locator(".cite:visible").all()
        cited = {f"ref-{mark.get_attribute('data-source')}" for mark in marks}
        shown = page.locator(".references > li:visible").all()
        assert cited <= {reference.get_attribute("id") for reference in shown}
        assert len(cited) > 3

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_kind_of_page_has_its_title(self, read, kind):
        expect(read(KINDS[kind]).locator("h1")).to_be_visible()

    def test_a_filter_is_a_link(self, read, server):
        page = read()
        page.locator(".chip[data-value=KOR]").click()
        expect(page).to_have_url(f"{server}/?place=KOR")

    def test_a_filter_leaves_out_what_does_not_match(self, read):
        expect(read("/?place=KOR").locator("#every tr[data-keys]:visible")).to_have_count(7)

    def test_a_citation_mark_leads_to_its_card(self, read):
        page = read()
        page.locator("#every [data-card=vnm-it-workforce-2023]").click()
        card = page.locator("#card-vnm-it-workforce-2023")
        expect(card.get_by_text("gần 180.000 người")).to_be_visible()

    @pytest.mark.parametrize("what", [".plot", "button.take", ".copy", "button.theme", ".offer"])
    def test_nothing_is_shown_that_needs_one(self, read, what):
        expect(read().locator(f"{what}:visible")).to_have_count(0)

    def test_a_phone_does_not_scroll_sideways(self, read):
        page = read(size=PHONE)
        width = page.locator(".app-root").evaluate("root => root.ownerDocument.body.scrollWidth")
        assert width <= PHONE[0]


class TestCopying:
    @pytest.mark.parametrize(
        ("entry", "path"),
        [("Cite", "/f/people"), ("Link", "/f/people"), ("Embed", "/embed/people")],
    )
    def test_a_path_gets_the_address_at_which_the_reader_is(self, visitor, entry, path):
        page = visitor.open("/charts/people", permissions=["clipboard-read", "clipboard-write"])
        drawn(page).locator(".menu > summary").first.click()
        page.locator(".menu button.copy", has_text=entry).click()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.count(path) == copied.count(visitor.site + path) == 1
