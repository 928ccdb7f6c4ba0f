"""The files of the post that is shown and where they are used, read off the UI thread when something changed."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from editor.app.jobs import LatestJob, Pool
from editor.app.session import PostSession
from editor.core.images.usage import Resource, resources_of
from editor.core.post import Post
from editor.core.schema.detect import detect_kind
from editor.core.site import FeaturedImage, Generation, Site, featured_image, is_bundle

# Long enough that a word typed is one reading, short enough to seem at once.
_PAUSE_MS: Final = 300
# A post that takes long to read is read after so many times as long, at most: typing comes first.
_SHARE: Final = 4
_LONGEST_PAUSE_MS: Final = 5000


@dataclass(frozen=True, slots=True)
class Listing:
    """What was found for a post; `is_bundle` is false for one whose files would belong to its section.

    Size and time of the featured image are zero where there is none.
    """

    path: Path
    is_bundle: bool
    resources: tuple[Resource, ...]
    featured: FeaturedImage
    generation: Generation
    featured_size: int = 0
    featured_modified_ns: int = 0


class ResourceFeed(QObject):
    """Keeps `listing` true for the session shown, while `active`: `listed(Listing or None)`, `failed(words)`.

    It looks again when the text or the front matter changes, and when files in the post's folder do.
    """

    listed = Signal(object)
    failed = Signal(str)

    def __init__(self, pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.listing: Listing | None = None
        self._session: PostSession | None = None
        self._active = False
        self._begun = 0.0
        self._job = LatestJob[tuple[Post, Site | None], Listing](_read, pool, self)
        self._job.finished.connect(self._on_read)
        self._job.failed.connect(self._on_failed)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.refresh)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._later)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is to be read."""
        return not self._pause.isActive() and not self._job.busy

    def set_active(self, active: bool) -> None:
        """Read, or rest as nobody looks."""
        if active != self._active:
            self._active = active
            if active:
                self.refresh()

    def show_session(self, session: PostSession | None) -> None:
        """List the files of another post."""
        if self._session is not None:
            self._session.post_changed.disconnect(self._later)
            self._session.body_changed.disconnect(self._later)
            self._session.path_changed.disconnect(self._later)
        self._session = session
        if session is not None:
            session.post_changed.connect(self._later)
            session.body_changed.connect(self._later)
            session.path_changed.connect(self._later)
        self._pause.setInterval(_PAUSE_MS)
        self._take(None)
        self.refresh()

    def refresh(self) -> None:
        """Look now."""
        self._pause.stop()
        if not self._active:
            return
        if self._session is None or self._session.path is None:
            self._job.cancel()
            self._take(None)
        else:
            self._begun = time.perf_counter()
            self._job.submit((self._session.post, self._session.site))

    def _later(self, *_: object) -> None:
        if self._active:
            self._pause.start()

    def _on_read(self, listing: Listing) -> None:
        took_ms = round((time.perf_counter() - self._begun) * 1000)
        self._pause.setInterval(min(max(_PAUSE_MS, took_ms * _SHARE), _LONGEST_PAUSE_MS))
        self._watch(listing)
        self._take(listing)

    def _take(self, listing: Listing | None) -> None:
        self.listing = listing
        self.listed.emit(listing)

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(f"The files of this post could not be listed: {error}")

    def _watch(self, listing: Listing) -> None:
        """Watch the folders that files of the bundle lie in."""
        folders = {listing.path.parent, *(each.path.parent for each in listing.resources)}
        wanted = {str(folder) for folder in folders}
        watched = set(self._watcher.directories())
        if watched - wanted:
            self._watcher.removePaths(sorted(watched - wanted))
        if wanted - watched:
            self._watcher.addPaths(sorted(wanted - watched))


def _read(asked: tuple[Post, Site | None]) -> Listing:
    post, site = asked
    assert post.path is not None
    generation = detect_kind(post, site).generation
    resources = resources_of(post, site, generation)
    featured = featured_image(post, site, generation)
    size = modified_ns = 0
    if featured.path is not None:
        with contextlib.suppress(OSError):
            found = featured.path.stat()
            size, modified_ns = found.st_size, found.st_mtime_ns
    return Listing(post.path, is_bundle(post.path), resources, featured, generation, size, modified_ns)
