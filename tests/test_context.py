"""What others say: context is kept apart from what the collection is about, and never verified."""

from hashlib import sha256

import pytest
from support import HARBOUR, edit, verification, verified
from test_pages_of_context import all_of, marks, one, said, tree_of
from test_web import Document

from dashboard.charts import chart_view, context_label
from dashboard.cli import main
from dashboard.errors import DataError
from dashboard.reader import read_collection
from dashboard.web.app import create_app
from dashboard.wording import Wording

RECORD = """---
id: coast-times-2022-07
role: context
text: null
seen:
  date: "2026-11-20"
  what: {en: an excerpt, vi: một trích đoạn, ko: 발췌}
publisher: {name: Coast Times, basis: printed}
title:
  text: null
  basis: unknown
  description: {en: On skippers, vi: Về thuyền trưởng, ko: 선장에 관하여}
author: null
address: https://example.org/skippers
language: en
published: {date: "2022-07", basis: printed, not_after: "2022-07-20"}
text_origin: excerpt
fingerprint: null
---

## en

It counts skippers.

## vi

Bài đếm thuyền trưởng.

## ko

선장을 센다.
"""
CLAIMS = """
      - id: bay-skippers-2022-coast-times
        value: 31
        hedge: about
        reference_period: "2021"
        source: coast-times-2022-07
        evidence: {value: {phrase: about 31 skippers, line: null}}
        said_by: {speaker: null, attribution: article}
        origin: {name: {en: the harbour office, vi: ban quản lý cảng, ko: 항만청}}
      - id: bay-skippers-2022-trained-coast-times
        value: 12
        hedge: over
        per: year
        series: trained
        source: coast-times-2022-07
        evidence: {value: {phrase: more than 12 courses a year, line: null}}
        said_by: {speaker: null, attribution: article}
"""
SERIES = """
    series:
      trained:
        name: {en: Courses for skippers, vi: Lớp thuyền trưởng, ko: 선장 과정}
        definition: {en: Courses given., vi: Số lớp đã mở., ko: 열린 과정.}
        unit: lessons
        measure: flow
        why_apart: {en: It counts courses., vi: Đếm số lớp., ko: 과정을 센다.}
"""
ECHO = """
        echoes:
          claim: bay-skippers-2022-coast-times
          basis: inferred
          why: {en: The number is the same., vi: Con số giống nhau., ko: 수치가 같다.}
"""
TENSIONS = """
tensions:
  - id: skippers-and-courses
    claims: [bay-skippers-2024-ban-tin, bay-skippers-2022-trained-coast-times]
    why: {en: Few skippers need so many courses., vi: Ít người mà nhiều lớp., ko: 과정이 너무 많다.}
"""
OWN, ECHOED = "bay-skippers-2024-ban-tin", "bay-skippers-2022-coast-times"
NEWEST = "bay-skippers-2024"
APART = "bay-skippers-2022-trained-coast-times"


@pytest.fixture
def folder(harbour):
    """The invented collection with a source of context, two claims of it, an echo, a tension."""
    (harbour / "seeds" / "coast-times.md").write_text(RECORD, encoding="utf-8")
    path = harbour / "indicators.yaml"
    whole = path.read_text(encoding="utf-8")
    before, skippers = whole.split("  - id: bay-skippers\n")
    skippers, after = skippers.split("  - id: bay-piers\n")
    skippers = skippers.replace("\n    claims:\n", f"{SERIES}    claims:\n")
    first, second = skippers.split("        source: ban-tin-2024-03-12\n")
    skippers = f"{first}        source: ban-tin-2024-03-12{ECHO}{second}{CLAIMS[1:]}"
    text = f"{before}  - id: bay-skippers\n{skippers}  - id: bay-piers\n{after}{TENSIONS[1:]}"
    path.write_text(text, encoding="utf-8")
    return harbour


@pytest.fixture
def collection(folder):
    return verified(folder, HARBOUR / "seeds" / "texts")


@pytest.fixture
def client(collection):
    return create_app(collection).server.test_client()


def test_a_collection_speaks_of_its_primary_sources_alone(collection):
    assert collection.primary.keys() == collection.claims.keys() - {ECHOED, APART}


