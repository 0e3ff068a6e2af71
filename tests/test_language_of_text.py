"""Whether every word on a page is in the page's language, or says which language it is in.

Here the catalogues, the records and Babel give their words in disguise: each letter and digit is
moved to a plane of Unicode that nothing uses, one plane a language. What still stands plain on a
page then came from elsewhere: a word left in the code, or a source's own words.
"""

import json
import re
from html import escape, unescape
from html.parser import HTMLParser

import pytest
from disguise import bare, disguised, spoken
from support import HARBOUR

from dashboard.charts import chart_view
from dashboard.figures import draw
from dashboard.figures.dress import SCREEN, picture_dress
from dashboard.numerals import read_numbers
from dashboard.reader import read_texts
from dashboard.record import LANGUAGES
from dashboard.sources import ROLES
from dashboard.web.app import create_app
from dashboard.web.embed import embed_document
from dashboard.web.markup import to_html
from dashboard.web.pages import make_page
from dashboard.web.routes import COLUMNS, Kind, Route
from dashboard.wording import LANGUAGE_NAMES, Wording

pytest_plugins = ["disguise"]
YEAR = r"(19|20)\d\d"  # on an axis of time; the three languages write it alike
PREFIXES = {"en": "", "vi": "/vi", "ko": "/ko"}
#: Formats, files and styles of citing, whose names no language has its own for.
FORMATS = {
    "PNG", "SVG", "PDF", "CSV", "XLSX", "JSON", "APA", "Chicago", "BibTeX", "RIS", "CSL-JSON",
    "claims.csv", "claims.xlsx", "claims.json", "sources.csv", "datapackage.json",
    "1600 × 900", "1080 × 1080", "1200 × 630",
}  # fmt: skip
FILES = {Kind.FIGURE, Kind.PICTURE, Kind.TABLE, Kind.CITATION, Kind.WHOLE, Kind.PERMANENT}
each_language = pytest.mark.parametrize("language", LANGUAGES)
each_collection = pytest.mark.parametrize("name", ["project", "harbour"])


def routes(collection, language):
    """Yield the address of every page in a language; an indicator's has its own chart on it."""
    charts = [chart.id for chart in collection.records.charts]
    names = {
        Kind.INDICATOR: collection.indicators,
        Kind.CHART: charts,
        Kind.EMBED: charts,
        Kind.SOURCE: collection.sources,
        Kind.FRONT: [""],
        Kind.DATA: [""],
        Kind.SEARCH: [""],
        Kind.METHOD: [""],
        Kind.MISSING: [""],
    }
    for kind, ids in names.items():
        for name in ids:
            yield Route(language, kind, name)
    place = collection.records.indicators[0].place[0]
    topic = next(iter(collection.records.topics))
    yield Route(language, Kind.FRONT, query=(("place", place), ("topic", topic)))
    for role in ROLES:
        for kind in (Kind.FRONT, Kind.CHART, Kind.DATA):
            yield from (Route(language, kind, name, (("role", role),)) for name in names[kind])
    for name in collection.indicators:
        yield Route(language, Kind.INDICATOR, name, (("role", "primary"),))
    columns = ("columns", ",".join(COLUMNS))
    for sort in ("figure", "-stated"):
        yield Route(language, Kind.DATA, query=(("sort", sort), columns))
    yield Route(language, Kind.DATA, query=(("q", "\U0004ffff"),))
    for question in (*"aeo", "없는 말"):
        yield Route(language, Kind.SEARCH, query=(("q", disguised(question, language)),))


def written(collection, route, text=None):
    """Return the HTML of a page as far as it is seen, with its title and description."""
    if route.kind is Kind.EMBED:
        return embed_document(collection, route, "/style.css", ())
    page = make_page(collection, route, text)
    head = f'<title>{escape(page.title)}</title><meta title="{escape(page.description)}">'
    return head + to_html(page.tree)


