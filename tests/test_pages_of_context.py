"""What others say, as the pages show it: beside the articles, named, and switched off by a link."""

import json
import re
from dataclasses import replace
from functools import partial
from urllib.parse import parse_qsl, urlsplit

import pytest
from plotly.utils import PlotlyJSONEncoder
from test_web import PREFIXES, Document, each_prefix
from werkzeug.datastructures import MultiDict

from dashboard.citations import Finding
from dashboard.comparison import disagreements
from dashboard.story import in_brief, story
from dashboard.web.app import create_app
from dashboard.web.desk import Desk
from dashboard.web.pages import make_page
from dashboard.web.routes import Kind, Route, parse, with_query
from dashboard.wording import Wording

FOUR = (
    "vnm-online-public-services", "kor-ai-vouchers", "vnm-it-workforce", "digital-forum-edition",
)  # fmt: skip
CHARTS = ("timeline", *FOUR)
LANGUAGES = {prefix: language for language, prefix in PREFIXES.items()}
#: What the line under each headline says of others, among the rest.
BRIEF = {
    "vnm-ai-universities": "50 (VietnamPlus (TTXVN), stated 25 April 2023*) and about 50",
    "vnm-ai-researchers": "Not to be compared: Vietnamese studying or working in AI, under",
    "vnm-online-public-services": "rose from 8 (9 December 2019) to 4,400 (31 August 2024).",
    "kor-ai-vouchers": "to 27.625 billion won (2025, planned).",
}
#: What a copied citation says of context, of another measure, of an echo.
CAVEATS = {
    "": (
        "[Context, not checked against the text here.]", "[Measures: {name}.]",
        "[It repeats an earlier figure; one voice, not two.]",
    ),
    "/vi": (
        "[Nguồn khác, chưa đối chiếu với văn bản ở đây.]", "[Đo: {name}.]",
        "[Lặp lại một con số trước đó; là một tiếng nói, không phải hai.]",
    ),
    "/ko": (
        "[다른 출처, 여기서 본문과 대조하지 않음.]", "[측정 대상: {name}.]",
        "[앞선 수치를 되풀이한다. 두 목소리가 아니라 하나이다.]",
    ),
}  # fmt: skip
each_of_four = pytest.mark.parametrize("name", FOUR)


def nodes(node):
    """Yield the components of a page's layout, as Dash reads them, outermost first."""
    if isinstance(node, list):
        for child in node:
            yield from nodes(child)
    elif isinstance(node, dict):
        yield node
        yield from nodes(node["props"].get("children"))


def tree_of(collection, address):
    """Return the whole tree of a page, as JSON."""
    parts = urlsplit(address)
    route = with_query(collection, parse(parts.path), MultiDict(parse_qsl(parts.query)))
    tree = make_page(collection, route).tree
    return json.loads(json.dumps(tree.to_plotly_json(), cls=PlotlyJSONEncoder))


def all_of(node, kind, **wanted):
    found = (part["props"] for part in nodes(node) if part["type"] == kind)
    return [props for props in found if wanted.items() <= props.items()]


def one(node, kind, **wanted):
    [found] = all_of(node, kind, **wanted)
    return found["children"]


def said(node):
    """Return what is read of a part of a page, marks left out."""
    if isinstance(node, list):
        return "".join(map(said, node))
    if isinstance(node, dict):
        return "" if node["type"] == "Sup" else said(node["props"].get("children"))
    return node or ""


def marks(node):
    return [mark["data-card"] for mark in all_of(node, "A", className="cite")]


@pytest.fixture(scope="module")
def read(client):
    known = {}

    def read(address):
        if address not in known:
            answer = client.get(address)
            assert answer.status_code == 200, address
            known[address] = Document(answer.text)
        return known[address]

    return read


@pytest.fixture(scope="module")
def layout(project_collection):
    """Give a page's whole tree, its citation cards too, which stand beside what Dash mounts."""

    return partial(tree_of, project_collection)


@pytest.fixture(scope="module")
def context(project_collection):
    """The claims that no article states."""
    claims = project_collection.claims
    return {name: claims[name] for name in claims.keys() - project_collection.primary.keys()}


