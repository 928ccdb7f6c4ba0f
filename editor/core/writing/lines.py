"""Whole lines moved, doubled and removed."""

from __future__ import annotations

from editor.core.writing.change import Change, Selection
from editor.core.writing.draft import Draft, Place
from editor.core.writing.numbering import REACH, renumber


def move_up(text: str, selection: Selection) -> Change | None:
    """Change places with the line above; numbers of a list stay in order."""
    return _move(text, selection, -1)


def move_down(text: str, selection: Selection) -> Change | None:
    """Change places with the line below; numbers of a list stay in order."""
    return _move(text, selection, 1)


def _move(text: str, selection: Selection, by: int) -> Change | None:
    draft = Draft(text, selection, above=REACH, below=REACH)
    first, last = draft.first, draft.last
    other = first - 1 if by < 0 else last + 1
    if not 0 <= other < len(draft.lines):
        return None
    before = list(draft.lines)
    moved = draft.lines.pop(other)
    draft.lines.insert(last if by < 0 else first, moved)
    for place in draft.places():
        # The end of a selection of whole lines stands at the start of the next one.
        place.line += by
        if place.line >= len(draft.lines):
            place.line, place.column = len(draft.lines) - 1, len(draft.lines[-1])
    renumber(draft, before, set(range(min(other, first), max(other, last) + 1)))
    return draft.change()


def duplicate(text: str, selection: Selection) -> Change:
    """Put a copy of the lines selected below them and select in the copy what was selected in them."""
    draft = Draft(text, selection, below=REACH)
    before = list(draft.lines)
    copied = draft.lines[draft.first : draft.last + 1]
    draft.lines[draft.last + 1 : draft.last + 1] = copied
    for place in draft.places():
        place.line += len(copied)
    renumber(draft, before, set(range(draft.first, draft.last + 1 + len(copied))))
    return draft.change()


def delete_lines(text: str, selection: Selection) -> Change:
    """Remove the lines selected, the caret staying in its column."""
    draft = Draft(text, selection, above=1, below=REACH)
    before = list(draft.lines)
    column = draft.caret.column
    del draft.lines[draft.first : draft.last + 1]
    if not draft.lines:
        draft.lines = [""]
    draft.put(Place(min(draft.first, len(draft.lines) - 1), column))
    renumber(draft, before, {draft.first, draft.first + 1})
    return draft.change()
