"""What posts were before: versions kept at each save, and what git has."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.app.jobs import LatestJob, Pool
from editor.app.session import PostSession
from editor.app.workspace import Workspace
from editor.core.errors import EditorError
from editor.core.presence import exists, real_path
from editor.core.versions import Version, VersionStore, committed_text

# With saves every few seconds, one version for each would soon push out those that matter.
_APART_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Fetched:
    """A former text, by the key it was asked for with."""

    key: object
    text: str


class FormerTexts(QObject):
    """Keeps what a save replaces and what is closed unsaved, and fetches it again; the disk is used in `pool`.

    `fetched(Fetched)` or `failed(EditorError)` answers the last wish. `saves_often` tells whether saves come by
    themselves.
    """

    fetched = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        store: VersionStore,
        pool: Pool,
        saves_often: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._pool = pool
        self._saves_often = saves_often
        self._job: LatestJob[Callable[[], Fetched], Fetched] = LatestJob(_call, pool, self)
        self._job.finished.connect(self.fetched)
        self._job.failed.connect(self._on_failed)
        workspace.session_opened.connect(self._on_session_opened)
        workspace.session_closed.connect(self.keep_unsaved)
        for session in workspace.sessions:
            self._on_session_opened(session)
        pool.start(partial(_quietly, store.tidy))

    def versions(self, path: Path) -> tuple[Version, ...]:
        """List the versions of the post at `path`, the newest first."""
        return self._store.of(path)

    def keep_unsaved(self, session: PostSession) -> None:
        """Keep a text that a person throws away, for the case that they did not mean it."""
        if session.is_modified and not session.is_missing:
            self._keep(session, session.exact_text(), 0)

    def fetch(self, version: Version) -> None:
        """Ask for a version's text; its key is the version."""
        self._job.submit(partial(_read, version))

    def fetch_committed(self, path: Path, key: object) -> None:
        """Ask for what git's HEAD has of a file."""
        self._job.submit(partial(_read_committed, path, key))

    def _on_session_opened(self, session: PostSession) -> None:
        session.superseded.connect(self._on_superseded)
        session.overwritten.connect(self._on_overwritten)

    def _on_superseded(self, text: str) -> None:
        session = self.sender()
        if isinstance(session, PostSession):
            self._keep(session, text, _APART_SECONDS if self._saves_often() else 0)

    def _on_overwritten(self, text: str) -> None:
        session = self.sender()
        if isinstance(session, PostSession):
            # Another's words are kept each time, however often ours are.
            self._keep(session, text, 0)

    def _keep(self, session: PostSession, text: str, apart: float) -> None:
        if session.path is not None:
            self._pool.start(partial(_quietly, partial(self._store.keep, session.path, text, apart=apart)))

    def _on_failed(self, error: Exception) -> None:
        known = isinstance(error, EditorError)
        self.failed.emit(error if known else EditorError("This text cannot be read.", detail=str(error)))


def is_in_repository(path: Path) -> bool:
    """Whether a folder above `path` looks like one that git keeps."""
    return any(exists(folder / ".git") for folder in real_path(path).parents)


def _call(work: Callable[[], Fetched]) -> Fetched:
    return work()


def _read(version: Version) -> Fetched:
    return Fetched(version, version.read())


def _read_committed(path: Path, key: object) -> Fetched:
    text = committed_text(path)
    if text is None:
        raise EditorError("The last commit has no such file, or git did not answer.", path=path)
    return Fetched(key, text)


def _quietly(work: Callable[[], None]) -> None:
    # A version is a service to the person: a disk that is full for it is no reason to disturb them.
    with contextlib.suppress(OSError):
        work()
