"""Search finds records by what people type, best first, and shows what matched."""

import re
import unicodedata
from dataclasses import astuple, replace
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from browser import taken_over
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect
from support import HARBOUR, PROJECT, verified, with_indicators
from test_web import Document

from dashboard.folding import folded
from dashboard.reader import read_texts
from dashboard.record import LANGUAGES, Text
from dashboard.search import Hit, _indexed, _Question, search
from dashboard.web.app import create_app
from dashboard.web.markup import to_html
from dashboard.web.pages import make_page
from dashboard.web.routes import parse

pytest_plugins = ["browser"]
PREFIXES = {"en": "", "vi": "/vi", "ko": "/ko"}
each_prefix = pytest.mark.parametrize("prefix", PREFIXES.values(), ids=PREFIXES)
COLLECTIONS = [verified(HARBOUR), verified(PROJECT)]


def names(collection):
    """The names that a collection's records carry, each with its record's id."""
    for indicator in collection.records.indicators:
        yield from ((indicator.id, indicator.name[language]) for language in LANGUAGES)
    for chart in collection.records.charts:
        yield from ((chart.id, chart.title[language]) for language in LANGUAGES)
    for source in collection.sources.values():
        yield source.id, source.title.text or source.title.description.vi
    for _, claim in collection.claims.values():
        yield claim.id, claim.evidence.value.phrase


NAMED = [(collection, *named) for collection in COLLECTIONS for named in names(collection)]
any_name = st.sampled_from(NAMED)


def ids(hits):
    return [hit.id for hit in hits]


def marked(hit):
    return [hit.text[start:end] for start, end in hit.marks]


def renamed(collection, **english):
    """Return a collection some of whose indicators have another name, the same in all languages."""
    given = {name.replace("_", "-"): text for name, text in english.items()}
    return with_indicators(
        collection,
        lambda i: (
            {"name": Text(en=given[i.id], vi=given[i.id], ko=given[i.id])} if i.id in given else {}
        ),
    )


# Folding


def test_folding_drops_case_accents_tone_marks_and_the_stroke_of_the_d():
    assert folded("  Đường\tTHỨ  hai ") == "duong thu hai"


def test_folding_keeps_syllables_of_hangul_whole():
    assert folded(unicodedata.normalize("NFD", "대학")) == "대학"


@given(st.text(st.characters()))
def test_folding_twice_is_folding_once(text):
    assert folded(folded(text)) == folded(text)


@given(st.text(), st.sampled_from(["NFC", "NFD"]))
def test_the_same_letters_fold_alike_however_they_are_written(text, form):
    assert folded(unicodedata.normalize(form, text)) == folded(text)


# What is found


@given(any_name, st.sampled_from([str, str.upper, folded]), st.sampled_from(["NFC", "NFD"]))
def test_every_name_finds_its_record(named, typed, form):
    collection, record, name = named
    question = unicodedata.normalize(form, typed(name))
    assert record in ids(search(collection, question))


@pytest.mark.parametrize("question", ["3552", "3.552", "3,552"])
def test_a_number_is_found_however_its_thousands_are_typed(project_collection, question):
    found = ids(search(project_collection, question))
    assert found == ["vnm-online-public-services-2023", "vnm-online-public-services"]


def test_a_hedged_number_is_found_by_its_digits(project_collection):
    first = search(project_collection, "970000")[0]
    assert (first.text, marked(first)) == ("gần 970.000 người", ["970.000"])


@pytest.mark.parametrize(
    ("question", "field", "record"),
    [
        ("members under thirty", "definition", "bay-young-members"),
        ("thuyền neo ở 10–12 cầu cảng", "sentence", "bay-piers"),
        ("누가 회비를", "silent_on", "bay-members"),
        ("New Zealand", "place", "bay-boat-loans"),
        ("Con người", "topic", "bay-members"),
        ("빌려준 배", "name", "bay-boat-loans"),
        ("người trẻ", "title", "members"),
        ("Bay News", "publisher", "bay-news-2024-05-02"),
        ("ba năm liền", "summary", "bay-news-2024-05-02"),
        ("harbour libraries", "subject", "bay-boat-loans-2024"),
        ("treasurer", "speaker", "bay-boat-loans-2024"),
        ("수업 120회", "gloss", "bay-lessons-2024"),
        ("1,500 loans", "figure", "bay-boat-loans-2024-b"),
        ("thủ quỹ", "said_by", "bay-boat-loans-2024"),
    ],
)
def test_each_kind_of_text_is_searched(harbour_collection, question, field, record):
    assert (record, field) in [(hit.id, hit.field) for hit in search(harbour_collection, question)]


