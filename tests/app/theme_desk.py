"""A theme's preview as its pane sees it: what it has told, and the page as a browser would get it."""

from __future__ import annotations

import os
import urllib.error
import urllib.request
from pathlib import Path

from editor.app.session import PostSession
from editor.app.theme_preview import ThemePreview
from editor.app.theme_state import Phase
from editor.core.site import find_site

PATIENCE_MS = 30_000
# Asks our own Hugo and no proxy.
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Desk:
    """Opens posts beside a preview and waits for what becomes of it."""

    def __init__(self, qtbot, pool, home, **options):
        self.qtbot, self.pool, self.home = qtbot, pool, home
        self.theme = ThemePreview(home, pool, **options)
        self.loaded: list[str] = []
        self.changed: list[str] = []
        self.phases: list[Phase] = []
        self.theme.page_ready.connect(self.loaded.append)
        self.theme.page_changed.connect(self.changed.append)
        self.theme.state_changed.connect(lambda state: self.phases.append(state.phase))
        self.sessions: list[PostSession] = []

    def open(self, path: Path) -> PostSession:
        session = PostSession.open(path, find_site(path))
        self.sessions.append(session)
        return session

    def show(self, path: Path) -> PostSession:
        session = self.open(path)
        self.theme.show_session(session)
        self.theme.start()
        return session

    @property
    def state(self):
        return self.theme.state

    @property
    def texts(self):
        return [message.text for message in self.theme.messages]

    def wait(self, condition):
        self.qtbot.waitUntil(condition, timeout=PATIENCE_MS)

    def wait_for(self, phase: Phase):
        self.wait(lambda: self.state.phase is phase)

    def page(self, url: str | None = None) -> str:
        """Fetch the page; empty while there is none."""
        url = url or self.state.url
        if not url:
            return ""
        try:
            with OPENER.open(url, timeout=10) as answer:
                return answer.read().decode()
        except (OSError, urllib.error.URLError):
            return ""

    def wait_for_page(self, *parts: str):
        self.wait(lambda: self.state.phase is Phase.READY and all(part in self.page() for part in parts))

    def close(self):
        self.theme.stop()
        self.theme.show_session(None)
        assert self.pool.waitForDone(30_000)
        # What a job that was under way brings is taken away by whoever asked for it.
        self.qtbot.waitUntil(lambda: not any(self.home.glob("site-*")), timeout=PATIENCE_MS)
        self.qtbot.waitUntil(lambda: processes_in(self.home) == [], timeout=PATIENCE_MS)
        for session in self.sessions:
            session.deleteLater()
        self.theme.deleteLater()


def processes_in(folder: Path, name: str = "") -> list[int]:
    """Find the processes whose command names a folder, those that are called `name` where one is given."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = os.fsdecode((entry / "cmdline").read_bytes())
            if name and (entry / "comm").read_text().strip() != name:
                continue
        except OSError:
            continue
        if str(folder) in command and int(entry.name) != os.getpid():
            found.append(int(entry.name))
    return found


def type_at_end(session: PostSession, text: str) -> None:
    """Type at the end of the body."""
    from PySide6.QtGui import QTextCursor

    cursor = QTextCursor(session.body)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText(text)
