"""A whole body rendered: blocks for a page that is patched, or one piece of HTML."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown_it.token import Token

from editor.core.markdown.config import MarkupConfig
from editor.core.markdown.context import RenderContext
from editor.core.markdown.extension import GoldmarkExtension, GoldmarkParser
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
    """A rendered body with what the next rendering can use of it."""

    blocks: tuple[RenderedBlock, ...]
    toc: tuple[Heading, ...] = ()
    problems: tuple[Problem, ...] = ()

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
) -> RenderedDocument:
    """Render a body; never raises. With `previous` only what the change can affect is done again."""
    del context, previous
    md = Markdown(extensions=[GoldmarkExtension(config)])
    parser = md.parser
    assert isinstance(parser, GoldmarkParser)
    parsed = parser.parse(body)
    seen: dict[str, int] = {}
    blocks: list[RenderedBlock] = []
    for chunk in chunks(parsed.tokens):
        root = Element("div")
        parsed.tree.build(root, chunk)
        first, last = span(chunk)
        blocks.append(_block(serialized(md, root), first, last, seen))
    root = Element("div")
    parsed.tree.footnotes(root, parsed.notes, parsed.state)
    if len(root):
        end = body.count("\n") + 1
        blocks.append(_block(serialized(md, root), end, end, seen))
    toc = tuple(Heading(*each) for each in parsed.tree.headings)
    return RenderedDocument(tuple(b for b in blocks if b.html), toc)


def render_html(body: str, config: MarkupConfig, *, context: RenderContext | None = None) -> str:
    """Give the HTML of a body as Hugo's .Content has it."""
    return render(body, config, context=context).html


def chunks(tokens: list[Token]) -> list[list[Token]]:
    """Part the tokens of a document into its top-level blocks."""
    found: list[list[Token]] = []
    depth = 0
    for token in tokens:
        if depth == 0:
            found.append([])
        found[-1].append(token)
        if token.type not in ("footnote_open", "footnote_close"):
            depth += token.nesting
    return found


def span(chunk: list[Token]) -> tuple[int, int]:
    """Give the lines a block covers."""
    lines = [token.map for token in chunk if token.map]
    return (min(m[0] for m in lines), max(m[1] for m in lines)) if lines else (0, 0)


def serialized(md: Markdown, root: Element) -> str:
    """Run the rest of Python-Markdown's pipeline over a piece of the tree."""
    for processor in md.treeprocessors:
        changed = processor.run(root)
        if changed is not None:
            root = changed
    text = md.serializer(root)
    text = text[text.index(">") + 1 : text.rindex("<")] if text.endswith("</div>") else ""
    for last in md.postprocessors:
        text = last.run(text)
    return text.lstrip("\n")


def _block(html: str, first: int, last: int, seen: dict[str, int]) -> RenderedBlock:
    digest = hashlib.blake2b(html.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    seen[digest] = seen.get(digest, -1) + 1
    return RenderedBlock(f"{digest}-{seen[digest]}", html, first, last)
