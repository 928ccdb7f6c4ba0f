"""The real program with somebody typing in it: `python -m tests.safety.typist POST SEED`, to be killed.

Brings back what a killed predecessor left, then types numbered words without end, saves now and then, and says on
standard output what was done and when: `typed N TIME`, `saving N TIME`, `saved N TIME`, times as of `time.monotonic`.
"""

import random
import re
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from editor import application
from editor.launch import launch
from editor.ui.recovery_dialog import RecoveryDialog
from tests.conftest import set_up_environment

WORD = re.compile(r"\bw(\d+)\b")
_TICK_MS = 15
_SAVES = 0.02


def say(what, number):
    sys.stdout.write(f"{what} {number} {time.monotonic()}\n")
    sys.stdout.flush()


class Typist(QObject):
    """Types a word at each tick once the window can take it."""

    def __init__(self, program, seed):
        super().__init__(program.window)
        self._program = program
        self._rng = random.Random(seed)
        self._number = 0
        self._is_ready = False
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    def _on_tick(self):
        session = self._program.workspace.current
        if session is None or not self._program.window.isVisible():
            return
        dialog = self._program.window.findChild(RecoveryDialog)
        if dialog is not None and dialog.isVisible():
            dialog.restore.click()
        elif not self._is_ready:
            # The offer comes with the quiet features.
            if self._program.window.findChild(application.Features) is not None and self._watches():
                self._begin(session)
        elif self._rng.random() < _SAVES:
            say("saving", self._number)
            self._program.workspace.save(session)
            say("saved", self._number)
        else:
            self._number += 1
            QTest.keyClicks(self._program.window.text.editor, f" w{self._number}")
            say("typed", self._number)

    def _watches(self):
        from editor.ui.safety import Safety

        return self._program.window.findChild(Safety) is not None

    def _begin(self, session):
        found = [int(number) for number in WORD.findall(session.exact_text())]
        self._number = max(found, default=0)
        self._program.window.text.editor.moveCursor(QTextCursor.MoveOperation.End)
        self._is_ready = True
        say("began", self._number)


def main(post, seed):
    set_up_environment()
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    build = application.build
    made = []

    def build_with_typist(*arguments, **more):
        program = build(*arguments, **more)
        made.append(Typist(program, seed))
        return program

    application.build = build_with_typist
    return launch([Path(post)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
