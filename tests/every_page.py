"""Every kind of page, and how a test opens one: a plugin beside ``browser``.

Imported as a module besides, so pytest leaves its assertions as they are (PYTEST_DONT_REWRITE).
"""

from contextlib import ExitStack

import pytest
from browser import PREFIXES, WIDE, drawn, rgb, serving, visiting
from playwright.sync_api import expect

from dashboard.figures.dress import PALETTES
from dashboard.record import LANGUAGES
from dashboard.web.routes import COLUMNS

pytest_plugins = ["browser"]
SOURCE = "/sources/vnexpress-2023-11-06"
CLAIM = "vnm-it-workforce-2023"
EVERY_COLUMN = ",".join(COLUMNS)
#: Every kind of page, and every kind of thing on one: which server has it, and where.
PAGES = {
    "front": ("server", "/"),
    "front-filtered": ("server", "/?place=KOR"),
    "front-of-the-articles": ("server", "/?role=primary"),
    "front-with-a-card": ("server", f"/#card-{CLAIM}"),
    "indicator": ("server", "/indicators/vnm-it-workforce"),
    "indicator-of-an-absence": ("server", "/indicators/vnm-national-ai-centres"),
    "indicator-of-an-ordinal": ("server", "/indicators/digital-forum-edition"),
    "indicator-in-time": ("harbour_server", "/indicators/bay-boat-loans"),
    "indicator-with-panels": ("server", "/indicators/vnm-online-public-services"),
    "indicator-of-the-articles": ("server", "/indicators/kor-ai-vouchers?role=primary"),
    "indicator-disputed": ("harbour_server", "/indicators/bay-skippers"),
    "indicator-of-a-range": ("harbour_server", "/indicators/bay-piers"),
    "chart": ("server", "/charts/people"),
    "chart-of-parts": ("server", "/charts/shares"),
    "chart-of-time": ("server", "/charts/timeline"),
    "chart-with-panels": ("server", "/charts/kor-ai-vouchers"),
    "chart-of-units": ("server", "/charts/vnm-ai-universities"),
    "source": ("public_server", SOURCE),
    "source-of-context": ("server", "/sources/zdnet-korea-2021-12-15"),
    "source-with-its-text": ("server_with_texts", SOURCE),
    "data": ("server", "/data"),
    "data-with-every-column": ("server", f"/data?sort=-figure&columns={EVERY_COLUMN}"),
    "data-with-nothing": ("server", "/data?q=zzzz"),
    "search": ("server", "/search?q=AI"),
    "search-unasked": ("server", "/search"),
    "search-with-nothing": ("server", "/search?q=zzzz"),
    "method": ("server", "/method"),
    "missing": ("server", "/nowhere"),
    "embed": ("server", "/embed/people"),
    "embed-of-time": ("server", "/embed/timeline"),
    "embed-with-panels": ("server", "/embed/vnm-online-public-services"),
}
KINDS = (
    "front", "indicator", "chart", "source-with-its-text", "data", "search", "method", "missing",
    "embed",
)  # fmt: skip
#: What a narrow window sets in another way than a wide one.
NARROWED = ("front", "indicator", "chart", "source-with-its-text", "data")
#: Each kind of page in every language; what is special about a page, in one language each.
VISITS = [
    (name, language)
    for n, name in enumerate(PAGES)
    for m, language in enumerate(LANGUAGES)
    if name in KINDS or m == n % len(LANGUAGES)
]
#: A theme is colours alone, and those do not depend on the language: one of each page is enough.
DARK = {name: (name, language) for name, language in VISITS}.values()


@pytest.fixture(scope="module")
def public_server():
    """Our address as the world reaches it: no article's text is shown."""
    with serving("--base-url", "https://figures.example") as address:
        yield address


@pytest.fixture(scope="module")
def server_with_texts(articles, request):
    return request.getfixturevalue("server")  # it reads ARTICLES_DIR, as the fixture does


@pytest.fixture(scope="module")
def opened(request, windows):
    """Give a function that opens a page of the table, drawn; the stack given closes it."""

    def opened(stack, name, language="en", size=WIDE, **options):
        site, path = PAGES[name]
        visitor = stack.enter_context(visiting(windows, request.getfixturevalue(site)))
        return ready(visitor.open(PREFIXES[language] + path, size, **options))

    return opened


@pytest.fixture
def open_page(opened):
    with ExitStack() as stack:
        yield lambda *page, **options: opened(stack, *page, **options)


def ready(page):
    """Wait until a page is as its reader finds it."""
    if "/embed/" not in page.url:
        return drawn(page)
    expect(page.locator("#chart .main-svg").first).to_be_attached()
    return page


def dressed(page, theme):
    """Put a page into a theme, and wait until its charts wear it and its rows have faded."""
    page.emulate_media(color_scheme=theme)
    for drawing in page.locator(".js-plotly-plot .main-svg:first-child").all():
        expect(drawing).to_have_css("background-color", rgb(PALETTES[theme]["paper"]))
    page.evaluate("Promise.allSettled(document.getAnimations().map((each) => each.finished))")
    return page
