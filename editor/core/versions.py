"""Former versions of a post, kept at each save, so that any of them can be looked at and brought back."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import subprocess
import time
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from editor.core.disk import Disk, replace_file
from editor.core.errors import EditorError
from editor.core.git import ask_git
from editor.core.journal import private_folder
from editor.core.text_file import decode, encode

_DISK: Final = Disk()
_ENDING: Final = ".z"
_NAME: Final = re.compile(r"(\d{13})-([0-9a-f]{8})\.z")
_DAY: Final = 86_400
_GIT_SECONDS: Final = 10


@dataclass(frozen=True, slots=True)
class Limits:
    """What is kept at most: versions of one post, bytes of one post (packed), bytes of all, and days."""

    count: int = 100
    post_bytes: int = 8 * 1024 * 1024
    all_bytes: int = 256 * 1024 * 1024
    days: int = 180


_LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class Version:
    """A text that a post's file held until `at`, in seconds since 1970."""

    at: float
    file: Path

    def read(self) -> str:
        """Give the exact text; raises EditorError where it cannot be read any more."""
        try:
            return decode(zlib.decompress(self.file.read_bytes()))
        except (OSError, zlib.error) as error:
            raise EditorError("This version cannot be read any more.", detail=str(error)) from error


class VersionStore:
    """Versions of all posts below `root`, each post's in a folder named after its path."""

    def __init__(self, root: Path, limits: Limits = _LIMITS, disk: Disk = _DISK) -> None:
        self._root = root
        self._limits = limits
        self._disk = disk

    def keep(self, path: Path, text: str, at: float | None = None, *, apart: float = 0) -> None:
        """Keep `text` as what the file at `path` held until `at` (None: now), unless it is that kept last.

        Nothing is kept where the last is less than `apart` seconds older; one from a clock that was ahead does not
        count. The oldest versions go where a limit is passed. Raises OSError.
        """
        folder = self._folder(path)
        private_folder(self._root)
        private_folder(folder)
        data = encode(text)
        mark = hashlib.blake2b(data, digest_size=4).hexdigest()
        listed = self.of(path)
        moment = time.time() if at is None else at
        if listed and (
            listed[0].file.name.endswith(f"-{mark}{_ENDING}") or 0 <= moment - listed[0].at < apart
        ):
            return
        target = folder / f"{int(moment * 1000):013}-{mark}{_ENDING}"
        replace_file(target, zlib.compress(data), self._disk, mode=0o600)
        self._thin(self.of(path), self._limits.post_bytes, self._limits.count)

    def of(self, path: Path) -> tuple[Version, ...]:
        """List the versions of the post at `path`, the newest first."""
        return _versions(self._folder(path))

    def tidy(self) -> None:
        """Hold all posts together to the limits, in days and in bytes."""
        if self._root.is_dir():
            folders = [folder for folder in self._root.iterdir() if folder.is_dir()]
            everything = sorted((v for f in folders for v in _versions(f)), key=lambda v: -v.at)
            self._thin(tuple(everything), self._limits.all_bytes, len(everything))
            for folder in folders:
                # Not empty: then it stays.
                with contextlib.suppress(OSError):
                    folder.rmdir()

    def _folder(self, path: Path) -> Path:
        name = os.fsencode(Path(os.path.realpath(path)))
        return self._root / hashlib.blake2b(name, digest_size=16).hexdigest()

    def _thin(self, versions: tuple[Version, ...], most_bytes: int, count: int) -> None:
        oldest = time.time() - self._limits.days * _DAY
        total = 0
        for at, version in enumerate(versions):
            with contextlib.suppress(OSError):
                total += version.file.stat().st_size
                if at >= count or total > most_bytes or version.at < oldest:
                    self._disk.remove(version.file)


def _versions(folder: Path) -> tuple[Version, ...]:
    found: list[Version] = []
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        for file in folder.iterdir():
            match = _NAME.fullmatch(file.name)
            if match:
                found.append(Version(int(match[1]) / 1000, file))
    return tuple(sorted(found, key=lambda version: (-version.at, version.file.name)))


def committed_text(path: Path) -> str | None:
    """Give what git's HEAD holds of the file at `path`; None where there is no git, no repository or no such file.

    Git is asked for the blob itself: no filter, hook, pager or network of the repository's choosing runs.
    """
    real = Path(os.path.realpath(path))
    try:
        blob = ask_git(real.parent, "cat-file", "blob", f"HEAD:./{real.name}", seconds=_GIT_SECONDS)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return decode(blob)
