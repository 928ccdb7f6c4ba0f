"""JSON front matter: read as Hugo reads it, changed in place."""

from __future__ import annotations

from editor.core.frontmatter.brackets import (
    Node,
    indent_at,
    insert_member,
    leads_line,
    remove_member,
)
from editor.core.frontmatter.fields import Field, FieldLocked, KeyPath, MatterError, Shape
from editor.core.frontmatter.json_nodes import compose, decode
from editor.core.frontmatter.json_write import find, manner_of, new_value, write_over
from editor.core.frontmatter.order import neighbour
from editor.core.frontmatter.split import line_at
from editor.core.frontmatter.stepwise import Edits, change
from editor.core.text_edit import TextEdit


class JsonBlock:
    """The `Block` of JSON."""

    def read(self, matter: str) -> tuple[Field, ...]:
        """Give the fields in the order written, equal keys too; raises MatterError."""
        try:
            if not isinstance(decode(matter), dict):
                raise MatterError("JSON front matter must be an object in braces.", line=1)
            return tuple(_fields(matter, compose(matter), ()))
        except RecursionError as error:
            raise MatterError("The front matter nests too deep.", line=1) from error

    def set(self, matter: str, path: KeyPath, value: object) -> Edits:
        """Give the smallest edits that make the value at `path` `value`; raises FieldLocked."""
        return change(self, matter or "{}", path, value)

    def unset(self, matter: str, path: KeyPath) -> Edits:
        """Give the edits that remove the key or item at `path`; raises FieldLocked.

        A map that loses its only key goes with it.
        """
        root = compose(matter)
        while len(path) > 1:
            parent = find(root, path[:-1])
            if parent.shape is not Shape.MAP or len(parent.members) != 1 or isinstance(path[-2], int):
                break
            path = path[:-1]
        return self.remove(matter, path)

    def values(self, matter: str) -> dict[str, object]:
        """Give all values, keys as written."""
        found = decode(matter)
        return found if isinstance(found, dict) else {}

    def replace(self, matter: str, path: KeyPath, value: object) -> Edits:
        """Write `value` over the one at `path`."""
        root = compose(matter)
        node = find(root, path)
        old = matter[node.start : node.end]
        text = write_over(manner_of(matter, root), old, value, indent_at(matter, node.start))
        return (TextEdit(node.start, node.end, text),)

    def add(self, matter: str, path: KeyPath, step: str | int, value: object) -> Edits:
        """Add a key beside its natural sibling, before the last one at most, or an item to a list."""
        root = compose(matter)
        node, manner = find(root, path), manner_of(matter, root)
        members, blank = node.members, manner.comma[1:]
        own_lines = bool(members) and leads_line(matter, members[-1].start)
        indent = indent_at(matter, members[-1].start if own_lines else node.start)
        if not own_lines and "\n" in matter[node.start : node.end]:
            indent += manner.step
        if isinstance(step, int):
            return insert_member(matter, node, step, manner.write(value, indent), manner.step, blank)
        written = manner.pair(step, new_value(matter, node, step, value), indent)
        keys = [member.keys[0] for member in members]
        index = neighbour(keys, step, root=not path, allowed=[True] * len(keys)) + 1
        if own_lines:
            # After the last member its comma would be a second changed line.
            index = min(index, len(members) - 1)
        return insert_member(matter, node, index, written, manner.step, blank)

    def remove(self, matter: str, path: KeyPath) -> Edits:
        """Take one key or item away."""
        parent = find(compose(matter), path[:-1])
        last = path[-1]
        found = [i for i, m in enumerate(parent.members) if last in (i, *m.keys)]
        if len(found) > 1:
            raise FieldLocked(f"{last} is written more than once; it is removed in the Source tab.")
        return remove_member(matter, parent, found[0])


def _fields(matter: str, node: Node, path: KeyPath) -> list[Field]:
    fields = []
    for index, member in enumerate(node.members):
        own = (*path, member.keys[0] if member.keys else index)
        value = member.value
        fields.append(
            Field(
                own,
                decode(matter[value.start : value.end]),
                value.shape,
                value.start,
                value.end,
                line_at(matter, member.start),
                children=tuple(_fields(matter, value, own)),
            )
        )
    return fields
