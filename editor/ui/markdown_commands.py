"""What the formatting commands do to a document: one undo step each, taken back when done again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QTextBlock, QTextCursor

from editor.app.text_bridge import to_offset, utf16_length
from editor.core.writing.spans import Span, holds, span_at

# Indentation, then any number of quote marks: what stands before a line's own mark.
_LEAD = re.compile(r"[ \t]*(?:>[ ]?)*[ \t]*")
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_MARKER = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)(?:\[[ xX]\](?:[ \t]+|$))?")
_BULLET = re.compile(r"[-*+](?:[ \t]+|$)(?!\[[ xX]\])")
_NUMBER = re.compile(r"\d{1,9}[.)](?:[ \t]+|$)")
_TASK = re.compile(r"[-*+][ \t]+\[[ xX]\](?:[ \t]+|$)")
_QUOTE = re.compile(r"[ \t]{0,3}>[ ]?")
_LINK = re.compile(r"!?\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]*(?:\([^()]*\)[^()\s]*)*)(?:[ \t]+\"[^\"]*\")?\)")
_ADDRESS = re.compile(r"(?:https?://|mailto:|www\.)\S+|/\S+")


# Start and end of what is replaced, as positions of the document before any edit, and the text put there.
_Edit = tuple[int, int, str]


@contextmanager
def _one_step(cursor: QTextCursor) -> Iterator[None]:
    cursor.beginEditBlock()
    try:
        yield
    finally:
        cursor.endEditBlock()


def toggle_inline(cursor: QTextCursor, mark: str) -> None:
    """Put `mark` (`**`, `*`, `~~`, a backtick) around the selection or the caret's word, or take it away.

    A selection of several lines gets the marks on each line, behind the line's own list or quote mark.
    Without a word the caret ends up between two new marks. At the end of what is marked it steps out of it, so
    that one writes on without, and back in; within, all of that loses its marks, or what is selected of it does.
    """
    caret = None if cursor.hasSelection() else cursor.position()
    if caret is not None and _take_empty_marks(cursor, mark):
        return
    if _leave_span(cursor, mark):
        return
    if caret is not None and not _select_word(cursor):
        with _one_step(cursor):
            cursor.insertText(mark + mark)
            cursor.setPosition(caret + len(mark))
        return
    spans = [s for s in (_trimmed(cursor, *part) for part in _line_parts(cursor)) if s[0] < s[1]]
    wrapped = [_is_wrapped(cursor, *span, mark) for span in spans]
    if not spans:
        return
    edits: list[_Edit] = []
    for span, is_wrapped in zip(spans, wrapped, strict=True):
        if all(wrapped):
            edits += _unwrapping(cursor, *span, mark)
        elif not is_wrapped:
            edits += _wrapping(cursor, *span, mark)
    first, last = _moved(spans[0][0], edits, after=True), _moved(spans[-1][1], edits, after=False)
    with _one_step(cursor):
        for start, end, text in sorted(edits, reverse=True):
            _replace_range(cursor, start, end, text)
    if caret is None:
        _select(cursor, first, last)
    else:
        cursor.setPosition(min(max(_moved(caret, edits, after=True), first), last))


def _leave_span(cursor: QTextCursor, mark: str) -> bool:
    """Step over the end of a marked span, or take its marks away; False where the cursor is in none."""
    block = cursor.block()
    base, line = block.position(), block.text()
    if cursor.selectionStart() < base or cursor.selectionEnd() > base + block.length() - 1:
        return False
    start, end = (to_offset(line, at - base) for at in (cursor.selectionStart(), cursor.selectionEnd()))
    span = span_at(line, start, end, mark)
    if span is None or (start == end == span.opening):
        return False
    size = len(mark) if mark != "`" else span.start - span.opening
    if start == end and end in (span.end, span.end + size):
        cursor.setPosition(base + utf16_length(line[: 2 * span.end + size - end]))
        return True
    if not span.start <= start <= end <= span.end or (start, end) == (span.start, span.end):
        return False
    if start == end:
        start, end = span.start, span.end
    edits = [_cut_before(line, span, start, size), _cut_behind(line, span, end, size)]
    with _one_step(cursor):
        for first, last, text in reversed(edits):
            _replace(cursor, block, first, last, text)
    return True


def _cut_before(line: str, span: Span, start: int, size: int) -> _Edit:
    """End a span before `start`, or take its opening marks away where nothing of it is left there."""
    left = len(line[span.start : start].rstrip())
    at = span.start + left
    return (at, at, line[span.start - size : span.start]) if left else (span.start - size, span.start, "")


def _cut_behind(line: str, span: Span, end: int, size: int) -> _Edit:
    right = len(line[end : span.end].lstrip())
    at = span.end - right
    return (at, at, line[span.end : span.end + size]) if right else (span.end, span.end + size, "")


def toggle_link(cursor: QTextCursor) -> None:
    """Make the selection or word at the caret a link, the caret where its target goes.

    A link becomes its text again.
    """
    block = cursor.block()
    text, at = block.text(), to_offset(block.text(), cursor.position() - block.position())
    for link in _LINK.finditer(text):
        if link.start() < at < link.end() or (cursor.hasSelection() and link.start() <= at <= link.end()):
            begin = block.position() + utf16_length(text[: link.start()])
            with _one_step(cursor):
                _select(cursor, begin, begin + utf16_length(link[0]))
                cursor.insertText(link[1])
                _select(cursor, begin, begin + utf16_length(link[1]))
            return
    if not cursor.hasSelection():
        _select_word(cursor)
    chosen = cursor.selectedText()
    start = cursor.selectionStart()
    with _one_step(cursor):
        if _ADDRESS.fullmatch(chosen):
            cursor.insertText(f"[]({chosen})")
            cursor.setPosition(start + 1)
        else:
            cursor.insertText(f"[{chosen}]()")
            cursor.setPosition(start + utf16_length(chosen) + (3 if chosen else 1))


def set_heading(cursor: QTextCursor, level: int) -> None:
    """Make the lines selected headings of `level` (0: none); those that are all so already become plain."""
    blocks = _blocks(cursor)
    hits = [_HEADING.match(block.text(), _lead_end(block.text())) for block in blocks]
    same = all(hit is not None and len(hit[1]) == level for hit in hits)
    with _one_step(cursor):
        for block, hit in zip(blocks, hits, strict=True):
            start = hit.start() if hit else _lead_end(block.text())
            stop = hit.end() if hit else start
            _replace(cursor, block, start, stop, "" if same or not level else f"{'#' * level} ")


def toggle_list(cursor: QTextCursor, kind: str) -> None:
    """Make the lines selected items of a list ("bullet", "number" or "task"), or plain where all are."""
    pattern = {"bullet": _BULLET, "number": _NUMBER, "task": _TASK}[kind]
    blocks = [b for b in _blocks(cursor) if b.text().strip()] or _blocks(cursor)[:1]
    is_set = all(pattern.match(b.text(), _lead_end(b.text())) for b in blocks)
    with _one_step(cursor):
        for number, block in enumerate(blocks, 1):
            start = _lead_end(block.text())
            old = _MARKER.match(block.text(), start)
            mark = {"bullet": "- ", "number": f"{number}. ", "task": "- [ ] "}[kind]
            _replace(cursor, block, start, old.end() if old else start, "" if is_set else mark)


def toggle_quote(cursor: QTextCursor) -> None:
    """Quote the lines selected, or take one level of quoting away where all are quoted."""
    blocks = _blocks(cursor)
    hits = [_QUOTE.match(block.text()) for block in blocks]
    with _one_step(cursor):
        for block, hit in zip(blocks, hits, strict=True):
            if all(hits):
                _replace(cursor, block, 0, hit.end() if hit else 0, "")
            else:
                _replace(cursor, block, 0, 0, "> ")


def toggle_code_block(cursor: QTextCursor) -> None:
    """Put fences around the lines selected, or take them away where the lines above and below are fences."""
    blocks = _blocks(cursor)
    above, below = blocks[0].previous(), blocks[-1].next()
    with _one_step(cursor):
        if _is_fence(above) and _is_fence(below):
            _remove_line(below)
            _remove_line(above)
            return
        runs = [len(run) for block in blocks for run in re.findall("`{3,}", block.text())]
        fence = "`" * max([3, *(length + 1 for length in runs)])
        end = QTextCursor(blocks[-1])
        end.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        end.insertText(f"\n{fence}")
        start = QTextCursor(blocks[0])
        start.insertText(f"{fence}\n")
        cursor.setPosition(start.position() - 1)


def _is_fence(block: QTextBlock) -> bool:
    return block.isValid() and block.text().lstrip().startswith(("```", "~~~"))


def _remove_line(block: QTextBlock) -> None:
    line = QTextCursor(block)
    if block.next().isValid():
        line.setPosition(block.next().position(), QTextCursor.MoveMode.KeepAnchor)
    else:
        line.setPosition(max(0, block.position() - 1))
        line.setPosition(block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    line.removeSelectedText()


def _lead_end(text: str) -> int:
    lead = _LEAD.match(text)
    return lead.end() if lead else 0


def _blocks(cursor: QTextCursor) -> list[QTextBlock]:
    """Give the lines that the selection touches; one that ends at a line's start does not touch that line."""
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    end = cursor.selectionEnd()
    listed = [block]
    while block.next().isValid() and block.next().position() < end:
        block = block.next()
        listed.append(block)
    return listed


