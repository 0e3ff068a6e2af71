"""The command that shows the dashboard in a browser."""

from __future__ import annotations

import argparse
import gc
import json
import logging
import os
import re
import sys
from contextlib import nullcontext
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dashboard import __version__
from dashboard.cli.options import command, texts_folder, usable
from dashboard.errors import UsageError

if TYPE_CHECKING:
    from dashboard.collection import Collection
    from dashboard.live import Live, State

_EXAMPLES = """  python -m dashboard serve
  python -m dashboard serve --data my-figures --port 8051
  python -m dashboard serve --articles texts    beside each figure the article, for you alone
  python -m dashboard serve --host 0.0.0.0 --allow-host figures.example --workers 2"""
_EVERYWHERE = ("0.0.0.0", "::", "")


def add_to(commands: Any) -> None:
    """Add the command to the parser's."""
    serve = command(commands, "serve", "show the dashboard in a browser", run, _EXAMPLES)
    serve.add_argument("--host", default="127.0.0.1", help="default: this machine only")
    serve.add_argument("--port", type=_port, default=8050, help="default: 8050")
    serve.add_argument("--base-url", type=_base, metavar="URL", help="where it is published")
    serve.add_argument(
        "--allow-host", nargs="+", action="extend", default=[], metavar="HOST",
        help="names that it answers to, besides --host, --base-url's and this machine's own",
    )  # fmt: skip
    serve.add_argument(
        "--trust-proxy", action="store_true",
        help="believe the X-Forwarded headers of the one proxy before it",
    )  # fmt: skip
    serve.add_argument(
        "--prefix", type=_prefix, metavar="PATH",
        help="the path under which it is reached (default: that of --base-url)",
    )  # fmt: skip
    serve.add_argument(
        "--workers", type=_workers, default=1, metavar="N", help="processes (default: 1)"
    )
    serve.add_argument(
        "--log-format", choices=["text", "json", "none"], default="text",
        help="a line for each request, on standard error (default: text)",
    )  # fmt: skip
    serve.add_argument(
        "--show-texts", action="store_true",
        help="show the articles to every reader: you say that you may (default: at this machine)",
    )  # fmt: skip


def _port(text: str) -> int:
    """Return a port that exists; waitress would take any number and listen nowhere."""
    if not (text.isdecimal() and 0 < int(text) < 65_536):
        raise argparse.ArgumentTypeError(f"'{text}' is no port: 1 to 65535")
    return int(text)


def _base(text: str) -> str:
    """Return an address to which paths can be added."""
    from dashboard.fields import WebAddress, complaint

    if complaint(WebAddress, text) or set(text) & set("?#"):
        raise argparse.ArgumentTypeError(
            f"'{text}' is no address of a site: https://figures.example"
        )
    return text


def _prefix(text: str) -> str:
    """Return a path from the root, without a slash at its end."""
    if not re.fullmatch(r"(/[\w.~-]+)+/?", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"'{text}' is no path: /figures")
    return text.rstrip("/")


