"""Titles and texts of strangers are shown as what they are."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QMessageBox

from editor.core.side_by_side import side_by_side
from editor.core.visible import visible


@given(st.text())
def test_what_is_shown_has_nothing_hidden_and_as_many_lines(text):
    shown = visible(text)
    hidden = set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\ufeff\x00\x07\x1b\x7f\r"
    )
    assert not hidden & set(shown)
    assert shown.count("\n") == text.count("\n")
    assert visible(shown) == shown


@pytest.mark.parametrize("text", ["Plain", "Übung — ok", "日本語", "مرحبا", "😀👩\u200d👩", "a\tb\nc\u00a0d"])
def test_what_a_person_writes_stays(text):
    assert visible(text) == text


@given(st.text("ab\n", max_size=30), st.text("ab\n", max_size=30))
def test_rows_are_both_texts_but_for_what_is_folded(before, after):
    assume(before != after)
    rows = side_by_side(before, after, context=1000)
    for text, cells in ((before, [r.left for r in rows]), (after, [r.right for r in rows])):
        lines = [cell.text for cell in cells if cell is not None]
        assert "\n".join(lines) in (text, text.removesuffix("\n"))
        assert [cell.number for cell in cells if cell is not None] == list(range(1, len(lines) + 1))


def test_a_title_that_turns_writing_around_is_shown_as_such(window, workspace, hello):
    hello.write_text('---\ntitle: "Harm\\u202Etxt.exe <b>bold</b>"\n---\ntext\n')
    session = workspace.open_file(hello)
    assert "Harm⟨202E⟩txt.exe" in window.windowTitle()
    assert "Harm⟨202E⟩txt.exe" in window.desk.tabs.tabText(0)
    # What is written to a file is the title itself.
    assert session.post.title == "Harm\u202etxt.exe <b>bold</b>"


def test_a_title_is_no_markup_of_ours(qtbot, window, workspace, hello, answer):
    hello.write_text('---\ntitle: "<b>bold</b>"\n---\ntext\n')
    session = workspace.open_file(hello)
    session.replace_text("changed")
    session.replace_text('---\ntitle: "<b>bold</b>"\n---\nother\n')
    asked = answer("Cancel")
    assert not window.saving.close(session)
    assert asked == ["Save the changes to “<b>bold</b>”?"]
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()]
