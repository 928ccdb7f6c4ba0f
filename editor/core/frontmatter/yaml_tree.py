"""A YAML block opened for editing: its nodes found by path, with the places their values stand at."""

from __future__ import annotations

from dataclasses import dataclass

from editor.core.frontmatter.fields import FieldLocked, KeyPath, Shape
from editor.core.frontmatter.yaml_lines import dash_of, manner_of
from editor.core.frontmatter.yaml_loader import YamlReader, is_merge
from editor.core.frontmatter.yaml_nodes import Node, compose


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: its container, its key (None for a list's item), where text may follow `:` or
    `-`.

    `flow` tells whether brackets surround it; `indent` is the column of the key or dash.
    """

    parent: Node
    key: Node | None
    after: int
    flow: bool
    indent: int


class YamlTree:
    """The nodes of one block that holds at least one key."""

    def __init__(self, matter: str, root: Node) -> None:
        self.matter = matter
        self.root = root
        self._reader = YamlReader(matter, root)
        self.manner = manner_of(matter, root)

    def value(self, node: Node) -> object:
        """Give what Hugo reads for a node."""
        return self._reader.value(node)

    def key(self, parent: Node, key: Node) -> str:
        """Give a key of the map `parent` as Hugo's string; `<<` for a merge key."""
        return "<<" if is_merge(key) else self._reader.key(key, nested=parent is not self.root)

    def refuse_locked(self, node: Node) -> None:
        """Raise FieldLocked if `node` cannot be edited without touching anything else."""
        reason = self._reader.lock(node)
        if reason:
            raise FieldLocked(f"This value is edited in the Source tab. {reason}")

    def descend(self, path: KeyPath) -> tuple[Node, Place, KeyPath]:
        """Give the deepest node on `path`, its place, and what of the path lies below it."""
        node = self.root
        place = Place(node, None, node.start, node.style == "{", node.column)
        for depth, step in enumerate(path):
            self.refuse_locked(node)
            found = self._child(node, place, step)
            if found is None:
                return node, place, path[depth:]
            node, place = found
        return node, place, ()

    def pair_place(self, parent: Node, key: Node, value: Node, *, flow: bool) -> Place:
        """Give the place of the value that belongs to `key`."""
        at = self.matter.find(":", key.end, max(value.start, key.end) + 1)
        return Place(parent, key, at + 1 if at >= 0 else key.end, flow, parent.column)

    def item_place(self, parent: Node, index: int, *, flow: bool) -> Place:
        """Give the place of a list's item."""
        after = parent.items[index].start if flow else dash_of(self.matter, parent, index) + 1
        return Place(parent, None, after, flow, parent.column)

    def _child(self, node: Node, place: Place, step: str | int) -> tuple[Node, Place] | None:
        flow = place.flow or node.style == "{"
        if node.shape is Shape.LIST and isinstance(step, int):
            if not 0 <= step < len(node.items):
                return None
            return node.items[step], self.item_place(node, step, flow=flow)
        for key, value in node.pairs:
            if not is_merge(key) and self.key(node, key) == step:
                return value, self.pair_place(node, key, value, flow=flow)
        return None


def open_tree(matter: str) -> YamlTree | None:
    """Give the tree of a block, or None for one that has no key yet; raises MatterError."""
    root = compose(matter)
    if root is None or root.shape is Shape.SCALAR:
        return None
    return YamlTree(matter, root)
