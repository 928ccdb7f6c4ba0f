"""Between exact text and Qt's buffers: the one place that turns code points into UTF-16 units and back.

Three texts are at play. *Exact* text is the file's, with every line end as the author wrote it. *Buffer*
text has a newline for each line end, as `editor.core.line_ends.to_buffer` gives it. A QTextDocument holds the
buffer's characters in UTF-16 units with U+2029 between lines. Offsets are code points, a `qpos` is UTF-16.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QTextCursor, QTextDocument

from editor.core.line_ends import to_buffer
from editor.core.text_edit import TextEdit, apply_edits

_LINE_SEPARATOR = "\u2029"
_LAST_ONE_UNIT = "\uffff"


def buffer_text(document: QTextDocument) -> str:
    """Read a document as lines with newlines, every other character as it is.

    `toPlainText` would turn a no-break space into a space and U+2028 into a newline.
    """
    return document.toRawText().replace(_LINE_SEPARATOR, "\n")


def load_text(document: QTextDocument, text: str) -> None:
    """Fill a document with buffer text and forget what could be undone.

    Bytes that were no UTF-8 (lone surrogates, which Qt drops) are shown as U+FFFD.
    """
    document.setUndoRedoEnabled(False)
    document.setPlainText(for_qt(displayable(text)))
    document.setUndoRedoEnabled(True)
    document.setModified(False)


def displayable(text: str) -> str:
    """Give `text` with U+FFFD in place of each lone surrogate."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def for_qt(text: str) -> str:
    """Give `text` so that Qt gets all of it: PySide takes a first U+FEFF or U+FFFE for a byte order mark."""
    return f"\ufeff{text}" if text.startswith(("\ufeff", "\ufffe")) else text


def utf16_length(text: str) -> int:
    """Count the UTF-16 units of `text`, as Qt's positions do."""
    if text.isascii() or max(text) <= _LAST_ONE_UNIT:
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def to_qpos(text: str, offset: int) -> int:
    """Turn the code point `offset` of buffer text into a document position."""
    return utf16_length(text[:offset])


def to_offset(text: str, qpos: int) -> int:
    """Turn a document position into the code point offset of the document's buffer text."""
    head = text[:qpos]
    if head.isascii() or max(head) <= _LAST_ONE_UNIT:
        return len(head)
    # Each pair before the place counts two units: cut there, and half a pair does not count.
    units = head.encode("utf-16-le", "surrogatepass")[: 2 * qpos]
    return len(units.decode("utf-16-le", "ignore"))


def exact_to_buffer(exact: str, offset: int) -> int:
    """Turn the code point `offset` of exact text into that of its buffer text (a CR LF is one there)."""
    return len(to_buffer(exact[:offset]))


def document_edits(shown: str, exact: str, edits: Iterable[TextEdit], glue: str) -> tuple[TextEdit, ...]:
    """Move edits of `exact` text to a document that shows it as `shown`, with `glue` cut off its end.

    Where that is not possible edit by edit, gives the one replacement of what differs in the end.
    """
    listed = tuple(edits)
    after = to_buffer(apply_edits(exact, listed)).removesuffix(glue)
    moved = tuple(
        TextEdit(exact_to_buffer(exact, e.start), exact_to_buffer(exact, e.end), to_buffer(e.text))
        for e in listed
    )
    if all(e.end <= len(shown) for e in moved) and apply_edits(shown, moved) == after:
        return moved
    return difference(shown, after)


def difference(before: str, after: str) -> tuple[TextEdit, ...]:
    """Give the single edit from the first difference of two texts to the last; none where they are equal."""
    if before == after:
        return ()
    start = _common_prefix(before, after)
    shorter = min(len(before), len(after)) - start
    tail = _common_prefix(before[::-1][:shorter], after[::-1][:shorter])
    return (TextEdit(start, len(before) - tail, after[start : len(after) - tail]),)


def _common_prefix(a: str, b: str) -> int:
    # By halves, since a slice compares at the speed of memory and a loop over a megabyte does not.
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def apply_to_document(document: QTextDocument, edits: Sequence[TextEdit]) -> None:
    """Apply edits of the document's buffer text in one edit block: one undo step, one change signal."""
    if not edits:
        return
    text = buffer_text(document)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    # From the last to the first, so that the places of the earlier ones stay true.
    for edit in sorted(edits, key=lambda e: (e.start, e.end), reverse=True):
        cursor.setPosition(to_qpos(text, edit.start))
        cursor.setPosition(to_qpos(text, edit.end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(for_qt(edit.text))
    cursor.endEditBlock()
