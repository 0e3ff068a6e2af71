"""The command line: the only module that prints or decides how the program ends.

Exit status: 0 done, 1 wrong data or partly failed, 2 wrong call, 130 interrupted.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard import __version__
from dashboard.errors import DashboardError, DataError, Problem, UsageError, suggestion

if TYPE_CHECKING:
    from dashboard.citations import Verification
    from dashboard.collection import Collection
    from dashboard.reader import ArticleText

PROJECT = Path(__file__).resolve().parent.parent
_EXAMPLES = {
    "serve": """examples:
  python -m dashboard serve
  python -m dashboard serve --data my-figures --port 8051
  python -m dashboard serve --articles texts    beside each figure the article, for you alone""",
    "check": """examples:
  python -m dashboard check
  python -m dashboard check --articles texts --require-texts
  python -m dashboard check --record        after looking at what changed""",
    "export": """examples:
  python -m dashboard export png --out pictures --all
  python -m dashboard export png --out pictures --chart people --lang vi --lang ko --theme dark""",
    "schema": """examples:
  python -m dashboard schema > indicators.schema.json
  python -m dashboard schema source""",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    try:
        options = _parser().parse_args(arguments)
        status: int = options.run(options)
        return status
    except DataError as error:
        _complain(error)
        return 1
    except UsageError as error:
        print(error, file=sys.stderr)
        return 2
    except DashboardError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or 'system'}: {error.strerror or error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dashboard", description="A dashboard of sourced statistics."
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    serve = _command(commands, "serve", "show the dashboard in a browser", _serve)
    serve.add_argument("--host", default="127.0.0.1", help="default: this machine only")
    serve.add_argument("--port", type=_port, default=8050, help="default: 8050")
    serve.add_argument("--base-url", metavar="URL", help="where it is published")
    serve.add_argument(
        "--show-texts", action="store_true",
        help="show the articles to every reader: you say that you may (default: at this machine)",
    )  # fmt: skip
    _texts_option(serve)

    check = _command(commands, "check", "check every figure against its article", _check)
    _texts_option(check)
    check.add_argument("--require-texts", action="store_true", help="fail where a text is missing")
    check.add_argument("--record", action="store_true", help="write verified.json")
    check.add_argument("--json", action="store_true", help="print JSON")

    export = _command(commands, "export", "write charts as pictures", _export)
    export.add_argument("format", choices=["png"])
    export.add_argument("--out", type=Path, required=True, metavar="DIR")
    chosen = export.add_mutually_exclusive_group()
    chosen.add_argument("--chart", action="append", metavar="ID", help="may be repeated")
    chosen.add_argument("--indicator", action="append", metavar="ID", help="may be repeated")
    chosen.add_argument("--topic", action="append", metavar="ID", help="may be repeated")
    chosen.add_argument("--all", action="store_true", help="every chart, and every indicator's")
    export.add_argument("--lang", action="append", choices=["en", "vi", "ko"], help="default: en")
    export.add_argument(
        "--theme", action="append", choices=["light", "dark"], help="default: light"
    )
    _texts_option(export)

    schema = _command(commands, "schema", "print the JSON Schema that editors use", _schema)
    schema.add_argument("of", nargs="?", choices=["indicators", "source"], default="indicators")
    return parser


def _command(
    commands: Any, name: str, purpose: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        help=purpose,
        description=purpose,
        epilog=_EXAMPLES[name],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=run)
    if name != "schema":
        command.add_argument(
            "--data", type=Path, default=PROJECT, metavar="DIR",
            help="a folder with indicators.yaml and seeds/ (default: the project's)",
        )  # fmt: skip
    return command


def _port(text: str) -> int:
    """Return a port that exists; waitress would take any number and listen nowhere."""
    if not (text.isdecimal() and 0 < int(text) < 65_536):
        raise argparse.ArgumentTypeError(f"'{text}' is no port: 1 to 65535")
    return int(text)


def _texts_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--articles", type=Path, metavar="DIR",
        help="the articles' texts (default: ARTICLES_DIR, else seeds/texts of the data folder)",
    )  # fmt: skip


def _complain(error: DataError) -> None:
    print(error, file=sys.stderr)
    n = len(error.problems)
    print(f"{n} {'problem' if n == 1 else 'problems'}. Nothing was loaded.", file=sys.stderr)


def _texts_folder(options: argparse.Namespace) -> Path | None:
    """Return where the texts are: --articles, ARTICLES_DIR, the data folder; None for nowhere."""
    if options.articles is not None and not options.articles.is_dir():
        raise UsageError(f"--articles: '{options.articles}' is no folder")
    if options.articles is not None:
        return Path(options.articles)
    if named := os.environ.get("ARTICLES_DIR"):
        if not Path(named).is_dir():
            raise UsageError(f"ARTICLES_DIR: '{named}' is no folder")
        return Path(named)
    beside: Path = options.data / "seeds" / "texts"
    return beside if beside.is_dir() else None


def _looked_at(
    options: argparse.Namespace,
) -> tuple[Collection, Verification, dict[str, ArticleText]]:
    """Read the records, the texts at hand and the lock, and verify."""
    from dashboard.citations import verify_citations
    from dashboard.reader import read_collection, read_lock, read_texts

    collection = read_collection(options.data)
    texts = read_texts(collection, _texts_folder(options))
    result = verify_citations(collection, texts, read_lock(options.data))
    return replace(collection, findings=result.findings), result, texts


def _usable(options: argparse.Namespace) -> tuple[Collection, dict[str, ArticleText]]:
    """Return the verified collection and the texts at hand.

    Raises:
        DataError: a figure does not hold; nothing wrong is ever shown.

    """
    collection, result, texts = _looked_at(options)
    if wrong := result.problems + result.stale:
        raise DataError(wrong)
    return collection, texts


def _check(options: argparse.Namespace) -> int:
    from dashboard.recording import record

    try:
        collection, result, texts = _looked_at(options)
    except DataError as error:
        if not options.json:
            raise
        return _report(options, "", error.problems, [])
    problems = list(result.problems)
    if options.require_texts:
        for source in collection.sources.values():
            if source.text and source.id not in texts:
                found, cure = "no text", "name its folder with --articles or ARTICLES_DIR"
                problems.append(collection.problem(source.id, ("text",), found, source.text, cure))
    warnings = result.warnings
    if options.record and not problems:
        record(options.data, collection, result, texts)
        warnings = []
    else:
        problems += result.stale
    states = Counter(result.findings[name].state for name in collection.primary)
    n, again, held = len(collection.primary), states["read_again"], states["recorded"]
    summary = f"{again} of {n} found" if again == n else f"recorded {held}, read again {again}"
    counts = {"claims": n, "read_again": again, "recorded": held}
    return _report(options, summary, problems, warnings, counts)


def _report(
    options: argparse.Namespace,
    summary: str,
    problems: Sequence[Problem],
    warnings: Sequence[Problem],
    counts: dict[str, int] | None = None,
) -> int:
    """Print what a check found, for people or for programs; return the exit status."""
    if options.json:
        lists = {"problems": problems, "warnings": warnings}
        said = (counts or {}) | {name: [p.as_dict() for p in ps] for name, ps in lists.items()}
        print(json.dumps(said, ensure_ascii=False, indent=2))
        return 1 if problems else 0
    for warning in warnings:
        print(f"warning: {warning}", file=sys.stderr)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(summary)
    if problems:
        print(f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}", file=sys.stderr)
    return 1 if problems else 0


def _serve(options: argparse.Namespace) -> int:
    from waitress import create_server

    from dashboard.rendering import Renderer, browser_at_hand
    from dashboard.web.admission import Texts, is_loopback
    from dashboard.web.app import create_app

    collection, at_hand = _usable(options)
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


def _export(options: argparse.Namespace) -> int:
    from dashboard.exports import export_png, pictures

    collection, _ = _usable(options)
    charts = _charts(collection, options)
    wanted = pictures(charts, options.lang or ["en"], options.theme or ["light"])
    done = 0
    for done, path in enumerate(export_png(collection, wanted, options.out), 1):
        print(f"[{done}/{len(wanted)}] {path}", flush=True)
    print(f"{done} {'picture' if done == 1 else 'pictures'} written to {options.out}")
    return 0


def _charts(collection: Collection, options: argparse.Namespace) -> list[str]:
    """Return the ids of the charts asked for: those named, all, or the editors' own."""
    if options.all:
        return list(collection.charts)
    for asked, known, kind in (
        (options.chart, collection.charts, "chart"),
        (options.indicator, collection.indicators, "indicator"),
        (options.topic, collection.records.topics, "topic"),
    ):
        for name in asked or ():
            if name not in known:
                raise UsageError(f"no {kind} has the id '{name}'; {suggestion(name, known)}")
    if options.topic:
        return [i.id for i in collection.records.indicators if i.topic in options.topic]
    chosen = options.chart or options.indicator or [c.id for c in collection.records.charts]
    return list(dict.fromkeys(chosen))


def _schema(options: argparse.Namespace) -> int:
    from dashboard.model import Records
    from dashboard.sources import Source

    model = Records if options.of == "indicators" else Source
    print(json.dumps(model.model_json_schema(by_alias=True), ensure_ascii=False, indent=2))
    return 0
