"""Saves whose process is killed at every call of the disk: `python -m tests.safety.kill_saves [ROUNDS]`.

Prints how many were killed and how many files were neither old nor new; the exit code is 1 if there was one.
It stands by itself because it forks, which a process with threads must not.
"""

import os
import random
import sys
import tempfile
from pathlib import Path

from editor.core.text_file import Fingerprint, read_text_file, write_atomically
from tests.support.failing_disk import DeadlyDisk

KINDS = ("saved", "linked", "new")


def killed_at(at, path, new, *, is_new):
    """Save in a process that dies at the call number `at`; tells whether it died."""
    child = os.fork()
    if child == 0:
        disk = DeadlyDisk(at)
        expected = None if is_new else read_text_file(path).fingerprint
        write_atomically(path, new, new=is_new, expected=expected, disk=disk)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def text(rng):
    return rng.randbytes(rng.choice((0, 1, 700, 70_000))).hex().encode()


def rounds(folder, kind, rng):
    """Kill a save of this kind at each of its steps; gives the number of kills and of damaged files."""
    path = target = folder / "post.md"
    if kind == "linked":
        target = folder / "real.md"
        path.symlink_to("real.md")
    kills = damaged = 0
    for at in range(1000):
        old, new = text(rng), text(rng)
        if kind == "new":
            target.unlink(missing_ok=True)
        else:
            target.write_bytes(old)
        died = killed_at(at, path, new, is_new=kind == "new")
        kills += died
        found = target.read_bytes() if target.exists() else None
        allowed = (new,) if not died else (None if kind == "new" else old, new)
        damaged += found not in allowed
        # What it left must not be in the way of the next save.
        write_atomically(path, new, expected=None if found is None else Fingerprint.of(found))
        damaged += target.read_bytes() != new
        if not died:
            return kills, damaged
    raise AssertionError("a save never ended")


def main(times):
    rng = random.Random(times)
    kills = damaged = 0
    for _ in range(times):
        for kind in KINDS:
            with tempfile.TemporaryDirectory() as folder:
                more, worse = rounds(Path(folder), kind, rng)
                kills, damaged = kills + more, damaged + worse
    sys.stdout.write(f"{kills} saves killed, {damaged} files lost or half written\n")
    return int(bool(damaged))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1))
