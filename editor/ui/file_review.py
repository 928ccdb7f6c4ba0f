"""A change of many posts from its plan to its undoing: shown as a diff, made as one, open posts in their editors."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.app.file_changes import FileChanges, Moved, OpenText, Planner
from editor.app.moved_files import follow
from editor.app.notices import Notice, Tone
from editor.app.session import PostSession
from editor.core.changes import Applied
from editor.core.errors import EditorError
from editor.core.site.bulk import TextChange
from editor.ui.changes_dialog import ChangesDialog
from editor.ui.features import Parts


class FileReview(QObject):
    """Shows one change at a time in `dialog`; `made` comes when it was accepted and is done."""

    made = Signal()

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        journal = (parts.state or Path(tempfile.gettempdir()) / "postwright") / "changes"
        self.changes = FileChanges(journal, parts.pool, self)
        self.dialog: ChangesDialog | None = None
        self._open: tuple[PostSession, ...] = ()
        self._change: TextChange | None = None
        self.changes.files_moved.connect(self._on_files_moved)
        self.changes.undone.connect(self._on_undone)
        self.changes.failed.connect(self._on_failed)

    def parted(self, paths: Iterable[Path]) -> tuple[tuple[Path, ...], tuple[PostSession, ...]]:
        """Divide posts into those to be changed in their files, and those that are open."""
        workspace = self._parts.workspace
        open_here = {workspace.listed_name(each.path): each for each in workspace.sessions if each.path}
        listed = tuple(paths)
        files = tuple(path for path in listed if path not in open_here)
        return files, tuple(open_here[path] for path in listed if path in open_here)

    def show(
        self,
        title: str,
        planner: Planner,
        count: int,
        sessions: Iterable[PostSession] = (),
        change: TextChange | None = None,
    ) -> None:
        """Plan and show a change of `count` files, and of open posts, whose exact text `change` is given.

        Does nothing while another change is shown. Open posts that it leaves alone are not mentioned.
        """
        if self.dialog is not None:
            return
        self._change = change
        touched = [(each, text) for each in sessions if change and (text := _touched(change, each))]
        self._open = tuple(session for session, _ in touched)
        workspace, window = self._parts.workspace, self._parts.window
        root = workspace.folder or Path.home()
        remark = ""
        if self._open:
            some = "One post is" if len(self._open) == 1 else f"{len(self._open)} posts are"
            remark = f"{some} open and will change in the editor, to be saved there."
        self.dialog = ChangesDialog(self._parts.theme, self.changes, title, remark, window)
        self.dialog.done_with.connect(self._on_done)
        self.dialog.finished.connect(self._on_closed)
        self.dialog.open()
        self.changes.plan(planner, root, count, tuple(text for _, text in touched))

    def _on_done(self, applied: Applied | None) -> None:
        window = self._parts.window
        for session in self._open:
            try:
                self._change_in_editor(session)
            except EditorError as error:
                window.show_notice(Notice.of(error))
        if applied is not None:
            window.show_notice(Notice.done(applied.title))
        self._parts.workspace.refresh()
        self.made.emit()

    def _change_in_editor(self, session: PostSession) -> None:
        """Make the change in an open post, as one step that can be undone."""
        text = session.exact_text()
        changed = self._change(text) if self._change else text
        if changed != text:
            session.replace_text(changed)

    def _on_files_moved(self, moves: Moved) -> None:
        follow(self._parts.workspace, moves)

    def _on_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog, self._open, self._change = None, (), None

    def _on_undone(self, title: str) -> None:
        self._parts.window.show_notice(Notice(f"Taken back: {title}.", Tone.INFO))
        self._parts.workspace.refresh()

    def _on_failed(self, error: Exception) -> None:
        if self.dialog is not None:
            return
        notice = Notice.of(error) if isinstance(error, EditorError) else Notice(str(error))
        self._parts.window.show_notice(notice)


def _touched(change: TextChange, session: PostSession) -> OpenText | None:
    text = session.exact_text()
    path = session.path
    if path is None:
        return None
    try:
        changed = change(text)
    except EditorError:
        # Why it cannot be changed is told when it is to be.
        return OpenText(path, text, text)
    return OpenText(path, text, changed) if changed != text else None
