"""The editor for Markdown text: a column of comfortable width that knows lists, tables and pairs."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget

from editor.app.writing import CaretMemory, perform
from editor.core.writing import lists, pairs, tables
from editor.core.writing.change import Command
from editor.core.writing.links import is_url, next_part, paste_url
from editor.ui.line_layout import LineLayout
from editor.ui.selection_gaps import gaps

# Lines longer than this are tiring to read; the column keeps to it and stands in the middle.
MEASURE = 88
_LEAST_MARGIN = 20
TAB = 4
_PLAIN_LINE = re.compile(r"[^\s>*+\d-]|$")
_LETTERS = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
_PAIRED = frozenset("()[]{}\"`*_~'“«$")


class MarkdownEdit(QPlainTextEdit):
    """An editor whose undo belongs to somebody else: `undo_requested` and `redo_requested` ask for it.

    `menu_opening(menu, position)` lets others put their entries for a place of the text into the menu.
    """

    undo_requested = Signal()
    redo_requested = Signal()
    zoom_requested = Signal(int)
    menu_opening = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setCenterOnScroll(False)
        self.setCursorWidth(2)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.memory: CaretMemory | None = None
        # Takes what is pasted before the text does, or says that it is for the text.
        self.taker: Callable[[QMimeData], bool] | None = None
        # Those who may take what is dropped, asked from the first on. A filter would be called at every letter.
        self.drop_takers: list[Callable[[QDropEvent], bool]] = []
        # Hears of keys that type no letter and of the focus that goes; may take a key away.
        self.key_taker: Callable[[QEvent], bool] | None = None
        # Whether what changes the text now is somebody who types.
        self.is_typed = False
        self._selects = False
        self.measure = MEASURE
        self.tab_width = TAB
        self.closes_pairs = True
        self.selectionChanged.connect(self._on_selection_changed)

    def fit_column(self) -> None:
        """Put the column in the middle, no wider than is good to read."""
        width = QFontMetricsF(self.font()).horizontalAdvance("x") * self.measure
        bar = self.verticalScrollBar().sizeHint().width()
        side = max(_LEAST_MARGIN, int((self.width() - bar - width) / 2))
        margins = self.viewportMargins()
        if margins.left() != side:
            self.setViewportMargins(side, 12, side, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the room between lines that are selected."""
        if self._selects:
            self._fill_gaps(self.textCursor())
        super().paintEvent(event)

    def _fill_gaps(self, cursor: QTextCursor) -> None:
        layout = self.document().documentLayout()
        if not isinstance(layout, LineLayout) or layout.spacing <= 1.0:
            return
        painter = QPainter(self.viewport())
        colour = self.palette().color(QPalette.ColorRole.Highlight)
        block, origin = self.firstVisibleBlock(), self.contentOffset()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        while block.isValid() and block.position() < end and origin.y() < self.viewport().height():
            height = self.blockBoundingRect(block).height()
            if block.position() + block.length() > start:
                at = block.position()
                for rect in gaps(block, origin, start - at, end - at, layout.spacing):
                    painter.fillRect(rect, colour)
            origin.setY(origin.y() + height)
            block = block.next()
        painter.end()

    def _on_selection_changed(self) -> None:
        self._selects = self.textCursor().hasSelection()
        # Qt has painted anew no more than the lines themselves.
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle."""
        super().resizeEvent(event)
        self.fit_column()

    def event(self, event: QEvent) -> bool:
        """Leave the keys for undo and redo to the window's actions, where it has any."""
        # A letter must be drawn at once: it is asked no more than this, and asking Qt takes time.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and not _types_letter(event)
        ):
            if self.key_taker is not None and self.key_taker(event):
                return True
            if _is_history(event):
                event.ignore()
                return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note what is typed."""
        self.is_typed = bool(event.commitString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let others hear of it."""
        if self.key_taker is not None:
            self.key_taker(event)
        super().focusOutEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let others take what is dragged."""
        if not self._is_taken(event):
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Let others take what is dragged."""
        if not self._is_taken(event):
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Let others take what is dropped."""
        if not self._is_taken(event):
            super().dropEvent(event)

    def _is_taken(self, event: QDropEvent) -> bool:
        return any(take(event) for take in self.drop_takers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter, Tab and the keys for undo before the text does."""
        if _types_letter(event):
            self.is_typed = True
            super().keyPressEvent(event)
            return
        text = event.text()
        self.is_typed = text != "" and (text.isprintable() or event.key() == Qt.Key.Key_Backspace)
        if self.key_taker is not None and self.key_taker(event):
            return
        if _is_history(event):
            request = (
                self.undo_requested if event.matches(QKeySequence.StandardKey.Undo) else self.redo_requested
            )
            request.emit()
        elif self.isReadOnly() or not self._edits_lines(event):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom while Ctrl is held."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_requested.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the standard menu with our undo in place of the document's."""
        menu = self.createStandardContextMenu(event.pos())
        for action in list(menu.actions())[:3]:
            menu.removeAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        _add_history(menu, self)
        self.menu_opening.emit(menu, self.cursorForPosition(event.pos()).position())
        menu.popup(event.globalPos())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give the selection as it is: Qt's own way would make spaces of no-break spaces."""
        # Qt's object, not one made here: the clipboard outlives Python, which an object of ours would call upon.
        data = super().createMimeDataFromSelection()
        # It fills itself when it is first read, over whatever was put in before.
        data.text()
        data.clear()
        data.setText(self.textCursor().selectedText().replace("\u2029", "\n"))
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text, whatever else comes with it, and pictures where somebody takes them."""
        return (source.hasText() and not source.hasUrls()) or (self.taker is not None and source.hasImage())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert text as one undo step: an address makes the selection a link, HTML becomes Markdown."""
        if self.isReadOnly() or (self.taker is not None and self.taker(source)) or not source.hasText():
            return
        text = source.text()
        if is_url(text) and self.perform(partial(paste_url, url=text)):
            return
        if source.hasHtml():
            # The converter is only imported by who pastes HTML.
            from editor.core.writing import paste_html

            html = source.html()
            if paste_html.is_worth_converting(html):
                text = paste_html.html_to_markdown(html) or text
        self._insert(text)

    def _insert(self, text: str) -> None:
        clean = re.sub("\r\n|[\r\u2029]", "\n", text).replace("\0", "")
        self.run(partial(_insert_text, text=clean))

    def perform(self, command: Command, *, in_line: bool = False) -> bool:
        """Do a command of the core as one undo step; False where it has nothing to do here."""
        done = False

        def act(cursor: QTextCursor) -> None:
            nonlocal done
            done = perform(cursor, command, in_line=in_line)

        self.run(act)
        return done

    def run(self, act: Callable[[QTextCursor], None]) -> None:
        """Let `act` change the text with a cursor that stands as ours, as one undo step."""
        if self.isReadOnly():
            return
        cursor = self.textCursor()
        begun = self.memory.begin(cursor) if self.memory is not None else None
        act(cursor)
        self.setTextCursor(cursor)
        if begun is not None and self.memory is not None:
            self.memory.end(begun, cursor)
        self.ensureCursorVisible()

    def indent(self) -> None:
        """Move lines or an item one step in, or fill up to the next stop; in a table or a link go to the next part."""
        if not self._in_table(tables.next_cell) and not self.perform(next_part, in_line=True):
            self.perform(partial(lists.indent, tab=self.tab_width))

    def outdent(self) -> None:
        """Move lines or an item one step out, in a table go to the cell before."""
        if not self._in_table(tables.previous_cell):
            self.perform(partial(lists.outdent, tab=self.tab_width))

    def paste_plain(self) -> None:
        """Paste the clipboard's text as it is."""
        data = QGuiApplication.clipboard().mimeData()
        if data is not None and data.hasText():
            self._insert(data.text())

    def _in_table(self, command: Command) -> bool:
        cursor = self.textCursor()
        one_line = self.document().findBlock(cursor.anchor()) == cursor.block()
        return one_line and "|" in cursor.block().text() and self.perform(command)

    def _edits_lines(self, event: QKeyEvent) -> bool:
        plain = Qt.KeyboardModifier.NoModifier
        pad = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if pad not in (plain, Qt.KeyboardModifier.ShiftModifier):
                return False
            self._break_line(goes_on=pad == plain)
            return True
        if event.key() == Qt.Key.Key_Backtab:
            self.outdent()
            return True
        if event.key() == Qt.Key.Key_Tab and pad == plain:
            self.indent()
            return True
        if event.key() == Qt.Key.Key_Backspace and pad == plain:
            return self.closes_pairs and self.perform(pairs.erase, in_line=True)
        return self._types_pair(event)

    def _types_pair(self, event: QKeyEvent) -> bool:
        char = event.text()
        if not self.closes_pairs or char not in _PAIRED or not char:
            return False
        control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
        # AltGr counts as both on some systems.
        if bool(event.modifiers() & control) != bool(event.modifiers() & alt):
            return False
        return self.perform(partial(pairs.type_character, char=char), in_line=True)

    def _closes_fence(self, line: str) -> bool:
        return line.lstrip().startswith(("```", "~~~")) and self.perform(pairs.close_fence)

    def _break_line(self, *, goes_on: bool) -> None:
        cursor = self.textCursor()
        if goes_on and self.closes_pairs and self._closes_fence(cursor.block().text()):
            return
        if goes_on and not _PLAIN_LINE.match(cursor.block().text()):
            self.perform(lists.break_line)
            return
        # Qt would put in U+2028 for Shift+Enter, which is no line end in a file.
        cursor.insertText("\n")
        self.ensureCursorVisible()


def _insert_text(cursor: QTextCursor, text: str) -> None:
    cursor.insertText(text)


def _types_letter(event: QKeyEvent) -> bool:
    """Whether a key types what stands for itself alone; asked first, as Qt's flags take their time in Python."""
    text = event.text()
    return text.isprintable() and text != "" and text not in _PAIRED and event.modifiers() in _LETTERS


def _is_history(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


def _add_history(menu: QMenu, edit: MarkdownEdit) -> None:
    first = menu.actions()[0] if menu.actions() else None
    memory = edit.memory
    can_undo, can_redo = (memory.can_undo, memory.can_redo) if memory is not None else (False, False)
    for text, request, can in (
        ("Undo", edit.undo_requested, can_undo),
        ("Redo", edit.redo_requested, can_redo),
    ):
        action = menu.addAction(text)
        action.triggered.connect(request)
        action.setEnabled(can and not edit.isReadOnly())
        if first is not None:
            menu.insertAction(first, action)
    if first is not None:
        menu.insertSeparator(first)
