"""Pictures that are put among a post's files without being asked about: dropped on the list of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.app.notices import Notice, Tone
from editor.app.picture_source import Source
from editor.app.pictures import PictureFeed, Ready, Stored, Storing, wish_of
from editor.app.session import PostSession
from editor.core.errors import EditorError
from editor.core.images.naming import picture_stem
from editor.core.images.storing import Home, places_for
from editor.ui.features import Parts


class ImagesIntake(QObject):
    """Stores pictures one after the other, as it is set; `finished` when all are there or were refused."""

    finished = Signal()

    def __init__(self, parts: Parts, journal: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._waiting: list[Source] = []
        self._session: PostSession | None = None
        self._now: Source | None = None
        self._told: list[str] = []
        self._feed = PictureFeed(journal, parts.pool, self)
        self._feed.ready.connect(self._on_ready)
        self._feed.stored.connect(self._on_stored)
        self._feed.failed.connect(self._on_failed)

    def add(self, sources: Sequence[Source], session: PostSession) -> None:
        """Store pictures beside the page of a post; one without a folder of its own takes none."""
        if session.path is None:
            return
        if self._session is session:
            self._waiting += sources
            return
        if self._session is not None:
            words = "Pictures of another post are still being stored: drop these again in a moment."
            self._parts.window.show_notice(Notice(words, Tone.INFO))
            return
        self._session = session
        self._waiting, self._told = list(sources), []
        self._next()

    def _next(self) -> None:
        if self._waiting:
            self._now = self._waiting.pop(0)
            self._feed.take(self._now, wish_of(self._parts.settings))
            return
        self._session = self._now = None
        self._parts.window.show_notice(Notice("  ".join(self._told), Tone.INFO))
        self.finished.emit()

    def _on_ready(self, ready: Ready) -> None:
        session = self._session
        if session is None or session.path is None or self._now is None:
            return
        place = places_for(session.path, session.site)[0]
        if place.home is not Home.BESIDE:
            self._on_failed(EditorError("The post has no folder of its own."))
            return
        stem = picture_stem(self._now.name, "", session.path.parent.name)
        self._told += ready.prepared.notes
        self._feed.store(Storing(session.path, session.site, place, stem, ready.prepared))

    def _on_stored(self, stored: Stored) -> None:
        self._told.insert(0, f"{stored.path.name} is stored.")
        self._next()

    def _on_failed(self, error: EditorError) -> None:
        name = f"{self._now.name}: " if self._now is not None and self._now.name else ""
        self._told.append(f"{name}{error.message} {error.detail}".strip())
        self._next()
