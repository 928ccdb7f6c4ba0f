"""Whole and decimal numbers."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from editor.ui.form.base import InvalidInput, Line, ValueEditor, as_text

# What every reader of front matter holds exactly.
_LARGEST = 1 << 63
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}


class NumberLine(Line):
    """A line stepped by the arrow keys: one by one, or ten by ten with Page Up and Page Down."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step."""
        step = _STEPS.get(Qt.Key(event.key())) if not self.isReadOnly() else None
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


class NumberEditor(ValueEditor):
    """Edits a number; a decimal one stays decimal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = NumberLine(self)
        self.line.setMaximumWidth(160)
        self._row.addWidget(self.line)
        self._row.addStretch(1)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._on_edited)
        self.line.returnPressed.connect(self.flush)
        self.line.left.connect(self.flush)
        self.line.escaped.connect(self.revert)
        self.line.stepped.connect(self._on_stepped)

    def set_locked(self, locked: bool) -> None:
        """Leave the number readable."""
        self.line.setReadOnly(locked)

    def _display(self, value: object) -> None:
        if as_text(value) != self.line.text():
            self.line.setText(as_text(value))

    def _read(self) -> object:
        text = self.line.text().strip().replace("\u2212", "-")
        if not text:
            if self._shown is None:
                return None
            raise InvalidInput("Write a number; to leave it open use Clear or Remove.")
        try:
            whole = int(text)
        except ValueError:
            return self._decimal(text)
        if not -_LARGEST <= whole < _LARGEST:
            raise InvalidInput("Hugo reads no number as large as this.")
        return float(whole) if isinstance(self._shown, float) else whole

    @staticmethod
    def _decimal(text: str) -> float:
        try:
            value = float(text.replace(",", ".")) if text.count(",") <= 1 else math.nan
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise InvalidInput("This is not a number.")
        return value

    def _on_edited(self) -> None:
        self._touch()

    def _on_stepped(self, steps: int) -> None:
        try:
            value = self._read() or 0
        except InvalidInput:
            value = self._shown or 0
        if isinstance(value, (int, float)):
            self.line.setText(as_text(value + steps))
            self._touch()
