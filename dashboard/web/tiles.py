"""Figures set in type, with a field in which one dot is one thing."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from dash import html

from dashboard.claim import Claim
from dashboard.model import MOST_DOTS, WORDED, Indicator
from dashboard.web.citing import cite
from dashboard.web.context import brief_line
from dashboard.web.desk import Desk, filtered_by, place_class

_DOT_COLUMNS, _DOT_PITCH_PX = 60, 4


def figure_text(desk: Desk, indicator: Indicator, claim: Claim) -> list[Any]:
    """Return a figure set large: hedge and period small around the number, then its mark."""
    said = desk.words.figure(indicator, claim)
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
    pitch, lengths = _DOT_PITCH_PX, range(count, 0, -_DOT_COLUMNS)
    width, height = pitch * min(_DOT_COLUMNS, count), pitch * len(lengths)
    # A dashed line with round caps and dashes of no length: a row of dots.
    rows = (
        f"M2 {2 + pitch * n}h{pitch * (min(left, _DOT_COLUMNS) - 1) + 0.01}"
        for n, left in enumerate(lengths)
    )
    drawing = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'>"
        f"<path d='{''.join(rows)}' stroke='#000' stroke-width='2.8' stroke-linecap='round'"
        f" stroke-dasharray='0 {pitch}'/></svg>"
    )
    mask = f'url("data:image/svg+xml,{quote(drawing, safe=" =:/")}")'
    field = html.Span(
        className=f"dots {place_class(indicator)}",
        style={"width": width, "height": height, "maskImage": mask},
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
