"""Change sets done as one: a record first, then file by file, and back again where one of them cannot be done."""

from __future__ import annotations

import contextlib
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from editor.core.changes.change_set import ChangeSet
from editor.core.changes.record import Record, make_ready, pack, unpack
from editor.core.changes.steps import ReadyCopy, ReadyCreate, ReadyEdit, ReadyMove, ReadyTrash, State
from editor.core.disk import Disk, replace_file
from editor.core.errors import EditorError
from editor.core.journal import private_folder
from editor.core.lock import Lock

_DISK: Final = Disk()
# A record's ending says what is going on with it.
APPLYING: Final = ".applying"
APPLIED: Final = ".applied"
UNDOING: Final = ".undoing"
# So many change sets can be taken back; older records go.
_KEPT: Final = 50
# A record of a new picture holds the picture.
_MOST_BYTES: Final = 100 * 1024 * 1024

# Called with the number of steps done and of all steps.
Progress = Callable[[int, int], None]


class ChangesCancelled(EditorError):
    """A person stopped a change set; every file is as it was before."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A change set that was done; `record` is the file by which it is undone, also by a later process."""

    title: str
    count: int
    record: Path


def apply_changes(
    changes: ChangeSet,
    journal: Path,
    *,
    progress: Progress | None = None,
    cancel: Callable[[], bool] | None = None,
    disk: Disk = _DISK,
) -> Applied:
    """Do all steps, or none: raises EditorError with every file as it was, ChangesCancelled when `cancel` says so.

    Every file is replaced in one moment. A record in the folder `journal` lets `unfinished` find the change set when
    this process is killed in the middle, and `undo_changes` take it back later. Runs in any thread.
    """
    record = make_ready(changes)
    _settle_folder(journal)
    path = journal / f"{int(time.time() * 1000)}-{secrets.token_hex(4)}{APPLYING}"
    with claimed(path):
        _write_down(path, record, disk)
        try:
            forward(record, 0, disk, progress, cancel)
        except BaseException:
            # Should this fail too, the record stays, and the next start offers it.
            backward(record, None, disk)
            _remove(path)
            raise
        done = path.with_suffix(APPLIED)
        path.replace(done)
    prune(journal)
    return Applied(record.title, len(record.steps), done)


def undo_changes(record_path: Path, *, progress: Progress | None = None, disk: Disk = _DISK) -> None:
    """Make every file of an applied change set what it was, to the byte; all or none.

    Raises EditorError where a file was changed since (then nothing is undone) or the record is gone.
    """
    record = read_record(record_path)
    path = record_path.with_suffix(UNDOING)
    with claimed(path):
        _check_undoable(record)
        record_path.replace(path)
        try:
            backward(record, progress, disk)
        except BaseException:
            for step in record.steps:
                if step.state() is State.PENDING:
                    step.do(disk)
            path.replace(record_path)
            raise
        _remove(path)


def forward(
    record: Record,
    start: int,
    disk: Disk,
    progress: Progress | None,
    cancel: Callable[[], bool] | None,
) -> None:
    """Do the steps from `start` on."""
    total = len(record.steps)
    for number in range(start, total):
        if cancel is not None and cancel():
            raise ChangesCancelled("Stopped: every file is as it was.")
        record.steps[number].do(disk)
        if progress is not None:
            progress(number + 1, total)


def backward(record: Record, progress: Progress | None, disk: Disk) -> None:
    """Undo the steps that the disk says are done, the last first; raises EditorError at the first that cannot be."""
    done = done_steps(record)
    for step in reversed(record.steps[done : done + 1]):
        step.tidy(disk)
    for number in reversed(range(done)):
        step = record.steps[number]
        if step.state() is not State.PENDING:
            step.undo(disk)
        if progress is not None:
            progress(done - number, done)


def done_steps(record: Record) -> int:
    """Count the steps done, by looking at the disk: they are done in order, so the last one done tells."""
    for number in reversed(range(len(record.steps))):
        if record.steps[number].state() is State.DONE:
            return number + 1
    return 0


def read_record(path: Path) -> Record:
    """Read a record; raises EditorError."""
    try:
        return unpack(path.read_bytes())
    except (OSError, ValueError) as error:
        raise EditorError(
            "The record of these changes is gone, so they cannot be taken back.", detail=str(error), path=path
        ) from error


def moves_of(record_path: Path) -> tuple[tuple[Path, Path], ...]:
    """Give the old and new paths of what an applied change set moved; raises EditorError."""
    steps = read_record(record_path).steps
    return tuple((step.source, step.target) for step in steps if isinstance(step, ReadyMove))


@contextlib.contextmanager
def claimed(path: Path) -> Iterator[None]:
    """Claim a record for this process; raises EditorError where another one has it."""
    claim = Lock.take(path.with_suffix(".claim"))
    if claim is None:
        raise EditorError("Another window is at these changes.", path=path)
    try:
        yield
    finally:
        claim.release()


def prune(journal: Path) -> None:
    """Remove the oldest records of changes that were done, beyond those kept; the newest stays, however large."""
    with contextlib.suppress(OSError):
        size = 0
        for count, record in enumerate(sorted(journal.glob(f"*{APPLIED}"), reverse=True)):
            size += record.stat().st_size
            if count and (count >= _KEPT or size > _MOST_BYTES):
                record.unlink()


def _check_undoable(record: Record) -> None:
    """Look at every file where it is now, so that nothing is begun that cannot be ended."""
    moves = [step for step in record.steps if isinstance(step, ReadyMove)]
    made = {step.path for step in record.steps if isinstance(step, ReadyCreate | ReadyCopy)}
    made |= {move.target for move in moves}
    for step in record.steps:
        now = step
        if isinstance(step, ReadyTrash) and step.path in made and step.place.file.exists():
            # Another file has its name now, which goes before it comes back.
            continue
        if isinstance(step, ReadyEdit | ReadyCreate | ReadyCopy):
            now = replace(step, path=_place_after(step.path, moves))
        if now.state() is not State.DONE:
            message = "The file was changed since, so the changes cannot be taken back together."
            raise EditorError(message, path=now.path)


def _place_after(path: Path, moves: list[ReadyMove]) -> Path:
    for move in moves:
        if path.is_relative_to(move.source):
            path = move.target / path.relative_to(move.source)
    return path


def _settle_folder(journal: Path) -> None:
    try:
        private_folder(journal)
    except OSError as error:
        raise EditorError(
            "The folder for records cannot be made.", detail=str(error), path=journal
        ) from error


def _write_down(path: Path, record: Record, disk: Disk) -> None:
    try:
        replace_file(path, pack(record), disk, mode=0o600)
    except OSError as error:
        raise EditorError(
            "The record of the changes cannot be written, so nothing was changed.",
            detail=str(error),
            path=path,
        ) from error


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
