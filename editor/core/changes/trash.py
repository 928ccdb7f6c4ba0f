"""The system's trash: where a deleted file goes and from where it comes back.

Source: the Trash specification of freedesktop.org, 1.0. On macOS the folder is `~/.Trash`, without a note beside it.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from editor.core.disk import Disk, create_file
from editor.core.errors import EditorError

_PRIVATE = 0o700


@dataclass(frozen=True, slots=True)
class TrashPlace:
    """A free name in a trash for one file; `info` is the note about where it came from, None where none is kept.

    `origin` is what the note says: an absolute path, or one below the disk's top folder.
    """

    file: Path
    info: Path | None = None
    origin: str = ""

    def prepare(self, path: Path, disk: Disk) -> None:
        """Make the folders and write the note; raises OSError."""
        del path
        for folder in (self.file.parent, *((self.info.parent,) if self.info else ())):
            folder.mkdir(_PRIVATE, parents=True, exist_ok=True)
        if self.info is not None:
            now = datetime.now().astimezone().strftime("%Y-%m-%dT%H:%M:%S")
            note = f"[Trash Info]\nPath={quote(self.origin, errors='surrogateescape')}\nDeletionDate={now}\n"
            with contextlib.suppress(FileExistsError):
                # It is there when a process that was killed comes back to finish.
                create_file(self.info, note.encode("ascii"), disk, mode=0o600)

    def forget(self, disk: Disk) -> None:
        """Remove the note."""
        if self.info is not None:
            with contextlib.suppress(OSError):
                disk.remove(self.info)


def trash_place(path: Path) -> TrashPlace:
    """Find a free name in the trash of the disk that `path` is on; makes nothing yet. Raises EditorError."""
    path = path.parent.resolve() / path.name
    name = f"{_short(path.stem, 80)}.{secrets.token_hex(4)}{_short(path.suffix, 20)}"
    if sys.platform == "win32":
        raise EditorError("Postwright cannot reach the recycle bin on this system yet.", path=path)
    if sys.platform == "darwin":
        return TrashPlace(Path.home() / ".Trash" / name)
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "Trash"
    try:
        device = path.lstat().st_dev
        if _device(home) == device:
            return TrashPlace(home / "files" / name, home / "info" / f"{name}.trashinfo", str(path))
        top = next(folder for folder in path.parents if folder.is_mount() or folder == folder.parent)
        trash = _trash_of_disk(top)
    except OSError as error:
        raise EditorError("The file cannot be put into the trash.", detail=str(error), path=path) from error
    origin = str(path.relative_to(top))
    return TrashPlace(trash / "files" / name, trash / "info" / f"{name}.trashinfo", origin)


def _short(name: str, most: int) -> str:
    """Cut a name to so many bytes: disks count them, and a name comes back by its note."""
    return os.fsencode(name)[:most].decode("utf-8", "ignore")


def _device(folder: Path) -> int:
    """Give the device on which a folder is, or would be made."""
    while not folder.exists():
        folder = folder.parent
    return folder.stat().st_dev


def _trash_of_disk(top: Path) -> Path:
    user = os.getuid() if hasattr(os, "getuid") else 0
    shared = top / ".Trash"
    with contextlib.suppress(OSError):
        found = shared.lstat()
        # An administrator's folder counts only if nobody can put another's files out of it.
        if stat.S_ISDIR(found.st_mode) and found.st_mode & stat.S_ISVTX:
            return shared / str(user)
    return top / f".Trash-{user}"
