"""What a person has allowed or chosen for one site, kept by its place on the disk."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from editor.app.session import PostSession


def place_of(session: PostSession | None) -> Path | None:
    """Give the root of a post's site, or the folder of a post without one; None for a post without a file."""
    if session is None or session.path is None:
        return None
    return session.site.root if session.site is not None else session.path.parent


def site_key(choice: str, place: Path) -> str:
    """Give the settings' key of a choice for the site at `place`."""
    # A path has characters that a key of the settings must not have.
    return f"{choice}/{hashlib.blake2b(os.fsencode(place.absolute()), digest_size=12).hexdigest()}"
