"""Data that change while they are served: shown when good, kept away when not, mended by itself."""

import json
import os
import re
import shutil
import threading

import pytest
from running import running
from support import HARBOUR, edit

from dashboard.cli.options import usable
from dashboard.errors import DataError
from dashboard.live import Live, State, files_of

PENDING = "a repair is pending"
OLD, NEW = "Boats lent", "Boats on loan again"
#: Addresses whose answers tell of every change that is made here.
TELLING = ("/healthz", "/claims.json", "/sources.csv")


@pytest.fixture(scope="module")
def one_server(tmp_path_factory):
    folder = shutil.copytree(HARBOUR, tmp_path_factory.mktemp("live") / "harbour")
    with running(folder) as server:
        server.folder = folder
        server.at_first = {path: server.ask(path)[2] for path in TELLING}
        yield server


@pytest.fixture
def server(one_server):
    """The server of a collection that is good when a test begins, with a log of its own."""
    one_server.forget_log()
    yield one_server
    yaml = one_server.folder / "indicators.yaml"
    if yaml.is_dir():
        yaml.rmdir()
    yaml.unlink(missing_ok=True)
    shutil.copytree(HARBOUR, one_server.folder, dirs_exist_ok=True)
    for path, text in one_server.at_first.items():
        one_server.until(text.__eq__, path)


def break_it(folder):
    edit(folder / "indicators.yaml", "value: 31\n", "value: 13\n")


def mend_it(folder):
    edit(folder / "indicators.yaml", "value: 13\n", "value: 31\n")


class TestAGoodChange:
    def test_is_shown_from_the_next_page_on(self, server):
        assert OLD in server.ask("/data")[2]
        edit(server.folder / "indicators.yaml", f"{{en: {OLD},", f"{{en: {NEW},")
        server.until(lambda text: NEW in text, "/data")

    def test_of_a_source_or_a_text_is_shown_too(self, server):
        edit(server.folder / "seeds" / "newsletter.md", "Boat lending grew", "Boat lending swelled")
        server.until(lambda text: "Boat lending swelled" in text, "/sources.csv")

    def test_that_takes_a_text_away_lowers_what_was_read_again(self, server):
        claims = "/claims.json"
        assert "read_again" in server.ask(claims)[2]
        (server.folder / "seeds" / "texts" / "newsletter.txt").unlink()
        text = server.until(lambda text: "recorded" in text, claims)
        assert PENDING not in server.ask()[2]
        assert "unverified" not in text


class TestABadChange:
    def test_leaves_the_last_good_data_and_says_so_in_every_language(self, server):
        break_it(server.folder)
        text = server.until(lambda text: PENDING in text)
        assert "31" in server.ask("/indicators/bay-skippers")[2]
        assert "Showing the data of" in text
        assert "đang chờ" in server.ask("/vi/")[2]
        assert "대기 중" in server.ask("/ko/")[2]

    def test_is_logged_with_each_problem_and_its_line(self, server):
        break_it(server.folder)
        edit(server.folder / "indicators.yaml", "hedge: about\n", "hedge: abuot\n")
        server.until(lambda text: PENDING in text)
        assert "the changed data cannot be used" in server.log
        place = r"indicators\.yaml:\d+: claim 'bay-boat-loans-2024-b', field 'hedge': found 'abuot'"
        assert re.search(place, server.log)

    def test_is_told_to_machines(self, server):
        assert json.loads(server.ask("/healthz")[2])["data"]["state"] == "good"
        break_it(server.folder)
        server.until(lambda text: "repair pending" in text, "/healthz")
        told = json.loads(server.ask("/healthz")[2])
        assert (told["alive"], told["ready"], told["data"]["claims"]) == (True, True, 12)

    def test_is_forgotten_once_it_is_mended(self, server):
        break_it(server.folder)
        server.until(lambda text: PENDING in text)
        mend_it(server.folder)
        server.until(lambda text: PENDING not in text)
        assert "the data are mended" in server.log

    @pytest.mark.parametrize(
        "change",
        [
            lambda path: path.write_bytes(path.read_bytes()[:700]),
            lambda path: path.write_bytes(b""),
            lambda path: path.unlink(),
            lambda path: path.write_bytes(b"\xff\xfe\0\0"),
            lambda path: (path.unlink(), path.mkdir()),
            lambda path: (path.unlink(), path.symlink_to("nowhere")),
            lambda path: path.write_text("a: &a [*a]\n"),
        ],
        ids=["half written", "empty", "deleted", "binary", "unreadable", "dangling", "endless"],
    )
    def test_of_any_kind_takes_nothing_down(self, server, change):
        change(server.folder / "indicators.yaml")
        server.until(lambda text: PENDING in text)
        assert OLD in server.ask("/data")[2]
        assert "Traceback" not in server.log


class TestAChangeWhileItIsRead:
    def test_is_read_once_more(self, harbour, monkeypatch):
        monkeypatch.setattr("dashboard.live.LOOK_AGAIN_S", 0)
        path, reads, told = harbour / "indicators.yaml", [], []

        def load():
            reads.append(path.read_bytes())
            if len(reads) == 2:  # somebody writes while we read
                edit(path, f"{{en: {NEW},", "{en: Third,")
            return State(len(reads), {})

        live = Live(load, lambda: files_of(harbour, None), told.append)
        edit(path, f"{{en: {OLD},", f"{{en: {NEW},")
        assert live.current().collection == 1  # what was read is not what is there now
        assert live.current().collection == 3
        assert told == []

    def test_by_a_busy_writer_never_shows_a_part(self, harbour, monkeypatch):
        monkeypatch.setattr("dashboard.live.LOOK_AGAIN_S", 0)
        path, stop, told = harbour / "indicators.yaml", threading.Event(), []
        good = path.read_bytes()

        def write():
            n = 0
            while not stop.is_set():
                n += 1
                path.write_bytes(good[: 500 + 97 * (n % 30)])
                path.write_bytes(good.replace(b"Boats lent", f"Boats lent {n}".encode()))

        options = type("Options", (), {"data": harbour, "articles": None})
        live = Live(lambda: State(*usable(options)), lambda: files_of(harbour, None), told.append)
        writer = threading.Thread(target=write)
        writer.start()
        try:
            for _ in range(40):
                assert len(live.current().collection.claims) == 12
        finally:
            stop.set()
            writer.join()
        assert all(isinstance(error, DataError) for error in told if error)
        assert len(live.current().collection.claims) == 12
        assert not live.repair_pending

    def test_is_looked_for_by_one_reader_at_a_time(self, harbour, monkeypatch):
        monkeypatch.setattr("dashboard.live.LOOK_AGAIN_S", 0)
        gate, reads = threading.Event(), []

        def load():
            reads.append(1)
            if len(reads) > 1:
                gate.wait(10)
            return State(len(reads), {})

        live = Live(load, lambda: files_of(harbour, None), print)
        os.utime(harbour / "indicators.yaml", (1, 1))
        first = threading.Thread(target=live.current)
        first.start()
        while len(reads) < 2:
            pass
        assert live.current().collection == 1  # at once, not after the other has read
        gate.set()
        first.join()
        assert (live.current().collection, len(reads)) == (2, 2)
