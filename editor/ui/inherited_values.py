"""Tells the form what the open post inherits, off the UI thread each time the site was read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.app.jobs import LatestJob
from editor.app.session import PostSession
from editor.core.site.handed_down import HandedDown, handed_down
from editor.core.site.index import SiteIndex
from editor.ui.features import Parts


@dataclass(frozen=True, slots=True)
class _Asked:
    index: SiteIndex
    path: Path


class InheritedValues(QObject):
    """`told` comes when the form has the answer for the post that is shown."""

    told = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._workspace = parts.workspace
        self._window = parts.window
        self._form = parts.window.form
        self._job = LatestJob[_Asked, tuple[HandedDown, ...]](_find, parts.pool, self)
        self._job.finished.connect(self._on_found)
        parts.workspace.site_read.connect(self._ask)
        parts.window.session_shown.connect(self._on_session_shown)
        self._ask()

    def _on_session_shown(self, _session: PostSession | None) -> None:
        self._form.show_inherited((), None)
        self._ask()

    def _ask(self) -> None:
        session, reading = self._window.session, self._workspace.reading
        if session is None or session.path is None or reading is None:
            self._job.cancel()
            self._form.show_inherited((), None)
        else:
            self._job.submit(_Asked(reading.index, session.path))

    def _on_found(self, values: tuple[HandedDown, ...]) -> None:
        site = self._workspace.site
        self._form.show_inherited(values, site.root if site is not None else None)
        self.told.emit()


def _find(asked: _Asked) -> tuple[HandedDown, ...]:
    return handed_down(asked.index, asked.path)
