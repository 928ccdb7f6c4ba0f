"""The outline: a post's headings at the window's side, to go to and to move sections by."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListWidget, QListWidgetItem, QStackedWidget

from editor.core.writing.change import Change, Selection
from editor.core.writing.sections import Section, move_section
from editor.ui.features import Parts

_PAUSE_MS = 120
_INDENT = "    "


class OutlineList(QListWidget):
    """Headings, each indented by its level; `move_requested(from, to)` when one is dropped before another."""

    move_requested = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("outline")
        self.setAccessibleName("Headings of the post")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setWordWrap(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the section to be moved: the list follows the text."""
        place = event.position().toPoint()
        target = self.indexAt(place)
        row = target.row() if target.isValid() else self.count()
        if target.isValid() and place.y() > self.visualRect(target).center().y():
            row += 1
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.move_requested.emit(self.currentRow(), row)


class Outline(QObject):
    """Shows the headings of the post in the drawer at the side."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._text = parts.window.text
        self._drawer = parts.window.frame.side
        self._sections: tuple[Section, ...] = ()
        self.list = OutlineList()
        self._empty = QLabel(
            "Headings appear here as you write them: # for the first level, ## for the next."
        )
        self._empty.setWordWrap(True)
        self._empty.setProperty("role", "hint")
        self._empty.setContentsMargins(16, 8, 16, 8)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        for widget in (self.list, self._empty):
            self._stack.addWidget(widget)
        self._drawer.add_panel("outline", "Outline", self._stack)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._fill)
        self.list.itemClicked.connect(self._on_chosen)
        self.list.itemActivated.connect(self._on_chosen)
        self.list.move_requested.connect(self.move)
        self._text.headings_changed.connect(self._pause.start)
        self._text.cursor_moved.connect(self._on_cursor_moved)
        parts.window.session_shown.connect(self._fill)
        self._drawer.turned.connect(self._fill)

    def outline(self) -> None:
        """Show the outline, or put it away."""
        if self._drawer.shown == "outline":
            self._drawer.close_panel()
        else:
            self._drawer.show_panel("outline")
            self._fill()

    def move(self, row: int, to: int) -> None:
        """Move the section of a row before that of another, as one undo step; beyond the last, to the end."""
        sections = self._text.headings()
        if not 0 <= row < len(sections):
            return
        before = sections[to].line if to < len(sections) else self._text.editor.blockCount()
        self._text.perform(partial(_moved, sections=sections, row=row, before=before))
        self._fill()

    def _fill(self, *_: object) -> None:
        if self._drawer.shown != "outline":
            return
        sections = self._text.headings()
        if sections != self._sections or self.list.count() != len(sections):
            self._sections = sections
            top = min((section.level for section in sections), default=1)
            self.list.clear()
            for section in sections:
                item = QListWidgetItem(_INDENT * (section.level - top) + (section.title or "(no words)"))
                item.setToolTip(f"Heading of level {section.level}; drag to move the section")
                self.list.addItem(item)
        self._stack.setCurrentIndex(0 if sections else 1)
        self._on_cursor_moved(self._text.editor.textCursor().blockNumber() + 1)

    def _on_cursor_moved(self, line: int, _column: int = 0) -> None:
        if self._drawer.shown == "outline" and not self.list.hasFocus():
            above = [row for row, section in enumerate(self._sections) if section.line < line]
            self.list.setCurrentRow(above[-1] if above else -1)

    def _on_chosen(self, item: QListWidgetItem) -> None:
        row = self.list.row(item)
        if row < len(self._sections):
            self._text.go_to_line(self._sections[row].line)


def _moved(
    text: str, _selection: Selection, sections: tuple[Section, ...], row: int, before: int
) -> Change | None:
    return move_section(text, sections, row, before)
