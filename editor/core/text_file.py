"""A text file's bytes: read whole, kept as they are, written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from editor.core.disk import Disk, create_file, replace_file
from editor.core.errors import EditorError
from editor.core.regular_file import read_regular

# A post of ten megabytes is a mistake, and every pane would crawl on it.
MAX_BYTES = 10 * 1024 * 1024
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# What `surrogateescape` makes of a byte that is no part of a character.
_DAMAGE: Final = re.compile("[\udc80-\udcff]")
_DISK: Final = Disk()


class ChangedOutside(EditorError):
    """The file on disk is not the one that was read: writing would lose somebody's work."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a file held when it was read; two equal ones mean equal bytes, whatever the clock says."""

    size: int
    digest: bytes

    @classmethod
    def of(cls, data: bytes) -> Fingerprint:
        """Take the fingerprint of `data`."""
        return cls(len(data), hashlib.blake2b(data, digest_size=16).digest())


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file as read: `text` is `data` decoded, a BOM included, bytes that are no UTF-8 as lone surrogates.

    `read_only_reason` is empty for a file that can be edited and written, and else a sentence for a person.
    """

    path: Path
    data: bytes
    text: str
    fingerprint: Fingerprint
    read_only_reason: str = ""

    @property
    def valid_utf8(self) -> bool:
        """Whether every byte is part of a UTF-8 character."""
        return _DAMAGE.search(self.text) is None


def decode(data: bytes) -> str:
    """Give `data` as text from which `encode` gives the same bytes, whatever they are."""
    return data.decode("utf-8", "surrogateescape")


def encode(text: str) -> bytes:
    """Give the bytes of a text that came from `decode` or from a person."""
    return text.encode("utf-8", "surrogateescape")


def read_text_file(path: Path, *, max_bytes: int = MAX_BYTES) -> TextFile:
    """Read the file at `path` whole.

    Raises EditorError where there is no file, it may not be read, is a folder or a device, is larger than
    `max_bytes` or holds no text. UTF-8 that is damaged is read all the same, with the reason to edit nothing.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise EditorError("This is a folder, not a post: open it as a folder.", path=path)
        if not stat.S_ISREG(status.st_mode):
            raise EditorError("This is a device or a pipe, not a file.", path=path)
        if status.st_size > max_bytes:
            raise EditorError(
                f"The file has {status.st_size / 1e6:.0f} MB; Postwright opens text of up to"
                f" {max_bytes / 1e6:.0f} MB. Nothing was changed.",
                path=path,
            )
        data = read_regular(path)
    except OSError as error:
        raise _explained(error, "read", path) from error
    if data.startswith(_UTF16_MARKS):
        raise EditorError(
            "The file is in UTF-16, which Hugo shows as nonsense: convert it to UTF-8 first.", path=path
        )
    text = decode(data)
    found = _DAMAGE.search(text)
    damaged = found.start() if found else -1
    if damaged >= 0 and b"\0" in data[:8192]:
        raise EditorError("This is no text file (it holds binary data).", path=path)
    return TextFile(path, data, text, Fingerprint.of(data), _read_only_reason(path, text, damaged))


def _read_only_reason(path: Path, text: str, damaged: int) -> str:
    if damaged >= 0:
        line = text.count("\n", 0, damaged) + 1
        return (
            f"Line {line} holds bytes that are not UTF-8, so the file is open for reading only:"
            " convert it to UTF-8 to edit it."
        )
    if "\0" in text:
        return "The file holds NUL characters, so it is open for reading only."
    if not os.access(path, os.W_OK):
        return "You have no permission to write this file, so it is open for reading only."
    return ""


def other_names(path: Path) -> int:
    """Count the hard links to the file at `path` beside its own name: they part from it when it is written."""
    try:
        return max(0, path.stat().st_nlink - 1)
    except OSError:
        return 0


def write_atomically(
    path: Path,
    data: bytes,
    *,
    expected: Fingerprint | None = None,
    new: bool = False,
    sweep: bool = True,
    disk: Disk = _DISK,
) -> None:
    """Make the file at `path` hold `data`: afterwards it is wholly the new one, or wholly the old one.

    A symbolic link stays one and its target is written; mode and, where the system lets us, owner are kept. A hard
    link parts from its other names. With `expected`, raises ChangedOutside when the file holds anything else by now (or
    is gone). With `new`, raises EditorError where there is a file already. Raises EditorError when the system refuses.
    For `sweep` see `replace_file`.
    """
    try:
        target = disk.real_path(path)
        check = partial(_check_before, path, target, expected, new, disk)
        check()
        if new:
            create_file(target, data, disk)
        else:
            # Writing takes a while on a slow disk, and another program may save in it.
            replace_file(target, data, disk, check=check if expected is not None else None, sweep=sweep)
    except FileExistsError as error:
        raise EditorError("There is a file of this name already: choose another name.", path=path) from error
    except OSError as error:
        raise _explained(error, "write", path) from error
    except RuntimeError as error:
        # Python 3.11 and 3.12 tell a link that leads back to itself this way.
        raise EditorError(_REASONS[errno.ELOOP], path=path) from error


def _check_before(path: Path, target: Path, expected: Fingerprint | None, new: bool, disk: Disk) -> None:
    try:
        before = disk.status(target)
    except FileNotFoundError:
        if expected is not None:
            raise ChangedOutside("The file was deleted or moved by another program.", path=path) from None
        return
    if new:
        raise EditorError("There is a file of this name already: choose another name.", path=path)
    if not stat.S_ISREG(before.st_mode):
        raise EditorError("There is a folder or device of this name: choose another name.", path=path)
    if not disk.may_write(target):
        raise EditorError("The file is write-protected: save under another name.", path=path)
    if expected is not None and (
        before.st_size != expected.size or Fingerprint.of(disk.read(target)) != expected
    ):
        raise ChangedOutside("The file was changed by another program since it was opened.", path=path)


_REASONS = {
    errno.ENOENT: "There is no such file or folder.",
    errno.ENOTDIR: "A part of this path is a file, not a folder.",
    errno.EACCES: "You have no permission to {verb} here.",
    errno.EPERM: "The system does not let you {verb} here.",
    errno.ENOSPC: "The disk is full.",
    errno.EDQUOT: "Your disk quota is used up.",
    errno.EFBIG: "The file would be larger than this disk allows.",
    errno.EROFS: "The disk is read-only.",
    errno.EIO: "The disk reported a fault: it may be failing, or was unplugged.",
    errno.ENAMETOOLONG: "The name is too long for this disk.",
    errno.ELOOP: "The symbolic link leads back to itself.",
    errno.EXDEV: "This file is mounted by itself, so it cannot be replaced in one step.",
    errno.EBUSY: "The system holds this file in use, so it cannot be replaced.",
    errno.EINTR: "The system interrupted the save: try again.",
    errno.ETIMEDOUT: "The network disk does not answer.",
}
# A Windows without networks of its own lacks it.
if hasattr(errno, "ESTALE"):
    _REASONS[errno.ESTALE] = "The network disk has lost this folder."


def _explained(error: OSError, verb: str, path: Path) -> EditorError:
    if verb == "write" and error.errno == errno.ENOENT and not path.parent.exists():
        return EditorError(
            "The folder of this file is gone: save it under another name.", detail=str(path.parent), path=path
        )
    message = _REASONS.get(error.errno or 0, f"The system could not {verb} the file.").format(verb=verb)
    if verb == "write":
        message += " The file on the disk is as it was."
    return EditorError(message, detail=error.strerror or str(error), path=path)
