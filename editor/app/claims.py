"""Who else has a post open: another window of this program, or an editor that leaves word of it."""

from __future__ import annotations

import contextlib
import hashlib
import os
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from editor.app.notices import Notice, Tone
from editor.app.session import PostSession
from editor.app.workspace import Workspace
from editor.core.journal import private_folder
from editor.core.lock import Lock


class Claims(QObject):
    """Claims each open post in `folder`, and tells by `notice` when another program has it open already."""

    notice = Signal(object)

    def __init__(self, workspace: Workspace, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._claims: dict[PostSession, tuple[Path, Lock | None]] = {}
        workspace.session_opened.connect(self._on_session_opened)
        workspace.session_closed.connect(self._on_session_closed)
        with contextlib.suppress(OSError):
            private_folder(folder)
            _remove_unclaimed(folder)
        # Whoever makes this connects to `notice` first.
        QTimer.singleShot(0, self, partial(self._claim_open, workspace))

    def _claim_open(self, workspace: Workspace) -> None:
        for session in workspace.sessions:
            if session not in self._claims:
                self._on_session_opened(session)

    def leave(self) -> None:
        """Give up all claims: the program ends."""
        for session in tuple(self._claims):
            self._on_session_closed(session)

    def _on_session_opened(self, session: PostSession) -> None:
        session.path_changed.connect(self._on_path_changed)
        self._claim(session)

    def _on_session_closed(self, session: PostSession) -> None:
        _, claim = self._claims.pop(session, (None, None))
        if claim is not None:
            claim.release()

    def _on_path_changed(self) -> None:
        session = self.sender()
        if isinstance(session, PostSession) and session in self._claims:
            self._on_session_closed(session)
            self._claim(session)

    def _claim(self, session: PostSession) -> None:
        if session.path is None:
            self._claims[session] = (Path(), None)
            return
        real = Path(os.path.realpath(session.path))
        name = hashlib.blake2b(os.fsencode(real), digest_size=16).hexdigest()
        claim: Lock | None = None
        with contextlib.suppress(OSError):
            claim = Lock.take(self._folder / name)
            other = "another Postwright window" if claim is None else _other_editor(real)
            if other:
                message = (
                    f"This post is open in {other} too. Save in one of them only, and look here what it says."
                )
                self.notice.emit(Notice(message, Tone.WARNING, path=session.path))
        self._claims[session] = (real, claim)


def _other_editor(path: Path) -> str:
    """Name the editor that left its usual mark beside a file; empty where there is none."""
    # Vim's swap files (https://vimhelp.org/recover.txt.html), Emacs's interlocking links, LibreOffice's lock files.
    marks = {
        "Vim": path.with_name(f".{path.name}.swp"),
        "Emacs": path.with_name(f".#{path.name}"),
        "LibreOffice": path.with_name(f".~lock.{path.name}#"),
    }
    return next((name for name, mark in marks.items() if mark.is_symlink() or mark.exists()), "")


def _remove_unclaimed(folder: Path) -> None:
    for path in folder.iterdir():
        claim = Lock.take(path)
        if claim is not None:
            claim.release()
