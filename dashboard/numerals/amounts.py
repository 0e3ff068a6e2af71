"""What digits and number words are worth.

Which sign groups thousands and which stands before decimals comes from the Unicode CLDR through
Babel. Arithmetic is exact (``Decimal``); a result is an int where it is whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from babel import Locale

_SPACES = " \u00a0\u202f"
#: Digits with marks, as far as a number can go; what they are worth, `digits_worth` says.
DIGITS = rf"(?:\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?:[.,]\d+)?(?![\d.,]*\d)|\d+(?:[.,]\d+)*)"
_LONGEST = 40  # a longer run of digits is a code
_NAMED = {".": "dot", ",": "comma"}


class Worth(NamedTuple):
    """What digits are worth, None where they are no number; what else they may be, and why."""

    value: Decimal | None
    doubt: str = ""
    other: Decimal | None = None


def plain(value: Decimal) -> int | float:
    """Return an int where the value is whole, else the nearest float."""
    whole = int(value)
    return whole if whole == value else float(value)


@cache
def marks(language: str) -> tuple[str, str]:
    """Return the sign that groups thousands and the one before decimals (CLDR)."""
    symbols = Locale.parse(language).number_symbols
    latin = symbols.get("latn", symbols)
    return latin["group"], latin["decimal"]


def digits_worth(text: str, language: str) -> Worth:
    """Return the value of digits with marks, and what else they may mean.

    The value is None where the marks make no number ("4.0.1") or the digits are a code. A sign is
    read as the language writes it, unless it can only be the other: "3,5" in English. Three digits
    after a decimal sign may as well be a thousand; that is said.
    """
    if len(text) > _LONGEST:
        return Worth(None)
    if text.isdigit():
        return Worth(Decimal(int(text)))
    if any(space in text for space in _SPACES):
        doubt = f"'{text}' may be two numbers" if " " in text else ""
        whole, _, digits = text.replace(",", ".").partition(".")
        whole = re.sub(r"\D", "", whole)
        return Worth(Decimal(f"{whole}.{digits}"), doubt)
    signs = re.findall(r"[.,]", text)
    group, decimal = marks(language)
    if len(set(signs)) == 2:
        group, decimal = signs[0], signs[-1]
        return Worth(_decimal(text, group, decimal) if signs.count(decimal) == 1 else None)
    [sign] = set(signs)
    if len(signs) > 1:
        return Worth(_decimal(text, sign, "") if _grouped(text, sign) else None)
    if sign == group and _grouped(text, sign):
        return Worth(_decimal(text, sign, ""))
    value, doubt, other = _decimal(text, "", sign), "", None
    if sign == group:
        doubt = f"'{text}': the {_NAMED[sign]} groups no thousands here, so it is read as decimal"
    elif _grouped(text, sign):
        other = _decimal(text, sign, "")
        doubt = (
            f"'{text}': the {_NAMED[sign]} is the decimal sign of the language; "
            f"{other} if it groups thousands"
        )
    return Worth(value, doubt, other)


def _grouped(text: str, sign: str) -> bool:
    head, *groups = text.split(sign)
    right = all(len(digits) == 3 for digits in groups)
    return right and 0 < len(head) <= 3 and not head.startswith("0")


def _decimal(text: str, group: str, decimal: str) -> Decimal | None:
    """Return the value of digits whose marks are known; None where a group has not three."""
    whole, _, digits = text.partition(decimal) if decimal else (text, "", "")
    if group and group in whole and not _grouped(whole, group):
        return None
    whole = whole.replace(group, "") if group else whole
    return Decimal(f"{whole}.{digits}")


def total_of(
    tokens: list[str | Decimal],
    values: Mapping[str, Decimal],
    tens: Mapping[str, int],
    scales: Mapping[str, int],
) -> Decimal:
    """Return what a row of number words and digits adds up to.

    ``values`` add up ("twenty one"), ``tens`` multiply the number before them ("hai mươi",
    "two hundred"), ``scales`` multiply all since the scale before ("12만 5천"). A ``values`` of
    zero is a word that joins ("linh", "and"); "rưỡi" (and a half) halves the last unit.
    """
    total = section = Decimal(0)
    number: Decimal | None = None
    unit = Decimal(1)
    for token in tokens:
        if isinstance(token, Decimal):
            number = (number or 0) + token
        elif token == "rưỡi":
            number = (number or 0) + unit / 2
        elif token in tens:
            unit = Decimal(tens[token])
            section += (1 if number is None else number) * unit
            number = None
        elif token in scales:
            unit = Decimal(scales[token])
            if number is None and not section and total:
                total *= unit  # "nghìn tỷ"
            else:
                total += (section or 1 if number is None else section + number) * unit
            section, number = Decimal(0), None
        elif values[token]:
            number = (number or 0) + values[token]
    return total + section + (number or 0)
