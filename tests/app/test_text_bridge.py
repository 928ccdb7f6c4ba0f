"""Laws of the bridge: what a document is given comes back, and places mean the same on both sides."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from editor.app.text_bridge import (
    apply_to_document,
    buffer_text,
    difference,
    displayable,
    document_edits,
    load_text,
    to_offset,
    to_qpos,
    utf16_length,
)
from editor.core.line_ends import restore, to_buffer
from editor.core.text_edit import TextEdit, apply_edits

ODD = "\ufffe\r\n\u2028\u2029\xa0\x0b\x0c\x85\x1c\ufeff\ufffc\ufdd0\ufdd1\U0001f600\u0301ab-+{} "
characters = st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=["Cs"]))
texts = st.text(characters, max_size=60)


@given(texts)
def test_a_document_keeps_all_but_line_ends(text):
    document = QTextDocument()
    load_text(document, to_buffer(text))
    assert buffer_text(document) == to_buffer(text)
    assert restore(text, buffer_text(document)) == text
    assert not document.isUndoAvailable()


@given(texts, st.data())
def test_offsets_go_to_positions_and_back(text, data):
    text = to_buffer(text)
    document = QTextDocument()
    load_text(document, text)
    offset = data.draw(st.integers(0, len(text)))
    qpos = to_qpos(text, offset)
    assert to_offset(text, qpos) == offset
    cursor = QTextCursor(document)
    cursor.setPosition(qpos, QTextCursor.MoveMode.KeepAnchor)
    assert cursor.selectedText().replace("\u2029", "\n") == text[:offset]
    assert document.characterCount() == utf16_length(text) + 1


@given(texts, texts)
def test_a_difference_is_one_edit_that_makes_it(before, after):
    edits = difference(before, after)
    assert apply_edits(before, edits) == after
    assert len(edits) == (before != after)


@st.composite
def edits_of(draw, text):
    places = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
    pairs = zip(places[::2], places[1::2], strict=False)
    # Two edits at one place have no order, and a CR LF is never cut in two.
    edits, last = [], -1
    for start, end in pairs:
        if start > last and text[start - 1 : start + 1] != "\r\n" and text[end - 1 : end + 1] != "\r\n":
            edits.append(TextEdit(start, end, draw(texts)))
            last = end
    return edits


@given(st.data())
def test_edits_of_exact_text_arrive_in_the_document(data):
    exact = data.draw(texts)
    edits = data.draw(edits_of(exact))
    glue = "\n" if to_buffer(exact).endswith("\n") else ""
    document = QTextDocument()
    load_text(document, to_buffer(exact).removesuffix(glue))
    shown = buffer_text(document)
    moved = document_edits(shown, exact, edits, glue)
    apply_to_document(document, moved)
    after = buffer_text(document)
    assert after == to_buffer(apply_edits(exact, edits)).removesuffix(glue)
    if moved:
        document.undo()
        assert buffer_text(document) == shown
        assert not document.isUndoAvailable()


def test_bytes_that_are_no_text_are_shown_one_for_one():
    assert displayable("a\udc80\udcffb\U0001f600") == "a\ufffd\ufffdb\U0001f600"
