"""A TOML block as one tree: tables, dotted keys, arrays of tables and inline tables alike."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from enum import Enum
from typing import cast

import tomlkit
from tomlkit.exceptions import ParseError, TOMLKitError

from editor.core.frontmatter.brackets import Member, Node, line_start
from editor.core.frontmatter.fields import Field, FieldLocked, KeyPath, MatterError, Shape
from editor.core.frontmatter.split import line_at
from editor.core.frontmatter.toml_scan import Statement, scan

_SURROGATE = re.compile("[\ud800-\udfff]")
_COMMENT = re.compile(r"[ \t]*#")
_LARGEST = 2**63


class Origin(Enum):
    """How a part of the tree is written."""

    ROOT = "root"
    TABLE = "a header"
    ROWS = "headers in double brackets"
    IMPLIED = "a longer header"
    DOTTED = "dotted keys"
    PAIR = "key and value"
    MEMBER = "an element in brackets"


@dataclass(slots=True)
class Spot:
    """A part of the tree while it is built and read; never kept.

    `statement` is the header or the line of the part, `node` its value, `section` the table whose lines it
    is in, `holder` the brackets it is an element of (number `index`). A table's `lines` are its own pairs.
    """

    path: KeyPath
    origin: Origin
    start: int = -1
    statement: Statement | None = None
    node: Node | None = None
    section: Spot | None = None
    holder: Node | None = None
    index: int = -1
    lines: list[Statement] = field(default_factory=list)
    children: dict[str | int, Spot] = field(default_factory=dict)

    @property
    def end(self) -> int:
        """Where its last part ends."""
        own = self.node.end if self.node else self.statement.end if self.statement else self.start
        return max([own, *(child.end for child in self.children.values())])


def decode(matter: str) -> dict[str, object]:
    """Give the values; raises MatterError with the line where Hugo would not read them."""
    bad = _SURROGATE.search(matter)
    if bad:
        raise MatterError("TOML must be UTF-8.", detail="invalid UTF-8", line=line_at(matter, bad.start()))
    try:
        values = tomlkit.parse(matter).unwrap()
    except ParseError as error:
        raise MatterError("This is no valid TOML.", detail=str(error), line=error.line) from error
    except (TOMLKitError, ValueError, TypeError, LookupError, AttributeError, RuntimeError) as error:
        if isinstance(error, RecursionError):
            raise
        raise MatterError("This is no valid TOML.", detail=str(error), line=1) from error
    _refuse_large(values)
    return cast("dict[str, object]", values)


def build(matter: str) -> Spot:
    """Give the tree of a block that `decode` accepts."""
    root = Spot((), Origin.ROOT, start=0)
    current = root
    for statement in scan(matter):
        if statement.value is None:
            current = _open(root, statement)
        else:
            current.lines.append(statement)
            _add_pair(current, statement)
    return root


def spot_at(root: Spot, path: KeyPath) -> Spot:
    """Give the part at `path`; raises FieldLocked where there is none."""
    spot = root
    for step in path:
        found = spot.children.get(step)
        if found is None:
            raise FieldLocked("This value is edited in the Source tab.")
        spot = found
    return spot


def value_at(values: object, path: KeyPath) -> object:
    """Give the value at an existing path."""
    for step in path:
        if isinstance(values, dict):
            values = values[str(step)]
        elif isinstance(values, list):
            values = values[int(step)]
    return values


def fields_of(matter: str, spot: Spot, values: object) -> tuple[Field, ...]:
    """Give the parts of `spot` as fields."""
    fields = []
    for child in spot.children.values():
        value = value_at(values, child.path)
        shape = Shape.MAP if isinstance(value, dict) else Shape.LIST if isinstance(value, list) else None
        first = child.node.start if child.node else child.start
        if isinstance(value, float) and math.isinf(value) and "inf" not in matter[first : child.end]:
            line = line_at(matter, first)
            raise MatterError("A number is too large for Hugo.", detail=matter[first : child.end], line=line)
        fields.append(
            Field(
                child.path,
                value,
                shape or Shape.SCALAR,
                first,
                child.end,
                line_at(matter, child.start),
                comment=_comment(matter, child.start),
                children=fields_of(matter, child, values),
            )
        )
    return tuple(fields)


def comments_start(matter: str, at: int) -> int:
    """Give where the comment lines directly above the line of `at` begin (or that line)."""
    start = line_start(matter, at)
    while start:
        above = line_start(matter, start - (2 if matter[start - 2 : start] == "\r\n" else 1))
        if not _COMMENT.match(matter, above, start):
            break
        start = above
    return start


def _comment(matter: str, at: int) -> str:
    first, own = comments_start(matter, at), line_start(matter, at)
    if matter[own:at].strip(" \t"):
        return ""
    lines = matter[first:own].splitlines()
    return "\n".join(line.strip().removeprefix("#").strip() for line in lines)


def _open(root: Spot, header: Statement) -> Spot:
    """Find or make the table that a header opens."""
    spot = root
    for key in header.keys[:-1]:
        spot = _last_row(_child(spot, key, Origin.IMPLIED, header))
    last = header.keys[-1]
    if not header.rows:
        spot = _child(spot, last, Origin.TABLE, header)
        spot.origin, spot.statement = Origin.TABLE, header
        return spot
    rows = _child(spot, last, Origin.ROWS, header)
    index = len(rows.children)
    row = Spot((*rows.path, index), Origin.TABLE, header.start, header)
    rows.children[index] = row
    return row


def _last_row(spot: Spot) -> Spot:
    return spot.children[len(spot.children) - 1] if spot.origin is Origin.ROWS else spot


def _child(parent: Spot, key: str, origin: Origin, statement: Statement) -> Spot:
    found = parent.children.get(key)
    if found is None:
        found = parent.children[key] = Spot((*parent.path, key), origin, statement.start)
    return found


def _add_pair(table: Spot, pair: Statement) -> None:
    spot = table
    for key in pair.keys[:-1]:
        spot = _child(spot, key, Origin.DOTTED, pair)
        spot.section = table
    leaf = _child(spot, pair.keys[-1], Origin.PAIR, pair)
    leaf.statement, leaf.section, leaf.node = pair, table, pair.value
    if pair.value:
        _add_members(leaf, pair.value)


def _add_members(spot: Spot, node: Node) -> None:
    for index, member in enumerate(node.members):
        parent = spot
        for key in member.keys[:-1]:
            made = parent.children.setdefault(key, Spot((*parent.path, key), Origin.DOTTED, member.start))
            parent = made
        step: str | int = member.keys[-1] if member.keys else index
        _add_member(parent, step, node, index, member)


def _add_member(parent: Spot, step: str | int, holder: Node, index: int, member: Member) -> None:
    path = (*parent.path, step)
    leaf = Spot(path, Origin.MEMBER, member.start, node=member.value, holder=holder, index=index)
    parent.children[step] = leaf
    _add_members(leaf, member.value)


def _refuse_large(value: object) -> None:
    """Refuse whole numbers of more than 64 bits, as Hugo does."""
    if isinstance(value, dict):
        for item in value.values():
            _refuse_large(item)
    elif isinstance(value, list):
        for item in value:
            _refuse_large(item)
    elif isinstance(value, int) and not -_LARGEST <= value < _LARGEST:
        raise MatterError("A number is too large for Hugo.", detail=hex(value)[:40], line=1)
