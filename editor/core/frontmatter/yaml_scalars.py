"""What a plain YAML scalar means to Hugo (goccy/go-yaml 1.19) and to older readers (YAML 1.1)."""

from __future__ import annotations

import re

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_FLOATS = {
    **dict.fromkeys((".inf", ".Inf", ".INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
_DIGITS = {2: re.compile(r"[01]+"), 8: re.compile(r"[0-7]+"), 10: re.compile(r"[0-9]+")}
_HEX = re.compile(r"[0-9A-Fa-f]+")
_GO_FLOAT = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_GO_HEX_FLOAT = re.compile(r"[+-]?0[xX](?:[0-9A-Fa-f]+\.?[0-9A-Fa-f]*|\.[0-9A-Fa-f]+)[pP][+-]?[0-9]+")

# What readers of YAML 1.1 and of other 1.2 schemas take for something else than a string.
_OTHER_READERS = re.compile(
    r"(?:yes|no|on|off|y|n|true|false|null|nil|~|<<|=)"
    r"|[-+]?[0-9][0-9_,]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[-+]?(?:\.[0-9_]+|[0-9][0-9_]*\.?[0-9_]*)(?:e[-+]?[0-9]+)?"
    r"|[-+]?0[xob][0-9a-f_]+"
    r"|[-+]?\.(?:inf|nan)"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t \t].*)?",
    re.IGNORECASE,
)


def resolve_plain(text: str) -> object:
    """Give what Hugo reads for the plain scalar `text`: None, bool, int, float or the text itself.

    YAML 1.2 with goccy's numbers: `yes` and dates are strings, `010` and `0o10` are 8, `1_000` is 1000, and
    a float needs a point (`1e3` is a string).
    """
    if text in _NULLS:
        return None
    if text in _BOOLS:
        return _BOOLS[text]
    if text in _FLOATS:
        return _FLOATS[text]
    number = _number(text)
    return text if number is None else number


def read_alike(text: str) -> bool:
    """Whether every common reader (Hugo before and after 0.152, YAML 1.1 and 1.2) takes `text` for a
    string."""
    return isinstance(resolve_plain(text), str) and not _OTHER_READERS.fullmatch(text)


def _number(text: str) -> int | float | None:
    if text[0] not in "+-.0123456789":
        return None
    points = text.count(".")
    if points > 1:
        return None
    negative = text.startswith("-")
    digits = text.removeprefix("+").removeprefix("-").replace("_", "")
    base = 10
    for prefix, radix in (("0x", 16), ("0o", 8), ("0b", 2)):
        if digits.startswith(prefix):
            digits, base = digits[2:], radix
            break
    else:
        if points == 1:
            return _float(("-" if negative else "") + digits)
        if digits.startswith("0") and len(digits) > 1:
            base = 8
    return _integer(digits, base, negative=negative)


def _integer(digits: str, base: int, *, negative: bool) -> int | None:
    pattern = _HEX if base == 16 else _DIGITS[base]
    # Longer digit strings are over 64 bits in every base unless zeroes lead.
    if not pattern.fullmatch(digits) or len(digits.lstrip("0")) > 64:
        return None
    value = int(digits, base)
    if negative:
        return -value if value <= 1 << 63 else None
    return value if value < 1 << 64 else None


def _float(text: str) -> float | None:
    if _GO_HEX_FLOAT.fullmatch(text):
        try:
            return float.fromhex(text)
        except OverflowError:
            return None
    if not _GO_FLOAT.fullmatch(text):
        return None
    value = float(text)
    return None if value in (float("inf"), float("-inf")) else value
