"""The line at the foot of the window: where one is, how long the post is, what its file is like."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStatusBar, QWidget

from editor.app.session import PostSession
from editor.core.frontmatter import Format
from editor.core.line_ends import line_end_of
from editor.core.reading import Reading
from editor.ui.named import label

_FORMATS = {
    Format.YAML: "YAML",
    Format.TOML: "TOML",
    Format.JSON: "JSON",
    Format.ORG: "Org",
    Format.NONE: "No front matter",
}
_LINE_ENDS = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}


class StatusLine(QStatusBar):
    """Shows the facts of one session; empty while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: PostSession | None = None
        self._place = (1, 1)
        # The letter that moved the cursor is drawn first.
        self._placed = QTimer(self, interval=0, singleShot=True)
        self._placed.timeout.connect(self._show_place)
        self.setSizeGripEnabled(False)
        self._saved = label("saved")
        self._reading = label("reading", tip="Counted as Hugo does: 213 words a minute")
        self._position = label("position", tip="Line of the file, and column")
        self._file = label("file", tip="Front matter format, line ends, encoding")
        self.addWidget(self._saved)
        for fact in (self._reading, self._position, self._file):
            self.addPermanentWidget(fact)

    def show_session(self, session: PostSession | None) -> None:
        """Follow another post."""
        if self._session is not None:
            self._session.modified_changed.disconnect(self._show_saved)
            self._session.saved.disconnect(self._show_saved)
            self._session.read_only_changed.disconnect(self._show_saved)
            self._session.post_changed.disconnect(self._show_file)
        self._session = session
        for fact in (self._reading, self._position):
            fact.clear()
        if session is not None:
            session.modified_changed.connect(self._show_saved)
            session.saved.connect(self._show_saved)
            session.read_only_changed.connect(self._show_saved)
            session.post_changed.connect(self._show_file)
        self._show_saved()
        self._show_file()

    def show_reading(self, reading: Reading) -> None:
        """Show how long the post is."""
        if self._session is not None:
            words = "1 word" if reading.words == 1 else f"{reading.words:,} words"
            self._reading.setText(f"{words} · {reading.minutes} min read")

    def show_position(self, line: int, column: int) -> None:
        """Show where the cursor is; both count from 1, the line that of the file."""
        self._place = (line, column)
        self._placed.start()

    def _show_place(self) -> None:
        line, column = self._place
        self._position.setText(f"Line {line}, column {column}" if self._session is not None else "")

    def _show_saved(self, *_: object) -> None:
        session = self._session
        text, tone = "", "ok"
        if session is not None and session.read_only_reason:
            text, tone = "Read only", "warning"
        elif session is not None and session.is_modified:
            text, tone = "Not saved", "changed"
        elif session is not None:
            text = "Saved" if session.path else "New"
        self._saved.setText(text)
        self._saved.setToolTip(session.read_only_reason if session else "")
        self._saved.setProperty("tone", tone)
        self._saved.style().unpolish(self._saved)
        self._saved.style().polish(self._saved)

    def _show_file(self, *_: object) -> None:
        if self._session is None:
            self._file.clear()
            return
        post = self._session.post
        mark = " with BOM" if post.text.startswith("\ufeff") else ""
        ends = _LINE_ENDS[line_end_of(post.text)]
        self._file.setText(f"{_FORMATS[post.front.format]} · {ends} · UTF-8{mark}")
