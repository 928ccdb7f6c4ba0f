"""Small text below a field: what a value means, or what is wrong with it."""

from __future__ import annotations

import html
from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from editor.ui.form import tones


class Tone(Enum):
    """How loud a remark is."""

    QUIET = "quiet"
    CAUTION = "caution"
    WRONG = "wrong"


_BY_MOUSE = Qt.TextInteractionFlag.LinksAccessibleByMouse
_COLOURS: dict[Tone, Callable[[QPalette], QColor]] = {
    Tone.QUIET: tones.muted,
    Tone.CAUTION: tones.caution,
    Tone.WRONG: tones.danger,
}


class Remark(QLabel):
    """A wrapped line in small type, coloured by its tone in light and dark; hidden while it says nothing."""

    def __init__(self, parent: QWidget | None = None, tone: Tone = Tone.QUIET) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        font = self.font()
        font.setPointSizeF(max(font.pointSizeF() - 1, 7.5))
        self.setFont(font)
        self._colour()
        self.hide()

    def say(self, text: str, tone: Tone | None = None, *, link: str = "") -> None:
        """Show `text`, with the words `link` behind it as a link; nothing is shown for none."""
        if tone is not None and tone is not self._tone:
            self._tone = tone
            self._colour()
        if link:
            self.setTextFormat(Qt.TextFormat.RichText)
            self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByKeyboard | _BY_MOUSE)
            text = f'{html.escape(text)} <a href="#">{html.escape(link)}</a>'
        else:
            self.setTextFormat(Qt.TextFormat.PlainText)
            self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        if text != self.text():
            self.setText(text)
        self.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change from light to dark."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationPaletteChange, QEvent.Type.ParentChange):
            self._colour()

    def _colour(self) -> None:
        parent = self.parentWidget()
        base = QPalette(parent.palette()) if parent else QPalette()
        colour = _COLOURS[self._tone](base)
        base.setColor(QPalette.ColorRole.WindowText, colour)
        base.setColor(QPalette.ColorRole.Text, colour)
        self.setPalette(base)
