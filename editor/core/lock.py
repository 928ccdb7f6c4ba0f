"""Claims that end with the process that made them, however it ends."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _claim(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _claim(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


# What the systems say of a claim that another process has.
_HELD = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})


class Lock:
    """A claim on a file made for the purpose; the system takes it back when the process is gone."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path = path
        self._handle = handle

    @classmethod
    def take(cls, path: Path) -> Lock | None:
        """Claim `path`, which is made if need be; None where another claim stands. Raises OSError."""
        while True:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
            try:
                _claim(handle)
            except OSError as error:
                if error.errno in _HELD:
                    os.close(handle)
                    return None
                # A file system without claims: going on without one is better than not at all.
            if os.fstat(handle).st_nlink:
                return cls(path, handle)
            # Its last owner gave it up and removed the file between our two calls.
            os.close(handle)

    def release(self) -> None:
        """Give the claim up and remove its file; may be called again."""
        if self._handle >= 0:
            # Removed while it is still claimed, so that nobody's later claim loses its file.
            with contextlib.suppress(OSError):
                self._path.unlink()
            os.close(self._handle)
            self._handle = -1
