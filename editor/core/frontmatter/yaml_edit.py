"""Changes of a YAML block as edits of its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from editor.core.frontmatter.dates import format_like, parse_date
from editor.core.frontmatter.fields import FieldLocked, KeyPath, Shape
from editor.core.frontmatter.order import neighbour
from editor.core.frontmatter.values import values_equal
from editor.core.frontmatter.yaml_emit import (
    block_header,
    emit_atom,
    emit_block,
    emit_entry,
    emit_flow,
    emit_item,
    emit_key,
    emit_text,
    literal,
)
from editor.core.frontmatter.yaml_lines import (
    after_line,
    comment_lines,
    line_end,
    line_start,
    manner_of,
)
from editor.core.frontmatter.yaml_loader import YamlReader, is_merge
from editor.core.frontmatter.yaml_nodes import Node, compose, walk
from editor.core.frontmatter.yaml_pieces import compose_block_list, compose_flow, trimmed
from editor.core.frontmatter.yaml_quotes import Habit
from editor.core.text_edit import TextEdit, apply_edits, shift_edits

_DATE_KEYS = frozenset(
    "date lastmod modified publishdate pubdate published expirydate unpublishdate date_end event_start event_end".split()
)


def set_value(matter: str, path: KeyPath, value: object) -> tuple[TextEdit, ...]:
    """Give the smallest edits after which the value at `path` is `value`; raises FieldLocked."""
    return tuple(YamlEditor(matter).set(path, value))


def unset_value(matter: str, path: KeyPath) -> tuple[TextEdit, ...]:
    """Give the edits that take the key or item at `path` away; none if it is not there."""
    return tuple(YamlEditor(matter).unset(path))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: its container, the key (None for a list's item) and where text follows `:` or `-`."""

    parent: Node
    key: Node | None
    after: int
    flow: bool
    indent: int


