"""A post by its headings: what belongs to one, and where it goes when it is moved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from editor.core.writing.change import Change, Selection
from editor.core.writing.draft import Draft

_HASHES = re.compile(r"^[ \t>]*(?:#{1,6}(?=[ \t]|$)|)|[ \t]+#+[ \t]*$")
_ATTRIBUTES = re.compile(r"[ \t]*\{[^{}]*\}[ \t]*$")
_FORMATS = re.compile(r"[*_`]{1,3}(\S(?:.*?\S)?)[*_`]{1,3}|!?\[([^\[\]]*)\]\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading: its level, the 0-based line it begins at, and its bare text."""

    level: int
    line: int
    title: str


def heading_title(line: str) -> str:
    """Give the words of a heading's line, without marks, attributes and most of what formats them."""
    bare = _ATTRIBUTES.sub("", _HASHES.sub("", line)).strip()
    return _FORMATS.sub(lambda found: found[1] or found[2] or "", bare).strip()


def section_end(sections: Sequence[Section], index: int, line_count: int) -> int:
    """Give the line behind a section: that of the next heading of its level or a higher one."""
    level = sections[index].level
    following = (other.line for other in sections[index + 1 :] if other.level <= level)
    return next(following, line_count)


def move_section(text: str, sections: Sequence[Section], index: int, before: int) -> Change | None:
    """Move a section with all below it before the line `before`; None where it is there, or would go into itself."""
    lines = text.split("\n")
    first, last = sections[index].line, section_end(sections, index, len(lines))
    if first <= before <= last:
        return None
    draft = Draft(text, Selection(0, len(text)))
    moved = _spaced(lines[first:last])
    rest_before, rest_behind = (
        (lines[:before], lines[before:first] + lines[last:])
        if before < first
        else (lines[:first] + lines[last:before], lines[before:])
    )
    at_end = not any(line.strip() for line in rest_behind)
    head = _spaced(rest_before) if rest_before else []
    tail = rest_behind
    if at_end:
        # The text ends as it did: with a line end, or without.
        moved = _stripped(moved)
        tail = [""] if text.endswith("\n") else []
    elif not before < first and last == len(lines):
        tail = rest_behind
    draft.lines = [*head, *moved, *tail]
    if before < first and last == len(lines):
        body = _stripped(draft.lines)
        draft.lines = [*body, ""] if text.endswith("\n") else body
    caret = sum(len(line) + 1 for line in head)
    return Change(draft.change().edits, Selection(caret, caret))


def _stripped(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return lines[:end]


def _spaced(lines: list[str]) -> list[str]:
    """End in one blank line at least, so that what comes next begins a block of its own."""
    return lines if lines and not lines[-1].strip() else [*lines, ""]
