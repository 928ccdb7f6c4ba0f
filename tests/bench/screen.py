"""A virtual screen whose pixels can be read without asking the X server, and keys typed from outside."""

from __future__ import annotations

import mmap
import os
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

WIDTH, HEIGHT = 1280, 800


class Box(NamedTuple):
    """A part of the screen in pixels; right and bottom are exclusive."""

    left: int
    top: int
    right: int
    bottom: int


class Screen:
    """An Xvfb display: its frame buffer is a memory-mapped file in XWD form (32 bits a pixel)."""

    def __init__(self, display: str, frame: mmap.mmap) -> None:
        self.display = display
        self._frame = frame
        header = struct.unpack(">25I", frame[:100])
        self._start = header[0] + header[19] * 12
        self._stride = header[12]

    @property
    def environment(self) -> dict[str, str]:
        """The environment for programs that are to show on this screen."""
        return os.environ | {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", "LIBGL_ALWAYS_SOFTWARE": "1"}

    def pixels(self, box: Box) -> bytes:
        """The pixels inside `box`, row by row."""
        rows = range(box.top, box.bottom)
        return b"".join(
            self._frame[
                self._start + y * self._stride + box.left * 4 : self._start + y * self._stride + box.right * 4
            ]
            for y in rows
        )

    def wait_for_change(self, box: Box, before: bytes, *, timeout: float = 20.0) -> float:
        """Wait until the pixels inside `box` are not `before`; give the moment (time.perf_counter)."""
        end = time.perf_counter() + timeout
        while time.perf_counter() < end:
            if self.pixels(box) != before:
                return time.perf_counter()
            time.sleep(0.0005)
        raise TimeoutError("no pixel changed")

    def settle(self, box: Box, *, quiet: float = 0.6, timeout: float = 60.0) -> bytes:
        """Wait until the pixels inside `box` stay the same for `quiet` seconds, and give them."""
        end = time.perf_counter() + timeout
        last, since = self.pixels(box), time.perf_counter()
        while time.perf_counter() < end:
            now = self.pixels(box)
            if now != last:
                last, since = now, time.perf_counter()
            elif time.perf_counter() - since > quiet:
                return last
            time.sleep(0.01)
        raise TimeoutError("the screen never came to rest")

    def save(self, path: Path) -> None:
        """Write the whole screen as a PNG (by way of Qt)."""
        from PySide6.QtGui import QImage

        data = self.pixels(Box(0, 0, WIDTH, HEIGHT))
        QImage(data, WIDTH, HEIGHT, WIDTH * 4, QImage.Format.Format_RGB32).copy().save(str(path))

    def xdotool(self, *words: str) -> str:
        """Run xdotool on this screen and give what it prints."""
        done = subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, timeout=30, check=False
        )
        return done.stdout


@contextmanager
def virtual_screen():
    """Start Xvfb for the time of the block; raises SystemExit where it is not installed."""
    for tool in ("Xvfb", "xdotool"):
        if shutil.which(tool) is None:
            raise SystemExit(f"{tool} is missing. On Debian and Ubuntu: sudo apt install xvfb xdotool")
    with tempfile.TemporaryDirectory() as folder:
        number, write_end = os.pipe()
        server = subprocess.Popen(
            [
                "Xvfb",
                "-displayfd",
                str(write_end),
                "-screen",
                "0",
                f"{WIDTH}x{HEIGHT}x24",
                "-fbdir",
                folder,
                "-noreset",
            ],
            pass_fds=(write_end,),
            stderr=subprocess.DEVNULL,
        )
        os.close(write_end)
        try:
            display = ":" + os.read(number, 20).decode().strip()
            with (Path(folder) / "Xvfb_screen0").open("rb") as file:
                frame = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            yield Screen(display, frame)
        finally:
            os.close(number)
            server.terminate()
            server.wait()


@contextmanager
def program(screen: Screen, command: list[str], files: Mapping[str, str] = MappingProxyType({})):
    """Run `command` on the screen for the time of the block, with a home of its own that has `files`."""
    with tempfile.TemporaryDirectory() as home:
        for name, text in files.items():
            file = Path(home, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        environment = screen.environment | {
            "HOME": home,
            "XDG_CONFIG_HOME": home,
            "XDG_CACHE_HOME": home,
            "XDG_RUNTIME_DIR": home,
        }
        # A warm start has its byte code: programs are installed with it.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        if os.geteuid() == 0:
            environment["QTWEBENGINE_CHROMIUM_FLAGS"] = "--no-sandbox"
        running = subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield running
        finally:
            running.terminate()
            try:
                running.wait(10)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait()
