"""The system calls by which a file is written, and the one order of them that never leaves half a file.

Everything that changes a person's files goes through `replace_file` and `create_file`. The calls are methods of `Disk`,
one each, so that a test can let any of them fail, or be the last thing the process does.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from editor.core.regular_file import read_regular

_SUFFIX: Final = ".postwright"
# Long enough for the slowest disk: what is older was left by a process that was killed.
_STALE_SECONDS: Final = 3600
# File systems without hard links say one of these.
_NO_LINKS: Final = frozenset(
    {errno.EPERM, errno.EACCES, errno.ENOSYS, errno.EXDEV, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP}
)


class Disk:
    """The calls themselves; each raises OSError as the system does."""

    def status(self, path: Path) -> os.stat_result:
        """Tell a file's kind, size, mode and owner, at the end of all links."""
        return path.stat()

    def real_path(self, path: Path) -> Path:
        """Follow every symbolic link; the last part need not exist."""
        return path.resolve()

    def read(self, path: Path) -> bytes:
        """Read a file whole."""
        return read_regular(path)

    def may_write(self, path: Path) -> bool:
        """Whether the file's permissions let us write it."""
        return os.access(path, os.W_OK)

    def create(self, path: Path) -> int:
        """Open a file that did not exist, for ourselves alone."""
        flags = (
            os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        )
        return os.open(path, flags, 0o600)

    def write(self, handle: int, data: memoryview) -> int:
        """Write some of `data`; gives how much."""
        return os.write(handle, data)

    def change_owner(self, handle: int, user: int, group: int) -> None:
        """Give the file away; -1 leaves a user or group."""
        if hasattr(os, "fchown"):
            os.fchown(handle, user, group)

    def attributes(self, path: Path) -> dict[str, bytes]:
        """Read what stands beside mode and owner: access lists, labels, a person's own."""
        if not hasattr(os, "listxattr"):
            return {}
        return {name: os.getxattr(path, name) for name in os.listxattr(path)}

    def set_attribute(self, handle: int, name: str, value: bytes) -> None:
        """Write one of those."""
        os.setxattr(handle, name, value)

    def change_mode(self, handle: int, path: Path, mode: int) -> None:
        """Set the permissions of the open file at `path`."""
        if hasattr(os, "fchmod"):
            os.fchmod(handle, mode)
        else:
            path.chmod(mode)

    def sync(self, handle: int) -> None:
        """Wait until the disk itself has the file."""
        os.fsync(handle)

    def close(self, handle: int) -> None:
        """Close; a network's disk may say only now that it is full."""
        os.close(handle)

    def replace(self, source: Path, target: Path) -> None:
        """Let `source` take the place of `target` in one moment."""
        source.replace(target)

    def link(self, source: Path, target: Path) -> None:
        """Give the file a second name, which must be free."""
        target.hardlink_to(source)

    def remove(self, path: Path) -> None:
        """Take a name away."""
        path.unlink()

    def open_folder(self, path: Path) -> int:
        """Open a folder, to sync it."""
        return os.open(path, os.O_RDONLY)

    def names(self, folder: Path) -> list[str]:
        """List a folder."""
        return [path.name for path in folder.iterdir()]


def replace_file(
    target: Path,
    data: bytes,
    disk: Disk,
    *,
    mode: int | None = None,
    check: Callable[[], None] | None = None,
    sweep: bool = True,
) -> None:
    """Let the file at `target`, no link itself, hold `data`; the old one stays whole until the new one is on the disk.

    Mode, owner and extended attributes of an old file are kept as far as the system lets us; a new one gets `mode`, or
    what the umask leaves. `check` is called in the last moment and stops it by raising. `sweep` looks through the
    folder for what a process killed here has left: who writes thousands of files in one folder does without. Raises
    OSError, and then the old file is as it was.
    """
    temporary = _written(target, data, disk, _status(target, disk), mode)
    try:
        if check is not None:
            check()
        disk.replace(temporary, target)
    except BaseException:
        _remove_quietly(temporary, disk)
        raise
    _settle(target, disk)
    if sweep:
        # Nothing may fail any more, for the new file is in its place.
        with contextlib.suppress(OSError):
            _sweep(target, disk)


