"""Blocks of a page that belong together because an element spans them, `<details>` around paragraphs above all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from editor.app.html_state import OpenElements

# One piece of a page: its name, its HTML, its first line and the one behind its last.
Piece = tuple[str, str, int, int]
# HTML remembered as whole, in relation to what a page holds, before all that is not on the page is forgotten.
_SPARE = 4


class Block(Protocol):
    """What is known of a block of a rendered body; lines are 0-based, `end_line` exclusive."""

    @property
    def id(self) -> str:
        """The same for the same block in two renderings that follow each other."""

    @property
    def html(self) -> str:
        """What the page shows for it."""

    @property
    def start_line(self) -> int:
        """The body's line it begins at."""

    @property
    def end_line(self) -> int:
        """The body's line behind its last."""


class Grouping:
    """Joins blocks so that each piece can be parsed by itself and the page is that of all HTML parsed at once.

    An element that is never closed joins all behind it. Remembers which HTML is whole: a page that changes in one
    place is not read again. One call at a time.
    """

    def __init__(self) -> None:
        self._whole: set[str] = set()

    def __call__(self, blocks: Sequence[Block]) -> list[Piece]:
        """Give the pieces in the order of the page; a piece of several blocks has the name of its first."""
        pieces: list[Piece] = []
        whole = self._whole
        at, end = 0, len(blocks)
        while at < end:
            block = blocks[at]
            if block.html in whole or self._is_whole(block.html):
                pieces.append((block.id, block.html, block.start_line, block.end_line))
                at += 1
            else:
                after = _end_of_group(blocks, at)
                html = "".join(each.html for each in blocks[at:after])
                pieces.append((block.id, html, block.start_line, blocks[after - 1].end_line))
                at = after
        if len(whole) > _SPARE * (len(pieces) + 100):
            self._whole = whole.intersection(piece[1] for piece in pieces)
        return pieces

    def _is_whole(self, html: str) -> bool:
        state = OpenElements()
        state.read(html)
        if state.neutral:
            self._whole.add(html)
        return state.neutral


def _end_of_group(blocks: Sequence[Block], first: int) -> int:
    state = OpenElements()
    for at in range(first, len(blocks)):
        state.read(blocks[at].html)
        if state.neutral:
            return at + 1
    return len(blocks)
