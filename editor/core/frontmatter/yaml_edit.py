"""Changes of a YAML block as edits of its text."""

from __future__ import annotations

from typing import cast

from editor.core.frontmatter.fields import FieldLocked, KeyPath, Shape
from editor.core.frontmatter.yaml_entry import remove_entry, write_entry
from editor.core.frontmatter.yaml_lines import after_line, comment_lines, line_end, manner_of
from editor.core.frontmatter.yaml_nodes import walk
from editor.core.frontmatter.yaml_tree import Place, YamlTree, open_tree
from editor.core.frontmatter.yaml_values import ValueWriter
from editor.core.text_edit import TextEdit


def set_value(matter: str, path: KeyPath, value: object) -> tuple[TextEdit, ...]:
    """Give the smallest edits after which the value at `path` is `value`; raises FieldLocked."""
    if not path:
        raise FieldLocked("The front matter as a whole is edited in the Source tab.")
    tree = open_tree(matter)
    if tree is None:
        return (_first_entry(matter, path, value),)
    return tuple(_set(tree, path, value))


def unset_value(matter: str, path: KeyPath) -> tuple[TextEdit, ...]:
    """Give the edits that take the key or item at `path` away; none if it is not there."""
    tree = open_tree(matter)
    return () if tree is None or not path else tuple(_unset(tree, path))


def _set(tree: YamlTree, path: KeyPath, value: object) -> list[TextEdit]:
    writer = ValueWriter(tree)
    node, place, rest = tree.descend(path)
    if not rest:
        return writer.edits(node, place, value)
    if node.shape is Shape.LIST:
        old = cast("list[object]", tree.value(node))
        if rest[0] != len(old):
            raise FieldLocked(f"The list has {len(old)} items; there is no place for item {rest[0]}.")
        return writer.edits(node, place, [*old, _nest(rest[1:], value)])
    if node.shape is Shape.MAP:
        made = len(rest) > 1
        return writer.add_key(node, place, str(rest[0]), _nest(rest[1:], value), made=made)
    if tree.value(node) is not None:
        raise FieldLocked(f"{path[-len(rest) - 1]} holds a single value, not a group of keys.")
    return writer.edits(node, place, _nest(rest, value))


def _unset(tree: YamlTree, path: KeyPath) -> list[TextEdit]:
    writer = ValueWriter(tree)
    node, place, rest = tree.descend(path)
    if rest:
        return []
    parent = place.parent
    count = len(parent.items or parent.pairs)
    if count == 1 and parent is not tree.root and not _keeps_braces(tree, place):
        return _unset_last(tree, path)
    if parent.shape is Shape.LIST or parent.style == "{":
        return writer.without_child(parent, node)
    return [remove_entry(tree, parent, place, node)]


def _keeps_braces(tree: YamlTree, place: Place) -> bool:
    """Whether a flow collection stays, empty, when its only element goes: lists do, and maps with inner
    blanks."""
    parent = place.parent
    if parent.style != "{":
        return False
    return parent.shape is Shape.LIST or tree.matter[parent.start + 1 : parent.start + 2] == " "


def _unset_last(tree: YamlTree, path: KeyPath) -> list[TextEdit]:
    """Take the only element of a collection away: its map goes with it, a list stays as `[]`."""
    writer = ValueWriter(tree)
    node, place, _ = tree.descend(path[:-1])
    if node.shape is Shape.LIST:
        return writer.edits(node, place, [])
    scalars = [n for n in walk(node) if n.shape is Shape.SCALAR]
    first = after_line(tree.matter, place.after)
    comments = comment_lines(tree.matter, first, line_end(tree.matter, node.end), scalars)
    if comments or place.key is None:
        return writer.edits(node, place, {})
    return _unset(tree, path[:-1])


def _first_entry(matter: str, path: KeyPath, value: object) -> TextEdit:
    """Write the first key of a block that has none yet, after its comments and before a `...`."""
    end = len(matter)
    for marker in ("\n...", "\r..."):
        found = matter.rfind(marker)
        end = min(end, found + 1 if found >= 0 else end)
    manner = manner_of(matter, None)
    entry = write_entry(manner, str(path[0]), _nest(path[1:], value), 0)
    lead = manner.eol if end and matter[end - 1] not in "\r\n" else ""
    return TextEdit(end, end, lead + entry + manner.eol)


def _nest(path: KeyPath, value: object) -> object:
    for step in reversed(path):
        if isinstance(step, int):
            if step != 0:
                raise FieldLocked(f"There is no list yet that could have an item {step}.")
            value = [value]
        else:
            value = {step: value}
    return value
