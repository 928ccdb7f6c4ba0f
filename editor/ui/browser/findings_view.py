"""The list of what a check found."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from editor.app.findings import Entry
from editor.core.problem import Severity
from editor.core.visible import visible
from editor.ui.browser.findings_model import LINE, FindingsModel, GroupLine
from editor.ui.browser.model import INDEX
from editor.ui.theme import Theme

_PAD: Final = 16
_ICON: Final = 16
_GAP: Final = 8
# A place gets no more than this share of the width.
_PLACE_SHARE: Final = 0.4


class FindingsDelegate(QStyledItemDelegate):
    """Draws a heading bold with its count, and a finding with its sign, its advice and where it is."""

    def __init__(self, theme: Theme, model: FindingsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._findings = model
        self._icons: dict[Severity, QIcon] = {}
        theme.changed.connect(self._take_icons)
        self._take_icons()

    def sizeHint(self, option: QStyleOptionViewItem, _index: INDEX) -> QSize:
        """Ask for the height of a line."""
        return QSize(120, option.fontMetrics.height() + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: INDEX) -> None:
        """Draw one line."""
        line = index.data(LINE)
        colours = self._theme.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if selected else colours.hover))
            painter.drawRoundedRect(option.rect.adjusted(6, 0, -6, 0), 5, 5)
        painter.setFont(option.font)
        box = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        if isinstance(line, GroupLine):
            self._draw_group(painter, option.font, box, line)
        elif isinstance(line, Entry):
            self._draw_finding(painter, box.adjusted(_ICON + _GAP, 0, 0, 0), line)
        painter.restore()

    def _draw_group(self, painter: QPainter, font: QFont, box: QRect, line: GroupLine) -> None:
        colours = self._theme.colours
        arrow = QRect(box.left(), box.top(), _ICON, box.height())
        painter.setPen(QColor(colours.muted))
        painter.drawText(arrow, Qt.AlignmentFlag.AlignCenter, "▸" if line.folded else "▾")
        box = box.adjusted(_ICON + _GAP, 0, 0, 0)
        bold = QFont(font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(colours.text))
        count = f"{line.total:,}"
        room = box.width() - painter.fontMetrics().horizontalAdvance(count) - 2 * _GAP
        title = painter.fontMetrics().elidedText(visible(line.title), Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, title)
        box.setLeft(box.left() + painter.fontMetrics().horizontalAdvance(title) + _GAP)
        painter.setFont(font)
        inks = {
            Severity.ERROR: colours.error,
            Severity.WARNING: colours.warning,
            Severity.HINT: colours.muted,
        }
        painter.setPen(QColor(inks[line.worst]))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, count)
        if line.fixes:
            painter.setPen(QColor(colours.muted))
            told = f"{line.fixes:,} can be fixed"
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, told)

    def _draw_finding(self, painter: QPainter, box: QRect, line: Entry) -> None:
        colours, problem = self._theme.colours, line.finding.problem
        sign = QRect(box.left(), box.center().y() - _ICON // 2 + 1, _ICON, _ICON)
        self._icons[problem.severity].paint(painter, sign)
        box = box.adjusted(_ICON + _GAP, 0, 0, 0)
        metrics = painter.fontMetrics()
        place = metrics.elidedText(
            visible(self._findings.place(line)),
            Qt.TextElideMode.ElideMiddle,
            round(box.width() * _PLACE_SHARE),
        )
        painter.setPen(QColor(colours.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, place)
        box.setRight(box.right() - metrics.horizontalAdvance(place) - 2 * _GAP)
        painter.setPen(QColor(colours.text))
        message = metrics.elidedText(visible(problem.message), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, message)
        box.setLeft(box.left() + metrics.horizontalAdvance(message) + _GAP)
        fix = line.finding.fix
        told = f"{fix.title}." if fix is not None else problem.advice
        if told and box.width() > 80:
            painter.setPen(QColor(colours.faint))
            advice = metrics.elidedText(visible(told), Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, advice)

    def _take_icons(self) -> None:
        colours = self._theme.colours
        looks = {
            Severity.ERROR: ("error", colours.error),
            Severity.WARNING: ("warning", colours.warning),
            Severity.HINT: ("info", colours.faint),
        }
        self._icons = {each: self._theme.icon(name, ink) for each, (name, ink) in looks.items()}


class FindingsView(QListView):
    """Goes to a finding with a click or Enter; Left and Right fold a group, Escape leaves."""

    picked = Signal(QModelIndex)
    left = Signal()

    def __init__(self, theme: Theme, model: FindingsModel) -> None:
        super().__init__()
        self._findings = model
        self.setModel(model)
        self.setItemDelegate(FindingsDelegate(theme, model, self))
        self.setAccessibleName("Findings")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, fold and unfold with the arrows."""
        key, index = event.key(), self.currentIndex()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._open(index)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and index.isValid():
            self._fold(index.row(), folded=key == Qt.Key.Key_Left)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        if len(self.selectionModel().selectedRows()) == 1:
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        if isinstance(index.data(LINE), GroupLine):
            self._fold(index.row(), folded=None)
        else:
            self.picked.emit(index)

    def _fold(self, row: int, *, folded: bool | None) -> None:
        head = self._findings.fold(row, folded)
        if head >= 0:
            self.setCurrentIndex(self._findings.index(head))
