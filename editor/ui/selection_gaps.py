"""The room between lines that are selected, which Qt leaves bare where lines stand apart."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QTextBlock, QTextLine


def gaps(block: QTextBlock, origin: QPointF, start: int, end: int, spacing: float) -> Iterator[QRect]:
    """Give what is bare above the selected parts of a block's lines; `start` and `end` count from its begin.

    `origin` is where the block is drawn, `spacing` how much higher a line is with the room above it.
    """
    layout = block.layout()
    text = block.text()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first = max(start, line.textStart())
        last = min(end, line.textStart() + line.textLength())
        bottom = origin.y() + line.y()
        top = bottom - round(line.height() * (spacing - 1))
        # The space that a line is broken at is drawn by nobody.
        least, most = line.naturalTextRect().left(), line.naturalTextRect().right()
        parts = list(_stretches(line, text, first, last)) if first < last else []
        if first <= len(text) < end and number == layout.lineCount() - 1:
            # A line end that is selected has a stub of this width.
            parts.append((_x(line, last), most := _x(line, last) + line.height() / 4))
        for left, right in parts:
            x = round(origin.x() + max(left, least))
            width = round(origin.x() + min(right, most)) - x
            yield QRect(x, floor(top), width, ceil(bottom) - floor(top))


def _stretches(line: QTextLine, text: str, first: int, last: int) -> Iterator[tuple[float, float]]:
    if text.isascii():
        yield _between(line, first, last)
        return
    # Where writing turns around, what is next to each other in the text need not be so on the screen.
    units = range(first, last)
    joined: list[tuple[float, float]] = []
    for left, right in sorted(_between(line, at, at + 1) for at in units):
        if joined and left <= joined[-1][1] + 0.5:
            joined[-1] = (joined[-1][0], max(right, joined[-1][1]))
        else:
            joined.append((left, right))
    yield from joined


def _between(line: QTextLine, first: int, last: int) -> tuple[float, float]:
    left, right = _x(line, first), _x(line, last)
    return min(left, right), max(left, right)


def _x(line: QTextLine, at: int) -> float:
    # Qt's Python gives the place back too.
    found = line.cursorToX(at)
    assert isinstance(found, tuple)
    return float(found[0])
