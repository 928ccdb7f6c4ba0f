"""Small copies of pictures for lists and panels, made off the UI thread and kept while they are true."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

from editor.app.jobs import LatestJob, Pool
from editor.core.images.reading import Picture
from editor.core.images.thumbnails import Thumbnail, may_be_drawn, thumbnail

_KEPT: Final = 400
# So many at once: enough to be busy, few enough that the first are seen soon.
_BATCH: Final = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """A copy of a file as it was when it was listed, within a square of `edge` pixels."""

    path: Path
    size: int
    modified_ns: int
    edge: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A copy to paint; `image` is null where `trouble` says why, or for a drawing that is not drawn.

    `picture` holds what the file says of itself, without its bytes.
    """

    image: QImage
    picture: Picture | None
    trouble: str = ""


class ThumbnailFeed(QObject):
    """Makes copies in a job, the newest wishes first; `made(Wanted)` comes with each, for `get`."""

    made = Signal(object)

    def __init__(self, pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: OrderedDict[Wanted, Shown] = OrderedDict()
        self._waiting: OrderedDict[Wanted, None] = OrderedDict()
        self._job = LatestJob[tuple[Wanted, ...], tuple[tuple[Wanted, Shown], ...]](_make, pool, self)
        self._job.finished.connect(self._on_made)
        self._job.failed.connect(self._on_failed)

    @property
    def is_idle(self) -> bool:
        """Whether every copy wished for is made."""
        return not self._waiting and not self._job.busy

    def get(self, wanted: Wanted) -> Shown | None:
        """Give a copy; None where it is not made yet, and then it will be."""
        known = self._known.get(wanted)
        if known is not None:
            self._known.move_to_end(wanted)
            return known
        self._waiting[wanted] = None
        self._waiting.move_to_end(wanted)
        self._start()
        return None

    def _start(self) -> None:
        if self._waiting and not self._job.busy:
            self._job.submit(tuple(list(self._waiting)[: -_BATCH - 1 : -1]))

    def _on_made(self, made: tuple[tuple[Wanted, Shown], ...]) -> None:
        for wanted, shown in made:
            self._waiting.pop(wanted, None)
            self._known[wanted] = shown
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        for wanted, _ in made:
            self.made.emit(wanted)
        self._start()

    def _on_failed(self, error: Exception) -> None:
        """Show nothing for those that wait, rather than try them for ever."""
        self._on_made(tuple((wanted, Shown(QImage(), None, str(error))) for wanted in self._waiting))


def shown(small: Thumbnail, edge: int) -> Shown:
    """Make a copy ready to be painted; may be called in any thread."""
    if small.picture is not None and small.picture.is_drawing:
        return Shown(_drawn(small.picture.data, edge), small.picture)
    width, height = small.size
    image = QImage(small.pixels, width, height, width * 4, QImage.Format.Format_RGBA8888)
    # A copy that owns its bytes: those given are Python's.
    return Shown(image.copy() if width else QImage(), small.picture, small.trouble)


def _make(asked: tuple[Wanted, ...]) -> tuple[tuple[Wanted, Shown], ...]:
    return tuple((wanted, shown(thumbnail(wanted.path, wanted.edge), wanted.edge)) for wanted in asked)


def _drawn(data: bytes, edge: int) -> QImage:
    """Draw shapes; Qt's drawings run no scripts, and what could reach further is not given to it."""
    if not may_be_drawn(data):
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    size = reader.size()
    if size.isEmpty():
        return QImage()
    reader.setScaledSize(
        size.scaled(QSize(edge, edge), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    )
    return reader.read()
