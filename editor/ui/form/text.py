"""A line of text."""

from __future__ import annotations

import re
from datetime import time

from PySide6.QtWidgets import QWidget

from editor.ui.form.base import InvalidInput, Line, ValueEditor, as_text

_BREAKS = re.compile("[\r\n\u2029]+")


class TextEditor(ValueEditor):
    """Edits a text of one line; a TOML time of day stays one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = Line(self)
        self._row.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._on_edited)
        self.line.returnPressed.connect(self.flush)
        self.line.left.connect(self.flush)
        self.line.escaped.connect(self.revert)

    def set_locked(self, locked: bool) -> None:
        """Leave the text readable and selectable."""
        self.line.setReadOnly(locked)

    def _display(self, value: object) -> None:
        at = self.line.cursorPosition()
        text = as_text(value)
        if text != self.line.text():
            self.line.setText(text)
            self.line.setCursorPosition(min(at, len(text)) if self.line.hasFocus() else 0)
        self._displayed = self.line.text()

    def _read(self) -> object:
        if self.line.text() == self._displayed:
            # What a line cannot hold (a paragraph separator) is no input.
            return self._shown
        text = _BREAKS.sub(" ", self.line.text())
        if not text and self._shown is None:
            return None
        if isinstance(self._shown, time):
            try:
                return time.fromisoformat(text)
            except ValueError:
                raise InvalidInput("This is a time of day: write it as 09:30:00.") from None
        return text

    def _on_edited(self) -> None:
        self._touch()
