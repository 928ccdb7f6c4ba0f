"""Where keys, values and headers stand in a TOML block that is known to parse."""

from __future__ import annotations

import re
from dataclasses import dataclass

import tomlkit

from editor.core.frontmatter.brackets import Member, Node
from editor.core.frontmatter.fields import MatterError, Shape

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_KEY = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^\s=.\[\]\"'#,{}]+")
STRING = re.compile(
    r"\"\"\"(?:[^\"\\]|\\.|\"{1,2}(?!\"))*\"{3,5}|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r"|\"(?:[^\"\\]|\\.)*\"|'[^']*'",
    re.DOTALL,
)
_ATOM = re.compile(r"\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]*|[^\s,\]}#]+")


@dataclass(frozen=True, slots=True)
class Statement:
    """A line's key with its value, or a header (`value` is None), from its first character to its last.

    `rows` marks the header of one element of an array of tables.
    """

    keys: tuple[str, ...]
    start: int
    end: int
    value: Node | None = None
    rows: bool = False
    equals: int = -1


def scan(matter: str) -> list[Statement]:
    """Give the statements of a block in their order; raises MatterError for a layout unheard of."""
    found = []
    at = _skip(matter, 0)
    while at < len(matter):
        each = _header(matter, at) if matter[at] == "[" else _pair(matter, at)
        found.append(each)
        at = _skip(matter, each.end)
    return found


def _header(text: str, start: int) -> Statement:
    rows = text.startswith("[[", start)
    width = 2 if rows else 1
    keys, at = _keys(text, start + width)
    return Statement(keys, start, at + width, rows=rows)


def _pair(text: str, start: int) -> Statement:
    keys, equals = _keys(text, start)
    value = _value(text, _space(text, equals + 1))
    return Statement(keys, start, value.end, value, equals=equals)


def _keys(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """Read a dotted key; give its steps and where the first other character stands."""
    keys: list[str] = []
    while True:
        found = _KEY.match(text, _space(text, at))
        if not found:
            raise MatterError("This key cannot be read.", line=text.count("\n", 0, at) + 1)
        keys.append(_key(found.group()))
        at = _space(text, found.end())
        if text[at : at + 1] != ".":
            return tuple(keys), at
        at += 1


def _key(written: str) -> str:
    if written[0] == '"' and "\\" in written:
        return str(next(iter(tomlkit.parse(written + " = 0").unwrap())))
    return written[1:-1] if written[0] in "\"'" else written


def _value(text: str, at: int) -> Node:
    first = text[at : at + 1]
    if first == "[":
        return _brackets(text, at, Shape.LIST)
    if first == "{":
        return _brackets(text, at, Shape.MAP)
    found = STRING.match(text, at) if first in ('"', "'") else _ATOM.match(text, at)
    if not found:
        raise MatterError("This value cannot be read.", line=text.count("\n", 0, at) + 1)
    return Node(Shape.SCALAR, at, found.end())


def _brackets(text: str, start: int, shape: Shape) -> Node:
    members: list[Member] = []
    at = _skip(text, start + 1)
    while text[at : at + 1] not in ("]", "}"):
        first = at
        keys: tuple[str, ...] = ()
        if shape is Shape.MAP:
            keys, equals = _keys(text, at)
            at = _space(text, equals + 1)
        value = _value(text, at)
        at = _skip(text, value.end)
        comma = at if text[at : at + 1] == "," else -1
        members.append(Member(keys, first, value, comma))
        at = _skip(text, at + (comma >= 0))
    return Node(shape, start, at + 1, tuple(members))


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
