"""The command that exports: whole files, what is unchanged left alone, what fails told."""

import io
import json
import os
import pty
import re
import resource
import signal
import subprocess
import sys
import termios
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PIL import Image
from support import HARBOUR, PROJECT

from dashboard.errors import NoBrowserError
from dashboard.exports import FORMATS
from dashboard.exports.run import Wanted, export, files
from dashboard.files import write_whole
from dashboard.pictures import SIZES

pytest_plugins = ["browser"]
LIGHT, DARK = "people.en.wide.png", "people.en.wide.dark.png"


def command(folder, *options):
    return [sys.executable, "-m", "dashboard", "export", *options, "--out", str(folder)]


def exported_to(folder, *options, **environment):
    return subprocess.run(
        command(folder, *options), cwd=PROJECT, env={**os.environ, **environment},
        capture_output=True, text=True,
    )  # fmt: skip


def opened(path):
    return Image.open(io.BytesIO(path.read_bytes()))


def names(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("exported")


@pytest.fixture(scope="module")
def first(chromium, folder):
    """The first of two runs: two formats, two languages, two themes of one chart."""
    options = ["--chart", "people", "--lang", "en", "ko", "--theme", "light", "dark"]
    return exported_to(folder, "png", "svg", *options, BROWSER_PATH=chromium)


@pytest.fixture(scope="module")
def second(first, folder, chromium):
    """The second run, after one file was lost and another spoilt; and when each was written."""
    (folder / LIGHT).unlink()
    (folder / DARK).write_bytes(b"spoilt")
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    options = ["--chart", "people", "--lang", "en", "ko", "--theme", "light", "dark"]
    return exported_to(folder, "png", "svg", *options, BROWSER_PATH=chromium), before


class TestTheFirstRun:
    def test_ends_well(self, first):
        assert (first.returncode, first.stderr) == (0, "")

    def test_tells_each_file_and_the_sum(self, first, folder):
        *each, summary = first.stdout.splitlines()
        assert [line.split("] ")[0] for line in each] == [f"[{n}/8" for n in range(1, 9)]
        assert summary == f"8 files written: {folder}"

    def test_names_files_by_chart_language_size_theme_and_format(self, first, folder):
        wanted = product(("en", "ko"), ("", ".dark"), ("png", "svg"))
        assert names(folder) == {f"people.{lang}.wide{dark}.{form}" for lang, dark, form in wanted}

    def test_makes_pictures_of_the_promised_size(self, first, folder):
        images = [opened(path) for path in folder.glob("*.png")]
        assert {(image.format, image.size) for image in images} == {("PNG", (1600, 900))}


class TestTheSecondRun:
    def test_writes_what_is_missing_or_another_and_leaves_the_rest(self, second, folder):
        run, before = second
        assert run.stdout.splitlines()[-1] == f"2 files written, 6 unchanged: {folder}"
        after = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
        assert {name for name in after if after[name] != before.get(name)} == {LIGHT, DARK}


def test_a_changed_figure_is_drawn_anew(project_collection, tmp_path, chromium):
    def run_with(base_url):
        published = project_collection.published_at(base_url)
        wanted = Wanted(("people",), False, ("png",), ("en",), (SIZES["social"],), ("light",))
        return [outcome.state for outcome in export(files(published, wanted), tmp_path)]

    states = [run_with(f"https://{name}.example") for name in ("one", "one", "other")]
    assert states == [["written"], ["unchanged"], ["written"]]


class TestDataAndCitations:
    @pytest.fixture(scope="class")
    @classmethod
    def written(cls, tmp_path_factory):
        folder = tmp_path_factory.mktemp("data")
        formats = ("csv", "xlsx", "json", "datapackage", "bib", "ris", "csl")
        return (
            folder,
            exported_to(folder, *formats, "--lang", "vi"),
            exported_to(folder, *formats, "--lang", "vi"),
        )

    def test_are_those_of_the_whole_collection_unless_charts_are_chosen(self, written):
        folder, run, _ = written
        assert (run.returncode, run.stderr) == (0, "")
        package = {
            f"datapackage.vi/{name}" for name in ("claims.csv", "datapackage.json", "sources.csv")
        }
        tables = {f"claims.vi.{form}" for form in ("csv", "xlsx", "json")} | {"sources.vi.csv"}
        assert names(folder) == package | tables | {
            f"sources.vi.{f}" for f in ("bib", "ris", "csl.json")
        }

    def test_are_left_alone_when_they_are_the_same(self, written):
        folder, _, again = written
        assert again.stdout == f"0 files written, 10 unchanged: {folder}\n"

    def test_of_charts_are_named_by_them(self, tmp_path):
        exported_to(tmp_path, "csv", "csl", "--topic", "workforce")
        charts = ("vnm-ict-workforce", "vnm-it-workforce")
        assert names(tmp_path) == {f"{c}.en.{f}" for c, f in product(charts, ("csv", "csl.json"))}

    def test_of_a_chart_hold_what_it_shows(self, tmp_path):
        exported_to(tmp_path, "json", "--chart", "people")
        content = json.loads((tmp_path / "people.en.json").read_text())
        assert [claim["INDICATOR"] for claim in content["claims"]] == [
            "vnm-ict-workforce", "vnm-it-workforce", "vnm-ai-researchers", "vnm-ai-experts",
        ]  # fmt: skip


def test_all_is_every_chart_and_the_whole(project_collection):
    sizes, every = (SIZES["wide"],), tuple(project_collection.charts)
    wanted = Wanted(every, True, FORMATS, ("en",), sizes, ("light",))
    found = [file.name for file in files(project_collection, wanted)]
    assert len(found) == len(set(found)) == len(every) * 9 + 10


def test_what_is_asked_for_twice_is_written_once(tmp_path):
    run = exported_to(tmp_path, "csv", "csv", "--lang", "en", "en")
    assert run.stdout.splitlines()[-1] == f"2 files written: {tmp_path}"


def test_another_collection_is_exported_as_well(chromium, tmp_path):
    texts = ["--data", str(HARBOUR), "--articles", str(HARBOUR / "seeds" / "texts")]
    exported_to(
        tmp_path, "png", *texts, "--topic", "boats", "--size", "square", BROWSER_PATH=chromium
    )
    images = {path.name: opened(path).size for path in tmp_path.iterdir()}
    charts = ("bay-boat-loans", "bay-piers", "bay-regatta-edition")
    assert images == {f"{chart}.en.square.png": (1080, 1080) for chart in charts}


class TestADryRun:
    def test_writes_nothing_and_tells_what_it_would(self, tmp_path):
        folder = tmp_path / "out"
        run = exported_to(folder, "png", "csv", "--dry-run", BROWSER_PATH="/nowhere")
        assert run.stdout.splitlines()[-1] == f"5 files to write: {folder}"
        assert (run.returncode, folder.exists()) == (0, False)

    def test_knows_what_is_unchanged(self, tmp_path):
        exported_to(tmp_path, "csv")
        run = exported_to(tmp_path, "csv", "--dry-run")
        assert run.stdout == f"0 files to write, 2 unchanged: {tmp_path}\n"


def test_json_tells_what_became_of_each_file(tmp_path):
    run = exported_to(tmp_path, "csv", "--json")
    assert [(o["name"], o["state"]) for o in json.loads(run.stdout)] == [
        ("claims.en.csv", "written"), ("sources.en.csv", "written"),
    ]  # fmt: skip


def test_in_a_terminal_a_bar_shows_how_far_it_is(tmp_path):
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    with subprocess.Popen(
        command(tmp_path, "csv", "xlsx"), cwd=PROJECT, stderr=theirs, stdout=subprocess.DEVNULL
    ):
        shown = os.read(ours, 4096).decode()
    os.close(theirs)
    os.close(ours)
    assert re.match(r"\s*0%\|.*\| 0/3 \[", shown)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["gif"], "invalid choice: 'gif'"),
        (["png", "--chart", "peopel"], "no chart has the id 'peopel'; did you mean 'people'?"),
        (["png", "--size", "huge"], "--size: 'huge' is neither wide, square, social"),
        (["png", "--size", "9x9"], "between 320 and 8000 are offered"),
        (["png", "--size", "wide", "--scale", "20"], "between 320 and 8000 are offered"),
        (["datapackage", "--chart", "people"], "a datapackage holds the whole collection"),
        (["png", "--lang", "fr"], "invalid choice: 'fr'"),
        (["png", "--scale", "inf"], "'inf' is no number above 0"),
        (["png", "--scale", "nan"], "'nan' is no number above 0"),
        (["png", "--scale", "0"], "'0' is no number above 0"),
    ],
)
def test_a_wrong_call_is_told_before_anything_is_done(tmp_path, options, said):
    run = exported_to(tmp_path / "out", *options)
    assert (run.returncode, (tmp_path / "out").exists()) == (2, False)
    assert said in run.stderr
    assert "Traceback" not in run.stderr


