"""Some whole lines of a text, taken out to be worked on, with the selection that lies in them."""

from __future__ import annotations

from dataclasses import dataclass

from editor.core.text_edit import TextEdit
from editor.core.writing.change import Change, Selection


@dataclass(slots=True)
class Place:
    """A line of a draft and a column in it, both from 0; columns count code points."""

    line: int
    column: int


class Draft:
    """Lines of `text` as a list to be changed at will; `change()` says what that comes to.

    `first` and `last` are the lines that the selection touches: a selection of several lines that ends at the
    start of one does not touch that line.
    """

    def __init__(self, text: str, selection: Selection, *, above: int = 0, below: int = 0) -> None:
        self._text = text
        begin = text.rfind("\n", 0, selection.start) + 1
        before = 0
        while before < above and begin > 0:
            begin = text.rfind("\n", 0, begin - 1) + 1
            before += 1
        end = _line_end(text, selection.end)
        after = 0
        while after < below and end < len(text):
            end = _line_end(text, end + 1)
            after += 1
        self._begin, self._end = begin, end
        self.lines = text[begin:end].split("\n")
        self.anchor = self._place(selection.anchor)
        self.caret = self._place(selection.caret)
        top, bottom = sorted((self.anchor, self.caret), key=lambda p: (p.line, p.column))
        self.first = top.line
        self.last = bottom.line - (1 if bottom.column == 0 and bottom.line > top.line else 0)

    def _place(self, offset: int) -> Place:
        head = self._text[self._begin : offset]
        return Place(head.count("\n"), len(head) - (head.rfind("\n") + 1))

    def places(self) -> tuple[Place, Place]:
        """Give both ends of the selection."""
        return self.anchor, self.caret

    def set_prefix(self, line: int, old: int, new: str) -> None:
        """Put `new` in place of a line's first `old` characters; places in the rest of the line go with it."""
        self.lines[line] = new + self.lines[line][old:]
        for place in self.places():
            if place.line == line:
                if place.column >= old:
                    place.column += len(new) - old
                else:
                    place.column = min(place.column, len(new))

    def put(self, place: Place) -> None:
        """Put the caret at a place, with nothing selected."""
        self.anchor, self.caret = Place(place.line, place.column), place

    def change(self) -> Change:
        """Give the one edit from the first to the last difference, and the selection after it."""
        before = self._text[self._begin : self._end]
        after = "\n".join(self.lines)
        head = _common(before, after)
        shorter = min(len(before), len(after)) - head
        tail = _common(before[::-1][:shorter], after[::-1][:shorter])
        edits: tuple[TextEdit, ...] = ()
        if before != after:
            edit = TextEdit(self._begin + head, self._end - tail, after[head : len(after) - tail])
            edits = (edit,)
        return Change(edits, Selection(self._offset(self.anchor), self._offset(self.caret)))

    def _offset(self, place: Place) -> int:
        line = min(max(place.line, 0), len(self.lines) - 1)
        above = sum(len(text) + 1 for text in self.lines[:line])
        return self._begin + above + min(max(place.column, 0), len(self.lines[line]))


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def _common(a: str, b: str) -> int:
    # By halves: a slice compares at the speed of memory, a loop over hundreds of lines does not.
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
