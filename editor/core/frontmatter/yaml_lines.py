"""Lines of a block: where they begin and end, and how the block ends and indents them."""

from __future__ import annotations

import re

from editor.core.frontmatter.fields import FieldLocked, Shape
from editor.core.frontmatter.yaml_emit import Manner
from editor.core.frontmatter.yaml_nodes import Node, walk
from editor.core.frontmatter.yaml_quotes import Quoting

_EOL = re.compile(r"\r\n?|\n")


def line_start(text: str, at: int) -> int:
    """Give where the line of `at` begins."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def line_end(text: str, at: int) -> int:
    """Give where the line of `at` ends, its line end left out."""
    found = _EOL.search(text, at)
    return found.start() if found else len(text)


def after_line(text: str, at: int) -> int:
    """Give where the line after that of `at` begins."""
    found = _EOL.search(text, at)
    return found.end() if found else len(text)


def comment_lines(text: str, start: int, end: int, scalars: list[Node]) -> list[str]:
    """Give the lines of text[start:end] that are comments, with their indentation."""
    kept = []
    at = start
    while at < end:
        stop = line_end(text, at)
        line = text[at:stop]
        if line.lstrip().startswith("#") and not any(n.start < at < n.end for n in scalars):
            kept.append(line)
        at = after_line(text, at)
    return kept


def dash_of(text: str, node: Node, index: int) -> int:
    """Give where the dash of a block list's item stands; raises FieldLocked for a layout unheard of."""
    if index == 0:
        return node.start
    at = after_line(text, node.items[index - 1].end)
    while at <= node.items[index].start:
        dash = at + node.column
        if text[dash : dash + 1] == "-" and line_start(text, dash) == at:
            return dash
        at = after_line(text, at)
    raise FieldLocked("The list is laid out in an unusual way; it is edited in the Source tab.")


def manner_of(matter: str, root: Node | None) -> Manner:
    """Read off a block how its author indents, ends lines, writes lists and maps."""
    found = _EOL.search(matter)
    eol = found.group() if found else "\n"
    quoting = Quoting(matter, root)
    if root is None:
        return Manner(quoting, eol)
    steps: list[int] = []
    list_indents: list[int] = []
    flow_lists = 0
    for parent in walk(root):
        for _, value in parent.pairs:
            if value.shape is Shape.LIST and value.items:
                if value.style == "{":
                    flow_lists += 1
                elif not value.anchor and not value.tag:
                    list_indents.append(value.column - parent.column)
            if value.shape is Shape.MAP and not value.style and not value.anchor and not value.tag:
                steps.append(value.column - parent.column)
    return Manner(
        quoting,
        eol,
        step=max(_usual(steps, 2), 1),
        comma=_comma(matter, root),
        block_lists=bool(list_indents) and not flow_lists,
        block_maps=bool(steps),
        list_indent=max(_usual(list_indents, 2), 0),
    )


def _usual(counts: list[int], default: int) -> int:
    return max(counts, key=counts.count) if counts else default


def _comma(matter: str, root: Node) -> str:
    for node in walk(root):
        if node.shape is Shape.LIST and node.style == "{" and len(node.items) > 1:
            gap = matter[node.items[0].end : node.items[1].start]
            if gap.strip() == "," and not _EOL.search(gap):
                return gap
    return ", "
