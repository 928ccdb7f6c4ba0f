"""Unsaved text on its way to the journal, and back from it after a process that did not end as it should."""

from __future__ import annotations

import time
from itertools import count
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from editor.app.jobs import LatestJob, Pool
from editor.app.notices import Notice, Tone
from editor.app.session import PostSession
from editor.app.workspace import Workspace
from editor.core.errors import EditorError
from editor.core.journal import Draft, Journal, LeftDraft
from editor.core.text_file import read_text_file

# With the pause of a field of the form before it and the write after it, the journal is less than two seconds behind.
_PAUSE_MS = 600
_RETRY_MS = 5000


class Recovery(QObject):
    """Keeps the unsaved text of all open posts in the journal, written in `pool`.

    `pool` should be one that long jobs do not fill. `notice` tells, once until it works again, that the journal
    cannot be written.
    """

    notice = Signal(object)
    kept = Signal()

    def __init__(
        self, workspace: Workspace, journal: Journal, pool: Pool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._journal = journal
        self._keys = count(1)
        self._key_of: dict[PostSession, str] = {}
        self._drafts: dict[str, Draft] = {}
        self._stale: set[PostSession] = set()
        self._fails = False
        self._job = LatestJob(journal.keep, pool, self)
        self._job.finished.connect(self._on_kept)
        self._job.failed.connect(self._on_failed)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_timeout)
        workspace.session_opened.connect(self._on_session_opened)
        workspace.session_closed.connect(self._on_session_closed)
        for session in workspace.sessions:
            self._on_session_opened(session)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self._on_about_to_quit)

    @property
    def is_settled(self) -> bool:
        """Whether the journal holds all that is unsaved."""
        return not self._timer.isActive() and not self._job.busy

    def write_now(self) -> None:
        """Keep everything at once, in this thread; raises OSError."""
        self._stale.update(self._key_of)
        self._gather()
        self._journal.keep(self._drafts)

    def leave(self) -> None:
        """Forget all drafts: the program ends, and a person has decided about every post."""
        self._timer.stop()
        self._job.cancel()
        self._key_of.clear()
        try:
            self._journal.close()
        except OSError as error:
            self._on_failed(error)

    def restore(self, left: LeftDraft) -> PostSession:
        """Open the post of a draft with the draft's text, which is kept again before `left` is removed.

        Raises EditorError where that is not possible; then `left` stays.
        """
        draft = left.draft
        session = self._workspace.open_draft(draft.path, draft.base, draft.text)
        try:
            self.write_now()
        except OSError as error:
            raise EditorError("The text is here, but could not be kept anew.", detail=str(error)) from error
        left.discard()
        return session

    def _on_session_opened(self, session: PostSession) -> None:
        self._key_of[session] = str(next(self._keys))
        # A reload can change the base alone, a save under another name the path alone.
        for changed in (
            session.body_changed,
            session.post_changed,
            session.modified_changed,
            session.path_changed,
        ):
            changed.connect(self._on_changed)
        session.saved.connect(self._on_saved)
        if session.is_modified:
            self._note(session)

    def _on_session_closed(self, session: PostSession) -> None:
        key = self._key_of.pop(session, "")
        self._stale.discard(session)
        if self._drafts.pop(key, None) is not None:
            self._start()

    def _on_changed(self) -> None:
        session = self.sender()
        if isinstance(session, PostSession) and session in self._key_of:
            self._note(session)

    def _on_saved(self) -> None:
        """Drop the draft at once: after a crash just now an older text would be offered for the file's."""
        session = self.sender()
        if isinstance(session, PostSession) and session in self._key_of:
            self._stale.add(session)
            self._timer.start(0)

    def _note(self, session: PostSession) -> None:
        self._stale.add(session)
        self._start()

    def _start(self) -> None:
        # Not begun anew with each key: who types without a pause must not wait for one.
        if not self._timer.isActive() or self._timer.interval() == _RETRY_MS:
            self._timer.start(_PAUSE_MS)

    def _on_timeout(self) -> None:
        self._gather()
        self._job.submit(dict(self._drafts))

    def _gather(self) -> None:
        for session in self._stale:
            key = self._key_of[session]
            if session.is_modified:
                self._drafts[key] = Draft(session.path, session.base_text, session.exact_text(), time.time())
            else:
                self._drafts.pop(key, None)
        self._stale.clear()

    def _on_kept(self) -> None:
        self._fails = False
        self.kept.emit()

    def _on_failed(self, error: Exception) -> None:
        if not self._fails:
            self._fails = True
            message = "Unsaved text cannot be kept for the case of a crash: save often."
            self.notice.emit(Notice(message, Tone.WARNING, str(error)))
        if self._key_of:
            self._timer.start(_RETRY_MS)

    def _on_about_to_quit(self) -> None:
        if self._key_of:
            try:
                self.write_now()
            except OSError as error:
                self._on_failed(error)


def is_saved_meanwhile(draft: Draft) -> bool:
    """Whether the draft's file holds its very text by now, so that nothing is left to bring back."""
    return draft.path is not None and text_on_disk(draft.path) == draft.text


def text_on_disk(path: Path | None) -> str | None:
    """Read a file's exact text; None where there is none that can be read."""
    try:
        return None if path is None else read_text_file(path).text
    except EditorError:
        return None
