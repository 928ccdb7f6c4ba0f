"""Where the program keeps what it must not forget: the same folder as the window's."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def state_folder() -> Path:
    """Give the folder for records, existing or not, by the rules of the system (XDG on Linux)."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        given = Path(os.environ.get("XDG_STATE_HOME") or "")
        base = given if given.is_absolute() else Path.home() / ".local" / "state"
    return base / "postwright"


def changes_folder() -> Path:
    """Give the folder for the records of change sets."""
    return state_folder() / "changes"
