"""The first tenths of a second: what must be said to Qt and Chromium before either starts."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from editor import __version__
from editor.ui.site_scheme import register_schemes

NAME = "Postwright"


def launch(paths: Sequence[Path | str]) -> int:
    """Open the window with `paths` and stay until it is closed; gives the exit code."""
    allow_root()
    register_schemes()
    # The page's view comes into a window that is shown already. Qt would make that window anew for it, with a flash and
    # the keyboard lost, unless the window is drawn in the view's way from the beginning.
    os.environ.setdefault("QT_WIDGETS_RHI", "1")
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    app = QApplication(sys.argv[:1])
    app.setApplicationName(NAME)
    app.setOrganizationName(NAME)
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("postwright")
    from editor.application import run

    return run(app, paths)


def allow_root() -> None:
    """Let root, and nobody else, have a preview without Chromium's sandbox, which refuses to run as root."""
    flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    is_root = sys.platform.startswith("linux") and os.geteuid() == 0
    if is_root and "--no-sandbox" not in flags:
        os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{flags} --no-sandbox".strip()
        sys.stderr.write(
            "Postwright runs as root, so the preview is without a sandbox: better use an account of your own.\n"
        )
