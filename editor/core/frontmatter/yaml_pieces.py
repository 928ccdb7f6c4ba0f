"""Lists and flow collections put together anew from old pieces and new ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

from editor.core.frontmatter.fields import FieldLocked
from editor.core.frontmatter.values import values_equal
from editor.core.frontmatter.yaml_lines import dash_of, line_end
from editor.core.frontmatter.yaml_nodes import Node
from editor.core.text_edit import TextEdit, apply_edits, shift_edits

_FIRST_LINE_END = re.compile(r"\r\n?|\n")


def trimmed(text: str, start: int, end: int, new: str) -> list[TextEdit]:
    """Give the edit that makes text[start:end] `new`, without the characters that stay the same at both
    ends."""
    old = text[start:end]
    if old == new:
        return []
    head = 0
    limit = min(len(old), len(new))
    while head < limit and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return [TextEdit(start + head, end - tail, new[head : len(new) - tail])]


def compose_flow(
    text: str,
    node: Node,
    spans: list[tuple[int, int]],
    pieces: Sequence[int | str],
    comma: str,
    edits: Sequence[TextEdit] = (),
) -> str:
    """Give a flow collection of `pieces`: an index stands for an old element (with `edits` inside it) and
    its comma."""
    opening = text[node.start : spans[0][0]]
    closing = text[spans[-1][1] : node.end]
    gaps = [text[a[1] : b[0]] for a, b in zip(spans, spans[1:], strict=False)]
    usual = next((gap for gap in gaps if "#" not in gap), comma)
    if not pieces:
        inner = opening[1:] + closing[:-1]
        if "#" in inner:
            raise FieldLocked("The list holds comments; it is emptied in the Source tab.")
        return opening[0] + (" " if opening[1:] == " " else "") + closing[-1]
    result = opening
    previous: int | None = None
    for count, piece in enumerate(pieces):
        if count:
            follows = isinstance(piece, int) and previous is not None and piece == previous + 1
            result += gaps[piece - 1] if follows and isinstance(piece, int) else usual
        result += _piece(text, spans, piece, edits)
        previous = piece if isinstance(piece, int) else None
    lost = [gap for index, gap in enumerate(gaps) if "#" in gap and gap not in result and index >= 0]
    if lost:
        raise FieldLocked("Comments stand between the items; they are edited in the Source tab.")
    return result + closing


def compose_block_list(
    text: str,
    node: Node,
    pieces: Sequence[int | str],
    eol: str,
    edits: Sequence[TextEdit] = (),
) -> str:
    """Give a block list of `pieces`, from its first dash to the end of its last line.

    An index stands for an old item with its comments (and `edits` inside it), a text for a new one from its
    dash. Comment lines above an item that goes stay.
    """
    dashes = [dash_of(text, node, index) for index in range(len(node.items))]
    spans = [(dash, line_end(text, item.end)) for dash, item in zip(dashes, node.items, strict=True)]
    indent = " " * node.column
    gone = set(range(len(spans))).difference(piece for piece in pieces if isinstance(piece, int))
    lines: list[str] = []
    above = 0
    for piece in pieces:
        if isinstance(piece, int):
            for index in range(above, piece):
                if index in gone:
                    lines += [line for line in _lead(text, spans, index) if line.lstrip().startswith("#")]
            above = max(above, piece)
            lines += _lead(text, spans, piece)
        lines.append(indent + _piece(text, spans, piece, edits))
    for index in range(above, len(spans)):
        if index in gone:
            lines += [line for line in _lead(text, spans, index) if line.lstrip().startswith("#")]
    return eol.join(lines).removeprefix(indent)


def _lead(text: str, spans: list[tuple[int, int]], index: int) -> list[str]:
    """Give the comment and blank lines above an item."""
    if index == 0:
        return []
    between = text[spans[index - 1][1] : spans[index][0]]
    return _FIRST_LINE_END.split(between)[1:-1]


def _piece(text: str, spans: list[tuple[int, int]], piece: int | str, edits: Sequence[TextEdit]) -> str:
    if isinstance(piece, str):
        return piece
    start, end = spans[piece]
    inside = [edit for edit in edits if start <= edit.start and edit.end <= end]
    return apply_edits(text[start:end], shift_edits(inside, -start))


def padded(text: str, inner: str) -> str:
    """Give a flow collection with the blanks inside its brackets that the one it replaces had."""
    if not inner.startswith(" "):
        return text
    return f"{text[0]} {text[1:-1]} {text[-1]}" if text[1:-1] else f"{text[0]} {text[-1]}"


def aligned(old: list[object], new: list[object]) -> list[tuple[int | None, object]]:
    """Pair each item of a new list with the old item whose text it keeps or takes over, or None.

    Equal items keep their own text, also where they moved; of the others each takes the place of an old item
    that goes, in order.
    """
    head = 0
    while head < min(len(old), len(new)) and values_equal(old[head], new[head]):
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and values_equal(old[-1 - tail], new[-1 - tail]):
        tail += 1
    free = list(range(head, len(old) - tail))
    middle = new[head : len(new) - tail]
    sources: list[int | None] = []
    for item in middle:
        same = next((i for i in free if values_equal(old[i], item)), None)
        sources.append(same)
        if same is not None:
            free.remove(same)
    for place, source in enumerate(sources):
        if source is None and free:
            sources[place] = free.pop(0)
    pairs: list[tuple[int | None, object]] = [(i, new[i]) for i in range(head)]
    pairs += zip(sources, middle, strict=True)
    return pairs + [(len(old) - tail + i, new[len(new) - tail + i]) for i in range(tail)]