def _line_parts(cursor: QTextCursor) -> list[tuple[int, int]]:
    """Give the selected part of each line, without the marks that the line begins with."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    blocks = _blocks(cursor)
    if len(blocks) == 1:
        return [(start, min(end, blocks[0].position() + blocks[0].length() - 1))]
    parts = []
    for block in blocks:
        text = block.text()
        lead = _lead_end(text)
        mark = _HEADING.match(text, lead) or _MARKER.match(text, lead)
        inner = block.position() + utf16_length(text[: mark.end() if mark else lead])
        parts.append((max(start, inner), min(end, block.position() + block.length() - 1)))
    return parts


def _trimmed(cursor: QTextCursor, start: int, end: int) -> tuple[int, int]:
    text = _text(cursor, start, end)
    inner = text.strip()
    begin = start + utf16_length(text[: len(text) - len(text.lstrip())])
    return begin, begin + utf16_length(inner)


def _text(cursor: QTextCursor, start: int, end: int) -> str:
    probe = QTextCursor(cursor.document())
    last = cursor.document().characterCount() - 1
    probe.setPosition(max(0, min(start, last)))
    probe.setPosition(max(0, min(end, last)), QTextCursor.MoveMode.KeepAnchor)
    return probe.selectedText()


def _run_around(cursor: QTextCursor, start: int, end: int, mark: str) -> tuple[int, int]:
    """Count the mark's character directly before `start` and behind `end`."""
    block = cursor.document().findBlock(start)
    before = _text(cursor, block.position(), start)
    stop = block.position() + block.length() - 1
    after = _text(cursor, end, max(end, stop))
    char = mark[0]
    return len(before) - len(before.rstrip(char)), len(after) - len(after.lstrip(char))


