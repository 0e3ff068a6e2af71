"""Charts and places in words: what a chart shows, when a claim was stated, where it stands."""

from __future__ import annotations

from dashboard.charts import View
from dashboard.claim import Claim
from dashboard.collection import Collection
from dashboard.wording import Wording


def summary(collection: Collection, view: View, words: Wording) -> str:
    """Return what a chart shows: all its figures and their sources."""
    pairs = [collection.claims[name] for name in view.claims]
    units = collection.records.units
    figures = words.listed(
        words(
            "{name}: {figure}, {when}",
            name=indicator.name[words.language],
            figure=words.quantity(indicator, claim, units[indicator.unit]),
            when=when(collection, claim, words)
            if view.kind == "line"
            else said_when(collection, claim, words),
        )
        for indicator, claim in pairs
    )
    sources = [collection.sources[name] for name in dict.fromkeys(c.source for _, c in pairs)]
    printed = (f"{s.publisher.name}, {words.dated(s.published)}" for s in sources)
    return words(
        "{title}. {subtitle}. {figures}. Sources: {sources}.",
        title=view.title, subtitle=view.subtitle, figures=figures, sources=words.listed(printed),
    )  # fmt: skip


def when(collection: Collection, claim: Claim, words: Wording) -> str:
    """Return what a claim refers to, else when it was stated."""
    if claim.reference_period:
        return words("refers to {period}", period=words.period(claim.reference_period))
    return said_when(collection, claim, words)


def said_when(collection: Collection, claim: Claim, words: Wording) -> str:
    """Return when a claim was stated."""
    return words("stated {date}", date=words.dated(collection.stated_on(claim)))


def location(collection: Collection, claim: Claim, words: Wording) -> str:
    """Return where the value stands: the paragraph, or the line where no text was read."""
    position = collection.finding(claim.id).positions.get("value")
    if position is None and claim.evidence.value.line is None:
        return words("the text is not here")
    if position is None:
        return words("line {n}", n=claim.evidence.value.line)
    return words("paragraph {n}", n=position.paragraph)
