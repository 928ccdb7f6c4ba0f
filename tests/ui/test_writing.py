"""Writing with real keys: what keys make of a text, and that each thing done is taken back whole, caret and all."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.app.session import PostSession
from editor.ui.actions import TEXT_COMMANDS
from editor.ui.text_pane import TextPane

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def written(window, workspace, hello):
    hello.write_text("---\ntitle: x\n---\n")
    window.open_paths([hello])
    return workspace.current


def press(qtbot, window, *keys):
    for key in keys:
        if isinstance(key, str) and key.startswith("Ctrl+"):
            sequence = QKeySequence(key)
            qtbot.keySequence(window.text.editor, sequence)
        elif isinstance(key, str):
            qtbot.keyClicks(window.text.editor, key)
        else:
            qtbot.keyClick(window.text.editor, key)


def test_a_table_is_written_with_tab(qtbot, window, written):
    press(qtbot, window, "Ctrl+Shift+T", "a", Key.Key_Tab, "bb", Key.Key_Tab, "c", Key.Key_Tab, "1")
    assert written.body_text().splitlines()[:3] == [
        "| a   | bb  | c   |",
        "| --- | --- | --- |",
        "| 1    |     |     |",
    ]
    press(qtbot, window, Key.Key_Tab)
    assert written.body_text().splitlines()[2] == "| 1   |     |     |"
    press(qtbot, window, "Ctrl+Z", "Ctrl+Z")
    assert "| 1" not in written.body_text()


def test_pairs_are_closed_and_stepped_over_and_put_around_a_selection(qtbot, window, written):
    press(qtbot, window, "see [here](x) and `code` (a")
    assert written.body_text() == "see [here](x) and `code` (a)"
    press(qtbot, window, Key.Key_Backspace, Key.Key_Backspace)
    assert written.body_text() == "see [here](x) and `code` "
    window.text.editor.moveCursor(QTextCursor.MoveOperation.Start)
    for _ in range(3):
        qtbot.keyClick(window.text.editor, Key.Key_Right, Mod.ShiftModifier)
    press(qtbot, window, "*")
    assert written.body_text().startswith("*see* [here]")
    assert window.text.editor.textCursor().selectedText() == "see"
    press(qtbot, window, "*")
    assert written.body_text().startswith("**see** [here]")


def test_the_keys_that_begin_bold_and_lists_end_them(qtbot, window, written):
    press(
        qtbot, window, "on the ", "Ctrl+B", "old kettle", "Ctrl+B", " first.", Key.Key_Return, Key.Key_Return
    )
    press(qtbot, window, "- tea", Key.Key_Return, Key.Key_Return, "> a page", Key.Key_Return, Key.Key_Return)
    press(qtbot, window, "Done.")
    assert written.body_text() == "on the **old kettle** first.\n\n- tea\n\n> a page\n\nDone."


def test_apostrophes_and_stars_are_typed_as_they_are(qtbot, window, written):
    press(qtbot, window, "don't * 2 ** a_b $5")
    assert written.body_text() == "don't * 2 ** a_b $5"


def test_an_address_pasted_on_words_makes_a_link(qtbot, window, written):
    window.text.insert_text("see this")
    editor = window.text.editor
    editor.moveCursor(QTextCursor.MoveOperation.PreviousWord, QTextCursor.MoveMode.KeepAnchor)
    QApplication.clipboard().setText("https://example.org/a(b)")
    press(qtbot, window, "Ctrl+V")
    assert written.body_text() == "see [this](https://example.org/a(b))"
    press(qtbot, window, "Ctrl+Z")
    assert written.body_text() == "see this"
    assert editor.textCursor().selectedText() == "this"


def test_html_is_pasted_as_markdown_and_plain_when_asked(qtbot, window, written):
    data = QMimeData()
    data.setHtml(
        "<h2>Head</h2><p>A <b>bold</b> <a href='https://example.org'>link</a></p><ul><li>x</li></ul>"
    )
    data.setText("Head A bold link x")
    window.text.editor.insertFromMimeData(data)
    assert written.body_text() == "## Head\n\nA **bold** [link](https://example.org)\n\n- x"
    press(qtbot, window, "Ctrl+Z")
    assert written.body_text() == ""
    coloured = QMimeData()
    coloured.setHtml("<div style='font-family: Consolas, monospace'><b>x</b> = 1</div>")
    coloured.setText("x = 1")
    window.text.editor.insertFromMimeData(coloured)
    assert written.body_text() == "x = 1"


def test_a_footnote_and_its_text_are_one_step(qtbot, window, written):
    window.text.insert_text("Word.\n")
    window.text.go_to_line(0, 6)
    press(qtbot, window, "Ctrl+Alt+F", "Note")
    assert written.body_text() == "Word.[^1]\n\n[^1]: Note\n"
    press(qtbot, window, "Ctrl+Z", "Ctrl+Z")
    assert written.body_text() == "Word.\n"
    assert window.text.editor.textCursor().position() == 5


def test_lines_move_with_their_numbers(qtbot, window, written):
    window.text.insert_text("1. a\n2. b\n3. c")
    qtbot.keyClick(window.text.editor, Key.Key_Up, Mod.AltModifier)
    assert written.body_text() == "1. a\n2. c\n3. b"
    press(qtbot, window, "Ctrl+Shift+D")
    assert written.body_text() == "1. a\n2. c\n3. c\n4. b"
    press(qtbot, window, "Ctrl+Z", "Ctrl+Z")
    assert written.body_text() == "1. a\n2. b\n3. c"


def test_letters_from_right_to_left_take_marks_and_lists(qtbot, window, written):
    press(qtbot, window, "- ")
    compose(window, "שלום עולם")
    press(qtbot, window, Key.Key_Return)
    compose(window, "ב")
    assert written.body_text() == "- שלום עולם\n- ב"
    press(qtbot, window, "Ctrl+B")
    assert written.body_text() == "- שלום עולם\n- **ב**"


def test_tab_goes_through_a_link_and_out_of_it(qtbot, window, written):
    press(qtbot, window, "see ", "Ctrl+K", "Hugo", Key.Key_Tab, "https://gohugo.io", Key.Key_Tab, ".")
    assert written.body_text() == "see [Hugo](https://gohugo.io)."
    press(qtbot, window, "Ctrl+Z", "Ctrl+Z")
    assert written.body_text() == "see [Hugo]()"


@pytest.mark.parametrize("spacing", [1.0, 1.25])
def test_letters_from_right_to_left_begin_at_the_right(qtbot, window, written, spacing):
    editor = window.text.editor
    window.text.take_look("", 11, 60, 4, spacing)
    compose(window, "ab\n- שלום עולם " + "שלום עולם " * 60)
    block = editor.document().findBlockByNumber(1)
    caret = QTextCursor(block)
    begin = editor.cursorRect(caret)
    middle = editor.viewport().width() / 2
    assert (
        editor.cursorRect(QTextCursor(block.previous())).x() < middle < begin.x() <= editor.viewport().width()
    )
    assert editor.cursorForPosition(begin.center()).blockNumber() == 1
    last = block.layout().lineAt(block.layout().lineCount() - 1)
    caret.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    assert last.naturalTextRect().right() > block.layout().lineAt(0).naturalTextRect().right() - 2
    assert editor.cursorForPosition(editor.cursorRect(caret).center()).position() == caret.position()
    assert editor.horizontalScrollBar().maximum() == 0
    editor.setTextCursor(QTextCursor(block))
    press(qtbot, window, Key.Key_Left)
    assert editor.textCursor().positionInBlock() == 1


def test_what_is_being_composed_is_no_text_yet(qtbot, window, written):
    editor = window.text.editor
    QApplication.sendEvent(editor, QInputMethodEvent("にほ", []))
    assert written.body_text() == ""
    compose(window, "日本")
    assert written.body_text() == "日本"
    press(qtbot, window, "Ctrl+Z")
    assert written.body_text() == ""


def compose(window, text):
    """Write as an input method does: keys of other scripts come that way."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(window.text.editor, event)


