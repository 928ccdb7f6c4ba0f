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
        # Asked of every block in view with every letter typed: the usual way must be short.
        rect = QPlainTextDocumentLayout.blockBoundingRect(self, block)
        if self.spacing <= 1.0:
            return rect
        layout = block.layout()
        if layout.lineAt(0).y() > 0:
            return rect
        at = 0.0
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            # The extra room is above each line, so that the last one ends the block, as Qt has it.
            at += line.height() * (self.spacing - 1)
            line.setPosition(QPointF(line.x(), at))
            at += line.height()
        return super().blockBoundingRect(block)
