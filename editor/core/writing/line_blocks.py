"""Which block each line of Markdown is of, told line by line.

A line and the state that the line above left behind give what the line is and the next state, as the first phase of
CommonMark's parsing strategy has it (specification 0.31, appendix). What a later line decides, a heading's underline,
is told of that line. Time grows with the line's length alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

# Nobody writes deeper; a line made of marks alone would take time squared.
_MOST_DEEP: Final = 100


class Kind(Enum):
    """What a line is, beside the marks of the containers it begins with."""

    BLANK = auto()
    TEXT = auto()
    HEADING = auto()
    UNDERLINE = auto()
    RULE = auto()
    FENCE_OPEN = auto()
    FENCE_CLOSE = auto()
    FENCED = auto()
    INDENTED = auto()
    HTML = auto()
    COMMENT = auto()
    MATH = auto()
    TABLE_RULE = auto()
    TABLE_ROW = auto()


class Leaf(Enum):
    """What is open at the end of a line inside its containers."""

    NONE = auto()
    TEXT = auto()
    TABLE = auto()
    FENCE = auto()
    INDENTED = auto()
    HTML = auto()
    MATH = auto()


@dataclass(frozen=True, slots=True)
class Container:
    """A quote (">"), item ("-"), footnote ("^") or description (":"); what is in it is indented by `indent` columns."""

    kind: str
    indent: int = 0
    # An item that began with nothing ends at a blank line.
    bare: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """What a line leaves to the next; `mark` is the fence that is open, the number of the HTML block's kind, or
    behind a blank line that a paragraph stands above it."""

    containers: tuple[Container, ...] = ()
    leaf: Leaf = Leaf.NONE
    mark: str = ""


START = State()


@dataclass(frozen=True, slots=True)
class Line:
    """One line read: its text begins at `at`; `marks` are start and end of what its containers begin with.

    `goes_on` is true where it belongs to the paragraph of the line above.
    """

    kind: Kind
    at: int
    state: State
    marks: tuple[tuple[int, int, str], ...] = ()
    goes_on: bool = False


_HEADING = re.compile(r"#{1,6}(?=[ \t]|$)")
_UNDERLINE = re.compile(r"(=+|-+)[ \t]*$")
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_ITEM = re.compile(r"(?:[-*+]|(\d{1,9})[.)])(?=[ \t]|$)")
_NOTE = re.compile(r"\[\^[^\]\n]+\]:")
_TABLE_RULE = re.compile(r"(?=[^|:]*[|:])(?=[^-]*-)[ \t|:-]+$")
_BLOCK_TAGS = (
    "address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt"
    " fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li"
    " link main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th"
    " thead title tr track ul"
).replace(" ", "|")
_ATTRIBUTE = r"""\s+[A-Za-z_:][A-Za-z0-9_.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""
# CommonMark 4.6: how each kind of HTML block begins, and how the first five end.
_HTML_STARTS = (
    re.compile(r"<(?:script|pre|style|textarea)(?=[ \t>]|$)", re.IGNORECASE),
    re.compile(r"<!--"),
    re.compile(r"<\?"),
    re.compile(r"<![A-Za-z]"),
    re.compile(r"<!\[CDATA\["),
    re.compile(rf"</?(?:{_BLOCK_TAGS})(?=[ \t]|/?>|$)", re.IGNORECASE),
    re.compile(
        rf"(?:<[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE}){{0,40}}\s*/?>|</[A-Za-z][A-Za-z0-9-]*\s*>)[ \t]*$"
    ),
)
_HTML_ENDS = (
    re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    re.compile(r"-->"),
    re.compile(r"\?>"),
    re.compile(r">"),
    re.compile(r"\]\]>"),
)
_COMMENT_KIND = "2"
# What a blank line keeps of the paragraph above it.
_TERM = "term"


def read_line(line: str, state: State) -> Line:
    """Read one line, without its newline."""
    return _Reader(line, state).read()


class _Reader:
    """Where we are in a line: `at` in characters, `column` in columns, which differ by tabs half passed."""

    def __init__(self, line: str, state: State) -> None:
        self.line = line
        self.before = state
        self.at = self.column = 0
        self.marks: list[tuple[int, int, str]] = []
        self.containers: list[Container] = []
        self._look()

    def read(self) -> Line:
        matched = self._match_containers()
        state = self.before
        all_matched = matched == len(state.containers)
        if all_matched and state.leaf in (Leaf.FENCE, Leaf.HTML, Leaf.MATH):
            return self._in_verbatim()
        text_open = state.leaf in (Leaf.TEXT, Leaf.TABLE)
        opened = False
        while not self.is_blank:
            may_interrupt = text_open and all_matched and not opened
            if self.indent >= 4:
                if text_open and not opened:
                    return self._continued()
                self._pass_columns(4)
                return self._line(Kind.INDENTED, Leaf.INDENTED)
            found = self._leaf(may_interrupt)
            if found is not None:
                return found
            if len(self.containers) >= _MOST_DEEP or not self._open_container(may_interrupt):
                break
            opened = True
        if self.is_blank:
            if all_matched and not opened and state.leaf is Leaf.INDENTED:
                return self._line(Kind.BLANK, Leaf.INDENTED)
            return self._line(Kind.BLANK, Leaf.NONE, _TERM if self._follows_term() else "")
        if text_open and not opened:
            return self._continued()
        return self._line(Kind.TEXT, Leaf.TEXT)

    def _look(self) -> None:
        """Find what comes behind the space here: `next` in characters, `indent` in columns."""
        line, at, column = self.line, self.at, self.column
        while at < len(line) and line[at] in " \t":
            column += 4 - column % 4 if line[at] == "\t" else 1
            at += 1
        self.next, self.next_column = at, column
        self.indent = column - self.column
        self.is_blank = at >= len(line)

    def _pass_columns(self, count: int) -> None:
        end = self.column + count
        while self.column < end and self.at < len(self.line) and self.line[self.at] in " \t":
            width = 4 - self.column % 4 if self.line[self.at] == "\t" else 1
            if self.column + width > end:
                # Half a tab is passed: what is left of it still counts.
                self.column = end
                break
            self.column += width
            self.at += 1
        self._look()

    def _pass_text(self, count: int) -> None:
        self.at, self.column = self.next + count, self.next_column + count
        self._look()

    def _match_containers(self) -> int:
        for count, container in enumerate(self.before.containers):
            if container.kind == ">":
                if self.is_blank or self.indent > 3 or self.line[self.next] != ">":
                    return count
                self._pass_quote()
            elif self.is_blank:
                if container.bare:
                    return count
            elif self.indent >= container.indent:
                self._pass_columns(container.indent)
            else:
                return count
            if container.bare and not self.is_blank:
                container = Container(container.kind, container.indent)
            self.containers.append(container)
        return len(self.before.containers)

    def _pass_quote(self) -> None:
        self.marks.append((self.next, self.next + 1, ">"))
        self._pass_text(1)
        if self.indent:
            self._pass_columns(1)

    def _line(self, kind: Kind, leaf: Leaf, mark: str = "", *, goes_on: bool = False) -> Line:
        state = State(tuple(self.containers), leaf, mark)
        at = self.at if kind in (Kind.INDENTED, Kind.FENCED) else self.next
        return Line(kind, at, state, tuple(self.marks), goes_on)

    def _continued(self) -> Line:
        """Go on with the paragraph or table above, if need be lazily, without the marks of its containers."""
        state = self.before
        kind = Kind.TEXT if state.leaf is Leaf.TEXT else Kind.TABLE_ROW
        return Line(kind, self.next, state, tuple(self.marks), goes_on=True)

    def _in_verbatim(self) -> Line:
        state = self.before
        rest = self.line[self.next :]
        if state.leaf is Leaf.FENCE:
            bare = rest.rstrip(" \t")
            if self.indent <= 3 and len(bare) >= len(state.mark) and bare and not bare.strip(state.mark[0]):
                return self._line(Kind.FENCE_CLOSE, Leaf.NONE)
            return self._line(Kind.FENCED, Leaf.FENCE, state.mark)
        if state.leaf is Leaf.MATH:
            is_end = "$$" in rest
            return self._line(Kind.MATH, Leaf.NONE if is_end else Leaf.MATH)
        kind = Kind.COMMENT if state.mark == _COMMENT_KIND else Kind.HTML
        number = int(state.mark)
        if number > len(_HTML_ENDS):
            if self.is_blank:
                return self._line(Kind.BLANK, Leaf.NONE)
            return self._line(kind, Leaf.HTML, state.mark)
        is_end = _HTML_ENDS[number - 1].search(rest) is not None
        return self._line(kind, Leaf.NONE if is_end else Leaf.HTML, "" if is_end else state.mark)

    def _leaf(self, may_interrupt: bool) -> Line | None:
        """Read a block that no other block can be in."""
        line, at = self.line, self.next
        char = line[at]
        if char == "#" and _HEADING.match(line, at):
            return self._line(Kind.HEADING, Leaf.NONE)
        if char in "`~":
            fence = _FENCE.match(line, at)
            if fence is not None:
                return self._line(Kind.FENCE_OPEN, Leaf.FENCE, fence[1] or fence[2])
        if char == "<":
            return self._html(may_interrupt)
        if may_interrupt and char in "=-" and self.before.leaf is Leaf.TEXT and _UNDERLINE.match(line, at):
            return self._line(Kind.UNDERLINE, Leaf.NONE)
        if char in "*-_" and _RULE.match(line, at):
            return self._line(Kind.RULE, Leaf.NONE)
        if char in "|:-" and may_interrupt and self.before.leaf is Leaf.TEXT and _TABLE_RULE.match(line, at):
            return self._line(Kind.TABLE_RULE, Leaf.TABLE, goes_on=True)
        if char == "$" and line.startswith("$$", at) and not may_interrupt and line.count("$$", at) % 2:
            return self._line(Kind.MATH, Leaf.MATH)
        return None

    def _html(self, may_interrupt: bool) -> Line | None:
        rest = self.line[self.next :]
        for number, start in enumerate(_HTML_STARTS, 1):
            if not start.match(rest) or (number == len(_HTML_STARTS) and may_interrupt):
                continue
            kind = Kind.COMMENT if str(number) == _COMMENT_KIND else Kind.HTML
            # An end may stand in the line that begins the block, behind the mark of a comment.
            ends = number <= len(_HTML_ENDS) and _HTML_ENDS[number - 1].search(rest, 4 if number == 2 else 0)
            return self._line(kind, Leaf.NONE if ends else Leaf.HTML, "" if ends else str(number))
        return None

    def _open_container(self, may_interrupt: bool) -> bool:
        line, at = self.line, self.next
        if line[at] == ">":
            self.containers.append(Container(">"))
            self._pass_quote()
            return True
        item = _ITEM.match(line, at)
        if item is not None:
            return self._open_item(item, may_interrupt)
        if line[at] == ":" and line[at + 1 : at + 2] in (" ", "\t") and self._follows_term():
            return self._open_description()
        note = _NOTE.match(line, at) if line[at] == "[" else None
        if note is not None:
            self.containers.append(Container("^", 4))
            self.marks.append((at, note.end(), "^"))
            self._pass_text(note.end() - at)
            return True
        return False

    def _follows_term(self) -> bool:
        """Whether a paragraph, or a description of the same term, stands above, a blank line between or not."""
        state = self.before
        is_inside = any(container.kind == ":" for container in state.containers)
        return is_inside or state.leaf is Leaf.TEXT or state.mark == _TERM

    def _open_description(self) -> bool:
        lead = self.indent
        self.marks.append((self.next, self.next + 1, ":"))
        self._pass_text(1)
        gap = 4 if self.indent >= 8 else self.indent
        self.containers.append(Container(":", lead + 1 + gap))
        self._pass_columns(gap)
        return True

    def _open_item(self, item: re.Match[str], may_interrupt: bool) -> bool:
        is_bare = not self.line[item.end() :].strip(" \t")
        if may_interrupt and (is_bare or item[1] not in (None, "1")):
            return False
        lead, width = self.indent, item.end() - item.start()
        self.marks.append((item.start(), item.end(), "-"))
        self._pass_text(width)
        # Five columns and more are one, and indented code behind it.
        gap = 1 if is_bare or self.indent > 4 else self.indent
        self.containers.append(Container("-", lead + width + gap, is_bare))
        self._pass_columns(gap)
        return True
