"""Serving: one socket, one or several processes; slow clients are let go, a stop is a soft one."""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any, NoReturn

from waitress import create_server, wasyncore

from dashboard.errors import UsageError

_THREADS = 8
_CONNECTIONS = 512
#: A request has to be complete so long after its first byte; an idle connection is kept so long.
_REQUEST_S, _IDLE_S = 10, 30
#: What has begun may take so long to finish when the server is stopped.
_FINISH_S = 20
_LAST_LOOKS = 20
_HEADER_BYTES = 16_384
_BACKLOG = 256
#: A worker that ends so soon after its start has a fault that a new one would have too.
_TOO_SOON_S = 1.0
_STOPS = (signal.SIGTERM, signal.SIGINT)
_log = logging.getLogger("dashboard")


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens there.

    Raises:
        UsageError: it cannot.

    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except socket.gaierror:
        raise UsageError(f"--host: no machine is known as '{host}'") from None
    except OSError as error:
        why = f"cannot listen on {host}:{port}: {error.strerror or error}; choose another --port"
        raise UsageError(why) from None


def serve(
    app: Callable[..., Any], listener: socket.socket, workers: int, beside: Callable[[], None]
) -> None:
    """Serve until SIGTERM or SIGINT, then finish what has begun; ``beside`` runs meanwhile.

    With several workers each is a process; one that dies takes with it the requests that it was
    answering, and another is started in its place.
    """
    if workers == 1:
        _keep_to_one_processor(os.getpid())
        _work(app, listener, beside, _told_to_stop())
        return
    _Keeper(lambda told: _work(app, listener, beside, told), listener, workers).keep()


def _keep_to_one_processor(nth: int) -> None:
    """Keep this process and the threads that it will start to one processor, where that can be.

    One of them runs at a time: Python's lock goes round. Where it goes from processor to processor,
    that takes longer than a page does, and the slowest hundredth waits several times as long.
    """
    if hasattr(os, "sched_setaffinity"):
        with suppress(OSError):  # a system may let nobody choose
            allowed = sorted(os.sched_getaffinity(0))
            os.sched_setaffinity(0, {allowed[nth % len(allowed)]})


def _told_to_stop() -> list[int]:
    """Return a list that gets the signals which tell this process to stop."""
    told: list[int] = []
    for number in _STOPS:
        signal.signal(number, lambda number, _: told.append(number))
    return told


def _work(
    app: Callable[..., Any],
    listener: socket.socket,
    beside: Callable[[], None],
    stopping: list[int],
) -> None:
    """Answer requests in this process until there is a signal in ``stopping``."""
    server = create_server(
        app,
        sockets=[listener],
        threads=_THREADS,
        connection_limit=_CONNECTIONS,
        channel_timeout=_IDLE_S,
        cleanup_interval=10,
        max_request_header_size=_HEADER_BYTES,
        max_request_body_size=65_536,
        # By a forwarding header a reader from elsewhere is known, so it must not be cleared away.
        clear_untrusted_proxy_headers=False,
        ident=None,
    )
    Thread(target=beside, daemon=True).start()
    slow = _SlowRequests(server)
    while not stopping:
        _turn(server, 0.5)
        slow.let_go()
    for _ in range(_LAST_LOOKS):  # who has connected already is let in
        _turn(server, 0.01)
    wasyncore.dispatcher.close(server)  # no new connections; its trigger still wakes the loop
    end = time.monotonic() + _FINISH_S
    while any(map(_busy, server.active_channels.values())) and time.monotonic() < end:
        _turn(server, 0.05)
    server.task_dispatcher.shutdown(timeout=1)


def _turn(server: Any, timeout_s: float) -> None:
    server.asyncore.loop(timeout=timeout_s, map=server._map, count=1, use_poll=True)


def _busy(channel: Any) -> bool:
    """Whether a request on a connection is being answered."""
    return bool(channel.requests or channel.total_outbufs_len)


class _SlowRequests:
    """Connections whose request does not get complete: a byte now and then keeps none alive."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._since: dict[Any, tuple[Any, float]] = {}

    def let_go(self) -> None:
        now = time.monotonic()
        held, self._since = self._since, {}
        for channel in list(self._server.active_channels.values()):
            if (partial := channel.request) is None:
                continue
            request, since = held.get(channel, (partial, now))
            since = since if request is partial else now
            self._since[channel] = (partial, since)
            if now - since > _REQUEST_S:
                channel.will_close = True


class _Keeper:
    """Keeps so many workers alive."""

    def __init__(
        self, work: Callable[[list[int]], None], listener: socket.socket, workers: int
    ) -> None:
        self._work, self._listener, self._wanted = work, listener, workers
        self._stopping = False
        #: By process id: which of the wanted ones it is, and since when.
        self._workers: dict[int, tuple[int, float]] = {}

    def _start(self, nth: int) -> None:
        """Start a worker, unless told to stop."""
        # A stop amid this would miss a worker that is not yet among the others, and that worker
        # would take it for the keeper.
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
        try:
            if not self._stopping:
                if worker := os.fork():
                    self._workers[worker] = nth, time.monotonic()
                else:
                    self._be_worker(nth)
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)

    def _be_worker(self, nth: int) -> NoReturn:
        status = 1
        try:
            _keep_to_one_processor(nth)
            told = _told_to_stop()
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
            self._work(told)
            status = 0
        finally:
            os._exit(status)

    def keep(self) -> None:
        """Start workers, and anew what dies, until told to stop; then let all finish."""
        for number in _STOPS:
            signal.signal(number, self._stop)
        for nth in range(self._wanted):
            self._start(nth)
        while self._workers:
            with suppress(ChildProcessError):
                ended, _ = os.wait()
                worker = self._workers.pop(ended, None)
                if worker is not None and not self._stopping:
                    self._replace(*worker)

    def _replace(self, nth: int, started: float) -> None:
        _log.warning("a worker ended; another is started")
        if time.monotonic() - started < _TOO_SOON_S:
            time.sleep(_TOO_SOON_S)
        self._start(nth)

    def _stop(self, *_told: object) -> None:
        self._stopping = True
        self._listener.close()  # else who connects now would wait for nobody
        for worker in self._workers:
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGTERM)