@pytest.fixture(scope="module")
def told_of(project_collection):
    """The indicators of which others say something."""
    collection = project_collection
    held = {i.id: {c.source for c in i.claims} for i in collection.records.indicators}
    return [
        name
        for name, sources in held.items()
        if any(collection.sources[source].role == "context" for source in sources)
    ]


class TestTheFrontPage:
    @pytest.mark.parametrize(
        ("prefix", "promised"),
        [
            ("", ("16 claims from 3 articles", "✓ 16 of 16 found")),
            ("/vi", ("16 số liệu từ 3 bài báo", "✓ đã tìm thấy 16 trên 16")),
            ("/ko", ("기사 3편에서 읽은 수치 16개", "✓ 16개 중 16개 확인")),
        ],
    )
    def test_promises_the_articles_claims_alone(self, layout, prefix, promised):
        promise = said(one(layout(f"{prefix}/"), "P", className="promise"))
        assert [part in promise for part in promised] == [True, True]

    def test_promises_the_same_whatever_is_found_of_context(
        self, project_collection, layout, context
    ):
        findings = project_collection.findings | dict.fromkeys(context, Finding("unverified"))
        page = tree_of(replace(project_collection, findings=findings), "/")
        promises = [one(tree, "P", className="promise") for tree in (page, layout("/"))]
        assert said(promises[0]) == said(promises[1])

    def test_counts_the_articles_claims_alone_whatever_the_filter(self, layout, project_collection):
        filters = next(nav for nav in all_of(layout("/"), "Nav") if "data-said" in nav)
        for key, told in json.loads(filters["data-said"]).items():
            wanted = set(filter(None, key.split("/")))
            pairs = project_collection.primary.values()
            n = sum(wanted <= {*indicator.place, indicator.topic} for indicator, _ in pairs)
            assert re.findall(r"\d+", told) == [str(n)] * bool(n) + ["16"] * (0 < n < 16), key

    def test_lists_the_articles_claims_alone_under_every_figure(self, layout, project_collection):
        rows = all_of(one(layout("/"), "Section", id="every"), "Tr")
        claims = [row["data-claim"] for row in rows if "data-claim" in row]
        assert claims == list(project_collection.primary)

    @pytest.mark.parametrize("role", ["", "?role=primary"])
    @each_prefix
    def test_has_a_card_for_every_mark_and_no_other(self, layout, prefix, role):
        page = layout(f"{prefix}/{role}")
        cards = {card["id"].removeprefix("card-") for card in all_of(page, "Dialog")}
        assert set(marks(page)) == cards


class TestAHeadline:
    @pytest.fixture
    def tiles(self, layout, project_collection):
        """The headline figures' tiles, by their indicators."""

        def tiles(address):
            [first, *_] = all_of(layout(address), "Div", className="tiles")
            names = project_collection.records.site.headlines
            return dict(zip(names, first["children"], strict=True))

        return tiles

    def test_has_one_line_of_what_others_say(self, tiles):
        for name, tile in tiles("/").items():
            [line] = all_of(tile, "Div", className="others")
            [note] = all_of(line["children"], "P", className="note")
            assert said(note["children"]).startswith("Others: ")
            assert BRIEF[name] in said(note["children"])

    @pytest.mark.parametrize("prefix", ["/vi", "/ko"])
    def test_has_it_in_the_language_of_the_page(self, tiles, project_collection, prefix):
        words = Wording(LANGUAGES[prefix])
        for name, tile in tiles(f"{prefix}/").items():
            sentences = story(project_collection, project_collection.indicators[name], words)
            line = said(one(tile, "Div", className="others"))
            assert line == f"{words('Others:')} {in_brief(project_collection, sentences).text}"

    @each_prefix
    def test_shows_a_small_trend_where_the_line_tells_one(self, tiles, prefix):
        shown = [
            len(all_of(tile, "Div", className="trend")) for tile in tiles(f"{prefix}/").values()
        ]
        assert shown == [0, 0, 1, 1]

    def trend(self, tile):
        """The corners of a trend and its spots, in per cent from the left and from the top."""
        [trend] = all_of(tile, "Div", className="trend")
        [surface] = all_of(trend["children"], "Span", className="surface")
        numbers = [*map(float, re.findall(r"[\d.]+", surface["style"]["clipPath"]))]
        spots = [spot["style"] for spot in all_of(trend["children"], "Span", className="spot")]
        places = [tuple(float(spot[way].rstrip("%")) for way in ("left", "top")) for spot in spots]
        return [*zip(numbers[::2], numbers[1::2], strict=True)], places

    def test_a_trend_that_rose_rises_from_left_to_right(self, tiles):
        (first, *points, last), _ = self.trend(tiles("/")["vnm-online-public-services"])
        assert len(points) == 5
        assert points == sorted(points)
        assert [y for _, y in points] == sorted((y for _, y in points), reverse=True)
        assert first[1] == last[1] > points[0][1]

    def test_a_trend_that_fell_falls(self, tiles):
        (_, *points, _), _ = self.trend(tiles("/")["kor-ai-vouchers"])
        assert [y for _, y in points] == sorted({y for _, y in points})
        assert len(points) == 4

    def test_the_articles_figure_is_a_spot_in_the_trend_of_its_own_definition(self, tiles):
        corners, [(across, down)] = self.trend(tiles("/")["vnm-online-public-services"])
        # Among its neighbours in time, 2,800 of 2021 and 4,400 of 2024.
        (before, lower), (after, higher) = corners[4:6]
        assert before < across < after
        assert lower > down > higher

    def test_the_articles_figure_is_no_spot_in_the_trend_of_another(self, tiles):
        assert self.trend(tiles("/")["kor-ai-vouchers"])[1] == []

    def test_stays_within_the_picture(self, tiles):
        for name in ("vnm-online-public-services", "kor-ai-vouchers"):
            corners, spots = self.trend(tiles("/")[name])
            assert {0 <= number <= 100 for place in (*corners, *spots) for number in place} == {
                True
            }


