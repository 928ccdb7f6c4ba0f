"""Where words are typed that become chips."""

from __future__ import annotations

import csv
import io
import re

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from editor.ui.form.base import Line

# What parts words in a text that is pasted.
BETWEEN_WORDS = re.compile(r"[\n\t,]")


class ChipLine(Line):
    """Where the next word is typed: tells the keys that mean something to the chips beside it."""

    key_offered = Signal(QKeyEvent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer the key to the chips first; they accept what they use."""
        event.ignore()
        self.key_offered.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)


def split_words(text: str) -> list[str]:
    """Take a list of words apart at commas, tabs and lines; double quotes keep a comma in a word."""
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        text = text[1:-1]
    flat = re.sub(r"[\r\n\t]+", ",", text)
    words = next(csv.reader(io.StringIO(flat), skipinitialspace=True), [])
    return [word for word in (" ".join(part.split()) for part in words) if word]
