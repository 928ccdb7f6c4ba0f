"""Listens to Hugo's word that a page was built, on a socket that never blocks."""

from __future__ import annotations

import contextlib
import socket
from typing import Final
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from editor.core.hugo.livereload import LivereloadReader, NotALivereload, opening

_PIECE: Final = 65_536
_AGAIN_MS: Final = 500


class Livereload(QObject):
    """Stays connected to the Hugo that serves at a base address; `built(Reload)` tells what was built anew."""

    built = Signal(object)
    opened = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._base = ""
        self._socket: socket.socket | None = None
        self._notifier: QSocketNotifier | None = None
        self._reader = LivereloadReader()
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._connect)

    @property
    def is_open(self) -> bool:
        """Whether Hugo has answered."""
        return self._socket is not None and self._reader.is_open

    def listen(self, base: str) -> None:
        """Listen to the Hugo that serves at `base`, and to no other."""
        self.stop()
        self._base = base
        self._connect()

    def stop(self) -> None:
        """Listen to nobody."""
        self._base = ""
        self._again.stop()
        self._close()

    def _connect(self) -> None:
        parts = urlsplit(self._base)
        if not parts.port or not parts.hostname:
            return
        self._reader = LivereloadReader()
        try:
            # On this machine a connection is made or refused at once.
            self._socket = socket.create_connection((parts.hostname, parts.port), timeout=0.2)
            self._socket.sendall(opening(parts.netloc, f"{parts.path.rstrip('/')}/livereload"))
            self._socket.setblocking(False)
        except OSError:
            self._close()
            self._again.start()
            return
        self._notifier = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)

    def _on_readable(self) -> None:
        if self._socket is None:
            return
        try:
            data = self._socket.recv(_PIECE)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        was_open = self._reader.is_open
        try:
            reloads = self._reader.feed(data)
        except NotALivereload:
            data, reloads = b"", []
        if not data:
            self._close()
            self._again.start()
            return
        self._answer()
        if self._reader.is_open and not was_open:
            self.opened.emit()
        for reload in reloads:
            self.built.emit(reload)

    def _answer(self) -> None:
        if self._reader.answers and self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.send(self._reader.answers)
            self._reader.answers = b""

    def _close(self) -> None:
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._socket is not None:
            self._socket.close()
            self._socket = None
