"""New pages of the open site, by kind."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject

from editor.app.file_changes import FileChanges
from editor.app.jobs import LatestJob
from editor.app.notices import Notice, Tone
from editor.core.errors import EditorError
from editor.core.site import Site
from editor.core.site.archetypes import own_archetypes
from editor.core.site.new_post import NewPage, PlannedPage, place_of, plan_new_page
from editor.ui.features import Parts
from editor.ui.new_page_dialog import NewPageDialog


@dataclass(frozen=True, slots=True)
class _Asked:
    site: Site
    wanted: NewPage


class NewPages(QObject):
    """Asks what the page is to be, says where it would lie, makes it and opens it."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._site: Site | None = None
        self._planned: PlannedPage | None = None
        self.dialog: NewPageDialog | None = None
        self._placing = LatestJob[_Asked, Path](_place, parts.pool, self)
        self._placing.finished.connect(self._on_placed)
        self._placing.failed.connect(self._on_not_placed)
        self._planning = LatestJob[_Asked, PlannedPage](_plan, parts.pool, self)
        self._planning.finished.connect(self._on_planned)
        self._planning.failed.connect(self._on_failed)
        self._listing = LatestJob[Site, tuple[str, ...]](own_archetypes, parts.pool, self)
        self._listing.finished.connect(self._on_listed)
        journal = (parts.state or Path(tempfile.gettempdir()) / "postwright") / "changes"
        self._changes = FileChanges(journal, parts.pool, self)
        self._changes.applied.connect(self._on_made)
        self._changes.failed.connect(self._on_failed)

    def new_page(self) -> None:
        """Show the dialog."""
        self._site = self._parts.workspace.site
        if self._site is None:
            self._parts.window.show_notice(Notice("Open a site first: its pages have kinds.", Tone.INFO))
            return
        if self.dialog is not None:
            return
        self.dialog = NewPageDialog(self._site.languages, self._parts.window)
        self.dialog.wanted_changed.connect(self._on_wanted_changed)
        self.dialog.create_requested.connect(self._on_create_requested)
        self.dialog.finished.connect(self._on_closed)
        self._on_wanted_changed(self.dialog.wanted)
        self._listing.submit(self._site)
        self.dialog.open()

    def _on_listed(self, archetypes: tuple[str, ...]) -> None:
        if self.dialog is not None:
            self.dialog.offer(archetypes)

    def _on_wanted_changed(self, wanted: NewPage) -> None:
        if self._site is not None:
            self._placing.submit(_Asked(self._site, wanted))

    def _on_placed(self, path: Path) -> None:
        if self.dialog is not None and self._site is not None:
            root = self._site.root
            self.dialog.show_place(str(path.relative_to(root) if path.is_relative_to(root) else path))

    def _on_not_placed(self, error: Exception) -> None:
        if self.dialog is not None:
            self.dialog.show_trouble(error.message if isinstance(error, EditorError) else str(error))

    def _on_create_requested(self, wanted: NewPage) -> None:
        if self.dialog is not None and self._site is not None:
            self._placing.cancel()
            self.dialog.show_waiting("Making the page…")
            self._planning.submit(_Asked(self._site, wanted))

    def _on_planned(self, planned: PlannedPage) -> None:
        self._planned = planned
        self._changes.apply(planned.changes)

    def _on_made(self, _applied: object) -> None:
        planned = self._planned
        if self.dialog is not None:
            self.dialog.accept()
        if planned is None:
            return
        workspace = self._parts.workspace
        workspace.open_file(planned.path)
        workspace.refresh()
        if planned.remark:
            message = "The site's archetype could not be used; the page has Postwright's own beginning."
            self._parts.window.show_notice(Notice(message, Tone.WARNING, planned.remark))

    def _on_failed(self, error: Exception) -> None:
        if self.dialog is not None:
            detail = f" {error.detail}" if isinstance(error, EditorError) and error.detail else ""
            self.dialog.show_trouble(f"{error}{detail}")

    def _on_closed(self) -> None:
        self._listing.cancel()
        self._placing.cancel()
        self._planning.cancel()
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None


def _place(asked: _Asked) -> Path:
    return place_of(asked.site, asked.wanted)


def _plan(asked: _Asked) -> PlannedPage:
    return plan_new_page(asked.site, asked.wanted, datetime.now(UTC))
