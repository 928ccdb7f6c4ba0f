"""The menu that sorts, groups and filters the list of posts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from editor.app.site_query import Arrangement, Grouping, Listed, has_token
from editor.core.visible import visible
from editor.ui.browser.model import COLUMNS

_STATES: Final = (
    ("&Drafts", "is:draft"),
    ("&Featured", "is:featured"),
    ("&Scheduled", "is:scheduled"),
    ("&Expired", "is:expired"),
    ("&Published", "is:published"),
    ("With &problems", "has:problems"),
)
_CHANGED: Final = ("C&hanged in git", "is:changed")
_GROUPINGS: Final = (("&None", Grouping.NONE), ("&Section", Grouping.SECTION), ("&Year", Grouping.YEAR))
# Nobody reads a longer menu; the words can be typed.
_MOST_NAMES: Final = 30


class FilterMenu(QMenu):
    """Offers what fits the pages there are, ticked as they are arranged now; `git` whether git knows of them.

    `order_chosen(Order)`, `grouping_chosen(Grouping)`, and `token_chosen(str)` with a part of a query as `tag:music`.
    """

    order_chosen = Signal(object)
    grouping_chosen = Signal(object)
    token_chosen = Signal(str)

    def __init__(
        self, pages: Sequence[Listed], arrangement: Arrangement, parent: QWidget, *, git: bool
    ) -> None:
        super().__init__(parent)
        self._query = arrangement.query
        orders = self._choices(self.addMenu("&Sort by"), COLUMNS, arrangement.order)
        orders.triggered.connect(self._on_order)
        groupings = self._choices(self.addMenu("&Group by"), _GROUPINGS, arrangement.grouping)
        groupings.triggered.connect(self._on_grouping)
        self.addSeparator()
        for text, token in (*_STATES, *((_CHANGED,) if git else ())):
            self._add_token(self, text, token)
        self.addSeparator()
        for title, name, values in (
            ("Se&ction", "section", (page.row.section for page in pages)),
            ("&Tag", "tag", (tag for page in pages for tag in page.row.tags)),
            ("Categor&y", "category", (name for page in pages for name in page.row.categories)),
            ("&Author", "author", (author for page in pages for author in page.row.authors)),
            ("P&roject", "project", (name for page in pages for name in page.row.projects)),
            ("Y&ear", "year", (str(page.row.date.year) for page in pages if page.row.date is not None)),
            ("&Language", "lang", (page.row.language for page in pages)),
        ):
            self._add_names(title, name, values)

    def _choices(self, menu: QMenu, offered: Iterable[tuple[str, Enum]], chosen: Enum) -> QActionGroup:
        group = QActionGroup(menu)
        for text, value in offered:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(value is chosen)
            action.setData(value)
            group.addAction(action)
        return group

    def _add_names(self, title: str, name: str, values: Iterable[str]) -> None:
        counted = Counter(value for value in values if value)
        if not counted:
            return
        inner = self.addMenu(title)
        for value, count in counted.most_common(_MOST_NAMES):
            quoted = f'"{value}"' if " " in value else value
            shown = visible(value).replace("&", "&&")
            self._add_token(inner, f"{shown}  ({count:,})", f"{name}:{quoted}")

    def _add_token(self, menu: QMenu, text: str, token: str) -> None:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(has_token(self._query, token))
        action.setData(token)
        action.triggered.connect(self._on_token)

    def _on_order(self, action: QAction) -> None:
        self.order_chosen.emit(action.data())

    def _on_grouping(self, action: QAction) -> None:
        self.grouping_chosen.emit(action.data())

    def _on_token(self) -> None:
        sender = self.sender()
        assert isinstance(sender, QAction)
        self.token_chosen.emit(str(sender.data()))
