"""What the find bar asks for, done in an editor: hits shown, stepped through, replaced."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from editor.app.search import Hit, Hits, Query, find_hits, replacement
from editor.app.text_bridge import buffer_text
from editor.ui.find_bar import FindBar

# Text that changes under an open bar is searched again when it has been still for so long.
# No revision of a document.
_NONE = -1
_PAUSE_MS = 120
# On a light and on a dark ground: a hit, and the hit chosen.
_INKS = (("#FFF1A8", "#FFCF5C"), ("#4D4520", "#80691A"))
# What the search keeps to.
_SCOPE = ("#EDEFFB", "#2B3047")


class Finder(QObject):
    """Keeps the hits of the bar's query in the editor's text; `marks_changed` when others are to be shown."""

    marks_changed = Signal()

    def __init__(self, edit: QPlainTextEdit, bar: FindBar) -> None:
        super().__init__(edit)
        self._edit = edit
        self._bar = bar
        self._query = Query("")
        self._hits = Hits()
        self._starts: list[int] = []
        # The revision of the document that was searched last.
        self._searched = _NONE
        # Where the search keeps to, begin and end, which move with the text; None for all of it.
        self._scope: tuple[QTextCursor, QTextCursor] | None = None
        self._timer = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self._on_pause)
        bar.query_changed.connect(self._on_query_changed)
        bar.scope_changed.connect(self._on_scope_changed)
        bar.next_requested.connect(self.find_next)
        bar.previous_requested.connect(self.find_previous)
        bar.replace_requested.connect(self.replace)
        bar.replace_all_requested.connect(self.replace_all)
        # Started without a word of Python, as a letter is typed.
        self._changed = QTimer(self, interval=0, singleShot=True)
        self._changed.timeout.connect(self._on_text_changed)
        edit.textChanged.connect(self._changed.start)

    @property
    def hits(self) -> tuple[Hit, ...]:
        """All places found, in order."""
        self._refresh()
        return self._hits.places

    def marks(self, first: int, last: int, *, dark: bool) -> list[QTextEdit.ExtraSelection]:
        """Give marks for the hits between two positions of the document."""
        if not self._bar.isVisible() or self._is_stale():
            return []
        chosen = self._edit.textCursor()
        marks = self._scope_marks(first, last, dark=dark)
        at = max(0, bisect_left(self._starts, first) - 1)
        for hit in self._hits.places[at:]:
            if hit.start > last:
                break
            is_chosen = (hit.start, hit.end) == (chosen.selectionStart(), chosen.selectionEnd())
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._cursor(hit)
            mark.format.setBackground(QColor(_INKS[dark][is_chosen]))
            marks.append(mark)
        return marks

    def find_next(self) -> None:
        """Choose the hit behind the caret, from the top again after the last."""
        self._refresh()
        if self._starts:
            at = bisect_left(self._starts, self._edit.textCursor().selectionEnd())
            self._choose(at % len(self._starts))

    def find_previous(self) -> None:
        """Choose the hit before the caret, from the end again before the first."""
        self._refresh()
        if self._starts:
            self._choose(bisect_left(self._starts, self._edit.textCursor().selectionStart()) - 1)

    def replace(self, template: str) -> None:
        """Replace the hit chosen and go to the next; where none is chosen, only go there."""
        self._refresh()
        cursor = self._edit.textCursor()
        at = bisect_left(self._starts, cursor.selectionStart())
        hit = self._hits.places[at] if at < len(self._starts) else None
        if hit is not None and (hit.start, hit.end) == (cursor.selectionStart(), cursor.selectionEnd()):
            if self._edit.isReadOnly():
                return
            cursor.insertText(replacement(hit, template, self._query))
            self._edit.setTextCursor(cursor)
        self.find_next()

    def replace_all(self, template: str) -> None:
        """Replace all hits as one undo step."""
        self._refresh()
        if self._edit.isReadOnly() or not self._hits.places:
            return
        cursor = QTextCursor(self._edit.document())
        cursor.beginEditBlock()
        for hit in reversed(self._hits.places):
            cursor.setPosition(hit.start)
            cursor.setPosition(hit.end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(replacement(hit, template, self._query))
        cursor.endEditBlock()
        self._on_pause()

    def forget(self) -> None:
        """Take it that the text is another one."""
        self._scope = None
        self._bar.scope_button.setChecked(False)
        self._searched = _NONE
        if self._bar.isVisible():
            self._on_pause()

    def _on_query_changed(self, query: Query) -> None:
        same = query == self._query
        self._query = query
        self._searched = _NONE
        self._refresh()
        cursor = self._edit.textCursor()
        if not same and self._starts:
            # While the query is typed the first hit from here on is shown.
            self._choose(bisect_left(self._starts, cursor.selectionStart()) % len(self._starts))
        self._tell()

    def _on_scope_changed(self, scoped: bool) -> None:
        cursor = self._edit.textCursor()
        if scoped and not cursor.hasSelection():
            self._bar.scope_button.setChecked(False)
            return
        self._scope = None
        if scoped:
            begin, end = QTextCursor(cursor), QTextCursor(cursor)
            begin.setPosition(cursor.selectionStart())
            # What is put in at its begin belongs to it, as what is put in at its end does.
            begin.setKeepPositionOnInsert(True)
            end.setPosition(cursor.selectionEnd())
            self._scope = (begin, end)
        self._searched = _NONE
        if self._bar.isVisible():
            self._on_pause()

    def _scope_marks(self, first: int, last: int, *, dark: bool) -> list[QTextEdit.ExtraSelection]:
        if self._scope is None:
            return []
        start, end = (min(max(cursor.position(), first), last) for cursor in self._scope)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = self._cursor(Hit(start, end, ()))
        mark.format.setBackground(QColor(_SCOPE[dark]))
        return [mark]

    def _on_text_changed(self) -> None:
        if self._bar.isVisible():
            self._timer.start()

    def _on_pause(self) -> None:
        self._refresh()
        self._tell()

    def _is_stale(self) -> bool:
        return self._searched != self._edit.document().revision()

    def _refresh(self) -> None:
        if self._is_stale():
            self._searched = self._edit.document().revision()
            scope = self._scope
            within = None if scope is None else (scope[0].position(), scope[1].position())
            self._hits = find_hits(buffer_text(self._edit.document()), self._query, within)
            self._starts = [hit.start for hit in self._hits.places]

    def _choose(self, at: int) -> None:
        hit = self._hits.places[at]
        self._edit.setTextCursor(self._cursor(hit))
        self._edit.ensureCursorVisible()
        self._tell()

    def _tell(self) -> None:
        cursor = self._edit.textCursor()
        at = bisect_left(self._starts, cursor.selectionStart())
        hit = self._hits.places[at] if at < len(self._starts) else None
        chosen = hit is not None and (hit.start, hit.end) == (cursor.selectionStart(), cursor.selectionEnd())
        self._bar.show_count(at + 1 if chosen else 0, len(self._starts), self._hits.error)
        self.marks_changed.emit()

    def _cursor(self, hit: Hit) -> QTextCursor:
        cursor = QTextCursor(self._edit.document())
        last = self._edit.document().characterCount() - 1
        cursor.setPosition(min(hit.start, last))
        cursor.setPosition(min(hit.end, last), QTextCursor.MoveMode.KeepAnchor)
        return cursor
