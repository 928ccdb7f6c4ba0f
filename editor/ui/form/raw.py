"""Any value, as YAML."""

from __future__ import annotations

import textwrap

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QWidget

from editor.core.errors import EditorError
from editor.core.frontmatter.yaml_loader import load_yaml
from editor.ui.form.base import InvalidInput, ValueEditor
from editor.ui.form.multiline import GrowingText


class RawEditor(ValueEditor):
    """Edits a value that no other editor fits as YAML text; a value is written once its text can be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = GrowingText(self)
        self.box.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._displaying = False
        self._source = ""
        self._row.addWidget(self.box)
        self.setFocusProxy(self.box)
        self.box.textChanged.connect(self._on_changed)
        self.box.left.connect(self.flush)
        self.box.escaped.connect(self.revert)

    def show_source(self, value: object, source: str) -> None:
        """Show `value` by the text that stands for it."""
        self._source = textwrap.dedent(source)
        self.show_value(value)

    def set_locked(self, locked: bool) -> None:
        """Leave the text readable and selectable."""
        self.box.setReadOnly(locked)

    def _display(self, value: object) -> None:
        self._displaying = True
        if self.box.text() != self._source:
            self.box.setPlainText(self._source)
        self._displaying = False
        self._displayed = self.box.text()

    def _read(self) -> object:
        if self.box.text() == self._displayed:
            return self._shown
        try:
            # Below a key of its own the text may be of any kind: a word, a list, or a map of many lines.
            return load_yaml("value:\n" + textwrap.indent(self.box.text(), "  "))["value"]
        except EditorError as error:
            where = f" (line {error.line - 1})" if error.line and error.line > 1 else ""
            raise InvalidInput(f"{error.message}{where}") from error

    def _on_changed(self) -> None:
        if not self._displaying:
            self._touch()
