"""A check of the whole site, in the drawer below the desk: what a build would stumble over, to jump to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from editor.app.file_changes import Meter
from editor.app.jobs import LatestJob
from editor.app.notices import Notice, Tone
from editor.core.checks import Finding, check_file
from editor.core.problem import Severity
from editor.core.site import Site
from editor.ui.browser.findings_model import FINDING, FindingsModel
from editor.ui.features import Parts

_PANEL = "check_up"
_LOOK_MS = 80


@dataclass(frozen=True, slots=True)
class _Asked:
    paths: tuple[Path, ...]
    folder: Path
    site: Site | None
    meter: Meter


class _FindingsView(QTableView):
    """Goes to a finding with a click or Enter."""

    picked = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.picked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class CheckUp(QObject):
    """Checks every page off the UI thread, tells how far it is, and leads to what it found."""

    finished = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._meter = Meter()
        self._job = LatestJob[_Asked, tuple[Finding, ...]](_check, parts.pool, self)
        self._job.finished.connect(self._on_checked)
        self._job.failed.connect(self._on_failed)
        self.model = FindingsModel(parts.theme, self)
        self.words = QLabel()
        self.words.setProperty("role", "hint")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumWidth(220)
        self.again = QPushButton("Check &Again")
        self.again.clicked.connect(self.check_up)
        self.view = self._made_view()
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._show_progress)
        parts.window.frame.below.add_panel(_PANEL, "Check-up", self._panel())

    def check_up(self) -> None:
        """Show the panel and check the open folder, or the post that is open."""
        workspace, window = self._parts.workspace, self._parts.window
        session = window.session
        if workspace.reading is not None and workspace.folder is not None:
            folder, site = workspace.folder, workspace.site
            paths = tuple(row.path for row in workspace.reading.index.rows)
        elif session is not None and session.path is not None:
            folder, site, paths = session.path.parent, session.site, (session.path,)
        else:
            window.show_notice(Notice("There is nothing to check: open a site or a post.", Tone.INFO))
            return
        window.frame.browse(False)
        window.frame.below.show_panel(_PANEL)
        self._meter.stopped = True
        self._meter = Meter()
        self._meter.total = len(paths)
        self.words.setText("Checking…")
        self.bar.show()
        self._look.start()
        self._job.submit(_Asked(paths, folder, site, self._meter))

    def _made_view(self) -> _FindingsView:
        view = _FindingsView()
        view.setModel(self.model)
        view.setAccessibleName("Findings")
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setIconSize(QSize(16, 16))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + 12)
        header = view.horizontalHeader()
        header.hide()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(1, 320)
        view.clicked.connect(self._on_picked)
        view.picked.connect(self._on_picked)
        return view

    def _panel(self) -> QWidget:
        panel = QWidget()
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(self.words, 1)
        head.addWidget(self.bar)
        head.addWidget(self.again)
        box = QVBoxLayout(panel)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(head)
        body = QHBoxLayout()
        body.setContentsMargins(12, 0, 4, 4)
        body.addWidget(self.view)
        box.addLayout(body, 1)
        return panel

    def _on_checked(self, findings: tuple[Finding, ...]) -> None:
        self._look.stop()
        self.bar.hide()
        folder = self._parts.workspace.folder
        self.model.show_findings(findings, folder or Path())
        errors = sum(finding.problem.severity is Severity.ERROR for finding in findings)
        files = len({finding.path for finding in findings})
        total = self._meter.total
        self.words.setText(
            f"{_counted(errors, 'error')}, {_counted(len(findings) - errors, 'remark')} in {_counted(files, 'file')}"
            if findings
            else f"Nothing to mend in {_counted(total, 'file')}."
        )
        self.finished.emit()

    def _on_failed(self, error: Exception) -> None:
        self._look.stop()
        self.bar.hide()
        self.words.setText(f"The check could not be finished: {error}")

    def _on_picked(self, index: QModelIndex) -> None:
        finding = index.siblingAtColumn(0).data(FINDING)
        window = self._parts.window
        window.open_paths([finding.path])
        session = window.session
        line = finding.problem.line
        if session is None or session.path != finding.path or not line:
            return
        if line > session.body_first_line:
            window.actions_["show_text"].setChecked(True)
            window.text.go_to_line(line - 1 - session.body_first_line)
        else:
            window.actions_["show_form"].setChecked(True)
            window.form.show_source(line)

    def _show_progress(self) -> None:
        self.bar.setRange(0, self._meter.total)
        self.bar.setValue(self._meter.done)


def _check(asked: _Asked) -> tuple[Finding, ...]:
    site = asked.site
    found = [Finding(site.root, problem) for problem in site.problems] if site is not None else []
    for count, path in enumerate(asked.paths, 1):
        if asked.meter.is_stopped():
            break
        found += check_file(path, site)
        asked.meter.count(count)
    return tuple(sorted(found, key=lambda finding: (str(finding.path), finding.problem.line)))


def _counted(count: int, name: str) -> str:
    return f"{count:,} {name}" if count == 1 else f"{count:,} {name}s"
