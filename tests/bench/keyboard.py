"""Keys typed into the X server from this process: no helper program whose start would be measured too."""

from __future__ import annotations

import ctypes
import ctypes.util


class Keyboard:
    """Types through the XTEST extension of the display called `display`."""

    def __init__(self, display: str) -> None:
        self._x11 = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        self._xtst = ctypes.CDLL(ctypes.util.find_library("Xtst") or "libXtst.so.6")
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        self._x11.XStringToKeysym.restype = ctypes.c_ulong
        self._x11.XKeysymToKeycode.argtypes = (ctypes.c_void_p, ctypes.c_ulong)
        self._x11.XFlush.argtypes = (ctypes.c_void_p,)
        self._x11.XCloseDisplay.argtypes = (ctypes.c_void_p,)
        self._xtst.XTestFakeKeyEvent.argtypes = (ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong)
        self._connection = self._x11.XOpenDisplay(display.encode())
        if not self._connection:
            raise RuntimeError(f"no display {display}")

    def press(self, *names: str) -> None:
        """Press the keys called `names` (X keysyms) together, then let go of them."""
        codes = [self._code(name) for name in names]
        for down, order in ((1, codes), (0, reversed(codes))):
            for code in order:
                self._xtst.XTestFakeKeyEvent(self._connection, code, down, 0)
        self._x11.XFlush(self._connection)

    def close(self) -> None:
        """End the connection."""
        self._x11.XCloseDisplay(self._connection)

    def _code(self, name: str) -> int:
        return int(self._x11.XKeysymToKeycode(self._connection, self._x11.XStringToKeysym(name.encode())))
