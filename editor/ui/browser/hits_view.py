"""The list of hits."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.core.site.text_search import TextHit
from editor.core.visible import visible
from editor.ui.browser.hits_model import HIT, HitLine, HitsModel, PostLine
from editor.ui.browser.model import INDEX
from editor.ui.theme import Theme

_PAD: Final = 12
# So much of a line's room is for what stands before the hit.
_BEFORE_SHARE: Final = 0.35


class HitsDelegate(QStyledItemDelegate):
    """Draws a post's line bold with its place and count, a hit's with its number and the words marked."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: INDEX) -> QSize:
        """Ask for the height of a line."""
        return QSize(120, option.fontMetrics.height() + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: INDEX) -> None:
        """Draw one line."""
        line = index.data(HIT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, PostLine):
            self._draw_post(painter, option, line)
        else:
            self._draw_hit(painter, option, line.hit)
        painter.restore()

    def _draw_post(self, painter: QPainter, option: QStyleOptionViewItem, line: PostLine) -> None:
        colours = self._theme.colours
        box = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        count = f"{line.total:,}"
        painter.setFont(option.font)
        painter.setPen(QColor(colours.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        box.setRight(box.right() - painter.fontMetrics().horizontalAdvance(count) - 16)
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(colours.text))
        title = painter.fontMetrics().elidedText(
            visible(line.title), Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, title)
        rest = box.adjusted(painter.fontMetrics().horizontalAdvance(title) + 10, 0, 0, 0)
        painter.setFont(option.font)
        if rest.width() > 96:
            painter.setPen(QColor(colours.muted))
            place = painter.fontMetrics().elidedText(
                visible(line.place), Qt.TextElideMode.ElideMiddle, rest.width()
            )
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, place)

    def _draw_hit(self, painter: QPainter, option: QStyleOptionViewItem, hit: TextHit) -> None:
        colours = self._theme.colours
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if selected else colours.hover))
            painter.drawRoundedRect(option.rect.adjusted(4, 0, -4, 0), 5, 5)
        metrics = option.fontMetrics
        number = metrics.horizontalAdvance("00000")
        box = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        painter.setFont(option.font)
        painter.setPen(QColor(colours.faint))
        at = QRect(box.left(), box.top(), number, box.height())
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(hit.line))
        box.setLeft(box.left() + number + 12)
        painter.setPen(QColor(colours.text))
        painter.setClipRect(box)
        before, found, after = visible(hit.before), visible(hit.found), visible(hit.after)
        rest = box.width() - metrics.horizontalAdvance(found + after)
        room = max(rest, round(box.width() * _BEFORE_SHARE))
        before = metrics.elidedText(before, Qt.TextElideMode.ElideLeft, room)
        self._draw_marked(painter, option, box, (before, found, after))

    def _draw_marked(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, parts: tuple[str, str, str]
    ) -> None:
        """Draw a line as one text, so that scripts and directions join as they do in the post."""
        before, found, after = parts
        layout = QTextLayout(f"{before}{found}{after}".replace("\t", " "), option.font)
        mark = QTextLayout.FormatRange()
        mark.start, mark.length = _units(before), _units(found)
        mark.format = QTextCharFormat()
        mark.format.setBackground(QColor(self._theme.colours.selection))
        layout.setFormats([mark])
        wrapping = QTextOption()
        wrapping.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(wrapping)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(1e6)
        layout.endLayout()
        layout.draw(painter, QPointF(box.left(), box.center().y() - line.height() / 2 + 0.5))


class HitsView(QListView):
    """Goes to a hit with a click or Enter; Escape and Up from the first line leave it."""

    picked = Signal(QModelIndex)
    left = Signal()

    def __init__(self, theme: Theme, model: HitsModel) -> None:
        super().__init__()
        self._hits = model
        self.setModel(model)
        self.setItemDelegate(HitsDelegate(theme, self))
        self.setAccessibleName("Hits")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_clicked)

    def enter(self) -> bool:
        """Take the keyboard to the hit that was looked at, or the first; tells whether there is one."""
        if not self.currentIndex().isValid():
            self._go(0, 1)
        if not self.currentIndex().isValid():
            return False
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def step(self, by: int) -> bool:
        """Make the next hit (1) or the one before (-1) the current one; tells whether there is one."""
        begin = self.currentIndex().row() + by if self.currentIndex().isValid() else 0
        return self._go(begin, by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; arrows pass over the lines of posts."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.picked.emit(self.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if not self.step(1 if key == Qt.Key.Key_Down else -1) and key == Qt.Key.Key_Up:
                self.left.emit()
        else:
            super().keyPressEvent(event)
            if isinstance(self.currentIndex().data(HIT), PostLine):
                self._go(self.currentIndex().row(), -1 if key == Qt.Key.Key_PageUp else 1)

    def _go(self, begin: int, by: int) -> bool:
        rows = range(begin, self._hits.rowCount()) if by > 0 else range(begin, -1, -1)
        found = next((row for row in rows if isinstance(self._hits.line(row), HitLine)), None)
        if found is None:
            return False
        if found and isinstance(self._hits.line(found - 1), PostLine):
            # The post's name comes into view with its first hit.
            self.scrollTo(self._hits.index(found - 1))
        self.setCurrentIndex(self._hits.index(found))
        return True

    def _on_clicked(self, index: QModelIndex) -> None:
        if isinstance(index.data(HIT), HitLine):
            self.picked.emit(index)


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
