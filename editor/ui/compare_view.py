"""A post beside what it was: its file, a version kept at a save, what git has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from editor.core.line_diff import count_changes
from editor.core.line_ends import to_buffer
from editor.ui.diff_view import DiffView
from editor.ui.theme import Theme

_SIZE = (1080, 680)


@dataclass(frozen=True, slots=True)
class Former:
    """A text to compare with: its name in the list, and a key by which whoever fills the list gets the text."""

    name: str
    key: object


class CompareDialog(QDialog):
    """Shows the post beside the former text chosen from a list.

    `chosen(key)` asks for a text, which `show_former` brings; `restore_requested(text)` comes when it is wanted back.
    """

    chosen = Signal(object)
    restore_requested = Signal(str)

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Compare “{title}”")
        self.resize(*_SIZE)
        self._mine = ""
        self._former: str | None = None
        self._formers: tuple[Former, ...] = ()
        self.sources = QComboBox()
        self.sources.setMinimumWidth(320)
        self.sources.setAccessibleName("Compare with")
        self.sources.activated.connect(self._on_activated)
        self.count = QLabel()
        self.count.setProperty("role", "hint")
        self.view = DiffView(theme)
        name = QLabel("Compare &with")
        name.setBuddy(self.sources)
        top = QHBoxLayout()
        top.setContentsMargins(24, 16, 24, 12)
        top.setSpacing(12)
        for widget in (name, self.sources, self.count):
            top.addWidget(widget)
        top.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.setContentsMargins(24, 12, 24, 16)
        self.restore = buttons.addButton("Bring This Text Back", QDialogButtonBox.ButtonRole.ActionRole)
        self.restore.setAutoDefault(False)
        self.restore.setToolTip("Put it in place of the present text; Undo takes that back")
        self.restore.clicked.connect(self._on_restore)
        # Nothing here is the one thing to do: Enter goes to the list.
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(self.view, 1)
        box.addWidget(buttons)
        for keys, step in ((QKeySequence("Alt+Up"), -1), (QKeySequence("Alt+Down"), 1)):
            shortcut = QShortcut(keys, self)
            shortcut.activated.connect(self._on_next if step > 0 else self._on_previous)

    def show_formers(self, formers: Sequence[Former], mine: str) -> None:
        """List what can be compared with, `mine` being the text at the right; the first is asked for."""
        self._formers = tuple(formers)
        self._mine = mine
        self.sources.clear()
        self.sources.addItems([former.name for former in formers])
        self.sources.setEnabled(bool(formers))
        if formers:
            self.chosen.emit(formers[0].key)

    def show_former(self, key: object, text: str) -> None:
        """Show the text that was asked for; one that is not wanted any more is passed over."""
        former = self._formers[self.sources.currentIndex()]
        if former.key != key:
            return
        self._former = text
        self.view.show_texts(text, self._mine, (former.name, "Now, in the editor"))
        self.count.setText(changes_in_words(text, self._mine))
        self.restore.setEnabled(text != self._mine)

    def select(self, at: int) -> None:
        """Choose another entry of the list."""
        if 0 <= at < len(self._formers):
            self.sources.setCurrentIndex(at)
            self._on_activated(at)

    def _on_activated(self, at: int) -> None:
        self._former = None
        self.restore.setEnabled(False)
        self.chosen.emit(self._formers[at].key)

    def _on_next(self) -> None:
        self.select(self.sources.currentIndex() + 1)

    def _on_previous(self) -> None:
        self.select(self.sources.currentIndex() - 1)

    def _on_restore(self) -> None:
        if self._former is not None:
            self.restore_requested.emit(self._former)
            self.accept()


class ReviewDialog(QDialog):
    """Shows what a save would change in the file; accepted is saved."""

    def __init__(
        self, theme: Theme, title: str, before: str, after: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Save “{title}”?")
        self.resize(*_SIZE)
        view = DiffView(theme)
        view.show_texts(before, after, ("In the file", "To be saved"))
        count = QLabel(changes_in_words(before, after))
        count.setProperty("role", "hint")
        count.setContentsMargins(24, 16, 24, 12)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.setContentsMargins(24, 12, 24, 16)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        save = buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setProperty("role", "primary")
        save.setFocus()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(count)
        box.addWidget(view, 1)
        box.addWidget(buttons)


def changes_in_words(before: str, after: str) -> str:
    """Say how many lines came and went."""
    more, less = count_changes(to_buffer(before), to_buffer(after))
    if not more and not less:
        # Line ends alone can differ.
        return "No line was changed."
    return f"{more} {'line' if more == 1 else 'lines'} new or changed, {less} gone or replaced"


def moment_in_words(moment: datetime, now: datetime) -> str:
    """Say when something was, as a person would: "today 14:05", "yesterday 9:30", "Tue 12 Nov 2024, 9:30"."""
    days = (now.date() - moment.date()).days
    time = f"{moment.hour}:{moment.minute:02}"
    if days in (0, 1):
        return f"{'yesterday' if days else 'today'} {time}"
    return f"{moment:%a} {moment.day} {moment:%b %Y}, {time}"
