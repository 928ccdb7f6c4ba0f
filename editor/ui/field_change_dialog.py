"""What is to be done with one field of many posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from editor.core.frontmatter import parse_value
from editor.core.site.bulk import Action, FieldChange

_ACTIONS = (
    ("Add to the list", Action.ADD),
    ("Take off the list", Action.REMOVE),
    ("Set to", Action.SET),
    ("Remove the field", Action.UNSET),
)


class FieldChangeDialog(QDialog):
    """Asks for a field, an action and a value; `wish` is the answer. `words` complete values by field."""

    def __init__(self, count: int, words: Mapping[str, Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Change a Field")
        self.setMinimumWidth(480)
        self._words = words
        named = "post" if count == 1 else f"{count:,} posts"
        self.heading = QLabel(f"In the {named} selected; what changes is shown before anything is written.")
        self.heading.setWordWrap(True)
        self.heading.setProperty("role", "hint")
        self.field = QComboBox(editable=True)
        self.field.addItems(list(words))
        self.action = QComboBox()
        for text, action in _ACTIONS:
            self.action.addItem(text, action)
        self.value = QLineEdit()
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        form.addRow("&Field", self.field)
        form.addRow("&Action", self.action)
        form.addRow("&Value", self.value)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = buttons.addButton("Show Changes", QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(16)
        box.addWidget(self.heading)
        box.addLayout(form)
        box.addWidget(buttons)
        self.field.currentTextChanged.connect(self._on_changed)
        self.action.currentIndexChanged.connect(self._on_changed)
        self.value.textChanged.connect(self._on_changed)
        self.field.currentTextChanged.connect(self._on_field_changed)
        self._on_field_changed(self.field.currentText())
        self._on_changed()

    @property
    def wish(self) -> FieldChange:
        """What was asked for; nested keys are parted by dots, and a value to set is YAML."""
        key = tuple(part for part in self.field.currentText().strip().split(".") if part)
        action = Action(self.action.currentData())
        text = self.value.text().strip()
        if action is Action.UNSET:
            return FieldChange(action, key)
        return FieldChange(action, key, parse_value(text) if action is Action.SET else text)

    def _on_field_changed(self, name: str) -> None:
        completer = QCompleter(list(self._words.get(name.strip(), ())), self.value)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.value.setCompleter(completer)

    def _on_changed(self, *_: object) -> None:
        action = Action(self.action.currentData())
        self.value.setEnabled(action is not Action.UNSET)
        self.value.setPlaceholderText(
            "As YAML: text, 3, true, [a, b]" if action is Action.SET else "One word or name"
        )
        needs_value = action in (Action.ADD, Action.REMOVE)
        ready = bool(self.field.currentText().strip()) and bool(self.value.text().strip() or not needs_value)
        self.go.setEnabled(ready)
