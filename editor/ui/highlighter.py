"""Colours for Markdown that is being written: what was typed at once, a large text bit by bit."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor, QFont, QTextBlock, QTextCharFormat, QTextDocument, QTextLayout

from editor.app.markdown_lines import BLANK, Span, Style, scan_line
from editor.app.text_bridge import to_qpos, utf16_length

# Seconds spent before events are looked at again, and blocks coloured before that whatever they cost.
_SLICE = 0.004
_AT_ONCE = 80


class MarkdownHighlighter(QObject):
    """Keeps the blocks of a document coloured; the state that a line leaves is the block's user state.

    QSyntaxHighlighter would go through all of a new document before anything is shown (144 ms for 1 MB): here
    an edit colours its own neighbourhood, and what follows is done in slices of a few milliseconds.
    """

    def __init__(self, document: QTextDocument, *, dark: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._formats = _formats(dark=dark)
        self._dark = dark
        self._blocks = document.blockCount()
        # Blocks from `_next` on are to be looked at, at least up to `_until`, then until states agree.
        self._next, self._until = 0, self._blocks
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_timeout)
        document.contentsChange.connect(self._on_contents_change)
        self._go_on(_AT_ONCE)

    @property
    def is_settled(self) -> bool:
        """Whether every block has its colours."""
        return self._next >= self._until

    def set_dark(self, dark: bool) -> None:
        """Take the colours for a dark or a light ground."""
        if dark != self._dark:
            self._dark, self._formats = dark, _formats(dark=dark)
            self._next, self._until = 0, self._document.blockCount()
            self._go_on(_AT_ONCE)

    def stop(self) -> None:
        """Leave the document alone from now on."""
        self._timer.stop()
        self._document.contentsChange.disconnect(self._on_contents_change)

    def _on_contents_change(self, position: int, _removed: int, added: int) -> None:
        first = self._document.findBlock(position).blockNumber()
        last_block = self._document.findBlock(position + added)
        last = last_block.blockNumber() if last_block.isValid() else self._document.blockCount() - 1
        grown = self._document.blockCount() - self._blocks
        self._blocks = self._document.blockCount()
        if self._next < self._until:
            # What was still to do has moved with the text.
            self._until = max(self._until + grown, 0)
            if self._next > first:
                self._next = max(first, self._next + grown)
        reached, is_done = self._colour_from(first, last + 1, _AT_ONCE)
        if not is_done:
            pending = self._next < self._until
            self._next = min(self._next, reached) if pending else reached
            self._until = max(self._until if pending else 0, last + 1, reached + 1)
        self._set_timer()

    def _on_timeout(self) -> None:
        self._go_on(0)

    def _go_on(self, at_least: int) -> None:
        reached, is_done = self._colour_from(self._next, self._until, at_least)
        self._next = reached
        self._until = reached if is_done else max(self._until, reached + 1)
        self._set_timer()

    def _set_timer(self) -> None:
        if self._next >= self._until:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def _colour_from(self, first: int, until: int, at_least: int) -> tuple[int, bool]:
        """Colour blocks from `first` to `until` and on until a state is as it was.

        Stops early where the slice is over and `at_least` so many are done. Gives the block to go on with and
        whether all was done.
        """
        block = self._document.findBlockByNumber(first)
        begin = end = block.position() if block.isValid() else 0
        stop = perf_counter() + _SLICE
        count, is_done = 0, not block.isValid()
        while not is_done and (count < at_least or perf_counter() < stop):
            changed = self._colour(block)
            end = block.position() + block.length()
            count += 1
            block = block.next()
            is_done = not block.isValid() or (first + count >= until and not changed)
        if count:
            self._document.markContentsDirty(begin, min(end, self._document.characterCount() - 1) - begin)
        return first + count, is_done

    def _colour(self, block: QTextBlock) -> bool:
        previous = block.previous()
        state = max(previous.userState(), BLANK) if previous.isValid() else BLANK
        text = block.text()
        spans, left = scan_line(text, state)
        ranges = [self._range(text, span) for span in spans]
        layout = block.layout()
        if ranges or layout.formats():
            layout.setFormats(ranges)
        changed = block.userState() != left
        if changed:
            block.setUserState(left)
        return changed

    def _range(self, text: str, span: Span) -> QTextLayout.FormatRange:
        found = QTextLayout.FormatRange()
        if text.isascii():
            found.start, found.length = span.start, span.length
        else:
            found.start = to_qpos(text, span.start)
            found.length = utf16_length(text[span.start : span.start + span.length])
        found.format = self._formats[span.style]
        return found


# Ink of each style on a light and on a dark ground; contrast at least 4.5 to #FFFFFF and #20232A.
_INKS = {
    Style.HEADING: ("#2F3FA8", "#AAB5FF"),
    Style.MARK: ("#6E7687", "#8E96A6"),
    Style.CODE: ("#9A3B6B", "#F0A3C6"),
    Style.CODE_BLOCK: ("#3D5A73", "#A9C4DA"),
    Style.CODE_INFO: ("#9A3B6B", "#F0A3C6"),
    Style.LINK_TEXT: ("#4C5FD5", "#8C9BFF"),
    Style.LINK_TARGET: ("#6E7687", "#8E96A6"),
    Style.LIST_MARK: ("#4C5FD5", "#8C9BFF"),
    Style.QUOTE: ("#5A6376", "#A9B0BE"),
    Style.HTML: ("#1F6F78", "#7CC8D0"),
    Style.COMMENT: ("#6E7687", "#8E96A6"),
    Style.SHORTCODE: ("#8A5300", "#F2BE5C"),
    Style.MATH: ("#1F7A4D", "#6FCF97"),
    Style.RULE: ("#6E7687", "#8E96A6"),
    Style.TABLE_MARK: ("#6E7687", "#8E96A6"),
}


def _formats(*, dark: bool) -> dict[Style, QTextCharFormat]:
    made = {style: QTextCharFormat() for style in Style}
    for style, inks in _INKS.items():
        made[style].setForeground(QColor(inks[dark]))
    for style in (Style.HEADING, Style.BOLD, Style.LIST_MARK):
        made[style].setFontWeight(QFont.Weight.Bold)
    for style in (Style.ITALIC, Style.COMMENT):
        made[style].setFontItalic(True)
    made[Style.STRUCK].setFontStrikeOut(True)
    return made
