"""The front matter's text with line numbers, in which lines can be marked."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontDatabase,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextDocumentLayout, QPlainTextEdit, QWidget

from editor.core.problem import Severity
from editor.ui.form.base import leaves_to_window
from editor.ui.form.tones import colours_of
from editor.ui.line_mark import line_mark

_INDENT = re.compile(r" *")
_STEP = "  "


class Gutter(QWidget):
    """The column of line numbers beside a `SourceView`."""

    def __init__(self, view: SourceView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self) -> QSize:
        """Be as wide as the numbers."""
        return QSize(self._view.gutter_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the view draw, which knows where its lines are."""
        self._view.paint_gutter(self, event)


class SourceView(QPlainTextEdit):
    """Edits a document that others own; undo is the window's, Tab is two spaces, Enter keeps the indentation.

    Lines are numbered as in the file, so that a message of Hugo's names the number shown here.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first_line = 1
        self._marks: Mapping[int, Severity] = {}
        self.setObjectName("form_source")
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(max(self.font().pointSizeF(), 10))
        self.setFont(font)
        self.setPlaceholderText('title: "…"')
        self.setAccessibleName("Front matter source")
        self._gutter = Gutter(self)
        self.blockCountChanged.connect(self._on_block_count_changed)
        self.updateRequest.connect(self._on_update_request)
        self.cursorPositionChanged.connect(self._mark_lines)
        self._on_block_count_changed()

    def take_document(self, document: QTextDocument) -> None:
        """Show `document`, laid out for plain text."""
        if not isinstance(document.documentLayout(), QPlainTextDocumentLayout):
            document.setDocumentLayout(QPlainTextDocumentLayout(document))
        document.setDefaultFont(self.font())
        self.setDocument(document)
        self._on_block_count_changed()

    def set_first_line(self, line: int) -> None:
        """Number the first line `line`."""
        if line != self._first_line:
            self._first_line = line
            self._on_block_count_changed()
            self._gutter.update()

    def mark(self, marks: Mapping[int, Severity]) -> None:
        """Mark lines, given by their number in the file."""
        if marks != self._marks:
            self._marks = dict(marks)
            self._mark_lines()
            self._gutter.update()

    @property
    def marks(self) -> Mapping[int, Severity]:
        """The marked lines by their number in the file."""
        return self._marks

    def go_to_line(self, line: int) -> None:
        """Put the cursor on a line, by its number in the file, behind its indentation."""
        last = self.document().blockCount() - 1
        block = self.document().findBlockByNumber(max(0, min(line - self._first_line, last)))
        cursor = QTextCursor(block)
        found = _INDENT.match(block.text())
        cursor.setPosition(block.position() + (found.end() if found else 0))
        self.setTextCursor(cursor)
        self.centerCursor()

    # ---- the gutter ---------------------------------------------------------------------------------------

    def gutter_width(self) -> int:
        """Give the width the largest number needs."""
        last = self._first_line + self.blockCount() - 1
        return self.fontMetrics().horizontalAdvance("9" * max(2, len(str(last)))) + 22

    def paint_gutter(self, gutter: QWidget, event: QPaintEvent) -> None:
        """Draw the numbers of the visible lines, and a dot beside a marked one."""
        colours = colours_of(self.palette())
        painter = QPainter(gutter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        current = self.textCursor().blockNumber()
        while block.isValid() and top <= event.rect().bottom():
            height = self.blockBoundingRect(block).height()
            if top + height >= event.rect().top():
                number = self._first_line + block.blockNumber()
                mark = self._marks.get(number)
                ink = colours.text if block.blockNumber() == current else colours.faint
                if mark is not None:
                    ink = colours.error if mark is Severity.ERROR else colours.warning
                    painter.setBrush(QColor(ink))
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.drawEllipse(QRect(5, int(top + height / 2) - 3, 6, 6))
                painter.setPen(QColor(ink))
                box = QRect(0, int(top), gutter.width() - 8, int(height))
                painter.drawText(
                    box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(number)
                )
            top += height
            block = block.next()
        painter.end()

    # ---- keys and menu ------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep undo for the window."""
        return leaves_to_window(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Indent by spaces, which alone Hugo allows in YAML, and keep the indentation of the line."""
        key = event.key()
        if key == Qt.Key.Key_Tab and not event.modifiers() and not self.isReadOnly():
            cursor = self.textCursor()
            cursor.insertText(_STEP[cursor.positionInBlock() % 2 :])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and not self.isReadOnly():
            cursor = self.textCursor()
            before = cursor.block().text()
            found = _INDENT.match(before[: cursor.positionInBlock()])
            cursor.insertText("\n" + (found.group() if found else ""))
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer all but undo and redo: those of this document alone would leave the post's history behind."""
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() in ("edit-undo", "edit-redo"):
                menu.removeAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the gutter as high as the text."""
        super().resizeEvent(event)
        self._place_gutter()

    def _place_gutter(self) -> None:
        box = self.contentsRect()
        self._gutter.setGeometry(box.left(), box.top(), self.gutter_width(), box.height())

    def _on_block_count_changed(self, _count: int = 0) -> None:
        self.setViewportMargins(self.gutter_width(), 0, 0, 0)
        self._place_gutter()

    def _on_update_request(self, rect: QRect, dy: int) -> None:
        if dy:
            self._gutter.scroll(0, dy)
        else:
            self._gutter.update(0, rect.y(), self._gutter.width(), rect.height())

    def _mark_lines(self) -> None:
        colours = colours_of(self.palette())
        selections = []
        for line, severity in self._marks.items():
            block = self.document().findBlockByNumber(line - self._first_line)
            if not block.isValid():
                continue
            wrong = severity is Severity.ERROR
            selections.append(line_mark(block, colours.error_soft if wrong else colours.warning_soft))
        self.setExtraSelections(selections)
        self._gutter.update()
