"""Small text below a field: what a value means, or what is wrong with it."""

from __future__ import annotations

import html
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class Tone(Enum):
    """How loud a remark is; the value is the style sheet's word for it."""

    QUIET = "hint"
    CAUTION = "warning"
    WRONG = "error"


_LINKS = Qt.TextInteractionFlag.LinksAccessibleByKeyboard | Qt.TextInteractionFlag.LinksAccessibleByMouse


class Remark(QLabel):
    """Wrapped small type, coloured by its tone; hidden while it says nothing."""

    def __init__(self, parent: QWidget | None = None, tone: Tone = Tone.QUIET) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setProperty("role", tone.value)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        font = self.font()
        font.setPointSizeF(max(font.pointSizeF() - 1, 7.5))
        self.setFont(font)
        self.hide()

    @property
    def tone(self) -> Tone:
        """How loud it is."""
        return self._tone

    def say(self, text: str, tone: Tone | None = None, *, link: str = "") -> None:
        """Show `text`, with the words `link` behind it as a link; nothing is shown for none."""
        if tone is not None and tone is not self._tone:
            self._tone = tone
            self.setProperty("role", tone.value)
            self.style().unpolish(self)
            self.style().polish(self)
        if link:
            self.setTextFormat(Qt.TextFormat.RichText)
            self.setTextInteractionFlags(_LINKS)
            text = f'{html.escape(text)} <a href="#">{html.escape(link)}</a>'
        elif self.textFormat() is not Qt.TextFormat.PlainText:
            self.setTextFormat(Qt.TextFormat.PlainText)
            self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        if text != self.text():
            self.setText(text)
        self.setVisible(bool(text))
