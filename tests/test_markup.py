"""From components to the HTML of the first answer, and that HTML for every page."""

from collections import Counter
from html.parser import HTMLParser

import pytest
from dash import dcc, html

from dashboard.record import LANGUAGES
from dashboard.web.markup import frozen, to_html
from dashboard.web.pages import make_page
from dashboard.web.routes import Kind, Route

VOID = {"br", "hr", "img", "input", "meta", "link", "wbr", "col"}


class Outline(HTMLParser):
    """Collects the ids of a text and what is wrong with its nesting."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.feed(text)
        self.close()
        self.wrong += [f"<{tag}> never closed" for tag in self.open]

    def handle_starttag(self, tag, attributes):
        if len(dict(attributes)) != len(attributes):
            self.wrong.append(f"an attribute twice in {self.get_starttag_text()}")
        self.ids += [str(value) for name, value in attributes if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> at {self.getpos()}")


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (None, ""),
        ("a < b & c", "a &lt; b &amp; c"),
        (3, "3"),
        (0, "0"),
        (["a", None, html.B("b")], "a<b>b</b>"),
        (html.P(), "<p></p>"),
        (html.P(0), "<p>0</p>"),
        (html.Br(), "<br>"),
        (html.Img(src="a.png"), '<img src="a.png">'),
        (html.H1("x", className="a b"), '<h1 class="a b">x</h1>'),
        (html.A("x", hrefLang="vi"), '<a hreflang="vi">x</a>'),
        (html.Td(colSpan=2), '<td colspan="2"></td>'),
        (html.Div(tabIndex=-1), '<div tabindex="-1"></div>'),
        (html.Button(disabled=True), "<button disabled></button>"),
        (html.Button(disabled=False), "<button></button>"),
        (html.Div(title=None), "<div></div>"),
        (html.Div(**{"data-x": "1"}), '<div data-x="1"></div>'),
        (html.Div(**{"aria-label": "y"}), '<div aria-label="y"></div>'),
    ],
)
def test_a_component_becomes_its_html(node, text):
    assert to_html(node) == text


@pytest.mark.parametrize("hostile", ['"><script>', "' onload='x", "&quot;", "</p>"])
def test_an_attribute_cannot_be_left(hostile):
    class Reader(HTMLParser):
        def handle_starttag(self, tag, attributes):
            seen.append((tag, attributes))

    seen: list[object] = []
    Reader().feed(to_html(html.P(title=hostile)))
    assert seen == [("p", [("title", hostile)])]


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "</p>", "&amp;", "<!--"])
def test_a_text_cannot_become_a_tag(hostile):
    class Reader(HTMLParser):
        def handle_data(self, data):
            seen.append(data)

    seen: list[str] = []
    Reader().feed(to_html(html.P(hostile)))
    assert "".join(seen) == hostile


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ({"width": 20}, "width:20px"),
        ({"width": 2.5}, "width:2.5px"),
        ({"width": 0}, "width:0"),
        ({"width": "50%"}, "width:50%"),
        ({"maskImage": "none"}, "mask-image:none"),
        ({"WebkitMaskImage": "none"}, "-webkit-mask-image:none"),
        ({"--Left": "1rem"}, "--Left:1rem"),
        ({"width": 1, "height": 2}, "width:1px;height:2px"),
    ],
)
def test_a_style_is_written_as_react_writes_it(style, text):
    assert to_html(html.Div(style=style)) == f'<div style="{text}"></div>'


def test_a_graph_becomes_the_empty_box_that_dash_will_fill():
    graph = dcc.Graph(
        id="graph-x", className="graph", style={"height": 300}, figure={"data": []}, config={}
    )
    assert to_html(graph) == '<div class="graph" id="graph-x" style="height:300px"></div>'


def test_what_holds_a_chart_counts_no_clicks():
    graph = dcc.Graph(id="graph-x", figure={"data": []})
    alive = frozen(html.Main(html.Section(html.Div(graph), id="x"), id="main"))
    assert alive.disable_n_clicks
    assert alive.children.disable_n_clicks
    assert to_html(alive) == (
        '<main id="main"><section id="x"><div><div id="graph-x"></div></div></section></main>'
    )


@pytest.mark.parametrize("other", [dcc.Link("x", href="/"), dcc.Markdown("x"), object(), {"a": 1}])
def test_what_has_no_html_is_refused(other):
    with pytest.raises(TypeError, match="no HTML for"):
        to_html(html.P(other) if isinstance(other, dcc.Link) else other)


def routes(collection):
    for language in LANGUAGES:
        for kind in (Kind.FRONT, Kind.METHOD, Kind.MISSING):
            yield Route(language, kind)
        for indicator in collection.indicators:
            yield Route(language, Kind.INDICATOR, indicator)
        for source in collection.sources:
            yield Route(language, Kind.SOURCE, source)


@pytest.fixture(scope="module", params=["project", "harbour"])
def outlines(request):
    collection = request.getfixturevalue(f"{request.param}_collection")
    pages = {route: make_page(collection, route) for route in routes(collection)}
    return {route: Outline(to_html(page.tree)) for route, page in pages.items()}


def test_every_pages_tags_are_balanced(outlines):
    assert {route: outline.wrong for route, outline in outlines.items() if outline.wrong} == {}


def test_no_page_has_an_id_twice(outlines):
    twice = {
        route: [name for name, n in Counter(outline.ids).items() if n > 1]
        for route, outline in outlines.items()
    }
    assert {route: names for route, names in twice.items() if names} == {}


@pytest.mark.parametrize("text", ["<p><b></p></b>", "<p>", "</p>", '<p class="a" class="b"></p>'])
def test_the_outline_notices_what_is_wrong(text):
    assert Outline(text).wrong
