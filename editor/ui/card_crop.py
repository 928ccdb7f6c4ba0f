"""A picture as a theme's card shows it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from editor.core.images.crops import Box, Card
from editor.ui.named import label
from editor.ui.theme import Theme

_RADIUS = 6


class CardCrop(QWidget):
    """Shows what is left of a picture, in the card's shape, as wide as there is room."""

    def __init__(self, theme: Theme, card: Card, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = card
        self._theme = theme
        self._picture = QPixmap()
        self._part = QRectF()
        self._words = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def hasHeightForWidth(self) -> bool:
        """Keep the card's shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height that keeps the card's shape."""
        return round(width * self.card.height / self.card.width)

    def sizeHint(self) -> QSize:
        """Give a size that shows something."""
        return QSize(160, self.heightForWidth(160))

    def minimumSizeHint(self) -> QSize:
        """Give the least."""
        return QSize(96, self.heightForWidth(96))

    def show_part(self, picture: QPixmap, box: Box) -> None:
        """Show a part of a picture."""
        self._picture = picture
        size = picture.size()
        self._part = QRectF(
            box.left * size.width(),
            box.top * size.height(),
            (box.right - box.left) * size.width(),
            (box.bottom - box.top) * size.height(),
        )
        self.update()

    def show_cut(self, image: QImage, words: str) -> None:
        """Show a picture that is cut already, or `words` where it is not."""
        self._picture = QPixmap.fromImage(image)
        self._part = QRectF(self._picture.rect())
        self._words = words
        self.update()

    @property
    def shown(self) -> tuple[QSize, QRectF]:
        """The size of the picture and the part of it that is seen."""
        return self._picture.size(), self._part

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        del event
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        place = QRect(0, 0, self.width(), min(self.height(), self.heightForWidth(self.width())))
        shape = QPainterPath()
        shape.addRoundedRect(place.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.fillPath(shape, QColor(self._theme.colours.hover))
        if self._picture.isNull():
            painter.setPen(QColor(self._theme.colours.muted))
            words = place.adjusted(8, 8, -8, -8)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)
        else:
            painter.setClipPath(shape)
            painter.drawPixmap(place.toRectF(), self._picture, self._part)
            painter.setClipping(False)
        painter.setPen(QColor(self._theme.colours.line))
        painter.drawPath(shape)


class CardGallery(QWidget):
    """The cards of a theme, one below the other, each with its name."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.crops: tuple[CardCrop, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 8)
        self._box.setSpacing(4)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Make room for other cards."""
        if tuple(cards) == tuple(crop.card for crop in self.crops):
            return
        while (item := self._box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.crops = tuple(CardCrop(self._theme, card) for card in cards)
        if self.crops:
            self._box.addWidget(label("section", "As cards cut it"))
        for crop in self.crops:
            self._box.addWidget(crop)
            title = label("card", f"{crop.card.name}  ·  {crop.card.width} × {crop.card.height}")
            title.setProperty("role", "hint")
            self._box.addWidget(title)
            self._box.addSpacing(8)
