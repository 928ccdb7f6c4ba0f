"""A check of the site or the post, in the drawer below the desk: what to mend, to jump to, and to fix at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, QTimer, Signal

from editor.app.check_feed import CheckAsked, Checked, CheckFeed
from editor.app.file_changes import Meter
from editor.app.findings import Entry
from editor.app.notices import Notice, Tone
from editor.core.checks import Finding, Fix, fix_text, plan_fixes
from editor.core.checks.fixes import fixes_by_file
from editor.core.presence import is_folder
from editor.core.problem import Severity
from editor.core.site.bulk import Plan
from editor.ui.browser.findings_model import LINE
from editor.ui.check_up_panel import CheckUpPanel, Scope
from editor.ui.features import Parts
from editor.ui.file_review import FileReview
from editor.ui.finding_marks import FindingMarks
from editor.ui.jump import go_to

_PANEL = "check_up"
_LOOK_MS = 80
_GRAVE = (Severity.ERROR, Severity.WARNING)


class CheckUp(QObject):
    """Checks off the UI thread, tells how far it is, leads to what it found, and mends what is certain."""

    finished = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._feed = CheckFeed(parts.pool, self)
        self._feed.checked.connect(self._on_checked)
        self._feed.failed.connect(self._on_failed)
        self._review = FileReview(parts, self)
        self._review.made.connect(self.check_again)
        self._marks = FindingMarks(parts, self)
        self._asked_for: CheckAsked | None = None
        # How many errors and warnings each page has, for the list.
        self._counts: dict[Path, int] = {}
        self.panel = CheckUpPanel(parts.theme)
        self.panel.check_requested.connect(self.check_again)
        self.panel.stop_requested.connect(self._feed.stop)
        self.panel.fix_requested.connect(self.fix)
        self.panel.view.picked.connect(self._on_picked)
        self.panel.view.left.connect(self._on_left)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._show_progress)
        parts.window.frame.below.add_panel(_PANEL, "Check-up", self.panel)
        parts.window.frame.below.turned.connect(self._on_turned)
        parts.window.leaving.connect(self._feed.stop)
        parts.workspace.folder_changed.connect(self._on_folder_changed)

    @property
    def review(self) -> FileReview:
        """What shows and makes the fixes."""
        return self._review

    def check_up(self) -> None:
        """Show the panel and check what it says; a post outside of an open site by itself."""
        window = self._parts.window
        if self._asked() is None:
            window.show_notice(Notice("There is nothing to check: open a site or a post.", Tone.INFO))
            return
        window.frame.browse(False)
        window.frame.below.show_panel(_PANEL)
        self.panel.view.setFocus()
        self.check_again()

    def check_again(self) -> None:
        """Check what the panel says."""
        asked = self._asked()
        if asked is None:
            return
        self.panel.show_progress(0, len(asked.paths))
        self._look.start()
        self._asked_for = asked
        self._feed.check(asked)

    def fix(self, findings: Iterable[Finding]) -> None:
        """Show what the fixes of `findings` change, to be made as one."""
        fixes = fixes_by_file(findings)
        if not fixes:
            return
        count = sum(len(each) for each in fixes.values())
        titles = {fix.title for each in fixes.values() for fix in each}
        title = titles.pop() if len(titles) == 1 else f"Fix {count:,} findings"
        paths, sessions = self._review.parted(fixes)
        # Open posts are known by their texts, which cannot change while the dialog is shown.
        texts = {
            session.exact_text(): fixes[session.path] for session in sessions if session.path is not None
        }

        def change(text: str) -> str:
            return fix_text(text, texts.get(text, ()))

        planner = partial(_planned, title, {path: fixes[path] for path in paths})
        self._review.show(title, planner, len(paths), sessions, change)

    def _asked(self) -> CheckAsked | None:
        workspace, session = self._parts.workspace, self._parts.window.session
        reading = workspace.reading
        index = reading.index if reading is not None else None
        texts = {
            each.path: each.exact_text() for each in workspace.sessions if each.path and each.is_modified
        }
        only = self.panel.scope.currentData() is Scope.POST
        if index is not None and not (only and session is not None):
            paths = tuple(row.path for row in index.rows)
            drafts = {path: text for path, text in texts.items() if path in set(paths)}
            return CheckAsked(paths, index.site, index, drafts, root=index.folder)
        if session is None or session.path is None:
            return None
        own = {path: text for path, text in texts.items() if path == session.path}
        root = workspace.folder or session.path.parent
        inside = index is not None and index.site == session.site
        return CheckAsked(
            (session.path,), session.site, index if inside else None, own, whole=False, root=root
        )

    def _on_checked(self, checked: Checked) -> None:
        self._look.stop()
        self.panel.model.show_entries(checked.entries)
        self.panel.show_idle(_summary(checked))
        self._marks.take(checked.entries)
        self._tell_list(checked)
        if self.panel.model.rowCount():
            self.panel.view.setCurrentIndex(self.panel.model.index(0))
        self.finished.emit()

    def _tell_list(self, checked: Checked) -> None:
        asked = self._asked_for
        if asked is None or checked.stopped:
            return
        for path in (*self._counts,) if asked.whole else asked.paths:
            self._counts.pop(path, None)
        grave = (each.finding for each in checked.entries if each.finding.problem.severity in _GRAVE)
        self._counts.update(Counter(finding.path for finding in grave))
        if self._parts.workspace.folder is not None:
            self._parts.window.site_pane.show_findings(dict(self._counts))

    def _on_failed(self, error: Exception) -> None:
        self._look.stop()
        self.panel.show_idle(f"The check could not be finished: {error}")
        self.finished.emit()

    def _on_turned(self, name: str, shown: bool) -> None:
        if name == _PANEL:
            self._marks.show(on=shown)

    def _on_folder_changed(self) -> None:
        self._feed.drop()
        self._look.stop()
        self._asked_for, self._counts = None, {}
        self.panel.model.show_entries(())
        self.panel.show_idle("")
        self._marks.take(())
        self._parts.window.site_pane.show_findings({})
        below = self._parts.window.frame.below
        if below.shown == _PANEL:
            below.close_panel()

    def _on_left(self) -> None:
        self._parts.window.text.setFocus()

    def _on_picked(self, index: QModelIndex) -> None:
        line = index.data(LINE)
        if isinstance(line, Entry):
            self._go_to(line.finding)

    def _go_to(self, finding: Finding) -> None:
        window = self._parts.window
        if is_folder(finding.path):
            # The settings of the site have no place in a post.
            window.show_notice(Notice(finding.problem.message))
            return
        go_to(window, self._parts.workspace, finding.path, finding.line, max(finding.column, 1))

    def _show_progress(self) -> None:
        self.panel.show_progress(self._feed.meter.done, self._feed.meter.total)


def _planned(title: str, fixes: dict[Path, tuple[Fix, ...]], meter: Meter) -> Plan:
    return plan_fixes(title, fixes, progress=meter.count, cancel=meter.is_stopped)


def _summary(checked: Checked) -> str:
    counts = Counter(entry.finding.severity for entry in checked.entries)
    files = len({entry.name for entry in checked.entries})
    stopped = "Stopped: " if checked.stopped else ""
    if not checked.entries:
        return "Stopped." if checked.stopped else f"Nothing to mend in {_counted(checked.count, 'file')}."
    told = ", ".join(_counted(count, each.value) for each in Severity if (count := counts[each]))
    return f"{stopped}{told} in {_counted(files, 'file')}"


def _counted(count: int, name: str) -> str:
    return f"{count:,} {name}" if count == 1 else f"{count:,} {name}s"
