"""How a file of a post looks in its row: its picture, its name, and under it what is known of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.ui.images_model import FACTS, IMAGE, USED
from editor.ui.theme import Theme

_PICTURE = 56
_MARGIN = 8
_GAP = 12


class ImagesDelegate(QStyledItemDelegate):
    """Paints rows; the name is edited where it stands."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self._take_icon)
        self._take_icon()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give every row the height of its picture."""
        del index
        return QSize(160, max(_PICTURE, 3 * option.fontMetrics.height() + 4) + 2 * _MARGIN)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        colours = self._theme.colours
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        ground = option.rect.adjusted(6, 1, -6, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if chosen else colours.hover))
            painter.drawRoundedRect(ground, 8, 8)
        self._paint_picture(painter, self._picture_place(option.rect), index)
        used = str(index.data(USED) or "")
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        lines = (
            (str(index.data()), colours.text, font),
            (str(index.data(FACTS)), colours.muted, option.font),
            (used or "Not used", colours.muted if used else colours.warning, option.font),
        )
        place = self._words_place(option.rect)
        height = option.fontMetrics.height() + 2
        top = place.center().y() - (3 * height) // 2
        for number, (words, colour, face) in enumerate(lines):
            line = QRect(place.left(), top + number * height, place.width(), height)
            painter.setFont(face)
            painter.setPen(QColor(colour))
            cut = QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideMiddle, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
        painter.restore()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Put the field for the name over the words."""
        del index
        place = self._words_place(option.rect)
        height = editor.sizeHint().height()
        editor.setGeometry(place.left() - 4, place.center().y() - height // 2, place.width() + 4, height)

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Select the name without its ending."""
        super().setEditorData(editor, index)
        if isinstance(editor, QLineEdit):
            stem = editor.text().rpartition(".")[0] or editor.text()
            # The view selects all of it after this.
            QTimer.singleShot(0, editor, partial(editor.setSelection, 0, len(stem)))

    def _take_icon(self) -> None:
        self._icon = self._theme.icon("document", self._theme.colours.faint)

    def _paint_picture(
        self, painter: QPainter, place: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        image = index.data(IMAGE)
        painter.setPen(QColor(self._theme.colours.line))
        painter.setBrush(QColor(self._theme.colours.base))
        painter.drawRoundedRect(place.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if not isinstance(image, QImage) or image.isNull():
            self._icon.paint(painter, place.adjusted(16, 16, -16, -16))
            return
        inside = place.adjusted(3, 3, -3, -3)
        size = image.size()
        if size.width() > inside.width() or size.height() > inside.height():
            size = size.scaled(inside.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QStyle.alignedRect(
            Qt.LayoutDirection.LeftToRight, Qt.AlignmentFlag.AlignCenter, size.expandedTo(QSize(1, 1)), inside
        )
        painter.drawImage(target, image)

    def _picture_place(self, row: QRect) -> QRect:
        return QRect(row.left() + 6 + _MARGIN, row.center().y() - _PICTURE // 2, _PICTURE, _PICTURE)

    def _words_place(self, row: QRect) -> QRect:
        left = 6 + _MARGIN + _PICTURE + _GAP
        return row.adjusted(left, 4, -6 - _MARGIN, -4)
