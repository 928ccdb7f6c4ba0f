"""What the list of posts needs of the rest of the window: git's marks, and the search in the text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.app.jobs import LatestJob
from editor.app.site_feed import SiteReading, SiteWatch
from editor.core.site.git_state import GitMark, read_git_state
from editor.ui.features import Parts


@dataclass(frozen=True, slots=True)
class _Asked:
    folder: Path
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    folder: Path
    git_folder: Path
    marks: dict[Path, GitMark]


class SiteBrowser(QObject):
    """Asks git, off the UI thread, each time the pages were read or something was staged or committed.

    `marks_shown` comes with every answer.
    """

    marks_shown = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._pane = parts.window.site_pane
        self._watch = SiteWatch(self)
        self._watch.changed.connect(self._ask)
        self._job = LatestJob[_Asked, _Told | None](_read, parts.pool, self)
        self._job.finished.connect(self._on_told)
        parts.workspace.site_read.connect(self._ask)
        parts.workspace.folder_changed.connect(self._on_folder_changed)
        parts.window.leaving.connect(self._watch.stop)
        self._pane.text_search_requested.connect(parts.window.actions_["find_in_site"].trigger)
        self._ask()

    def _ask(self) -> None:
        reading: SiteReading | None = self._parts.workspace.reading
        if reading is not None:
            paths = tuple(row.path for row in reading.index.rows)
            self._job.submit(_Asked(reading.index.folder, paths))

    def _on_folder_changed(self) -> None:
        self._job.cancel()
        self._watch.stop()

    def _on_told(self, told: _Told | None) -> None:
        if told is not None:
            # An index is written beside and renamed, which its folder tells of.
            self._watch.watch([str(told.git_folder)])
        self._pane.show_marks(told.marks if told is not None else None)
        self.marks_shown.emit()


def _read(asked: _Asked) -> _Told | None:
    state = read_git_state(asked.folder)
    return None if state is None else _Told(asked.folder, state.git_folder, state.marks_of(asked.paths))
