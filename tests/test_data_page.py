"""The data page: what stands on it, and how each part leads on."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from dash.development.base_component import Component
from support import with_indicators

from dashboard.listing import ROWS_A_PAGE, listing
from dashboard.record import LANGUAGES
from dashboard.sources import ROLES
from dashboard.web.desk import Desk
from dashboard.web.markup import to_html
from dashboard.web.pages import make_page
from dashboard.web.routes import COLUMNS, USUAL_COLUMNS, Kind, Route

each_language = pytest.mark.parametrize("language", LANGUAGES)


def many(collection, least):
    """The collection with each claim so often that there are at least so many."""
    times = -(-least // len(collection.claims))

    def copies(indicator):
        return tuple(
            claim.model_copy(update={"id": f"{claim.id}-{n}"})
            for claim in indicator.claims
            for n in range(times)
        )

    return with_indicators(collection, lambda indicator: {"claims": copies(indicator)})


def parts(node):
    """Yield a tree's components, outermost first."""
    if isinstance(node, list | tuple):
        for child in node:
            yield from parts(child)
    elif isinstance(node, Component):
        yield node
        yield from parts(getattr(node, "children", None))


def last_page(collection):
    return -(-len(collection.claims) // ROWS_A_PAGE)


def all_of(node, kind, **wanted):
    found = (part for part in parts(node) if part.to_plotly_json()["type"] == kind)
    return [p for p in found if wanted.items() <= p.to_plotly_json()["props"].items()]


def one(node, kind, **wanted):
    [found] = all_of(node, kind, **wanted)
    return found


def text(node):
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", to_html(node))).split())


def said(node):
    """The text of a cell as it is read, its mark and the gaps between elements left out."""
    return unescape(re.sub(r"<sup>.*?</sup>|<[^>]*>", "", to_html(node)))


def rows(page):
    return all_of(one(page.tree, "Tbody"), "Tr")


def head(page, name):
    [found] = [th for th in all_of(page.tree, "Th", scope="col") if text(th).startswith(name)]
    return found


def asked_by(link):
    return {name: values[0] for name, values in parse_qs(urlsplit(link.href).query).items()}


@pytest.fixture(scope="module")
def shown(project_collection):
    """The project's page as an address asks for it."""

    def shown(language="en", **asked):
        return make_page(project_collection, Route(language, Kind.DATA, "", tuple(asked.items())))

    return shown


@pytest.fixture(scope="module")
def thousands(project_collection):
    return many(project_collection, 10_000)


@pytest.fixture(scope="module")
def of_thousands(thousands):
    def shown(**asked):
        return make_page(thousands, Route("en", Kind.DATA, "", tuple(asked.items())))

    return shown


class TestPages:
    def test_hold_fifty_rows_each_and_every_claim_once(self, thousands):
        last = last_page(thousands)
        pages = [listing(thousands, "en", {"page": str(n)}) for n in range(1, last + 1)]
        assert {len(page.claims) for page in pages[:-1]} == {ROWS_A_PAGE}
        assert [name for page in pages for name in page.claims] == list(thousands.claims)

    def test_say_which_rows_they_show(self, of_thousands, thousands):
        assert text(one(of_thousands(page="2").tree, "P", className="told-rows")) == (
            f"Rows 51–100 of {len(thousands.claims):,}"
        )

    def test_say_of_how_many_the_rows_were_chosen(self, shown, project_collection):
        page = shown(q="workforce", kind="count")
        told, n = text(one(page.tree, "P", className="told-rows")), len(rows(page))
        assert n > 1
        assert told == f"Rows 1–{n} of {n}, out of {len(project_collection.claims)} claims"

    def test_a_single_row_is_no_plural(self, shown, project_collection):
        page = shown(q="970000")
        told = text(one(page.tree, "P", className="told-rows"))
        expected = f"Row 1 of 1, out of {len(project_collection.claims)} claims"
        assert (told, len(rows(page))) == (expected, 1)

    def test_name_the_first_the_last_and_the_neighbours(self, of_thousands, thousands):
        links = one(of_thousands(page="100").tree, "Nav", className="leaves")
        assert text(links) == f"Previous 1 … 99 100 101 … {last_page(thousands)} Next"
        assert text(one(links, "A", **{"aria-current": "page"})) == "100"

    @pytest.mark.parametrize(
        ("at_the_end", "ends"), [(False, (False, True)), (True, (True, False))]
    )
    def test_end_at_their_ends(self, of_thousands, thousands, at_the_end, ends):
        asked = {"page": str(last_page(thousands))} if at_the_end else {}
        links = text(one(of_thousands(**asked).tree, "Nav", className="leaves"))
        assert ("Previous" in links, "Next" in links) == ends

    def test_lead_on_in_the_same_choice(self, of_thousands):
        links = one(
            of_thousands(place="KOR", sort="-figure", page="3").tree, "Nav", className="leaves"
        )
        [following] = [link for link in all_of(links, "A") if text(link) == "Next"]
        assert asked_by(following) == {"place": "KOR", "sort": "-figure", "page": "4"}

    def test_a_page_is_named_in_its_title(self, of_thousands):
        assert of_thousands(page="2").title == "All figures in one table, page 2"

    def test_a_table_of_one_page_has_no_links_to_pages(self, shown):
        assert all_of(shown().tree, "Nav", className="leaves") == []

    def test_a_page_after_the_last_is_not_found_and_leads_back(self, of_thousands):
        page = of_thousands(place="KOR", page="9999")
        [back] = [a for a in all_of(one(page.tree, "Main"), "A") if text(a) == "To its last page"]
        assert page.status == 404
        assert rows(of_thousands(**asked_by(back)))

    def test_of_ten_thousand_claims_is_light(self, of_thousands):
        page = of_thousands()
        assert len(rows(page)) == 50
        assert len(to_html(page.tree).encode()) < 300_000


class TestTheTable:
    def test_says_in_its_caption_how_it_is_sorted(self, shown):
        captions = [
            text(one(shown(**asked).tree, "Caption")) for asked in ({}, {"sort": "-stated"})
        ]
        assert captions == ["In the order of the records", "Sorted by “Stated”, descending"]

    def test_says_that_figures_are_compared_within_a_unit(self, shown):
        caption = text(one(shown(sort="figure").tree, "Caption"))
        assert "within one unit and kind only" in caption

    def test_has_heads_for_columns_and_rows(self, shown):
        table = one(shown().tree, "Table")
        assert len(all_of(one(table, "Thead"), "Th", scope="col")) == len(USUAL_COLUMNS)
        for row in all_of(one(table, "Tbody"), "Tr"):
            kinds = [cell.to_plotly_json()["type"] for cell in row.children]
            assert kinds == ["Th"] + ["Td"] * (len(USUAL_COLUMNS) - 1)
            assert row.children[0].scope == "row"

    @pytest.mark.parametrize(
        ("asked", "sorted_as", "then"),
        [
            ({}, None, "stated"),
            ({"sort": "stated"}, "ascending", "-stated"),
            ({"sort": "-stated"}, "descending", "stated"),
            ({"sort": "figure"}, None, "stated"),
        ],
    )
    def test_a_head_sorts_up_then_down(self, shown, asked, sorted_as, then):
        stated = head(shown(**asked), "Stated")
        assert stated.to_plotly_json()["props"].get("aria-sort") == sorted_as
        assert asked_by(one(stated, "A"))["sort"] == then

    def test_only_the_head_sorted_by_says_so_and_shows_an_arrow(self, shown):
        heads = all_of(shown(sort="-figure").tree, "Th", scope="col")
        marked = [text(th) for th in heads if "aria-sort" in th.to_plotly_json()["props"]]
        assert marked == ["Figure ↓"]
        assert "↑" not in "".join(map(text, heads))

    def test_a_head_keeps_the_choice_but_not_the_page(self, of_thousands):
        link = one(head(of_thousands(place="VNM", page="3", theme="dark"), "Source"), "A")
        assert asked_by(link) == {"place": "VNM", "sort": "source", "theme": "dark"}

    @each_language
    def test_every_row_leads_to_its_claim(self, client, shown, project_collection, language):
        page = shown(language)
        names = list(project_collection.claims)
        for name, row in zip(names, rows(page), strict=True):
            address, _, anchor = all_of(row, "A")[0].href.partition("#")
            assert anchor == name
            assert f'id="{name}"' in client.get(address).text

    def test_every_mark_has_its_card_on_the_page(self, shown):
        page = shown(place="KOR")
        marks = [
            a.href.removeprefix("#")
            for row in rows(page)
            for a in all_of(row, "A", className="cite")
        ]
        cards = [p.id for p in parts(page.tree) if getattr(p, "className", "") == "card"]
        assert marks == cards
        assert len(marks) == len(rows(page))

    @each_language
    def test_a_figure_is_never_without_its_hedge(self, shown, project_collection, language):
        desk = Desk(project_collection, Route(language, Kind.DATA))
        figures = [desk.quantity(*pair) for pair in project_collection.claims.values()]
        assert [said(row.children[1]) for row in rows(shown(language))] == figures

    def test_the_words_are_marked_with_their_language(self, harbour_collection):
        page = make_page(harbour_collection, Route("ko", Kind.DATA))
        found = [(q.children, q.lang) for q in all_of(one(page.tree, "Tbody"), "Q")]
        assert found == [
            (claim.evidence.value.phrase, harbour_collection.sources[claim.source].language)
            for _, claim in harbour_collection.claims.values()
        ]

    def test_a_publisher_is_marked_with_its_language(self, shown, project_collection):
        links = [all_of(row, "A")[-1] for row in rows(shown("ko"))]
        sources = project_collection.sources.values()
        named = {(source.publisher.name, source.language) for source in sources}
        assert {(text(link), link.lang) for link in links} == named

    def test_an_inferred_date_or_publisher_has_its_asterisk(self, harbour_collection):
        asked = (("columns", "source,claim"), ("source", "ban-tin-2024-03-12"))
        page = make_page(harbour_collection, Route("en", Kind.DATA, "", asked))
        assert {text(row.children[0]).split(" 1")[0] for row in rows(page)} == {"Bản tin Vịnh *"}
        assert "Inferred by us" in text(page.tree)

    def test_an_inferred_date_is_explained(self, shown):
        page = shown(source="vietnamplus-2023-04-25")
        assert {text(row.children[3]) for row in rows(page)} == {"25 April 2023*"}
        assert "Inferred by us" in text(page.tree)

    @pytest.mark.parametrize(
        "asked", [{"source": "baotintuc-2024-08-03"}, {"columns": "indicator,figure"}]
    )
    def test_where_no_asterisk_is_shown_none_is_explained(self, shown, asked):
        page = shown(**asked)
        assert "*" not in text(one(page.tree, "Tbody"))
        assert "Inferred by us" not in text(page.tree)

    def test_is_a_region_that_can_be_scrolled_by_keyboard(self, shown):
        region = one(shown().tree, "Div", role="region")
        assert (region.tabIndex, getattr(region, "aria-label")) == (0, "Table of claims")


class TestTheForm:
    def test_shows_what_was_asked_for(self, shown):
        asked = {"place": "VNM", "topic": "ai", "kind": "count", "source": "vietnamplus-2023-04-25"}
        form = one(shown(q="người", **asked).tree, "Form", className="choosing")
        for name, value in asked.items():
            select = one(form, "Select", name=name)
            assert [option.value for option in all_of(select, "Option", selected=True)] == [value]
        assert one(form, "Input", name="q").defaultValue == "người"

    def test_unasked_chooses_nothing(self, shown):
        assert all_of(shown().tree, "Option", selected=True) == []

    def test_keeps_order_columns_and_theme_but_not_the_page(self, of_thousands):
        kept = {"sort": "-figure", "columns": "figure,claim", "theme": "dark"}
        form = one(of_thousands(**kept, page="2").tree, "Form", className="choosing")
        hidden = all_of(form, "Input", type="hidden")
        assert {field.name: field.defaultValue for field in hidden} == kept

    def test_names_every_field(self, shown):
        form = one(shown().tree, "Form", className="choosing")
        fields = [f.id for f in all_of(form, "Select") + all_of(form, "Input")]
        assert sorted(fields) == sorted(label.htmlFor for label in all_of(form, "Label"))

    def test_what_it_sends_is_led_to_the_one_address(self, client):
        answer = client.get("/ko/data?q=&place=KOR&topic=&kind=&source=&sort=-figure")
        assert (answer.status_code, answer.location) == (302, "/ko/data?place=KOR&sort=-figure")

    def test_offers_only_what_there_is(self, shown, project_collection):
        kinds = all_of(one(shown().tree, "Select", name="kind"), "Option")[1:]
        there = {indicator.kind for indicator in project_collection.records.indicators}
        assert {option.value for option in kinds} == there

    def test_where_nothing_matches_a_link_leads_back_to_all(self, shown):
        page = shown(q="zzz", place="KOR", sort="stated", columns="figure,claim")
        back = [a for a in all_of(one(page.tree, "Main"), "A") if text(a) == "Show all rows"][-1]
        assert (page.status, all_of(page.tree, "Table")) == (200, [])
        assert "No claim matches all of this." in text(page.tree)
        assert asked_by(back) == {"sort": "stated", "columns": "figure,claim"}


class TestWhatOthersSay:
    """Context stands among the articles' claims, each row saying what it is."""

    @pytest.fixture
    def cells(self, shown, project_collection):
        """The cells of one column by claim."""

        def cells(column, language="en"):
            page = shown(language, columns=f"figure,{column}")
            pairs = zip(project_collection.claims, rows(page), strict=True)
            return {name: row.children[1] for name, row in pairs}

        return cells

    @pytest.mark.parametrize(
        ("language", "names"),
        [
            ("en", {"primary": "Article", "context": "Context"}),
            ("vi", {"primary": "Bài báo", "context": "Nguồn khác"}),
            ("ko", {"primary": "기사", "context": "다른 출처"}),
        ],
    )
    def test_a_column_names_the_role(self, cells, project_collection, language, names):
        for name, cell in cells("role", language).items():
            _, claim = project_collection.claims[name]
            assert text(cell) == names[project_collection.sources[claim.source].role], name

    def test_without_that_column_the_source_is_marked_as_context(self, cells, project_collection):
        for name, cell in cells("source").items():
            assert text(cell).endswith("Context") == (name not in project_collection.primary), name

    @each_language
    def test_a_column_says_what_a_series_measures_and_why_it_is_apart(
        self, cells, project_collection, language
    ):
        apart = 0
        for name, cell in cells("series", language).items():
            indicator, claim = project_collection.claims[name]
            if not claim.series:
                continue
            apart += 1
            series = project_collection.indicators[indicator.id].series[claim.series]
            assert text(cell) == f"{series.name[language]} {series.why_apart[language]}"
        assert apart

    def test_a_claim_of_no_series_measures_what_is_defined(self, cells, project_collection):
        said = {
            text(cell)
            for name, cell in cells("series").items()
            if not project_collection.claims[name][1].series
        }
        assert said == {"as defined"}

    def test_a_column_leads_from_an_echo_to_what_it_repeats(self, cells, project_collection):
        for name, cell in cells("repeats").items():
            echo = project_collection.claims[name][1].echoes
            links = [(link.href, text(link)) for link in all_of(cell, "A")]
            assert links == ([(f"/f/{echo.claim}", echo.claim)] if echo else []), name

    def test_a_column_says_that_context_was_not_checked(self, cells, project_collection):
        cells = cells("state")
        said = {text(cells[name]) for name in cells.keys() - project_collection.primary.keys()}
        assert said == {"not checked against the text here"}

    def test_the_form_narrows_the_rows_to_a_role(self, shown):
        page = shown(role="context")
        role = one(one(page.tree, "Form", className="choosing"), "Select", name="role")
        assert [option.value for option in all_of(role, "Option")] == ["", *ROLES]
        assert [option.value for option in all_of(role, "Option", selected=True)] == ["context"]

    def test_where_there_is_no_context_the_form_asks_for_no_role(self, harbour_collection):
        page = make_page(harbour_collection, Route("en", Kind.DATA))
        assert all_of(page.tree, "Select", name="role") == []

    def test_an_unknown_role_is_led_away(self, client):
        answer = client.get("/data?role=other")
        assert (answer.status_code, answer.location) == (302, "/data")


class TestColumns:
    @each_language
    def test_all_can_be_shown(self, shown, language):
        page = shown(language, columns=",".join(COLUMNS))
        for row in rows(page):
            assert [text(cell) for cell in row.children if not text(cell)] == []
            assert len(row.children) == len(COLUMNS)

    def test_a_link_shows_one_more_in_its_place(self, shown):
        link = one(shown().tree, "A", **{"aria-label": "Show the column “Topic”"})
        assert asked_by(link) == {"columns": "indicator,figure,place,topic,stated,source,words"}

    def test_a_link_hides_one(self, shown):
        link = one(shown(sort="words").tree, "A", **{"aria-label": "Hide the column “Place”"})
        assert asked_by(link) == {
            "sort": "words",
            "columns": "indicator,figure,stated,source,words",
        }

    def test_the_usual_ones_need_no_parameter(self, shown):
        page = shown(columns=",".join((*USUAL_COLUMNS, "claim")))
        link = one(page.tree, "A", **{"aria-label": "Hide the column “Claim”"})
        assert asked_by(link) == {}

    def test_the_last_one_stays(self, shown):
        link = one(shown(columns="claim").tree, "A", **{"aria-label": "Hide the column “Claim”"})
        assert asked_by(link) == {"columns": "claim"}

    def test_the_first_one_shown_is_the_head_of_the_row_and_bears_the_mark(self, shown):
        for row in rows(shown(columns="place,words")):
            assert row.children[0].to_plotly_json()["type"] == "Th"
            assert len(all_of(row.children[0], "A", className="cite")) == 1
