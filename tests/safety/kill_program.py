"""The real program killed while somebody types in it: `python -m tests.safety.kill_program [KILLS]`.

Each program begins with what the one before left, so that bringing text back is tried as often as losing it. Prints how
many were killed, how many words older than two seconds were lost, how many files were damaged, and the age of the
youngest word that was lost; the exit code is 1 if there was a loss.
"""

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from editor.core.journal import LeftDrafts
from tests.safety.typist import WORD

ROOT = Path(__file__).parents[2]
ALLOWED_SECONDS = 2.0
_START_SECONDS = 60
_HEAD = "---\ntitle: Typed\n---\n\nWords:"


class Run:
    """One program, from its start to its end by a signal; `said` is what it told."""

    def __init__(self, home, post, seed):
        environment = os.environ | {
            "XDG_STATE_HOME": str(home / "state"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "QT_QPA_PLATFORM": "offscreen",
        }
        self.said = []
        self._errors = home / "errors.txt"
        with self._errors.open("wb") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.safety.typist", str(post), str(seed)],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        self._began = threading.Event()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def kill_after(self, seconds):
        """Wait for the first word, then `seconds`, then kill; gives the moment."""
        if not self._began.wait(_START_SECONDS):
            self._end()
            raise AssertionError(f"the program never began: {self._errors.read_text()[-2000:]}")
        time.sleep(seconds)
        ended = self._process.poll() is not None
        moment = time.monotonic()
        self._end()
        assert not ended, f"the program ended by itself: {self._errors.read_text()[-2000:]}"
        return moment

    def _end(self):
        self._process.kill()
        self._process.wait()
        self._reader.join()
        self._process.stdout.close()

    def _read(self):
        for line in self._process.stdout:
            what, number, at = line.split()
            self.said.append((what, int(number), float(at)))
            self._began.set()


def numbers(text):
    return [int(number) for number in WORD.findall(text)]


def is_whole(text):
    """Whether a text is the head and the words from 1 on, none left out and none twice."""
    found = numbers(text)
    words = "".join(f" w{number}" for number in range(1, len(found) + 1))
    return text == f"{_HEAD}{words}\n" or text == f"{_HEAD}{words}"


def judge(run, moment, post, drafts):
    """Give the number of words lost that were older than allowed, the age of the oldest lost, and what is damaged."""
    on_disk = post.read_text(encoding="utf-8")
    left = LeftDrafts(drafts)
    left.close()
    kept = [entry.draft.text for entry in left.drafts if entry.draft.path == post]
    damaged = sum(not is_whole(text) for text in (on_disk, *kept))
    safe = max(max(numbers(text), default=0) for text in (on_disk, *kept))
    lost = [at for what, number, at in run.said if what == "typed" and number > safe]
    saved = max((number for what, number, _ in run.said if what == "saved"), default=0)
    damaged += max(numbers(on_disk), default=0) < saved
    ages = [moment - at for at in lost]
    return sum(age > ALLOWED_SECONDS for age in ages), max(ages, default=0.0), damaged


def kill(times, seed=1):
    """Kill so many programs; gives the kills, words lost, files damaged and the greatest age of a lost word."""
    rng = random.Random(seed)
    lost = damaged = 0
    oldest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        post = home / "post.md"
        drafts = home / "state" / "postwright" / "drafts"
        for number in range(times):
            if number % 25 == 0:
                # A fresh post, lest the words become a book.
                post.write_text(_HEAD, encoding="utf-8")
                for file in drafts.rglob("*.draft"):
                    file.unlink()
            run = Run(home, post, rng.randrange(1 << 30))
            more, age, worse = judge(run, run.kill_after(rng.uniform(0.0, 2.6)), post, drafts)
            lost, damaged, oldest = lost + more, damaged + worse, max(oldest, age)
            if sys.stdout.isatty() or number % 50 == 49:
                sys.stderr.write(
                    f"{number + 1} killed, {lost} lost, {damaged} damaged, oldest {oldest:.2f} s\n"
                )
    return times, lost, damaged, oldest


def main(times):
    kills, lost, damaged, oldest = kill(times)
    sys.stdout.write(
        f"{kills} programs killed, {lost} words older than {ALLOWED_SECONDS:.0f} s lost,"
        f" {damaged} files damaged, the oldest word lost was {oldest:.2f} s old\n"
    )
    return int(bool(lost or damaged))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3))
