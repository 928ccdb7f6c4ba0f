"""The nodes of a YAML block with the exact places where they stand: libyaml's events, composed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from yaml.cyaml import CParser

from editor.core.frontmatter.fields import MatterError, Shape

# Deeper nesting has no use in front matter and would exhaust Python's stack.
MAX_DEPTH = 100

# libyaml refuses these characters or takes them for line ends; Hugo's reader keeps them as text.
_FOREIGN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_STAND_INS = (0xF0000, 0x100000)


@dataclass(slots=True)
class Node:
    """A value (or key) and its place: `start` and `end` are code points of the block, `end` that of its last text.

    `style` is "" (plain or block collection), a quote, `|`, `>` or `{` for a flow collection. `start` stands
    at the tag or anchor where there is one. `text` is a scalar's content before it gets a type.
    """

    shape: Shape
    start: int
    end: int
    line: int
    column: int
    style: str = ""
    text: str = ""
    tag: str = ""
    anchor: str = ""
    alias: str = ""
    pairs: list[tuple[Node, Node]] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)


def compose(matter: str) -> Node | None:
    """Give the root node of a YAML block, or None where it holds comments only.

    Aliases stay nodes of their own, so the tree is never larger than the text. Raises MatterError with the line
    libyaml stumbled at.
    """
    masked, base = _mask(matter)
    try:
        events = _Events(CParser(masked), matter, base)
        return events.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = error.problem or str(error)
        raise MatterError(_sentence(reason), detail=reason, line=mark.line + 1 if mark else 1) from error
    except yaml.YAMLError as error:
        raise MatterError("The YAML cannot be read.", detail=str(error), line=1) from error


def _sentence(reason: str) -> str:
    return f"The YAML cannot be read: {reason}."


def _mask(matter: str) -> tuple[str, int]:
    """Put a stand-in of the same length for each character libyaml would not read as text."""
    if not _FOREIGN.search(matter):
        return matter, 0
    for base in _STAND_INS:
        if not any(base <= ord(char) <= base + 0xFFFF for char in matter):
            return _FOREIGN.sub(lambda found: chr(base + ord(found.group())), matter), base
    raise MatterError("The YAML holds characters of every private plane.", line=1)


class _Events:
    """One run over libyaml's events; keeps the source to find where values really end."""

    def __init__(self, parser: CParser, matter: str, base: int) -> None:
        self._parser = parser
        self._matter = matter
        self._base = base

    def document(self) -> Node | None:
        """Compose the only document of the stream."""
        self._next()
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return None
        root = self._node(self._next(), 0)
        self._next()
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise MatterError(
                "The YAML cannot be read: a second document begins here.", line=event.start_mark.line + 1
            )
        return root

    def _next(self) -> yaml.Event:
        event: yaml.Event = self._parser.get_event()
        return event

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if depth > MAX_DEPTH:
            line = event.start_mark.line + 1
            raise MatterError(f"The YAML nests deeper than {MAX_DEPTH} levels.", line=line)
        mark = event.start_mark
        node = Node(Shape.SCALAR, mark.index, event.end_mark.index, mark.line + 1, mark.column)
        if isinstance(event, yaml.AliasEvent):
            node.alias = event.anchor
            return node
        node.anchor = self._plain_text(event.anchor or "")
        node.tag = event.tag or ""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(node, event)
        elif isinstance(event, yaml.SequenceStartEvent):
            node.shape = Shape.LIST
            self._collection(node, event, depth)
        else:
            node.shape = Shape.MAP
            self._collection(node, event, depth)
        return node

    def _scalar(self, node: Node, event: yaml.ScalarEvent) -> None:
        node.style = event.style or ""
        node.text = self._plain_text(event.value)
        if not event.implicit[0] and not event.implicit[1] and not node.tag:
            node.tag = "!"
        if node.style in ("|", ">"):
            node.end = node.start + len(self._matter[node.start : node.end].rstrip(" \r\n"))
        elif node.style == "" and "\t" in self._matter[node.start : node.end]:
            # Hugo's reader drops a tab inside a plain scalar.
            node.text = node.text.replace("\t", "")

    def _collection(self, node: Node, event: yaml.Event, depth: int) -> None:
        flow = bool(getattr(event, "flow_style", False))
        node.style = "{" if flow else ""
        last = node.start
        while not isinstance(end := self._next(), yaml.CollectionEndEvent):
            child = self._node(end, depth + 1)
            if node.shape is Shape.LIST:
                node.items.append(child)
            else:
                value = self._node(self._next(), depth + 1)
                node.pairs.append((child, value))
                child = value
            last = child.end
        node.end = end.end_mark.index if flow else last

    def _plain_text(self, text: str) -> str:
        """Undo the stand-ins; bytes that are no UTF-8 read as U+FFFD, as Hugo shows them."""
        if not self._base:
            return text
        return "".join(self._original(char) for char in text)

    def _original(self, char: str) -> str:
        code = ord(char) - self._base
        if not 0 <= code <= 0xFFFF:
            return char
        return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)


def walk(node: Node) -> Iterator[Node]:
    """Give `node` and all below it, keys included, in the order written."""
    yield node
    for key, value in node.pairs:
        yield from walk(key)
        yield from walk(value)
    for item in node.items:
        yield from walk(item)
