"""Claims against their articles: what ``check`` finds, says and records."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import HARBOUR, PROJECT, edit, verification, with_claim

from dashboard.citations import lock_entries, verify_citations
from dashboard.cli import main
from dashboard.reader import read_collection, read_lock, read_texts

TEXTS = HARBOUR / "seeds" / "texts"


@pytest.fixture
def check(harbour, capsys):
    def run(*options):
        capsys.readouterr()
        status = main(["check", "--data", str(harbour), *options])
        return status, *capsys.readouterr()

    return run


def contents(folder):
    return {p: p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def recorded_positions(folder):
    claims = json.loads((folder / "verified.json").read_bytes())["claims"]
    return {name: entry["positions"] for name, entry in claims.items()}


def without_texts(folder):
    for path in (folder / "seeds" / "texts").iterdir():
        path.unlink()


# What check says of the state of the texts.


def test_texts_present_all_claims_are_found(check):
    assert check() == (0, "12 of 12 found\n", "")


def test_without_texts_claims_count_as_recorded(check, harbour):
    without_texts(harbour)
    assert check() == (0, "recorded 12, read again 0\n", "")


def test_with_one_text_the_others_claims_count_as_recorded(check, harbour):
    (harbour / "seeds" / "texts" / "newsletter.txt").unlink()
    assert check() == (0, "recorded 9, read again 3\n", "")


def test_without_texts_and_records_there_is_a_warning(check, harbour):
    without_texts(harbour)
    (harbour / "verified.json").unlink()
    status, said, warned = check()
    assert (status, said) == (0, "recorded 0, read again 0\n")
    assert warned.startswith("warning: verified.json: ")
    assert "12 of 12 claims not recorded" in warned


def test_required_texts_that_are_missing_are_problems(check, harbour):
    without_texts(harbour)
    status, _, printed = check("--require-texts")
    assert status == 1
    assert "seeds/ban-tin.md:3: " in printed
    assert "seeds/newsletter.md:3: " in printed
    assert "2 problems" in printed


def test_required_texts_that_are_there_are_none(check):
    assert check("--require-texts")[0] == 0


def test_named_folder_of_texts_comes_before_the_one_beside_the_records(check, tmp_path):
    (tmp_path / "empty").mkdir()
    assert check("--articles", str(tmp_path / "empty"))[1] == "recorded 12, read again 0\n"


def test_articles_dir_comes_before_the_folder_beside_the_records(check, tmp_path, monkeypatch):
    monkeypatch.setenv("ARTICLES_DIR", str(tmp_path))
    assert check()[1] == "recorded 12, read again 0\n"


def test_named_folder_of_texts_comes_before_articles_dir(check, tmp_path, monkeypatch):
    monkeypatch.setenv("ARTICLES_DIR", str(tmp_path))
    assert check("--articles", str(TEXTS))[1] == "12 of 12 found\n"


@pytest.fixture
def changed_text(harbour):
    """Change a text where it states nothing: its spans are still found, some further on."""
    edit(harbour / "seeds" / "texts" / "newsletter.txt", "each spring", "in each early spring")
    return harbour


def test_changed_text_with_all_spans_is_a_warning(check, changed_text):
    status, said, warned = check()
    assert (status, said) == (0, "12 of 12 found\n")
    assert warned.startswith("warning: seeds/newsletter.md:10: ")
    assert "493 characters" in warned


def test_recording_renews_the_fingerprint_of_a_changed_text(check, changed_text):
    check("--record")
    collection = read_collection(changed_text)
    texts = read_texts(collection, changed_text / "seeds" / "texts")
    held = collection.sources["bay-news-2024-05-02"].fingerprint
    assert (held.sha256, held.characters) == (texts["bay-news-2024-05-02"].sha256, 493)


def test_recording_a_changed_text_renews_the_positions(check, changed_text):
    before = recorded_positions(changed_text)["bay-members-2024"]["value"]
    check("--record")
    after = recorded_positions(changed_text)["bay-members-2024"]["value"]
    assert after == [before[0] + 9, before[1] + 9, before[2]]


def test_recorded_change_is_no_warning_any_more(check, changed_text):
    check("--record")
    assert check() == (0, "12 of 12 found\n", "")


def test_recording_a_changed_text_leaves_the_other_source_alone(check, changed_text):
    before = (changed_text / "seeds" / "ban-tin.md").read_bytes()
    check("--record")
    assert (changed_text / "seeds" / "ban-tin.md").read_bytes() == before


def test_lost_span_fails_the_check(check, harbour):
    edit(harbour / "seeds" / "texts" / "newsletter.txt", "nearly 52,000", "52,000")
    assert check()[0] == 1


def test_nothing_is_recorded_while_there_is_a_problem(check, changed_text):
    edit(changed_text / "seeds" / "texts" / "newsletter.txt", "nearly 52,000", "52,000")
    before = contents(changed_text)
    assert check("--record")[0] == 1
    assert contents(changed_text) == before


def test_recording_what_is_recorded_changes_no_byte(check, harbour):
    before = contents(harbour)
    assert check("--record")[0] == 0
    assert contents(harbour) == before


def test_recording_twice_changes_no_byte(check, changed_text):
    check("--record")
    before = contents(changed_text)
    check("--record")
    assert contents(changed_text) == before


def test_recording_anew_writes_what_was_deleted(check, harbour):
    held = json.loads((harbour / "verified.json").read_bytes())
    (harbour / "verified.json").unlink()
    check("--record")
    written = json.loads((harbour / "verified.json").read_bytes())
    for entry in (*held["claims"].values(), *written["claims"].values()):
        del entry["day"]
    assert written == held


def test_recording_without_texts_keeps_what_was_recorded(check, harbour):
    without_texts(harbour)
    before = contents(harbour)
    check("--record")
    assert contents(harbour) == before


@pytest.fixture
def changed_claim(harbour):
    edit(harbour / "indicators.yaml", "phrase: harbour libraries,", "phrase: the harbour,")
    return harbour


def test_changed_claim_is_stale_until_it_is_recorded(check, changed_claim):
    assert check()[0] == 1
    assert check("--record")[0] == 0
    assert check() == (0, "12 of 12 found\n", "")


def test_stale_claim_is_noticed_without_texts(check, changed_claim):
    without_texts(changed_claim)
    status, said, printed = check()
    assert (status, said) == (1, "recorded 11, read again 0\n")
    assert "another claim or place than verified.json holds" in printed


def test_new_claim_is_a_warning_until_it_is_recorded(check, harbour):
    lock = json.loads((harbour / "verified.json").read_bytes())
    del lock["claims"]["bay-lessons-2024"]
    (harbour / "verified.json").write_text(json.dumps(lock), encoding="utf-8")
    status, _, warned = check()
    assert status == 0
    assert "1 of 12 claims not recorded" in warned
    check("--record")
    assert check() == (0, "12 of 12 found\n", "")


# What verification finds.


def test_every_span_stands_at_its_position(harbour_collection):
    texts = read_texts(harbour_collection, TEXTS)
    for name, (_, claim) in harbour_collection.claims.items():
        text, found = texts[claim.source].text, harbour_collection.findings[name].positions
        spans = claim.evidence.spans()
        assert {r: text[p.start : p.end] for r, p in found.items()} == {
            role: span.phrase for role, span in spans.items()
        }


def test_second_of_two_equal_spans_is_found_by_its_number(harbour):
    edit(harbour / "seeds" / "texts" / "newsletter.txt", "under thirty.", "under thirty members.")
    subject = 'subject: {phrase: members, line: 6, nth: 3}, value: {phrase: "13,000 members"'
    edit(harbour / "indicators.yaml", 'value: {phrase: "13,000 members"', subject)
    result = verification(harbour, harbour / "seeds" / "texts")
    text = (harbour / "seeds" / "texts" / "newsletter.txt").read_text(encoding="utf-8")
    found = result.findings["bay-young-members-2024"].positions["subject"]
    assert found.start == text.index("thirty members") + len("thirty ")


@pytest.mark.parametrize(
    "texts, lock, state",
    [
        (True, True, "read_again"),
        (True, False, "read_again"),
        (False, True, "recorded"),
        (False, False, "unverified"),
    ],
)
def test_state_of_claims_follows_from_text_and_lock(harbour_collection, texts, lock, state):
    at_hand = read_texts(harbour_collection, TEXTS if texts else None)
    result = verify_citations(harbour_collection, at_hand, read_lock(HARBOUR) if lock else {})
    assert {finding.state for finding in result.findings.values()} == {state}


def test_claim_that_is_not_found_is_unverified_and_the_others_are_read_again(harbour):
    edit(harbour / "indicators.yaml", "value: 31\n", "value: 13\n")
    result = verification(harbour, harbour / "seeds" / "texts")
    assert result.findings["bay-skippers-2024-ban-tin"].state == "unverified"
    assert (result.count("read_again"), len(result.findings)) == (11, 12)


def test_data_date_is_the_day_of_the_look(harbour_collection):
    texts = read_texts(harbour_collection, TEXTS)
    result = verify_citations(harbour_collection, texts, {}, date(2031, 2, 3))
    seen = replace(harbour_collection, findings=result.findings)
    assert seen.data_date == "2031-02-03"


def test_entry_that_says_the_same_keeps_its_day(harbour_collection):
    texts, lock = read_texts(harbour_collection, TEXTS), read_lock(HARBOUR)
    result = verify_citations(harbour_collection, texts, lock, date(2031, 2, 3))
    assert lock_entries(harbour_collection, result, texts, lock) == lock


CHANGES = {
    "one more": lambda value: value + 1,
    "one less": lambda value: value - 1,
    "a thousandfold": lambda value: value * 1000,
    "a thousandth": lambda value: value / 1000,
}


def changed_fields(claim, change, field):
    fields = {name: getattr(claim, name) for name in ("value", "low", "high")}
    given = [name for name, value in fields.items() if value is not None]
    name = given[field % len(given)]
    return {name: CHANGES[change](fields[name])}


@pytest.mark.parametrize("texts", [True, False], ids=["with texts", "without texts"])
@given(data=st.data())
def test_changed_value_of_any_claim_is_a_problem_of_that_claim(harbour_collection, texts, data):
    name = data.draw(st.sampled_from(sorted(harbour_collection.claims)))
    change = data.draw(st.sampled_from(sorted(CHANGES)))
    _, claim = harbour_collection.claims[name]
    fields = changed_fields(claim, change, data.draw(st.integers(0, 1)))
    wrong = with_claim(harbour_collection, name, **fields)
    at_hand = read_texts(wrong, TEXTS if texts else None)
    problems = verify_citations(wrong, at_hand, {}).problems
    same = wrong.claims[name][1] == claim  # nothing times a thousand is nothing
    assert [name in problem.thing for problem in problems] == ([] if same else [True])


# The project's own claims, by the table of what the articles say.

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
