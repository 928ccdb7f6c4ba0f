"""Colours for Markdown that is being written: what was typed at once, a large text bit by bit."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextDocument, QTextLayout

from editor.app.block_notes import BlockNotes, notes_for, notes_of
from editor.app.code_colours import MOST_CODE, code_spans
from editor.app.markdown_lines import (
    START,
    ColouredLine,
    Span,
    State,
    Style,
    defined_labels,
    in_text,
    scan_unit,
)
from editor.app.text_bridge import buffer_text, to_qpos, utf16_length
from editor.core.writing.line_blocks import Kind, Leaf
from editor.ui.inks import make_inks

# Seconds spent before events are looked at again, and blocks coloured before that whatever they cost.
_SLICE = 0.004
_AT_ONCE = 80
# A paragraph is coloured as a whole: how far back its beginning is looked for.
_LOOK_BACK = 200
# Code gets the colours of its language when typing pauses for so long.
_CODE_PAUSE_MS = 60
_CODE_REACH = 1500
# In these no word is looked up: what is written there is not the author's language.
_NO_PROSE = frozenset(
    (
        Style.CODE,
        Style.CODE_BLOCK,
        Style.CODE_INFO,
        Style.LINK_TARGET,
        Style.ADDRESS,
        Style.HTML,
        Style.COMMENT,
    )
    + (Style.SHORTCODE, Style.MATH, Style.TABLE_MARK, Style.RULE)
)


@dataclass(slots=True)
class _Seen:
    """What one run over some blocks came upon: positions that look otherwise now, and whether there were headings."""

    edited: int = -1
    begin: int = 2**31
    end: int = 0
    headings: bool = False


class MarkdownHighlighter(QObject):
    """Keeps the blocks of a document coloured; the number of the state that a line leaves is its user state.

    QSyntaxHighlighter would go through all of a new document before anything is shown (144 ms for 1 MB): here
    an edit colours its own neighbourhood, and what follows is done in slices of a few milliseconds.
    `lines_read(first, last)` tells of blocks that were read anew, `headings_changed` that the outline is another.
    """

    lines_read = Signal(int, int)
    headings_changed = Signal()

    def __init__(
        self, document: QTextDocument, *, dark: bool, points: float = 11.0, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._dark, self._points = dark, points
        self._inks = make_inks(dark=dark, points=points)
        self._states: list[State] = [START]
        self._numbers: dict[State, int] = {START: 0}
        self._labels = defined_labels(buffer_text(document))
        self._blocks = document.blockCount()
        self._range = (0, _AT_ONCE)
        self._seen = _Seen()
        # Blocks from `_next` on are to be looked at, at least up to `_until`, then until states agree.
        self._next, self._until = 0, self._blocks
        # Whether the first of them may be in the middle of a paragraph.
        self._looks_back = False
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_timeout)
        self._code_timer = QTimer(self, interval=_CODE_PAUSE_MS, singleShot=True)
        self._code_timer.timeout.connect(self._paint_code)
        document.contentsChange.connect(self._on_contents_change)
        self._go_on(_AT_ONCE)

    @property
    def is_settled(self) -> bool:
        """Whether every block has its colours, and the code in view those of its language."""
        return self._next >= self._until and not self._code_timer.isActive()

    def set_look(self, *, dark: bool, points: float) -> None:
        """Take the colours for a dark or a light ground, and the size of the text."""
        if (dark, points) != (self._dark, self._points):
            self._dark, self._points = dark, points
            self._inks = make_inks(dark=dark, points=points, number=self._inks.number + 1)
            self._start_over()

    def show_range(self, first: int, last: int) -> None:
        """Say which blocks are in view: code there gets the colours of its language."""
        if (first, last) != self._range:
            self._range = (first, last)
            self._code_timer.start()

    def is_note(self, block: QTextBlock) -> bool:
        """Whether a line stands in a footnote's text."""
        return any(container.kind == "^" for container in self._state_of(block).containers)

    def show_spelling(self, block: QTextBlock) -> None:
        """Draw what a block's notes say is misspelt."""
        notes = notes_of(block)
        if notes is not None:
            self._draw(block, notes)
            self._document.markContentsDirty(block.position(), block.length() - 1)

    def finish(self) -> None:
        """Colour at once whatever is still to be coloured."""
        self._look_back()
        while self._next < self._until:
            self._go_on(_AT_ONCE)
        self._code_timer.stop()
        self._paint_code()

    def stop(self) -> None:
        """Leave the document alone from now on."""
        self._timer.stop()
        self._code_timer.stop()
        self._document.contentsChange.disconnect(self._on_contents_change)

    def _start_over(self) -> None:
        self._next, self._until = 0, self._document.blockCount()
        self._go_on(_AT_ONCE)
        self._code_timer.start()

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        block = self._document.findBlock(position)
        if not removed and self._is_plain_end(block, position, added):
            # Every call of Qt counts here: a letter waits for it.
            if "]:" in block.text():
                self._take_labels()
            number = block.blockNumber()
            self._put_off(number, number + 1)
            self._looks_back = True
            self._set_timer()
            return
        last_block = self._document.findBlock(position + added)
        last = last_block.blockNumber() if last_block.isValid() else self._document.blockCount() - 1
        if self._may_define(block, last):
            self._take_labels()
        first = self._unit_start(block).blockNumber()
        grown = self._document.blockCount() - self._blocks
        self._blocks = self._document.blockCount()
        if self._next < self._until:
            # What was still to do has moved with the text.
            self._until = max(self._until + grown, 0)
            if self._next > first:
                self._next = max(first, self._next + grown)
        edited = last if last == block.blockNumber() else -1
        reached, is_done = self._colour_from(first, last + 1, _AT_ONCE, edited)
        if not is_done:
            self._put_off(reached, max(last, reached) + 1)
        self._set_timer()
        self._code_timer.start()

    def _put_off(self, first: int, until: int) -> None:
        """Note that blocks from `first` on are to be looked at, at least up to `until`."""
        pending = self._next < self._until
        self._next = min(self._next, first) if pending else first
        self._until = max(self._until if pending else 0, until)

    def _is_plain_end(self, block: QTextBlock, position: int, added: int) -> bool:
        """Whether what was typed ends a line, behind all in it that has a look of its own.

        It has the right look then, nearly always, and is drawn before the line is read.
        """
        at = position - block.position()
        if at + added != block.length() - 1 or self._document.blockCount() != self._blocks:
            return False
        notes = notes_of(block)
        if notes is None:
            return False
        return not notes.ranges or notes.coloured_to < at

    def _unit_start(self, block: QTextBlock) -> QTextBlock:
        """Find the line at which the paragraph begins that a line may be of, or the one above it."""
        for _ in range(_LOOK_BACK):
            previous = block.previous()
            if not previous.isValid() or not in_text(self._state_of(previous)):
                break
            block = previous
        return block

    def _may_define(self, block: QTextBlock, last: int) -> bool:
        """Whether there is a link's definition on one of a few lines; of many it is taken for granted."""
        if last - block.blockNumber() > _AT_ONCE:
            return True
        while block.isValid() and block.blockNumber() <= last:
            if "]:" in block.text():
                return True
            block = block.next()
        return False

    def _take_labels(self) -> None:
        labels = defined_labels(buffer_text(self._document))
        if labels != self._labels:
            self._labels = labels
            self._next, self._until = 0, self._document.blockCount()

    def _on_timeout(self) -> None:
        self._look_back()
        self._go_on(0)

    def _look_back(self) -> None:
        """Begin with the paragraph that a line which was typed in is of."""
        if self._looks_back:
            self._looks_back = False
            self._next = self._unit_start(self._document.findBlockByNumber(self._next)).blockNumber()

    def _go_on(self, at_least: int) -> None:
        reached, is_done = self._colour_from(self._next, self._until, at_least)
        self._next = reached
        self._until = reached if is_done else max(self._until, reached + 1)
        self._set_timer()
        if is_done:
            self._code_timer.start()

    def _set_timer(self) -> None:
        if self._next >= self._until:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def _colour_from(self, first: int, until: int, at_least: int, edited: int = -1) -> tuple[int, bool]:
        """Colour blocks from `first` to `until` and on until a state is as it was.

        Stops early where the slice is over and `at_least` so many are done. Gives the block to go on with and
        whether all was done. A block that is being `edited` is laid out anyway: Qt would draw everything anew if
        it were told of that, too.
        """
        block = self._document.findBlockByNumber(first)
        stop = perf_counter() + _SLICE
        count, is_done = 0, not block.isValid()
        self._seen = _Seen(edited)
        while not is_done and (count < at_least or perf_counter() < stop):
            last, changed = self._colour_unit(block)
            count += last.blockNumber() - block.blockNumber() + 1
            block = last.next()
            is_done = not block.isValid() or (first + count >= until and not changed)
        seen = self._seen
        if seen.begin < seen.end:
            end = min(seen.end, self._document.characterCount() - 1)
            self._document.markContentsDirty(seen.begin, end - seen.begin)
        if count:
            self.lines_read.emit(first, first + count - 1)
        if seen.headings:
            self.headings_changed.emit()
        return first + count, is_done

    def _state_of(self, block: QTextBlock) -> State:
        number = block.userState() if block.isValid() else 0
        return self._states[number] if 0 <= number < len(self._states) else START

    def _colour_unit(self, block: QTextBlock) -> tuple[QTextBlock, bool]:
        """Colour a line, or the paragraph it begins; gives its last line and whether that leaves another state."""
        ahead = [block]

        def line_at(k: int) -> str | None:
            while len(ahead) <= k:
                following = ahead[-1].next()
                if not following.isValid():
                    return None
                ahead.append(following)
            return ahead[k].text()

        changed = False
        lines = scan_unit(line_at, self._state_of(block.previous()), self._labels)
        for each, line in zip(ahead, lines, strict=False):
            number = self._numbers.setdefault(line.state, len(self._states))
            if number == len(self._states):
                self._states.append(line.state)
            changed = each.userState() != number
            if changed:
                each.setUserState(number)
            self._note(each, line)
        return ahead[len(lines) - 1], changed

    def _note(self, block: QTextBlock, line: ColouredLine) -> None:
        """Take over what a line is, and draw it where it looks otherwise than before."""
        notes = notes_for(block)
        text = block.text()
        if notes.level or line.level:
            self._seen.headings = True
        look = (line.spans, line.level, self._inks.number)
        notes.kind, notes.level, notes.info, notes.code_at = line.kind, line.level, line.info, line.code_at
        had_more = bool(notes.misspelt) or (bool(notes.code) and line.kind is not Kind.FENCED)
        notes.misspelt = None
        notes.prose = () if line.is_code else _prose(text, line.spans)
        if look == notes.look and not had_more and text.isascii():
            return
        notes.look = look
        is_ascii = text.isascii()
        notes.ranges = [self._range_of(text, span, line.level, ascii_=is_ascii) for span in line.spans]
        notes.coloured_to = max([each.start + each.length for each in notes.ranges], default=0)
        if line.kind is not Kind.FENCED:
            notes.code = []
        self._draw(block, notes)
        if block.blockNumber() != self._seen.edited:
            self._seen.begin = min(self._seen.begin, block.position())
            self._seen.end = max(self._seen.end, block.position() + block.length())

    def _draw(self, block: QTextBlock, notes: BlockNotes) -> None:
        ranges = notes.ranges
        if notes.code:
            ranges = ranges + notes.code
        if notes.misspelt:
            ranges = ranges + [_formatted(m.start, m.length, self._inks.wrong) for m in notes.misspelt]
        layout = block.layout()
        if ranges or layout.formats():
            layout.setFormats(ranges)

    def _range_of(self, text: str, span: Span, level: int, *, ascii_: bool) -> QTextLayout.FormatRange:
        found = QTextLayout.FormatRange()
        if ascii_:
            found.start, found.length = span.start, span.length
        else:
            found.start = to_qpos(text, span.start)
            found.length = utf16_length(text[span.start : span.start + span.length])
        is_heading = span.style is Style.HEADING
        found.format = self._inks.headings[level] if is_heading else self._inks.styles[span.style]
        return found

    def _paint_code(self) -> None:
        """Give the code in view the colours of its language."""
        if self._next < self._until and self._next <= self._range[1]:
            self._code_timer.start()
            return
        block = self._document.findBlockByNumber(self._range[0])
        for _ in range(_CODE_REACH):
            if not block.isValid() or self._state_of(block.previous()).leaf is not Leaf.FENCE:
                break
            block = block.previous()
        while block.isValid() and block.blockNumber() <= self._range[1]:
            notes = notes_of(block)
            is_fence = notes is not None and notes.kind is Kind.FENCE_OPEN
            block = self._paint_fence(block) if is_fence else block.next()

    def _paint_fence(self, opening: QTextBlock) -> QTextBlock:
        """Colour the code behind a fence; gives the line behind it."""
        notes = notes_for(opening)
        blocks: list[QTextBlock] = []
        parts: list[str] = []
        size = 0
        block = opening.next()
        while block.isValid() and len(blocks) < _CODE_REACH and size < MOST_CODE:
            line = notes_of(block)
            if line is None or line.kind is not Kind.FENCED:
                break
            text = block.text()[line.code_at :]
            blocks.append(block)
            parts.append(text)
            size += len(text) + 1
            block = block.next()
        language = notes.info.split("{")[0].split()
        code = "\n".join(parts)
        key = hash((code, notes.info, self._dark))
        if blocks and key != notes.code_key:
            notes.code_key = key
            spans = code_spans(code, language[0]) if language else ()
            for each, text, own in zip(blocks, parts, spans or ((),) * len(blocks), strict=False):
                line = notes_for(each)
                base = len(each.text()) - len(text)
                line.code = [
                    _formatted(
                        base + to_qpos(text, s.start),
                        utf16_length(text[s.start : s.start + s.length]),
                        self._inks.code[s.part],
                    )
                    for s in own
                ]
                self._draw(each, line)
            first, last = blocks[0], blocks[-1]
            self._document.markContentsDirty(
                first.position(), last.position() + last.length() - 1 - first.position()
            )
        return block


def _formatted(start: int, length: int, ink: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, ink
    return found


def _prose(text: str, spans: tuple[Span, ...]) -> tuple[tuple[int, int], ...]:
    """Give the stretches of a line, in code points, in which there are words of the author's language."""
    taken = sorted((s.start, s.start + s.length) for s in spans if s.style in _NO_PROSE)
    stretches, at = [], 0
    for start, end in taken:
        if start > at:
            stretches.append((at, start))
        at = max(at, end)
    if at < len(text):
        stretches.append((at, len(text)))
    return tuple(stretches)
