"""Numbers of list items, kept in order when items come, go or move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from editor.core.writing.draft import Draft
from editor.core.writing.items import Head, columns, read_head

# A list longer than this is looked at no further: renumbering must not take longer than a keystroke may.
REACH = 400


@dataclass(slots=True)
class _List:
    """A list that is open: where its marks stand, and the lines and numbers of its items."""

    indent: int
    inner: int
    kind: str
    lines: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    @property
    def step(self) -> int | None:
        """By how much the numbers grow: 1, or 0 where all are alike; None where the author had other ideas."""
        steps = {after - before for before, after in zip(self.numbers, self.numbers[1:], strict=False)}
        if len(steps) > 1 or not steps <= {0, 1}:
            return None
        return steps.pop() if steps else 1


def renumber(draft: Draft, before: Sequence[str], touched: set[int]) -> None:
    """Put the numbers right in those lists of the draft that have an item on a touched line.

    `before` are the lines as they were: a list whose numbers did not simply grow, or stay, is left as it is.
    """
    had_order = [found for found in _lists(before) if len(found.numbers) > 1]
    for found in _lists(draft.lines):
        if touched.isdisjoint(found.lines):
            continue
        alike = [one for one in had_order if (one.kind, one.indent) == (found.kind, found.indent)]
        if any(one.step is None for one in alike):
            continue
        step = 0 if alike and all(one.step == 0 for one in alike) else 1
        # Where another item comes first now, the list begins as it did.
        first = next((one.numbers[0] for one in alike if one.lines[0] == found.lines[0]), found.numbers[0])
        for count, line in enumerate(found.lines):
            _set_number(draft, line, first + step * count)


def _set_number(draft: Draft, line: int, number: int) -> None:
    head = read_head(draft.lines[line])
    if head.number != number:
        start = len(head.lead)
        draft.set_prefix(line, start + len(head.mark), f"{head.lead}{number}{head.stop}")


def _lists(lines: Sequence[str]) -> list[_List]:
    """Find the ordered lists in lines of one quote level; a blank line ends none, text at the edge all."""
    done: list[_List] = []
    stack: list[_List] = []
    blank, quote = False, ""
    for line, text in enumerate(lines):
        head = read_head(text)
        if head.quote.split() != quote.split():
            stack.clear()
            quote = head.quote
        if not text[len(head.quote) :].strip():
            blank = True
            continue
        indent = columns(head.indent)
        if head.mark:
            _take_item(stack, done, head, line, indent)
        elif blank:
            while stack and indent < stack[-1].inner:
                stack.pop()
        blank = False
    return [found for found in done if found.numbers]


def _take_item(stack: list[_List], done: list[_List], head: Head, line: int, indent: int) -> None:
    while stack and indent < stack[-1].indent:
        stack.pop()
    if stack and indent < stack[-1].inner and stack[-1].kind != head.kind:
        stack.pop()
    if not stack or indent >= stack[-1].inner:
        stack.append(_List(indent, head.inner, head.kind))
        done.append(stack[-1])
    stack[-1].inner = head.inner
    if head.number is not None:
        stack[-1].lines.append(line)
        stack[-1].numbers.append(head.number)