class TestWhereSourcesDisagree:
    def items(self, page):
        return all_of(one(page, "Section", id="disagree"), "Li")

    @each_prefix
    def test_stands_every_disagreement_in_its_order(self, layout, project_collection, prefix):
        items = self.items(layout(f"{prefix}/"))
        pairs = [(d.earlier.id, d.later.id) for d in disagreements(project_collection)]
        assert [tuple(marks(item["children"])) for item in items] == pairs
        assert len(pairs) == 3

    @pytest.mark.parametrize(
        ("prefix", "name"),
        [
            ("", "Disagreement, as the editors see it"),
            ("/vi", "Không khớp, theo người biên soạn"),
            ("/ko", "불일치(편집진의 판단)"),
        ],
    )
    def test_what_a_reader_tells_is_named_so_and_says_why(
        self, layout, project_collection, prefix, name
    ):
        items = self.items(layout(f"{prefix}/"))
        for item, found in zip(items, disagreements(project_collection), strict=True):
            paragraphs = [said(p["children"]) for p in all_of(item["children"], "P")]
            assert paragraphs[1:] == [found.why[LANGUAGES[prefix]], name]

    @pytest.mark.parametrize(
        ("prefix", "name"),
        [
            ("", "Disagreement, computed"), ("/vi", "Không khớp, tính ra"),
            ("/ko", "불일치(계산)"),
        ],
    )  # fmt: skip
    def test_what_is_computed_is_named_so(self, harbour_collection, prefix, name):
        page = tree_of(harbour_collection, f"{prefix}/")
        items = self.items(page)
        assert [marks(item["children"]) for item in items] == [
            ["bay-skippers-2024-ban-tin", "bay-skippers-2024"],
            ["bay-boat-loans-2024-c", "bay-boat-loans-2024-ban-tin"],
        ]
        notes = {said(all_of(item["children"], "P")[-1]["children"]) for item in items}
        assert notes == {name}

    def test_each_leads_to_its_indicator(self, layout, project_collection):
        for item in self.items(layout("/")):
            indicator, _ = project_collection.claims[marks(item["children"])[0]]
            [link] = all_of(one(item["children"], "H3"), "A")
            assert link["href"] == f"/indicators/{indicator.id}"