def test_an_event_is_searched(project_collection):
    assert ("vietnamplus-2023-04-25", "event") in [
        (hit.id, hit.field) for hit in search(project_collection, "cách mạng công nghiệp")
    ]


def test_a_word_is_found_inside_another(harbour_collection):
    assert "bay-skippers" in ids(search(harbour_collection, "봉사"))


def test_no_consonant_is_found_inside_a_syllable(harbour_collection):
    assert list(search(harbour_collection, "ㅅ")) == []


def test_every_word_must_occur_in_the_record(harbour_collection):
    assert list(search(harbour_collection, "skippers regatta")) == []


def test_the_words_may_occur_in_several_texts_of_a_record(harbour_collection):
    [hit] = search(harbour_collection, "piers zealand neo")
    assert hit.id == "bay-piers"


@pytest.mark.parametrize("question", ["", "  ", "?!", "“…”", "\u0301", "\x00"])
def test_a_question_without_words_finds_nothing(harbour_collection, question):
    assert list(search(harbour_collection, question)) == []


def test_punctuation_around_words_is_not_sought(harbour_collection):
    assert ids(search(harbour_collection, "“Piers”?")) == ids(search(harbour_collection, "piers"))


def test_a_record_is_found_once(harbour_collection):
    found = [(hit.kind, hit.id) for hit in search(harbour_collection, "o")]
    assert len(found) == len(set(found))


def test_texts_of_articles_are_not_searched(harbour_collection):
    texts = read_texts(harbour_collection, HARBOUR / "seeds" / "texts")
    assert any("visitor" in article.text for article in texts.values())
    assert list(search(harbour_collection, "visitor")) == []


# What comes first


def test_a_name_comes_before_words_of_a_source_and_those_before_other_texts(harbour_collection):
    found = [hit.field for hit in search(harbour_collection, "skippers")]
    assert found == ["name", "value", "definition", "summary", "gloss"]


def test_accents_as_typed_come_first_even_before_names(harbour_collection):
    collection = renamed(harbour_collection, bay_piers="Trương")
    assert search(collection, "trưởng")[-1].text == "Trương"


def test_without_accents_typed_names_with_accents_still_come_first(harbour_collection):
    named = [hit.field == "name" for hit in search(harbour_collection, "thuyen")]
    assert named == sorted(named, reverse=True)
    assert any(named)


def test_of_equal_texts_the_one_with_the_letters_as_typed_comes_first(harbour_collection):
    collection = renamed(harbour_collection, bay_boat_loans="Mái", bay_piers="Mai")
    assert ids(search(collection, "mai"))[:2] == ["bay-piers", "bay-boat-loans"]


def test_a_whole_phrase_comes_before_scattered_words(harbour_collection):
    collection = renamed(harbour_collection, bay_boat_loans="quay of stone", bay_piers="stone quay")
    assert ids(search(collection, "stone quay")) == ["bay-piers", "bay-boat-loans"]


def test_letters_are_met_at_the_beginning_of_a_word_alone(harbour_collection):
    collection = renamed(harbour_collection, bay_boat_loans="keystones", bay_piers="stones")
    assert ids(search(collection, "stone")) == ["bay-piers"]


def test_hangul_is_met_inside_a_word(harbour_collection):
    collection = renamed(harbour_collection, bay_piers="대도서관")
    assert "bay-piers" in ids(search(collection, "도서"))


def test_all_words_in_one_text_come_before_words_in_several(harbour_collection):
    collection = renamed(harbour_collection, bay_piers="quay", bay_lessons="quayside boatswains")
    assert ids(search(collection, "quay boats")) == ["bay-lessons", "bay-piers"]


