"""Who may see the articles' texts: the reader at this machine, or all whom the operator admits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dashboard.texts import ArticleText

#: A request that came by way of another server carries one of these.
_FORWARDING = re.compile(r"forwarded|via|x-real-ip|x-forwarded-.+", re.IGNORECASE)
_LOOPBACK = re.compile(r"(localhost|127\.0\.0\.1|\[::1\]|::1)(:\d+)?", re.IGNORECASE)


def is_loopback(host: str) -> bool:
    """Whether a host, with or without its port, names this machine alone."""
    return _LOOPBACK.fullmatch(host) is not None


Readers = Literal["nobody", "this machine", "everyone"]


@dataclass(frozen=True)
class Texts:
    """The texts at hand by source id, and who sees them: nobody, this machine, everyone."""

    at_hand: Mapping[str, ArticleText] = field(default_factory=dict)
    readers: Readers = "nobody"

    def shown(self, source: str, headers: Mapping[str, str]) -> ArticleText | None:
        """Return a source's text where the sender of a request may see it.

        The name of the host is looked at too: another site's page may send a browser on this
        machine to us under its own name.
        """
        forwarded = any(map(_FORWARDING.fullmatch, headers))
        local = is_loopback(headers.get("Host", "")) and not forwarded
        admitted = self.readers == "everyone" or (self.readers == "this machine" and local)
        return self.at_hand.get(source) if admitted else None
