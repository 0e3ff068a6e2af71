"""What is written is whole or not at all: full disks, read-only folders, kills, two at once."""

import json
import resource
import shutil
import signal
import subprocess
import sys
import time

import pytest
from adding import ALL, BAY, Terminal, add, files
from support import HARBOUR, PROJECT

RECORD = [sys.executable, "-m", "dashboard", "check", "--record", "--data"]


def mounted(folder, options):
    """Mount a file system in memory; skip where this machine lets nobody do so."""
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, text=True
    )
    if done.returncode:
        pytest.skip(f"no file system of one's own can be mounted here: {done.stderr.strip()}")


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A collection on a disk of its own of 128 kB, with an article beside it."""
    monkeypatch.delenv("ARTICLES_DIR", raising=False)
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted(disk, "size=128k")
    try:
        (disk / "bay.txt").write_text(BAY, "utf-8")
        yield shutil.copytree(HARBOUR, disk / "harbour")
    finally:
        subprocess.run(["umount", disk], check=True)


def fill(folder):
    """Leave no room on a folder's disk; return what fills it."""
    filling = folder.parent / "filling"
    with filling.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
    return filling


def unrecorded(folder):
    """Take away what was verified, so that there is something to record."""
    (folder / "verified.json").write_text('{"schema": 1, "claims": {}}\n')
    return folder


def record(folder, **options):
    return subprocess.run([*RECORD, folder], cwd=PROJECT, capture_output=True, text=True, **options)


class TestADiskThatIsFull:
    def test_keeps_what_was_recorded(self, small):
        before = files(unrecorded(small))
        filling = fill(small)
        done = record(small)
        assert (done.returncode, "Traceback" in done.stderr) == (1, False)
        assert "No space left on device" in done.stderr
        assert files(small) == before
        filling.unlink()
        assert record(small).returncode == 0
        assert json.loads((small / "verified.json").read_text())["claims"]

    def test_keeps_the_records_and_the_answers_of_a_conversation(self, small):
        add(small, ALL[:-1])
        before = files(small)
        filling = fill(small)
        done = add(small, ["y"])
        assert (done.returncode, "Traceback" in done.stderr) == (1, False)
        assert "No space left on device" in done.stderr
        assert files(small) == before
        filling.unlink()
        assert add(small, ["y"]).stdout.endswith("14 of 14 found\n")


class TestAFolderThatCannotBeWritten:
    def test_is_told(self, small):
        before = files(unrecorded(small))
        subprocess.run(["mount", "-o", "remount,ro", small.parent], check=True)
        done, added = record(small), add(small, ALL)
        for each in (done, added):
            assert (each.returncode, "Traceback" in each.stderr) == (1, False)
            assert "Read-only file system" in each.stderr
        assert added.stdout == "" and f"{small}: " in added.stderr  # before any question
        assert files(small) == before


def test_a_file_that_grows_too_large_is_not_begun(harbour):
    """The system lets no file grow beyond a limit: of several files none is written."""

    def limited():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_500, 1_500))

    before = files(unrecorded(harbour))
    done = record(harbour, preexec_fn=limited)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "File too large" in done.stderr
    assert files(harbour) == before


def test_a_killed_writer_leaves_the_old_file_or_the_new_one(harbour):
    old = (unrecorded(harbour) / "verified.json").read_bytes()
    started = time.monotonic()
    assert record(harbour).returncode == 0
    took_s, new = time.monotonic() - started, (harbour / "verified.json").read_bytes()
    seen = set()
    for n in range(12):  # towards the end, where it writes
        unrecorded(harbour)
        process = subprocess.Popen([*RECORD, harbour], cwd=PROJECT, stdout=subprocess.DEVNULL)
        time.sleep(took_s * (0.7 + n / 30))
        process.kill()
        process.wait()
        seen.add((harbour / "verified.json").read_bytes())
    assert seen <= {old, new}


class TestTwoAtOnce:
    def test_record_the_same(self, harbour):
        unrecorded(harbour)
        running = [
            subprocess.Popen([*RECORD, harbour], cwd=PROJECT, stdout=subprocess.DEVNULL)
            for _ in range(3)
        ]
        assert [process.wait(timeout=60) for process in running] == [0, 0, 0]
        both = (harbour / "verified.json").read_bytes()
        assert record(harbour).returncode == 0
        assert (harbour / "verified.json").read_bytes() == both
        assert list(harbour.rglob("*.part")) == []

    def test_conversations_do_not_overwrite_each_other(self, harbour):
        (harbour.parent / "bay.txt").write_text(BAY, "utf-8")
        add(harbour, ALL[:-1])
        slow = Terminal(harbour)
        assert "Write this?" in slow.shown
        yaml = harbour / "indicators.yaml"
        others = yaml.read_text("utf-8").replace("Boats lent", "Boats lent again")
        yaml.write_text(others, "utf-8")  # somebody else was quicker
        slow.answer("y")
        assert slow.process.wait(timeout=30) == 2
        assert "changed meanwhile, nothing is written" in slow.shown
        assert yaml.read_text("utf-8") == others
        assert not (harbour / "seeds" / "bay-gazette-2025-03-12.md").exists()
        assert add(harbour, ["y"]).stdout.endswith("14 of 14 found\n")
        assert "Boats lent again" in yaml.read_text("utf-8")
        assert list(harbour.rglob("*.part")) == []
