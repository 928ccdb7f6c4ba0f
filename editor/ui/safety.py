"""What keeps a person's words: the journal, versions, changes from outside, and the questions they lead to."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QThreadPool
from PySide6.QtGui import QTextCursor

from editor.app.autosave import Autosave
from editor.app.claims import Claims
from editor.app.former_texts import Fetched, FormerTexts, is_in_repository
from editor.app.notices import Notice, Tone
from editor.app.outside_changes import OutsideChanges
from editor.app.recovery import Recovery, is_saved_meanwhile, text_on_disk
from editor.app.session import PostSession
from editor.core.errors import EditorError
from editor.core.journal import Journal, LeftDraft, LeftDrafts
from editor.core.post import read_post
from editor.core.versions import Version, VersionStore
from editor.ui.features import Parts
from editor.ui.saving import REVIEW_SETTING, merge_with_file

if TYPE_CHECKING:
    from editor.ui.compare_view import CompareDialog, Former
    from editor.ui.recovery_dialog import Offer

_BASE, _COMMITTED = "base", "committed"


class Safety(QObject):
    """Builds the services of `editor.app` that watch over what is open, and shows what they have to say."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._window = parts.window
        self._pool = QThreadPool(self)
        # One thread of its own: the order of writes is kept, and no long rendering makes the journal wait.
        self._pool.setMaxThreadCount(1)
        state = parts.state
        workspace = parts.workspace
        self.autosave_ = Autosave(workspace, parts.settings, self)
        self.outside = OutsideChanges(workspace, self._pool, self)
        self.recovery: Recovery | None = None
        self.former: FormerTexts | None = None
        self.claims: Claims | None = None
        self._left: LeftDrafts | None = None
        self._top: QTextCursor | None = None
        self._top_offset = 0
        if state is not None:
            self.recovery = Recovery(workspace, Journal(state / "drafts"), self._pool, self)
            store = VersionStore(state / "versions")
            self.former = FormerTexts(workspace, store, self._pool, self._saves_often, self)
            self.claims = Claims(workspace, state / "open", self)
        self._connect()
        if state is not None:
            self._offer_drafts(state / "drafts")

    def write_now(self) -> None:
        """Put all unsaved text in the journal; raises OSError."""
        if self.recovery is not None:
            self.recovery.write_now()

    def compare(self) -> None:
        """Show the post beside what it was."""
        session = self._window.session
        if session is None:
            return
        from editor.ui.compare_view import CompareDialog

        self._window.form.flush()
        dialog = CompareDialog(self._parts.theme, session.post.shown_title, self._window)
        dialog.chosen.connect(lambda key: self._fetch(dialog, session, key))
        dialog.restore_requested.connect(lambda text: self._restore(session, text))
        if self.former is not None:
            self.former.fetched.connect(lambda found: _show_fetched(dialog, found))
            self.former.failed.connect(self._on_failed)
        dialog.show_formers(self._formers(session), session.exact_text())
        dialog.exec()
        if self.former is not None:
            self.former.fetched.disconnect()
            self.former.failed.disconnect()
        dialog.deleteLater()

    def merge(self) -> None:
        """Bring the post and its file together, where another program wrote it."""
        session = self._window.session
        if session is not None:
            self._window.form.flush()
            merge_with_file(session, self._parts.theme, self._window)

    def autosave(self) -> None:
        """Save by itself from now on, or not any more."""
        self.autosave_.set_on(self._window.actions_["autosave"].isChecked())

    def review(self) -> None:
        """Show what a save changes before it does, or not any more."""
        self._parts.settings.set_flag(REVIEW_SETTING, self._window.actions_["review"].isChecked())

    def _connect(self) -> None:
        actions = self._window.actions_
        actions["autosave"].setChecked(self.autosave_.is_on)
        actions["review"].setChecked(self._parts.settings.flag(REVIEW_SETTING))
        for service in (self.autosave_, self.outside, self.recovery, self.claims):
            if service is not None:
                service.notice.connect(self._window.show_notice)
        self.outside.reloading.connect(self._on_reloading)
        self.outside.reloaded.connect(self._on_reloaded)
        self.outside.conflicted.connect(self._on_conflicted)
        self._window.frame.notices.offer_taken.connect(self._on_offer_taken)
        self._window.leaving.connect(self._on_leaving)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self._on_about_to_quit)

    def _saves_often(self) -> bool:
        return self.autosave_.is_on

    def _formers(self, session: PostSession) -> list[Former]:
        from editor.ui.compare_view import Former, moment_in_words

        formers = [Former("The file, as last read or saved", _BASE)]
        if session.path is None or self.former is None:
            return formers
        if is_in_repository(session.path):
            formers.append(Former("The last commit (git HEAD)", _COMMITTED))
        now = datetime.now(UTC).astimezone()
        for version in self.former.versions(session.path):
            moment = datetime.fromtimestamp(version.at, UTC).astimezone()
            formers.append(Former(f"As it was until {moment_in_words(moment, now)}", version))
        return formers

    def _fetch(self, dialog: CompareDialog, session: PostSession, key: object) -> None:
        if self.former is None or session.path is None or key == _BASE:
            dialog.show_former(key, session.base_text)
        elif isinstance(key, Version):
            self.former.fetch(key)
        else:
            self.former.fetch_committed(session.path, key)

    def _restore(self, session: PostSession, text: str) -> None:
        try:
            session.replace_text(text)
        except EditorError as error:
            self._window.show_notice(Notice.of(error))

    def _on_failed(self, error: EditorError) -> None:
        self._window.show_notice(Notice.of(error))

    def _on_reloading(self, session: PostSession) -> None:
        if session is self._window.session:
            edit = self._window.text.editor
            block = edit.firstVisibleBlock()
            self._top = QTextCursor(block)
            self._top_offset = edit.verticalScrollBar().value() - block.firstLineNumber()

    def _on_reloaded(self, session: PostSession) -> None:
        if session is self._window.session and self._top is not None:
            line = self._top.block().firstLineNumber() + self._top_offset
            self._window.text.editor.verticalScrollBar().setValue(line)
        self._top = None

    def _on_conflicted(self, session: PostSession) -> None:
        message = (
            f"Another program changed “{session.post.shown_title}” while you did. Nothing was overwritten."
        )
        notice = Notice(message, Tone.WARNING, "", session.path, offer="merge", offer_text="Merge…")
        self._window.show_notice(notice)

    def _on_offer_taken(self, name: str, path: Path | None) -> None:
        workspace = self._parts.workspace
        found = next((each for each in workspace.sessions if path is not None and each.path == path), None)
        if found is not None:
            workspace.make_current(found)
        elif name == "merge":
            # The post shown now is not the one meant.
            self._window.show_notice(Notice("The post was closed: open it again to see it.", Tone.INFO))
            return
        self._window.actions_[name].trigger()

    def _on_leaving(self) -> None:
        if self.recovery is not None:
            self.recovery.leave()
        if self.claims is not None:
            self.claims.leave()
        if self.former is not None:
            for session in self._parts.workspace.sessions:
                self.former.keep_unsaved(session)
        self._pool.waitForDone()

    def _on_about_to_quit(self) -> None:
        if self._left is not None:
            self._left.close()
        self._pool.waitForDone()

    def _offer_drafts(self, folder: Path) -> None:
        left = LeftDrafts(folder)
        offered: list[LeftDraft] = []
        for entry in left.drafts:
            if is_saved_meanwhile(entry.draft):
                entry.discard()
            else:
                offered.append(entry)
        if not offered:
            left.close()
            return
        from editor.ui.recovery_dialog import RecoveryDialog

        self._left = left
        now = datetime.now(UTC).astimezone()
        dialog = RecoveryDialog(self._parts.theme, [_offer(entry) for entry in offered], now, self._window)
        dialog.restore_requested.connect(self._on_restore_requested)
        dialog.discard_requested.connect(_discard)
        dialog.finished.connect(self._on_offer_finished)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_restore_requested(self, left: LeftDraft) -> None:
        assert self.recovery is not None
        draft, workspace = left.draft, self._parts.workspace
        try:
            self.recovery.restore(left)
        except EditorError as error:
            self._window.show_notice(Notice.of(error))
            return
        around = [f for f in workspace.recent_folders if draft.path and draft.path.is_relative_to(f)]
        if workspace.folder is None and around:
            workspace.open_folder(around[0])
        line, column = _end_of_change(draft.base, draft.text)
        session = self._window.session
        if session is not None and line >= session.body_first_line:
            self._window.text.go_to_line(line - session.body_first_line, column)

    def _on_offer_finished(self) -> None:
        if self._left is not None:
            self._left.close()
            self._left = None


def _show_fetched(dialog: CompareDialog, found: Fetched) -> None:
    dialog.show_former(found.key, found.text)


def _end_of_change(base: str, text: str) -> tuple[int, int]:
    """Give the line, from 0, and the column, from 1, where the last line ends that a draft has for itself."""
    old, new = base.split("\n"), text.split("\n")
    same = next((n for n, (a, b) in enumerate(zip(old[::-1], new[::-1], strict=False)) if a != b), len(old))
    line = max(0, len(new) - same - 1)
    return line, len(new[line].rstrip("\r")) + 1


def _discard(left: LeftDraft) -> None:
    left.discard()


def _offer(left: LeftDraft) -> Offer:
    from editor.ui.recovery_dialog import Offer

    draft = left.draft
    return Offer(
        left,
        read_post(draft.text, draft.path).title,
        f"{draft.path.parent.name}/{draft.path.name}" if draft.path else "",
        datetime.fromtimestamp(draft.at, UTC).astimezone(),
        text_on_disk(draft.path),
        draft.text,
    )
