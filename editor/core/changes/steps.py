"""Steps made ready: each can be done and undone, and tells from the disk alone whether it is done."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol

from editor.core.changes.trash import TrashPlace
from editor.core.disk import Disk, create_file
from editor.core.errors import EditorError
from editor.core.regular_file import read_regular
from editor.core.text_edit import TextEdit, apply_edits
from editor.core.text_file import ChangedOutside, Fingerprint, decode, encode, write_atomically


class State(Enum):
    """What the disk says of a step; `LOST` is neither: another program has been there."""

    PENDING = "pending"
    DONE = "done"
    LOST = "lost"


class Ready(Protocol):
    """A step that has all it needs to be done, found again and undone, also by another process."""

    def state(self) -> State:
        """Look at the disk."""

    def do(self, disk: Disk) -> None:
        """Do it whole or not at all; raises EditorError."""

    def undo(self, disk: Disk) -> None:
        """Make the disk what it was; raises EditorError, ChangedOutside where somebody changed the file since."""

    def tidy(self, disk: Disk) -> None:
        """Remove what was made for it, should it have been cut off before it was done."""

    @property
    def path(self) -> Path:
        """The file a person knows it by."""


@dataclass(frozen=True, slots=True)
class ReadyEdit:
    """Edits, and their opposite: offsets of `back` are those of the new text."""

    path: Path
    before: Fingerprint
    after: Fingerprint
    edits: tuple[TextEdit, ...]
    back: tuple[TextEdit, ...]

    def state(self) -> State:
        """Tell by what the disk holds."""
        try:
            found = Fingerprint.of(read_regular(self.path))
        except OSError:
            return State.LOST
        return State.PENDING if found == self.before else State.DONE if found == self.after else State.LOST

    def do(self, disk: Disk) -> None:
        """Go forward."""
        self._write(self.edits, self.before, self.after, disk)

    def undo(self, disk: Disk) -> None:
        """Go back."""
        self._write(self.back, self.after, self.before, disk)

    def tidy(self, disk: Disk) -> None:
        """Nothing: what a write that was cut off leaves, the next save of the file removes."""

    def _write(self, edits: tuple[TextEdit, ...], old: Fingerprint, new: Fingerprint, disk: Disk) -> None:
        with _in_words(self.path):
            data = read_regular(self.path)
        if Fingerprint.of(data) != old:
            raise ChangedOutside("The file was changed by another program.", path=self.path)
        changed = encode(apply_edits(decode(data), edits))
        if Fingerprint.of(changed) != new:
            raise EditorError("The change does not fit the file.", path=self.path)
        # One look at the folder for each of thousands of files in it would take time that grows with their square.
        write_atomically(self.path, changed, expected=old, sweep=False, disk=disk)


@dataclass(frozen=True, slots=True)
class ReadyMove:
    """A new name; `folders` are those that must be made for it, the outermost first."""

    source: Path
    target: Path
    folders: tuple[Path, ...] = ()

    @property
    def path(self) -> Path:
        """Its name before."""
        return self.source

    def state(self) -> State:
        """Tell by what the disk holds."""
        old, new = _is_there(self.source), _is_there(self.target)
        if old == new:
            return State.LOST
        return State.PENDING if old else State.DONE

    def do(self, disk: Disk) -> None:
        """Go forward."""
        with _in_words(self.source):
            _make(self.folders)
            _rename(self.source, self.target, disk)

    def undo(self, disk: Disk) -> None:
        """Go back."""
        with _in_words(self.target):
            _rename(self.target, self.source, disk)
        self.tidy(disk)

    def tidy(self, disk: Disk) -> None:
        """Remove the folders made."""
        del disk
        _unmake(self.folders)


@dataclass(frozen=True, slots=True)
class ReadyCreate:
    """A file made of `data`."""

    path: Path
    data: bytes
    folders: tuple[Path, ...] = ()

    def state(self) -> State:
        """Tell by what the disk holds."""
        return _state_of_new(self.path, Fingerprint.of(self.data))

    def do(self, disk: Disk) -> None:
        """Go forward."""
        with _in_words(self.path):
            _make(self.folders)
            create_file(self.path, self.data, disk)

    def undo(self, disk: Disk) -> None:
        """Go back."""
        _remove_own(self.path, Fingerprint.of(self.data), disk)
        self.tidy(disk)

    def tidy(self, disk: Disk) -> None:
        """Remove the folders made."""
        del disk
        _unmake(self.folders)


@dataclass(frozen=True, slots=True)
class ReadyCopy:
    """A file made a copy of another, whose content was `content`."""

    source: Path
    path: Path
    content: Fingerprint
    folders: tuple[Path, ...] = ()

    def state(self) -> State:
        """Tell by what the disk holds."""
        return _state_of_new(self.path, self.content)

    def do(self, disk: Disk) -> None:
        """Go forward."""
        with _in_words(self.source):
            data = read_regular(self.source)
            if Fingerprint.of(data) != self.content:
                raise ChangedOutside("The file was changed by another program.", path=self.source)
            _make(self.folders)
            create_file(self.path, data, disk)
            # Only what belongs to the file itself; who copies owns the copy.
            with contextlib.suppress(OSError):
                shutil.copymode(self.source, self.path)

    def undo(self, disk: Disk) -> None:
        """Go back."""
        _remove_own(self.path, self.content, disk)
        self.tidy(disk)

    def tidy(self, disk: Disk) -> None:
        """Remove the folders made."""
        del disk
        _unmake(self.folders)


@dataclass(frozen=True, slots=True)
class ReadyTrash:
    """A file or folder and its place in the trash."""

    path: Path
    place: TrashPlace

    def state(self) -> State:
        """Tell by what the disk holds."""
        old, new = _is_there(self.path), _is_there(self.place.file)
        if old == new:
            return State.LOST
        return State.PENDING if old else State.DONE

    def do(self, disk: Disk) -> None:
        """Go forward."""
        with _in_words(self.path):
            self.place.prepare(self.path, disk)
            try:
                _rename(self.path, self.place.file, disk)
            except BaseException:
                self.place.forget(disk)
                raise

    def undo(self, disk: Disk) -> None:
        """Go back."""
        with _in_words(self.path):
            _make(_missing_folders(self.path))
            _rename(self.place.file, self.path, disk)
        self.tidy(disk)

    def tidy(self, disk: Disk) -> None:
        """Remove the note."""
        self.place.forget(disk)


def _missing_folders(path: Path) -> tuple[Path, ...]:
    return tuple(reversed([folder for folder in path.parents if not folder.exists()]))


def _is_there(path: Path) -> bool:
    """Whether a folder lists this very name: on many disks names that differ in case open the same file."""
    if not os.path.lexists(path):
        return False
    try:
        return any(other.name == path.name for other in path.parent.iterdir())
    except OSError:
        return True


def _rename(source: Path, target: Path, disk: Disk) -> None:
    if _is_there(target):
        raise EditorError("There is a file or folder of this name already: choose another name.", path=target)
    disk.replace(source, target)
    for folder in {source.parent, target.parent}:
        # Windows cannot open a folder, and some file systems refuse to sync one.
        with contextlib.suppress(OSError):
            handle = disk.open_folder(folder)
            try:
                disk.sync(handle)
            finally:
                disk.close(handle)


def _make(folders: tuple[Path, ...]) -> None:
    for folder in folders:
        folder.mkdir(exist_ok=True)


def _unmake(folders: tuple[Path, ...]) -> None:
    for folder in reversed(folders):
        # What somebody put something into stays; what a write that was cut off left does not count.
        with contextlib.suppress(OSError):
            for left in folder.glob(".*.postwright"):
                left.unlink()
            folder.rmdir()


def _state_of_new(path: Path, content: Fingerprint) -> State:
    if not os.path.lexists(path):
        return State.PENDING
    try:
        return State.DONE if Fingerprint.of(read_regular(path)) == content else State.LOST
    except OSError:
        return State.LOST


def _remove_own(path: Path, content: Fingerprint, disk: Disk) -> None:
    if not os.path.lexists(path):
        return
    with _in_words(path):
        if Fingerprint.of(read_regular(path)) != content:
            raise ChangedOutside("The file was changed since it was made, so it stays.", path=path)
        disk.remove(path)


@contextlib.contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Turn the system's refusal into words."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.EXDEV:
            message = "The new place is on another disk, where a folder cannot be moved to in one step."
        elif error.errno == errno.EEXIST:
            message = "There is a file or folder of this name already: choose another name."
        else:
            message = "The system does not allow this change."
        raise EditorError(message, detail=error.strerror or str(error), path=path) from error
