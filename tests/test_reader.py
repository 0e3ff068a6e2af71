"""What is accepted, how it is built, and where it is said to stand."""

import unicodedata

import pytest
from support import HARBOUR, PROJECT, edit

from dashboard.audit import undecided
from dashboard.errors import DataError, UsageError
from dashboard.reader import read_collection, read_lock, read_texts

TEXTS = HARBOUR / "seeds" / "texts"


def claim(collection, name):
    return collection.claims[name][1]


@pytest.mark.parametrize(
    "written, value", [("1240", 1240), ("1240.5", 1240.5), ("-3", -3), ("+7", 7), ("0.25", 0.25)]
)
def test_plain_numbers_are_read_as_written(written, value, harbour):
    edit(harbour / "indicators.yaml", "value: 1240", f"value: {written}")
    read = claim(read_collection(harbour), "bay-boat-loans-2024").value
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize("written", ['"2021"', "'2021-05'", '"2024-05-02"', '"2021/2023-06"'])
def test_quoted_periods_stay_text(written, harbour):
    edit(harbour / "indicators.yaml", '"2021"', written)
    read = claim(read_collection(harbour), "bay-boat-loans-2024").reference_period
    assert read == written[1:-1]


@pytest.mark.parametrize(
    "written, words",
    [('"NO"', "NO"), ('"12:30:00"', "12:30:00"), ("1e3", "1e3"), ("'yes'", "yes"), ("null", None)],
)
def test_quoted_words_stay_words(written, words, harbour):
    edit(harbour / "indicators.yaml", "editors@example.org", written)
    assert read_collection(harbour).records.site.contact == words


def test_what_is_left_out_has_its_default(harbour_collection):
    loans = claim(harbour_collection, "bay-boat-loans-2024")
    assert (loans.modality, loans.per, loans.reading.basis) == ("fact", None, "plain")


def test_sources_are_numbered_in_the_order_of_their_files(harbour_collection):
    assert harbour_collection.numbers == {"ban-tin-2024-03-12": 1, "bay-news-2024-05-02": 2}


def test_summary_is_read_by_language(harbour_collection):
    summary = harbour_collection.sources["bay-news-2024-05-02"].summary
    assert summary["vi"] == "Việc cho mượn thuyền tăng ba năm liền."


@pytest.mark.parametrize(
    "record, path, file, text",
    [
        ("bay-members", (), "indicators.yaml", "  - id: bay-members\n"),
        ("bay-members", ("reads", "vi"), "indicators.yaml", 'reads: {en: "The libraries have'),
        ("bay-boat-loans-2024", ("evidence", "speaker"), "indicators.yaml", "speaker: {phrase"),
        ("bay-lessons-2024", ("per",), "indicators.yaml", "per: year"),
        ("when", ("kind",), "indicators.yaml", "kind: timeline"),
        ("bay-news-2024-05-02", ("fingerprint", "characters"), "seeds/newsletter.md", "characters"),
        ("bay-news-2024-05-02", ("no_figures", 4), "seeds/newsletter.md", "phrase: pier 7"),
    ],
)
def test_field_is_located_at_its_file_and_line(harbour_collection, record, path, file, text):
    lines = (HARBOUR / file).read_text(encoding="utf-8").split(text)[0].count("\n") + 1
    assert harbour_collection.locate(record, path)[:2] == (file, lines)


def test_located_thing_is_named_by_record_and_field(harbour_collection):
    thing = harbour_collection.locate("bay-lessons-2024", ("evidence", "value"))[2]
    assert thing == "claim 'bay-lessons-2024', field 'evidence.value'"


def test_field_that_is_left_out_is_located_at_its_record(harbour_collection):
    here = harbour_collection.locate("bay-members-2024", ("note",))
    assert here[:2] == harbour_collection.locate("bay-members-2024", ())[:2]


@pytest.fixture
def split(harbour):
    """Cut the file before its sixth indicator and before its derived figures."""
    whole = (harbour / "indicators.yaml").read_text(encoding="utf-8")
    head, regatta, rest = whole.partition("  - id: bay-regatta-edition\n")
    middle, derived, tail = (regatta + rest).partition("derived:\n")
    (harbour / "indicators.yaml").unlink()
    (harbour / "indicators").mkdir()
    parts = {"a.yaml": head, "b.yaml": f"indicators:\n{middle}", "c.yaml": derived + tail}
    for name, content in parts.items():
        (harbour / "indicators" / name).write_text(content, encoding="utf-8")
    return harbour


def test_indicators_in_several_files_are_read_as_one(split, harbour_collection):
    assert read_collection(split).records == harbour_collection.records


def test_claims_of_a_further_file_are_located_in_it(split):
    place = read_collection(split).locate("bay-regatta-edition", ())
    assert place[:2] == ("indicators/b.yaml", 2)


def test_duplicate_in_two_files_is_reported_with_both_places(split):
    edit(split / "indicators" / "c.yaml", "id: bay-young-share", "id: bay-lessons-2024")
    with pytest.raises(DataError, match=r"indicators/c\.yaml:2: .* first at indicators/b\.yaml:"):
        read_collection(split)


def lf_to_crlf(text):
    return text.replace("\n", "\r\n")


def with_mark(text):
    return "\ufeff" + text


