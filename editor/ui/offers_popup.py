"""The list of offers at the caret."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.core.visible import visible
from editor.core.writing.completion import Offer
from editor.ui.browser.model import INDEX
from editor.ui.theme import Theme

_NOWHERE: Final = QModelIndex()
_OFFER: Final = Qt.ItemDataRole.UserRole
_MOST_LINES: Final = 8
_WIDTHS: Final = (240, 520)
_PAD: Final = 10
# The label gets at least this share of a line before its detail is cut.
_LABEL_SHARE: Final = 0.55


class _OffersModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._offers: tuple[Offer, ...] = ()

    def show_offers(self, offers: Sequence[Offer]) -> None:
        self.beginResetModel()
        self._offers = tuple(offers)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._offers)

    def data(self, index: INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        offer = self._offers[index.row()]
        if role == _OFFER:
            return offer
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{offer.label}, {offer.detail}" if offer.detail else offer.label
        return None


class _OffersDelegate(QStyledItemDelegate):
    """Draws what an offer is called, and at the right what is put in for it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: INDEX) -> QSize:
        return QSize(_WIDTHS[0], option.fontMetrics.height() + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: INDEX) -> None:
        offer, colours = index.data(_OFFER), self._theme.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if chosen else colours.hover))
            painter.drawRoundedRect(option.rect.adjusted(4, 0, -4, 0), 5, 5)
        box = option.rect.adjusted(_PAD + 2, 0, -_PAD - 2, 0)
        font = QFont(option.font)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        detail = visible(offer.detail) if offer.detail != offer.label else ""
        room = max(
            round(box.width() * _LABEL_SHARE), box.width() - metrics.horizontalAdvance(detail) - 2 * _PAD
        )
        label = metrics.elidedText(visible(offer.label), Qt.TextElideMode.ElideRight, room)
        painter.setPen(QColor(colours.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, label)
        left = QRect(box)
        left.setLeft(box.left() + metrics.horizontalAdvance(label) + 2 * _PAD)
        painter.setPen(QColor(colours.muted))
        shown = metrics.elidedText(detail, Qt.TextElideMode.ElideMiddle, left.width())
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
        painter.restore()


class OffersPopup(QFrame):
    """Shows offers over the text without taking the keyboard; `accepted(Offer)` by a click."""

    accepted = Signal(object)

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("offers_popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = theme
        self._over = over
        self._model = _OffersModel(self)
        self.view = QListView(self)
        self.view.setModel(self._model)
        self.view.setItemDelegate(_OffersDelegate(theme, self.view))
        self.view.setAccessibleName("Offers")
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(self._on_clicked)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 5, 1, 5)
        box.addWidget(self.view)
        theme.changed.connect(self._take_colours)
        self._take_colours()
        self.hide()

    @property
    def current(self) -> Offer | None:
        """The offer that Enter takes."""
        offer = self.view.currentIndex().data(_OFFER)
        return offer if isinstance(offer, Offer) else None

    @property
    def labels(self) -> list[str]:
        """What is offered, from the top."""
        return [str(self._model.index(row).data()) for row in range(self._model.rowCount())]

    def show_offers(self, offers: Sequence[Offer], caret: QRect) -> None:
        """Show offers below the caret, which is a place of the parent, or above it where there is no room."""
        self._model.show_offers(offers)
        self.view.setCurrentIndex(self._model.index(0))
        metrics = self.view.fontMetrics()
        wide = max(metrics.horizontalAdvance(f"{each.label}{each.detail}") for each in offers) + 6 * _PAD + 16
        width = min(max(_WIDTHS[0], min(wide, _WIDTHS[1])), self._over.width() - 16)
        height = min(len(offers), _MOST_LINES) * (metrics.height() + 8) + 12
        x = max(8, min(caret.left() - _PAD, self._over.width() - width - 8))
        y = caret.bottom() + 6
        if y + height > self._over.height() - 4 and caret.top() - height - 6 > 0:
            y = caret.top() - height - 6
        self.setGeometry(x, y, width, height)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Choose the offer so many lines on, from the last to the first by one."""
        count, row = self._model.rowCount(), self.view.currentIndex().row()
        row = (row + by) % count if abs(by) == 1 else max(0, min(count - 1, row + by))
        self.view.setCurrentIndex(self._model.index(row))

    def _on_clicked(self, index: QModelIndex) -> None:
        self.accepted.emit(index.data(_OFFER))

    def _take_colours(self) -> None:
        colours = self._theme.colours
        self.setStyleSheet(
            f"#offers_popup {{ background: {colours.base}; border: 1px solid {colours.line}; border-radius: 8px; }}"
            " #offers_popup QListView { background: transparent; border: 0; outline: 0; }"
        )
