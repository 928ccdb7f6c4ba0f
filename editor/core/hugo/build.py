"""What a build of the site has made: how many pages, and what is other than at the build before."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from editor.core.disk import Disk, replace_file

_PAGES: Final = re.compile(r"^\s*(?:Non-page files|Pages)\s*[│|]\s*(\d+)")
_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Difference:
    """Files that came, went or became others, by their places below the built site, in order."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many there are in all."""
        return len(self.added) + len(self.changed) + len(self.removed)


def page_count(lines: Iterable[str]) -> int:
    """Read how many pages Hugo says it has made."""
    for line in lines:
        if "Pages" in line and (found := _PAGES.match(line)):
            return int(found[1])
    return 0


def prints(folder: Path) -> Mapping[str, str]:
    """Give a fingerprint of every file below a folder, by its place."""
    found: dict[str, str] = {}
    for top, _, names in os.walk(folder):
        for name in names:
            path = Path(top, name)
            with suppress(OSError):
                found[path.relative_to(folder).as_posix()] = _print(path)
    return found


def difference(before: Mapping[str, str], after: Mapping[str, str]) -> Difference:
    """Compare two builds by their fingerprints."""
    return Difference(
        added=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(sorted(name for name in after.keys() & before.keys() if after[name] != before[name])),
        removed=tuple(sorted(before.keys() - after.keys())),
    )


def read_prints(path: Path) -> Mapping[str, str] | None:
    """Read what `keep_prints` has kept; None where there is nothing that can be read."""
    try:
        kept = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return {str(name): str(value) for name, value in kept.items()} if isinstance(kept, dict) else None


def keep_prints(path: Path, found: Mapping[str, str]) -> None:
    """Keep the fingerprints of a build for the next time; raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    replace_file(path, json.dumps(found).encode(), Disk(), mode=0o600)


def _print(path: Path) -> str:
    hashed = hashlib.blake2b(digest_size=12)
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            hashed.update(piece)
    return hashed.hexdigest()
