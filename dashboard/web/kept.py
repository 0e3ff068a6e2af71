"""Answers kept in memory: made and compressed once for each state of the data, then only sent."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import brotli
from cachetools import LRUCache
from werkzeug import Request, Response

from dashboard.web.guard import App

#: What is the same for all, and of a kind that gains from being compressed.
_COMPRESSIBLE = re.compile(r"text/|image/svg|application/(json|javascript|xml|[\w.-]+\+json|x-)")
#: Pictures wait for Chrome and are kept where they are drawn; who asks how it is does not wait.
_PASSED_ON = re.compile(r".*\.(png|svg|pdf)|/healthz")
#: A page is compressed in some milliseconds; more effort saves a tenth and takes a hundred times.
_BROTLI, _GZIP = 5, 6
_KEPT_BYTES = 48_000_000
#: A header by which the application says that an answer is not the same for all, or one of
#: endlessly many; nobody else sees it.
NOT_KEPT = {"X-Not-Kept": "1"}


@dataclass(frozen=True)
class _Answer:
    """An answer's headers, and its content by encoding; ``identity`` is always there."""

    headers: list[tuple[str, str]]
    etag: str
    content: dict[str, bytes]

    @property
    def size(self) -> int:
        return sum(map(len, self.content.values()))


@dataclass(frozen=True)
class Answers:
    """The answers of one state of the data, as many as there is room for."""

    by_address: LRUCache[tuple[str, str], _Answer] = field(
        default_factory=lambda: LRUCache(_KEPT_BYTES, lambda answer: answer.size)
    )
    lock: Lock = field(default_factory=Lock)
    #: One is made at a time: those who want the same one get it, others would not be faster.
    making: Lock = field(default_factory=Lock)


class Keeper:
    """Stands before an application; ``answers`` gives what belongs to the data as they are now."""

    def __init__(self, app: App, answers: Callable[[], Answers]) -> None:
        self._app, self._answers = app, answers

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer a request (PEP 3333)."""
        asked = Request(environ)
        if asked.method not in ("GET", "HEAD") or _PASSED_ON.fullmatch(asked.path):
            return self._app(environ, start_response)
        held, address = self._answers(), (asked.full_path, environ.get("SCRIPT_NAME", ""))
        answer: _Answer | Response | None = _looked_up(held, address)
        if answer is None:
            with held.making:
                answer = _looked_up(held, address) or self._made(environ, held, address)
        response = _sent(answer, asked) if isinstance(answer, _Answer) else answer
        sent: Iterable[bytes] = response(environ, start_response)
        return sent

    def _made(
        self, environ: dict[str, Any], held: Answers, address: tuple[str, str]
    ) -> _Answer | Response:
        """Return the application's answer; kept, where it may be."""
        response = Response.from_app(self._app, environ | {"REQUEST_METHOD": "GET"}, buffered=True)
        [(not_kept, _)] = NOT_KEPT.items()
        passing = response.headers.pop(not_kept, None)
        if response.status_code != 200:
            return response
        answer = _packed(response)
        if not passing and answer.size <= held.by_address.maxsize:
            with held.lock:
                held.by_address[address] = answer
        return answer


def _looked_up(held: Answers, address: tuple[str, str]) -> _Answer | None:
    with held.lock:
        return held.by_address.get(address)


def _packed(response: Response) -> _Answer:
    """Return an answer with its content as it is, and compressed where that makes it smaller."""
    content = {"identity": response.get_data()}
    if _COMPRESSIBLE.match(response.mimetype or ""):
        content["gzip"] = gzip.compress(content["identity"], _GZIP, mtime=0)
        content["br"] = brotli.compress(content["identity"], quality=_BROTLI)
        response.vary.add("Accept-Encoding")
    response.add_etag()
    etag, _ = response.get_etag()
    for name in ("Content-Length", "ETag"):
        response.headers.remove(name)
    return _Answer(response.headers.to_wsgi_list(), str(etag), content)


def _sent(answer: _Answer, asked: Request) -> Response:
    """Return an answer in the encoding that is asked for, or that nothing has changed."""
    encoding = asked.accept_encodings.best_match(reversed(answer.content), "identity")
    response = Response(answer.content[encoding or "identity"], headers=answer.headers)
    response.set_etag(answer.etag if encoding == "identity" else f"{answer.etag}-{encoding}")
    if encoding != "identity":
        response.headers["Content-Encoding"] = encoding
    return response.make_conditional(asked)
