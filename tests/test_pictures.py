"""Pictures from the command line: whole files of the promised size, or a reason and none."""

import io
import os
import subprocess
import sys
from itertools import product

import pytest
from PIL import Image
from support import HARBOUR, PROJECT

from dashboard.errors import NoBrowserError
from dashboard.exports import Picture, export_png, pictures
from dashboard.figures.dress import PALETTES
from dashboard.files import write_whole

pytest_plugins = ["browser"]
LIGHT, DARK = "people.en.wide.png", "people.en.wide.dark.png"


def export(folder, *options, **environment):
    command = [sys.executable, "-m", "dashboard", "export", "png", "--out", folder, *options]
    environment = {**os.environ, **environment}
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True)


def opened(path):
    return Image.open(io.BytesIO(path.read_bytes()))


def pixel(colour):
    return tuple(bytes.fromhex(colour[1:]))


@pytest.fixture(scope="module")
def exported(chromium, tmp_path_factory):
    """A folder with one chart in both themes and two languages, and what the command said."""
    folder = tmp_path_factory.mktemp("pictures")
    options = ["--chart", "people", "--theme", "light", "--theme", "dark", "--lang", "en"]
    return folder, export(folder, *options, "--lang", "ko", BROWSER_PATH=chromium)


@pytest.fixture(scope="module")
def images(exported):
    folder, _ = exported
    return {path.name: opened(path) for path in folder.iterdir()}


def test_the_command_ends_well(exported):
    _, run = exported
    assert (run.returncode, run.stderr) == (0, "")


def test_the_command_tells_each_file_and_the_sum(exported):
    folder, run = exported
    names = [LIGHT, DARK, "people.ko.wide.png", "people.ko.wide.dark.png"]
    told = [f"[{n}/4] {folder / name}" for n, name in enumerate(names, 1)]
    assert run.stdout.splitlines() == [*told, f"4 pictures written to {folder}"]


def test_the_files_are_named_by_chart_language_size_and_theme(exported):
    folder, _ = exported
    languages = product(("en", "ko"), ("", ".dark"))
    assert {path.name for path in folder.iterdir()} == {
        f"people.{language}.wide{theme}.png" for language, theme in languages
    }


def test_a_picture_is_a_png_of_1600_by_900(images):
    assert {(image.format, image.size) for image in images.values()} == {("PNG", (1600, 900))}


@pytest.mark.parametrize(("name", "theme"), [(LIGHT, "light"), (DARK, "dark")])
def test_a_picture_has_the_paper_of_its_theme(images, name, theme):
    image = images[name].convert("RGB")
    corners = {image.getpixel((x, y)) for x, y in product((0, 1599), (0, 899))}
    assert corners == {pixel(PALETTES[theme]["paper"])}


@pytest.mark.parametrize(("name", "theme"), [(LIGHT, "light"), (DARK, "dark")])
@pytest.mark.parametrize("colour", ["VNM", "ink", "link", "hairline"])
def test_a_picture_is_drawn_in_the_colours_of_its_theme(images, name, theme, colour):
    drawn = {found for _, found in images[name].convert("RGB").getcolors(1600 * 900)}
    assert pixel(PALETTES[theme][colour]) in drawn


def test_a_picture_in_another_language_is_another(images):
    assert images[LIGHT].tobytes() != images["people.ko.wide.png"].tobytes()


def test_the_same_picture_is_the_same_bytes_again(exported, chromium, tmp_path):
    folder, _ = exported
    export(tmp_path, "--chart", "people", BROWSER_PATH=chromium)
    assert (tmp_path / LIGHT).read_bytes() == (folder / LIGHT).read_bytes()


def test_another_collection_is_drawn_as_well(chromium, tmp_path):
    texts = ["--articles", HARBOUR / "seeds" / "texts"]
    export(tmp_path, "--data", HARBOUR, *texts, "--topic", "boats", BROWSER_PATH=chromium)
    images = {path.name: opened(path).size for path in tmp_path.iterdir()}
    charts = ("bay-boat-loans", "bay-piers", "bay-regatta-edition")
    assert images == {f"{chart}.en.wide.png": (1600, 900) for chart in charts}


class TestWithoutABrowser:
    @pytest.fixture(scope="class")
    @classmethod
    def run(cls, tmp_path_factory):
        folder = tmp_path_factory.mktemp("none")
        nowhere = str(folder / "no-browser")
        return export(folder / "out", "--chart", "people", BROWSER_PATH=nowhere, PATH=nowhere)

    def test_the_command_fails(self, run):
        assert run.returncode == 1

    def test_the_reason_comes_with_its_cure(self, run):
        assert run.stderr == f"{NoBrowserError()}\n"

    def test_the_cure_names_the_package(self):
        assert "apt install chromium fonts-noto-core fonts-noto-cjk" in str(NoBrowserError())

    def test_nothing_is_said_to_be_written(self, run):
        assert run.stdout == ""

    def test_a_program_can_tell_why(self, project_collection, monkeypatch, tmp_path):
        monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "no-browser"))
        with pytest.raises(NoBrowserError):
            list(export_png(project_collection, [Picture("people", "en", "light")], tmp_path))


class TestWithABrokenBrowser:
    @pytest.fixture(scope="class")
    @classmethod
    def run(cls, tmp_path_factory):
        folder = tmp_path_factory.mktemp("broken")
        broken = folder / "browser"
        broken.write_text("#!/bin/sh\nexit 3\n")
        broken.chmod(0o755)
        return export(folder / "out", "--chart", "people", BROWSER_PATH=str(broken))

    def test_the_command_fails(self, run):
        assert run.returncode == 1

    def test_it_is_told_apart_from_none(self, run):
        assert "Chrome was found and did not start" in run.stderr

    def test_nothing_of_how_it_is_driven_reaches_the_reader(self, run):
        leaks = ("Traceback", "Task was destroyed", "choreo_get_chrome", "watchdog", "logging")
        assert [leak for leak in leaks if leak in run.stderr] == []


def test_a_folder_that_cannot_be_made_is_told(chromium, tmp_path):
    (tmp_path / "file").write_text("")
    run = export(tmp_path / "file" / "out", "--chart", "people", BROWSER_PATH=chromium)
    assert (run.returncode, "Traceback" in run.stderr) == (1, False)


def test_pictures_are_every_combination_chart_by_chart():
    names = [picture.name for picture in pictures(["a", "b"], ["en", "vi"], ["light", "dark"])]
    assert names == [
        f"{chart}.{language}.wide{theme}.png"
        for chart, language, theme in product("ab", ("en", "vi"), ("", ".dark"))
    ]


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
