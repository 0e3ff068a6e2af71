"""Adding an article: the conversation through a pipe and in a terminal, and what it writes."""

import difflib
import hashlib
import os
import pty
import re
import select
import subprocess
import sys
import time
from contextlib import suppress
from itertools import islice

import pytest
from support import HARBOUR, PROJECT, edit
from test_scan import BAY

from dashboard.answers import Answers
from dashboard.cli import main
from dashboard.conversation import Conversation
from dashboard.errors import DataError
from dashboard.reader import read_collection
from dashboard.scanning import language_for, scan
from dashboard.texts import article_of
from dashboard.writing import with_claims, with_entry

SHA = hashlib.sha256(BAY.encode()).hexdigest()[:8]

SOURCE = [
    "Bay Gazette", "printed", "", "", "Ann Ahoy", "", "", "", "", "",
    "Loans grew.", "Số lượt tăng.", "대여가 늘었다.",
]  # fmt: skip
NO_FIGURES = [""]
LOANS = ["c", "bay-boat-loans", "", "", "harbour libraries", "treasurer", "implied", "", ""]
MEMBERS = ["", "bay-members", "", "", "", "", "gần 60.000 hội viên", "회원 6만 명 가까이"]
ROOMS = ["n", "beyond"]
ALL = [*SOURCE, *NO_FIGURES, *LOANS, *MEMBERS, *ROOMS, "y"]


@pytest.fixture
def folder(harbour):
    (harbour.parent / "bay.txt").write_text(BAY, "utf-8")
    return harbour


def add(folder, answers, *options, article="bay.txt"):
    """Run the command with answers through a pipe, as its users do."""
    environment = {name: value for name, value in os.environ.items() if name != "ARTICLES_DIR"}
    return subprocess.run(
        [
            sys.executable, "-m", "dashboard", "add", str(folder.parent / article),
            "--data", str(folder), *options,
        ],
        input="".join(f"{answer}\n" for answer in answers),
        capture_output=True, text=True, cwd=PROJECT, env=environment, timeout=60,
    )  # fmt: skip


def files(folder):
    """Return the content of every file of a collection."""
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def lines_lost(folder):
    """Return the lines of the invented collection's files that are not there any more."""
    before, after = ((f / "indicators.yaml").read_text("utf-8") for f in (HARBOUR, folder))
    compared = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in compared if line.startswith("- ")]


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
        assert "Nothing is written; 33 answers are kept" in done.stdout
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
            ([*SOURCE, "", "c", "1", ""], "about 2,500 boats", "not on line 3, letter by letter"),
            ([*SOURCE, "", "c", "1", ""], "boats were lent", "with 'about 2,400' in it"),
            ([*SOURCE, "", "c", "1", "", ""], BAY.splitlines()[2][:44], "at most 7 words"),
            ([*SOURCE, "", "c", "1", "", "", ""], "tresurer", "did you mean 'treasurer'?"),
        ],
    )
    def test_end_a_call_through_a_pipe_with_the_reason(self, folder, before, wrong, said):
        done = add(folder, [*before, wrong])
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr
        assert add(folder, ALL[len(before) :]).stdout.endswith("14 of 14 found\n")

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
        boats = ["c", "bay-boat-loans", "", "40 boats", "", "", "", ""]
        done = add(
            folder, [*SOURCE[:6], "2025-03-12", "publication", *SOURCE[8:], "", *boats, *boats, "y"]
        )
        assert done.stdout.endswith("14 of 14 found\n"), done.stderr
        written = (folder / "indicators.yaml").read_text("utf-8")
        assert "value: {phrase: 40 boats, line: 3, nth: 2}" in written
        assert "id: bay-boat-loans-2025-bay-gazette" in written


