"""Will it be published? Said in the status line for the post that is open, with what mends it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from editor.app.live_publication import live_publication
from editor.app.notices import Notice
from editor.app.session import PostSession
from editor.core.errors import EditorError
from editor.core.frontmatter import KeyPath, find_field
from editor.core.site.index import PageRow
from editor.core.site.publication import Publication, Status
from editor.ui.browser.model import STATUS_WORDS
from editor.ui.elided_button import ElidedButton
from editor.ui.features import Parts

# What is scheduled comes out and what expires goes while the program is open.
_LOOK_MS = 60_000
_TONES = {
    Status.PUBLISHED: "ok",
    Status.DRAFT: "warning",
    Status.SCHEDULED: "accent",
    Status.UNREADABLE: "error",
}


def _words(verdict: Publication) -> str:
    """Give the verdict with what one asks next: where, from when, since when, why not."""
    words = STATUS_WORDS[verdict.status]
    if verdict.is_live:
        return f"{words} at {verdict.url}" if verdict.url else words
    if verdict.turn is not None:
        linked = "until" if verdict.status is Status.SCHEDULED else "since"
        return f"{words} {linked} {verdict.turn.day} {verdict.turn:%b} {verdict.turn.year}"
    return f"{words}: {verdict.reason}" if verdict.status in (Status.UNREADABLE, Status.NEVER) else words


class PublicationLine(QObject):
    """Shows the verdict on the open post as it is typed; a click shows why, the address, and the mending action."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._session: PostSession | None = None
        self._rows: Mapping[Path, PageRow] = {}
        self.verdict: Publication | None = None
        self.button = ElidedButton("publication")
        self.button.setAccessibleName("Will it be published?")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self._on_clicked)
        parts.window.status.addWidget(self.button)
        parts.window.session_shown.connect(self._on_session_shown)
        parts.workspace.site_read.connect(self._on_site_read)
        self._clock = QTimer(self, interval=_LOOK_MS)
        self._clock.timeout.connect(self._show)
        self._clock.start()
        self._on_site_read()
        self._on_session_shown(parts.window.session)

    def menu(self) -> QMenu:
        """Make the menu with the reason, the mending action and the address."""
        menu = QMenu(self.button)
        verdict = self.verdict
        if verdict is None:
            return menu
        reason = menu.addAction(verdict.reason.replace("&", "&&"))
        reason.setEnabled(False)
        menu.addSeparator()
        if verdict.mend is not None:
            menu.addAction(verdict.mend.label).triggered.connect(self.mend)
        if verdict.url:
            menu.addAction(f"&Copy Address  {verdict.url}").triggered.connect(self._on_copy)
        return menu

    def mend(self) -> None:
        """Do what makes the post be published; one step to undo."""
        if self._session is None or self.verdict is None or self.verdict.mend is None:
            return
        wish = self.verdict.mend
        try:
            if wish.value is None:
                self._session.unset_field(self._spelled(wish.path), "command")
            else:
                self._session.set_field(wish.path, self._value(wish.value), "command")
        except EditorError as error:
            self._parts.window.show_notice(Notice.of(error))

    def _spelled(self, path: KeyPath) -> KeyPath:
        assert self._session is not None
        field = find_field(self._session.post.front, path)
        return field.path if field is not None else path

    def _value(self, value: object) -> object:
        if not isinstance(value, datetime):
            return value
        site = self._session.site if self._session is not None else None
        # A minute ago, so that the build that follows at once takes it.
        return value.astimezone(site.zone if site is not None else UTC) - timedelta(minutes=1)

    def _on_session_shown(self, session: PostSession | None) -> None:
        if self._session is not None:
            self._session.post_changed.disconnect(self._show)
            self._session.destroyed.disconnect(self._on_destroyed)
        self._session = session
        if session is not None:
            session.post_changed.connect(self._show)
            session.destroyed.connect(self._on_destroyed)
        self._show()

    def _on_destroyed(self) -> None:
        # Nothing is shown here: at the end of the program the button may be gone before the session.
        self._session = None

    def _on_site_read(self) -> None:
        reading = self._parts.workspace.reading
        self._rows = reading.rows if reading is not None else {}
        self._show()

    def _show(self, *_: object) -> None:
        session = self._session
        self.button.setVisible(session is not None)
        if session is None:
            self.verdict = None
            return
        row = self._rows.get(session.path) if session.path is not None else None
        verdict = self.verdict = live_publication(session.post, row, datetime.now(UTC))
        self.button.setText(_words(verdict))
        self.button.setToolTip(verdict.reason)
        self.button.setProperty("tone", _TONES.get(verdict.status, "muted"))
        self.button.style().unpolish(self.button)
        self.button.style().polish(self.button)

    def _on_clicked(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        above = QPoint(0, menu.sizeHint().height())
        menu.popup(self.button.mapToGlobal(self.button.rect().topLeft()) - above)

    def _on_copy(self) -> None:
        if self.verdict is not None:
            QGuiApplication.clipboard().setText(self.verdict.url)
