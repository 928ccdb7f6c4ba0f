"""What Hugo has to say of the page: a list in the drawer below the desk, and marks at the lines of the post."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QTextEdit, QVBoxLayout, QWidget

from editor.core.hugo.messages import HugoMessage
from editor.ui.features import Parts
from editor.ui.line_mark import line_mark
from editor.ui.themed.message_list import MessageList

PANEL: Final = "hugo"


class HugoMessages(QObject):
    """Lists messages, and marks the lines of those of the post that is shown."""

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._messages: tuple[HugoMessage, ...] = ()
        self.list = MessageList(parts)
        self.empty = QLabel("Hugo has nothing to complain of.")
        self.empty.setProperty("role", "hint")
        self.empty.setContentsMargins(8, 0, 16, 8)
        panel = QWidget()
        box = QVBoxLayout(panel)
        box.setContentsMargins(8, 0, 4, 4)
        box.addWidget(self.empty)
        box.addWidget(self.list, 1)
        parts.window.frame.below.add_panel(PANEL, "What Hugo says", panel)
        parts.window.session_shown.connect(self._on_session_shown)
        self.show_messages(())

    def show_messages(self, messages: tuple[HugoMessage, ...]) -> None:
        """Show other messages."""
        self._messages = messages
        self.list.show_messages(messages)
        self.empty.setVisible(not messages)
        self.list.setVisible(bool(messages))
        self._mark()

    def open(self) -> None:
        """Bring the list into view."""
        self._parts.window.frame.below.show_panel(PANEL)

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
        colour = self._parts.theme.colours.error_soft
        return [line_mark(document.findBlockByNumber(line), colour) for line in self._lines()]
