"""TOML front matter: read as Hugo reads it, changed in place."""

from __future__ import annotations

from editor.core.frontmatter.brackets import has_comment, insert_member, remove_member
from editor.core.frontmatter.fields import Field, FieldLocked, KeyPath, MatterError
from editor.core.frontmatter.stepwise import Edits, change
from editor.core.frontmatter.toml_lines import (
    add_line,
    add_row,
    add_table,
    key_beside,
    literal_beside,
    remove_line,
    remove_table,
    step_of,
)
from editor.core.frontmatter.toml_tree import Origin, Spot, build, decode, fields_of, spot_at, value_at
from editor.core.frontmatter.toml_write import as_moment, write_key, write_over, write_value
from editor.core.text_edit import TextEdit


class TomlBlock:
    """The `Block` of TOML."""

    def read(self, matter: str) -> tuple[Field, ...]:
        """Give the fields in the order written; raises MatterError where Hugo would not read them."""
        try:
            values = decode(matter)
            return fields_of(matter, build(matter), values)
        except RecursionError as error:
            raise MatterError("The front matter nests too deep.", line=1) from error

    def set(self, matter: str, path: KeyPath, value: object) -> Edits:
        """Give the smallest edits that make the value at `path` `value`; raises FieldLocked.

        TOML has no null: None writes the empty value of the old one's type.
        """
        return change(self, matter, path, value)

    def unset(self, matter: str, path: KeyPath) -> Edits:
        """Give the edits that remove the key or item at `path`; raises FieldLocked.

        A map that loses its only key goes with it.
        """
        root = build(matter)
        while len(path) > 1:
            parent = spot_at(root, path[:-1])
            if len(parent.children) != 1 or not _goes_with_last(matter, parent):
                break
            path = path[:-1]
        return self.remove(matter, path)

    def values(self, matter: str) -> dict[str, object]:
        """Give all values, keys as written."""
        return decode(matter)

    def replace(self, matter: str, path: KeyPath, value: object) -> Edits:
        """Write `value` over the one at `path`."""
        spot = spot_at(build(matter), path)
        if spot.node is None:
            raise FieldLocked("A group of keys cannot become a single value here.")
        old = matter[spot.node.start : spot.node.end]
        before = value_at(decode(matter), path)
        if isinstance(before, list) and value == [] and has_comment(matter, spot.node):
            raise FieldLocked("The list has comments; it is emptied in the Source tab.")
        return (TextEdit(spot.node.start, spot.node.end, write_over(old, before, value)),)

    def add(self, matter: str, path: KeyPath, step: str | int, value: object) -> Edits:
        """Add a key to a table of whatever kind, or an item to a list."""
        root = build(matter)
        spot = spot_at(root, path)
        if isinstance(step, int):
            return _add_item(matter, spot, step, value)
        if value is None:
            value = ""
        if spot.node is not None:
            written = f"{write_key(step)}{_equals(matter, spot)}{_new_value(matter, root, step, value)}"
            keys = [member.keys[-1] for member in spot.node.members]
            index = key_beside(keys, step, root=False) + 1
            return insert_member(matter, spot.node, index, written, step_of(matter, root))
        if spot.holder is not None or (spot.origin is Origin.DOTTED and spot.section is None):
            raise FieldLocked("A key of this group is added in the Source tab.")
        return _add_key(matter, root, spot, step, value)

    def remove(self, matter: str, path: KeyPath) -> Edits:
        """Take one key, item or table away."""
        spot = spot_at(build(matter), path)
        if spot.holder is not None:
            return remove_member(matter, spot.holder, spot.index)
        if spot.origin is Origin.PAIR and spot.statement:
            return (remove_line(matter, spot.statement),)
        return remove_table(matter, spot)


def _add_key(matter: str, root: Spot, spot: Spot, step: str, value: object) -> Edits:
    keys: tuple[str, ...] = (step,)
    tables = any(child.origin in (Origin.TABLE, Origin.ROWS) for child in root.children.values())
    # A map of one key is one line: a dotted key.
    while isinstance(value, dict) and len(value) == 1:
        inner, value = next(iter(value.items()))
        keys = (*keys, str(inner))
    rows = isinstance(value, list) and bool(value) and all(isinstance(row, dict) and row for row in value)
    if tables and spot is root and len(keys) == 1 and isinstance(value, dict) and value:
        return (add_table(matter, root, keys, value),)
    if tables and spot is root and len(keys) == 1 and rows and isinstance(value, list):
        return (add_table(matter, root, keys, value),)
    text = _new_value(matter, root, keys[-1], value)
    return (add_line(matter, root, spot, keys, text),)


def _add_item(matter: str, spot: Spot, step: int, value: object) -> Edits:
    if spot.origin is Origin.ROWS:
        if not isinstance(value, dict):
            raise FieldLocked("Every item of this list is a group of keys.")
        return (add_row(matter, spot, step, value),)
    if spot.node is None:
        raise FieldLocked("This list is edited in the Source tab.")
    members = spot.node.members
    beside = members[min(step, len(members)) - 1].value if members else None
    literal = beside is not None and matter[beside.start] == "'"
    return insert_member(matter, spot.node, step, write_value(value, literal=literal), "  ")


def _new_value(matter: str, root: Spot, key: str, value: object) -> str:
    """Write the value of a new key: a text that is a moment without quotes where others are."""
    if isinstance(value, str) and _is_date_key(key) and _has_bare_dates(matter, root, key):
        moment = as_moment(value)
        if moment is not None:
            return write_value(moment)
    return write_value(value, literal=literal_beside(matter, root))


def _is_date_key(key: str) -> bool:
    lowered = key.lower()
    return "date" in lowered or lowered in ("lastmod", "modified", "event_start", "event_end")


def _has_bare_dates(matter: str, root: Spot, key: str) -> bool:
    """Whether dates stand without quotes; in a block without any a date is written so."""
    dates = [
        matter[pair.value.start]
        for pair in root.lines
        if pair.value and _is_date_key(pair.keys[-1]) and matter[pair.value.start] in "\"'0123456789"
    ]
    return not any(first in "\"'" for first in dates)


def _equals(matter: str, spot: Spot) -> str:
    node = spot.node
    if node is None or not node.members:
        return " = "
    head = matter[node.members[0].start : node.members[0].value.start]
    at = head.rfind("=")
    before = head[:at]
    return before[len(before.rstrip(" \t")) :] + head[at:] if at >= 0 else " = "


def _goes_with_last(matter: str, parent: Spot) -> bool:
    """Whether a map that loses its only key goes too: not an item of a list, nor a table with comments."""
    if isinstance(parent.path[-1], int) or isinstance(next(iter(parent.children)), int):
        return False
    if parent.node is not None:
        return not has_comment(matter, parent.node)
    if parent.statement is None or not parent.lines:
        return True
    return "#" not in matter[parent.statement.end : parent.lines[0].start]
