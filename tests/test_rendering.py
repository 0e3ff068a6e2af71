"""A renderer of pictures: asked by many, and whatever happens to its browser or its process."""

import io
import json
import logging
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import plotly.graph_objects as go
import pytest
from browser import serving
from PIL import Image
from pypdf import PdfReader
from support import PROJECT, missing

from dashboard import rendering
from dashboard.errors import NoBrowserError, NoFontError, RenderError
from dashboard.rendering import Order, Renderer, browser_at_hand
from dashboard.rendering.order import meeting_place, pid_file

pytest_plugins = ["browser"]


class Process(NamedTuple):
    id: int
    parent: int
    group: int
    user: int
    command: str


def processes() -> Iterator[Process]:
    """Yield what runs on this machine, as far as it has not ended."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has just gone
            state, parent, group = (folder / "stat").read_text().rpartition(")")[2].split()[:3]
            if state not in "ZX":
                command, user = (folder / "cmdline").read_text(), folder.stat().st_uid
                yield Process(int(folder.name), int(parent), int(group), user, command)


def holder() -> int:
    """Return the process that holds the browser."""
    return int(pid_file().read_text())


def browsers() -> set[int]:
    """Return the process groups of the browsers that the renderer's process has started."""
    if not pid_file().exists():
        return set()
    return {p.id for p in processes() if p.parent == holder() and p.id == p.group}


def is_gone(group: int) -> bool:
    """Whether nothing is left of a group of processes; killed ones take a moment to go."""
    late = time.monotonic() + 10
    while any(process.group == group for process in processes()):
        if time.monotonic() > late:
            return False
        time.sleep(0.01)
    return True


def bars(count: int, **layout: object) -> Order:
    figure = go.Figure(go.Bar(y=list(range(1, count + 1))), layout)
    return Order(str(figure.to_json()), "png", 200, 100, 1.5)


@contextmanager
def apart(**environment: str) -> Iterator[pytest.MonkeyPatch]:
    """Meet where nobody else does, so that what happens there disturbs no other test."""
    folder = tempfile.mkdtemp(prefix="apart-")  # pytest's own are too long for a socket's name
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"XDG_RUNTIME_DIR": folder, **environment}.items():
            patch.setenv(name, value)
        yield patch
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def place(chromium):
    if not Path("/proc/self/stat").exists():
        missing("the table of processes in /proc")
    with apart(BROWSER_PATH=chromium) as patch:
        yield patch


@pytest.fixture(scope="module")
def renderer(place):
    with Renderer(limit_s=8) as renderer:
        yield renderer


@pytest.fixture(scope="module")
def singly(renderer):
    """Pictures made one after the other."""
    return [renderer.draw(bars(count)) for count in range(12)]


def test_pictures_of_different_figures_differ(singly):
    assert len(set(singly)) == len(singly)


def test_threads_that_ask_at_once_get_each_their_own_picture(renderer, singly):
    counts = [*range(12)] * 4
    with ThreadPoolExecutor(max_workers=12) as threads:
        pictures = list(threads.map(lambda n: renderer.draw(bars(n)), counts))
    assert [singly.index(picture) for picture in pictures] == counts


def test_a_picture_is_a_png_of_the_size_asked_for_times_the_scale(singly):
    image = Image.open(io.BytesIO(singly[3]))
    assert (image.format, image.size) == ("PNG", (300, 150))


def of_format(renderer, form):
    order = bars(3)
    return renderer.draw(Order(order.figure, form, 200, 100, 1.5))


def test_an_svg_is_a_drawing_of_that_size(renderer):
    svg = of_format(renderer, "svg").decode()
    assert re.match(r'<svg [^>]*width="300" height="150"[^>]*viewBox="0 0 200 100"', svg)


def test_a_pdf_is_one_page_of_that_size_with_its_text_as_text(renderer):
    [page] = PdfReader(io.BytesIO(of_format(renderer, "pdf"))).pages
    points = [round(float(length)) for length in page.mediabox[2:]]
    assert points == [225, 113]  # of 300 × 150 pixels at 96 to the inch
    assert page.extract_text().split()[:2] == ["0", "1"]


