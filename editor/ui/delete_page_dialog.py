"""What goes into the trash, and what would miss it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from editor.ui.short_list import ShortList


class DeletePageDialog(QDialog):
    """Asks whether pages may go into the trash; `links` are lines about the links that would lead nowhere."""

    def __init__(
        self, question: str, remarks: Sequence[str], links: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Delete")
        self.setModal(True)
        self.setMinimumWidth(520)
        heading = QLabel(question, wordWrap=True)
        font = heading.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() + 2)
        heading.setFont(font)
        self.words = QLabel(" ".join(remarks), wordWrap=True)
        self.words.setProperty("role", "hint")
        self.links = ShortList(QStringListModel(list(links), self), "Links that would lead nowhere")
        warning = QLabel(wordWrap=True)
        warning.setProperty("role", "warning")
        some = "One link to it" if len(links) == 1 else f"{len(links):,} links to what is deleted"
        warning.setText(f"{some} would lead nowhere:")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = self.buttons.addButton("Put into the Trash", QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(heading)
        box.addWidget(self.words)
        if links:
            box.addWidget(warning)
            box.addWidget(self.links)
        box.addWidget(self.buttons)
        self.go.setFocus()
