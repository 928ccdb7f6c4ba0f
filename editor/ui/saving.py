"""Saving and closing, with every question that has to be asked before something could be lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from editor.app.notices import Notice
from editor.app.session import PostSession
from editor.app.settings import Settings
from editor.app.workspace import Workspace
from editor.core.errors import EditorError
from editor.core.presence import exists
from editor.core.text_file import ChangedOutside
from editor.ui import dialogs
from editor.ui.dialogs import Answer
from editor.ui.theme import Theme

REVIEW_SETTING = "saving/review"


class Saving:
    """Saves and closes posts on a person's behalf; `flush` writes what is half typed in the form."""

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        theme: Theme,
        window: QWidget,
        flush: Callable[[], None],
    ) -> None:
        self._workspace = workspace
        self._settings = settings
        self._theme = theme
        self._window = window
        self._flush = flush

    def save(self, session: PostSession) -> bool:
        """Save to the post's file, or ask for one; tells whether it is saved now."""
        self._flush()
        if session.path is None:
            return self.save_as(session)
        if not self._is_reviewed(session):
            return False
        try:
            self._workspace.save(session)
        except ChangedOutside as error:
            return self._settle(session, error)
        except EditorError as error:
            return self._fail(session, error)
        return True

    def save_as(self, session: PostSession) -> bool:
        """Ask for a file and save there; tells whether it was."""
        self._flush()
        start = session.path or (self._workspace.folder or Path.home()) / "untitled.md"
        target = dialogs.choose_post_target(self._window, start)
        if target is None:
            return False
        try:
            self._workspace.save_as(session, target)
        except EditorError as error:
            return self._fail(session, error)
        return True

    def save_all(self) -> bool:
        """Save every post that was changed; tells whether all are saved now."""
        self._flush()
        return all([self.save(session) for session in self._workspace.unsaved])

    def close(self, session: PostSession) -> bool:
        """Close a post, asking first if it was changed; tells whether it is closed."""
        self._flush()
        if session.is_modified:
            answer = dialogs.ask_save(self._window, [session.post.shown_title])
            if answer is Answer.CANCEL or (answer is Answer.SAVE and not self.save(session)):
                return False
        self._workspace.close(session)
        return True

    def may_leave(self) -> bool:
        """Ask about all posts that were changed; tells whether the program may end."""
        self._flush()
        unsaved = self._workspace.unsaved
        if not unsaved:
            return True
        answer = dialogs.ask_save(self._window, [session.post.shown_title for session in unsaved])
        return answer is Answer.DISCARD or (answer is Answer.SAVE and self.save_all())

    def reload(self, session: PostSession) -> None:
        """Take over what the file holds, asking first if the post was changed."""
        if session.is_modified and not dialogs.ask_reload(self._window, session.post.shown_title):
            return
        try:
            session.reload()
        except EditorError as error:
            self._workspace.notice.emit(Notice.of(error))

    def _is_reviewed(self, session: PostSession) -> bool:
        """Show what the save would change, if the person wants to see it; tells whether to go on."""
        before, after = session.base_text, session.exact_text()
        if before == after or not self._settings.flag(REVIEW_SETTING):
            return True
        from editor.ui.compare_view import ReviewDialog

        dialog = ReviewDialog(self._theme, session.post.shown_title, before, after, self._window)
        accepted = bool(dialog.exec())
        dialog.deleteLater()
        return accepted

    def _settle(self, session: PostSession, error: ChangedOutside) -> bool:
        there = session.path is not None and exists(session.path)
        answer = dialogs.ask_changed_outside(
            self._window, session.post.shown_title, error.message, exists=there
        )
        if answer is Answer.SAVE_AS:
            return self.save_as(session)
        try:
            if answer is Answer.MERGE:
                return merge_with_file(session, self._theme, self._window) and self.save(session)
            if answer is Answer.OVERWRITE:
                self._workspace.save(session, overwrite=True)
                return True
            if answer is Answer.RELOAD:
                session.reload()
                return True
        except EditorError as again:
            return self._fail(session, again)
        return False

    def _fail(self, session: PostSession, error: EditorError) -> bool:
        detail = "\n".join(part for part in (str(error.path or ""), error.detail) if part)
        answer = dialogs.tell_not_saved(self._window, session.post.shown_title, error.message, detail)
        return answer is Answer.SAVE_AS and self.save_as(session)


def merge_with_file(session: PostSession, theme: Theme, window: QWidget) -> bool:
    """Let a person bring together what the file holds and what was written here; tells whether they did.

    Raises EditorError where the file cannot be read. Nothing is written: the session stands on the file's text then.
    """
    file = session.on_disk()
    if file is None:
        return False
    from editor.ui.merge_view import MergeDialog

    texts = (session.base_text, file.text, session.exact_text())
    dialog = MergeDialog(theme, session.post.shown_title, texts, window)
    try:
        if not dialog.exec():
            return False
        session.rebase(file, dialog.merged)
    finally:
        dialog.deleteLater()
    return True
