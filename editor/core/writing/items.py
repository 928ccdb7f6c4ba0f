"""What a line begins with: quote marks, the mark of a list item, a task's box (CommonMark 5.1, 5.2; GFM 5.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEAD = re.compile(
    r"(?P<quote>[ \t]{0,3}(?:>[ \t]?[ \t]{0,2}(?=>)|>[ \t]?)+|)(?P<indent>[ \t]*)"
    r"(?:(?P<mark>[-*+]|(?P<number>\d{1,9})(?P<stop>[.)]))(?:(?P<gap>[ \t]+)(?P<task>\[[ xX]\](?:[ \t]+|$))?|$))?"
)
_RULE = re.compile(r"[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})([^\n]*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Head:
    """The parts a line begins with, as they stand there; `mark` is empty on a line that is no item.

    `kind` is the same for items that can be of one list; `end` is the column at which the line's text begins.
    """

    quote: str
    indent: str
    mark: str
    gap: str
    task: str
    number: int | None
    stop: str

    @property
    def kind(self) -> str:
        """What makes items one list: the bullet, or what follows the number."""
        return self.stop or self.mark

    @property
    def lead(self) -> str:
        """What stands before the mark."""
        return self.quote + self.indent

    @property
    def end(self) -> int:
        """The column at which the text begins."""
        return len(self.lead) + len(self.mark) + len(self.gap) + len(self.task)

    @property
    def inner(self) -> int:
        """The columns by which what belongs to the item is indented; quote marks do not count."""
        gap = columns(self.gap)
        return columns(self.indent) + len(self.mark) + (gap if 1 <= gap <= 4 else 1)


def read_head(line: str) -> Head:
    """Read what a line begins with."""
    found = _HEAD.match(line)
    assert found is not None
    number = found["number"]
    if found["mark"] and _RULE.match(line, found.start("mark")):
        return Head(found["quote"], found["indent"], "", "", "", None, "")
    return Head(
        found["quote"],
        found["indent"],
        found["mark"] or "",
        found["gap"] or "",
        found["task"] or "",
        int(number) if number else None,
        found["stop"] or "",
    )


def columns(space: str) -> int:
    """Count the columns that spaces and tabs take from the left edge; a tab goes to the next fourth."""
    width = 0
    for char in space:
        width += 4 - width % 4 if char == "\t" else 1
    return width


def in_fence(text: str, offset: int) -> bool:
    """Whether the line at `offset` is inside a fenced code block (its opening line is not)."""
    start = text.rfind("\n", 0, offset) + 1
    mark = ""
    for fence in _FENCE.finditer(text, 0, start):
        run, rest = fence[1], fence[2]
        if not mark:
            mark = run if run[0] == "~" or "`" not in rest else ""
        elif run[0] == mark[0] and len(run) >= len(mark) and not rest.strip():
            mark = ""
    return bool(mark)
