"""The command that shows the dashboard in a browser."""

from __future__ import annotations

import argparse
import signal
from contextlib import nullcontext
from typing import Any

from dashboard.cli.options import command, usable
from dashboard.errors import UsageError

_EXAMPLES = """  python -m dashboard serve
  python -m dashboard serve --data my-figures --port 8051
  python -m dashboard serve --articles texts    beside each figure the article, for you alone"""


def add_to(commands: Any) -> None:
    """Add the command to the parser's."""
    serve = command(commands, "serve", "show the dashboard in a browser", run, _EXAMPLES)
    serve.add_argument("--host", default="127.0.0.1", help="default: this machine only")
    serve.add_argument("--port", type=_port, default=8050, help="default: 8050")
    serve.add_argument("--base-url", metavar="URL", help="where it is published")
    serve.add_argument(
        "--show-texts", action="store_true",
        help="show the articles to every reader: you say that you may (default: at this machine)",
    )  # fmt: skip


def _port(text: str) -> int:
    """Return a port that exists; waitress would take any number and listen nowhere."""
    if not (text.isdecimal() and 0 < int(text) < 65_536):
        raise argparse.ArgumentTypeError(f"'{text}' is no port: 1 to 65535")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from waitress import create_server

    from dashboard.rendering import Renderer, browser_at_hand
    from dashboard.web.admission import Texts, is_loopback
    from dashboard.web.app import create_app

    collection, at_hand = usable(options)
    if options.base_url:
        collection = collection.published_at(options.base_url)
    local = is_loopback(options.host) and not collection.records.site.base_url
    readers: Any = "everyone" if options.show_texts else "this machine" if local else "nobody"
    texts = Texts(at_hand, readers)
    renderer = Renderer() if browser_at_hand() else None
    try:
        app = create_app(collection, texts, renderer)
        # By a forwarding header a reader from elsewhere is known, so it must not be cleared away.
        server = create_server(
            app.server,
            host=options.host,
            port=options.port,
            threads=8,
            clear_untrusted_proxy_headers=False,
        )
    except OSError as error:
        where = f"{options.host}:{options.port}"
        raise UsageError(
            f"cannot listen on {where}: {error.strerror}; choose another --port"
        ) from None
    n = len(collection.primary)
    found = sum(collection.finding(name).state != "unverified" for name in collection.primary)
    print(
        f"{len(collection.indicators)} indicators, {found} of {n} claims verified:"
        f" look at http://{options.host}:{options.port}/",
        flush=True,
    )
    if at_hand:
        print(f"articles: shown to {readers}", flush=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # else its Chrome's files would stay
    with renderer or nullcontext():
        server.run()
    return 130  # waitress comes back from run only when it is interrupted
