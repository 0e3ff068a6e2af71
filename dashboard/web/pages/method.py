"""The page on method: how phrases are checked, and what every sign on a page means.

Its prose lies in ``web/method/<language>.md``: headings, paragraphs, and ``{hedges}`` where the
list of marks belongs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dash import html

from dashboard.web import linked_data
from dashboard.web.desk import Desk, hedge_mark
from dashboard.web.pages.shell import Page, page
from dashboard.wording import HEDGE_NAMES

PROSE = Path(__file__).parent.parent / "method"


def method_page(desk: Desk) -> Page:
    """Return the page on method."""
    text = (PROSE / f"{desk.language}.md").read_text(encoding="utf-8")
    title, *blocks = (" ".join(block.split()) for block in text.split("\n\n"))
    main: list[Any] = [html.H1(title.removeprefix("# "))]
    for block in blocks:
        if block.startswith("## "):
            main.append(html.H2(block.removeprefix("## "), className="section"))
        elif block == "{hedges}":
            names = ((h, name) for h, name in HEDGE_NAMES.items() if h != "none_yet")
            marks = [html.Li([hedge_mark(hedge), desk.words(name)]) for hedge, name in names]
            main.append(html.Ul(marks, className="plain legend-list"))
        else:
            main.append(html.P(block, className="prose"))
    linked = linked_data.documents(linked_data.dataset(desk, ()))
    return page(desk, title.removeprefix("# "), blocks[1], main, linked_data=linked)
