"""The HTML document around a page: what the server answers before any script has run.

The page stands in it twice: as HTML, to be read at once, and as the layout that Dash mounts. React
empties its own container, so the HTML copy is that container's sibling; the container stays hidden
until a script has removed the copy, once the tree has mounted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from plotly.utils import PlotlyJSONEncoder

from dashboard.collection import Collection
from dashboard.figures.dress import PALETTES
from dashboard.pictures import SIZES
from dashboard.record import LANGUAGES
from dashboard.web.desk import filter_key
from dashboard.web.markup import charts, frozen, to_html
from dashboard.web.pages.shell import Page
from dashboard.web.routes import Kind, Route

_LOCALES = {"en": "en_GB", "vi": "vi_VN", "ko": "ko_KR"}


@dataclass(frozen=True)
class Assets:
    """What a document needs besides: Dash's configuration, and the addresses of files.

    ``own`` are the scripts that come first, so that a page answers its reader before Dash does.
    ``dash`` are Dash's, the last of which starts it; ``plotly`` what a page with charts needs
    before these: without them Dash fetches the whole of plotly itself.
    """

    config: str
    style: str
    early: str
    own: tuple[str, ...]
    dash: tuple[str, ...]
    plotly: tuple[str, ...] = ()


def inert_json(value: object) -> str:
    """Return JSON that may stand in a script element, whatever its texts hold.

    Its keys are sorted, as Dash's components hold theirs in sets: each process says the same.
    """
    text = json.dumps(
        value, cls=PlotlyJSONEncoder, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def script_tags(addresses: Iterable[str]) -> str:
    """Return elements that fetch scripts at once and run them in order after the document."""
    return "".join(f'<script defer src="{escape(address)}"></script>\n' for address in addresses)


def document(
    page: Page, route: Route, collection: Collection, assets: Assets, pictures: bool = False
) -> str:
    """Return the whole document of a page; its root carries what the query asks for.

    ``pictures`` says whether the server draws some, for links to the page to be shown with.
    """
    theme = f' data-theme="{route.asked["theme"]}"' if "theme" in route.asked else ""
    mounted = page.mounted
    drawn, ready = charts(mounted), frozen(mounted)
    later = (*assets.plotly, *assets.dash) if drawn else assets.dash
    return f"""<!DOCTYPE html>
<html lang="{route.language}"{theme}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(page.title, quote=False)}</title>
<meta name="description" content="{escape(page.description)}">
{_links(route, collection)}
{_open_graph(page, route, collection, pictures)}
<link rel="icon" href="data:,">
<style>{colours()}{place_colours(collection)}</style>
<style id="filter">{_filter(route)}</style>
<link rel="stylesheet" href="{assets.style}">
{_json("palettes", PALETTES)}
<script src="{assets.early}"></script>
</head>
<body>
<div id="react-entry-point"></div>
<div id="static">{to_html(ready)}</div>
{to_html(page.cards)}
{script_tags(assets.own)}<footer class="dash-parts">{assets.config}</footer>
{_json("page-layout", ready)}
{_json("page-charts", drawn)}
{_json("later", later)}{_linked_data(page)}
</body>
</html>
"""


def _json(name: str, value: object) -> str:
    """Return an element that holds data for our scripts; ``later`` is what they load last."""
    return f'<script id="{name}" type="application/json">{inert_json(value)}</script>'


def _links(route: Route, collection: Collection) -> str:
    """Return the page's own address and its other languages; nothing from the request."""
    origin = collection.records.site.origin
    if route.kind is Kind.MISSING:
        return '<meta name="robots" content="noindex">'
    named = {code: route.in_language(code).path for code in LANGUAGES}
    links = [
        f'<link rel="alternate" hreflang="{code}" href="{escape(origin + path)}">'
        for code, path in (named | {"x-default": named["en"]}).items()
    ]
    if route.kind is Kind.SEARCH:
        links.append('<meta name="robots" content="noindex">')
    if origin:
        links.append(f'<link rel="canonical" href="{escape(origin + route.path)}">')
    return "\n".join(links)


def _linked_data(page: Page) -> str:
    """Return what machines read of the page: data, which the policy on scripts lets stand."""
    return "".join(
        f'\n<script type="application/ld+json">{inert_json(node)}</script>'
        for node in page.linked_data
    )


def _open_graph(page: Page, route: Route, collection: Collection, pictures: bool) -> str:
    """Return what a link to the page is shown with elsewhere: Open Graph's properties."""
    if route.kind in (Kind.MISSING, Kind.SEARCH):  # their addresses stand for no page
        return ""
    site, origin = collection.records.site, collection.records.site.origin
    said = {
        "og:title": page.title,
        "og:description": page.description,
        "og:type": "website" if route.kind is Kind.FRONT else "article",
        "og:locale": _LOCALES[route.language],
        "og:site_name": site.title[route.language],
    }
    if origin:
        said["og:url"] = origin + route.path
    if origin and pictures:
        said |= _link_picture(page, route, collection)
    return "\n".join(
        f'<meta {attribute}="{name}" content="{escape(text)}">'
        for name, text in said.items()
        for attribute in ["name" if name.startswith("twitter:") else "property"]
    )


def _link_picture(page: Page, route: Route, collection: Collection) -> dict[str, str]:
    chart, size = page.chart or next(iter(collection.charts)), SIZES["social"]
    return {
        "og:image": collection.records.site.origin
        + route.to_file(Kind.PICTURE, chart, "png", size=size.name),
        "og:image:width": str(size.width_px),
        "og:image:height": str(size.height_px),
        "og:image:alt": collection.charts[chart].title[route.language],
        "twitter:card": "summary_large_image",
    }


def colours() -> str:
    """Return the palettes as properties; the figures and the page share one table."""
    light, dark = PALETTES["light"], PALETTES["dark"]
    rules = (f"--{name}:light-dark({light[name]},{dark[name]})" for name in light)
    return f":root{{{';'.join(rules)}}}"


@lru_cache(maxsize=2)
def place_colours(collection: Collection) -> str:
    """Return the rules that give each place its colour."""
    places = {code for indicator in collection.records.indicators for code in indicator.place}
    return "".join(f".place-{c}{{--place:var(--{c},var(--neutral))}}" for c in sorted(places))


def _filter(route: Route) -> str:
    """Return the rule that hides what the filters leave out, so that no script is needed."""
    key = filter_key(route.asked.get("place", ""), route.asked.get("topic", ""))
    chosen = route.kind is Kind.FRONT and key
    return f'[data-keys]:not([data-keys~="{key}"]){{display:none}}' if chosen else ""
