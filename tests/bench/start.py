"""Start to a usable window, warm, beside the start of an empty PySide6 WebEngine window in the same run.

A black box under Xvfb: the time from the start of the process until a letter typed into the text pane shows
there. Where the first letter stands is learnt in a first run, which also warms the disk's cache.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.keyboard import Keyboard
from tests.bench.latency import Rival, fill_screen, main_window, rivals
from tests.bench.screen import HEIGHT, WIDTH, Box, Screen, program, virtual_screen

RUNS = 7
MOST_S = 1.5
MOST_TIMES_FLOOR = 1.5
LETTER_PX = 6
KEY_EVERY_S = 0.02


@dataclass(frozen=True)
class Started:
    """A program and the file it is started with, if any."""

    rival: Rival
    file: Path | None

    @property
    def name(self) -> str:
        return self.rival.name

    @property
    def command(self) -> list[str]:
        return [*self.rival.command, *([str(self.file)] if self.file else [])]


def learn_letter(screen: Screen, rival: Started) -> tuple[Box, bytes]:
    """Give the place of the first letter typed into the text and its pixels."""
    everything = Box(0, 0, WIDTH, HEIGHT)
    blank = screen.pixels(everything)
    keyboard = Keyboard(screen.display)
    with program(screen, rival.command):
        screen.wait_for_change(everything, blank, timeout=60)
        time.sleep(rival.rival.settle_s)
        fill_screen(screen)
        time.sleep(1)
        text = Box(0, 0, rival.rival.preview.left - 20, HEIGHT)
        before = screen.pixels(text)
        keyboard.press("w")
        time.sleep(1)
        box = first_difference(before, screen.pixels(text), text)
        pixels = screen.pixels(box)
    keyboard.close()
    return box, pixels


def first_difference(before: bytes, after: bytes, inside: Box) -> Box:
    """The left edge, a few pixels wide, of the topmost run of rows that are no longer the same."""
    stride = (inside.right - inside.left) * 4
    rows = [
        y
        for y in range(len(before) // stride)
        if before[y * stride :][:stride] != after[y * stride :][:stride]
    ]
    if not rows:
        raise TimeoutError("a typed letter did not show")
    last = rows[0]
    while last + 1 in rows:
        last += 1
    lefts = []
    for y in range(rows[0], last + 1):
        a, b = before[y * stride : (y + 1) * stride], after[y * stride : (y + 1) * stride]
        lefts += [x for x in range(stride // 4) if a[x * 4 : x * 4 + 4] != b[x * 4 : x * 4 + 4]][:1]
    left = inside.left + min(lefts)
    return Box(left, inside.top + rows[0], left + LETTER_PX, inside.top + last + 1)


def first_echo(screen: Screen, rival: Started, box: Box, letter: bytes) -> float:
    """Seconds from the start of the program until its text pane shows what is typed."""
    keyboard = Keyboard(screen.display)
    start = time.perf_counter()
    with program(screen, rival.command):
        window = ""
        while not window:
            # Asking takes processes of its own: not so often that they slow down what is measured.
            time.sleep(KEY_EVERY_S)
            window = main_window(screen)
        screen.xdotool("windowfocus", window)
        while screen.pixels(box) != letter:
            if time.perf_counter() - start > 30:
                raise TimeoutError(f"{rival.name} never showed what was typed")
            keyboard.press("w")
            time.sleep(KEY_EVERY_S)
        took = time.perf_counter() - start
    keyboard.close()
    return took


def main() -> int:
    """Print the medians; 1 when Postwright starts more slowly than it may."""
    medians = {}
    with virtual_screen() as screen, tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "post.md"
        file.write_text("Start.\n", encoding="utf-8")
        # The floor opens no file: an empty window is what a start is held against.
        ours = [Started(r, file if r.name == "postwright" else None) for r in rivals()[:2]]
        learnt = {each.name: learn_letter(screen, each) for each in ours}
        times: dict[str, list[float]] = {each.name: [] for each in ours}
        for _ in range(RUNS):
            for each in ours:
                times[each.name].append(first_echo(screen, each, *learnt[each.name]))
        for name, taken in times.items():
            medians[name] = statistics.median(taken)
            print(f"{name:12} median {medians[name]:.2f} s   min {min(taken):.2f}   max {max(taken):.2f}")
    ratio = medians["postwright"] / medians["floor"]
    print(f"postwright / floor: {ratio:.2f} (at most {MOST_TIMES_FLOOR}, and {MOST_S} s)")
    return int(ratio > MOST_TIMES_FLOOR or medians["postwright"] > MOST_S)


if __name__ == "__main__":
    sys.exit(main())
