"""Claims against their articles: what ``check`` finds, says and records."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import (
    CHANGES,
    HARBOUR,
    changed_fields,
    edit,
    recorded_positions,
    verification,
    with_claim,
)

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


def test_text_that_lacks_one_claim_has_the_others(check, harbour):
    edit(harbour / "indicators.yaml", "value: 1240", "value: 1241")
    status, said, printed = check()
    assert (status, said) == (1, "11 of 12 found\n")
    assert "1 problem" in printed


@pytest.mark.parametrize(
    ("phrase", "why", "read"),
    [("thirty", "date", "a figure"), ('"2021"', "caption", "a date"), ("2 May", "both", "a date")],
)
def test_reason_that_does_not_fit_its_number_is_a_warning(check, harbour, phrase, why, read):
    held = "other" if phrase == "thirty" else "date"
    path = harbour / "seeds" / "newsletter.md"
    edit(path, f"phrase: {phrase}, why: {held}", f"phrase: {phrase}, why: {why}")
    status, said, warned = check()
    assert (status, said) == (0, "12 of 12 found\n")
    assert f"found '{phrase.strip(chr(34))}' as '{why}'; on line" in warned
    assert f"it reads as {read}" in warned
    assert check("--record")[2] == warned  # which settles none


def test_figure_that_is_claimed_twice_is_a_warning(check, harbour):
    stated = """      - id: bay-boat-loans-2024-d
        value: 2300
        hedge: over
        source: ban-tin-2024-03-12
        evidence: {value: {phrase: hơn 2.300 chiếc thuyền, line: 3}}
        said_by: {speaker: null, attribution: article}
"""
    edit(harbour / "indicators.yaml", "  - id: bay-members\n", f"{stated}  - id: bay-members\n")
    status, _, warned = check()
    assert "found the same statement as claim 'bay-boat-loans-2024-ban-tin'" in warned
    assert status == 0


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


def test_of_some_claims_only_their_own_days_count(harbour_collection):
    first, second, *_ = harbour_collection.primary
    found = dict(harbour_collection.findings)
    found[second] = replace(found[second], day="2031-02-03")
    seen = replace(harbour_collection, findings=found)
    assert seen.found_since([second]) == "2031-02-03"
    assert seen.found_since([first, second]) == found[first].day == seen.data_date


def test_entry_that_says_the_same_keeps_its_day(harbour_collection):
    texts, lock = read_texts(harbour_collection, TEXTS), read_lock(HARBOUR)
    result = verify_citations(harbour_collection, texts, lock, date(2031, 2, 3))
    assert lock_entries(harbour_collection, result, texts, lock) == lock


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
