"""What stands at a path, asked without a fault.

`Path.exists` and its like raise where a network's disk has lost its connection, a folder may not be looked into or a
link leads back to itself; for who only asks, nothing that can be used is there.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path


def exists(path: Path) -> bool:
    """Whether the system finds anything at `path`."""
    return bool(_mode(path))


def is_folder(path: Path) -> bool:
    """Whether the system finds a folder at `path`, or at the end of a link there."""
    return stat.S_ISDIR(_mode(path))


def is_file(path: Path) -> bool:
    """Whether the system finds a file at `path`, or at the end of a link there."""
    return stat.S_ISREG(_mode(path))


def real_path(path: Path) -> Path:
    """Follow every symbolic link; one that leads back to itself is left as it is."""
    return Path(os.path.realpath(path))


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return 0
