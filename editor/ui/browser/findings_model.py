"""What a check found, as lines: a heading, then its findings."""

from __future__ import annotations

from enum import Enum
from typing import Final, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor.app.findings import Entry
from editor.core.checks import RULES, Finding
from editor.core.problem import Severity

_INDEX = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
# The `GroupLine` or `Entry` of a row.
LINE: Final = Qt.ItemDataRole.UserRole
# With more findings than this only the headings are shown at first.
_MANY: Final = 300
_SEVERITIES: Final = tuple(Severity)
_ORDER: Final = {code: rank for rank, code in enumerate(RULES)}


class Grouping(Enum):
    """What the findings are put together by."""

    RULE = "By rule"
    FILE = "By file"


class GroupLine(NamedTuple):
    """A heading: `worst` is the gravest of the `total` findings below it, `fixes` how many can be mended."""

    key: str
    title: str
    total: int
    fixes: int
    worst: Severity
    folded: bool = False


class FindingsModel(QAbstractListModel):
    """Findings in groups that can be folded, all or those that a filter leaves."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        self._words: tuple[str, ...] = ()
        self._least = len(_SEVERITIES)
        self._grouping = Grouping.RULE
        self._folded: set[str] = set()
        self._shown: list[Entry] = []
        self._groups: dict[str, list[Entry]] = {}
        self._heads: dict[str, GroupLine] = {}
        self._lines: list[GroupLine | Entry] = []

    @property
    def fixable(self) -> tuple[Finding, ...]:
        """The findings that the filter leaves, folded away or not, and that can be fixed."""
        return tuple(entry.finding for entry in self._shown if entry.finding.fix is not None)

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show other findings."""
        before = set(self._groups)
        self._entries = entries
        self._arrange()
        fresh = set(self._groups) - before
        if len(self._shown) > _MANY:
            self._folded |= fresh
        self._fill()

    def narrow(self, words: str, least: Severity) -> None:
        """Show only what has all of `words` in its text or place, and is at least as grave as `least`."""
        self._words, self._least = tuple(words.casefold().split()), _SEVERITIES.index(least)
        self._arrange()
        self._fill()

    def group_by(self, grouping: Grouping) -> None:
        """Put the findings together otherwise."""
        self._grouping = grouping
        self._arrange()
        self._folded = set(self._groups) if len(self._shown) > _MANY else set()
        self._fill()

    def fold(self, row: int, folded: bool | None = None) -> int:
        """Fold the group of a row, or unfold it; gives the row of its heading, -1 where nothing changes."""
        head = next((at for at in range(row, -1, -1) if isinstance(self._lines[at], GroupLine)), -1)
        line = self._lines[head] if head >= 0 else None
        if not isinstance(line, GroupLine) or line.folded == folded:
            return -1
        self._folded ^= {line.key}
        self._fill()
        return head

    def line(self, row: int) -> GroupLine | Entry:
        """Give what a row shows."""
        return self._lines[row]

    def findings_at(self, row: int) -> tuple[Finding, ...]:
        """Give the finding of a row, or all those of a heading."""
        line = self._lines[row]
        entries = [line] if isinstance(line, Entry) else self._groups[line.key]
        return tuple(entry.finding for entry in entries)

    def place(self, entry: Entry) -> str:
        """Say where a finding is, the file left out below its name."""
        line = entry.finding.line
        if self._grouping is Grouping.FILE:
            return f"line {line}" if line else ""
        return f"{entry.name}:{line}" if line else entry.name

    def rowCount(self, parent: _INDEX = _NOWHERE) -> int:
        """Count the lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what the view asks of a line."""
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if isinstance(line, GroupLine):
            told = f"{line.title}, {line.total}"
            return told if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        problem = line.finding.problem
        if role == Qt.ItemDataRole.DisplayRole:
            return problem.message
        if role == Qt.ItemDataRole.ToolTipRole:
            fix = f"Fix: {line.finding.fix.title}." if line.finding.fix is not None else ""
            return "\n".join(
                part for part in (self.place(line), problem.message, problem.advice, fix) if part
            )
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{problem.severity.value}: {problem.message} {self.place(line)}"
        return None

    def _arrange(self) -> None:
        least, words = self._least, self._words
        self._shown = [e for e in self._entries if e.rank <= least and all(word in e.text for word in words)]
        by_rule = self._grouping is Grouping.RULE
        groups: dict[str, list[Entry]] = {}
        for entry in self._shown:
            groups.setdefault(entry.finding.rule if by_rule else entry.name, []).append(entry)
        worst = {key: min(entry.rank for entry in group) for key, group in groups.items()}
        if by_rule:
            groups = {
                key: groups[key] for key in sorted(groups, key=lambda key: (worst[key], _ORDER.get(key, 0)))
            }
        self._groups = groups
        self._heads = {}
        for key, group in groups.items():
            title = RULES[key].title if by_rule and key in RULES else key
            fixes = sum(entry.finding.fix is not None for entry in group)
            self._heads[key] = GroupLine(key, title, len(group), fixes, _SEVERITIES[worst[key]])

    def _fill(self) -> None:
        self.beginResetModel()
        self._lines = []
        for key, head in self._heads.items():
            folded = key in self._folded
            self._lines.append(head._replace(folded=True) if folded else head)
            if not folded:
                self._lines += self._groups[key]
        self.endResetModel()
