"""The HTML document around a page: what the server answers before any script has run.

The page stands in it twice: as HTML, to be read at once, and as the layout that Dash mounts. React
empties its own container, so the HTML copy is that container's sibling; the style sheet shows the
one or the other, and a script removes the copy once the tree has mounted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape

from plotly.utils import PlotlyJSONEncoder

from dashboard.collection import Collection
from dashboard.figures.dress import PALETTES
from dashboard.model import LANGUAGES
from dashboard.web.desk import filter_key
from dashboard.web.markup import to_html
from dashboard.web.pages.shell import Page
from dashboard.web.routes import Kind, Route


@dataclass(frozen=True)
class Assets:
    """What Dash contributes: script tags, its configuration, and the addresses of our files."""

    scripts: str
    config: str
    style: str
    early: str
    start: str


def inert_json(value: object) -> str:
    """Return JSON that may stand in a script element, whatever its texts hold."""
    text = json.dumps(value, cls=PlotlyJSONEncoder, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def document(page: Page, route: Route, collection: Collection, assets: Assets) -> str:
    """Return the whole document of a page; its root carries what the query asks for."""
    theme = f' data-theme="{route.asked["theme"]}"' if "theme" in route.asked else ""
    layout = inert_json(page.tree.to_plotly_json())
    return f"""<!DOCTYPE html>
<html lang="{route.language}"{theme}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(page.title, quote=False)}</title>
<meta name="description" content="{escape(page.description)}">
{_links(route, collection)}
<link rel="icon" href="data:,">
<style>{_colours()}{_places(collection)}</style>
<style id="filter">{_filter(route)}</style>
<link rel="stylesheet" href="{assets.style}">
<script id="palettes" type="application/json">{inert_json(PALETTES)}</script>
<script src="{assets.early}"></script>
</head>
<body>
<div id="react-entry-point"></div>
<div id="static">{to_html(page.tree)}</div>
<script id="page-layout" type="application/json">{layout}</script>
<footer class="dash-parts">{assets.config}
{assets.scripts}
<script id="_dash-renderer" defer src="{assets.start}"></script></footer>
</body>
</html>
"""


def _links(route: Route, collection: Collection) -> str:
    """Return the page's own address and its other languages; nothing from the request."""
    base = (collection.records.site.base_url or "").rstrip("/")
    if route.kind is Kind.MISSING:
        return '<meta name="robots" content="noindex">'
    others = (Route(code, route.kind, route.id) for code in LANGUAGES)
    links = [
        f'<link rel="alternate" hreflang="{other.language}" href="{escape(base + other.path)}">'
        for other in others
    ]
    if base:
        links.append(f'<link rel="canonical" href="{escape(base + route.path)}">')
    return "\n".join(links)


def _colours() -> str:
    """Return the palettes as properties; the figures and the page share one table."""
    light, dark = PALETTES["light"], PALETTES["dark"]
    rules = (f"--{name}:light-dark({light[name]},{dark[name]})" for name in light)
    return f":root{{{';'.join(rules)}}}"


def _places(collection: Collection) -> str:
    """Return the rules that give each place its colour."""
    places = {code for indicator in collection.records.indicators for code in indicator.place}
    return "".join(f".place-{c}{{--place:var(--{c},var(--neutral))}}" for c in sorted(places))


def _filter(route: Route) -> str:
    """Return the rule that hides what the filters leave out, so that no script is needed."""
    key = filter_key(route.asked.get("place", ""), route.asked.get("topic", ""))
    chosen = route.kind is Kind.FRONT and key
    return f'[data-keys]:not([data-keys~="{key}"]){{display:none}}' if chosen else ""
