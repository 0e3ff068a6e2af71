"""Citations of claims, charts, sources and the whole, read back by other programs."""

import json
import re
from collections import Counter
from dataclasses import replace

import bibtexparser
import pypandoc
import pytest
import rispy
from support import with_indicators

from dashboard.exports import bibliography
from dashboard.exports.bibliography import STYLES, cited, in_style, to_bib, to_csl, to_ris
from dashboard.fields import WHOLE
from dashboard.record import LANGUAGES, Text
from dashboard.wording import Wording

BASE = "https://figures.example"
INFERRED, PRINTED = "vietnamplus-2023-04-25", "baotintuc-2024-08-03"
DESCRIBED, UNDATED = "vgp-2024-08-31", "laodong-nd"
each_language = pytest.mark.parametrize("language", LANGUAGES)
each_style = pytest.mark.parametrize("style", STYLES)


@pytest.fixture(scope="module")
def published(project_collection):
    return project_collection.published_at(BASE)


def everything(collection):
    names = [d.id for d in collection.records.derived]
    return [*collection.claims, *collection.sources, *collection.charts, *names, WHOLE]


def same(collection, name, form, language="en"):
    """Return what another program reads of a citation, as CSL-JSON."""
    items = cited(collection, name, Wording(language))
    written = {"ris": to_ris, "biblatex": to_bib}[form](items)
    return items, json.loads(pypandoc.convert_text(written, "csljson", form))


class TestWhatIsCited:
    @each_language
    @pytest.mark.parametrize("kind", ["project", "harbour"])
    def test_is_there_for_every_id(self, request, kind, language):
        collection = request.getfixturevalue(f"{kind}_collection")
        for name in everything(collection):
            items = cited(collection, name, Wording(language))
            assert items[0]["id"] == name
            assert all(item["title"] and item["type"] for item in items)

    def test_is_nothing_for_an_unknown_id(self, published):
        assert cited(published, "nothing", Wording("en")) == []

    def test_of_a_chart_brings_exactly_the_sources_that_it_shows(self, published):
        names = [item["id"] for item in cited(published, "people", Wording("en"))]
        assert names == ["people", INFERRED]

    def test_of_a_chart_with_context_brings_that_too(self, published):
        names = [item["id"] for item in cited(published, "vnm-ai-experts", Wording("en"))]
        assert names == ["vnm-ai-experts", INFERRED, UNDATED, "vietnamplus-nd"]

    def test_of_the_whole_brings_every_source(self, published):
        names = [item["id"] for item in cited(published, WHOLE, Wording("en"))]
        assert names == [WHOLE, *published.sources]

    def test_of_a_claim_quotes_its_words_and_leads_to_it(self, published):
        [item] = cited(published, "vnm-ict-workforce-2023", Wording("en"))
        read = f"as read in {BASE}/f/vnm-ict-workforce-2023"
        assert item["note"] == f"“gần 970.000 người” (paragraph 15), {read}. The date is inferred."

    def test_says_what_is_inferred(self, published):
        [item] = cited(published, "vnexpress-2023-11-06", Wording("en"))
        assert (
            item["note"]
            == "The publisher is inferred. The title is inferred. The date is inferred."
        )
        assert (item["title"][0], item["container-title"]) == ("[", "[VnExpress]")

    def test_is_no_more_exact_than_it_is_known(self, published):
        words = Wording("en")
        dates = {name: cited(published, name, words)[0].get("issued") for name in published.sources}
        assert dates["vgp-2021-03"] == {"date-parts": [[2021, 3]]}
        assert dates[UNDATED] is None

    def test_without_an_address_of_ours_has_none(self, project_collection):
        item, *_ = cited(project_collection, "people", Wording("en"))
        assert "URL" not in item


class TestBibTeX:
    @pytest.mark.parametrize("name", ["people", INFERRED, PRINTED, "vnm-ict-workforce-2023", WHOLE])
    def test_is_read_by_bibtexparser(self, published, name):
        items = cited(published, name, Wording("vi"))
        library = bibtexparser.parse_string(to_bib(items))
        assert library.failed_blocks == []
        assert [entry.key for entry in library.entries] == [item["id"] for item in items]

    @pytest.mark.parametrize("name", [INFERRED, PRINTED, DESCRIBED, "vnm-ict-workforce-2023"])
    def test_is_read_back_by_pandoc_as_it_was(self, published, name):
        [item], [read] = same(published, name, "biblatex")
        for field in ("title", "container-title", "issued", "URL", "note"):
            said = read.get(field)
            assert said == item.get(field) or said.casefold() == item[field].casefold(), field

    @each_language
    def test_of_a_chart_has_title_author_note_and_address(self, published, language):
        items, read = same(published, "people", "biblatex", language)
        assert read[0]["author"] == items[0]["author"]
        assert read[0]["URL"] == f"{BASE}/f/people"
        assert read[0]["note"].replace("[", "").startswith(items[0]["note"].replace("[", "")[:40])


