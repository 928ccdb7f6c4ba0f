"""A whole body rendered: blocks for a page that is patched, or one piece of HTML.

A rendering remembers its chunks; the next one parses again only what the change can have touched. What may be
left alone was found by making mistakes: the rules are in `_reparse` and `_parse_text`, each with a test.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from io import StringIO
from xml.etree.ElementTree import Element

from markdown import Markdown

from editor.core.markdown.chunks import Chunk, Unit, cut
from editor.core.markdown.config import MarkupConfig
from editor.core.markdown.context import RenderContext
from editor.core.markdown.document_state import DocumentState, Reference
from editor.core.markdown.document_tree import Footnotes
from editor.core.markdown.extension import MORE, GoldmarkExtension, GoldmarkParser, divided, normalized
from editor.core.markdown.heading_ids import HeadingIds
from editor.core.markdown.math import autorender
from editor.core.markdown.resolve import LinkProcessor
from editor.core.markdown.shortcodes import Extraction, extract
from editor.core.problem import Problem


@dataclass(frozen=True, slots=True)
class RenderedBlock:
    """A piece of the page: `id` stays while the piece stays; lines are 0-based in the body, the end exclusive."""

    id: str
    html: str
    start_line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the outline: `level` 1 to 6, `line` 0-based in the body."""

    level: int
    id: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """A rendered body; `memory` is what the next rendering can use of it and nobody else's business."""

    blocks: tuple[RenderedBlock, ...]
    toc: tuple[Heading, ...] = ()
    problems: tuple[Problem, ...] = ()
    memory: Memory | None = field(default=None, repr=False, compare=False)

    @property
    def html(self) -> str:
        """The whole page's HTML."""
        return "".join(block.html for block in self.blocks)


@dataclass(slots=True)
class Memory:
    """The chunks of a rendering and the host that made them; one rendering after the other may use it."""

    config: MarkupConfig
    context: RenderContext
    md: Markdown
    chunks: list[Chunk]
    references: dict[str, Reference]
    labels: frozenset[str]
    names: int
    blocks: dict[str, RenderedBlock] = field(default_factory=dict)

    @property
    def parser(self) -> GoldmarkParser:
        """Our parser in the host."""
        parser: object = self.md.parser
        assert isinstance(parser, GoldmarkParser)
        return parser


def render(
    body: str,
    config: MarkupConfig,
    *,
    context: RenderContext | None = None,
    previous: RenderedDocument | None = None,
) -> RenderedDocument:
    """Render a body; never raises. With `previous` only what the change can affect is done again.

    `previous` must not be rendered from again: its memory goes over to the new document.
    """
    context = context or RenderContext()
    body = normalized(body)
    extraction = extract(body, context, config, lambda text: _simple_html(text, config, context))
    text = divided(extraction.text)
    memory = previous.memory if previous is not None else None
    if memory is None or memory.config != config or not _same_look(memory.context, context):
        memory = _new_memory(config, context)
        memory.chunks = _parse_blocks(memory, text)
    else:
        _reparse(memory, text)
    _parse_text(memory)
    return _assemble(memory, extraction)


def _new_memory(config: MarkupConfig, context: RenderContext) -> Memory:
    md = Markdown(extensions=[GoldmarkExtension(config)])
    if context.resolve_link is not None or context.resolve_image is not None:
        md.treeprocessors.register(LinkProcessor(md, context), "links", 0)
    return Memory(config, context, md, [], {}, frozenset(), 0)


def _same_look(one: RenderContext, other: RenderContext) -> bool:
    """Whether blocks rendered in one context may stand in the other."""
    return (one.math, one.resolve_link, one.resolve_image) == (
        other.math,
        other.resolve_link,
        other.resolve_image,
    )


def _simple_html(text: str, config: MarkupConfig, context: RenderContext) -> str:
    """Render what a shortcode encloses: text without shortcodes, a page of its own."""
    memory = _new_memory(config, context)
    memory.chunks = _parse_blocks(memory, normalized(text))
    _parse_text(memory)
    return _assemble(memory, Extraction(text)).html


