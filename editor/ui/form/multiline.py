"""Text of several lines, in a box that grows with it."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from editor.ui.form.base import ValueEditor, add_field_commands, as_text, leaves_to_window

_MIN_LINES = 2
_MAX_LINES = 12
_USUAL_EDGE = 8
# A box of exactly its lines would show a scroll bar.
_SLACK = 2


class GrowingText(QPlainTextEdit):
    """A text box as high as its text, within limits; Tab leaves it."""

    left = Signal()
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_laid_out = False
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        """Ask for the height set by the text."""
        return QSize(200, self.height())

    def event(self, event: QEvent) -> bool:
        """Keep undo for the window."""
        return leaves_to_window(event) or super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the person went on to something else."""
        super().focusOutEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the lines the new width gives."""
        super().resizeEvent(event)
        self._is_laid_out = True
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape take back what is not written yet, and Ctrl+Enter write it."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the field's commands below those of the text."""
        menu = self.createStandardContextMenu()
        add_field_commands(menu, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _fit(self) -> None:
        # A plain text layout measures its height in lines.
        lines = math.ceil(self.document().size().height())
        shown = max(_MIN_LINES, min(lines, _MAX_LINES))
        # Border and padding are the style sheet's: only a box that is laid out knows them.
        around = self.height() - self.viewport().height() if self._is_laid_out else _USUAL_EDGE
        margin = 2 * math.ceil(self.document().documentMargin()) + _SLACK
        height = math.ceil(shown * self._line_height()) + margin + around
        if height != self.height():
            self.setFixedHeight(height)

    def _line_height(self) -> float:
        block = self.document().firstBlock()
        # The layout rounds lines otherwise than the font's metrics do.
        measured = self.blockBoundingRect(block).height() / max(1, block.layout().lineCount())
        return max(measured, float(self.fontMetrics().lineSpacing()))

    def text(self) -> str:
        """Give the text, no-break spaces kept (`toPlainText` turns them into spaces)."""
        return self.document().toRawText().replace("\u2029", "\n")


class MultilineEditor(ValueEditor):
    """Edits text of several lines; the newline that ends a block scalar is kept out of sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = GrowingText(self)
        self._displaying = False
        self._row.addWidget(self.box)
        self.setFocusProxy(self.box)
        self.box.textChanged.connect(self._on_changed)
        self.box.left.connect(self.flush)
        self.box.escaped.connect(self.revert)

    def set_locked(self, locked: bool) -> None:
        """Leave the text readable and selectable."""
        self.box.setReadOnly(locked)

    def _display(self, value: object) -> None:
        text = as_text(value).removesuffix("\n")
        self._displaying = text != self.box.text()
        if self._displaying:
            self._show_text(text)
        self._displaying = False
        self._displayed = self.box.text()

    def _show_text(self, text: str) -> None:
        at = self.box.textCursor().position()
        self.box.setPlainText(text)
        cursor = self.box.textCursor()
        cursor.setPosition(min(at, self.box.document().characterCount() - 1))
        self.box.setTextCursor(cursor)

    def _read(self) -> object:
        text = self.box.text()
        if text == self._displayed:
            # What a text box cannot hold (a paragraph separator) is no input.
            return self._shown
        if not text and self._shown is None:
            return None
        return f"{text}\n" if text and isinstance(self._shown, str) and self._shown.endswith("\n") else text

    def _on_changed(self) -> None:
        if not self._displaying:
            self._touch()
