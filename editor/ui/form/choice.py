"""One value of several."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFocusEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from editor.core.schema import Choice
from editor.ui.form.base import Line, ValueEditor, as_text
from editor.ui.form.tones import colours_of

_NONE = "–"


class CalmBox(QComboBox):
    """A drop-down list that the wheel changes only while it has the focus; its menu is the field's."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the person went on to something else."""
        super().focusOutEvent(event)
        self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form unless the person is in this field."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow in the palette's ink, which a style sheet's image would not follow."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.palette())
        painter.setPen(QPen(QColor(colours.muted if self.isEnabled() else colours.line), 1.4))
        x, y = self.width() - 14.0, self.height() / 2
        painter.drawPolyline([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)])
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Let the field show its commands."""
        event.ignore()


class ChoiceEditor(ValueEditor):
    """Edits a value that is one of some known; an `open` choice takes any other text too.

    A value outside of the known ones is shown and kept. The empty choice writes what Clear writes.
    """

    def __init__(
        self, choices: Iterable[Choice], *, open: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choices = tuple(choices)
        self._open = open
        self.box = CalmBox(self)
        self._row.addWidget(self.box)
        self.setFocusProxy(self.box)
        self._values: list[object] = []
        if open:
            line = Line(self.box)
            self.box.setEditable(True)
            self.box.setLineEdit(line)
            line.textEdited.connect(self._on_edited)
            line.left.connect(self.flush)
            line.returnPressed.connect(self.flush)
            line.escaped.connect(self.revert)
        self.box.activated.connect(self._on_activated)
        self.box.left.connect(self.flush)

    def _display(self, value: object) -> None:
        numeric = any(not isinstance(choice.value, str) for choice in self._choices)
        listed: list[tuple[object, str]] = [] if numeric and value is not None else [(_empty(value), _NONE)]
        listed += [(choice.value, choice.label) for choice in self._choices]
        at = self._position(listed, value)
        if at < 0:
            listed.append((value, as_text(value)))
            at = len(listed) - 1
        self._values = [item for item, _ in listed]
        self.box.clear()
        self.box.addItems([label for _, label in listed])
        self.box.setCurrentIndex(at)
        if self._open:
            self.box.setEditText(as_text(value))

    @staticmethod
    def _position(listed: list[tuple[object, str]], value: object) -> int:
        wanted = as_text(value).lower()
        return next((at for at, (item, _) in enumerate(listed) if as_text(item).lower() == wanted), -1)

    def _read(self) -> object:
        if not self._open:
            return self._picked(self.box.currentIndex())
        text = self.box.currentText().strip()
        known = {label: item for item, label in zip(self._values, self._labels(), strict=True)}
        value = known.get(text, text)
        return self._shown if as_text(value) == as_text(self._shown) else value

    def _picked(self, index: int) -> object:
        value = self._values[index] if 0 <= index < len(self._values) else None
        # The file's own spelling (`smart`) stays where the same choice is picked again.
        return self._shown if as_text(value).lower() == as_text(self._shown).lower() else value

    def _labels(self) -> list[str]:
        return [self.box.itemText(at) for at in range(self.box.count())]

    def refuse(self, reason: str) -> None:
        """Show the file's value again."""
        super().refuse(reason)
        self._display(self._shown)

    def _on_activated(self, index: int) -> None:
        if self._open and 0 <= index < len(self._values):
            self.box.setEditText(as_text(self._values[index]))
        # Each letter typed on a closed list activates the next match: the last is the one that is meant.
        self._touch()

    def _on_edited(self) -> None:
        self._touch()


def _empty(value: object) -> object:
    return value if value is None else ""
