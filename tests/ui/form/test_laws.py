"""Whatever front matter looks like, the form shows it and writes nothing that was not entered."""

from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from editor.app.session import PostSession
from editor.ui.form.base import ValueEditor, focus_target
from editor.ui.form.fold import FoldButton
from editor.ui.form.form_pane import FormPane
from tests.support.front_matter_texts import posts

ODD = (
    "+++\ntitle = 'x'\n[a]\nb = 1\n[[links]]\nname = 'y'\n+++\nBody\n",
    '{\n  "title": "x",\n  "a": {"b": [1, {"c": null}]}\n}\nBody\n',
    "---\r\ntitle: x\r\nabstract: >-\r\n  a\r\n  b\r\nraw:\r\n  - [1]\r\n  - {a: 1}\r\n---\r\nBody",
    "\ufeff---\ntitle: \u00a0x\u2028y\ntext: |+\n  a\n\n\n---\n",
    "---\nimage:\nlinks: []\ntags:\nweight: ~\ndate: ''\nmenu: main\n---\n",
    "---\ntitle: 12\ndraft: 'true'\nweight: '3'\ntags: 5\nimage: a.jpg\ndate: 2023\n---\n",
    "---\nlinks:\n  - name: a\n  - text\n  -\n---\n",
)


@contextmanager
def form_of(session):
    pane = FormPane()
    pane.resize(400, 900)
    pane.show()
    pane.show_session(session)
    yield pane
    pane.show_session(None)
    pane.close()
    pane.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def open_all(pane):
    for _ in range(4):
        for button in pane.fields.list.findChildren(FoldButton):
            button.setChecked(True)


def type_and_take_back(editor):
    """Type a letter into an editor of text and remove it before it is written."""
    target = focus_target(editor)
    if isinstance(target, QLineEdit | QPlainTextEdit) and not target.isReadOnly():
        target.setFocus()
        QTest.keyClick(target, Qt.Key.Key_End)
        QTest.keyClicks(target, "x")
        QTest.keyClick(target, Qt.Key.Key_Backspace)
        editor.flush()


def check(text):
    session = PostSession(text=text)
    before = session.exact_text()
    with form_of(session) as pane:
        open_all(pane)
        for editor in pane.fields.list.findChildren(ValueEditor):
            type_and_take_back(editor)
            assert session.exact_text() == before, editor.shown
        assert not session.can_undo


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(posts())
def test_what_is_taken_back_is_not_written(qapp, text):
    del qapp
    check(text)


@pytest.mark.parametrize("text", ODD)
def test_odd_values_are_shown_and_kept(qapp, text):
    del qapp
    check(text)
