"""The first tenths of a second: Chromium starts while the rest of the program is imported.

Making a web profile takes long and lets other threads run meanwhile; one that imports the composition root makes the
window come sooner by about as much.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from threading import Thread

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from editor import __version__
from editor.ui.site_scheme import private_profile, register_schemes

NAME = "Postwright"


def launch(paths: Sequence[Path | str]) -> int:
    """Open the window with `paths` and stay until it is closed; gives the exit code."""
    ahead = Thread(target=import_module, args=("editor.application",))
    ahead.start()
    allow_root()
    register_schemes()
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    app = QApplication(sys.argv[:1])
    app.setApplicationName(NAME)
    app.setOrganizationName(NAME)
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("postwright")
    profile = private_profile(app)
    ahead.join()
    from editor.application import run

    return run(app, paths, profile)


def allow_root() -> None:
    """Let root, and nobody else, have a preview without Chromium's sandbox, which refuses to run as root."""
    flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    is_root = sys.platform.startswith("linux") and os.geteuid() == 0
    if is_root and "--no-sandbox" not in flags:
        os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{flags} --no-sandbox".strip()
        sys.stderr.write(
            "Postwright runs as root, so the preview is without a sandbox: better use an account of your own.\n"
        )
