"""Where Hugo's YAML reader (goccy/go-yaml 1.19) takes a text otherwise than libyaml: its readings, put
into the tree."""

from __future__ import annotations

import re

from editor.core.frontmatter.fields import MatterError, Shape
from editor.core.frontmatter.yaml_nodes import Node, walk

_LINE_OPENING_TAB = re.compile(r"(?:^|(?<=[\r\n]))\t")
_GLUED_PAIR = re.compile(r"([^\s:]+) ?:([^/\s].*)")
_CONTENT = re.compile(r"^[ ]*[^\s#]", re.MULTILINE)


def as_hugo_reads(matter: str, root: Node) -> None:
    """Change the tree of `matter` where goccy reads it otherwise; raises MatterError for what goccy
    refuses."""
    for node in walk(root):
        if node.anchor and _names_nothing(matter, node):
            raise MatterError(_reason("undefined anchor value"), line=node.line)
        if node.shape is Shape.MAP:
            if node.style == "{":
                _split_glued_pairs(node)
            else:
                _swallow(matter, node)
        elif node.style in ("|", ">") and "-" in matter[node.start : node.start + 3]:
            node.text = node.text.rstrip(" ")
        elif node.style == "" and "\t" in matter[node.start : node.end]:
            node.text = node.text.replace("\t", "")
    if "\t" in matter:
        _refuse_tabs(matter, root)


def _names_nothing(matter: str, node: Node) -> bool:
    """Whether the block ends with an anchor that has no value."""
    empty = node.shape is Shape.SCALAR and not node.text and not node.style
    return empty and not _CONTENT.search(matter, _next_line(matter, node.end))


def _split_glued_pairs(node: Node) -> None:
    """`{a:1}` is a pair to goccy, a key without a value to libyaml."""
    for index, (key, value) in enumerate(node.pairs):
        found = _GLUED_PAIR.fullmatch(key.text)
        if found and key.style == "" and value.start == value.end and value.shape is Shape.SCALAR:
            start = key.end - len(found.group(2))
            glued = Node(Shape.SCALAR, start, key.end, key.line, key.column, text=found.group(2))
            name = Node(Shape.SCALAR, key.start, key.start + len(found.group(1)), key.line, key.column)
            name.text = found.group(1)
            glued.quirk = "Its key and value are written without a space between."
            node.pairs[index] = (name, glued)


def _swallow(matter: str, node: Node) -> None:
    """An empty last item of a list at its key's own indent, and a bare `!`, take all following keys as
    content."""
    for index, (_, value) in enumerate(node.pairs[:-1]):
        rest = node.pairs[index + 1 :]
        if value.shape is Shape.LIST and value.items and not value.style and value.column == node.column:
            last = value.items[-1]
            if last.shape is Shape.SCALAR and last.start == last.end and not last.anchor and not last.alias:
                value.items[-1] = _swallowed(rest, "the empty list item above it")
                value.end = value.items[-1].end
                del node.pairs[index + 1 :]
                return
        if value.tag == "!" and matter[value.start : value.end].strip() == "!":
            node.pairs[index] = (node.pairs[index][0], _swallowed(rest, "the bare ! above it"))
            del node.pairs[index + 1 :]
            return


def _swallowed(pairs: list[tuple[Node, Node]], by: str) -> Node:
    first, last = pairs[0][0], pairs[-1][1]
    node = Node(Shape.MAP, first.start, last.end, first.line, first.column, pairs=pairs)
    node.quirk = f"Hugo reads it as part of {by}."
    return node


def _refuse_tabs(matter: str, root: Node) -> None:
    flows = [(n.start, n.end) for n in walk(root) if n.style == "{"]
    scalars = [n for n in walk(root) if n.shape is Shape.SCALAR and "\t" in matter[n.start : n.end]]
    for found in _LINE_OPENING_TAB.finditer(matter):
        at = found.start()
        inside = any(n.start < at < n.end for n in scalars)
        if inside or not any(start < at < end for start, end in flows):
            raise MatterError(_reason("a tab begins a line"), line=_line(matter, at))
    for node in scalars:
        in_flow = any(start < node.start < end for start, end in flows)
        if node.style == '"' and not in_flow and _CONTENT.search(matter, _next_line(matter, node.end)):
            raise MatterError(_reason("a tab stands inside double quotes"), line=node.line)


def _reason(what: str) -> str:
    return f"The YAML cannot be read: {what}."


def _next_line(matter: str, at: int) -> int:
    found = re.compile(r"[\r\n]").search(matter, at)
    return found.end() if found else len(matter)


def _line(matter: str, at: int) -> int:
    return len(re.findall(r"\r\n?|\n", matter[:at])) + 1
