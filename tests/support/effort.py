"""What work costs in this process's own time, compared with other work done in the same run: no machine is too slow."""

import time
from collections.abc import Callable

# Long enough for the clock, short enough for a test.
_MEASURABLE = 0.02
_LINEAR = 3


def least_seconds(work: Callable[[], object], tries: int = 7) -> float:
    """The best of several runs: what else the machine does can only add to it."""
    return min(_seconds(work) for _ in range(tries))


def check_linear(work: Callable[[int], object], size: int, most: int = 1_000_000) -> None:
    """Fail where work on twice as much takes three times as long each time it is tried."""

    def seconds(count: int) -> float:
        return _seconds(lambda: work(count))

    while seconds(size) < _MEASURABLE and size < most:
        size *= 2
    best = float("inf")
    for _ in range(5):
        best = min(best, seconds(2 * size) / max(seconds(size), 1e-9))
        if best < _LINEAR:
            return
    raise AssertionError(f"{size} doubled take {best:.1f} times as long")


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin
