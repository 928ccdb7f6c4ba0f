"""The post in its site's own theme: real Hugo, fed the text that is not saved yet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.app.jobs import Pool
from editor.app.session import PostSession
from editor.app.theme_state import Phase, ThemeState
from editor.core.hugo.messages import HugoMessage


class ThemePreview(QObject):
    """Runs Hugo on the site of the session shown, from `start()` to `stop()`; nothing of the site is written to.

    `state_changed(ThemeState)`; `page_ready(url)` asks for another page to be loaded; `page_changed(url)` says that the
    same page was built anew, so that its HTML may be fetched and patched in; `messages_changed` brings all that Hugo
    has to say of now, a tuple of HugoMessage. `folder` is where the private folders are made and looked for after a crash.
    """

    state_changed = Signal(object)
    page_ready = Signal(str)
    page_changed = Signal(str)
    messages_changed = Signal(object)

    def __init__(self, folder: Path, pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._pool = pool
        self._session: PostSession | None = None
        self._state = ThemeState()
        self._messages: tuple[HugoMessage, ...] = ()
        self._pinned: Path | None = None
        self._whole = False

    @property
    def state(self) -> ThemeState:
        """Where it is."""
        return self._state

    @property
    def messages(self) -> tuple[HugoMessage, ...]:
        """What Hugo has to say of the page as it is."""
        return self._messages

    @property
    def is_running(self) -> bool:
        """Whether it is wanted: between `start()` and `stop()`."""
        return self._state.phase is not Phase.OFF

    def show_session(self, session: PostSession | None) -> None:
        """Follow another post; the page before stays up until the new one is there."""
        self._session = session

    def start(self) -> None:
        """Want the page; the first time may take seconds."""

    def stop(self) -> None:
        """End Hugo and remove the private folder before returning; may be called again, and as the program ends."""

    def use_whole_site(self, whole: bool) -> None:
        """Render all pages, so that links lead somewhere, or only the one in view."""
        self._whole = whole

    def set_pinned(self, path: Path | None) -> None:
        """Use the Hugo at `path` for this site, or (None) the one that is found."""
        self._pinned = path

    def refresh(self) -> None:
        """Start Hugo again: something outside may have been mended (a module got, a tool installed)."""
