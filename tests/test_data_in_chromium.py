"""The data page as a reader uses it: with and without scripts, on a phone, by keyboard."""

import time

import pytest
from browser import PHONE, WIDE, taken_over
from playwright.sync_api import expect

from dashboard.web.routes import COLUMNS

pytest_plugins = ["browser"]
pytestmark = pytest.mark.in_turn(6)
PREFIXES = ("", "/vi", "/ko")
ALL = f"columns={'%2C'.join(COLUMNS)}"
NO_SCRIPTS = {"java_script_enabled": False}
each_prefix = pytest.mark.parametrize("prefix", PREFIXES)
with_and_without_scripts = pytest.mark.parametrize(
    "options", [{}, NO_SCRIPTS], ids=["scripts", "none"]
)
#: The elements of the page whose content is wider than they are, and so is cut or lies on others.
CUT = """[...document.querySelectorAll("main :is(td, th, a, p, label, summary, button, li)")]
  .filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1
          && getComputedStyle(element).display !== "inline")
  .map((element) => element.outerHTML.slice(0, 90))"""


@pytest.fixture
def opened(visitor):
    """Open an address; with scripts wait until Dash has taken the page over."""

    def opened(path, size=WIDE, **options):
        page = visitor.open(path, size, **options)
        return page if options == NO_SCRIPTS else taken_over(page)

    return opened


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def until(page, script, timeout_s=10.0):
    """Ask the page until the answer is true: a page may not wait for code, by its own policy."""
    end = time.monotonic() + timeout_s
    while not page.evaluate(script) and time.monotonic() < end:
        page.wait_for_timeout(20)


def first_column(page):
    # Without the number of its mark, which is no part of a name.
    return page.locator("#rows tbody th a:not(.cite)").all_inner_texts()


@with_and_without_scripts
def test_a_head_sorts_up_then_down(opened, options):
    page = opened("/data?columns=claim", **options)
    page.get_by_role("columnheader", name="Claim").get_by_role("link").click()
    page.wait_for_url("**/data?sort=claim&columns=claim#rows")
    ascending = first_column(page)
    page.get_by_role("columnheader", name="Claim").get_by_role("link").click()
    page.wait_for_url("**/data?sort=-claim&columns=claim#rows")
    assert first_column(page) == ascending[::-1]
    assert ascending == sorted(ascending)


@with_and_without_scripts
def test_the_form_narrows_the_rows_and_keeps_the_order(opened, options):
    page = opened("/data?sort=-stated", **options)
    page.get_by_label("Topic", exact=True).select_option("Workforce")
    page.get_by_label("Contains the words").fill("nhan luc")
    page.get_by_role("button", name="Show rows").click()
    page.wait_for_url("**/data?q=nhan+luc&topic=workforce&sort=-stated")
    expect(page.get_by_label("Topic", exact=True)).to_have_value("workforce")
    expect(page.get_by_label("Contains the words")).to_have_value("nhan luc")
    assert sorted(first_column(page)) == ["ICT workforce", "IT workforce"]


def test_what_was_chosen_is_still_chosen_after_the_take_over(opened):
    page = opened("/ko/data?place=KOR&kind=count")
    expect(page.locator("#rows-place")).to_have_value("KOR")
    expect(page.locator("#rows-kind")).to_have_value("count")


def test_columns_are_chosen_one_after_the_other(opened):
    page = opened("/data")
    page.locator("#columns summary").click()
    page.get_by_role("link", name="Show the column “Topic”").click()
    page.wait_for_url("**#columns")
    taken_over(page).get_by_role("link", name="Hide the column “Words”").click()
    page.wait_for_url(
        "**/data?columns=indicator%2Cfigure%2Cplace%2Ctopic%2Cstated%2Csource#columns"
    )
    assert page.locator("#rows thead th").all_inner_texts() == [
        "Indicator", "Figure", "Place", "Topic", "Stated", "Source"
    ]  # fmt: skip


def test_a_row_opens_the_words_of_its_figure_by_keyboard(opened):
    page = opened("/data")
    page.locator("#rows [data-card='vnm-ict-workforce-2023']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#card-vnm-ict-workforce-2023")).to_be_visible()


def test_many_columns_scroll_in_their_region_by_keyboard(opened):
    page = opened(f"/data?{ALL}")
    region = page.get_by_role("region", name="Table of claims")
    region.focus()
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('#rows').scrollLeft > 0")
    assert region.evaluate("region => region.scrollLeft") > 0


@each_prefix
@pytest.mark.parametrize("size", [PHONE, (320, 640), WIDE], ids=["phone", "narrow", "wide"])
def test_the_page_is_never_scrolled_sideways(opened, prefix, size):
    assert overflow(opened(f"{prefix}/data?{ALL}", size)) <= 0


@each_prefix
def test_on_a_phone_every_cell_is_named_and_whole(opened, prefix):
    page = opened(f"{prefix}/data?{ALL}", PHONE)
    heads = page.locator("#rows thead th").all_inner_texts()
    shown = page.evaluate(
        """[...document.querySelectorAll("#rows tbody tr:first-child td")]
        .map((cell) => getComputedStyle(cell, "::before").content.slice(1, -1))"""
    )
    assert shown == heads[1:]
    assert page.evaluate(CUT) == []


@each_prefix
@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_text_twice_as_large_cuts_nothing(opened, prefix, size):
    page = opened(f"{prefix}/data", size)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert overflow(page) <= 0
    assert page.evaluate(CUT) == []