class TestWithoutABrowser:
    @pytest.fixture(scope="class")
    @classmethod
    def run(cls, tmp_path_factory):
        folder = tmp_path_factory.mktemp("none")
        nowhere = str(folder / "no-browser")
        options = ("--chart", "people", "shares")
        run = exported_to(
            folder / "out", "png", "csv", *options, BROWSER_PATH=nowhere, PATH=nowhere
        )
        return folder / "out", run

    def test_the_rest_is_exported(self, run):
        assert names(run[0]) == {"people.en.csv", "shares.en.csv"}

    def test_the_command_fails(self, run):
        assert run[1].returncode == 1
        assert run[1].stdout.splitlines()[-1] == f"2 files written, 2 failed: {run[0]}"

    def test_the_reason_comes_once_with_its_cure(self, run):
        assert run[1].stderr == f"{LIGHT}, shares.en.wide.png: {NoBrowserError()}\n"

    def test_the_cure_names_the_package_and_the_other_systems(self):
        said = str(NoBrowserError())
        assert all(
            name in said for name in ("apt install chromium", "brew install", "winget install")
        )


def test_letters_that_no_font_has_are_told_and_the_rest_is_there(chromium, tmp_path):
    with TemporaryDirectory() as folder:  # pytest's own are closed to Chrome, which is nobody here
        Path(folder).chmod(0o755)
        fonts = Path(folder) / "fonts.conf"
        fonts.write_text(f"<fontconfig><dir>{folder}</dir></fontconfig>")
        environment = {"BROWSER_PATH": chromium, "FONTCONFIG_FILE": str(fonts)}
        run = exported_to(tmp_path, "png", "csv", "--chart", "people", **environment)
    assert (run.returncode, names(tmp_path)) == (1, {"people.en.csv"})
    assert "No font of this machine has the letters" in run.stderr


