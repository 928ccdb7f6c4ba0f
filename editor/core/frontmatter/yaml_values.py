"""Values of a YAML block replaced in place, in the style they have."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import cast

from editor.core.frontmatter.casts import to_switch
from editor.core.frontmatter.dates import format_like
from editor.core.frontmatter.fields import FieldLocked, Shape
from editor.core.frontmatter.values import values_equal
from editor.core.frontmatter.yaml_emit import (
    block_header,
    emit_atom,
    emit_block,
    emit_flow,
    emit_item,
    emit_key,
    emit_text,
    literal,
    wrapped,
)
from editor.core.frontmatter.yaml_entry import (
    date_beside,
    habit_beside,
    habit_of_items,
    new_entry,
    remove_entry,
    write_entry,
)
from editor.core.frontmatter.yaml_lines import after_line, comment_lines, line_end, line_start
from editor.core.frontmatter.yaml_loader import is_merge
from editor.core.frontmatter.yaml_nodes import Node, walk
from editor.core.frontmatter.yaml_pieces import aligned, compose_block_list, compose_flow, padded, trimmed
from editor.core.frontmatter.yaml_quotes import Habit
from editor.core.frontmatter.yaml_tree import Place, YamlTree
from editor.core.text_edit import TextEdit

# A blank inside empty brackets tells that items stood below them, so that new ones go there too.
_EMPTIED = {"[]": "[ ]", "{}": "{ }"}


class ValueWriter:
    """Makes the edits that give nodes of one tree new values."""

    def __init__(self, tree: YamlTree) -> None:
        self._tree = tree
        self._matter = tree.matter
        self._manner = tree.manner

    def edits(self, node: Node, place: Place, value: object) -> list[TextEdit]:
        """Give the edits after which `node` reads as `value`; none if it does. Raises FieldLocked."""
        if values_equal(self._tree.value(node), value):
            return []
        self._tree.refuse_locked(node)
        kept = isinstance(value, Mapping) and any(self._tree.key(node, key) in value for key, _ in node.pairs)
        if node.shape is Shape.MAP and isinstance(value, Mapping) and kept:
            return self._map_edits(node, value, flow=place.flow or node.style == "{")
        if node.shape is Shape.LIST and isinstance(value, (list, tuple)) and value and node.items:
            return self._list_edits(node, list(value), flow=place.flow or node.style == "{")
        if node.shape is Shape.SCALAR and not isinstance(value, (Mapping, list, tuple)):
            return self._scalar_edits(node, place, value)
        return self._replace(node, place, value)

    def add_key(self, node: Node, place: Place, key: str, value: object, *, made: bool) -> list[TextEdit]:
        """Give the edits that add `key` to a map."""
        self._tree.refuse_locked(node)
        flow = place.flow or node.style == "{"
        if not flow:
            return new_entry(self._tree, node, key, value, made=made)
        if node.pairs:
            old = cast("dict[str, object]", self._tree.value(node))
            return self._map_edits(node, {**old, key: value}, flow=True)
        block = self._as_block(node, place, {key: value})
        if block is not None:
            return [TextEdit(place.after, node.end, block)]
        # The blanks inside the braces tell that the map was there when it was empty.
        text = "{ " + emit_flow({key: value}, self._manner)[1:-1] + " }"
        return self._put(node, place, text)

    def without_child(self, node: Node, child: Node) -> list[TextEdit]:
        """Give the edits that take an item, or a key of a flow map, out of its collection."""
        if node.style == "{":
            spans, values = _spans(node)
            kept: list[int | str] = [i for i, value in enumerate(values) if value is not child]
            return self._span_edit(node, compose_flow(self._matter, node, spans, kept, self._manner.comma))
        kept = [i for i, item in enumerate(node.items) if item is not child]
        return self._span_edit(node, compose_block_list(self._matter, node, kept, self._manner.eol))

    def _map_edits(self, node: Node, value: Mapping[str, object], *, flow: bool) -> list[TextEdit]:
        edits: list[TextEdit] = []
        pieces: list[int | str] = []
        known = set(cast("dict[str, object]", self._tree.value(node)))
        for index, (key_node, value_node) in enumerate(node.pairs):
            key = self._tree.key(node, key_node)
            place = self._tree.pair_place(node, key_node, value_node, flow=flow)
            if key in value:
                edits += self.edits(value_node, place, value[key])
                pieces.append(index)
            elif is_merge(key_node):
                pieces.append(index)
            elif not flow:
                edits.append(remove_entry(self._tree, node, place, value_node))
        added = [(key, item) for key, item in value.items() if key not in known]
        if not flow:
            gone = known - set(value)
            return edits + [
                e for key, item in added for e in new_entry(self._tree, node, key, item, going=gone)
            ]
        habit = habit_beside(self._tree, node)
        pieces += [f"{emit_key(key)}: {emit_flow(item, self._manner, habit)}" for key, item in added]
        text = compose_flow(self._matter, node, _spans(node)[0], pieces, self._manner.comma, edits)
        return self._span_edit(node, text)

    def _list_edits(self, node: Node, value: list[object], *, flow: bool) -> list[TextEdit]:
        pieces, edits = self._list_pieces(node, value, flow=flow)
        if node.style == "{":
            text = compose_flow(self._matter, node, _spans(node)[0], pieces, self._manner.comma, edits)
        else:
            text = compose_block_list(self._matter, node, pieces, self._manner.eol, edits)
        return self._span_edit(node, text)

    def _list_pieces(
        self, node: Node, value: list[object], *, flow: bool
    ) -> tuple[list[int | str], list[TextEdit]]:
        """Give each new item as the index of an old one (with edits inside it) or as fresh text."""
        old = [self._tree.value(item) for item in node.items]
        habit = self._item_habit(node)
        pieces: list[int | str] = []
        edits: list[TextEdit] = []
        for source, new in aligned(old, value):
            if source is not None:
                place = self._tree.item_place(node, source, flow=flow)
                edits += self.edits(node.items[source], place, new)
                pieces.append(source)
            elif flow:
                pieces.append(emit_flow(new, self._manner, habit))
            else:
                pieces.append(emit_item(new, self._manner, node.column, habit))
        return pieces, edits

    def _item_habit(self, node: Node) -> Habit:
        texts = [item for item in node.items if isinstance(self._tree.value(item), str) and not item.alias]
        habits = [self._manner.quoting.habit(item) for item in texts]
        return max(habits, key=habits.count) if habits else habit_of_items(self._tree)

    def _span_edit(self, node: Node, text: str) -> list[TextEdit]:
        end = node.end if node.style == "{" else line_end(self._matter, node.end)
        return trimmed(self._matter, node.start, end, text)

    def _replace(self, node: Node, place: Place, value: object) -> list[TextEdit]:
        """Put a value of another shape, or an empty one, where `node` stands."""
        inline = line_start(self._matter, node.start) == line_start(self._matter, place.after)
        if node.shape is Shape.MAP and not node.style and value and isinstance(value, Mapping):
            return self._renew(node, value)
        if node.shape is not Shape.SCALAR and not node.style and not inline:
            text = emit_flow(value, self._manner, flow=place.flow)
            return self._collapse(node, place, " " + _EMPTIED.get(text, text))
        block = self._as_block(node, place, value)
        if block is not None:
            return [TextEdit(place.after, node.end, block)]
        habit = habit_beside(self._tree, place.parent)
        if isinstance(value, (list, tuple)):
            habit = habit_of_items(self._tree)
        text = emit_flow(value, self._manner, habit, flow=place.flow)
        if node.shape is not Shape.SCALAR and node.style == "{":
            text = padded(text, self._matter[node.start + 1 : node.end - 1])
        return self._put(node, place, text)

    def _renew(self, node: Node, value: Mapping[str, object]) -> list[TextEdit]:
        """Write a block map's keys anew where none of the old ones stays; comment lines do."""
        end = line_end(self._matter, node.end)
        scalars = [n for n in walk(node) if n.shape is Shape.SCALAR]
        lines = [write_entry(self._manner, key, item, node.column) for key, item in value.items()]
        comments = [line.strip() for line in comment_lines(self._matter, node.start, end, scalars)]
        gap = self._manner.eol + " " * node.column
        return trimmed(self._matter, node.start, end, gap.join(lines + comments))

    def _as_block(self, node: Node, place: Place, value: object) -> str | None:
        """Give the block form of a collection that comes where none was, if the file writes such."""
        is_map = isinstance(value, Mapping)
        if not value or not (is_map or isinstance(value, (list, tuple))):
            return None
        wanted = self._manner.block_maps if is_map else self._manner.block_lists
        if node.style == "{" and node.shape is not Shape.SCALAR:
            wanted = self._matter[node.start : node.end] in _EMPTIED.values()
        followed = self._matter[node.end : line_end(self._matter, node.end)].strip()
        if place.flow or followed or not wanted or place.key is None:
            return None
        return emit_block(value, self._manner, place.indent, habit_of_items(self._tree))

    def _collapse(self, node: Node, place: Place, text: str) -> list[TextEdit]:
        """Put `text` after the colon and take the lines of a block collection away, comments excepted."""
        first = line_end(self._matter, place.after)
        last = line_end(self._matter, node.end)
        scalars = [n for n in walk(node) if n.shape is Shape.SCALAR]
        kept = comment_lines(self._matter, after_line(self._matter, first), last, scalars)
        lines = "".join(self._manner.eol + line for line in kept)
        return [TextEdit(place.after, place.after, text), TextEdit(first, last, lines)]

    def _scalar_edits(self, node: Node, place: Place, value: object) -> list[TextEdit]:
        if value is None and not place.flow and place.key is not None:
            return self._clear(node, place)
        atom = emit_atom(value)
        if atom is not None:
            return self._put(node, place, _atom_like(node, value, atom))
        text = self._text_like(node, place, value)
        lines = self._lines_like(node, place, text)
        if lines is not None:
            return self._put(node, place, lines)
        quoting = self._manner.quoting
        habit = quoting.habit(node) if node.text or node.style else habit_beside(self._tree, place.parent)
        written, marked = quoting.write(text, habit, flow=place.flow, old=node)
        own_line = line_start(self._matter, node.start) > place.after
        if own_line and written == text and not place.flow:
            written = wrapped(text, self._manner.eol + " " * node.column, 80 - node.column)
        return self._put(node, place, written, marked=marked)

    def _clear(self, node: Node, place: Place) -> list[TextEdit]:
        start = node.start
        if start > place.after and not self._matter[place.after : start].strip(" "):
            start -= 2 if self._manner.quoting.mark_used(node) else 1
        return [TextEdit(start, node.end, "")]

    def _text_like(self, node: Node, place: Place, value: object) -> str:
        if isinstance(value, date):
            shaped = format_like(node.text, value)
            sibling = None if node.text else date_beside(self._tree, place.parent)
            if shaped is None and sibling is not None:
                shaped = format_like(sibling.text, value)
            if shaped is not None:
                return shaped
        text = emit_text(value)
        if text is None:
            raise FieldLocked(f"A value of the kind {type(value).__name__} cannot be written.")
        return text

    def _lines_like(self, node: Node, place: Place, text: str) -> str | None:
        """Give a text as a block scalar where the old one is such, or where several lines replace a plain
        one."""
        if node.style == ">" or (node.style == "|" and ("\n" in text or not text)):
            first, eol, _ = self._matter[node.start : node.end].partition(self._manner.eol)
            header = block_header(first)
            lines = literal(text, self._manner.eol, self._block_column(node, place), header)
            # A comment may follow the header.
            return lines and lines.replace(eol, first[len(header) :] + eol, 1) if eol else lines
        followed = self._matter[node.end : line_end(self._matter, node.end)].strip()
        plain = bool(node.text or node.style) and self._manner.quoting.habit(node) is Habit.PLAIN
        if "\n" in text and not place.flow and plain and not followed:
            return literal(text, self._manner.eol, place.indent + self._manner.step)
        return None

    def _block_column(self, node: Node, place: Place) -> int:
        at = after_line(self._matter, node.start)
        while at < node.end:
            line = self._matter[at : line_end(self._matter, at)]
            if line.strip():
                return len(line) - len(line.lstrip(" "))
            at = after_line(self._matter, at)
        return place.indent + self._manner.step

    def _put(self, node: Node, place: Place, text: str, *, marked: bool = False) -> list[TextEdit]:
        """Put text where the value of `node` stands, or would; `marked` asks for two spaces before it."""
        if node.start == node.end and node.shape is Shape.SCALAR:
            lead = "" if self._matter[place.after - 1 : place.after] in (":", "-") else ":"
            return [TextEdit(place.after, place.after, lead + ("  " if marked else " ") + text)]
        gap = self._matter[place.after : node.start]
        if gap == " " and marked:
            return [TextEdit(node.start, node.end, " " + text)]
        if gap == "  " and not marked and self._manner.quoting.mark_used(node):
            return [TextEdit(node.start - 1, node.end, text)]
        return trimmed(self._matter, node.start, node.end, text)


def _spans(node: Node) -> tuple[list[tuple[int, int]], list[Node]]:
    """Give the places of a flow collection's elements, and their values."""
    if node.shape is Shape.LIST:
        return [(item.start, item.end) for item in node.items], node.items
    spans = [(key.start, max(value.end, key.end)) for key, value in node.pairs]
    return spans, [value for _, value in node.pairs]


def _atom_like(node: Node, value: object, atom: str) -> str:
    """Keep the capitals and the quotes of a switch: `True` becomes `False`, `"true"` becomes `"false"`."""
    if not isinstance(value, bool) or not isinstance(to_switch(node.text), bool):
        return atom
    if node.text.lower() in ("true", "false"):
        atom = atom.upper() if node.text.isupper() else atom.title() if node.text.istitle() else atom
    return node.style + atom + node.style if node.style in ("'", '"') else atom
