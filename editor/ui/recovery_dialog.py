"""The question after a crash: what to do with text that was never saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from editor.core.visible import visible
from editor.ui.compare_view import changes_in_words, moment_in_words
from editor.ui.diff_view import DiffView
from editor.ui.theme import Theme

_SIZE = (1120, 640)


@dataclass(frozen=True, slots=True)
class Offer:
    """A post with text that was not saved: `on_disk` is what its file holds now, None where there is none."""

    key: object
    name: str
    place: str
    at: datetime
    on_disk: str | None
    text: str


class RecoveryDialog(QDialog):
    """Offers each post with what differs from its file; closing it decides nothing, and the next start asks again.

    `restore_requested(key)` and `discard_requested(key)` come for the posts that were checked.
    """

    restore_requested = Signal(object)
    discard_requested = Signal(object)

    def __init__(
        self, theme: Theme, offers: Sequence[Offer], now: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Bring Back Unsaved Text")
        self.resize(*_SIZE)
        self._offers = tuple(offers)
        many = len(offers) > 1
        lead = QLabel(f"Postwright ended without saving {'these posts' if many else 'this post'}.")
        lead.setObjectName("lead")
        hint = QLabel(
            "The text was kept. Bring it back to go on where you were; nothing is written to a file by that."
        )
        hint.setProperty("role", "hint")
        self.list = QListWidget()
        self.list.setObjectName("draft_list")
        self.list.setAccessibleName("Posts with unsaved text")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for offer in offers:
            words = f"{visible(offer.name)}\n{moment_in_words(offer.at, now)}\n{_place(offer)}"
            item = QListWidgetItem(words, self.list)
            item.setToolTip(visible(offer.place))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
        self.view = DiffView(theme)
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.list.itemChanged.connect(self._on_item_changed)
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.setHandleWidth(1)
        middle.setChildrenCollapsible(False)
        middle.addWidget(self.list)
        middle.addWidget(self.view)
        middle.setSizes([300, 820])
        head = QVBoxLayout()
        head.setContentsMargins(24, 20, 24, 16)
        head.setSpacing(4)
        head.addWidget(lead)
        head.addWidget(hint)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(middle, 1)
        box.addWidget(self._buttons())
        self.list.setCurrentRow(0)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        buttons.setContentsMargins(24, 12, 24, 16)
        role = QDialogButtonBox.ButtonRole
        self.restore = buttons.addButton("Bring Back", role.AcceptRole)
        self.restore.setDefault(True)
        self.restore.setProperty("role", "primary")
        self.later = buttons.addButton("Ask Me Next Time", role.RejectRole)
        self.discard = buttons.addButton("Throw Away", role.DestructiveRole)
        self.discard.setAutoDefault(False)
        self.restore.clicked.connect(self._on_restore)
        self.later.clicked.connect(self.reject)
        self.discard.clicked.connect(self._on_discard)
        return buttons

    def _checked(self) -> list[Offer]:
        checked = Qt.CheckState.Checked
        return [o for at, o in enumerate(self._offers) if self.list.item(at).checkState() == checked]

    def _on_row_changed(self, at: int) -> None:
        offer = self._offers[at]
        name = "In the file" if offer.on_disk is not None else "There is no file"
        self.view.show_texts(offer.on_disk or "", offer.text, (name, "Not saved"))
        self.view.setAccessibleDescription(changes_in_words(offer.on_disk or "", offer.text))

    def _on_item_changed(self) -> None:
        some = bool(self._checked())
        self.restore.setEnabled(some)
        self.discard.setEnabled(some)

    def _on_restore(self) -> None:
        # The newest last: where two are of one post it is the newest that is seen, and undo leads to the other.
        for offer in reversed(self._checked()):
            self.restore_requested.emit(offer.key)
        self.accept()

    def _on_discard(self) -> None:
        for offer in self._checked():
            self.discard_requested.emit(offer.key)
        self.accept()


def _place(offer: Offer) -> str:
    return visible(offer.place) if offer.place else "never saved"
