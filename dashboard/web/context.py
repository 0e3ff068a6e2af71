"""What others say, on a page: a story in sentences, one line under a figure, disagreements."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from dash import html

from dashboard.claim import Claim
from dashboard.comparison import Disagreement, disagreements, spoken_for
from dashboard.figures.scales import Values, Years
from dashboard.model import Indicator
from dashboard.story import Sentence, Theme, disagreement_said, in_brief, story
from dashboard.web.citing import cite
from dashboard.web.desk import Desk, facts, filtered_by, section
from dashboard.web.routes import Kind
from dashboard.wording import N_

#: So many disagreements stand on the front page; each is on its indicator's page as well.
_DISAGREEMENTS = 12
_THEMES: dict[Theme, str] = {
    "tension": N_("Disagreement, as the editors see it"),
    "disagreement": N_("Disagreement, computed"),
    "agreement": N_("Agreement, computed"),
    "trend": N_("Over time"),
    "standing": N_("Among the others"),
    "echo": N_("An echo"),
    "undated": N_("Not comparable in time"),
    "apart": N_("Not comparable"),
}


def told(desk: Desk, indicator: Indicator) -> html.Dl | None:
    """Return what the voices on an indicator tell together, each sentence with its kind."""
    sentences = story(desk.collection, indicator, desk.words)
    told = [(desk.words(_THEMES[s.theme]), _cited(desk, s)) for s in sentences]
    return facts(told) if told else None


def _cited(desk: Desk, sentence: Sentence) -> list[Any]:
    """Return a sentence with the marks of its claims, one a source."""
    claims = {claim.source: claim for claim in sentence.claims}
    return [sentence.text, *(cite(desk, claim) for claim in claims.values())]


def brief_line(desk: Desk, indicator: Indicator) -> html.Div | None:
    """Return in one line what others say of a figure, with a small trend where there is one."""
    brief = brief_of(desk, indicator)
    if brief is None:
        return None
    said = html.P([html.B(desk.words("Others:")), " ", brief.text], className="note")
    trend = _trend(desk, indicator, brief.claims) if brief.theme == "trend" else None
    return html.Div([trend, said], className="others")


def brief_of(desk: Desk, indicator: Indicator) -> Sentence | None:
    """Return the sentence of ``brief_line``; None where no context is, or is not asked for."""
    collection = desk.collection
    if desk.role == "primary" or all(map(collection.is_primary, indicator.claims)):
        return None
    return in_brief(collection, story(collection, indicator, desk.words))


def _trend(desk: Desk, indicator: Indicator, claims: Iterable[Claim]) -> html.Div:
    """Return the points of a trend as a surface from zero, the articles' figures as dots in it.

    It is drawn by the style sheet, so that it needs no script; the sentence beside it says it.
    """
    joined = [*claims]
    series = {claim.series for claim in joined}
    own = [c for c in desk.collection.own_claims(indicator) if c.series in series and c.value]
    days = {c.id: day for c in (*joined, *own) if (day := spoken_for(desk.collection, c))}
    years = Years(map(date.isoformat, days.values()), 0.02)
    values = Values(claim.value or 0 for claim in (*joined, *own))

    def place(claim: Claim, value: float) -> tuple[str, str]:
        across, up = years.across(days[claim.id].isoformat()), values.up(value)
        return f"{100 * across:.4g}%", f"{100 * (1 - up):.4g}%"

    ends = place(joined[0], 0), place(joined[-1], 0)
    corners = [ends[0], *(place(claim, claim.value or 0) for claim in joined), ends[1]]
    outline = ",".join(" ".join(corner) for corner in corners)
    dots = [place(claim, claim.value or 0) for claim in own if claim.id in days]
    surface = html.Span(className="surface", style={"clipPath": f"polygon({outline})"})
    spots = [html.Span(className="spot", style={"left": x, "top": y}) for x, y in dots]
    return html.Div([surface, *spots], className="trend", **{"aria-hidden": "true"})


def disagreeing(desk: Desk) -> list[Disagreement]:
    """Return what fits together the least, as far as the address asks for the voices."""
    found = [*disagreements(desk.collection)]
    own = desk.collection.is_primary
    if desk.role == "primary":
        found = [pair for pair in found if own(pair.earlier) and own(pair.later)]
    return found[:_DISAGREEMENTS]


def where_sources_disagree(desk: Desk) -> html.Section | None:
    """Return the disagreements that stand on the front page, what is farthest apart first."""
    words, items = desk.words, []
    for pair in disagreeing(desk):
        measured = [desk.collection.claims[c.id][0] for c in (pair.earlier, pair.later)]
        indicator = desk.collection.indicators[measured[0].id]
        figures: list[Any] = []
        for of, claim in zip(measured, (pair.earlier, pair.later), strict=True):
            figures += [" · ", html.B(desk.quantity(of, claim)), cite(desk, claim)]
        theme: Theme = "tension" if pair.why else "disagreement"
        said = disagreement_said(desk.collection, pair, words)
        items.append(
            html.Li(
                [
                    html.H3(desk.link(indicator.name[desk.language], Kind.INDICATOR, indicator.id)),
                    html.P(figures[1:]),
                    html.P(said, className="prose"),
                    html.P(words(_THEMES[theme]), className="note"),
                ],
                **filtered_by(indicator),
            )
        )
    if not items:
        return None
    return section(
        words("Where sources disagree"), html.Ul(items, className="plain apart"), id="disagree",
        **filtered_by(*(desk.collection.claims[p.earlier.id][0] for p in disagreeing(desk))),
    )  # fmt: skip
