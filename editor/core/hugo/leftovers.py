"""Private folders of running previews, and what is left of them after a crash.

Each preview has a folder and, beside it, a claim that the system takes back when the program ends, however it ends. A
folder whose claim is free belongs to nobody: the Hugo that was started in it is ended, and the folder removed.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from editor.core.journal import private_folder
from editor.core.lock import Lock

_CLAIM: Final = ".claim"
_PID: Final = "hugo.pid"
_PATIENCE_S: Final = 5

# Ends Hugo, and what it has started, when the pipe from our process closes: we cannot forget to, not even by dying.
# The shell becomes Hugo; the group stays ours as long as the reader lives, so that no stranger can be hit.
_WATCHED: Final = 'exec 3<&0 </dev/null; (cat <&3; kill -9 -$$) >/dev/null 2>&1 & exec 3<&-; exec "$0" "$@"'


def watched(program: Path, arguments: tuple[str, ...]) -> tuple[str, list[str]]:
    """Give program and arguments that run `program` until it ends or our end of its standard input is closed.

    The process must be made the leader of a session of its own. Where there is no `sh` the program runs as it is, and
    `clean` ends it at the next start.
    """
    if sys.platform == "win32":
        return str(program), list(arguments)
    return "/bin/sh", ["-c", _WATCHED, str(program), *arguments]


class PrivateFolder:
    """A folder for one preview, made for its owner alone; `remove` takes it away again."""

    def __init__(self, path: Path, claim: Lock | None) -> None:
        self.path = path
        self._claim = claim

    @classmethod
    def make(cls, home: Path) -> PrivateFolder:
        """Make a folder below `home`; raises OSError."""
        private_folder(home)
        path = home / f"site-{secrets.token_hex(6)}"
        # The claim first: a folder without one is anybody's.
        claim = Lock.take(home / f"{path.name}{_CLAIM}")
        try:
            path.mkdir(0o700)
        except OSError:
            if claim is not None:
                claim.release()
            raise
        return cls(path, claim)

    def note_process(self, pid: int) -> None:
        """Remember the process that works in the folder, for whoever finds the folder after a crash."""
        with contextlib.suppress(OSError):
            (self.path / _PID).write_text(str(pid), encoding="ascii")

    def remove(self) -> None:
        """Remove the folder with all that is in it; may be called again."""
        remove_tree(self.path)
        if self._claim is not None:
            self._claim.release()
            self._claim = None


def clean(home: Path) -> int:
    """Remove what programs that are gone left below `home`, and end their processes; gives how many folders."""
    removed = 0
    for folder in sorted({*_folders(home), *_claimed(home)}):
        try:
            claim = Lock.take(home / f"{folder.name}{_CLAIM}")
        except OSError:
            continue
        if claim is None:
            continue
        was_there = folder.exists()
        _end_left(folder)
        remove_tree(folder)
        claim.release()
        removed += was_there and not folder.exists()
    return removed


def remove_tree(folder: Path) -> None:
    """Remove a folder, read-only files too; what cannot be removed stays for the next time."""
    # A process that is just ending may write once more.
    for _ in range(3):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        with contextlib.suppress(OSError):
            for path in folder.rglob("*"):
                if path.is_dir() and not path.is_symlink():
                    path.chmod(0o700)


def end_group(pid: int) -> None:
    """End the process and all that it has started; one that is gone is no error."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            subprocess.run(
                ["taskkill", "/F", "/T", "/PID", str(pid)],
                capture_output=True,
                timeout=_PATIENCE_S,
                check=False,
            )
        else:
            os.killpg(pid, signal.SIGKILL)


def memory_of(pid: int) -> int:
    """Give the bytes of memory a process takes; 0 where the system does not tell."""
    with contextlib.suppress(OSError, ValueError, IndexError, subprocess.SubprocessError):
        status = Path(f"/proc/{pid}/status")
        if status.exists():
            line = next(each for each in status.read_text("ascii", "replace").split("\n") if "VmRSS" in each)
            return int(line.split()[1]) * 1024
        if sys.platform != "win32":
            return int(_asked("rss", pid)) * 1024
    return 0


def _folders(home: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        for path in sorted(home.glob("site-*")):
            if path.is_dir() and not path.is_symlink():
                yield path


def _claimed(home: Path) -> Iterator[Path]:
    """Give the folders that were claimed, also those that a crash came before."""
    with contextlib.suppress(OSError):
        for path in home.glob(f"site-*{_CLAIM}"):
            yield path.with_name(path.name.removesuffix(_CLAIM))


def _end_left(folder: Path) -> None:
    with contextlib.suppress(OSError, ValueError, subprocess.SubprocessError):
        pid = int((folder / _PID).read_text(encoding="ascii"))
        # Numbers are given out again: only a process that names the folder is the one that was left.
        if pid > 1 and str(folder) in _command(pid):
            end_group(pid)


def _command(pid: int) -> str:
    file = Path(f"/proc/{pid}/cmdline")
    if file.exists():
        return os.fsdecode(file.read_bytes()).replace("\0", " ")
    if sys.platform == "win32":
        asked = f"(Get-CimInstance Win32_Process -Filter 'ProcessId={pid}').CommandLine"
        done = subprocess.run(
            ["powershell", "-NoProfile", "-Command", asked],
            capture_output=True,
            timeout=_PATIENCE_S,
            check=False,
        )
        return done.stdout.decode("utf-8", "replace")
    return _asked("command", pid)


def _asked(what: str, pid: int) -> str:
    done = subprocess.run(
        ["ps", "-o", f"{what}=", "-p", str(pid)], capture_output=True, timeout=_PATIENCE_S, check=False
    )
    return done.stdout.decode("utf-8", "replace")
