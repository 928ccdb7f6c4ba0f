"""Two texts as rows of two columns, the changed words marked and long runs that are the same folded away."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from editor.core.line_diff import Span, line_spans

_CONTEXT: Final = 3
# Words of a line compared one by one; a longer line is marked whole.
_MAX_WORDS: Final = 2000
_WORD: Final = re.compile(r"\w+|\s+|[^\w\s]")
# Lines that share less than this are different lines, and marks in them would be noise.
_ALIKE: Final = 0.35


@dataclass(frozen=True, slots=True)
class Cell:
    """A line without its end, its number from 1, and the spans of code points that the other column has not."""

    number: int
    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """What stands beside each other; `folded` counts lines that are the same and not shown, and then both are None."""

    left: Cell | None
    right: Cell | None
    changed: bool = False
    folded: int = 0


def side_by_side(before: str, after: str, context: int = _CONTEXT) -> tuple[Row, ...]:
    """Set two texts side by side; line ends must be newlines alone."""
    if before.endswith("\n") and after.endswith("\n"):
        # Else both would end with an empty row.
        before, after = before[:-1], after[:-1]
    a, b = before.split("\n"), after.split("\n")
    spans = line_spans(a, b)
    rows: list[Row] = []
    for at, span in enumerate(spans):
        if span.same:
            first, last = at == 0, at == len(spans) - 1
            rows += _same_rows(a, span, 0 if first else context, 0 if last else context)
        else:
            rows += _changed_rows(a, b, span)
    return tuple(rows)


def _same_rows(lines: list[str], span: Span, after: int, before: int) -> Iterator[Row]:
    size = span.a_end - span.a_start
    hidden = size - after - before
    # A fold takes a row itself.
    if hidden < 2:
        after, hidden = size, 0
    for n in range(size):
        if n == after and hidden:
            yield Row(None, None, folded=hidden)
        if n < after or n >= after + hidden:
            i, j = span.a_start + n, span.b_start + n
            yield Row(Cell(i + 1, lines[i]), Cell(j + 1, lines[i]))


def _changed_rows(a: list[str], b: list[str], span: Span) -> Iterator[Row]:
    rows = max(span.a_end - span.a_start, span.b_end - span.b_start)
    for n in range(rows):
        i, j = span.a_start + n, span.b_start + n
        left = a[i] if i < span.a_end else None
        right = b[j] if j < span.b_end else None
        marks_left, marks_right = _marks(left or "", right or "")
        yield Row(
            None if left is None else Cell(i + 1, left, marks_left),
            None if right is None else Cell(j + 1, right, marks_right),
            changed=True,
        )


def _marks(left: str, right: str) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """Find the words of each line that the other has not."""
    a, b = _WORD.findall(left), _WORD.findall(right)
    if not a or not b or len(a) + len(b) > _MAX_WORDS:
        return (), ()
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    if matcher.quick_ratio() < _ALIKE:
        return (), ()
    places_a, places_b = _places(a), _places(b)
    different = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    return (
        tuple((places_a[i1], places_a[i2]) for _, i1, i2, _, _ in different if i1 < i2),
        tuple((places_b[j1], places_b[j2]) for _, _, _, j1, j2 in different if j1 < j2),
    )


def _places(words: list[str]) -> list[int]:
    places = [0]
    for word in words:
        places.append(places[-1] + len(word))
    return places
