"""How long a post is, counted as Hugo counts it, while it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from editor.app.jobs import LatestJob, Pool
from editor.app.session import PostSession
from editor.app.workspace import Workspace
from editor.core.frontmatter import find_field
from editor.core.post import Post
from editor.core.site import Site

# Hugo's figures (https://gohugo.io/methods/page/readingtime/).
WORDS_PER_MINUTE = 213
CJK_PER_MINUTE = 500
_PAUSE_MS = 250
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SHORTCODE = re.compile(r"\{\{[<%].*?[%>]\}\}", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])?")
_LINK = re.compile(r"\[([^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[^\n]*$", re.MULTILINE)
_NOTE = re.compile(r"^ {0,3}\[\^[^\]\n]+\]:|\[\^[^\]\n]+\]", re.MULTILINE)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")
_FENCE = re.compile(r"^[ >]*(?:```+|~~~+)[^\n]*$", re.MULTILINE)
_MARKER = re.compile(
    r"^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]+)*(?:#{1,6}(?=[ \t])|>|[-=*_ \t]{3,}$|\|?[-:| \t]{3,}$)?",
    re.MULTILINE,
)
_PIPE = re.compile(r"(?<!\S)\|(?!\S)|^\||\|$", re.MULTILINE)
_TASK = re.compile(r"^[ \t]*\[[ xX]\][ \t]", re.MULTILINE)
_CLOSING_HASHES = re.compile(r"[ \t]#+[ \t]*$", re.MULTILINE)
_NOISE = (
    _COMMENT,
    _SHORTCODE,
    _IMAGE,
    _DEFINITION,
    _NOTE,
    _TAG,
    _FENCE,
    _MARKER,
    _TASK,
    _CLOSING_HASHES,
    _PIPE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """How many words a body has, and how many minutes Hugo says that takes."""

    words: int
    minutes: int


def counts_letters(post: Post, site: Site | None) -> bool:
    """Whether Hugo counts the page's letters (https://gohugo.io/configuration/all/#hascjklanguage)."""
    own = find_field(post.front, ("isCJKLanguage",))
    if own is not None and isinstance(own.value, bool):
        return own.value
    return site is not None and site.config.get("hascjklanguage") is True and bool(_CJK.search(post.body))


def read_through(markdown: str, *, letters: bool = False) -> Reading:
    """Count what is left of `markdown` when marks, tags, shortcodes and pictures are gone.

    With `letters` those of every word that is not ASCII are counted. An estimate: Hugo counts the white-space
    separated words of the rendered page.
    """
    plain = markdown
    for noise in _NOISE:
        plain = noise.sub("", plain)
    found = _LINK.sub(r"\1", plain).split()
    words = sum(1 if word.isascii() else len(word) for word in found) if letters else len(found)
    pace = CJK_PER_MINUTE if letters else WORDS_PER_MINUTE
    return Reading(words, (words + pace - 1) // pace)


class WordFeed(QObject):
    """Counts the words of the session shown, in a pause of the typing: `counted(Reading)`."""

    counted = Signal(object)

    def __init__(self, pool: Pool, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._session: PostSession | None = None
        self._job = LatestJob(_read, pool, self)
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
            session = self._session
            self._job.submit((session.body_text(), session.post, self._workspace.site))


def _read(page: tuple[str, Post, Site | None]) -> Reading:
    body, post, site = page
    return read_through(body, letters=counts_letters(post, site))
