"""Which tags belong together: calls of shortcodes with what they enclose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from editor.core.markdown.shortcodes.lexer import Fault, Item, Tag, Text, items

# Calls enclosed more deeply than this are shown as text.
DEEPEST = 40

# Says of a name whether its template uses what it encloses; None where nobody knows.
InnerRule = Callable[[str], bool | None]


@dataclass(slots=True)
class Call:
    """A shortcode with its parts: texts, calls and faults. `end` is behind its closing tag."""

    tag: Tag
    end: int
    closed: bool = False
    parts: list[Node] = field(default_factory=list)


Node = Text | Call | Fault


def read_tree(source: str, takes_inner: InnerRule) -> list[Node]:
    """Read a source's shortcodes; what Hugo would refuse is a Fault, and reading goes on behind it."""
    found = list(items(source))
    return _Builder(source, takes_inner, found).build()


class _Builder:
    def __init__(self, source: str, takes_inner: InnerRule, found: list[Item]) -> None:
        self.source = source
        self.rule = takes_inner
        self.items = found
        self.root: list[Node] = []
        self.stack: list[Call] = []
        self.closings = Counter(item.name for item in found if isinstance(item, Tag) and item.closing)

    def build(self) -> list[Node]:
        """Give the tree's top."""
        for item in self.items:
            if not isinstance(item, Tag):
                self._put(item)
            elif item.closing:
                self._close(item)
            else:
                self._open(item)
        while self.stack:
            self._dissolve(self.stack.pop())
        return self.root

    def _put(self, node: Node) -> None:
        (self.stack[-1].parts if self.stack else self.root).append(node)

    def _open(self, tag: Tag) -> None:
        if len(self.stack) >= DEEPEST:
            self._put(Text(tag.start, tag.end, self.source[tag.start : tag.end]))
            return
        call = Call(tag, tag.end)
        takes = True if tag.inline else self.rule(tag.name)
        if tag.self_closing:
            call.closed = True
            if takes is False:
                self._put(self._unwanted(tag))
                return
            self._put(call)
        elif takes or (takes is None and self.closings[tag.name] > 0):
            self.stack.append(call)
        else:
            self._put(call)

    def _close(self, tag: Tag) -> None:
        self.closings[tag.name] -= 1
        # A shortcode nobody knows may be open without being meant to enclose anything.
        while (
            self.stack and self.stack[-1].tag.name != tag.name and self.rule(self.stack[-1].tag.name) is None
        ):
            if not any(call.tag.name == tag.name for call in self.stack):
                break
            self._flatten(self.stack.pop())
        if self.rule(tag.name) is False:
            self._put(self._unwanted(tag))
        elif not self.stack:
            message = f"closing tag for shortcode '{tag.name}' does not match start tag"
            self._put(Fault(tag.start, tag.end, message, tag.start))
        else:
            call = self.stack.pop()
            call.end, call.closed = tag.end, True
            self._put(call)

    def _unwanted(self, tag: Tag) -> Fault:
        message = (
            f'failed to extract shortcode: shortcode "{tag.name}" does not evaluate .Inner or .InnerDeindent,'
            " yet a closing tag was provided"
        )
        return Fault(tag.start, tag.end, message, tag.start)

    def _flatten(self, call: Call) -> None:
        """Take a call as one without content: what followed it is beside it."""
        parts, call.parts = call.parts, []
        self._put(call)
        for part in parts:
            self._put(part)

    def _dissolve(self, call: Call) -> None:
        tag = call.tag
        if self.rule(tag.name) is None:
            self._flatten(call)
            return
        message = f'failed to extract shortcode: shortcode "{tag.name}" must be closed or self-closed'
        parts = call.parts
        self._put(Fault(tag.start, tag.end, message, tag.start))
        for part in parts:
            self._put(part)
