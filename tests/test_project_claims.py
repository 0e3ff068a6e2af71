"""The project's own claims, by the table of what the articles say, and against the articles."""

from collections import Counter

import pytest
from support import CHANGES, PROJECT, changed_fields, recorded_positions, verification, with_claim

from dashboard.citations import verify_citations
from dashboard.cli import main
from dashboard.reader import read_collection, read_texts

#          claim                                       kind        value    hedge       line
TABLE = """
vnm-kor-partnership-years-2023                         duration    30       unhedged    24
vnm-ai-universities-2023                               count       50       unhedged    26
vnm-ict-workforce-2023                                 count       970000   nearly      28
vnm-it-workforce-2023                                  count       180000   nearly      28
vnm-ai-researchers-2023                                count       1600     about       28
vnm-ai-experts-2023                                    count       300      about       28
vnm-online-public-services-2023                        count       3552     unhedged    30
vnm-national-ai-centres-2023                           absence     0        none_yet    32
vnm-indepth-ai-institutions-2023                       absence     0        none_yet    32
kor-dpg-working-groups-2024                            count       17       unhedged    5
kor-ai-vouchers-2024                                   flow        200      unhedged    6
digital-forum-vietnamese-enterprises-2024              count       20       unhedged    8
digital-forum-korean-delegates-2024                    count       150      unhedged    8
digital-forum-edition-2024                             ordinal     1        unhedged    8
ict-forum-edition-2023                                 ordinal     3        unhedged    1
vnm-digital-goals-2023                                 number_word 2        unhedged    8
"""
ROWS = [tuple(row.split()) for row in TABLE.strip().split("\n")]


@pytest.mark.parametrize("name, kind, value, hedge, line", ROWS, ids=[row[0] for row in ROWS])
def test_project_claim_is_as_the_article_states_it(
    project_collection, name, kind, value, hedge, line
):
    indicator, claim = project_collection.claims[name]
    held = (indicator.kind, claim.value, claim.hedge, claim.evidence.value.line)
    assert held == (kind, int(value), hedge, int(line))


def test_the_articles_have_no_claim_besides(project_collection):
    assert sorted(project_collection.primary) == sorted(row[0] for row in ROWS)


def test_project_kinds_are_told_apart(project_collection):
    kinds = Counter(indicator.kind for indicator in project_collection.indicators.values())
    assert kinds == {
        "count": 9, "flow": 1, "duration": 1, "ordinal": 2, "absence": 2, "number_word": 1
    }  # fmt: skip


def test_vouchers_are_a_plan_by_the_year(project_collection):
    _, claim = project_collection.claims["kor-ai-vouchers-2024"]
    assert (claim.modality, claim.per) == ("plan", "year")


def test_every_project_claim_is_found_in_its_article(articles):
    result = verification(PROJECT, articles)
    assert (result.problems, result.stale, result.warnings) == ([], [], [])
    assert result.count("read_again") == 16


def test_project_holds_without_its_texts():
    result = verification(PROJECT)
    assert (result.problems, result.stale, result.warnings) == ([], [], [])
    assert result.count("recorded") == 16


def test_no_project_claim_is_left_unverified(project_collection):
    states = {project_collection.finding(name).state for name in project_collection.primary}
    assert states <= {"read_again", "recorded"}


def test_context_without_a_text_is_never_verified(project_collection):
    others = project_collection.claims.keys() - project_collection.primary.keys()
    assert {project_collection.finding(name).state for name in others} == {"not_checked"}
    assert {project_collection.finding(name).day for name in others} == {None}


def test_changed_value_of_a_context_claim_is_a_problem(project_collection):
    others = project_collection.claims.keys() - project_collection.primary.keys()
    for name in others:
        changed = with_claim(project_collection, name, value=7919)
        problems = verify_citations(changed, {}, {}).problems
        assert [name in problem.thing for problem in problems] == [True], name


@pytest.mark.parametrize(
    "claim, paragraph",
    [
        ("vnm-kor-partnership-years-2023", 13),
        ("vnm-ict-workforce-2023", 15),
        ("vnm-national-ai-centres-2023", 17),
        ("kor-ai-vouchers-2024", 6),
        ("ict-forum-edition-2023", 1),
    ],
)
def test_paragraph_is_the_number_of_the_non_empty_line(articles, claim, paragraph):
    assert verification(PROJECT, articles).findings[claim].positions["value"].paragraph == paragraph


def test_recorded_positions_are_those_found_in_the_articles(articles):
    found = verification(PROJECT, articles).findings
    assert recorded_positions(PROJECT) == {
        name: {role: list(place) for role, place in finding.positions.items()}
        for name, finding in found.items()
        if finding.state == "read_again"
    }


def test_nothing_is_recorded_of_what_has_no_text(project_collection):
    assert recorded_positions(PROJECT).keys() == project_collection.primary.keys()


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", [row[0] for row in ROWS])
def test_changed_value_of_a_project_claim_is_a_problem(project_collection, name, change):
    _, claim = project_collection.claims[name]
    fields = changed_fields(claim, change, 0)
    wrong = with_claim(project_collection, name, **fields)
    problems = verify_citations(wrong, {}, {}).problems
    same = wrong.claims[name][1] == claim  # nothing times a thousand is nothing
    assert [name in problem.thing for problem in problems] == ([] if same else [True])


@pytest.mark.parametrize("name", ["000", "001", "002"])
def test_article_with_one_more_number_is_not_accounted_for(articles, name, tmp_path):
    collection = read_collection(PROJECT)
    for path in articles.glob("*.txt"):
        extra = " 7.919" if path.name.startswith(name) else ""
        (tmp_path / path.name).write_text(path.read_text("utf-8") + extra, "utf-8")
    problems = verify_citations(collection, read_texts(collection, tmp_path), {}).problems
    assert [problem.found for problem in problems] == [
        "the number '7.919' that nothing accounts for"
    ]


def test_check_of_the_project_says_so(articles, capsys):
    assert main(["check", "--articles", str(articles)]) == 0
    assert capsys.readouterr() == ("16 of 16 found\n", "")
