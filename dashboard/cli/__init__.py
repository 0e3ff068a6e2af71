"""The command line: the only part that prints or decides how the program ends.

Exit status: 0 done, 1 wrong data or partly failed, 2 wrong call, 130 interrupted.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence

from dashboard import __version__
from dashboard.cli import add, check, export, scan, serve
from dashboard.cli.options import command
from dashboard.errors import DashboardError, DataError, UsageError

_SCHEMA_EXAMPLES = """  python -m dashboard schema > indicators.schema.json
  python -m dashboard schema source"""


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
    except BrokenPipeError:  # who read the output has enough of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
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
    for part in (serve, check, export, scan, add):
        part.add_to(commands)
    purpose = "print the JSON Schema that editors use"
    schema = command(commands, "schema", purpose, _schema, _SCHEMA_EXAMPLES, of_data=False)
    schema.add_argument("of", nargs="?", choices=["indicators", "source"], default="indicators")
    return parser


def _complain(error: DataError) -> None:
    print(error, file=sys.stderr)
    n = len(error.problems)
    print(f"{n} {'problem' if n == 1 else 'problems'}. Nothing was loaded.", file=sys.stderr)


def _schema(options: argparse.Namespace) -> int:
    from dashboard.model import Records
    from dashboard.sources import Source

    model = Records if options.of == "indicators" else Source
    print(json.dumps(model.model_json_schema(by_alias=True), ensure_ascii=False, indent=2))
    return 0
