"""Text that is in no file yet, kept where the next start finds it, should this process never come to save it.

A program has a folder of its own below the journals' root, and a claim beside it that ends with the process: a folder
without one holds the drafts of a process that was killed. A draft is a line of JSON, the text of the file it began
from, and its own text.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from editor.core.disk import Disk, replace_file
from editor.core.lock import Lock
from editor.core.text_file import decode, encode

_DISK: Final = Disk()
_ENDING: Final = ".draft"
# Nobody but the person may read what is not even saved.
_FOLDER_MODE: Final = 0o700
_FILE_MODE: Final = 0o600


@dataclass(frozen=True, slots=True)
class Draft:
    """A post's unsaved `text`, and `base`, what its file held when it was read or saved last.

    Both are exact text; `path` is None for a post that has no file yet, `at` the time in seconds since 1970.
    """

    path: Path | None
    base: str
    text: str
    at: float


class Journal:
    """The drafts of one process, below `root`; `keep` may be called in any thread.

    Every method may raise OSError.
    """

    def __init__(self, root: Path, disk: Disk = _DISK) -> None:
        self._root = root
        self._disk = disk
        self._claim: Lock | None = None
        self._folder: Path | None = None
        self._kept: dict[str, Draft] = {}
        self._is_closed = False
        # A fault in the UI thread writes drafts while a job may be at it; each call is short.
        self._lock = threading.Lock()

    def keep(self, drafts: Mapping[str, Draft]) -> None:
        """Make the drafts on the disk those of `drafts`, by their keys, which are fit for file names.

        One that was kept before is not written again. After `close` nothing is kept.
        """
        with self._lock:
            if not self._is_closed:
                self._keep(drafts)

    def close(self) -> None:
        """Remove all drafts, which a person saved or let go, and the folder."""
        with self._lock:
            # A job that comes late must not bring back what a person let go.
            self._is_closed = True
            self._keep({})
            if self._folder is not None:
                _remove_if_empty(self._folder)
            self._let_go()

    def abandon(self) -> None:
        """Leave the drafts to whoever starts next, as the end of this process would."""
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        if self._claim is not None:
            self._claim.release()
        self._folder = self._claim = None
        self._kept.clear()

    def _keep(self, drafts: Mapping[str, Draft]) -> None:
        for key in self._kept.keys() - drafts.keys():
            with contextlib.suppress(FileNotFoundError):
                self._disk.remove(self._own_folder() / f"{key}{_ENDING}")
            del self._kept[key]
        for key, draft in drafts.items():
            folder = self._own_folder()
            if self._kept.get(key) is not draft:
                target = folder / f"{key}{_ENDING}"
                replace_file(target, _packed(draft), self._disk, mode=_FILE_MODE)
                self._kept[key] = draft

    def _own_folder(self) -> Path:
        if self._folder is not None and not self._folder.is_dir():
            # Somebody has tidied the state folder up.
            self._let_go()
        if self._folder is None:
            private_folder(self._root)
            folder = self._root / f"{int(time.time())}-{secrets.token_hex(4)}"
            # The claim first: a folder without one is anybody's.
            self._claim = Lock.take(_claim_of(folder))
            folder.mkdir(_FOLDER_MODE)
            self._folder = folder
        return self._folder


@dataclass(frozen=True, slots=True)
class LeftDraft:
    """A draft of a process that is gone, and its file."""

    draft: Draft
    file: Path

    def discard(self) -> None:
        """Remove it from the disk."""
        with contextlib.suppress(FileNotFoundError):
            self.file.unlink()


class LeftDrafts:
    """The drafts that processes now gone have left below `root`, claimed so that no other process offers them too."""

    def __init__(self, root: Path) -> None:
        self._claims: list[tuple[Path, Lock]] = []
        found: list[LeftDraft] = []
        with contextlib.suppress(FileNotFoundError):
            for folder in sorted(path for path in root.iterdir() if path.is_dir()):
                claim = Lock.take(_claim_of(folder))
                if claim is not None:
                    self._claims.append((folder, claim))
                    found += _left_in(folder)
        self.drafts = tuple(sorted(found, key=lambda left: -left.draft.at))

    def close(self) -> None:
        """Let go of the claims; what was not discarded is found again the next time."""
        for folder, claim in self._claims:
            if not any(folder.glob(f"*{_ENDING}")):
                _remove_if_empty(folder)
            claim.release()
        self._claims.clear()


def _claim_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.claim")


def _remove_if_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        for half in folder.glob(".*.postwright"):
            half.unlink()
        folder.rmdir()


def private_folder(path: Path) -> None:
    """Make a folder that only its owner may look into, and those above it; an older one is made private."""
    path.mkdir(_FOLDER_MODE, parents=True, exist_ok=True)
    path.chmod(_FOLDER_MODE)


def _left_in(folder: Path) -> Iterator[LeftDraft]:
    for file in sorted(folder.glob(f"*{_ENDING}")):
        try:
            yield LeftDraft(_unpacked(file.read_bytes()), file)
        except (OSError, ValueError, KeyError, TypeError):
            # Not ours, or of another version of the program: it stays where it is.
            continue


def _packed(draft: Draft) -> bytes:
    base = encode(draft.base)
    # A file's name that is no UTF-8 has lone surrogates, which JSON takes in ASCII.
    head = {"version": 1, "path": None if draft.path is None else str(draft.path), "at": draft.at}
    return json.dumps(head | {"base": len(base)}).encode("ascii") + b"\n" + base + encode(draft.text)


def _unpacked(data: bytes) -> Draft:
    line, _, rest = data.partition(b"\n")
    head = json.loads(line)
    if head["version"] != 1 or len(rest) < head["base"]:
        raise ValueError("another format")
    path = None if head["path"] is None else Path(head["path"])
    base, text = rest[: head["base"]], rest[head["base"] :]
    return Draft(path, decode(base), decode(text), float(head["at"]))
