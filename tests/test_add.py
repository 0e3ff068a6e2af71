"""Adding an article: the calls, what they write, what ends them."""

import subprocess
import sys
from itertools import islice

import pytest
from adding import ALL, BAY, LOANS, MEMBERS, ROOMS, SHA, SOURCE, Terminal, add, files, lines_lost
from support import HARBOUR, PROJECT

from dashboard.cli import main


class TestAnArticleThatIsNew:
    @pytest.fixture
    def done(self, folder):
        return add(folder, ALL)

    def test_is_added_and_checked(self, done, folder):
        assert (done.returncode, done.stderr.count("\n")) == (0, 2)
        assert done.stdout.endswith("3 files written. The check says:\n14 of 14 found\n")
        assert "2 of 14 claims not recorded" in done.stderr
        assert main(["check", "--data", str(folder), "--require-texts"]) == 0

    def test_shows_before_what_will_be_written(self, done):
        assert "+++ indicators.yaml" in done.stdout
        assert "+++ seeds/bay.md" in done.stdout
        assert "+      - id: bay-boat-loans-2025" in done.stdout

    def test_has_a_record_with_what_was_answered(self, done, folder):
        assert (
            (folder / "seeds" / "bay.md").read_text("utf-8")
            == """---
id: bay-gazette-2025-03-12
text: bay.txt
publisher: {name: Bay Gazette, basis: printed}
title: {text: Libraries of the bay go digital, basis: printed}
author: Ann Ahoy
address: null
language: en
published: {date: "2025-03-12", basis: printed}
text_origin: copy
fingerprint:
  sha256: 61cd6637f66d9bfc44d3c62185e5faea0794d7c856851b213fb324ea014926a9
  characters: 213
no_figures:
  - {phrase: 12 March 2025, why: date, lines: {3: 1}}
  - {phrase: "2024", why: date, lines: {3: 1}}
  - {phrase: One, why: article_word, lines: {4: 1}}
  - {phrase: "45", why: other, lines: {4: 1}}
  - {phrase: "3", why: beyond, lines: {4: 1}}
---

## en

Loans grew.

## vi

Số lượt tăng.

## ko

대여가 늘었다.
"""
        )

    def test_leaves_every_line_that_was_there(self, done, folder):
        assert lines_lost(folder) == []
        unchanged = {
            path for path, content in files(HARBOUR).items() if files(folder)[path] == content
        }
        assert {str(path) for path in set(files(HARBOUR)) - unchanged} == {"indicators.yaml"}

    def test_has_its_text_beside_the_others(self, done, folder):
        assert (folder / "seeds" / "texts" / "bay.txt").read_text("utf-8") == BAY

    def test_keeps_no_answers(self, done, folder):
        assert list((folder / "seeds").glob(".*")) == []

    def test_asks_only_for_what_is_open_when_it_is_added_again(self, done, folder):
        again = add(folder, [])
        assert (again.returncode, again.stdout) == (0, "Nothing to write.\n")


class TestStopping:
    @pytest.mark.parametrize("at_a_time", [6, pytest.param(1, marks=pytest.mark.long)])
    def test_after_each_answer_writes_nothing_and_goes_on_with_the_next(self, folder, at_a_time):
        before, answers = files(folder), iter(ALL[:-1])
        while some := [*islice(answers, at_a_time)]:
            assert add(folder, some).returncode == 1
        changed = {str(p) for p, content in files(folder).items() if before.get(p) != content}
        assert changed == {f"seeds/.bay.{SHA}.answers.json"}
        done = add(folder, ["y"])
        assert done.stdout.endswith("14 of 14 found\n")
        assert f"Going on with {len(ALL) - 1} answers of before" in done.stdout

    def test_by_ctrl_c_in_a_terminal_keeps_what_was_decided(self, folder):
        terminal = Terminal(folder)
        for answer in SOURCE:
            terminal.answer(answer)
        assert "Take them so?" in terminal.shown
        assert terminal.interrupt() == 130
        assert "Stopped; 13 answers are kept" in terminal.shown
        assert add(folder, ALL[len(SOURCE) :]).stdout.endswith("14 of 14 found\n")

    def test_by_a_no_at_the_end_writes_nothing(self, folder):
        before = files(folder)
        done = add(folder, [*ALL[:-1], "n"])
        assert done.returncode == 0
        assert "Nothing is written; 35 answers are kept" in done.stdout
        assert {p for p, c in files(folder).items() if before.get(p) != c} == {
            p for p in files(folder) if p.name.startswith(".bay.")
        }

    def test_where_there_is_no_input_says_so(self, folder):
        done = subprocess.run(
            f"{sys.executable} -m dashboard add {folder.parent / 'bay.txt'} --data {folder} <&-",
            shell=True, capture_output=True, text=True, cwd=PROJECT,
        )  # fmt: skip
        assert (done.returncode, "Traceback" in done.stderr) == (1, False)
        assert "Stopped; 0 answers are kept" in done.stderr

    def test_before_it_is_said_whether_answers_are_taken_over_keeps_them(self, folder):
        add(folder, SOURCE)
        [kept] = (folder / "seeds").glob(".bay.*")
        (folder.parent / "bay.txt").write_text(BAY.replace("clerks", "keepers"), "utf-8")
        done = add(folder, [])
        assert (done.returncode, "Traceback" in done.stderr) == (1, False)
        assert kept.exists()

    def test_afresh_forgets_what_was_kept(self, folder):
        add(folder, ["Wrong Gazette"])
        done = add(folder, ALL, "--afresh")
        assert "Wrong" not in done.stdout
        assert done.stdout.endswith("14 of 14 found\n")


