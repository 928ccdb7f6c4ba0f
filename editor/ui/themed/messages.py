"""What Hugo has to say: a list in the drawer below the desk, and marks at the lines of the post."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QTextCursor, QTextFormat
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from editor.core.hugo.messages import HugoMessage
from editor.ui.features import Parts
from editor.ui.jump import go_to

PANEL: Final = "hugo"
_MESSAGE: Final = Qt.ItemDataRole.UserRole


class HugoMessages(QObject):
    """Lists messages, leads to their lines, and marks those of the post that is shown."""

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._messages: tuple[HugoMessage, ...] = ()
        self.list = QListWidget()
        self.list.setObjectName("hugo_messages")
        self.list.setAccessibleName("What Hugo says")
        self.list.setWordWrap(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.itemActivated.connect(self._on_picked)
        self.list.itemClicked.connect(self._on_picked)
        self.empty = QLabel("Hugo has nothing to complain of.")
        self.empty.setProperty("role", "hint")
        self.empty.setContentsMargins(16, 0, 16, 8)
        panel = QWidget()
        box = QVBoxLayout(panel)
        box.setContentsMargins(8, 0, 4, 4)
        box.addWidget(self.empty)
        box.addWidget(self.list, 1)
        parts.window.frame.below.add_panel(PANEL, "What Hugo says", panel)
        parts.window.session_shown.connect(self._on_session_shown)
        parts.theme.changed.connect(self._fill)
        self._fill()

    def show_messages(self, messages: tuple[HugoMessage, ...]) -> None:
        """Show other messages."""
        self._messages = messages
        self._fill()
        self._mark()

    def open(self) -> None:
        """Bring the list into view."""
        self._parts.window.frame.below.show_panel(PANEL)

    def _fill(self) -> None:
        theme, folder = self._parts.theme, self._parts.workspace.folder
        self.list.clear()
        for message in self._messages:
            icon = "error" if message.is_error else "warning"
            colour = theme.colours.error if message.is_error else theme.colours.warning
            lines = [message.text, _where(message, folder), message.advice]
            item = QListWidgetItem(theme.icon(icon, colour), "\n".join(filter(None, lines)), self.list)
            item.setData(_MESSAGE, message)
            item.setToolTip(message.raw)
        self.empty.setVisible(not self._messages)
        self.list.setVisible(bool(self._messages))

    def _on_picked(self, item: QListWidgetItem) -> None:
        message = item.data(_MESSAGE)
        if message.path is not None and message.path.suffix in (".md", ".markdown"):
            go_to(self._parts.window, message.path, message.line or 0, message.column or 1)

    def _on_session_shown(self, _session: object) -> None:
        self._mark()

    def _mark(self) -> None:
        text = self._parts.window.text
        text.more_marks.pop(PANEL, None)
        if self._lines():
            text.more_marks[PANEL] = self._marks
        text.show_marks()

    def _lines(self) -> list[int]:
        """Give the lines of the shown post's body that an error is about, 0-based."""
        session = self._parts.window.session
        if session is None:
            return []
        return [
            message.line - 1 - session.body_first_line
            for message in self._messages
            if message.is_error
            and message.path == session.path
            and message.line
            and message.line > session.body_first_line
        ]

    def _marks(self) -> list[QTextEdit.ExtraSelection]:
        document = self._parts.window.text.editor.document()
        marks = []
        for line in self._lines():
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(document.findBlockByNumber(line))
            mark.format.setBackground(QColor(self._parts.theme.colours.error_soft))
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            marks.append(mark)
        return marks


def _where(message: HugoMessage, folder: Path | None) -> str:
    if message.path is None:
        return ""
    path = message.path
    if folder is not None and path.is_relative_to(folder):
        path = path.relative_to(folder)
    return f"{path}:{message.line}" if message.line else str(path)
