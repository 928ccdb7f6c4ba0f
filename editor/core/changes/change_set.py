"""What is to be done to files, as values that can be looked at before anything is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from editor.core.text_edit import TextEdit
from editor.core.text_file import Fingerprint, TextFile


@dataclass(frozen=True, slots=True)
class Edit:
    """Change the text of the file at `path`, which must still hold what `before` is the fingerprint of.

    The offsets of `edits` are code points of its text as `decode` gives it.
    """

    path: Path
    before: Fingerprint
    edits: tuple[TextEdit, ...]


@dataclass(frozen=True, slots=True)
class Create:
    """Make a file that is not there; folders on the way are made too."""

    path: Path
    data: bytes


@dataclass(frozen=True, slots=True)
class Copy:
    """Make `target`, which is not there, a copy of the file `source`."""

    source: Path
    target: Path


@dataclass(frozen=True, slots=True)
class Move:
    """Give a file or a folder with all in it another name, which is free, on the same disk."""

    source: Path
    target: Path


@dataclass(frozen=True, slots=True)
class Trash:
    """Put a file or a folder with all in it into the system's trash."""

    path: Path


Step = Edit | Create | Copy | Move | Trash


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Steps in the order they are done; `title` names them to a person ("Rename the tag a to b").

    Edits and copies stand before the moves: they name a file as it is called before all of it.
    """

    title: str
    steps: tuple[Step, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.steps)

    @property
    def edited(self) -> tuple[Path, ...]:
        """The files whose text changes, by their names before it."""
        return tuple(step.path for step in self.steps if isinstance(step, Edit))


def edit_of(file: TextFile, edits: Iterable[TextEdit]) -> tuple[Edit, ...]:
    """Give the step that makes `edits` in a file as it was read; none where there is nothing to do."""
    wanted = tuple(edit for edit in edits if file.text[edit.start : edit.end] != edit.text)
    return (Edit(file.path, file.fingerprint, wanted),) if wanted else ()