class TestAnswersThatCannotBe:
    @pytest.mark.parametrize(
        ("before", "wrong", "said"),
        [
            ([], "", "it is needed"),
            (SOURCE[:1], "guessed", "one of printed, address, inferred"),
            (SOURCE[:5], "javascript:alert(1)", "an address that begins with http:// or https://"),
            (SOURCE[:6], "last May", "a date that exists"),
            (SOURCE[:6], "2025-02-31", "a date that exists"),
            (SOURCE[:8], "bay-news-2024-05-02", "'bay-news-2024-05-02' is taken"),
            (SOURCE[:8], "collection", "expected another id"),
            (SOURCE[:8], "bay-young-share", "'bay-young-share' is taken"),
            (SOURCE[:10], "## en", "no line of it may begin with ##"),
            ([*SOURCE, "", "c"], "bay-boat-lones", "did you mean 'bay-boat-loans'?"),
            ([*SOURCE, "", "c"], "new Bay Rooms", "lower-case letters and digits"),
            ([*SOURCE, "", "c", "1", ""], "last year", "a date that exists"),
            ([*SOURCE, "", *LOANS[:4]], "about 2,500 boats", "not on line 3, letter by letter"),
            ([*SOURCE, "", *LOANS[:4]], "boats were lent", "with 'about 2,400' in it"),
            ([*SOURCE, "", *LOANS[:5]], BAY.splitlines()[2][:44], "at most 7 words"),
            ([*SOURCE, "", *LOANS[:6]], "tresurer", "did you mean 'treasurer'?"),
            ([*SOURCE, "", *LOANS[:7]], "The treasurer", "not in the article, letter by letter"),
        ],
    )
    def test_end_a_call_through_a_pipe_with_the_reason(self, folder, before, wrong, said):
        done = add(folder, [*before, wrong])
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr

    @pytest.mark.parametrize("given", [0, 6, len(SOURCE) + 4])
    def test_lose_nothing_that_was_answered_before(self, folder, given):
        assert add(folder, [*ALL[:given], "2025-02-31 \x07"]).returncode == 2
        assert add(folder, ALL[given:]).stdout.endswith("14 of 14 found\n")

    def test_are_asked_for_again_in_a_terminal(self, folder):
        terminal = Terminal(folder)
        terminal.answer("")
        assert "it is needed" in terminal.shown
        assert terminal.interrupt() == 130

    def test_that_were_given_can_be_taken_back(self, folder):
        done = add(folder, ["Wrong Gazette", "printed", "<", "<", *ALL])
        assert done.stdout.endswith("14 of 14 found\n")
        assert "Wrong" not in (folder / "seeds" / "bay.md").read_text("utf-8")

    @pytest.mark.parametrize(
        ("before", "told"),
        [
            (SOURCE[:9], "context: what others say"),
            ([*SOURCE, ""], "l: later"),
            ([*SOURCE, "", "n"], "beyond: a figure of"),
        ],
    )
    def test_are_explained_on_demand(self, folder, before, told):
        assert told in add(folder, [*before, "?"]).stdout