class YamlEditor:
    """One block and the edits asked of it."""

    def __init__(self, matter: str) -> None:
        root = compose(matter)
        if root is not None and root.shape is Shape.SCALAR:
            root = None
        self._matter = matter
        self._root = root
        self._reader = YamlReader(matter, root) if root else None
        self._manner = manner_of(matter, root)

    def set(self, path: KeyPath, value: object) -> list[TextEdit]:
        """Give the edits that set the value at `path`."""
        if self._root is None or not path:
            return [self._first_entry(path, value)]
        node, place, rest = self._descend(path)
        if not rest:
            return self._edits(node, place, value)
        wanted = _nest(rest[1:], value)
        if node.shape is Shape.LIST:
            old = cast("list[object]", self._value(node))
            if rest[0] != len(old):
                raise FieldLocked(f"The list has {len(old)} items; there is no place for item {rest[0]}.")
            return self._edits(node, place, [*old, wanted])
        if node.shape is Shape.MAP:
            self._refuse_locked(node)
            return self._new_key(node, str(rest[0]), wanted, flow=place.flow or node.style == "{")
        if self._value(node) is not None:
            raise FieldLocked(f"{path[-len(rest) - 1]} holds a single value, not a group of keys.")
        return self._edits(node, place, _nest(rest, value))

    def unset(self, path: KeyPath) -> list[TextEdit]:
        """Give the edits that remove the value at `path`."""
        if self._root is None or not path:
            return []
        node, place, rest = self._descend(path)
        if rest:
            return []
        parent = place.parent
        if parent.style == "{":
            return self._unset_in_flow(path, node, place)
        siblings = parent.items or [value for _, value in parent.pairs]
        if len(siblings) == 1 and parent is not self._root:
            return self._unset_last(path, place)
        if parent.shape is Shape.LIST:
            kept = [i for i, item in enumerate(parent.items) if item is not node]
            return self._span_edit(parent, compose_block_list(self._matter, parent, kept, self._manner.eol))
        return [self._without_pair(parent, place, node)]

    # Finding

    def _descend(self, path: KeyPath) -> tuple[Node, Place, KeyPath]:
        node = cast(Node, self._root)
        place = Place(node, None, node.start, node.style == "{", node.column)
        for depth, step in enumerate(path):
            if depth or node.anchor or node.tag or node.alias:
                self._refuse_locked(node)
            found = self._child(node, place, step)
            if found is None:
                return node, place, path[depth:]
            node, place = found
        return node, place, ()

    def _child(self, node: Node, place: Place, step: str | int) -> tuple[Node, Place] | None:
        flow = place.flow or node.style == "{"
        if node.shape is Shape.LIST and isinstance(step, int):
            if not 0 <= step < len(node.items):
                return None
            item = node.items[step]
            after = item.start if flow else self._dash(node, step) + 1
            return item, Place(node, None, after, flow, node.column)
        if node.shape is Shape.MAP:
            for key, value in node.pairs:
                if not is_merge(key) and self._key(node, key) == step:
                    return value, Place(node, key, self._after_colon(key, value), flow, node.column)
        return None

    def _key(self, node: Node, key: Node) -> str:
        return cast(YamlReader, self._reader).key(key, nested=node is not self._root)

    def _value(self, node: Node) -> object:
        return cast(YamlReader, self._reader).value(node)

    def _refuse_locked(self, node: Node) -> None:
        reason = cast(YamlReader, self._reader).lock(node)
        if reason:
            raise FieldLocked(f"This value is edited in the Source tab: {reason[0].lower()}{reason[1:]}")

    def _after_colon(self, key: Node, value: Node) -> int:
        at = self._matter.find(":", key.end, max(value.start, key.end) + 1)
        return at + 1 if at >= 0 else key.end

    def _dash(self, node: Node, index: int) -> int:
        start = node.start if index == 0 else node.items[index - 1].end
        at = start
        while at < node.items[index].start:
            if self._matter[at] == "-" and at - line_start(self._matter, at) == node.column:
                return at
            at = at + 1 if index == 0 else after_line(self._matter, at) + node.column
        return start

    # Values in place

    def _edits(self, node: Node, place: Place, value: object) -> list[TextEdit]:
        if values_equal(self._value(node), value):
            return []
        self._refuse_locked(node)
        if node.shape is Shape.MAP and isinstance(value, Mapping) and value and node.pairs:
            return self._map_edits(node, place, value)
        if node.shape is Shape.LIST and isinstance(value, (list, tuple)):
            return self._list_edits(node, place, list(value))
        return self._replace(node, place, value)

    def _map_edits(self, node: Node, place: Place, value: Mapping[str, object]) -> list[TextEdit]:
        if node.style == "{":
            return self._flow_map_edits(node, place, value)
        old = cast("dict[str, object]", self._value(node))
        edits: list[TextEdit] = []
        for key_node, value_node in node.pairs:
            key = "<<" if is_merge(key_node) else self._key(node, key_node)
            after = self._after_colon(key_node, value_node)
            spot = Place(node, key_node, after, False, node.column)
            if key in value:
                edits += self._edits(value_node, spot, value[key])
            elif not is_merge(key_node):
                edits.append(self._without_pair(node, spot, value_node))
        for key, item in value.items():
            if key not in old:
                edits += self._new_key(node, key, item, flow=False)
        return edits

    def _flow_map_edits(self, node: Node, place: Place, value: Mapping[str, object]) -> list[TextEdit]:
        pieces: list[int | str] = []
        seen = set()
        edits: list[TextEdit] = []
        for index, (key_node, value_node) in enumerate(node.pairs):
            key = self._key(node, key_node)
            seen.add(key)
            if key in value:
                spot = Place(node, key_node, self._after_colon(key_node, value_node), True, node.column)
                edits += self._edits(value_node, spot, value[key])
                pieces.append(index)
        for key, item in value.items():
            if key not in seen:
                pieces.append(f"{emit_key(key)}: {emit_flow(item, self._manner, self._neighbours(node))}")
        spans = [(key.start, max(item.end, key.end)) for key, item in node.pairs]
        return self._span_edit(
            node, compose_flow(self._matter, node, spans, pieces, self._manner.comma, edits)
        )

    def _list_edits(self, node: Node, place: Place, value: list[object]) -> list[TextEdit]:
        flow = place.flow or node.style == "{"
        if not value or not node.items:
            return self._replace(node, place, value)
        pieces, edits = self._list_pieces(node, value, flow=flow)
        if node.style == "{":
            spans = [(item.start, item.end) for item in node.items]
            text = compose_flow(self._matter, node, spans, pieces, self._manner.comma, edits)
        else:
            text = compose_block_list(self._matter, node, pieces, self._manner.eol, edits)
        return self._span_edit(node, text)

    def _list_pieces(
        self, node: Node, value: list[object], *, flow: bool
    ) -> tuple[list[int | str], list[TextEdit]]:
        """Give each new item as the index of an old one (with edits inside it) or as fresh text."""
        old = [self._value(item) for item in node.items]
        habit = self._item_habit(node)
        pieces: list[int | str] = []
        edits: list[TextEdit] = []
        for source, new in _aligned(old, value):
            if source is None:
                twin = next((i for i, item in enumerate(old) if values_equal(item, new)), None)
                unused = twin is not None and twin not in pieces
                pieces.append(
                    cast(int, twin)
                    if unused
                    else emit_flow(new, self._manner, habit)
                    if flow
                    else emit_item(new, self._manner, node.column, habit)
                )
                continue
            item = node.items[source]
            after = item.start if flow else self._dash(node, source) + 1
            edits += self._edits(item, Place(node, None, after, flow, node.column), new)
            pieces.append(source)
        return pieces, edits

    def _item_habit(self, node: Node) -> Habit:
        texts = [item for item in node.items if item.shape is Shape.SCALAR and not item.alias]
        habits = [self._manner.quoting.habit(item) for item in texts if isinstance(self._value(item), str)]
        return max(habits, key=habits.count) if habits else self._neighbours(node)

    def _span_edit(self, node: Node, text: str) -> list[TextEdit]:
        end = node.end if node.style == "{" else line_end(self._matter, node.end)
        return trimmed(self._matter, node.start, end, text)

    def _replace(self, node: Node, place: Place, value: object) -> list[TextEdit]:
        if node.shape is Shape.SCALAR and not isinstance(value, (Mapping, list, tuple)):
            return self._replace_scalar(node, place, value)
        inline = line_start(self._matter, node.start) == line_start(self._matter, place.after)
        block = self._as_block(node, place, value)
        if node.shape is not Shape.SCALAR and not node.style and not inline:
            return self._collapse(node, place, " " + emit_flow(value, self._manner, flow=place.flow))
        if block is not None:
            return [TextEdit(place.after, node.end, block)]
        habit = self._neighbours(place.parent)
        if isinstance(value, (list, tuple)):
            habit = self._list_habit()
        text = emit_flow(value, self._manner, habit, flow=place.flow)
        if node.style == "{" and node.shape is not Shape.SCALAR:
            text = self._padded(node, text)
        return self._put(node, place, text)

    def _padded(self, node: Node, text: str) -> str:
        inner = self._matter[node.start + 1 : node.end - 1]
        if not inner.startswith(" ") or not text[1:-1]:
            return f"{text[0]} {text[-1]}" if inner.startswith(" ") and text in ("[]", "{}") else text
        return f"{text[0]} {text[1:-1]} {text[-1]}"

    def _as_block(self, node: Node, place: Place, value: object) -> str | None:
        """Give the block form of a collection that comes where none was, if the file writes such."""
        wanted = self._manner.block_maps if isinstance(value, Mapping) else self._manner.block_lists
        rest = self._matter[node.end : line_end(self._matter, node.end)].strip()
        if place.flow or rest or not value or not wanted or node.style == "{" or place.key is None:
            return None
        if not isinstance(value, (Mapping, list, tuple)):
            return None
        return emit_block(value, self._manner, place.indent, self._list_habit())

    def _collapse(self, node: Node, place: Place, text: str) -> list[TextEdit]:
        """Put `text` after the colon and take the lines of a block collection away, comments excepted."""
        first = line_end(self._matter, place.after)
        last = line_end(self._matter, node.end)
        scalars = [n for n in walk(node) if n.shape is Shape.SCALAR]
        kept = comment_lines(self._matter, after_line(self._matter, first), last, scalars)
        lines = "".join(self._manner.eol + line for line in kept)
        return [TextEdit(place.after, place.after, text), TextEdit(first, last, lines)]

    def _replace_scalar(self, node: Node, place: Place, value: object) -> list[TextEdit]:
        if value is None and not place.flow and place.key is not None:
            start = node.start
            if self._matter[place.after : start].strip(" ") == "" and start > place.after:
                start -= 1
            return [TextEdit(start, node.end, "")]
        atom = emit_atom(value)
        if atom is not None:
            return self._put(node, place, self._atom_like(node, value, atom))
        text = self._text_like(node, place, value)
        if node.style in ("|", ">"):
            column = self._block_column(node, place)
            header = block_header(self._matter[node.start : node.end])
            lines = literal(text, self._manner.eol, column, header)
            if lines is not None:
                return trimmed(self._matter, node.start, node.end, lines)
        if "\n" in text and not place.flow and node.style == "" and node.text:
            lines = literal(text, self._manner.eol, place.indent + self._manner.step)
            if lines is not None and not self._matter[node.end : line_end(self._matter, node.end)].strip():
                return self._put(node, place, lines)
        habit = (
            self._manner.quoting.habit(node) if node.text or node.style else self._neighbours(place.parent)
        )
        if isinstance(self._value(node), (bool, int, float)):
            habit = Habit.PLAIN
        written, marked = self._manner.quoting.write(text, habit, flow=place.flow, old=node)
        return self._put(node, place, written, marked=marked)

    def _atom_like(self, node: Node, value: object, atom: str) -> str:
        """Keep the capitals and the quotes of a switch: `True` becomes `False`, `"true"` becomes `"false"`."""
        if not isinstance(value, bool) or node.text.lower() not in ("true", "false"):
            return atom
        atom = atom.upper() if node.text.isupper() else atom.title() if node.text.istitle() else atom
        return node.style + atom + node.style if node.style in ("'", '"') else atom

    def _text_like(self, node: Node, place: Place, value: object) -> str:
        if isinstance(value, date):
            shaped = format_like(node.text, value)
            if shaped is None and not node.text:
                shaped = self._date_like_siblings(place.parent, value)
            if shaped is not None:
                return shaped
        text = emit_text(value)
        if text is None:
            raise FieldLocked(f"A value of the kind {type(value).__name__} cannot be written.")
        return text

    def _block_column(self, node: Node, place: Place) -> int:
        first = after_line(self._matter, node.start)
        while first < node.end:
            line = self._matter[first : line_end(self._matter, first)]
            if line.strip():
                return len(line) - len(line.lstrip(" "))
            first = after_line(self._matter, first)
        return place.indent + self._manner.step

    def _put(self, node: Node, place: Place, text: str, *, marked: bool = False) -> list[TextEdit]:
        """Put one line of text where the value of `node` stands, or would."""
        if node.start == node.end and node.shape is Shape.SCALAR:
            lead = ":" if self._matter[place.after - 1 : place.after] not in (":", "-") else ""
            return [TextEdit(place.after, place.after, lead + ("  " if marked else " ") + text)]
        gap = self._matter[place.after : node.start]
        was = self._manner.quoting.mark_used(node)
        if gap == " " and marked:
            return [TextEdit(place.after, node.end, "  " + text)]
        if was and not marked and gap == "  ":
            return [TextEdit(place.after, node.end, " " + text)]
        return trimmed(self._matter, node.start, node.end, text)

    # Keys

    def _first_entry(self, path: KeyPath, value: object) -> TextEdit:
        """Write the first key of a block that has none yet, after its comments."""
        if not path:
            raise FieldLocked("The front matter as a whole is edited in the Source tab.")
        end = len(self._matter)
        for marker in ("\n...", "\r..."):
            found = self._matter.rfind(marker)
            end = min(end, found + 1 if found >= 0 else end)
        entry = self._entry(str(path[0]), _nest(path[1:], value), None, 0)
        lead = self._manner.eol if end and self._matter[end - 1] not in "\r\n" else ""
        return TextEdit(end, end, lead + entry + self._manner.eol)

    def _new_key(self, node: Node, key: str, value: object, *, flow: bool) -> list[TextEdit]:
        if flow:
            merged = {**cast("dict[str, object]", self._value(node)), key: value}
            place = Place(node, None, node.start, True, node.column)
            if not node.pairs:
                return self._put(node, place, self._padded(node, emit_flow({key: value}, self._manner)))
            return self._flow_map_edits(node, place, merged)
        keys = ["<<" if is_merge(k) else self._key(node, k) for k, _ in node.pairs]
        allowed = [self._safe_end(v, node) for _, v in node.pairs]
        after = neighbour(keys, key, root=node is self._root, allowed=allowed)
        entry = self._entry(key, value, node, node.column)
        indent = " " * node.column
        if after < 0:
            start = node.pairs[0][0].start
            return [TextEdit(start, start, entry + self._manner.eol + indent)]
        end = line_end(self._matter, node.pairs[after][1].end)
        return [TextEdit(end, end, self._manner.eol + indent + entry)]

    def _safe_end(self, value: Node, parent: Node) -> bool:
        """Whether a key may follow `value`: Hugo's reader lets some values swallow the next key."""
        last = value
        while last.items or last.pairs:
            if last.items and not last.style and last.column <= parent.column:
                tail = last.items[-1]
                if tail.start == tail.end and tail.shape is Shape.SCALAR:
                    return False
            last = last.items[-1] if last.items else last.pairs[-1][1]
        text = self._matter[last.start : last.end]
        return not (
            last.tag == "!" or (last.shape is Shape.SCALAR and last.style in ("", '"') and "\t" in text)
        )

    def _entry(self, key: str, value: object, parent: Node | None, indent: int) -> str:
        manner = self._manner
        if isinstance(value, Mapping) and value and not manner.block_maps:
            return f"{emit_key(key)}: {emit_flow(value, manner, flow=False)}"
        if isinstance(value, (list, tuple)):
            if manner.block_lists and value:
                return emit_entry(key, value, manner, indent, self._list_habit())
            return f"{emit_key(key)}: {emit_flow(value, manner, self._list_habit(), flow=False)}"
        if isinstance(value, date) or (isinstance(value, str) and parse_date(value)):
            return f"{emit_key(key)}: {self._date_entry(key, value, parent)}"
        if isinstance(value, str) and parent is not None:
            written, marked = manner.quoting.write(value, self._neighbours(parent), flow=False)
            if "\n" not in value:
                return f"{emit_key(key)}:{'  ' if marked else ' '}{written}"
        return emit_entry(key, value, manner, indent)

    def _date_entry(self, key: str, value: date | str, parent: Node | None) -> str:
        sibling = self._sibling_date(parent)
        text = value
        if isinstance(value, date):
            text = (sibling and format_like(sibling.text, value)) or cast(str, emit_text(value))
        if sibling is not None and sibling.style in ("'", '"'):
            return quote_as(cast(str, text), sibling.style)
        if sibling is not None or isinstance(value, date) or key.lower() in _DATE_KEYS:
            return cast(str, text)
        return self._manner.quoting.write(cast(str, text), self._neighbours(parent), flow=False)[0]

    def _date_like_siblings(self, parent: Node, value: date) -> str | None:
        sibling = self._sibling_date(parent)
        return format_like(sibling.text, value) if sibling is not None else None

    def _sibling_date(self, parent: Node | None) -> Node | None:
        for node in (parent, self._root):
            for _, value in node.pairs if node is not None else ():
                if value.shape is Shape.SCALAR and value.style in ("", "'", '"') and parse_date(value.text):
                    return value
        return None

    def _neighbours(self, parent: Node | None) -> Habit:
        if parent is None:
            return Habit.PLAIN
        texts = [value for _, value in parent.pairs if value.shape is Shape.SCALAR]
        return self._manner.quoting.habit_of_neighbours(texts)

    def _list_habit(self) -> Habit:
        items = [
            item
            for node in (walk(self._root) if self._root else ())
            for item in node.items
            if item.shape is Shape.SCALAR
        ]
        return self._manner.quoting.habit_of_neighbours(items)

    # Taking away

    def _without_pair(self, node: Node, place: Place, value: Node) -> TextEdit:
        key = cast(Node, place.key)
        start = line_start(self._matter, key.start)
        end = after_line(self._matter, max(value.end, place.after))
        if self._matter[start : key.start].strip():
            following = [k.start for k, _ in node.pairs if k.start > key.start]
            if not following or self._matter[start : key.start].strip() != "-":
                raise FieldLocked("This key is removed in the Source tab: it shares its line.")
            return TextEdit(key.start, following[0], "")
        if end == len(self._matter) and self._matter[end - 1 : end] not in ("\n", "\r"):
            before = start - 2 if self._matter[max(start - 2, 0) : start] == "\r\n" else start - 1
            return TextEdit(max(before, 0), end, "")
        return TextEdit(start, end, "")

    def _unset_last(self, path: KeyPath, place: Place) -> list[TextEdit]:
        """Take the only key or item of a collection away: its map goes too, a list stays as `[]`."""
        parent_node, parent_place, _ = self._descend(path[:-1])
        scalars = [n for n in walk(parent_node) if n.shape is Shape.SCALAR]
        first = after_line(self._matter, parent_place.after)
        comments = comment_lines(self._matter, first, line_end(self._matter, parent_node.end), scalars)
        if parent_node.shape is Shape.LIST:
            return self._edits(parent_node, parent_place, [])
        if comments or parent_place.key is None:
            return self._replace(parent_node, parent_place, {})
        return self.unset(path[:-1])

    def _unset_in_flow(self, path: KeyPath, node: Node, place: Place) -> list[TextEdit]:
        parent = place.parent
        if parent.shape is Shape.LIST:
            spans = [(item.start, item.end) for item in parent.items]
            kept: list[int | str] = [i for i, item in enumerate(parent.items) if item is not node]
        else:
            spans = [(key.start, max(item.end, key.end)) for key, item in parent.pairs]
            kept = [i for i, (_, item) in enumerate(parent.pairs) if item is not node]
            padded = self._matter[parent.start + 1 : parent.start + 2] == " "
            if not kept and not padded and len(path) > 1 and isinstance(path[-2], str):
                return self.unset(path[:-1])
        return self._span_edit(parent, compose_flow(self._matter, parent, spans, kept, self._manner.comma))


