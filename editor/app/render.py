"""The preview's HTML of a body."""
from __future__ import annotations

import re
from dataclasses import dataclass

import markdown

from editor.app.preview_feed import PageSource, Rendered


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the page."""

    id: str
    html: str
    start_line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered body."""

    blocks: tuple[Block, ...]


def render(source: PageSource, before: Rendered | None) -> Page:
    """Render a body with plain Python-Markdown until the Goldmark extension takes its place."""
    del before
    pieces, line = [], 0
    for at, piece in enumerate(re.split(r"\n\n(?=#)", source.body)):
        end = line + piece.count("\n") + 2
        pieces.append(Block(f"{at}-{hash(piece)}", markdown.markdown(piece, extensions=["extra"]), line, end))
        line = end
    return Page(tuple(pieces))
