"""The page on method: how phrases are checked, and what every sign on a page means."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.web.components import Desk
from dashboard.web.pages.shell import Page, page
from dashboard.wording import HEDGE_NAMES, N_

_SECTIONS = (
    (
        "verified",
        N_("What “verified” means"),
        (
            N_("Verified means: the article says it, at this place. It does not mean that it is right."),
            N_(
                "A phrase is read again whenever the article’s text is at hand. Otherwise the page"
                " says on which day it was last found."
            ),
        ),
    ),
    (
        "phrases",
        N_("How phrases are checked"),
        (
            N_(
                "Every figure is read from a span of at most seven words, pinned to its line. A"
                " second span says what is counted, a third who says it, where that is printed."
            ),
            N_(
                "The value must follow from its span as the language writes numbers: 3.552 is three"
                " thousand five hundred and fifty-two in Vietnamese. The hedge must be the span’s"
                " own, and no hedge may be left outside it."
            ),
            N_(
                "Every number in a text is accounted for: it is a claim, or it is listed as no"
                " figure, with a reason and the lines where it stands."
            ),
            N_("Each text has a fingerprint (SHA-256), so that a changed text is noticed."),
        ),
    ),
    (
        "hedges",
        N_("Hedges"),
        (
            N_(
                "The hedge is part of the figure: “nearly 970,000” is not 970,000, and it is not"
                " “less than 970,000” either. On an axis the hedge is the shape of the mark; beside"
                " fields of dots and bars it stands in words."
            ),
        ),
    ),
    (
        "dates",
        N_("Dates"),
        (
            N_(
                "Three dates are kept apart: what a figure refers to, when it was stated, and when"
                " it was published. Where a source does not say what a figure refers to, we leave"
                " it empty and do not guess."
            ),
            N_(
                "An asterisk marks a date, a publisher or a title that we inferred; the reference"
                " says why. A date is never shown more exactly than it is known."
            ),
            N_(
                "“None yet” grows old. Absences are told in the past tense, with the date on which"
                " they were stated."
            ),
        ),
    ),
    (
        "derived",
        N_("Derived figures"),
        (
            N_(
                "A few figures are computed here and say so. Of a hedged part or whole, a share is"
                " said as the nearest of 1/2, 1/3, 2/3, 1/4, 3/4, 1/5 and 1/10 when it is within a"
                " tenth of it, else in percent to one digit. It never has more digits than its"
                " least exact input."
            ),
            N_("Where it is our inference that one is part of the other, the share says so too."),
        ),
    ),
    (
        "charts",
        N_("Charts"),
        (
            N_(
                "One axis holds one unit. Counts over several orders of magnitude are dots on a"
                " scale where each line is ten times the one before, without bars or stems, whose"
                " length would mean nothing there. In a field of dots, one dot is one thing."
            ),
            N_(
                "A line joins claims of one definition over the periods they refer to, never the"
                " days on which they were stated. Ordinals, durations, absences and number words"
                " stay off every numeric axis."
            ),
        ),
    ),
    (
        "corrections",
        N_("Corrections"),
        (
            N_(
                "A claim’s address is permanent. A corrected claim gets a new one that names what"
                " it replaces, and the change log says what was changed and why."
            ),
        ),
    ),
)  # fmt: skip


def method_page(desk: Desk) -> Page:
    """Return the page on method."""
    words = desk.words
    title = words("How the figures are checked")
    main: list[Any] = [html.H1(title)]
    for name, heading, paragraphs in _SECTIONS:
        main.append(html.H2(words(heading), id=name, className="section"))
        main += [html.P(words(text), className="prose") for text in paragraphs]
        if name == "hedges":
            main.append(_hedge_list(desk))
    return page(desk, title, words(_SECTIONS[0][2][0]), main)


def _hedge_list(desk: Desk) -> html.Ul:
    items = [
        html.Li(
            [
                html.Span(className=f"hedge-mark {hedge.replace('_', '-')}"),
                desk.words(name),
            ]
        )
        for hedge, name in HEDGE_NAMES.items()
        if hedge != "none_yet"
    ]
    return html.Ul(items, className="plain legend-list")