def test_primary_sources_come_first_among_the_references(collection):
    assert collection.numbers["coast-times-2022-07"] == 3


def test_a_claim_of_a_series_is_measured_as_its_series(collection):
    indicator, claim = collection.claims[APART]
    assert Wording("en").figure(indicator, claim) == "over 12 a year"
    assert (indicator.name.en, indicator.unit) == ("Courses for skippers", "lessons")


def test_a_claim_of_a_series_is_not_said_in_the_indicators_sentence(collection):
    indicator, claim = collection.claims[APART]
    said = Wording("en").sentence(indicator, claim, collection.stated_on(claim))
    assert said == "Courses for skippers: over 12 a year."


def test_the_newest_figure_is_a_primary_sources(collection):
    assert collection.newest(collection.indicators["bay-skippers"]).id == "bay-skippers-2024"


@pytest.mark.parametrize(
    ("role", "claims"),
    [("", {OWN, NEWEST, ECHOED, APART}), ("primary", {OWN, NEWEST}), ("context", {ECHOED, APART})],
)
def test_a_chart_holds_the_claims_of_the_role_asked_for(collection, role, claims):
    view = chart_view(collection, "bay-skippers", Wording("en"), role)
    assert set(view.claims) == claims


def test_a_chart_that_draws_no_context_holds_primary_claims_whatever_the_role(collection):
    views = [
        chart_view(collection, "members", Wording("en"), r) for r in ("", "primary", "context")
    ]
    assert len({view.claims for view in views}) == 1


class TestTheCheck:
    def test_marks_nothing_verified_without_a_text(self, collection):
        assert collection.finding(ECHOED).state == "not_checked"

    def test_counts_primary_claims(self, folder, capsys):
        assert main(["check", "--data", str(folder), "--require-texts"]) == 0
        assert capsys.readouterr().out == "12 of 12 found\n"

    def test_still_reads_the_number_from_the_phrase(self, folder):
        edit(
            folder / "indicators.yaml",
            "value: 31\n        hedge: about",
            "value: 32\n        hedge: about",
        )
        [problem] = verification(folder, HARBOUR / "seeds" / "texts").problems
        assert (problem.found, problem.expected) == (
            "value 32", "value 31, as 'about 31 skippers' reads",
        )  # fmt: skip

    def test_says_the_same_day_for_what_was_found(self, collection, harbour_collection):
        assert collection.data_date == harbour_collection.data_date


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("about 31 skippers, line: null", "about 31 skippers, line: 3", "line 3"),
        ("series: trained\n", "series: taught\n", f"claim '{APART}' in series 'taught'"),
        ("per: year\n        series", "series", f"claim '{APART}' with per null"),
        (
            "claim: bay-skippers-2022-coast-times\n",
            f"claim: {OWN}\n",
            f"'{OWN}', which repeats itself in the end",
        ),
        (f"[{OWN}, {APART}]", f"[{OWN}, {OWN}]", "one claim twice"),
        (f"[{OWN}, {APART}]", f"[{OWN}, bay-x]", "'bay-x'"),
    ],
    ids=["line", "series", "per", "echo", "tension", "no-claim"],
)
def test_a_mistake_is_reported(folder, old, new, found):
    edit(folder / "indicators.yaml", old, new)
    with pytest.raises(DataError) as caught:
        read_collection(folder)
    assert found in [problem.found for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("role: context", "role: primary", "a primary source without a text"),
        ("text: null", "text: coast.txt", "a text without its fingerprint, or the reverse"),
        ("role: context", "role: other", "'other'"),
    ],
)
def test_a_mistake_in_a_record_is_reported(folder, old, new, found):
    edit(folder / "seeds" / "coast-times.md", old, new, 1)
    with pytest.raises(DataError) as caught:
        read_collection(folder)
    assert found in [problem.found for problem in caught.value.problems]


def test_an_indicator_of_context_alone_is_reported(folder):
    path = folder / "indicators.yaml"
    edit(
        path,
        "source: ban-tin-2024-03-12\n        echoes",
        "source: coast-times-2022-07\n        echoes",
    )
    with pytest.raises(DataError):
        read_collection(folder)


