"""Colours in a live document: an edit leaves those that a fresh look would give."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from editor.app.block_notes import notes_of
from editor.ui.highlighter import MarkdownHighlighter
from tests.app.test_markdown_lines import PIECES, TEXTS


@given(
    text=TEXTS, at=st.integers(0, 200), removed=st.integers(0, 40), inserted=st.sampled_from(PIECES + ("\n",))
)
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_edit_leaves_the_colours_of_a_fresh_look(qapp, text, at, removed, inserted):
    document = laid_out(text)
    kept = MarkdownHighlighter(document, dark=False)
    kept.finish()
    last = document.characterCount() - 1
    cursor = QTextCursor(document)
    cursor.setPosition(min(at, last))
    cursor.setPosition(min(at + removed, last), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(inserted)
    kept.finish()
    fresh = laid_out(document.toPlainText())
    other = MarkdownHighlighter(fresh, dark=False)
    other.finish()
    assert looks(document) == looks(fresh)
    for each in (kept, other):
        each.stop()


def laid_out(text):
    """Make a document with a layout: without one it does not tell of changes."""
    document = QTextDocument()
    document.setDocumentLayout(QPlainTextDocumentLayout(document))
    document.setPlainText(text)
    return document


def looks(document):
    block, found = document.firstBlock(), []
    while block.isValid():
        ranges = [(r.start, r.length, r.format.foreground().color().name()) for r in block.layout().formats()]
        notes = notes_of(block)
        found.append((block.text(), ranges, notes.kind, notes.level))
        block = block.next()
    return found
