"""How a page looks in the list: two lines where it is narrow, a row of cells where there is room."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.app.site_query import Heading, Listed, Order
from editor.core.site.git_state import GitMark
from editor.core.site.publication import Status
from editor.core.visible import visible
from editor.ui.browser.model import (
    COLUMNS,
    INDEX,
    LINE,
    STATUS_WORDS,
    cell_text,
    date_words,
    shown_title,
    state_words,
)
from editor.ui.palette import Colours
from editor.ui.theme import Theme

_INDEX_COLUMN: Final = {order: at for at, (_, order) in enumerate(COLUMNS)}
_TITLE, _STATUS, _WORDS = (_INDEX_COLUMN[order] for order in (Order.TITLE, Order.STATUS, Order.WORDS))
_PAD = 10
_STAR = 15
_GIT_LETTERS: Final = {
    GitMark.MODIFIED: "M",
    GitMark.STAGED: "S",
    GitMark.UNTRACKED: "N",
    GitMark.CONFLICT: "!",
}


class PageDelegate(QStyledItemDelegate):
    """Draws by `compact`: in two lines in the first column, or a cell a column."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.compact = True
        self._theme = theme
        self._star = QIcon()
        theme.changed.connect(self._take_icons)
        self._take_icons()

    def row_height(self, line: int) -> int:
        """Give the height of every row for text of that height."""
        return 2 * line + 16 if self.compact else line + 14

    def sizeHint(self, option: QStyleOptionViewItem, _index: INDEX) -> QSize:
        """Ask for a row's height."""
        return QSize(120, self.row_height(option.fontMetrics.height()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: INDEX) -> None:
        """Draw one cell."""
        line, column = index.data(LINE), index.column()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Heading):
            if column == _TITLE:
                self._draw_heading(painter, option, line)
        else:
            self._draw_ground(painter, option)
            if self.compact:
                self._draw_compact(painter, option, line)
            else:
                self._draw_cell(painter, option, line, column)
        painter.restore()

    def _take_icons(self) -> None:
        self._star = self._theme.icon("star", self._theme.colours.star)

    def _draw_heading(self, painter: QPainter, option: QStyleOptionViewItem, line: Heading) -> None:
        font = QFont(option.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.colours.muted))
        box = option.rect.adjusted(_PAD, 0, -_PAD, -4)
        painter.drawText(box, Qt.AlignmentFlag.AlignBottom, f"{visible(line.text)}  ·  {line.count:,}")

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours = self._theme.colours
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if not selected and not hovered:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent_soft if selected else colours.hover))
        if self.compact:
            painter.drawRoundedRect(option.rect.adjusted(4, 1, -4, -1), 6, 6)
        else:
            painter.drawRect(option.rect)

    def _draw_compact(self, painter: QPainter, option: QStyleOptionViewItem, page: Listed) -> None:
        inner = option.rect.adjusted(4 + _PAD, 7, -4 - _PAD, -7)
        height = option.fontMetrics.height()
        self._draw_title(painter, option, page, QRect(inner.left(), inner.top(), inner.width(), height))
        box = QRect(inner.left(), inner.top() + height + 2, inner.width(), height)
        painter.setFont(_small(option.font))
        if page.status is not Status.PUBLISHED:
            box.setRight(self._draw_badge(painter, box, page, at_right=True) - 6)
        # The badge of what waits has the day.
        date = "" if page.status is Status.SCHEDULED else date_words(page)
        told = (date, visible(page.row.section))
        facts = page.row.problem or " · ".join(part for part in told if part)
        painter.setPen(QColor(self._theme.colours.error if page.row.problem else self._theme.colours.muted))
        _draw_elided(painter, box, facts)

    def _draw_title(self, painter: QPainter, option: QStyleOptionViewItem, page: Listed, box: QRect) -> None:
        if page.row.featured:
            self._star.paint(painter, box.right() - _STAR + 1, box.center().y() - _STAR // 2, _STAR, _STAR)
            box = box.adjusted(0, 0, -_STAR - 5, 0)
        if page.mark is not None:
            box = box.adjusted(0, 0, -self._draw_mark(painter, option, page.mark, box), 0)
        painter.setFont(option.font)
        painter.setPen(QColor(self._theme.colours.text))
        _draw_elided(painter, box, shown_title(page))

    def _draw_mark(self, painter: QPainter, option: QStyleOptionViewItem, mark: GitMark, box: QRect) -> int:
        """Draw git's letter at the right; gives the room it takes."""
        font = _small(option.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(_git_colour(mark, self._theme.colours)))
        painter.drawText(
            box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), _GIT_LETTERS[mark]
        )
        return painter.fontMetrics().horizontalAdvance("M") + 6

    def _draw_cell(self, painter: QPainter, option: QStyleOptionViewItem, page: Listed, column: int) -> None:
        box = option.rect.adjusted(_PAD, 0, -6, 0)
        if column == _TITLE:
            self._draw_title(painter, option, page, box)
            return
        painter.setFont(_small(option.font))
        if column == _STATUS:
            self._draw_badge(painter, box, page, at_right=False)
            return
        painter.setPen(QColor(self._theme.colours.muted))
        _draw_elided(painter, box, cell_text(page, column), at_right=column == _WORDS)

    def _draw_badge(self, painter: QPainter, box: QRect, page: Listed, *, at_right: bool) -> int:
        """Draw what a page's state is; gives its left edge."""
        metrics, words = painter.fontMetrics(), state_words(page)
        if metrics.horizontalAdvance(words) + 14 > box.width():
            words = STATUS_WORDS[page.status]
        width = metrics.horizontalAdvance(words) + 14
        height = painter.fontMetrics().height() + 2
        left = box.right() - width + 1 if at_right else box.left()
        badge = QRect(left, box.center().y() - height // 2, width, height)
        ink, ground = _badge_colours(page.status, self._theme.colours)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(badge, height / 2, height / 2)
        painter.setPen(QColor(ink))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)
        return left


def _badge_colours(status: Status, colours: Colours) -> tuple[str, str]:
    if status is Status.UNREADABLE:
        return colours.error, colours.error_soft
    if status is Status.DRAFT:
        return colours.warning, colours.warning_soft
    if status is Status.SCHEDULED:
        return colours.accent, colours.accent_soft
    if status is Status.PUBLISHED:
        return colours.ok, colours.hover
    return colours.muted, colours.hover


def _git_colour(mark: GitMark, colours: Colours) -> str:
    if mark is GitMark.CONFLICT:
        return colours.error
    if mark is GitMark.MODIFIED:
        return colours.warning
    return colours.ok if mark is GitMark.STAGED else colours.accent


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(max(8.0, font.pointSizeF() - 1.2))
    return small


def _draw_elided(painter: QPainter, box: QRect, text: str, *, at_right: bool = False) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | side), shown)
