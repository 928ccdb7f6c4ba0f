"""Change sets that a process now gone left half done: found, and finished or taken back."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from editor.core.changes.applying import (
    APPLIED,
    APPLYING,
    UNDOING,
    Applied,
    backward,
    claimed,
    done_steps,
    forward,
    read_record,
)
from editor.core.changes.record import unpack
from editor.core.disk import Disk
from editor.core.errors import EditorError
from editor.core.lock import Lock

_DISK: Final = Disk()


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A change set of which `done` of `count` steps are done."""

    title: str
    at: float
    done: int
    count: int
    record: Path

    def finish(self, disk: Disk = _DISK) -> Applied:
        """Do the rest; raises EditorError where a file was changed since, with the files as they were found."""
        with claimed(self.record):
            record = read_record(self.record)
            forward(record, done_steps(record), disk, None, None)
            target = self.record.with_suffix(APPLIED)
            self.record.replace(target)
        return Applied(self.title, self.count, target)

    def roll_back(self, disk: Disk = _DISK) -> None:
        """Make every file what it was before; raises EditorError where one was changed since."""
        with claimed(self.record):
            backward(read_record(self.record), None, disk)
            self.record.unlink()


def unfinished(journal: Path) -> tuple[Unfinished, ...]:
    """Find what processes now gone left half done in `journal`, the newest first; never raises."""
    found: list[Unfinished] = []
    with contextlib.suppress(OSError):
        records = (path for path in journal.iterdir() if path.suffix in (APPLYING, UNDOING))
        for path in sorted(records, reverse=True):
            # A claim that stands belongs to a process that is at it.
            claim = Lock.take(path.with_suffix(".claim"))
            if claim is None:
                continue
            try:
                record = unpack(path.read_bytes())
                count = len(record.steps)
                found.append(Unfinished(record.title, record.at, done_steps(record), count, path))
            except (OSError, ValueError):
                continue
            finally:
                claim.release()
    return tuple(found)


def last_applied(journal: Path) -> Applied | None:
    """Give the change set done last, which `undo_changes` takes back; None where there is none."""
    with contextlib.suppress(OSError):
        for path in sorted(journal.glob(f"*{APPLIED}"), reverse=True):
            with contextlib.suppress(EditorError):
                record = read_record(path)
                return Applied(record.title, len(record.steps), path)
    return None
