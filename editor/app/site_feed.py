"""The pages of the open folder, read off the UI thread and again when they change, by whomever."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from editor.app.jobs import LatestJob, Pool
from editor.app.site_query import Listed, listed
from editor.core.collector import uncollected
from editor.core.presence import is_folder
from editor.core.site import PostEntry
from editor.core.site.index import PageRow, SiteIndex, read_index
from editor.core.site.index_cache import cached_index

# A system lets a program watch so many folders, and other programs want some.
_MOST_WATCHED = 2000
# So many at a time: each costs a call of the system, and keys are not to wait for two thousand.
_WATCHED_AT_ONCE = 100
# A collection that walks more pages than this can be felt.
_MANY = 1000
# A checkout changes many files, one after the other.
_PAUSE_MS = 300


@dataclass(frozen=True, slots=True)
class Wanted:
    """A folder to read; `before` is what was known of it, `cache` the folder that remembers more.

    `watched` are the folders that were watched until now.
    """

    folder: Path
    before: SiteIndex | None = None
    cache: Path | None = None
    watched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteReading:
    """What there is in a folder: the index, its pages ready for a list, the short entries.

    `rows` finds a page by its file; `folders` are those to watch.
    """

    index: SiteIndex
    pages: tuple[Listed, ...]
    posts: tuple[PostEntry, ...]
    rows: Mapping[Path, PageRow]
    folders: tuple[str, ...]


def read_site(wanted: Wanted) -> SiteReading:
    """Read a folder; what is known of it and still holds is not read again. Belongs into a job."""
    # The collector of cycles would walk all pages again and again, and nobody could type meanwhile.
    with uncollected():
        index = _index(wanted)
        pages = listed(index.rows, datetime.now(UTC), index.folder)
        posts = tuple(map(_entry, index.rows))
        # Here each path is hashed, which takes longer the first time than all other uses of it.
        rows = {row.path: row for row in index.rows}
        reading = SiteReading(index, pages, posts, rows, _folders(index, wanted.watched))
        if len(reading.pages) > _MANY:
            # They hold no cycles and go by their counts of uses: no later collection need walk them.
            gc.freeze()
    return reading


def _index(wanted: Wanted) -> SiteIndex:
    before = wanted.before
    if before is not None and before.folder == wanted.folder:
        return read_index(wanted.folder, before.known, before.signature)
    if wanted.cache is not None:
        return cached_index(wanted.folder, wanted.cache)
    return read_index(wanted.folder)


def _folders(index: SiteIndex, watched: tuple[str, ...]) -> tuple[str, ...]:
    """Give the folders that hold the pages or may come to, up to the one that was opened, as many as are watched.

    A folder that goes away, as at each change of a branch in git, is known by those around it when it comes back.
    """
    top = str(index.folder)
    found, bundles = {top}, set()
    for row in index.rows:
        folder, _, name = str(row.path).rpartition(os.sep)
        if name.startswith("index."):
            bundles.add(folder)
        while folder not in found and folder.startswith(top):
            found.add(folder)
            folder = folder.rpartition(os.sep)[0]
    found.update(folder for folder in watched if folder not in found and is_folder(Path(folder)))
    site = index.site
    tops = site.content_dirs if site is not None and index.folder == site.root else (index.folder,)
    found.update(str(home) for home in tops if is_folder(home))
    for folder in found - bundles:
        if any(Path(folder).is_relative_to(home) for home in tops):
            found.update(_subfolders(folder))
    return tuple(sorted(filter(_may_be_read, found))[:_MOST_WATCHED])


def _may_be_read(folder: str) -> bool:
    return os.access(folder, os.R_OK, effective_ids=os.access in os.supports_effective_ids)


def _subfolders(folder: str) -> list[str]:
    try:
        with os.scandir(folder) as scan:
            return [
                entry.path for entry in scan if entry.name[0] != "." and entry.is_dir(follow_symlinks=False)
            ]
    except OSError:
        return []


def _entry(row: PageRow) -> PostEntry:
    return PostEntry(row.path, row.title, row.date, row.facts.draft, row.featured, row.section, row.problem)


class SiteWatch(QObject):
    """Tells by `changed` that something in the folders of a site is another, once for a burst of changes."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watcher = QFileSystemWatcher(self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self._watcher.directoryChanged.connect(self._on_changed)
        self._watcher.fileChanged.connect(self._on_changed)
        self._waiting: list[str] = []
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._watch_some)

    def watch(self, folders: Iterable[str]) -> None:
        """Watch these folders instead of those watched before; it takes a moment until all are."""
        wanted = set(folders)
        watched = set(self._watcher.directories())
        if gone := list(watched - wanted):
            self._watcher.removePaths(gone)
        self._waiting = list(wanted - watched)
        self._turn.start()

    def stop(self) -> None:
        """Watch nothing."""
        self._pause.stop()
        self._turn.stop()
        if watched := [*self._watcher.directories(), *self._watcher.files()]:
            self._watcher.removePaths(watched)

    def _watch_some(self) -> None:
        some, self._waiting = self._waiting[:_WATCHED_AT_ONCE], self._waiting[_WATCHED_AT_ONCE:]
        if some:
            self._watcher.addPaths(some)
        else:
            self._turn.stop()

    def _on_changed(self, _path: str) -> None:
        self._pause.start()


class SiteFeed(QObject):
    """Reads a folder in jobs, whenever it is asked to or something in it has changed.

    `site_read(SiteReading)` brings what there is, `reading_failed` the exception.
    """

    site_read = Signal(object)
    reading_failed = Signal(object)

    def __init__(self, pool: Pool, cache: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cache = cache
        self._folder: Path | None = None
        self.reading: SiteReading | None = None
        self._watch = SiteWatch(self)
        self._watch.changed.connect(self.refresh)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_application_state_changed)
        self._job = LatestJob[Wanted, SiteReading](read_site, pool, self)
        self._job.finished.connect(self._on_read)
        self._job.failed.connect(self.reading_failed)

    def show_folder(self, folder: Path | None) -> None:
        """Read another folder, or none."""
        self._job.cancel()
        self._watch.stop()
        self._folder, self.reading = folder, None
        self.refresh()

    def refresh(self) -> None:
        """Read the folder again, as far as it has changed."""
        if self._folder is not None:
            before = self.reading
            known, watched = (before.index, before.folders) if before is not None else (None, ())
            self._job.submit(Wanted(self._folder, known, self._cache, watched))

    def _on_application_state_changed(self, state: Qt.ApplicationState) -> None:
        # A folder says nothing of files that are written over in their place, as many editors do.
        if state == Qt.ApplicationState.ApplicationActive and self.reading is not None:
            self.refresh()

    def _on_read(self, reading: SiteReading) -> None:
        self.reading = reading
        self._watch.watch(reading.folders)
        self.site_read.emit(reading)
