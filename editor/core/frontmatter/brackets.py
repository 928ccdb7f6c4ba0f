"""Lists and maps in brackets, as JSON and TOML write them: elements added and taken away in place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor.core.frontmatter.fields import Shape
from editor.core.text_edit import TextEdit

_EOL = re.compile(r"\r\n?|\n")
_REST = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=[\r\n])")


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its place; `start` and `end` of a list or map take its brackets in."""

    shape: Shape
    start: int
    end: int
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """An element of a list or map in brackets.

    `keys` are the steps of its key (several for a dotted one, none in a list), `start` is where the key or
    item begins, `comma` where the comma after it stands, or -1.
    """

    keys: tuple[str, ...]
    start: int
    value: Node
    comma: int = -1

    @property
    def end(self) -> int:
        """Where it ends, its comma taken in."""
        return self.comma + 1 if self.comma >= 0 else self.value.end


def line_start(text: str, at: int) -> int:
    """Give where the line of `at` begins."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def after_line(text: str, at: int) -> int:
    """Give where the line after that of `at` begins."""
    found = _EOL.search(text, at)
    return found.end() if found else len(text)


def indent_at(text: str, at: int) -> str:
    """Give the white space with which the line of `at` begins."""
    start = line_start(text, at)
    line = text[start:at]
    return line[: len(line) - len(line.lstrip(" \t"))]


def eol_of(text: str) -> str:
    """Give the first line end of `text`; a line feed where it has none."""
    found = _EOL.search(text)
    return found.group() if found else "\n"


def leads_line(text: str, at: int) -> bool:
    """Whether only white space stands before `at` on its line."""
    return not text[line_start(text, at) : at].strip(" \t")


def has_comment(text: str, node: Node) -> bool:
    """Whether a comment stands between the elements of `node` itself."""
    ends = [node.start, *(member.value.end for member in node.members)]
    starts = [*(member.start for member in node.members), node.end]
    return any("#" in text[end:start] for end, start in zip(ends, starts, strict=True))


def insert_member(
    text: str, node: Node, index: int, written: str, step: str, blank: str = " "
) -> tuple[TextEdit, ...]:
    """Add the element `written` as number `index`, laid out as those beside it.

    `step` is one level of indentation, for brackets that stand on lines of their own but are empty; `blank`
    follows a comma where none of these brackets' own does.
    """
    members = node.members
    if not members:
        return (_first_member(text, node, written, step),)
    if index < len(members):
        at = members[index].start
        return (TextEdit(at, at, f"{written},{_gap(text, node, index, blank)}"),)
    last = members[-1]
    gap = _gap(text, node, len(members) - 1, blank)
    ended = "," if last.comma >= 0 else ""
    rest = _REST.match(text, last.end)
    if rest and _EOL.search(gap):
        # A comment after the last element stays with it.
        comma = () if ended else (TextEdit(last.end, last.end, ","),)
        return (*comma, TextEdit(rest.end(), rest.end(), gap + written + ended))
    lead = "" if ended else ","
    return (TextEdit(last.end, last.end, lead + gap + written + ended),)


def remove_member(text: str, node: Node, index: int) -> tuple[TextEdit, ...]:
    """Take element `index` away with its comma and, where it has lines of its own, these."""
    members = node.members
    member = members[index]
    own = _own_lines(text, member)
    if index < len(members) - 1:
        following = members[index + 1].start
        if own is None or own[1] > following:
            return (TextEdit(member.start, following, ""),)
        return (TextEdit(*own, ""),)
    if index == 0:
        if own is not None:
            return (TextEdit(*own, ""),)
        blank = len(text[member.end : node.end - 1]) - len(text[member.end : node.end - 1].lstrip(" \t"))
        return (TextEdit(member.start, member.end + blank, ""),)
    before = members[index - 1]
    if own is not None:
        comma = () if member.comma >= 0 else (TextEdit(before.comma, before.comma + 1, ""),)
        return (*comma, TextEdit(*own, ""))
    if member.comma >= 0:
        return (TextEdit(before.end, member.end, ""),)
    return (TextEdit(before.comma, member.end, ""),)


def _first_member(text: str, node: Node, written: str, step: str) -> TextEdit:
    inner = text[node.start + 1 : node.end - 1]
    found = _EOL.search(inner)
    if found:
        at = node.start + 1 + found.end()
        indent = indent_at(text, node.start) + step
        return TextEdit(at, at, indent + written + found.group())
    blank = inner.strip(" \t") == ""
    at = node.start + 1 + (len(inner) if blank else 0)
    return TextEdit(at, at, written + inner if blank else written)


def _gap(text: str, node: Node, index: int, blank: str) -> str:
    """Give the white space before element `index`, without the comments that stand in it."""
    start = node.members[index - 1].end if index else node.start + 1
    gap = text[start : node.members[index].start]
    found = list(_EOL.finditer(gap))
    if found:
        return found[-1].group() + gap[found[-1].end() :]
    if index or len(node.members) > 1:
        other = gap if index else text[node.members[0].end : node.members[1].start]
        return other if not other.strip(" \t") else blank
    return blank


def _own_lines(text: str, member: Member) -> tuple[int, int] | None:
    """Give the span of the lines that `member` has to itself, or None where it shares one."""
    rest = _REST.match(text, member.end)
    if not rest or not leads_line(text, member.start):
        return None
    return line_start(text, member.start), after_line(text, rest.end())
