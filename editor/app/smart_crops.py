"""The cuts that Hugo chooses by itself, made by Hugo off the UI thread and kept while the picture is the same."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from editor.app.jobs import LatestJob, Pool
from editor.core.images.crops import Card
from editor.core.images.reading import read_picture
from editor.core.images.smart import smart_crop

_KEPT: Final = 24


@dataclass(frozen=True, slots=True)
class WantedCut:
    """A picture as it was when it was listed, and the card to cut it for."""

    path: Path
    size: int
    modified_ns: int
    card: Card


class SmartCrops(QObject):
    """Makes cuts one after the other; `made(WantedCut)` comes with each, for `get`."""

    made = Signal(object)

    def __init__(self, pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: OrderedDict[WantedCut, QImage] = OrderedDict()
        self._waiting: list[WantedCut] = []
        self._job = LatestJob[WantedCut, QImage](_cut, pool, self)
        self._job.finished.connect(self._on_cut)
        self._job.failed.connect(self._on_failed)

    @property
    def is_idle(self) -> bool:
        """Whether every cut wished for is made."""
        return not self._waiting and not self._job.busy

    def get(self, wanted: WantedCut) -> QImage | None:
        """Give a cut, a null image where Hugo makes none; None where it is not made yet, and then it will be."""
        if wanted in self._known:
            return self._known[wanted]
        if wanted not in self._waiting:
            self._waiting.append(wanted)
            self._start()
        return None

    def _start(self) -> None:
        if self._waiting and not self._job.busy:
            self._job.submit(self._waiting[0])

    def _on_cut(self, image: QImage) -> None:
        wanted = self._waiting.pop(0)
        self._known[wanted] = image
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        self.made.emit(wanted)
        self._start()

    def _on_failed(self, _error: Exception) -> None:
        self._on_cut(QImage())


def _cut(wanted: WantedCut) -> QImage:
    picture = read_picture(wanted.path)
    data = None if picture.is_drawing else smart_crop(picture.data, wanted.path.suffix, wanted.card)
    image = QImage()
    if data is not None:
        image.loadFromData(data)
    return image
