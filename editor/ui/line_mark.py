"""A line of the text marked over the whole width, all the rows it is wrapped into included."""

from __future__ import annotations

from PySide6.QtGui import QColor, QTextBlock, QTextCursor, QTextFormat
from PySide6.QtWidgets import QTextEdit


def line_mark(block: QTextBlock, colour: QColor | str) -> QTextEdit.ExtraSelection:
    """Give a mark in `colour` behind a line; Qt marks the caret's row alone where the cursor selects nothing."""
    mark = QTextEdit.ExtraSelection()
    mark.cursor = QTextCursor(block)
    mark.cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    mark.format.setBackground(QColor(colour))
    mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
    return mark
