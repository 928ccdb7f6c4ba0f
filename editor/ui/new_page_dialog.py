"""What a new page of a site is to be: its kind, its title, its name and its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from editor.core.site.names import slug_of
from editor.core.site.new_post import NewPage
from editor.core.site.page_kinds import PageKind

_KIND_WORDS = {
    PageKind.POST: "Post",
    PageKind.EVENT: "Event or talk",
    PageKind.PUBLICATION: "Publication",
    PageKind.PROJECT: "Project",
    PageKind.AUTHOR: "Author's profile",
    PageKind.PAGE: "Page",
}


class NewPageDialog(QDialog):
    """Asks; `wanted_changed(NewPage)` comes with each answer, for whoever knows where that would lie.

    They say so by `show_place` or `show_trouble`. `create_requested(NewPage)` when a person decides.
    """

    wanted_changed = Signal(object)
    create_requested = Signal(object)

    def __init__(self, languages: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("New Page")
        self.setModal(True)
        self.setMinimumWidth(540)
        self._name_is_own = False
        self.kind = QComboBox()
        for kind, words in _KIND_WORDS.items():
            self.kind.addItem(words, kind)
        self.title = QLineEdit(placeholderText="What is it about?")
        self.name = QLineEdit(placeholderText="From the title")
        self.folder = QLineEdit(placeholderText="Where such pages lie")
        self.bundle = QComboBox()
        for text, value in (
            ("As its neighbours are", None),
            ("A folder of its own, for its pictures", True),
            ("A single file", False),
        ):
            self.bundle.addItem(text, value)
        self.language = QComboBox()
        self.language.addItems(list(languages))
        self.place = QLabel(wordWrap=True)
        self.place.setProperty("role", "hint")
        self.place.setMinimumHeight(2 * self.place.fontMetrics().lineSpacing())
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        form.addRow("&Kind", self.kind)
        form.addRow("&Title", self.title)
        form.addRow("&Name", self.name)
        form.addRow("&Folder", self.folder)
        form.addRow("St&ored", self.bundle)
        if len(languages) > 1:
            form.addRow("&Language", self.language)
        form.addRow("", self.place)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.make = buttons.addButton("Create", QDialogButtonBox.ButtonRole.AcceptRole)
        self.make.setDefault(True)
        self.make.setEnabled(False)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(20)
        box.addLayout(form)
        box.addWidget(buttons)
        self.title.textChanged.connect(self._on_title_changed)
        self.name.textEdited.connect(self._on_name_edited)
        self.folder.textEdited.connect(self._tell)
        for choice in (self.kind, self.bundle, self.language):
            choice.currentIndexChanged.connect(self._tell)
        self.title.setFocus()
        self._tell()

    def offer(self, archetypes: Sequence[str]) -> None:
        """Offer the archetypes of the site's own besides the kinds that every site has."""
        if archetypes:
            self.kind.insertSeparator(self.kind.count())
        for name in archetypes:
            self.kind.addItem(name.replace("-", " ").replace("_", " ").capitalize(), name)
            self.kind.setItemData(
                self.kind.count() - 1, f"By the site's archetypes/{name}", Qt.ItemDataRole.ToolTipRole
            )

    @property
    def wanted(self) -> NewPage:
        """The page as described so far."""
        own = "" if isinstance(self.kind.currentData(), PageKind) else str(self.kind.currentData())
        return NewPage(
            kind=PageKind.PAGE if own else PageKind(self.kind.currentData()),
            title=self.title.text().strip(),
            slug=self.name.text().strip() if self._name_is_own else "",
            folder=self.folder.text().strip("/ ") or None,
            bundle=self.bundle.currentData(),
            language=self.language.currentText() if self.language.count() > 1 else "",
            archetype=own,
        )

    def show_place(self, words: str) -> None:
        """Say where the page would be: it can be made."""
        self.place.setProperty("role", "hint")
        self._say(words)
        self.make.setEnabled(True)

    def show_trouble(self, words: str) -> None:
        """Say why no such page can be made."""
        self.place.setProperty("role", "error" if self.title.text().strip() else "hint")
        self._say(words if self.title.text().strip() else "It starts as a draft.")
        self.make.setEnabled(False)

    def show_waiting(self, words: str) -> None:
        """Say what is being done, meanwhile nothing else can be."""
        self._say(words)
        self.make.setEnabled(False)

    def _say(self, words: str) -> None:
        self.place.setText(words)
        self.place.style().unpolish(self.place)
        self.place.style().polish(self.place)

    def _on_title_changed(self, title: str) -> None:
        if not self._name_is_own:
            self.name.setText(slug_of(title))
        self._tell()

    def _on_name_edited(self, name: str) -> None:
        self._name_is_own = bool(name)
        self._tell()

    def _tell(self, *_: object) -> None:
        # Who presses Enter on the last letter of the title need not wait until its place is known.
        self.make.setEnabled(bool(self.title.text().strip()))
        self.wanted_changed.emit(self.wanted)

    def _on_accepted(self) -> None:
        if self.make.isEnabled():
            self.create_requested.emit(self.wanted)
