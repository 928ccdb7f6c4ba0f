"""Whole and decimal numbers."""

from __future__ import annotations

import math

from PySide6.QtCore import Signal
from PySide6.QtGui import QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QSizePolicy, QWidget

from editor.ui.form.base import InvalidInput, Line, ValueEditor, as_text

# What every reader of front matter holds exactly.
_LARGEST = 1 << 63


class Stepper(QAbstractSpinBox):
    """A line with arrows for numbers of any size, which the wheel turns only while it has the focus."""

    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(120)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form unless the person is in this field."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def stepBy(self, steps: int) -> None:
        """Tell that the arrows or arrow keys were used."""
        self.stepped.emit(steps)

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        """Step without limits."""
        if self.isReadOnly():
            return QAbstractSpinBox.StepEnabledFlag.StepNone
        return (
            QAbstractSpinBox.StepEnabledFlag.StepUpEnabled | QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
        )

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Take any text: a wrong one is marked and explained, not swallowed."""
        return QValidator.State.Acceptable, text, position


class NumberEditor(ValueEditor):
    """Edits a number; a decimal one stays decimal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stepper = Stepper(self)
        self.line = Line(self.stepper)
        self.stepper.setLineEdit(self.line)
        self._row.addWidget(self.stepper)
        self._row.addStretch(1)
        self.setFocusProxy(self.stepper)
        self.line.textEdited.connect(self._on_edited)
        self.line.escaped.connect(self.revert)
        self.stepper.editingFinished.connect(self._on_finished)
        self.stepper.stepped.connect(self._on_stepped)

    def set_locked(self, locked: bool) -> None:
        """Leave the number readable."""
        self.stepper.setReadOnly(locked)

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

    def _on_finished(self) -> None:
        if self.is_pending:
            self.flush()

    def _on_stepped(self, steps: int) -> None:
        try:
            value = self._read() or 0
        except InvalidInput:
            value = self._shown or 0
        if isinstance(value, (int, float)):
            self.line.setText(as_text(value + steps))
            self._touch()
