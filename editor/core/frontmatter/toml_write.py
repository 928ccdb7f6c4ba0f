"""TOML values written in the style of those they replace or stand beside."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time

from editor.core.frontmatter.dates import format_like, parse_date
from editor.core.frontmatter.fields import FieldLocked

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_ESCAPED = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_TO_ESCAPE = re.compile(r'["\\\x00-\x1f\x7f\ud800-\udfff]')
_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:(?P<mark>[Tt ])\d\d:\d\d(?P<second>:\d\d)?(?P<fraction>\.\d+)?"
    r"(?P<zone>[Zz]|[+-]\d\d:\d\d)?)?"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
# What no text between three single quotes can have (a line end at its start would be dropped).
_NEVER_LITERAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]|\r(?!\n)|'''|\\A[\r\n]")
# A line of a text that would end the front matter.
_CLOSING = re.compile(r"(?<=[\r\n])\+(?=\+\+)")
_EMPTY: dict[type, object] = {bool: False, int: 0, float: 0.0, list: [], dict: {}}


def write_key(key: str) -> str:
    """Write a key, in quotes where it needs them."""
    return key if _BARE_KEY.fullmatch(key) else _basic(key)


def write_value(value: object, *, literal: bool = False) -> str:
    """Write any value on one line; strings in single quotes if `literal` and they can be."""
    if isinstance(value, dict):
        parts = [f"{write_key(str(k))} = {write_value(v, literal=literal)}" for k, v in value.items()]
        return "{ " + ", ".join(parts) + " }" if parts else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(write_value(item, literal=literal) for item in value) + "]"
    if isinstance(value, str):
        return (_literal(value) if literal else None) or _basic(value)
    return _plain(value)


def write_over(old: str, before: object, value: object) -> str:
    """Write `value` over the value text `old`, which means `before`: its quotes or its form of date stay.

    None empties: TOML has no null, so the empty value of the same type stands for it.
    """
    if value is None:
        value = _EMPTY.get(type(before), "")
    if isinstance(before, date) and (moment := as_moment(value)) is not None:
        return _moment_like(old, moment)
    if isinstance(value, date) and isinstance(before, str) and (shaped := format_like(before, value)):
        value = shaped
    if isinstance(value, str) and isinstance(before, str):
        return _text_like(old, value)
    return write_value(value, literal=old[:1] == "'")


def as_moment(value: object) -> date | None:
    """Give the moment that `value` is or, as text, says in a form that TOML has without quotes."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        return None
    known = parse_date(value)
    if known is None:
        return None
    return known.moment.date() if known.date_only else known.moment


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        if not -(2**63) <= value < 2**63:
            raise FieldLocked("TOML takes no whole number of more than 64 bits.")
        return str(value)
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, (date, time)):
        return _stamp(value)
    if value is None:
        raise FieldLocked("TOML has no empty value inside of a list or a group.")
    raise FieldLocked("TOML has no such value.", detail=type(value).__name__)


def _float(value: float) -> str:
    if math.isnan(value):
        return "nan"
    return repr(value)


def _stamp(value: date | time) -> str:
    return value.isoformat().replace("+00:00", "Z")


def _basic(value: str) -> str:
    if _SURROGATE.search(value):
        raise FieldLocked("The text has bytes that are no UTF-8, which TOML cannot hold.")
    return '"' + _TO_ESCAPE.sub(_escape, value) + '"'


def _escape(found: re.Match[str]) -> str:
    char = found.group()
    return _ESCAPED.get(char) or f"\\u{ord(char):04X}"


def _literal(value: str) -> str | None:
    """Write in single quotes, three of them where the text has one; None where none of these can."""
    if "'" in value or "\n" in value:
        return _literal_lines("''''''", value)
    return None if _CONTROL.search(value) or _SURROGATE.search(value) else f"'{value}'"


def _text_like(old: str, value: str) -> str:
    if old.startswith("'''"):
        return _literal_lines(old, value) or _basic(value)
    if old.startswith('"""'):
        return _basic_lines(old, value)
    return (_literal(value) if old[0] == "'" else None) or _basic(value)


def _literal_lines(old: str, value: str) -> str | None:
    """Write between three single quotes; a text of one line only where the old one needed none of them."""
    lead = re.match(r"'''(\r?\n)?", old)
    first = (lead.group(1) or "") if lead else ""
    written = f"'''{first}{value}'''"
    if _NEVER_LITERAL.search(value) or _CLOSING.search(written) or value.endswith("'"):
        return None
    needed = "'" in old[3:-3] or "\n" in old
    if not first and needed and "'" not in value and "\n" not in value:
        return _literal(value)
    return written


def _basic_lines(old: str, value: str) -> str:
    """Write between three double quotes with the lines of the text as lines."""
    lead = re.match(r'"""(\r?\n)?', old)
    first = (lead.group(1) or "") if lead else ""
    if not first and value.startswith(("\n", "\r")):
        first = "\n"
    body = re.sub(r'[\\\x00-\x09\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]|\r(?!\n)|"(?="")|"\Z', _escape, value)
    return f'"""{_CLOSING.sub(_escape, first + body)}"""'


def _moment_like(old: str, value: date) -> str:
    """Write a moment with the mark before the time, the decimals and the kind of zone of `old`."""
    shape = _MOMENT.fullmatch(old)
    if shape is None or not isinstance(value, datetime):
        return _stamp(value)
    naive = value.utcoffset() is None
    if shape["mark"] is None:
        return value.date().isoformat() if naive and value.time() == time() else _stamp(value)
    text = value.replace(tzinfo=None, microsecond=0).isoformat(sep="T" if shape["mark"] != "t" else "t")
    if shape["mark"] == " ":
        text = text.replace("T", " ")
    decimals = _decimals(shape["fraction"] or "", value.microsecond)
    if shape["second"] is None and not value.second and not decimals:
        text = text[:-3]
    return text + decimals + ("" if naive else _zone(shape["zone"] or "Z", value))


def _decimals(old: str, microsecond: int) -> str:
    digits = f"{microsecond:06}".rstrip("0")
    kept = max(len(old) - 1, len(digits))
    return "." + digits.ljust(kept, "0") if kept > 0 else ""


def _zone(old: str, value: datetime) -> str:
    offset = value.isoformat()[-6:]
    if offset != "+00:00":
        return offset
    return old if old in ("Z", "z", "+00:00", "-00:00") else "Z"
