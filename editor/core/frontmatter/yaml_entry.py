"""New keys of a YAML block: where they go and how they are written beside their neighbours."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from editor.core.frontmatter.dates import format_date, format_like, parse_date
from editor.core.frontmatter.fields import FieldLocked, Shape
from editor.core.frontmatter.order import neighbour
from editor.core.frontmatter.yaml_emit import Manner, emit_entry, emit_flow, emit_key
from editor.core.frontmatter.yaml_lines import after_line, line_end, line_start
from editor.core.frontmatter.yaml_nodes import Node, walk
from editor.core.frontmatter.yaml_quotes import DATE_KEYS, Habit, quote
from editor.core.frontmatter.yaml_tree import Place, YamlTree
from editor.core.text_edit import TextEdit


def habit_beside(tree: YamlTree, parent: Node) -> Habit:
    """Give the quotes that strings among the values of the map `parent` have without need."""
    texts = [value for _, value in parent.pairs if value.shape is Shape.SCALAR]
    return tree.manner.quoting.habit_of_neighbours(texts)


def habit_of_items(tree: YamlTree) -> Habit:
    """Give the quotes that items of the block's lists have without need."""
    items = [item for node in walk(tree.root) for item in node.items if item.shape is Shape.SCALAR]
    return tree.manner.quoting.habit_of_neighbours(items)


def date_beside(tree: YamlTree, parent: Node) -> Node | None:
    """Give the first date among the values of `parent`, else of the root."""
    for node in (parent, tree.root):
        for _, value in node.pairs:
            if value.shape is Shape.SCALAR and value.style in ("", "'", '"') and parse_date(value.text):
                return value
    return None


def new_entry(
    tree: YamlTree,
    parent: Node,
    key: str,
    value: object,
    *,
    made: bool = False,
    going: Collection[str] = (),
) -> list[TextEdit]:
    """Give the edit that adds `key` to a block map, beside none of the keys that are `going`.

    A map that is `made` for the sake of a path to one key stays on the key's line.
    """
    keys = [tree.key(parent, k) for k, _ in parent.pairs]
    allowed = [
        name not in going and _may_be_followed(tree, value_node, parent)
        for name, (_, value_node) in zip(keys, parent.pairs, strict=True)
    ]
    after = neighbour(keys, key, root=parent is tree.root, allowed=allowed)
    if after < 0 and keys[0] in going:
        after = next(i for i, name in enumerate(keys) if name not in going)
    entry = write_entry(tree.manner, key, value, parent.column, tree=tree, parent=parent, made=made)
    indent = " " * parent.column
    if after < 0:
        start = parent.pairs[0][0].start
        return [TextEdit(start, start, entry + tree.manner.eol + indent)]
    end = line_end(tree.matter, parent.pairs[after][1].end)
    return [TextEdit(end, end, tree.manner.eol + indent + entry)]


def write_entry(
    manner: Manner,
    key: str,
    value: object,
    indent: int,
    *,
    tree: YamlTree | None = None,
    parent: Node | None = None,
    made: bool = False,
) -> str:
    """Give `key: value` in the manner of the block, its first line without indentation."""
    name = emit_key(key)
    if isinstance(value, Mapping) and value and (made or not manner.block_maps):
        return f"{name}: {emit_flow(value, manner, flow=False)}"
    if isinstance(value, (list, tuple)):
        habit = habit_of_items(tree) if tree else Habit.PLAIN
        if manner.block_lists and value:
            return emit_entry(key, value, manner, indent, habit)
        return f"{name}: {emit_flow(value, manner, habit, flow=False)}"
    if isinstance(value, date) or (isinstance(value, str) and parse_date(value)):
        return f"{name}: {_date_entry(manner, key, value, tree, parent)}"
    if isinstance(value, str) and tree and parent and "\n" not in value:
        written, marked = manner.quoting.write(value, habit_beside(tree, parent), flow=False)
        return f"{name}:{'  ' if marked else ' '}{written}"
    return emit_entry(key, value, manner, indent)


def remove_entry(tree: YamlTree, parent: Node, place: Place, value: Node) -> TextEdit:
    """Give the edit that takes a key of a block map away with its lines."""
    text = tree.matter
    at = place.key.start if place.key else value.start
    start = line_start(text, at)
    end = after_line(text, max(value.end, place.after))
    if text[start:at].strip():
        following = [k.start for k, _ in parent.pairs if k.start > at]
        if not following or text[start:at].strip(" -"):
            raise FieldLocked("This key is removed in the Source tab: it shares its line.")
        return TextEdit(at, following[0], "")
    if end == len(text) and text[end - 1 : end] not in ("\n", "\r"):
        before = start - 2 if text[max(start - 2, 0) : start] == "\r\n" else start - 1
        return TextEdit(max(before, 0), end, "")
    return TextEdit(start, end, "")


def _date_entry(
    manner: Manner, key: str, value: date | str, tree: YamlTree | None, parent: Node | None
) -> str:
    sibling = date_beside(tree, parent) if tree and parent else None
    text = value if isinstance(value, str) else ""
    if isinstance(value, date):
        text = (sibling and format_like(sibling.text, value)) or format_date(value)
    if sibling is not None and sibling.style:
        return quote(text, Habit(sibling.style))
    if sibling is not None or isinstance(value, date) or key.lower() in DATE_KEYS:
        return text
    habit = habit_beside(tree, parent) if tree and parent else Habit.PLAIN
    return manner.quoting.write(text, habit, flow=False)[0]


def _may_be_followed(tree: YamlTree, value: Node, parent: Node) -> bool:
    """Whether a new key may follow `value`: Hugo's reader lets some values swallow the next key."""
    last = value
    while last.items or last.pairs:
        if last.quirk:
            return False
        if last.items and not last.style and last.column <= parent.column:
            tail = last.items[-1]
            if tail.start == tail.end and tail.shape is Shape.SCALAR:
                return False
        last = last.items[-1] if last.items else last.pairs[-1][1]
    text = tree.matter[last.start : last.end]
    bare_tag = last.tag == "!" and text.strip() == "!"
    return not (bare_tag or (last.shape is Shape.SCALAR and last.style in ("", '"') and "\t" in text))
