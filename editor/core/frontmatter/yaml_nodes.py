"""The nodes of a YAML block with the exact places where they stand: libyaml's events, composed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol, cast

import yaml

from editor.core.frontmatter.fields import MatterError, Shape

# Deeper nesting has no use in front matter and would exhaust Python's stack.
MAX_DEPTH = 100

# libyaml refuses these characters or takes them for line ends; Hugo's reader keeps them as text.
_FOREIGN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
# An emoji escaped as JSON does; libyaml knows no surrogate pairs, so each half becomes a private character's
# escape.
_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_HALF = re.compile("[\ue000-\ue3ff][\ue400-\ue7ff]")
_ESCAPED_HALVES = re.compile(r"\\u(e[0-3][0-9a-f]{2})\\u(e[4-7][0-9a-f]{2})")
_STAND_INS = (0xF0000, 0x100000)


@dataclass(slots=True)
class Node:
    """A value (or key) and its place: `start` and `end` are code points of the block, `end` that of its last
    text.

    `style` is "" (plain or block collection), a quote, `|`, `>` or `{` for a flow collection. `start` stands
    at the tag or anchor where there is one. `text` is a scalar's content before it gets a type; `quirk` says
    in what Hugo's reader differs from YAML here.
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
    quirk: str = ""
    pairs: list[tuple[Node, Node]] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)


def compose(matter: str) -> Node | None:
    """Give the root node of a YAML block, or None where it holds comments only.

    Aliases stay nodes of their own, so the tree is never larger than the text. Raises MatterError with the
    line libyaml stumbled at.
    """
    masked, base = _mask(matter)
    try:
        events = _Events(masked, matter, base)
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
    base = 0
    if _FOREIGN.search(matter):
        free = (b for b in _STAND_INS if not any(b <= ord(char) <= b + 0xFFFF for char in matter))
        base = next(free, 0)
        if not base:
            raise MatterError("The YAML holds characters of every private plane.", line=1)
        matter = _FOREIGN.sub(lambda found: chr(base + ord(found.group())), matter)
    if "\\u" in matter and not _HALF.search(matter):
        matter = _PAIR.sub(lambda found: _escape_halves(found.group(1), found.group(2), 0x800), matter)
    return matter, base


def _escape_halves(high: str, low: str, by: int) -> str:
    return f"\\u{int(high, 16) + by:04x}\\u{int(low, 16) + by:04x}"


def _join_halves(text: str) -> str:
    return _HALF.sub(lambda found: _joined(*found.group()), text)


def _joined(high: str, low: str) -> str:
    return chr(0x10000 + ((ord(high) - 0xE000) << 10) + (ord(low) - 0xE400))


class _Mark(Protocol):
    index: int
    line: int
    column: int


class _Event(Protocol):
    start_mark: _Mark
    end_mark: _Mark


class _Events:
    """One run over libyaml's events; keeps the source to find where values really end."""

    def __init__(self, masked: str, matter: str, base: int) -> None:
        self._events = cast("Iterator[_Event]", yaml.parse(masked, Loader=yaml.CSafeLoader))
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

    def _next(self) -> _Event:
        return next(self._events)

    def _node(self, event: _Event, depth: int) -> Node:
        if depth > MAX_DEPTH:
            line = event.start_mark.line + 1
            raise MatterError(f"The YAML nests deeper than {MAX_DEPTH} levels.", line=line)
        mark = event.start_mark
        node = Node(Shape.SCALAR, mark.index, event.end_mark.index, mark.line + 1, mark.column)
        name = self._plain_text(getattr(event, "anchor", None) or "")
        if isinstance(event, yaml.AliasEvent):
            node.alias = name
            return node
        node.anchor = name
        node.tag = getattr(event, "tag", None) or ""
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
        if node.style == '"':
            node.text = _join_halves(node.text)
        elif "\\ue" in node.text:
            node.text = _ESCAPED_HALVES.sub(
                lambda f: _escape_halves(f.group(1), f.group(2), -0x800), node.text
            )
        if node.style in ("|", ">"):
            written = self._matter[node.start : node.end]
            # All line ends but the last belong to the value of a "keep" scalar.
            kept = re.sub(r"(?:\r\n?|\n)$", "", written) if "+" in written[:3] else written.rstrip(" \r\n")
            node.end = node.start + len(kept)

    def _collection(self, node: Node, event: _Event, depth: int) -> None:
        flow = bool(getattr(event, "flow_style", False))
        node.style = "{" if flow else ""
        last = node.start
        while not isinstance(event := self._next(), yaml.CollectionEndEvent):
            child = self._node(event, depth + 1)
            if node.shape is Shape.LIST:
                node.items.append(child)
            else:
                value = self._node(self._next(), depth + 1)
                node.pairs.append((child, value))
                child = value
            last = child.end
        node.end = event.end_mark.index if flow else last

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