def decomposed(text):
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize("written", [lf_to_crlf, with_mark, decomposed])
def test_texts_are_normalised_so_that_positions_hold(written, harbour, harbour_collection):
    path = harbour / "seeds" / "texts" / "ban-tin.txt"
    path.write_bytes(written(path.read_text(encoding="utf-8")).encode())
    read = read_texts(harbour_collection, path.parent)["ban-tin-2024-03-12"].text
    assert read == (TEXTS / "ban-tin.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("written", [lf_to_crlf, with_mark, decomposed])
def test_records_with_other_line_ends_or_a_mark_are_read_alike(
    written, harbour, harbour_collection
):
    path = harbour / "seeds" / "newsletter.md"
    path.write_bytes(written(path.read_text(encoding="utf-8")).encode())
    read = read_collection(harbour).sources["bay-news-2024-05-02"]
    held = harbour_collection.sources["bay-news-2024-05-02"]
    assert read.model_copy(update={"summary": held.summary}) == held


def test_fingerprint_is_of_the_bytes_and_characters_of_the_normalised_text(harbour_collection):
    texts = read_texts(harbour_collection, TEXTS)
    for name, source in harbour_collection.sources.items():
        held = (source.fingerprint.sha256, source.fingerprint.characters)
        assert (texts[name].sha256, len(texts[name].text)) == held


def test_texts_that_are_not_at_hand_are_left_out(harbour, harbour_collection):
    (harbour / "seeds" / "texts" / "newsletter.txt").unlink()
    assert set(read_texts(harbour_collection, harbour / "seeds" / "texts")) == {
        "ban-tin-2024-03-12"
    }


def test_no_folder_of_texts_gives_no_texts(harbour_collection):
    assert read_texts(harbour_collection, None) == {}


def test_lock_that_is_not_there_is_empty(tmp_path):
    assert read_lock(tmp_path) == {}


def test_lock_is_read_by_claim(harbour_collection):
    assert read_lock(HARBOUR).keys() == harbour_collection.claims.keys()


@pytest.mark.parametrize(
    "content",
    [
        "[]",
        '{"claims": []}',
        '{"claims": {"a": 1}}',
        '{"claims": {"a": {"hash": "b"}}}',
        '{"claims": {"a": {"hash": "b", "fingerprint": "c", "day": null, "positions": 3}}}',
        '{"claims": {"a": {"hash": "b", "fingerprint": "c", "day": null,'
        ' "positions": {"value": [1]}}}}',
    ],
)
def test_lock_of_another_shape_is_refused(content, tmp_path):
    (tmp_path / "verified.json").write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match="what --record writes"):
        read_lock(tmp_path)


@pytest.mark.parametrize("content", ["", "- a list\n", "a word\n"])
def test_file_that_is_no_mapping_is_reported(content, harbour):
    (harbour / "indicators.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=r"indicators\.yaml:1: .*no mapping"):
        read_collection(harbour)


def test_folder_without_records_is_a_wrong_call(tmp_path):
    with pytest.raises(UsageError, match=r"indicators\.yaml"):
        read_collection(tmp_path)


def test_problems_come_in_the_order_of_files_and_lines(harbour):
    edit(harbour / "seeds" / "ban-tin.md", "language: vi", "language: vie")
    edit(harbour / "indicators.yaml", "measure: flow", "measure: flaw")
    edit(harbour / "indicators.yaml", "schema: 1\n", "schema: 2\n")
    with pytest.raises(DataError) as raised:
        read_collection(harbour)
    places = [(problem.file, problem.line) for problem in raised.value.problems]
    assert places == [("indicators.yaml", 2), ("indicators.yaml", 177), ("seeds/ban-tin.md", 12)]


def test_projects_own_records_are_complete():
    collection = read_collection(PROJECT)
    counts = [len(x) for x in (collection.indicators, collection.claims, collection.sources)]
    assert counts == [16, 41, 19]


def test_the_articles_of_the_project_state_sixteen_claims():
    collection = read_collection(PROJECT)
    articles = [s for s in collection.sources.values() if s.role == "primary"]
    assert (len(collection.primary), len(articles)) == (16, 3)


def test_of_files_that_cannot_be_read_nobody_is_blamed_who_names_what_is_in_them(harbour):
    edit(harbour / "seeds" / "newsletter.md", "publisher:", "publisher: [")
    with pytest.raises(DataError) as raised:
        read_collection(harbour)
    [problem] = raised.value.problems
    assert (problem.file, problem.thing) == ("seeds/newsletter.md", "YAML")


def test_what_is_wrong_elsewhere_is_told_beside_a_file_that_cannot_be_read(harbour):
    edit(harbour / "seeds" / "newsletter.md", "publisher:", "publisher: [")
    edit(harbour / "indicators.yaml", "unit: lessons", "unit: lesson")
    with pytest.raises(DataError) as raised:
        read_collection(harbour)
    assert {p.file for p in raised.value.problems} == {"seeds/newsletter.md", "indicators.yaml"}


def test_parts_without_the_main_file_are_none(harbour):
    (harbour / "indicators").mkdir()
    (harbour / "indicators.yaml").rename(harbour / "indicators" / "a.yaml")
    assert read_collection(harbour).indicators
    (harbour / "indicators" / "a.yaml").write_text("indicators: []\n", "utf-8")
    with pytest.raises(UsageError, match="holds no indicators"):
        read_collection(harbour)


def test_what_a_person_must_still_decide_of_a_speaker_is_asked_for(harbour):
    edit(harbour / "indicators.yaml", "the treasurer", "TODO")
    [problem] = undecided(read_collection(harbour))
    assert (problem.found, problem.thing) == ("TODO", "field 'speakers.treasurer'")