class TestAnIndicatorThatIsNew:
    ANSWERS = (
        *SOURCE, *NO_FIGURES, "l", "l",
        "c", "new bay-rooms", "people", "new rooms", "room", "rooms", "phòng", "개 열람실",
        "NZL KOR", "Reading rooms", "Phòng đọc", "열람실",
        "", "", "", "", "new clerk", "the clerk", "thủ thư", "사서", "", "", "", "y",
    )  # fmt: skip

    def test_is_written_with_what_is_still_to_do(self, folder):
        done = add(folder, self.ANSWERS)
        assert done.returncode == 1
        for field in ("definition", "reads", "silent_on"):
            assert (
                f"indicator 'bay-rooms', field '{field}': found TODO; expected words" in done.stderr
            )
        assert lines_lost(folder) == []

    def test_is_served_once_that_is_done(self, folder):
        add(folder, self.ANSWERS)
        path = folder / "indicators.yaml"
        path.write_text(path.read_text("utf-8").replace("TODO", "So."), "utf-8")
        assert main(["check", "--data", str(folder)]) == 1  # two figures are left for later
        assert add(folder, [*LOANS, *MEMBERS, "y"]).stdout.endswith("15 of 15 found\n")
        assert (folder / "indicators.yaml").read_text("utf-8").count("clerk:") == 1


class Talk:
    """The questions alone, in this process: what is said, and how far the answers lead."""

    def __init__(self, folder, answers, text=BAY):
        article = article_of(text.encode(), "bay.txt")
        collection = read_collection(folder)
        language = language_for("auto", article, collection)
        self.left, self.said, self.changes = iter(answers), [], None
        kept = Answers(folder / "seeds" / ".bay.json", self._ask, self.said.append, patient=True)
        scanned = scan("bay.txt", article, language, collection)
        with suppress(EOFError):  # the answers were all taken
            self.changes = Conversation(folder, scanned, collection, kept).changes()

    def _ask(self, question):
        self.said.append(question)
        answer = next(self.left, None)
        if answer is None:
            raise EOFError
        return answer

    @property
    def last(self):
        return self.said[-1]

    @property
    def told(self):
        return "\n".join(self.said)


def number_of(text):
    """Return an article with one number, and the answers before it."""
    return f"Bay\n\n{text}\n", [*SOURCE[:6], "2025-03-12", "publication", *SOURCE[8:]]


class TestAQuestion:
    @pytest.mark.parametrize(
        ("before", "wrong", "said"),
        [
            ([], "Bay \x1b[D Gazette", "expected words"),
            (SOURCE[:2], "A \u202e title", "expected words"),
            (SOURCE[:4], "Ann\x07", "expected words"),
            (SOURCE[:10], "It \x1b grew.", "expected words"),
            ([*SOURCE, "", *LOANS[:7]], "\x1b[D", "expected words"),
            ([*SOURCE, "", "c"], "bay-regatta-edition", "'about 2,400' is read as figure"),
            ([*SOURCE, "", "c"], "bay-night-schools", "says there is none yet"),
        ],
    )
    def test_refuses_what_a_record_would_refuse_and_is_put_again(self, folder, before, wrong, said):
        talk = Talk(folder, [*before, wrong])
        assert said in talk.said[-2]
        assert talk.last == talk.said[-3]

    @pytest.mark.parametrize("n", range(len(ALL) - 1))
    def test_is_explained_and_takes_no_question_mark_for_an_answer(self, folder, n):
        talk = Talk(folder, [*ALL[:n], "?"])
        question, explained, again = talk.said[-3:]
        assert question == again and explained.startswith(("  ", "With"))

    def test_that_is_the_first_has_none_before_it(self, folder):
        talk = Talk(folder, ["<"])
        assert talk.said[-2] == "  this is the first question"
        assert talk.last == "Publisher: "

    def test_goes_back_to_a_later_as_to_any_other(self, folder):
        talk = Talk(folder, [*SOURCE, "", "l", "<"])
        assert talk.last.startswith("c claim")
        assert "about 2,400" in talk.said[-2]

    def test_of_a_share_is_not_of_an_indicator_that_counts(self, folder):
        text, before = number_of("Membership rose by 12.5% of late.")
        talk = Talk(folder, [*before, "c", "bay-members"], text)
        assert "'12.5%' is read as change, 'bay-members' is of kind count" in talk.told

    def test_of_another_unit_warns(self, folder):
        text, before = number_of("They have 740 lighthouses.")
        talk = Talk(folder, [*before, "c", "bay-members"], text)
        assert "the article counts 'lighthouses', 'bay-members' counts people" in talk.told

    def test_lists_indicators_with_unit_and_last_value(self, folder):
        talk = Talk(folder, [*SOURCE, "", "c"])
        assert "    1 bay-boat-loans: Boats lent (loans; last 2,300)" in talk.told

    def test_of_words_with_a_harmful_sign_refuses_them(self, folder):
        text, before = number_of("They have 740 \u202e members.")
        talk = Talk(folder, [*before, "c", "bay-members", "", "740 \u202e members"], text)
        assert "expected words" in talk.said[-2]

    def test_of_a_zero_offers_no_claim_and_says_why(self, folder):
        text, before = number_of("They own 0 lighthouses.")
        talk = Talk(folder, [*before, "c"], text)
        assert "value 0 exactly where the hedge is 'none_yet'" in talk.said[-2]

    def test_of_a_context_source_begins_no_indicator(self, folder):
        talk = Talk(folder, [*SOURCE[:9], "context", *SOURCE[10:], "", "c", "new bay-rooms"])
        assert "begins with a claim of a primary source" in talk.said[-2]

    def test_how_a_thing_is_known_has_a_default_only_where_the_text_prints_it(self, folder):
        assert Talk(folder, SOURCE[:1]).last.endswith("inferred, unknown: ")
        folder = folder.rename(folder.parent / "another")
        (folder / "seeds" / ".bay.json").unlink()
        assert Talk(folder, [*SOURCE[:3]]).last.endswith("inferred [printed]: ")

    def test_of_the_title_may_be_answered_with_none(self, folder):
        described = ["-", "A leaflet", "Tờ rơi", "전단"]
        talk = Talk(folder, [*SOURCE[:2], *described, *ALL[4:-1]])
        [record] = (text for path, text in talk.changes.items() if path.suffix == ".md")
        assert "title:\n  text: null\n  basis: unknown\n  description: {en: A leaflet," in record

    def test_of_the_last_number_says_that_nothing_is_claimed(self, folder):
        talk = Talk(folder, [*SOURCE, "", "l", "l"])
        assert "an article of which nothing is claimed cannot be added" in talk.told


