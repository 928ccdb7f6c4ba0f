"""Lines of text with room between them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout


class LineLayout(QPlainTextDocumentLayout):
    """Lays a document out as QPlainTextEdit does, with `spacing` times the height of each line.

    Qt's layout for plain text has no line spacing. It lays a block's lines out close together when they are first
    asked for; here they are moved apart then.
    """

    def __init__(self, document: QTextDocument, spacing: float = 1.0) -> None:
        super().__init__(document)
        self.spacing = spacing

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Give the place a block takes, its lines moved apart."""
        rect = super().blockBoundingRect(block)
        if self.spacing <= 1.0 or rect.isEmpty():
            return rect
        layout = block.layout()
        count = layout.lineCount()
        if not count:
            return rect
        top = layout.lineAt(0).y()
        if top > 0:
            # Moved before; the first line keeps half of its extra room above.
            last = layout.lineAt(count - 1)
            return QRectF(0, 0, rect.width(), last.y() + last.height() + top)
        at = 0.0
        for number in range(count):
            line = layout.lineAt(number)
            extra = line.height() * (self.spacing - 1)
            line.setPosition(QPointF(line.x(), at + extra / 2))
            at += line.height() + extra
        return QRectF(0, 0, rect.width(), at)