class Reader(HTMLParser):
    """Reads HTML as texts, each with the language it is said to be in, and its element.

    ``texts`` are (text, language or None for the page's, tag); attributes that are read aloud or
    shown are texts of their element.
    """

    SAID = ("aria-label", "title", "alt", "placeholder", "data-label", "data-done", "data-failed")
    UNSEEN = frozenset({"script", "style"})
    EMPTY = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr", "col"})

    def __init__(self, html):
        super().__init__()
        self.within = []
        self.texts = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        if known.get("class") == "citation":  # to be copied whole, as code is
            tag = "code"
        said = self.within[-1][1] if self.within else None
        language = said if tag == "html" else known.get("lang", said)
        for name in self.SAID:
            if name in known:
                self.texts.append((known[name], language, f"{tag} {name}"))
        for text in json.loads(known.get("data-said") or "{}").values():
            self.texts.append((text, language, f"{tag} data-said"))
        if tag not in self.EMPTY:
            self.within.append((tag, language))

    def handle_endtag(self, _tag):
        self.within.pop()

    def handle_data(self, data):
        tag, language = self.within[-1] if self.within else ("", None)
        if tag not in self.UNSEEN:
            self.texts.append((data, language, tag))


def pieces(text):
    """Yield the stretches of a text that are spoken in one language, or plain; signs aside."""
    for stretch in re.finditer(r"[^\U00040000-\U0006ffff]+|[\U00040000-\U0006ffff]+", text):
        if spoken(stretch[0][0]):
            for language in {spoken(sign) for sign in stretch[0]}:
                yield bare(stretch[0]), language
        elif any(map(str.isalnum, stretch[0])):
            yield stretch[0].strip(), None


def names(collection):
    """Return what is written alike in every language: ids, addresses, formats, whom to write to."""
    site = collection.records.site
    ids = {*collection.indicators, *collection.claims, *collection.sources, *collection.charts}
    base = (site.base_url or "").rstrip("/")
    paths = {f"f/{name}" for name in ids}
    absolute = {f"{base}/f/{name}" for name in ids}
    addresses = {(source.address or "").rstrip("/") for source in collection.sources.values()}
    return ids | paths | absolute | addresses | FORMATS | {site.contact}


def own_words(collection, texts=()):
    """Return what each source says in its own words, by its language."""
    said = {language: set(LANGUAGE_NAMES.values()) for language in LANGUAGES}
    said |= {code: {LANGUAGE_NAMES[code], code.upper()} for code in LANGUAGES}
    for source in collection.sources.values():
        phrases = {source.publisher.name, source.title.text, source.author}
        phrases |= {entry.phrase for entry in source.no_figures}
        said[source.language] |= phrases - {None}
    for indicator, claim in collection.claims.values():
        language = collection.sources[claim.source].language
        said[language] |= {span.phrase for span in claim.evidence.spans().values()}
        # A legend gives the words for a hedge alone.
        mentions = read_numbers(claim.evidence.value.phrase, language)
        said[language] |= {mention.hedge_words for mention in mentions} - {""}
        if indicator.part_of and indicator.part_of.phrase:
            said[language].add(indicator.part_of.phrase)
    for source, text in texts:
        said[collection.sources[source].language] |= set(text.text.split("\n"))
    return said


def owned(piece, said, names):
    """Whether a plain piece is a name, or made of what sources say, and of labels.

    A label is a number below a thousand, which the three languages write alike.
    """
    core = re.sub(r"^[\W_]+|[\W_]+$", "", piece)
    if core in names or any(core in words for words in said):
        return True
    for words in sorted(filter(piece.__contains__, said), key=len, reverse=True):
        piece = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", " ", piece)
    rest = re.sub(r"(?<![\w.,-])\d{1,3}(?![\w-]|[.,]\d)", " ", piece)
    return not any(map(str.isalnum, rest))


