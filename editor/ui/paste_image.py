"""Pictures put into the text: asked about, stored where the post finds them, with a link at the caret."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.app.moved_files import follow
from editor.app.notices import Notice, Tone
from editor.app.picture_source import Source
from editor.app.pictures import PictureFeed, Ready, Stored, Storing, wish_of
from editor.app.session import PostSession
from editor.core.errors import EditorError
from editor.core.images.storing import insert_picture, places_for
from editor.core.site.names import slug_of
from editor.ui.features import Parts
from editor.ui.paste_image_dialog import Answer, PasteImageDialog


class PasteImage(QObject):
    """Takes pictures for the post that is shown, one after the other.

    `stored(Path)` comes when the file of one is written and before the text shows it.
    """

    stored = Signal(object)

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._waiting: list[Source] = []
        self._count = 0
        self._answer: Answer | None = None
        self._session: PostSession | None = None
        self.dialog: PasteImageDialog | None = None
        journal = (parts.state or Path(tempfile.gettempdir()) / "postwright") / "changes"
        self._feed = PictureFeed(journal, parts.pool, self)
        self._feed.ready.connect(self._on_ready)
        self._feed.stored.connect(self._on_stored)
        self._feed.failed.connect(self._on_failed)

    def add(self, sources: Sequence[Source]) -> None:
        """Ask about pictures, one after the other, and put them into the post that is shown."""
        window = self._parts.window
        session = window.session
        if not sources or session is None or session.read_only_reason:
            return
        if session.path is None:
            message = "Save the post first: its pictures are stored beside it."
            window.show_notice(Notice(message, Tone.INFO))
            return
        if self.dialog is not None:
            return
        self._session = session
        self._waiting = list(sources)
        self._count = len(sources)
        self._next()

    def _next(self) -> None:
        session = self._session
        if session is None or session.path is None or not self._waiting:
            self._session = None
            return
        source = self._waiting.pop(0)
        title = "Insert Picture"
        if self._count > 1:
            title += f" {self._count - len(self._waiting)} of {self._count}"
        wish = wish_of(self._parts.settings)
        places = places_for(session.path, session.site)
        dialog = PasteImageDialog(
            self._parts.theme, wish, places, source.name, _slug(session.path), title, self._parts.window
        )
        dialog.wish_changed.connect(self._feed.prepare)
        dialog.answered.connect(self._on_answered)
        dialog.finished.connect(self._on_closed)
        self.dialog = dialog
        self._feed.take(source, wish)
        dialog.open()

    def _on_ready(self, ready: Ready) -> None:
        if self.dialog is not None:
            self.dialog.show_ready(ready)

    def _on_failed(self, error: EditorError) -> None:
        if self.dialog is not None:
            self.dialog.show_trouble(f"{error.message} {error.detail}".strip())

    def _on_answered(self, answer: Answer) -> None:
        if self.dialog is None or self._session is None or self._session.path is None:
            return
        self._answer = answer
        self.dialog.show_waiting()
        session = self._session
        assert session.path is not None
        reading = self._parts.workspace.reading
        index = reading.index if reading is not None else None
        wanted = Storing(session.path, session.site, answer.place, answer.stem, answer.prepared, index)
        self._feed.store(wanted)

    def _on_stored(self, stored: Stored) -> None:
        answer, self._answer = self._answer, None
        if stored.moved:
            self._follow(stored.moved)
        if answer is None or self._session is None:
            # Escape came when the file was being written.
            words = f"“{stored.path.name}” was stored already; the text does not show it."
            self._parts.window.show_notice(Notice(words, Tone.INFO))
            return
        self.stored.emit(stored.path)
        if self._parts.window.session is self._session:
            address = answer.place.prefix + stored.path.name
            command = partial(insert_picture, address=address, alt=answer.alt, caption=answer.caption)
            self._parts.window.text.perform(command)
        if self.dialog is not None:
            self.dialog.accept()

    def _follow(self, moved: tuple[tuple[Path, Path], ...]) -> None:
        """Let open posts go with their files."""
        follow(self._parts.workspace, moved)
        self._parts.workspace.refresh()
        self._parts.window.show_notice(
            Notice(
                "The post has a folder of its own now: its file is index.md.", Tone.INFO, path=self._path()
            )
        )

    def _path(self) -> Path | None:
        return self._session.path if self._session is not None else None

    def _on_closed(self, _result: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
        self._feed.forget()
        # Another dialog must not open while this one is still closing.
        if self._waiting:
            self._next()
        else:
            self._session = None


def _slug(path: Path) -> str:
    name = path.name.split(".")[0]
    return slug_of(path.parent.name if name in ("index", "_index") else name)
