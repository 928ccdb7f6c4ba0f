"""The list of known differences: it may only become shorter."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path

from tests.conformance.sets import DATA

LIST = DATA / "known-differences.json"


class Ratchet:
    """Known differences by mode, and what a run found that is not in keeping with them."""

    def __init__(self, path: Path = LIST) -> None:
        self.path = path
        self.known: dict[str, list[str]] = json.loads(path.read_text("utf-8")) if path.exists() else {}
        self.new: dict[str, list[str]] = {}
        self.gone: dict[str, list[str]] = {}

    def take(self, mode: str, judged: Collection[str], differing: Collection[str]) -> None:
        """Note what one set gave in one mode."""
        known = set(self.known.get(mode, ()))
        new = [name for name in differing if name not in known]
        gone = sorted((known & set(judged)) - set(differing))
        if new:
            self.new.setdefault(mode, []).extend(new)
        if gone:
            self.gone.setdefault(mode, []).extend(gone)

    @property
    def holds(self) -> bool:
        """Whether nothing came and nothing that is listed went."""
        return not self.new and not self.gone

    def updated(self) -> Mapping[str, list[str]]:
        """Give the list as it would be true of what was seen."""
        out = {}
        for mode in [*self.known, *(mode for mode in self.new if mode not in self.known)]:
            kept = [name for name in self.known.get(mode, ()) if name not in self.gone.get(mode, ())]
            out[mode] = [*kept, *self.new.get(mode, ())]
        return {mode: names for mode, names in out.items() if names}

    def write(self) -> None:
        """Store the list."""
        text = json.dumps(self.updated(), indent=1, ensure_ascii=False)
        self.path.write_text(text + "\n", encoding="utf-8")
