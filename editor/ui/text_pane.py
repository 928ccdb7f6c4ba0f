"""The pane a post's Markdown is written in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from weakref import WeakKeyDictionary

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QLabel, QPlainTextDocumentLayout, QTextEdit, QVBoxLayout, QWidget

from editor.app.block_notes import notes_of
from editor.app.session import PostSession
from editor.app.text_bridge import to_offset
from editor.app.writing import CaretMemory, perform
from editor.core.writing import lines, links, lists, snippets, tables
from editor.core.writing.change import Command
from editor.core.writing.sections import Section, heading_title
from editor.ui import markdown_commands as commands
from editor.ui.find_bar import FindBar
from editor.ui.finder import Finder
from editor.ui.highlighter import MarkdownHighlighter
from editor.ui.line_layout import LineLayout
from editor.ui.markdown_edit import MarkdownEdit

# Good faces for prose in a fixed width, the roomiest first; the system's own where none is there.
_FACES = (
    "JetBrains Mono",
    "iA Writer Mono S",
    "IBM Plex Mono",
    "Cascadia Code",
    "Source Code Pro",
    "Noto Sans Mono",
)
_POINTS = 11.0
_ZOOM_STEPS = (-5, 16)
_DARK_BELOW = 128
_LEAST_WIDTH = 200
_CURRENT_LINE = ("#F4F5FA", "#262A33")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a session was left: the selection's ends and the line at the top."""

    anchor: int
    position: int
    top_line: int