class TestRis:
    def test_is_read_by_rispy(self, published):
        items = cited(published, WHOLE, Wording("ko"))
        read = rispy.loads(to_ris(items))
        assert [entry["id"] for entry in read] == [item["id"] for item in items]
        assert Counter(e["type_of_reference"] for e in read) == {"NEWS": 19, "DATA": 1}

    def test_begins_with_its_first_reference(self, published):
        assert to_ris(cited(published, PRINTED, Wording("en"))).startswith("TY  - NEWS\nID  - ")

    @pytest.mark.parametrize("name", [INFERRED, PRINTED, "vgp-2021-03"])
    def test_is_read_back_by_pandoc_as_it_was(self, published, name):
        """But for month and day, which pandoc does not look for beside a year."""
        [item], [read] = same(published, name, "ris")
        assert read["title"] == item["title"]
        assert read["issued"]["date-parts"][0][0] == item["issued"]["date-parts"][0][0]
        assert read["container-title"] == item["container-title"]
        assert read.get("URL") == item.get("URL")

    @pytest.mark.parametrize(
        ("name", "day"), [(PRINTED, "2024/08/03"), ("vgp-2021-03", "2021/03/"), (UNDATED, None)]
    )
    def test_is_dated_as_exactly_as_is_known(self, published, name, day):
        [read] = rispy.loads(to_ris(cited(published, name, Wording("en"))))
        assert (read.get("date"), read.get("year")) == (day, day and day[:4])


def test_csl_json_is_read_by_pandoc(published):
    items = cited(published, "vnm-ai-experts", Wording("vi"))
    read = json.loads(pypandoc.convert_text(to_csl(items), "csljson", "csljson"))
    assert {i["id"]: i["title"] for i in read} == {i["id"]: i["title"] for i in items}


class TestStyles:
    @each_language
    @each_style
    def test_hold_everything_that_may_be_cited(self, published, style, language):
        names = set(everything(published)) - set(published.claims)
        said = {name: in_style(published, name, style, Wording(language)) for name in names}
        assert all(said.values())

    @each_language
    @each_style
    def test_put_inferred_years_in_brackets_and_no_others(self, published, style, language):
        words = Wording(language)
        for name, source in published.sources.items():
            bracketed = re.findall(r"\[(\d{4})\]", in_style(published, name, style, words))
            year = (source.published.date or "")[:4]
            assert bracketed == ([year] if source.published.inferred else []), name

    def test_are_those_of_the_manuals(self, published):
        words = Wording("en")
        title = "Việt Nam-Hàn Quốc tăng cường hợp tác trong ngành công nghiệp mới"
        assert in_style(published, INFERRED, "apa", words) == (
            f"{title}. ([2023], April 25). VietnamPlus (TTXVN)."
        )
        assert in_style(published, INFERRED, "chicago-author-date", words) == (
            f"VietnamPlus (TTXVN). [2023]. ‘{title}’. April 25."
        )

    @each_style
    @pytest.mark.parametrize("year", ["1999", "2023"])
    def test_bracket_the_inferred_year_whatever_other_numbers_there_are(
        self, published, style, year
    ):
        source = published.sources[INFERRED]
        title = source.title.model_copy(update={"text": "9500 engineers and 91234"})
        dated = source.published.model_copy(update={"date": f"{year}-04-25"})
        changed = source.model_copy(update={"title": title, "published": dated})
        collection = replace(published, sources={**published.sources, INFERRED: changed})
        said = in_style(collection, INFERRED, style, Wording("en"))
        assert f"[{year}]" in said
        assert [number in said for number in ("9500", "91234")] == [True, True]

    @each_style
    def test_of_charts_name_their_address(self, published, style):
        assert f"{BASE}/f/people" in in_style(published, "people", style, Wording("en"))

    @each_style
    def test_tell_no_year_from_another_by_a_letter(self, published, style):
        """What is pasted alone must not depend on what it was listed with."""
        for name in published.charts:
            assert not re.search(r"\d{4}[a-z]\b", in_style(published, name, style, Wording("en")))

    @each_style
    def test_say_of_what_has_no_date_that_it_has_none(self, published, style):
        assert "n.d." in in_style(published, UNDATED, style, Wording("en"))


NASTY = '<script>alert(1)</script> & 50% {x} $y$ \\textbf #1 _a_ ~ ^ "q" =1'


class TestHostileWords:
    @pytest.fixture(scope="class")
    @classmethod
    def collection(cls, harbour_collection):
        changed = with_indicators(
            harbour_collection, lambda _: {"name": Text(en=NASTY, vi=NASTY, ko=NASTY)}
        )
        bibliography._in_style.cache_clear()
        return changed

    def test_come_back_from_bibtex(self, collection):
        items = cited(collection, "bay-members", Wording("en"))
        library = bibtexparser.parse_string(to_bib(items))
        assert (library.failed_blocks, len(library.entries)) == ([], len(items))

    def test_come_back_from_ris(self, collection):
        items = cited(collection, "bay-members", Wording("en"))
        assert rispy.loads(to_ris(items))[0]["title"] == NASTY

    @each_style
    def test_are_plain_text_in_styles(self, collection, style):
        said = in_style(collection, "bay-members", style, Wording("vi"))
        assert "alert(1)" in said
        assert "&amp;" not in said
