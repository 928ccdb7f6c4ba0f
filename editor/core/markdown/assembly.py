"""The page's HTML from parsed chunks: ids, numbers of footnotes, blocks with their lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import cast
from xml.etree.ElementTree import Element

from markdown_it.token import Token

from editor.core.markdown.chunks import Chunk, HeadingInfo, Unit, number_fences
from editor.core.markdown.document_state import DocumentState
from editor.core.markdown.document_tree import DocumentTree, Footnotes
from editor.core.markdown.extension import lines_divided
from editor.core.markdown.heading_ids import HeadingIds
from editor.core.markdown.math import autorender
from editor.core.markdown.memory import Heading, Memory, RenderedBlock, Replaced, Row
from editor.core.markdown.pieces import Piece
from editor.core.markdown.reparse import in_order
from editor.core.markdown.shortcodes import Extraction

_NUMBERED = re.compile(r"-[0-9]+\Z")


def assemble(memory: Memory, extraction: Extraction) -> None:
    """Make all rows anew, HTML only where what it depends on has changed."""
    numbers, uses = _number_footnotes(memory.chunks)
    ids = HeadingIds(memory.config.auto_heading_id_type, memory.slugs)
    memory.divider = lines_divided(extraction.text)
    memory.extraction = extraction
    shift = _line_map(extraction, memory.divider)
    before = _blocks_by_name(memory.rows)
    memory.rows = []
    memory.bases = None
    number_fences(memory.chunks)
    given = {id(unit): _heading_ids(unit, ids) for unit in in_order(memory.chunks)}
    line = 0
    for chunk in memory.chunks:
        memory.rows.append(_row(memory, chunk, given[id(chunk.main)], (line, shift), before))
        line += chunk.lines
    if memory.labels:
        _list_headings_of_notes(memory, given, shift)
    section = _footnote_section(memory, numbers, uses, given)
    end = shift(line)
    memory.section = RenderedBlock("footnotes", extraction.replace(section), end, end) if section else None


def assemble_change(memory: Memory, extraction: Extraction, change: Replaced) -> bool:
    """Make the rows of the chunks that came, and move those behind them; False where that is not enough.

    `change` must be plain: then the numbers of footnotes are what they were, and with the same headings the ids.
    """
    first, end = change.first, change.first + len(change.old)
    line = sum(chunk.lines for chunk in memory.chunks[:first])
    # A text without a divider is parsed as it is.
    divider = (-1, 0) if memory.text is extraction.text else lines_divided(extraction.text)
    # The lines of a divider in or behind the change count otherwise than the others.
    if divider != memory.divider or divider[0] >= line or not _same_pieces(memory.extraction, extraction):
        return False
    if memory.labels and not change.keeps_headings:
        # Headings of footnotes have their ids before those that stand behind.
        return False
    if change.moves_fences and any(chunk.main.tells_fences for chunk in memory.chunks):
        return False
    shift = _line_map(extraction, divider)
    behind = _lines_behind(memory, extraction, change, line)
    if behind is None or (behind and memory.labels and _lists_notes(memory)):
        return False
    memory.extraction = extraction
    for old, new in zip(change.uses(change.old), change.uses(change.new), strict=True):
        new.meta = old.meta
    replaced = memory.rows[first:end]
    rows: list[Row | None] = [*memory.rows[:first], *[None] * len(change.new)]
    rows += [_moved(row, behind) for row in memory.rows[end:]] if behind else memory.rows[end:]
    own = [id_ for row in replaced for id_ in row.ids] if change.keeps_headings else _own_ids(memory, change)
    if own is not None:
        at = iter(own)
        for i, chunk in enumerate(change.new, first):
            given = [next(at) for _ in chunk.main.headings]
            rows[i] = _row(memory, chunk, given, (line, shift), _blocks_by_name(replaced))
            line += chunk.lines
    else:
        _take_ids(memory, rows, shift, _blocks_by_name(replaced))
    memory.rows = cast(list[Row], rows)
    if behind and memory.section is not None:
        memory.section = _moved_block(memory.section, behind)
    return True


def add_colours(memory: Memory, near: int, most: int) -> None:
    """Give code its colours, what is nearest to the body's line `near` first, about `most` characters of it."""
    if not memory.may_lack_colour:
        return
    lacking = [
        (row.block, i)
        for i, (chunk, row) in enumerate(zip(memory.chunks, memory.rows, strict=True))
        if chunk.main.lacks_colour and row.block is not None
    ]
    lacking.sort(key=lambda each: max(each[0].start_line - near, near - each[0].end_line))
    memory.in_colour = True
    for block, i in lacking:
        if most <= 0:
            return
        chunk, row = memory.chunks[i], memory.rows[i]
        chunk.main.html_key = None
        row.block = block._replace(html=memory.extraction.replace(_unit_html(memory, chunk.main, row.ids)))
        most -= len(chunk.source)
    memory.may_lack_colour = False


