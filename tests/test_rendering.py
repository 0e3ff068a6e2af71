"""A renderer of pictures: asked by many threads, and whatever happens to its browser."""

import gc
import io
import os
import signal
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import plotly.graph_objects as go
import pytest
from browser import serving
from PIL import Image
from support import missing

from dashboard import rendering
from dashboard.errors import NoBrowserError, RenderError
from dashboard.rendering import Renderer, browser_at_hand

pytest_plugins = ["browser"]


class Process(NamedTuple):
    id: int
    parent: int
    group: int
    command: str


def processes() -> Iterator[Process]:
    """Yield what runs on this machine, as far as it has not ended."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has just gone
            state, parent, group = (folder / "stat").read_text().rpartition(")")[2].split()[:3]
            if state not in "ZX":
                command = (folder / "cmdline").read_text()
                yield Process(int(folder.name), int(parent), int(group), command)


def browsers(parent: int) -> set[int]:
    """Return the process groups of the browsers that a process has started."""
    return {p.id for p in processes() if p.parent == parent and p.id == p.group}


def is_gone(group: int) -> bool:
    """Whether nothing is left of a browser; killed processes take a moment to go."""
    late = time.monotonic() + 5
    while any(process.group == group for process in processes()):
        if time.monotonic() > late:
            return False
    return True


def drawn(renderer: Renderer, bars: int) -> bytes:
    return renderer.png(go.Figure(go.Bar(y=list(range(1, bars + 1)))), 200, 100, 1.5)


@pytest.fixture(scope="module")
def renderer(chromium):
    if not Path("/proc/self/stat").exists():
        missing("the table of processes in /proc")
    with Renderer(limit_s=8) as renderer:
        yield renderer


@pytest.fixture(scope="module")
def singly(renderer):
    """Pictures made one after the other."""
    return [drawn(renderer, bars) for bars in range(12)]


def test_pictures_of_different_figures_differ(singly):
    assert len(set(singly)) == len(singly)


def test_threads_that_ask_at_once_get_each_their_own_picture(renderer, singly):
    bars = [*range(12)] * 4
    with ThreadPoolExecutor(max_workers=12) as threads:
        pictures = list(threads.map(lambda n: drawn(renderer, n), bars))
    assert [singly.index(picture) for picture in pictures] == bars


def test_a_picture_is_a_png_of_the_size_asked_for_times_the_scale(singly):
    image = Image.open(io.BytesIO(singly[3]))
    assert (image.format, image.size) == ("PNG", (300, 150))


def test_all_pictures_are_drawn_by_one_browser(renderer, singly):
    before = browsers(os.getpid())
    drawn(renderer, 1)
    assert (len(before), browsers(os.getpid())) == (1, before)


class TestABrowserThatWasKilled:
    @pytest.fixture(autouse=True)
    def killed(self, singly):
        """The browser, without its own process."""
        [group] = browsers(os.getpid())
        [chrome] = [p.id for p in processes() if p.parent == group and "--type=" not in p.command]
        os.kill(chrome, signal.SIGKILL)

    def test_is_replaced_for_the_next_picture(self, renderer, singly):
        assert drawn(renderer, 5) == singly[5]

    def test_is_not_spoken_of(self, renderer, caplog):
        drawn(renderer, 5)
        assert caplog.text == ""


class TestABrowserThatHangs:
    @pytest.fixture(scope="class")
    @classmethod
    def stopped(cls, renderer, singly):
        """The browser that was stopped, and the picture asked for after that."""
        [group] = browsers(os.getpid())
        os.killpg(group, signal.SIGSTOP)
        return group, drawn(renderer, 7)

    def test_is_replaced_after_the_time_limit(self, stopped, singly):
        assert stopped[1] == singly[7]

    def test_is_ended_with_all_its_processes(self, stopped):
        assert is_gone(stopped[0])


@pytest.mark.parametrize(
    ("figure", "size"),
    [
        pytest.param(go.Figure(go.Bar(y=[1])), (200_000, 200_000), id="too large"),
        pytest.param({"data": 5}, (200, 100), id="malformed"),
        pytest.param({"data": [{"type": "bar", "y": [object()]}]}, (200, 100), id="no JSON"),
    ],
)
class TestAFigureThatChromeCannotDraw:
    def test_is_told_as_such_and_the_next_is_drawn(self, figure, size, renderer, singly):
        with pytest.raises(RenderError, match=r"^Chrome could not draw it: "):
            renderer.png(figure, *size, 1)
        assert drawn(renderer, 2) == singly[2]


def test_a_fresh_browser_that_is_too_slow_fails_once_and_for_all(chromium):
    with Renderer(limit_s=0.001) as renderer, pytest.raises(RenderError, match="ended or hung"):
        drawn(renderer, 1)


class TestABrowserThatNeverAnswers:
    @pytest.fixture(autouse=True)
    def silent(self, tmp_path, monkeypatch):
        program = tmp_path / "silent-browser"
        program.write_text("#!/bin/sh\nexec sleep 600\n")
        program.chmod(0o755)
        monkeypatch.setenv("BROWSER_PATH", str(program))
        monkeypatch.setattr(rendering, "_START_S", 0.5)

    def test_is_told_with_a_cure(self):
        with Renderer() as renderer, pytest.raises(RenderError, match="BROWSER_PATH to another"):
            drawn(renderer, 1)

    def test_is_ended_and_not_spoken_of_otherwise(self, caplog):
        before = browsers(os.getpid())
        with Renderer() as renderer, suppress(RenderError):
            drawn(renderer, 1)
        gc.collect()  # it is now that forgotten failures would be told
        assert (browsers(os.getpid()), caplog.text) == (before, "")


class TestARendererThatWasClosed:
    @pytest.fixture(scope="class")
    @classmethod
    def closed(cls, chromium, tmp_path_factory):
        """A closed renderer, the browser that it had, and where its files were."""
        folder, before = tmp_path_factory.mktemp("files"), browsers(os.getpid())
        with pytest.MonkeyPatch.context() as patch, Renderer() as renderer:
            patch.setattr(tempfile, "tempdir", str(folder))
            drawn(renderer, 1)
            [group] = browsers(os.getpid()) - before
        return renderer, group, folder

    def test_leaves_no_process(self, closed):
        assert is_gone(closed[1])

    def test_leaves_no_file(self, closed):
        assert list(closed[2].iterdir()) == []

    def test_may_be_closed_again(self, closed):
        closed[0].close()

    def test_draws_no_more(self, closed):
        with pytest.raises(RenderError, match="closed"):
            drawn(closed[0], 1)


def test_a_renderer_that_drew_nothing_has_started_nothing():
    before = browsers(os.getpid())
    with Renderer():
        assert browsers(os.getpid()) == before


class TestWithoutChrome:
    @pytest.fixture(autouse=True)
    def nowhere(self, monkeypatch, tmp_path):
        monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "no-browser"))

    def test_none_is_at_hand(self):
        assert not browser_at_hand()

    def test_a_picture_is_refused_with_the_cure(self):
        with Renderer() as renderer, pytest.raises(NoBrowserError, match="apt install chromium"):
            drawn(renderer, 1)


def test_an_installed_browser_is_at_hand(chromium):
    assert browser_at_hand()


class TestAServerThatIsEnded:
    @pytest.fixture(scope="class")
    @classmethod
    def group(cls, chromium):
        """The browser of a server that drew a picture and was then told to end."""
        with serving() as address:
            urllib.request.urlopen(f"{address}/charts/people.png").close()
            port = address.rpartition(":")[2]
            [server] = [p.id for p in processes() if f"\0--port\0{port}\0" in p.command]
            [group] = browsers(server)
        return group

    def test_leaves_no_process(self, group):
        assert is_gone(group)