def strays(html, collection, language, texts=()):
    """Return what is on a page in no language, or in another than it says: with its element.

    A publisher's name within a sentence is a proper name, which WCAG 3.1.2 leaves unmarked; one
    that begins its text or stands alone can have an element of its own.
    """
    said = own_words(collection, texts)
    named = sorted({s.publisher.name for s in collection.sources.values()}, key=len, reverse=True)
    publishers = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in named))
    languages = Wording(language).locale.languages  # of the CLDR, but not by way of Wording
    known = names(collection) | {languages[code] for code in LANGUAGES}
    found = []
    for text, marked, tag in Reader(html).texts:
        if tag == "code":  # a hash, or HTML to copy
            continue
        unmarkable = " " in tag or tag in ("title", "option")  # of these no part can have a lang
        own = said[marked] if marked else set().union(*said.values()) if unmarkable else ()
        begun = False
        for piece, spoken_in in pieces(text):
            told = publishers.sub(" ", piece) if begun else piece
            if spoken_in != (marked or language) if spoken_in else not owned(told, own, known):
                found.append((tag, spoken_in or "plain", piece))
            begun = begun or spoken_in == language
    return found


class TestADisguise:
    def test_hides_every_letter(self):
        assert [spoken(c) for c in disguised("a 1, 가", "ko")] == [
            "ko",
            None,
            "ko",
            None,
            None,
            "ko",
        ]

    def test_can_be_taken_off(self):
        assert bare(disguised("a 1, {n} 가", "ko")) == "a 1, {n} 가"

    @pytest.mark.parametrize(
        ("html", "found"),
        [
            ("<p>Hello</p>", [("p", "plain", "Hello")]),
            (f"<p>{disguised('Hello', 'en')}: 12, 4.</p>", []),
            (f"<p>{disguised('Hello', 'en')} you</p>", [("p", "plain", "you")]),
            (f"<p>{disguised('Chào', 'vi')}</p>", [("p", "vi", "Chào")]),
            (f"<p lang='vi'>{disguised('Chào', 'vi')}</p>", []),
            ("<p lang='vi'>thuyền</p>", []),
            ("<p lang='vi'>boats</p>", [("p", "plain", "boats")]),
            ("<p>1240</p>", [("p", "plain", "1240")]),
            ("<i aria-label='Close'></i>", [("i aria-label", "plain", "Close")]),
            ("<a>/f/bay-piers</a><code>a1b2</code>", []),
            (f"<p>{disguised('About 31', 'en')} (Bay News).</p>", []),
            (f"<p>{disguised('About 31', 'en')} (News).</p>", [("p", "plain", "(News).")]),
            (f"<p>Bay News, {disguised('May', 'en')}</p>", [("p", "plain", "Bay News,")]),
            ("<a>Bay News</a>", [("a", "plain", "Bay News")]),
        ],
    )
    def test_shows_what_is_not_hidden(self, harbour_collection, html, found):
        assert strays(html, harbour_collection, "en") == found


@each_language
@each_collection
@pytest.mark.in_turn(4)
class TestAPage:
    @pytest.fixture(scope="class")
    @classmethod
    def pages(cls, collections):
        """Every page there is, by its address, made once."""
        made = {}

        def pages(name, language):
            if (name, language) not in made:
                collection = collections[name]
                made[name, language] = {
                    f"{route.kind} {route.address}": written(collection, route)
                    for route in routes(collection, language)
                }
            return made[name, language]

        return pages

    @pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in FILES])
    def test_speaks_its_language_or_names_another(self, collections, pages, name, language, kind):
        found = {
            address: strays(html, collections[name], language)
            for address, html in pages(name, language).items()
            if address.startswith(f"{kind} ")
        }
        assert found != {}
        assert {address: words for address, words in found.items() if words} == {}


