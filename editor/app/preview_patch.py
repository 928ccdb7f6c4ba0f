"""What has to change in the preview's page: blocks by their keys, and the way from one list to the next."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class PageBlock(NamedTuple):
    """A piece of the page: `key` is unique in it; lines are 0-based in the body, `end_line` exclusive."""

    key: str
    html: str
    start_line: int
    end_line: int


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


def page_blocks(pieces: Iterable[tuple[str, str, int, int]]) -> tuple[PageBlock, ...]:
    """Give rendered pieces (id, HTML, first line, line behind the last) keys that are unique in the page."""
    listed = [PageBlock(*piece) for piece in pieces]
    if len({block.key for block in listed}) == len(listed):
        return tuple(listed)
    seen: Counter[str] = Counter()
    blocks = []
    for name, html, start, end in listed:
        seen[name] += 1
        key = name if seen[name] == 1 else f"{name}~{seen[name]}"
        blocks.append(PageBlock(key, html, start, end))
    return tuple(blocks)


def changes_between(old: Sequence[PageBlock], new: Sequence[PageBlock]) -> tuple[Change, ...]:
    """Give the changes that make the page of `old` that of `new`, to be applied in order.

    Blocks that have only moved to other lines need none. Time does not grow with the product of the lengths.
    """
    shorter = min(len(old), len(new))
    top = 0
    while top < shorter and old[top].key == new[top].key and old[top].html == new[top].html:
        top += 1
    tail = 0
    while tail < shorter - top and _same(old[-1 - tail], new[-1 - tail]):
        tail += 1
    before = {b.key: (i, b.html) for i, b in enumerate(old[top : len(old) - tail])}
    middle = new[top : len(new) - tail]
    kept = _in_order([(before[b.key][0], b.key) for b in middle if b.key in before])
    changes: list[Change] = []
    gone = tuple(key for key in before if key not in kept)
    if gone:
        changes.append(Removal(gone))
    after = old[top - 1].key if top else ""
    run: list[tuple[str, str]] = []
    for block in middle:
        if block.key not in kept:
            run.append((block.key, block.html))
            continue
        _close(changes, after, run)
        if before[block.key][1] != block.html:
            changes.append(Replacement(block.key, block.html))
        after, run = block.key, []
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
    return a.key == b.key and a.html == b.html


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
