"""Qt for every test: off-screen, strict about what it complains of, and with nothing left over."""

import logging
import os
import sys

import pytest
from hypothesis import settings
from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from editor.ui.site_scheme import register_schemes


def set_up_environment():
    """Let Qt work without a screen, and as root; to be called before there is an application."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Without a graphics card Qt would try its ways to one and complain of each.
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    if sys.platform.startswith("linux") and os.geteuid() == 0 and "--no-sandbox" not in flags:
        # Chromium refuses to run as root inside its sandbox.
        os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{flags} --no-sandbox".strip()


set_up_environment()

# A loaded machine makes any deadline a coin toss. The suite tries the same cases each time, so that a change is judged
# by what it changed; new cases are for POSTWRIGHT_RANDOM=1 and `make fuzz`.
settings.register_profile("postwright", deadline=None, derandomize="POSTWRIGHT_RANDOM" not in os.environ)
settings.load_profile("postwright")

# What the off-screen platform and Chromium say on every machine without a screen or a bus; no fault of ours.
_HARMLESS = (
    # A machine without the fonts of a script.
    "OpenType support missing for",
    "This plugin does not support propagateSizeHints",
    "This plugin does not support createPlatformVulkanInstance",
    "This plugin does not support raise",
    "This plugin does not support grabbing the keyboard",
    "QVulkanInstance: Failed to initialize Vulkan",
    "QRhiGles2: Failed to create",
    "Failed to create RHI for backend",
    "GBM is not supported with the current configuration",
    "Sandboxing disabled by user",
    "GPUInfo not initialized on GpuInfoUpdate",
    "Path override failed for key base::DIR_APP_DICTIONARIES",
    "Qt WebEngine Locales directory not found",
)


@pytest.fixture(scope="session")
def qapp_cls():
    # The scheme must be known before there is an application.
    register_schemes()
    return QApplication


@pytest.fixture(autouse=True)
def no_complaints(caplog):
    """Fail a test for each Qt warning and each logged error."""
    heard = []

    def note(kind, context, message):
        del context
        if kind != QtMsgType.QtDebugMsg and not message.startswith(_HARMLESS):
            heard.append(f"{kind.name}: {message}")

    before = qInstallMessageHandler(note)
    yield
    qInstallMessageHandler(before)
    heard += [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert not heard, "\n".join(heard)


@pytest.fixture(autouse=True)
def no_windows_left():
    """Fail a test that leaves a window behind."""
    yield
    app = QApplication.instance()
    if isinstance(app, QApplication):
        left = [w for w in app.topLevelWidgets() if w.isVisible()]
        for widget in left:
            widget.hide()
            widget.deleteLater()
        assert not left, f"left over: {left}"
