"""What all editors of a value share: when input is written, and what becomes of input that is wrong."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import QElapsedTimer, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from editor.core.schema import OfferedField

# Long enough that a word is one step of the history, short enough that the page follows: with Hugo's look for changes
# and its build, a title shows in its theme within a second. Who types on and on has the longest time and one pause more
# in no journal; with the journal's own pause and its write that makes less than two seconds.
_LONGEST_MS = 700
PAUSE_MS = 250


class InvalidInput(ValueError):
    """What was typed cannot be this field's value; the message tells the person why."""


def same_value(a: object, b: object) -> bool:
    """Whether two values are alike in type too: `1`, `1.0` and `true` are three values."""
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same_value, a, b))
    return type(a) is type(b) and a == b


def as_text(value: object) -> str:
    """Give a scalar as a person would type it; nothing for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (date, time)):
        return value.isoformat().replace("+00:00", "Z")
    return str(value)


def leaves_to_window(event: QEvent) -> bool:
    """Refuse undo and redo as keys of the focused widget, so that the window's commands get them.

    The history spans the whole post; a line's own would take back something else.
    """
    if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
        keys = QKeySequence.StandardKey
        if event.matches(keys.Undo) or event.matches(keys.Redo):
            event.ignore()
            return True
    return False


class ValueEditor(QWidget):
    """Shows one value and says when a person has made it another.

    `committed` carries the new value: on leaving the field, on Enter, after a pause in typing, on `flush`.
    `problem_changed` carries why the input is not written, or "" when it is again.
    """

    committed = Signal(object)
    problem_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: object = None
        self._before: object = None
        self._filled = False
        # The text a value from the file was put in; None once the text is the person's own.
        self._displayed: str | None = None
        self._problem = ""
        self._pause: QTimer | None = None
        self._typed_since = QElapsedTimer()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)

    def show_entry(self, entry: OfferedField) -> None:
        """Show the field's value; what is being typed just now stays."""
        self.show_value(None if entry.field is None else entry.field.value)

    def show_value(self, value: object) -> None:
        """Show `value`, unless it is what was shown before or input is under way."""
        if self.is_pending or (self._filled and same_value(value, self._shown)):
            return
        self._shown, self._filled = value, True
        self._set_problem("")
        self._display(value)

    @property
    def shown(self) -> object:
        """The value last shown or written."""
        return self._shown

    @property
    def problem(self) -> str:
        """Why the present input is not written; empty if it is."""
        return self._problem

    @property
    def is_pending(self) -> bool:
        """Whether input waits for the pause in typing."""
        return self._pause is not None and self._pause.isActive()

    def flush(self) -> None:
        """Write what has been typed so far."""
        if self._pause is not None and self._pause.isActive():
            self._pause.stop()
            self._commit()

    def refuse(self, reason: str) -> None:
        """Take back that the last input was written: `reason` says what stood against it."""
        self._shown = self._before
        self._set_problem(reason)

    def revert(self) -> None:
        """Forget input that is not written and show the value again."""
        if self._pause is not None:
            self._pause.stop()
        self._set_problem("")
        self._display(self._shown)

    def set_locked(self, locked: bool) -> None:
        """Make the value for reading only, or not."""
        self.setEnabled(not locked)

    def _display(self, value: object) -> None:
        raise NotImplementedError

    def _read(self) -> object:
        """Give the value the input means; raises InvalidInput."""
        raise NotImplementedError

    def _touch(self) -> None:
        """Note that input has begun; it is written when it rests."""
        if self._pause is None:
            self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
            self._pause.timeout.connect(self._commit)
        if not self._pause.isActive():
            self._typed_since.start()
        elif self._typed_since.hasExpired(_LONGEST_MS):
            return
        self._pause.start()

    def _commit(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        try:
            value = self._read()
        except InvalidInput as error:
            self._set_problem(str(error))
            return
        self._set_problem("")
        if not same_value(value, self._shown):
            self._before, self._shown, self._filled = self._shown, value, True
            self._displayed = None
            self.committed.emit(value)

    def _set_problem(self, problem: str) -> None:
        if problem != self._problem:
            self._problem = problem
            self.problem_changed.emit(problem)


class MenuOwner(QWidget):
    """A part of the form that has commands for the field it shows."""

    def fill_menu(self, menu: QMenu) -> None:
        """Add the field's commands to `menu`."""
        raise NotImplementedError

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the commands where no editor below has a menu of its own."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu)
        menu.popup(event.globalPos())


def add_field_commands(menu: QMenu, widget: QWidget) -> None:
    """Add the commands of the field that `widget` belongs to: the keyboard's menu key reaches them so."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, MenuOwner):
            menu.addSeparator()
            parent.fill_menu(menu)
            return
        parent = parent.parentWidget()


def focus_target(widget: QWidget) -> QWidget:
    """Give the widget that takes the keys when `widget` is given the focus."""
    while (proxy := widget.focusProxy()) is not None:
        widget = proxy
    return widget


class Line(QLineEdit):
    """A line of text that leaves undo to the window and has its field's commands in its menu."""

    left = Signal()
    escaped = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep undo for the window."""
        return leaves_to_window(event) or super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the person went on to something else."""
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape take back what is not written yet."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the field's commands below those of the text."""
        menu = self.createStandardContextMenu()
        add_field_commands(menu, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())
