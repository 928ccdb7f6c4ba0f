"""How long a post is, counted as Hugo counts it, while it is written."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from editor.app.jobs import LatestJob, Pool
from editor.app.session import PostSession
from editor.app.workspace import Workspace
from editor.core.frontmatter import find_field
from editor.core.post import Post
from editor.core.reading import Reading, counts_letters, read_through
from editor.core.site import Site

_PAUSE_MS = 250


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


def letters_count(post: Post, site: Site | None) -> bool:
    """Whether Hugo counts the letters of a post."""
    own = find_field(post.front, ("isCJKLanguage",))
    return counts_letters(
        own.value if own is not None else None,
        post.body,
        site_has_cjk=site is not None and site.has_cjk,
    )


def _read(page: tuple[str, Post, Site | None]) -> Reading:
    body, post, site = page
    return read_through(body, letters=letters_count(post, site))
