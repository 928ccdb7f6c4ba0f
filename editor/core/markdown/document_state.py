"""What the inline parser needs to know of the whole document, and what it leaves there."""

from __future__ import annotations

from dataclasses import dataclass, field

from editor.core.markdown.typographer import OpenQuotes


@dataclass(slots=True)
class Reference:
    """A link reference definition."""

    href: str
    title: str | None


@dataclass(slots=True)
class DocumentState:
    """State that runs through a document from block to block.

    `asked` collects the labels (links and `^footnotes`) that were looked up, found or not: the blocks that
    must be parsed again when a definition comes or goes. `footnotes` maps a label to its number, in order of
    use.
    """

    references: dict[str, Reference] = field(default_factory=dict)
    footnote_labels: frozenset[str] = frozenset()
    footnotes: dict[str, int] = field(default_factory=dict)
    footnote_uses: dict[str, int] = field(default_factory=dict)
    quotes: OpenQuotes = field(default_factory=OpenQuotes)
    asked: set[str] = field(default_factory=set)
