"""How long a post is, counted as Hugo counts it, while it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from editor.app.jobs import LatestJob, Pool
from editor.app.session import PostSession

# Hugo's figure (https://gohugo.io/methods/page/readingtime/).
WORDS_PER_MINUTE = 213
_PAUSE_MS = 250
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SHORTCODE = re.compile(r"\{\{[<%].*?[%>]\}\}", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])?")
_LINK = re.compile(r"\[([^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[^\n]*$", re.MULTILINE)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")
_FENCE = re.compile(r"^[ >]*(?:```+|~~~+)[^\n]*$", re.MULTILINE)
_MARKER = re.compile(
    r"^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]+)*(?:#{1,6}(?=[ \t])|>|[-=*_ \t]{3,}$|\|?[-:| \t]{3,}$)?",
    re.MULTILINE,
)
_PIPE = re.compile(r"(?<!\S)\|(?!\S)|^\||\|$", re.MULTILINE)
_TASK = re.compile(r"^[ \t]*\[[ xX]\][ \t]", re.MULTILINE)
_CLOSING_HASHES = re.compile(r"[ \t]#+[ \t]*$", re.MULTILINE)
_NOISE = (_COMMENT, _SHORTCODE, _IMAGE, _DEFINITION, _TAG, _FENCE, _MARKER, _TASK, _CLOSING_HASHES, _PIPE)


@dataclass(frozen=True, slots=True)
class Reading:
    """How many words a body has, and how many minutes Hugo says that takes."""

    words: int
    minutes: int


def read_through(markdown: str) -> Reading:
    """Count what is left of `markdown` when marks, tags, shortcodes and pictures are gone.

    An estimate: Hugo counts the white-space separated words of the rendered page.
    """
    plain = markdown
    for noise in _NOISE:
        plain = noise.sub("", plain)
    words = len(_LINK.sub(r"\1", plain).split())
    return Reading(words, (words + WORDS_PER_MINUTE - 1) // WORDS_PER_MINUTE)


class WordFeed(QObject):
    """Counts the words of the session shown, in a pause of the typing: `counted(Reading)`."""

    counted = Signal(object)

    def __init__(self, pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session: PostSession | None = None
        self._job = LatestJob(read_through, pool, self)
        self._job.finished.connect(self.counted)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._count)

    def show_session(self, session: PostSession | None) -> None:
        """Count the words of `session` from now on."""
        if self._session is not None:
            self._session.body_changed.disconnect(self._pause.start)
        self._session = session
        self._job.cancel()
        self._pause.stop()
        if session is not None:
            session.body_changed.connect(self._pause.start)
            self._count()

    def count_again(self) -> None:
        """Tell the words of the session shown once more, for who came late."""
        self._count()

    def _count(self) -> None:
        if self._session is not None:
            self._job.submit(self._session.body_text())