# These show something instead of changing the text, or need the clipboard.
_OTHERS = {
    "find",
    "replace",
    "find_next",
    "find_previous",
    "zoom_in",
    "zoom_out",
    "zoom_reset",
    "paste_plain",
}
_NAMES = ("type", "enter", "(", '"', "backspace", "indent", "outdent", *sorted({*TEXT_COMMANDS} - _OTHERS))
_TEXTS = st.lists(
    st.sampled_from(
        ("- a", "1. b", "2. c", "  - d", "> q", "# H", "```", "x 😀 y", "| a | b |", "|---|---|", "", "[^1]")
    ),
    max_size=10,
).map("\n".join)


_WALKS = st.lists(st.tuples(st.sampled_from(_NAMES), st.integers(0, 60), st.integers(0, 60)), max_size=8)


def state(session, editor):
    cursor = editor.textCursor()
    return session.body_text(), cursor.anchor(), cursor.position()


@given(text=_TEXTS, walk=_WALKS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_walk_over_the_commands_is_taken_back_step_by_step(qapp, text, walk):
    session = PostSession(text=f"---\ntitle: x\n---\n{text}\n")
    pane = TextPane()
    pane.show_session(session)
    editor = pane.editor
    first = session.exact_text()
    done = []
    for name, anchor, position in walk:
        last = editor.document().characterCount() - 1
        cursor = editor.textCursor()
        cursor.setPosition(min(anchor, last))
        cursor.setPosition(min(position, last), QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)
        before, steps = state(session, editor), editor.document().availableUndoSteps()
        if name == "type":
            QTest.keyClicks(editor, "ab")
        elif name == "enter":
            QTest.keyClick(editor, Key.Key_Return)
        elif name == "backspace":
            QTest.keyClick(editor, Key.Key_Backspace)
        elif len(name) == 1:
            QTest.keyClicks(editor, name)
        else:
            pane.commands[name]()
        after = state(session, editor)
        # A line end typed over a line end leaves the text as it was, and is a step all the same.
        if editor.document().availableUndoSteps() != steps:
            done.append((name, before, after))
            # What is typed next is to be a step of its own.
            editor.document().setModified(False)
    for name, before, after in reversed(done):
        assert session.body_text() == after[0]
        session.undo()
        assert session.body_text() == before[0], name
        if name in pane.commands:
            assert state(session, editor) == before, name
    assert session.exact_text() == first
    for _name, _before, after in done:
        session.redo()
        assert session.body_text() == after[0]
    pane.show_session(None)
    pane.deleteLater()
