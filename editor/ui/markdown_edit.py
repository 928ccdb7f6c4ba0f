"""The editor for Markdown text: a column of comfortable width that knows lists and indentation."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget

from editor.app.markdown_lines import in_code
from editor.app.text_bridge import to_offset, utf16_length

# Lines longer than this are tiring to read; the column keeps to it and stands in the middle.
_MEASURE = 88
_LEAST_MARGIN = 20
_TAB = 4
_ITEM = re.compile(
    r"(?P<lead>[ \t]*(?:>[ ]?)*[ \t]*)"
    r"(?:(?P<mark>[-*+]|(?P<number>\d{1,9})(?P<stop>[.)]))(?P<gap>[ \t]+)(?P<task>\[[ xX]\][ \t]+)?)?"
)


class MarkdownEdit(QPlainTextEdit):
    """An editor whose undo belongs to somebody else: `undo_requested` and `redo_requested` ask for it."""

    undo_requested = Signal()
    redo_requested = Signal()
    zoom_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setCenterOnScroll(False)
        self.setCursorWidth(2)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)

    def fit_column(self) -> None:
        """Put the column in the middle, no wider than is good to read."""
        width = QFontMetricsF(self.font()).horizontalAdvance("x") * _MEASURE
        bar = self.verticalScrollBar().sizeHint().width()
        side = max(_LEAST_MARGIN, int((self.width() - bar - width) / 2))
        margins = self.viewportMargins()
        if margins.left() != side:
            self.setViewportMargins(side, 12, side, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle."""
        super().resizeEvent(event)
        self.fit_column()

    def event(self, event: QEvent) -> bool:
        """Leave the keys for undo and redo to the window's actions, where it has any."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _is_history(event)
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter, Tab and the keys for undo before the text does."""
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
        """Take text, whatever else comes with it."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert plain text alone, as one undo step."""
        if source.hasText() and not self.isReadOnly():
            text = re.sub("\r\n|[\r\u2029]", "\n", source.text()).replace("\0", "")
            self.textCursor().insertText(text)
            self.ensureCursorVisible()

    def _edits_lines(self, event: QKeyEvent) -> bool:
        plain = Qt.KeyboardModifier.NoModifier
        pad = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if pad == Qt.KeyboardModifier.ShiftModifier:
                # Qt would put in U+2028, which is no line end in a file.
                self.textCursor().insertText("\n")
            elif pad == plain:
                self._break_line()
            else:
                return False
            self.ensureCursorVisible()
            return True
        if event.key() == Qt.Key.Key_Backtab:
            self.outdent()
            return True
        if event.key() == Qt.Key.Key_Tab and pad == plain:
            self.indent()
            return True
        return False

    def indent(self) -> None:
        """Move the lines selected or the caret's list item one step in; else fill up to the next stop."""
        cursor = self.textCursor()
        blocks = _touched(cursor)
        item = _ITEM.match(cursor.block().text())
        if len(blocks) == 1 and not (item and item["mark"]):
            column = to_offset(cursor.block().text(), cursor.positionInBlock())
            cursor.insertText(" " * (_TAB - column % _TAB))
            return
        step = _step(blocks[0])
        cursor.beginEditBlock()
        for block in blocks:
            if block.text().strip() or len(blocks) == 1:
                QTextCursor(block).insertText(" " * step)
        cursor.endEditBlock()

    def outdent(self) -> None:
        """Move the lines selected one step out."""
        cursor = self.textCursor()
        blocks = _touched(cursor)
        step = _step(blocks[0])
        cursor.beginEditBlock()
        for block in blocks:
            text = block.text()
            size = 1 if text.startswith("\t") else min(step, len(text) - len(text.lstrip(" ")))
            edit = QTextCursor(block)
            edit.setPosition(block.position() + size, QTextCursor.MoveMode.KeepAnchor)
            edit.removeSelectedText()
        cursor.endEditBlock()

    def _break_line(self) -> None:
        """Go on with a list or a quote on the next line; on an empty item, end it."""
        cursor = self.textCursor()
        block = cursor.block()
        text = block.text()
        item = _ITEM.match(text)
        at = to_offset(text, cursor.positionInBlock())
        is_code = block.previous().isValid() and in_code(max(block.previous().userState(), 0))
        lead = text[: len(text) - len(text.lstrip(" \t"))]
        if item is None or is_code or cursor.hasSelection() or at < item.end():
            cursor.insertText("\n" + lead[:at])
            self.setTextCursor(cursor)
            return
        begins = bool(item["mark"]) or ">" in item["lead"]
        if begins and not text[item.end() :].strip():
            self._end_item(cursor, item)
        else:
            cursor.insertText("\n" + _next_lead(item))
        self.setTextCursor(cursor)

    def _end_item(self, cursor: QTextCursor, item: re.Match[str]) -> None:
        """Take the mark of an empty item away: a nested one goes out one level, a quoted one stays quoted."""
        block = cursor.block()
        lead = item["lead"]
        keep = ""
        if item["mark"]:
            keep = lead if ">" in lead else lead[: max(0, len(lead) - _step(block))]
            if lead and ">" not in lead:
                keep += item["mark"] + item["gap"]
        cursor.setPosition(block.position())
        cursor.setPosition(block.position() + utf16_length(block.text()), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(keep)


def _next_lead(item: re.Match[str]) -> str:
    mark = f"{int(item['number']) + 1}{item['stop']}" if item["number"] else item["mark"]
    if mark is None:
        return item["lead"]
    return f"{item['lead']}{mark}{item['gap']}" + ("[ ] " if item["task"] else "")


def _step(block: QTextBlock) -> int:
    """Give the columns by which a list nests here: as wide as the mark of the item above, two at least."""
    for line in (block.previous(), block):
        item = _ITEM.match(line.text()) if line.isValid() else None
        if item and item["mark"]:
            return max(2, min(_TAB, len(item["mark"]) + 1))
    return _TAB


def _touched(cursor: QTextCursor) -> list[QTextBlock]:
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    listed = [block]
    while block.next().isValid() and block.next().position() < cursor.selectionEnd():
        block = block.next()
        listed.append(block)
    return listed


def _is_history(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


def _add_history(menu: QMenu, edit: MarkdownEdit) -> None:
    first = menu.actions()[0] if menu.actions() else None
    for text, request in (("Undo", edit.undo_requested), ("Redo", edit.redo_requested)):
        action = menu.addAction(text)
        action.triggered.connect(request)
        action.setEnabled(not edit.isReadOnly())
        if first is not None:
            menu.insertAction(first, action)
    if first is not None:
        menu.insertSeparator(first)