class TestATextSuppliedLater:
    """A source of context whose text arrives is read like any other, and stays context."""

    TEXT = "There are about 31 skippers.\nThey give more than 12 courses a year.\n"

    @pytest.fixture
    def later(self, folder):
        """The same collection once the text of its source of context is there."""
        content = self.TEXT.encode()
        (folder / "seeds" / "texts" / "coast.txt").write_bytes(content)
        record, claims = folder / "seeds" / "coast-times.md", folder / "indicators.yaml"
        seen = RECORD.partition("seen:\n")[2].partition("publisher:")[0]
        edit(record, f"text: null\nseen:\n{seen}", "text: coast.txt\n")
        known = f"{{sha256: {sha256(content).hexdigest()}, characters: {len(self.TEXT)}}}"
        edit(record, "fingerprint: null", f"fingerprint: {known}")
        edit(claims, "about 31 skippers, line: null", "about 31 skippers, line: 1")
        edit(
            claims,
            "more than 12 courses a year, line: null",
            "more than 12 courses a year, line: 2",
        )
        return folder

    @pytest.fixture
    def found(self, later):
        return verified(later, later / "seeds" / "texts")

    @pytest.fixture
    def page(self, found):
        """An address of the collection as it is answered now."""
        client = create_app(found).server.test_client()
        return lambda address: Document(client.get(address).text)

    def test_nothing_is_wrong_with_it(self, later):
        result = verification(later, later / "seeds" / "texts")
        assert (result.problems, result.stale) == ([], [])

    def test_its_claims_are_read_again(self, found):
        assert [found.finding(name).state for name in (ECHOED, APART)] == ["read_again"] * 2

    def test_a_phrase_that_is_not_in_it_is_a_problem(self, later):
        edit(later / "seeds" / "texts" / "coast.txt", "31 skippers", "31 good skippers")
        problems = verification(later, later / "seeds" / "texts").problems
        assert "no 'about 31 skippers' there" in [problem.found for problem in problems]

    def test_without_it_they_are_not_verified(self, later):
        (later / "seeds" / "texts" / "coast.txt").unlink()
        found = verified(later, later / "seeds" / "texts")
        assert [found.finding(name).state for name in (ECHOED, APART)] == ["unverified"] * 2

    def test_they_are_recorded_as_the_articles_are(self, later, capsys):
        assert main(["check", "--data", str(later), "--record"]) == 0
        (later / "seeds" / "texts" / "coast.txt").unlink()
        found = verified(later, later / "seeds" / "texts")
        assert [found.finding(name).state for name in (ECHOED, APART)] == ["recorded"] * 2

    def test_the_check_and_the_promise_still_count_primary_claims(self, later, page, capsys):
        assert main(["check", "--data", str(later), "--require-texts"]) == 0
        assert capsys.readouterr().out == "12 of 12 found\n"
        assert "✓ 12 of 12 found" in page("/").text

    @pytest.mark.parametrize(
        "path", ["/", "/indicators/bay-skippers", "/charts/bay-skippers", "/charts/when", "/data",
                 "/embed/bay-skippers", "/sources/coast-times-2022-07"],
    )  # fmt: skip
    def test_no_page_says_any_more_that_it_was_not_checked(self, client, page, path):
        before = Document(client.get(path).text)
        unchecked = ["not checked against" in whole(document) for document in (before, page(path))]
        assert unchecked == [True, False]

    def test_a_charts_label_no_longer_says_so(self, collection, found):
        labels = [
            context_label(chart_view(c, "bay-skippers", Wording("en")), Wording("en"))
            for c in (collection, found)
        ]
        assert labels[0] == "Context, not checked against the text here:"
        assert "not checked" not in labels[1]

    def test_of_two_sources_with_one_text_the_label_speaks_of_a_part(self, later):
        other = RECORD.replace("coast-times-2022-07", "cape-times-2022-08")
        (later / "seeds" / "cape-times.md").write_text(other, encoding="utf-8")
        claims = later / "indicators.yaml"
        whole, before, after = claims.read_text("utf-8"), "coast-times-2022-07", "line: 2"
        first, second = whole.rsplit(f"source: {before}\n", 1)
        second = second.replace(after, "line: null", 1)
        claims.write_text(f"{first}source: cape-times-2022-08\n{second}", "utf-8")
        edit(
            later / "seeds" / "texts" / "coast.txt", "They give more than 12 courses a year.\n", ""
        )
        found = verified(later, later / "seeds" / "texts")
        view = chart_view(found, "bay-skippers", Wording("en"))
        label = context_label(view, Wording("en"))
        assert label == "Context, part of it not checked against a text:"

    def test_its_page_accounts_for_its_numbers(self, page):
        text = page("/sources/coast-times-2022-07").text
        assert "✓ 2 of 2 claims found" in text
        assert "2 claims; 0 numbers that are no figures; none open." in text
        assert "Seen on" not in text

    def test_what_is_copied_says_that_it_was_found_and_is_context(self, page):
        copied = [a.get("data-copy", "") for a in page("/indicators/bay-skippers").all("button")]
        cited = [text for text in copied if text.startswith("“about 31 skippers”")]
        assert cited
        assert {text.partition(" [Context")[2] for text in cited} == {
            ", ✓ found in the article’s text.]"
        }