def render_html(body: str, config: MarkupConfig, *, context: RenderContext | None = None) -> str:
    """Give the HTML of a body as Hugo's .Content has it."""
    return render(body, config, context=context).html


# -- blocks ----------------------------------------------------------------------------------------------------


def _parse_blocks(memory: Memory, text: str) -> list[Chunk]:
    lines = StringIO(text, newline="\n").readlines()
    chunks = cut(memory.parser.block_tokens(text), lines, memory.names)
    memory.names += len(chunks) + 1
    return chunks


def _reparse(memory: Memory, text: str) -> None:
    """Replace the chunks that an edit can have changed.

    Parsing starts at the chunk before the edited one, whose end looked at the edited line, and before any description
    list that could swallow it. It goes on until a new chunk begins where an old one began, with one more chunk seen
    behind it: otherwise the window is made wider, at worst to the end (an open fence or comment).
    """
    old = memory.chunks
    head = at = 0
    while (
        head < len(old) and text.startswith(old[head].source, at) and at + len(old[head].source) <= len(text)
    ):
        at += len(old[head].source)
        head += 1
    if head == len(old) and at == len(text):
        return
    end, tail = len(text), len(old)
    while (
        tail > head and end - len(old[tail - 1].source) >= at and text.endswith(old[tail - 1].source, at, end)
    ):
        tail -= 1
        end -= len(old[tail].source)
    first = max(head - 1, 0)
    while first > 0 and (old[first].is_description or old[first - 1].is_description):
        first -= 1
    begin = at - sum(len(chunk.source) for chunk in old[first:head])
    width = 2
    while True:
        last = min(tail + width, len(old))
        stop = end + sum(len(chunk.source) for chunk in old[tail:last])
        fresh = _parse_blocks(memory, text[begin:stop])
        if last == len(old):
            kept = fresh
            break
        found = _synchronized(fresh, old, tail, last, end - begin)
        if found is not None:
            kept, last = fresh[: found[0]], found[1]
            break
        width *= 4
    _inherit_names(old[first:last], kept)
    memory.chunks = old[:first] + kept + old[last:]


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


# -- text ------------------------------------------------------------------------------------------------------