@each_language
@each_collection
@pytest.mark.in_turn(4)
class TestAFigure:
    """Plotly's text cannot say its language: a source's own words are known by being its own."""

    @staticmethod
    def words_in(figure):
        """Return every text of a figure, without plotly's marks of style."""
        said = [note.text for note in figure.layout.annotations]
        said += [text for axis in figure.select_xaxes() for text in axis.ticktext or ()]
        for trace in figure.data:
            for texts in (trace.text, trace.hovertext):
                said += [texts] if isinstance(texts, str) else list(texts or ())
        return [unescape(re.sub(r"<[^>]*>", " ", text)) for text in said]

    @pytest.mark.parametrize("dress", [SCREEN, picture_dress()], ids=["screen", "picture"])
    def test_speaks_the_language_of_its_page(self, collections, name, language, dress):
        collection, words = collections[name], Wording(language)
        own, known = set().union(*own_words(collection).values()), names(collection)
        found = {}
        for chart in collection.charts:
            texts = self.words_in(draw(chart_view(collection, chart, words), dress, words))
            assert texts, chart
            found[chart] = [
                (spoken_in or "plain", piece)
                for text in texts
                for piece, spoken_in in pieces(" ".join(text.split()))
                if (spoken_in or language) != language
                or not (spoken_in or owned(piece, own, known) or re.fullmatch(YEAR, piece))
            ]
        assert {chart: strays for chart, strays in found.items() if strays} == {}


@each_language
def test_an_article_shown_whole_is_marked_with_its_language(collections, language):
    collection = collections["harbour"]
    texts = read_texts(collection, HARBOUR / "seeds" / "texts")
    for source, text in texts.items():
        html = written(collection, Route(language, Kind.SOURCE, source), text)
        lines = [line for line in text.text.split("\n") if line.strip()]
        marked = {said for said, code, _ in Reader(html).texts if code}
        assert any(said.strip() and said.strip() in lines[-1] for said in marked)
        assert strays(html, collection, language, [(source, text)]) == []


class TestTheDocument:
    @pytest.fixture(scope="class")
    @classmethod
    def client(cls, collections):
        return create_app(collections["harbour"]).server.test_client()

    #: A page of each kind; what it is asked for has to stay where the language changes.
    ADDRESSES = (
        "/",
        "/?place=NZL&topic=boats",
        "/indicators/bay-piers?theme=dark",
        "/charts/members",
        "/sources/ban-tin-2024-03-12",
        "/data?q=boats&sort=-figure&columns=indicator%2Cfigure%2Cwords&theme=light",
        "/search?q=boats",
        "/method",
    )
    each_address = pytest.mark.parametrize("address", ADDRESSES)

    @staticmethod
    def elements(client, address, tag):
        """Return the attributes of a document's elements of a kind."""
        answer = client.get(address)
        found = re.findall(rf"<{tag}\b([^>]*)>", answer.text)
        return [
            {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', element)}
            for element in found
        ]

    @each_language
    @pytest.mark.parametrize("address", [*ADDRESSES, "/nowhere", "/embed/members"])
    def test_names_its_language(self, client, language, address):
        [root] = self.elements(client, PREFIXES[language] + address, "html")
        assert root["lang"] == language

    @each_language
    @pytest.mark.parametrize("address", [a for a in ADDRESSES if not a.startswith("/search")])
    def test_names_itself_in_every_language_and_for_all_others(self, client, language, address):
        links = self.elements(client, PREFIXES[language] + address, "link")
        base, path = "https://boats.example.org", address.partition("?")[0]
        others = {code: base + prefix + path for code, prefix in PREFIXES.items()}
        assert {link["hreflang"]: link["href"] for link in links if "hreflang" in link} == {
            **others,
            "x-default": base + path,
        }

    @each_language
    @each_address
    def test_leads_to_the_same_place_in_every_language(self, client, language, address):
        links = self.elements(client, PREFIXES[language] + address, "a")
        switch = {a["hreflang"]: a["href"] for a in links if a.get("class") == "language"}
        assert switch == {code: prefix + address for code, prefix in PREFIXES.items()}

    @each_address
    def test_is_there_in_every_language(self, client, address):
        answers = [client.get(prefix + address) for prefix in PREFIXES.values()]
        assert [answer.status_code for answer in answers] == [200] * 3

    @each_language
    def test_of_a_missing_page_leads_to_the_front_pages(self, client, language):
        links = self.elements(client, f"{PREFIXES[language]}/nowhere", "a")
        switch = {a["hreflang"]: a["href"] for a in links if a.get("class") == "language"}
        assert switch == {code: f"{prefix}/" for code, prefix in PREFIXES.items()}
