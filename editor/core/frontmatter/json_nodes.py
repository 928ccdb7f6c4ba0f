"""JSON front matter read as Hugo's reader takes it, with the place of every value."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NoReturn, cast

from editor.core.frontmatter.brackets import Member, Node
from editor.core.frontmatter.fields import MatterError, Shape

STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_ATOM = re.compile(r"[^\s,\]}]+")
_BLANK = re.compile(r"[ \t\r\n]*")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Hugo reads every number as a 64-bit float: beyond this a whole number loses digits.
_LARGEST_WHOLE = 2**53


def decode(text: str) -> object:
    """Give the value that `text` is: the last of equal keys wins, big numbers are floats as in Hugo.

    Raises MatterError with the line of the first thing that is no JSON.
    """
    try:
        return _without_surrogates(
            json.loads(text, parse_int=_whole, parse_float=_float, parse_constant=_refuse)
        )
    except json.JSONDecodeError as error:
        line = len(re.findall(r"\r\n?|\n", text[: error.pos])) + 1
        raise MatterError("This is no valid JSON.", detail=error.msg, line=line) from error


def compose(matter: str) -> Node:
    """Give the nodes of a block that `decode` accepts; the root is its object."""
    return _value(matter, _skip(matter, 0))


def child(node: Node, step: str | int) -> Node | None:
    """Give the element of `node` that decides for a key or index."""
    if isinstance(step, int):
        return node.members[step].value if 0 <= step < len(node.members) else None
    return next((m.value for m in reversed(node.members) if m.keys == (step,)), None)


def walk(node: Node) -> Iterator[Node]:
    """Give `node` and all below it."""
    yield node
    for member in node.members:
        yield from walk(member.value)


def _value(text: str, at: int) -> Node:
    first = text[at]
    if first == "{":
        return _brackets(text, at, Shape.MAP)
    if first == "[":
        return _brackets(text, at, Shape.LIST)
    found = STRING.match(text, at) if first == '"' else _ATOM.match(text, at)
    return Node(Shape.SCALAR, at, found.end() if found else at)


def _brackets(text: str, start: int, shape: Shape) -> Node:
    members: list[Member] = []
    at = _skip(text, start + 1)
    while text[at] not in "]}":
        first, keys = at, cast("tuple[str, ...]", ())
        if shape is Shape.MAP and (found := STRING.match(text, at)):
            keys = (str(decode(found.group())),)
            at = _skip(text, _skip(text, found.end()) + 1)
        value = _value(text, at)
        at = _skip(text, value.end)
        comma = at if text[at] == "," else -1
        members.append(Member(keys, first, value, comma))
        if comma >= 0:
            at = _skip(text, at + 1)
    return Node(shape, start, at + 1, tuple(members))


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _whole(digits: str) -> int | float:
    number = int(digits) if len(digits) < 20 else _LARGEST_WHOLE + 1
    return number if abs(number) <= _LARGEST_WHOLE else _float(digits)


def _float(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise MatterError("A number is too large for Hugo.", detail=digits[:40], line=1)
    return number


def _refuse(word: str) -> NoReturn:
    raise MatterError("This is no valid JSON.", detail=f"{word} is no JSON value", line=1)


def _without_surrogates(value: object) -> object:
    """Show bytes that are no UTF-8 and lone halves of a pair as Hugo does: as U+FFFD."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_without_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {_SURROGATE.sub("\ufffd", key): _without_surrogates(item) for key, item in value.items()}
    return value