def _parse_text(memory: Memory) -> None:
    """Parse the text of new chunks, and of old ones that asked for what has changed.

    A chunk is parsed again when a label it looked up is defined otherwise by now, or when the quotes that stand open
    before it change what its own become.
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
    for unit in _in_order(memory.chunks):
        stale = not unit.parsed or (changed and not changed.isdisjoint(unit.asked))
        if stale or not unit.move_quotes(quotes):
            unit.quotes_before = quotes
            unit.parse(memory.parser.inline, references, memory.labels)
        quotes = unit.quotes_after


def _in_order(chunks: list[Chunk]) -> list[Unit]:
    """The units in the order in which Goldmark parses their text: footnotes where the first of them is defined."""
    units: list[Unit] = []
    done = False
    for chunk in chunks:
        units.append(chunk.main)
        if chunk.notes and not done:
            done = True
            for other in chunks:
                units += other.notes.values()
    return units


# -- HTML ------------------------------------------------------------------------------------------------------


def _assemble(memory: Memory, extraction: Extraction) -> RenderedDocument:
    """Number the footnotes, give the headings their ids, and make the HTML of what these have changed."""
    numbers, uses = _number_footnotes(memory.chunks)
    ids = HeadingIds(memory.config.auto_heading_id_type)
    toc: list[Heading] = []
    blocks: dict[str, RenderedBlock] = {}
    shift = _line_map(extraction)
    line = 0
    for chunk in memory.chunks:
        given = _heading_ids(chunk.main, ids, memory.config.auto_heading_id)
        first = shift(line)
        toc += [
            Heading(info.level, id_, extraction.plain(info.text), shift(line + info.line))
            for info, id_ in zip(chunk.main.headings, given, strict=True)
        ]
        html = extraction.replace(_unit_html(memory, chunk.main, given))
        if html:
            last = shift(line + chunk.shown_lines)
            kept = memory.blocks.get(chunk.name)
            if kept is None or (kept.start_line, kept.end_line) != (first, last) or kept.html != html:
                kept = RenderedBlock(chunk.name, html, first, last)
            blocks[chunk.name] = kept
        line += chunk.lines
    section = _footnote_section(memory, numbers, uses, ids)
    if section:
        end = shift(line)
        blocks["footnotes"] = RenderedBlock("footnotes", extraction.replace(section), end, end)
    memory.blocks = blocks
    return RenderedDocument(tuple(blocks.values()), tuple(toc), extraction.problems, memory)


def _line_map(extraction: Extraction) -> Callable[[int], int]:
    """Map lines of the text as parsed to lines of the body: the summary divider became two line ends."""
    at = extraction.text.find(MORE)
    if at < 0:
        return extraction.line
    divider = extraction.text.count("\n", 0, at)
    return lambda line: extraction.line(line if line <= divider else max(divider, line - 2))


def _number_footnotes(chunks: list[Chunk]) -> tuple[dict[str, int], dict[str, int]]:
    """Give each footnote that is used its number, in order of use, and say how often it is."""
    numbers: dict[str, int] = {}
    uses: dict[str, int] = {}
    for unit in _in_order(chunks):
        for token in unit.references:
            label = token.content
            number = numbers.setdefault(label, len(numbers) + 1)
            token.meta = {"number": number, "use": uses.get(label, 0)}
            uses[label] = uses.get(label, 0) + 1
    return numbers, uses


def _heading_ids(unit: Unit, ids: HeadingIds, automatic: bool) -> list[str]:
    given = []
    for info in unit.headings:
        if info.given is not None:
            ids.take(info.given)
            given.append(info.given)
        else:
            given.append(ids.make(info.id_text) if automatic and info.id_text else "")
    return given


class _GivenIds(HeadingIds):
    """Hands out ids that were made before."""

    def __init__(self, ids: list[str]) -> None:
        super().__init__("")
        self._ids = iter(ids)

    def make(self, text: str) -> str:
        return next(self._ids)


def _unit_html(memory: Memory, unit: Unit, ids: list[str]) -> str:
    key = (*ids, *((t.meta["number"], t.meta["use"]) for t in unit.references))
    if unit.html_key != key:
        root = Element("div")
        tree = memory.parser.tree()
        made = [
            id_ for info, id_ in zip(unit.headings, ids, strict=True) if info.given is None and info.id_text
        ]
        tree.ids = _GivenIds(made)
        tree.build(root, unit.tokens)
        unit.html = _serialized(memory, root)
        unit.html_key = key
    return unit.html


def _footnote_section(memory: Memory, numbers: dict[str, int], uses: dict[str, int], ids: HeadingIds) -> str:
    notes: dict[str, Unit] = {}
    for chunk in memory.chunks:
        for label, unit in chunk.notes.items():
            notes.setdefault(label, unit)
    if not numbers or not notes:
        return ""
    root = Element("div")
    tree = memory.parser.tree()
    tree.ids = ids
    state = DocumentState(footnotes=numbers, footnote_uses=uses)
    tree.footnotes(root, Footnotes({label: unit.tokens for label, unit in notes.items()}), state)
    return _serialized(memory, root)


def _serialized(memory: Memory, root: Element) -> str:
    """Run the rest of Python-Markdown's pipeline over a piece of the tree."""
    md = memory.md
    for processor in md.treeprocessors:
        changed = processor.run(root)
        root = root if changed is None else changed
    text = md.serializer(root)
    text = text[text.index(">") + 1 : text.rindex("<")] if text.endswith("</div>") else ""
    for last in md.postprocessors:
        text = last.run(text)
    md.reset()
    return autorender(text.lstrip("\n")) if memory.context.math else text.lstrip("\n")
