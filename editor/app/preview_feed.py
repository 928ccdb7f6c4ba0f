"""From a session's text to changes of the preview's page, as fast as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from editor.app.html_groups import Grouping
from editor.app.jobs import LatestJob, Pool
from editor.app.preview_head import PageHead, page_head
from editor.app.preview_patch import Change, PageBlock, changes_between
from editor.app.session import PostSession
from editor.core.post import Post
from editor.core.site import Site


class Rendered(Protocol):
    """A rendered body."""

    @property
    def blocks(self) -> Sequence[PageBlock]:
        """Its pieces in the order of the page."""

    @property
    def is_coloured(self) -> bool:
        """Whether all its code has its colours; they come as it is rendered once more."""


@dataclass(frozen=True, slots=True)
class PageSource:
    """What a page is rendered from: the body's lines end in newlines; `near` is the one in view, 0-based."""

    body: str
    post: Post
    site: Site | None
    near: int = 0


# Characters from which on a text is large.
_LARGE = 50_000
# Renders a source, reusing what it can of the rendering before (None at first); runs in a job.
Renderer = Callable[[PageSource, Rendered | None], Rendered]


@dataclass(frozen=True, slots=True)
class PagePatch:
    """All blocks of the page as they are now, and how it gets there.

    `changes` start from the page of the patch before, or from an empty page where the patch is `fresh`.
    """

    blocks: tuple[PageBlock, ...]
    changes: tuple[Change, ...]
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class _Task:
    source: PageSource
    rendered: Rendered | None
    shown: tuple[PageBlock, ...]


@dataclass(frozen=True, slots=True)
class _Outcome:
    rendered: Rendered
    patch: PagePatch


class PreviewFeed(QObject):
    """Renders the newest text of the session shown in jobs and tells what changed.

    One rendering is under way at a time and none is dropped: text typed meanwhile is rendered next, so the
    page keeps moving however fast somebody types. `render_failed` brings the exception; the page stays as
    it was.
    """

    patch_ready = Signal(object)
    head_ready = Signal(object)
    session_changed = Signal()
    render_failed = Signal(object)

    def __init__(self, render: Renderer, pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session: PostSession | None = None
        self._post: Post | None = None
        self._rendered: Rendered | None = None
        self._shown: tuple[PageBlock, ...] = ()
        self._busy = self._again = self._held = False
        self._near = 0
        # In a large text the letter is drawn first: taking the text out of the document takes longer than that.
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._ask)
        self._job = LatestJob[_Task, _Outcome](partial(_run, render, Grouping()), pool, self)
        self._job.finished.connect(self._on_rendered)
        self._job.failed.connect(self._on_failed)
        self._head_job = LatestJob[tuple[Post, Site | None], PageHead](_head, pool, self)
        self._head_job.finished.connect(self.head_ready)
        self._head_job.failed.connect(self.render_failed)

    @property
    def session(self) -> PostSession | None:
        """The session whose page is shown."""
        return self._session

    @property
    def busy(self) -> bool:
        """Whether something of the page is still to come."""
        waiting = self._held and self._session is not None
        waiting = waiting or self._soon.isActive()
        return waiting or self._busy or self._job.busy or self._head_job.busy

    def hold(self) -> None:
        """Render nothing until `release`: at the start the first window must not wait for the parser's import."""
        self._held = True

    def release(self) -> None:
        """Render from now on, what is shown first."""
        if self._held:
            self._held = False
            self._ask_head()
            self._ask()

    def look_at(self, line: int) -> None:
        """Say which line of the body is in view: the code there gets its colours first."""
        self._near = line

    def refresh_head(self) -> None:
        """Read the page's head again: a file that it shows is another."""
        self._ask_head()

    def show_session(self, session: PostSession | None) -> None:
        """Follow another session, or none; its page comes whole."""
        if self._session is not None:
            self._session.body_changed.disconnect(self._on_body_changed)
            self._session.post_changed.disconnect(self._on_post_changed)
            self._session.path_changed.disconnect(self._on_path_changed)
        self._session = session
        self._post = session.post if session is not None else None
        self._soon.stop()
        self._job.cancel()
        self._head_job.cancel()
        self._busy = self._again = False
        self._rendered, self._shown = None, ()
        self._near = 0
        self.session_changed.emit()
        if session is not None:
            session.body_changed.connect(self._on_body_changed)
            session.post_changed.connect(self._on_post_changed)
            session.path_changed.connect(self._on_path_changed)
            self._ask_head()
            self._ask()

    def _ask(self) -> None:
        if self._busy:
            self._again = True
            return
        if self._held or self._session is None or self._post is None:
            return
        self._busy, self._again = True, False
        source = PageSource(self._session.body_text(), self._post, self._session.site, self._near)
        self._job.submit(_Task(source, self._rendered, self._shown))

    def _ask_head(self) -> None:
        if not self._held and self._session is not None and self._post is not None:
            self._head_job.submit((self._post, self._session.site))

    def _on_body_changed(self) -> None:
        if self._session is not None and self._session.body.characterCount() > _LARGE:
            self._soon.start()
        else:
            self._ask()

    def _on_post_changed(self, post: Post, _origin: str) -> None:
        self._post = post
        self._ask_head()
        # Shortcodes and links read the front matter too.
        self._ask()

    def _on_path_changed(self) -> None:
        session = self._session
        self.show_session(None)
        self.show_session(session)

    def _on_rendered(self, outcome: _Outcome) -> None:
        fresh = self._rendered is None
        self._rendered, self._shown, self._busy = outcome.rendered, outcome.patch.blocks, False
        if self._again or not outcome.rendered.is_coloured:
            self._ask()
        if fresh or outcome.patch.changes or outcome.patch.blocks:
            self.patch_ready.emit(outcome.patch)

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        # What a rendering that failed half-way left of the one before is nothing to build on.
        self._rendered = None
        if self._again:
            self._ask()
        self.render_failed.emit(error)


def _run(render: Renderer, group: Grouping, task: _Task) -> _Outcome:
    rendered = render(task.source, task.rendered)
    blocks = group(rendered.blocks)
    return _Outcome(rendered, PagePatch(blocks, changes_between(task.shown, blocks), not task.shown))


def _head(asked: tuple[Post, Site | None]) -> PageHead:
    return page_head(*asked)
