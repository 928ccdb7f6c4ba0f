"""Saving by itself after a pause in writing, never at the price of a build that passed before."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from editor.app.notices import Notice, Tone
from editor.app.session import PostSession
from editor.app.settings import Settings
from editor.app.workspace import Workspace
from editor.core.errors import EditorError
from editor.core.post import Post, read_post
from editor.core.presence import exists
from editor.core.problem import Severity
from editor.core.reserved_keys import reserved_key_problems

SETTING = "saving/autosave"
PAUSE_MS = 3000


class Autosave(QObject):
    """Saves what was changed when nothing was written for a while, if the person wants it.

    `notice` tells of a save that the system or another program stood against, once for each post until it works.
    """

    notice = Signal(object)
    rested = Signal()

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        parent: QObject | None = None,
        *,
        pause_ms: int = PAUSE_MS,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._settings = settings
        self._failed: set[PostSession] = set()
        self._timer = QTimer(self, interval=pause_ms, singleShot=True)
        # A question that was answered this very moment is gone from the screen before its answer counts.
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._soon.start)
        self._soon.timeout.connect(self._on_timeout)
        workspace.session_opened.connect(self._on_session_opened)
        workspace.session_closed.connect(self._failed.discard)
        for session in workspace.sessions:
            self._on_session_opened(session)

    @property
    def is_on(self) -> bool:
        """Whether it saves."""
        return self._settings.flag(SETTING)

    def set_on(self, on: bool) -> None:
        """Save from now on, or not any more."""
        self._settings.set_flag(SETTING, on)
        self._on_changed()

    def save_now(self) -> None:
        """Save every post that may be."""
        for session in self._workspace.unsaved:
            if may_be_saved(session):
                self._save(session)

    def _on_session_opened(self, session: PostSession) -> None:
        session.body_changed.connect(self._on_changed)
        session.post_changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        if self.is_on:
            self._timer.start()

    def _on_timeout(self) -> None:
        if QGuiApplication.modalWindow() is not None:
            # A person who is asked whether to save has not answered yet.
            self._timer.start()
            return
        if self.is_on:
            self.save_now()
        self.rested.emit()

    def _save(self, session: PostSession) -> None:
        try:
            self._workspace.save(session)
        except EditorError as error:
            if session not in self._failed:
                self._failed.add(session)
                message = f"Not saved by itself: {error.message}"
                self.notice.emit(Notice(message, Tone.WARNING, error.detail, error.path))
        else:
            self._failed.discard(session)


def may_be_saved(session: PostSession) -> bool:
    """Whether the post has a file that is there, and front matter that stops no build the saved one did not stop."""
    if session.path is None or session.read_only_reason or session.is_missing or not exists(session.path):
        return False
    return not stops_build(session.post) or stops_build(read_post(session.base_text, session.path))


def stops_build(post: Post) -> bool:
    """Whether Hugo would refuse the post's front matter."""
    problems = (*post.front.problems, *reserved_key_problems(post.front))
    return any(problem.severity is Severity.ERROR for problem in problems)
