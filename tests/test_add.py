"""Adding an article: the conversation through a pipe and in a terminal, and what it writes."""

import difflib
import os
import pty
import re
import subprocess
import sys
import time

import pytest
from support import HARBOUR, PROJECT
from test_scan import BAY

from dashboard.cli import main

SOURCE = [
    "Bay Gazette",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "Loans grew.",
    "Số lượt tăng.",
    "대여가 늘었다.",
]
NO_FIGURES = [""]
LOANS = ["c", "bay-boat-loans", "", "harbour libraries", "treasurer", "implied", "", ""]
MEMBERS = ["", "", "", "", "", "gần 60.000 hội viên", "회원 6만 명 가까이"]
ROOMS = ["n", "other"]
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
        assert done.stdout.endswith("2 files written. The check says:\n14 of 14 found\n")
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
author: null
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
  - {phrase: "3", why: other, lines: {4: 1}}
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
    def test_after_each_answer_writes_nothing_and_goes_on_with_the_next(self, folder):
        before = files(folder)
        for answer in ALL[:-1]:
            assert add(folder, [answer]).returncode == 1
        changed = {str(p) for p, content in files(folder).items() if before.get(p) != content}
        assert changed == {"seeds/.bay.answers.json"}
        done = add(folder, ["y"])
        assert done.stdout.endswith("14 of 14 found\n")
        assert f"Going on: {len(ALL) - 1} answers were kept" in done.stdout

    def test_by_ctrl_c_in_a_terminal_keeps_what_was_decided(self, folder):
        terminal = Terminal(folder)
        for answer in SOURCE:
            terminal.answer(answer)
        assert "Take them so?" in terminal.shown
        assert terminal.interrupt() == 130
        assert "Stopped; 11 answers are kept" in terminal.shown
        assert add(folder, ALL[len(SOURCE) :]).stdout.endswith("14 of 14 found\n")

    def test_by_a_no_at_the_end_writes_nothing(self, folder):
        before = files(folder)
        done = add(folder, [*ALL[:-1], "n"])
        assert done.returncode == 0
        assert "Nothing is written; 29 answers are kept" in done.stdout
        assert {p for p, c in files(folder).items() if before.get(p) != c} == {
            p for p in files(folder) if p.name == ".bay.answers.json"
        }

    def test_afresh_forgets_what_was_kept(self, folder):
        add(folder, ["Wrong Gazette"])
        done = add(folder, ALL, "--afresh")
        assert "Wrong" not in done.stdout
        assert done.stdout.endswith("14 of 14 found\n")


class TestAnswersThatCannotBe:
    @pytest.mark.parametrize(
        ("before", "wrong", "said"),
        [
            ([], [""], "it is needed"),
            (SOURCE[:1], ["guessed"], "one of printed, address, inferred"),
            (SOURCE[:4], ["javascript:alert(1)"], "an address that begins with http:// or https://"),
            (SOURCE[:5], ["last May"], "YYYY, YYYY-MM or YYYY-MM-DD"),
            (SOURCE[:7], ["bay-news-2024-05-02"], "'bay-news-2024-05-02' is taken"),
            ([*SOURCE, "", "c"], ["bay-boat-lones"], "did you mean 'bay-boat-loans'?"),
            ([*SOURCE, "", "c"], ["new Bay Rooms"], "lower-case letters and digits"),
            ([*SOURCE, "", "c", "1"], ["about 2,500 boats"], "not on line 3, letter by letter"),
            ([*SOURCE, "", "c", "1"], ["boats were lent"], "with 'about 2,400' in it"),
            ([*SOURCE, "", "c", "1", ""], [BAY.splitlines()[2][:44]], "at most 7 words"),
            ([*SOURCE, "", "c", "1", "", ""], ["tresurer"], "did you mean 'treasurer'?"),
        ],
    )  # fmt: skip
    def test_are_asked_for_again_with_the_reason(self, folder, before, wrong, said):
        assert said in add(folder, [*before, *wrong]).stdout

    def test_article_that_is_none_is_refused_before_any_question(self, folder):
        (folder.parent / "bay.txt").write_bytes(b"\xff\xfe")
        done = add(folder, ALL)
        assert (done.returncode, done.stdout) == (1, "")


class TestAnIndicatorThatIsNew:
    ANSWERS = (
        *SOURCE, *NO_FIGURES, "l", "l",
        "c", "new bay-rooms", "people", "piers", "NZL KOR", "Reading rooms", "Phòng đọc", "열람실",
        "", "", "", "", "", "y",
    )  # fmt: skip

    def test_is_written_with_what_is_still_to_do(self, folder):
        done = add(folder, self.ANSWERS)
        assert done.returncode == 1
        for field in ("definition", "reads", "silent_on"):
            assert f"indicator 'bay-rooms', field '{field}.en'" in done.stderr
        assert "found 'TODO'; expected words in its place" in done.stderr
        assert lines_lost(folder) == []

    def test_is_served_once_that_is_done(self, folder):
        add(folder, self.ANSWERS)
        path = folder / "indicators.yaml"
        path.write_text(path.read_text("utf-8").replace("TODO", "So."), "utf-8")
        assert main(["check", "--data", str(folder)]) == 1  # two figures are left for later
        assert add(folder, [*LOANS, *MEMBERS, "y"]).stdout.endswith("15 of 15 found\n")


class TestAFileWrittenInAnotherWay:
    def test_is_left_alone_where_adding_would_change_it(self, folder):
        path = folder / "indicators.yaml"
        odd = path.read_text("utf-8").replace("schema: 1", "schema:     1")
        path.write_text(odd, "utf-8")
        done = add(folder, ALL)
        assert (done.returncode, path.read_text("utf-8")) == (2, odd)
        assert "adding to the file would change what is there: 'schema:     1'" in done.stderr

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


class Terminal:
    """The command in a terminal of its own: answers are typed, Ctrl-C is the key."""

    def __init__(self, folder):
        self.process, self.fd = pty.fork()
        if self.process == 0:
            environment = {n: v for n, v in os.environ.items() if n != "ARTICLES_DIR"}
            os.chdir(PROJECT)
            article = str(folder.parent / "bay.txt")
            arguments = [sys.executable, "-m", "dashboard", "add", article, "--data", str(folder)]
            os.execve(sys.executable, arguments, environment)
        self.shown = ""
        self.wait(": ")

    def wait(self, ending):
        """Read on until the program waits for an answer."""
        end = time.monotonic() + 60
        while not self.shown.endswith(ending):
            assert time.monotonic() < end, self.shown
            try:
                self.shown += os.read(self.fd, 4096).decode().replace("\r\n", "\n")
            except OSError:  # the program has ended
                return

    def answer(self, text):
        os.write(self.fd, f"{text}\n".encode())
        self.shown += "\0"
        self.wait(": ")

    def interrupt(self):
        """Press Ctrl-C; return the exit status."""
        os.write(self.fd, b"\x03")
        self.wait("\1")
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])
