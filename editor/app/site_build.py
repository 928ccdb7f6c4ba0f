"""One build of the whole site by the real Hugo, in a process that can be ended."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from editor.app.jobs import LatestJob, Pool
from editor.core.errors import EditorError
from editor.core.hugo.binary import find_hugo
from editor.core.hugo.build import Difference, difference, keep_prints, page_count, prints, read_prints
from editor.core.hugo.launch import Launch, build
from editor.core.hugo.leftovers import PrivateFolder, end_group, remove_tree, watched
from editor.core.hugo.messages import HugoMessage, read_messages
from editor.core.hugo.overlay import Overlay
from editor.core.hugo.project import read_project

_END_MS = 5000


@dataclass(frozen=True, slots=True)
class BuildWish:
    """The site at `root`, built into `destination`, or (None) into a private folder that is taken away again.

    `pinned` is the Hugo a person chose; `record` the file that remembers what the build before has made.
    """

    root: Path
    destination: Path | None = None
    pinned: Path | None = None
    record: Path | None = None


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """What became of a build: `since` is what is other than before, None where nothing is known of before."""

    wish: BuildWish
    is_done: bool
    pages: int
    seconds: float
    messages: tuple[HugoMessage, ...]
    since: Difference | None = None


@dataclass(frozen=True, slots=True)
class _Plan:
    wish: BuildWish
    own: Path


@dataclass(frozen=True, slots=True)
class _Ended:
    wish: BuildWish
    made: Path
    is_done: bool
    seconds: float
    lines: tuple[str, ...]


class SiteBuild(QObject):
    """Builds one site at a time; `said(line)` is what Hugo prints, `ended(BuildOutcome)` how it went.

    `folder` is where the private folders are made.
    """

    said = Signal(str)
    ended = Signal(object)

    def __init__(self, folder: Path, pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = folder
        self._private: PrivateFolder | None = None
        self._process: QProcess | None = None
        self._wish: BuildWish | None = None
        self._rest = b""
        self._lines: list[str] = []
        self._began = 0.0
        self._planner = LatestJob[_Plan, Launch](_planned, pool, self)
        self._planner.finished.connect(self._on_planned)
        self._planner.failed.connect(self._on_failed)
        self._judge = LatestJob[_Ended, BuildOutcome](_judged, pool, self)
        self._judge.finished.connect(self._on_judged)

    @property
    def is_running(self) -> bool:
        """Whether a build is under way."""
        return self._wish is not None

    def start(self, wish: BuildWish) -> None:
        """Begin a build, in place of one under way."""
        self.cancel()
        self._wish, self._lines, self._rest = wish, [], b""
        self._began = monotonic()
        try:
            self._private = PrivateFolder.make(self._home)
        except OSError as error:
            self._on_failed(EditorError("There is no place for the build's files.", detail=str(error)))
            return
        self._planner.submit(_Plan(wish, self._private.path))

    def cancel(self) -> None:
        """End the build under way, if there is one; nothing is told of it any more."""
        self._wish = None
        self._planner.cancel()
        self._judge.cancel()
        process, self._process = self._process, None
        if process is not None:
            process.closeWriteChannel()
            if process.processId() > 1:
                end_group(process.processId())
            process.kill()
            process.waitForFinished(_END_MS)
            process.deleteLater()
        self._clear()

    def _on_planned(self, launch: Launch) -> None:
        process = self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        for name, value in launch.environment.items():
            environment.insert(name, value)
        process.setProcessEnvironment(environment)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        if hasattr(process, "setUnixProcessParameters"):
            process.setUnixProcessParameters(QProcess.UnixProcessFlag.CreateNewSession)
        process.readyReadStandardOutput.connect(self._on_output)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        program, arguments = watched(launch.hugo.path, launch.arguments)
        process.start(program, arguments)

    def _on_output(self) -> None:
        if self._process is None:
            return
        self._rest += self._process.readAllStandardOutput().data()
        *whole, self._rest = self._rest.split(b"\n")
        for raw in whole:
            line = raw.decode("utf-8", "replace").rstrip("\r")
            self._lines.append(line)
            self.said.emit(line)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            self._on_failed(EditorError("Hugo does not start.", detail=self._process.errorString()))

    def _on_finished(self, code: int) -> None:
        process = self._process
        if process is None or self._wish is None or self._private is None:
            return
        self._on_output()
        process.closeWriteChannel()
        self._process = None
        process.deleteLater()
        made = self._wish.destination or self._private.path / "made"
        seconds = monotonic() - self._began
        self._judge.submit(_Ended(self._wish, made, code == 0, seconds, tuple(self._lines)))

    def _on_judged(self, outcome: BuildOutcome) -> None:
        self._wish = None
        self._clear()
        self.ended.emit(outcome)

    def _on_failed(self, error: Exception) -> None:
        wish, self._wish = self._wish, None
        self._clear()
        if wish is None:
            return
        told = (
            error
            if isinstance(error, EditorError)
            else EditorError("The site cannot be built.", detail=str(error))
        )
        message = HugoMessage.of_error(told)
        self.ended.emit(BuildOutcome(wish, False, 0, monotonic() - self._began, (message,)))

    def _clear(self) -> None:
        if self._private is not None:
            self._private.remove()
            self._private = None


def _planned(plan: _Plan) -> Launch:
    hugo = find_hugo(plan.wish.pinned)
    overlay = Overlay(plan.own / "overlay", read_project(hugo, plan.wish.root), plan.own)
    overlay.seed(None)
    return build(hugo, overlay, plan.wish.destination or plan.own / "made")


def _judged(ended: _Ended) -> BuildOutcome:
    messages = read_messages(ended.lines)
    since = None
    record = ended.wish.record
    if ended.is_done and record is not None:
        now, before = prints(ended.made), read_prints(record)
        since = None if before is None else difference(before, now)
        keep_prints(record, now)
    if ended.wish.destination is None:
        remove_tree(ended.made)
    return BuildOutcome(ended.wish, ended.is_done, page_count(ended.lines), ended.seconds, messages, since)