@pytest.mark.in_turn(4)
class TestReferences:
    """Every number on a page is that of a reference at its end."""

    @pytest.fixture
    def pages(self, layout, told_of):
        """The pages that cite: each in a language, with everybody's figures and the articles'."""

        def pages(prefix):
            paths = ["/", *(f"/indicators/{name}" for name in told_of)]
            paths += [f"/charts/{name}" for name in ("timeline", *told_of)]
            for path in paths:
                for role in ("", "?role=primary"):
                    yield f"{prefix}{path}{role}", layout(f"{prefix}{path}{role}")

        return pages

    def numbered(self, page):
        items = all_of(one(page, "Ol", className="references"), "Li")
        return {
            item["id"].removeprefix("ref-"): said(
                one(item["children"], "Span", className="ref-number")
            )
            for item in items
        }

    @each_prefix
    def test_hold_the_number_of_every_mark(self, pages, prefix):
        for address, page in pages(prefix):
            cited = {(m["data-source"], m["children"]) for m in all_of(page, "A", className="cite")}
            assert cited <= self.numbered(page).items(), address

    @each_prefix
    def test_hold_the_number_of_every_source_named_under_a_chart(self, pages, prefix):
        for address, page in pages(prefix):
            feet = all_of(page, "Div", className="note chart-foot")
            named = {
                said(b["children"]).strip() for foot in feet for b in all_of(foot["children"], "B")
            }
            assert named <= set(self.numbered(page).values()), address

    @each_prefix
    def test_every_mark_has_its_card(self, pages, prefix):
        for address, page in pages(prefix):
            cards = {card["id"] for card in all_of(page, "Dialog")}
            assert {f"card-{name}" for name in marks(page)} <= cards, address


class Reading:
    """Takes a figure for a picture, and gives back what it holds."""

    def draw(self, order):
        return f"<svg>{json.dumps(json.loads(order.figure), ensure_ascii=False)}".encode()