class TextPane(QWidget):
    """Edits the body of the session shown.

    `cursor_moved(line, column)` counts both from 1 in the body, columns in characters; `scrolled(line)`
    brings the 0-based line at the top. `commands` maps names ("bold", "heading_2", "find", …) to what
    an action calls.
    """

    cursor_moved = Signal(int, int)
    scrolled = Signal(int)
    zoom_changed = Signal(int)
    headings_changed = Signal()
    lines_read = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: PostSession | None = None
        self._highlighters: WeakKeyDictionary[PostSession, MarkdownHighlighter] = WeakKeyDictionary()
        self._places: WeakKeyDictionary[PostSession, _Place] = WeakKeyDictionary()
        self._memories: WeakKeyDictionary[PostSession, CaretMemory] = WeakKeyDictionary()
        self._spacing = 1.0
        self._asked_font = ("", _POINTS)
        self._marked = (-1, 0)
        # Marks that others have for the text in view, by their names, drawn with ours.
        self.more_marks: dict[str, Callable[[], list[QTextEdit.ExtraSelection]]] = {}
        self._zoom = 0
        self._nothing = QTextDocument(self)
        self._nothing.setDocumentLayout(QPlainTextDocumentLayout(self._nothing))
        self._edit = MarkdownEdit(self)
        self._edit.setAccessibleName("Text of the post, in Markdown")
        self._edit.setPlaceholderText("Write here, in Markdown…")
        self._strip = QLabel(self, wordWrap=True)
        self._strip.setObjectName("readOnlyStrip")
        self._strip.setContentsMargins(16, 8, 16, 8)
        self._strip.hide()
        self._bar = FindBar(self)
        self._bar.hide()
        self._finder = Finder(self._edit, self._bar)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self._strip, self._edit, self._bar):
            layout.addWidget(widget)
        layout.setStretchFactor(self._edit, 1)
        self.setFocusProxy(self._edit)
        self.setMinimumWidth(_LEAST_WIDTH)
        self._font = _font()
        self._take_font()
        self.commands: Mapping[str, Callable[[], None]] = MappingProxyType(self._commands())
        self._connect()
        self.show_session(None)

    @property
    def editor(self) -> MarkdownEdit:
        """The editor itself."""
        return self._edit

    @property
    def find_bar(self) -> FindBar:
        """The bar for finding and replacing; hidden until asked for."""
        return self._bar

    @property
    def is_settled(self) -> bool:
        """Whether all of the text has its colours."""
        highlighter = self._highlighter()
        return highlighter is None or highlighter.is_settled

    @property
    def is_in_note(self) -> bool:
        """Whether the caret stands in a footnote's text."""
        block, highlighter = self._edit.textCursor().block(), self._highlighter()
        return highlighter is not None and bool(block.text().strip()) and highlighter.is_note(block)

    def shown_lines(self) -> tuple[int, int]:
        """Give the first and the last line that may be in view, 0-based."""
        first = self._edit.firstVisibleBlock().blockNumber()
        shown = self._edit.viewport().height() // max(1, self._edit.fontMetrics().lineSpacing())
        return first, first + shown

    def show_spelling(self, block: QTextBlock) -> None:
        """Underline what a line's notes say is misspelt."""
        highlighter = self._highlighter()
        if highlighter is not None:
            highlighter.show_spelling(block)

    def headings(self) -> tuple[Section, ...]:
        """Give the headings of the text as far as it has been read, from the first to the last."""
        found = []
        block = self._edit.document().firstBlock()
        while block.isValid():
            notes = notes_of(block)
            if notes is not None and notes.level:
                found.append(Section(notes.level, block.blockNumber(), heading_title(block.text())))
            block = block.next()
        return tuple(found)

    def _highlighter(self) -> MarkdownHighlighter | None:
        return self._highlighters.get(self._session) if self._session else None

    def show_session(self, session: PostSession | None) -> None:
        """Edit another session's body where it was left, or nothing."""
        if self._session is not None:
            self._places[self._session] = self._place()
            self._session.read_only_changed.disconnect(self._on_read_only_changed)
            self._memories[self._session].placed.disconnect(self._on_placed)
        self._session = session
        document = session.body if session is not None else self._nothing
        if not isinstance(document.documentLayout(), QPlainTextDocumentLayout):
            layout = LineLayout(document, self._spacing)
            # Python's part of it lives as long as the document does.
            layout.setParent(document)
            document.setDocumentLayout(layout)
            document.setDocumentMargin(4)
        laid_out = document.documentLayout()
        if isinstance(laid_out, LineLayout):
            laid_out.spacing = self._spacing
        document.setDefaultFont(self._edit.font())
        self._edit.memory = None
        self._edit.setDocument(document)
        self._take_tabs()
        self._edit.setEnabled(session is not None)
        if session is not None:
            if session not in self._highlighters:
                self._highlighters[session] = MarkdownHighlighter(
                    document, dark=self._is_dark(), points=self._points(), parent=session
                )
                self._highlighters[session].headings_changed.connect(self.headings_changed)
                self._highlighters[session].lines_read.connect(self.lines_read)
            self._highlighters[session].set_look(dark=self._is_dark(), points=self._points())
            self._remember_carets(session)
            session.read_only_changed.connect(self._on_read_only_changed)
            self._return_to(self._places.get(session, _Place(0, 0, 0)))
        self._on_read_only_changed(session.read_only_reason if session is not None else "")
        self._finder.forget()
        self._show_marks(anew=False)
        self._moved.start()

    def _remember_carets(self, session: PostSession) -> None:
        if session not in self._memories:
            self._memories[session] = CaretMemory(session)
        self._edit.memory = self._memories[session]
        self._edit.memory.placed.connect(self._on_placed)

    def go_to_line(self, line: int, column: int = 1) -> None:
        """Put the caret at a line of the body, 0-based, and a column from 1, in view and focused."""
        block = self._edit.document().findBlockByNumber(max(0, line))
        if not block.isValid():
            block = self._edit.document().lastBlock()
        cursor = QTextCursor(block)
        for _ in range(min(column - 1, block.length() - 1)):
            cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        self._edit.setTextCursor(cursor)
        self._edit.centerCursor()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def scroll_to_line(self, line: int) -> None:
        """Bring a line of the body, 0-based, to the top; the caret stays."""
        block = self._edit.document().findBlockByNumber(max(0, line))
        if block.isValid():
            self._edit.verticalScrollBar().setValue(block.firstLineNumber())

    def insert_text(self, text: str) -> None:
        """Put text in place of the selection, as one undo step."""
        self._run(partial(_insert, text=text))

    def open_find(self, *, replace: bool = False) -> None:
        """Open the bar, looking for what is selected if that is within a line, and else in what is selected."""
        chosen = self._edit.textCursor().selectedText()
        many = "\u2029" in chosen
        self._bar.open("" if many else chosen, replace=replace, scoped=many)

    def show_marks(self) -> None:
        """Ask for all marks anew."""
        self._show_marks()

    def take_look(self, family: str, points: float, measure: int, tab_width: int, spacing: float) -> None:
        """Write in a font (the default's where `family` is empty), in lines no longer than `measure` letters."""
        self._spacing = spacing
        layout = self._edit.document().documentLayout()
        if isinstance(layout, LineLayout):
            layout.spacing = spacing
        self._edit.measure, self._edit.tab_width = measure, tab_width
        if (family, points) != self._asked_font:
            # Looking through the system's fonts takes its time, also at the start.
            self._asked_font = (family, points)
            self._font = _font(family, points)
        self._take_font()

    def zoom_by(self, steps: int) -> None:
        """Make the text larger, or smaller where `steps` is negative."""
        self._set_zoom(self._zoom + steps)

    def zoom_reset(self) -> None:
        """Show the text at its own size again."""
        self._set_zoom(0)

    def set_text_font(self, family: str, points: float = _POINTS) -> None:
        """Write in another font; an empty family is the default's."""
        self._asked_font = (family, points)
        self._font = _font(family, points)
        self._take_font()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See to it that code that comes into view gets its colours."""
        super().resizeEvent(event)
        # The caret may be in another row now.
        self._remark.start()
        self._tell_range()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the change to a light or a dark palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            highlighter = self._highlighter()
            if highlighter is not None:
                highlighter.set_look(dark=self._is_dark(), points=self._points())
            self._show_marks()

    def _connect(self) -> None:
        self._remark = QTimer(self, interval=0, singleShot=True)
        self._remark.timeout.connect(self._on_marks_changed)
        self._moved = QTimer(self, interval=0, singleShot=True)
        self._moved.timeout.connect(self._tell_place)
        self._edit.cursorPositionChanged.connect(self._moved.start)
        self._edit.cursorPositionChanged.connect(self._on_cursor_moved)
        self._edit.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._edit.zoom_requested.connect(self.zoom_by)
        self._edit.undo_requested.connect(self._on_undo)
        self._edit.redo_requested.connect(self._on_redo)
        self._finder.marks_changed.connect(self._on_marks_changed)
        self._bar.closed.connect(self._on_bar_closed)

    def _commands(self) -> dict[str, Callable[[], None]]:
        edits: dict[str, Callable[[QTextCursor], None]] = {
            "bold": partial(commands.toggle_inline, mark="**"),
            "italic": partial(commands.toggle_inline, mark="*"),
            "strikethrough": partial(commands.toggle_inline, mark="~~"),
            "code": partial(commands.toggle_inline, mark="`"),
            "link": commands.toggle_link,
            "code_block": commands.toggle_code_block,
            "quote": commands.toggle_quote,
            "bullet_list": partial(commands.toggle_list, kind="bullet"),
            "numbered_list": partial(commands.toggle_list, kind="number"),
            "task_list": partial(commands.toggle_list, kind="task"),
        }
        edits |= {f"heading_{level}": partial(commands.set_heading, level=level) for level in range(7)}
        listed: dict[str, Callable[[], None]] = {
            name: partial(self._run, edit) for name, edit in edits.items()
        }
        operations: dict[str, Command] = {
            "toggle_task": lists.toggle_task,
            "move_up": lines.move_up,
            "move_down": lines.move_down,
            "duplicate": lines.duplicate,
            "delete_lines": lines.delete_lines,
            "image": links.insert_image,
            "footnote": snippets.footnote,
            "table": tables.insert_table,
            "table_align": tables.align,
            "table_add_row": tables.add_row,
            "table_remove_row": tables.remove_row,
            "table_add_column": tables.add_column,
            "table_remove_column": tables.remove_column,
            "table_turn": tables.turn_alignment,
        }
        listed |= {name: partial(self.perform, command) for name, command in operations.items()}
        return listed | {
            "paste_plain": self._edit.paste_plain,
            "find": self.open_find,
            "replace": partial(self.open_find, replace=True),
            "find_next": self._finder.find_next,
            "find_previous": self._finder.find_previous,
            "indent": self._edit.indent,
            "outdent": self._edit.outdent,
            "zoom_in": partial(self.zoom_by, 1),
            "zoom_out": partial(self.zoom_by, -1),
            "zoom_reset": self.zoom_reset,
        }

    def perform(self, command: Command) -> None:
        """Do a command of the core in the text, as one undo step."""
        self._run(partial(_perform, command=command))

    def _run(self, edit: Callable[[QTextCursor], None]) -> None:
        if self._session is not None:
            self._edit.run(edit)
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_placed(self, anchor: int, position: int) -> None:
        cursor = self._edit.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self._edit.setTextCursor(cursor)

    def _on_undo(self) -> None:
        if self._session is not None:
            self._session.undo()

    def _on_redo(self) -> None:
        if self._session is not None:
            self._session.redo()

    def _on_read_only_changed(self, reason: str) -> None:
        self._edit.setReadOnly(bool(reason) or self._session is None)
        self._edit.setTextInteractionFlags(
            self._edit.textInteractionFlags() | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._bar.set_read_only(bool(reason))
        self._strip.setText(reason)
        self._strip.setVisible(bool(reason))

    def _on_cursor_moved(self) -> None:
        # What is typed within a line is drawn before anybody hears of it.
        if not self._edit.is_typed:
            self._show_marks(anew=False)

    def _tell_place(self) -> None:
        self._show_marks(anew=False)
        cursor = self._edit.textCursor()
        column = to_offset(cursor.block().text(), cursor.positionInBlock())
        self.cursor_moved.emit(cursor.blockNumber() + 1, column + 1)

    def _on_scrolled(self) -> None:
        if self._bar.isVisible():
            # Not at once: taking marks may scroll, and Qt must not be given others while it takes some.
            self._remark.start()
        self._tell_range()
        self.scrolled.emit(self._edit.firstVisibleBlock().blockNumber())

    def _on_marks_changed(self) -> None:
        self._show_marks()

    def _on_bar_closed(self) -> None:
        self._show_marks()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_marks(self, *, anew: bool = True) -> None:
        """Mark the line of the caret and the hits in view."""
        caret = self._edit.textCursor()
        # Asking for the caret's place on the screen would measure every block above it.
        visual = caret.block().layout().lineForTextPosition(caret.positionInBlock())
        line_at = visual.lineNumber() if visual.isValid() else 0
        place = (caret.blockNumber(), -1 if self._edit.document().isEmpty() else line_at)
        if not anew and place == self._marked and not self._bar.isVisible() and not self.more_marks:
            # The mark moves with the text; setting it again would have the line drawn twice.
            return
        self._marked = place
        line = QTextEdit.ExtraSelection()
        line.cursor = caret
        line.cursor.clearSelection()
        line.format.setBackground(QColor(_CURRENT_LINE[self._is_dark()]))
        line.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        hits: list[QTextEdit.ExtraSelection] = []
        if self._bar.isVisible():
            top = self._edit.firstVisibleBlock()
            bottom = self._edit.cursorForPosition(self._edit.viewport().rect().bottomRight())
            # A page more on both sides, so that what is scrolled into view has its marks.
            page = max(1, bottom.position() - top.position())
            first, last = top.position() - page, bottom.position() + page
            hits = self._finder.marks(max(0, first), last, dark=self._is_dark())
        more = [mark for marks in self.more_marks.values() for mark in marks()]
        # Behind the mark the words that invite to write could not be read.
        marks = [*more, *hits] if self._edit.document().isEmpty() else [line, *more, *hits]
        self._edit.setExtraSelections(marks if self._session is not None else [])

    def _tell_range(self) -> None:
        highlighter = self._highlighter()
        if highlighter is not None:
            first, last = self.shown_lines()
            # Some more on both sides, so that scrolling meets colours.
            highlighter.show_range(max(0, first - 20), last + 40)

    def _place(self) -> _Place:
        cursor = self._edit.textCursor()
        return _Place(cursor.anchor(), cursor.position(), self._edit.verticalScrollBar().value())

    def _return_to(self, place: _Place) -> None:
        last = self._edit.document().characterCount() - 1
        cursor = QTextCursor(self._edit.document())
        cursor.setPosition(min(place.anchor, last))
        cursor.setPosition(min(place.position, last), QTextCursor.MoveMode.KeepAnchor)
        self._edit.setTextCursor(cursor)
        self._edit.verticalScrollBar().setValue(place.top_line)

    def _set_zoom(self, steps: int) -> None:
        self._zoom = max(_ZOOM_STEPS[0], min(_ZOOM_STEPS[1], steps))
        self._take_font()
        self.zoom_changed.emit(self._zoom)

    def _take_font(self) -> None:
        font = QFont(self._font)
        font.setPointSizeF(self._font.pointSizeF() + self._zoom)
        self._edit.setFont(font)
        self._edit.document().setDefaultFont(font)
        self._take_tabs()
        self._edit.fit_column()
        highlighter = self._highlighter()
        if highlighter is not None:
            highlighter.set_look(dark=self._is_dark(), points=self._points())

    def _take_tabs(self) -> None:
        self._edit.setTabStopDistance(self._edit.tab_width * self._edit.fontMetrics().horizontalAdvance(" "))

    def _points(self) -> float:
        return self._edit.font().pointSizeF()

    def _is_dark(self) -> bool:
        return self.palette().color(QPalette.ColorRole.Base).lightness() < _DARK_BELOW


def _insert(cursor: QTextCursor, text: str) -> None:
    cursor.insertText(text)


def _perform(cursor: QTextCursor, command: Command) -> None:
    perform(cursor, command)


def _font(family: str = "", points: float = _POINTS) -> QFont:
    known = set(QFontDatabase.families())
    name = family or next((face for face in _FACES if face in known), "")
    font = QFont(name) if name else QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(points)
    font.setStyleHint(QFont.StyleHint.Monospace)
    return font
