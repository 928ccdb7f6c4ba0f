"""One key from the instant preview to the page as the site's own theme shows it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from editor.app.exact_feed import ExactFeed
from editor.app.notices import Notice, Tone
from editor.app.session import PostSession
from editor.app.site_choices import place_of, site_key
from editor.app.theme_preview import ThemePreview
from editor.app.theme_state import Phase, ThemeState
from editor.core.errors import EditorError
from editor.core.hugo.exact import Comparison, Verdict
from editor.core.hugo.messages import HugoMessage
from editor.core.hugo.shown_words import shown_words
from editor.ui.features import Parts
from editor.ui.themed.messages import HugoMessages
from editor.ui.themed.pane import ThemePane

TRUSTED: Final = "theme_trusted"
WEB: Final = "theme_web"
PINNED: Final = "hugo"
# Out of sight it still follows for a while, so that looking back costs nothing.
_IDLE_MS: Final = 180_000
_FOLLOW_MS: Final = 150


class ThemeTier(QObject):
    """Connects the window with a ThemePreview, which is started when it is first wanted."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._window = parts.window
        self.settings = parts.settings
        self._place: Path | None = None
        self.pane = ThemePane(parts.theme)
        home = parts.state if parts.state is not None else Path(tempfile.gettempdir()) / "postwright"
        self.preview = ThemePreview(home / "theme", parts.pool, self)
        self.messages = HugoMessages(parts, self)
        self._exact = ExactFeed(parts.pool, self)
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self.preview.stop)
        self._follow = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._follow.timeout.connect(self._on_follow)
        self._window.place.take_theme(self.pane, self.pane.beside)
        self._connect()

    def theme_preview(self) -> None:
        """Show the page in its theme, or the instant preview again."""
        on = self._window.actions_["theme_preview"].isChecked()
        if on:
            self._window.actions_["show_preview"].setChecked(True)
        self._window.place.show_theme(on)
        if on:
            self._idle.stop()
            self._show_session(self._window.session)
        else:
            self._idle.start()

    def open_in_browser(self) -> None:
        """Open the page in the system's browser, from our own server."""
        if self.preview.state.url:
            QDesktopServices.openUrl(QUrl(self.preview.state.url))
        else:
            self._window.show_notice(Notice("Show the page in its theme first (F6).", Tone.INFO))

    def hugo_messages(self) -> None:
        """Show what Hugo has to say."""
        self.messages.open()

    def _connect(self) -> None:
        window, pane, preview = self._window, self.pane, self.preview
        window.session_shown.connect(self._on_session_shown)
        window.leaving.connect(preview.stop)
        window.text.cursor_moved.connect(self._on_cursor_moved)
        window.text.zoom_changed.connect(self._on_zoom_changed)
        preview.state_changed.connect(self._on_state)
        preview.page_ready.connect(self._on_page_ready)
        preview.page_changed.connect(self._on_page_changed)
        preview.messages_changed.connect(self._on_messages)
        pane.trusted.connect(self._on_trusted)
        pane.try_again_requested.connect(preview.refresh)
        pane.web_allowed.connect(self._on_web_allowed)
        pane.messages_requested.connect(self.messages.open)
        pane.whole_site_wanted.connect(preview.use_whole_site)
        pane.browser_requested.connect(self.open_in_browser)
        pane.link_requested.connect(QDesktopServices.openUrl)
        pane.view.loaded.connect(self._on_loaded)
        pane.case_requested.connect(self._on_case_requested)
        self._exact.compared.connect(self._on_compared)
        self.settings.changed.connect(self._on_setting_changed)

    def _on_session_shown(self, session: PostSession | None) -> None:
        if self._window.place.shows_theme:
            self._show_session(session)

    def _show_session(self, session: PostSession | None) -> None:
        place = place_of(session)
        if place != self._place:
            self._place = place
            self.preview.stop()
            self.pane.start_anew()
        self._exact.forget()
        self.pane.show_verdict("", "", "")
        is_site = session is not None and session.site is not None
        if place is not None and is_site and not self.settings.flag(site_key(TRUSTED, place)):
            self.preview.stop()
            title = session.site.title if session is not None and session.site is not None else ""
            self.pane.ask_for_trust(title or place.name)
            return
        if place is not None:
            self.pane.view.wall.lets_web = self.settings.flag(site_key(WEB, place))
            pinned = self.settings.text(site_key(PINNED, place))
            self.preview.set_pinned(Path(pinned) if pinned else None)
        self.preview.show_session(session)
        self.preview.start()
        self.pane.show_state(self.preview.state)

    def _on_setting_changed(self, key: str) -> None:
        if self._place is not None and key == site_key(PINNED, self._place):
            pinned = self.settings.text(key)
            self.preview.set_pinned(Path(pinned) if pinned else None)

    def _on_trusted(self) -> None:
        if self._place is not None:
            self.settings.set_flag(site_key(TRUSTED, self._place), True)
        self._show_session(self._window.session)

    def _on_web_allowed(self) -> None:
        if self._place is not None:
            self.settings.set_flag(site_key(WEB, self._place), True)
        self.pane.view.wall.lets_web = True
        if self.preview.state.url:
            self.pane.show_page(self.preview.base_url, self.preview.state.url)

    def _on_state(self, state: ThemeState) -> None:
        self.pane.show_state(state)
        if state.phase is not Phase.READY:
            self._exact.forget()
            self.pane.show_verdict("", "", "")

    def _on_page_ready(self, url: str) -> None:
        self.pane.show_page(self.preview.base_url, url)
        self._compare(url)

    def _on_page_changed(self, url: str) -> None:
        self.pane.view.update_page(url)
        if self._window.text.editor.hasFocus():
            self._follow.start()
        self._compare(url)

    def _on_loaded(self, good: bool) -> None:
        if good and self._window.text.editor.textCursor().position():
            self._follow.start()

    def _on_messages(self, messages: tuple[HugoMessage, ...]) -> None:
        self.messages.show_messages(messages)

    def _on_cursor_moved(self, _line: int, _column: int) -> None:
        if self._window.place.shows_theme:
            self._follow.start()

    def _on_follow(self) -> None:
        words = shown_words(self._window.text.editor.textCursor().block().text())
        if words:
            self.pane.view.reveal(words)

    def _on_zoom_changed(self, steps: int) -> None:
        self.pane.view.zoom(1 + steps / 10)

    def _compare(self, url: str) -> None:
        session = self._window.session
        if session is not None:
            self._exact.ask(session, self.preview.base_url, url)

    def _on_compared(self, comparison: Comparison) -> None:
        if self.preview.state.phase is not Phase.READY:
            return
        if comparison.verdict is Verdict.EXACT:
            self.pane.show_verdict("Exact", "The instant preview is what Hugo makes of this text.", "ok")
        elif comparison.verdict is Verdict.DIFFERS:
            tip = f"Instant: {comparison.ours}\nHugo: {comparison.hugo}\n\nClick to save it as a case."
            self.pane.show_verdict("Differs", tip, "warning")
        else:
            self.pane.show_verdict("", "", "")

    def _on_case_requested(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self._window, "Save the Difference", "difference.json", "JSON (*.json)"
        )
        if name:
            try:
                self._exact.save_case(Path(name))
            except EditorError as error:
                self._window.show_notice(Notice(error.message, Tone.ERROR, error.detail))
