"""Tags, categories, authors and other terms renamed and merged in all posts of the site."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from editor.app.file_changes import Meter
from editor.app.jobs import LatestJob
from editor.app.notices import Notice, Tone
from editor.core.site import Site
from editor.core.site.bulk import Plan
from editor.core.site.index import PageRow
from editor.core.site.terms import (
    TermUse,
    change_term,
    change_title,
    plan_term_change,
    term_homes,
    term_key,
    term_uses,
)
from editor.ui.features import Parts
from editor.ui.file_review import FileReview
from editor.ui.terms_dialog import TermsDialog

_Uses = dict[str, tuple[TermUse, ...]]


class SiteTerms(QObject):
    """Keeps the dialog of terms true to the site, and shows each change of them before it is made."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self.reviewed = FileReview(parts, self)
        self.dialog: TermsDialog | None = None
        self._counting = LatestJob[tuple[PageRow, ...], _Uses](term_uses, parts.pool, self)
        self._counting.finished.connect(self._on_counted)
        parts.workspace.site_read.connect(self._count)
        parts.workspace.folder_changed.connect(self._on_folder_changed)

    def terms(self) -> None:
        """Show the dialog."""
        if self._parts.workspace.site is None:
            self._parts.window.show_notice(Notice("Open a site first: its posts share terms.", Tone.INFO))
            return
        if self.dialog is None:
            self.dialog = TermsDialog(self._parts.window)
            self.dialog.change_requested.connect(self._on_change_requested)
            self.dialog.finished.connect(self._on_closed)
            self._count()
        self.dialog.show()
        self.dialog.activateWindow()

    def _count(self) -> None:
        reading = self._parts.workspace.reading
        if self.dialog is not None and reading is not None:
            self._counting.submit(reading.index.rows)

    def _on_counted(self, uses: _Uses) -> None:
        if self.dialog is not None:
            self.dialog.show_uses(uses)

    def _on_folder_changed(self) -> None:
        self._counting.cancel()
        if self.dialog is not None:
            self.dialog.reject()

    def _on_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _on_change_requested(self, key: str, names: tuple[str, ...], new: str | None) -> None:
        workspace, window = self._parts.workspace, self._parts.window
        reading = workspace.reading
        if reading is None or workspace.site is None:
            return
        keys = {term_key(name) for name in names}
        homes = term_homes(workspace.site, key, keys)
        held = next((s.path for s in workspace.sessions if s.path and _is_below(s.path, homes)), None)
        if held is not None and new is not None:
            window.show_notice(Notice("The term's own page gets another name: close it first.", path=held))
            return
        paths, sessions = self.reviewed.parted(row.path for row in reading.index.rows)
        title = change_title(key, names, new)
        planner = partial(_planned, workspace.site, key, names, new, paths)
        change = partial(_changed, key=key, keys=keys, new=new)
        self.reviewed.show(title, planner, len(paths), sessions, change)


def _is_below(path: Path, homes: tuple[Path, ...]) -> bool:
    return any(path.is_relative_to(home) for home in homes)


def _planned(
    site: Site, key: str, names: tuple[str, ...], new: str | None, paths: tuple[Path, ...], meter: Meter
) -> Plan:
    return plan_term_change(site, key, names, new, paths=paths, progress=meter.count, cancel=meter.is_stopped)


def _changed(text: str, *, key: str, keys: set[str], new: str | None) -> str:
    return change_term(text, key, keys, new)
