"""The report that several benchmarks write to, each its own section."""

import re
import statistics
from datetime import date
from pathlib import Path

import psutil

PROJECT = Path(__file__).resolve().parents[2]
REPORT = PROJECT / "docs" / "performance.md"
_HEAD = """# Performance

Written by `make bench`; not by hand. Times are one machine's; ratios carry over.
"""


def write_section(title: str, lines: list[str]) -> None:
    """Put a section into the report in the place of the one before, or at its end."""
    held = REPORT.read_text("utf-8") if REPORT.exists() else _HEAD
    told = f"## {title}\n\n{date.today().isoformat()}, {psutil.cpu_count()} cores. "
    section = told + "\n".join(lines).strip() + "\n"
    old = re.search(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", held, re.DOTALL | re.MULTILINE)
    text = held.replace(old[0], section + "\n") if old else f"{held.rstrip()}\n\n{section}"
    REPORT.write_text(text.rstrip() + "\n", "utf-8")
    print(section)


def told(times: list[float], unit: str = "ms") -> str:
    """Return a median and its range, of seconds."""
    by = 1000 if unit == "ms" else 1
    form = ",.0f" if unit == "ms" else ".2f"
    middle, low, high = (
        format(x * by, form) for x in (statistics.median(times), min(times), max(times))
    )
    return f"{middle} {unit} ({low}–{high})"


def goals(rows: list[tuple[str, float, str, float]]) -> list[str]:
    """Return the table of goals: what, found, ``<=`` or ``>=``, bound."""
    lines = ["| goal | found | reached |", "|---|---|---|"]
    for what, found, sign, bound in rows:
        met = found <= bound if sign == "<=" else found >= bound
        lines.append(f"| {what}: {sign} {bound:g} | {found:.2f} | {'yes' if met else 'no'} |")
    return lines
