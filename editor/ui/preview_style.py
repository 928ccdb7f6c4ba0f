"""The preview in the style a person chose, or wrote."""

from __future__ import annotations

from PySide6.QtCore import QObject

from editor.app.export import read_style, style_rules
from editor.app.notices import Notice
from editor.app.preferences import OWN_STYLE, STYLE
from editor.core.errors import EditorError
from editor.ui.features import Parts


class PreviewStyle(QObject):
    """Gives the preview the rules of the style that is set, now and whenever it changes."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._window = parts.window
        self._settings = parts.settings
        parts.settings.changed.connect(self._on_changed)
        self._apply()

    def _on_changed(self, key: str) -> None:
        if key in (STYLE.key, OWN_STYLE.key):
            self._apply()

    def _apply(self) -> None:
        try:
            style = read_style(str(STYLE.value(self._settings)), str(OWN_STYLE.value(self._settings)))
        except EditorError as error:
            self._window.show_notice(Notice.of(error))
            return
        self._window.preview.show_style(style_rules(style))
