"""Lines of text with room between them, each paragraph at the side where its writing begins."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

# Qt gives blocks heights of whole pixels; the least it can count beside them marks a block whose lines were moved.
_MARK = 1 / 64
_close_together = QPlainTextDocumentLayout.blockBoundingRect


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
        rect = _close_together(self, block)
        if rect.height() % 1 or not block.isValid():
            # Qt asks for blocks behind the last, too, where a shorter text takes the place of another.
            return rect
        from_right = block.textDirection() == Qt.LayoutDirection.RightToLeft
        if self.spacing <= 1.0 and not from_right:
            return rect
        layout = block.layout()
        at, margin = _MARK, self.document().documentMargin()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            # The extra room is above each line, so that the last one ends the block, as Qt has it.
            at += round(line.height() * (self.spacing - 1))
            aside = line.width() - line.naturalTextWidth() if from_right else 0.0
            line.setPosition(QPointF(margin + max(0.0, aside), at))
            at += line.height()
        return _close_together(self, block)