@pytest.mark.in_turn(4)
class TestTheArticlesAlone:
    """``?role=primary``: nothing of what others say, on this page and on those it leads to."""

    PATHS = (
        "/", *(f"/indicators/{name}" for name in FOUR), *(f"/charts/{name}" for name in CHARTS),
        *(f"/embed/{name}" for name in CHARTS),
        *(f"/charts/{name}.figure.json" for name in CHARTS),
        *(f"/charts/{name}.svg" for name in CHARTS), *(f"/charts/{name}.csv" for name in CHARTS),
    )  # fmt: skip

    @pytest.fixture(scope="class")
    @classmethod
    def drawing(cls, project_collection):
        """A client whose pictures can be read."""
        return create_app(project_collection, renderer=Reading()).server.test_client()

    @pytest.fixture(scope="class")
    @classmethod
    def others(cls, project_collection):
        """The publishers that no article has."""
        sources = project_collection.sources.values()
        return {s.publisher.name for s in sources if s.role == "context"}

    @pytest.fixture
    def named(self, drawing, others, project_collection):
        """Which of the others an address names; the figures that are drawn count, too."""
        sources = project_collection.sources.values()
        articles = [s.publisher.name for s in sources if s.role == "primary"]

        def named(address):
            answer = drawing.get(address)
            assert answer.status_code == 200, address
            text = answer.text
            if answer.mimetype == "text/html":
                document = Document(text)
                scripts = {a.get("id"): content for a, content in document.scripts}
                figure = scripts.get("page-charts") or scripts["figure"]
                values = [v for _, a in document.elements for v in a.values() if v]
                text = " ".join(
                    (document.text, *values, json.dumps(json.loads(figure), ensure_ascii=False))
                )
            elif answer.mimetype == "application/json":
                text = json.dumps(json.loads(text), ensure_ascii=False)
            for name in articles:  # one is called like one of the others, and more
                text = text.replace(name, "")
            return {name for name in others if name in text}

        return named

    @pytest.mark.parametrize("path", PATHS)
    def test_names_no_other_publisher(self, named, path):
        assert named(path)
        assert named(f"{path}?role=primary") == set()

    @each_prefix
    @pytest.mark.parametrize("path", [p for p in PATHS if "." not in p])
    def test_has_no_mark_no_card_and_no_row_of_theirs(self, read, context, prefix, path):
        def shown(address):
            elements = [attributes for _, attributes in read(address).elements]
            held = {a.get(key) for a in elements for key in ("id", "data-card", "data-claim")}
            return context.keys() & {(name or "").removeprefix("card-") for name in held}

        assert shown(prefix + path)
        assert shown(f"{prefix}{path}?role=primary") == set()

    @each_prefix
    @pytest.mark.parametrize("path", [p for p in PATHS if p.startswith(("/indicators", "/charts"))
                                      and "." not in p] + ["/"])  # fmt: skip
    def test_leads_to_nothing_on_the_page_that_is_not_there(self, read, prefix, path):
        document = read(f"{prefix}{path}?role=primary")
        ids = {attributes.get("id") for _, attributes in document.elements}
        links = {link.get("href") or "" for link in document.all("a")}
        assert {link[1:] for link in links if link[:1] == "#" and link[1:]} <= ids

    @each_prefix
    @pytest.mark.parametrize("path", ["/", "/indicators/kor-ai-vouchers", "/charts/timeline"])
    def test_is_kept_by_the_links_to_other_languages(self, read, prefix, path):
        document = read(f"{prefix}{path}?role=primary")
        links = {
            a["hreflang"]: a["href"] for a in document.all("a") if a.get("class") == "language"
        }
        assert links == {code: f"{p}{path}?role=primary" for code, p in PREFIXES.items()}

    @each_prefix
    @pytest.mark.parametrize("path", ["/", "/indicators/kor-ai-vouchers", "/charts/timeline"])
    def test_is_kept_by_what_a_chart_gives_to_take_along(self, read, prefix, path):
        document = read(f"{prefix}{path}?role=primary")
        links = [a for a in document.all("a") if "data-role" not in a]
        pages = [a["href"] for a in links if f"{prefix}/charts/" in (a.get("href") or "")]
        buttons = document.all("button")
        taken = [
            b[name]
            for b in (*links, *buttons)
            for name in ("data-figure", "data-picture")
            if name in b
        ]
        codes = [b["data-copy"] for b in buttons if "<iframe" in b.get("data-copy", "")]
        frames = [frame["src"] for code in codes for frame in Document(code).all("iframe")]
        assert len(taken) == 6 * len(frames) > 0
        asked = [parse_qsl(urlsplit(address).query) for address in (*pages, *taken, *frames)]
        assert {dict(query).get("role") for query in asked} == {"primary"}

    def test_is_kept_by_the_code_that_is_shown_to_be_copied(self, layout):
        code = one(layout("/charts/timeline?role=primary"), "Code")
        [frame] = Document(code).all("iframe")
        assert frame["src"] == "/embed/timeline?role=primary"

    @each_prefix
    def test_is_kept_by_the_way_from_a_frame_to_the_charts_page(self, read, prefix):
        links = read(f"{prefix}/embed/timeline?role=primary").all("a")
        pages = [a["href"] for a in links if a["href"].startswith(f"{prefix}/charts/")]
        assert pages == [f"{prefix}/charts/timeline?role=primary"]

    def test_is_kept_by_the_filters_of_the_front_page(self, read):
        chips = [a for a in read("/?role=primary").all("a") if "data-filter" in a]
        asked = {dict(parse_qsl(urlsplit(chip["href"]).query)).get("role") for chip in chips}
        assert asked == {"primary"}

    @each_of_four
    def test_is_one_link_away_and_leads_back(self, read, name):
        for path in (f"/indicators/{name}", f"/charts/{name}"):
            for asked, current in (("", ""), ("?role=primary", "primary")):
                chips = [a for a in read(path + asked).all("a") if "data-role" in a]
                assert {c["data-role"]: c["href"] for c in chips} == {
                    "": f"{path}#{name}", "primary": f"{path}?role=primary#{name}",
                }  # fmt: skip
                assert [c["data-role"] for c in chips if "aria-current" in c] == [current]

    @each_of_four
    def test_says_on_an_indicators_page_that_others_are_switched_off(self, layout, name):
        others = one(layout(f"/indicators/{name}?role=primary"), "Section", id="others")
        [back] = all_of(others, "A")
        assert "What others say is switched off." in said(others)
        assert back["href"] == f"/indicators/{name}"

    @each_prefix
    @pytest.mark.parametrize("role", ["other", "", "Primary", "primary,context"])
    @pytest.mark.parametrize(
        "path",
        [
            "/", "/indicators/kor-ai-vouchers", "/charts/timeline", "/embed/timeline",
            "/charts/timeline.figure.json", "/charts/timeline.png",
        ],
    )  # fmt: skip
    def test_any_other_word_is_led_away(self, client, prefix, path, role):
        answer = client.get(f"{prefix}{path}", query_string={"role": role})
        assert (answer.status_code, answer.location) == (302, prefix + path)


