"""Where the dashboard is published: under a path of a site, and what crawlers find there."""

import re
from contextlib import closing
from xml.etree import ElementTree

import pytest
from browser import drawn, serving, visiting
from every_page import ready
from running import running
from support import HARBOUR

from dashboard.record import LANGUAGES
from dashboard.web.app import create_app

pytest_plugins = ["every_page"]
UNDER, SITE = "/under/here", "https://figures.example"
#: Every attribute that holds an address.
ADDRESS = re.compile(r'(?:href|src|action|data-[a-z-]+)="(/[^"]*)"')


@pytest.fixture(scope="module")
def published(harbour_collection):
    """A client of the collection published under a path."""
    return create_app(harbour_collection.published_at(SITE + UNDER)).server.test_client()


def linked_from(client, first):
    """Every address that leads from page to page, with its status; of queries, which have no end,
    of pictures and of what other languages have besides their front page the address alone."""
    seen, waiting = {}, [first]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen[path] = 0
        if re.search(r"\?|\.(png|svg|pdf)$|/(vi|ko)/.", path):
            continue
        with closing(client.get(path)) as answer:
            seen[path] = answer.status_code
            if answer.mimetype == "text/html":
                found = {match.split("#")[0] for match in ADDRESS.findall(answer.text)}
                waiting += [each.replace("&amp;", "&") for each in sorted(found)]
    return seen


class TestUnderAPath:
    def test_every_link_stays_there_and_leads_somewhere(self, published):
        seen = linked_from(published, f"{UNDER}/")
        assert len(seen) > 100
        assert [path for path in seen if not path.startswith(f"{UNDER}/")] == []
        assert set(seen.values()) == {0, 200, 302}

    def test_redirects_stay_there(self, published):
        for path in ("/vi", "/data?nothing=1", "/f/people", "/charts/people/"):
            answer = published.get(UNDER + path)
            if answer.status_code != 404:
                assert answer.headers["Location"].startswith(f"{UNDER}/")

    def test_a_proxy_may_take_the_path_away(self, published):
        through, straight = (published.get(path).text for path in ("/method", f"{UNDER}/method"))
        number = r'"end_id":"[^"]*"'  # of the page's making
        assert re.sub(number, "", through) == re.sub(number, "", straight)

    def test_absolute_addresses_have_it_once(self, published):
        for path in ("/", "/vi/method", "/data"):
            text = published.get(UNDER + path).text
            assert f'href="{SITE}{UNDER}{path}"' in text
            assert f"{UNDER}{UNDER}" not in text
            assert f'"{SITE}/' not in re.sub(re.escape(f"{SITE}{UNDER}/"), "", text)

    def test_pages_work_in_chromium(self, windows):
        with serving("--data", HARBOUR, "--prefix", UNDER) as address:
            assert address.endswith(UNDER)
            with visiting(windows, address) as visitor:
                page = drawn(visitor.open("/"))
                page.locator(".language[lang=vi]").click()
                page.wait_for_url("**/under/here/vi/")
                drawn(page)
                ready(visitor.open("/embed/bay-piers"))
                assert visitor.other_hosts == set()


class TestThePath:
    @pytest.mark.parametrize(
        ("options", "told"),
        [
            (["--prefix", "figures"], "is no path"),
            (["--prefix", "/../x y"], "is no path"),
            (["--base-url", f"{SITE}/here", "--prefix", "/there"], "is not the path"),
        ],
    )
    def test_must_be_one_and_the_same(self, options, told, capsys):
        from dashboard.cli import main

        try:
            status = main(["serve", "--data", str(HARBOUR), *options])
        except SystemExit as ended:  # argparse's way
            status = ended.code
        assert status == 2
        assert told in capsys.readouterr().err

    def test_that_is_given_completes_the_address(self):
        with running(HARBOUR, "--base-url", SITE, "--prefix", UNDER) as server:
            text = server.ask(f"{UNDER}/method")[2]
            assert f'<link rel="canonical" href="{SITE}{UNDER}/method">' in text


class TestCrawlers:
    def test_are_kept_from_what_is_endless(self, published):
        lines = published.get("/robots.txt").text.splitlines()
        assert f"Disallow: {UNDER}/vi/search" in lines
        assert lines[-1] == f"Sitemap: {SITE}{UNDER}/sitemap.xml"

    def test_find_every_page_in_every_language(self, published, harbour_collection):
        map_ = ElementTree.fromstring(published.get("/sitemap.xml").data)
        space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
        found = [url.text for url in map_.iter(f"{space}loc")]
        records = harbour_collection
        pages = 3 + len(records.indicators) + len(records.charts) + len(records.sources)
        assert len(set(found)) == len(found) == pages * len(LANGUAGES)
        for address in found[::4]:  # of each language some
            assert published.get(address.removeprefix(SITE)).status_code == 200
        first = map_.find(f"{space}url")
        assert [link.get("hreflang") for link in first if link.tag.endswith("link")] == [*LANGUAGES]

    def test_are_told_where_there_is_no_map(self, client):
        assert client.get("/sitemap.xml").status_code == 404
        assert "Sitemap" not in client.get("/robots.txt").text
