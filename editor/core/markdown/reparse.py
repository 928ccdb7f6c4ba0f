"""Blocks and text parsed again after an edit: no more than the edit can have touched.

What may be left alone was found by making mistakes: each rule has a test.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from io import StringIO
from itertools import accumulate

from editor.core.markdown.chunks import Chunk, Unit, cut
from editor.core.markdown.document_state import Reference
from editor.core.markdown.memory import Memory, Replaced

_STRIDE = 65_536


def parse_whole(memory: Memory, text: str) -> None:
    """Give `memory` the chunks of a text, whatever it had before."""
    last = len(memory.chunks)
    _put(memory, text, 0, last, parse_blocks(memory, text))


def parse_blocks(memory: Memory, text: str) -> list[Chunk]:
    """Give the chunks of a text."""
    lines = StringIO(text, newline="\n").readlines()
    chunks = cut(memory.parser.block_tokens(text), lines, memory.names)
    memory.names += len(chunks) + 1
    return chunks


def reparse(memory: Memory, text: str) -> Replaced:
    """Replace the chunks that an edit can have changed.

    Parsing starts at the chunk before the edited one, whose end looked at the edited line, and before any description
    list that could swallow it. It goes on until a new chunk begins where an old one began, with one more chunk seen
    behind it: otherwise the window is made wider, at worst to the end (an open fence or comment).
    """
    old, starts = memory.chunks, memory.starts
    same = _common_start(memory.text, text)
    if same == len(memory.text) == len(text):
        return Replaced(len(old), [], [])
    head = bisect_right(starts, same) - 1
    at = starts[head]
    behind = _common_end(memory.text, text, at)
    tail = max(bisect_left(starts, len(memory.text) - behind), head)
    end = len(text) - (len(memory.text) - starts[tail])
    first = max(head - 1, 0)
    while first > 0 and (old[first].is_description or old[first - 1].is_description):
        first -= 1
    begin = starts[first]
    width = 2
    while True:
        last = min(tail + width, len(old))
        stop = end + starts[last] - starts[tail]
        fresh = parse_blocks(memory, text[begin:stop])
        if last == len(old):
            kept = fresh
            break
        found = _synchronized(fresh, old, tail, last, end - begin)
        if found is not None:
            kept, last = fresh[: found[0]], found[1]
            break
        width *= 4
    _inherit_names(old[first:last], kept)
    _put(memory, text, first, last, kept)
    return Replaced(first, old[first:last], kept)


def _put(memory: Memory, text: str, first: int, last: int, chunks: list[Chunk]) -> None:
    """Put `chunks` in the place of those from `first` to `last`."""
    moved = len(text) - len(memory.text)
    starts = memory.starts
    fresh = accumulate((len(chunk.source) for chunk in chunks), initial=starts[first])
    memory.starts = [*starts[:first], *fresh, *(start + moved for start in starts[last + 1 :])]
    memory.chunks = memory.chunks[:first] + chunks + memory.chunks[last:]
    memory.text = text


def _common_start(one: str, other: str) -> int:
    """Measure how far two texts are the same from the beginning."""
    most = min(len(one), len(other))
    at, step = 0, _STRIDE
    # Whole strides are compared at the speed of memory; where one differs, ever smaller parts of it are.
    while at < most and step:
        part = min(step, most - at)
        if one.startswith(other[at : at + part], at):
            at += part
        else:
            step = part // 2
    return at


def _common_end(one: str, other: str, least: int) -> int:
    """Measure how far two texts are the same from the end, leaving out the first `least` characters of both."""
    most = min(len(one), len(other)) - least
    at, step = 0, _STRIDE
    while at < most and step:
        part = min(step, most - at)
        begin, end = len(other) - at - part, len(other) - at
        if one.endswith(other[begin:end], 0, len(one) - at):
            at += part
        else:
            step = part // 2
    return at


def _synchronized(
    fresh: list[Chunk], old: list[Chunk], tail: int, last: int, edited: int
) -> tuple[int, int] | None:
    """Find a new chunk that begins where an old one does; `edited` is where the first unchanged old one begins."""
    starts = {}
    at = edited
    for i in range(tail, last):
        starts[at] = i
        at += len(old[i].source)
    at = 0
    for i, chunk in enumerate(fresh[:-1]):
        match = starts.get(at)
        if match is not None and not chunk.is_description and not old[match].is_description:
            behind = fresh[i + 1]
            if not behind.is_description and chunk.source == old[match].source:
                return i, match
        at += len(chunk.source)
    return None


def _inherit_names(before: list[Chunk], after: list[Chunk]) -> None:
    """Give new chunks the names of those they stand for, so that the page replaces a block and adds none."""
    by_source = {chunk.source: chunk.name for chunk in before}
    free = dict.fromkeys(chunk.name for chunk in before)
    changed = []
    for chunk in after:
        name = by_source.pop(chunk.source, None)
        if name is None:
            changed.append(chunk)
        else:
            chunk.name = name
            del free[name]
    for chunk, name in zip(changed, free, strict=False):
        chunk.name = name


def settle_text(memory: Memory, change: Replaced) -> bool:
    """Parse the text of the chunks that came, and of others as far as it is theirs; False where that is not enough.

    It is enough while no definition changed: then the rest can differ by the quotes that stand open alone.
    """
    if any(chunk.notes for chunk in (*change.old, *change.new)):
        return False
    at = change.first
    if memory.labels and at and memory.chunks[at - 1].notes:
        # The footnotes' text was parsed between the chunk before and this one.
        return False
    quotes = memory.chunks[at - 1].main.quotes_after if at else (0, 0)
    for chunk in change.new:
        chunk.main.quotes_before = quotes
        chunk.main.parse(memory.parser.inline, memory.references, memory.labels)
        quotes = chunk.main.quotes_after
    if not change.is_plain:
        return False
    if memory.labels:
        # Footnotes are parsed out of order: follow the quotes only where they end as they did.
        return bool(change.old) and quotes == change.old[-1].main.quotes_after
    for chunk in memory.chunks[at + len(change.new) :]:
        if chunk.main.quotes_before == quotes:
            return True
        if not chunk.main.move_quotes(quotes):
            return False
        quotes = chunk.main.quotes_after
    return True


def parse_text(memory: Memory) -> None:
    """Parse the text of new chunks, and of old ones that asked for what has changed.

    A chunk is parsed again when a label it looked up is defined otherwise by now, or when the quotes that stand
    open before it change what its own become.
    """
    references: dict[str, Reference] = {}
    labels: set[str] = set()
    for chunk in memory.chunks:
        if chunk.definitions:
            for key, reference in chunk.definitions.items():
                references.setdefault(key, reference)
        labels.update(chunk.notes)
    changed = {
        key
        for key in references.keys() | memory.references.keys()
        if references.get(key) != memory.references.get(key)
    }
    changed |= {"^" + label for label in labels ^ memory.labels}
    memory.references, memory.labels = references, frozenset(labels)
    quotes = (0, 0)
    for unit in in_order(memory.chunks):
        stale = not unit.parsed or (changed and not changed.isdisjoint(unit.asked))
        if stale or not unit.move_quotes(quotes):
            unit.quotes_before = quotes
            unit.parse(memory.parser.inline, references, memory.labels)
        quotes = unit.quotes_after


def in_order(chunks: list[Chunk]) -> list[Unit]:
    """Give the units in the order in which Goldmark parses their text: footnotes where the first of them is defined."""
    units: list[Unit] = []
    done = False
    for chunk in chunks:
        units.append(chunk.main)
        if chunk.notes and not done:
            done = True
            for other in chunks:
                units += other.notes.values()
    return units
