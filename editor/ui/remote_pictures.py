"""Pictures from the network in the preview: for the sites a person allowed them for, and for no others."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QObject

from editor.app.session import PostSession
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
        place = _place(self._window.session)
        allowed = self._window.actions_["remote_pictures"].isChecked()
        if place is not None:
            self._settings.set_flag(_key(place), allowed)
            self._window.preview.allow_pictures(allowed)

    def _on_session_shown(self, session: PostSession | None) -> None:
        place = _place(session)
        allowed = place is not None and self._settings.flag(_key(place))
        self._window.actions_["remote_pictures"].setChecked(allowed)
        self._window.preview.allow_pictures(allowed)


def _place(session: PostSession | None) -> Path | None:
    """Give the site's root, or the folder of a post without a site."""
    if session is None or session.path is None:
        return None
    return session.site.root if session.site is not None else session.path.parent


def _key(place: Path) -> str:
    # A path has characters that a key of the settings must not have.
    return f"pictures/{hashlib.blake2b(os.fsencode(place.absolute()), digest_size=12).hexdigest()}"