def _workers(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) <= 64):
        raise argparse.ArgumentTypeError(f"'{text}' is no number of processes: 1 to 64")
    if int(text) > 1 and not hasattr(os, "fork"):
        raise argparse.ArgumentTypeError("this system allows one process only")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from werkzeug.middleware.proxy_fix import ProxyFix

    from dashboard.cli.serving import listening, serve
    from dashboard.rendering import Renderer, browser_at_hand
    from dashboard.web.admission import Texts, is_loopback
    from dashboard.web.app import create_app
    from dashboard.web.guard import Guard

    _write_logs(options.log_format)
    live = _live(options)
    collection, at_hand = live.current().collection, live.current().texts
    guard = Guard(_hosts(options, collection.records.site.base_url))
    beyond = collection.records.site.base_url or options.trust_proxy or options.prefix
    local = is_loopback(options.host) and not beyond
    readers: Any = "everyone" if options.show_texts else "this machine" if local else "nobody"
    renderer = Renderer() if browser_at_hand() else None
    listener = listening(options.host, options.port)
    texts = Texts(at_hand, readers)
    root = options.prefix or collection.records.site.root
    app = create_app(collection, texts, renderer, live=live.current, guard=guard, root=root)
    if options.trust_proxy:
        app.server.wsgi_app = ProxyFix(app.server.wsgi_app, x_for=1, x_proto=1, x_host=1)
    print(
        f"dashboard {__version__}: {len(collection.indicators)} indicators,"
        f" {collection.verified} of {len(collection.primary)} claims verified: look at http://{options.host}:{options.port}{root}/",
        flush=True,
    )
    if app.loads_whole_plotly:
        print("plotly.js: the whole of it; its basic bundle was not fetched (npm)", flush=True)
    if at_hand:
        print(f"articles: shown to {readers}", flush=True)
    with renderer or nullcontext():
        serve(app.server, listener, options.workers, beside=app.prepare)
    return 130  # it comes back only when it is told to stop


def _live(options: argparse.Namespace) -> Live:
    """Return the data, read again whenever they change."""
    from dashboard.live import Live, State, files_of, problems_of

    log = logging.getLogger("dashboard")

    def load() -> State:
        # The records stay as long as they are shown: looking for garbage among ten thousand of them
        # takes longer than a page.
        if gc.get_freeze_count():  # read anew: what was replaced at the last reading may go now
            gc.unfreeze()
            gc.collect()
        try:
            collection, texts = usable(options)
        finally:
            gc.freeze()
        if base := _base_url(options, collection):
            collection = collection.published_at(base)
        return State(collection, texts)

    def tell(error: Exception | None) -> None:
        if error is None:
            log.info("the data are mended: the newest are shown")
            return
        log.error("the changed data cannot be used; the last good ones are shown")
        for problem in problems_of(error):
            log.error("%s", problem)

    return Live(load, lambda: files_of(options.data, texts_folder(options)), tell)


def _base_url(options: argparse.Namespace, collection: Collection) -> str:
    """Return where it is published, with the path under which it is reached."""
    base = (options.base_url or collection.records.site.base_url or "").rstrip("/")
    path = urlsplit(base).path
    if not base or not options.prefix or path == options.prefix:
        return base
    if path:
        raise UsageError(f"--prefix {options.prefix} is not the path of the base URL {base}")
    return base + str(options.prefix)


def _hosts(options: argparse.Namespace, base_url: str | None) -> frozenset[str]:
    """Return the names that the server answers to, besides this machine's own."""
    named = {name.lower() for name in options.allow_host}
    if options.host not in _EVERYWHERE:
        named.add(options.host.lower())
    if base_url and (published := urlsplit(base_url).hostname):
        named.add(published)
    if options.host in _EVERYWHERE and not named:
        raise UsageError(
            f"--host {options.host} listens everywhere: name what it is asked by\n"
            "    hint: --allow-host figures.example, or --base-url"
        )
    return frozenset(named)


class _Lines(logging.Formatter):
    """A line a record, as text or as JSON; no sign in a message begins another line."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self._json = form == "json"

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="seconds")
        message = record.getMessage()
        if record.exc_info:
            message = f"{message}\n{self.formatException(record.exc_info)}"
        if self._json:
            told = {"time": at, "level": record.levelname.lower()}
            told |= getattr(record, "told", None) or {"message": message}
            return json.dumps(told, ensure_ascii=False)
        return f"{at} " + message.replace("\r", "").replace("\n", "\n    ")


def _write_logs(form: str) -> None:
    """Write what is told to standard error: requests as asked for, warnings always."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines(form))
    root = logging.getLogger("dashboard")
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    root.propagate = False
    logging.getLogger("waitress").setLevel(logging.ERROR)  # it counts whoever has to wait
    logging.getLogger("dashboard.requests").setLevel(
        logging.WARNING if form == "none" else logging.INFO
    )