class TestFoldersThatCannotBeWritten:
    def test_a_file_in_its_place_is_told(self, tmp_path):
        (tmp_path / "file").write_text("")
        run = exported_to(tmp_path / "file" / "out", "csv")
        assert (run.returncode, "Traceback" in run.stderr) == (1, False)
        assert str(tmp_path / "file") in run.stderr

    def test_one_file_that_cannot_be_replaced_keeps_no_other_from_being_written(self, tmp_path):
        (tmp_path / "claims.en.csv" / "held").mkdir(parents=True)
        run = exported_to(tmp_path, "csv")
        assert (run.returncode, (tmp_path / "sources.en.csv").is_file()) == (1, True)
        assert run.stderr.startswith("claims.en.csv: ")

    def test_a_disk_that_is_full_leaves_whole_files_or_none(self, tmp_path):
        """Files may not grow beyond a limit, as on a disk with so much room."""

        def small():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, 12_000))

        run = subprocess.run(
            command(tmp_path, "csv", "bib"), cwd=PROJECT, preexec_fn=small,
            capture_output=True, text=True,
        )  # fmt: skip
        assert run.returncode == 1
        assert names(tmp_path) == {"sources.en.csv", "sources.en.bib"}
        assert run.stderr == "claims.en.csv: File too large\n"


