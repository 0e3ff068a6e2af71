"""The command line: the only part that prints or decides how the program ends.

Exit status: 0 done, 1 wrong data or partly failed, 2 wrong call, 130 interrupted.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
from collections.abc import Sequence

from dashboard import __version__
from dashboard.cli import add, check, export, scan, serve
from dashboard.cli.options import command, complain
from dashboard.errors import DashboardError, DataError, UsageError, suggestion
from dashboard.texts import visible

_SCHEMA_EXAMPLES = """  python -m dashboard schema > indicators.schema.json
  python -m dashboard schema source"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    _open_ends()
    try:
        options, unknown = _parser().parse_known_args(arguments)
        if unknown:
            raise UsageError(_not_known(unknown[0], options.usage()))
        status: int = options.run(options)
        return status
    except DataError as error:
        _complain(error)
        return 1
    except DashboardError as error:
        print(visible(str(error)), file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    except UnicodeDecodeError as error:
        print(f"input that is no {error.encoding}: set PYTHONIOENCODING=utf-8", file=sys.stderr)
        return 2
    except BrokenPipeError:  # who read the output has enough of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"{error.filename or 'system'}: {error.strerror or error}", file=sys.stderr)
        return 1
    except EOFError:
        print("the input ended before the answer", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130


def _not_known(word: str, usage: str) -> str:
    """Return what to say of a word that a command does not know, and what it knows instead."""
    name, *known = re.findall(r"(?<=dashboard )\w+|--[\w-]+", usage)
    option = word.partition("=")[0]
    return f"'{option}' is no option of {name}: {suggestion(option, known, f'see {name} --help')}"


def _open_ends() -> None:
    """Make sure that there is an input and an output, and that any words can be printed.

    A shell may close them (``<&-``), and files opened later would then take their numbers; what
    an old terminal has no letters for is written as an escape.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
        elif isinstance(stream, io.TextIOWrapper) and mode == "w":
            stream.reconfigure(errors="backslashreplace")


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
    complain(*error.problems)
    n = len(error.problems)
    print(f"{n} {'problem' if n == 1 else 'problems'}. Nothing was loaded.", file=sys.stderr)


def _schema(options: argparse.Namespace) -> int:
    from dashboard.model import Records
    from dashboard.sources import Source

    model = Records if options.of == "indicators" else Source
    print(json.dumps(model.model_json_schema(by_alias=True), ensure_ascii=False, indent=2))
    return 0
