"""What a check found, as lines: a heading, then its findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor.core.checks import RULES, Finding
from editor.core.problem import Severity

_INDEX = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
# The `GroupLine` or `FindingLine` of a row.
LINE: Final = Qt.ItemDataRole.UserRole
# With more findings than this only the headings are shown at first.
_MANY: Final = 300
_RANKS: Final = {severity: rank for rank, severity in enumerate(Severity)}
_ORDER: Final = {code: rank for rank, code in enumerate(RULES)}


class Grouping(Enum):
    """What the findings are put together by."""

    RULE = "By rule"
    FILE = "By file"


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A heading: `worst` is the gravest of the `count` findings below it, `fixes` how many can be mended."""

    key: str
    title: str
    count: int
    fixes: int
    worst: Severity
    folded: bool


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding with the place that is shown of it."""

    finding: Finding
    place: str


class FindingsModel(QAbstractListModel):
    """Findings in groups that can be folded, all or those that a filter leaves."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._findings: tuple[Finding, ...] = ()
        self._root = Path()
        self._words: tuple[str, ...] = ()
        self._least = Severity.HINT
        self._grouping = Grouping.RULE
        self._folded: set[str] = set()
        self._shown: tuple[Finding, ...] = ()
        self._groups: dict[str, list[Finding]] = {}
        self._lines: list[GroupLine | FindingLine] = []

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings."""
        return self._findings

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The findings that the filter leaves, folded away or not."""
        return self._shown

    def show_findings(self, findings: tuple[Finding, ...], root: Path) -> None:
        """Show other findings, files named below `root`."""
        before = set(self._groups)
        self._findings, self._root = findings, root
        self._arrange()
        fresh = set(self._groups) - before
        if len(self._shown) > _MANY:
            self._folded |= fresh
        self._fill()

    def narrow(self, words: str, least: Severity) -> None:
        """Show only what has all of `words` in its text or place, and is at least as grave as `least`."""
        self._words, self._least = tuple(words.casefold().split()), least
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

    def line(self, row: int) -> GroupLine | FindingLine:
        """Give what a row shows."""
        return self._lines[row]

    def findings_at(self, row: int) -> tuple[Finding, ...]:
        """Give the finding of a row, or all those of a heading."""
        line = self._lines[row]
        return (line.finding,) if isinstance(line, FindingLine) else tuple(self._groups[line.key])

    def row_of(self, finding: Finding) -> int:
        """Find the row of a finding, -1 where it is not in view."""
        rows = (
            n
            for n, line in enumerate(self._lines)
            if isinstance(line, FindingLine) and line.finding == finding
        )
        return next(rows, -1)

    def rowCount(self, parent: _INDEX = _NOWHERE) -> int:
        """Count the lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what the view asks of a line."""
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if isinstance(line, GroupLine):
            told = f"{line.title}, {line.count}"
            return told if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        problem = line.finding.problem
        if role == Qt.ItemDataRole.DisplayRole:
            return problem.message
        if role == Qt.ItemDataRole.ToolTipRole:
            fix = f"Fix: {line.finding.fix.title}." if line.finding.fix is not None else ""
            return "\n".join(part for part in (line.place, problem.message, problem.advice, fix) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{problem.severity.value}: {problem.message} {line.place}"
        return None

    def _arrange(self) -> None:
        self._shown = tuple(finding for finding in self._findings if self._fits(finding))
        by_rule = self._grouping is Grouping.RULE
        groups: dict[str, list[Finding]] = {}
        for finding in self._shown:
            groups.setdefault(finding.rule if by_rule else str(finding.path), []).append(finding)
        ordered = sorted(groups, key=lambda key: (_worst(groups[key]), _ORDER.get(key, 0)))
        self._groups = {key: groups[key] for key in (ordered if by_rule else groups)}

    def _fill(self) -> None:
        self.beginResetModel()
        self._lines = []
        for key, found in self._groups.items():
            worst = min((each.severity for each in found), key=_RANKS.__getitem__)
            fixes = sum(each.fix is not None for each in found)
            title = RULES[key].title if key in RULES else self._name(Path(key))
            folded = key in self._folded
            self._lines.append(GroupLine(key, title, len(found), fixes, worst, folded))
            if not folded:
                self._lines += [FindingLine(each, self._place(each)) for each in found]
        self.endResetModel()

    def _fits(self, finding: Finding) -> bool:
        if _RANKS[finding.severity] > _RANKS[self._least]:
            return False
        if not self._words:
            return True
        rule = RULES[finding.rule].title if finding.rule in RULES else ""
        text = f"{finding.problem.message} {self._name(finding.path)} {finding.rule} {rule}".casefold()
        return all(word in text for word in self._words)

    def _place(self, finding: Finding) -> str:
        line = f":{finding.line}" if finding.line else ""
        if self._grouping is Grouping.FILE:
            return f"line {finding.line}" if finding.line else ""
        return f"{self._name(finding.path)}{line}"

    def _name(self, path: Path) -> str:
        name = path.relative_to(self._root) if path.is_relative_to(self._root) else path
        return name.as_posix().removeprefix("content/") if name != Path() else path.name


def _worst(findings: Iterable[Finding]) -> int:
    return min(_RANKS[finding.severity] for finding in findings)
