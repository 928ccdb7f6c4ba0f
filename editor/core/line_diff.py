"""Which lines of two texts are the same, found in time that grows with their length, whatever they hold."""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from editor.core.text_edit import TextEdit

# Pairs of lines that are compared exactly in one gap; it takes some tenths of a second at most.
_EXACT_PAIRS: Final = 400_000


@dataclass(frozen=True, slots=True)
class Span:
    """Lines `a_start` to `a_end` of one text stand for `b_start` to `b_end` of the other; `same` if they are equal."""

    same: bool
    a_start: int
    a_end: int
    b_start: int
    b_end: int


def line_spans(a: Sequence[str], b: Sequence[str]) -> tuple[Span, ...]:
    """Divide two texts, given as lines, into spans that are the same and spans that differ, in turn."""
    spans: list[Span] = []
    i = j = 0
    for run_a, run_b, size in _runs(_pairs(a, b)):
        if (i, j) != (run_a, run_b):
            spans.append(Span(False, i, run_a, j, run_b))
        i, j = run_a + size, run_b + size
        spans.append(Span(True, run_a, i, run_b, j))
    if (i, j) != (len(a), len(b)):
        spans.append(Span(False, i, len(a), j, len(b)))
    return tuple(spans)


def split_lines(text: str) -> list[str]:
    """Cut a text after each newline, and nowhere else; joined again it is the text."""
    *whole, last = text.split("\n")
    return [f"{line}\n" for line in whole] + ([last] if last else [])


def line_edits(before: str, after: str) -> tuple[TextEdit, ...]:
    """Give edits that turn one text into the other and touch only the lines that differ."""
    a, b = split_lines(before), split_lines(after)
    starts = [0]
    for line in a:
        starts.append(starts[-1] + len(line))
    return tuple(
        _narrowed(TextEdit(starts[s.a_start], starts[s.a_end], "".join(b[s.b_start : s.b_end])), before)
        for s in line_spans(a, b)
        if not s.same
    )


def count_changes(before: str, after: str) -> tuple[int, int]:
    """Count the lines that one text has and the other has not: those that came, and those that went."""
    spans = [s for s in line_spans(before.split("\n"), after.split("\n")) if not s.same]
    return sum(s.b_end - s.b_start for s in spans), sum(s.a_end - s.a_start for s in spans)


def _narrowed(edit: TextEdit, before: str) -> TextEdit:
    """Leave what the edit's old and new text begin and end with alone, so that a caret in it stays."""
    old, new = before[edit.start : edit.end], edit.text
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    rest = shorter - head
    tail = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    return TextEdit(edit.start + head, edit.end - tail, new[head : len(new) - tail])


def _runs(pairs: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Join pairs that follow each other."""
    start: tuple[int, int] | None = None
    size = 0
    for i, j in pairs:
        if start is not None and (i, j) == (start[0] + size, start[1] + size):
            size += 1
            continue
        if start is not None:
            yield (*start, size)
        start, size = (i, j), 1
    if start is not None:
        yield (*start, size)


def _pairs(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give the lines that stand for each other, in order."""
    todo = [(0, len(a), 0, len(b))]
    while todo:
        a_start, a_end, b_start, b_end = todo.pop()
        while a_start < a_end and b_start < b_end and a[a_start] == b[b_start]:
            yield a_start, b_start
            a_start, b_start = a_start + 1, b_start + 1
        tail = 0
        while (
            a_start < a_end - tail and b_start < b_end - tail and a[a_end - 1 - tail] == b[b_end - 1 - tail]
        ):
            tail += 1
        a_last, b_last = a_end - tail, b_end - tail
        anchors = _anchors(a, b, a_start, a_last, b_start, b_last)
        if anchors:
            # The last gap first, since they are taken from the end.
            corners = [*anchors, (a_end, b_end)]
            gaps = [(i, after[0], j, after[1]) for (i, j), after in zip(anchors, corners[1:], strict=True)]
            todo += reversed([(a_start, anchors[0][0], b_start, anchors[0][1]), *gaps])
            continue
        if (a_last - a_start) * (b_last - b_start) <= _EXACT_PAIRS:
            yield from _exact_pairs(a, b, a_start, a_last, b_start, b_last)
        yield from ((a_last + i, b_last + i) for i in range(tail))


def _exact_pairs(
    a: Sequence[str], b: Sequence[str], a_start: int, a_end: int, b_start: int, b_end: int
) -> Iterator[tuple[int, int]]:
    matcher = difflib.SequenceMatcher(None, a[a_start:a_end], b[b_start:b_end], autojunk=False)
    for i, j, size in matcher.get_matching_blocks():
        yield from ((a_start + i + n, b_start + j + n) for n in range(size))


def _anchors(
    a: Sequence[str], b: Sequence[str], a_start: int, a_end: int, b_start: int, b_end: int
) -> list[tuple[int, int]]:
    """Find lines that are in both texts exactly once, and of those as many as can be in one order."""
    if (a_end - a_start) * (b_end - b_start) <= _EXACT_PAIRS:
        return []
    count_a, count_b = Counter(a[a_start:a_end]), Counter(b[b_start:b_end])
    place = {b[j]: j for j in range(b_start, b_end) if count_b[b[j]] == 1}
    unique = [(i, place[a[i]]) for i in range(a_start, a_end) if count_a[a[i]] == 1 and a[i] in place]
    return _longest_rise(unique)


def _longest_rise(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pick most of `pairs`, whose first numbers rise, so that their second numbers rise too."""
    tops: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for n, (_, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        before.append(at[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(j)
            at.append(n)
        else:
            tops[pile], at[pile] = j, n
    chosen: list[tuple[int, int]] = []
    n = at[-1] if at else -1
    while n >= 0:
        chosen.append(pairs[n])
        n = before[n]
    return chosen[::-1]
