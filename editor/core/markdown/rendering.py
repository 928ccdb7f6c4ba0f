"""A whole body rendered: blocks for a page that is patched, or one piece of HTML.

A rendering remembers its chunks; the next one parses again only what the change can have touched (`reparse`), and
makes only the HTML that depends on it (`assembly`).
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

from editor.core.collector import uncollected
from editor.core.markdown.assembly import add_colours, assemble, assemble_change
from editor.core.markdown.config import MarkupConfig
from editor.core.markdown.context import RenderContext
from editor.core.markdown.extension import divided, normalized
from editor.core.markdown.memory import Heading, Memory, RenderedBlock, new_memory
from editor.core.markdown.reparse import parse_text, parse_whole, reparse, settle_text
from editor.core.markdown.shortcodes import Extraction, extract
from editor.core.problem import Problem

# Characters of code: their colours take some twenty milliseconds, which a page may be late.
_COLOURED_AT_ONCE = 16_000

__all__ = ["Heading", "RenderedBlock", "RenderedDocument", "render", "render_html"]


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """A rendered body; `memory` is what the next rendering can use of it and nobody else's business."""

    blocks: tuple[RenderedBlock, ...]
    toc: tuple[Heading, ...] = ()
    problems: tuple[Problem, ...] = ()
    memory: Memory | None = field(default=None, repr=False, compare=False)
    is_coloured: bool = True

    @property
    def html(self) -> str:
        """The whole page's HTML."""
        return "".join(block.html for block in self.blocks)


def render(
    body: str,
    config: MarkupConfig,
    *,
    context: RenderContext | None = None,
    previous: RenderedDocument | None = None,
    near: int | None = None,
) -> RenderedDocument:
    """Render a body; never raises. With `previous` only what the change can affect is done again.

    `previous` must not be rendered from again: its memory goes over to the new document. With `near`, a line of the
    body, only the code nearest to it gets its colours; rendered once more with `previous`, until the document
    `is_coloured`, the rest does.
    """
    context = context or RenderContext()
    body = normalized(body)
    extraction = extract(body, context, config, lambda text: _simple_html(text, config, context))
    text = divided(extraction.text)
    memory = previous.memory if previous is not None else None
    if memory is None or memory.config != config or not _same_look(memory.context, context):
        with uncollected():
            return _rendered_whole(new_memory(config, context), extraction, text, near)
    memory.in_colour = near is None
    change = reparse(memory, text)
    if not (settle_text(memory, change) and assemble_change(memory, extraction, change)):
        parse_text(memory)
        assemble(memory, extraction)
    return _document(memory, extraction, near)


def render_html(body: str, config: MarkupConfig, *, context: RenderContext | None = None) -> str:
    """Give the HTML of a body as Hugo's .Content has it."""
    return render(body, config, context=context).html


def _rendered_whole(
    memory: Memory, extraction: Extraction, text: str, near: int | None = None
) -> RenderedDocument:
    memory.in_colour = near is None
    parse_whole(memory, text)
    parse_text(memory)
    assemble(memory, extraction)
    return _document(memory, extraction, near)


def _document(memory: Memory, extraction: Extraction, near: int | None) -> RenderedDocument:
    add_colours(memory, near or 0, _COLOURED_AT_ONCE if near is not None else sys.maxsize)
    # The host forgets what it kept for the pieces just made.
    memory.md.reset()
    blocks = [row.block for row in memory.rows if row.block is not None]
    if memory.section is not None:
        blocks.append(memory.section)
    toc = [heading for row in memory.rows if row.toc for heading in row.toc]
    coloured = not memory.may_lack_colour
    return RenderedDocument(tuple(blocks), tuple(toc), extraction.problems, memory, coloured)


def _same_look(one: RenderContext, other: RenderContext) -> bool:
    """Whether blocks rendered in one context may stand in the other."""

    def look(context: RenderContext) -> tuple[object, ...]:
        return context.math, context.dollars, context.resolve_link, context.resolve_image, context.page

    return look(one) == look(other)


def _simple_html(text: str, config: MarkupConfig, context: RenderContext) -> str:
    """Render what a shortcode encloses: text without shortcodes, a page of its own."""
    return _rendered_whole(new_memory(config, context), Extraction(text), normalized(text)).html
