"""Lines of text with room between them, each paragraph at the side where its writing begins."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout


class LineLayout(QPlainTextDocumentLayout):
    """Lays a document out as QPlainTextEdit does, with `spacing` times the height of each line.

    Qt's layout for plain text has no line spacing, and puts all lines to the left, those too that are written from
    right to left. It lays a block's lines out close together when they are first asked for; here they are moved
    apart, or to the right, then.
    """

    def __init__(self, document: QTextDocument, spacing: float = 1.0) -> None:
        super().__init__(document)
        self.spacing = spacing

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Give the place a block takes, its lines moved apart."""
        # Asked of every block in view with every letter typed: the usual way must be short.
        rect = QPlainTextDocumentLayout.blockBoundingRect(self, block)
        layout = block.layout()
        if layout.lineAt(0).y() > 0:
            return rect
        from_right = block.textDirection() == Qt.LayoutDirection.RightToLeft
        if self.spacing <= 1.0 and not from_right:
            return rect
        at, margin = 0.0, self.document().documentMargin()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            # The extra room is above each line, so that the last one ends the block, as Qt has it.
            at += line.height() * (self.spacing - 1)
            aside = line.width() - line.naturalTextWidth() if from_right else 0.0
            line.setPosition(QPointF(margin + max(0.0, aside), at))
            at += line.height()
        return super().blockBoundingRect(block)
