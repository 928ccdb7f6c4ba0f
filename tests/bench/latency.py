"""Key to painted preview, as a black box: a key is typed, the pixels of the preview change.

Every program gets the same file, of which the first paragraph is typed in; the floor is `floor_window`.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.keyboard import Keyboard
from tests.bench.screen import HEIGHT, WIDTH, Box, Screen, program, virtual_screen

FLOOR = Path(__file__).with_name("floor_window.py")
# ReText shows its preview only when told to.
_SETTINGS = {"retext": {"ReText project/ReText.conf": "[General]\ndefaultPreviewState=live-preview\n"}}
SIZES = {"5 KB": 5_000, "100 KB": 100_000, "1 MB": 1_000_000}


@dataclass(frozen=True)
class Rival:
    """A program to measure: `preview` is where its preview is drawn in a window that fills the screen."""

    name: str
    command: tuple[str, ...]
    preview: Box
    settle_s: float = 3.0
    settings: Mapping[str, str] = field(default_factory=dict)


def rivals() -> list[Rival]:
    """The floor, Postwright, and what Debian has of the others on this machine."""
    right = Box(WIDTH // 2 + 30, 10, WIDTH - 30, HEIGHT - 60)
    found = [
        Rival("floor", (sys.executable, str(FLOOR)), right),
        Rival("postwright", (sys.executable, "-m", "editor"), Box(860, 140, WIDTH - 30, HEIGHT - 60)),
    ]
    for name in ("ghostwriter", "retext"):
        if path := shutil.which(name):
            found.append(Rival(name, (path,), right, settle_s=5.0, settings=_SETTINGS.get(name, {})))
    return found


def sample(size: int) -> str:
    """A post of about `size` characters in paragraphs, lists, quotes and code."""
    part = (
        "\n\n## Section {0}\n\nThe quick *brown* fox jumps over the **lazy** dog, again and again, and `code`"
        " with a [link](https://example.org/{0}) in between.\n\n- one\n- two\n\n> quoted {0}\n\n"
        "```python\nprint({0})\n```"
    )
    text = "Start."
    number = 0
    while len(text) < size:
        number += 1
        text += part.format(number)
    return text + "\n"


def measure(screen: Screen, rival: Rival, file: Path, keys: int = 15) -> list[float]:
    """Type `keys` letters at the end of the first paragraph; give the milliseconds each took to show."""
    blank = screen.pixels(rival.preview)
    with program(screen, [*rival.command, str(file)], rival.settings):
        screen.wait_for_change(rival.preview, blank, timeout=60)
        # A large text takes every program a while, and keys typed meanwhile are not what is measured.
        time.sleep(rival.settle_s * (1 + file.stat().st_size / 500_000))
        keyboard = Keyboard(screen.display)
        fill_screen(screen)
        screen.settle(rival.preview)
        keyboard.press("Control_L", "Home")
        keyboard.press("End")
        times = []
        for _ in range(keys + 2):
            before = screen.settle(rival.preview, quiet=0.3)
            start = time.perf_counter()
            keyboard.press("x")
            times.append((screen.wait_for_change(rival.preview, before) - start) * 1000)
        keyboard.close()
    return times[2:]


def fill_screen(screen: Screen) -> None:
    """Make the program's window fill the screen (there is no window manager) and give it the keyboard."""
    window = main_window(screen)
    screen.xdotool("windowmove", window, "0", "0")
    screen.xdotool("windowsize", window, str(WIDTH), str(HEIGHT))
    screen.xdotool("windowfocus", window)
    screen.xdotool("mousemove", str(WIDTH - 2), str(HEIGHT - 2))


def main_window(screen: Screen) -> str:
    """The largest window that has a name (the root window has none); empty while there is none."""
    found = screen.xdotool("search", "--onlyvisible", "--name", ".*").split()
    named = [i for i in found if screen.xdotool("getwindowname", i).strip()]
    return max(named, key=lambda i: _area(screen.xdotool("getwindowgeometry", "--shell", i)), default="")


def _area(geometry: str) -> int:
    values = dict(line.split("=", 1) for line in geometry.splitlines() if "=" in line)
    return int(values.get("WIDTH", 0)) * int(values.get("HEIGHT", 0))


def main() -> int:
    """Print a table of medians; 1 when Postwright is slower than it may be."""
    slow = False
    with virtual_screen() as screen, tempfile.TemporaryDirectory() as folder:
        for label, size in SIZES.items():
            file = Path(folder) / "post.md"
            medians: dict[str, float] = {}
            for rival in rivals():
                file.write_text(sample(size), encoding="utf-8")
                try:
                    times = measure(screen, rival, file)
                except TimeoutError as error:
                    print(f"{label:>7} {rival.name:12} {error}")
                    continue
                medians[rival.name] = statistics.median(times)
                print(
                    f"{label:>7} {rival.name:12} median {medians[rival.name]:7.1f} ms"
                    f"   min {min(times):7.1f}   max {max(times):7.1f}",
                    flush=True,
                )
            bound = medians.get("floor", 0) * 1.5 + 10
            if medians.get("postwright", bound + 1) > bound:
                slow = True
                print(f"{label:>7} postwright is above 1.5 times the floor plus 10 ms ({bound:.1f} ms)")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
