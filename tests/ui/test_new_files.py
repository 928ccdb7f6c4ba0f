"""Posts that get a file: new ones in a folder that is no site, and Save As, by real keys in the real dialogs."""

from functools import partial

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QPushButton

from editor.ui.dialogs import NewPostDialog
from editor.ui.features import FEATURES
from tests.ui.test_main_window import CTRL, Key, press

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def meet(qapp):
    """Do something with each modal dialog that comes, in turn; all that are expected must come."""
    met = []

    def meet(*acts):
        waiting = list(acts)
        met.append(waiting)

        def look():
            dialog = QApplication.activeModalWidget()
            if dialog is not None and dialog.isVisible() and waiting:
                kind, act = waiting[0]
                if isinstance(dialog, kind):
                    waiting.pop(0)
                    # In its own time: no timer comes again while its slot runs, and one dialog may open the next.
                    QTimer.singleShot(0, partial(act, dialog))
            if not waiting:
                timer.stop()

        timer = QTimer(qapp, interval=10)
        timer.timeout.connect(look)
        timer.start()

    yield meet
    assert not any(met), "a dialog that was expected did not come"


def named(name):
    """Type a name into the file dialog, as a person does, and accept."""

    def act(dialog):
        line = dialog.findChild(QLineEdit)
        if not line.hasFocus():
            # Until then the dialog goes by the file that is selected.
            QTimer.singleShot(10, partial(act, dialog))
            return
        line.selectAll()
        QTest.keyClicks(line, str(name))
        QTest.keyClick(line, Key.Key_Return)

    return QFileDialog, act


def answered(word):
    def act(box):
        next(b for b in box.findChildren(QPushButton) if word in b.text()).click()

    return QMessageBox, act


def test_a_new_post_in_a_folder_that_is_no_site(qtbot, window, workspace, meet, tmp_path):
    plain = tmp_path / "plain"
    plain.mkdir()
    window.open_paths([plain])
    seen = []

    def fill(dialog):
        create = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Create")
        seen.append(create.isEnabled())
        QTest.keyClicks(dialog.title, "A first note")
        seen.append(create.isEnabled())
        QTest.keyClick(dialog.title, Key.Key_Return)

    meet((NewPostDialog, fill))
    press(qtbot, window, Key.Key_N, CTRL)
    assert seen == [False, True]
    assert workspace.current.path == plain / "a-first-note" / "index.md"
    QTest.keyClicks(window.text.editor, "Words.")
    press(qtbot, window, Key.Key_S, CTRL)
    text = workspace.current.path.read_text()
    assert "title: A first note\n" in text
    assert "draft: true\n" in text
    assert text.endswith("---\nWords.\n")


def test_save_as_gives_another_file_and_leaves_the_first(qtbot, window, workspace, hello, meet):
    before = hello.read_bytes()
    window.open_paths([hello])
    QTest.keyClicks(window.text.editor, "Mine. ")
    meet(named("other"))
    press(qtbot, window, Key.Key_S, CTRL | SHIFT)
    other = hello.with_name("other.md")
    assert workspace.current.path == other
    assert "Mine. " in other.read_text()
    assert hello.read_bytes() == before


@pytest.mark.parametrize("goes_on", [True, False])
def test_save_as_asks_before_it_replaces_a_file_whose_ending_was_not_typed(
    qtbot, window, workspace, hello, meet, goes_on
):
    window.open_paths([hello])
    QTest.keyClicks(window.text.editor, "Mine. ")
    plain = hello.with_name("plain.md")
    before = plain.read_text()
    asked = [named("plain"), answered("Yes" if goes_on else "No")]
    if not goes_on:
        asked.append((QFileDialog, lambda dialog: dialog.reject()))
    meet(*asked)
    press(qtbot, window, Key.Key_S, CTRL | SHIFT)
    assert ("Mine. " in plain.read_text()) is goes_on
    assert workspace.current.path == (plain if goes_on else hello)
    assert goes_on or plain.read_text() == before


def test_a_page_is_exported_by_the_dialog_where_the_last_one_went(
    qtbot, program, window, hello, meet, tmp_path
):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "hello.html").write_text("the last one")
    program.settings.set_text("export/folder", str(folder))
    window.open_paths([hello])
    export = program.features.get(FEATURES["export_html"])
    meet(named("hello"), answered("Yes"))
    with qtbot.waitSignal(export.exported, timeout=30_000):
        window.actions_["export_html"].trigger()
    assert "Second paragraph." in (folder / "hello.html").read_text(encoding="utf-8")
    export.write_html(tmp_path / "gone" / "hello.html")
    qtbot.waitUntil(lambda: window.frame.notices.isVisible(), timeout=30_000)
    assert window.frame.notices.notice.path == tmp_path / "gone" / "hello.html"
