"""What digits and number words are worth.

Which sign groups thousands and which stands before decimals comes from the Unicode CLDR through
Babel. Arithmetic is exact, in ints and ``Decimal``; a result is an int where it is whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from babel import Locale

_SPACES = " \u00a0\u202f"
#: Digits with marks, as far as a number can go; what they are worth, `digits_worth` says.
DIGITS = (
    rf"(?:\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?:[.,]\d+)?(?![\d.,]*\d)"
    r"|10\^[1-3]?\d(?!\d)|\d+(?:[.,]\d+)*)"
)
_LONGEST = 40  # a longer run of digits is a code
_GROUPED = {sign: re.compile(rf"[1-9]\d{{0,2}}(?:{re.escape(sign)}\d{{3}})+") for sign in ".,"}
_NAMED = {".": "dot", ",": "comma"}
#: A value before it is rounded.
Exact = int | Decimal


class Worth(NamedTuple):
    """What digits are worth, None where they are no number; what else they may be, and why."""

    value: Exact | None
    doubt: str = ""
    other: Exact | None = None


def plain(value: Exact) -> int | float:
    """Return an int where the value is whole, else the nearest float."""
    if type(value) is int:
        return value
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
        return Worth(int(text))
    if text.startswith("10^"):  # so many operations it takes to train a model
        return Worth(10 ** int(text[3:]))
    group, decimal = marks(language)
    if (value := _ungrouped(text, group)) is not None:
        return Worth(value)
    whole, _, digits = text.partition(decimal)
    if whole.isdigit() and digits.isdigit() and len(digits) != 3:
        return Worth(Decimal(f"{whole}.{digits}"))
    return _unusual(text, group)


def _unusual(text: str, group: str) -> Worth:
    """Return the value of digits with marks that are not as the language mostly has them."""
    if any(space in text for space in _SPACES):
        doubt = f"'{text}' may be two numbers" if " " in text else ""
        whole, _, digits = text.replace(",", ".").partition(".")
        whole = re.sub(r"\D", "", whole)
        return Worth(Decimal(f"{whole}.{digits}"), doubt)
    signs = re.findall(r"[.,]", text)
    first, last = signs[0], signs[-1]
    if first != last:  # "1.234,5"
        whole, _, digits = text.partition(last)
        thousands = _ungrouped(whole, first) if signs.count(last) == 1 else None
        return Worth(None if thousands is None else Decimal(f"{thousands}.{digits}"))
    if len(signs) > 1:  # "1,234,567" in Vietnamese
        return Worth(_ungrouped(text, first))
    value, doubt, other = Decimal(text.replace(first, ".")), "", None
    if first == group:
        doubt = f"'{text}': the {_NAMED[first]} groups no thousands here, so it is read as decimal"
    elif other := _ungrouped(text, first):
        doubt = (
            f"'{text}': the {_NAMED[first]} is the decimal sign of the language; "
            f"{other} if it groups thousands"
        )
    return Worth(value, doubt, other)


def _ungrouped(text: str, sign: str) -> int | None:
    """Return the value of digits whose thousands a sign groups, None if it does not."""
    return int(text.replace(sign, "")) if _GROUPED[sign].fullmatch(text) else None


def total_of(
    tokens: Iterable[str | Exact],
    values: Mapping[str, Exact],
    tens: Mapping[str, int],
    scales: Mapping[str, int],
) -> Exact:
    """Return what a row of number words and digits adds up to.

    ``values`` add up ("twenty one"), ``tens`` multiply the number before them ("hai mươi",
    "two hundred"), ``scales`` multiply all since the scale before ("12만 5천"), or all before them
    where that was less ("2 nghìn 500 tỷ", "nghìn tỷ") or nothing stands between ("tỷ tỷ"). A
    ``values`` of zero is a word that joins ("linh", "and"); "rưỡi" (and a half) halves the last
    unit.
    """
    total: Exact = 0
    section: Exact = 0
    number: Exact | None = None
    unit = scale = 1
    for token in tokens:
        if not isinstance(token, str):
            number = (number or 0) + token
        elif token == "rưỡi":
            number = (number or 0) + Decimal(unit) / 2
        elif token in tens:
            unit = tens[token]
            section += (1 if number is None else number) * unit
            number = None
        elif token in scales:
            counted, alone = section + (number or 0), number is None and not section
            if total and (alone or scales[token] > scale):
                total = (total + counted) * scales[token]
            else:
                total += (1 if alone else counted) * scales[token]
            unit = scale = scales[token]
            section, number = 0, None
        elif values[token]:
            number = (number or 0) + values[token]
    return total + section + (number or 0)