def whole(document):
    """What a page says, also to those who do not see it, and what is copied from it."""
    values = [value for _, held in document.elements for value in held.values() if value]
    return " ".join((document.text, *values))


class TestThePages:
    @pytest.fixture
    def page(self, client):
        return Document(client.get("/indicators/bay-skippers").text)

    @pytest.mark.parametrize(
        "said",
        [
            "What others say",
            "about 31 people",
            "over 12 lessons a year",
            "not checked against the text here",
            "the harbour office",
            "Few skippers need so many courses.",
            "Courses for skippers. It counts courses.",
            "July 2022 (printed in the text) · not after 20 July 2022",
            "an earlier figure, July 2022 (The number is the same.)",
        ],
    )
    def test_an_indicators_tells_what_others_say(self, page, said):
        assert said in page.text

    def test_an_indicators_leads_from_an_echo_to_what_it_repeats(self, page):
        assert page.all("a", href=f"#{ECHOED}")

    @pytest.mark.parametrize("prefix", ["", "/vi", "/ko"])
    def test_a_sources_needs_no_text(self, client, prefix):
        assert client.get(f"{prefix}/sources/coast-times-2022-07").status_code == 200

    def test_a_sources_says_what_was_seen(self, client):
        text = Document(client.get("/sources/coast-times-2022-07").text).text
        assert "Seen on 20 November 2026: an excerpt" in text
        assert "Fingerprint" not in text

    def test_the_front_page_counts_no_context(self, client):
        text = Document(client.get("/").text).text
        assert "12 claims from 2 articles" in text
        assert "✓ 12 of 12 found" in text

    def test_the_front_page_of_the_articles_alone_names_nobody_else(self, client):
        pages = [Document(client.get(path).text) for path in ("/", "/?role=primary")]
        names = ["Coast Times" in page.text for page in pages]
        assert names == [True, False]

    def test_the_front_page_tells_first_what_is_farthest_apart(self, collection):
        tree = tree_of(collection, "/")
        items = all_of(one(tree, "Section", id="disagree"), "Li")
        assert [marks(item["children"]) for item in items] == [
            [OWN, NEWEST],
            ["bay-boat-loans-2024-c", "bay-boat-loans-2024-ban-tin"],
            [OWN, APART],  # of two units, so no distance is known
        ]

    def test_the_front_page_names_each_disagreement_as_computed_or_told(self, collection):
        tree = tree_of(collection, "/")
        items = all_of(one(tree, "Section", id="disagree"), "Li")
        computed, told = "Disagreement, computed", "Disagreement, as the editors see it"
        notes = [said(all_of(item["children"], "P")[-1]["children"]) for item in items]
        assert notes == [computed, computed, told]

    def test_every_figure_is_in_the_table_of_all_data(self, client):
        text = Document(client.get("/data").text).text
        assert "about 31 people" in text
