"""Notices that a site's configuration is another, or that its folder is gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from editor.core.presence import exists, is_file, is_folder
from editor.core.site.config import root_config

# An editor writes a file in several steps.
_PAUSE_MS: Final = 300
_ENDINGS: Final = (".toml", ".yaml", ".yml", ".json")
_MOST_FILES: Final = 200

_Signature = tuple[tuple[str, int, int], ...]


class ConfigWatch(QObject):
    """Watches a site's configuration: `changed` comes once for a burst of changes, `gone` when the folder is.

    One more file may be watched that way: the template that keeps a site from being built.
    """

    changed = Signal()
    gone = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root: Path | None = None
        self._culprit: Path | None = None
        self._signature: _Signature = ()
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._on_event)
        self._watcher.fileChanged.connect(self._on_event)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_over)

    def watch(self, root: Path | None, culprit: Path | None = None) -> None:
        """Watch the site at `root` (None: nothing), and one more file."""
        self._root, self._culprit = root, culprit
        self._pause.stop()
        self._signature = self._read()
        self._listen()

    def _files(self) -> Iterator[Path]:
        if self._root is None:
            return
        if (main := root_config(self._root)) is not None:
            yield main
        folder = self._root / "config"
        if is_folder(folder):
            yield from sorted(p for p in folder.rglob("*") if p.suffix in _ENDINGS)[:_MOST_FILES]
        if self._culprit is not None:
            yield self._culprit

    def _read(self) -> _Signature:
        try:
            states = ((path, path.stat()) for path in self._files() if exists(path))
            return tuple((str(path), state.st_mtime_ns, state.st_size) for path, state in states)
        except OSError:
            return ()

    def _listen(self) -> None:
        files = {str(path) for path in self._files() if is_file(path)}
        folders = {str(Path(file).parent) for file in files}
        if self._root is not None and is_folder(self._root):
            # A folder is not told that it was renamed; the one above it is.
            folders |= {str(self._root), str(self._root.parent)}
        wanted = files | folders
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if gone := list(watched - wanted):
            self._watcher.removePaths(gone)
        if new := list(wanted - watched):
            self._watcher.addPaths(new)

    def _on_event(self, _path: str) -> None:
        # Where something changes all the time the pause ends all the same.
        if not self._pause.isActive():
            self._pause.start()

    def _on_pause_over(self) -> None:
        if self._root is None:
            return
        if not is_folder(self._root):
            self.gone.emit()
            return
        signature = self._read()
        # A file that was written by replacing it is another one to watch.
        self._listen()
        if signature != self._signature:
            self._signature = signature
            self.changed.emit()
