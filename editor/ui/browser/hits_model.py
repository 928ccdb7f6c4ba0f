"""What a search through the site found, as lines: a post, then its hits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor.core.site.text_search import TextHit
from editor.core.visible import visible

_INDEX = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
# The `PostLine` or `HitLine` of a row.
HIT: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class PostLine:
    """The post that the lines below are of, by its title and its `place` in the site; `total` counts its hits."""

    title: str
    place: str
    total: int


@dataclass(frozen=True, slots=True)
class HitLine:
    """A hit in the post at `path`."""

    path: Path
    hit: TextHit


class HitsModel(QAbstractListModel):
    """Lines that come in bunches; lines that are there stay where they are."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[PostLine | HitLine] = []

    def clear(self) -> None:
        """Begin anew."""
        if self._lines:
            self.beginResetModel()
            self._lines = []
            self.endResetModel()

    def add(self, lines: Iterable[PostLine | HitLine]) -> None:
        """Take in more lines at the end."""
        new = list(lines)
        first = len(self._lines)
        self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
        self._lines += new
        self.endInsertRows()

    def line(self, row: int) -> PostLine | HitLine:
        """Give what stands in a row."""
        return self._lines[row]

    def rowCount(self, parent: _INDEX = _NOWHERE) -> int:
        """Count the lines."""
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: _INDEX) -> Qt.ItemFlag:
        """Let hits be chosen, and posts not."""
        if not index.isValid() or isinstance(self._lines[index.row()], PostLine):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: _INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what the view asks of one line."""
        line = self._lines[index.row()]
        if role == HIT:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _words(line)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(line, PostLine):
            return visible(line.place)
        return None


def _words(line: PostLine | HitLine) -> str:
    if isinstance(line, PostLine):
        return visible(f"{line.title} ({line.total:,})")
    return visible(f"{line.hit.line}: {line.hit.before}{line.hit.found}{line.hit.after}")
