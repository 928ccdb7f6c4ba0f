"""A picture on which the point that must stay in view is chosen: with a click or the arrow keys."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.core.images.crops import ANCHORS, Box, anchor_at, place_of
from editor.ui.picture_mime import has_pictures
from editor.ui.picture_view import PictureView
from editor.ui.theme import Theme

_VEIL: Final = QColor(12, 14, 20, 130)
_LINE: Final = QColor(255, 255, 255, 90)
_STEPS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_DOT = 7.0
_MOST_HIGH = 320


class FocalPicture(PictureView):
    """Shows a picture with a veil over what a card cuts off, and a dot for the focal point.

    `anchor_picked(name)` when a person chooses one of `ANCHORS`; `dropped(QMimeData)` with pictures.
    """

    anchor_picked = Signal(str)
    dropped = Signal(object)

    def __init__(self, theme: Theme, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(theme, size, parent)
        self._anchor = ""
        self._box: Box | None = None
        self._choosing = False
        self._over = False
        self.setAccessibleName("Featured image: click or use the arrow keys to set its focal point")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Leave no room above and below the picture."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the picture's height, or what a tall one may take."""
        return self.height_for(width, _MOST_HIGH)

    def sizeHint(self) -> QSize:
        """Give a size that shows something."""
        return QSize(220, self.heightForWidth(220))

    def show_picture(self, image: QImage, words: str = "") -> None:
        """Show a picture, in its own height."""
        super().show_picture(image, words)
        self.updateGeometry()

    @property
    def anchor(self) -> str:
        """The focal point shown; empty for none."""
        return self._anchor

    @property
    def box(self) -> Box | None:
        """What a card leaves of the picture; None where that is not known."""
        return self._box

    def show_crop(self, anchor: str, box: Box | None, *, choosing: bool) -> None:
        """Show a focal point and what a card leaves; `choosing` lets a person set another."""
        self._anchor, self._box, self._choosing = anchor, box, choosing
        self.setCursor(Qt.CursorShape.CrossCursor if choosing else Qt.CursorShape.ArrowCursor)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, the veil and the point."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._over and self.picture.isNull():
            self._paint_ring(painter, self.rect().toRectF().adjusted(1, 1, -1, -1))
        if self.picture.isNull():
            return
        place = self.picture_place().toRectF()
        if self._box is not None:
            self._paint_veil(painter, place, self._box)
        if self._choosing:
            painter.setPen(QPen(_LINE, 1))
            for third in (1, 2):
                across, down = place.width() * third / 3, place.height() * third / 3
                painter.drawLine(
                    place.topLeft() + QPointF(across, 0), place.bottomLeft() + QPointF(across, 0)
                )
                painter.drawLine(place.topLeft() + QPointF(0, down), place.topRight() + QPointF(0, down))
        if self._anchor in ANCHORS:
            across, down = place_of(self._anchor)
            self._paint_dot(painter, place.topLeft() + QPointF(place.width() * across, place.height() * down))
        if self.hasFocus() or self._over:
            self._paint_ring(painter, self.rect().toRectF().adjusted(1, 1, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Set the focal point."""
        place = self.picture_place().toRectF()
        at = event.position()
        if not self._choosing or event.button() != Qt.MouseButton.LeftButton or not place.contains(at):
            super().mousePressEvent(event)
            return
        across, down = (at.x() - place.left()) / place.width(), (at.y() - place.top()) / place.height()
        self.anchor_picked.emit(anchor_at(across, down))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the focal point by a ninth."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or not self._choosing:
            super().keyPressEvent(event)
            return
        at = ANCHORS.index(self._anchor) if self._anchor in ANCHORS else 4
        column, row = min(2, max(0, at % 3 + step[0])), min(2, max(0, at // 3 + step[1]))
        self.anchor_picked.emit(ANCHORS[row * 3 + column])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures."""
        self._set_over(has_pictures(event.mimeData()))
        if self._over:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take pictures anywhere."""
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: object) -> None:
        """Take the ring away."""
        del event
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand them on."""
        self._set_over(False)
        self.dropped.emit(event.mimeData())
        event.acceptProposedAction()

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def _paint_veil(self, painter: QPainter, place: QRectF, box: Box) -> None:
        kept = QRectF(
            place.left() + box.left * place.width(),
            place.top() + box.top * place.height(),
            (box.right - box.left) * place.width(),
            (box.bottom - box.top) * place.height(),
        )
        whole = QPainterPath()
        whole.addRect(place)
        hole = QPainterPath()
        hole.addRect(kept)
        painter.fillPath(whole.subtracted(hole), _VEIL)
        painter.setPen(QPen(QColor(255, 255, 255, 220), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(kept)

    def _paint_dot(self, painter: QPainter, at: QPointF) -> None:
        painter.setPen(QPen(QColor("white"), 2.5))
        painter.setBrush(QColor("#4C5FD5"))
        painter.drawEllipse(at, _DOT, _DOT)

    def _paint_ring(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(QPen(QColor(self._theme.colours.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place, 8, 8)
