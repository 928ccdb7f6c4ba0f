"""How far Hugo is with a site, as far as anybody can tell, and the memory it takes."""

from __future__ import annotations

import math
from collections.abc import Callable
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from editor.app.jobs import LatestJob, Pool
from editor.core.hugo.leftovers import memory_of

_TICK_MS: Final = 250
_MEMORY_MS: Final = 3000
# What a first build takes on a machine of today, until one was seen.
_USUAL_S: Final = 2.0
_LEAST_S: Final = 0.1


class ThemeGauge(QObject):
    """Tells `progressed(share)` from `begin()` to `served()`, and `weighed(bytes)` from then to `stop()`."""

    progressed = Signal(float)
    weighed = Signal(object)

    def __init__(self, pid: Callable[[], int], pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pid = pid
        self._began = self._served = 0.0
        self._usual_s = _USUAL_S
        self._memory = LatestJob[int, int](memory_of, pool, self)
        self._memory.finished.connect(self.weighed)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        self._weigh = QTimer(self, interval=_MEMORY_MS)
        self._weigh.timeout.connect(self._on_weighing)

    @property
    def served_for_s(self) -> float:
        """The seconds since the first build was done."""
        return monotonic() - self._served

    def begin(self) -> None:
        """Hugo is started."""
        self._began = monotonic()
        self._tick.start()

    def served(self) -> None:
        """Note that the first build is done."""
        self._served = monotonic()
        self._usual_s = max(self._served - self._began, _LEAST_S)
        self._tick.stop()
        self._weigh.start()
        self._on_weighing()

    def stop(self) -> None:
        """There is no Hugo any more."""
        self._tick.stop()
        self._weigh.stop()
        self._memory.cancel()

    def _on_tick(self) -> None:
        # Hugo does not tell how far it is: near the end the rest passes ever more slowly.
        passed = (monotonic() - self._began) / self._usual_s
        self.progressed.emit(round(1 - math.exp(-1.5 * passed), 2))

    def _on_weighing(self) -> None:
        pid = self._pid()
        if pid:
            self._memory.submit(pid)
