"""Pictures on their way into a post: read, prepared and written off the UI thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from editor.app.jobs import LatestJob, Pool
from editor.app.picture_source import Source
from editor.app.preferences import PICTURE_FORMAT, PICTURE_PRIVACY, PICTURE_QUALITY, PICTURE_WIDTH
from editor.app.settings import Settings
from editor.app.thumbnails import Shown, shown
from editor.core.changes import ChangeSet, Move, apply_changes
from editor.core.errors import EditorError
from editor.core.images.metadata import Privacy
from editor.core.images.preparing import Format, PreparedPicture, Wish, from_pixels, prepare
from editor.core.images.reading import Picture, read_picture
from editor.core.images.storing import Home, Place, plan_folder, store_picture
from editor.core.images.thumbnails import thumbnail
from editor.core.site import Site
from editor.core.site.index import SiteIndex

_EDGE = 560


@dataclass(frozen=True, slots=True)
class Ready:
    """A picture read, as it would be stored, and a copy to look at."""

    picture: Picture
    prepared: PreparedPicture
    shown: Shown


@dataclass(frozen=True, slots=True)
class Storing:
    """A picture to be written for the post at `post`, under a free name made of `stem`.

    With the site's `index` links are rewritten where the post gets a folder of its own for it.
    """

    post: Path
    site: Site | None
    place: Place
    stem: str
    prepared: PreparedPicture
    index: SiteIndex | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """The file of a picture, and the files that got another name for it, by old and new path."""

    path: Path
    moved: tuple[tuple[Path, Path], ...] = ()


class PictureFeed(QObject):
    """Prepares one picture, again for each other wish, and writes it.

    `ready(Ready)`, `stored(Stored)`, `failed(EditorError)`. The folder `journal` is for the
    records of files that get another name.
    """

    ready = Signal(object)
    stored = Signal(object)
    failed = Signal(object)

    def __init__(self, journal: Path, pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._known: Ready | None = None
        self._preparing = LatestJob[tuple[Source | Ready, Wish], Ready](_prepared, pool, self)
        self._preparing.finished.connect(self._on_ready)
        self._storing = LatestJob[tuple[Storing, Path], Stored](_stored, pool, self)
        self._storing.finished.connect(self.stored)
        for job in (self._preparing, self._storing):
            job.failed.connect(self._on_failed)

    def take(self, source: Source, wish: Wish) -> None:
        """Read another picture and prepare it."""
        self._known = None
        self._preparing.submit((source, wish))

    def prepare(self, wish: Wish) -> None:
        """Prepare the picture taken in another way."""
        if self._known is not None:
            self._preparing.submit((self._known, wish))

    def store(self, wanted: Storing) -> None:
        """Write it."""
        self._storing.submit((wanted, self._journal))

    def forget(self) -> None:
        """Drop the picture."""
        self._known = None
        self._preparing.cancel()

    def _on_ready(self, ready: Ready) -> None:
        self._known = ready
        self.ready.emit(ready)

    def _on_failed(self, error: Exception) -> None:
        wrapped = (
            error
            if isinstance(error, EditorError)
            else EditorError("This picture cannot be used.", detail=str(error))
        )
        self.failed.emit(wrapped)


def wish_of(settings: Settings) -> Wish:
    """Give how pictures are prepared, as it is set."""
    return Wish(
        int(PICTURE_WIDTH.value(settings)),
        _format(str(PICTURE_FORMAT.value(settings))),
        int(PICTURE_QUALITY.value(settings)),
        _privacy(str(PICTURE_PRIVACY.value(settings))),
    )


def _format(name: str) -> Format:
    return Format(name) if name in [each.value for each in Format] else Format.SAME


def _privacy(name: str) -> Privacy:
    return Privacy(name) if name in [each.value for each in Privacy] else Privacy.PLACE


def _prepared(asked: tuple[Source | Ready, Wish]) -> Ready:
    source, wish = asked
    if isinstance(source, Ready):
        return Ready(source.picture, prepare(source.picture, wish), source.shown)
    content = source.content
    picture = _of_image(content) if isinstance(content, QImage) else read_picture(content)
    return Ready(picture, prepare(picture, wish), shown(thumbnail(picture, _EDGE), _EDGE))


def _of_image(image: QImage) -> Picture:
    """Read a clipboard's picture; such images are values, which any thread may look at."""
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return from_pixels(plain.width(), plain.height(), plain.bytesPerLine(), bytes(plain.constBits()))


def _stored(asked: tuple[Storing, Path]) -> Stored:
    wanted, journal = asked
    moved: tuple[tuple[Path, Path], ...] = ()
    if wanted.place.home is Home.NEW_BUNDLE and wanted.site is not None:
        changes = _folder_for(wanted.post, wanted.site, wanted.index)
        apply_changes(changes, journal)
        moved = tuple((step.source, step.target) for step in changes.steps if isinstance(step, Move))
    path = store_picture(wanted.place.folder, wanted.stem, wanted.prepared.suffix, wanted.prepared.data)
    return Stored(path, moved)


def _folder_for(post: Path, site: Site, index: SiteIndex | None) -> ChangeSet:
    if index is None or index.site is None:
        return plan_folder(post, site)
    # What reads links is imported when it is wanted: it takes some tenths of a second.
    from editor.core.site.page_copies import plan_bundle

    return plan_bundle(index, post).changes
