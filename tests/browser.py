"""What the tests in Chromium share: the real command, the browser, a page that complains of none.

A plugin: a module that needs it says ``pytest_plugins = ["browser"]``. It is imported as a module
besides, so pytest leaves its assertions as they are (PYTEST_DONT_REWRITE).
"""

import io
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)
from support import HARBOUR, PROJECT, missing

NAMES = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = "apt install chromium fonts-noto-core fonts-noto-cjk"
#: A page answers at once; what waits longer here is a machine that is busy with other tests.
expect.set_options(timeout=15_000)
Windows = Callable[..., BrowserContext]
WIDE, PHONE = (1280, 900), (375, 740)
PREFIXES = {"en": "", "vi": "/vi", "ko": "/ko"}
#: Adds up how far things moved that had been drawn already (Cumulative Layout Shift).
SHIFTS = """window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""
#: Where plotly sets the texts of figures, in pixels from the corner of the box around each.
TEXTS = """(within) => [
  ...(within || document).querySelectorAll(".annotation text")
].map((text) => {
  const origin = text.closest(".js-plotly-plot").getBoundingClientRect();
  const { left, top, right, bottom } = text.getBoundingClientRect();
  return { said: text.textContent, plot: origin.top, left: left - origin.left,
           top: top - origin.top, right: right - origin.left, bottom: bottom - origin.top };
})"""


def has_fonts(language: str) -> bool:
    """Return whether a font for a language is installed; True where nobody can say."""
    if not shutil.which("fc-list"):
        return True
    found = subprocess.run(["fc-list", f":lang={language}"], capture_output=True, check=True)
    return bool(found.stdout)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the installed browser, with fonts for what it is to draw."""
    named = os.environ.get("BROWSER_PATH")
    path = named or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        missing(f"Chromium: {PACKAGES}")
    if not all(map(has_fonts, ("vi", "ko"))):
        missing(f"fonts for Vietnamese and Korean: {PACKAGES}")
    return str(path)


@pytest.fixture(scope="session")
def browser(chromium) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Windows of a context share a process, so that scripts are compiled once for them all.
        browser = playwright.chromium.launch(executable_path=chromium, args=["--process-per-site"])
        yield browser
        browser.close()


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def serving(*options: str | Path) -> Iterator[str]:
    """Run the real command on a free port, yield its address, and end it."""
    # What is logged would fill the pipe, which nobody reads on: the server would stand still.
    quiet = ("--log-format", "none", "--port", str(free_port()))
    command = [sys.executable, "-m", "dashboard", "serve", *quiet, *options]
    process = subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        said = []
        for line in process.stdout:
            said.append(line)
            if "look at http://" in line:
                break
        else:
            pytest.fail("the server did not start:\n" + "".join(said))
        yield said[-1].split("look at ")[1].strip().rstrip("/")
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.fixture(scope="session")
def harbour_server() -> Iterator[str]:
    with serving("--data", HARBOUR, "--articles", HARBOUR / "seeds" / "texts") as address:
        yield address


@pytest.fixture(scope="session")
def windows(browser) -> Iterator[Windows]:
    """Give the context of some options, the same each time, so that files are fetched once."""
    known: dict[str, BrowserContext] = {}

    def context(**options: object) -> BrowserContext:
        name = repr(sorted(options.items()))
        if name not in known:
            known[name] = browser.new_context(**options)
        return known[name]

    yield context
    for opened in known.values():
        opened.close()


class Visitor:
    """A reader who notes every complaint of the browser and every request."""

    def __init__(self, windows: Windows, site: str) -> None:
        self.windows, self.site = windows, site
        self.pages: list[Page] = []
        self.complaints: list[str] = []
        self.requests: list[str] = []

    def open(
        self,
        path: str = "/",
        size: tuple[int, int] = WIDE,
        wait_until: str = "load",
        color_scheme: str | None = None,
        **options: object,
    ) -> Page:
        """Open an address of the site in a new window; options are those of the context."""
        context = self.windows(**options)
        if not context.pages:  # an empty one stays open, or the process would end with each
            kept = context.new_page()
            kept.route("**", lambda route: route.fulfill(body=""))
            kept.goto(self.site)
        page = context.new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        if color_scheme:
            page.emulate_media(color_scheme=color_scheme)
        page.set_default_timeout(10_000)
        self.pages.append(page)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(self.site + path, wait_until=wait_until)
        return page

    def _heard(self, message: ConsoleMessage) -> None:
        # A missing page is asked for on purpose; the browser notes its status.
        asked = message.location["url"].endswith("/nowhere")
        if message.type in ("error", "warning") and not asked:
            self.complaints.append(f"{message.text} ({message.location['url']})")

    @property
    def other_hosts(self) -> set[str]:
        """The hosts that were asked for something, the site's own excepted."""
        addresses = [urlsplit(url) for url in self.requests]
        asked = {address.netloc for address in addresses if address.scheme.startswith("http")}
        return asked - {urlsplit(self.site).netloc}


@contextmanager
def visiting(windows: Windows, site: str) -> Iterator[Visitor]:
    """Give a visitor; afterwards nothing may have been complained of."""
    visitor = Visitor(windows, site)
    try:
        yield visitor
    finally:
        for page in visitor.pages:
            page.close()
    if visitor.complaints:
        pytest.fail("the browser complained:\n" + "\n".join(visitor.complaints))


@pytest.fixture
def visitor(windows, server) -> Iterator[Visitor]:
    with visiting(windows, server) as visitor:
        yield visitor


def taken_over(page: Page) -> Page:
    """Wait until Dash has mounted the page and the server's copy is gone."""
    expect(page.locator("#react-entry-point .app-root")).to_be_attached()
    expect(page.locator("#static")).to_have_count(0)
    return page


def drawn(page: Page) -> Page:
    """Come near every chart that is shown, until each is drawn; then go back to where one was."""
    page.bring_to_front()  # behind another window the browser draws once a second
    at = taken_over(page).evaluate("scrollY")
    for plot in page.locator(".plot:visible").all():
        plot.scroll_into_view_if_needed()
        expect(plot.locator(".js-plotly-plot .main-svg").first).to_be_attached()
    page.evaluate("(top) => scrollTo(0, top)", at)
    return page


def rgb(colour: str) -> str:
    """Return a colour of the palette as the browser says it."""
    return "rgb({}, {}, {})".format(*bytes.fromhex(colour[1:]))


def overflow(page: Page) -> int:
    """Return by how many pixels a page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def meetings(texts):
    """The pairs of texts of one figure that lie on each other; their lines may touch."""
    return [
        (one["said"], other["said"])
        for one, other in combinations(texts, 2)
        if one["plot"] == other["plot"]
        and min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 4
    ]


def until(page, script, timeout_s=10.0):
    """Ask the page until the answer is true: a page may not wait for code, by its own policy."""
    end = time.monotonic() + timeout_s
    while not (answer := page.evaluate(script)) and time.monotonic() < end:
        page.wait_for_timeout(20)
    return answer


def saved_picture(page: Page, chart: str) -> tuple[str, Image.Image]:
    """Save a chart as its menu does; return the file's name and the picture."""
    page.bring_to_front()
    with page.expect_download(timeout=60_000) as coming:  # the first one starts the server's Chrome
        page.locator(f"[id='{chart}'] .menu > summary").click()
        page.locator(f"[id='{chart}'] .take").first.click()
    content = Path(coming.value.path()).read_bytes()
    return coming.value.suggested_filename, Image.open(io.BytesIO(content))
