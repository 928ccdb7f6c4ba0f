"""Lists of words as chips."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QWidget

from editor.core.schema import Choice
from editor.core.site.word_notes import WordNote
from editor.ui.form.base import ValueEditor, as_text
from editor.ui.form.chip_box import ChipBox


class ChipsEditor(ValueEditor):
    """Edits a list of words; items that were no text (numbers) keep their type while they stay."""

    def __init__(self, choices: Iterable[Choice] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = ChipBox(self)
        self.box.labels = {as_text(choice.value): choice.label for choice in choices}
        self._row.addWidget(self.box)
        self.setFocusProxy(self.box)
        self._suggested: QStringListModel | None = None
        self.box.changed.connect(self._on_changed)
        self.box.line.left.connect(self.flush)
        self.box.line.textEdited.connect(self._on_edited)
        self.box.line.escaped.connect(self.revert)

    def suggest(self, words: Iterable[str]) -> None:
        """Complete what is typed from these words."""
        listed = sorted(set(words), key=str.casefold)
        if self._suggested is None:
            self._suggested = QStringListModel(self)
            completer = QCompleter(self._suggested, self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.activated.connect(self._on_completed, Qt.ConnectionType.QueuedConnection)
            self.box.line.setCompleter(completer)
        self._suggested.setStringList(listed)

    def show_notes(self, notes: Mapping[str, WordNote]) -> None:
        """Mark the chips that there is something to be said of."""
        self.box.show_notes(notes)

    def set_locked(self, locked: bool) -> None:
        """Leave the words readable."""
        self.box.read_only = locked
        self.box.line.setReadOnly(locked)
        self.box.update()

    def flush(self) -> None:
        """Make chips of what is typed, and write them."""
        if self.box.line.text():
            self.box.take_typed()
        super().flush()

    def revert(self) -> None:
        """Forget what is typed."""
        self.box.line.clear()
        super().revert()

    @property
    def is_pending(self) -> bool:
        """Whether a word is being typed."""
        return bool(self.box.line.text()) or super().is_pending

    def _display(self, value: object) -> None:
        items = value if isinstance(value, list) else [] if value in (None, "") else [value]
        self.box.set_items(items)

    def _read(self) -> object:
        items = list(self.box.items)
        if not items and not isinstance(self._shown, list) and self._shown in (None, ""):
            return self._shown
        if isinstance(self._shown, str) and items == [self._shown]:
            # Hugo takes a lone word for a list of one: it stays as the author wrote it.
            return self._shown
        return items

    def _on_changed(self) -> None:
        self._commit()

    def _on_edited(self) -> None:
        self.problem_changed.emit("")

    def _on_completed(self) -> None:
        self.box.take_typed()
