"""Figures set in type, with a field in which one dot is one thing."""

from __future__ import annotations

import math
from typing import Any

from dash import html

from dashboard.claim import Claim
from dashboard.model import MOST_DOTS, WORDED, Indicator
from dashboard.web.citing import cite
from dashboard.web.context import brief_line
from dashboard.web.desk import Desk, filtered_by, place_class

_DOT_COLUMNS = 60


def figure_text(desk: Desk, indicator: Indicator, claim: Claim) -> list[Any]:
    """Return a figure set large: hedge and period small around the number, then its mark."""
    money = indicator.measure == "money"
    said = desk.quantity(indicator, claim) if money else desk.words.figure(indicator, claim)
    number = said if indicator.kind in WORDED else desk.words.value(claim)
    before, number, after = (part.strip() for part in said.partition(number))
    return [
        *([html.Span(before, className="hedge"), " "] if before else []),
        html.Span(number, className="number"),
        cite(desk, claim),
        *([" ", html.Span(after, className="hedge")] if after else []),
    ]


def dot_field(desk: Desk, indicator: Indicator, claim: Claim) -> html.Div | None:
    """Return a field in which one dot is one thing; None for what is no count or too large."""
    count = claim.value
    if indicator.kind not in ("count", "flow") or not isinstance(count, int):
        return None
    if not 0 < count <= MOST_DOTS:
        return None
    columns, rows = min(_DOT_COLUMNS, count), math.ceil(count / _DOT_COLUMNS)
    in_the_last = count - (rows - 1) * _DOT_COLUMNS
    field = html.Span(
        className=f"dots {place_class(indicator)}",
        # The style sheet draws them: a picture of thousands takes a browser a tenth of a second.
        style={"--columns": str(columns), "--rows": str(rows), "--in-the-last": str(in_the_last)},
        role="img",
        **{"aria-label": desk.quantity(indicator, claim)},
    )
    one = desk.words.unit(desk.collection.records.units[indicator.unit], 1)
    note = html.P(desk.words("one dot is one {unit}", unit=one), className="note")
    return html.Div([field, note], className="dot-field")


def tile(desk: Desk, indicator: Indicator) -> html.Div:
    """Return an indicator's newest figure with its name, dots, place, date, and what others say."""
    words, claim = desk.words, desk.collection.newest(indicator)
    stated = words.dated(desk.collection.stated_on(claim), short=True)
    meta = words("{place} · stated {date}", place=words.places(indicator.place), date=stated)
    content = [
        html.P(figure_text(desk, indicator, claim), className="figure"),
        html.P(desk.named(indicator)),
        dot_field(desk, indicator, claim),
        html.P([html.Span(className=f"spot {place_class(indicator)}"), meta], className="note"),
        brief_line(desk, indicator),
    ]
    classes = f"tile {place_class(indicator)}"
    return html.Div(content, className=classes, **filtered_by(indicator))
