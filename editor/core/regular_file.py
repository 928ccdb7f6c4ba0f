"""Reading what is a file and nothing else.

A site that comes from elsewhere may hold a link to `/dev/zero`, which never ends, or a pipe, at which a reader waits
for ever.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO, Final

# A pipe that took the name of a file just now must not make us wait either.
_FLAGS: Final = (
    os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
)


def open_regular(path: Path) -> BinaryIO:
    """Open a file to read it; raises OSError, also for anything else than a file."""
    if stat.S_ISREG(path.stat().st_mode):
        handle = os.open(path, _FLAGS)
        if stat.S_ISREG(os.fstat(handle).st_mode):
            return os.fdopen(handle, "rb")
        os.close(handle)
    raise OSError(errno.EINVAL, "This is no regular file", str(path))


def read_regular(path: Path) -> bytes:
    """Read a file whole; raises OSError, also where it is no file."""
    with open_regular(path) as file:
        return file.read()