def _own_ids(memory: Memory, change: Replaced) -> list[str] | None:
    """Give the ids of the headings that came, where neither they nor those that went mean anything to the others.

    An id depends on the headings with the same text before it, and on those whose number makes the same of theirs.
    """
    ids = HeadingIds(memory.config.auto_heading_id_type, memory.slugs)

    def bases(chunks: list[Chunk]) -> list[str]:
        return [
            info.given if info.given is not None else (ids.base(info.id_text) or info.otherwise)
            for chunk in chunks
            for info in chunk.main.headings
            if info.given is not None or info.id_text
        ]

    old, new = bases(change.old), bases(change.new)
    if memory.bases is None:
        memory.bases = Counter(bases(memory.chunks))
    else:
        memory.bases.subtract(old)
        memory.bases.update(new)
    if len({*old}) < len(old) or len({*new}) < len(new):
        return None
    if any(memory.bases[base] > (base in new) or _NUMBERED.search(base) for base in (*old, *new)):
        return None
    at = iter(new)
    return [
        next(at) if info.given is not None or info.id_text else ""
        for chunk in change.new
        for info in chunk.main.headings
    ]


def _take_ids(
    memory: Memory, rows: list[Row | None], shift: Callable[[int], int], before: dict[str, RenderedBlock]
) -> None:
    """Give all headings their ids, and make the rows that have none or whose ids have changed."""
    ids = HeadingIds(memory.config.auto_heading_id_type, memory.slugs)
    line = 0
    for i, (chunk, row) in enumerate(zip(memory.chunks, rows, strict=True)):
        if row is None or chunk.main.headings:
            given = _heading_ids(chunk.main, ids)
            if row is None or row.ids != given:
                rows[i] = _row(memory, chunk, given, (line, shift), before)
        line += chunk.lines


def _same_pieces(before: Extraction, after: Extraction) -> bool:
    """Whether the words that stand for shortcodes mean the same in both, as far as both have them."""
    return before.table is after.table or all(
        before.table.get(word, piece) == piece for word, piece in after.table.items()
    )


def _lines_behind(memory: Memory, extraction: Extraction, change: Replaced, line: int) -> int | None:
    """By how many lines of the body all behind a change has moved; None where that is not all by the same."""
    before = line + sum(chunk.lines for chunk in change.old)
    after = line + sum(chunk.lines for chunk in change.new)
    old, new = memory.extraction.lines, extraction.lines
    if not old and not new:
        return after - before
    moved = extraction.line(after) - memory.extraction.line(before)
    same = tuple(number + moved for number in old[before:]) == new[after:]
    return moved if same else None


def _blocks_by_name(rows: list[Row]) -> dict[str, RenderedBlock]:
    return {row.block.id: row.block for row in rows if row.block is not None}


def _line_map(extraction: Extraction, divider: tuple[int, int]) -> Callable[[int], int]:
    """Map lines of the text as parsed to lines of the body: the summary divider became some lines."""
    at, more = divider
    if at < 0:
        return extraction.line
    return lambda line: extraction.line(line if line <= at else max(at, line - more))


def _row(
    memory: Memory,
    chunk: Chunk,
    ids: list[str],
    place: tuple[int, Callable[[int], int]],
    before: dict[str, RenderedBlock],
) -> Row:
    line, shift = place
    extraction = memory.extraction
    first = shift(line)
    toc: tuple[Heading, ...] = ()
    if ids:
        toc = tuple(
            [
                _heading(memory, info, id_, shift(line + info.line), in_note=False)
                for info, id_ in zip(chunk.main.headings, ids, strict=True)
                if info.level
            ]
        )
    html = extraction.replace(_unit_html(memory, chunk.main, ids))
    if not html:
        return Row(None, toc, ids)
    block = RenderedBlock(chunk.name, html, first, shift(line + chunk.shown_lines))
    kept = before.get(chunk.name)
    return Row(kept if kept == block else block, toc, ids)


def _heading(memory: Memory, info: HeadingInfo, id_: str, line: int, *, in_note: bool) -> Heading:
    text = memory.extraction.plain(info.text)
    title = _title(memory, info) if in_note or _is_listed_otherwise(memory, info) else None
    return Heading(info.level, id_, text, line, title)


def _is_listed_otherwise(memory: Memory, info: HeadingInfo) -> bool:
    """Whether `cjk` leaves something out of a heading, which Hugo's table of contents has all the same."""
    return memory.config.cjk.enable and any(t.type == "joined" or "listed" in t.meta for t in info.tokens)


def _listed(token: Token) -> Token:
    if token.type == "joined":
        return Piece("softbreak", "br", 0)
    return Piece("text", "", 0, content=token.meta["listed"]) if "listed" in token.meta else token


def _title(memory: Memory, info: HeadingInfo) -> str:
    tokens = [_listed(token) for token in info.tokens]
    root = Element("div")
    memory.parser.tree().inline.inline(root, tokens)
    html = _finished(memory, memory.md.serializer(root)).removeprefix("<div>").removesuffix("</div>")
    return memory.extraction.replace(html)


def _lists_notes(memory: Memory) -> bool:
    """Whether one row has headings of several chunks, which do not move together."""
    return any(unit.headings for chunk in memory.chunks for unit in chunk.notes.values())


