"""Writing in the real window: lists that go on, finding and replacing, characters that must survive."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.ui.line_mark import line_mark

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def written(window, workspace, hello):
    hello.write_text("---\ntitle: x\n---\n")
    window.open_paths([hello])
    return workspace.current


def type_in(qtbot, window, *keys):
    for key in keys:
        if isinstance(key, str):
            qtbot.keyClicks(window.text.editor, key)
        else:
            qtbot.keyClick(window.text.editor, key)


def test_enter_goes_on_with_a_list_and_ends_it(qtbot, window, written):
    enter = Key.Key_Return
    type_in(
        qtbot, window, "- [x] a", enter, "b", enter, enter, "9. c", enter, "d", enter, enter, "> q", enter
    )
    assert written.body_text() == "- [x] a\n- [ ] b\n\n9. c\n10. d\n\n> q\n> "


def test_tab_nests_an_item_and_backtab_takes_it_out(qtbot, window, written):
    type_in(qtbot, window, "- a", Key.Key_Return, "b", Key.Key_Tab)
    assert written.body_text() == "- a\n  - b"
    type_in(qtbot, window, Key.Key_Backtab)
    assert written.body_text() == "- a\n- b"


def test_replacing_all_is_one_step_and_is_counted(qtbot, window, written):
    window.text.insert_text("Cat cat concat 😀 cat")
    window.text.commands["replace"]()
    bar = window.text.find_bar
    qtbot.keyClicks(bar.find_edit, "cat")
    assert bar.count_text().endswith("of 4")
    bar.word_button.setChecked(True)
    assert bar.count_text().endswith("3") or bar.count_text().startswith("3")
    bar.case_button.setChecked(True)
    qtbot.keyClicks(bar.replace_edit, "dog")
    qtbot.mouseClick(bar.replace_all_button, Qt.MouseButton.LeftButton)
    assert written.body_text() == "Cat dog concat 😀 dog"
    written.undo()
    assert written.body_text() == "Cat cat concat 😀 cat"
    bar.regex_button.setChecked(True)
    bar.find_edit.setText("(")
    assert not window.text.commands["find_next"]()
    assert bar.count_text() not in ("", "No results")


def test_replacing_keeps_to_the_lines_that_were_selected(qtbot, window, written):
    window.text.insert_text("cat\ncat 😀 cat\ncat cat\ncat")
    cursor = window.text.editor.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(cursor.position() + 19, QTextCursor.MoveMode.KeepAnchor)
    window.text.editor.setTextCursor(cursor)
    window.text.commands["replace"]()
    bar = window.text.find_bar
    assert bar.scope_button.isChecked()
    qtbot.keyClicks(bar.find_edit, "cat")
    assert bar.count_text() == "1 of 4"
    qtbot.keyClicks(bar.replace_edit, "a bird")
    qtbot.mouseClick(bar.replace_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(bar.replace_all_button, Qt.MouseButton.LeftButton)
    assert written.body_text() == "cat\na bird 😀 a bird\na bird a bird\ncat"
    qtbot.waitUntil(lambda: bar.count_text() == "No results", timeout=30_000)
    bar.scope_button.setChecked(False)
    assert bar.count_text().endswith("2 found") or bar.count_text().endswith("of 2")
    qtbot.keyClick(bar.find_edit, Qt.Key.Key_Escape)
    # Nothing is selected: there is nothing to keep to.
    cursor.clearSelection()
    window.text.editor.setTextCursor(cursor)
    window.text.commands["find"]()
    bar.scope_button.setChecked(True)
    assert not bar.scope_button.isChecked()


def test_odd_characters_survive_copy_and_paste(qtbot, window, written):
    odd = "a\u00a0b\u2028c 😀"
    window.text.insert_text(odd)
    editor = window.text.editor
    editor.selectAll()
    editor.copy()
    assert QApplication.clipboard().text() == odd
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.paste()
    assert written.body_text() == odd * 2


def test_a_large_text_is_coloured_bit_by_bit_and_states_follow_an_edit(qtbot, window, written):
    window.text.insert_text("# Head\n\ntext *here*\n" * 3000)
    qtbot.waitUntil(lambda: window.text.is_settled, timeout=10_000)
    document = window.text.editor.document()
    assert document.findBlockByNumber(8997).layout().formats()
    state = document.findBlockByNumber(8998).userState()
    QTextCursor(document).insertText("```\n")
    qtbot.waitUntil(lambda: window.text.is_settled, timeout=10_000)
    assert document.findBlockByNumber(8999).userState() != state


def test_the_invitation_to_write_stands_free_and_the_line_is_marked_from_the_first_letter(
    qtbot, window, written
):
    editor = window.text.editor
    assert editor.document().isEmpty()
    qtbot.waitUntil(lambda: editor.extraSelections() == [], timeout=30_000)
    qtbot.keyClicks(editor, "a")
    qtbot.waitUntil(lambda: len(editor.extraSelections()) == 1, timeout=30_000)
    qtbot.keyClick(editor, Key.Key_Backspace)
    qtbot.waitUntil(lambda: editor.extraSelections() == [], timeout=30_000)


def _line(n):
    """Give one of lines of all heights, each 25th of them with a hit."""
    kinds = (
        "## Heading " + "x " * (n % 20),
        "",
        "- item " + "word " * (n * 7 % 40),
        "word " * (n * 31 % 200),
    )
    return kinds[n * 13 % 7 % 4] + (" light" if n % 25 == 0 else "")


def test_hits_are_stepped_through_while_the_text_scrolls(qtbot, window, workspace, hello):
    # Marks that were set while Qt set marks, as it scrolled to a hit, took the program down.
    window.open_paths([hello])
    workspace.current.replace_text("\n".join(map(_line, range(500))) + "\n")
    window.text.go_to_line(250)
    window.text.commands["find"]()
    bar, editor = window.text.find_bar, window.text.editor
    qtbot.keyClicks(bar.find_edit, "ght")
    qtbot.waitUntil(lambda: bar.count_text().endswith("20"), timeout=30_000)
    seen = set()
    for _ in range(40):
        window.text.commands["find_previous"]()
        assert editor.textCursor().selectedText() == "ght"
        seen.add(editor.textCursor().position())
        QApplication.processEvents()
    assert len(seen) == 20
    top = editor.firstVisibleBlock().position()
    end = editor.cursorForPosition(editor.viewport().rect().bottomRight()).position()
    text = editor.document().toPlainText()
    marked = {mark.cursor.selectionStart() for mark in editor.extraSelections()}
    hits = {at for at in range(top, end - 3) if text.startswith("ght", at)}
    assert hits
    assert hits <= marked


def test_a_block_behind_the_last_takes_no_room(window, hello):
    # Qt asks for such blocks where a shorter text takes the place of another.
    window.open_paths([hello])
    document = window.text.editor.document()
    assert document.documentLayout().spacing > 1
    assert document.documentLayout().blockBoundingRect(document.findBlockByNumber(9_999)).isNull()


def test_the_text_s_menu_offers_undo_and_redo_only_where_there_is_something(qtbot, window, written):
    editor = window.text.editor

    def offered():
        at = editor.cursorRect().center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, editor.viewport().mapToGlobal(at))
        QApplication.sendEvent(editor.viewport(), event)
        menu = QApplication.activePopupWidget()
        names = {action.text(): action.isEnabled() for action in menu.actions()}
        QTest.keyClick(menu, Key.Key_Escape)
        return names["Undo"], names["Redo"]

    assert offered() == (False, False)
    qtbot.keyClicks(editor, "word")
    assert offered() == (True, False)
    window.actions_["undo"].trigger()
    assert offered() == (False, True)


def test_a_line_is_marked_in_all_its_rows(qtbot, window, written):
    window.resize(900, 640)
    window.text.insert_text("word " * 60)
    editor = window.text.editor
    editor.setExtraSelections([line_mark(editor.document().firstBlock(), "#FF0000")])
    rows = editor.document().firstBlock().layout().lineCount()
    assert rows > 2
    picture = editor.viewport().grab().toImage()
    # At the right edge, behind the last word of each row.
    right = picture.width() - 6
    rows_seen = [
        picture.pixelColor(right, int(editor.cursorRect(_at_row(editor, row)).center().y()))
        for row in range(rows)
    ]
    assert rows_seen == [QColor("#FF0000")] * rows


def _at_row(editor, row):
    block = editor.document().firstBlock()
    cursor = QTextCursor(block)
    cursor.setPosition(block.layout().lineAt(row).textStart())
    return cursor


def test_tab_leads_from_what_is_looked_for_to_what_comes_in_its_place(qtbot, window, written):
    window.text.insert_text("cat and cat")
    window.actions_["replace"].trigger()
    bar = window.text.find_bar
    qtbot.keyClicks(bar.find_edit, "cat")
    QTest.keyClick(bar.find_edit, Key.Key_Tab)
    assert QApplication.focusWidget() is bar.replace_edit
    QTest.keyClick(bar.replace_edit, Key.Key_Escape)
    window.actions_["find"].trigger()
    QTest.keyClick(bar.find_edit, Key.Key_Tab)
    assert QApplication.focusWidget() is bar.case_button


def test_code_is_closed_as_it_is_opened(qtbot, window, written):
    type_in(qtbot, window, "```go", Key.Key_Return, "x := 1", Key.Key_Down, Key.Key_End)
    assert written.body_text() == "```go\nx := 1\n```"
    type_in(qtbot, window, Key.Key_Return, "after", Key.Key_Return, "```", Key.Key_Return)
    assert written.body_text() == "```go\nx := 1\n```\nafter\n```\n\n```"
    window.actions_["undo"].trigger()
    assert written.body_text().endswith("after\n```")
    window.text.editor.closes_pairs = False
    type_in(qtbot, window, Key.Key_Return)
    assert written.body_text().endswith("after\n```\n")


def test_the_caret_s_row_is_marked_when_a_narrower_window_wraps_it_anew(qtbot, window, written):
    editor = window.text.editor
    layout = editor.document().firstBlock().layout()
    window.resize(1600, 800)
    qtbot.waitUntil(lambda: editor.viewport().width() > 400, timeout=30_000)
    qtbot.keyClicks(editor, "word " * 8)
    QTest.keyClick(editor, Key.Key_Home)
    window.text.show_marks()
    with qtbot.waitSignal(window.text.cursor_moved, timeout=30_000):
        QTest.keyClick(editor, Key.Key_End)
    assert layout.lineCount() == 1
    window.resize(900, 640)
    qtbot.waitUntil(lambda: layout.lineCount() > 1, timeout=30_000)

    def marks_the_caret():
        # What is in the list goes with it.
        mark = editor.extraSelections()[0]
        return mark.cursor.position() == editor.textCursor().position()

    qtbot.waitUntil(marks_the_caret, timeout=30_000)