class TestOthersAlone:
    """``?role=context`` on the timeline."""

    @each_prefix
    def test_leaves_only_what_others_say(self, layout, context, prefix):
        page = layout(f"{prefix}/charts/timeline?role=context")
        rows = [row["data-claim"] for row in all_of(page, "Tr") if "data-claim" in row]
        cards = {card["id"].removeprefix("card-") for card in all_of(page, "Dialog")}
        assert set(rows) <= context.keys() == cards

    def test_has_a_row_for_every_source_that_is_dated(self, layout, project_collection, context):
        page = layout("/charts/timeline?role=context")
        rows = [row["data-claim"] for row in all_of(page, "Tr") if "data-claim" in row]
        dated = {c.source for _, c in context.values() if project_collection.stated_on(c).date}
        assert sorted(context[name][1].source for name in rows) == sorted(dated)
        assert len(dated) == 14

    def test_draws_only_what_others_say(self, client, context):
        figure = client.get("/charts/timeline.figure.json?role=context").json
        drawn = [name for trace in figure["data"] for name in trace.get("customdata", ())]
        assert drawn
        assert set(drawn) <= context.keys()

    def test_names_the_sources_that_have_no_date(self, layout):
        foot = one(layout("/charts/timeline?role=context"), "Div", className="note chart-foot")
        assert "Not drawn, as no date is known: VietnamPlus and Lao Động." in said(foot)

    def test_is_one_of_the_timelines_choices(self, read):
        chips = [a for a in read("/charts/timeline?role=context").all("a") if "data-role" in a]
        assert [(c["data-role"], "aria-current" in c) for c in chips] == [
            ("", False), ("primary", False), ("context", True)
        ]  # fmt: skip


@each_prefix
@each_of_four
class TestAnIndicator:
    @pytest.fixture
    def page(self, layout, prefix, name):
        return layout(f"{prefix}/indicators/{name}")

    @pytest.fixture
    def desk(self, project_collection, prefix, name):
        return Desk(project_collection, Route(LANGUAGES[prefix], Kind.INDICATOR, name))

    @pytest.fixture
    def voices(self, page):
        return one(page, "Table", className="numbers voices")

    def test_tells_every_sentence_of_its_story(self, page, desk, name):
        sentences = story(desk.collection, desk.collection.indicators[name], desk.words)
        told, *_ = all_of(one(page, "Section", id="others"), "Dl")
        shown = [said(part["children"]) for part in all_of(told["children"], "Dd")]
        assert shown == [sentence.text for sentence in sentences]
        assert shown

    def test_cites_every_source_of_a_sentence(self, page, desk, name):
        sentences = story(desk.collection, desk.collection.indicators[name], desk.words)
        told, *_ = all_of(one(page, "Section", id="others"), "Dl")
        parts = [marks(part["children"]) for part in all_of(told["children"], "Dd")]
        claims = desk.collection.claims
        cited = [{claims[mark][1].source for mark in part} for part in parts]
        assert cited == [{claim.source for claim in s.claims} for s in sentences]

    def test_has_every_voice_in_its_table(self, voices, desk, name):
        rows = [row for row in all_of(voices, "Tr") if "data-claim" in row]
        claims = {claim.id: claim for claim in desk.collection.indicators[name].claims}
        assert sorted(row["data-claim"] for row in rows) == sorted(claims)
        for row in rows:
            indicator, claim = desk.collection.claims[row["data-claim"]]
            source = desk.collection.sources[claim.source]
            [who, figure] = row["children"]
            [quoted] = all_of(figure, "Q")
            [publisher] = all_of(who, "A")
            assert publisher["href"].endswith(f"/sources/{source.id}")
            assert said(publisher["children"]) == source.publisher.name
            assert said(figure).startswith(desk.quantity(indicator, claim))
            assert (quoted["children"], quoted["lang"]) == (
                claim.evidence.value.phrase, source.language
            )  # fmt: skip

    def test_says_of_context_alone_that_it_was_not_checked(self, voices, desk):
        unchecked = desk.words("not checked against the text here")
        rows = [row for row in all_of(voices, "Tr") if "data-claim" in row]
        for row in rows:
            own = row["data-claim"] in desk.collection.primary
            assert row["className"] == ("primary" if own else "context")
            assert (unchecked in said(row["children"])) != own

    def test_puts_claims_of_another_series_under_a_head_that_says_why(self, voices, desk, name):
        indicator, heads = desk.collection.indicators[name], {}
        for body in all_of(voices, "Tbody"):
            rows = [row for row in all_of(body["children"], "Tr") if "data-claim" in row]
            [series] = {desk.collection.claims[row["data-claim"]][1].series for row in rows}
            found = all_of(body["children"], "Th", scope="rowgroup")
            heads[series] = [said(head["children"]) for head in found]
        assert heads.keys() == {claim.series for claim in indicator.claims}
        assert heads.pop(None) == []
        assert heads == {
            key: [f"{series.name[desk.language]}{series.why_apart[desk.language]}"]
            for key, series in indicator.series.items()
        }

    def test_has_each_claim_of_others_by_itself(self, page, desk, name):
        articles = all_of(one(page, "Section", id="others"), "Article", className="claim")
        own = desk.collection.own_claims(desk.collection.indicators[name])
        claims = {c.id for c in desk.collection.indicators[name].claims}
        assert {article["id"] for article in articles} == claims - {claim.id for claim in own}