def _list_headings_of_notes(memory: Memory, given: dict[int, list[str]], shift: Callable[[int], int]) -> None:
    """Put the headings of all footnotes, used or not, where the first footnote is defined, as Hugo does."""
    found: list[Heading] = []
    first: Row | None = None
    line = 0
    for chunk, row in zip(memory.chunks, memory.rows, strict=True):
        for unit in chunk.notes.values():
            first = first or row
            found += [
                _heading(memory, info, id_, shift(line + unit.offset + info.line), in_note=True)
                for info, id_ in zip(unit.headings, given[id(unit)], strict=True)
                if info.level
            ]
        line += chunk.lines
    if first is not None and found:
        first.toc += tuple(found)


def _moved_block(block: RenderedBlock, delta: int) -> RenderedBlock:
    return RenderedBlock(block.id, block.html, block.start_line + delta, block.end_line + delta)


def _moved(row: Row, delta: int) -> Row:
    block = row.block
    if block is not None:
        block = _moved_block(block, delta)
    toc = tuple(heading._replace(line=heading.line + delta) for heading in row.toc)
    return Row(block, toc, row.ids)


def _number_footnotes(chunks: list[Chunk]) -> tuple[dict[str, int], dict[str, int]]:
    """Give each footnote that is used its number, in order of use, and say how often it is."""
    numbers: dict[str, int] = {}
    uses: dict[str, int] = {}
    for unit in in_order(chunks):
        for token in unit.references:
            label = token.content
            number = numbers.setdefault(label, len(numbers) + 1)
            token.meta = {"number": number, "use": uses.get(label, 0)}
            uses[label] = uses.get(label, 0) + 1
    return numbers, uses


def _heading_ids(unit: Unit, ids: HeadingIds) -> list[str]:
    given: list[str] = []
    for info in unit.headings:
        if info.given is not None:
            ids.take(info.given)
            given.append(info.given)
        else:
            given.append(ids.make(info.id_text, info.otherwise) if info.id_text else "")
    return given


class _GivenIds(HeadingIds):
    """Hands out ids that were made before."""

    def __init__(self, ids: list[str]) -> None:
        super().__init__("")
        self._ids = iter(ids)

    def make(self, text: str, otherwise: str = "") -> str:
        return next(self._ids)


def _unit_html(memory: Memory, unit: Unit, ids: list[str]) -> str:
    uses = [(t.meta["number"], t.meta["use"]) for t in unit.references]
    key = (*ids, *uses, unit.fences_before)
    if unit.html_key != key:
        tree = memory.parser.tree(unit.fences_before, in_colour=memory.in_colour)
        if unit.fences and len(unit.tokens) == 1:
            # Its HTML is none for the tree and what works on it.
            unit.html = _finished(memory, tree.fence(unit.tokens[0]))
        else:
            unit.html = _serialized(memory, _built(tree, unit, ids))
        unit.html_key = key
        unit.lacks_colour = unit.fences > 0 and not memory.in_colour
        memory.may_lack_colour |= unit.lacks_colour
    return unit.html


def _built(tree: DocumentTree, unit: Unit, ids: list[str]) -> Element:
    root = Element("div")
    if ids:
        tree.ids = _GivenIds(_made_ids(unit, ids))
    tree.build(root, unit.tokens)
    return root


def _made_ids(unit: Unit, ids: list[str]) -> list[str]:
    """Give those ids of a unit's headings that are not their author's own."""
    return [i for info, i in zip(unit.headings, ids, strict=True) if info.given is None and info.id_text]


def _footnote_section(
    memory: Memory, numbers: dict[str, int], uses: dict[str, int], given: dict[int, list[str]]
) -> str:
    notes: dict[str, Unit] = {}
    for chunk in memory.chunks:
        for label, unit in chunk.notes.items():
            notes.setdefault(label, unit)
    if not numbers or not notes:
        return ""
    root = Element("div")
    tree = memory.parser.tree(sum(chunk.main.fences for chunk in memory.chunks))
    shown = [notes[label] for label in numbers if label in notes]
    tree.ids = _GivenIds([made for unit in shown for made in _made_ids(unit, given[id(unit)])])
    state = DocumentState(footnotes=numbers, footnote_uses=uses)
    tree.footnotes(root, Footnotes({label: unit.tokens for label, unit in notes.items()}), state)
    return _serialized(memory, root)


def _serialized(memory: Memory, root: Element) -> str:
    """Run the rest of Python-Markdown's pipeline over a piece of the tree."""
    for processor in memory.treeprocessors:
        changed = processor.run(root)
        root = root if changed is None else changed
    if len(root) == 1 and not root.text:
        # Most pieces are one block, which needs nothing around it.
        return _finished(memory, memory.md.serializer(root[0]))
    text = memory.md.serializer(root)
    text = text[text.index(">") + 1 : text.rindex("<")] if text.endswith("</div>") else ""
    return _finished(memory, text)


def _finished(memory: Memory, html: str) -> str:
    for last in memory.postprocessors:
        html = last.run(html)
    html = html.lstrip("\n")
    context = memory.context
    return autorender(html, dollars=context.dollars) if context.math else html
