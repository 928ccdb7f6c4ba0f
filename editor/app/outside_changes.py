"""What other programs do to the files of open posts, noticed by what the files hold and not by their dates."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from editor.app.jobs import LatestJob, Pool
from editor.app.notices import Notice, Tone
from editor.app.session import PostSession
from editor.app.workspace import Workspace
from editor.core.errors import EditorError
from editor.core.presence import exists
from editor.core.text_file import Fingerprint, TextFile, read_text_file

# Programs write a file in several steps, and git takes it away for a moment.
_SETTLE_MS = 150


@dataclass(frozen=True, slots=True)
class Watched:
    """A file as its session knows it."""

    path: Path
    known: Fingerprint | None


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found there: another content, or why it cannot be read."""

    watched: Watched
    file: TextFile | None
    error: EditorError | None = None


def look(files: tuple[Watched, ...]) -> tuple[Seen, ...]:
    """Read `files`."""
    return tuple(_look_at(watched) for watched in files)


def _look_at(watched: Watched) -> Seen:
    try:
        return Seen(watched, read_text_file(watched.path))
    except EditorError as error:
        return Seen(watched, None, error)


class OutsideChanges(QObject):
    """Watches the files of open posts and takes over what others write, where nothing of ours is lost by it.

    A post without changes here is read again in place: `reloading(session)` comes before and `reloaded(session)`
    after. Where there are changes on both sides, `conflicted(session)` comes once for each content, and nothing
    is touched. `check` may be called at any time; it reads in `pool`.
    """

    reloading = Signal(object)
    reloaded = Signal(object)
    conflicted = Signal(object)
    checked = Signal()
    notice = Signal(object)

    def __init__(self, workspace: Workspace, pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._told: dict[PostSession, Fingerprint | None] = {}
        self._job = LatestJob(look, pool, self)
        self._job.finished.connect(self._on_looked)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._on_changed)
        self._watcher.directoryChanged.connect(self._on_changed)
        self._timer = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._timer.timeout.connect(self.check)
        workspace.session_opened.connect(self._on_session_opened)
        workspace.session_closed.connect(self._on_session_closed)
        for session in workspace.sessions:
            self._on_session_opened(session)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_application_state_changed)

    def check(self) -> None:
        """Look at all files now; `checked` comes when that is done."""
        self._watch()
        self._job.submit(tuple(Watched(s.path, s.fingerprint) for s in self._workspace.sessions if s.path))

    def _on_session_opened(self, session: PostSession) -> None:
        session.path_changed.connect(self._watch)
        self._watch()

    def _on_session_closed(self, session: PostSession) -> None:
        self._told.pop(session, None)
        self._watch()

    def _on_changed(self) -> None:
        self._timer.start()

    def _on_application_state_changed(self, state: Qt.ApplicationState) -> None:
        # A network's disk tells nobody what happens on it.
        if state == Qt.ApplicationState.ApplicationActive:
            self._timer.start()

    def _watch(self) -> None:
        """Watch the files, and their folders for those that are replaced whole."""
        paths = [s.path for s in self._workspace.sessions if s.path]
        wanted = {str(p) for p in paths if exists(p)} | {str(p.parent) for p in paths if exists(p.parent)}
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if watched - wanted:
            self._watcher.removePaths(sorted(watched - wanted))
        if wanted - watched:
            self._watcher.addPaths(sorted(wanted - watched))

    def _on_looked(self, seen: tuple[Seen, ...]) -> None:
        by_path = {s.path: s for s in self._workspace.sessions}
        for each in seen:
            session = by_path.get(each.watched.path)
            if session is None:
                continue
            if session.fingerprint != each.watched.known:
                # Saved or read again while we looked.
                self._timer.start()
            else:
                self._take(session, each)
        self.checked.emit()

    def _take(self, session: PostSession, seen: Seen) -> None:
        if seen.file is None:
            self._on_gone(session, seen.error)
        elif seen.file.fingerprint == session.fingerprint:
            if session in self._told:
                # It is back as it was.
                del self._told[session]
                session.rebase(seen.file, session.exact_text())
        elif not session.is_modified or session.is_missing or seen.file.text == session.exact_text():
            self._reload(session, seen.file)
        elif self._told.get(session) != seen.file.fingerprint:
            self._told[session] = seen.file.fingerprint
            self.conflicted.emit(session)

    def _reload(self, session: PostSession, file: TextFile) -> None:
        mine = session.exact_text()
        self._told.pop(session, None)
        self.reloading.emit(session)
        session.rebase(file, file.text)
        self.reloaded.emit(session)
        if file.text != mine:
            message = (
                "Another program changed this post; it was read again. Undo brings the former text back."
            )
            self.notice.emit(Notice(message, Tone.INFO, path=file.path))

    def _on_gone(self, session: PostSession, error: EditorError | None) -> None:
        if session in self._told and self._told[session] is None:
            return
        self._told[session] = None
        # Closing it without a question would lose the text for good.
        session.note_missing()
        reason = error.message if error is not None else ""
        message = (
            "The file of this post is gone or cannot be read any more. Its text is still here: save it again."
        )
        self.notice.emit(Notice(message, Tone.WARNING, reason, session.path))
