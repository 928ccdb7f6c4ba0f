"""One run of `hugo server` as a process of ours that cannot outlive us."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from editor.core.hugo.address import served_at
from editor.core.hugo.launch import Launch, with_port
from editor.core.hugo.leftovers import end_group, watched

_BEGINS: Final = ("Change detected", "Change of", "Rebuilding")
_TOTAL: Final = re.compile(r"^Total in (\d+) ms")
_MOST_LINES: Final = 2000
_END_MS: Final = 5000


class HugoServer(QObject):
    """Runs Hugo once.

    `serving(base, lines)` brings the address and what was said before, `rebuilt(lines, ms)` what was said of a change
    and how long it took, `ended(lines)` the last words of a Hugo that ended without being asked to.
    """

    serving = Signal(str, object)
    rebuilt = Signal(object, int)
    ended = Signal(object)

    def __init__(self, launch: Launch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.launch = launch
        self.base = ""
        self._lines: list[str] = []
        self._rest = b""
        self._is_wanted = True
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        self._process.readyReadStandardOutput.connect(self._on_output)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)

    @property
    def pid(self) -> int:
        """The number of the process, which leads a group of its own; 0 when it has ended."""
        return self._process.processId()

    def start(self, folder: Path) -> None:
        """Start it in `folder`, at a port that is free."""
        environment = QProcessEnvironment.systemEnvironment()
        for name, value in self.launch.environment.items():
            environment.insert(name, value)
        self._process.setProcessEnvironment(environment)
        self._process.setWorkingDirectory(str(folder))
        if hasattr(self._process, "setUnixProcessParameters"):
            self._process.setUnixProcessParameters(QProcess.UnixProcessFlag.CreateNewSession)
        program, arguments = watched(self.launch.hugo.path, with_port(self.launch))
        self._process.start(program, arguments)

    def stop(self) -> None:
        """End it, with all it has started; returns when it has ended."""
        self._is_wanted = False
        pid = self.pid
        # The reader of this pipe ends the group also where we come too late for it.
        self._process.closeWriteChannel()
        if pid > 1:
            end_group(pid)
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(_END_MS)

    def _on_output(self) -> None:
        self._rest += self._process.readAllStandardOutput().data()
        *whole, self._rest = self._rest.split(b"\n")
        for raw in whole:
            self._take(raw.decode("utf-8", "replace").rstrip("\r"))

    def _take(self, line: str) -> None:
        if line.startswith(_BEGINS):
            self._lines = []
        if len(self._lines) < _MOST_LINES:
            self._lines.append(line)
        if not self.base:
            self.base = served_at(line)
            if self.base:
                self.serving.emit(self.base, tuple(self._lines))
                self._lines = []
        elif (total := _TOTAL.match(line)) is not None:
            said, self._lines = tuple(self._lines), []
            self.rebuilt.emit(said, int(total[1]))

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._is_wanted:
            self._is_wanted = False
            self.ended.emit((f"ERROR Hugo does not start: {self._process.errorString()}",))

    def _on_finished(self) -> None:
        self._on_output()
        # What Hugo has started and not ended would go on without it.
        self._process.closeWriteChannel()
        if self._is_wanted:
            self._is_wanted = False
            if self._rest:
                self._lines.append(self._rest.decode("utf-8", "replace"))
            self.ended.emit(tuple(self._lines))
