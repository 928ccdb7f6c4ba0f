"""Blocks of a page that belong together because an element spans them, `<details>` around paragraphs above all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from editor.app.html_state import OpenElements
from editor.app.preview_patch import PageBlock

# HTML remembered as whole, in relation to what a page holds, before all that is not on the page is forgotten.
_SPARE = 4


class Group(NamedTuple):
    """Blocks that make one piece of the page, under the name of the first."""

    id: str
    html: str
    start_line: int
    end_line: int


class Grouping:
    """Joins blocks so that each piece can be parsed by itself and the page is that of all HTML parsed at once.

    An element that is never closed joins all behind it. Remembers which HTML is whole: a page that changes in one
    place is not read again. One call at a time.
    """

    def __init__(self) -> None:
        self._whole: set[str] = set()

    def __call__(self, blocks: Sequence[PageBlock]) -> tuple[PageBlock, ...]:
        """Give the pieces in the order of the page: blocks as they are, or groups of them."""
        pieces: list[PageBlock] = []
        whole = self._whole
        at, end = 0, len(blocks)
        while at < end:
            block = blocks[at]
            if block.html in whole or self._is_whole(block.html):
                pieces.append(block)
                at += 1
            else:
                after = _end_of_group(blocks, at)
                html = "".join(each.html for each in blocks[at:after])
                pieces.append(Group(block.id, html, block.start_line, blocks[after - 1].end_line))
                at = after
        if len(whole) > _SPARE * (len(pieces) + 100):
            self._whole = whole.intersection(piece.html for piece in pieces)
        return tuple(pieces)

    def _is_whole(self, html: str) -> bool:
        state = OpenElements()
        state.read(html)
        if state.neutral:
            self._whole.add(html)
        return state.neutral


def _end_of_group(blocks: Sequence[PageBlock], first: int) -> int:
    state = OpenElements()
    for at in range(first, len(blocks)):
        state.read(blocks[at].html)
        if state.neutral:
            return at + 1
    return len(blocks)