class TestANumberThatIsProbablyNone:
    def test_is_shown_with_the_words_beside_it(self, folder):
        assert "  other: clerks, aged «45», counts" in Talk(folder, SOURCE).told

    def test_may_be_left_for_later_or_claimed_where_it_has_a_value(self, folder):
        talk = Talk(folder, [*SOURCE, "n", "l", "c", "date", "l", "l"])
        assert "it has no value that a claim could state" in talk.told
        assert talk.last.startswith("c claim")


class TestAReadingThatIsOurs:
    TEXT = "It is said that north of 50 lighthouses burn."
    HEDGE = ("c", "bay-members", "", "north of 50 lighthouses", "over", "So.", "Vậy.", "그렇다.")

    def test_is_asked_for_where_words_stand_before_the_number(self, folder):
        text, before = number_of(self.TEXT)
        talk = Talk(folder, [*before, *self.HEDGE, "", "", "", ""], text)
        [written] = (said for path, said in talk.changes.items() if path.suffix == ".yaml")
        assert "hedge: over" in written
        assert "reading: {basis: inferred, why: {en: So., vi: Vậy., ko: 그렇다.}}" in written

    def test_holds_where_it_says_why_and_cites_words(self, folder):
        text, before = number_of(self.TEXT)
        (folder.parent / "bay.txt").write_text(text, "utf-8")
        added = add(folder, [*before, *self.HEDGE, "", "", "", "", "y"])
        assert added.stdout.endswith("13 of 13 found\n"), added.stderr

    def test_of_a_plain_sentence_does_not_stand(self, folder, capsys):
        path = folder / "indicators.yaml"
        edit(path, "hedge: at_least", "hedge: over")
        assert main(["check", "--data", str(folder)]) == 1
        edit(
            path,
            "at least 38 volunteer skippers, line: 7}}",
            "at least 38 volunteer skippers, "
            "line: 7}}\n        reading: {basis: inferred, why: {en: So., vi: Vậy., ko: 그렇다.}}",
        )
        capsys.readouterr()
        main(["check", "--data", str(folder)])
        assert "hedge" not in capsys.readouterr().err