def test_equal_hits_keep_the_order_of_the_records(harbour_collection):
    collection = renamed(harbour_collection, bay_lessons="quay", bay_piers="quay")
    assert ids(search(collection, "quay")) == ["bay-piers", "bay-lessons"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_texts_that_fit_equally_the_reader_s_own_is_shown(project_collection, language):
    hits = search(project_collection, "AI", language)
    shown = {hit.language for hit in hits if hit.id == "vnm-ai-universities"}
    assert shown == {language}


# What one word finds, looked up in the index, is what a look at every record finds


def looked_for(collection, word, language):
    """The records that hold a word, and which of their texts, found without the index."""
    asked, (entries, _) = _Question(word), _indexed(collection)
    found = [(*asked.best(e, language), e) for e in entries if all(asked.met(e.sought))]
    return [(e.id, *text) for _, text, e in sorted(found, key=lambda hit: hit[0])]


@pytest.fixture(scope="module")
def all_words(project_collection):
    entries, _ = _indexed(project_collection)
    texts = (passage.text for entry in entries for passage in entry.passages)
    return sorted({word for text in texts for word in re.findall(r"\w+", text)})


@given(st.data())
def test_a_word_finds_in_the_index_what_it_finds_in_every_record(
    project_collection, all_words, data
):
    language = data.draw(st.sampled_from(LANGUAGES))
    word = data.draw(st.sampled_from(all_words))[: data.draw(st.integers(1, 8))]
    word = data.draw(st.sampled_from([word, folded(word)]))
    found = looked_for(project_collection, word, language)
    assert [astuple(hit)[1:5] for hit in search(project_collection, word, language)] == found


# What is marked


@given(any_name, st.data())
def test_marks_cover_exactly_what_matched(named, data):
    text = data.draw(st.sampled_from([named[2], unicodedata.normalize("NFD", named[2])]))
    word = data.draw(st.sampled_from(re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text))))
    hit = Hit(
        "indicator", "x", "name", "vi", text, data.draw(st.sampled_from([word, folded(word)]))
    )
    assert {folded(piece) for piece in marked(hit)} == {folded(word)}


@given(st.text(st.characters(exclude_categories=["Cs", "M"])))
def test_whatever_is_found_is_marked(text):
    hit = Hit("indicator", "x", "name", "en", text, text)
    assert bool(hit.marks) == bool(re.search(r"\w", folded(text)))


def test_marks_keep_to_the_accents_typed_where_the_text_has_them():
    hit = Hit("indicator", "x", "name", "vi", "Việt Nam, năm 2023", "năm")
    assert marked(hit) == ["năm"]


def test_the_whole_phrase_is_marked_rather_than_its_words():
    hit = Hit("indicator", "x", "name", "vi", "Đại hội, trường đại học", "truong dai hoc")
    assert marked(hit) == ["trường đại học"]


def test_a_letter_that_folds_to_two_is_marked_whole():
    hit = Hit("indicator", "x", "name", "en", "Auf der Straße 5", "strasse")
    assert marked(hit) == ["Straße"]


def test_overlapping_words_make_one_mark():
    assert marked(Hit("indicator", "x", "name", "en", "큰 도서관길", "도서관 서관길")) == [
        "도서관길"
    ]


# The page


def ask(client, question, prefix="", **more):
    asked = "".join(f"&{name}={value}" for name, value in more.items())
    answer = client.get(f"{prefix}/search?q={quote(question)}{asked}", follow_redirects=True)
    assert answer.status_code == 200
    return answer.text


def results(page):
    """The results' HTML, of the server's copy of the page."""
    return re.findall(r"<li>.*?</li>", page.partition('class="hits"')[2].partition("</ol>")[0])


def count(page):
    return re.search('role="status">([^<]*)<', page)[1]


@each_prefix
def test_every_example_finds_something(client, prefix):
    page = Document(client.get(f"{prefix}/search").text)
    links = [a["href"] for a in page.all("a") if "/search?q=" in a["href"] and "lang" in a]
    questions = {parse_qs(urlsplit(link).query)["q"][0] for link in links}
    assert questions
    assert all(results(ask(client, question, prefix)) for question in questions)


def test_each_result_leads_to_its_record(client):
    page = Document(ask(client, "3552"))
    about = "/indicators/vnm-online-public-services"
    assert {f"{about}#vnm-online-public-services-2023", about} <= {a["href"] for a in page.all("a")}


def test_charts_and_sources_lead_to_their_pages(harbour_client):
    assert 'href="/charts/when"' in ask(harbour_client, "when it was said")
    assert 'href="/sources/bay-news-2024-05-02"' in ask(harbour_client, "bay news")


def test_a_result_shows_the_figure_with_its_hedge(client):
    assert all("nearly 970,000 people" in result for result in results(ask(client, "970000")))


def test_what_matched_is_marked_in_its_language(client):
    first = results(ask(client, "3552"))[0]
    assert '“<span lang="vi"><mark>3.552</mark> dịch vụ công trực tuyến</span>”' in first


def test_words_of_a_source_are_quoted_though_the_figure_reads_the_same(client):
    assert "“<span" in results(ask(client, "970000", "/vi"))[0]


def test_a_name_in_the_reader_s_language_is_marked_where_it_stands(client):
    first = results(ask(client, "ICT workforce"))[0]
    assert "<mark>ICT workforce</mark></a>" in first
    assert "Name" not in first


