"""Changes of many files on a person's behalf: planned, looked at, made and taken back, off the UI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.app.jobs import EachJob, LatestJob, Pool
from editor.core.changes import (
    Applied,
    ChangeSet,
    FileDiff,
    Move,
    Unfinished,
    apply_changes,
    file_diffs,
    last_applied,
    moves_of,
    text_diff,
    undo_changes,
    unfinished,
)
from editor.core.errors import EditorError
from editor.core.site.bulk import Plan, Skipped
from editor.core.visible import visible


class Meter:
    """How far a job is, and whether it is still wanted; the one thing that two threads look at."""

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self.stopped = False

    def count(self, done: int, total: int = 0) -> None:
        """Tell how far it is; called by the job."""
        self.done, self.total = done, total or self.total

    def is_stopped(self) -> bool:
        """Whether a person stopped it."""
        return self.stopped


# Old and new paths of files and folders.
Moved = tuple[tuple[Path, Path], ...]
# Makes a plan; is given the meter and runs in a job.
Planner = Callable[[Meter], Plan]


@dataclass(frozen=True, slots=True)
class OpenText:
    """What a change makes of a post that is open."""

    path: Path
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Asked:
    planner: Planner
    root: Path
    meter: Meter
    opened: tuple[OpenText, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan and what it does to each file, for a person to look at; `names` has a line for each of the `diffs`.

    The first `opened` of them are those of posts that are open, which no change set touches.
    """

    changes: ChangeSet
    diffs: tuple[FileDiff, ...]
    names: tuple[str, ...]
    skipped: tuple[Skipped, ...] = ()
    opened: int = 0


class FileChanges(QObject):
    """Runs one thing at a time: `planned(Planned)`, `applied(Applied)`, `undone(title)`, or `failed(exception)`.

    `files_moved(pairs of old and new paths)` comes before `applied` and `undone` where files get other names.
    `interrupted(tuple of Unfinished)` answers `look_back` where an earlier program was killed in a change;
    `settled(title)` comes when one of those was brought to an end.
    """

    planned = Signal(object)
    applied = Signal(object)
    files_moved = Signal(object)
    undone = Signal(str)
    failed = Signal(object)
    interrupted = Signal(object)
    settled = Signal(object)

    def __init__(self, journal: Path, pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self.meter = Meter()
        self._planning = LatestJob[_Asked, Planned](_plan, pool, self)
        self._applying = EachJob[tuple[ChangeSet, Path, Meter], tuple[Applied, Moved]](_apply, pool, self)
        self._undoing = EachJob[Path, tuple[Applied, Moved]](_undo, pool, self)
        self._looking = LatestJob[Path, tuple[Unfinished, ...]](unfinished, pool, self)
        self._settling = EachJob[tuple[Unfinished, bool], str](_settle, pool, self)
        self._planning.finished.connect(self.planned)
        self._applying.finished.connect(self._on_applied)
        self._undoing.finished.connect(self._on_undone)
        self._looking.finished.connect(self._on_looked)
        self._settling.finished.connect(self.settled)
        for job in (self._planning, self._applying, self._undoing, self._settling):
            job.failed.connect(self.failed)

    def look_back(self) -> None:
        """Look for changes in whose middle a program was killed."""
        self._looking.submit(self._journal)

    def settle(self, left: Unfinished, *, finish: bool) -> None:
        """Do the rest of an interrupted change, or take back what was done of it."""
        self._settling.submit((left, finish))

    def plan(self, planner: Planner, root: Path, count: int, opened: tuple[OpenText, ...] = ()) -> None:
        """Plan a change of `count` files, shown beside that of posts which are open; names are below `root`."""
        self.meter = Meter()
        self.meter.total = count
        self._planning.submit(_Asked(planner, root, self.meter, opened))

    def apply(self, changes: ChangeSet) -> None:
        """Make a change: every file of it, or none."""
        self.meter = Meter()
        self.meter.total = len(changes.steps)
        self._applying.submit((changes, self._journal, self.meter))

    def stop(self) -> None:
        """Stop what is under way; every file is as it was then."""
        self.meter.stopped = True

    def undo(self) -> None:
        """Take the last change back, to the byte, whatever part of the program made it, or an earlier program."""
        self._undoing.submit(self._journal)

    def _on_looked(self, left: tuple[Unfinished, ...]) -> None:
        if left:
            self.interrupted.emit(left)

    def _on_applied(self, done: tuple[Applied, Moved]) -> None:
        applied, moves = done
        if moves:
            self.files_moved.emit(moves)
        self.applied.emit(applied)

    def _on_undone(self, done: tuple[Applied, Moved]) -> None:
        applied, moves = done
        if moves:
            self.files_moved.emit(moves)
        self.undone.emit(applied.title)


def _plan(asked: _Asked) -> Planned:
    root, meter = asked.root, asked.meter
    plan = asked.planner(meter)
    opened = [text_diff(each.path, each.before, each.after, root) for each in asked.opened]
    diffs = (*opened, *file_diffs(plan.changes, root))
    names = [f"{name}   open" for name in names_of(opened, root)] + names_of(diffs[len(opened) :], root)
    return Planned(plan.changes, diffs, tuple(names), plan.skipped, len(opened))


def _apply(asked: tuple[ChangeSet, Path, Meter]) -> tuple[Applied, Moved]:
    changes, journal, meter = asked
    journal.mkdir(parents=True, exist_ok=True, mode=0o700)
    applied = apply_changes(changes, journal, progress=meter.count, cancel=meter.is_stopped)
    return applied, tuple((step.source, step.target) for step in changes.steps if isinstance(step, Move))


def _undo(journal: Path) -> tuple[Applied, Moved]:
    applied = last_applied(journal)
    if applied is None:
        raise EditorError("There is no change of files to take back.")
    moves = moves_of(applied.record)
    undo_changes(applied.record)
    return applied, tuple((new, old) for old, new in reversed(moves))


def _settle(asked: tuple[Unfinished, bool]) -> str:
    left, finish = asked
    if finish:
        left.finish()
    else:
        left.roll_back()
    return left.title


def names_of(diffs: Sequence[FileDiff], root: Path) -> list[str]:
    """Give a line for each file: its name below `root` and how many lines come and go."""
    names = []
    for diff in diffs:
        path = diff.new or diff.old
        assert path is not None
        name = path.relative_to(root) if path.is_relative_to(root) else path
        names.append(f"{visible(str(name))}   +{diff.added} −{diff.removed}")
    return names
