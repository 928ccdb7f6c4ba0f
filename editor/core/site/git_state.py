"""Which files of a folder git holds to be changed, asked so that the folder's own settings run no program.

`git status` may call programs that a repository names: a file system monitor, the clean filters of attributes, a hook
after it refreshed its index (https://git-scm.com/docs/git-config). A folder that came in an archive may bring such
settings along, so they are switched off, and no lock is taken that would get in the way of a git at work.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Final

from editor.core.git import ask_git

# How `git config` ends where no setting fits.
_NOTHING_FOUND: Final = 1
_SETTINGS: Final = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "status.renames": "false",
}
_STATUS: Final = (
    *("status", "--porcelain=v2", "-z", "--untracked-files=normal"),
    *("--ignore-submodules=all", "--no-renames", "--", "."),
)


class GitMark(Enum):
    """What of a file is not in the last commit; `MODIFIED` may be staged in part."""

    MODIFIED = "modified"
    STAGED = "staged"
    UNTRACKED = "untracked"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class GitState:
    """The marks of a folder's files; `git_folder` changes when something is staged or committed.

    `new_folders` are those of which git knows nothing.
    """

    git_folder: Path
    marks: Mapping[Path, GitMark] = field(default_factory=dict)
    new_folders: frozenset[Path] = frozenset()

    def mark_of(self, path: Path) -> GitMark | None:
        """Give the mark of a file; None for one that is as it was committed, or ignored."""
        mark = self.marks.get(path)
        if mark is None and self.new_folders and not self.new_folders.isdisjoint(path.parents):
            return GitMark.UNTRACKED
        return mark

    def marks_of(self, paths: Iterable[Path]) -> dict[Path, GitMark]:
        """Give the marks of those files that have one."""
        return {path: mark for path in paths if (mark := self.mark_of(path)) is not None}


def read_git_state(folder: Path) -> GitState | None:
    """Ask git about the files below `folder`; None without git, without a repository, or where it fails."""
    real = Path(os.path.realpath(folder))
    if not any((above / ".git").exists() for above in (real, *real.parents)):
        return None
    settings = dict(_SETTINGS)
    try:
        place = ask_git(folder, "rev-parse", "--show-prefix", "--absolute-git-dir", settings=settings).split(
            b"\n"
        )
        settings |= _without_filters(folder)
        status = ask_git(folder, *_STATUS, settings=settings)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    prefix, git_folder = (os.fsdecode(line) for line in place[:2])
    marks: dict[Path, GitMark] = {}
    new_folders = []
    for name, mark in _entries(status.split(b"\0")):
        if not name.startswith(prefix):
            continue
        path = folder / name.removeprefix(prefix)
        if name.endswith("/"):
            new_folders.append(path)
        else:
            marks[path] = mark
    return GitState(Path(git_folder), marks, frozenset(new_folders))


def _entries(parts: Iterable[bytes]) -> Iterator[tuple[str, GitMark]]:
    """Read the porcelain's entries (https://git-scm.com/docs/git-status#_porcelain_format_version_2)."""
    for part in parts:
        kind, _, rest = part.partition(b" ")
        if kind == b"1":
            state, *_, name = rest.split(b" ", 7)
            mark = GitMark.STAGED if state.endswith(b".") else GitMark.MODIFIED
            yield os.fsdecode(name), mark
        elif kind == b"u":
            yield os.fsdecode(rest.split(b" ", 9)[-1]), GitMark.CONFLICT
        elif kind == b"?":
            yield os.fsdecode(rest), GitMark.UNTRACKED


def _without_filters(folder: Path) -> dict[str, str]:
    """Give settings that silence each filter which the repository itself names, whichever of its files does."""
    asked = ("config", "--includes", "--show-scope", "--null", "--name-only", "--get-regexp", r"^filter\.")
    try:
        told = ask_git(folder, *asked, settings=_SETTINGS).split(b"\0")
    except subprocess.CalledProcessError as error:
        if error.returncode == _NOTHING_FOUND:
            return {}
        raise
    names = {
        os.fsdecode(key).rpartition(".")[0]
        for scope, key in zip(told[::2], told[1::2], strict=False)
        if scope in (b"local", b"worktree")
    }
    silenced = {f"{name}.{key}": "" for name in names for key in ("clean", "process")}
    return silenced | {f"{name}.required": "false" for name in names}
