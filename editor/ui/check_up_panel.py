"""The panel of the check-up: what is checked, what was found, and what of it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.core.checks import Finding
from editor.core.problem import Severity
from editor.ui.browser.findings_model import FindingsModel, Grouping
from editor.ui.browser.findings_view import FindingsView
from editor.ui.named import ElidedLabel
from editor.ui.theme import Theme

_LEAST = (
    ("All", Severity.HINT),
    ("No hints", Severity.WARNING),
    ("Errors", Severity.ERROR),
)
# From here on there is room for the words beside the choices.
_WIDE = 880


class Scope(Enum):
    """What is checked."""

    SITE = "Site"
    POST = "This post"


class CheckUpPanel(QWidget):
    """Shows findings; `check_requested` to check anew, `stop_requested`, `fix_requested(findings)`."""

    check_requested = Signal()
    stop_requested = Signal()
    fix_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = FindingsModel(self)
        self.view = FindingsView(theme, self.model)
        self.words = ElidedLabel()
        self.words.setProperty("role", "hint")
        self.bar = QProgressBar(textVisible=False)
        self.bar.setMaximumWidth(160)
        self.filter = QLineEdit(placeholderText="Filter", clearButtonEnabled=True)
        self.filter.setAccessibleName("Filter the findings")
        self.filter.setMinimumWidth(72)
        self.filter.setMaximumWidth(200)
        self.scope = _choice("What is checked", ((each.value, each) for each in Scope))
        self.least = _choice("How grave", _LEAST)
        self.grouping = _choice("Grouped", ((each.value, each) for each in Grouping))
        self.fix = QPushButton("&Fix…")
        self.fix.setToolTip("Mends what is certain; shows what changes before anything is written")
        self.again = QPushButton("Check &Again")
        self._checking = False
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect()
        self.show_idle("")

    def show_progress(self, done: int, total: int) -> None:
        """Say how far a check is."""
        self._checking = True
        self.words.setText(f"Checking… {done:,} of {total:,}" if total else "Checking…")
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.show()
        self.again.setText("&Stop")
        self._count_fixes()

    def show_idle(self, words: str) -> None:
        """Say what a check came to."""
        self._checking = False
        self.words.setText(words)
        self.words.setToolTip(words)
        self.bar.hide()
        self.again.setText("Check &Again")
        self._count_fixes()

    def fixable(self) -> tuple[Finding, ...]:
        """Give what the button would mend: what is chosen, where that is more than a line, else all that is shown."""
        rows = [index.row() for index in self.view.selectionModel().selectedRows()]
        chosen = {finding: None for row in rows for finding in self.model.findings_at(row)}
        several = len(chosen) > 1 or any(finding.fix for finding in chosen)
        return tuple(each for each in chosen if each.fix) if several else self.model.fixable

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than the choices need: the words can go above them."""
        hint = super().minimumSizeHint()
        if self._head.direction() is QBoxLayout.Direction.LeftToRight:
            hint.setWidth(hint.width() - self.words.minimumSizeHint().width() - self._head.spacing())
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words a line of their own where they had too little room beside the choices."""
        narrow = event.size().width() < _WIDE
        way = QBoxLayout.Direction
        self._head.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(8)
        for widget in (self.bar, self.filter, self.scope, self.least, self.grouping, self.fix, self.again):
            choices.addWidget(widget)
        choices.insertStretch(0)
        head = self._head
        head.setContentsMargins(16, 0, 16, 0)
        head.setSpacing(8)
        head.addWidget(self.words, 1)
        head.addLayout(choices)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 4)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._narrow)
        self.least.currentIndexChanged.connect(self._narrow)
        self.grouping.currentIndexChanged.connect(self._on_grouped)
        self.scope.currentIndexChanged.connect(self.check_requested)
        self.again.clicked.connect(self._on_again)
        self.fix.clicked.connect(self._on_fix)
        self.view.selectionModel().selectionChanged.connect(self._count_fixes)
        self.model.modelReset.connect(self._count_fixes)

    def _narrow(self) -> None:
        self.model.narrow(self.filter.text(), Severity(self.least.currentData()))

    def _on_grouped(self) -> None:
        self.model.group_by(Grouping(self.grouping.currentData()))

    def _on_again(self) -> None:
        if self._checking:
            self.stop_requested.emit()
        else:
            self.check_requested.emit()

    def _on_fix(self) -> None:
        self.fix_requested.emit(self.fixable())

    def _count_fixes(self, *_: object) -> None:
        count = 0 if self._checking else len(self.fixable())
        self.fix.setText(f"&Fix {count:,}…" if count else "&Fix…")
        self.fix.setEnabled(count > 0)


def _choice(name: str, entries: Iterable[tuple[str, Enum]]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for text, value in entries:
        made.addItem(text, value)
    return made
