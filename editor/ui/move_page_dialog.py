"""Where a page is to go: its new name and folder, its address before and after, and all files that this touches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from editor.core.visible import visible
from editor.ui.named import ElidedLabel
from editor.ui.short_list import ShortList

# Of the dialog as a whole, about.
_WIDTH = 600
_ADDRESSES = 4


@dataclass(frozen=True, slots=True)
class WantedMove:
    """A wish: the place below the content folder, and what else is to be done."""

    place: str
    aliases: bool
    links: bool


@dataclass(frozen=True, slots=True)
class Address:
    """A page's address before and after, without what both have in common; `language` is empty where there is one."""

    language: str
    before: str
    after: str


class MovePageDialog(QDialog):
    """Asks; `wanted_changed(WantedMove)` comes with each answer, for whoever knows what that would do.

    They say so by `show_addresses`, `show_files` or `show_trouble`. `review_requested(WantedMove)` when a person
    decides to look at the changes.
    """

    wanted_changed = Signal(object)
    review_requested = Signal(object)

    def __init__(
        self, title: str, folder: str, name: str, folders: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Rename or Move")
        self.setModal(True)
        self.heading = ElidedLabel()
        self.heading.setText(f"“{visible(title)}”")
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        font = self.heading.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() + 2)
        self.heading.setFont(font)
        self.name = QLineEdit(name)
        self.folder = QComboBox(editable=True)
        self.folder.addItems(list(folders))
        self.folder.setCurrentText(folder)
        line = self.folder.lineEdit()
        assert line is not None
        line.setPlaceholderText("The content folder itself")
        completer = self.folder.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.aliases = QCheckBox("Keep the old &address working (aliases)")
        self.aliases.setChecked(True)
        self.links = QCheckBox("Rewrite the &links to it, and its own")
        self.links.setChecked(True)
        self._address = QWidget()
        self._addresses = QGridLayout()
        self._addresses.setHorizontalSpacing(12)
        self._addresses.setVerticalSpacing(4)
        for column in (1, 3):
            self._addresses.setColumnStretch(column, 1)
        self.trouble = QLabel(wordWrap=True)
        self.trouble.setProperty("role", "error")
        self.trouble.hide()
        self.summary = QLabel("Looking at the links…")
        self.summary.setProperty("role", "hint")
        self.summary.setWordWrap(True)
        self._names = QStringListModel(self)
        self.files = ShortList(self._names, "Files that this touches")
        self.name.setMinimumWidth(_WIDTH - 120)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = self.buttons.addButton("Review Changes…", QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setDefault(True)
        self.go.setEnabled(False)
        self._lay_out()
        self._give_room()
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        self.name.textEdited.connect(self._tell)
        self.folder.editTextChanged.connect(self._tell)
        self.aliases.toggled.connect(self._tell)
        self.links.toggled.connect(self._tell)
        self.name.setFocus()
        self.name.selectAll()

    @property
    def wanted(self) -> WantedMove:
        """The wish as it stands."""
        folder = self.folder.currentText().strip().strip("/")
        name = self.name.text().strip()
        place = f"{folder}/{name}" if folder and name else name
        return WantedMove(place, self.aliases.isChecked(), self.links.isChecked())

    def show_addresses(self, addresses: Sequence[Address]) -> None:
        """Show where the page is and will be found; the place is one it can go to."""
        self._clear_addresses()
        self.trouble.hide()
        for row, address in enumerate(addresses[:_ADDRESSES]):
            for column, text in enumerate(
                (address.language, address.before, "→" if address.after else "", address.after)
            ):
                if not text:
                    # An empty column takes no room.
                    continue
                shown = _path_label(text) if column in (1, 3) else QLabel(text)
                if column in (0, 1):
                    shown.setProperty("role", "hint")
                self._addresses.addWidget(shown, row, column)
        if len(addresses) > _ADDRESSES:
            more = QLabel(f"and {len(addresses) - _ADDRESSES:,} more pages")
            more.setProperty("role", "hint")
            self._addresses.addWidget(more, _ADDRESSES, 1, 1, 3)
        self._give_room(min(len(addresses), _ADDRESSES + 1))
        self.go.setEnabled(True)

    def show_files(self, summary: str, names: Sequence[str]) -> None:
        """Show what is touched."""
        self.summary.setText(summary)
        # A layout does not ask a text that wraps how high it is at the width it has.
        self.summary.setMinimumHeight(self.summary.heightForWidth(self.name.minimumWidth()))
        self._names.setStringList(list(names))
        self.files.updateGeometry()
        self.files.setVisible(bool(names))

    def show_trouble(self, words: str) -> None:
        """Say why the page cannot go there."""
        self._clear_addresses()
        self.trouble.setText(words)
        self.trouble.show()
        self.show_files("", ())
        self.go.setEnabled(False)

    def show_waiting(self) -> None:
        """Say that the files are being looked at."""
        self.summary.setText("Looking at the links…")

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        form.addRow("&Name", self.name)
        form.addRow("&Folder", self.folder)
        inner = QVBoxLayout(self._address)
        # On one line with its name, as the fields are.
        inner.setContentsMargins(0, 6, 0, 0)
        inner.setSpacing(4)
        inner.addLayout(self._addresses)
        inner.addWidget(self.trouble)
        inner.addStretch(1)
        form.addRow("Address", self._address)
        form.addRow("", self.aliases)
        form.addRow("", self.links)
        box = QVBoxLayout(self)
        # It grows with what it has to say.
        box.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(self.heading)
        box.addLayout(form)
        box.addWidget(self.summary)
        box.addWidget(self.files)
        box.addStretch(1)
        box.addWidget(self.buttons)

    def _give_room(self, lines: int = 0) -> None:
        """Be as high as what is said, two lines at least, so that the fields below seldom move."""
        line = self.name.fontMetrics().lineSpacing() + 2 + self._addresses.verticalSpacing()
        self._address.setMinimumHeight(max(lines, 2) * line + 8)

    def _clear_addresses(self) -> None:
        while (item := self._addresses.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _tell(self, *_: object) -> None:
        self.go.setEnabled(False)
        self.wanted_changed.emit(self.wanted)

    def _on_accepted(self) -> None:
        if self.go.isEnabled():
            self.review_requested.emit(self.wanted)


def _path_label(text: str) -> QLabel:
    label = ElidedLabel()
    label.setText(visible(text))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label
