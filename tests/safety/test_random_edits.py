"""A part of what `make soak` does at length: random edits in the real window beside a plain model."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.safety.random_edits import run


@pytest.mark.webengine
def test_the_editor_holds_what_a_plain_model_holds(qapp):
    assert run(qapp, 2000, seed=11) == 2000
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setStyleSheet("")


def test_the_caret_stays_when_something_new_follows_an_undo(workspace, window, hello):
    session = workspace.open_file(hello)
    edit = window.text.editor
    # Found by random edits: one step to do again was taken for done again.
    for place, word in ((0, "one "), (14, "two")):
        cursor = edit.textCursor()
        cursor.setPosition(place)
        edit.setTextCursor(cursor)
        QTest.keyClicks(edit, word)
    session.undo()
    session.undo()
    session.redo()
    cursor = edit.textCursor()
    cursor.setPosition(20)
    edit.setTextCursor(cursor)
    QTest.keyClicks(edit, "xyz")
    assert edit.textCursor().position() == 23
    assert "xyz" in session.exact_text()
