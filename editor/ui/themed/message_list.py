"""Messages of Hugo's as a list that leads to their lines."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from editor.core.hugo.messages import HugoMessage
from editor.core.site.posts import MARKDOWN_ENDINGS
from editor.ui.features import Parts
from editor.ui.jump import go_to

_MESSAGE: Final = Qt.ItemDataRole.UserRole


class MessageList(QListWidget):
    """Shows what is wrong, where, and what to do; Enter or a click goes to the line of a post."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._messages: tuple[HugoMessage, ...] = ()
        self.setObjectName("hugo_messages")
        self.setAccessibleName("What Hugo says")
        self.setWordWrap(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.itemActivated.connect(self._on_picked)
        self.itemClicked.connect(self._on_picked)
        parts.theme.changed.connect(self._fill)

    def show_messages(self, messages: tuple[HugoMessage, ...]) -> None:
        """Show other messages."""
        self._messages = messages
        self._fill()

    def _fill(self) -> None:
        theme, folder = self._parts.theme, self._parts.workspace.folder
        self.clear()
        for message in self._messages:
            icon = "error" if message.is_error else "warning"
            colour = theme.colours.error if message.is_error else theme.colours.warning
            lines = [message.text, _where(message, folder), message.advice]
            item = QListWidgetItem(theme.icon(icon, colour), "\n".join(filter(None, lines)), self)
            item.setData(_MESSAGE, message)
            item.setToolTip(message.raw)

    def _on_picked(self, item: QListWidgetItem) -> None:
        message = item.data(_MESSAGE)
        if message.path is not None and message.path.suffix.lower() in MARKDOWN_ENDINGS:
            parts = self._parts
            go_to(parts.window, parts.workspace, message.path, message.line or 0, message.column or 1)


def _where(message: HugoMessage, folder: Path | None) -> str:
    if message.path is None:
        return ""
    path = message.path
    if folder is not None and path.is_relative_to(folder):
        path = path.relative_to(folder)
    return f"{path}:{message.line}" if message.line else str(path)
