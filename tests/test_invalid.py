"""Every mistake is reported at its file and line, with what was found, expected, and the cure."""

import re
from pathlib import Path

import pytest
import yaml
from support import edit

from dashboard.cli import main
from dashboard.errors import DataError
from dashboard.reader import read_collection

MISTAKES = sorted((Path(__file__).parent / "data" / "invalid").glob("*.yaml"))
COUNT_LINE = re.compile(r"^(\d+) problems?(\. Nothing was loaded\.)?$", re.MULTILINE)


def make(mistake, folder):
    new = bytes.fromhex(mistake["bytes"]) if "bytes" in mistake else mistake["by"]
    edit(folder / mistake["file"], mistake["replace"], new, mistake.get("nth"))


def reported(printed):
    """Return the problems that were printed, each with its hint."""
    said = re.sub(COUNT_LINE, "", printed)
    return [p for p in re.split(r"\n(?! {4}hint: )", said) if p and not p.startswith("warning: ")]


def place(mistake):
    where = mistake["reports"]
    return f"{where['file']}: " if where["line"] is None else f"{where['file']}:{where['line']}: "


@pytest.fixture(params=MISTAKES, ids=lambda path: path.stem)
def mistake(request):
    return yaml.safe_load(request.param.read_text(encoding="utf-8"))


@pytest.fixture
def checked(mistake, harbour, capsys):
    make(mistake, harbour)
    return main(["check", "--data", str(harbour)]), capsys.readouterr().err


def test_mistake_ends_the_check_with_status_1_and_no_traceback(checked):
    status, printed = checked
    assert (status, "Traceback" in printed) == (1, False)


def test_mistake_is_reported_at_its_line_with_found_expected_and_cure(mistake, checked):
    there = [problem for problem in reported(checked[1]) if problem.startswith(place(mistake))]
    says = mistake["reports"]["says"]
    assert [p for p in there if all(part in p for part in says)], checked[1]


def test_problems_are_counted(checked):
    counts = COUNT_LINE.findall(checked[1])
    assert [int(n) for n, _ in counts] == [len(reported(checked[1]))]


def test_there_are_many_kinds_of_mistake():
    assert len(MISTAKES) >= 25


def test_untouched_collection_holds(harbour, capsys):
    assert main(["check", "--data", str(harbour)]) == 0
    assert capsys.readouterr() == ("12 of 12 found\n", "")


SEVERAL = ["unknown-topic", "misspelt-hedge", "unknown-key-of-a-source", "unknown-language"]


@pytest.fixture
def several(harbour):
    named = {path.stem: path for path in MISTAKES}
    mistakes = [yaml.safe_load(named[name].read_text(encoding="utf-8")) for name in SEVERAL]
    for one in mistakes:
        make(one, harbour)
    return [place(one) for one in mistakes]


def test_mistakes_in_several_files_are_reported_in_one_run(several, harbour, capsys):
    main(["check", "--data", str(harbour)])
    printed = capsys.readouterr().err
    assert [where for where in several if f"\n{where}" not in f"\n{printed}"] == []


def test_nothing_is_loaded_and_the_error_holds_every_problem(several, harbour):
    with pytest.raises(DataError) as raised:
        read_collection(harbour)
    said = [str(problem) for problem in raised.value.problems]
    assert all(any(problem.startswith(where) for problem in said) for where in several)


def test_mistakes_in_the_texts_and_in_the_claims_are_reported_in_one_run(harbour, capsys):
    edit(harbour / "indicators.yaml", "value: 31\n", "value: 13\n")
    edit(harbour / "seeds" / "texts" / "newsletter.txt", "One visitor", "One visitor of 63")
    main(["check", "--data", str(harbour)])
    printed = capsys.readouterr().err
    assert "found value 13" in printed
    assert "the number '63'" in printed


def test_syntax_error_neither_hides_nor_invents_other_mistakes(harbour):
    edit(harbour / "indicators.yaml", "schema: 1\n", "schema: [1\n")
    edit(harbour / "seeds" / "ban-tin.md", "language: vi", "language: vie")
    with pytest.raises(DataError) as raised:
        read_collection(harbour)
    files = [problem.file for problem in raised.value.problems]
    assert sorted(files) == ["indicators.yaml", "seeds/ban-tin.md"]
