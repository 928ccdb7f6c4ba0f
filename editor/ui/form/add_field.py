"""A key of one's own: its name and what it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from editor.core.schema import FieldKind
from editor.ui.form.base import Line
from editor.ui.form.choice import CalmBox
from editor.ui.form.remark import Remark, Tone

# What can be added: the words, the kind, and the value a new key gets in every format.
_TYPES: tuple[tuple[str, FieldKind, object], ...] = (
    ("Text", FieldKind.TEXT, ""),
    ("Number", FieldKind.NUMBER, 0),
    ("Switch", FieldKind.SWITCH, False),
    ("Date", FieldKind.DATE, None),
    ("List of words", FieldKind.TERMS, []),
    ("Group", FieldKind.MAP, None),
    ("List of entries", FieldKind.ROWS, None),
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def why_no_key(name: str, taken: Iterable[str]) -> str:
    """Say what keeps `name` from being a new key; empty if nothing does."""
    if not name.strip():
        return "Give the field a name."
    if name != name.strip():
        return "A name neither begins nor ends with a space."
    if _CONTROL.search(name):
        return "A name has no control characters."
    same = next((key for key in taken if key.lower() == name.lower()), None)
    if same is not None:
        return f"There is a field “{same}” already; Hugo does not tell upper from lower case."
    return ""


class AddField(QWidget):
    """Asks for a name and a type; `requested` carries both once they can be used."""

    requested = Signal(str, object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taken: tuple[str, ...] = ()
        self.name = Line(self)
        self.name.setPlaceholderText("Name, as it stands in the file")
        self.name.setAccessibleName("Name of the new field")
        self.kind = CalmBox(self)
        self.kind.addItems([label for label, _, _ in _TYPES])
        self.kind.setAccessibleName("Type of the new field")
        self.add = QPushButton("Add", self)
        self.add.setDefault(True)
        self.remark = Remark(self, Tone.WRONG)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        title = QLabel("New field", self)
        title.setBuddy(self.name)
        grid.addWidget(title, 0, 0, 1, 2)
        grid.addWidget(self.name, 1, 0, 1, 2)
        grid.addWidget(self.kind, 2, 0)
        grid.addWidget(self.add, 2, 1)
        grid.addWidget(self.remark, 3, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        self.name.textEdited.connect(self._on_edited)
        self.name.returnPressed.connect(self._on_add)
        self.name.escaped.connect(self.closed)
        self.add.clicked.connect(self._on_add)

    def begin(self, taken: Iterable[str]) -> None:
        """Ask anew; `taken` are the keys there are."""
        self._taken = tuple(taken)
        self.name.clear()
        self.remark.say("")
        self.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def complain(self, reason: str) -> None:
        """Show why the field could not be added."""
        self.remark.say(reason)

    def _on_edited(self, text: str) -> None:
        self.remark.say(why_no_key(text, self._taken) if text.strip() else "")

    def _on_add(self) -> None:
        name = self.name.text()
        reason = why_no_key(name, self._taken)
        self.remark.say(reason)
        if not reason:
            self.requested.emit(name, _TYPES[self.kind.currentIndex()][1])


def first_value(kind: FieldKind) -> object:
    """Give what a new key of `kind` holds at once; None for one that is written with its first input."""
    return next((value for _, each, value in _TYPES if each is kind), None)
