"""JSON values written as those that stand beside them."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from datetime import date, time

from editor.core.frontmatter.brackets import Node, eol_of, indent_at, leads_line
from editor.core.frontmatter.dates import format_date, format_like, parse_date
from editor.core.frontmatter.fields import FieldLocked, Shape
from editor.core.frontmatter.json_nodes import STRING, child, decode, walk

_ESCAPED = re.compile(r"\\u(?!00[01])[0-9a-fA-F]{4}")
_DATE_KEY = re.compile(r"date|lastmod|modified|publish|event_(?:start|end)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a block's author writes: line ends, one level of indentation, what follows keys and items.

    `lines` says whether the members of the root stand on lines of their own, `ascii` whether letters beyond
    ASCII are escaped.
    """

    eol: str
    step: str
    colon: str
    comma: str
    lines: bool
    ascii: bool
    slashes: bool

    def scalar(self, value: object) -> str:
        """Write a value that has no parts; raises FieldLocked for one that JSON lacks."""
        if isinstance(value, time):
            value = value.isoformat()
        if isinstance(value, date):
            value = format_date(value)
        if isinstance(value, float) and not math.isfinite(value):
            raise FieldLocked("JSON has no such number.")
        try:
            text = json.dumps(value, ensure_ascii=self.ascii)
        except TypeError as error:
            raise FieldLocked("JSON has no such value.", detail=str(error)) from error
        return text.replace("/", "\\/") if self.slashes else text

    def write(self, value: object, indent: str) -> str:
        """Write any value: on one line unless it has maps or several keys and the block has lines."""
        wide = self.lines and _is_wide(value)
        if isinstance(value, dict):
            parts = [self.pair(str(key), item, indent + self.step) for key, item in value.items()]
            return self._join(parts, "{}", indent, wide=wide)
        if isinstance(value, list):
            parts = [self.write(item, indent + self.step) for item in value]
            return self._join(parts, "[]", indent, wide=wide)
        return self.scalar(value)

    def pair(self, key: str, value: object, indent: str) -> str:
        """Write a key with its value."""
        return self.scalar(key) + self.colon + self.write(value, indent)

    def _join(self, parts: list[str], brackets: str, indent: str, *, wide: bool) -> str:
        if not wide or not parts:
            return brackets[0] + self.comma.join(parts) + brackets[1]
        inner = self.eol + indent + self.step
        return brackets[0] + inner + ("," + inner).join(parts) + self.eol + indent + brackets[1]


def manner_of(matter: str, root: Node) -> Manner:
    """Read the author's manner off a block."""
    strings = [matter[n.start : n.end] for n in walk(root) if matter[n.start] == '"']
    written = "".join(strings)
    lines = "\n" in matter[root.start : root.end] or "\r" in matter[root.start : root.end]
    step = "  "
    if root.members and leads_line(matter, root.members[0].start):
        own = indent_at(matter, root.members[0].start)
        step = own.removeprefix(indent_at(matter, root.start)) if own else ""
    colon = _colon(matter, root)
    spaced = any(" " in gap for gap in _commas(matter, root))
    comma = ", " if spaced or (colon != ":" and not any(_commas(matter, root))) or lines else ","
    return Manner(
        eol_of(matter),
        step,
        colon,
        comma,
        lines,
        ascii=written.isascii() and bool(_ESCAPED.search(written)),
        slashes="\\/" in written and not re.search(r"(?<!\\)/", written),
    )


def write_over(manner: Manner, old: str, value: object, indent: str) -> str:
    """Write `value` in the place of the value text `old`: a moment in the shape of the date it replaces."""
    if isinstance(value, date) and old.startswith('"'):
        shaped = format_like(str(decode(old)), value)
        return manner.scalar(shaped or value)
    return manner.write(value, indent)


def new_value(matter: str, parent: Node, key: str, value: object) -> object:
    """Give what a new key holds: a moment in the shape of the dates beside it."""
    if not isinstance(value, date):
        return value
    for member in parent.members:
        if member.value.shape is Shape.SCALAR and _DATE_KEY.search(member.keys[0]):
            text = matter[member.value.start : member.value.end]
            old = decode(text)
            if isinstance(old, str) and parse_date(old) and (shaped := format_like(old, value)):
                return shaped
    return value


def find(root: Node, path: tuple[str | int, ...]) -> Node:
    """Give the node at `path`; raises FieldLocked where there is none."""
    node: Node | None = root
    for step in path:
        node = child(node, step) if node else None
    if node is None:
        raise FieldLocked("This value is edited in the Source tab.")
    return node


def _is_wide(value: object) -> bool:
    items = list(value.values()) if isinstance(value, dict) else value
    if not isinstance(items, list):
        return False
    nested = any(isinstance(item, (dict, list)) and item for item in items)
    return nested or (isinstance(value, dict) and len(items) > 2)


def _colon(matter: str, root: Node) -> str:
    for node in walk(root):
        for member in node.members:
            found = STRING.match(matter, member.start) if member.keys else None
            gap = matter[found.end() : member.value.start] if found else ""
            if gap and "\n" not in gap and "\r" not in gap:
                return gap
    return ": "


def _commas(matter: str, root: Node) -> list[str]:
    found = []
    for node in walk(root):
        for before, after in zip(node.members, node.members[1:], strict=False):
            gap = matter[before.end : after.start]
            if "\n" not in gap and "\r" not in gap:
                found.append("," + gap)
    return found
