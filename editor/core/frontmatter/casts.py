"""Front matter values turned into strings, bools, numbers, lists and dates as Hugo's cast library does."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from editor.core.frontmatter.dates import parse_date

_TRUE = frozenset({"1", "t", "T", "TRUE", "true", "True"})
_FALSE = frozenset({"0", "f", "F", "FALSE", "false", "False"})
_INT = re.compile(r"[+-]?(?:0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|[1-9][0-9]*|0)")
_ZERO_DECIMALS = re.compile(r"\.0*$")


def to_bool(value: object) -> bool:
    """Give a switch: numbers by not being zero, strings by Go's ParseBool (`yes` and `on` are false),
    else false."""
    if isinstance(value, str):
        return value in _TRUE
    return bool(value) if isinstance(value, (bool, int, float)) else False


def to_switch(text: str) -> bool | None:
    """Give what Go's ParseBool reads in `text`; None where it reads nothing."""
    return True if text in _TRUE else False if text in _FALSE else None


def to_text(value: object) -> str:
    """Give a string: scalars as Go prints them, nothing for lists, maps and null."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _go_fixed(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, (str, int, date, time)):
        return str(value)
    return ""


# More than any number of 64 bits has, in any base and with its prefix; leading zeroes beyond that are nobody's.
_MOST_DIGITS: Final = 80


def to_int(value: object) -> int:
    """Give a whole number: floats cut, strings by Go's ParseInt with its prefixes, 0 for all else."""
    if isinstance(value, (bool, int)):
        # What is too large for 64 bits with a sign comes out below zero, as a conversion in Go does.
        return int(value) - (1 << 64 if (1 << 63) <= value < (1 << 64) else 0)
    if isinstance(value, float):
        return int(value) if value == value and abs(value) < 1e18 else 0
    if isinstance(value, str):
        text = _ZERO_DECIMALS.sub("", value)
        return _parse_int(text) if _INT.fullmatch(text) else 0
    return 0


def to_texts(value: object) -> list[str]:
    """Give a list of strings: a single string is cut at white space, another scalar becomes the only item."""
    if isinstance(value, str):
        return value.split()
    if isinstance(value, list):
        return [to_text(item) for item in value]
    return [] if value is None or isinstance(value, dict) else [to_text(value)]


def to_moment(value: object, zone: tzinfo = UTC) -> datetime | None:
    """Give a moment with its offset (`zone` where the value has none); None where Hugo finds no date.

    Whole numbers are seconds since 1970.
    """
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return datetime.combine(value, time(), zone)
    if isinstance(value, str):
        known = parse_date(value)
        return None if known is None else to_moment(known.moment, zone)
    if isinstance(value, int) and not isinstance(value, bool):
        try:
            return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=value)
        except OverflowError:
            return None
    return None


def _parse_int(text: str) -> int:
    sign = -1 if text.startswith("-") else 1
    digits = text.lstrip("+-")
    base = 10
    if digits[:1] == "0" and len(digits) > 1:
        base = {"x": 16, "b": 2, "o": 8}.get(digits[1].lower(), 8)
    if len(digits) > _MOST_DIGITS:
        # Python refuses to read numbers of thousands of digits; Go gives 0 for all that does not fit.
        return 0
    number = sign * int(digits, base)
    return number if -(1 << 63) <= number < 1 << 63 else 0


def _go_fixed(value: float) -> str:
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "+Inf" if value > 0 else "-Inf"
    text = repr(value)
    if "e" not in text:
        return text.removesuffix(".0")
    fixed = f"{value:.400f}" if abs(value) < 1 else f"{value:.0f}"
    return fixed.rstrip("0").rstrip(".") if "." in fixed else fixed
