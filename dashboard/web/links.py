"""Links out of a page: to a claim's words in its source, and on the publisher's page."""

from __future__ import annotations

import re
from urllib.parse import quote

from dash import html

from dashboard.claim import Claim
from dashboard.collection import Finding
from dashboard.fields import SPAN_WORDS
from dashboard.sources import Source
from dashboard.web.desk import Desk
from dashboard.web.routes import Kind


def publisher_link(desk: Desk, source: Source, claim: Claim | None = None) -> html.A | None:
    """Return a link to the publisher's page, at a claim's words; None where no address is known."""
    if source.address is None:
        return None
    fragment = text_fragment(claim, desk.collection.finding(claim.id)) if claim else ""
    said = desk.words("The publisher’s page")
    return html.A(said, href=source.address + fragment, rel="noopener external")


def place_link(desk: Desk, claim: Claim) -> html.A:
    """Return a link to a claim's words on the page of its source."""
    address = desk.route.to(Kind.SOURCE, claim.source)
    return html.A(desk.words("In the article"), href=f"{address}#at-{claim.id}")


def text_fragment(claim: Claim, finding: Finding) -> str:
    """Return the part of an address by which a browser finds a claim's words in a page.

    Text fragments (WICG) match without case and accents, so in Vietnamese the words alone may be
    met by others: a word beside them makes the place certain. Empty where none is known. Of our
    own quotation and that word, no more than seven words are ever sent.
    """
    before, after = finding.beside
    words = claim.evidence.value.phrase.split()
    while len(re.findall(r"\w+", " ".join(words))) >= SPAN_WORDS:
        words = words[:-1] if before else words[1:]
    if not words or not (before or after):
        return ""
    parts = [f"{_encoded(before)}-"] if before else []
    parts.append(_encoded(" ".join(words)))
    parts += [f"-{_encoded(after)}"] if after and not before else []
    return f"#:~:text={','.join(parts)}"


def _encoded(text: str) -> str:
    """Encode what means something in a text fragment too: the hyphen."""
    return quote(text, safe="").replace("-", "%2D")
