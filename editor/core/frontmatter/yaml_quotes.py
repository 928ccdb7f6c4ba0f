"""Which quotes a YAML scalar gets: the author's, even where a value in between needed others.

A scalar has a *habit*: plain, single or double quotes. A value that can stand plain shows the habit of the
text as it is. One that cannot ("x: y") has to be quoted whatever the habit, so the kind of quotes tells the
habit to the next edit:

    habit       text of a value that needs quotes (in a file of double or no quotes / of single quotes)
    plain       single                                       / double
    double      double                                       / double after two spaces
    single      single after two spaces                      / single

Where the author has two spaces before a plain value, the usual quotes stand after them for the same reason.

"A file of single quotes" is one where more *other* scalars are single-quoted without need than double-quoted
without need; the edited scalar itself is not counted, so that the verdict is the same before and after. A
value that single quotes cannot hold (control characters) takes double quotes, with the two spaces where the
habit is plain. Items of a list in
brackets have no such spaces. Lost is only what the text cannot tell: unneeded escapes (`"\\u00e9"`) and two
spaces that were the author's own.
"""

from __future__ import annotations

import re
from enum import Enum

from editor.core.frontmatter.dates import parse_date
from editor.core.frontmatter.fields import Shape
from editor.core.frontmatter.yaml_nodes import Node
from editor.core.frontmatter.yaml_scalars import read_alike, resolve_plain


class Habit(Enum):
    """How an author writes strings where nothing forces quotes."""

    PLAIN = ""
    SINGLE = "'"
    DOUBLE = '"'


# Keys whose values Hugo or HugoBlox reads as dates.
DATE_KEYS = frozenset(
    (
        *(
            "date",
            "lastmod",
            "modified",
            "publishdate",
            "pubdate",
            "published",
            "expirydate",
            "unpublishdate",
        ),
        *("date_end", "event_start", "event_end"),
    )
)
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_TO_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_WORDS_11 = re.compile(r"yes|no|on|off|y|n", re.IGNORECASE)


def can_be_plain(text: str, *, flow: bool) -> bool:
    """Whether every YAML reader takes the bare characters of `text` for this very string."""
    return _shape_is_plain(text, flow=flow) and read_alike(text)


def _shape_is_plain(text: str, *, flow: bool) -> bool:
    if not text or text != text.strip(" ") or _UNSAFE.search(text):
        return False
    if text[0] in _INDICATORS and (flow or text[0] not in "-?:" or not text[1:2].isalnum()):
        return False
    if ": " in text or " #" in text or text.endswith(":"):
        return False
    return not (flow and re.search(r"[,\[\]{}]|:(?=[\"'])", text))


def quote(text: str, quotes: Habit) -> str:
    """Give `text` in double quotes, or in single ones where it can be."""
    if quotes is Habit.SINGLE and not _UNSAFE.search(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + _TO_ESCAPE.sub(lambda found: _escape(found.group()), text) + '"'


def _escape(char: str) -> str:
    code = ord(char)
    return _ESCAPES.get(char) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


class Quoting:
    """The habits of one YAML block."""

    def __init__(self, matter: str, root: Node | None) -> None:
        self._matter = matter
        self._scalars: list[Node] = []
        self._flow: set[int] = set()
        self._dates: set[int] = set()
        self._unneeded = {Habit.SINGLE: 0, Habit.DOUBLE: 0}
        if root is not None:
            self._collect(root, flow=False)
        for node in self._scalars:
            if node.style in ("'", '"') and id(node) not in self._dates and self._bare(node.text, node):
                self._unneeded[Habit(node.style)] += 1

    def habit(self, node: Node) -> Habit:
        """Give the habit that the text of a scalar shows."""
        if node.style not in ("'", '"'):
            return Habit.PLAIN
        written = Habit(node.style)
        if self._bare(node.text, node):
            return written
        # With one space the usual quotes are a habit and the others a need; with two it is the other way.
        return written if (written is self._usual(node)) is not self._marked(node) else Habit.PLAIN

    def habit_of_neighbours(self, scalars: list[Node]) -> Habit:
        """Give the habit that most of these string scalars show without need; plain where none shows any."""
        count = dict.fromkeys(Habit, 0)
        for node in scalars:
            is_string = node.style in ("'", '"') or isinstance(resolve_plain(node.text), str)
            if node.style in ("", "'", '"') and is_string and can_be_plain(node.text, flow=False):
                count[Habit(node.style)] += 1
        return max(Habit, key=lambda habit: count[habit])

    def write(self, text: str, habit: Habit, *, flow: bool, old: Node | None = None) -> tuple[str, bool]:
        """Give `text` as a scalar, and whether two spaces must stand before it (see the module's table)."""
        bare = can_be_plain(text, flow=flow) if old is None else self._bare(text, old)
        if bare or (old is not None and _stays_plain(text, old, flow=flow)):
            return (text, False) if habit is Habit.PLAIN else (quote(text, habit), False)
        usual = self._usual(old)
        single_can = not _UNSAFE.search(text)
        if habit is Habit.PLAIN:
            spaced = old is not None and self._marked(old) and not self.mark_used(old)
            quotes = Habit.DOUBLE if (usual is Habit.SINGLE) is not spaced else Habit.SINGLE
            return quote(text, quotes), quotes is Habit.SINGLE and not single_can and not spaced
        return quote(text, habit), habit is not usual and (single_can or habit is Habit.DOUBLE)

    def mark_used(self, node: Node) -> bool:
        """Whether the two spaces before a scalar tell its habit."""
        if node.style not in ("'", '"') or self._bare(node.text, node):
            return False
        means = node.style != self._usual(node).value or _UNSAFE.search(node.text) is not None
        return means and self._marked(node)

    def _usual(self, node: Node | None) -> Habit:
        single, double = self._unneeded[Habit.SINGLE], self._unneeded[Habit.DOUBLE]
        counted = node is not None and node.style in ("'", '"') and id(node) not in self._dates
        if node is not None and counted and self._bare(node.text, node):
            single -= node.style == "'"
            double -= node.style == '"'
        return Habit.SINGLE if single > double else Habit.DOUBLE

    def _bare(self, text: str, node: Node) -> bool:
        """Whether `text` may stand plain in the place of `node`: dates may where dates belong."""
        flow = id(node) in self._flow
        if id(node) in self._dates and parse_date(text):
            return _shape_is_plain(text, flow=flow)
        return can_be_plain(text, flow=flow)

    def _marked(self, node: Node) -> bool:
        return self._matter[max(node.start - 3, 0) : node.start] in (":  ", "-  ")

    def _collect(self, node: Node, *, flow: bool) -> None:
        flow = flow or node.style == "{"
        if node.shape is Shape.SCALAR:
            self._scalars.append(node)
            if flow:
                self._flow.add(id(node))
        for key, value in node.pairs:
            if key.text.lower() in DATE_KEYS:
                self._dates.add(id(value))
            self._collect(value, flow=flow)
        for item in node.items:
            self._collect(item, flow=flow)


def _stays_plain(text: str, old: Node, *, flow: bool) -> bool:
    """Whether `text` may stand plain because what it replaces is of the same kind and plain.

    A date beside no quotes stays without them; and `yes` over a bare bool is what was there before the bool.
    """
    if old.style or not _shape_is_plain(text, flow=flow) or not isinstance(resolve_plain(text), str):
        return False
    if parse_date(text):
        return parse_date(old.text) is not None
    return _WORDS_11.fullmatch(text) is not None and isinstance(resolve_plain(old.text), bool)
