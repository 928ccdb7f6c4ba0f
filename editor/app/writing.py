"""The writing commands of the core, done in a live document, and where the caret was when one is taken back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from editor.app.session import PostSession
from editor.app.text_bridge import buffer_text, for_qt, to_offset, to_qpos
from editor.core.writing.change import Command, Selection


def perform(cursor: QTextCursor, command: Command, *, in_line: bool = False) -> bool:
    """Do a command as one edit block and select what it selects; False where it has nothing to do here.

    A command that looks no further than the caret's line is told of that line alone.
    """
    document = cursor.document()
    if in_line:
        block = cursor.block()
        text, base = block.text(), block.position()
        if cursor.selectionEnd() > base + block.length() - 1 or cursor.selectionStart() < base:
            in_line = False
    if not in_line:
        text, base = buffer_text(document), 0
    anchor = to_offset(text, cursor.anchor() - base)
    caret = to_offset(text, cursor.position() - base)
    change = command(text, Selection(anchor, caret))
    if change is None:
        return False
    edit = QTextCursor(document)
    edit.beginEditBlock()
    for one in sorted(change.edits, key=lambda e: (e.start, e.end), reverse=True):
        edit.setPosition(base + to_qpos(text, one.start))
        edit.setPosition(base + to_qpos(text, one.end), QTextCursor.MoveMode.KeepAnchor)
        edit.insertText(for_qt(one.text))
    edit.endEditBlock()
    after = change.of(text)
    cursor.setPosition(base + to_qpos(after, change.selection.anchor))
    cursor.setPosition(base + to_qpos(after, change.selection.caret), QTextCursor.MoveMode.KeepAnchor)
    return True


@dataclass(frozen=True, slots=True)
class _Step:
    """The undo steps there were before and after a command, and the selection's ends then."""

    before: int
    after: int
    selected_before: tuple[int, int]
    selected_after: tuple[int, int]


class CaretMemory(QObject):
    """Knows where the caret was before each command on a session's body.

    `placed(anchor, position)` comes when one is undone or done again; for other steps both are where the text
    changed.
    """

    placed = Signal(int, int)

    def __init__(self, session: PostSession) -> None:
        super().__init__(session)
        self._session = session
        self._document = session.body
        self._steps: list[_Step] = []
        self._count = session.body.availableUndoSteps()
        self._changed_at = 0
        self._document.contentsChange.connect(self._on_contents_change)
        session.history_changed.connect(self._on_history_changed)

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back, in the text or the front matter."""
        return self._session.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is something to do again."""
        return self._session.can_redo

    def begin(self, cursor: QTextCursor) -> tuple[int, tuple[int, int]]:
        """Make what comes a step of its own; gives what `end` wants to be told."""
        # Qt joins typing to the step before only while the document counts as modified.
        self._document.setModified(False)
        return self._document.availableUndoSteps(), _ends(cursor)

    def end(self, begun: tuple[int, tuple[int, int]], cursor: QTextCursor) -> None:
        """Note the command that `begin` was called for."""
        self._document.setModified(False)
        steps, before = begun
        now = self._document.availableUndoSteps()
        if now != steps:
            self._steps.append(_Step(steps, now, before, _ends(cursor)))

    def _on_contents_change(self, position: int, _removed: int, added: int) -> None:
        self._changed_at = position + added

    def _on_history_changed(self) -> None:
        undo, undo_before = self._document.availableUndoSteps(), self._count
        self._count = undo
        if undo < undo_before:
            found = [s.selected_before for s in self._steps if (s.before, s.after) == (undo, undo_before)]
        elif undo > undo_before and self._session.is_replaying:
            found = [s.selected_after for s in self._steps if (s.before, s.after) == (undo_before, undo)]
        else:
            # Something new was done: what could be done again is gone.
            self._steps = [step for step in self._steps if step.after <= undo_before]
            return
        last = self._document.characterCount() - 1
        anchor, position = found[-1] if found else (self._changed_at, self._changed_at)
        self.placed.emit(min(anchor, last), min(position, last))


def _ends(cursor: QTextCursor) -> tuple[int, int]:
    return cursor.anchor(), cursor.position()