def quote_as(text: str, style: str) -> str:
    """Give a text without special characters in the quotes `style`."""
    return style + text + style


def _nest(path: KeyPath, value: object) -> object:
    for step in reversed(path):
        if isinstance(step, int):
            if step != 0:
                raise FieldLocked(f"There is no list yet that could have an item {step}.")
            value = [value]
        else:
            value = {step: value}
    return value


def _aligned(old: list[object], new: list[object]) -> list[tuple[int | None, object]]:
    """Pair the items of a new list with those of the old: equal ones stay, the rest between them in order."""
    head = 0
    while head < min(len(old), len(new)) and values_equal(old[head], new[head]):
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and values_equal(old[-1 - tail], new[-1 - tail]):
        tail += 1
    pairs: list[tuple[int | None, object]] = [(i, new[i]) for i in range(head)]
    middle_old = list(range(head, len(old) - tail))
    middle = new[head : len(new) - tail]
    moved = [any(values_equal(old[i], item) for i in middle_old) for item in middle]
    free = [i for i in middle_old if not any(values_equal(old[i], item) for item in middle)]
    for item, is_moved in zip(middle, moved, strict=True):
        pairs.append((None, item) if is_moved or not free else (free.pop(0), item))
    return pairs + [(len(old) - tail + i, new[len(new) - tail + i]) for i in range(tail)]