class TestAnArticleThatCannotBeAdded:
    def test_for_it_is_none_is_refused_before_any_question(self, folder):
        (folder.parent / "bay.txt").write_bytes(b"\xff\xfe")
        done = add(folder, ALL)
        assert (done.returncode, done.stdout) == (1, "")

    def test_for_its_name_is_anothers_is_refused(self, folder):
        (folder.parent / "newsletter.txt").write_text(BAY, "utf-8")
        before = files(folder)
        done = add(folder, ALL, article="newsletter.txt")
        assert (done.returncode, files(folder)) == (2, before)
        assert "has a text of this name and other content" in done.stderr

    def test_for_its_name_fits_no_record_is_refused(self, folder):
        (folder.parent / "my bay.txt").write_text(BAY, "utf-8")
        assert "rename it" in add(folder, ALL, article="my bay.txt").stderr

    def test_for_nothing_is_claimed_of_it_writes_nothing(self, folder):
        before = files(folder)
        done = add(folder, [*SOURCE, "", "q", "y"])
        assert done.returncode == 1
        assert "no claim that cites it" in done.stderr
        kept = {p: c for p, c in files(folder).items() if not p.name.startswith(".bay")}
        assert kept == before

    def test_writes_over_no_other_text(self, folder):
        text = folder / "seeds" / "texts" / "bay.txt"
        text.write_text("Another text of this name.\n", "utf-8")
        done = add(folder, ALL)
        assert (done.returncode, done.stdout) == (2, "")
        assert f"{text} is there already, with other content" in done.stderr
        assert text.read_text("utf-8") == "Another text of this name.\n"

    @pytest.mark.parametrize(
        ("name", "said"), [("-", "name the article's file"), (".", "a folder")]
    )
    def test_for_it_is_no_file_is_refused_with_a_hint(self, capsys, name, said):
        assert main(["add", name]) == 2
        assert said in capsys.readouterr().err

    def test_writes_over_no_other_record(self, folder):
        (folder / "seeds" / "newsletter.md").rename(folder / "seeds" / "bay.md")
        record = (folder / "seeds" / "bay.md").read_bytes()
        assert add(folder, ALL).returncode == 0
        assert (folder / "seeds" / "bay.md").read_bytes() == record
        assert (folder / "seeds" / "bay-gazette-2025-03-12.md").exists()

    def test_takes_no_answers_that_another_of_its_name_was_given(self, folder):
        add(folder, SOURCE)
        (folder.parent / "bay.txt").write_text(BAY.replace("2,400", "2,500"), "utf-8")
        assert "Going on with" not in add(folder, []).stdout


class TestAnArticleThatIsKnown:
    def test_is_asked_only_for_what_was_left_for_later(self, folder):
        first = add(folder, [*SOURCE, "", *LOANS, "l", "l", "y"])
        assert first.returncode == 1  # the check asks for the two
        done = add(folder, [*MEMBERS, *ROOMS, "y"])
        assert done.stdout.endswith("14 of 14 found\n")
        assert lines_lost(folder) == []

    def test_may_have_listed_no_figure_before(self, folder):
        text = "Libraries\n\nThe libraries lent about 2,400 boats and have nearly 60,000 members.\n"
        (folder.parent / "bay.txt").write_text(text, "utf-8")
        dated = [*SOURCE[:6], "2025-03-12", "publication", *SOURCE[8:]]
        loans = ["c", "bay-boat-loans", "", "", "", "", "", ""]
        add(folder, [*dated, *loans, "l", "y"])
        assert "no_figures" not in (folder / "seeds" / "bay.md").read_text("utf-8")
        assert add(folder, ["n", "beyond", "y"]).stdout.endswith("13 of 13 found\n")


class TestSpans:
    def test_of_a_number_that_stands_twice_on_a_line_are_told_apart(self, folder):
        text = "Libraries\n\nOf 40 boats 40 boats came back; in 2024 it was so too.\n"
        (folder.parent / "bay.txt").write_text(text, "utf-8")
        boats = ["c", "bay-boat-loans", "", "", "40 boats", "", "", "", ""]
        done = add(
            folder, [*SOURCE[:6], "2025-03-12", "publication", *SOURCE[8:], "", *boats, *boats, "y"]
        )
        assert done.stdout.endswith("14 of 14 found\n"), done.stderr
        written = (folder / "indicators.yaml").read_text("utf-8")
        assert "value: {phrase: 40 boats, line: 3, nth: 2}" in written
        assert "id: bay-boat-loans-2025-bay-gazette" in written
