"""Values that a post has without saying so: greyed, with their source, and taken over with a click."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from editor.core.frontmatter import KeyPath
from editor.ui.form.remark import Remark, Tone


@dataclass(frozen=True, slots=True)
class Inherited:
    """A value in words with its source in words; `path` is the key by which it would be written."""

    path: KeyPath
    label: str
    value: object
    words: str
    source: str


class _Row(QWidget):
    """One value."""

    override_requested = Signal(object)

    def __init__(self, entry: Inherited, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self._label = QLabel(entry.label, self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setProperty("role", "label")
        self.words = Remark(self)
        self.words.linkActivated.connect(self._on_link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._label)
        column.addWidget(self.words)

    def show_writable(self, writable: bool) -> None:
        """Offer to override the value, or only show it."""
        text = f"{self.entry.words} · from {self.entry.source}"
        self.words.say(text, Tone.QUIET, link="Override" if writable else "")
        self.words.setAccessibleName(f"{self.entry.label}: {text}")

    def complain(self, reason: str) -> None:
        """Say why it could not be overridden."""
        self.words.say(reason, Tone.WRONG)

    def _on_link(self, _target: str) -> None:
        self.override_requested.emit(self.entry)


class InheritedFields(QWidget):
    """Hidden while there are none; `override_requested(Inherited)` when one is to be written into the post."""

    override_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel("Inherited", self)
        title.setProperty("heading", True)
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        self.rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(title)
        self.hide()

    def show_entries(self, entries: Iterable[Inherited], *, writable: bool) -> None:
        """Show these values."""
        wanted = list(entries)
        if wanted != [row.entry for row in self.rows]:
            for row in self.rows:
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
            self.rows = [_Row(entry, self) for entry in wanted]
            for row in self.rows:
                row.override_requested.connect(self.override_requested)
                self._column.addWidget(row)
                row.show()
        for row in self.rows:
            row.show_writable(writable)
        self.setVisible(bool(wanted))

    def complain(self, path: KeyPath, reason: str) -> None:
        """Say at a value why it could not be overridden."""
        for row in self.rows:
            if row.entry.path == path:
                row.complain(reason)
