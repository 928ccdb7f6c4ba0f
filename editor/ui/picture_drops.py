"""Pictures pasted into the text, dropped on it or picked: told from words and files, and handed on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragMoveEvent, QDropEvent

from editor.app.notices import Notice, Tone
from editor.app.picture_source import Source
from editor.core.site.bundle import IMAGE_ENDINGS
from editor.ui.features import Parts
from editor.ui.picture_mime import has_pictures, is_web_picture, sources_of

if TYPE_CHECKING:
    from editor.ui.paste_image import PasteImage

_NOT_FETCHED = "Postwright fetches nothing from the web: save the picture, then drop its file here."


class PictureDrops(QObject):
    """Looks at what is pasted and dropped; what asks about pictures is made for the first of them."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._paste: PasteImage | None = None
        editor = parts.window.text.editor
        editor.taker = self.take
        # Asked before the window, which opens the files that are dropped.
        editor.drop_takers.insert(0, self._takes_drop)

    @property
    def paste(self) -> PasteImage:
        """What asks about pictures and stores them."""
        if self._paste is None:
            from editor.ui.paste_image import PasteImage

            self._paste = PasteImage(self._parts)
        return self._paste

    def insert_picture(self) -> None:
        """Let files be picked."""
        from PySide6.QtWidgets import QFileDialog

        session = self._parts.window.session
        start = str(session.path.parent) if session is not None and session.path else ""
        patterns = " ".join(f"*{ending}" for ending in sorted(IMAGE_ENDINGS))
        names, _ = QFileDialog.getOpenFileNames(
            self._parts.window, "Insert Pictures", start, f"Pictures ({patterns});;All files (*)"
        )
        self.paste.add([Source(Path(name), Path(name).stem) for name in names])

    def take(self, mime: QMimeData) -> bool:
        """Take what is pasted where it is a picture; tells whether it is."""
        if not has_pictures(mime):
            return False
        self.paste.add(sources_of(mime))
        return True

    def _takes_drop(self, event: QDropEvent) -> bool:
        """Take pictures that are dropped on the text, at the place where they are dropped."""
        mime = event.mimeData()
        session = self._parts.window.session
        if session is None or session.read_only_reason:
            return False
        if not has_pictures(mime):
            if not is_web_picture(mime):
                return False
            if not isinstance(event, QDragMoveEvent):
                self._parts.window.show_notice(Notice(_NOT_FETCHED, Tone.INFO))
            event.acceptProposedAction()
            return True
        if event.type() == QEvent.Type.Drop:
            editor = self._parts.window.text.editor
            editor.setTextCursor(editor.cursorForPosition(event.position().toPoint()))
            self.paste.add(sources_of(mime))
        event.acceptProposedAction()
        return True