def create_file(target: Path, data: bytes, disk: Disk, *, mode: int | None = None) -> None:
    """Make a new file that holds `data`, whole or not at all; raises FileExistsError where there is one."""
    temporary = _written(target, data, disk, None, mode)
    try:
        _name_anew(temporary, target, disk)
    except BaseException:
        _remove_quietly(temporary, disk)
        raise
    _settle(target, disk)


def _name_anew(temporary: Path, target: Path, disk: Disk) -> None:
    try:
        # A link fails where the name is taken, even by a file that came this very moment; a rename would not.
        disk.link(temporary, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if _status(target, disk) is not None:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from error
        disk.replace(temporary, target)
    else:
        _remove_quietly(temporary, disk)


def _status(path: Path, disk: Disk) -> os.stat_result | None:
    try:
        return disk.status(path)
    except FileNotFoundError:
        return None


def _written(target: Path, data: bytes, disk: Disk, before: os.stat_result | None, mode: int | None) -> Path:
    """Write a finished file beside `target` and give its name."""
    temporary = target.with_name(f".{target.name[:40]}.{secrets.token_hex(6)}{_SUFFIX}")
    handle = disk.create(temporary)
    try:
        try:
            _write_all(handle, data, disk)
            _keep_identity(handle, temporary, target, disk, before, mode)
            disk.sync(handle)
        except BaseException:
            with contextlib.suppress(OSError):
                disk.close(handle)
            raise
        disk.close(handle)
    except BaseException:
        _remove_quietly(temporary, disk)
        raise
    return temporary


def _write_all(handle: int, data: bytes, disk: Disk) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[disk.write(handle, rest) :]


def _keep_identity(
    handle: int, temporary: Path, target: Path, disk: Disk, before: os.stat_result | None, mode: int | None
) -> None:
    if before is None:
        disk.change_mode(handle, temporary, 0o666 & ~_umask() if mode is None else mode)
        return
    kept = stat.S_IMODE(before.st_mode)
    if not _keep_owner(handle, disk, before):
        # A right that was lent to the old owner or group must not pass to ours.
        kept &= ~(stat.S_ISUID | stat.S_ISGID)
    # An access list carries the mode of the group, so the mode comes after it.
    with contextlib.suppress(OSError):
        for name, value in disk.attributes(target).items():
            with contextlib.suppress(OSError):
                disk.set_attribute(handle, name, value)
    disk.change_mode(handle, temporary, kept)


def _keep_owner(handle: int, disk: Disk, before: os.stat_result) -> bool:
    """Give the file its old owner and group, or its group alone; tells whether both are kept."""
    if not hasattr(os, "geteuid") or (before.st_uid, before.st_gid) == (os.geteuid(), os.getegid()):
        return True
    try:
        disk.change_owner(handle, before.st_uid, before.st_gid)
    except OSError:
        # Only root may give a file away; a group of our own may be kept. Neither is worth failing a save.
        with contextlib.suppress(OSError):
            disk.change_owner(handle, -1, before.st_gid)
        return False
    return True


def _umask() -> int:
    # It can only be read by setting it; what another thread makes meanwhile is private rather than anybody's.
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _settle(target: Path, disk: Disk) -> None:
    """Make the new name last; nothing here may fail, for the new file is in its place."""
    # Windows cannot open a folder, and some file systems refuse to sync one.
    with contextlib.suppress(OSError):
        handle = disk.open_folder(target.parent)
        try:
            disk.sync(handle)
        finally:
            disk.close(handle)


def _sweep(target: Path, disk: Disk) -> None:
    """Remove what a process that was killed while it saved this file has left beside it."""
    start = f".{target.name[:40]}."
    for name in disk.names(target.parent):
        if name.startswith(start) and name.endswith(_SUFFIX):
            left = target.with_name(name)
            if disk.status(left).st_mtime < time.time() - _STALE_SECONDS:
                disk.remove(left)


def _remove_quietly(path: Path, disk: Disk) -> None:
    with contextlib.suppress(OSError):
        disk.remove(path)
