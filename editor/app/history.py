"""The order in which two documents were changed, so that one undo takes back the last thing done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextDocument

from editor.app.parts import Layout


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done: the documents it changed, in order, and how they made up the file before and after."""

    documents: tuple[QTextDocument, ...]
    before: Layout
    after: Layout


class History(QObject):
    """Undo across the documents of a post: each keeps its own commands, and this keeps whose turn it is.

    A view that shows one of the documents must send its undo keys here: a command that was undone behind the
    history's back is skipped when its turn comes. `busy` is true while documents are between two states.
    """

    changed = Signal()

    def __init__(
        self, body: QTextDocument, matter: QTextDocument, layout: Layout, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._body = body
        self._matter = matter
        self._layout = layout
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._group: list[QTextDocument] | None = None
        self._replaying = False
        body.undoCommandAdded.connect(self._on_body_command)
        matter.undoCommandAdded.connect(self._on_matter_command)

    @property
    def layout(self) -> Layout:
        """What surrounds the documents' text at this point of the history."""
        return self._layout

    @property
    def busy(self) -> bool:
        """Whether a step is being made or taken back, so that the documents need not fit together."""
        return self._replaying or self._group is not None

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return any(d.isUndoAvailable() for step in self._done for d in step.documents)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to do again."""
        return any(d.isRedoAvailable() for step in self._undone for d in step.documents)

    def reset(self, layout: Layout) -> None:
        """Forget everything: the documents were loaded anew."""
        self._layout = layout
        self._done.clear()
        self._undone.clear()
        self.changed.emit()

    def seal(self) -> None:
        """Let what is typed next be a step of its own, in whichever document."""
        # Qt joins typing to the last command only while the document counts as modified.
        self._body.setModified(False)
        self._matter.setModified(False)

    @contextmanager
    def one_step(self, layout: Layout | None = None) -> Iterator[None]:
        """Make all that is changed inside one step, and `layout` hold from then on (None: as it was)."""
        before, group = self._layout, list[QTextDocument]()
        self._layout = layout or before
        self._group = group
        self.seal()
        try:
            yield
        finally:
            self._group = None
            if group:
                self._add(Step(tuple(group), before, self._layout))

    def undo(self) -> bool:
        """Take back the last thing done; tells whether there was one."""
        while self._done:
            step = self._done.pop()
            ready = [d for d in reversed(step.documents) if d.isUndoAvailable()]
            if ready:
                self._undone.append(step)
                self._replay(ready, step.before, undo=True)
                return True
        return False

    def redo(self) -> bool:
        """Do again what was taken back last; tells whether there was one."""
        while self._undone:
            step = self._undone.pop()
            ready = [d for d in step.documents if d.isRedoAvailable()]
            if ready:
                self._done.append(step)
                self._replay(ready, step.after, undo=False)
                return True
        return False

    def _replay(self, documents: list[QTextDocument], layout: Layout, *, undo: bool) -> None:
        self._layout = layout
        self._replaying = True
        try:
            for document in documents:
                if undo:
                    document.undo()
                else:
                    document.redo()
        finally:
            self._replaying = False
        self.seal()
        self.changed.emit()

    def _on_body_command(self) -> None:
        self._note(self._body)

    def _on_matter_command(self) -> None:
        self._note(self._matter)

    def _note(self, document: QTextDocument) -> None:
        if self._replaying:
            return
        if self._group is not None:
            self._group.append(document)
        else:
            self._add(Step((document,), self._layout, self._layout))

    def _add(self, step: Step) -> None:
        self._done.append(step)
        self._undone.clear()
        for document in (self._body, self._matter):
            if document not in step.documents:
                document.clearUndoRedoStacks(QTextDocument.Stacks.RedoStack)
                # What is typed there next must not join a command from before this one.
                document.setModified(False)
        self.changed.emit()
