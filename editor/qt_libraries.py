"""Why Qt cannot start on this machine, and what to install (no Qt is needed to ask)."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

# The shared libraries of PySide6 and its WebEngine that a bare Linux lacks: (Debian and Ubuntu, Fedora).
_PACKAGES = {
    "libEGL": ("libegl1", "mesa-libEGL"),
    "libGL": ("libgl1", "mesa-libGL"),
    "libOpenGL": ("libopengl0", "libglvnd-opengl"),
    "libnss3": ("libnss3", "nss"),
    "libnssutil3": ("libnss3", "nss"),
    "libsmime3": ("libnss3", "nss"),
    "libnspr4": ("libnspr4", "nspr"),
    "libasound": ("libasound2", "alsa-lib"),
    "libXcomposite": ("libxcomposite1", "libXcomposite"),
    "libXdamage": ("libxdamage1", "libXdamage"),
    "libXrandr": ("libxrandr2", "libXrandr"),
    "libXtst": ("libxtst6", "libXtst"),
    "libxkbfile": ("libxkbfile1", "libxkbfile"),
    "libxkbcommon-x11": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libxkbcommon": ("libxkbcommon0", "libxkbcommon"),
    "libdbus-1": ("libdbus-1-3", "dbus-libs"),
    "libfontconfig": ("libfontconfig1", "fontconfig"),
    "libxcb-cursor": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-render-util": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-xinerama": ("libxcb-xinerama0", "libxcb"),
    "libxcb-shape": ("libxcb-shape0", "libxcb"),
}


def why_qt_cannot_start(error: ImportError | None = None) -> str:
    """Say in a few lines what is missing and how to get it; empty when nothing is found amiss.

    `error` is what importing PySide6 raised, if anything. On Linux the platform plug-in is looked at too, for
    Qt ends the process without an exception when one of its libraries is not there.
    """
    if importlib.util.find_spec("PySide6") is None:
        return "PySide6 is not installed. Get it with: python -m pip install pyside6"
    missing = set(re.findall(r"(lib[\w.+-]+?\.so[.\d]*): cannot open", str(error or "")))
    if sys.platform == "linux":
        missing |= _missing_for_plugin()
    if missing:
        return _advice(sorted(missing))
    if error is not None:
        return f"Qt cannot be loaded: {error}"
    if sys.platform == "linux" and not _has_screen():
        return (
            "There is no screen to open a window on (neither WAYLAND_DISPLAY nor DISPLAY is set)."
            " Start Postwright in a desktop session;"
            " `postwright get`, `set`, `render` and `check` work without."
        )
    return ""


def _has_screen() -> bool:
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _missing_for_plugin() -> set[str]:
    spec = importlib.util.find_spec("PySide6")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    plugin = folder / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    if not plugin.exists() or os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb":
        return set()
    try:
        # Qt is about to load it anyway; only when that fails is it worth asking for the whole list.
        ctypes.CDLL(str(plugin))
    except OSError:
        return _unresolved(plugin)
    return set()


def _unresolved(plugin: Path) -> set[str]:
    try:
        listed = subprocess.run(["ldd", str(plugin)], capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return set()
    return set(re.findall(r"^\s*(\S+) => not found", listed.stdout, re.MULTILINE))


def _advice(missing: list[str]) -> str:
    names = [re.sub(r"\.so.*", "", m) for m in missing]
    debian = sorted({_PACKAGES[n][0] for n in names if n in _PACKAGES})
    fedora = sorted({_PACKAGES[n][1] for n in names if n in _PACKAGES})
    lines = [f"Qt needs system libraries that are not here: {', '.join(missing)}."]
    if debian:
        lines += [
            f"On Debian and Ubuntu: sudo apt install {' '.join(debian)}",
            f"On Fedora: sudo dnf install {' '.join(fedora)}",
        ]
    return "\n".join(lines)
