"""The form's own small strokes, drawn in the palette's ink at any scale."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPen, QPixmap, QPolygonF

from editor.ui.form.tones import colours_of

_SIDE = 16
_SCALE = 3


def _drawn(palette: QPalette, draw: Callable[[QPainter], None]) -> QIcon:
    pixmap = QPixmap(_SIDE * _SCALE, _SIDE * _SCALE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_SCALE, _SCALE)
    pen = QPen(QColor(colours_of(palette).muted), 1.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    draw(painter)
    painter.end()
    return QIcon(pixmap)


def _calendar(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(2.5, 3.5, 11, 10), 1.5, 1.5)
    painter.drawLine(QPointF(2.5, 6.7), QPointF(13.5, 6.7))
    painter.drawLine(QPointF(5.5, 2), QPointF(5.5, 4.6))
    painter.drawLine(QPointF(10.5, 2), QPointF(10.5, 4.6))


def _dots(painter: QPainter) -> None:
    painter.setBrush(painter.pen().color())
    painter.setPen(Qt.PenStyle.NoPen)
    for x in (3.5, 8.0, 12.5):
        painter.drawEllipse(QPointF(x, 8), 1.25, 1.25)


def _chevron(*points: tuple[float, float]) -> Callable[[QPainter], None]:
    def draw(painter: QPainter) -> None:
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))

    return draw


def _cross(painter: QPainter) -> None:
    painter.drawLine(QPointF(4.5, 4.5), QPointF(11.5, 11.5))
    painter.drawLine(QPointF(11.5, 4.5), QPointF(4.5, 11.5))


def _plus(painter: QPainter) -> None:
    painter.drawLine(QPointF(8, 3.5), QPointF(8, 12.5))
    painter.drawLine(QPointF(3.5, 8), QPointF(12.5, 8))


_STROKES: dict[str, Callable[[QPainter], None]] = {
    "calendar": _calendar,
    "more": _dots,
    "left": _chevron((10, 4), (6, 8), (10, 12)),
    "closed": _chevron((6, 4), (10, 8), (6, 12)),
    "open": _chevron((4, 6), (8, 10), (12, 6)),
    "up": _chevron((4, 10), (8, 6), (12, 10)),
    "down": _chevron((4, 6), (8, 10), (12, 6)),
    "remove": _cross,
    "add": _plus,
}


def stroke_icon(name: str, palette: QPalette) -> QIcon:
    """Draw one of calendar, more, left, closed, open, up, down, remove, add in the muted ink of `palette`."""
    return _drawn(palette, _STROKES[name])


class Icons:
    """The strokes of one palette, each drawn once."""

    def __init__(self, palette: QPalette) -> None:
        self._palette = QPalette(palette)
        self._icons: dict[str, QIcon] = {}

    def renew(self, palette: QPalette) -> None:
        """Draw in another palette's ink from now on."""
        self._palette = QPalette(palette)
        self._icons.clear()

    def get(self, name: str) -> QIcon:
        """Give the icon `name`."""
        if name not in self._icons:
            self._icons[name] = stroke_icon(name, self._palette)
        return self._icons[name]