class TestAnswersThatWereKept:
    def test_are_asked_for_again_where_they_do_not_fit_any_more(self, folder):
        Talk(folder, [*SOURCE, "", *LOANS[:5]])
        path = folder / "indicators.yaml"
        path.write_text(path.read_text("utf-8").replace("bay-boat-loans", "bay-lent-boats"))
        talk = Talk(folder, [])
        assert "'bay-boat-loans', as was answered before: no indicator has the id" in talk.told
        assert talk.last.startswith("  of the indicator")

    def test_are_asked_for_again_where_the_id_was_taken_meanwhile(self, folder):
        Talk(folder, ALL[:-1])
        edit(folder / "seeds" / "ban-tin.md", "ban-tin-2024-03-12", "bay-gazette-2025-03-12")
        path = folder / "indicators.yaml"
        path.write_text(path.read_text().replace("ban-tin-2024-03-12", "bay-gazette-2025-03-12"))
        talk = Talk(folder, ["bay-gazette-2025-03-12-b"])
        assert "'bay-gazette-2025-03-12' is taken" in talk.told
        assert talk.changes

    def test_take_in_what_was_left_for_later(self, folder):
        Talk(folder, [*SOURCE, "", "l"])
        assert "nearly 60,000" in Talk(folder, []).said[-2]

    def test_hold_on_where_a_misprint_is_mended(self, folder):
        Talk(folder, [*SOURCE, "", *LOANS])
        talk = Talk(folder, [], BAY.replace("harbour libraries", "libraries of the harbour"))
        assert "as was answered before: not on line 3" in talk.told

    @pytest.mark.parametrize("content", ["[1,2]", '{"a": 1}', "{", "null"])
    def test_are_refused_where_they_are_none(self, folder, content):
        (folder / "seeds" / ".bay.json").write_text(content)
        with pytest.raises(DataError, match="found no answers"):
            Talk(folder, [])

    def test_of_an_earlier_text_are_taken_over_if_wanted(self, folder):
        add(folder, SOURCE)
        (folder.parent / "bay.txt").write_text(BAY.replace("clerks", "keepers"), "utf-8")
        done = add(folder, ["y", *ALL[len(SOURCE) :]])
        assert done.stdout.endswith("14 of 14 found\n")
        assert list((folder / "seeds").glob(".*")) == []


class TestThePreview:
    def test_goes_back_to_the_last_question(self, folder):
        done = add(folder, [*ALL[:-1], "<", "other", "y"])
        assert done.stdout.endswith("14 of 14 found\n")
        assert '{phrase: "3", why: other' in (folder / "seeds" / "bay.md").read_text("utf-8")

    def test_leads_back_where_it_is_refused(self, folder):
        done = add(folder, [*SOURCE, "", "l", "l", *ROOMS, "<", "<", "<", "<", *ALL[14:]])
        assert "no claim that cites it" in done.stderr
        assert done.stdout.endswith("14 of 14 found\n"), done.stdout[-900:]

    def test_names_the_place_of_the_text(self, folder):
        done = add(folder, [*ALL[:-1], "n"])
        assert f"The text is kept as {folder / 'seeds' / 'texts' / 'bay.txt'}\n" in done.stdout


