"""A page that no longer answers is ended: what it shows is old, and nothing that is typed would mend it."""

from __future__ import annotations

import os
import signal

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWebEngineCore import QWebEnginePage

from editor.ui.preview_page import PreviewPage

_PATIENCE_MS = 30_000
# Windows has no SIGKILL; there SIGTERM ends a process as surely.
_END = getattr(signal, "SIGKILL", signal.SIGTERM)


class PageWatch(QObject):
    """Ends the process of `page` when it leaves a question unanswered; `renderProcessTerminated` then tells.

    The first such process is given `patience_ms` milliseconds, each one after it twice the time: a slow machine must
    not have a long post taken away again and again.
    """

    def __init__(self, page: PreviewPage) -> None:
        super().__init__(page)
        self._page = page
        self.patience_ms = _PATIENCE_MS
        self._waiting = QTimer(self, singleShot=True)
        self._waiting.timeout.connect(self._on_no_answer)
        page.bridge.came_up.connect(self._waiting.stop)
        page.renderProcessTerminated.connect(self._on_terminated)

    def ask(self) -> None:
        """See whether the page still does what it is told; costs nothing while an answer is awaited."""
        if not self._waiting.isActive():
            self._waiting.start(self.patience_ms)
            self._page.ask("1", self._on_answer)

    def _on_answer(self, _answer: object) -> None:
        self._waiting.stop()

    def _on_terminated(self, _status: QWebEnginePage.RenderProcessTerminationStatus, _code: int) -> None:
        self._waiting.stop()

    def _on_no_answer(self) -> None:
        self.patience_ms *= 2
        process = self._page.renderProcessPid()
        if process > 0:
            os.kill(process, _END)