class TestACopiedCitation:
    """What is copied says by itself what it is: context, another measure, an echo."""

    @each_prefix
    def test_carries_what_must_be_said_of_the_claim_and_no_more(
        self, layout, project_collection, told_of, prefix
    ):
        others, measures, echo = CAVEATS[prefix]
        words = Wording(LANGUAGES[prefix])
        seen = set()
        for name in told_of:
            for article in all_of(layout(f"{prefix}/indicators/{name}"), "Article"):
                indicator, claim = project_collection.claims[article["id"]]
                [button] = all_of(article["children"], "Button", className="copy")
                expected = [others] * (claim.id not in project_collection.primary)
                if claim.series:
                    expected.append(measures.format(name=indicator.name[LANGUAGES[prefix]]))
                expected += [echo] * bool(claim.echoes)
                source = project_collection.sources[claim.source]
                cited = filter(None, (words.reference(source), source.address, *expected))
                assert button["data-copy"].endswith(" ".join(cited)), claim.id
                seen.add((len(expected), bool(claim.series), bool(claim.echoes)))
        assert seen == {(0, False, False), (1, False, False), (2, True, False), (1, False, True)}

    def test_stands_on_the_card_too(self, layout, context):
        page = layout("/charts/kor-ai-vouchers")
        cards = {card["id"].removeprefix("card-"): card for card in all_of(page, "Dialog")}
        for name in cards.keys() & context.keys():
            [button] = all_of(cards[name]["children"], "Button", className="copy")
            assert "[Context, not checked against the text here.]" in button["data-copy"]
        assert cards.keys() & context.keys()


@pytest.mark.in_turn(4)
class TestAddresses:
    def test_of_context_are_those_of_pages_on_the_web(self, project_collection):
        sources = [s for s in project_collection.sources.values() if s.role == "context"]
        known = [urlsplit(s.address) for s in sources if s.address]
        assert len(known) == len(sources) - 1  # one has no address that can be used
        for address in known:
            assert address.scheme == "https"
            assert re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", address.netloc), address
            assert len(address.path) > 1
            assert not address.fragment

    @each_prefix
    def test_that_are_permanent_lead_to_a_page_that_holds_the_claim(
        self, client, layout, context, prefix
    ):
        for name, (_, claim) in context.items():
            answer = client.get(f"{prefix}/f/{name}")
            page, _, anchor = answer.location.partition("#")
            assert (answer.status_code, anchor) == (302, name)
            article = one(layout(page), "Article", id=name)
            assert claim.evidence.value.phrase in [m["children"] for m in all_of(article, "Mark")]

    @each_prefix
    def test_of_context_stand_on_the_pages_of_their_sources(self, read, project_collection, prefix):
        for source in project_collection.sources.values():
            if source.role == "context" and source.address:
                links = read(f"{prefix}/sources/{source.id}").all("a", href=source.address)
                assert links, source.id
