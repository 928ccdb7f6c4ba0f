"""Work off the UI thread: pure functions on frozen input, one at a time, the newest input wins."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QMetaMethod, QObject, Signal

In = TypeVar("In")
Out = TypeVar("Out")
_LOG = logging.getLogger(__name__)


class Pool(Protocol):
    """Where work is run: a QThreadPool, or in tests whatever runs it at once."""

    def start(self, work: Callable[[], None], /) -> None:
        """Run `work` some time, in any thread."""


class _Relay(QObject):
    """Carries results to the thread it was made in: the signal is queued when another thread emits it."""

    arrived = Signal(int, object, object)


class LatestJob(QObject, Generic[In, Out]):
    """Runs `work` on the newest input: what comes while it runs waits, and only the last of those is run.

    `finished(result)` and `failed(exception)` come in the UI thread, never for an input that was cancelled or
    overtaken; a failure that nobody listens for is logged. `work` must touch nothing but its input and may not use
    Qt objects.
    """

    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Callable[[In], Out], pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._pool = pool
        self._generation = 0
        self._busy = False
        self._waiting: list[In] = []
        # Without a parent, so that a result that arrives after this object is gone finds it alive.
        self._relay = _Relay()
        self._relay.arrived.connect(self._on_arrived)

    @property
    def busy(self) -> bool:
        """Whether work is under way or waiting, cancelled work included."""
        return self._busy or bool(self._waiting)

    def submit(self, value: In) -> None:
        """Ask for the result of `value`; whatever was asked for before is not wanted any more."""
        self._generation += 1
        self._waiting = [value]
        if not self._busy:
            self._start()

    def cancel(self) -> None:
        """Want no result any more; work under way runs to its end unheard."""
        self._generation += 1
        self._waiting = []

    def _start(self) -> None:
        value, generation = self._waiting.pop(), self._generation
        self._busy = True
        work, relay = self._work, self._relay

        def run() -> None:
            try:
                result = work(value)
            except Exception as error:  # whatever it is, it is told in the UI thread
                relay.arrived.emit(generation, None, error)
            else:
                relay.arrived.emit(generation, result, None)

        self._pool.start(run)

    def _on_arrived(self, generation: int, result: object, error: Exception | None) -> None:
        self._busy = False
        wanted = generation == self._generation
        if self._waiting:
            self._start()
        if not wanted:
            return
        if error is None:
            self.finished.emit(result)
        elif self.isSignalConnected(QMetaMethod.fromSignal(self.failed)):
            self.failed.emit(error)
        else:
            _LOG.error("Work in the background failed: %s", error, exc_info=error)


class EachJob(QObject, Generic[In, Out]):
    """Runs `work` on every input, one after the other: for what writes, of which nothing may be passed over.

    `finished(result)` or `failed(exception)` comes in the UI thread once for each input, in their order.
    """

    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Callable[[In], Out], pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[In] = deque()
        self._job = LatestJob[In, Out](work, pool, self)
        self._job.finished.connect(self._on_finished)
        self._job.failed.connect(self._on_failed)

    def submit(self, value: In) -> None:
        """Ask for the work on `value`, after all that was asked for before."""
        self._waiting.append(value)
        self._go_on()

    def _go_on(self) -> None:
        if self._waiting and not self._job.busy:
            self._job.submit(self._waiting.popleft())

    def _on_finished(self, result: object) -> None:
        self.finished.emit(result)
        self._go_on()

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)
        self._go_on()
