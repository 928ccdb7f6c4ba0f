"""What is known of a line of the live text, kept with the line itself so that it moves as the line does."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextBlockUserData, QTextLayout

from editor.core.writing.line_blocks import Kind


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A word that no dictionary knows, in UTF-16 units of its line."""

    start: int
    length: int
    word: str


class BlockNotes(QTextBlockUserData):
    """What the highlighter knows of a line, and what others add to it.

    `ranges` are the line's own colours, up to `coloured_to`, and `look` what they were made of, `code` those of its
    programming language; `level` is a heading's, 0 elsewhere; `info` stands behind a fence that opens code, which
    begins at `code_at` of its lines. `prose` are the stretches in which words are looked up, `misspelt` what came of
    that, None until they were.
    """

    def __init__(self) -> None:
        super().__init__()
        self.kind = Kind.BLANK
        self.level = 0
        self.info = ""
        self.code_at = 0
        self.look: tuple[object, ...] = ()
        self.ranges: list[QTextLayout.FormatRange] = []
        self.coloured_to = 0
        self.code: list[QTextLayout.FormatRange] = []
        self.code_key = 0
        self.prose: tuple[tuple[int, int], ...] = ()
        self.misspelt: tuple[Misspelling, ...] | None = None


def notes_of(block: QTextBlock) -> BlockNotes | None:
    """Give the notes on a line; None where it has not been looked at."""
    notes = block.userData()
    return notes if isinstance(notes, BlockNotes) else None


def notes_for(block: QTextBlock) -> BlockNotes:
    """Give the notes on a line, empty ones where there were none."""
    notes = notes_of(block)
    if notes is None:
        notes = BlockNotes()
        block.setUserData(notes)
    return notes
