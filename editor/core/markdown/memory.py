"""What one rendering leaves to the next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from markdown import Markdown
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown_it.token import Token

from editor.core.markdown.chunks import Chunk, HeadingInfo
from editor.core.markdown.config import MarkupConfig
from editor.core.markdown.context import RenderContext
from editor.core.markdown.document_state import Reference
from editor.core.markdown.extension import GoldmarkExtension, GoldmarkParser
from editor.core.markdown.resolve import LinkProcessor
from editor.core.markdown.shortcodes import Extraction


class RenderedBlock(NamedTuple):
    """A piece of the page: `id` stays while the piece stays; lines are 0-based in the body, the end exclusive."""

    id: str
    html: str
    start_line: int
    end_line: int


class Heading(NamedTuple):
    """An entry of the outline: `level` 1 to 6, `line` 0-based in the body.

    `title` is HTML for the table of contents where that is not what the heading's block shows.
    """

    level: int
    id: str
    text: str
    line: int
    title: str | None = None


@dataclass(slots=True)
class Row:
    """What a chunk gave the page: its block, if it shows anything, its headings and their ids."""

    block: RenderedBlock | None
    toc: tuple[Heading, ...]
    ids: list[str]


@dataclass(frozen=True, slots=True)
class Replaced:
    """An edit of the chunks: at `first`, those of `old` gave way to those of `new`."""

    first: int
    old: list[Chunk]
    new: list[Chunk]

    @property
    def is_plain(self) -> bool:
        """Whether no definition and no use of a footnote came, went or changed."""
        return (
            [c.definitions for c in self.old if c.definitions]
            == [c.definitions for c in self.new if c.definitions]
            and not any(c.notes for c in (*self.old, *self.new))
            and [t.content for t in self.uses(self.old)] == [t.content for t in self.uses(self.new)]
        )

    @property
    def moves_fences(self) -> bool:
        """Whether the number of a fenced block of code on its page may have changed."""
        counts = [sum(chunk.main.fences for chunk in chunks) for chunks in (self.old, self.new)]
        return counts[0] != counts[1] or any(chunk.main.tells_fences for chunk in self.new)

    @property
    def keeps_headings(self) -> bool:
        """Whether the headings are what they were, so that every id is too."""
        return _named(self.old) == _named(self.new)

    @staticmethod
    def uses(chunks: list[Chunk]) -> list[Token]:
        """Give the references to footnotes in the text of chunks."""
        return [token for chunk in chunks for token in chunk.main.references]


def _named(chunks: list[Chunk]) -> list[tuple[int, str | None, str]]:
    headings: list[HeadingInfo] = [info for chunk in chunks for info in chunk.main.headings]
    return [(info.level, info.given, info.text) for info in headings]


@dataclass(slots=True)
class Memory:
    """The chunks of a rendering and the host that made them; one rendering after the other may use it.

    `starts` says where in the text each chunk begins, and where the last ends. `rows` belong to the chunks one
    by one: they are made `in_colour`, or some of them `may_lack_colour` yet. `section` shows the footnotes;
    `divider` is the line of the summary divider or -1, and how many lines it makes more. `extraction` is the body
    they were made of, `slugs` what the texts of headings become in ids, and `bases` how many have each, once that was
    asked for. The processors are the host's, in order.
    """

    config: MarkupConfig
    context: RenderContext
    md: Markdown
    treeprocessors: tuple[Treeprocessor, ...] = ()
    postprocessors: tuple[Postprocessor, ...] = ()
    text: str = ""
    chunks: list[Chunk] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    references: dict[str, Reference] = field(default_factory=dict)
    labels: frozenset[str] = frozenset()
    names: int = 0
    rows: list[Row] = field(default_factory=list)
    in_colour: bool = True
    may_lack_colour: bool = False
    section: RenderedBlock | None = None
    divider: tuple[int, int] = (-1, 0)
    extraction: Extraction = field(default_factory=lambda: Extraction(""))
    slugs: dict[str, str] = field(default_factory=dict)
    bases: Counter[str] | None = None

    @property
    def parser(self) -> GoldmarkParser:
        """Our parser in the host."""
        parser: object = self.md.parser
        assert isinstance(parser, GoldmarkParser)
        return parser


def new_memory(config: MarkupConfig, context: RenderContext) -> Memory:
    """Make a host for renderings under these settings."""
    md = Markdown(extensions=[GoldmarkExtension(config, page=context.page)])
    if context.resolve_link is not None or context.resolve_image is not None:
        md.treeprocessors.register(LinkProcessor(md, context), "links", 0)
    return Memory(config, context, md, tuple(md.treeprocessors), tuple(md.postprocessors))