class TestAFileWrittenInAnotherWay:
    @pytest.fixture(
        params=[
            ("schema: 1\n", "schema:     1   # the first\n"),
            ("{phrase: 10-12 piers, line: 7}", "{ phrase:  10-12 piers,line: 7 }"),
            ("  - id: bay-members\n", "\n  # Members\n  # (paid)\n\n  - id: bay-members\n"),
            ("        note: {en: The", "        # a note\n        note: {en: The"),
            ("derived:\n", "\n\n# Shares\nderived:\n"),
        ],
        ids=["spaces", "brackets", "comments between", "comment in", "comment after"],
    )
    def odd(self, request, folder):
        edit(folder / "indicators.yaml", *request.param)
        return folder

    def test_is_as_it_was_but_for_what_is_added(self, odd):
        path = odd / "indicators.yaml"
        before = path.read_text("utf-8")
        changed = Talk(odd, ALL[:-1]).changes[path]
        compared = [*difflib.ndiff(before.splitlines(), changed.splitlines())]
        assert [line for line in compared if line.startswith("- ")] == []
        added = [line[2:] for line in compared if line.startswith("+ ")]
        assert len(added) == 15 and not any("#" in line for line in added)

    def test_keeps_the_comments_before_the_next_indicator_there(self, folder):
        path = folder / "indicators.yaml"
        edit(path, "  - id: bay-members\n", "\n  # Members\n  - id: bay-members\n")
        changed = Talk(folder, ALL[:-1]).changes[path]
        assert "\n\n  # Members\n  - id: bay-members\n" in changed

    def test_keeps_its_line_ends_its_permissions_and_its_link(self, folder):
        path, real = folder / "indicators.yaml", folder / "really.yml"
        path.rename(real)
        real.write_bytes(real.read_bytes().replace(b"\n", b"\r\n"))
        real.chmod(0o600)
        path.symlink_to(real.name)
        assert add(folder, ALL).returncode == 0
        written = real.read_bytes()
        assert path.is_symlink() and real.stat().st_mode & 0o777 == 0o600
        assert written.count(b"\n") == written.count(b"\r\n") > 200

    def test_keeps_its_own_indentation_and_comments(self, folder):
        path = folder / "indicators.yaml"
        head, lists = path.read_text("utf-8").split("indicators:\n")
        lists = re.sub("^  ", "", lists, flags=re.MULTILINE)
        lists = re.sub("^    ", "  ", lists, flags=re.MULTILINE)
        flush = f"{head}indicators:  # flush with their key\n{lists}"
        path.write_text(flush, "utf-8")
        assert add(folder, ALL).returncode == 0
        rows = iter(path.read_text("utf-8").splitlines())
        assert all(row in rows for row in flush.splitlines())

    def test_may_hold_its_lists_in_brackets(self):
        content = "speakers: {}\nindicators: [{id: a, claims: [{id: b}]}]\n"
        written = with_claims(content, "a", [{"id": "c", "value": 3}])
        written = with_entry(written, "speakers", "d", {"e": "f"})
        assert written == (
            "speakers: {d: {e: f}}\nindicators: [{id: a, claims: [{id: b}, {id: c, value: 3}]}]\n"
        )


#: Takes the terminal on its standard input as its own, then becomes the command.
IN_A_TERMINAL = """import fcntl, os, signal, sys, termios
signal.signal(signal.SIGINT, signal.SIG_DFL)  # who runs the tests may ignore it
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, "-m", "dashboard", *sys.argv[1:]])"""


class Terminal:
    """The command in a terminal of its own: answers are typed, Ctrl-C is the key."""

    def __init__(self, folder):
        self.fd, inside = pty.openpty()
        arguments = ["add", str(folder.parent / "bay.txt"), "--data", str(folder)]
        self.process = subprocess.Popen(
            [sys.executable, "-c", IN_A_TERMINAL, *arguments],
            stdin=inside, stdout=inside, stderr=inside, cwd=PROJECT, start_new_session=True,
            env={n: v for n, v in os.environ.items() if n != "ARTICLES_DIR"},
        )  # fmt: skip
        os.close(inside)
        self.shown = ""
        self.wait()

    def wait(self, limit_s=60):
        """Read on until the program waits for an answer, or has ended."""
        end = time.monotonic() + limit_s
        while time.monotonic() < end:
            ready, _, _ = select.select([self.fd], [], [], 0.5)
            if not ready and self.shown.endswith(": "):
                return
            try:
                shown = os.read(self.fd, 4096) if ready else b""
            except OSError:  # nobody holds the other end any more
                return
            self.shown += shown.decode("utf-8", "replace").replace("\r\n", "\n")
        raise AssertionError(self.shown)

    def answer(self, text):
        os.write(self.fd, f"{text}\n".encode())
        self.shown += "\0"
        self.wait()

    def interrupt(self):
        """Press Ctrl-C; return the exit status."""
        os.write(self.fd, b"\x03")
        self.shown += "\0"
        self.wait()
        return self.process.wait(timeout=30)
