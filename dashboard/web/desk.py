"""What one page is made with: the collection, the language, the address, and its small words."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.charts import View, chart_view
from dashboard.claim import Claim
from dashboard.collection import Collection, Finding
from dashboard.model import Indicator
from dashboard.record import Dated
from dashboard.sources import Source
from dashboard.summaries import location, said_when, when
from dashboard.texts import ArticleText
from dashboard.web.routes import Kind, Route
from dashboard.wording import N_, Wording

_ATTRIBUTIONS = {
    "explicit": N_("Said by {speaker}, named in the sentence."),
    "implied": N_("Attributed to {speaker} by the words before; the sentence itself names nobody."),
    "article": N_("Stated by the paper itself."),
}
_BASES = {
    "printed": N_("printed in the text"),
    "address": N_("from the article’s address"),
    "publication": N_("the day of publication"),
    "inferred": N_("inferred by us"),
    "unknown": N_("not known"),
}


class Desk:
    """The collection, the language and the address that one page is made with.

    ``text`` is the article of a source's page, only where this reader may see it; ``role`` whose
    figures are asked for, empty for everybody's; ``draws_pictures`` whether the server does.
    """

    def __init__(
        self,
        collection: Collection,
        route: Route,
        text: ArticleText | None = None,
        *,
        draws_pictures: bool = True,
    ) -> None:
        self.draws_pictures = draws_pictures
        self.collection, self.route, self.text = collection, route, text
        self.words, self.language = Wording(route.language), route.language
        self.role = route.asked.get("role", "")

    def view(self, chart_id: str) -> View:
        """Return a chart as the address asks for it."""
        return chart_view(self.collection, chart_id, self.words, self.role)

    def link(self, text: Any, kind: Kind, name: str = "", **props: Any) -> html.A:
        """Return a link to another page in the same language."""
        return html.A(text, href=self.route.to(kind, name), **props)

    def address(self, name: str) -> str:
        """Return a record's permanent address, in full where the site's own is known."""
        return self.collection.address(name) or f"{self.route.root}/f/{name}"

    def permanent(self, name: str) -> html.A:
        """Return a link that shows a record's permanent address."""
        return self.link(self.address(name), Kind.PERMANENT, name, className="address")

    def named(self, indicator: Indicator) -> html.A:
        """Return an indicator's name, linked to its page; the articles alone stay alone there."""
        asked = {"role": self.role} if self.role == "primary" else {}
        address = self.route.to(Kind.INDICATOR, indicator.id, **asked)
        return html.A(indicator.name[self.language], href=address)

    def of_role(self, kind: Kind, chart_id: str) -> str:
        """Return an address of a chart that shows the figures of those asked for here."""
        return self.route.to(kind, chart_id, **({"role": self.role} if self.role else {}))

    def publisher(self, source: Source) -> html.Span:
        """Return a publisher's name, marked with its language."""
        return html.Span(source.publisher.name, lang=source.language)

    def quantity(self, indicator: Indicator, claim: Claim) -> str:
        """Return hedge, number, unit and period in words."""
        return self.words.quantity(indicator, claim, self.collection.records.units[indicator.unit])

    def sentence(self, indicator: Indicator, claim: Claim) -> str:
        """Return the sentence that a claim reads as."""
        return self.words.sentence(indicator, claim, self.collection.stated_on(claim))

    def basis(self, name: str) -> str:
        """Return how something is known."""
        return self.words(_BASES[name])

    def stated(self, claim: Claim) -> str:
        """Return when a claim was stated and how that is known."""
        return f"{self.said_when(claim)} ({self.basis(self.collection.stated_on(claim).basis)})"

    def when(self, claim: Claim) -> str:
        """Return what a claim refers to, else when it was stated."""
        return when(self.collection, claim, self.words)

    def said_when(self, claim: Claim) -> str:
        """Return when a claim was stated."""
        return said_when(self.collection, claim, self.words)

    def how_known(self, dated: Dated) -> str:
        """Return a date, how it is known, between which days it lies, and why we infer it."""
        words = self.words
        said = [f"{words.dated(dated)} ({self.basis(dated.basis)})"]
        if dated.not_before:
            said.append(words("not before {date}", date=words.date(dated.not_before)))
        if dated.not_after:
            said.append(words("not after {date}", date=words.date(dated.not_after)))
        return " · ".join(said) + (f". {dated.why[self.language]}" if dated.why else "")

    def attribution(self, claim: Claim) -> str:
        """Return who says a figure, and whether explicitly."""
        said_by, speakers = claim.said_by, self.collection.records.speakers
        speaker = speakers[said_by.speaker].name[self.language] if said_by.speaker else ""
        return self.words(_ATTRIBUTIONS[said_by.attribution], speaker=speaker)

    def location(self, claim: Claim) -> str:
        """Return where the value stands: the paragraph, or the line where no text was read."""
        return location(self.collection, claim, self.words)

    def check(self, finding: Finding) -> str:
        """Return what was checked of a claim."""
        if finding.state == "read_again":
            return self.words("✓ found in the article’s text")
        if finding.state == "not_checked":
            return self.words("not checked against the text here")
        if finding.state == "unverified":
            return self.words("not verified")
        day = self.words.date(finding.day or "")
        return self.words("✓ found in the article’s text on {date}; not read again now", date=day)


def section(title: str, *content: Any, **props: Any) -> html.Section:
    """Return a part of a page under its heading."""
    return html.Section([html.H2(title, className="section"), *content], **props)


def facts(pairs: list[tuple[str, Any]]) -> html.Dl:
    """Return terms and what is known of each."""
    return html.Dl([part for term, said in pairs for part in (html.Dt(term), html.Dd(said))])


def hedge_mark(hedge: str) -> html.Span:
    """Return a hedge's mark as it is drawn in charts."""
    return html.Span(className=f"hedge-mark {hedge.replace('_', '-')}")


def filter_key(place: str, topic: str) -> str:
    """Return the key of a choice of filters; either may be empty."""
    return "/".join(filter(None, (place, topic)))


def filtered_by(*indicators: Indicator) -> dict[str, str]:
    """Return the attribute by which the filters of the front page find an element."""
    kinds = dict.fromkeys((indicator.place, indicator.topic) for indicator in indicators)
    keys = dict.fromkeys(
        filter_key(place, topic)
        for places, own_topic in kinds
        for place in ("", *places)
        for topic in ("", own_topic)
    )
    return {"data-keys": " ".join(filter(None, keys))}


def place_class(indicator: Indicator) -> str:
    """Return the class that gives a place's colour; the place is always named besides."""
    return f"place-{indicator.place[0]}" if len(indicator.place) == 1 else "place-none"
