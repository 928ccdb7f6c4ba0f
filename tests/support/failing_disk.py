"""A disk that fails at a given call, or at which the process dies; else it is the real one."""

import os
import signal

from editor.core.disk import Disk

CALLS = tuple(name for name, value in vars(Disk).items() if callable(value) and not name.startswith("_"))


class FailingDisk(Disk):
    """Raises OSError(`error`) at the call number `at` (from 0), and at all after it if it `stays` broken.

    `calls` lists what was called; without `at` nothing fails.
    """

    def __init__(self, at=-1, error=0, *, stays=False, short_writes=False):
        self.calls = []
        self._at = at
        self._error = error
        self._stays = stays
        self._short_writes = short_writes

    def step(self, name):
        number = len(self.calls)
        self.calls.append(name)
        if number == self._at or (self._stays and 0 <= self._at < number):
            raise OSError(self._error, os.strerror(self._error))

    def write(self, handle, data):
        self.step("write")
        return super().write(handle, data[: (len(data) + 1) // 2] if self._short_writes else data)


class DeadlyDisk(FailingDisk):
    """Kills its own process before the call number `at`; a write is half done by then."""

    def step(self, name):
        number = len(self.calls)
        self.calls.append(name)
        if number == self._at:
            os.kill(os.getpid(), signal.SIGKILL)

    def write(self, handle, data):
        if len(self.calls) == self._at:
            Disk.write(self, handle, data[: len(data) // 2])
        return super().write(handle, data)


def _watched(name):
    real = getattr(Disk, name)

    def call(self, *arguments):
        self.step(name)
        return real(self, *arguments)

    return call


for _name in CALLS:
    if _name != "write":
        setattr(FailingDisk, _name, _watched(_name))