def test_a_png_after_other_formats_is_the_same(renderer, singly):
    for form in ("pdf", "svg"):
        of_format(renderer, form)
    assert renderer.draw(bars(3)) == singly[3]


def test_after_a_hundred_pictures_the_page_is_another_and_the_pictures_are_the_same(
    renderer, singly
):
    for _ in range(101):
        last = renderer.draw(bars(1))
    assert last == singly[1]


def test_all_pictures_are_drawn_by_one_browser(renderer, singly):
    before = browsers()
    renderer.draw(bars(1))
    assert (len(before), browsers()) == (1, before)


PROGRAM = """
import sys
from dashboard.rendering import Order, Renderer
with Renderer() as renderer:
    order = Order.from_bytes(sys.stdin.buffer.read())
    sys.stdout.buffer.write(renderer.draw(order))
    sys.stdout.flush()
    if sys.argv[1:]:
        import os, signal
        os.kill(os.getpid(), signal.SIGKILL)
"""


def other_program(order, *arguments):
    command = [sys.executable, "-c", PROGRAM, *arguments]
    return subprocess.run(command, cwd=PROJECT, input=order.to_bytes(), capture_output=True)


def test_another_program_is_served_by_the_same_browser(renderer, singly):
    before = holder(), browsers()
    run = other_program(bars(4))
    assert (run.stdout == singly[4], run.stderr) == (True, b"")
    assert (holder(), browsers()) == before


class TestAProgramThatIsKilled:
    @pytest.fixture(scope="class")
    @classmethod
    def left(cls, chromium):
        with apart(BROWSER_PATH=chromium):
            run = other_program(bars(4), "and die")
            late = time.monotonic() + 20
            while pid_file().exists() and time.monotonic() < late:
                time.sleep(0.05)
            left = [p.command for p in processes() if "rendering.process" in p.command]
            yield run.returncode, pid_file().exists(), left

    def test_leaves_no_renderer_behind(self, left):
        assert left[:2] == (-signal.SIGKILL, False)


class TestABrowserThatWasKilled:
    @pytest.fixture(autouse=True)
    def killed(self, singly):
        """The browser's first process."""
        [group] = browsers()
        os.kill(group, signal.SIGKILL)

    def test_is_replaced_for_the_next_picture(self, renderer, singly):
        assert renderer.draw(bars(5)) == singly[5]

    def test_is_not_spoken_of(self, renderer, caplog):
        renderer.draw(bars(5))
        assert caplog.text == ""


class TestABrowserThatHangs:
    @pytest.fixture(scope="class")
    @classmethod
    def stopped(cls, renderer, singly):
        """The browser that was stopped, and the picture asked for after that."""
        [group] = browsers()
        os.killpg(group, signal.SIGSTOP)
        return group, renderer.draw(bars(7))

    def test_is_replaced_after_the_time_limit(self, stopped, singly):
        assert stopped[1] == singly[7]

    def test_is_ended_with_all_its_processes(self, stopped):
        assert is_gone(stopped[0])


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "hanging"])
class TestAProcessThatIs:
    @pytest.fixture(autouse=True)
    def struck(self, sign, renderer, singly, monkeypatch):
        """The renderer's process and its browser, the process no longer of any use."""
        monkeypatch.setattr(rendering, "_GREETING_S", 1)
        renderer.draw(bars(1))
        before = holder(), *browsers()
        os.kill(holder(), sign)
        return before

    def test_is_replaced_for_the_next_picture(self, struck, renderer, singly):
        assert renderer.draw(bars(6)) == singly[6]
        assert holder() not in struck

    def test_takes_its_browser_with_it(self, struck, renderer):
        renderer.draw(bars(6))
        assert is_gone(struck[1])


@pytest.mark.parametrize(
    ("figure", "size"),
    [
        pytest.param(go.Figure(go.Bar(y=[1])).to_json(), (200_000, 200_000), id="too large"),
        pytest.param('{"data": 5}', (200, 100), id="malformed"),
        pytest.param("{}", (200, 100), id="no figure"),
    ],
)
class TestAFigureThatChromeCannotDraw:
    def test_is_told_as_such_and_the_next_is_drawn(self, figure, size, renderer, singly):
        with pytest.raises(RenderError, match=r"^Chrome could not draw it: "):
            renderer.draw(Order(figure, "png", *size, 1))
        assert renderer.draw(bars(2)) == singly[2]


class TestTheNetwork:
    def test_is_not_reached_by_a_figure_that_names_an_address(self, renderer, singly):
        with socket.create_server(("127.0.0.1", 0)) as listening:
            listening.settimeout(1)
            address = f"http://127.0.0.1:{listening.getsockname()[1]}/picture.png"
            image = {"source": address, "x": 0, "y": 1, "sizex": 1, "sizey": 1}
            with suppress(RenderError):
                renderer.draw(bars(2, images=[image]))
            with pytest.raises(TimeoutError):
                listening.accept()


class TestTheSandbox:
    def test_is_on_or_it_is_told_that_it_cannot_be(self, renderer, caplog):
        rendering._warn_of_no_sandbox.cache_clear()
        renderer.draw(bars(1))
        [group] = browsers()
        [chrome] = [p for p in processes() if p.id == group]
        assert ("--no-sandbox" in chrome.command) == ("without its sandbox" in caplog.text)

    def test_is_not_roots(self, renderer, caplog):
        rendering._warn_of_no_sandbox.cache_clear()
        renderer.draw(bars(1))
        [chrome] = [p for p in processes() if p.id in browsers()]
        assert chrome.user != 0 or "without its sandbox" in caplog.text

    @pytest.fixture
    def refusing(self, chromium):
        """A Chrome that starts in no other way than without its sandbox."""
        folder = Path(tempfile.mkdtemp(prefix="refusing-"))
        folder.chmod(0o755)
        program = folder / "chrome"
        program.write_text(
            f'#!/bin/sh\ncase "$*" in *--no-sandbox*) exec {chromium} "$@" ;; esac\nexit 1\n'
        )
        program.chmod(0o755)
        with apart(BROWSER_PATH=str(program)):
            yield
        shutil.rmtree(folder)

    def test_that_cannot_be_is_done_without_and_told(self, refusing, caplog):
        rendering._warn_of_no_sandbox.cache_clear()
        with Renderer() as renderer:
            assert renderer.draw(bars(1)).startswith(b"\x89PNG")
        assert [r.levelno for r in caplog.records] == [logging.WARNING]
        assert "without its sandbox" in caplog.text


class TestLettersThatNoFontHas:
    @pytest.fixture(scope="class")
    @classmethod
    def latin(cls, chromium):
        """A machine whose only font holds no Korean."""
        if not shutil.which("fc-list"):
            missing("fontconfig: apt install fontconfig")
        asked = ["fc-match", "--format=%{file}", "Noto Sans:style=Regular"]
        font = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
        folder = Path(tempfile.mkdtemp(prefix="latin-"))
        shutil.copy(font, folder)
        (folder / "fonts.conf").write_text(
            f"<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>"
        )
        for path in (folder, *folder.iterdir()):
            path.chmod(0o755)
        with (
            apart(BROWSER_PATH=chromium, FONTCONFIG_FILE=str(folder / "fonts.conf")),
            Renderer() as renderer,
        ):
            yield renderer
        shutil.rmtree(folder)

    def test_are_named_with_the_package_that_has_them(self, latin):
        with pytest.raises(NoFontError, match=r"국 한; .*\n.*apt install fonts-noto-cjk") as told:
            latin.draw(bars(2, title={"text": "Chart 한국"}))
        assert told.value.letters == "국한"

    def test_keep_no_other_picture_from_being_drawn(self, latin):
        assert latin.draw(bars(2, title={"text": "Dịch vụ công"})).startswith(b"\x89PNG")


def test_letters_that_a_font_has_are_drawn(renderer):
    assert renderer.draw(bars(2, title={"text": "한국 Dịch vụ"})).startswith(b"\x89PNG")


def test_the_package_for_other_letters_is_another():
    assert "apt install fonts-noto-core" in str(NoFontError("ắ"))


