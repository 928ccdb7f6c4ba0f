"""Text and page in step: each follows the other to the same line of the source."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from editor.app.session import PostSession
from editor.ui.preview_pane import PreviewPane
from editor.ui.text_pane import TextPane

# A breath, so that holding a key down does not send the page a script for every line.
_FOLLOW_MS = 40


class InStep(QObject):
    """Lets the page follow and mark the caret, or text scrolled without it, and the text a page that is scrolled."""

    def __init__(self, text: TextPane, preview: PreviewPane, parent: QObject) -> None:
        super().__init__(parent)
        self._text = text
        self._preview = preview
        self._session: PostSession | None = None
        self._follow = QTimer(self, interval=_FOLLOW_MS, singleShot=True)
        self._follow.timeout.connect(self._on_follow)
        self._scrolled_to: int | None = None
        self._caret_moved = False
        self._is_led = False
        # A post that was just opened shows its title and its picture, until the caret has been somewhere else.
        self._is_new = True
        text.cursor_moved.connect(self._on_cursor_moved)
        text.scrolled.connect(self._on_text_scrolled)
        preview.scrolled.connect(self._on_preview_scrolled)

    def show_session(self, session: PostSession | None) -> None:
        """Follow another post."""
        self._session = session
        self._is_new = True

    def _on_cursor_moved(self, _line: int, _column: int) -> None:
        if self._session is not None:
            self._caret_moved = True
            self._follow.start()

    def _on_text_scrolled(self, line: int) -> None:
        if not self._is_led:
            self._scrolled_to = line
            self._follow.start()

    def _on_preview_scrolled(self, line: int) -> None:
        """Let the text follow the page, where it is the page that a person scrolls."""
        if self._preview.underMouse() and not self._follow.isActive():
            self._is_led = True
            self._text.scroll_to_line(line)
            self._is_led = False

    def _on_follow(self) -> None:
        """Let the preview follow: to the caret, or to the top line of text that was scrolled without it."""
        caret = self._text.editor.textCursor()
        self._preview.mark_line(caret.blockNumber(), is_note=self._text.is_in_note)
        if self._scrolled_to is not None and not self._caret_moved:
            self._preview.scroll_to_line(self._scrolled_to)
        else:
            self._is_new &= (
                caret.position() == 0 and self._session is not None and not self._session.is_modified
            )
            if self._is_new:
                self._caret_moved = False
                return
            # A line of the source may be many of the page.
            part = caret.positionInBlock() / caret.block().length()
            self._preview.reveal_line(caret.blockNumber() + part)
        self._scrolled_to, self._caret_moved = None, False
