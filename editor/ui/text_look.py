"""How the text pane looks and behaves, as it is set."""

from __future__ import annotations

from PySide6.QtCore import QObject

from editor.app.preferences import FONT, MEASURE, PAIRS, SIZE, SPACING, TAB
from editor.app.settings import Settings
from editor.ui.text_pane import TextPane


class TextLook(QObject):
    """Gives the text pane what is set, now and whenever that changes."""

    def __init__(self, pane: TextPane, settings: Settings) -> None:
        super().__init__(pane)
        self._pane = pane
        self._settings = settings
        settings.changed.connect(self._on_changed)
        self._apply()

    def _on_changed(self, key: str) -> None:
        if key.startswith("text/"):
            self._apply()

    def _apply(self) -> None:
        s = self._settings
        self._pane.editor.closes_pairs = bool(PAIRS.value(s))
        self._pane.take_look(
            str(FONT.value(s)),
            float(SIZE.value(s)),
            int(MEASURE.value(s)),
            int(TAB.value(s)),
            float(SPACING.value(s)) / 100,
        )
