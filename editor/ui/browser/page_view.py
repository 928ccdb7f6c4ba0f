"""The table of pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from editor.app.site_query import Listed, Order
from editor.ui.browser.delegate import PageDelegate
from editor.ui.browser.model import COLUMNS, LINE, SiteModel
from editor.ui.theme import Theme

# From this width on there is a column for each fact.
WIDE = 520
_WIDTHS = {
    Order.STATUS: 96,
    Order.DATE: 100,
    Order.SECTION: 96,
    Order.KIND: 70,
    Order.TAGS: 150,
    Order.WORDS: 62,
    Order.LANGUAGE: 74,
}
_LONGEST_STATE = "Scheduled until 28 Sep 2026"
# What goes first where there is little room.
_LAST_WANTED = (Order.LANGUAGE, Order.KIND, Order.WORDS, Order.TAGS, Order.SECTION, Order.DATE)
_TITLE_LEAST = 240
_PAGE_KEYS = {Qt.Key.Key_F2: "move_page", Qt.Key.Key_Delete: "delete_page"}
_FLAG_KEYS = {
    (Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier): "draft",
    (
        Qt.Key.Key_F,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    ): "featured",
}


class PageView(QTableView):
    """Picks with Enter, a click where it is narrow or a double click; selects with Shift and Ctrl.

    `flag_requested("draft")` is Ctrl+D in the list, `undo_requested` Ctrl+Z, `menu_requested` Alt+Down,
    `page_requested("move_page")` F2 and `page_requested("delete_page")` Del.
    """

    picked = Signal(QModelIndex)
    flag_requested = Signal(str)
    undo_requested = Signal()
    page_requested = Signal(str)
    menu_requested = Signal()

    def __init__(self, theme: Theme, model: SiteModel) -> None:
        super().__init__()
        self._pages = model
        self._pressed_with = Qt.KeyboardModifier.NoModifier
        self.setModel(model)
        self._delegate = PageDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Posts")
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        # The header would ask every row whether all of a column is selected.
        columns.setSelectionModel(QItemSelectionModel(model, columns))
        columns.setSortIndicatorShown(True)
        columns.setSectionsClickable(True)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setMinimumSectionSize(40)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_double_clicked)
        self._lay_out()

    def selected_pages(self) -> tuple[Listed, ...]:
        """Give the pages that are selected, from top to bottom."""
        # Thousands of rows that follow each other are one range.
        chosen = self.selectionModel().selection()
        areas = [chosen.at(at) for at in range(chosen.size())]
        rows = {row for area in areas for row in range(area.top(), area.bottom() + 1)}
        lines = [self._pages.line(row) for row in sorted(rows)]
        return tuple(line for line in lines if isinstance(line, Listed))

    def select_paths(self, paths: Sequence[Path]) -> None:
        """Select the pages at `paths`, those that are listed, and nothing else."""
        last = len(COLUMNS) - 1
        selection = QItemSelection()
        rows = self._pages.rows_of(paths)
        begins = [at for at, row in enumerate(rows) if not at or rows[at - 1] != row - 1]
        ends = [*begins[1:], len(rows)] if rows else []
        for begin, end in zip(begins, ends, strict=True):
            top, bottom = self._pages.index(rows[begin], 0), self._pages.index(rows[end - 1], last)
            selection.append(QItemSelectionRange(top, bottom))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def make_current(self, row: int) -> None:
        """Bring the keyboard's place to a row, and select it alone."""
        self.setCurrentIndex(self._pages.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, switch flags with the keys that do it for the open post."""
        flag = _FLAG_KEYS.get((Qt.Key(event.key()), event.modifiers()))
        if flag is not None:
            self.flag_requested.emit(flag)
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
        elif (command := _page_command(event)) and self.selectionModel().hasSelection():
            self.page_requested.emit(command)
        elif event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.menu_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.picked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
            self._pass_heading(-1 if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_PageUp) else 1)

    def event(self, event: QEvent) -> bool:
        """Claim the keys for flags before the window takes them for the open post."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (
                (Qt.Key(event.key()), event.modifiers()) in _FLAG_KEYS
                or event.matches(QKeySequence.StandardKey.Undo)
                or _page_command(event)
            )
        ):
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember whether the click is for selecting."""
        self._pressed_with = event.modifiers()
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the type."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._lay_out()

    def _pass_heading(self, step: int) -> None:
        """Go on to the next page where the keys came upon a heading."""
        row = self.currentIndex().row()
        if row < 0 or isinstance(self._pages.line(row), Listed):
            return
        for way in (range(row, self._pages.rowCount()), range(row, -1, -1))[::step]:
            found = next((at for at in way if isinstance(self._pages.line(at), Listed)), None)
            if found is not None:
                self.setCurrentIndex(self._pages.index(found, 0))
                return

    def _on_clicked(self, index: QModelIndex) -> None:
        # In a table a click begins a selection.
        if self._delegate.compact and not self._pressed_with and isinstance(index.data(LINE), Listed):
            self.picked.emit(index)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if not self._delegate.compact and isinstance(index.data(LINE), Listed):
            self.picked.emit(index)

    def _lay_out(self) -> None:
        width = self.viewport().width()
        compact = width < WIDE
        self._delegate.compact = compact
        self.horizontalHeader().setVisible(not compact)
        height = self._delegate.row_height(self.fontMetrics().height())
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setMinimumSectionSize(height)
            self.verticalHeader().setDefaultSectionSize(height)
        widths = self._widths()
        hidden = set(_WIDTHS) if compact else self._too_much(width)
        rest = width
        # In a wide window the tags have a share of the room.
        roomy = max(0, (width - sum(widths.values()) - 2 * _TITLE_LEAST) // 3)
        for at, (_, order) in enumerate(COLUMNS):
            self.setColumnHidden(at, order in hidden)
            if order in widths and order not in hidden:
                given = widths[order] + (roomy if order is Order.TAGS else 0)
                self.setColumnWidth(at, given)
                rest -= given
        self.setColumnWidth(0, max(rest, 60))

    def _widths(self) -> dict[Order, int]:
        if not self._pages.any_scheduled:
            return _WIDTHS
        return {**_WIDTHS, Order.STATUS: self.fontMetrics().horizontalAdvance(_LONGEST_STATE) + 24}

    def _too_much(self, width: int) -> set[Order]:
        hidden: set[Order] = set()
        if len(self._pages.languages) < 2:
            hidden.add(Order.LANGUAGE)
        for order in _LAST_WANTED:
            if width - sum(w for o, w in self._widths().items() if o not in hidden) >= _TITLE_LEAST:
                break
            hidden.add(order)
        return hidden


def _page_command(event: QKeyEvent) -> str:
    return "" if event.modifiers() else _PAGE_KEYS.get(Qt.Key(event.key()), "")
