"""What a check of the site found, as rows of a table."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from editor.core.checks import Finding
from editor.core.problem import Severity
from editor.ui.theme import Theme

_INDEX = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_COLUMNS = ("What", "Where")
FINDING: Final = Qt.ItemDataRole.UserRole


class FindingsModel(QAbstractTableModel):
    """Findings in the order of files and lines; `FINDING` gives the finding of a row."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._findings: tuple[Finding, ...] = ()
        self._root = Path()
        self._icons: dict[Severity, QIcon] = {}
        theme.changed.connect(self._take_icons)
        self._take_icons()

    def show_findings(self, findings: tuple[Finding, ...], root: Path) -> None:
        """Show other findings, files named below `root`."""
        self.beginResetModel()
        self._findings, self._root = findings, root
        self.endResetModel()

    def rowCount(self, parent: _INDEX = _NOWHERE) -> int:
        """Count the findings."""
        return 0 if parent.isValid() else len(self._findings)

    def columnCount(self, parent: _INDEX = _NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _COLUMNS[section]
        return None

    def data(self, index: _INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what the view asks of one cell."""
        finding = self._findings[index.row()]
        problem = finding.problem
        if role == FINDING:
            return finding
        if role == Qt.ItemDataRole.DisplayRole:
            return problem.message if index.column() == 0 else self._place(finding)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (problem.message, problem.advice) if part)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return self._icons[problem.severity]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{problem.severity.name.lower()}: {problem.message}, {self._place(finding)}"
        return None

    def _place(self, finding: Finding) -> str:
        path = finding.path
        name = path.relative_to(self._root) if path.is_relative_to(self._root) else path
        return f"{name}:{finding.problem.line}" if finding.problem.line else str(name)

    def _take_icons(self) -> None:
        colours = self._theme.colours
        for severity in Severity:
            error = severity is Severity.ERROR
            name, ink = ("error", colours.error) if error else ("warning", colours.warning)
            self._icons[severity] = self._theme.icon(name, ink)
