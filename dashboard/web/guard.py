"""What stands before every page: which requests are let in, and what every answer carries."""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, request
from werkzeug import Request
from werkzeug.datastructures import Headers
from werkzeug.exceptions import HTTPException

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
#: An address longer than this leads nowhere here; a query has few parameters.
_LONGEST_PATH, _LONGEST_QUERY, _MOST_PARAMETERS = 512, 8_000, 24
#: Of Dash's own addresses, those that a page needs; the others are doors for its developers.
_DASHS_OWN = re.compile(
    r"/_(?!dash-component-suites/|dash-layout$|dash-dependencies$|favicon\.ico$)"
)
_READING = ("GET", "HEAD", "OPTIONS")
_POLICY = (
    # Styles: plotly and React set them on elements. Pictures: plotly draws the PNG from a blob.
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
    " connect-src 'self'; img-src 'self' data: blob:;"
    " base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
#: A chart to be embedded is the one kind of page that other sites may show in a frame.
FRAMED = {"Content-Security-Policy": _POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")}
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_log = logging.getLogger("dashboard.requests")
App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True)
class Guard:
    """The rules at the door.

    ``hosts`` are the names by which this server is asked, in lower case, without ports; nothing is
    ever built from them. Besides, it always answers to this machine's own names.
    """

    hosts: frozenset[str] = field(default=LOOPBACK)

    def before(self, app: App) -> App:
        """Return a WSGI application behind these rules; each request is a line in the log."""

        def guarded(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            started, asked = time.perf_counter(), Request(environ)

            def start(status: str, headers: list[tuple[str, str]], *failure: Any) -> Any:
                carried = Headers(headers)
                for name, value in _HEADERS.items():
                    carried.setdefault(name, value)
                _write_line(asked, status, carried, time.perf_counter() - started)
                return start_response(status, carried.to_wsgi_list(), *failure)

            return (self._refusal(asked) or app)(environ, start)

        return guarded

    def _refusal(self, asked: Request) -> Response | None:
        """Return why a request is not let in; None for one that is."""
        if asked.method not in _READING:  # Dash's door for callbacks has nothing behind it here
            return _told("This address can only be read.", 405, {"Allow": ", ".join(_READING)})
        if _name_of(asked.environ.get("HTTP_HOST", "")) not in self.hosts | LOOPBACK:
            return _told("This server does not answer to that name.", 400)
        if (asked.content_length or 0) > 0 or "Transfer-Encoding" in asked.headers:
            return _told("Reading takes no content.", 413)
        if len(asked.path) > _LONGEST_PATH or len(asked.query_string) > _LONGEST_QUERY:
            return _told("The address is too long.", 414)
        if _DASHS_OWN.match(asked.path):
            return _told("There is nothing here.", 404)
        if asked.query_string.count(b"&") >= _MOST_PARAMETERS:
            return _told("The address asks for too much.", 400)
        return None


def tell_no_more(server: Flask) -> None:
    """Let a server answer what fails with a status and a sentence, never with how."""
    server.register_error_handler(HTTPException, _no_more_than_that)
    server.register_error_handler(Exception, _failed)


def _name_of(host: str) -> str:
    """Return a host's name in lower case, without its port; empty where it is none."""
    found = re.fullmatch(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))\.?(?::\d{1,5})?", host.lower())
    return (found[1] or found[2]).rstrip(".") if found else ""


def _write_line(asked: Request, status: str, headers: Headers, took_s: float) -> None:
    """Write one line a request: what was asked for and how it went, nothing of who asked."""
    told: dict[str, Any] = {
        "method": _printable(asked.method, 10),
        "path": _printable(asked.path, 200),
        "status": int(status.split(" ", 1)[0]),
        "bytes": int(headers.get("Content-Length") or 0),
        "ms": round(1000 * took_s, 1),
    }
    _log.info("%(method)s %(path)s %(status)s %(bytes)s B %(ms)s ms", told, extra={"told": told})


def _printable(text: str, longest: int) -> str:
    """Return a text in one line: no sign in it can begin another or turn its order around."""
    return json.dumps(text[:longest], ensure_ascii=True)[1:-1]


def _told(said: str, status: int, headers: dict[str, str] | None = None) -> Response:
    kept = {"Cache-Control": "no-store", **(headers or {})}
    return Response(f"{said}\n", status=status, mimetype="text/plain", headers=kept)


def _no_more_than_that(error: HTTPException) -> Response:
    """Answer a request that cannot be served with its status, and no word of how."""
    code = error.code or 500
    return _told(error.name if code < 500 else "It failed; it is in the log.", code)


def _failed(error: Exception) -> Response:
    """Answer a failure of ours: the log has its trace, the reader a sentence.

    Dash fails over a file of its components that there is none of.
    """
    if request.path.startswith("/_dash-component-suites/"):
        return _told("There is nothing here.", 404)
    logging.getLogger("dashboard").error("a request failed", exc_info=error)
    return _told("It failed; it is in the log.", 500)
