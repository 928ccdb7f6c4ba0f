"""Where the destinations of links and images lead."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Verdict:
    """The `url` a preview uses, the file it leads to, if it is one, and why it is broken, if it is."""

    url: str
    target: Path | None = None
    reason: str = ""
