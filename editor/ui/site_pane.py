"""The site's pages: looked through, filtered, sorted, grouped, picked and switched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from editor.app.site_feed import SiteReading
from editor.app.site_query import Grouping, Listed, Order, marked, toggled
from editor.core.site.git_state import GitMark
from editor.core.visible import visible
from editor.ui.browser.filter_menu import FilterMenu
from editor.ui.browser.model import COLUMNS, LINE, SiteModel
from editor.ui.browser.page_view import PageView
from editor.ui.named import ElidedLabel, label, tool_button
from editor.ui.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# What can be done with the pages selected, and with how many at once.
_PAGE_COMMANDS = (
    ("&Rename or Move…\tF2", "move_page", 1),
    ("D&uplicate", "duplicate_page", 1),
    ("Turn into a &Bundle…", "bundle_page", 1),
    ("&Translate…", "translate_page", 1),
    ("De&lete…\tDel", "delete_page", 10_000),
)


class _Filter(QLineEdit):
    """Goes over to the list with the arrow down, to the menu of filters with Alt, and to a search with Ctrl+Enter."""

    left = Signal()
    menu_wanted = Signal()
    text_search_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        if key == Qt.Key.Key_Down and modifiers == Qt.KeyboardModifier.AltModifier:
            self.menu_wanted.emit()
        elif key in _ENTER and modifiers & Qt.KeyboardModifier.ControlModifier:
            self.text_search_wanted.emit()
        elif key == Qt.Key.Key_Down:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class SitePane(QWidget):
    """Lists the pages of a folder with a box to filter them.

    `open_requested(Path)` when one is picked; `flag_requested("draft")` or "featured" for the pages that are
    selected, `field_requested` for other fields of theirs, `undo_requested` to take the last such change back;
    `widen_requested` to give the list more room, or less; `text_search_requested` to look for what stands in the box
    in the text of the posts. `page_requested` names the command for the pages selected: "move_page", "delete_page"…
    """

    open_requested = Signal(object)
    flag_requested = Signal(str)
    undo_requested = Signal()
    field_requested = Signal()
    widen_requested = Signal()
    text_search_requested = Signal()
    page_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("site_pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(150)
        self._theme = theme
        self._current: Path | None = None
        self._marks: Mapping[Path, GitMark] | None = None
        self._findings: Mapping[Path, int] = {}
        self.heading = ElidedLabel()
        self.heading.setObjectName("heading")
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.count = ElidedLabel()
        self.count.setProperty("role", "hint")
        self.count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._menu_button = tool_button("plain", "Sort, group and filter (Alt+Down in the list or its box)")
        self._menu_button.setAccessibleName("Sort, group and filter")
        self._menu_button.setIconSize(QSize(16, 16))
        self._menu_button.clicked.connect(self._on_menu_wanted)
        self._wide_button = tool_button("plain", "Give the list more room, or less")
        self._wide_button.setAccessibleName("Give the list more room, or less")
        self._wide_button.setIconSize(QSize(16, 16))
        self._wide_button.clicked.connect(self.widen_requested)
        self.filter = _Filter(placeholderText="Filter posts", clearButtonEnabled=True)
        self.filter.setAccessibleName("Filter posts")
        self.filter.setToolTip(
            "Words, or is:draft, is:featured, section:post, tag:music, author:ada, year:2024, lang:en, is:changed\n"
            "Alt+Down: all filters.  Ctrl+Enter: look for the words in the text of the posts."
        )
        self.filter.textChanged.connect(self._on_filter_changed)
        self.filter.returnPressed.connect(self._on_filter_entered)
        self.filter.left.connect(self._on_filter_left)
        self.filter.menu_wanted.connect(self._on_menu_wanted)
        self.filter.text_search_wanted.connect(self.text_search_requested)
        self.model = SiteModel(self)
        self.view = PageView(theme, self.model)
        self.view.picked.connect(self._on_picked)
        self.view.flag_requested.connect(self.flag_requested)
        self.view.undo_requested.connect(self.undo_requested)
        self.view.menu_requested.connect(self._on_menu_wanted)
        self.view.page_requested.connect(self.page_requested)
        self.view.horizontalHeader().sectionClicked.connect(self._on_column_clicked)
        self._empty = label("empty", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.search_text = QPushButton("Look in the text of all posts")
        self.search_text.setProperty("role", "link")
        self.search_text.clicked.connect(self.text_search_requested)
        self.search_text.hide()
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.heading, 1)
        head.addWidget(self._menu_button)
        head.addWidget(self._wide_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 10, 4, 8)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.filter)
        box.addWidget(self.count)
        box.addWidget(self._empty)
        box.addWidget(self.search_text, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self.view, 1)
        theme.changed.connect(self._dress)
        self._dress()
        self._show_order()

    @property
    def selected(self) -> tuple[Listed, ...]:
        """The pages that are selected."""
        return self.view.selected_pages()

    def show_folder(self, name: str) -> None:
        """Name the folder; its pages come with `show_reading`."""
        self.heading.setText(visible(name))
        self.heading.setToolTip(visible(name))
        self._marks, self._findings = None, {}
        self.filter.clear()
        self.model.set_pages(())
        self._tell("Looking for posts…")

    def show_reading(self, reading: SiteReading) -> None:
        """List what was read; what is selected, in sight and marked stays so."""
        self._show_pages(marked(reading.pages, self._marks or {}, self._findings))

    def show_marks(self, marks: Mapping[Path, GitMark] | None) -> None:
        """Show what git says of the pages; None where it says nothing."""
        self._marks = marks
        self._mark_again()

    def show_findings(self, findings: Mapping[Path, int]) -> None:
        """Know what the check-up found: how many errors and warnings in each page."""
        self._findings = findings
        self._mark_again()

    def _mark_again(self) -> None:
        pages = marked(self.model.pages, self._marks or {}, self._findings)
        if any(new is not old for new, old in zip(pages, self.model.pages, strict=True)):
            self._show_pages(pages)

    def _show_pages(self, pages: tuple[Listed, ...]) -> None:
        selected = [page.row.path for page in self.selected]
        place = self.view.verticalScrollBar().value() if self.model.pages else -1
        self.model.set_pages(pages)
        self._tell()
        if len(selected) > 1 and self.view.selectionModel().hasSelection():
            # The rows are where they were.
            return
        if len(selected) > 1:
            self.view.select_paths(selected)
        else:
            self.show_current(self._current)
        if place >= 0:
            self.view.verticalScrollBar().setValue(place)

    def show_current(self, path: Path | None) -> None:
        """Mark the post that is looked at."""
        self._current = path
        row = -1 if path is None else self.model.row_of(path)
        if row >= 0:
            self.view.make_current(row)
        else:
            self.view.clearSelection()

    def arrange(self, *, order: Order | None = None, grouping: Grouping | None = None) -> None:
        """Sort by `order`, in the other direction if that is the order already, or divide otherwise."""
        now = self.model.arrangement
        if order is not None:
            down = not now.descending if order is now.order else order in (Order.DATE, Order.WORDS)
            now = replace(now, order=order, descending=down)
        if grouping is not None:
            now = replace(now, grouping=grouping)
        self.model.arrange(now)
        self._show_order()
        self.show_current(self._current)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the pages selected."""
        menu = QMenu(self)
        count = len(self.selected)
        named = "1 post" if count == 1 else f"{count:,} posts"
        for text, flag in (("Switch &Draft", "draft"), ("Switch &Featured", "featured")):
            action = menu.addAction(f"{text} on {named}…")
            action.setData(flag)
            action.setEnabled(count > 0)
            action.triggered.connect(self._on_flag_chosen)
        change = menu.addAction(f"&Change a Field of {named}…")
        change.setEnabled(count > 0)
        change.triggered.connect(self.field_requested)
        self._add_page_commands(menu, count)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def _add_page_commands(self, menu: QMenu, count: int) -> None:
        menu.addSeparator()
        for text, name, most in _PAGE_COMMANDS:
            action = menu.addAction(text)
            action.setData(name)
            action.setEnabled(0 < count <= most)
            action.triggered.connect(self._on_page_command)

    def _on_page_command(self) -> None:
        self.page_requested.emit(self._chosen())

    def filter_menu(self) -> FilterMenu:
        """Make the menu that sorts, groups and filters."""
        menu = FilterMenu(self.model.pages, self.model.arrangement, self, git=self._marks is not None)
        menu.order_chosen.connect(self._on_order_chosen)
        menu.grouping_chosen.connect(self._on_grouping_chosen)
        menu.token_chosen.connect(self._on_token_chosen)
        return menu

    def _on_menu_wanted(self) -> None:
        menu = self.filter_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._menu_button.mapToGlobal(self._menu_button.rect().bottomLeft()))

    def _on_token_chosen(self, token: str) -> None:
        self.filter.setText(toggled(self.filter.text(), token))

    def _on_order_chosen(self, order: Order) -> None:
        self.arrange(order=order)

    def _on_grouping_chosen(self, grouping: Grouping) -> None:
        self.arrange(grouping=grouping)

    def _on_flag_chosen(self) -> None:
        self.flag_requested.emit(self._chosen())

    def _chosen(self) -> str:
        sender = self.sender()
        assert isinstance(sender, QAction)
        return str(sender.data())

    def _on_column_clicked(self, column: int) -> None:
        self.arrange(order=COLUMNS[column][1])

    def _show_order(self) -> None:
        now = self.model.arrangement
        at = next(at for at, (_, order) in enumerate(COLUMNS) if order is now.order)
        direction = Qt.SortOrder.DescendingOrder if now.descending else Qt.SortOrder.AscendingOrder
        self.view.horizontalHeader().setSortIndicator(at, direction)

    def _tell(self, waiting: str = "") -> None:
        total, shown = len(self.model.pages), self.model.shown
        nothing = "No post matches." if total else "No posts here. Make one with New Post."
        text = waiting or ("" if shown else nothing)
        self._empty.setText(text)
        self._empty.setVisible(bool(text))
        self.search_text.setVisible(bool(total) and not shown)
        self.count.setText(_counted(shown, total))
        self.count.setToolTip(self.count.text())
        self.count.setVisible(bool(total))

    def _on_filter_changed(self, text: str) -> None:
        self.model.arrange(replace(self.model.arrangement, query=text))
        self._tell()
        self.view.scrollToTop()
        self.show_current(self._current)

    def _on_filter_entered(self) -> None:
        row = self._first_page()
        if row >= 0:
            self._on_picked(self.model.index(row, 0))

    def _on_filter_left(self) -> None:
        row = self._first_page()
        if row >= 0:
            if not self.view.selectionModel().hasSelection():
                self.view.make_current(row)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _first_page(self) -> int:
        rows = range(self.model.rowCount())
        return next((row for row in rows if isinstance(self.model.line(row), Listed)), -1)

    def _on_picked(self, index: QModelIndex) -> None:
        line = index.data(LINE)
        if isinstance(line, Listed):
            self.open_requested.emit(line.row.path)

    def _dress(self) -> None:
        self._menu_button.setIcon(self._theme.icon("more"))
        self._wide_button.setIcon(self._theme.icon("table"))
        self.view.viewport().update()


def _counted(shown: int, total: int) -> str:
    if shown == total:
        return "1 post" if total == 1 else f"{total:,} posts"
    return f"{shown:,} of {total:,} posts"
