"""Words drawn as chips in lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from editor.core.site.word_notes import WordNote
from editor.ui.form.base import as_text
from editor.ui.form.chip_line import BETWEEN_WORDS, ChipLine, split_words
from editor.ui.form.tones import colours_of

_PAD = 5
_GAP = 4
_CROSS = 16
_LINE_MIN = 56


class ChipBox(QWidget):
    """Draws words as chips in lines, with a place to type the next one behind the last.

    `changed` tells that the words are others. Enter or comma adds what is typed, Backspace in the empty place
    removes the last, arrows go along the chips, Delete removes the one chosen, Alt with an arrow moves it,
    F2 or a double click takes it back into the line.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: list[object] = []
        self.labels: dict[str, str] = {}
        self.notes: Mapping[str, WordNote] = {}
        self.chosen = -1
        self.read_only = False
        self._boxes: list[QRectF] = []
        self._placed = (-1, -1)
        self.line = ChipLine(self)
        self.line.setFrame(False)
        self.line.setObjectName("chipLine")
        self.line.setStyleSheet("QLineEdit#chipLine { background: transparent; border: none; padding: 0; }")
        self.line.setMinimumWidth(_LINE_MIN)
        self.line.key_offered.connect(self._on_key)
        self.line.left.connect(self._on_left)
        self.line.textEdited.connect(self._on_text)
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_items(self, items: Iterable[object]) -> None:
        """Show these words; what is being typed stays."""
        self.items = list(items)
        self.chosen = min(self.chosen, len(self.items) - 1)
        self._place()
        self.line.setPlaceholderText("" if self.items else "Add…")
        self.setAccessibleDescription(", ".join(map(self._label, self.items)))

    def show_notes(self, notes: Mapping[str, WordNote]) -> None:
        """Mark words by what there is to be said of them, which is shown below the pointer."""
        if notes != self.notes:
            self.notes = notes
            told = [self._label(item) for item in self.items] + [note.text for note in notes.values()]
            self.setAccessibleDescription(", ".join(told))
            self.update()

    def event(self, event: QEvent) -> bool:
        """Tell below the pointer what there is to be said of a word."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._at(QPointF(event.pos()))
            note = self.notes.get(as_text(self.items[at])) if at >= 0 else None
            if note is not None:
                QToolTip.showText(event.globalPos(), note.text, self)
                return True
        return super().event(event)

    def take_typed(self) -> bool:
        """Make chips of what stands in the line; tells whether there was anything."""
        words = split_words(self.line.text())
        self.line.clear()
        return self._add(words)

    # ---- layout -------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Take the height of the lines of chips at the present width."""
        return QSize(160, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Fit in narrow panes."""
        return QSize(110, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        """Wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height at `width`."""
        boxes, line = self._measure(max(width, 110))
        del boxes
        return int(line.bottom()) + _PAD + 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the chips out anew."""
        super().resizeEvent(event)
        self._place()

    def _chip_height(self) -> int:
        return self.fontMetrics().height() + 6

    def _measure(self, width: int) -> tuple[list[QRectF], QRectF]:
        height, right = self._chip_height(), width - _PAD
        x, y = _PAD, _PAD
        boxes: list[QRectF] = []
        for item in self.items:
            wide = min(self.fontMetrics().horizontalAdvance(self._label(item)) + 14 + _CROSS, right - _PAD)
            if x > _PAD and x + wide > right:
                x, y = _PAD, y + height + _GAP
            boxes.append(QRectF(x, y, wide, height))
            x += wide + _GAP
        if x > _PAD and x + _LINE_MIN > right:
            x, y = _PAD, y + height + _GAP
        return boxes, QRectF(x, y, max(right - x, 20), height)

    def _place(self) -> None:
        self._boxes, line = self._measure(max(self.width(), 110))
        self.line.setGeometry(line.toRect())
        if self._placed != (height := int(line.bottom()), self.width()):
            self._placed = (height, self.width())
            self.updateGeometry()
        self.update()

    def _label(self, item: object) -> str:
        text = as_text(item)
        return self.labels.get(text, text)

    # ---- drawing ------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field and its chips."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, focus = self.palette(), self.line.hasFocus()
        colours = colours_of(palette)
        painter.setPen(QPen(QColor(colours.accent if focus else colours.line), 1))
        painter.setBrush(QColor(colours.window if self.read_only else colours.base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        for at, box in enumerate(self._boxes):
            self._draw_chip(painter, palette, box, at)
        painter.end()

    def _draw_chip(self, painter: QPainter, palette: QPalette, box: QRectF, at: int) -> None:
        chosen = at == self.chosen and self.line.hasFocus()
        painter.setPen(Qt.PenStyle.NoPen)
        colours = colours_of(palette)
        note = self.notes.get(as_text(self.items[at]))
        ground = (
            colours.accent_soft if note is None else colours.warning_soft if note.is_loud else colours.base
        )
        painter.setBrush(QColor(colours.accent if chosen else ground))
        if note is not None and not note.is_loud and not chosen:
            # What leads nowhere, as it may, is drawn by its outline alone.
            painter.setPen(QPen(QColor(colours.faint), 1, Qt.PenStyle.DashLine))
            box = box.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, 6, 6)
        ink = QColor(colours.on_accent if chosen else colours.text)
        painter.setPen(ink)
        inner = box.adjusted(8, 0, -6 if self.read_only else -_CROSS - 2, 0)
        text = self._label(self.items[at]) or "“”"
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()) + 2)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        if not self.read_only:
            painter.setPen(QPen(ink if chosen else QColor(colours.muted), 1.3))
            middle = self._cross(box).center()
            for dx in (3.0, -3.0):
                painter.drawLine(middle - QPointF(dx, 3), middle + QPointF(dx, 3))

    @staticmethod
    def _cross(box: QRectF) -> QRectF:
        return QRectF(box.right() - _CROSS - 2, box.top(), _CROSS, box.height())

    # ---- the mouse ----------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the chip below the pointer, or remove it by its cross."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)
        at = self._at(event.position())
        if at >= 0 and not self.read_only and self._cross(self._boxes[at]).contains(event.position()):
            self._remove(at)
        else:
            self._choose(at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the chip back into the line."""
        at = self._at(event.position())
        if at >= 0:
            self._edit(at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Let the field show its commands."""
        event.ignore()

    def cross_of(self, at: int) -> QPointF:
        """Give the middle of the cross that removes the chip at `at`."""
        return self._cross(self._boxes[at]).center()

    def _at(self, place: QPointF) -> int:
        return next((at for at, box in enumerate(self._boxes) if box.contains(place)), -1)

    # ---- the keyboard -------------------------------------------------------------------------------------

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Draw the focus ring as the line gains and loses the focus."""
        if watched is self.line and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def _on_key(self, event: QKeyEvent) -> None:
        if self.read_only:
            return
        if self._adding_key(event) or self._chip_key(event):
            event.accept()

    def _adding_key(self, event: QKeyEvent) -> bool:
        key, text = event.key(), self.line.text()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take_typed()
            return True
        if event.text() == "," and text.count('"') % 2 == 0:
            self.take_typed()
            return True
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._paste()
        return False

    def _chip_key(self, event: QKeyEvent) -> bool:
        if self.line.text() or not self.items:
            return False
        key, last = event.key(), len(self.items) - 1
        moving = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and (self.chosen >= 0 or key == Qt.Key.Key_Left):
            step = -1 if key == Qt.Key.Key_Left else 1
            if moving and self.chosen >= 0:
                self._move(self.chosen, self.chosen + step)
            else:
                at = last if self.chosen < 0 else max(0, self.chosen + step)
                self._choose(-1 if at > last else at)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and (
            self.chosen >= 0 or key == Qt.Key.Key_Backspace
        ):
            self._remove(self.chosen if self.chosen >= 0 else last)
        elif key == Qt.Key.Key_F2 and self.chosen >= 0:
            self._edit(self.chosen)
        else:
            return False
        return True

    def _on_text(self, text: str) -> None:
        if text:
            self._choose(-1)

    def _on_left(self) -> None:
        self._choose(-1)

    def _paste(self) -> bool:
        text = QGuiApplication.clipboard().text()
        if not BETWEEN_WORDS.search(text):
            return False
        self._add(split_words(self.line.text() + text))
        self.line.clear()
        return True

    # ---- changes ------------------------------------------------------------------------------------------

    def _choose(self, at: int) -> None:
        if at != self.chosen:
            self.chosen = at
            self.update()

    def _add(self, words: Sequence[str]) -> bool:
        known = {as_text(item) for item in self.items}
        values = {label: value for value, label in self.labels.items()}
        fresh = [values.get(word, word) for word in words]
        fresh = [word for word in dict.fromkeys(fresh) if word not in known]
        if fresh:
            self.set_items([*self.items, *fresh])
            self.changed.emit()
        return bool(words)

    def _remove(self, at: int) -> None:
        was = self.chosen
        self.set_items(self.items[:at] + self.items[at + 1 :])
        self._choose(min(was, len(self.items) - 1) if was >= 0 else -1)
        self.changed.emit()

    def _move(self, at: int, to: int) -> None:
        if 0 <= to < len(self.items):
            items = list(self.items)
            items.insert(to, items.pop(at))
            self.set_items(items)
            self._choose(to)
            self.changed.emit()

    def _edit(self, at: int) -> None:
        if self.read_only:
            return
        self.take_typed()
        text = as_text(self.items[at])
        self._choose(-1)
        self.set_items(self.items[:at] + self.items[at + 1 :])
        self.line.setText(f'"{text}"' if BETWEEN_WORDS.search(text) else text)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()
