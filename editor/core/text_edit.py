"""Edits of a text as small frozen values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Replace the code points `start` to `end` (exclusive) of a text by `text`."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")


def apply_edits(text: str, edits: Iterable[TextEdit]) -> str:
    """Give `text` with all `edits` applied; their offsets are those of the text before any of them.

    Raises ValueError where two edits overlap or one lies outside the text.
    """
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if edit.start < at or edit.end > len(text):
            raise ValueError(f"edit {edit.start}..{edit.end} overlaps or lies outside the text")
        pieces += (text[at : edit.start], edit.text)
        at = edit.end
    pieces.append(text[at:])
    return "".join(pieces)


def shift_edits(edits: Iterable[TextEdit], by: int) -> tuple[TextEdit, ...]:
    """Move `edits` by `by` code points, as when a part's text becomes that of the whole."""
    return tuple(TextEdit(e.start + by, e.end + by, e.text) for e in edits)