@pytest.mark.parametrize(
    ("question", "said"),
    [("3552", "2 results for “3552”"), ("phan tâm", "1 result for “phan tâm”")],
)
def test_the_page_says_how_many_were_found(client, question, said):
    assert count(ask(client, question)) == said


def test_ten_results_stand_on_a_page(client):
    assert len(results(ask(client, "nam"))) == 10


@pytest.fixture
def pages(client, project_collection):
    """Every page of the results for "nam", of which there are more than two."""
    n = -(-len(search(project_collection, "nam")) // 10)
    assert n > 2
    return [ask(client, "nam", **({"page": str(p)} if p > 1 else {})) for p in range(1, n + 1)]


def test_the_pages_together_hold_each_result_once(pages, project_collection):
    whole = [result for page in pages for result in results(page)]
    links = [re.search('href="([^"]*)"', result)[1] for result in whole]
    assert len(set(links)) == len(links) == len(search(project_collection, "nam"))


def test_the_pages_of_results_lead_to_each_other(pages):
    turns = [[a["href"] for a in Document(page).all("a") if "rel" in a] for page in pages]
    numbered = ["/search?q=nam", *(f"/search?q=nam&page={n}" for n in range(2, len(pages) + 1))]
    around = zip([None, *numbered[:-1]], [*numbered[1:], None], strict=True)
    assert turns == [[link for link in pair if link] for pair in around]


def test_a_page_beyond_the_last_shows_the_last(client, pages):
    assert results(ask(client, "nam", page="99")) == results(pages[-1])


def test_where_nothing_is_found_the_page_says_so_and_leads_on(client):
    page = Document(ask(client, "zzz"))
    assert "Nothing found for “zzz”" in page.text
    assert {"/data", "/?topic=ai"} <= {a["href"] for a in page.all("a")}


def test_the_title_holds_the_question(client):
    assert "<title>Search: a &lt;b&gt; &amp; c</title>" in ask(client, "a <b> & c")


def test_search_pages_stay_out_of_search_engines(client):
    assert '<meta name="robots" content="noindex">' in ask(client, "AI")


@pytest.mark.parametrize("path", ["/search", "/search?q=AI"])
def test_the_page_has_one_field_and_it_is_in_the_main_part(client, path):
    page = client.get(path).text.partition('id="page-layout"')[0]
    assert page.count('role="search"') == 1
    assert page.index("<main") < page.index('role="search"') < page.index("</main>")


@pytest.mark.parametrize(
    "question",
    [
        "<script>alert(1)</script>",
        "x" * 5000,
        "?" * 200,
        "\x00a",
        "{n} {question}",
        "%s %",
        "[" * 99,
        "a" + "\u0301" * 150,
        "\u202eabc",
        "\\",
        "9" * 200,
        "a " * 100,
    ],
)
def test_hostile_questions_give_a_sane_page(client, question):
    page = ask(client, question).partition('id="page-layout"')[0]
    assert not re.search("<script>|[\x00\u202e]", page.partition("<main")[0] + count(page))


def test_an_unpaired_surrogate_gives_a_sane_page(client):
    answer = client.get("/search?q=%ED%A0%80", follow_redirects=True)
    assert answer.status_code == 200


@pytest.mark.parametrize("before", [0, 200])
def test_of_a_long_text_what_matched_is_shown_with_the_words_around_it(harbour_collection, before):
    text = "bay " * before + "jetty " * 180
    sources = {
        name: source.model_copy(update={"summary": Text(en=text, vi="x", ko="x")})
        for name, source in harbour_collection.sources.items()
    }
    client = create_app(replace(harbour_collection, sources=sources)).server.test_client()
    shown = re.search('<span lang="en">(.*?)</span>', results(ask(client, "jetty"))[0])[1]
    assert "<mark>jetty</mark>" in shown
    assert len(re.sub("<[^>]*>", "", shown)) < 230


def test_a_question_of_invisible_signs_is_none(client):
    assert "For example" in ask(client, "\x00\u202e")


def test_an_empty_collection_has_no_examples(harbour_collection):
    records = harbour_collection.records.model_copy(update={"indicators": (), "charts": ()})
    empty = replace(harbour_collection, records=records, sources={})
    page = make_page(empty, parse("/search"))
    assert "/search?q=" not in to_html(page.tree)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_question_typed_in_the_head_of_a_page_is_answered(visitor, scripts):
    page = visitor.open("/vi/method", java_script_enabled=scripts)
    if scripts:
        taken_over(page)
    page.get_by_role("searchbox").fill("đại học")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("đại học")
    expect(page.locator(".hits mark").first).to_be_visible()
