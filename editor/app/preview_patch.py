"""What has to change in the preview's page: blocks by their keys, and the way from one list to the next."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

# Blocks that are compared in one go.
_STRIDE = 256


class PageBlock(Protocol):
    """A piece of the page; lines are 0-based in the body, `end_line` exclusive."""

    @property
    def id(self) -> str:
        """Unique in the page, and the same for the same piece after the next keystroke."""

    @property
    def html(self) -> str:
        """What the page shows for it."""

    @property
    def start_line(self) -> int:
        """The body's line it begins at."""

    @property
    def end_line(self) -> int:
        """The body's line behind its last."""


@dataclass(frozen=True, slots=True)
class Removal:
    """Take the blocks with these keys away."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Insertion:
    """Put blocks, as pairs of key and HTML, behind the one with key `after`; at the top where that is ""."""

    after: str
    blocks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Replacement:
    """Give the block with this key other HTML."""

    key: str
    html: str


Change = Removal | Insertion | Replacement


def changes_between(old: Sequence[PageBlock], new: Sequence[PageBlock]) -> tuple[Change, ...]:
    """Give the changes that make the page of `old` that of `new`, to be applied in order.

    Blocks that have only moved to other lines need none. Time does not grow with the product of the lengths.
    """
    shorter = min(len(old), len(new))
    top = _alike_above(old, new)
    while top < shorter and _same(old[top], new[top]):
        top += 1
    tail = min(_alike_below(old, new), shorter - top)
    while tail < shorter - top and _same(old[-1 - tail], new[-1 - tail]):
        tail += 1
    before = {b.id: (i, b.html) for i, b in enumerate(old[top : len(old) - tail])}
    middle = new[top : len(new) - tail]
    kept = _in_order([(before[b.id][0], b.id) for b in middle if b.id in before])
    changes: list[Change] = []
    gone = tuple(key for key in before if key not in kept)
    if gone:
        changes.append(Removal(gone))
    after = old[top - 1].id if top else ""
    run: list[tuple[str, str]] = []
    for block in middle:
        if block.id not in kept:
            run.append((block.id, block.html))
            continue
        _close(changes, after, run)
        if before[block.id][1] != block.html:
            changes.append(Replacement(block.id, block.html))
        after, run = block.id, []
    _close(changes, after, run)
    return tuple(changes)


def apply_changes(
    changes: Sequence[Change], blocks: Sequence[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """Do to a list of key and HTML what the page does to itself; raises KeyError for an unknown key."""
    page = dict(blocks)
    for change in changes:
        if isinstance(change, Removal):
            for key in change.keys:
                del page[key]
        elif isinstance(change, Replacement):
            if change.key not in page:
                raise KeyError(change.key)
            page[change.key] = change.html
        else:
            page = dict(_inserted(page, change))
    return tuple(page.items())


def _inserted(page: dict[str, str], change: Insertion) -> list[tuple[str, str]]:
    if not change.after:
        return [*change.blocks, *page.items()]
    if change.after not in page:
        raise KeyError(change.after)
    listed = list(page.items())
    at = [*page].index(change.after) + 1
    return [*listed[:at], *change.blocks, *listed[at:]]


def _same(a: PageBlock, b: PageBlock) -> bool:
    return a is b or (a.id == b.id and a.html == b.html)


def _alike_above(old: Sequence[PageBlock], new: Sequence[PageBlock]) -> int:
    """Count blocks at the beginning that are equal; by strides, which is fast, so there may be some more."""
    most, at = min(len(old), len(new)), 0
    while at < most and old[at : at + _STRIDE] == new[at : at + _STRIDE]:
        at += _STRIDE
    return min(at, most)


def _alike_below(old: Sequence[PageBlock], new: Sequence[PageBlock]) -> int:
    """Count blocks at the end that are equal, as `_alike_above` does."""
    most, at = min(len(old), len(new)), 0
    while at + _STRIDE <= most and (
        old[len(old) - at - _STRIDE : len(old) - at] == new[len(new) - at - _STRIDE : len(new) - at]
    ):
        at += _STRIDE
    return at


def _close(changes: list[Change], after: str, run: list[tuple[str, str]]) -> None:
    if run:
        changes.append(Insertion(after, tuple(run)))


def _in_order(places: Sequence[tuple[int, str]]) -> frozenset[str]:
    """Give the keys of a longest run of rising places: those blocks stay, the others move around them."""
    ends: list[int] = []  # ends[n] is the lowest place a rising run of n + 1 ends at
    at: list[int] = []  # which of `places` that is
    previous: list[int] = []
    for i, (place, _) in enumerate(places):
        n = bisect_left(ends, place)
        previous.append(at[n - 1] if n else -1)
        ends[n : n + 1] = [place]
        at[n : n + 1] = [i]
    kept: list[str] = []
    i = at[-1] if at else -1
    while i >= 0:
        kept.append(places[i][1])
        i = previous[i]
    return frozenset(kept)
