"""A picture, whole, on a ground of its own."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QStyle, QWidget

from editor.ui.theme import Theme

_MARGIN = 8
_RADIUS = 8


class PictureView(QWidget):
    """Shows a picture as large as there is room, never larger than it is; else words in its place."""

    def __init__(self, theme: Theme, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.picture = QPixmap()
        self._words = ""
        self.setMinimumSize(size)
        theme.changed.connect(self.update)

    def show_picture(self, image: QImage, words: str = "") -> None:
        """Show a picture, or `words` where there is none to paint."""
        self.picture = QPixmap.fromImage(image)
        self._words = words
        self.update()

    def height_for(self, width: int, most: int) -> int:
        """Give the height that a picture of this width takes with its ground, no more than `most`."""
        if self.picture.isNull():
            return min(most, max(self.minimumHeight(), width // 2))
        inside = min(width - 2 * _MARGIN, self.picture.width())
        high = round(inside * self.picture.height() / self.picture.width()) + 2 * _MARGIN
        return max(self.minimumHeight(), min(most, high))

    def picture_place(self) -> QRect:
        """Give where the picture is painted."""
        inside = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        size = self.picture.size()
        if size.width() > inside.width() or size.height() > inside.height():
            size = size.scaled(inside.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QStyle.alignedRect(
            Qt.LayoutDirection.LeftToRight, Qt.AlignmentFlag.AlignCenter, size.expandedTo(QSize(1, 1)), inside
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, then the picture or the words."""
        del event
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self.paint_ground(painter)
        if self.picture.isNull():
            painter.setPen(QColor(self._theme.colours.muted))
            words = self.rect().adjusted(16, 16, -16, -16)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)
        else:
            painter.drawPixmap(self.picture_place(), self.picture)

    def paint_ground(self, painter: QPainter) -> None:
        """Paint what lies behind."""
        painter.setPen(QColor(self._theme.colours.line))
        painter.setBrush(QColor(self._theme.colours.base))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