class TestAnInterruptedRun:
    @pytest.fixture(scope="class")
    @classmethod
    def interrupted(cls, chromium, tmp_path_factory):
        folder = tmp_path_factory.mktemp("interrupted")
        started = subprocess.Popen(
            command(folder, "png", "--all"), cwd=PROJECT, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, env={**os.environ, "BROWSER_PATH": chromium},
            # Who runs the tests may ignore it.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )  # fmt: skip
        first = started.stdout.readline()
        started.send_signal(signal.SIGINT)
        try:
            _, said = started.communicate(timeout=240)
        finally:
            started.kill()
            started.communicate()
        return folder, first, started.returncode, said, names(folder)

    def test_ends_as_one_with_how_to_go_on(self, interrupted):
        _, first, status, said, _ = interrupted
        assert first.startswith("[1/")
        assert (status, "run it again to go on" in said, "Traceback" in said) == (130, True, False)

    def test_leaves_whole_files_alone(self, interrupted):
        folder, *_, left = interrupted
        assert left
        for name in left:
            opened(folder / name).load()

    def test_goes_on_where_it_was(self, interrupted, chromium):
        folder, *_, left = interrupted
        run = exported_to(folder, "png", "--all", BROWSER_PATH=chromium)
        assert run.returncode == 0
        assert f", {len(left)} unchanged" in run.stdout.splitlines()[-1]


def test_two_exports_at_once_do_not_disturb_each_other(chromium, tmp_path):
    environment = {**os.environ, "BROWSER_PATH": chromium}
    call = command(tmp_path, "png", "svg", "csv", "--chart", "people", "shares")
    running = [
        subprocess.Popen(call, cwd=PROJECT, env=environment, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    assert [process.wait(timeout=120) for process in running] == [0, 0]
    for process in running:
        process.stdout.close()
    assert len(names(tmp_path)) == 6
    for path in tmp_path.glob("*.png"):
        opened(path).load()


def test_a_dead_browser_costs_one_picture_at_most(
    project_collection, chromium, tmp_path, monkeypatch
):
    from test_rendering import apart, browsers

    with apart(BROWSER_PATH=chromium):
        wanted = Wanted(
            ("people", "shares", "timeline"), False, ("png",), ("en",), (SIZES["wide"],), ("light",)
        )
        states = []
        for outcome in export(files(project_collection, wanted), tmp_path):
            states.append(outcome.state)
            if len(states) == 1:
                [group] = browsers()
                os.killpg(group, signal.SIGKILL)
        assert states == ["written"] * 3


class TestWritingAWholeFile:
    def test_puts_the_content_there(self, tmp_path):
        write_whole(tmp_path / "a", b"new")
        assert (tmp_path / "a").read_bytes() == b"new"

    def test_takes_the_place_of_what_was_there(self, tmp_path):
        (tmp_path / "a").write_bytes(b"something longer")
        write_whole(tmp_path / "a", b"new")
        assert (tmp_path / "a").read_bytes() == b"new"

    def test_leaves_nothing_else_behind(self, tmp_path):
        write_whole(tmp_path / "a", b"new")
        assert [path.name for path in tmp_path.iterdir()] == ["a"]

    def test_can_be_read_by_others(self, tmp_path):
        write_whole(tmp_path / "a", b"new")
        assert (tmp_path / "a").stat().st_mode & 0o777 == 0o644

    @pytest.fixture
    def refused(self, tmp_path):
        """A target that cannot be replaced: a folder with something in it."""
        target = tmp_path / "a"
        target.mkdir()
        (target / "held").write_bytes(b"old")
        with pytest.raises(OSError, match="a"):
            write_whole(target, b"new")
        return target

    def test_that_fails_leaves_what_was_there(self, refused):
        assert (refused / "held").read_bytes() == b"old"

    def test_that_fails_leaves_no_part(self, refused):
        assert [path.name for path in refused.parent.iterdir()] == ["a"]

    def test_of_the_wrong_kind_leaves_the_old_file(self, tmp_path):
        (tmp_path / "a").write_bytes(b"old")
        with pytest.raises(TypeError):
            write_whole(tmp_path / "a", "no bytes")
        assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"old")]
