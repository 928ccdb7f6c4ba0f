"""How many words are selected, and how many were written since the program was started, against a target."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QTimer

from editor.app.preferences import TARGET
from editor.app.session import PostSession
from editor.app.word_feed import letters_count
from editor.core.reading import Reading, read_through
from editor.ui.features import Parts
from editor.ui.named import label

_PAUSE_MS = 120
# Counting what is selected happens in the UI thread; more than this is not counted letter by letter.
_MOST_SELECTED = 200_000


class WordCounts(QObject):
    """Adds what is selected and what was written in this session to the status line."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._window = parts.window
        self._settings = parts.settings
        self._workspace = parts.workspace
        self._closed = 0
        self._first: WeakKeyDictionary[PostSession, int] = WeakKeyDictionary()
        self._now: WeakKeyDictionary[PostSession, int] = WeakKeyDictionary()
        self.selected = label("selected", tip="Words selected")
        self.written = label("written", tip="Words written since the start, in all posts")
        # Behind what says whether the post is saved.
        for number, fact in enumerate((self.selected, self.written), 1):
            parts.window.status.insertPermanentWidget(number, fact)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._show_selected)
        parts.window.text.editor.selectionChanged.connect(self._pause.start)
        parts.window.words.counted.connect(self._on_counted)
        parts.workspace.session_closed.connect(self._on_session_closed)
        parts.settings.changed.connect(self._show_written)
        self._show_selected()
        parts.window.words.count_again()

    @property
    def written_words(self) -> int:
        """Words that there are more, or fewer, than when each post was opened."""
        return self._closed + sum(now - self._first[session] for session, now in self._now.items())

    def _on_counted(self, reading: Reading) -> None:
        session = self._window.session
        if session is not None:
            self._first.setdefault(session, reading.words)
            self._now[session] = reading.words
            self._show_written()

    def _on_session_closed(self, session: PostSession) -> None:
        """Keep what was written in a post that is closed, but not what was thrown away with it."""
        first, now = self._first.pop(session, 0), self._now.pop(session, 0)
        if not session.is_modified:
            self._closed += now - first
        self._show_written()

    def _show_selected(self) -> None:
        chosen = self._window.text.editor.textCursor().selectedText()[:_MOST_SELECTED].replace("\u2029", "\n")
        session, words = self._window.session, 0
        if chosen and session is not None:
            letters = letters_count(session.post, self._workspace.site)
            words = read_through(chosen, letters=letters).words
        self.selected.setText(f"{words:,} selected" if words else "")
        self.selected.setVisible(bool(words))

    def _show_written(self, *_: object) -> None:
        target, written = int(float(TARGET.value(self._settings))), self.written_words
        shown = f"{written:+,} {'word' if abs(written) == 1 else 'words'}" if written else ""
        if target:
            shown = f"{max(written, 0):,} of {target:,} words" + (" ✓" if written >= target else "")
        self.written.setText(shown)
        self.written.setVisible(bool(shown))
        self.written.setProperty("tone", "changed" if target and written >= target else "ok")
        self.written.style().unpolish(self.written)
        self.written.style().polish(self.written)