def _inner_run(text: str, mark: str) -> int:
    char = mark[0]
    if len(text) <= 2 * len(mark):
        return 0
    return min(len(text) - len(text.lstrip(char)), len(text) - len(text.rstrip(char)))


def _is_wrapped(cursor: QTextCursor, start: int, end: int, mark: str) -> bool:
    around = min(_run_around(cursor, start, end, mark))
    return holds(around, mark) or holds(_inner_run(_text(cursor, start, end), mark), mark)


def _wrapping(cursor: QTextCursor, start: int, end: int, mark: str) -> list[_Edit]:
    text = _text(cursor, start, end)
    opening = mark
    if mark == "`" and "`" in text:
        longest = max(len(run) for run in re.findall("`+", text))
        opening = "`" * (longest + 1) + " "
    return [(start, start, opening), (end, end, opening[::-1])]


def _unwrapping(cursor: QTextCursor, start: int, end: int, mark: str) -> list[_Edit]:
    size = len(mark)
    if holds(min(_run_around(cursor, start, end, mark)), mark):
        return [(start - size, start, ""), (end, end + size, "")]
    return [(start, start + size, ""), (end - size, end, "")]


def _moved(position: int, edits: list[_Edit], *, after: bool) -> int:
    """Give where a position is once the edits are done; `after` what is put in there, or before it."""
    moved = position
    for start, end, text in edits:
        if end < position or (end == position and (after or start < end)):
            moved += len(text) - (end - start)
    return moved


def _take_empty_marks(cursor: QTextCursor, mark: str) -> bool:
    caret = cursor.position()
    before, after = _run_around(cursor, caret, caret, mark)
    if not before == after == len(mark):
        return False
    with _one_step(cursor):
        _replace_range(cursor, caret - len(mark), caret + len(mark), "")
    return True


def _select_word(cursor: QTextCursor) -> bool:
    """Select the word that the caret is in; a caret at a word's edge is in it too."""
    block = cursor.block()
    text = block.text()
    at = to_offset(text, cursor.position() - block.position())
    for word in re.finditer(r"[\w'’-]*\w", text):
        if word.start() <= at <= word.end():
            begin = block.position() + utf16_length(text[: word.start()])
            _select(cursor, begin, begin + utf16_length(word[0]))
            return True
    return False


def _select(cursor: QTextCursor, start: int, end: int) -> None:
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)


def _replace(cursor: QTextCursor, block: QTextBlock, start: int, end: int, text: str) -> None:
    """Replace code points of a line; an equal text is no edit."""
    line = block.text()
    if line[start:end] != text:
        base = block.position() + utf16_length(line[:start])
        _replace_range(cursor, base, base + utf16_length(line[start:end]), text)


def _replace_range(cursor: QTextCursor, start: int, end: int, text: str) -> None:
    # A cursor of its own, so that the selection stays and moves with the text.
    edit = QTextCursor(cursor.document())
    _select(edit, start, end)
    edit.insertText(text)
