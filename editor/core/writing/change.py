"""A text's selection, and a change of both as one value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from editor.core.text_edit import TextEdit, apply_edits


@dataclass(frozen=True, slots=True)
class Selection:
    """Code points from `anchor` to `caret`, which may stand before it; equal where nothing is selected."""

    anchor: int
    caret: int

    @property
    def start(self) -> int:
        """The end that comes first."""
        return min(self.anchor, self.caret)

    @property
    def end(self) -> int:
        """The end that comes last."""
        return max(self.anchor, self.caret)

    @property
    def is_empty(self) -> bool:
        """Whether there is a caret alone."""
        return self.anchor == self.caret


@dataclass(frozen=True, slots=True)
class Change:
    """Edits of a text, their offsets those before any of them, and what is selected once they are done."""

    edits: tuple[TextEdit, ...]
    selection: Selection

    def of(self, text: str) -> str:
        """Give the changed text."""
        return apply_edits(text, self.edits)


# A command; None where it has nothing to do here, so that the key may do what it always does.
Command = Callable[[str, Selection], Change | None]


def replacement(start: int, end: int, text: str, anchor: int, caret: int | None = None) -> Change:
    """Replace one span, then select from `anchor` to `caret`, which count from the span's start."""
    selection = Selection(start + anchor, start + (anchor if caret is None else caret))
    return Change((TextEdit(start, end, text),), selection)
