"""What a person does in a window: types, and answers dialogs."""

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


def type_words(window, text):
    QTest.keyClicks(window.text.editor, text)


def when_dialog(qtbot, kind, act):
    """Have `act(dialog)` done when a dialog of that kind is up; gives what to wait for."""
    done = []

    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind) and dialog.isVisible():
            act(dialog)
            done.append(dialog)
            timer.stop()

    timer = QTimer(interval=10)
    timer.timeout.connect(look)
    timer.start()
    return done, timer
