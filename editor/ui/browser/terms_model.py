"""The terms of one list as rows of a table."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor.core.site.terms import TermUse
from editor.core.visible import visible

_INDEX = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_COLUMNS: Final = ("Name", "Posts")
# The `TermUse` of a row.
USE: Final = Qt.ItemDataRole.UserRole
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class TermsModel(QAbstractTableModel):
    """Terms in the order given, those with `words` in their name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[TermUse, ...] = ()
        self._shown: tuple[TermUse, ...] = ()
        self._words = ""

    def show_uses(self, uses: tuple[TermUse, ...]) -> None:
        """Show other terms."""
        self._all = uses
        self.filter(self._words)

    def filter(self, words: str) -> None:
        """Show those alone that have `words` in their name, whatever their case."""
        self.beginResetModel()
        self._words = words
        wanted = words.casefold().strip()
        self._shown = tuple(use for use in self._all if wanted in use.name.casefold())
        self.endResetModel()

    def use(self, row: int) -> TermUse:
        """Give the term of a row."""
        return self._shown[row]

    def rowCount(self, parent: _INDEX = _NOWHERE) -> int:
        """Count the terms shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _INDEX = _NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == 1:
            return _RIGHT
        return _COLUMNS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what the view asks of one cell."""
        use = self._shown[index.row()]
        if role == USE:
            return use
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(use.name) if index.column() == 0 else f"{use.pages:,}"
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 1:
            return _RIGHT
        return None
