"""Pictures from the network in the preview: for the sites a person allowed them for, and for no others."""

from __future__ import annotations

from PySide6.QtCore import QObject

from editor.app.session import PostSession
from editor.app.site_choices import place_of, site_key
from editor.ui.features import Parts


class RemotePictures(QObject):
    """Remembers for each site whether its pictures may come from the network; they may not at first."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._window = parts.window
        self._settings = parts.settings
        self._window.session_shown.connect(self._on_session_shown)
        self._on_session_shown(self._window.session)

    def remote_pictures(self) -> None:
        """Let them come for the site of the post that is shown, or not any more."""
        place = place_of(self._window.session)
        allowed = self._window.actions_["remote_pictures"].isChecked()
        if place is not None:
            self._settings.set_flag(site_key("pictures", place), allowed)
            self._window.preview.allow_pictures(allowed)

    def _on_session_shown(self, session: PostSession | None) -> None:
        place = place_of(session)
        allowed = place is not None and self._settings.flag(site_key("pictures", place))
        self._window.actions_["remote_pictures"].setChecked(allowed)
        self._window.preview.allow_pictures(allowed)