def test_a_fresh_browser_that_is_too_slow_fails_once_and_for_all(chromium):
    with (
        apart(BROWSER_PATH=chromium),
        Renderer(limit_s=0.001) as renderer,
        pytest.raises(RenderError, match="ended or hung"),
    ):
        renderer.draw(bars(1))


class TestABrowserThatNeverStarts:
    @pytest.fixture(autouse=True)
    def broken(self):
        folder = Path(tempfile.mkdtemp(prefix="broken-"))
        folder.chmod(0o755)
        program = folder / "broken-browser"
        program.write_text("#!/bin/sh\nexit 3\n")
        program.chmod(0o755)
        with apart(BROWSER_PATH=str(program)):
            yield
        shutil.rmtree(folder)

    def test_is_told_with_a_cure(self):
        with Renderer() as renderer, pytest.raises(RenderError, match="BROWSER_PATH to another"):
            renderer.draw(bars(1))


class TestClosing:
    @pytest.fixture(scope="class")
    @classmethod
    def closed(cls, chromium):
        """A closed renderer, the process and the browser that it had, what it left of files."""
        files = Path(tempfile.mkdtemp(prefix="files-"))
        files.chmod(0o777)
        with apart(BROWSER_PATH=chromium, TMPDIR=str(files)):
            renderer = Renderer()
            renderer.draw(bars(1))
            had = {holder(), *browsers()}
            renderer.close()
            left = [pid_file().exists(), *files.iterdir()]
            yield renderer, had, left
        shutil.rmtree(files)

    def test_leaves_no_process(self, closed):
        assert len(closed[1]) == 2
        assert all(map(is_gone, closed[1]))

    def test_leaves_no_file(self, closed):
        assert closed[2] == [False]

    def test_may_be_done_again(self, closed):
        closed[0].close()

    def test_draws_no_more(self, closed):
        with pytest.raises(RenderError, match="closed"):
            closed[0].draw(bars(1))


def test_a_renderer_that_drew_nothing_has_started_nothing(chromium):
    with apart(BROWSER_PATH=chromium):
        with Renderer():
            pass
        assert not pid_file().exists()


def test_a_meeting_place_that_others_can_enter_is_refused():
    with apart():
        meeting_place()[2].parent.chmod(0o755)
        with pytest.raises(RenderError, match="open to others"):
            meeting_place()


@pytest.mark.parametrize("named", ["", "/no/such/folder"])
def test_without_a_folder_of_the_users_own_they_meet_in_the_temporary_one(named, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", named)
    assert meeting_place()[2].parent.parent == Path(tempfile.gettempdir())


def test_an_order_arrives_as_it_was_sent():
    order = Order('{"data": ["한"]}', "pdf", 1200.5, 675, 4 / 3)
    assert Order.from_bytes(order.to_bytes()) == order
    assert json.loads(order.to_bytes())["format"] == "pdf"


class TestWithoutChrome:
    @pytest.fixture(autouse=True)
    def nowhere(self, tmp_path):
        with apart(BROWSER_PATH=str(tmp_path / "no-browser")):
            yield

    def test_none_is_at_hand(self):
        assert not browser_at_hand()

    def test_a_picture_is_refused_with_the_cure(self):
        with Renderer() as renderer, pytest.raises(NoBrowserError, match="apt install chromium"):
            renderer.draw(bars(1))


def test_an_installed_browser_is_at_hand(chromium):
    assert browser_at_hand()


class TestAServerThatIsEnded:
    @pytest.fixture(scope="class")
    @classmethod
    def groups(cls, chromium):
        """The browser of a server that drew a picture and was then told to end; its processors."""
        with apart(BROWSER_PATH=chromium):
            with serving() as address:
                urllib.request.urlopen(f"{address}/charts/people.png").close()
                groups, processors = browsers(), os.sched_getaffinity(holder())
            yield groups, processors

    def test_leaves_no_process(self, groups):
        assert len(groups[0]) == 1
        assert all(map(is_gone, groups[0]))

    def test_kept_its_browser_to_no_processor_of_its_own(self, groups):
        assert groups[1] == os.sched_getaffinity(0)
